"""Hundreds of edges and more: thin lines, sorted by pen, so that a training run can be watched in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import EdgePath, edge_pen, stroke
from nndesk.figure.primitives import Pen
from nndesk.gui.painting import paint, pixel_pen, qpen
from nndesk.gui.stylesheet import mix

if TYPE_CHECKING:
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.model import Edge, EdgeKey

_SHADES = 20
"""So many sizes of a weight are told apart, for each sign; lines of one shade are drawn by one call."""
_MIDDLE = 2.5
"""The weight that gets the middle shade."""


_ANY_PEN = Pen("#000000")


class Crowd:
    """Many edges as lines. Where they run and how they look are kept apart: training changes only looks.

    Attributes:
        rect: what the lines cover.
        smooth: draw them antialiased; without it they take half the time.
    """

    def __init__(self) -> None:
        self.rect = QRectF()
        self.smooth = True
        self._shape_of: tuple[object, ...] = (None, None)
        self._lines: list[QLineF] = []
        self._straight: list[int] = []
        self._curved: list[int] = []
        self._groups: list[tuple[QPen, list[QLineF]]] = []
        self._curves: list[tuple[Item, ...]] = []

    def clear(self) -> None:
        """Draw nothing."""
        self._shape_of = (None, None)
        self._groups, self._curves = [], []

    def put(
        self,
        edges: Sequence[Edge],
        paths: Mapping[EdgeKey, EdgePath],
        left_out: frozenset[EdgeKey],
        style: Style,
    ) -> None:
        """Draw ``edges``, but those ``left_out``, along ``paths``."""
        if self._shape_of[0] is not paths or self._shape_of[1] != left_out:
            self._shape_of = (paths, left_out)
            self._lay_out(edges, paths, left_out)
        weights = np.array([edge.weight for edge in edges])
        size = np.abs(weights) / (np.abs(weights) + _MIDDLE)
        shade = np.rint(size * (_SHADES - 1)).astype(int) + np.where(weights < 0, _SHADES, 0)
        pens = {int(k): self._pen(int(k), style) for k in np.unique(shade)}
        groups: dict[int, list[QLineF]] = {}
        for i, line in zip(self._straight, self._lines, strict=True):
            groups.setdefault(int(shade[i]), []).append(line)
        # The heavy weights over the light ones.
        order = sorted(groups, key=lambda k: k % _SHADES)
        self._groups = [(pens[k], groups[k]) for k in order]
        self._curves = [
            (stroke(paths[edges[i].key], edge_pen(edges[i].weight, style, crowded=True)),)
            for i in self._curved
        ]

    def paint(self, painter: QPainter) -> None:
        for curve in self._curves:
            paint(painter, curve)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
        for pen, lines in self._groups:
            # About one pixel at any zoom: Qt draws those many times faster than scaled ones.
            painter.setPen(pixel_pen(painter, pen))
            painter.drawLines(lines)

    def _lay_out(
        self, edges: Sequence[Edge], paths: Mapping[EdgeKey, EdgePath], left_out: frozenset[EdgeKey]
    ) -> None:
        self._lines, self._straight, self._curved = [], [], []
        for i, edge in enumerate(edges):
            if edge.key in left_out:
                continue
            path = paths[edge.key]
            if path.straight:
                self._lines.append(QLineF(*path.start, *path.end))
                self._straight.append(i)
            else:
                self._curved.append(i)
        extents = [QRectF(line.p1(), line.p2()).normalized() for line in self._lines]
        for i in self._curved:
            left, top, right, bottom = bounds((stroke(paths[edges[i].key], _ANY_PEN),)) or (
                0.0,
                0.0,
                0.0,
                0.0,
            )
            extents.append(QRectF(left, top, right - left, bottom - top))
        self.rect = QRectF()
        for extent in extents:
            self.rect |= extent.adjusted(-1, -1, 1, 1)

    @staticmethod
    def _pen(shade: int, style: Style) -> QPen:
        size = min((shade % _SHADES) / (_SHADES - 1), 0.99)
        weight = _MIDDLE * size / (1 - size)
        look = edge_pen(-weight if shade >= _SHADES else weight, style, crowded=True)
        # Opaque, in the colour that it has on the panel: Qt draws those six times faster than translucent
        # ones.
        look = replace(look, color=mix(style.palette.panel, look.color, look.opacity), opacity=1.0)
        return QPen(qpen(look))
