"""What a node sees: the plane of the two inputs, shaded by its output alone, in the size of a stamp."""

from __future__ import annotations

import threading
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.document.document import Document
from nndesk.figure.plane_content import PlaneData, plane_data, plane_window
from nndesk.figure.shading import as_bytes, field_color, field_colors
from nndesk.gui.painting import shaded_image
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.numbers import format_number

_KIND = "thumbnail"
RESOLUTION = 48
SIDE = 90


class Thumbnail(QWidget):
    """The field of one neuron, computed in the worker, with the example as a dot and a legend."""

    def __init__(self, worker: Worker, theme: Theme, node: str) -> None:
        super().__init__()
        self._worker = worker
        self._theme = theme
        self._node = node
        self._document: Document | None = None
        self._data: PlaneData | None = None
        self._image: QImage | None = None
        self.setAccessibleName(node)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def data(self) -> PlaneData | None:
        """What is shown."""
        return self._data

    def show_document(self, document: Document) -> None:
        """Show the node of this document; what it depends on has not always changed."""
        old, self._document = self._document, document
        if old is None or not _same_view(old, document):
            self._worker.submit(_KIND, partial(_computed, document, self._node), self._take)
        else:
            self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return QSize(side + self._theme.px(60), side)

    def _take(self, data: PlaneData) -> None:
        self._data = data
        self._image = None
        if data.field is not None:
            shades = data.shade(data.field.z)
            colors = field_colors(self._theme.palette)
            self._image = shaded_image(as_bytes(shades), shades.shape[1], colors)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._theme.palette
        side = float(self._theme.px(SIDE))
        frame = QRectF(0.5, 0.5, side - 1, side - 1)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rounded = QPainterPath()
        rounded.addRoundedRect(frame, 8, 8)
        data, document = self._data, self._document
        if data is not None and document is not None:
            painter.save()
            painter.setClipPath(rounded)
            if self._image is not None:
                painter.drawImage(frame, self._image)
            else:
                self._paint_cells(painter, data, frame)
            if len(document.example.x) == 2:
                at = _place(data, document.example.x, frame)
                painter.setPen(QPen(QColor(colors.panel), 1.5))
                painter.setBrush(QColor(colors.accent))
                painter.drawEllipse(at, 4.5, 4.5)
            painter.restore()
            self._paint_legend(painter, data, document, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.hairline), 1))
        painter.drawPath(rounded)

    def _paint_cells(self, painter: QPainter, data: PlaneData, frame: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for cell in data.cells or ():
            shade = float(data.shade(np.asarray(cell.z)))
            painter.setBrush(QColor(field_color(shade, self._theme.palette)))
            painter.drawPolygon(QPolygonF([_place(data, point, frame) for point in cell.ring]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_legend(self, painter: QPainter, data: PlaneData, document: Document, side: float) -> None:
        colors, view = self._theme.palette, document.view
        bar = QRectF(side + 10, 1, 8, side - 2)
        gradient = QLinearGradient(bar.topLeft(), bar.bottomLeft())
        for stop, shade in ((0.0, 1.0), (0.5, 0.5), (1.0, 0.0)):
            gradient.setColorAt(stop, QColor(field_color(shade, colors)))
        painter.setPen(QPen(QColor(colors.hairline), 1))
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 3, 3)
        font = self._theme.font(11)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(colors.muted))
        left = bar.right() + 6
        for value, base in (
            (data.high, bar.top() + metrics.ascent()),
            (data.level, bar.center().y() + metrics.ascent() / 2 - 1),
            (data.low, bar.bottom() - 2),
        ):
            text = format_number(value, 2, view.decimal_comma)
            painter.drawText(QPointF(left, base), f"z = {text}")


def _computed(document: Document, node: str, cancel: threading.Event) -> PlaneData:
    return plane_data(document, node, resolution=RESOLUTION, cancel=cancel)


def _same_view(old: Document, new: Document) -> bool:
    """Whether both documents give the node the same field over the same window."""
    if old.network is not new.network:
        return False
    # An example outside the data widens the window.
    return plane_window(old) == plane_window(new)


def _place(data: PlaneData, point: tuple[float, ...], frame: QRectF) -> QPointF:
    x0, x1, y0, y1 = data.window
    return QPointF(
        frame.left() + (point[0] - x0) / (x1 - x0) * frame.width(),
        frame.bottom() - (point[1] - y0) / (y1 - y0) * frame.height(),
    )
