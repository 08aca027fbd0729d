"""Moving the example: drag its ring, Shift-click where it shall be, Ctrl and arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from nndesk.geometry.snapping import rounded
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.probe import SNAP, ProbeDrag, next_multiple

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nndesk.gui.plane.plot import PlanePlot

_STILL = 3
"""Pixels that the mouse may move during a click on the ring."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ProbeGesture(PlaneGesture):
    """The ring around the example's place, taken by the mouse or moved by keys."""

    def __init__(self, plot: PlanePlot) -> None:
        super().__init__(plot)
        self._drag: ProbeDrag | None = None
        self._key_gesture = 0
        self._press: PlanePointer | None = None

    # --- the mouse ---------------------------------------------------------------------------------------

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.OpenHandCursor if self.plot.on_ring(pointer) else None

    def hovered(self, pointer: PlanePointer | None) -> None:
        self.plot.probe.set_hot(pointer is not None and self.plot.on_ring(pointer))

    def pressed(self, pointer: PlanePointer) -> bool:
        probe = self.plot.probe
        jump = pointer.holds(Qt.KeyboardModifier.ShiftModifier) and pointer.inside and probe.isVisible()
        if not jump and not self.plot.on_ring(pointer):
            return False
        self._press = None if jump else pointer
        here = self.plot.to_widget((probe.pos().x(), probe.pos().y()))
        self._drag = ProbeDrag(next_gesture(), QPointF(0, 0) if jump else here - pointer.position)
        probe.set_hot(True)
        self.plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if jump:
            self.moved(pointer)
        return True

    def moved(self, pointer: PlanePointer) -> None:
        assert self._drag is not None
        if self._press is not None:
            if (pointer.position - self._press.position).manhattanLength() < _STILL:
                return
            self._press = None
        plot, (width, height) = self.plot, pointer.pixel
        x = plot.to_plane(pointer.position + self._drag.offset)
        row = plot.points.nearest(x, pointer.pixel, SNAP)
        if row is not None:
            x = plot.sample(row)
        else:
            x0, x1, y0, y1 = plot.visible_window()
            across, up = rounded(x[0], width), rounded(x[1], height)
            # Last, so that rounding does not push the probe out of sight.
            x = (min(max(across, x0), x1), min(max(up, y0), y1))
        plot.want_example(x, row, self._drag.gesture)

    def released(self, pointer: PlanePointer) -> None:
        self._drag = None
        if self._press is not None:
            self._press = None
            self.plot.ring_clicked.emit(pointer)

    def cancelled(self) -> None:
        if self._drag is not None:
            gesture, self._drag, self._press = self._drag.gesture, None, None
            self.plot.probe.set_hot(False)
            self.plot.viewport().unsetCursor()
            self.plot.move_cancelled.emit(gesture)

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.on_ring(pointer)

    # --- the keyboard ------------------------------------------------------------------------------------

    def wants_key(self, event: QKeyEvent) -> bool:
        # The window has shortcuts on arrow keys too; while the plane has focus, Ctrl+arrows are the probe's.
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() in _ARROWS and ctrl and self.plot.probe.isVisible()

    def key(self, event: QKeyEvent) -> None:
        plot = self.plot
        right, up = _ARROWS[Qt.Key(event.key())]
        across, along = plot.grid.spacing, plot.grid.up
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, along = across / 5, along / 5
        x1, x2 = plot.probe.pos().x(), plot.probe.pos().y()
        x = (
            next_multiple(x1, across, right) if right else x1,
            next_multiple(x2, along, up) if up else x2,
        )
        if not event.isAutoRepeat():
            self._key_gesture = next_gesture()
        row = plot.points.nearest(x, (across, along), 1e-9)
        plot.want_example(x, row, self._key_gesture)
