"""The matrices by mouse and keys: pointing, moving, typing, copying, what is said aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sheet import Sheet

from nndesk.document import edits, parameters
from nndesk.document.document import Document
from nndesk.document.edits import layered
from nndesk.network.model import Edge, EdgeKey, Network, Node

Make = Callable[..., Sheet]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
X1H1, X2H1 = EdgeKey("x1", "h1"), EdgeKey("x2", "h1")


def _middle(one: Sheet, parameter: EdgeKey | str) -> QPoint:
    rect = one.matrices.entry_rect(parameter)
    assert rect is not None
    return rect.center()


def _click(one: Sheet, parameter: EdgeKey | str) -> None:
    QTest.mouseClick(one.matrices.viewport(), Qt.MouseButton.LeftButton, pos=_middle(one, parameter))


def _holed() -> Document:
    network = Network(
        ("x1", "x2"), (Node("a"), Node("b")), (Edge("x1", "a"), Edge("x2", "a"), Edge("x2", "b")), ("a", "b")
    )
    return Document(network, {"x1": (0, 0), "x2": (0, 90), "a": (180, 0), "b": (180, 90)})


def test_a_click_selects_the_edge_or_neuron_and_typing_changes_it(sheet: Make) -> None:
    one = sheet()
    _click(one, X2H1)
    assert one.session.selection.edge == X2H1
    assert one.table.selected() == [X2H1]
    one.type("-3/2")
    one.key(Key.Key_Return)
    assert one.value(X2H1) == -1.5
    assert one.undo_text == "Change the weight h1<-x2"
    _click(one, "o1")
    assert one.session.selection.node == "o1"
    one.type("7")
    one.key(Key.Key_Return)
    assert one.value("o1") == 7
    assert one.undo_text == "Change the bias of o1"


class Painted(QObject):
    """What has been painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.rects: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_only_a_number_that_has_changed_is_painted_anew(sheet: Make, qtbot: QtBot) -> None:
    one = sheet(layered("2-8-8-1", seed=1))
    one.session.select(["h3"])
    QApplication.processEvents()
    painted = Painted(one.matrices.viewport())
    for parameter, value in (("h3", 0.123), (EdgeKey("x2", "h3"), 0.125), ("o1", 0.127)):
        rect = one.matrices.entry_rect(parameter)
        one.session.edit("Set", parameters.set_parameters(one.session.document, {parameter: value}))
        if one.matrices.entry_rect(parameter) != rect:
            continue
        painted.rects.clear()
        other = parameters.set_parameters(one.session.document, {parameter: value + 0.111})
        one.session.edit("Set again", other)
        qtbot.waitUntil(lambda: bool(painted.rects))
        assert one.matrices.entry_rect(parameter) == rect
        (shown,) = painted.rects
        assert shown.contains(rect)
        assert shown.width() < 2 * rect.width()


def test_a_double_click_opens_the_field_and_escape_restores(sheet: Make) -> None:
    one = sheet()
    QTest.mouseDClick(one.matrices.viewport(), Qt.MouseButton.LeftButton, pos=_middle(one, X1H1))
    field = one.matrices.editing.field
    assert field is not None
    assert field.accessibleName() == "weight from x1 to h1"
    one.type("x")
    one.key(Key.Key_Return)
    assert field.problem
    one.key(Key.Key_Escape)
    assert one.matrices.editing.field is None
    assert one.matrices.hasFocus()
    assert one.value(X1H1) == 0.5


def test_arrows_walk_through_all_layers_and_say_what_they_come_to(sheet: Make) -> None:
    one = sheet()
    one.matrices.setFocus()
    assert one.matrices.accessibleName() == "weight from x1 to h1, 0.5"
    said = []
    for _ in range(6):
        one.key(Key.Key_Right)
        said.append(one.matrices.accessibleName())
    assert said == [
        "weight from x2 to h1, −1", "weight from x3 to h1, 0.5", "bias of h1, −1",
        "weight from h1 to o1, 1", "weight from h2 to o1, −1", "bias of o1, 0",
    ]  # fmt: skip
    one.key(Key.Key_Home)
    one.key(Key.Key_Left)
    one.key(Key.Key_Down)
    assert one.session.selection.node == "h2"
    one.key(Key.Key_Space)
    assert one.document.network.node("h2").locked
    assert one.matrices.accessibleName() == "bias of h2, −0.5, locked"


def test_tab_goes_on_in_reading_order_over_holes_and_layers(sheet: Make) -> None:
    one = sheet(_holed())
    _click(one, EdgeKey("x1", "a"))
    for number in "12345":
        one.type(number)
        one.key(Key.Key_Tab)
    network = one.document.network
    assert [edge.weight for edge in network.edges] == [1, 2, 4]
    assert [node.bias for node in network.nodes] == [3, 5]
    assert one.matrices.editing.field is None


def test_where_there_is_no_edge_nothing_can_be_typed(sheet: Make) -> None:
    one = sheet(_holed())
    _click(one, EdgeKey("x1", "b"))
    assert not one.session.selection
    assert one.matrices.accessibleName() == "weight from x1 to b: no edge"
    one.type("3")
    assert one.matrices.editing.field is None
    assert "no edge" in one.said[-1]


def test_ctrl_and_arrows_scrub(sheet: Make) -> None:
    one = sheet()
    _click(one, X1H1)
    one.key(Key.Key_Up, CTRL)
    one.key(Key.Key_Up, CTRL)
    assert one.value(X1H1) == pytest.approx(0.7)
    assert one.session.undo_stack.count() == 1


def test_the_entry_follows_the_diagrams_selection(sheet: Make) -> None:
    one = sheet(layered("30-30-1"))
    one.session.select(["h30"])
    assert one.matrices.viewport().rect().contains(_middle(one, "h30"))
    one.session.edit("gone", edits.remove(one.document, ["h30"]))
    assert one.matrices.entry is None
    one.session.edit("all", Document())
    one.matrices.setFocus()
    one.key(Key.Key_Right)
    one.key(Key.Key_V, CTRL)
    one.window.grab()


def test_copy_gives_a_spreadsheet_latex_or_numpy(sheet: Make) -> None:
    one = sheet()
    _click(one, X1H1)
    one.key(Key.Key_C, CTRL)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "\tx1\tx2\tx3\tb\nh1\t0.5\t-1\t0.5\t-1\nh2\t-0.5\t1\t1\t-0.5\n"
    for entry, start in (("Copy as LaTeX", "W^{(1)} = \\begin{pmatrix}"), ("Copy as numpy", "import numpy")):
        one.matrices.open_menu(one.window.pos())
        menu = QApplication.activePopupWidget()
        next(a for a in menu.actions() if a.text() == entry).trigger()
        menu.close()
        assert clipboard.text().startswith(start)


def test_a_block_of_numbers_is_pasted_from_the_present_entry(sheet: Make) -> None:
    one = sheet()
    _click(one, X2H1)
    QGuiApplication.clipboard().setText("7\t8\t9\n1\t2\t3")
    one.key(Key.Key_V, CTRL)
    assert [edge.weight for edge in one.document.network.edges][:6] == [0.5, 7, 8, -0.5, 1, 2]
    assert (one.value("h1"), one.value("h2")) == (9, 3)
    assert one.undo_text == "Paste 6 numbers"
    one.key(Key.Key_V, CTRL)
    one.key(Key.Key_Right)
    one.key(Key.Key_V, CTRL)
    assert one.said[-1] == "Row 1 does not fit into the matrix: nothing was pasted."


@pytest.mark.parametrize("size", [(500, 160), (1100, 220), (2400, 500)])
@pytest.mark.parametrize("layers", ["2-2-1", "20-20-5"])
def test_what_is_clicked_is_what_is_drawn_there(sheet: Make, layers: str, size: tuple[int, int]) -> None:
    one = sheet(layered(layers), size=size)
    for name in ("h1", "o1"):
        for key in (one.document.network.incoming(name)[0].key, name):
            one.session.select([key] if isinstance(key, str) else [], [] if isinstance(key, str) else [key])
            assert one.matrices.viewport().rect().contains(_middle(one, key))
            _click(one, key)
            selected = one.session.selection
            assert (selected.edge or selected.node) == key
    one.window.grab()
