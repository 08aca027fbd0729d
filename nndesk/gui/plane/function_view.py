"""The plot of a network with one input: the plane's axes, zoom and gestures around a function's curves."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.data.dataset import Dataset
from nndesk.figure.axes import PlotFrame
from nndesk.figure.function_content import FunctionData
from nndesk.figure.function_plot import curve_items, guide_items, name_items, names_width
from nndesk.figure.primitives import Item, Point
from nndesk.figure.style import Style
from nndesk.gui.painting import paint
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.plot import PlanePlot
from nndesk.gui.plane.probe_gesture import ProbeGesture

_RIGHT = 10
_SNAP = 4.0
"""How near across, in pixels, the example must come to a sample: samples of a function stand close together,
and the places between them must be free too."""


class CurvesItem(QGraphicsItem):
    """Child of a view box (``names``: of what holds it) that paints curves, or their names beside it.

    In pixels, as exports draw them.
    """

    def __init__(self, parent: QGraphicsItem, view: pg.ViewBox, *, names: bool) -> None:
        super().__init__(parent)
        self._view, self._names = view, names
        self._data: FunctionData | None = None
        self._example: Point | None = None
        self._look, self._color = Style(), ""
        self._items: tuple[PlotFrame, tuple[Item, ...]] | None = None
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        view.sigRangeChanged.connect(self.follow)
        view.sigResized.connect(self.follow)

    def show_data(self, data: FunctionData | None, example: Point | None) -> None:
        self._data, self._example = data, example
        self.follow()

    def set_look(self, look: Style, color: str) -> None:
        self._look, self._color = look, color
        self.follow()

    def follow(self, *_: object) -> None:
        self.prepareGeometryChange()
        self._items = None
        self.update()

    def boundingRect(self) -> QRectF:
        rect = self._view.rect()
        if not self._names:
            return rect
        return self.mapRectFromItem(self._view, rect).adjusted(0, -20, 240 * self._look.scale, 20)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._data is None:
            return
        rect = self._view.rect()
        if rect.isEmpty():
            return
        if self._names:
            rect = self.mapRectFromItem(self._view, rect)
        (x0, x1), (y0, y1) = self._view.viewRange()
        frame = PlotFrame((x0, x1, y0, y1), rect.left(), rect.top(), rect.width(), rect.height())
        if self._items is None or self._items[0] != frame:
            self._items = (frame, self._made(self._data, frame))
        paint(painter, self._items[1])

    def _made(self, data: FunctionData, frame: PlotFrame) -> tuple[Item, ...]:
        if self._names:
            return name_items(data, frame, self._look)
        items = curve_items(data, frame, self._look)
        if self._example is None:
            return items
        return (*items, *guide_items(self._example, frame, self._look, self._color))


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
            self.plot.want_example(self.plot.sample(row), row, next_gesture(), whole=True)

    def cancelled(self) -> None:
        self._press = None

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.sample_at(pointer) is not None


class FunctionPlot(PlanePlot):
    """z against x. The example is a ring on the axis of x, which can be taken; samples are ``(x, t)``."""

    _made = False
    """The plot asks for its range while it is being made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._samples: Dataset | None = None
        self._data: FunctionData | None = None
        self._x: float | None = None
        super().__init__(parent)
        # From zero to one as high as from −3 to 3 is wide would be a flat line.
        self.view.setAspectLocked(False)
        self.gestures = [ProbeGesture(self), SampleClick(self)]
        self.curves = CurvesItem(self.view, self.view, names=False)
        self.curves.setZValue(-1)
        self.names = CurvesItem(self.getPlotItem(), self.view, names=True)
        self.labels.hide()
        self._made = True

    def show_function(self, data: FunctionData | None, look: Style) -> None:
        """Show these curves and their samples; None shows nothing."""
        if data is not None and len(data.points):
            # Half a dataset: as many rows as there are points, of which the plot shows two columns.
            points, old = data.points, self._data.points if self._data is not None else None
            if (
                old is None
                or not np.array_equal(points.x, old.x)
                or not np.array_equal(points.test, old.test)
            ):
                test = np.zeros(len(points), np.bool_) if points.test is None else points.test
                self._samples = Dataset(points.x, points.t, test)
            # Smaller than in a plane: the curve is what one looks at.
            small = replace(look, scale=look.scale * 0.75)
            self.points.set_samples(self._samples, data.points.classes, small)
        else:
            self.points.set_samples(None, None, look)
        self._data = data
        right = ceil(max(_RIGHT, names_width(data, look))) if data is not None else _RIGHT
        self.getPlotItem().layout.setContentsMargins(0, 6, right, 0)
        self.names.show_data(data, None)
        self._place()

    def set_probe_color(self, color: str) -> None:
        super().set_probe_color(color)
        self.curves.set_look(self.look, color)
        self.names.set_look(self.look, color)

    def set_probe(self, x: tuple[float, float] | None) -> None:
        """Put the ring at ``x[0]`` on the axis of x; None hides it."""
        self._x = None if x is None else x[0]
        self.probe.setVisible(x is not None)
        self._place()

    def _place(self) -> None:
        """The ring stands on the axis, or at the border next to it; the line from it ends on the curve."""
        if not self._made:
            return
        example: Point | None = None
        if self._x is not None:
            _, _, y0, y1 = self.visible_window()
            self.probe.setPos(self._x, min(max(0.0, y0), y1))
            value = self._data.value(self._x) if self._data is not None else None
            example = (self._x, value) if value is not None else None
        self.curves.show_data(self._data, example)

    def want_example(
        self, x: tuple[float, float], row: int | None, gesture: int, *, whole: bool = False
    ) -> None:
        """The place across decides; near a sample's x it is that sample's, whatever its target."""
        if row is None and len(self.points.positions):
            away = np.abs(self.points.positions[:, 0] - x[0])
            nearest = int(np.argmin(away))
            if away[nearest] <= _SNAP * self.pixel()[0]:
                row = nearest
        if row is not None:
            x = self.sample(row)
        super().want_example(x, row, gesture, whole=whole)

    def _range_changed(self) -> None:
        super()._range_changed()
        self._place()
