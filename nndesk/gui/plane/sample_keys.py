"""What keys do with samples while the plane has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nndesk.gui.plane.gestures import PlaneGesture, next_gesture
from nndesk.gui.plane.sample_gestures import CATCHES

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.plane.sample_editing import SampleEditing
    from nndesk.gui.plane.sample_gestures import BrushTool

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ADD = (Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_BRUSH = {
    Qt.Key.Key_BracketLeft: (-1, False),
    Qt.Key.Key_BracketRight: (1, False),
    Qt.Key.Key_BraceLeft: (-1, True),
    Qt.Key.Key_BraceRight: (1, True),
}
"""Key → steps, and whether of the density."""


class SampleKeys(PlaneGesture):
    """Delete, nudge, select, give a class, add where the example is, go from sample to sample."""

    def __init__(self, plot: PlanePlot, editing: SampleEditing, brush: BrushTool) -> None:
        super().__init__(plot)
        self.editing, self.brush = editing, brush
        self._nudge = 0

    def wants_key(self, event: QKeyEvent) -> bool:
        key, keys = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        samples, some = len(self.plot.points.positions) > 0, len(self.editing.selection) > 0
        if key == Qt.Key.Key_A:
            return keys == _CTRL and samples
        if key in _BRUSH:
            return self.plot.tool == "brush" and keys in (_NONE, _SHIFT)
        if key in _ARROWS:
            return some and keys in (_NONE, _SHIFT)
        if keys != _NONE:
            return False
        if key in _REMOVE or key == Qt.Key.Key_Escape:
            return some
        if key in _STEP:
            return samples
        return key in _ADD or digit(key) is not None

    def key(self, event: QKeyEvent) -> None:
        key, selection = Qt.Key(event.key()), self.editing.selection
        if self.plot.active is not None and key not in _BRUSH:
            # While the mouse has the samples they are not the keys', nor is what else these keys do.
            return
        if key == Qt.Key.Key_A:
            selection.set(np.arange(len(self.plot.points.positions)))
        elif key in _BRUSH:
            steps, density = _BRUSH[key]
            self.brush.change(steps, density or bool(event.modifiers() & _SHIFT))
        elif key in _ARROWS:
            self._move(*_ARROWS[key], event)
        elif key in _REMOVE:
            self.editing.remove(selection.rows)
        elif key == Qt.Key.Key_Escape:
            selection.set()
        elif key in _STEP:
            self._step(_STEP[key])
        elif key in _ADD:
            self._add()
        else:
            self._choose(self.editing.class_of(digit(key) or 0))

    def _move(self, right: int, up: int, event: QKeyEvent) -> None:
        parts = CATCHES * (10 if event.modifiers() & _SHIFT else 1)
        across, along = self.plot.grid.spacing / parts, self.plot.grid.up / parts
        self.editing.nudge((right * across, up * along), goes_on=event.isAutoRepeat())

    def _step(self, by: int) -> None:
        """Select the next sample and make it the example."""
        rows, count = self.editing.selection.rows, len(self.plot.points.positions)
        row = (int(rows[0 if by < 0 else -1]) + by) % count if len(rows) else (0 if by > 0 else count - 1)
        self.editing.selection.set((row,))
        self.plot.want_example(self.plot.sample(row), row, next_gesture(), whole=True)

    def _add(self) -> None:
        probe = self.plot.probe
        if probe.isVisible() and self.editing.add([(probe.pos().x(), probe.pos().y())]):
            self.editing.selection.set((len(self.plot.points.positions) - 1,))

    def _choose(self, kind: int) -> None:
        rows = self.editing.selection.rows
        self.editing.choose_class(kind)
        if len(rows) and self.editing.kind == kind:
            self.editing.set_class(rows, kind)


def digit(key: Qt.Key) -> int | None:
    """The digit that a key has."""
    number = int(key) - int(Qt.Key.Key_0)
    return number if 0 <= number <= 9 else None
