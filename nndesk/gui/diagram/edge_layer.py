"""All edges as one item: ten thousand items of their own would make every movement of the canvas stutter."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import (
    CROWDED,
    EdgePath,
    edge_geometries,
    edge_stroke_items,
    radius_of,
    straight_path,
)
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.model import Edge, EdgeKey
    from nndesk.network.walk import Step

_SAMPLES = tuple(i / 12 for i in range(13))
"""Where a curved edge is cut into segments for hit tests."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One edge as it is painted now, and what it was made from."""

    edge: Edge
    path: EdgePath
    phase: str | None
    selected: bool
    items: tuple[Item, ...]
    bounds: QRectF


class EdgeLayer(QGraphicsItem):
    """Paints every edge, answers which edge is near a point, and knows the course of each."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[EdgeKey, _Drawn] = {}
        self._style: Style | None = None
        self._crowded = False
        self._bounds = QRectF()
        self._segments: tuple[NDArray[np.float64], list[EdgeKey]] | None = None
        self.setZValue(0.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    # --- what is shown -----------------------------------------------------------------------------------

    def show_state(
        self,
        document: Document,
        style: Style,
        step: Step | None,
        selected: frozenset[EdgeKey],
        moving: frozenset[str] | None = None,
    ) -> bool:
        """Draw the edges of ``document``; those that have not changed keep their primitives.

        Args:
            moving: names of nodes that are being dragged. Then only their edges follow, in straight lines;
                the routes around other nodes are found when the drag is over.

        Returns:
            Whether anything looks different now.
        """
        edges = document.network.edges
        crowded = len(edges) > CROWDED
        if style != self._style or crowded != self._crowded:
            self._drawn = {}
        self._style, self._crowded = style, crowded
        paths = self._dragged_paths(document, moving) if moving is not None else edge_geometries(document)
        lit = frozenset(step.edges) if step is not None else frozenset()
        drawn: dict[EdgeKey, _Drawn] = {}
        changed = len(edges) != len(self._drawn)
        for edge in edges:
            key = edge.key
            path, phase, marked = (
                paths[key],
                step.phase if step is not None and key in lit else None,
                key in selected,
            )
            old = self._drawn.get(key)
            if (
                old is not None
                and (old.edge is edge or old.edge == edge)
                and (old.path is path or old.path == path)
                and old.phase == phase
                and old.selected == marked
            ):
                drawn[key] = old
                continue
            items = edge_stroke_items(document, key, style, step, marked, path)
            left, top, right, bottom = bounds(items) or (0.0, 0.0, 0.0, 0.0)
            rect = QRectF(left, top, right - left, bottom - top)
            drawn[key] = _Drawn(edge, path, phase, marked, items, rect)
            changed = True
        # Lit and selected edges are painted last, so that no other edge crosses over their light.
        order = sorted(drawn, key=lambda key: (drawn[key].phase is not None, drawn[key].selected))
        self._drawn = {key: drawn[key] for key in order}
        if not changed:
            return False
        self._segments = None
        total = QRectF()
        for one in self._drawn.values():
            total |= one.bounds.adjusted(-1, -1, 1, 1)
        if total != self._bounds:
            self.prepareGeometryChange()
            self._bounds = total
        # Re-rendering thousands of lines for every pixel of a pan would be felt; a picture of them is not.
        mode = QGraphicsItem.CacheMode.DeviceCoordinateCache if crowded else QGraphicsItem.CacheMode.NoCache
        if self.cacheMode() != mode:
            self.setCacheMode(mode)
        self.update()
        return True

    def _dragged_paths(self, document: Document, moving: frozenset[str]) -> Mapping[EdgeKey, EdgePath]:
        paths = {}
        positions = document.positions
        for key in (edge.key for edge in document.network.edges):
            old = self._drawn.get(key)
            if old is not None and key.source not in moving and key.target not in moving:
                paths[key] = old.path
                continue
            paths[key] = straight_path(
                positions[key.source],
                radius_of(document, key.source),
                positions[key.target],
                radius_of(document, key.target),
            )
        return paths

    # --- asking ------------------------------------------------------------------------------------------

    def path(self, key: EdgeKey) -> EdgePath | None:
        """The course of an edge, rim to rim; None if there is no such edge."""
        drawn = self._drawn.get(key)
        return None if drawn is None else drawn.path

    def way(self, key: EdgeKey) -> QPainterPath:
        """The course as Qt's path, from the source on."""
        way = QPainterPath()
        path = self.path(key)
        if path is not None:
            way.moveTo(*path.start)
            if path.straight:
                way.lineTo(*path.end)
            else:
                way.cubicTo(*path.control1, *path.control2, *path.end)
        return way

    def nearest(self, x: float, y: float, reach: float) -> EdgeKey | None:
        """The edge that passes nearest to a point, if it does within ``reach``."""
        segments, keys = self._segments_of_edges()
        if not keys:
            return None
        start, along = segments[:, 0], segments[:, 1] - segments[:, 0]
        away = np.array((x, y)) - start
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        t = np.clip((away * along).sum(axis=1) / length, 0.0, 1.0)
        distance = np.hypot(*(away - t[:, None] * along).T)
        at = int(distance.argmin())
        return keys[at] if distance[at] <= reach else None

    def _segments_of_edges(self) -> tuple[NDArray[np.float64], list[EdgeKey]]:
        if self._segments is None:
            points: list[tuple[tuple[float, float], tuple[float, float]]] = []
            keys: list[EdgeKey] = []
            for key, drawn in self._drawn.items():
                path = drawn.path
                course = [path.start, path.end] if path.straight else [path.point(t) for t in _SAMPLES]
                points += itertools.pairwise(course)
                keys += [key] * (len(course) - 1)
            self._segments = (np.array(points, dtype=np.float64).reshape(-1, 2, 2), keys)
        return self._segments

    # --- painting ----------------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        exposed = option.exposedRect.adjusted(-8, -8, 8, 8)
        for drawn in self._drawn.values():
            # Horizontal and vertical lines have no area of their own, but their pens give them one.
            if exposed.intersects(drawn.bounds):
                paint(painter, drawn.items)
