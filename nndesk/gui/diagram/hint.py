"""Words beside the pointer while a gesture lasts: why an edge is refused, what a release would do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nndesk.gui.theme import Theme


class Hint(QLabel):
    """A small label that keeps clear of the pointer and inside its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self.setObjectName("diagramHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str, pixel: QPoint, refused: bool) -> None:
        """Show ``words`` beside ``pixel``; a refusal has the frame of one."""
        theme = self._theme
        frame = theme.palette.delta if refused else theme.shades.edge
        self.setFont(theme.font(12))
        self.setStyleSheet(
            f"#diagramHint {{ background: {theme.shades.tooltip}; color: {theme.palette.text};"
            f" border: 1px solid {frame}; border-radius: 6px; padding: 4px 8px; }}"
        )
        self.setText(words)
        # A pixel more than the words are wide, or rounding would break the line.
        width = min(self.fontMetrics().horizontalAdvance(words) + 20, theme.px(280))
        self.setFixedSize(width, self.heightForWidth(width))
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        x = min(max(pixel.x() + 18, room.left()), room.right() - width)
        y = pixel.y() + 20
        if y + self.height() > room.bottom():
            y = pixel.y() - 16 - self.height()
        self.move(x, y)
        self.show()
        self.raise_()
