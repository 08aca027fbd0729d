"""`?` shows every key and every gesture over the window; any key or click takes it away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.gui.finding.shortcut_overlay import ShortcutOverlay, sections
from nndesk.gui.gesture_table import gesture_table
from nndesk.gui.workbench import Workbench

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def overlay(bench: Workbench) -> ShortcutOverlay:
    QTest.keyClick(bench.diagram, "?")
    assert bench.finding.shortcuts.isVisible()
    return bench.finding.shortcuts


def test_it_has_every_key_and_every_gesture(bench: Workbench) -> None:
    found = sections(bench.actions)
    ways = [way for section in found for way in section.ways]
    assert len(ways) == len(gesture_table()) + sum(bool(spec.shortcuts) for spec in bench.actions.specs)
    told = {way.what: way for way in ways}
    assert told["Select every node and edge"].keys == ("Ctrl+A",)
    assert told["Add a node"].mouse == "Double-click the empty canvas"
    assert told["Move what is selected"].keys == ("Alt+←→↑↓",)


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Escape, NONE),
        (Qt.Key.Key_Question, SHIFT),
        (Qt.Key.Key_Slash, CTRL),
        (Qt.Key.Key_N, NONE),
        (Qt.Key.Key_Delete, NONE),
        (Qt.Key.Key_Return, NONE),
    ],
)
def test_any_key_closes_it_and_does_nothing_else(
    bench: Workbench, overlay: ShortcutOverlay, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    bench.session.select(["h1"])
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    assert not overlay.isVisible()
    assert bench.diagram.hasFocus()
    assert not bench.session.modified
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Slash, CTRL)
    assert overlay.isVisible()


def test_a_held_modifier_does_not_close_it(overlay: ShortcutOverlay) -> None:
    QTest.keyClick(overlay, Qt.Key.Key_Shift)
    assert overlay.isVisible()


@pytest.mark.parametrize("at", [QPoint(5, 5), QPoint(400, 300)])
def test_any_click_closes_it(overlay: ShortcutOverlay, at: QPoint, qtbot: QtBot) -> None:
    window = overlay.window()
    child = window.childAt(at)
    assert child is overlay
    qtbot.mouseClick(child, Qt.MouseButton.LeftButton, pos=at)
    assert not overlay.isVisible()


@pytest.mark.parametrize("size", [(880, 600), (1280, 720), (1900, 1000)])
@pytest.mark.parametrize("projector", [False, True])
def test_it_fits_and_scrolls_if_it_must(
    bench: Workbench, overlay: ShortcutOverlay, size: tuple[int, int], projector: bool
) -> None:
    bench.theme.set_projector(projector)
    bench.window.resize(*size)
    QApplication.processEvents()
    assert overlay.size() == bench.window.size()
    assert overlay.rect().contains(overlay.card.geometry())
    sheet, bar = overlay.sheet, overlay.scroll.verticalScrollBar()
    assert sheet is not None
    assert sheet.width() <= overlay.scroll.viewport().width()
    assert sum(map(len, sheet.columns)) == len(sections(bench.actions))
    if bar.maximum():
        QTest.keyClick(overlay, Qt.Key.Key_End)
        assert overlay.isVisible()
        assert bar.value() == bar.maximum()
    else:
        assert sheet.height() <= overlay.scroll.viewport().height()
    bench.theme.set_projector(False)


def test_it_speaks(overlay: ShortcutOverlay) -> None:
    assert overlay.accessibleName()
    assert "Undo: Ctrl+Z" in overlay.accessibleDescription()
    assert "Zoom: Turn the wheel" in overlay.accessibleDescription()
