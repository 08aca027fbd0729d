"""A node on the screen: the very primitives that exports paint, kept until the node changes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import node_boxes, node_items, radius_of
from nndesk.figure.node_labels import label_points
from nndesk.figure.primitives import Arc, Disc
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.walk import Known

LEGIBLE = 0.25
"""Below this zoom nobody could read what stands in and around a disc, so it is not painted."""
HALO = 3.0
"""Text is painted over a broad outline of the panel's colour; it reaches this far beyond the text."""


class NodeItem(QGraphicsItem):
    """Paints one node around its own origin. It is a picture: the mouse is the view's business.

    Attributes:
        name: of the node.
        radius: of its disc.
        items: its primitives.
        boxes: rectangles of the labels around the disc, by part, as ``node_boxes`` gives them.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.radius = 0.0
        self.boxes: dict[str, QRectF] = {}
        self._state: Hashable = None
        self.items: tuple[Item, ...] = ()
        self._shapes: tuple[Item, ...] = ()
        self._bounds = QRectF()
        self.setZValue(2.0)
        # Words take the time of a hundred lines, and while a network trains every call of Qt may have to wait
        # for that thread: what has not changed is moved as a picture.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_state(self, document: Document, style: Style, known: Known | None, selected: bool) -> bool:
        """Look like this; does nothing, and returns False, if it already does."""
        state = _state(document, self.name, style, known, selected)
        if state == self._state:
            return False
        self._state = state
        self.radius = radius_of(document, self.name)
        self.items = node_items(document, self.name, style, known, None, selected)
        self._shapes = tuple(item for item in self.items if isinstance(item, Disc | Arc))
        boxes = node_boxes(document, self.name, style, known)
        self.boxes = {part: QRectF(*rect) for part, rect in boxes.items()}
        left, top, right, bottom = bounds(self.items) or (0.0, 0.0, 0.0, 0.0)
        new_bounds = QRectF(left, top, right - left, bottom - top).adjusted(-HALO, -HALO, HALO, HALO)
        if new_bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = new_bounds
        self.update()
        return True

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QRectF(-self.radius, -self.radius, 2 * self.radius, 2 * self.radius))
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        paint(painter, self.items if scale >= LEGIBLE else self._shapes)


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
