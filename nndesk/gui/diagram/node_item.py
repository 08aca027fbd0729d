"""A node on the screen: the very primitives that exports paint, kept until the node changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import node_boxes, node_items, radius_of
from nndesk.figure.node_labels import (
    DELTA_SIZE,
    LABEL_SIZE,
    NAME_SIZE,
    fitted,
    label_points,
    node_label_items,
    room_for_name,
    type_scale,
)
from nndesk.figure.nodes import SIGNAL_SIZE, VALUE_SIZE, far_body_items
from nndesk.figure.primitives import Label, Text
from nndesk.gui.diagram.detail import LEAST, LEAST_NAME, MOST_NAME, SHOWN
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.fields import NodeFields
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.walk import Known

LEGIBLE = 0.25
"""Below this zoom nobody can read what stands in and around a disc."""
HALO = 3.0
"""Text is painted over a broad outline of the panel's colour; it reaches this far beyond the text."""


class NodeItem(QGraphicsItem):
    """Paints one node around its own origin. It is a picture: the mouse is the view's business.

    Primitives are made when somebody looks at them: of a thousand nodes most are seen from afar.

    Attributes:
        name: of the node.
        radius: of its disc.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.radius = 0.0
        self._state: Hashable = None
        self._items: tuple[Item, ...] | None = None
        self._labels: tuple[Item, ...] = ()
        self._boxes: dict[str, QRectF] | None = None
        self._made_from: tuple[Document, Style, Known | None, bool, NodeFields | None] | None = None
        self._bounds: QRectF | None = None
        self.setZValue(2.0)
        # Words take the time of a hundred lines, and while a network trains every call of Qt may have to wait
        # for that thread: what has not changed is moved as a picture.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_state(
        self,
        document: Document,
        style: Style,
        known: Known | None,
        selected: bool,
        fields: NodeFields | None = None,
    ) -> bool:
        """Look like this; does nothing, and returns False, if it already does."""
        state = (
            _state(document, self.name, style, known, selected),
            _map(document, self.name, style, fields),
        )
        if state == self._state:
            return False
        self._state = state
        self.radius = radius_of(document, self.name)
        self._made_from = (document, style, known, selected, fields)
        self._items = self._boxes = None
        if self.isVisible():
            old, self._bounds = self._bounds, None
            if self.boundingRect() != old:
                self.prepareGeometryChange()
            self.update()
        else:
            self._bounds = None
        return True

    @property
    def items(self) -> tuple[Item, ...]:
        """The node's primitives."""
        if self._items is None:
            if self._made_from is None:
                return ()
            document, style, known, selected, fields = self._made_from
            self._items = node_items(document, self.name, style, known, None, selected, fields)
            self._labels = node_label_items(document, self.name, style, known)
        return self._items

    @property
    def boxes(self) -> dict[str, QRectF]:
        """Rectangles of the labels around the disc, by part, as ``node_boxes`` gives them."""
        if self._boxes is None:
            if self._made_from is None:
                return {}
            document, style, known, _selected, _fields = self._made_from
            boxes = node_boxes(document, self.name, style, known)
            self._boxes = {part: QRectF(*rect) for part, rect in boxes.items()}
        return self._boxes

    def boundingRect(self) -> QRectF:
        if self._bounds is None:
            if not self.items:
                return QRectF()
            name = next(item for item in self._labels if isinstance(item, Label))
            left, top, right, bottom = bounds((*self.items, _grown(name, MOST_NAME))) or (0.0, 0.0, 0.0, 0.0)
            rect = QRectF(left, top, right - left, bottom - top)
            self._bounds = rect.adjusted(-HALO, -HALO, HALO, HALO)
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QRectF(-self.radius, -self.radius, 2 * self.radius, 2 * self.radius))
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        paint(painter, self.seen_at(scale))

    def seen_at(self, scale: float) -> tuple[Item, ...]:
        """What is painted at this zoom: from afar names and outputs, from farther away only shapes."""
        if self._made_from is None:
            return ()
        document, style, known, selected, fields = self._made_from
        # From where no name of the usual size can be read, something of every node is left out.
        far = NAME_SIZE * type_scale(style) * scale < LEAST
        if not far and all(_is_legible(item, scale) for item in self.items):
            return self.items
        if SIGNAL_SIZE * type_scale(style) * scale < LEAST:
            size = max(VALUE_SIZE * type_scale(style), SHOWN / scale)
            # No text in a disc lower than the least type.
            size = size if 2 * self.radius * scale > LEAST_NAME else 0.0
            body = far_body_items(document, self.name, style, known, selected, size, fields)
            body = tuple(i for i in body if not isinstance(i, Text) or i.size * scale >= LEAST_NAME)
        else:
            body = self.items[: len(self.items) - len(self._labels)]
            body = tuple(item for item in body if _is_legible(item, scale))
        if far and max(MOST_NAME, NAME_SIZE * type_scale(style)) * scale < min(LEAST_NAME, 0.75 * LEAST):
            return body
        _ = self.items
        grown = 0.0
        if DELTA_SIZE * type_scale(style) * scale < LEAST:
            grown = min(SHOWN / scale, room_for_name(document, self.name))
        return (*body, *_legible(self._labels, scale, grown))

    def shows(self, part: str, scale: float) -> bool:
        """Whether that label around the disc is painted at this zoom."""
        size, least = (NAME_SIZE, LEAST_NAME) if part == "name" else (LABEL_SIZE, LEAST)
        return self._made_from is not None and size * type_scale(self._made_from[1]) * scale >= least


def _legible(labels: tuple[Item, ...], scale: float, grown: float) -> Iterator[Item]:
    """Those of the labels around a disc, the name first, that can be read. A box belongs to the next one.

    The name grows to the size ``grown``: once the others are gone there is room for it.
    """
    boxes: list[Item] = []
    for i, item in enumerate(labels):
        if not isinstance(item, Label):
            boxes.append(item)
            continue
        if i == 0:
            item = _grown(item, grown)
        if _is_legible(item, scale, LEAST_NAME if i == 0 else LEAST):
            yield from (*boxes, item)
        boxes = []


def _grown(name: Label, size: float) -> Label:
    """A node's name in type of ``size``, as far as there is room for it."""
    return replace(name, size=max(name.size, fitted(name.latex, min(size, MOST_NAME))))


def _is_legible(item: Item, scale: float, least: float = LEAST) -> bool:
    # What had to shrink, as it is long, may be lower: better that than nothing.
    low = min(least, 0.75 * LEAST)
    if isinstance(item, Text | Label):
        return item.size * scale >= (least if item.size >= SIGNAL_SIZE else low)
    return True


def _map(document: Document, name: str, style: Style, fields: NodeFields | None) -> Hashable:
    """The map in the disc, and where the example stands in it."""
    if fields is None or style.faces != "field":
        return None
    return (fields.window, fields.shades.get(name), document.example.x)


def _state(document: Document, name: str, style: Style, known: Known | None, selected: bool) -> Hashable:
    """Everything that the node's primitives are made from. Equal states look the same."""
    network, example = document.network, document.example
    if name in network.topology.node_at:
        what: Hashable = network.node(name)
    else:
        what = example.x[network.inputs.index(name)]
    target = example.t[network.outputs.index(name)] if name in network.outputs else None
    numbers: Hashable = None
    if known is not None:
        numbers = (known.s.get(name), known.z.get(name), known.delta.get(name), known.db.get(name))
    places = label_points(document, name, style, known)
    return (what, target, numbers, style, selected, places)
