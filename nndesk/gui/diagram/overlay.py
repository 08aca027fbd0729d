"""What is painted over the network for a moment: ring, band, marquee, guides, a value on its way.

Each is an item of its own with tight bounds, so that a moving band does not repaint the whole canvas.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.style import Palette
from nndesk.gui.painting import pixel_pen

if TYPE_CHECKING:
    from nndesk.document.document import Position
    from nndesk.gui.diagram.scene import DiagramScene

_ABOVE_NODES = 10.0
_BELOW_NODES = 0.5
_FAR = 1e5


class _Mark(QGraphicsItem):
    """Something painted over the canvas that the mouse passes through; hidden until it is shown."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)
        self.bounds = QRectF()

    def boundingRect(self) -> QRectF:
        return self.bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def put(self, bounds: QRectF) -> None:
        self.prepareGeometryChange()
        self.bounds = bounds
        self.setVisible(True)
        self.update()


class Ring(_Mark):
    """Around a node that can be connected: faint over its disc, strong where a drag would connect."""

    def __init__(self) -> None:
        super().__init__(_ABOVE_NODES)
        self.color = QColor()
        self.radius = 0.0
        self.strong = False

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        color = QColor(self.color)
        color.setAlphaF(0.9 if self.strong else 0.35)
        painter.setPen(QPen(color, 2.5 if self.strong else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), self.radius, self.radius)
        if self.strong:
            # Four small handles say: pull here.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawEllipse(QPointF(x * self.radius, y * self.radius), 3.5, 3.5)


class Band(_Mark):
    """The edge that a drag from a rim would make, and the node at its end where there is none yet."""

    def __init__(self) -> None:
        super().__init__(_ABOVE_NODES)
        self.color = QColor()
        self.line = QLineF()
        self.others: tuple[QLineF, ...] = ()
        self.refused = False
        self.ghost: QPointF | None = None
        self.radius = 0.0

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pen = QPen(self.color, 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self.refused:
            pen.setDashPattern([1.0, 2.2])
        painter.setPen(pen)
        for line in (self.line, *self.others):
            painter.drawLine(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        for line in (self.line, *self.others):
            painter.drawEllipse(line.p1(), 4, 4)
        if self.ghost is not None:
            color = QColor(self.color)
            painter.setPen(QPen(color, 1.5, Qt.PenStyle.DashLine))
            color.setAlphaF(0.08)
            painter.setBrush(color)
            painter.drawEllipse(self.ghost, self.radius, self.radius)
        elif self.refused:
            painter.drawEllipse(self.line.p2(), 5, 5)
        else:
            painter.drawEllipse(self.line.p2(), 4, 4)


class Ghosts(_Mark):
    """Nodes and edges that a release would make."""

    def __init__(self) -> None:
        super().__init__(_ABOVE_NODES)
        self.color = QColor()
        self.discs: tuple[tuple[QPointF, float], ...] = ()
        self.lines: tuple[QLineF, ...] = ()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        faint = QColor(self.color)
        faint.setAlphaF(0.5)
        painter.setPen(QPen(faint, 1.5))
        painter.drawLines(self.lines)
        painter.setPen(QPen(self.color, 1.5, Qt.PenStyle.DashLine))
        faint.setAlphaF(0.12)
        painter.setBrush(faint)
        for center, radius in self.discs:
            painter.drawEllipse(center, radius, radius)


class LitPath(_Mark):
    """A broad soft stroke under the nodes along some edges: the way that a refused edge would close."""

    def __init__(self) -> None:
        super().__init__(_BELOW_NODES)
        self.color = QColor()
        self.path = QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        color = QColor(self.color)
        color.setAlphaF(0.45)
        pen = QPen(color, 9.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)


class Marquee(_Mark):
    def __init__(self) -> None:
        super().__init__(_ABOVE_NODES)
        self.color = QColor()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        color = QColor(self.color)
        painter.setPen(pixel_pen(painter, QPen(color, 1.0)))
        color.setAlphaF(0.08)
        painter.setBrush(color)
        painter.drawRect(self.bounds)


class Guide(_Mark):
    """A hairline through everything that a dragged node is lined up with."""

    def __init__(self) -> None:
        super().__init__(_BELOW_NODES)
        self.color = QColor()
        self.line = QLineF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(pixel_pen(painter, QPen(self.color, 1.0, Qt.PenStyle.DashLine)))
        painter.drawLine(self.line)


class Flow(_Mark):
    """Values on their way along edges: a disc with a fading trail on each."""

    RADIUS = 8.0
    TRAIL = ((0.10, 0.45, 0.8), (0.19, 0.25, 0.65), (0.27, 0.12, 0.55))
    """Behind the disc, each: how far (as a part of the way), how opaque, how large."""

    def __init__(self) -> None:
        super().__init__(_ABOVE_NODES)
        self.color = QColor()
        self.ways: tuple[QPainterPath, ...] = ()
        self.part = 0.0

    def start(self, ways: Sequence[QPainterPath], color: QColor) -> None:
        self.ways, self.color, self.part = tuple(ways), color, 0.0
        bounds = QRectF()
        for way in self.ways:
            bounds |= way.boundingRect().adjusted(-12, -12, 12, 12)
        self.put(bounds)

    def show_at(self, part: float) -> None:
        self.part = part
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for behind, opacity, size in (*reversed(self.TRAIL), (0.0, 1.0, 1.0)):
            if self.part < behind:
                continue
            color = QColor(self.color)
            color.setAlphaF(opacity)
            painter.setBrush(color)
            for way in self.ways:
                painter.drawEllipse(
                    way.pointAtPercent(min(1.0, self.part - behind)), self.RADIUS * size, self.RADIUS * size
                )


class Overlay:
    """The marks of one scene, by what they say."""

    def __init__(self, scene: DiagramScene) -> None:
        self._scene = scene
        self.ring = Ring()
        self.target_ring = Ring()
        self.band = Band()
        self.ghosts = Ghosts()
        self.lit_path = LitPath()
        self.marquee = Marquee()
        self.guides = (Guide(), Guide())
        self.flow = Flow()
        for mark in self.marks:
            scene.addItem(mark)

    @property
    def marks(self) -> tuple[_Mark, ...]:
        return (
            self.ring, self.target_ring, self.band, self.ghosts, self.lit_path, self.marquee, *self.guides,
            self.flow,
        )  # fmt: skip

    def dress(self, palette: Palette) -> None:
        self._accent, self._refusal = QColor(palette.accent), QColor(palette.delta)
        self.marquee.color = QColor(palette.accent)
        for guide in self.guides:
            guide.color = QColor(palette.accent)
        self.lit_path.color = QColor(palette.delta)
        self.ring.color = QColor(palette.accent)
        self.ghosts.color = QColor(palette.accent)

    def show_ring(self, name: str | None, strong: bool = False) -> None:
        """Around the node under the pointer; strong over its rim, where a drag connects."""
        self._put_ring(self.ring, name, strong, self._accent)

    def show_band(
        self,
        source: str,
        end: Position | None,
        *,
        target: str | None = None,
        place: Position | None = None,
        path: Sequence[str] = (),
        refused: bool = False,
        others: Sequence[str] = (),
    ) -> None:
        """From ``source`` to the pointer, or to the ``target`` node, or to the ``place`` of a node to be.

        Args:
            path: nodes along edges to light: the way that a refused edge would close, or the edge that is
                there already.
            others: nodes that would be connected as well.
        """
        color = self._refusal if refused else self._accent
        self._put_ring(self.target_ring, target, True, color)
        self._light(path)
        if end is None:
            self.band.setVisible(False)
            return
        scene, band = self._scene, self.band
        stop, cut = QPointF(*end), 0.0
        if target is not None and not refused:
            stop, cut = QPointF(*scene.position(target)), scene.radius(target)
        elif place is not None:
            stop, cut = QPointF(*place), scene.neuron_radius
        band.line, band.color, band.refused = self._line(source, stop, cut), color, refused
        band.others = tuple(self._line(name, stop, cut) for name in others)
        band.ghost = QPointF(*place) if place is not None else None
        band.radius = scene.neuron_radius
        bounds = QRectF()
        for line in (band.line, *band.others):
            bounds |= QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)
        if band.ghost is not None:
            r = band.radius
            bounds |= QRectF(band.ghost.x() - r, band.ghost.y() - r, 2 * r, 2 * r)
        band.put(bounds.adjusted(-8, -8, 8, 8))

    def _line(self, source: str, stop: QPointF, cut: float) -> QLineF:
        """From the rim of ``source`` towards ``stop``, ending ``cut`` before it."""
        line, radius = QLineF(QPointF(*self._scene.position(source)), stop), self._scene.radius(source)
        length = line.length()
        if length > radius + cut:
            line = QLineF(line.pointAt(radius / length), line.pointAt(1 - cut / length))
        return line

    def hide_band(self) -> None:
        self.band.setVisible(False)
        self.target_ring.setVisible(False)
        self.lit_path.setVisible(False)

    def show_ghosts(
        self,
        discs: Sequence[tuple[Position, float]] = (),
        lines: Sequence[tuple[Position, Position]] = (),
    ) -> None:
        """Discs (centre, radius) and straight edges of nodes to be; none of them hides them."""
        ghosts = self.ghosts
        ghosts.discs = tuple((QPointF(*center), radius) for center, radius in discs)
        ghosts.lines = tuple(QLineF(*start, *end) for start, end in lines)
        if not discs:
            ghosts.setVisible(False)
            return
        bounds = QRectF()
        for center, radius in ghosts.discs:
            bounds |= QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        ghosts.put(bounds.adjusted(-2, -2, 2, 2))

    def show_marquee(self, area: QRectF | None) -> None:
        if area is None:
            self.marquee.setVisible(False)
        else:
            self.marquee.put(area)

    def show_guides(self, x: float | None, y: float | None) -> None:
        vertical, horizontal = self.guides
        self._put_guide(vertical, None if x is None else QLineF(x, -_FAR, x, _FAR))
        self._put_guide(horizontal, None if y is None else QLineF(-_FAR, y, _FAR, y))

    def _put_ring(self, ring: Ring, name: str | None, strong: bool, color: QColor) -> None:
        if name is None:
            ring.setVisible(False)
            return
        ring.radius, ring.strong, ring.color = self._scene.radius(name) + 4.0, strong, color
        ring.setPos(*self._scene.position(name))
        reach = ring.radius + 6
        ring.put(QRectF(-reach, -reach, 2 * reach, 2 * reach))

    def _light(self, path: Sequence[str]) -> None:
        ways = QPainterPath()
        for source, target in itertools.pairwise(path):
            ways.addPath(self._scene.way(source, target))
        if ways.isEmpty():
            self.lit_path.setVisible(False)
            return
        self.lit_path.path = ways
        self.lit_path.put(ways.boundingRect().adjusted(-6, -6, 6, 6))

    @staticmethod
    def _put_guide(guide: Guide, line: QLineF | None) -> None:
        if line is None:
            guide.setVisible(False)
            return
        guide.line = line
        guide.put(QRectF(line.p1(), line.p2()).adjusted(-1, -1, 1, 1))
