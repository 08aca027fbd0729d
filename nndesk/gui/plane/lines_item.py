"""Lines: where first-layer neurons' signals are 0, and the boundary of the neuron that shades the plane."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.line_marks import SIGN, MarkedLine, Marks, place_marks
from nndesk.figure.plane import CROWD, LINE_NAME_SIZE, NeuronLine
from nndesk.figure.primitives import Item, Label, Pen, Point, Polyline
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.geometry.lines import Line, Segment, clip
from nndesk.gui.painting import paint
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.gui.plane.points_item import PointsItem
from nndesk.network.notation import math_name

_MOST_NAMES = 24
"""With more lines than this only the selected ones are named: the names would hide the plane."""
_MOST_DOTS = 80
"""Labels avoid the samples only as far as these are few; in a cloud there is no free place."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A neuron's line and whether the neuron is selected."""

    name: str
    line: Line
    selected: bool


def shown_lines(lines: Sequence[NeuronLine], selected: Collection[str] = ()) -> tuple[ShownLine, ...]:
    """Lines as they are drawn, the selected ones last and so on top."""
    result = [ShownLine(found.name, found.line, found.name in selected) for found in lines]
    return tuple(sorted(result, key=lambda shown: shown.selected))


class LinesItem(OverPlane):
    """The first-layer neurons' lines, as far as they are not selected."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ShownLine, ...] = ()
        self._visible: tuple[QRectF, list[tuple[ShownLine, Segment]]] | None = None

    def set_lines(self, lines: tuple[ShownLine, ...]) -> None:
        if lines != self.lines:
            self.lines = lines
            self._visible = None
            self.update()

    def visible(self) -> list[tuple[ShownLine, Segment]]:
        """Lines that cross the visible part, with the ends of their visible segment."""
        rect = self.visible_rect
        if self._visible is None or self._visible[0] != rect:
            window = (rect.left(), rect.right(), rect.top(), rect.bottom())
            clipped = ((line, clip(line.line, window)) for line in self.lines)
            found = [(line, segment) for line, segment in clipped if segment is not None]
            self._visible = (rect, found)
        return self._visible[1]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        palette = self.look.palette
        opacity = 0.95 if len(self.lines) <= CROWD else 0.45
        for line, (start, end) in self.visible():
            if not line.selected:
                painter.setPen(self.pen(palette.muted, 1.3, (6.0, 4.0), opacity))
                painter.drawLine(QLineF(*start, *end))


class SelectedLinesItem(OverPlane):
    """The selected ones of the lines, in the accent colour. They stand over the boundary, which may be one of
    them, and leave gaps through which it shows."""

    def __init__(self, lines: LinesItem) -> None:
        super().__init__()
        self._lines = lines

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self.pen(self.look.palette.accent, 2.2, (9.0, 5.0)))
        for line, (start, end) in self._lines.visible():
            if line.selected:
                painter.drawLine(QLineF(*start, *end))


class BoundaryItem(OverPlane):
    """Where the signal of the neuron that shades the plane is 0."""

    def __init__(self) -> None:
        super().__init__()
        self.polylines: Sequence[Sequence[Point]] = ()
        self._polygons: tuple[QPolygonF, ...] = ()

    def set_polylines(self, polylines: Sequence[Sequence[Point]]) -> None:
        self.polylines = polylines
        self._polygons = tuple(QPolygonF([QPointF(x, y) for x, y in points]) for points in polylines)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self.pen(self.look.palette.text, 2.0))
        for polygon in self._polygons:
            painter.drawPolyline(polygon)


class LineLabelsItem(QGraphicsItem):
    """The names of the lines and the signs of their sides, in pixels over the view box."""

    def __init__(
        self, view: pg.ViewBox, lines: LinesItem, boundary: BoundaryItem, points: PointsItem
    ) -> None:
        super().__init__(view)
        self._view, self._lines, self._boundary, self._points = view, lines, boundary, points
        self._look = Style()
        self._marks: dict[str, Marks] = {}
        self._items: tuple[Item, ...] | None = ()
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def marks(self) -> dict[str, Marks]:
        """Where the labels stand, by neuron, in pixels of the view box."""
        self._lay_out()
        return self._marks

    def set_look(self, look: Style) -> None:
        self._look = look
        self.refresh()

    def refresh(self) -> None:
        """Find new places before the next painting."""
        self.prepareGeometryChange()
        self._items = None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._view.rect()

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._lines.isVisible():
            paint(painter, self._lay_out())

    def _lay_out(self) -> tuple[Item, ...]:
        if self._items is not None:
            return self._items
        scale = self._look.scale
        size = LINE_NAME_SIZE * scale
        # The selected line, drawn last, is the first to choose a place.
        shown = self._lines.visible()[::-1]
        if len(shown) > _MOST_NAMES:
            shown = [entry for entry in shown if entry[0].selected]
        extents = {line.name: measure_label(math_name(line.name), size) for line, _ in shown}
        marked = []
        for line, (start, end) in shown:
            width, ascent, descent = extents[line.name]
            nx, ny = line.line.plus_normal()
            marked.append(
                MarkedLine(self._pixel(start), self._pixel(end), (nx, -ny), (width, ascent + descent))
            )
        rect = self._view.rect()
        places = place_marks(
            marked,
            (0.0, 0.0, rect.width(), rect.height()),
            dots=self._dots(),
            strokes=self._strokes(),
            scale=scale,
        )
        self._marks = {line.name: mark for (line, _), mark in zip(shown, places, strict=True) if mark}
        items: list[Item] = []
        for line, _ in shown:
            if line.name in self._marks:
                items += self._labels(line, self._marks[line.name], extents[line.name])
        self._items = tuple(items)
        return self._items

    def _labels(self, line: ShownLine, marks: Marks, extent: tuple[float, float, float]) -> list[Item]:
        scale, palette = self._look.scale, self._look.palette
        color = palette.accent if line.selected else palette.text
        _, ascent, descent = extent
        x, y = marks.name
        at = (x, y + (ascent - descent) / 2)
        items: list[Item] = [Label(at, math_name(line.name), LINE_NAME_SIZE * scale, color, "middle")]
        reach, pen = SIGN * scale, Pen(color, 1.6 * scale)
        for middle, plus in ((marks.plus, True), (marks.minus, False)):
            if middle is None:
                continue
            x, y = middle
            items.append(Polyline(((x - reach, y), (x + reach, y)), pen))
            if plus:
                items.append(Polyline(((x, y - reach), (x, y + reach)), pen))
        return items

    def _pixel(self, x: tuple[float, float]) -> tuple[float, float]:
        point = self._view.mapFromView(QPointF(*x))
        return float(point.x()), float(point.y())

    def _strokes(self) -> list[list[tuple[float, float]]]:
        if not self._boundary.isVisible():
            return []
        return [[self._pixel(at) for at in line] for line in self._boundary.polylines]

    def _dots(self) -> list[tuple[tuple[float, float], float]]:
        positions = self._points.positions
        if not self._points.isVisible() or len(positions) > _MOST_DOTS:
            return []
        radius = self._points.diameter / 2 + 2
        return [(self._pixel((x, y)), radius) for x, y in positions.tolist()]
