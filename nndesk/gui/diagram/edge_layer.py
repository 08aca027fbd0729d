"""All edges as one item: ten thousand items of their own would make every movement of the canvas stutter.

Edges at rest are painted by one item, as a picture that is kept if there are many; the few that are lit,
selected or being dragged are painted over it by another. So a step of the walk or a drag renders the few, not
the thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.diagram import (
    CROWDED,
    EdgePath,
    edge_geometries,
    edge_stroke_items,
    radius_of,
    straight_path,
)
from nndesk.figure.edges import CALM
from nndesk.gui.diagram.crowd import Crowd
from nndesk.gui.diagram.kept_picture import KeptPicture
from nndesk.gui.diagram.layer import Layer, Part, covered, paint_exposed
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.style import Style
    from nndesk.network.model import Edge, EdgeKey
    from nndesk.network.walk import Step

_SAMPLES = tuple(i / 12 for i in range(13))
"""Where a curved edge is cut into segments for hit tests."""


class EdgeLayer(QGraphicsItem):
    """Paints every edge, answers which edge is near a point, and knows the course of each."""

    def __init__(self) -> None:
        super().__init__()
        self.front = Layer(self)  # The edges that are lit, selected or moving, over all others.
        self._made_of: tuple[object, ...] = ()
        self._paths: Mapping[EdgeKey, EdgePath] = {}
        self._plain: dict[EdgeKey, tuple[Edge, EdgePath, Part]] = {}
        self._crowd = Crowd()
        self._kept = KeptPicture()
        self._keeps = False
        self._style: Style | None = None
        self._moving: frozenset[str] | None = None
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
        streaming: bool = False,
    ) -> None:
        """Draw the edges of ``document``; what has not changed is not drawn anew.

        Args:
            moving: names of nodes that are being dragged. Then only their edges follow, in straight lines;
                the routes around other nodes are found when the drag is over.
            streaming: the numbers change many times a second, so a crowd is drawn in a hurry.
        """
        edges = document.network.edges
        lit = frozenset(step.edges) if step is not None else frozenset()
        if moving is None:
            in_front = lit | selected
            if self._paths is not (paths := edge_geometries(document)):
                self._paths, self._segments = paths, None
            made_of: tuple[object, ...] = (edges, self._paths, style, streaming, None)
        else:
            touched = {edge.key for edge in edges if edge.source in moving or edge.target in moving}
            in_front = lit | selected | touched
            self._paths = {**self._paths, **_straight(document, touched)}
            self._segments = None
            made_of = (edges, None, style, streaming, moving)
        if any(
            new is not old and new != old for new, old in zip(made_of, self._made_of or (0,) * 5, strict=True)
        ):
            self._made_of = made_of
            self._make(document, style, frozenset() if moving is None else touched, streaming)
        self.front.put(
            edge_stroke_items(document, edge.key, style, step, edge.key in selected, self._paths[edge.key])
            for edge in _chosen(document, in_front)
        )

    def _make(self, document: Document, style: Style, without: Iterable[EdgeKey], streaming: bool) -> None:
        """Prepare the strokes of all edges but those ``without``."""
        edges = document.network.edges
        left_out = frozenset(without)
        crowded = len(edges) > CROWDED
        if style != self._style:
            self._plain = {}
        self._style = style
        total = QRectF()
        if crowded:
            self._plain = {}
            self._crowd.smooth = not streaming
            self._crowd.put(edges, self._paths, left_out, style)
            total = self._crowd.rect
        else:
            self._crowd.clear()
            plain = {}
            for edge in edges:
                key, path = edge.key, self._paths[edge.key]
                if key in left_out:
                    continue
                old = self._plain.get(key)
                if old is not None and old[0] == edge and old[1] == path:
                    plain[key] = old
                else:
                    items = edge_stroke_items(document, key, style, None, False, path)
                    plain[key] = (edge, path, (covered(items), items))
                total |= plain[key][2][0]
            self._plain = plain
        if total != self._bounds:
            self.prepareGeometryChange()
            self._bounds = total
        # In training it would be a new picture every time.
        self._keeps = len(edges) > CALM and (crowded or not streaming)
        self._kept.forget()
        self.update()

    # --- asking ------------------------------------------------------------------------------------------

    def path(self, key: EdgeKey) -> EdgePath | None:
        """The course of an edge, rim to rim; None if there is no such edge."""
        return self._paths.get(key)

    def way(self, key: EdgeKey) -> QPainterPath:
        """The course as Qt's path, from the source on; empty if there is no such edge."""
        way = QPainterPath()
        path = self.path(key)
        if path is not None:
            way.moveTo(*path.start)
            if path.straight:
                way.lineTo(*path.end)
            else:
                way.cubicTo(*path.control1, *path.control2, *path.end)
        return way

    def content_rect(self) -> QRectF:
        """What all edges cover."""
        return self._bounds | self.front.boundingRect()

    def nearest(self, x: float, y: float, reach: float) -> EdgeKey | None:
        """The edge that passes nearest to a point, if it does within ``reach``."""
        segments, keys = self._all_segments()
        if not keys:
            return None
        start, along = segments[:, 0], segments[:, 1] - segments[:, 0]
        away = np.array((x, y)) - start
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        t = np.clip((away * along).sum(axis=1) / length, 0.0, 1.0)
        distance = np.hypot(*(away - t[:, None] * along).T)
        at = int(distance.argmin())
        return keys[at] if distance[at] <= reach else None

    def _all_segments(self) -> tuple[NDArray[np.float64], list[EdgeKey]]:
        if self._segments is None:
            points: list[tuple[tuple[float, float], tuple[float, float]]] = []
            keys: list[EdgeKey] = []
            for key, path in self._paths.items():
                course = [path.start, path.end] if path.straight else [path.point(t) for t in _SAMPLES]
                points += pairwise(course)
                keys += [key] * (len(course) - 1)
            self._segments = (np.array(points, dtype=np.float64).reshape(-1, 2, 2), keys)
        return self._segments

    # --- painting ----------------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._keeps:
            # Rendering dozens of lines again for every step of a walk would be felt, or thousands for every
            # pixel of a pan; moving a picture is not.
            self._kept.paint(painter, widget, self._draw)
        else:
            paint_exposed(painter, option.exposedRect, (part for _e, _p, part in self._plain.values()))

    def _draw(self, painter: QPainter) -> None:
        self._crowd.paint(painter)
        for _edge, _path, (_rect, items) in self._plain.values():
            paint(painter, items)


def _chosen(document: Document, keys: frozenset[EdgeKey]) -> Iterable[Edge]:
    """The edges of ``keys`` that the document has, in its order."""
    at = document.network.topology.edge_at
    return (document.network.edges[i] for i in sorted(at[key] for key in keys if key in at))


def _straight(document: Document, keys: Iterable[EdgeKey]) -> dict[EdgeKey, EdgePath]:
    positions = document.positions
    return {
        key: straight_path(
            positions[key.source],
            radius_of(document, key.source),
            positions[key.target],
            radius_of(document, key.target),
        )
        for key in keys
    }
