"""J against epochs, as it falls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.gui.theme import Theme
from nndesk.network.numbers import format_number

_MOST_DRAWN = 300


class CostChart(QWidget):
    """A line over hairlines: cost from 0 up to its largest, epochs from 0 up to the last that is done."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: Sequence[tuple[int, float]] = ()
        self._epochs = 0
        self._faded = False
        self._decimal_comma = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def points(self) -> Sequence[tuple[int, float]]:
        return self._points

    def set_points(
        self,
        points: Sequence[tuple[int, float]],
        epochs: int,
        decimal_comma: bool = False,
        *,
        faded: bool = False,
    ) -> None:
        """Show ``(epoch, J)`` of a run that is to have ``epochs`` epochs; ``faded`` if it is of the past."""
        self._points, self._epochs, self._decimal_comma = points, epochs, decimal_comma
        self._faded = faded
        self.update()

    @property
    def faded(self) -> bool:
        """Whether the course is of a network that has been changed since."""
        return self._faded

    @property
    def end(self) -> str:
        """What stands at the end of the epochs' axis: how many are done, and of how many if not all."""
        if not self._points:
            return ""
        done = self._points[-1][0]
        if done >= self._epochs:
            return str(done)
        return QCoreApplication.translate("nndesk", "{done} of {epochs}").format(
            done=done, epochs=self._epochs
        )

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, scale = self._theme.palette, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(11)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        highest = max((J for _, J in self._points), default=0.0)
        top_text = format_number(highest, 2, self._decimal_comma) if highest > 0 else ""
        left = max(metrics.horizontalAdvance(top_text), metrics.horizontalAdvance("0")) + 8
        bottom = self.height() - metrics.height() - 4
        area = QRectF(left, metrics.height() / 2, self.width() - left - 6, bottom - metrics.height() / 2)

        painter.setPen(QPen(QColor(colors.hairline), 1))
        for y in (area.top(), area.center().y(), area.bottom()):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(colors.muted))
        middle = metrics.ascent() / 2 - metrics.descent() / 2
        for text, y in (("0", area.bottom()), (top_text, area.top())):
            painter.drawText(QPointF(left - 8 - metrics.horizontalAdvance(text), y + middle), text)
        end_text = self.end
        below = self.height() - metrics.descent()
        painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(end_text), below), end_text)
        painter.drawText(QPointF(area.left(), below), "0")

        if len(self._points) < 2 or highest <= 0:
            return
        # This is painted many times a second, beside a thread that wants the processor too.
        stride = max(1, len(self._points) // _MOST_DRAWN)
        shown = [*self._points[::stride], self._points[-1]]
        across = area.width() / max(self._points[-1][0], 1)
        up = area.height() / highest
        line = QPolygonF([QPointF(area.left() + e * across, area.bottom() - J * up) for e, J in shown])
        ink = QColor(self._theme.shades.faint if self._faded else colors.accent)
        pen = QPen(ink, 2 * scale)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        painter.setPen(pen)
        painter.drawPolyline(line)
        painter.setPen(QPen(QColor(colors.panel), 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(line.last(), 4 * scale, 4 * scale)
