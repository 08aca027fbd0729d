"""A picture of what stays the same while other things are painted over it or the view is panned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QWidget

_EXACT = 1e-6


class KeptPicture:
    """Paints something once, and from then on the picture that came out.

    Qt's own cache of a graphics item shows a large one at a wrong place once its bounds have changed.
    """

    def __init__(self) -> None:
        self._picture: QPixmap | None = None
        self._seen: tuple[int, int, float] | None = None
        self._transform = QTransform()

    def forget(self) -> None:
        """What is to be painted has changed."""
        self._picture = None

    def paint(self, painter: QPainter, widget: QWidget | None, draw: Callable[[QPainter], None]) -> None:
        """Have ``draw`` paint with ``painter``, which paints on all of ``widget``, or show its picture."""
        if widget is None:
            draw(painter)
            return
        transform, ratio = painter.worldTransform(), widget.devicePixelRatioF()
        seen = (widget.width(), widget.height(), ratio)
        moved = _shift(self._transform, transform, ratio) if seen == self._seen else None
        self._seen, self._transform = seen, transform
        if moved is None or self._picture is None:
            self._picture = QPixmap(widget.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            self._draw(QRegion(QRect(QPoint(), self._picture.size())), painter, draw)
        elif not moved.isNull():
            new = QRegion()
            self._picture.scroll(moved.x(), moved.y(), QRect(QPoint(), self._picture.size()), new)
            self._draw(new, painter, draw)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._picture)
        painter.restore()

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


def _shift(old: QTransform, new: QTransform, ratio: float) -> QPoint | None:
    """By how many whole pixels of the screen ``new`` is moved against ``old``; None if that is not all."""
    turned = (old.m11() - new.m11(), old.m12() - new.m12(), old.m21() - new.m21(), old.m22() - new.m22())
    if any(abs(change) > _EXACT for change in turned):
        return None
    x, y = (new.dx() - old.dx()) * ratio, (new.dy() - old.dy()) * ratio
    if abs(x - round(x)) > _EXACT or abs(y - round(y)) > _EXACT:
        return None
    return QPoint(round(x), round(y))
