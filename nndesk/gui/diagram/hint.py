"""Words on the canvas for a moment: why an edge is refused, what a release would do, what is no number."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nndesk.gui.theme import Theme


class Hint(QLabel):
    """A small label that keeps clear of what it is about and inside its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self.setObjectName("diagramHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str, about: QRect, refused: bool) -> None:
        """Show ``words`` under the rectangle they are about, or over it; a refusal has the frame of one."""
        theme = self._theme
        frame = theme.palette.delta if refused else theme.shades.edge
        self.setFont(theme.font(12))
        self.setStyleSheet(
            f"#diagramHint {{ background: {theme.shades.tooltip}; color: {theme.palette.text};"
            f" border: 1px solid {frame}; border-radius: 6px; padding: 4px 8px; }}"
        )
        self.setText(words)
        # Some pixels more than the words are wide, or rounding would break the line.
        width = min(self.fontMetrics().horizontalAdvance(words) + 24, theme.px(320), self._parent.width() - 8)
        self.setFixedSize(width, self.heightForWidth(width))
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        x = min(max(about.center().x() - width // 2, room.left()), room.right() - width)
        y = about.bottom() + 8
        if y + self.height() > room.bottom():
            y = about.top() - 8 - self.height()
        self.move(x, max(y, room.top()))
        self.show()
        self.raise_()
