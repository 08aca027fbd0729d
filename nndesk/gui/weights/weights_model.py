"""The table of weights and biases as Qt's views read it: a row for each edge and each bias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from nndesk.document.document import Document
from nndesk.document.parameters import (
    Parameter,
    all_parameters,
    changed_parameters,
    initial_value,
    is_locked,
    parameter_value,
)
from nndesk.gui.weights.wording import plain_name, spoken_value

SYMBOL, SOURCE, TARGET, VALUE, INITIAL, LOCK = range(6)
_MANY = 50
"""Changed rows from which on all rows are said to have changed."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class WeightsModel(QAbstractTableModel):
    """Rows of a document's numbers, in layer order or sorted, all or those whose names match a filter.

    Where only numbers change, only the cells that differ are said to have changed: a view keeps its place
    and its selection. Rows stay where they are when what they are sorted by changes, else they would run
    away under the keyboard; sorting again puts them in order.

    Signals:
        lock_wanted(parameter, locked): a box has been ticked or cleared.
    """

    lock_wanted = Signal(object, bool)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._all = all_parameters(document.network)
        self._rows = self._all
        self._row_of = {parameter: i for i, parameter in enumerate(self._rows)}
        self._filter = ""
        self._sorted_by: tuple[int, bool] | None = None

    # --- what it shows -----------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        return self._document

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the rows are, top to bottom."""
        return self._rows

    def parameter(self, row: int) -> Parameter:
        return self._rows[row]

    def row_of(self, parameter: Parameter) -> int | None:
        """None if it is not shown."""
        return self._row_of.get(parameter)

    def set_document(self, document: Document) -> None:
        """Show another document, or other numbers of the same."""
        old, self._document = self._document, document
        if document.network.topology is not old.network.topology:
            parameters = all_parameters(document.network)
            if parameters != self._all:
                self.beginResetModel()
                self._all = parameters
                self._arrange()
                self.endResetModel()
                return
        if document.view.numbers != old.view.numbers:
            self._tell_all(VALUE, INITIAL)
            return
        if document.network is not old.network:
            self._tell(changed_parameters(old.network, document.network), VALUE, LOCK)
        if document.initial is not old.initial:
            self._tell_all(INITIAL, INITIAL)

    def set_filter(self, text: str) -> None:
        """Show only what comes from or goes to nodes whose names contain ``text``, whatever its case."""
        text = text.strip().casefold()
        if text != self._filter:
            self._filter = text
            self.beginResetModel()
            self._arrange()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by none of them (−1) in layer order. Equal rows stay in layer order."""
        self._sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._rows[index.row()]) for index in self.persistentIndexList()]
        self._arrange()
        for index, parameter in kept:
            self.changePersistentIndex(index, self.index(self._row_of[parameter], index.column()))
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        rows = self._all
        if self._filter:
            rows = tuple(p for p in rows if any(self._filter in name.casefold() for name in _names(p)))
        if self._sorted_by is not None:
            column, descending = self._sorted_by
            rows = tuple(self._sorted(rows, column, descending))
        self._rows = rows
        self._row_of = {parameter: i for i, parameter in enumerate(rows)}

    def _sorted(self, rows: Sequence[Parameter], column: int, descending: bool) -> Sequence[Parameter]:
        network, document = self._document.network, self._document
        place = {name: i for i, name in enumerate((*network.inputs, *network.order))}
        if column == VALUE:
            return sorted(rows, key=lambda p: parameter_value(network, p), reverse=descending)
        if column == LOCK:
            return sorted(rows, key=lambda p: is_locked(network, p), reverse=descending)
        if column == SOURCE:
            # A bias comes from nowhere.
            return sorted(
                rows, key=lambda p: -1 if isinstance(p, str) else place[p.source], reverse=descending
            )
        if column == TARGET:
            return sorted(rows, key=lambda p: place[_names(p)[-1]], reverse=descending)
        if column == INITIAL:
            # Those without one stay below, whichever way the others go.
            having = [p for p in rows if initial_value(document, p) is not None]
            having.sort(key=lambda p: initial_value(document, p) or 0.0, reverse=descending)
            return having + [p for p in rows if initial_value(document, p) is None]
        # By symbol: layer order, which puts a neuron's weights and its bias together.
        return rows[::-1] if descending else rows

    def _tell(self, parameters: list[Parameter], first: int, last: int) -> None:
        if len(parameters) > _MANY:
            self._tell_all(first, last)
            return
        for parameter in parameters:
            row = self._row_of.get(parameter)
            if row is not None:
                for column in {first, last}:
                    # One cell at a time: then a view also tells the editor that is open in it.
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)

    def _tell_all(self, first: int, last: int) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self._rows) - 1, last))

    # --- Qt's side ---------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 6

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == VALUE:
            return QCoreApplication.translate(
                "nndesk", "Type a number; Tab goes on, Enter goes down, Ctrl+↑ and Ctrl+↓ turn it"
            )
        if role == Qt.ItemDataRole.ToolTipRole and section == INITIAL:
            return QCoreApplication.translate("nndesk", "What it was before training")
        if role == Qt.ItemDataRole.ToolTipRole and section == LOCK:
            return QCoreApplication.translate("nndesk", "A locked number is never trained (Space)")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                QCoreApplication.translate("nndesk", "Symbol"),
                QCoreApplication.translate("nndesk", "From"),
                QCoreApplication.translate("nndesk", "To"),
                QCoreApplication.translate("nndesk", "Value"),
                QCoreApplication.translate("nndesk", "Initial"),
                QCoreApplication.translate("nndesk", "Lock"),
            )[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        parameter, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(parameter, column)
        if role == Qt.ItemDataRole.EditRole and column == VALUE:
            return parameter_value(self._document.network, parameter)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == LOCK:
            locked = is_locked(self._document.network, parameter)
            return Qt.CheckState.Checked if locked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(parameter, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ticks of the lock. Values are not set here: they go through the session, as one named step."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != LOCK:
            return False
        self.lock_wanted.emit(self._rows[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _text(self, parameter: Parameter, column: int) -> str:
        source, target = ("", parameter) if isinstance(parameter, str) else parameter
        if column == SYMBOL:
            return f"b {target}" if isinstance(parameter, str) else f"w {target} {source}"
        if column == SOURCE:
            return source
        if column == TARGET:
            return target
        numbers = self._document.view.numbers
        if column == VALUE:
            return numbers.text(parameter_value(self._document.network, parameter))
        if column == INITIAL:
            before = initial_value(self._document, parameter)
            return "" if before is None else numbers.text(before)
        return ""

    def _spoken(self, parameter: Parameter, column: int) -> str:
        """What a screen reader says: each cell says which number it belongs to."""
        if column == VALUE:
            return spoken_value(self._document, parameter)
        name = plain_name(parameter)
        if column == INITIAL:
            text = self._text(parameter, INITIAL)
            if not text:
                return QCoreApplication.translate("nndesk", "{name}, not trained").format(name=name)
            return QCoreApplication.translate("nndesk", "{name}, initially {value}").format(
                name=name, value=text
            )
        if column == LOCK:
            locked = is_locked(self._document.network, parameter)
            state = (
                QCoreApplication.translate("nndesk", "locked")
                if locked
                else QCoreApplication.translate("nndesk", "not locked")
            )
            return f"{name}, {state}"
        if column in (SOURCE, TARGET):
            return self._text(parameter, column) or name
        return name


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Views ask for them very often, and to put flags together takes a while.
_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = (
    _PLAIN,
    _PLAIN,
    _PLAIN,
    _PLAIN | Qt.ItemFlag.ItemIsEditable,
    _PLAIN,
    _PLAIN | Qt.ItemFlag.ItemIsUserCheckable,
)
_ALIGNMENT = (_LEFT, _LEFT, _LEFT, _RIGHT, _RIGHT, Qt.AlignmentFlag.AlignCenter)


def _names(parameter: Parameter) -> tuple[str, ...]:
    return (parameter,) if isinstance(parameter, str) else parameter
