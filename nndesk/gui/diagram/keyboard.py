"""What keys do while the diagram has the keyboard. Space and the plain arrows stay with the transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nndesk.gui.diagram import placing

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

_COMMANDS = {
    (_NONE, Qt.Key.Key_Delete): "delete_selection",
    (_NONE, Qt.Key.Key_Backspace): "delete_selection",
    (_CTRL, Qt.Key.Key_A): "select_all",
    (_NONE, Qt.Key.Key_I): "add_input",
    (_NONE, Qt.Key.Key_N): "add_neuron",
    (_NONE, Qt.Key.Key_E): "connect_selected",
    (_NONE, Qt.Key.Key_A): "choose_activation",
    (_NONE, Qt.Key.Key_F): "toggle_focus",
    (_NONE, Qt.Key.Key_F2): "rename_selected",
    (_NONE, Qt.Key.Key_Return): "edit_selected_number",
    (_NONE, Qt.Key.Key_Enter): "edit_selected_number",
    (_CTRL, Qt.Key.Key_0): "fit",
    (_CTRL, Qt.Key.Key_Plus): "zoom_in",
    (_CTRL, Qt.Key.Key_Equal): "zoom_in",
    (_CTRL | _SHIFT, Qt.Key.Key_Plus): "zoom_in",
    (_CTRL, Qt.Key.Key_Minus): "zoom_out",
    (_NONE, Qt.Key.Key_Menu): "open_menu_at_selection",
    (_SHIFT, Qt.Key.Key_F10): "open_menu_at_selection",
}
"""Modifiers and key → method of the view."""

_DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


def command(event: QKeyEvent) -> str | None:
    """The name of the view's method that this key calls, if any."""
    return _COMMANDS.get((_modifiers(event), Qt.Key(event.key())))


def nudge(event: QKeyEvent) -> tuple[float, float] | None:
    """How far Alt and an arrow move the selection: a grid step, with Shift one unit."""
    direction = _DIRECTIONS.get(Qt.Key(event.key()))
    modifiers = _modifiers(event)
    if direction is None or modifiers not in (_ALT, _ALT | _SHIFT):
        return None
    far = 1.0 if modifiers & _SHIFT else placing.GRID
    return direction[0] * far, direction[1] * far


def wants(view: DiagramView, event: QKeyEvent) -> bool:
    """Whether the diagram takes this key even if the window has a shortcut on it."""
    if event.key() == Qt.Key.Key_Escape:
        return view.busy or view.focusing.pinned or bool(view.session.selection)
    # Where there is a window, its fit shows the whole plane too.
    return command(event) not in (None, "fit") or nudge(event) is not None


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~_KEYPAD
