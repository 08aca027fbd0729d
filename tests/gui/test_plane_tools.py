"""The tools of the plane: palette, keys, menu, and the classes beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from nndesk.document import edits
from nndesk.gui.plane.plane_tools import TOOLS
from nndesk.gui.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
ESC = Qt.Key.Key_Escape
TEN = "2-3-10"


def chips(bench: Workbench) -> list[QToolButton]:
    """The classes that can be seen."""
    group = bench.plane.toolbar.chips
    return [button for id in range(12) if (button := group.button(id)) is not None and button.isVisible()]


def test_keys_buttons_and_menu_choose_a_tool_and_esc_goes_back(bench: Workbench) -> None:
    plot, toolbar = bench.plane.plot, bench.plane.toolbar
    for key, name in (("p", "point"), ("b", "brush"), ("q", "lasso"), ("s", "pointer")):
        QTest.keyClick(bench.diagram, key)
        assert plot.tool == name
        assert TOOLS[toolbar.tools.checkedId()] == name
        assert bench.actions[f"edit.plane_tool_{name}"].isChecked()
        bench.diagram.setFocus()
    for button in toolbar.tools.buttons():
        QTest.mouseClick(button, LEFT)
        assert plot.tool == TOOLS[toolbar.tools.checkedId()]
        assert button.isChecked()
        assert button.accessibleName()
        assert button.toolTip().endswith(")")
    bench.actions["edit.plane_tool_point"].trigger()
    assert plot.hasFocus(), "what keys do goes on in the plane"
    assert plot.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    QTest.keyClick(plot, ESC)
    assert plot.tool == "pointer"
    assert plot.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    assert bench.actions["edit.plane_tool_pointer"].isChecked()


def test_classes_stand_beside_the_tools_that_add_samples(bench: Workbench) -> None:
    assert chips(bench) == []
    bench.plane.choose_tool("point")
    QApplication.processEvents()
    assert len(chips(bench)) == 2
    place = bench.plane.toolbar.tools.button(2).mapToGlobal(QPoint())
    QTest.mouseClick(chips(bench)[1], LEFT)
    assert bench.plane.samples.editing.kind == 1
    bench.plane.choose_tool("lasso")
    assert chips(bench) == []
    assert bench.plane.toolbar.tools.button(2).mapToGlobal(QPoint()) == place, "tools stay where they are"
    bench.plane.choose_tool("brush")
    QTest.keyClick(bench.plane.plot, "0")
    QApplication.processEvents()
    assert chips(bench)[0].isChecked()


def test_classes_follow_the_network_and_the_names_in_the_data(bench: Workbench) -> None:
    bench.plane.choose_tool("point")
    bench.session.edit("Other", edits.layered("2-3-3"))
    QApplication.processEvents()
    names = [chip.accessibleName().partition("class ")[2] for chip in chips(bench)]
    assert names == ["o1; key 1", "o2; key 2", "o3; key 3"]
    QTest.keyClick(bench.plane.plot, "3")
    assert chips(bench)[2].isChecked()
    bench.session.edit("Smaller", edits.layered("2-3-1"))
    assert len(chips(bench)) == 2
    assert bench.plane.samples.editing.kind == 0


@pytest.mark.parametrize("projector", [False, True])
@pytest.mark.parametrize("spec", ["2-3-1", TEN])
def test_the_header_has_room_in_a_small_window(bench: Workbench, projector: bool, spec: str) -> None:
    bench.theme.set_projector(projector)
    bench.window.resize(1280, 720)
    bench.window.cards.place(1280, 720)  # type: ignore[attr-defined]
    bench.session.edit("Other", edits.layered(spec))
    bench.plane.choose_tool("brush")
    QTest.keyClick(bench.plane.plot, "1")
    QApplication.processEvents()
    toolbar = bench.plane.toolbar
    card = toolbar.parentWidget()
    assert all(button.isVisible() for button in toolbar.tools.buttons())
    assert any(chip.isChecked() for chip in chips(bench))
    for button in toolbar.findChildren(QToolButton):
        if button.isVisible():
            assert toolbar.rect().contains(button.geometry())
            assert button.width() >= button.sizeHint().width()
    assert card.rect().contains(toolbar.geometry())
    assert card.width() <= 0.46 * bench.window.width()
    bench.theme.set_projector(False)


def test_where_there_is_room_for_one_class_it_asks_for_the_others(bench: Workbench) -> None:
    bench.window.resize(1280, 720)
    bench.window.cards.place(1280, 720)  # type: ignore[attr-defined]
    bench.session.edit("Other", edits.layered(TEN))
    bench.plane.choose_tool("point")
    QApplication.processEvents()
    (chip,) = chips(bench)
    QTest.mouseClick(chip, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text().partition("\t")[0] for action in menu.actions()] == [f"o{i}" for i in range(1, 11)]
    menu.actions()[7].trigger()
    menu.close()
    assert bench.plane.samples.editing.kind == 7
    assert chips(bench) == [bench.plane.toolbar.chips.button(7)]
