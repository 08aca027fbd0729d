"""Behind the network: the captions of the three columns, and one line for who has not drawn anything yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nndesk.gui.diagram import placing

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_FROM_BOTTOM = 12
_WELL = 30.0
"""Radius of the faint circles that mark the columns of an empty canvas, in canvas units."""


def paint_captions(painter: QPainter, view: DiagramView, theme: Theme) -> None:
    """Paint in the viewport's own pixels."""
    document = view.session.document
    columns = placing.columns(document)
    font = theme.font(12)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    faint = QColor(theme.shades.faint)
    baseline = view.viewport().height() - _FROM_BOTTOM
    to_pixels = view.viewportTransform()
    bodies = [
        to_pixels.mapRect(item.mapRectToScene(item.boundingRect())) for item in view.diagram.nodes.values()
    ]
    for caption, x in zip(placing.COLUMNS, columns.centers, strict=True):
        if _is_idle(view, caption):
            continue
        width = metrics.horizontalAdvance(_text(caption))
        at = to_pixels.map(QPointF(x, 0.0)).x()
        rect = QRectF(at - width / 2, baseline - metrics.ascent(), width, metrics.height())
        if any(body.intersects(rect) for body in bodies):
            continue
        painter.setPen(faint)
        painter.drawText(QPointF(rect.left(), baseline), _text(caption))
    if not document.network.names:
        _paint_invitation(painter, view, theme, columns)
    elif not document.network.edges and len(document.network.names) > 1:
        text = QCoreApplication.translate(
            "nndesk", "Drag from the rim of a node to another node to connect them"
        )
        _paint_line(painter, view, theme, text, 40)


def _text(column: placing.Column) -> str:
    match column:
        case "input":
            return QCoreApplication.translate("nndesk", "input")
        case "hidden":
            return QCoreApplication.translate("nndesk", "hidden")
        case _:
            return QCoreApplication.translate("nndesk", "output")


def _is_idle(view: DiagramView, column: placing.Column) -> bool:
    """Whether a finished drawing has nothing in this column, such as the hidden nodes of a perceptron."""
    network = view.session.document.network
    return column == "hidden" and bool(network.outputs) and not network.hidden


def _paint_invitation(painter: QPainter, view: DiagramView, theme: Theme, columns: placing.Columns) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.palette.hairline), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    to_pixels = view.viewportTransform()
    radius = _WELL * view.camera.scale
    for x in columns.centers:
        painter.drawEllipse(to_pixels.map(QPointF(x, 0.0)), radius, radius)
    text = QCoreApplication.translate(
        "nndesk", "Double-click to add a node · drag from a node's rim to connect"
    )
    bottom = to_pixels.map(QPointF(0.0, 0.0)).y() + radius
    _paint_line(painter, view, theme, text, view.viewport().height() - bottom - 56)


def _paint_line(painter: QPainter, view: DiagramView, theme: Theme, text: str, from_bottom: float) -> None:
    font = theme.font(12)
    width = view.viewport().width()
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width - 16)
    painter.setFont(font)
    painter.setPen(QColor(theme.palette.muted))
    box = QRectF(0, view.viewport().height() - from_bottom - 20, width, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
