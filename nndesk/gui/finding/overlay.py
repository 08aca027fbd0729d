"""What lies over the whole window for a moment, has the keyboard, and gives it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from nndesk.gui.theme import Theme


class Overlay(QWidget):
    """Dims the window and shows :attr:`card` on it. Esc and a click beside the card take it away.

    While it is there no shortcut of the window works: all keys come here. Then the keyboard is again where it
    was; a field keeps what is half typed.
    """

    dim = 0.28, 0.5
    """How much the window is darkened in the light and in the dark theme."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.theme = theme
        self.card = QFrame(self)
        self.card.setObjectName("overlayCard")
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self._dress_again)

    # --- coming and going --------------------------------------------------------------------------------

    def present(self) -> None:
        """Appear and take the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self.parentWidget().rect())
        self.dress()
        self.raise_()
        self.show()
        self.place()
        # As for a menu: a field that is being typed in waits, it is not left.
        self.keyboard_home().setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away; the keyboard goes back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def toggle(self) -> None:
        if self.isVisible():
            self.dismiss()
        else:
            self.present()

    def keyboard_home(self) -> QWidget:
        """What has the keyboard while the overlay is there."""
        return self

    # --- looks -------------------------------------------------------------------------------------------

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        colors, shades = self.theme.palette, self.theme.shades
        self.card.setStyleSheet(
            f"#overlayCard {{ background: {colors.panel}; border: 1px solid {shades.edge};"
            f" border-radius: 12px; }}"
        )

    def card_rect(self, room: QRect) -> QRect:
        """Where the card stands in a window that has this much room."""
        raise NotImplementedError

    def place(self) -> None:
        self.card.setGeometry(self.card_rect(self.rect()))

    def _dress_again(self) -> None:
        if self.isVisible():
            self.dress()
            self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor("black")
        shade.setAlphaF(self.dim[self.theme.dark])
        QPainter(self).fillRect(self.rect(), shade)

    # --- events ------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self.setGeometry(self.parentWidget().rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.place()

    def event(self, event: QEvent) -> bool:
        # No shortcut of the window works under the overlay.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        # Nothing goes on to the window below.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()
        event.accept()
