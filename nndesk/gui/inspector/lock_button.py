"""The toggle beside a weight or bias: locked, training leaves it alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from nndesk.figure.locks import lock_items
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme

_SIDE = 20


class LockButton(QAbstractButton):
    """A lock, open and faint or closed; ``spoken`` is the name of its number.

    Signals:
        lock_wanted(locked): it has been pressed.
    """

    lock_wanted = Signal(bool)

    def __init__(self, theme: Theme, spoken: str) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = QCoreApplication.translate("nndesk", "Lock: {name}")
        self.setAccessibleName(name.format(name=spoken))
        self._describe()
        self.clicked.connect(self.lock_wanted)

    def show_locked(self, locked: bool) -> None:
        if locked != self.isChecked():
            self.setChecked(locked)
        self._describe()

    def _describe(self) -> None:
        self.setToolTip(
            QCoreApplication.translate("nndesk", "Locked: training leaves it alone. Press to free it")
            if self.isChecked()
            else QCoreApplication.translate("nndesk", "Lock it: training will leave it alone")
        )

    def sizeHint(self) -> QSize:
        side = self._theme.px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.palette.accent), 1))
            painter.drawRoundedRect(frame, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.shades.hover))
            painter.drawRoundedRect(frame, 6, 6)
        locked = self.isChecked()
        color = theme.palette.text if locked else theme.shades.faint
        middle = (self.width() / 2, self.height() / 2)
        paint(painter, lock_items(middle, theme.px(13), color, locked))
