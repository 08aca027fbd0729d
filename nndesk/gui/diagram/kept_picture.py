"""A picture of what stays the same while something is painted over it, or one pans or zooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic, thread_time

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QWidget

_EXACT = 1e-6
_LASTING = 0.25
"""Seconds after a change of zoom within which another one is the same movement."""
_MOST_STRETCHED = 2.2
_QUICK = 0.006
"""What takes no longer than this, in seconds, is painted anew in each frame of a zoom."""
_MOST_PARTS = 4
_MOST_TOUCHED = 200
"""With more places changed than this all is painted anew."""


class KeptPicture:
    """Paints something once, and from then on the picture that came out.

    While one zooms, the picture of the last zoom is stretched, and painted anew when the movement has ended;
    a single change of zoom is painted at once.

    Qt's own cache of a graphics item shows a large one at a wrong place once its bounds have changed.
    """

    def __init__(self, when_stretched: Callable[[], None] | None = None) -> None:
        """``when_stretched`` is called whenever a stretched picture has been shown, and shall see to it that
        :meth:`settle` is called soon; without it no picture is stretched."""
        self._when_stretched = when_stretched
        self._picture: QPixmap | None = None
        self._seen: tuple[int, int, float] | None = None
        self._transform = QTransform()  # that of the picture
        self._scale = 0.0  # that was last asked for
        self._zoomed_at = 0.0
        self._took = 0.0
        self._stretched = False
        self._touched: list[QRectF] = []

    def forget(self) -> None:
        """What is to be painted has changed."""
        self._picture = None
        self._touched = []

    def touch(self, area: QRectF) -> None:
        """What is to be painted has changed inside ``area``, in the coordinates of the painter."""
        self._touched.append(area)
        if len(self._touched) > _MOST_TOUCHED:
            self.forget()

    def hurry(self) -> None:
        """A zoom is under way: do not paint anew for its first picture either."""
        self._zoomed_at = monotonic()

    def settle(self) -> bool:
        """The movement has ended: if the picture was stretched, forget it, and tell so."""
        if self._stretched:
            self._stretched = False
            self.forget()
            return True
        return False

    def paint(self, painter: QPainter, widget: QWidget | None, draw: Callable[[QPainter], None]) -> None:
        """Have ``draw`` paint with ``painter``, which paints on all of ``widget``, or show its picture.

        ``draw`` may leave out what its painter's clip leaves out.
        """
        if widget is None:
            draw(painter)
            return
        transform, ratio = painter.worldTransform(), widget.devicePixelRatioF()
        seen = (widget.width(), widget.height(), ratio)
        if seen != self._seen:
            self._picture = None
        self._seen = seen
        scale = transform.m11()
        goes_on = (
            self._goes_on(scale) and 1 / _MOST_STRETCHED <= scale / self._transform.m11() <= _MOST_STRETCHED
        )
        moved = _shift(self._transform, transform, ratio)
        if self._picture is not None and moved is None and goes_on:
            self._stretch(painter, widget, draw)
            return
        self._stretched = False
        whole = QRect(QPoint(), widget.size() * ratio)
        if moved is None or self._picture is None:
            self._transform = transform
            self._picture = QPixmap(widget.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            began = thread_time()
            self._draw(QRegion(whole), painter, draw)
            self._took = thread_time() - began
        else:
            new = QRegion()
            if not moved.isNull():
                self._picture.scroll(moved.x(), moved.y(), whole, new)
            self._transform = transform
            to_pixels = transform * QTransform.fromScale(ratio, ratio)
            for area in self._touched:
                new |= QRegion(to_pixels.mapRect(area).toAlignedRect().adjusted(-2, -2, 2, 2) & whole)
            # By its rectangles: the two strips that a pan uncovers have all of the canvas between them.
            for part in _parts(new):
                self._draw(part, painter, draw)
        self._touched = []
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

    def _stretch(self, painter: QPainter, widget: QWidget, draw: Callable[[QPainter], None]) -> None:
        """Show the picture of another zoom, and around it, where there is none, the thing itself."""
        assert self._picture is not None
        by = self._transform.inverted()[0] * painter.worldTransform()
        covered = by.mapRect(QRectF(widget.rect())).toRect()
        painter.save()
        painter.setWorldTransform(by)
        painter.drawPixmap(0, 0, self._picture)
        painter.restore()
        rest = QRegion(widget.rect()) - QRegion(covered)
        if not rest.isEmpty():
            painter.save()
            world = painter.worldTransform()
            painter.resetTransform()
            painter.setClipRegion(rest, Qt.ClipOperation.IntersectClip)
            painter.setWorldTransform(world)
            draw(painter)
            painter.restore()
        self._stretched = True
        if self._when_stretched is not None:
            self._when_stretched()

    def _draw(self, region: QRegion, like: QPainter, draw: Callable[[QPainter], None]) -> None:
        """Paint that part of the picture, in its pixels, anew."""
        assert self._picture is not None
        ratio = self._picture.devicePixelRatio()
        painter = QPainter(self._picture)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setClipRegion(region)
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(QRect(QPoint(), self._picture.size()), Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHints(like.renderHints())
        painter.setWorldTransform(self._transform)
        draw(painter)
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
