"""The first rows of a table as a model: every cell as it stands there, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nndesk.data.csv_cells import CellError, is_missing, number
from nndesk.data.csv_columns import Column, Preview
from nndesk.figure.style import Palette
from nndesk.gui.dialogs.import_data.roles import role_name
from nndesk.gui.stylesheet import Shades

Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BAD = "–"
"""Stands in a cell that is not there."""


class PreviewModel(QAbstractTableModel):
    """Shows a :class:`Preview` with columns that may have other roles than it suggests."""

    def __init__(self, palette: Palette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._preview: Preview | None = None
        self.columns: tuple[Column, ...] = ()

    def show_table(self, preview: Preview | None) -> None:
        """Show another table; None shows nothing."""
        self.beginResetModel()
        self._preview = preview
        self.columns = preview.columns if preview is not None else ()
        self.endResetModel()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Take the columns for other things."""
        self.columns = columns
        if columns and self._preview is not None:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            last = self.index(self.rowCount() - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- for Qt ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._preview is None else len(self._preview.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self._preview is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"{self._preview.rows[section][0]:,}" if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.name}: {role_name(column.role)}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._preview is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind == "number" else _LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self._cell(index)
            return _BAD if cell is None or not cell.strip() else cell.strip()
        if role == Qt.ItemDataRole.ForegroundRole:
            if column.role == "ignore":
                return QColor(Shades.of(self._palette).faint)
            return QColor(self._palette.delta) if self._problem(index) else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._problem(index) or None
        return None

    def _cell(self, index: Index) -> str | None:
        assert self._preview is not None
        cells = self._preview.rows[index.row()][1]
        return cells[index.column()] if index.column() < len(cells) else None

    def _problem(self, index: Index) -> str:
        """Why the cell cannot be used; empty where it can, or is not wanted."""
        column, cell = self.columns[index.column()], self._cell(index)
        assert self._preview is not None
        if column.role == "ignore":
            return ""
        if cell is None:
            return f"the row has no column {column.name}"
        if column.role in ("class", "test"):
            return "the value is missing" if column.role == "class" and is_missing(cell) else ""
        try:
            number(cell, self._preview.format.decimal)
        except CellError as error:
            return str(error)
        return ""
