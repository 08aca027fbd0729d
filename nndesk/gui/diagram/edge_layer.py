"""All edges as one item: ten thousand items of their own would make every movement of the canvas stutter.

Edges at rest are painted by one item, as a picture that is kept if there are many; the few that are lit,
selected or being dragged are painted over it by another. So a step of the walk or a drag renders the few, not
the thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from nndesk.figure.routing import Courses
from nndesk.gui.diagram.crowd import Crowd
from nndesk.gui.diagram.kept_picture import KeptPicture
from nndesk.gui.diagram.layer import Layer, Part, covered, paint_exposed
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.style import Style
    from nndesk.network.model import Edge, EdgeKey
    from nndesk.network.walk import Step

_MOST_CHANGED = 200
"""With more edges changed than this a crowd is painted anew as a whole."""
_SAMPLES = tuple(i / 12 for i in range(13))
"""Where a curved edge is cut into segments for hit tests."""


class EdgeLayer(QGraphicsItem):
    """Paints every edge, answers which edge is near a point, and knows the course of each."""

    def __init__(self, when_stretched: Callable[[], None] | None = None) -> None:
        """``when_stretched``: see :class:`~nndesk.gui.diagram.kept_picture.KeptPicture`."""
        super().__init__()
        self.front_crowd = CrowdItem(when_stretched, self)  # Those that are selected, if they are many.
        self.front = Layer(self)  # The edges that are lit, selected or moving, over all others.
        self._made_of: tuple[object, ...] = ()
        self._courses: Courses | None = None
        self._moved: dict[EdgeKey, EdgePath] = {}
        self._plain: dict[EdgeKey, tuple[Edge, EdgePath, Part]] = {}
        self._crowd = Crowd()
        self._drawn: tuple[tuple[Edge, ...], Courses, bool] | None = None  # The crowd, if it is all of these.
        self._kept = KeptPicture(when_stretched)
        self._keeps = False
        self._style: Style | None = None
        self._bounds = QRectF()
        self._segments: tuple[NDArray[np.float64], NDArray[np.intp]] | None = None
        self._keys: tuple[EdgeKey, ...] = ()
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
        touched: set[EdgeKey] = set()
        if moving is None or self._courses is None:
            courses = edge_geometries(document)
            if self._courses is not courses or self._moved:
                self._courses, self._segments, self._moved = courses, None, {}
            made_of: tuple[object, ...] = (edges, courses, style, streaming, None)
        else:
            courses = self._courses
            topology = document.network.topology
            for name in moving:
                for i in (*topology.incoming.get(name, ()), *topology.outgoing[name]):
                    touched.add(edges[i].key)
            self._moved = _straight(document, touched)
            self._segments = None
            made_of = (edges, courses, style, streaming, moving)
        if any(
            new is not old and new != old for new, old in zip(made_of, self._made_of or (0,) * 5, strict=True)
        ):
            self._made_of = made_of
            self._make(document, style, courses, touched, streaming)
        few = frozenset(step.edges) if step is not None else frozenset()
        many: set[EdgeKey] = set()
        for group in (selected, touched):
            if len(group) > CROWDED:
                many.update(group)
            else:
                few |= group
        self._show_many(document, style, courses, many)
        self.front.put(
            edge_stroke_items(document, edge.key, style, step, edge.key in selected, self._course(edge.key))
            for edge in _chosen(document, few)
        )

    def _show_many(self, document: Document, style: Style, courses: Courses, keys: set[EdgeKey]) -> None:
        """Draw these edges as a crowd over the others."""
        if not keys:
            self.front_crowd.clear()
            return
        at = document.network.topology.edge_at
        which = np.sort(np.array([at[key] for key in keys if key in at], dtype=np.intp))
        if self._moved:
            ends = courses.ends.copy()
            for key, path in self._moved.items():
                ends[at[key]] = (*path.start, *path.end)
            courses = Courses(at, ends, {i: p for i, p in courses.curved.items() if i not in set(which)})
        self.front_crowd.put(document.network.edges, courses, which, style)

    def _make(
        self, document: Document, style: Style, courses: Courses, without: set[EdgeKey], streaming: bool
    ) -> None:
        """Prepare the strokes of all edges but those ``without``."""
        edges = document.network.edges
        crowded = len(edges) > CROWDED
        if style != self._style:
            self._plain, self._drawn = {}, None
        self._style = style
        total = QRectF()
        if crowded:
            self._plain = {}
            self._crowd.smooth = not streaming
            which = np.arange(len(edges))
            if without:
                which = np.delete(which, [document.network.topology.edge_at[key] for key in without])
            self._crowd.put(edges, courses, which, style)
            total = self._crowd.rect
            drawn = (edges, courses, self._crowd.smooth)
            changed = _where_differs(self._drawn, drawn) if not without else None
            self._drawn = drawn if not without else None
        else:
            self._crowd.clear()
            self._drawn = changed = None
            plain = {}
            for edge in edges:
                key = edge.key
                if key in without:
                    continue
                path = courses[key]
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
        if changed is None:
            self._kept.forget()
        elif not changed.isNull():
            self._kept.touch(changed)
        self.update()

    def hurry(self) -> None:
        """A zoom is under way."""
        self._kept.hurry()
        self.front_crowd.hurry()

    def settle(self) -> None:
        """A movement has ended: paint anew what was only stretched."""
        if self._kept.settle():
            self.update()
        self.front_crowd.settle()

    # --- asking ------------------------------------------------------------------------------------------

    def path(self, key: EdgeKey) -> EdgePath | None:
        """The course of an edge, rim to rim; None if there is no such edge."""
        return self._course(key) if self._courses is not None and key in self._courses else None

    def _course(self, key: EdgeKey) -> EdgePath:
        assert self._courses is not None
        return self._moved.get(key) or self._courses[key]

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
        return self._bounds | self.front.boundingRect() | self.front_crowd.boundingRect()

    def nearest(self, x: float, y: float, reach: float) -> EdgeKey | None:
        """The edge that passes nearest to a point, if it does within ``reach``."""
        if self._courses is None or not len(self._courses):
            return None
        segments, owners = self._all_segments()
        start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
        away = np.array((x, y)) - start
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        t = np.clip((away * along).sum(axis=1) / length, 0.0, 1.0)
        distance = np.hypot(*(away - t[:, None] * along).T)
        at = int(distance.argmin())
        return self._keys[owners[at]] if distance[at] <= reach else None

    def _all_segments(self) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Every course as segments ``(n, 4)``, and of each the position of its edge."""
        assert self._courses is not None
        if self._segments is None:
            courses, self._keys = self._courses, tuple(self._courses)
            ends, curved = courses.ends, dict(courses.curved)
            if self._moved:
                ends = ends.copy()
                at = {key: i for i, key in enumerate(self._keys)}
                for key, path in self._moved.items():
                    ends[at[key]] = (*path.start, *path.end)
                    curved.pop(at[key], None)
            straight = np.delete(np.arange(len(ends)), list(curved))
            pieces = [(*a, *b) for path in curved.values() for a, b in pairwise(map(path.point, _SAMPLES))]
            owners = np.repeat(np.array(list(curved), dtype=np.intp), len(_SAMPLES) - 1)
            self._segments = (
                np.vstack((ends[straight], np.array(pieces, dtype=np.float64).reshape(-1, 4))),
                np.concatenate((straight, owners)),
            )
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
            self._kept.paint(painter, widget, self._draw, self._bounds)
        else:
            paint_exposed(painter, option.exposedRect, (part for _e, _p, part in self._plain.values()))

    def _draw(self, painter: QPainter, hurry: bool = False) -> None:
        self._crowd.paint(painter, hurry)
        for _edge, _path, (_rect, items) in self._plain.values():
            paint(painter, items)


class CrowdItem(QGraphicsItem):
    """Many selected edges over the others."""

    def __init__(self, when_stretched: Callable[[], None] | None, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._crowd = Crowd()
        self._kept = KeptPicture(when_stretched)
        self._of: tuple[object, ...] = ()
        self._which = np.zeros(0, dtype=np.intp)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)

    def clear(self) -> None:
        """Show nothing."""
        if self.isVisible():
            self.setVisible(False)
            self._crowd.clear()
            self._kept.forget()
            self._of = ()

    def put(self, edges: Sequence[Edge], courses: Courses, which: NDArray[np.intp], style: Style) -> None:
        """Show those ``which``, in the accent's colour."""
        of = (edges, courses, style)
        same = bool(self._of) and of[:2] == self._of[:2] and style == self._of[2]
        changed = np.setxor1d(which, self._which, assume_unique=True) if same else which
        if not len(changed):
            return
        self._of, self._which = of, which
        self.prepareGeometryChange()
        self._crowd.put(edges, courses, which, style, selected=True)
        if same and not courses.curved:
            # A frame that grows takes in some at a time.
            self._kept.touch(self._crowd.covered(changed))
        else:
            self._kept.forget()
        self.setVisible(True)
        self.update()

    def hurry(self) -> None:
        """A zoom is under way."""
        self._kept.hurry()

    def settle(self) -> None:
        """A movement has ended: paint anew what was only stretched."""
        if self._kept.settle():
            self.update()

    def boundingRect(self) -> QRectF:
        return self._crowd.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self._kept.paint(painter, widget, self._crowd.paint, self._crowd.rect)


def _where_differs(
    old: tuple[tuple[Edge, ...], Courses, bool] | None, new: tuple[tuple[Edge, ...], Courses, bool]
) -> QRectF | None:
    """A rectangle in which alone two drawings of thousands of edges differ; None: who knows where."""
    if old is None or old[2] != new[2] or old[1].curved or new[1].curved:
        return None
    differ = QRectF()
    lost: list[list[int]] = []
    for edges, ends, others in ((old[0], old[1].ends, new[0]), (new[0], new[1].ends, old[0])):
        there = set(map(id, others))
        lost.append([i for i, edge in enumerate(edges) if id(edge) not in there])
        if len(lost[-1]) > _MOST_CHANGED:
            return None
        for i in lost[-1]:
            differ |= _box(ends[i])
    before, after = np.delete(old[1].ends, lost[0], axis=0), np.delete(new[1].ends, lost[1], axis=0)
    moved = np.flatnonzero((before != after).any(axis=1)).tolist()
    if len(moved) > _MOST_CHANGED:
        return None
    for i in moved:
        differ |= _box(before[i]) | _box(after[i])
    return differ


def _box(ends: NDArray[np.float64]) -> QRectF:
    """What a straight line covers; never empty, as a level one would be."""
    x0, y0, x1, y1 = ends.tolist()
    return QRectF(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).adjusted(-3, -3, 3, 3)


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
