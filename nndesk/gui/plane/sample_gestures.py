"""What the mouse does with samples: take and move them, add, paint, draw around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from nndesk.geometry.lines import Point
from nndesk.geometry.snapping import rounded
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.plane.sample_editing import SampleEditing
    from nndesk.gui.plane.sample_overlay import SampleOverlay

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
CATCHES = 5
"""With Ctrl a sample goes to multiples of the grid's spacing divided by this."""


def place_for(plot: PlanePlot, pointer: PlanePointer, at: QPointF | None = None) -> Point:
    """Where a sample goes that is held at ``at``: in sight, as exact as pixels are, with Ctrl to the grid."""
    x0, x1, y0, y1 = plot.visible_window()
    x, y = plot.to_plane(pointer.position if at is None else at)
    x, y = min(max(x, x0), x1), min(max(y, y0), y1)
    if pointer.holds(CTRL):
        return _multiple(x, plot.grid.spacing / CATCHES), _multiple(y, plot.grid.up / CATCHES)
    return rounded(x, pointer.pixel[0]), rounded(y, pointer.pixel[1])


def _multiple(value: float, step: float) -> float:
    return float(f"{round(value / step) * step:.12g}") + 0.0 if step > 0 else value


class SampleGesture(PlaneGesture):
    """A gesture that edits samples or selects them."""

    def __init__(self, plot: PlanePlot, editing: SampleEditing, overlay: SampleOverlay) -> None:
        super().__init__(plot)
        self.editing, self.overlay = editing, overlay
        self.press: PlanePointer | None = None

    @property
    def selection(self) -> NDArray[np.intp]:
        return self.editing.selection.rows

    def far(self, pointer: PlanePointer) -> bool:
        """Whether the mouse has gone so far from the press that this is no click."""
        assert self.press is not None
        way = (pointer.position - self.press.position).manhattanLength()
        return bool(way >= QApplication.startDragDistance())

    def cancelled(self) -> None:
        self.press = None
        self.overlay.clear()


class SampleHand(SampleGesture):
    """Samples that are taken by the mouse: a click selects, a drag moves what is selected.

    With the pointer a click also makes the sample the example. The ring of the example has its own gesture;
    what lies under it is taken only if it is selected, or to change the selection.
    """

    TOOLS = ("pointer", "point", "lasso")

    def __init__(self, plot: PlanePlot, editing: SampleEditing, overlay: SampleOverlay) -> None:
        super().__init__(plot, editing, overlay)
        self._row = -1
        self._moving = False
        self._was_selected = False
        self._start = np.zeros((0, 2))
        plot.ring_clicked.connect(self._click_under_ring)

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self._takes(pointer) is not None else None

    def pressed(self, pointer: PlanePointer) -> bool:
        row = self._takes(pointer)
        if row is None:
            return False
        self.press, self._row, self._moving = pointer, row, False
        self._was_selected = row in self.editing.selection
        if not self._was_selected:
            self._take(row, pointer)
        return True

    def moved(self, pointer: PlanePointer) -> None:
        if self.press is None or not (self._moving or self.far(pointer)):
            return
        plot, rows = self.plot, self.selection
        if not self._moving:
            self._moving = True
            self._start = plot.points.positions[rows].copy()
            self.editing.begin()
            plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        taken = int(np.searchsorted(rows, self._row))
        x, y = self._start[taken].tolist()
        held = plot.to_widget((x, y)) + pointer.position - self.press.position
        place = place_for(plot, pointer, held)
        places = self._start + np.array((place[0] - x, place[1] - y))
        places[taken] = place
        self.editing.move(rows, places)

    def released(self, pointer: PlanePointer) -> None:
        if self.press is None:
            return
        press, self.press = self.press, None
        self.editing.end()
        if self._moving:
            self.plot.viewport().unsetCursor()
        elif press.holds(SHIFT) or press.holds(CTRL):
            if self._was_selected:
                self.editing.selection.toggle(self._row)
        else:
            self.editing.selection.set((self._row,))
            if self.plot.tool == "pointer":
                self.plot.want_example(self.plot.sample(self._row), self._row, next_gesture(), whole=True)

    def cancelled(self) -> None:
        super().cancelled()
        self.editing.cancel()
        self.plot.viewport().unsetCursor()

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.tool in self.TOOLS and self.plot.sample_at(pointer) is not None

    def _takes(self, pointer: PlanePointer) -> int | None:
        """The sample that a press here would take."""
        plot = self.plot
        row = plot.sample_at(pointer) if plot.tool in self.TOOLS and plot.points.isVisible() else None
        if row is None or row in self.editing.selection or pointer.holds(SHIFT) or pointer.holds(CTRL):
            return row
        if plot.tool == "lasso" or (plot.tool == "pointer" and plot.on_ring(pointer)):
            return None
        return row

    def _take(self, row: int, pointer: PlanePointer) -> None:
        selection = self.editing.selection
        selection.add((row,)) if pointer.holds(SHIFT) or pointer.holds(CTRL) else selection.set((row,))

    def _click_under_ring(self, pointer: PlanePointer) -> None:
        row = self.plot.sample_at(pointer)
        if row is not None:
            self._take(row, pointer)


class SampleStroke(SampleGesture):
    """From press to release samples come or go: one undo step, and Esc takes it back."""

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor if self._takes(pointer) else None

    def released(self, pointer: PlanePointer) -> None:
        self.press = None
        self.editing.end()

    def cancelled(self) -> None:
        super().cancelled()
        self.editing.cancel()

    def double_clicked(self, pointer: PlanePointer) -> bool:
        # Two quick clicks are two strokes.
        if self.pressed(pointer):
            self.released(pointer)
            return True
        return False

    def _takes(self, pointer: PlanePointer) -> bool:
        """Whether a press here would begin a stroke."""
        raise NotImplementedError


class PointTool(SampleStroke):
    """The tool that adds a sample where one presses; it goes with the mouse until the button is released."""

    def pressed(self, pointer: PlanePointer) -> bool:
        if not self._takes(pointer):
            return False
        self.editing.selection.set()
        self.editing.begin()
        if self.editing.add([place_for(self.plot, pointer)]):
            self.press = pointer
        else:
            self.editing.end()
        return True

    def moved(self, pointer: PlanePointer) -> None:
        if self.press is not None and self.far(pointer):
            self.editing.move_last(place_for(self.plot, pointer))

    def _takes(self, pointer: PlanePointer) -> bool:
        return self.plot.tool == "point" and pointer.inside


class BrushTool(SampleStroke):
    """The tool that sprays samples into a disc around the mouse; with Alt it rubs them out."""

    SMALLEST, LARGEST = 6.0, 160.0

    def __init__(self, plot: PlanePlot, editing: SampleEditing, overlay: SampleOverlay) -> None:
        super().__init__(plot, editing, overlay)
        self.radius = 26.0
        """In pixels at desk scale."""
        self.density = 2.0
        """Samples in a thousand square pixels that are painted over once."""
        self._last: QPointF = QPointF()
        self._due = 0.0
        self._count = 0
        self._rubs = False
        self._rng = np.random.default_rng(0)
        self._hovered: PlanePointer | None = None

    def hovered(self, pointer: PlanePointer | None) -> None:
        self._hovered = pointer if pointer is not None and self._takes(pointer) else None
        if self._hovered is not None:
            self._show_ring(self._hovered)
        elif self.plot.tool == "brush":
            self.overlay.clear()

    def pressed(self, pointer: PlanePointer) -> bool:
        if not self._takes(pointer):
            return False
        self.press, self._last, self._count = pointer, pointer.position, 0
        self._rubs = pointer.holds(ALT)
        self._rng = np.random.default_rng(next_gesture())
        self._due = 1.0
        self.editing.selection.set()
        self.editing.begin()
        self._paint(pointer)
        return True

    def moved(self, pointer: PlanePointer) -> None:
        if self.press is None:
            return
        way = pointer.position - self._last
        length = float(np.hypot(way.x(), way.y()))
        self._due += self.density / 1000 * 2 * self.reach * length / self.plot.look.scale**2
        self._paint(pointer)
        self._show_ring(pointer)

    def turned(self, pointer: PlanePointer, steps: float) -> bool:
        if not self._takes(pointer) or pointer.holds(CTRL):
            return False
        self.change(steps, pointer.holds(SHIFT))
        return True

    def change(self, steps: float, density: bool = False) -> None:
        """A wider ring, or a narrower one; ``density``: more or fewer samples in it."""
        if density:
            self.density = min(max(self.density * 2 ** (steps / 2), 0.25), 16.0)
        else:
            self.radius = min(max(self.radius * 1.15**steps, self.SMALLEST), self.LARGEST)
        if self._hovered is not None:
            self._show_ring(self._hovered)

    @property
    def reach(self) -> float:
        """The radius in pixels as they are."""
        return self.radius * self.plot.look.scale

    def _takes(self, pointer: PlanePointer) -> bool:
        return self.plot.tool == "brush" and pointer.inside

    def _paint(self, pointer: PlanePointer) -> None:
        plot, pixel = self.plot, pointer.pixel
        start, self._last = self._last, pointer.position
        if self._rubs:
            rows = plot.points.within(pointer.x, pixel, self.reach)
            self._count += len(rows)
            self.editing.remove(rows, self._count)
            return
        count, self._due = int(self._due), self._due % 1.0
        if not count:
            return
        reach = (self.reach * pixel[0], self.reach * pixel[1])
        self._count += count
        ends = plot.to_plane(start), pointer.x
        if not self.editing.spray(self._rng, ends, reach, pixel, count, self._count):
            # It has been said why; the stroke goes on without painting.
            self.press = None

    def _show_ring(self, pointer: PlanePointer) -> None:
        rubs = self._rubs if self.press is not None else pointer.holds(ALT)
        dots = 0 if rubs else round(self.density / 1000 * np.pi * self.radius**2)
        self.overlay.show_brush(pointer.x, self.reach, dots, self.editing.kind)


class Outline(SampleGesture):
    """Select what one draws around: with the lasso any outline, with Ctrl and the pointer a box.

    Shift or Ctrl adds to what is selected, Alt takes away from it.
    """

    def __init__(self, plot: PlanePlot, editing: SampleEditing, overlay: SampleOverlay) -> None:
        super().__init__(plot, editing, overlay)
        self._ring: list[Point] = []
        self._box = False

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor if self._takes(pointer) else None

    def pressed(self, pointer: PlanePointer) -> bool:
        if not self._takes(pointer):
            return False
        self.press, self._ring = pointer, [pointer.x]
        self._box = self.plot.tool == "pointer"
        return True

    def moved(self, pointer: PlanePointer) -> None:
        if self.press is None:
            return
        if self._box:
            (x0, y0), (x1, y1) = self.press.x, pointer.x
            self.overlay.show_outline(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
        else:
            self._ring.append(pointer.x)
            self.overlay.show_outline(tuple(self._ring))

    def released(self, pointer: PlanePointer) -> None:
        if self.press is None:
            return
        index, selection = self.plot.points.index, self.editing.selection
        adds = self.press.holds(SHIFT) or self.press.holds(CTRL)
        if not self.far(pointer) and len(self._ring) < 8:
            row = self.plot.sample_at(pointer)
            rows = np.array([] if row is None else [row], dtype=np.intp)
        elif self._box:
            rows = index.in_box(self.press.x, pointer.x)
        else:
            rows = index.inside(self._ring)
        if self.press.holds(ALT):
            selection.take_away(rows)
        elif adds:
            selection.add(rows)
        else:
            selection.set(rows)
        self.cancelled()

    def cancelled(self) -> None:
        super().cancelled()
        self._ring = []

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.tool == "lasso" and pointer.inside

    def _takes(self, pointer: PlanePointer) -> bool:
        if not pointer.inside or not self.plot.points.isVisible():
            return False
        if self.plot.tool == "pointer":
            return pointer.holds(CTRL) and not self.plot.on_ring(pointer)
        return self.plot.tool == "lasso"
