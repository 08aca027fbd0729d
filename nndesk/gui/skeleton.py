"""What is on the screen in the first tenth of a second: the window's cards, still empty.

Nothing here may cost time. ``Qt`` itself, the namespace, is not touched: Python makes its hundred
enumerations when it is first used, and that alone takes a fifth of the time there is. The same goes for the
style sheet and the fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nndesk.figure.style import Palette

MARGIN = 20
GAP = 12
RADIUS = 10
TOP = 72
"""Menu bar and header."""


class Skeleton(QWidget):
    """Draws the cards' outlines where the cards will be.

    Signals:
        painted: it has been on the screen for the first time; emitted in the next turn of the event loop.
    """

    painted = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        width, height = float(self.width()), float(self.height())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._palette.hairline))
        painter.setBrush(QColor(self._palette.panel))
        inner = width - 2 * MARGIN
        below = 0.36 * (height - TOP)
        side = min(290.0, 0.21 * width)
        half = (inner - side - 2 * GAP) / 2
        upper = height - TOP - below - GAP - MARGIN
        for x, y, w, h in (
            (0.0, 0.0, half, upper),
            (half + GAP, 0.0, half, upper),
            (2 * (half + GAP), 0.0, side, upper),
            (0.0, upper + GAP, inner, below),
        ):
            painter.drawRoundedRect(QRectF(MARGIN + x + 0.5, TOP + y + 0.5, w - 1, h - 1), RADIUS, RADIUS)
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
