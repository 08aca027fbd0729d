"""What a formula says in words: smaller where there is little room, and never cut in the middle of a line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nndesk.gui.theme import Theme

_SIZES = (13, 12, 11)


class ExplanationLabel(QLabel):
    """Shows sentences, one a line, in the largest type in which all of them fit.

    Where none is small enough, the text ends in an ellipsis and a tooltip tells all of it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._full = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # It fits into what there is and asks for nothing: the formula comes first.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        theme.changed.connect(self.dress)
        self.dress()

    @property
    def full_text(self) -> str:
        """The sentences, however much of them is shown."""
        return self._full

    def say(self, text: str) -> None:
        if text != self._full:
            self._full = text
            self._fit()

    def dress(self) -> None:
        """Take the theme's colour and type."""
        self.setStyleSheet(f"color: {self._theme.palette.muted};")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fonts = [self._theme.font(size) for size in _SIZES]
        font = next((font for font in fonts if self._fits(self._full, font)), fonts[-1])
        shown = self._full
        if not self._fits(shown, font):
            shown = self._shortened(font)
        self.setFont(font)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def _shortened(self, font: QFont) -> str:
        """As many words as fit, with an ellipsis."""
        ends = [i for i, char in enumerate(self._full) if char in " \n"]
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(self._full[: ends[middle - 1]] + " …", font):
                low = middle
            else:
                high = middle - 1
        return self._full[: ends[low - 1]] + " …" if low else "…"

    def _fits(self, text: str, font: QFont) -> bool:
        room = self.contentsRect()
        needed = QFontMetrics(font).boundingRect(
            QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text
        )
        return needed.height() <= room.height() and needed.width() <= room.width()
