"""The table by keys and mouse: typing, going on, several at once, locks, the clipboard, the selection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sheet import Sheet

from nndesk.document import edits
from nndesk.document.edits import layered
from nndesk.gui.weights.menus import FactorDialog
from nndesk.gui.weights.weights_model import LOCK, VALUE
from nndesk.network.model import EdgeKey

Make = Callable[..., Sheet]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
X1H1, X2H1, X3H1 = (EdgeKey(f"x{i}", "h1") for i in (1, 2, 3))


# --- typing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [("-3/2", -1.5), ("0,5", 0.5), ("sqrt(4)", 2.0), ("−1", -1.0), ("½", 0.5), (".25", 0.25)],
)
def test_typing_over_a_number_changes_it_and_enter_goes_down(sheet: Make, typed: str, value: float) -> None:
    one = sheet()
    one.click(1)
    one.type(typed)
    one.key(Key.Key_Return)
    assert one.value(X2H1) == value
    assert one.undo_text == ("Change the weight h1<-x2" if value != -1 else "")
    assert one.table.currentIndex().row() == 2
    assert one.table.hasFocus()
    assert one.session.selection.edge == X3H1


def test_f2_and_enter_open_the_field_with_the_whole_number(sheet: Make) -> None:
    one = sheet(edits.set_weight(sheet().document, "x2", "h1", 1.23456789))
    for key in (Key.Key_F2, Key.Key_Return, Key.Key_Enter):
        one.click(1)
        one.key(key)
        field = one.table.editing.field
        assert field is not None
        assert field.text() == "1.23456789"
        assert field.selectedText() == field.text()
        assert field.accessibleName() == "weight from x2 to h1"
        one.key(Key.Key_Escape)
        assert one.table.editing.field is None
        assert one.table.hasFocus()


def test_tab_goes_to_the_next_number_and_keeps_typing(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    one.type("7")
    one.key(Key.Key_Tab)
    one.type("8")
    one.key(Key.Key_Tab)
    one.key(Key.Key_Backtab)
    assert one.table.editing.parameter == X2H1
    one.type("9")
    one.key(Key.Key_Return)
    assert (one.value(X1H1), one.value(X2H1), one.value(X3H1)) == (7, 9, 0.5)
    # At the end Tab stops typing, and stays.
    one.click(one.table.weights.rowCount() - 1)
    one.type("1")
    one.key(Key.Key_Tab)
    assert one.value("o1") == 1
    assert one.table.editing.field is None


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_wrong_text_says_why_and_stays_to_be_corrected(sheet: Make, key: Key) -> None:
    one = sheet()
    one.click(0)
    one.type("1/0")
    one.key(key)
    field = one.table.editing.field
    assert field is not None
    assert field.hasFocus()
    assert field.problem == field.toolTip()
    assert "is not a number" in field.problem
    assert one.session.undo_stack.count() == 0
    one.type("4")
    one.key(Key.Key_Return)
    assert one.value(X1H1) == 4


def test_escape_restores(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    one.type("99")
    one.key(Key.Key_Escape)
    assert one.value(X1H1) == 0.5
    assert one.session.undo_stack.count() == 0


def test_clicking_elsewhere_takes_what_was_typed(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    one.type("99")
    one.click(3)
    assert one.value(X1H1) == 99
    assert one.table.editing.field is None


# --- scrubbing ----------------------------------------------------------------------------------------------


def test_ctrl_and_arrows_scrub_as_one_step(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    for _ in range(3):
        one.key(Key.Key_Up, CTRL)
    one.key(Key.Key_Down, CTRL | SHIFT)
    assert one.value(X1H1) == pytest.approx(-0.2)
    assert one.session.undo_stack.count() == 1
    assert one.undo_text == "Change the weight h1<-x1"
    one.session.undo_stack.undo()
    assert one.value(X1H1) == 0.5


def test_the_wheel_scrubs_an_open_field(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    one.key(Key.Key_F2)
    field = one.table.editing.field
    assert field is not None
    for _ in range(2):
        middle = QPointF(field.rect().center())
        event = QWheelEvent(
            middle, field.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)
    assert one.value(X1H1) == pytest.approx(0.7)
    assert one.session.undo_stack.count() == 1


# --- several ------------------------------------------------------------------------------------------------


def test_typing_sets_all_selected_rows_in_one_step(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    one.key(Key.Key_Down, SHIFT)
    one.key(Key.Key_Down, SHIFT)
    one.type("7")
    one.key(Key.Key_Return)
    assert [one.value(key) for key in (X1H1, X2H1, X3H1)] == [7, 7, 7]
    assert one.undo_text == "Set 3 numbers"
    assert one.session.undo_stack.count() == 1


def test_what_is_typed_goes_to_what_is_selected_wherever_the_current_row_is(sheet: Make) -> None:
    one = sheet()
    for row in (0, 1, 3):
        one.click(row, keys=CTRL)
    one.click(3, keys=CTRL)
    one.choose("Set all to…")
    one.type("5")
    one.key(Key.Key_Return)
    assert [one.value(p) for p in (X1H1, X2H1, "h1")] == [5, 5, -1]


@pytest.mark.parametrize(
    ("entry", "step", "values"),
    [
        ("Negate", "Negate 2 numbers", [-0.5, 1.0]),
        ("Zeros", "Randomise 2 numbers", [0.0, 0.0]),
        ("Lock", "Lock 2 numbers", [0.5, -1.0]),
    ],
)
def test_the_menu_changes_what_is_selected(sheet: Make, entry: str, step: str, values: list[float]) -> None:
    one = sheet()
    one.click(0)
    one.key(Key.Key_Down, SHIFT)
    one.choose(entry)
    assert [one.value(X1H1), one.value(X2H1)] == values
    assert one.undo_text == step
    assert one.session.undo_stack.count() == 1


def test_multiply_asks_for_a_factor(sheet: Make, qtbot: QtBot) -> None:
    one = sheet()
    one.click(0)
    one.choose("Multiply by…")
    dialog = one.table.findChild(FactorDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.field.selectAll()
    qtbot.keyClicks(dialog.field, "x")
    dialog.accept()
    assert dialog.field.problem
    dialog.field.selectAll()
    qtbot.keyClicks(dialog.field, "-3")
    dialog.accept()
    assert one.value(X1H1) == -1.5
    assert one.undo_text == "Multiply the weight h1<-x1 by −3"


def test_reset_brings_back_what_training_has_changed(sheet: Make) -> None:
    document = sheet().document
    one = sheet(edits.set_network_numbers(document, document.network.with_biases({"h1": 5.0})))
    one.click(3)
    one.choose("Reset to initial")
    assert one.value("h1") == -1
    assert one.undo_text == "Reset the bias of h1"


def test_delete_takes_nothing_out_and_says_so(sheet: Make) -> None:
    one = sheet()
    before = one.document
    one.click(0)
    one.key(Key.Key_Delete)
    assert one.document is before
    assert "Nothing was deleted" in one.said[-1]


# --- locks --------------------------------------------------------------------------------------------------


def test_space_and_the_box_lock_and_free(sheet: Make) -> None:
    one = sheet()
    one.click(0, LOCK)
    assert one.document.network.edge("x1", "h1").locked
    assert one.undo_text == "Lock the weight h1<-x1"
    one.key(Key.Key_Down, SHIFT)
    one.key(Key.Key_Space)
    assert one.document.network.edge("x2", "h1").locked
    one.key(Key.Key_Space)
    assert not one.document.network.edge("x1", "h1").locked
    assert one.undo_text == "Unlock 2 numbers"


# --- the clipboard ------------------------------------------------------------------------------------------


def test_copy_and_paste_go_through_a_spreadsheet(sheet: Make) -> None:
    one = sheet()
    one.key(Key.Key_A, CTRL)
    one.key(Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[1].split("\t")[:3] == ["x1", "h1", "0.5"]
    other = sheet(edits.scale(one.document, 0.0, one.document.network.names))
    other.key(Key.Key_V, CTRL)
    assert other.document.network == one.document.network
    assert other.undo_text == "Paste 11 numbers"
    assert other.session.undo_stack.count() == 1


def test_numbers_alone_go_from_the_current_row_down(sheet: Make) -> None:
    one = sheet()
    QGuiApplication.clipboard().setText("0,25\n4\n")
    one.click(1)
    one.key(Key.Key_V, CTRL)
    assert (one.value(X1H1), one.value(X2H1), one.value(X3H1)) == (0.5, 0.25, 4)


def test_one_number_goes_to_all_that_are_selected(sheet: Make) -> None:
    one = sheet()
    QGuiApplication.clipboard().setText("9")
    one.click(0)
    one.click(2, keys=CTRL)
    one.key(Key.Key_V, CTRL)
    assert (one.value(X1H1), one.value(X2H1), one.value(X3H1)) == (9, -1, 9)
    QGuiApplication.clipboard().setText("3\n4")
    one.key(Key.Key_V, CTRL)
    assert (one.value(X1H1), one.value(X2H1), one.value(X3H1)) == (3, -1, 4)


@pytest.mark.parametrize(
    "rubbish",
    ["Dear all,\nsee below", '{"format": "nndesk"}', "<html>", "\0\1\2", "1\n2\nx", "", "1\n" * 25_000_000],
)
def test_rubbish_changes_nothing_and_is_answered_in_one_sentence(sheet: Make, rubbish: str) -> None:
    one = sheet()
    before = one.document
    QGuiApplication.clipboard().setText(rubbish)
    one.click(0)
    one.key(Key.Key_V, CTRL)
    assert one.document is before
    assert len(one.said) == 1
    assert len(one.said[0]) < 200
    QGuiApplication.clipboard().clear()


def test_a_picture_is_not_pasted(sheet: Make) -> None:
    one = sheet()
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")
    QGuiApplication.clipboard().setMimeData(data)
    one.key(Key.Key_V, CTRL)
    assert one.said == ["There is no text on the clipboard to paste."]


# --- in step with the diagram -------------------------------------------------------------------------------


def test_the_selection_is_the_sessions_both_ways_without_echo(sheet: Make) -> None:
    one = sheet()
    heard = QSignalSpy(one.session.selection_changed)
    one.click(0)
    assert one.session.selection.edge == X1H1
    one.click(3, keys=CTRL)
    assert one.session.selection.nodes == {"h1"}
    assert heard.count() == 2
    one.session.select(["o1", "x1"], [EdgeKey("x3", "h2")])
    assert heard.count() == 3
    assert one.table.selected() == [EdgeKey("x3", "h2"), "o1"]
    assert one.session.selection.nodes == {"o1", "x1"}, "an input has no row, and stays selected"
    one.session.select()
    assert not one.table.selectionModel().hasSelection()


def test_a_row_selected_elsewhere_is_scrolled_to(sheet: Make) -> None:
    one = sheet(layered("8-8-8-1"))
    one.session.select(["o1"])
    row = one.table.weights.row_of("o1")
    place = one.table.visualRect(one.table.weights.index(row, 0))
    assert one.table.viewport().rect().contains(place.center())


def test_an_edit_elsewhere_keeps_scroll_selection_and_the_open_field(sheet: Make) -> None:
    one = sheet(layered("8-8-8-1"))
    bar = one.table.verticalScrollBar()
    one.session.select(["h9"])
    at = bar.value()
    assert at > 0
    one.table.setFocus()
    one.key(Key.Key_F2)
    field = one.table.editing.field
    one.type("12")
    one.session.edit("elsewhere", edits.set_bias(one.document, "h9", 3.0))
    one.session.edit("elsewhere", edits.set_weight(one.document, "x1", "h1", 3.0))
    assert bar.value() == at
    assert one.table.selected() == ["h9"]
    assert one.table.editing.field is field
    assert field is not None
    assert field.text() == "12"
    assert one.shown(0) == "3"
    one.session.edit("gone", edits.remove(one.document, ["h9"]))
    assert one.table.editing.field is None


def test_another_graph_keeps_the_place_and_what_is_selected(sheet: Make) -> None:
    one = sheet(layered("8-8-8-1"))
    bar = one.table.verticalScrollBar()
    bar.setValue(900)
    one.session.edit("elsewhere", edits.rename(one.document, "o1", "y"))
    assert bar.value() == 900
    one.session.select(["h5"])
    one.session.edit("elsewhere", edits.rename(one.document, "h3", "g"))
    assert one.table.selected() == ["h5"]


def test_a_click_on_a_column_sorts_by_it_and_keeps_what_is_selected(sheet: Make) -> None:
    one = sheet()
    one.click(0)
    header = one.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(VALUE) + 20, header.height() // 2)
    for first in ("−1", "1", "0.5"):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert one.shown(0) == first
        assert one.table.selected() == [X1H1]
        assert one.session.selection.edge == X1H1


def test_a_number_that_is_sorted_by_stays_in_its_row_when_it_is_edited(sheet: Make) -> None:
    one = sheet()
    one.table.sortByColumn(VALUE, Qt.SortOrder.AscendingOrder)
    one.session.select((), [X1H1])
    one.table.setFocus()
    row = one.table.weights.row_of(X1H1)
    one.type("-99")
    one.key(Key.Key_Return)
    assert one.table.weights.row_of(X1H1) == row


def test_the_filter_is_typed_and_left_by_keys(sheet: Make, qtbot: QtBot) -> None:
    one = sheet()
    one.session.select((), [EdgeKey("x3", "h2")])
    one.panel.filter.setFocus()
    qtbot.keyClicks(one.panel.filter, "h2")
    assert one.table.weights.rowCount() == 5
    assert one.table.selected() == [EdgeKey("x3", "h2")]
    assert one.session.selection.edge == EdgeKey("x3", "h2")
    one.key(Key.Key_Down)
    assert one.table.hasFocus()
    one.panel.filter.setFocus()
    one.key(Key.Key_Escape)
    assert one.table.weights.rowCount() == 11


def test_training_streams_into_the_table_and_leaves_the_document(
    sheet: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sheet()
    clock = [10.0]
    monkeypatch.setattr("nndesk.gui.weights.weights_panel.monotonic", lambda: clock[0])
    network = one.document.network
    one.panel.show_network(network.with_weights({X1H1: 4.0}))
    assert one.shown(0) == "4"
    clock[0] += 0.1
    one.panel.show_network(network.with_weights({X1H1: 5.0}))
    assert one.shown(0) == "4", "faster than anybody can read"
    clock[0] += 0.2
    one.panel.show_network(network.with_weights({X1H1: 6.0}))
    assert one.shown(0) == "6"
    one.panel.show_network(None)
    assert one.shown(0) == "0.5"
    assert one.session.undo_stack.count() == 0


def test_a_hidden_panel_catches_up_when_it_is_shown(sheet: Make) -> None:
    one = sheet()
    one.panel.hide()
    one.session.edit("elsewhere", edits.set_weight(one.document, "x1", "h1", 3.0))
    one.session.select(["h2"])
    assert one.shown(0) == "0.5"
    one.panel.show()
    assert one.shown(0) == "3"
    assert one.table.selected() == ["h2"]


def test_the_menu_sorts_for_who_has_no_mouse(sheet: Make) -> None:
    one = sheet()
    rows = range(one.table.weights.rowCount())
    in_layers = [one.shown(row) for row in rows]

    def choose(text: str) -> list[str]:
        one.table.open_menu(QPoint(0, 0))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (by,) = (sub for sub in menu.findChildren(QMenu) if sub.title() == "Sort by")
        (action,) = (action for action in by.actions() if action.text() == text)
        action.trigger()
        menu.close()
        return [one.shown(row) for row in rows]

    upwards = choose("Value")
    assert upwards != in_layers
    assert sorted(upwards) == sorted(in_layers)
    assert choose("Value") != upwards
    assert choose("Layer") == in_layers
