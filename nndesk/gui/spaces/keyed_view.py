"""A picture that keys move while it has the keyboard, and that shows by a ring that it has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nndesk.gui.focus import claims

ZOOM = 1.15
"""By so much one step of the wheel, or of a key, makes it larger."""
ZOOM_KEYS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""Which way each of them points: right, up."""
COPY_DPI = 192.0
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class KeyedView(QWidget):
    """Keys that :meth:`wants` names come here and not to the actions that have them elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether this key belongs to the picture while it has the keyboard: arrows, + and −, Home."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        return not held and (key in ARROWS or key in ZOOM_KEYS or key == Qt.Key.Key_Home)

    def event(self, event: QEvent) -> bool:
        return claims(event, self.wants) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in _BY_KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        self.update()

    def paint_ring(self, painter: QPainter) -> None:
        """The ring, where Tab brought the keyboard here: who uses the mouse knows."""
        if self._ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
