"""What mouse and keys do in the plane: one small object for each kind of gesture.

The plot has its gestures in an order. It asks them in turn who wants a press, a double-click or a key; the
first that does has it, and a press the mouse with it until the button is released or the gesture is broken
off by Esc. What no gesture wants is the plot's own: dragging pans, a double-click goes home.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nndesk.gui.plane.plot import PlanePlot

_numbers = count(1)


def next_gesture() -> int:
    """A number that no gesture has had: what merges the edits of one drag to one undo step."""
    return next(_numbers)


@dataclass(frozen=True, slots=True)
class PlanePointer:
    """Where the mouse is.

    Attributes:
        position: in pixels of the plot.
        x: the two inputs there.
        pixel: how much of each input a pixel is.
        keys: Shift, Ctrl, Alt as far as they are held.
        inside: whether it is within the axes.
    """

    position: QPointF
    x: tuple[float, float]
    pixel: tuple[float, float]
    keys: Qt.KeyboardModifier
    inside: bool

    def holds(self, key: Qt.KeyboardModifier) -> bool:
        return bool(self.keys & key)


class PlaneGesture:
    """A kind of gesture. It lives as long as the plot; between two gestures it keeps nothing of the last."""

    def __init__(self, plot: PlanePlot) -> None:
        self.plot = plot

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        """How the mouse looks where a press would be this gesture's; None where it would not."""
        return None

    def hovered(self, pointer: PlanePointer | None) -> None:
        """The mouse is here, no button held, and no gesture before this one has a cursor for it.

        None: it has left, or is over something of a gesture before this one.
        """

    def pressed(self, pointer: PlanePointer) -> bool:
        """The left button went down. Whether this gesture takes it: then it has the mouse from now on."""
        return False

    def moved(self, pointer: PlanePointer) -> None:
        """The mouse moved with the button held."""

    def released(self, pointer: PlanePointer) -> None:
        """The button was released."""

    def cancelled(self) -> None:
        """Esc, or the document changed under the gesture: as if it had not been."""

    def double_clicked(self, pointer: PlanePointer) -> bool:
        """Whether this gesture takes a double-click."""
        return False

    def turned(self, pointer: PlanePointer, steps: float) -> bool:
        """Whether this gesture takes a turn of the wheel by so many steps; else it zooms."""
        return False

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key is this gesture's, before any shortcut of the window, while the plane has focus."""
        return False

    def key(self, event: QKeyEvent) -> None:
        """A key that it wants was pressed."""
