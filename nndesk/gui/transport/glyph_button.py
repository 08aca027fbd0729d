"""The buttons of the transport: drawn as paths, so that they are sharp on any screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from nndesk.gui.theme import Theme


def _triangle(x: float, width: float, right: bool) -> QPainterPath:
    """A triangle of height 1 about the middle, its flat side at ``x`` (or its tip, pointing left)."""
    flat, tip = (x, x + width) if right else (x + width, x)
    path = QPainterPath(QPointF(flat, -0.5))
    path.lineTo(tip, 0)
    path.lineTo(flat, 0.5)
    path.closeSubpath()
    return path


def _bar(x: float, width: float = 0.16) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(x, -0.5, width, 1))
    return path


def _paths() -> dict[str, QPainterPath]:
    start = _bar(-0.46)
    start.addPath(_triangle(-0.3, 0.76, right=False))
    end = _bar(0.3)
    end.addPath(_triangle(-0.46, 0.76, right=True))
    pause = _bar(-0.4, 0.28)
    pause.addPath(_bar(0.12, 0.28))
    return {
        "start": start,
        "back": _triangle(-0.48, 0.8, right=False),
        # A triangle looks centred when its centre of area is, not its bounding box.
        "play": _triangle(-0.29, 0.87, right=True),
        "pause": pause,
        "forward": _triangle(-0.32, 0.8, right=True),
        "end": end,
    }


GLYPHS = _paths()
"""Shapes of height 1 around the origin."""


class GlyphButton(QAbstractButton):
    """A flat button with one glyph; ``primary`` makes it the filled disc."""

    def __init__(
        self, theme: Theme, glyph: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph = glyph
        self._primary = primary
        # A click leaves the keyboard where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def glyph(self) -> str:
        return self._glyph

    def set_glyph(self, glyph: str) -> None:
        if glyph != self._glyph:
            self._glyph = glyph
            self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(40 if self._primary else 36)
        return QSize(side, side)

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, shades = self._theme.palette, self._theme.shades
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._primary:
            color = QColor(colors.accent if self.isEnabled() else shades.well)
            if self.isDown():
                color = color.darker(112)
            elif self.underMouse() and self.isEnabled():
                color = color.lighter(108)
            painter.setBrush(color)
            painter.drawEllipse(area)
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setBrush(QColor(shades.pressed if self.isDown() else shades.hover))
            painter.drawRoundedRect(area, 8, 8)

        if not self.isEnabled():
            ink = QColor(shades.faint)
        else:
            ink = QColor(shades.on_accent if self._primary else colors.text)
        painter.save()
        painter.translate(QPointF(self.rect().center()) + QPointF(0.5, 0.5))
        height = self._theme.px(15 if self._primary else 13)
        painter.scale(height, height)
        painter.setBrush(ink)
        # A thin outline of the same colour rounds the corners.
        outline = QPen(ink, 0.1)
        outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(outline)
        painter.drawPath(GLYPHS[self._glyph])
        painter.restore()

        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shades.focus), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self._primary:
                painter.drawEllipse(ring)
            else:
                painter.drawRoundedRect(ring, 8, 8)
