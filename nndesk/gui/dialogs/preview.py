"""Pictures of what one is asking for, drawn when nothing else is going on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.document.document import Document
from nndesk.figure.primitives import Figure
from nndesk.figure.stamps import diagram_stamp
from nndesk.figure.style import Style
from nndesk.gui.painting import paint

MOST_EDGES = 600
"""Of a larger network only the size is told: it would be grey, and drawing it would be felt."""
_AFTER_MS = 40
_PADDING = 12


class FigurePreview(QWidget):
    """Shows the figure that ``draw(width, height)`` gives when the timer comes to it; typing never waits for
    it. None leaves the place empty."""

    def __init__(
        self, style: Style, draw: Callable[[float, float], Figure | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._draw_figure = draw
        self._words = ""
        self._stale = False
        self._figure: Figure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._draw)

    @property
    def figure(self) -> Figure | None:
        """What is drawn; None while there is nothing, or only words."""
        return self._figure

    @property
    def pending(self) -> bool:
        """Whether another picture will be drawn soon."""
        return self._timer.isActive()

    def draw_soon(self) -> None:
        """Something else is asked for."""
        self._words, self._stale = "", False
        self._timer.start()
        self.update()

    def fade(self) -> None:
        """What has been typed so far is nothing: the last picture waits, faint, or it would blink."""
        self._words, self._stale = "", True
        self._timer.stop()
        self.update()

    def say(self, words: str) -> None:
        """Words in place of a picture."""
        self._words, self._stale, self._figure = words, False, None
        self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(280 * self._style.scale), round(200 * self._style.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 72)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._figure is not None and not self._stale:
            self._timer.start()

    @Slot()
    def _draw(self) -> None:
        room = self.size() - QSize(2 * _PADDING, 2 * _PADDING)
        self._figure = self._draw_figure(max(room.width(), 1), max(room.height(), 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._style.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.hairline), 1))
        painter.setBrush(QColor(colors.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        if self._figure is not None:
            painter.setOpacity(0.3 if self._stale else 1.0)
            painter.translate(_PADDING, _PADDING)
            paint(painter, self._figure)
        elif self._words:
            painter.setPen(QColor(colors.muted))
            room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


class Preview(FigurePreview):
    """The network that ``ask()`` gives."""

    def __init__(
        self, style: Style, ask: Callable[[], Document | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(style, self._stamp, parent)
        self._ask = ask
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Preview of the network"))

    def show_soon(self, edges: int | None) -> None:
        """Another network with so many edges is asked for; None: what has been typed so far is none."""
        if edges is None:
            self.fade()
        elif edges <= MOST_EDGES:
            self.draw_soon()
        else:
            text = QCoreApplication.translate("nndesk", "{count} edges are too many to be drawn here.")
            self.say(text.format(count=edges))

    def _stamp(self, width: float, height: float) -> Figure | None:
        document = self._ask()
        return None if document is None else diagram_stamp(document, self._style, width, height)
