"""Hundreds of edges and more: thin lines, sorted by pen, so that a training run can be watched in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import edge_pen, stroke
from nndesk.figure.edges import MIDDLE_OF_CROWD
from nndesk.figure.primitives import Pen
from nndesk.figure.routing import Courses
from nndesk.figure.style import mix
from nndesk.gui.painting import paint, pixel_pen, qpen

if TYPE_CHECKING:
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.model import Edge

_SHADES = 20
"""So many sizes of a weight are told apart, for each sign; lines of one shade are drawn by one call."""
_DASH = (5.0, 3.0)
"""A negative weight's line and gap, in pixels: colour alone would be lost in greyscale."""

_ANY_PEN = Pen("#000000")


@dataclass(frozen=True, slots=True)
class _Lines:
    """All edges of one drawing as straight lines.

    Attributes:
        lines: of each edge; of a curved one, from end to end.
        ends: ``(n, 4)``, the same as numbers.
        boxes: ``(n, 4)``, left, top, right, bottom of each line.
        rect: what all edges cover.
    """

    lines: NDArray[np.object_]
    ends: NDArray[np.float64]
    boxes: NDArray[np.float64]
    rect: QRectF


_NO_LINES = _Lines(np.zeros(0, object), np.zeros((0, 4)), np.zeros((0, 4)), QRectF())
_recent: list[tuple[Courses, _Lines]] = []


def _lines_along(courses: Courses) -> _Lines:
    """The lines of ``courses``, remembered by identity; those that are where they were are not made anew."""
    for known, lines in _recent:
        if known is courses:
            return lines
    ends = courses.ends
    before = next((lines for _, lines in _recent if len(lines.ends) == len(ends)), None)
    if before is None:
        made = np.empty(len(ends), object)
        changed = np.arange(len(ends))
    else:
        made = before.lines.copy()
        changed = np.flatnonzero((before.ends != ends).any(axis=1))
    for i, line in zip(changed.tolist(), ends[changed].tolist(), strict=True):
        made[i] = QLineF(*line)
    boxes = np.hstack((np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])))
    rect = QRectF()
    if len(ends):
        left, top = (float(v) for v in boxes[:, :2].min(axis=0))
        right, bottom = (float(v) for v in boxes[:, 2:].max(axis=0))
        rect = QRectF(left, top, right - left, bottom - top).adjusted(-1, -1, 1, 1)
    if courses.curved:
        strokes = [stroke(path, _ANY_PEN) for path in courses.curved.values()]
        left, top, right, bottom = bounds(strokes) or (0.0, 0.0, 0.0, 0.0)
        rect |= QRectF(left, top, right - left, bottom - top).adjusted(-1, -1, 1, 1)
    lines = _Lines(made, ends, boxes, rect)
    _recent.insert(0, (courses, lines))
    del _recent[3:]
    return lines


class Crowd:
    """Many edges as lines. Where they run and how they look are kept apart: training changes only looks.

    Attributes:
        rect: what the lines cover.
        smooth: draw them antialiased; without it they take half the time.
    """

    def __init__(self) -> None:
        self.rect = QRectF()
        self.smooth = True
        self._courses: Courses | None = None
        self._lines = _NO_LINES
        self._groups: list[tuple[QPen, NDArray[np.intp]]] = []
        self._curves: list[tuple[Item, ...]] = []

    @property
    def empty(self) -> bool:
        return not self._groups and not self._curves

    def clear(self) -> None:
        """Draw nothing."""
        self._courses = None
        self._groups, self._curves = [], []
        self.rect = QRectF()

    def put(
        self,
        edges: Sequence[Edge],
        courses: Courses,
        which: NDArray[np.intp],
        style: Style,
        selected: bool = False,
    ) -> None:
        """Draw along their ``courses`` those of ``edges`` that are in the positions ``which``.

        ``selected`` ones are all of the accent's colour.
        """
        if self._courses is not courses:
            self._courses, self._lines = courses, _lines_along(courses)
            self.rect = self._lines.rect
        is_curved = np.zeros(len(courses), dtype=bool)
        is_curved[list(courses.curved)] = True
        straight = which[~is_curved[which]]
        weights = np.array([edges[i].weight for i in straight.tolist()])
        size = np.abs(weights) / (np.abs(weights) + MIDDLE_OF_CROWD)
        shade = np.rint(size * (_SHADES - 1)).astype(int) + np.where(weights < 0, _SHADES, 0)
        order = np.argsort(shade, kind="stable")
        shades, starts = np.unique(shade[order], return_index=True)
        groups = [
            (int(k), straight[part]) for k, part in zip(shades, np.split(order, starts[1:]), strict=False)
        ]
        # The heavy weights over the light ones.
        groups.sort(key=lambda group: group[0] % _SHADES)
        self._groups = [(self._pen(k, style, selected), lines) for k, lines in groups]
        self._curves = [
            (stroke(courses.curved[i], edge_pen(edges[i].weight, style, crowded=True)),)
            for i in which[is_curved[which]].tolist()
        ]

    def covered(self, which: NDArray[np.intp]) -> QRectF:
        """What the lines in the positions ``which`` cover."""
        if not len(which):
            return QRectF()
        boxes = self._lines.boxes[which]
        (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
        return QRectF(left, top, right - left, bottom - top).adjusted(-3, -3, 3, 3)

    def paint(self, painter: QPainter, hurry: bool = False) -> None:
        """Draw them, all or those that the painter's clip lets through; in a ``hurry`` never smooth."""
        for curve in self._curves:
            paint(painter, curve)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth and not hurry)
        exposed = self._exposed(painter)
        for pen, group in self._groups:
            lines = self._lines.lines[group if exposed is None else group[exposed[group]]].tolist()
            if lines:
                # About one pixel at any zoom: Qt draws those many times faster than scaled ones.
                painter.setPen(_dashed(pixel_pen(painter, pen), pen))
                painter.drawLines(lines)

    def _exposed(self, painter: QPainter) -> NDArray[np.bool_] | None:
        """Which lines may pass through what is to be painted; None for all. Qt would cut dashes off all."""
        if not painter.hasClipping():
            return None
        clip = painter.clipBoundingRect()
        boxes = self._lines.boxes
        return np.asarray(
            (boxes[:, 0] <= clip.right() + 1)
            & (boxes[:, 1] <= clip.bottom() + 1)
            & (boxes[:, 2] >= clip.left() - 1)
            & (boxes[:, 3] >= clip.top() - 1)
        )

    @staticmethod
    def _pen(shade: int, style: Style, selected: bool) -> QPen:
        size = min((shade % _SHADES) / (_SHADES - 1), 0.99)
        weight = MIDDLE_OF_CROWD * size / (1 - size)
        look = edge_pen(-weight if shade >= _SHADES else weight, style, crowded=True)
        if selected:
            look = replace(look, color=style.palette.accent, opacity=sqrt(look.opacity), width=1.0)
        # Opaque, in the colour that it has on the panel: Qt draws those six times faster than translucent
        # ones.
        look = replace(look, color=mix(style.palette.panel, look.color, look.opacity), opacity=1.0)
        pen = QPen(qpen(look))
        if shade >= _SHADES:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            # Each shade begins elsewhere: were all dashes of a layer in step, they would show as stripes.
            pen.setDashOffset(0.618 * shade % 1.0)
        return pen


def _dashed(pen: QPen, plain: QPen) -> QPen:
    """``pen``, which is ``plain`` in pixels of the device, with the dashes that ``plain`` asks for."""
    if plain.style() == Qt.PenStyle.CustomDashLine:
        density = pen.widthF() / plain.widthF()
        # Qt counts dashes in widths of the pen, or in pixels where that is finer than one.
        unit = density / max(pen.widthF(), 1.0)
        pen.setDashPattern([length * unit for length in _DASH])
        pen.setDashOffset(plain.dashOffset() * sum(_DASH) * unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
