"""Zooming, panning and fitting: which part of the canvas the view shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

LEAST, MOST = 0.05, 6.0
FIT_MOST = 1.5
"""Fitting never makes a small network larger than this: three nodes should not look like a poster."""
_NOTCH = 1.2
"""What one notch of a wheel, or one press of a key, multiplies the zoom by."""


class Camera:
    """Moves a view over its scene.

    Attributes:
        fitted: nobody has zoomed or panned since the last fit, so the view may fit again when it is resized.
        margins: left, top, right, bottom in pixels that fitting leaves free, for what floats over the canvas.
    """

    def __init__(self, view: QGraphicsView, margins: tuple[int, int, int, int]) -> None:
        self._view = view
        self.margins = margins
        self.fitted = True
        # Scroll bars would appear and vanish while one pans, and move the content under the pointer.
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    @property
    def scale(self) -> float:
        """Pixels of the screen per unit of the canvas."""
        return self._view.transform().m11()

    def fit(self, content: QRectF) -> None:
        """Show all of ``content``, centred in what the margins leave free."""
        self.fitted = True
        left, top, right, bottom = self.margins
        viewport = self._view.viewport().rect()
        room = QRectF(viewport).adjusted(left, top, -right, -bottom)
        if content.isEmpty() or room.width() < 20 or room.height() < 20:
            return
        scale = min(room.width() / content.width(), room.height() / content.height(), FIT_MOST)
        self._look(max(scale, LEAST), content.center(), room.center())

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Multiply the zoom; the canvas point under ``about`` (in the viewport, default its middle) stays."""
        pixel = about if about is not None else QPointF(self._view.viewport().rect().center())
        kept = self.to_scene(pixel)
        scale = min(max(self.scale * factor, LEAST), MOST)
        if scale != self.scale:
            self.fitted = False
            self._look(scale, kept, pixel)

    def zoom_in(self) -> None:
        self.zoom(_NOTCH)

    def zoom_out(self) -> None:
        self.zoom(1 / _NOTCH)

    def pan(self, by: QPoint) -> None:
        """Move the canvas by some pixels."""
        if by.isNull():
            return
        self.fitted = False
        self._scroll(by.x(), by.y())

    def wheel(self, event: QWheelEvent) -> None:
        """A wheel zooms about the pointer, with Shift or tilted it pans; two fingers pan, zoom with Ctrl."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        modifiers = event.modifiers()
        if not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self.zoom(_NOTCH ** (pixels.y() / 40), event.position())
            else:
                self.pan(pixels)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier or abs(angle.x()) > abs(angle.y()):
            turn = angle.x() or angle.y()
            self.pan(QPoint(round(turn / 2), 0))
        elif angle.y():
            self.zoom(_NOTCH ** (angle.y() / 120), event.position())
        event.accept()

    def to_scene(self, pixel: QPointF) -> QPointF:
        """Like ``mapToScene``, without rounding to whole pixels."""
        return self._view.viewportTransform().inverted()[0].map(pixel)

    # --- inside ------------------------------------------------------------------------------------------

    def _look(self, scale: float, point: QPointF, pixel: QPointF) -> None:
        """Make the canvas ``point`` appear at ``pixel``, at this scale."""
        self._view.setTransform(QTransform.fromScale(scale, scale))
        here = self._view.viewportTransform().map(point)
        self._scroll(round(pixel.x() - here.x()), round(pixel.y() - here.y()))

    def _scroll(self, dx: int, dy: int) -> None:
        horizontal, vertical = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        horizontal.setValue(horizontal.value() - dx)
        vertical.setValue(vertical.value() - dy)
