"""Moving the example: drag its ring, Shift-click where it shall be, Ctrl and arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.probe import GRAB, ProbeDrag, nearest_sample, next_multiple, rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nndesk.gui.plane.plot import PlanePlot

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

    # --- the mouse ---------------------------------------------------------------------------------------

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.OpenHandCursor if self._on_probe(pointer) else None

    def hovered(self, pointer: PlanePointer | None) -> None:
        self.plot.probe.set_hot(pointer is not None and self._on_probe(pointer))

    def pressed(self, pointer: PlanePointer) -> bool:
        probe = self.plot.probe
        jump = pointer.holds(Qt.KeyboardModifier.ShiftModifier) and pointer.inside and probe.isVisible()
        if not jump and not self._on_probe(pointer):
            return False
        here = self.plot.to_widget((probe.pos().x(), probe.pos().y()))
        self._drag = ProbeDrag(next_gesture(), QPointF(0, 0) if jump else here - pointer.position)
        probe.set_hot(True)
        self.plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if jump:
            self.moved(pointer)
        return True

    def moved(self, pointer: PlanePointer) -> None:
        assert self._drag is not None
        plot, (width, height) = self.plot, pointer.pixel
        x = plot.to_plane(pointer.position + self._drag.offset)
        row = nearest_sample(x, plot.points.positions, pointer.pixel)
        if row is not None:
            x = plot.sample(row)
        else:
            x0, x1, y0, y1 = plot.visible_window()
            x = (rounded(min(max(x[0], x0), x1), width), rounded(min(max(x[1], y0), y1), height))
        plot.want_example(x, row, self._drag.gesture)

    def released(self, pointer: PlanePointer) -> None:
        self._drag = None

    def cancelled(self) -> None:
        if self._drag is not None:
            gesture, self._drag = self._drag.gesture, None
            self.plot.probe.set_hot(False)
            self.plot.viewport().unsetCursor()
            self.plot.move_cancelled.emit(gesture)

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self._on_probe(pointer)

    def _on_probe(self, pointer: PlanePointer) -> bool:
        probe = self.plot.probe
        if not probe.isVisible() or not pointer.inside:
            return False
        away = pointer.position - self.plot.to_widget((probe.pos().x(), probe.pos().y()))
        return bool(away.x() ** 2 + away.y() ** 2 <= (GRAB * self.plot.look.scale) ** 2)

    # --- the keyboard ------------------------------------------------------------------------------------

    def wants_key(self, event: QKeyEvent) -> bool:
        # The window has shortcuts on arrow keys too; while the plane has focus, Ctrl+arrows are the probe's.
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() in _ARROWS and ctrl and self.plot.probe.isVisible()

    def key(self, event: QKeyEvent) -> None:
        plot = self.plot
        right, up = _ARROWS[Qt.Key(event.key())]
        step = plot.grid.spacing
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step /= 5
        x1, x2 = plot.probe.pos().x(), plot.probe.pos().y()
        x = (
            next_multiple(x1, step, right) if right else x1,
            next_multiple(x2, step, up) if up else x2,
        )
        if not event.isAutoRepeat():
            self._key_gesture = next_gesture()
        row = nearest_sample(x, plot.points.positions, (step, step), 1e-9)
        plot.want_example(x, row, self._key_gesture)


class SampleClick(PlaneGesture):
    """A click on a sample makes it the example."""

    def __init__(self, plot: PlanePlot) -> None:
        super().__init__(plot)
        self._press: tuple[QPointF, int] | None = None

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self.plot.sample_at(pointer) is not None else None

    def pressed(self, pointer: PlanePointer) -> bool:
        row = self.plot.sample_at(pointer)
        self._press = (pointer.position, row) if row is not None else None
        return row is not None

    def released(self, pointer: PlanePointer) -> None:
        if self._press is None:
            return
        (position, row), self._press = self._press, None
        if (pointer.position - position).manhattanLength() < QApplication.startDragDistance():
            self.plot.want_example(self.plot.sample(row), row, next_gesture())

    def cancelled(self) -> None:
        self._press = None

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.sample_at(pointer) is not None
