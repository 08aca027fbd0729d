"""Layers over the edges for the weights' numbers, and one under them for the light behind lit nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.diagram import edge_geometries, label_places, weight_label_items
from nndesk.figure.edges import lock_badges
from nndesk.figure.labels import MOST_LABELS, WEIGHT_SIZE, chosen_places, magnified_places
from nndesk.figure.node_labels import type_scale
from nndesk.figure.nodes import glow_items
from nndesk.figure.primitives import moved
from nndesk.figure.style import Style
from nndesk.gui.diagram.detail import (
    MOST_LARGE,
    large_items,
    magnification,
    weights_magnified,
    weights_shown,
)
from nndesk.gui.diagram.layer import Layer, Part, covered, paint_exposed
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.figure.diagram import EdgePath
    from nndesk.figure.labels import LabelPlace
    from nndesk.figure.primitives import Item
    from nndesk.gui.diagram.edge_layer import EdgeLayer
    from nndesk.network.model import EdgeKey
    from nndesk.network.walk import Known, Step

LEAST_LOCK = 9.0
"""At least so many pixels high is the type that a lock on an edge goes with."""
_REACH = 200.0
"""So far from all edges no label reaches."""


class LabelLayer(Layer):
    """The weights on their edges, where there is room for them.

    They are laid out when somebody looks: most networks of a few dozen edges are shown at a zoom at which
    nobody could read them.
    """

    def __init__(self, when_stretched: Callable[[], None] | None = None) -> None:
        """``when_stretched``: see :class:`~nndesk.gui.diagram.kept_picture.KeptPicture`."""
        super().__init__()
        self._when_stretched = when_stretched
        self._hurried = False
        self._rested = self._waiting = False
        self.setZValue(3.0)
        self._style = Style()
        self._step: Step | None = None
        self._only: frozenset[EdgeKey] | None = None
        self._large_at: tuple[float, dict[EdgeKey, Part]] | None = None
        self._shown: tuple[Document, Known | None, EdgeLayer, bool] | None = None
        self._settled: tuple[Document, Style, Known | None] | None = None
        self._settled_places: Mapping[EdgeKey, LabelPlace] | None = None
        self._laid_out: dict[EdgeKey, Part] | None = {}
        self._locked: tuple[EdgeKey, ...] | None = None

    def show_state(
        self,
        document: Document,
        style: Style,
        known: Known | None,
        step: Step | None,
        edges: EdgeLayer,
        keep_places: bool,
        only: frozenset[EdgeKey] | None = None,
    ) -> None:
        """Show the weights of ``document`` along the courses of ``edges``; ``only`` of some, if it is given.

        With ``keep_places``, while a node is being dragged or the numbers stream, each label keeps its place
        relative to its edge; looking for the best place anew every time would make them jump about.
        """
        if not keep_places:
            self._settled, self._settled_places = (document, style, known), None
        self._style, self._step, self._only, self._large_at = style, step, only, None
        self._rested = self._waiting = False
        self._shown, self._laid_out, self._locked = (document, known, edges, keep_places), None, None
        reach = edges.content_rect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if reach != self._bounds:
            self.prepareGeometryChange()
            self._bounds = reach
        self.update()

    def show_only(self, only: frozenset[EdgeKey] | None) -> None:
        """Show the weights of these edges alone; None: of all."""
        if only != self._only:
            self._only, self._laid_out, self._large_at = only, None, None
            self._rested = self._waiting = False
            self.update()

    def hurry(self) -> None:
        """A zoom is under way: what is magnified grows and shrinks with the rest until it has ended."""
        self._hurried = True

    def settle(self) -> None:
        """A movement has ended."""
        self._hurried, self._rested, self._waiting = False, True, False
        if self._only:
            self.update()

    def _labels(self) -> dict[EdgeKey, Part]:
        if self._laid_out is None and self._shown is not None:
            document, known, _edges, _keep = self._shown
            self._laid_out = self._made(document, known, self._chosen(self._places()))
        return self._laid_out or {}

    def _chosen(self, places: Mapping[EdgeKey, LabelPlace]) -> Mapping[EdgeKey, LabelPlace]:
        """Those that are to be seen; what had no room among all may have it among them."""
        if self._only is None or self._shown is None:
            return places
        document, known, _edges, keep_places = self._shown
        if keep_places:
            return {key: place for key, place in places.items() if key in self._only}
        return chosen_places(document, self._only, self._style, known, places)

    def _places(self) -> Mapping[EdgeKey, LabelPlace]:
        if self._shown is None or self._settled is None:
            return {}
        document, _known, edges, keep_places = self._shown
        if self._settled_places is None:
            self._settled_places = label_places(*self._settled)
        if not keep_places:
            return self._settled_places
        courses = edge_geometries(self._settled[0])
        places = {}
        for key, place in self._settled_places.items():
            if document.network.has_edge(*key):
                (x0, y0), (x1, y1) = _middle(courses[key]), _middle(edges.path(key))
                places[key] = place._replace(x=place.x + x1 - x0, y=place.y + y1 - y0)
        return places

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        paint_exposed(painter, option.exposedRect, self._parts_at(scale).values())
        self._paint_locks(painter, scale)

    def _paint_locks(self, painter: QPainter, scale: float) -> None:
        """The locks of weights whose numbers are not painted, nor painted larger over this."""
        if self._shown is None or self._shown[3]:
            return
        document = self._shown[0]
        if self._locked is None:
            self._locked = tuple(edge.key for edge in document.network.edges if edge.locked)
        if self._locked:
            shown = self._parts_at(scale)
            large = self.hidden_at(scale)
            keys = (key for key in self._locked if key not in shown and key not in large)
            size = WEIGHT_SIZE * type_scale(self._style) * scale
            for badge in lock_badges(document, self._style, keys, max(1.0, LEAST_LOCK / size)):
                paint(painter, badge)

    def _parts_at(self, scale: float) -> dict[EdgeKey, Part]:
        hidden = self.hidden_at(scale)
        parts = self._labels() if self.legible_at(scale) else self._large(scale)
        return {key: part for key, part in parts.items() if key not in hidden}

    def _large(self, scale: float) -> dict[EdgeKey, Part]:
        """The few numbers that somebody has asked for, so large that they can be read at this zoom."""
        if not self._only or len(self._only) > MOST_LARGE or self._shown is None or self._shown[3]:
            return {}
        crowded = len(self._shown[0].network.edges) > MOST_LABELS
        stale = self._large_at is None or self._large_at[0] != scale
        if self._when_stretched is not None and self._hurried and self._large_at is not None:
            self._when_stretched()
        elif self._when_stretched is not None and crowded and stale and not self._rested:
            # In a crowd they come out when the pointer rests: to find places takes longer than a frame.
            if not self._waiting:
                self._waiting = True
                self._when_stretched()
        elif stale:
            document, known, _edges, _keep = self._shown
            by = magnification(self._style, scale)
            places = magnified_places(document, sorted(self._only), self._style, known, by)
            self._large_at = (scale, self._made(document, known, places))
        return self._large_at[1] if self._large_at is not None else {}

    def _made(
        self, document: Document, known: Known | None, places: Mapping[EdgeKey, LabelPlace]
    ) -> dict[EdgeKey, Part]:
        labels = {
            key: weight_label_items(document, key, self._style, place, known, self._step)
            for key, place in places.items()
        }
        return {key: (covered(items), items) for key, items in labels.items()}

    def seen_at(self, scale: float) -> dict[EdgeKey, tuple[Item, ...]]:
        """The numbers that are painted at this zoom."""
        return {key: items for key, (_rect, items) in self._parts_at(scale).items()}

    def seen_on(self, keys: Iterable[EdgeKey], scale: float) -> Iterator[tuple[Item, ...]]:
        """What is painted on these edges at this zoom."""
        if self.legible_at(scale):
            labels, hidden = self._labels(), self.hidden_at(scale)
            yield from (labels[key][1] for key in keys if key in labels and key not in hidden)
        else:
            large = self._large(scale)
            yield from (large[key][1] for key in keys if key in large)

    def hidden_at(self, scale: float) -> frozenset[EdgeKey]:
        """The edges whose numbers are painted larger at this zoom, and so not here."""
        if self._step is None or not weights_magnified(self._step, self._style, scale):
            return frozenset()
        return frozenset(self._step.edges)

    def legible_at(self, scale: float) -> bool:
        """Whether the numbers are painted at this zoom."""
        return weights_shown(self._style, scale)

    def at(self, x: float, y: float) -> EdgeKey | None:
        """The edge whose number is there."""
        for key, (rect, _items) in self._labels().items():
            if rect.contains(x, y):
                return key
        return None

    def center(self, key: EdgeKey) -> QPointF | None:
        """The middle of an edge's number; None if it has none on show."""
        part = self._labels().get(key)
        return None if part is None else part[0].center()


class FocusLayer(QGraphicsItem):
    """Over everything: what the shown step is about, where the zoom has made it too small to be read."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Document, Style, Known | None, Step | None] | None = None
        self._scale = 0.0
        self._items: tuple[Item, ...] = ()
        self._bounds = QRectF()
        self.setZValue(4.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_state(self, document: Document, style: Style, known: Known | None, step: Step | None) -> None:
        self._shown = (document, style, known, step)
        self._scale = 0.0
        xs, ys = zip(*document.positions.values(), strict=True) if document.positions else ((0.0,), (0.0,))
        self.prepareGeometryChange()
        # How far the labels reach depends on the zoom; at none do they reach farther than this.
        self._bounds = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self._bounds.adjust(-1000, -1000, 1000, 1000)
        self.update()

    def seen_at(self, scale: float) -> tuple[Item, ...]:
        """What is painted at this zoom."""
        if self._shown is not None and scale != self._scale:
            self._scale = scale
            self._items = large_items(*self._shown, scale)
        return self._items

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint(painter, self.seen_at(option.levelOfDetailFromTransform(painter.worldTransform())))


class GlowLayer(Layer):
    """Behind everything: the soft light of the nodes that the shown step concerns."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-1.0)

    def show_state(self, document: Document, style: Style, step: Step | None) -> None:
        lit = step.nodes if step is not None else ()
        self.put(
            moved(glow_items(document, name, style, step), *document.positions[name])
            for name in lit
            if name in document.positions
        )


def _middle(path: EdgePath | None) -> Position:
    return path.point(0.5) if path is not None else (0.0, 0.0)
