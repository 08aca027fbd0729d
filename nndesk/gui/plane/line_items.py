"""What is drawn about a line that is under the mouse, selected or dragged: band, glow, handles, numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.figure.plane import SOFT_EDGE, SOFT_FILL
from nndesk.figure.primitives import Box, Fill, Item, Label, Pen, Point, Text
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.geometry.cells import soft_edges, strip
from nndesk.geometry.lines import Line, Segment, clip
from nndesk.gui.painting import paint
from nndesk.gui.plane.lines_item import ShownLine
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.gui.plane.over_view import OverView
from nndesk.gui.plane.plane_tools import POINTER

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot

HANDLE = 6.0
"""Radius of a handle, in pixels at desk scale."""
_SHORTEST = 60.0
"""In pixels: a line of which less is visible has no handles."""
_PLACES = (0.25, 0.2, 0.3, 0.15, 0.35, 0.1, 0.4)
"""Parts of the visible segment from its end, in the order in which a handle is put there."""
_FROM_LABEL = 20.0
"""Between the middles of a handle and of a name or a sign."""
_MOST_DOTS = 80
"""With more samples than this there is no place clear of all."""


@dataclass(slots=True)
class LinesInHand:
    """Which lines a person has to do with; the items read it when they are painted.

    Attributes:
        hovered: the line under the mouse.
        handle: the handle under the mouse: its line and which of the two.
        held: the line that is dragged.
        grip: where the two handles of that line are while one is dragged: the pivot, the dragged one.
    """

    hovered: str | None = None
    handle: tuple[str, int] | None = None
    held: str | None = None
    grip: tuple[Point, Point] | None = None

    @property
    def names(self) -> set[str]:
        """The neurons whose lines are hovered or held."""
        handled = self.handle[0] if self.handle is not None else None
        return {name for name in (self.hovered, self.held, handled) if name is not None}


class LineCare:
    """Which lines have a band and handles, and where; what the items of this module have in common."""

    def __init__(self, plot: PlanePlot) -> None:
        self._plot = plot
        self.hand = LinesInHand()

    @property
    def look(self) -> Style:
        return self._plot.look

    @property
    def pixel(self) -> tuple[float, float]:
        """How much of the plane a pixel at desk scale is on this screen; lengths on the screen follow it."""
        across, up = self._plot.pixel()
        return across * self.look.scale, up * self.look.scale

    def distance(self, a: Point, b: Point) -> float:
        """How far two places are apart, in pixels at desk scale."""
        across, up = self.pixel
        return math.hypot((a[0] - b[0]) / across, (a[1] - b[1]) / up)

    def shown(self) -> Iterator[tuple[ShownLine, Segment]]:
        """The visible lines that are hovered, held, or the only one that is selected."""
        if not self._plot.lines.isVisible():
            return
        hand = self.hand
        names = hand.names
        selected = [entry for entry in self._plot.lines.lines if entry.selected]
        if len(selected) == 1 and hand.held is None:
            names.add(selected[0].name)
        for entry, segment in self._plot.lines.visible():
            if entry.name in names:
                yield entry, segment

    def handles(self, entry: ShownLine, segment: Segment) -> tuple[Point, Point] | None:
        """Where the handles of a line are; none where too little of it is visible."""
        hand = self.hand
        if hand.held == entry.name:
            return hand.grip
        if self._plot.tool != POINTER:
            return None
        if self.distance(*segment) < _SHORTEST:
            return None
        return self._place(segment, 0), self._place(segment, 1)

    def _place(self, segment: Segment, end: int) -> Point:
        """The first place on a half of the segment where a handle covers no sample, label or probe."""
        (x0, y0), (x1, y1) = segment if end == 0 else segment[::-1]
        places = [(x0 + part * (x1 - x0), y0 + part * (y1 - y0)) for part in _PLACES]
        return next((place for place in places if self._is_clear(place)), places[0])

    def _is_clear(self, place: Point) -> bool:
        probe, points = self._plot.probe, self._plot.points
        scale = self.look.scale
        if probe.isVisible():
            at = (probe.pos().x(), probe.pos().y())
            if self.distance(place, at) < HANDLE + (probe.radius + 4) / scale:
                return False
        x, y = self._plot.view.mapFromView(QPointF(*place)).toTuple()
        for marks in self._plot.labels.marks.values():
            for mark in (marks.name, marks.plus, marks.minus):
                if mark is not None and math.dist(mark, (x, y)) < _FROM_LABEL * self.look.scale:
                    return False
        if not points.isVisible() or len(points.positions) > _MOST_DOTS:
            return True
        clear = HANDLE + (points.diameter / 2 + 2) / scale
        return all(self.distance(place, (x, y)) >= clear for x, y in points.positions.tolist())


class BandsItem(OverPlane):
    """Under the lines: where φ is not saturated, and a glow along what is under the mouse or held."""

    def __init__(self, care: LineCare) -> None:
        super().__init__()
        self._care = care

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        hand, accent = self._care.hand, self.look.palette.accent
        for entry, (start, end) in self._care.shown():
            if entry.soft is not None:
                self._paint_band(painter, entry.line, entry.soft)
            if entry.name in hand.names:
                painter.setPen(self.pen(painter, accent, 8.0, opacity=0.36))
                painter.drawLine(QLineF(*start, *end))

    def _paint_band(self, painter: QPainter, line: Line, soft: float) -> None:
        rect = self.visible_rect
        window = (rect.left(), rect.right(), rect.top(), rect.bottom())
        fill = QColor(self.look.palette.accent)
        fill.setAlphaF(SOFT_FILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        # Its edges are drawn over; smooth ones would take as long as all the rest.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPolygon(QPolygonF([QPointF(*at) for at in strip(line, soft, window)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self.pen(painter, self.look.palette.accent, 1.0, opacity=SOFT_EDGE))
        for start, end in soft_edges(line, soft, window):
            painter.drawLine(QLineF(*start, *end))


class HandlesItem(OverPlane):
    """Over the samples: the two round handles by which a line is turned."""

    def __init__(self, care: LineCare) -> None:
        super().__init__()
        self._care = care

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        palette, care = self.look.palette, self._care
        across, up = care.pixel
        for entry, segment in care.shown():
            for number, at in enumerate(care.handles(entry, segment) or ()):
                hot = care.hand.handle == (entry.name, number) or (
                    care.hand.held == entry.name and number == 1
                )
                radius = HANDLE + hot
                painter.setPen(self.pen(painter, palette.accent, 2.0))
                painter.setBrush(QColor(palette.accent if hot else palette.panel))
                painter.drawEllipse(QPointF(*at), radius * across, radius * up)


class RubberItem(OverPlane):
    """A line that is being drawn: the stroke, the whole line, and the signs that its sides will have."""

    def __init__(self, care: LineCare) -> None:
        super().__init__()
        self._care = care
        self._line: Line | None = None
        self._stroke: Segment = ((0.0, 0.0), (0.0, 0.0))

    def show_line(self, line: Line | None, start: Point, end: Point) -> None:
        """Show the line that a release would make of this stroke; None shows none."""
        self._line, self._stroke = line, (start, end)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._line is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        rect, accent = self.visible_rect, self.look.palette.accent
        segment = clip(self._line, (rect.left(), rect.right(), rect.top(), rect.bottom()))
        if segment is not None:
            painter.setPen(self.pen(painter, accent, 2.2, (9.0, 5.0)))
            painter.drawLine(QLineF(*segment[0], *segment[1]))
        painter.setPen(self.pen(painter, accent, 3.0, opacity=0.5))
        start, end = self._stroke
        painter.drawLine(QLineF(*start, *end))
        across, up = self._care.pixel
        nx, ny = self._line.w1 * across, self._line.w2 * up
        length = math.hypot(nx, ny)
        painter.setPen(self.pen(painter, accent, 2.0))
        for side in (1, -1):
            x = (start[0] + end[0]) / 2 + side * 14 * across * nx / length
            y = (start[1] + end[1]) / 2 + side * 14 * up * ny / length
            painter.drawLine(QLineF(x - 5 * across, y, x + 5 * across, y))
            if side > 0:
                painter.drawLine(QLineF(x, y - 5 * up, x, y + 5 * up))
        painter.setBrush(QColor(accent))
        painter.drawEllipse(QPointF(*start), 3.5 * across, 3.5 * up)


class TagItem(OverView):
    """Beside the pointer: the line's formula as it is now, and a word on what keys would change."""

    SIZE, HINT = 15.0, 11.0

    def __init__(self, view: pg.ViewBox, care: LineCare) -> None:
        super().__init__(view, 500)
        self._care = care
        self._formula = self._hint = ""
        self._at = QPointF()
        self.hide()

    @property
    def formula(self) -> str:
        """What it says, as LaTeX; empty while it is hidden."""
        return self._formula if self.isVisible() else ""

    def say(self, formula: str, hint: str, at: QPointF) -> None:
        """Show a formula, and a hint under it, beside a place in pixels of the view box."""
        self.prepareGeometryChange()
        self._formula, self._hint, self._at = formula, hint, at
        self.show()
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint(painter, self.items())

    def items(self) -> tuple[Item, ...]:
        """What is painted, in pixels of the view box."""
        scale, palette = self._care.look.scale, self._care.look.palette
        size, small, pad = self.SIZE * scale, self.HINT * scale, 8.0 * scale
        width, ascent, descent = measure_label(self._formula, size)
        wide = max(width, measure_text(self._hint, small))
        height = ascent + descent + (small + 6 * scale if self._hint else 0.0)
        room, away = self._view.rect(), 16.0 * scale
        # To the right of the pointer and above it, or where there is room.
        left = self._at.x() + away
        if left + wide + 2 * pad > room.right():
            left = self._at.x() - away - wide - 2 * pad
        top = self._at.y() - away - height - 2 * pad
        if top < room.top():
            top = self._at.y() + away
        left = max(room.left() + 4, min(left, room.right() - wide - 2 * pad - 4))
        box = Box(
            left,
            top,
            wide + 2 * pad,
            height + 2 * pad,
            radius=6.0 * scale,
            fill=Fill(palette.panel, 0.94),
            pen=Pen(palette.hairline, 1.0),
        )
        label = Label((left + pad, top + pad + ascent), self._formula, size, palette.text)
        if not self._hint:
            return box, label
        baseline = top + pad + ascent + descent + 6 * scale + 0.8 * small
        return box, label, Text((left + pad, baseline), self._hint, small, palette.muted)
