"""The veil over everything but one node, its inputs and its outputs, and the node's formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.focus import VEIL, Focus, Pill, focus_edge_items, focus_on, placed_pill
from nndesk.gui.diagram.kept_picture import KeptPicture
from nndesk.gui.painting import color, paint

if TYPE_CHECKING:
    from nndesk.figure.primitives import Item
    from nndesk.gui.diagram.scene import DiagramScene

_MARGIN = 10.0
"""Pixels between the formula and the rim of the viewport."""


class FocusVeil(QGraphicsItem):
    """Paints what :mod:`nndesk.figure.focus` describes over the canvas; hidden until it is shown.

    Attributes:
        part: how far the veil has come, from 0 to 1.
    """

    def __init__(self, scene: DiagramScene) -> None:
        super().__init__()
        self._scene = scene
        self._when_stretched = scene.stretch(self)
        self._kept = KeptPicture(self._when_stretched)
        self._hurried = False
        self.part = 0.0
        self.focus: Focus | None = None
        self._edges: tuple[Item, ...] = ()
        self._pill: Pill | None = None
        self._place = (0.0, 0.0)
        self._scale = 0.0
        self.setZValue(5.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)
        scene.addItem(self)

    def show_on(self, name: str) -> None:
        """Put ``name`` in focus, as the scene shows it now."""
        shown = self._scene.shown
        self.focus = focus_on(shown.document.network, name)
        self._edges = focus_edge_items(shown.document, self.focus, shown.style, shown.step)
        self._pill = None
        self._kept.forget()
        self.setVisible(True)
        self.update()

    def show_part(self, part: float) -> None:
        """Let the veil be so far there."""
        self.part = part
        self.update()

    def clear(self) -> None:
        """Show everything again."""
        self.focus, self._edges, self._pill = None, (), None
        self._kept.forget()
        self.setVisible(False)

    def hurry(self) -> None:
        """A zoom is under way: the formula grows and shrinks with the rest until it has ended."""
        self._hurried = True
        self._kept.hurry()

    def settle(self) -> None:
        """A movement has ended."""
        self._hurried = False
        if self.focus is not None:
            # Numbers may have come out by now.
            self._kept.forget()
            self.update()

    def pill_rect(self) -> QRectF:
        """Where the formula stands on the canvas, as last painted; empty without one."""
        if self._pill is None:
            return QRectF()
        return QRectF(*self._place, self._pill.width, self._pill.height)

    # --- painting ----------------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        return self._scene.sceneRect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.focus is None or widget is None:
            return
        world = painter.worldTransform()
        seen = world.inverted()[0].mapRect(QRectF(widget.rect()))
        painter.fillRect(seen, color(self._scene.shown.style.palette.panel, round(VEIL * self.part, 3)))
        painter.setOpacity(self.part)
        self._kept.paint(painter, widget, self._draw, seen)
        scale = option.levelOfDetailFromTransform(world)
        pill, place = self._formula(scale, seen)
        painter.translate(QPointF(*place))
        paint(painter, pill.items)
        painter.setOpacity(1.0)

    def _draw(self, painter: QPainter, hurry: bool = False) -> None:
        """The edges, nodes and numbers in focus."""
        assert self.focus is not None
        scene, world = self._scene, painter.worldTransform()
        scale = QStyleOptionGraphicsItem.levelOfDetailFromTransform(world)
        paint(painter, self._edges)
        for name in self.focus.nodes:
            painter.translate(*scene.position(name))
            paint(painter, scene.nodes[name].seen_at(scale))
            painter.setWorldTransform(world)
        for items in scene.labels.seen_on(self.focus.edges, scale):
            paint(painter, items)

    def _formula(self, scale: float, seen: QRectF) -> tuple[Pill, tuple[float, float]]:
        """The formula and its place, which it keeps as long as all of it can be seen."""
        assert self.focus is not None
        shown = self._scene.shown
        margin = _MARGIN / scale
        room = seen.adjusted(margin, margin, -margin, -margin)
        if self._hurried and self._pill is not None:
            self._when_stretched()
        elif self._pill is None or self._scale != scale or not room.contains(self.pill_rect()):
            self._scale = scale
            area = (room.left(), room.top(), room.right(), room.bottom())
            self._pill, self._place = placed_pill(
                shown.document, self.focus, shown.style, shown.known, area, scale
            )
        return self._pill, self._place
