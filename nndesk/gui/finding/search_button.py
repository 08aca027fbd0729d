"""The quiet words in the header that open the palette, with the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nndesk.gui.finding.keycap import keycap_width, paint_keycap
from nndesk.gui.theme import Theme

_SIDE = 8
_GAP = 8


class SearchButton(QAbstractButton):
    """``Search actions [Ctrl K]``. It shows itself only where there is room for all of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = ""
        self.setText(QCoreApplication.translate("nndesk", "Search actions"))
        self.setAccessibleName(self.text())
        self.setToolTip(QCoreApplication.translate("nndesk", "Find every action by its name"))
        self.setProperty("action", "help.find")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: str) -> None:
        """Show these keys: ``Ctrl+K``."""
        # As in the picture that this window follows: keys side by side.
        self._keys = keys.replace("+", " ")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font(12))
        width = metrics.horizontalAdvance(self.text()) + 2 * self._theme.px(_SIDE)
        if self._keys:
            width += self._theme.px(_GAP) + keycap_width(self._theme, self._keys)
        return QSize(round(width) + 1, self._theme.px(28))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        colors, shades = theme.palette, theme.shades
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.pressed if self.isDown() else shades.hover))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shades.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        font = theme.font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(colors.text if self.underMouse() else colors.muted))
        middle, left = self.height() / 2, float(theme.px(_SIDE))
        painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), self.text())
        if self._keys:
            left += metrics.horizontalAdvance(self.text()) + theme.px(_GAP)
            paint_keycap(painter, theme, self._keys, left, middle, faint=False)
