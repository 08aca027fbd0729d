"""Keys in the whole window: who has the keyboard, what Space presses; and messages that go again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.dialogs.new_network import NewNetworkDialog
from nndesk.gui.settings import WORKSPACES
from nndesk.gui.workbench import Workbench

SPACE, RETURN, ESC = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape


def _press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()


def _segment(bench: Workbench, name: str) -> QAbstractButton:
    return bench._layout.header._segments._buttons[name]


# --- who has the keyboard -----------------------------------------------------------------------------------


def test_the_canvas_takes_the_keyboard_when_what_had_it_goes(bench: Workbench) -> None:
    bench.show_workspace("train")
    for widget in (bench.train_panel.fields["eta"], bench.train_panel.cost, bench.train_panel.button):
        bench.show_workspace("train")
        _focus(widget)
        bench.show_workspace("draw")
        assert bench.diagram.hasFocus()
    bench.show_workspace("walk")
    _focus(bench.transport.play_button)
    bench.actions["view.show_transport"].trigger()
    assert bench.diagram.hasFocus()


def test_without_a_canvas_no_number_gets_the_keyboard(bench: Workbench) -> None:
    bench.show_workspace("train")
    _focus(bench.train_panel.button)
    bench.actions["view.show_diagram"].trigger()
    bench.show_workspace("draw")
    focused = QApplication.focusWidget()
    assert focused is None or focused is bench.window
    QTest.keyClick(bench.window, "3", Qt.KeyboardModifier.ControlModifier)
    assert bench.workspace == "train", "the shortcuts still work"


def test_the_canvas_takes_the_keyboard_when_the_inspector_shows_another_page(bench: Workbench) -> None:
    bench.session.select(["h1"])
    field = bench.inspector.page.name_field
    _focus(field)
    field.selectAll()
    QTest.keyClicks(field, "nor")
    _press(RETURN)
    assert bench.session.selection.node == "nor"
    assert bench.diagram.hasFocus()
    _press(Qt.Key.Key_Delete)
    assert "nor" not in bench.session.document.network


@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_turns_only_what_has_the_keyboard(bench: Workbench, qtbot: QtBot, focused: bool) -> None:
    bench.show_workspace("train")
    dialog = NewNetworkDialog(bench.window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for widget in (bench.train_panel.cost, dialog.activation, dialog.seed):
        widget.window().activateWindow()
        qtbot.waitUntil(widget.window().isActiveWindow)
        if focused:
            _focus(widget)
        elif widget.hasFocus():
            widget.clearFocus()
        before = _shown(widget)
        for turn in (-120, 120, 120, -120, -120):
            _turn(widget, turn)
            if focused and _shown(widget) != before:
                break
        assert (_shown(widget) != before) == focused
        assert widget.hasFocus() == focused


def _shown(widget: QComboBox | QSpinBox) -> object:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.value()


def _turn(widget: QWidget, by: int) -> None:
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


# --- buttons ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [SPACE, RETURN])
def test_the_button_that_has_the_keyboard_is_pressed(bench: Workbench, key: Qt.Key) -> None:
    bench.show_workspace("train")
    _focus(bench.train_panel.button)
    _press(key)
    assert bench.trainer.running
    assert not bench.playback.playing
    bench.trainer.finish()
    was_dark = bench.theme.dark
    _focus(bench._layout.header._dark)
    _press(key)
    assert bench.theme.dark != was_dark
    bench.show_workspace("walk")
    _focus(bench.transport.forward_button)
    _press(key)
    assert bench.playback.index == 0
    assert not bench.playback.playing
    bench.theme.toggle_dark()


def test_elsewhere_space_plays(bench: Workbench) -> None:
    bench.diagram.setFocus()
    _press(SPACE)
    assert bench.playback.playing


STEPS = (
    ("Right", "train"), ("Right", "explore"), ("Right", "explore"),
    ("Left", "train"), ("Left", "walk"), ("Left", "draw"), ("Left", "draw"),
)  # fmt: skip


def test_tab_and_arrows_reach_every_workspace(bench: Workbench) -> None:
    _focus(_segment(bench, "walk"))
    index = bench.playback.index
    for key, name in STEPS:
        _press(getattr(Qt.Key, f"Key_{key}"))
        assert bench.workspace == name
        assert _segment(bench, name).hasFocus()
    assert bench.playback.index == index, "the arrows are the control's while it has the keyboard"


# --- workspaces ---------------------------------------------------------------------------------------------


def test_playing_pauses_where_there_is_no_transport(bench: Workbench) -> None:
    for name in ("draw", "train", "explore"):
        bench.show_workspace("walk")
        bench.playback.play()
        bench.show_workspace(name)
        assert not bench.playback.playing


def test_the_view_menu_ticks_the_workspace(bench: Workbench) -> None:
    def ticked() -> list[str]:
        return [name for name in WORKSPACES if bench.actions[f"view.{name}"].isChecked()]

    assert ticked() == ["walk"]
    bench.actions["view.draw"].trigger()
    assert ticked() == ["draw"]
    bench.actions["view.draw"].trigger()
    assert ticked() == ["draw"], "choosing it again leaves it"
    _segment(bench, "train").click()
    assert ticked() == ["train"]


def test_a_window_without_panels_says_how_to_get_them_back(bench: Workbench) -> None:
    bench.show_workspace("draw")
    hint = bench._layout._hint
    for name in ("diagram", "plane", "weights"):
        bench.actions[f"view.show_{name}"].trigger()
    assert not hint.isVisible()
    bench.actions["view.show_inspector"].trigger()
    assert hint.isVisible()
    assert "View menu" in hint.text()
    bench.actions["view.show_plane"].trigger()
    assert not hint.isVisible()
    assert bench.plane.isVisible()


# --- messages -----------------------------------------------------------------------------------------------


def test_an_error_goes_when_something_goes_right(bench: Workbench, tmp_path: object) -> None:
    bar = bench.message_bar
    for succeed in (
        lambda: bench.session.edit("W", edits.set_weight(bench.session.document, "x1", "h1", 9.0)),
        lambda: bench.editing.undo(),
        lambda: bench.session.save(f"{tmp_path}/a.nndesk"),
        lambda: bench.session.open(f"{tmp_path}/a.nndesk"),
        lambda: bench.session.open_example("and"),
    ):
        bench.session.message.emit("That did not work.", "error")
        assert bar.text
        succeed()
        assert bar.text == ""


def test_an_error_goes_by_itself_and_by_escape(
    bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = bench.message_bar
    bench.diagram.setFocus()
    bench.session.message.emit("That did not work.", "error")
    _press(ESC)
    assert bar.text == ""
    monkeypatch.setattr("nndesk.gui.message_bar.ERROR_MS", 20)
    bench.session.message.emit("That did not work.", "error")
    assert bar.text
    qtbot.waitUntil(lambda: bar.text == "", timeout=2000)


def test_what_goes_right_leaves_news_and_questions(bench: Workbench) -> None:
    from nndesk.gui.message_bar import Choice

    bar = bench.message_bar
    bar.say("Exported.", "info")
    bench.session.edit("W", edits.set_weight(bench.session.document, "x1", "h1", 9.0))
    assert bar.text == "Exported."
    bar.say("Recover?", "error", (Choice("Recover", lambda: None),))
    bench.editing.undo()
    assert bar.text == "Recover?"
