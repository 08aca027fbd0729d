"""The plane as part of the window: what the mouse elsewhere does to it, menus and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.gui.plane.range_dialog import RangeDialog
from nndesk.gui.workbench import Workbench
from tests.hand import Hand


def test_the_mouse_over_the_diagram_shades_the_plane(bench: Workbench, qtbot: QtBot) -> None:
    hand = Hand(bench.diagram)
    x, y = bench.session.document.positions["h2"]
    hand.move((x, y))
    qtbot.waitUntil(lambda: bench.plane.caption() == "z of h2")
    hand.drag((x, y), (x + 20, y + 20), hold=True)
    assert bench.session.spotlight.node is None, "a hand that drags points at nothing"
    hand.release((x + 20, y + 20))
    hand.move((x + 20, y + 150))
    assert bench.session.spotlight.node is None
    assert bench.plane.chosen == "h2", "what was clicked stays"
    bench.session.select()
    qtbot.waitUntil(lambda: bench.plane.caption() == "z of o1")


def test_it_does_so_whether_or_not_the_others_are_dimmed(bench: Workbench, qtbot: QtBot) -> None:
    bench.theme.set_focus_on_hover(False)
    Hand(bench.diagram).move(bench.session.document.positions["h1"])
    qtbot.waitUntil(lambda: bench.plane.caption() == "z of h1")
    assert bench.diagram.focusing.node is None


def test_the_mouse_over_a_row_of_the_table_points_at_its_neuron(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("draw")
    table = bench.weights_panel.table
    qtbot.waitUntil(lambda: table.isVisible() and table.viewport().height() > 40)
    for row in range(2):
        parameter = table.weights.parameter(row)
        neuron = parameter if isinstance(parameter, str) else parameter.target
        QTest.mouseMove(table.viewport(), table.visualRect(table.weights.index(row, 0)).center())
        assert bench.session.spotlight.node == neuron
    qtbot.waitUntil(lambda: bench.plane.caption() == f"z of {neuron}")
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert bench.session.spotlight.node is None


def test_with_the_hand_that_pans_nothing_is_pointed_at(bench: Workbench) -> None:
    hand = Hand(bench.diagram)
    hand.move(bench.session.document.positions["h1"])
    assert bench.session.spotlight.node == "h1"
    bench.diagram.mouse.choose("pan")
    assert bench.session.spotlight.node is None


def test_values_or_classes_by_keys_and_in_the_menu(bench: Workbench, qtbot: QtBot) -> None:
    values, classes = bench.actions["view.shade_values"], bench.actions["view.shade_classes"]
    assert (values.isChecked(), classes.isChecked()) == (True, False)
    QTest.keyClick(bench.diagram.viewport(), Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert bench.session.document.view.shading == "classes"
    assert (values.isChecked(), classes.isChecked()) == (False, True)
    qtbot.waitUntil(lambda: bench.plane.picture is not None and bool(bench.plane.picture.data.areas))
    bench.session.undo_stack.undo()
    assert values.isChecked()


def test_a_range_is_typed_and_kept(bench: Workbench, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def typed(dialog: RangeDialog) -> int:
        for field, text in zip(dialog.fields, ("-1/2", "½", "-0,25", "1"), strict=True):
            field.setText(text)
            field.setModified(True)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(RangeDialog, "exec", typed)
    QTest.keyClick(bench.diagram.viewport(), Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert bench.session.document.view.plane_range == (-0.5, 0.5, -0.25, 1.0)
    x0, x1, y0, y1 = bench.plane.plot.visible_window()
    assert x0 <= -0.5
    assert x1 >= 0.5
    assert (y0, y1) == (-0.25, 1.0)
    assert bench.session.undo_stack.count() == 1


def test_home_and_the_data_come_back_by_keys(bench: Workbench) -> None:
    bench.plane.plot.view.translateBy((5.0, 0.0))
    QTest.keyClick(bench.diagram.viewport(), Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    home = bench.plane.plot.visible_window()
    assert home[0] < 0 < 1 < home[1]
    bench.plane.edits.set_range((4.0, 5.0, 4.0, 5.0))
    assert bench.plane.plot.visible_window()[2] == 4.0
    QTest.keyClick(bench.diagram.viewport(), Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert bench.session.document.view.plane_range is None
    assert bench.plane.plot.visible_window() == home
