"""Under each column of the drawing: how many nodes it has, with − and + to take one away or add one.

They are widgets over the canvas, so that a click on them is none on the canvas.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from nndesk.document.layer_edits import layers

if TYPE_CHECKING:
    from nndesk.document.document import Position
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.layering import Layering
    from nndesk.gui.theme import Theme

HEIGHT = 24
"""What they take over the captions, in pixels at desk scale."""
_SIZE = (66, 20)
_EDGE = 2
_MOST = 12
"""Drawings of more columns have none: they would stand over one another."""


class LayerHandle(QWidget):
    """``− 4 +`` of one layer."""

    def __init__(self, layering: Layering, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._layering = layering
        self._theme = theme
        self.layer = 0
        self.count = 0
        self._over = 0
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # The keys + and − do the same; the canvas keeps the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_layer(self, layer: int, count: int) -> None:
        self.layer, self.count = layer, count
        text = QCoreApplication.translate("nndesk", "Layer {number} of the drawing: {count} nodes")
        self.setAccessibleName(text.format(number=layer + 1, count=count))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIZE[0]), self._theme.px(_SIZE[1]))

    def part(self, sign: int) -> QRectF:
        """Where − (``sign`` −1) or + (1) stands."""
        side = float(self.height())
        return QRectF(0.0 if sign < 0 else self.width() - side, 0.0, side, side)

    def _sign_at(self, at: QPointF) -> int:
        return next((sign for sign in (-1, 1) if self.part(sign).contains(at)), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        sign = self._sign_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and sign:
            (self._layering.add_neuron if sign > 0 else self._layering.remove_neuron)(self.layer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two quick clicks; its release counts.
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._sign_at(event.position())
        if over != self._over:
            self._over = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = 0
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tips = {
                -1: QCoreApplication.translate("nndesk", "Remove the lowest node of this layer (−)"),
                1: QCoreApplication.translate("nndesk", "One more node in this layer (+)"),
            }
            QToolTip.showText(event.globalPos(), tips.get(self._sign_at(QPointF(event.pos())), ""), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sign in (-1, 1):
            over = self._over == sign
            rect = self.part(sign).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor(theme.palette.accent if over else theme.shades.edge), 1.0))
            painter.setBrush(QColor(theme.palette.panel))
            painter.drawEllipse(rect)
            painter.setPen(QPen(QColor(theme.palette.accent if over else theme.palette.muted), 1.6))
            middle, arm = rect.center(), 0.24 * rect.width()
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            if sign > 0:
                painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
        painter.setFont(theme.font(12))
        painter.setPen(QColor(theme.palette.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.count))


class LayerHandles:
    """The handles of all layers, placed under their columns while the canvas is moved and zoomed."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        self._view = view
        self._theme = theme
        self._handles: list[LayerHandle] = []
        self._of: Mapping[str, Position] | None = None
        self._columns: list[tuple[float, int]] = []

    @property
    def shown(self) -> list[LayerHandle]:
        return [handle for handle in self._handles if not handle.isHidden()]

    def place(self, wanted: bool, above_bottom: int) -> None:
        """Put a handle under each column, ``above_bottom`` pixels over the lower edge; or hide all."""
        columns = self._measured() if wanted else []
        view = self._view.viewportTransform()
        xs = [view.map(QPointF(x, 0.0)).x() for x, _count in columns]
        width, height = self._theme.px(_SIZE[0]), self._theme.px(_SIZE[1])
        crowded = len(columns) > _MOST or any(b - a < width + 6 for a, b in pairwise(xs))
        if crowded:
            columns = []
        lefts = self._within(xs, width)
        while len(self._handles) < len(columns):
            handle = LayerHandle(self._view.layering, self._theme, self._view.viewport())
            self._handles.append(handle)
        top = self._view.viewport().height() - above_bottom - height
        for i, handle in enumerate(self._handles):
            if i >= len(columns):
                handle.hide()
                continue
            handle.resize(width, height)
            handle.move(QPoint(round(lefts[i]), top))
            if (handle.layer, handle.count) != (i, columns[i][1]) or not handle.accessibleName():
                handle.show_layer(i, columns[i][1])
            handle.show()

    def _within(self, xs: list[float], width: int) -> list[float]:
        """Left edges of the handles under columns at ``xs``: whole where the canvas shows the column, as far
        as the others leave room."""
        room = self._view.viewport().width()
        lefts = [x - width / 2 for x in xs]
        whole = [
            min(max(left, _EDGE), room - width - _EDGE) if 0 <= x <= room else left
            for x, left in zip(xs, lefts, strict=True)
        ]
        return lefts if any(b - a < width for a, b in pairwise(whole)) else whole

    def _measured(self) -> list[tuple[float, int]]:
        """The middle and the number of nodes of each column of the document."""
        document = self._view.session.document
        if document.positions is not self._of:
            self._of = document.positions
            self._columns = [
                (sum(document.positions[name][0] for name in column) / len(column), len(column))
                for column in layers(document)
            ]
        return self._columns
