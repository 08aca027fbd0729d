"""The table of weights and biases: a row for each, in step with the selection, all of it by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nndesk.document.document import Document
from nndesk.document.parameters import Parameter, is_locked
from nndesk.gui.focus import claims
from nndesk.gui.session import Selection, Session
from nndesk.gui.theme import Theme
from nndesk.gui.weights import number_keys
from nndesk.gui.weights.changes import WeightChanges
from nndesk.gui.weights.entry_field import EntryEditing
from nndesk.gui.weights.menus import WeightsMenu
from nndesk.gui.weights.row_hover import RowHover
from nndesk.gui.weights.table_delegate import TableDelegate
from nndesk.gui.weights.weights_model import INITIAL, LOCK, SOURCE, SYMBOL, TARGET, VALUE, WeightsModel
from nndesk.network.model import EdgeKey

_ROW = 24
_WIDTHS = {SYMBOL: 82, SOURCE: 62, TARGET: 62, VALUE: 84, INITIAL: 76, LOCK: 52}
_SELECT_ALL = QKeySequence.StandardKey.SelectAll
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class WeightsTable(QTableView):
    """Rows are selected whole; what is typed goes to all of them.

    Signals:
        removal_tried: Delete was pressed, which takes nothing out of a table of numbers.
    """

    removal_tried = Signal()

    def __init__(
        self, session: Session, changes: WeightChanges, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._changes = changes
        self._theme = theme
        self._following = False
        self.weights = WeightsModel(session.document)
        self.setModel(self.weights)
        self.setItemDelegate(TableDelegate(theme, self))
        self.editing = EntryEditing(self, self, session, changes, theme)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The card around it is frame enough.
        self.setStyleSheet("QTableView { border: none; }")
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        # Thousands of rows are not to be asked how tall they are.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setAccessibleName(QCoreApplication.translate("nndesk", "Columns of the table"))
        # By keys, the table's menu sorts.
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It would ask each cell of each column whether it is selected, whenever it is painted.
        header.setSelectionModel(QItemSelectionModel(self.weights, self))
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.weights.layoutAboutToBeChanged.connect(self._close_field)
        header.setStretchLastSection(False)
        self.weights.lock_wanted.connect(self._lock_one)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self._hover = RowHover(self, session)
        self.dress()
        self.follow_selection(session.selection)

    def dress(self) -> None:
        """Take the theme's measures."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(_ROW))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, self._theme.px(width))
        self._share_width()
        self.viewport().update()

    # --- following ---------------------------------------------------------------------------------------

    def show_document(self, document: Document) -> None:
        """Show these numbers; where the graph is the same, the view stays as it is."""
        before, bar = self.weights.parameters, self.verticalScrollBar()
        at = bar.value()
        self._following = True
        try:
            self.weights.set_document(document)
        finally:
            self._following = False
        self.editing.refresh()
        if self.weights.parameters is not before:
            # Another graph: rows have come or gone, but what was read is still there to be read.
            self.updateGeometries()
            bar.setValue(at)
            self.follow_selection(self._session.selection)

    def show_filter(self, text: str) -> None:
        """Show only rows of nodes whose names contain ``text``."""
        self.editing.close()
        self._following = True
        try:
            self.weights.set_filter(text)
        finally:
            self._following = False
        self.follow_selection(self._session.selection)

    def follow_selection(self, selection: Selection) -> None:
        """Select the rows of what is selected, and scroll to the first of them."""
        wanted = self._rows_of(selection)
        if wanted == self._selected_rows():
            return
        self._following = True
        try:
            model, chosen = self.selectionModel(), QItemSelection()
            start = None
            for i, row in enumerate(wanted):
                start = row if start is None else start
                if i + 1 == len(wanted) or wanted[i + 1] != row + 1:
                    chosen.select(self.weights.index(start, 0), self.weights.index(row, LOCK))
                    start = None
            model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if wanted and self.currentIndex().row() not in set(wanted):
                index = self.weights.index(wanted[0], VALUE)
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if wanted:
                self.scrollTo(self.weights.index(wanted[0], VALUE))
        finally:
            self._following = False

    def _rows_of(self, selection: Selection) -> list[int]:
        found = (self.weights.row_of(parameter) for parameter in (*selection.edges, *selection.nodes))
        return sorted(row for row in found if row is not None)

    def _selected_rows(self) -> list[int]:
        ranges = self.selectionModel().selection()
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def selected(self) -> list[Parameter]:
        """The numbers whose rows are selected, top to bottom; without any, that of the current row."""
        rows = self._selected_rows()
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self.weights.parameter(row) for row in rows]

    def _tell_selection(self, *_: object) -> None:
        if self._following:
            return
        parameters = [self.weights.parameter(row) for row in self._selected_rows()]
        edges = [p for p in parameters if isinstance(p, EdgeKey)]
        self._session.select([p for p in parameters if isinstance(p, str)], edges)

    # --- numbers -----------------------------------------------------------------------------------------

    def entry_rect(self, parameter: Parameter) -> QRect | None:
        row = self.weights.row_of(parameter)
        return None if row is None else self.visualRect(self.weights.index(row, VALUE))

    def entry_targets(self, parameter: Parameter) -> Sequence[Parameter]:
        selected = self.selected()
        return selected if parameter in selected else (parameter,)

    def entry_left(self, parameter: Parameter, way: int) -> None:
        row = self.weights.row_of(parameter)
        if row is None:
            return
        following = row + (way or 1)
        if not 0 <= following < self.weights.rowCount():
            self._go(row)
            return
        self._go(following)
        if way:
            self.editing.open(self.weights.parameter(following))

    def edit_current(self, first: QKeyEvent | None = None) -> None:
        """Open the field over the value of the current row, or of the first that is selected."""
        rows, row = self._selected_rows(), self.currentIndex().row()
        if rows and row not in rows:
            row = rows[0]
        if row >= 0:
            self.scrollTo(self.weights.index(row, VALUE))
            self.editing.open(self.weights.parameter(row), first)

    def nudge(self, steps: float) -> None:
        self._changes.nudge(self.selected(), steps)

    def explain_removal(self) -> None:
        self.removal_tried.emit()

    def toggle_locks(self) -> None:
        """Lock what is selected; if all of it is locked, free it."""
        parameters = self.selected()
        network = self._session.document.network
        if parameters:
            self._changes.lock(parameters, not all(is_locked(network, p) for p in parameters))

    def copy(self) -> None:
        self._changes.copy_table(self.selected())

    def paste(self) -> None:
        """Put numbers from the current row down, or where they say that they belong."""
        rows = self._selected_rows()
        start = rows[0] if len(rows) > 1 else max(self.currentIndex().row(), 0)
        places = self.weights.parameters[start:]
        self._changes.paste(places, [self.weights.parameter(row) for row in rows])

    def _go(self, row: int) -> None:
        index = self.weights.index(row, VALUE)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)

    def _lock_one(self, parameter: Parameter, locked: bool) -> None:
        self._changes.lock([parameter], locked)

    def _close_field(self) -> None:
        self.editing.close()

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # These keys belong to the table that has the keyboard, whatever they are shortcuts for elsewhere.
        return claims(event, self._wants) or super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        elsewhere = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        return (
            number_keys.wants(event)
            or event.matches(_SELECT_ALL)
            or (event.key() in _MOVES and not event.modifiers() & elsewhere)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if number_keys.press(self, event):
            return
        if event.matches(_SELECT_ALL):
            self.selectAll()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            # Letters would search the table; here they are the window's.
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() != LOCK:
            self.edit_current()
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.open_menu(at)

    def open_menu(self, at: QPoint) -> None:
        """What can be done to the selected numbers."""
        menu = WeightsMenu(
            self, self._session, self._changes, self.selected(), self.edit_current, self.copy, self.paste
        )
        self._add_sorting(menu)
        menu.popup(at)

    def _add_sorting(self, menu: WeightsMenu) -> None:
        """What a click on a column does, for the keyboard."""
        by = menu.addMenu(QCoreApplication.translate("nndesk", "Sort by"))
        header = self.horizontalHeader()
        section, down = header.sortIndicatorSection(), Qt.SortOrder.DescendingOrder
        layers = QCoreApplication.translate("nndesk", "Layer")
        for column in (-1, *range(self.weights.columnCount())):
            across, shown = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
            text = layers if column < 0 else str(self.weights.headerData(column, across, shown))
            again = column == section and header.sortIndicatorOrder() != down
            order = down if again else Qt.SortOrder.AscendingOrder
            menu.add_choice(text, column == section, self.sortByColumn, column, order, menu=by)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.editing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.editing.place()

    def _share_width(self) -> None:
        """Give the columns what there is, in proportion, but not more than looks like a table."""
        least = {column: self._theme.px(width) for column, width in _WIDTHS.items()}
        wider = max(1.0, min(1.5, self.viewport().width() / sum(least.values())))
        for column, width in least.items():
            self.setColumnWidth(column, int(width * wider))
