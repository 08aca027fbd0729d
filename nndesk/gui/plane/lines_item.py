"""Lines: where first-layer neurons' signals are 0, and the boundary of the neuron that shades the plane."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.document.document import Document
from nndesk.figure.plane import CROWD
from nndesk.figure.primitives import Point
from nndesk.geometry.lines import Line, Segment, clip
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.network.activations import ACTIVATIONS


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A neuron's line and whether the neuron is selected.

    Attributes:
        soft: the ``|s|`` up to which the neuron is not saturated; None where there is no such band.
    """

    name: str
    line: Line
    selected: bool
    soft: float | None = None


def shown_lines(
    document: Document, lines: Mapping[str, Line], selected: Collection[str] = ()
) -> tuple[ShownLine, ...]:
    """Lines of a document's neurons as they are drawn, the selected ones last and so on top."""
    network = document.network
    result = [
        ShownLine(name, line, name in selected, ACTIVATIONS[network.node(name).activation].soft_until)
        for name, line in lines.items()
    ]
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
                painter.setPen(self.pen(painter, palette.muted, 1.3, (6.0, 4.0), opacity))
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
        painter.setPen(self.pen(painter, self.look.palette.accent, 2.2, (9.0, 5.0)))
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
        painter.setPen(self.pen(painter, self.look.palette.text, 2.0))
        for polygon in self._polygons:
            painter.drawPolyline(polygon)
