"""Behind the network: the captions of the three columns, and one line for who has not drawn anything yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nndesk.document import placing

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

HEIGHT = 24
"""What the captions take at the bottom of the canvas."""
_ROOMY = 420
"""In a lower canvas the network has their room."""
_FROM_BOTTOM = 12
_WELL = 30.0
"""Radius of the faint circles that mark the columns of an empty canvas, in canvas units."""

_LINE_ZONE = 60
"""So high above the captions the lines of words begin."""
_NODE_REACH = 120.0
"""A node and its labels end this far under its centre, at most, in canvas units."""


def has_room(height: int) -> bool:
    """Whether a canvas so high has room for the captions."""
    return height >= _ROOMY


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
    places: list[tuple[str, QRectF]] = []
    for caption, x in zip(placing.COLUMNS, columns.centers, strict=True):
        if not _is_idle(view, caption):
            words = _text(caption)
            width = metrics.horizontalAdvance(words)
            at = to_pixels.map(QPointF(x, 0.0)).x()
            rect = QRectF(at - width / 2, baseline - metrics.ascent(), width, metrics.height())
            places.append((words, rect))
    shown = has_room(view.viewport().height()) or not document.network.edges
    # From so far away that they would run together, nobody needs them.
    if shown and all(left.right() + 4 < right.left() for (_, left), (_, right) in pairwise(places)):
        painter.setPen(faint)
        for words, rect in places:
            if not any(body.intersects(rect) for body in _bodies_near(view, rect)):
                painter.drawText(QPointF(rect.left(), baseline), words)
    if not document.network.names:
        _paint_invitation(painter, view, theme, columns)
    elif not document.network.edges and len(document.network.names) > 1:
        text = QCoreApplication.translate(
            "nndesk", "Drag from the rim of a node to another node to connect them"
        )
        zone = QRectF(0, baseline - _LINE_ZONE, view.viewport().width(), _LINE_ZONE + _FROM_BOTTOM)
        _paint_line(painter, view, theme, text, 40, _bodies_near(view, zone))


def _bodies_near(view: DiagramView, rect: QRectF) -> list[QRectF]:
    """Where in the viewport the nodes are painted that may reach into ``rect``: usually none."""
    to_pixels = view.viewportTransform()
    near = view.diagram.names_near(to_pixels.inverted()[0].mapRect(rect), _NODE_REACH)
    items = [view.diagram.nodes[name] for name in near]
    return [to_pixels.mapRect(item.boundingRect().translated(item.pos())) for item in items]


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


def _paint_line(
    painter: QPainter,
    view: DiagramView,
    theme: Theme,
    text: str,
    from_bottom: float,
    bodies: Sequence[QRectF] = (),
) -> None:
    """One centred line, unless it would run over one of ``bodies``."""
    font = theme.font(12)
    width = view.viewport().width()
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width - 16)
    painter.setFont(font)
    painter.setPen(QColor(theme.palette.muted))
    box = QRectF(0, view.viewport().height() - from_bottom - 20, width, 20)
    words = QFontMetricsF(font).horizontalAdvance(shown)
    if any(body.intersects(box.adjusted((width - words) / 2, 0, (words - width) / 2, 0)) for body in bodies):
        return
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
