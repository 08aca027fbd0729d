"""The keys that act on numbers, the same in the table and in the matrices."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_KEYS = QKeySequence.StandardKey
_EDIT = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STARTS = "+-−–.,(√s"
"""What, beside digits and fractions, a number may begin with; ``s`` of ``sqrt``."""


class Numbers(Protocol):
    """A view that shows numbers, of which some are chosen."""

    def nudge(self, steps: float) -> None:
        """Add so many steps to those chosen."""

    def copy(self) -> None: ...
    def paste(self) -> None: ...

    def edit_current(self, first: QKeyEvent | None = None) -> None:
        """Open the field over the current one; ``first`` is already typed into it."""

    def toggle_locks(self) -> None:
        """Lock those chosen; if all are locked, free them."""

    def explain_removal(self) -> None:
        """Numbers cannot be deleted."""


def wants(event: QKeyEvent) -> bool:
    """Whether the key is theirs when they have the keyboard, whatever it is a shortcut for elsewhere."""
    if scrub_steps(event) is not None or begins_number(event):
        return True
    if event.matches(_KEYS.Copy) or event.matches(_KEYS.Paste):
        return True
    return not held(event) and (event.key() in (*_EDIT, *_REMOVE, Qt.Key.Key_Space))


def press(numbers: Numbers, event: QKeyEvent) -> bool:
    """Do what the key says; False if it says nothing to them."""
    steps, key = scrub_steps(event), event.key()
    if steps is not None:
        numbers.nudge(steps)
    elif event.matches(_KEYS.Copy):
        numbers.copy()
    elif event.matches(_KEYS.Paste):
        numbers.paste()
    elif begins_number(event):
        numbers.edit_current(event)
    elif held(event):
        return False
    elif key in _EDIT:
        numbers.edit_current()
    elif key == Qt.Key.Key_Space:
        numbers.toggle_locks()
    elif key in _REMOVE:
        numbers.explain_removal()
    else:
        return False
    return True


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The keys that are held with it; that it is on the keypad does not matter."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def begins_number(event: QKeyEvent) -> bool:
    """Whether this key begins to type a number."""
    text = event.text()
    return (
        not held(event) & ~Qt.KeyboardModifier.ShiftModifier
        and len(text) == 1
        and (text.isnumeric() or text in _STARTS)
    )


def scrub_steps(event: QKeyEvent) -> float | None:
    """How far Ctrl and ↑ or ↓ move a number, in steps; with Shift ten times as far."""
    if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return None
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    if held(event) not in (control, control | shift):
        return None
    way = 1.0 if event.key() == Qt.Key.Key_Up else -1.0
    return way * (10.0 if held(event) & shift else 1.0)
