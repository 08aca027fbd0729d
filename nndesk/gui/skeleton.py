"""What is on the screen in the first tenth of a second: the window's cards, still empty.

Nothing here may cost time. ``Qt`` itself, the namespace, is not touched: its hundred enumerations are made
when it is first used, and that alone takes a sixth of the time there is. A pen or a brush would use it; a
style sheet does not. The fonts and the application's style sheet come later, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nndesk.figure.style import Palette

MARGIN = 20
GAP = 12
TOP = 72
"""Menu bar and header."""


class Skeleton(QFrame):
    """Shows the cards' outlines where the cards will be.

    Signals:
        painted: it has been on the screen for the first time; emitted in the next turn of the event loop.
    """

    painted = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("skeleton")
        self.setStyleSheet(
            f"#skeleton {{ background: {palette.window}; }}"
            f"#bone {{ background: {palette.panel}; border: 1px solid {palette.hairline};"
            " border-radius: 10px; }"
        )
        self._cards = [QFrame(self) for _ in range(4)]
        for card in self._cards:
            card.setObjectName("bone")
        self._painted = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = self.width() - 2 * MARGIN, self.height() - TOP - MARGIN
        below = round(0.36 * height)
        side = min(290, round(0.22 * width))
        half = (width - side - 2 * GAP) // 2
        upper = height - below - GAP
        places = (
            (0, 0, half, upper),
            (half + GAP, 0, half, upper),
            (2 * (half + GAP), 0, side, upper),
            (0, upper + GAP, width, below),
        )
        for card, (x, y, w, h) in zip(self._cards, places, strict=True):
            card.setGeometry(MARGIN + x, TOP + y, w, h)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
