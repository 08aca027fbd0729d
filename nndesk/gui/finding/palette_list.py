"""The list of the palette: one action a line, its menu beside it, its keys on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nndesk.gui.finding.entries import Entry
from nndesk.gui.finding.keycap import keycap_width, paint_keycap
from nndesk.gui.theme import Theme

ROW = 32
_SIDE = 14
Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The entries that were found, with the letters of their names by which they were."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[tuple[Entry, tuple[int, ...]]] = ()

    def show(self, found: Sequence[tuple[Entry, tuple[int, ...]]]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def at(self, row: int) -> tuple[Entry, tuple[int, ...]]:
        return self._found[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        candidate = self._found[index.row()][0].candidate
        if role == Qt.ItemDataRole.DisplayRole:
            return candidate.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return candidate.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self._found[index.row()][0])
        return None


def spoken(entry: Entry) -> str:
    """An entry as a screen reader says it."""
    candidate = entry.candidate
    parts = [candidate.name, candidate.menu, *candidate.keys]
    if not candidate.possible:
        parts.append(not_now())
    return ", ".join(part for part in parts if part)


def not_now() -> str:
    return QCoreApplication.translate("nndesk", "not possible now")


class PaletteDelegate(QStyledItemDelegate):
    """Paints the lines."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        colors, shades = theme.palette, theme.shades
        model = index.model()
        assert isinstance(model, PaletteModel)
        entry, letters = model.at(index.row())
        candidate = entry.candidate
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.selection))
            painter.drawRoundedRect(area.adjusted(6, 1, -6, -1), 6, 6)
        right = self._paint_keys(painter, entry, area)
        left, middle = area.left() + theme.px(_SIDE) + 4, area.center().y()
        left = self._paint_name(painter, candidate.name, letters, left, right, middle, candidate.possible)
        font = theme.font(12)
        metrics = QFontMetricsF(font)
        left += theme.px(10)
        menu = metrics.elidedText(candidate.menu, Qt.TextElideMode.ElideRight, right - left)
        if right - left > theme.px(40):
            painter.setFont(font)
            painter.setPen(QColor(colors.muted if candidate.possible else shades.faint))
            painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), menu)
        painter.restore()

    def _paint_keys(self, painter: QPainter, entry: Entry, area: QRectF) -> float:
        """What stands on the right; where it begins."""
        theme, candidate = self._theme, entry.candidate
        right, middle = area.right() - theme.px(_SIDE), area.center().y()
        for keys in reversed(candidate.keys[:2]):
            right -= keycap_width(theme, keys)
            paint_keycap(painter, theme, keys, right, middle, not candidate.possible)
            right -= theme.px(6)
        if not candidate.possible:
            words = not_now()
        elif entry.action.isCheckable() and entry.action.isChecked():
            words = QCoreApplication.translate("nndesk", "on")
        else:
            return right
        font = theme.font(11)
        metrics = QFontMetricsF(font)
        right -= metrics.horizontalAdvance(words) + theme.px(4)
        painter.setFont(font)
        painter.setPen(QColor(theme.palette.muted))
        painter.drawText(QPointF(right, middle + (metrics.ascent() - metrics.descent()) / 2), words)
        return right - theme.px(8)

    def _paint_name(
        self,
        painter: QPainter,
        name: str,
        letters: tuple[int, ...],
        left: float,
        right: float,
        middle: float,
        possible: bool,
    ) -> float:
        """The name, its found letters in bold; where it ends."""
        theme = self._theme
        plain, bold = theme.font(13), theme.font(13, bold=True)
        whole = QFontMetricsF(bold)
        shown = whole.elidedText(name, Qt.TextElideMode.ElideRight, right - left)
        baseline = middle + (whole.ascent() - whole.descent()) / 2
        painter.setPen(QColor(theme.palette.text if possible else theme.shades.faint))
        for text, marked in _runs(shown, set(letters)):
            font = bold if marked else plain
            painter.setFont(font)
            painter.drawText(QPointF(left, baseline), text)
            left += QFontMetricsF(font).horizontalAdvance(text)
        return left


def _runs(text: str, letters: set[int]) -> list[tuple[str, bool]]:
    """``text`` cut where letters that were found begin or end."""
    runs: list[tuple[str, bool]] = []
    for i, char in enumerate(text):
        marked = i in letters
        if runs and runs[-1][1] == marked:
            runs[-1] = (runs[-1][0] + char, marked)
        else:
            runs.append((char, marked))
    return runs
