"""The identities as Qt's views read them: a row for each vertex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPixmap

from nndesk.figure.hypercube import vertex_color
from nndesk.figure.identities import Identities, Identity
from nndesk.figure.identities_table import compact_code
from nndesk.figure.marker import marker
from nndesk.geometry.lines import Code
from nndesk.gui.painting import paint
from nndesk.gui.spaces.identity_words import code_text, identity_words
from nndesk.gui.theme import Theme
from nndesk.network.numbers import NumberFormat

_LONGEST = 6
"""Longer identities are a line of digits without commas."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class IdentitiesModel(QAbstractTableModel):
    """Identity, output, samples class by class, area or that it is unbounded. Sorted where asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._data: Identities | None = None
        self._rows: tuple[Identity, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._numbers = NumberFormat()
        self._sorted_by: tuple[int, bool] | None = None
        self._marks: dict[tuple[str, int, bool], QPixmap] = {}

    # --- what it shows -----------------------------------------------------------------------------------

    @property
    def identities(self) -> Identities | None:
        return self._data

    def row(self, number: int) -> Identity:
        return self._rows[number]

    def row_of(self, code: Code | None) -> int | None:
        """None if it is not in the table."""
        return next((i for i, row in enumerate(self._rows) if row.code == code), None)

    def show(self, data: Identities, labels: tuple[str, ...], numbers: NumberFormat) -> None:
        """Show these; where the vertices are the same, a view keeps its place."""
        same = (
            self._data is not None
            and [row.code for row in self._data.rows] == [row.code for row in data.rows]
            and _classes(self._data) == _classes(data)
        )
        self._labels, self._numbers = labels, numbers
        self._marks.clear()
        if not same:
            self.beginResetModel()
        self._data = data
        # What it is sorted by may have changed; rows that ran away under the keyboard would be worse.
        place = {row.code: row for row in data.rows}
        self._rows = tuple(place[row.code] for row in self._rows) if same else self._arranged()
        if same:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        else:
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by none of them (−1) by identity. Equal rows stay in the order of their identities."""
        self._sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._rows[index.row()].code) for index in self.persistentIndexList()]
        self._rows = self._arranged()
        for index, code in kept:
            row = self.row_of(code)
            self.changePersistentIndex(
                index, self.index(row, index.column()) if row is not None else QModelIndex()
            )
        self.layoutChanged.emit()

    def _arranged(self) -> tuple[Identity, ...]:
        rows = self._data.rows if self._data is not None else ()
        if self._sorted_by is None:
            return rows
        column, descending = self._sorted_by
        return tuple(sorted(rows, key=lambda row: self._key(row, column), reverse=descending))

    def _key(self, row: Identity, column: int) -> Any:
        kind, at = self._column(column)
        if kind == "z":
            return row.kind if row.z is None else row.z
        if kind == "class":
            return row.counts[at]
        if kind == "area":
            return (row.reached is not False, row.bounded is not True, row.area or 0.0)
        return row.code

    # --- for Qt ------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns())

    def _columns(self) -> list[tuple[str, int]]:
        classes = _classes(self._data) if self._data is not None else 0
        return [
            ("identity", 0),
            ("z", 0),
            *(("class", i) for i in range(classes)),
            ("area", 0),
        ]

    def _column(self, column: int) -> tuple[str, int]:
        return self._columns()[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        kind, at = self._column(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(kind)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(kind, at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._title_tip(kind, at)
        return None

    def _title(self, kind: str, at: int) -> str:
        if kind == "identity":
            return QCoreApplication.translate("nndesk", "Identity")
        if kind == "z":
            node = self._data.node if self._data is not None else None
            if node is None:
                return QCoreApplication.translate("nndesk", "Winner")
            return QCoreApplication.translate("nndesk", "z of {node}").format(node=node)
        if kind == "class":
            return self._label(at)
        return QCoreApplication.translate("nndesk", "Area")

    def _title_tip(self, kind: str, at: int) -> str:
        names = ", ".join(self._data.names) if self._data is not None else ""
        if kind == "identity":
            text = QCoreApplication.translate("nndesk", "What {names} give in the region, in this order")
            return text.format(names=names)
        if kind == "z":
            return QCoreApplication.translate("nndesk", "What the rest of the network makes of it")
        if kind == "class":
            text = QCoreApplication.translate("nndesk", "How many samples of {label} are in the region")
            return text.format(label=self._label(at))
        return QCoreApplication.translate(
            "nndesk", "How large the region is, as far as the plane shows it; or that it has no end"
        )

    def _label(self, at: int) -> str:
        if at < len(self._labels):
            return self._labels[at]
        return QCoreApplication.translate("nndesk", "Class {number}").format(number=at)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._data is None or not index.isValid():
            return None
        row = self._rows[index.row()]
        kind, at = self._column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, kind, at)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(kind)
        if role == Qt.ItemDataRole.DecorationRole and kind == "identity":
            return self._mark(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return identity_words(self._data, row, self._numbers)
        if role == Qt.ItemDataRole.ForegroundRole and row.reached is False:
            return QColor(self._theme.palette.muted)
        return None

    def _text(self, row: Identity, kind: str, at: int) -> str:
        assert self._data is not None
        if kind == "identity":
            long = self._data.dimension > _LONGEST
            return compact_code(self._data, row) if long else code_text(self._data, row.code)
        if kind == "z":
            if row.winner is not None:
                return self._data.outputs[row.winner]
            return "" if row.z is None else self._numbers.text(row.z)
        if kind == "class":
            return str(row.counts[at]) if at < len(row.counts) else "0"
        if row.reached is False:
            return QCoreApplication.translate("nndesk", "empty")
        if row.bounded is False:
            return QCoreApplication.translate("nndesk", "unbounded")
        return "" if row.area is None or row.bounded is None else self._numbers.text(row.area)

    def _mark(self, row: Identity) -> QPixmap:
        """The vertex as the cube draws it: its shape and colour by the output, hollow if nothing is there."""
        assert self._data is not None
        color = vertex_color(self._data, row, self._theme.style())
        filled = bool(row.reached)
        key = (color, row.kind, filled)
        if key not in self._marks:
            side = self._theme.px(12)
            picture = QPixmap(QSize(side, side) * 2)
            picture.setDevicePixelRatio(2)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            inside = color if filled else self._theme.palette.panel
            paint(painter, [marker(row.kind, (side / 2, side / 2), 0.36 * side, inside, color)])
            painter.end()
            self._marks[key] = picture
        return self._marks[key]

    def lines(self, rows: Sequence[int]) -> str:
        """Rows for a spreadsheet, with the titles above."""
        columns = range(self.columnCount())
        head = [self._title(*self._column(i)) for i in columns]
        texts = [[self._text(self._rows[row], *self._column(i)) for i in columns] for row in rows]
        return "\n".join("\t".join(line) for line in (head, *texts)) + "\n"


def _alignment(kind: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if kind == "identity" else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _classes(data: Identities) -> int:
    return max((len(row.counts) for row in data.rows), default=0)
