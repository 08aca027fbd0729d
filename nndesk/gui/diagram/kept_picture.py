"""A picture of what stays the same while something is painted over it, or one pans or zooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic, thread_time
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QWidget

_EXACT = 1e-6
_LASTING = 0.25
"""Seconds after a change of zoom within which another one is the same movement."""
_MOST_STRETCHED = 2.2
_QUICK = 0.003
"""What takes no longer than this, in seconds, is painted anew in each frame of a zoom."""
_MOST_PARTS = 4
MOST_TOUCHED = 200
"""With more places changed than this all is painted anew."""


class Draw(Protocol):
    """Paints all there is; it may leave out what its painter's clip leaves out.

    In a ``hurry`` it is for the time of a movement: fast, and as fine as one can see then.
    """

    def __call__(self, painter: QPainter, hurry: bool = False) -> None: ...


class KeptPicture:
    """Paints something once, and from then on the picture that came out.

    While one zooms, the picture of the last zoom is stretched, and painted anew when the movement has ended;
    a single change of zoom is painted at once. What a zoom outwards brings into sight comes from the last
    picture that had all in it, however coarse it is there.

    Qt's own cache of a graphics item shows a large one at a wrong place once its bounds have changed.
    """

    def __init__(self, when_stretched: Callable[[], None] | None = None) -> None:
        """``when_stretched`` is called whenever a stretched picture has been shown, and shall see to it that
        :meth:`settle` is called soon; without it no picture is stretched."""
        self._when_stretched = when_stretched
        self._picture: QPixmap | None = None
        self._overview: tuple[QPixmap, QTransform, bool] | None = None
        """A picture that all is in, its transform, and whether it was made in a hurry."""
        self._seen: tuple[int, int, float] | None = None
        self._transform = QTransform()  # that of the picture
        self._scale = 0.0  # that was last asked for
        self._zoomed_at = 0.0
        self._took = 0.0
        self._stretched = False
        self._coarse = False  # The picture was made in a hurry.
        self._touched: list[QRectF] = []

    def forget(self) -> None:
        """What is to be painted has changed."""
        self._picture = self._overview = None
        self._touched = []

    def touch(self, area: QRectF) -> None:
        """What is to be painted has changed inside ``area``, in the coordinates of the painter."""
        self._touched.append(area)
        self._overview = None
        if len(self._touched) > MOST_TOUCHED:
            self.forget()

    def hurry(self) -> None:
        """A zoom is under way: do not paint anew for its first picture either."""
        self._zoomed_at = monotonic()

    def settle(self) -> bool:
        """The movement has ended: if the picture was stretched, forget it, and tell so."""
        if self._stretched:
            self._stretched = False
            self._picture = None
            self._touched = []
            return True
        return False

    def paint(self, painter: QPainter, widget: QWidget | None, draw: Draw, covered: QRectF) -> None:
        """Have ``draw`` paint with ``painter``, which paints on all of ``widget``, or show its picture.

        ``covered`` is where there is anything to paint, in the coordinates of the painter.
        """
        if widget is None:
            draw(painter)
            return
        transform, ratio = painter.worldTransform(), widget.devicePixelRatioF()
        seen = (widget.width(), widget.height(), ratio)
        if seen != self._seen:
            self._picture = self._overview = None
        self._seen = seen
        goes_on = self._goes_on(transform.m11())
        moved = _shift(self._transform, transform, ratio)
        if self._picture is not None and moved is None and goes_on:
            stretch = transform.m11() / self._transform.m11()
            if stretch > _MOST_STRETCHED:
                self._paint_anew(painter, widget, draw, covered, hurry=True)
            elif stretch < 1 / _MOST_STRETCHED and self._overview is not None:
                # More of the widget is shown by this one, and finer.
                self._picture, self._transform, self._coarse = self._overview
            self._stretch(painter, widget, draw, covered)
            return
        self._stretched = False
        if moved is None or self._picture is None or self._coarse:
            self._paint_anew(painter, widget, draw, covered)
        else:
            self._move(moved, painter, draw)
        self._touched = []
        self._show(painter)

    def _paint_anew(
        self, painter: QPainter, widget: QWidget, draw: Draw, covered: QRectF, hurry: bool = False
    ) -> None:
        """Make the picture as ``painter`` would have it now."""
        self._transform = painter.worldTransform()
        self._picture, self._coarse = _empty(widget), hurry
        began = thread_time()
        self._draw(QRegion(self._picture.rect()), painter, draw, hurry)
        if not hurry:
            self._took = thread_time() - began
        if QRectF(widget.rect()).contains(self._transform.mapRect(covered)):
            self._overview = (QPixmap(self._picture), self._transform, hurry)

    def _move(self, moved: QPoint, painter: QPainter, draw: Draw) -> None:
        """Shift the picture, and paint what this uncovers and what has changed."""
        assert self._picture is not None
        whole, new = self._picture.rect(), QRegion()
        if not moved.isNull():
            self._picture.scroll(moved.x(), moved.y(), whole, new)
        self._transform, ratio = painter.worldTransform(), self._picture.devicePixelRatio()
        to_pixels = self._transform * QTransform.fromScale(ratio, ratio)
        for area in self._touched:
            new |= QRegion(to_pixels.mapRect(area).toAlignedRect().adjusted(-2, -2, 2, 2) & whole)
        # By its rectangles: the two strips that a pan uncovers have all of the canvas between them.
        for part in _parts(new):
            self._draw(part, painter, draw)

    def _show(self, painter: QPainter) -> None:
        assert self._picture is not None
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._picture)
        painter.restore()

    def _goes_on(self, scale: float) -> bool:
        """Whether a zoom is under way in which there is no time to paint anew."""
        now = monotonic()
        lasting = now - self._zoomed_at < _LASTING
        zoomed, self._scale = scale != self._scale, scale
        if zoomed:
            self._zoomed_at = now
        return self._when_stretched is not None and self._took > _QUICK and lasting and not self._touched

    def _stretch(self, painter: QPainter, widget: QWidget, draw: Draw, covered: QRectF) -> None:
        """Show the picture of another zoom, and around it the one that all is in."""
        assert self._picture is not None
        world, seen = painter.worldTransform(), widget.rect()
        by = self._transform.inverted()[0] * world
        rest = QRegion(seen) - QRegion(by.mapRect(QRectF(seen)).toRect())
        rest &= world.mapRect(covered).toAlignedRect()
        painter.save()
        painter.setWorldTransform(by)
        painter.drawPixmap(0, 0, self._picture)
        if not rest.isEmpty():
            overview, transform, _ = self._overview or self._take_in_all(painter, widget, draw, covered)
            painter.resetTransform()
            painter.setClipRegion(rest, Qt.ClipOperation.IntersectClip)
            painter.setWorldTransform(transform.inverted()[0] * world)
            painter.drawPixmap(0, 0, overview)
        painter.restore()
        self._stretched = True
        if self._when_stretched is not None:
            self._when_stretched()

    def _take_in_all(
        self, like: QPainter, widget: QWidget, draw: Draw, covered: QRectF
    ) -> tuple[QPixmap, QTransform, bool]:
        """Make a picture that all is in, in a hurry."""
        room = QRectF(widget.rect())
        scale = min(room.width() / covered.width(), room.height() / covered.height())
        transform = QTransform.fromTranslate(room.center().x(), room.center().y())
        transform.scale(scale, scale)
        transform.translate(-covered.center().x(), -covered.center().y())
        self._overview = (_empty(widget), transform, True)
        _paint_on(self._overview[0], transform, None, like, draw, hurry=True)
        return self._overview

    def _draw(self, region: QRegion, like: QPainter, draw: Draw, hurry: bool = False) -> None:
        """Paint that part of the picture, in its pixels, anew."""
        assert self._picture is not None
        _paint_on(self._picture, self._transform, region, like, draw, hurry)


def _empty(widget: QWidget) -> QPixmap:
    """A picture as large and as fine as ``widget``."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _paint_on(
    picture: QPixmap, world: QTransform, region: QRegion | None, like: QPainter, draw: Draw, hurry: bool
) -> None:
    """Paint ``region``, in pixels, of ``picture`` anew; without one all of it, which is empty."""
    painter = QPainter(picture)
    if region is not None:
        ratio = picture.devicePixelRatio()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setClipRegion(region)
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(QRect(QPoint(), picture.size()), Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setRenderHints(like.renderHints())
    painter.setWorldTransform(world)
    draw(painter, hurry)
    painter.end()


def _parts(region: QRegion) -> Iterable[QRegion]:
    """``region`` in few pieces."""
    if region.rectCount() > _MOST_PARTS:
        return (region,)
    return (QRegion(rect) for rect in region)


def _shift(old: QTransform, new: QTransform, ratio: float) -> QPoint | None:
    """By how many whole pixels of the screen ``new`` is moved against ``old``; None if that is not all."""
    turned = (old.m11() - new.m11(), old.m12() - new.m12(), old.m21() - new.m21(), old.m22() - new.m22())
    if any(abs(change) > _EXACT for change in turned):
        return None
    x, y = (new.dx() - old.dx()) * ratio, (new.dy() - old.dy()) * ratio
    if abs(x - round(x)) > _EXACT or abs(y - round(y)) > _EXACT:
        return None
    return QPoint(round(x), round(y))
