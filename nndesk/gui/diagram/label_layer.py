"""Layers over the edges for the weights' numbers, and one under them for the light behind lit nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.diagram import label_places, weight_label_items
from nndesk.figure.nodes import glow_items
from nndesk.figure.primitives import moved
from nndesk.figure.style import Style
from nndesk.gui.diagram.detail import large_items, weights_magnified, weights_shown
from nndesk.gui.diagram.layer import Layer, covered, paint_exposed
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.figure.diagram import EdgePath
    from nndesk.figure.labels import LabelPlace
    from nndesk.figure.primitives import Item
    from nndesk.gui.diagram.edge_layer import EdgeLayer
    from nndesk.network.model import EdgeKey
    from nndesk.network.walk import Known, Step


class LabelLayer(Layer):
    """The weights on their edges, where there is room for them."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(3.0)
        self._style = Style()
        self._step: Step | None = None
        self._places: Mapping[EdgeKey, LabelPlace] = {}
        self._middles: dict[EdgeKey, Position] = {}
        self._rects: dict[EdgeKey, QRectF] = {}

    def show_state(
        self,
        document: Document,
        style: Style,
        known: Known | None,
        step: Step | None,
        edges: EdgeLayer,
        keep_places: bool,
    ) -> None:
        """Show the weights of ``document`` along the courses of ``edges``.

        With ``keep_places``, while a node is being dragged or the numbers stream, each label keeps its place
        relative to its edge; looking for the best place anew every time would make them jump about.
        """
        if keep_places:
            places = {}
            for key, place in self._places.items():
                if not document.network.has_edge(*key):
                    continue
                (x0, y0), (x1, y1) = self._middles[key], _middle(edges.path(key))
                places[key] = place._replace(x=place.x + x1 - x0, y=place.y + y1 - y0)
        else:
            places = dict(label_places(document, style, known))
            self._places = places
            self._middles = {key: _middle(edges.path(key)) for key in places}
        self._style, self._step = style, step
        labels = {
            key: weight_label_items(document, key, style, place, known, step) for key, place in places.items()
        }
        self._rects = {key: covered(items) for key, items in labels.items()}
        self.put(labels.values())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if not self.legible_at(scale):
            return
        hidden = [self._rects[key] for key in self.hidden_at(scale) if key in self._rects]
        paint_exposed(painter, option.exposedRect, (part for part in self.parts if part[0] not in hidden))

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
        for key, rect in self._rects.items():
            if rect.contains(x, y):
                return key
        return None

    def center(self, key: EdgeKey) -> QPointF | None:
        """The middle of an edge's number; None if it has none on show."""
        rect = self._rects.get(key)
        return None if rect is None else rect.center()


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
