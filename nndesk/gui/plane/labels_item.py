"""The names of the lines and the signs of their sides, in pixels over the plane.

While something moves (the view, the weights), labels stay where they are on their lines and move with them;
once it has come to rest they look for better places. So they do not jump, and nothing waits for the search.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import Extent, bounds
from nndesk.figure.line_marks import SIGN, MarkedLine, Marks, place_marks
from nndesk.figure.plane import LINE_NAME_SIZE
from nndesk.figure.primitives import Item, Label, Pen, Point, Polyline
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.gui.painting import paint
from nndesk.gui.plane.lines_item import BoundaryItem, LinesItem, ShownLine
from nndesk.gui.plane.over_view import OverView
from nndesk.gui.plane.points_item import PointsItem
from nndesk.gui.short_names import fitting_name

_MOST_NAMES = 24
"""With more lines than this only the selected ones are named: the names would hide the plane."""
_WIDEST_NAME = 90.0
"""Pixels at desk scale; a longer name is shortened."""
_MOST_DOTS = 80
"""Labels avoid the samples only as far as these are few; in a cloud there is no free place."""


class LabelsItem(OverView):
    """Child of a view box that labels the lines in it."""

    def __init__(
        self, view: pg.ViewBox, lines: LinesItem, boundary: BoundaryItem, points: PointsItem
    ) -> None:
        super().__init__(view, 10)
        self._lines, self._boundary, self._points = lines, boundary, points
        self._look = Style()
        self._marked: dict[str, tuple[MarkedLine, Marks | None]] = {}
        self._items: tuple[Item, ...] | None = ()
        self._settled = False

    @property
    def marks(self) -> dict[str, Marks]:
        """Where the labels stand, by neuron, in pixels of the view box. Lines without room have none."""
        self._lay_out()
        return {name: marks for name, (_, marks) in self._marked.items() if marks is not None}

    @property
    def boxes(self) -> list[Extent]:
        """What the labels cover, in pixels of the view box."""
        return [extent for item in self._lay_out() if (extent := bounds((item,))) is not None]

    def set_look(self, look: Style) -> None:
        self._look = look
        self.follow()

    def follow(self) -> None:
        """The lines have moved: so must the labels, before the next painting."""
        self.prepareGeometryChange()
        self._items = None
        self._settled = False
        self.update()

    def settle(self) -> None:
        """Look for the best places, before the next painting."""
        self.follow()
        self._settled = True

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._lines.isVisible():
            paint(painter, self._lay_out())

    # --- places ------------------------------------------------------------------------------------------

    def _lay_out(self) -> tuple[Item, ...]:
        if self._items is not None:
            return self._items
        size = LINE_NAME_SIZE * self._look.scale
        # The selected line, drawn last, is the first to choose a place.
        shown = self._lines.visible()[::-1]
        if len(shown) > _MOST_NAMES:
            shown = [entry for entry in shown if entry[0].selected]
        extents = {line.name: measure_label(self._name(line), size) for line, _ in shown}
        marked: dict[str, MarkedLine] = {}
        across, up = self._view.viewPixelSize()
        for line, (start, end) in shown:
            width, ascent, descent = extents[line.name]
            nx, ny = line.line.stretched(1 / across, 1 / up).plus_normal()
            marked[line.name] = MarkedLine(
                self._pixel(start), self._pixel(end), (nx, -ny), (width, ascent + descent)
            )
        if self._settled or marked.keys() != self._marked.keys():
            self._marked = self._chosen(marked)
        else:
            self._marked = {
                name: (line, _carried(*self._marked[name], line)) for name, line in marked.items()
            }
        items: list[Item] = []
        for line, _ in shown:
            marks = self._marked[line.name][1]
            if marks is not None:
                items += self._labels(line, marks, extents[line.name])
        self._items = tuple(items)
        return self._items

    def _chosen(self, marked: dict[str, MarkedLine]) -> dict[str, tuple[MarkedLine, Marks | None]]:
        rect = self._view.rect()
        places = place_marks(
            list(marked.values()),
            (0.0, 0.0, rect.width(), rect.height()),
            dots=self._dots(),
            strokes=self._strokes(),
            scale=self._look.scale,
        )
        return {name: (line, marks) for (name, line), marks in zip(marked.items(), places, strict=True)}

    def _strokes(self) -> list[list[Point]]:
        if not self._boundary.isVisible():
            return []
        return [[self._pixel(at) for at in line] for line in self._boundary.polylines]

    def _dots(self) -> list[tuple[Point, float]]:
        positions = self._points.positions
        if not self._points.isVisible() or len(positions) > _MOST_DOTS:
            return []
        radius = self._points.diameter / 2 + 2
        return [(self._pixel((x, y)), radius) for x, y in positions.tolist()]

    def _name(self, line: ShownLine) -> str:
        scale = self._look.scale
        return fitting_name(line.name, LINE_NAME_SIZE * scale, _WIDEST_NAME * scale)

    def _pixel(self, x: Point) -> Point:
        point = self._view.mapFromView(QPointF(*x))
        return float(point.x()), float(point.y())

    # --- what is painted there ---------------------------------------------------------------------------

    def _labels(self, line: ShownLine, marks: Marks, extent: tuple[float, float, float]) -> list[Item]:
        scale, palette = self._look.scale, self._look.palette
        color = palette.accent if line.selected else palette.text
        _, ascent, descent = extent
        x, y = marks.name
        at = (x, y + (ascent - descent) / 2)
        items: list[Item] = [Label(at, self._name(line), LINE_NAME_SIZE * scale, color, "middle")]
        reach, pen = SIGN * scale, Pen(color, 1.6 * scale)
        for middle, plus in ((marks.plus, True), (marks.minus, False)):
            if middle is None:
                continue
            x, y = middle
            items.append(Polyline(((x - reach, y), (x + reach, y)), pen))
            if plus:
                items.append(Polyline(((x, y - reach), (x, y + reach)), pen))
        return items


def _carried(before: MarkedLine, marks: Marks | None, now: MarkedLine) -> Marks | None:
    """The marks at the same places of the line, which now runs elsewhere."""
    if marks is None:
        return None
    dx, dy = before.end[0] - before.start[0], before.end[1] - before.start[1]
    ex, ey = now.end[0] - now.start[0], now.end[1] - now.start[1]
    squared = dx * dx + dy * dy or 1.0

    def carried(at: Point) -> Point:
        x, y = at[0] - before.start[0], at[1] - before.start[1]
        along = (x * dx + y * dy) / squared
        across = x * before.plus[0] + y * before.plus[1]
        return (
            now.start[0] + along * ex + across * now.plus[0],
            now.start[1] + along * ey + across * now.plus[1],
        )

    return Marks(
        carried(marks.name),
        carried(marks.plus) if marks.plus else None,
        carried(marks.minus) if marks.minus else None,
    )
