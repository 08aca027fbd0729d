"""A line of text that shortens itself where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Takes the room its text needs but gives way, down to a few letters; then a tooltip tells the rest."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, first: bool = False) -> None:
        """``first``: it gives way before any other widget beside it does; the layout must stretch it."""
        super().__init__(parent)
        self._full = self._more = ""
        self._first = first
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy.Policy.Ignored if first else QSizePolicy.Policy.Maximum
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    @property
    def full_text(self) -> str:
        """The text, however much of it is shown."""
        return self._full

    def set_text(self, text: str, more: str = "") -> None:
        """Show ``text``; ``more`` is in the tooltip, under the text if that is not seen whole."""
        if (text, more) != (self._full, self._more):
            self._full, self._more = text, more
            self._bound()
            self.updateGeometry()
            self._elide()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        # One more than measured: widths are rounded, and a whole text must not be shortened for it.
        return QSize(metrics.horizontalAdvance(self._full) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * 6)
        return QSize(least, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._bound()

    def _bound(self) -> None:
        if self._first:
            self.setMinimumWidth(self.minimumSizeHint().width())
            self.setMaximumWidth(self.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width(), 0)
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip("\n".join(filter(None, (self._full if shown != self._full else "", self._more))))
