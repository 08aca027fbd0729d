"""Hundreds of nodes as one item: to ask a thousand items what they show takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.gui.diagram.kept_picture import MOST_TOUCHED, KeptPicture
from nndesk.gui.painting import paint

if TYPE_CHECKING:
    from nndesk.document.document import Position
    from nndesk.figure.primitives import Item
    from nndesk.gui.diagram.node_item import NodeItem

MANY = 100
"""With more nodes than this one item paints them all."""
REACH = 190.0
"""A node and its labels reach at most so far from its centre."""


class NodeCrowd(QGraphicsItem):
    """Paints nodes, where they are exposed, into a picture that is kept; all but those that are dragged."""

    def __init__(self, when_stretched: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._kept = KeptPicture(when_stretched)
        self._nodes: Mapping[str, NodeItem] = {}
        self._names: list[str] = []
        self._places: Mapping[str, Position] = {}
        self._centers = np.zeros((0, 2))
        self._apart: frozenset[str] = frozenset()
        self._changed: set[str] = set()
        self._painted: dict[str, tuple[Item, ...]] = {}
        self._painted_at = 0.0
        self._bounds = QRectF()
        self.setZValue(2.0)
        self.setVisible(False)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def put(
        self,
        nodes: Mapping[str, NodeItem],
        places: Mapping[str, Position],
        changed: Iterable[str],
        apart: frozenset[str] = frozenset(),
    ) -> None:
        """Paint ``nodes`` at their ``places``, of which those ``changed`` look otherwise than before.

        Args:
            apart: those that are left out, as they paint themselves.
        """
        self._changed.update(changed)
        moved: list[str] = [name for name in apart ^ self._apart if name in nodes]
        for name in moved:
            nodes[name].setVisible(name in apart)
        if not self.isVisible():
            for name, item in nodes.items():
                item.setVisible(name in apart)
            self.setVisible(True)
            self._kept.forget()
        if places is not self._places:
            before, self._places = self._places, places
            moved += [name for name, at in places.items() if before.get(name) != at]
            for name in (*(name for name in before if name not in places), *moved):
                if name in before:
                    self._touch(before[name])
            self._names = list(places)
            self._centers = np.array(list(places.values()), dtype=np.float64).reshape(-1, 2)
            left, top, right, bottom = (0.0,) * 4
            if len(self._centers):
                (left, top), (right, bottom) = self._centers.min(axis=0), self._centers.max(axis=0)
            self.prepareGeometryChange()
            self._bounds = QRectF(left, top, right - left, bottom - top).adjusted(
                -REACH, -REACH, REACH, REACH
            )
        self._nodes, self._apart = nodes, apart
        for name in moved:
            self._touch(places[name])
        if moved or self._changed:
            self.update()

    def clear(self) -> None:
        """Paint nothing: the nodes paint themselves."""
        if self.isVisible():
            self.setVisible(False)
            for item in self._nodes.values():
                item.setVisible(True)
            self._nodes, self._names, self._places = {}, [], {}
            self._changed, self._painted = set(), {}
            self._kept.forget()

    def hurry(self) -> None:
        """A zoom is under way."""
        self._kept.hurry()

    def settle(self) -> None:
        """A movement has ended: paint anew what was only stretched."""
        if self._kept.settle():
            self.update()

    def _touch(self, at: Position) -> None:
        self._kept.touch(QRectF(at[0] - REACH, at[1] - REACH, 2 * REACH, 2 * REACH))

    # --- painting ----------------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        # What has changed in a node is often not to be seen from so far away.
        scale = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        if len(self._changed) > MOST_TOUCHED:
            self._kept.forget()
        elif scale == self._painted_at:
            for name in self._changed:
                if name in self._places and self._painted.get(name) != self._nodes[name].seen_at(scale):
                    self._touch(self._places[name])
        elif self._changed:
            self._kept.forget()
        self._changed = set()
        self._kept.paint(painter, widget, self._draw, self._bounds)

    def _draw(self, painter: QPainter, hurry: bool = False) -> None:
        world = painter.worldTransform()
        scale = QStyleOptionGraphicsItem.levelOfDetailFromTransform(world)
        if scale != self._painted_at and not hurry:
            self._painted, self._painted_at = {}, scale
        for i in self._exposed(painter):
            name = self._names[i]
            if name in self._apart:
                continue
            painter.setWorldTransform(world)
            painter.translate(*self._places[name])
            seen = self._nodes[name].seen_at(scale)
            paint(painter, seen)
            if not hurry:
                self._painted[name] = seen
        painter.setWorldTransform(world)

    def _exposed(self, painter: QPainter) -> list[int]:
        """The nodes that reach into what the painter may paint on."""
        if not painter.hasClipping():
            return list(range(len(self._names)))
        found: list[int] = np.flatnonzero(within(self._centers, painter.clipBoundingRect())).tolist()
        return found


def within(centers: np.ndarray, area: QRectF) -> np.ndarray:
    """Which of the nodes at ``centers`` reach into ``area``."""
    low = np.array((area.left() - REACH, area.top() - REACH))
    high = np.array((area.right() + REACH, area.bottom() + REACH))
    return np.asarray(((centers >= low) & (centers <= high)).all(axis=1))
