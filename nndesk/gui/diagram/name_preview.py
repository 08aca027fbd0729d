"""How a name will be written, beside the field in which it is typed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nndesk.figure.primitives import Label
from nndesk.figure.typeset import measure_label
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme
from nndesk.network.notation import math_name

_SIZE = 20.0
_PADDING = 10.0
_AWAY = 6


class NamePreview(QWidget):
    """A small card with one name as the figures show it: a hat over the y, a subscript under the line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self._latex = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("namePreview")
        self.hide()

    @property
    def latex(self) -> str:
        """What is shown."""
        return self._latex

    def show_name(self, name: str) -> None:
        """Show this name; an empty one shows nothing."""
        self._latex = math_name(name) if name else ""
        if not name:
            self.hide()
            return
        width, ascent, descent = measure_label(self._latex, self._size)
        room = QSize(round(width + 2 * self._theme.px(_PADDING)), self._theme.px(34))
        self.resize(room.expandedTo(QSize(0, round(ascent + descent) + 8)))
        self.show()
        self.raise_()
        self.update()

    def stand_by(self, field: QRect) -> None:
        """Stand right of the field, or left of it where the parent ends."""
        x = field.right() + _AWAY
        if x + self.width() > self._parent.rect().right() - 4:
            x = field.left() - _AWAY - self.width()
        y = field.center().y() - self.height() // 2
        self.move(max(4, x), max(4, min(y, self._parent.height() - self.height() - 4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, shades = self._theme.palette, self._theme.shades
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shades.edge), 1.0))
        painter.setBrush(QColor(shades.tooltip))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        _, ascent, descent = measure_label(self._latex, self._size)
        baseline = (self.height() + ascent - descent) / 2
        paint(painter, [Label((self.width() / 2, baseline), self._latex, self._size, palette.text, "middle")])
        painter.end()

    @property
    def _size(self) -> float:
        return _SIZE * self._theme.scale
