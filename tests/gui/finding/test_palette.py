"""Ctrl+K, a few letters, Enter: by real key events in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nndesk.document.examples import EXAMPLES, example
from nndesk.document.storage import save
from nndesk.gui.finding.palette import Palette
from nndesk.gui.number_field import NumberField
from nndesk.gui.workbench import Workbench

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, keys)


@pytest.fixture
def palette(bench: Workbench) -> Palette:
    """The palette, opened by its key on the canvas."""
    press(KEY.Key_K, CTRL)
    assert bench.finding.palette.isVisible()
    return bench.finding.palette


def names(palette: Palette) -> list[str]:
    return [palette.model.at(row)[0].candidate.name for row in range(palette.model.rowCount())]


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_it_lists_every_action_of_every_menu(bench: Workbench, palette: Palette) -> None:
    ids = {entry.id for entry in palette._entries}
    assert {spec.id for spec in bench.actions.specs} <= ids
    listed = names(palette)
    assert all(info.title in listed for info in EXAMPLES.values())
    for name in ("sigmoid", "Truth table of XOR", "Input plane", "Light or dark"):
        assert name in listed


def test_recent_files_are_in_it(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "mine.nndesk"
    save(example("or"), path)
    bench.files.open_path(path)
    bench.session.open_example("and")
    press(KEY.Key_K, CTRL)
    write("mine")
    press(KEY.Key_Return)
    QApplication.processEvents()
    assert bench.session.path == path


def test_enter_runs_what_was_found_when_the_keyboard_is_back(
    bench: Workbench, palette: Palette, qtbot: QtBot
) -> None:
    write("select all")
    assert palette.chosen is not None
    focus: list[object] = []
    bench.actions["edit.select_all"].triggered.connect(lambda: focus.append(QApplication.focusWidget()))
    press(KEY.Key_Return)
    assert not palette.isVisible()
    assert bench.diagram.hasFocus()
    assert focus == []
    qtbot.waitUntil(lambda: bool(bench.session.selection))
    assert focus == [bench.diagram]


def test_arrows_pages_and_tab_go_through_the_list(palette: Palette) -> None:
    rows = palette.model.rowCount()

    def row() -> int:
        return palette.list.currentIndex().row()

    assert row() == 0
    press(KEY.Key_Down)
    press(KEY.Key_Tab)
    assert row() == 2
    press(KEY.Key_Up)
    press(KEY.Key_Tab, SHIFT)
    assert row() == 0
    press(KEY.Key_Up)
    assert row() == rows - 1, "around the end"
    press(KEY.Key_Down)
    press(KEY.Key_PageDown)
    assert 5 < row() < rows
    press(KEY.Key_PageUp)
    assert row() == 0
    assert QApplication.focusWidget() is palette.line


@pytest.mark.parametrize("how", ["escape", "key again", "click beside it"])
def test_it_goes_and_gives_the_keyboard_back(bench: Workbench, how: str, qtbot: QtBot) -> None:
    button = bench.transport.end_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_K, CTRL)
    palette = bench.finding.palette
    assert palette.isVisible()
    if how == "escape":
        press(KEY.Key_Escape)
    elif how == "key again":
        press(KEY.Key_K, CTRL)
    else:
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert not palette.isVisible()
    assert button.hasFocus()
    assert bench.playback.index == -1


def test_a_field_keeps_what_is_half_typed(bench: Workbench) -> None:
    field = next(f for f in bench.inspector.findChildren(NumberField) if f.isVisible())
    field.setFocus()
    field.selectAll()
    write("0.2")
    press(KEY.Key_K, CTRL)
    press(KEY.Key_Escape)
    assert field.hasFocus()
    write("5")
    assert field.text() == "0.25"


def test_no_shortcut_of_the_window_works_under_it(bench: Workbench, palette: Palette) -> None:
    write(" n")
    press(KEY.Key_1, CTRL)
    press(KEY.Key_F2)
    press(KEY.Key_Home)
    assert bench.workspace == "walk"
    assert bench.playback.index == -1
    assert not bench.session.modified
    assert palette.line.text() == " n"
    assert palette.isVisible()


def test_the_mouse_chooses_too(bench: Workbench, palette: Palette, qtbot: QtBot) -> None:
    write("workspace train")
    at = palette.list.visualRect(palette.model.index(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: bench.workspace == "train")


def test_what_is_not_possible_now_says_so(bench: Workbench, palette: Palette) -> None:
    write("redo")
    assert palette.chosen is not None
    assert not palette.chosen.candidate.possible
    assert "not possible now" in palette.note.text()
    press(KEY.Key_Return)
    assert not palette.isVisible()
    assert bench.message_bar.text == "Redo is not possible now."


def test_what_was_used_last_comes_first_next_time(bench: Workbench, palette: Palette, qtbot: QtBot) -> None:
    for words in ("projector", "select all"):
        if not palette.isVisible():
            press(KEY.Key_K, CTRL)
        write(words)
        press(KEY.Key_Return)
        QApplication.processEvents()
    bench.theme.set_projector(False)
    press(KEY.Key_K, CTRL)
    assert names(palette)[:2] == ["Select all", "Projector"]
    assert len(names(palette)) == len(set(palette._entries))
    assert bench.settings.recent_actions == ["edit.select_all", "view.projector"]


def test_what_is_not_found_is_told(palette: Palette) -> None:
    write("qqq")
    assert palette.chosen is None
    assert palette.note.text() == "Nothing is called that."
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert palette.isVisible()


def test_it_speaks(palette: Palette) -> None:
    write("zoom i")
    said = palette.line.accessibleDescription()
    assert "Zoom in" in said
    assert "Ctrl++" in said
    assert "1 of" in said
    role = Qt.ItemDataRole.AccessibleTextRole
    assert palette.model.data(palette.model.index(0), role).startswith("Zoom in, View")


@pytest.mark.parametrize("projector", [False, True])
def test_it_stays_within_a_small_window_and_follows_it(
    bench: Workbench, palette: Palette, projector: bool
) -> None:
    bench.theme.set_projector(projector)
    for size in ((880, 600), (1400, 900)):
        bench.window.resize(*size)
        QApplication.processEvents()
        assert palette.size() == bench.window.size()
        assert palette.rect().contains(palette.card.geometry())
        assert palette.card.rect().contains(palette.list.geometry())
        assert palette.list.viewport().height() > 100
    bench.theme.set_projector(False)


def test_the_header_opens_it_and_goes_where_there_is_no_room(bench: Workbench, qtbot: QtBot) -> None:
    search = bench._layout.header.search
    assert search.isVisible()
    qtbot.mouseClick(search, Qt.MouseButton.LeftButton)
    assert bench.finding.palette.isVisible()
    press(KEY.Key_Escape)
    for projector in (False, True):
        bench.theme.set_projector(projector)
        for width in (880, 1000, 1280):
            bench.window.resize(width, 700)
            QApplication.processEvents()
            assert bench.window.width() == width
            header = bench._layout.header
            middle = header._segments.geometry().center().x()
            assert abs(middle - header.width() / 2) < 3
            if search.isVisible():
                assert search.geometry().left() > header._segments.geometry().right()
                assert search.width() == search.sizeHint().width()
    bench.theme.set_projector(False)
    bench.window.resize(1280, 800)
    QApplication.processEvents()
    assert search.isVisible()


def test_a_menu_that_others_fill_is_searched_too(bench: Workbench) -> None:
    menu = QMenu("&Later", bench.window)
    bench.window.menuBar().addMenu(menu)
    done: list[bool] = []
    menu.addAction("Something new").triggered.connect(lambda: done.append(True))
    press(KEY.Key_K, CTRL)
    write("something")
    press(KEY.Key_Return)
    QApplication.processEvents()
    assert done == [True]


def test_rows_that_move_under_a_resting_mouse_do_not_take_the_choice(palette: Palette) -> None:
    view = palette.list.viewport()
    third = palette.list.visualRect(palette.model.index(2)).center()
    QTest.mouseMove(view, third)
    assert palette.list.currentIndex().row() == 2
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    # Around to the last one, to which the list scrolls.
    QApplication.processEvents()
    palette.list.entered.emit(palette.list.indexAt(third))
    assert palette.list.currentIndex().row() == palette.model.rowCount() - 1
