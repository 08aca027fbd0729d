"""A graphics item that paints groups of primitives, each only where it is exposed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import bounds
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.figure.primitives import Item

Part = tuple[QRectF, "tuple[Item, ...]"]
"""Primitives that are painted together or not at all, and what they cover."""


def covered(items: tuple[Item, ...]) -> QRectF:
    """What ``items`` cover, with room for soft rims; never empty: an empty one intersects nothing."""
    left, top, right, bottom = bounds(items) or (0.0, 0.0, 0.0, 0.0)
    return QRectF(left, top, right - left, bottom - top).adjusted(-3, -3, 3, 3)


def paint_exposed(painter: QPainter, exposed: QRectF, parts: Iterable[Part]) -> None:
    """Paint the parts that reach into ``exposed``."""
    for rect, items in parts:
        if exposed.intersects(rect):
            paint(painter, items)


class Layer(QGraphicsItem):
    """Primitives in document coordinates, deaf to the mouse."""

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[Part, ...] = ()
        self._groups: tuple[tuple[Item, ...], ...] = ()
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def put(self, groups: Iterable[tuple[Item, ...]]) -> None:
        """Paint these from now on, each group as one part."""
        groups = tuple(groups)
        if groups == self._groups:
            return
        self._groups = groups
        self.parts = tuple((covered(items), items) for items in groups)
        total = QRectF()
        for rect, _items in self.parts:
            total |= rect
        self.prepareGeometryChange()
        self._bounds = total
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint_exposed(painter, option.exposedRect, self.parts)
