"""Paints the cells of the weights table: symbols as mathematics, weights in the colour of their sign."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nndesk.figure.primitives import Label
from nndesk.figure.typeset import measure_label
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme
from nndesk.gui.weights.weights_model import LOCK, SOURCE, SYMBOL, TARGET, VALUE, WeightsModel
from nndesk.network.notation import bias_symbol, math_name, weight_symbol

_Index = QModelIndex | QPersistentModelIndex
_SYMBOL_SIZE, _NAME_SIZE = 16.0, 14.0
_PADDING = 8


class TableDelegate(QStyledItemDelegate):
    """How a row looks, and the box that locks; numbers are typed in an :class:`EntryField` of the table."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    # --- painting ----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, model = self._theme, index.model()
        assert isinstance(model, WeightsModel)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.shades.selection))
        column, parameter = index.column(), model.parameter(index.row())
        if column == LOCK:
            self._paint_box(painter, option, index.data(Qt.ItemDataRole.CheckStateRole))
        elif column in (SYMBOL, SOURCE, TARGET):
            ink = theme.palette.text if column == SYMBOL else theme.palette.muted
            latex, size = "", _NAME_SIZE * theme.scale
            if column == SYMBOL:
                size = _SYMBOL_SIZE * theme.scale
                latex = bias_symbol(parameter) if isinstance(parameter, str) else weight_symbol(*parameter)
            elif text := index.data():
                latex = math_name(text)
            if latex:
                room = rect.width() - 2 * theme.px(_PADDING)
                width = measure_label(latex, size)[0]
                size *= min(1.0, room / max(width, 1.0))
                at = (rect.left() + theme.px(_PADDING), rect.center().y() + 0.3 * size)
                painter.save()
                painter.setClipRect(rect)
                paint(painter, (Label(at, latex, size, ink),))
                painter.restore()
        else:
            ink = theme.palette.muted
            if column == VALUE:
                value = index.data(Qt.ItemDataRole.EditRole)
                ink = theme.palette.text if isinstance(parameter, str) else theme.palette.of_weight(value)
            painter.setFont(theme.font(13, bold=column == VALUE))
            painter.setPen(QColor(ink))
            room = rect.adjusted(2, 0, -theme.px(_PADDING), 0)
            text = painter.fontMetrics().elidedText(
                index.data(), Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, QWidget) and view.hasFocus():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.palette.accent), 1.5))
            painter.drawRoundedRect(rect.adjusted(1.0, 1.0, -1.0, -1.0), 4, 4)
            painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, state: Qt.CheckState) -> None:
        theme = self._theme
        side = theme.px(14)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(option.rect.center()))
        locked = Qt.CheckState(state) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.palette.accent if locked else theme.shades.edge), 1))
        painter.setBrush(QColor(theme.palette.accent if locked else theme.palette.panel))
        painter.drawRoundedRect(box, 4, 4)
        if locked:
            pen = QPen(QColor(theme.shades.on_accent), 1.8 * theme.scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y, s = box.left(), box.top(), side
            painter.drawPolyline(
                [QPointF(x + dx * s, y + dy * s) for dx, dy in ((0.25, 0.52), (0.43, 0.70), (0.76, 0.32))]
            )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(24))

    # --- the lock ----------------------------------------------------------------------------------------

    def editorEvent(self, event: QEvent, model: QObject, option: QStyleOptionViewItem, index: _Index) -> bool:
        if index.column() != LOCK or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        assert isinstance(model, WeightsModel)
        locked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if locked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
