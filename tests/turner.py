"""A hand that turns and clicks what is in space: nothing but mouse events."""

from __future__ import annotations

from hand import LEFT, NO_BUTTON, NO_KEY
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget


class Turner:
    """Real mouse events on a view."""

    def __init__(self, view: QWidget) -> None:
        self.view = view

    def click(self, at: tuple[float, float]) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
        self._send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)

    def drag(self, start: tuple[float, float], *ways: tuple[float, float]) -> None:
        self._send(QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        for at in ways:
            self._send(QEvent.Type.MouseMove, at, NO_BUTTON, LEFT)
        self._send(QEvent.Type.MouseButtonRelease, ways[-1], LEFT, NO_BUTTON)

    def hold(self, start: tuple[float, float], *ways: tuple[float, float]) -> None:
        """Drag without letting go."""
        self._send(QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        for at in ways:
            self._send(QEvent.Type.MouseMove, at, NO_BUTTON, LEFT)

    def release(self, at: tuple[float, float]) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)

    def hover(self, at: tuple[float, float]) -> None:
        self._send(QEvent.Type.MouseMove, at, NO_BUTTON, NO_BUTTON)

    def double_click(self, at: tuple[float, float]) -> None:
        self.click(at)
        self._send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
        self._send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)

    def wheel(self, steps: int) -> None:
        at = QPointF(self.view.rect().center())
        event = QWheelEvent(
            at,
            QPointF(self.view.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, 120 * steps),
            NO_BUTTON,
            NO_KEY,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view, event)

    def _send(
        self, kind: QEvent.Type, at: tuple[float, float], button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        local = QPointF(*at)
        event = QMouseEvent(
            kind, local, QPointF(self.view.mapToGlobal(local.toPoint())), button, held, NO_KEY
        )
        QApplication.sendEvent(self.view, event)
