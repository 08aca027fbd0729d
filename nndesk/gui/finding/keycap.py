"""Keys as they look on a keyboard: a small rounded box with the name of the key in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nndesk.gui.theme import Theme

_SIZE = 11
_PADDING = 6.0


def keycap_width(theme: Theme, text: str) -> float:
    """How wide the box is."""
    return QFontMetricsF(theme.font(_SIZE)).horizontalAdvance(text) + 2 * _PADDING * theme.scale


def keycap_height(theme: Theme) -> float:
    """How tall the box is."""
    return QFontMetricsF(theme.font(_SIZE)).height() + 4 * theme.scale


def paint_keycap(painter: QPainter, theme: Theme, text: str, left: float, middle: float, faint: bool) -> None:
    """Paint the box from ``left`` on, centred on the height ``middle``; ``faint`` for what cannot be done."""
    colors, shades = theme.palette, theme.shades
    font = theme.font(_SIZE)
    metrics = QFontMetricsF(font)
    height = keycap_height(theme)
    box = QRectF(left, middle - height / 2, keycap_width(theme, text), height)
    painter.setPen(QPen(QColor(colors.hairline), 1))
    painter.setBrush(QColor(shades.well))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(font)
    painter.setPen(QColor(shades.faint if faint else colors.muted))
    baseline = middle + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(box.left() + _PADDING * theme.scale, baseline), text)
