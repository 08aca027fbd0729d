"""The page of the table: every identity, who is in its region, what comes out, for up to 64 neurons."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nndesk.document.document import Document
from nndesk.figure.identities import Identities, identities
from nndesk.figure.identities_table import identities_text
from nndesk.geometry.lines import Window
from nndesk.gui.clipboard import put_text
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.focus import claims
from nndesk.gui.spaces.computation import Computation
from nndesk.gui.spaces.identities_model import IdentitiesModel
from nndesk.gui.spaces.identity_words import reached_sentence, sides_sentence
from nndesk.gui.spaces.page import Page, Surroundings

VIEW = "regions"
_ROW = 24
_WIDEST = 260
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class IdentitiesTable(QTableView):
    """Rows are regions: the present one is lit in plane and cube, and what is lit there is present."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._spotlight = around.session.spotlight
        self._following = False
        self.rows = IdentitiesModel(around.theme)
        self.setModel(self.rows)
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Regions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The card around it is frame enough, and narrow.
        self.setStyleSheet("QTableView { border: none; } QHeaderView::section { padding: 4px 3px; }")
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setAccessibleName(QCoreApplication.translate("nndesk", "Columns of the table"))
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.rows.modelReset.connect(self._size_columns)
        self.selectionModel().currentRowChanged.connect(self._light)
        self._spotlight.code_lit.connect(self._follow)
        around.theme.changed.connect(self._dress)
        self._dress()

    def show_identities(self, data: Identities, document: Document) -> None:
        self._following = True
        try:
            self.rows.show(data, document.dataset.labels, document.view.numbers)
        finally:
            self._following = False
        self._follow(self._spotlight.code)

    def _dress(self) -> None:
        px = self._around.theme.px(_ROW)
        self.verticalHeader().setMinimumSectionSize(px)
        self.verticalHeader().setDefaultSectionSize(px)
        self._size_columns()

    def _size_columns(self) -> None:
        header, widest = self.horizontalHeader(), self._around.theme.px(_WIDEST)
        # A few rows say how wide all are: thousands are not to be measured.
        header.setResizeContentsPrecision(20)
        for column in range(self.rows.columnCount()):
            wanted = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            header.resizeSection(column, min(wanted, widest))

    # --- what is lit -------------------------------------------------------------------------------------

    def _light(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._following and now.isValid():
            self._spotlight.light(self.rows.row(now.row()).code)

    def _follow(self, code: object) -> None:
        row = self.rows.row_of(self._spotlight.code)
        if row == self.currentIndex().row() and row is not None:
            return
        self._following = True
        try:
            if row is None:
                self.selectionModel().clear()
            else:
                flags = (
                    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                )
                self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags)
                self.scrollTo(self.rows.index(row, 0))
        finally:
            self._following = False

    # --- keys and menu -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys walk; here they go from row to row.
        return claims(event, self._wants) or super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.matches(QKeySequence.StandardKey.Copy) or (not held and event.key() in _MOVES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        last = self.rows.rowCount() - 1
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not held and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self.setCurrentIndex(self.rows.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        elif held or event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            # Letters would look for a row that begins with them; they are the window's keys.
            event.ignore()

    def copy(self) -> None:
        """The table, for a spreadsheet."""
        put_text(self.rows.lines(range(self.rows.rowCount())))

    def copy_row(self) -> None:
        """The present row, for a spreadsheet."""
        put_text(self.rows.lines([self.currentIndex().row()]))

    def _copy_as(self, form: str) -> None:
        data = self.rows.identities
        if data is not None:
            document = self._around.session.document
            QGuiApplication.clipboard().setText(
                identities_text(data, form, document.view.numbers, document.dataset.labels)
            )

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.sortByColumn(column, order)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = ContextMenu(self)
        menu.add(QCoreApplication.translate("nndesk", "Copy"), self.copy, keys="Ctrl+C")
        row = menu.add(QCoreApplication.translate("nndesk", "Copy this row"), self.copy_row)
        row.setEnabled(self.currentIndex().isValid())
        menu.add(QCoreApplication.translate("nndesk", "Copy as LaTeX"), self._copy_as, "tex")
        menu.add(QCoreApplication.translate("nndesk", "Copy as Markdown"), self._copy_as, "md")
        menu.addSeparator()
        sort = menu.addMenu(QCoreApplication.translate("nndesk", "Sort by"))
        for column in range(self.rows.columnCount()):
            title = self.rows.headerData(column, Qt.Orientation.Horizontal)
            # What there is most of comes first; identities are read from 0.
            order = Qt.SortOrder.DescendingOrder if column else Qt.SortOrder.AscendingOrder
            menu.add(title, self._sort, column, order, menu=sort)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Export table…"), self._around.export, VIEW)
        menu.popup(menu_place(event, self))
        event.accept()


class IdentitiesPage(Page):
    """The table, and under it which vertices are reached."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.table = IdentitiesTable(around)
        self.set_body(self.table)
        self._computation = Computation(around.worker, VIEW, self)
        self._computation.computed.connect(self._show)
        self._computation.failed.connect(self.refuse)

    @property
    def busy(self) -> bool:
        return self._computation.busy

    def refresh(self) -> None:
        node, window = self.around.shaded()
        self._computation.ask(partial(_compute, self.document, node, window))

    def _show(self, data: Identities) -> None:
        self.table.show_identities(data, self.document)
        self.say(" ".join(part for part in (reached_sentence(data), sides_sentence(data)) if part))
        self.table.setAccessibleDescription(self.sentence)


def _compute(document: Document, node: str | None, window: Window, cancel: threading.Event) -> Identities:
    return identities(document, node, window, cancel)
