"""What a gesture with samples shows of itself: the outline that is being drawn, the ring of the brush."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.geometry.lines import Point
from nndesk.gui.plane.over_plane import OverPlane

_MOST_DOTS = 400
_DOTS = np.random.default_rng(7).uniform(-1, 1, (4 * _MOST_DOTS, 2))
_DOTS = _DOTS[np.hypot(*_DOTS.T) < 0.93][:_MOST_DOTS]
"""In a disc of radius 1: how dense a brush paints."""


class SampleOverlay(OverPlane):
    """Stands over the samples; shows one thing at a time, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.outline: QPolygonF | None = None
        self.brush: tuple[Point, float, int, int] | None = None

    def show_outline(self, ring: Sequence[Point]) -> None:
        """An outline that the last point closes with the first."""
        self.outline, self.brush = QPolygonF([QPointF(*at) for at in ring]), None
        self.update()

    def show_brush(self, at: Point, radius: float, dots: int, kind: int) -> None:
        """The brush's ring of ``radius`` pixels, with as many dots as it paints; none where it rubs out."""
        self.outline, self.brush = None, (at, radius, min(dots, _MOST_DOTS), kind)
        self.update()

    def clear(self) -> None:
        if self.outline is not None or self.brush is not None:
            self.outline = self.brush = None
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        palette = self.look.palette
        if self.outline is not None:
            fill = QColor(palette.accent)
            fill.setAlphaF(0.12)
            painter.setPen(self.pen(painter, palette.accent, 1.5, (4.0, 3.0)))
            painter.setBrush(fill)
            painter.drawPolygon(self.outline)
        elif self.brush is not None:
            (x, y), radius, dots, kind = self.brush
            at = painter.worldTransform().map(QPointF(x, y))
            painter.save()
            painter.setWorldTransform(QTransform.fromTranslate(at.x(), at.y()))
            color = palette.of_class(kind) if dots else palette.text
            painter.setPen(self.pen(painter, palette.panel, 3.5, opacity=0.8))
            painter.drawEllipse(QPointF(), radius, radius)
            painter.setPen(self.pen(painter, color, 1.8, () if dots else (4.0, 3.0)))
            painter.drawEllipse(QPointF(), radius, radius)
            painter.setPen(self.pen(painter, color, 1.4, opacity=0.75))
            for dx, dy in (_DOTS[:dots] * radius).tolist():
                painter.drawPoint(QPointF(dx, dy))
            painter.restore()
