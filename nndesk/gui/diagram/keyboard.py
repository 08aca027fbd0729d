"""What keys do while the diagram has the keyboard. Space stays with the transport, and mostly the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
    (_CTRL, Qt.Key.Key_D): "duplicate",
    (_CTRL, Qt.Key.Key_X): "cut",
    (_CTRL, Qt.Key.Key_C): "copy",
    (_CTRL, Qt.Key.Key_V): "paste",
    (_NONE, Qt.Key.Key_V): "choose_select",
    (_NONE, Qt.Key.Key_O): "choose_node",
    (_NONE, Qt.Key.Key_L): "choose_edge",
    (_NONE, Qt.Key.Key_H): "choose_pan",
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


def nudge(event: QKeyEvent, plain: bool = False) -> tuple[float, float] | None:
    """How far an arrow moves the selection: a unit, with Shift ten. With Alt, or ``plain`` without it."""
    direction = _DIRECTIONS.get(Qt.Key(event.key()))
    modifiers = _modifiers(event)
    if direction is None or modifiers & ~(_ALT | _SHIFT) or not (plain or modifiers & _ALT):
        return None
    far = 10.0 if modifiers & _SHIFT else 1.0
    return direction[0] * far, direction[1] * far


def wants(view: DiagramView, event: QKeyEvent) -> bool:
    """Whether the diagram takes this key even if the window has a shortcut on it."""
    if event.key() == Qt.Key.Key_Escape:
        return (
            view.busy or view.focusing.pinned or view.mouse.chosen != "select" or bool(view.session.selection)
        )
    # Where there is a window, its fit shows the whole plane too.
    return command(event) not in (None, "fit") or _nudging(view, event) is not None


def press(view: DiagramView, event: QKeyEvent) -> bool:
    """Do what this key does; tell if it does anything."""
    name, far = command(event), _nudging(view, event)
    if event.key() == Qt.Key.Key_Escape and view.busy:
        view.mouse.cancel()
    elif event.key() == Qt.Key.Key_Escape and view.focusing.pinned:
        view.focusing.end()
    elif event.key() == Qt.Key.Key_Escape and view.mouse.chosen != "select":
        view.choose_select()
    elif event.key() == Qt.Key.Key_Escape and view.session.selection:
        view.session.select()
    elif view.mouse.tool is not None:
        return False
    elif name is not None:
        getattr(view, name)()
    elif far is not None:
        view.drawing.nudge(*far)
    else:
        return False
    return True


def _nudging(view: DiagramView, event: QKeyEvent) -> tuple[float, float] | None:
    # Where nothing would move, the arrows are the transport's.
    return nudge(event, view.arrows_move) if view.session.selection.nodes else None


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~_KEYPAD
