"""The truth table on the screen: rows to take as the example, cells that light their nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.figure.primitives import Item
from nndesk.figure.truth_table import (
    TableMarks,
    TablePlace,
    as_csv,
    as_latex,
    as_markdown,
    place_table,
    row_text,
    table_items,
)
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.focus import claims
from nndesk.gui.spaces.drawn_table import DrawnTable
from nndesk.gui.spaces.page import Surroundings
from nndesk.network.numbers import NumberFormat
from nndesk.network.truth_tables import Column, TruthTable

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -1000),
    Qt.Key.Key_End: (0, 1000),
}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TruthView(DrawnTable):
    """Draws the figure that exports draw.

    A click on a row makes it the example, and selects the neuron of the column; so do the arrows with Enter.
    While the mouse rests on a column, or the keys are in it, its node is lit in all panels.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._session, self._theme = around.session, around.theme
        self._document = around.session.document
        self._table: TruthTable | None = None
        self._truth: TablePlace | None = None
        self._cell: tuple[int, int] | None = None
        self._moves = 0
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Truth table"))
        around.session.spotlight.node_hovered.connect(self._node_hovered)

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column that keys start from."""
        return self._cell

    def show_table(self, document: Document, table: TruthTable) -> None:
        """Show this table, which is that of ``document``."""
        if self._table is None or table.columns != self._table.columns:
            self._cell = None
        row = table.row_of(document.example.x)
        if self._cell is not None and row is not None:
            self._cell = (row, self._cell[1])
        self._document, self._table = document, table
        style, signs = self._theme.style(document.view), self._around.choices.choice.signs
        self._truth = place_table(table, style, signs)
        self.show_place(self._truth)
        self._describe()

    def items(self) -> Iterator[Item]:
        assert self._truth is not None
        style = self._theme.style(self._document.view)
        signs = self._around.choices.choice.signs
        return table_items(self._truth, self._document, style, self._marks(), signs)

    def _marks(self) -> TableMarks:
        assert self._table is not None
        playback = self._around.playback
        step, known = playback.step(), None
        if step is not None and (found := playback.known()) is not None:
            known = frozenset(
                (*(Column("signal", name) for name in found.s), *(Column("output", name) for name in found.z))
            )
        node = self._session.spotlight.node
        if node is None and step is not None:
            node = step.node
        return TableMarks(
            self._table.row_of(self._document.example.x),
            node,
            self._cell if self.hasFocus() else None,
            known,
        )

    def _node_hovered(self, _: object) -> None:
        if self.isVisible():
            self.update()

    # --- the mouse ---------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_under(event)
        over_row = cell is not None and cell[0] >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over_row else Qt.CursorShape.ArrowCursor)
        self._session.spotlight.hover(self._node(cell))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._session.spotlight.hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_under(event)
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            return
        self._moves += 1
        if cell[0] >= 0:
            self._cell = cell
            self._take(cell[0])
        self._select(cell)

    def _node(self, cell: tuple[int, int] | None) -> str | None:
        """The neuron whose column it is; inputs make no field."""
        if cell is None or self._table is None:
            return None
        column = self._table.columns[cell[1]]
        return column.node if column.kind != "input" else None

    def _select(self, cell: tuple[int, int]) -> None:
        assert self._table is not None
        self._session.select([self._table.columns[cell[1]].node])

    def _take(self, row: int) -> None:
        """Make a row the example, with its target where there is one."""
        assert self._table is not None
        document, table = self._session.document, self._table
        t = [
            value
            for column, value in zip(table.columns, table.rows[row], strict=True)
            if column.kind == "target" and value is not None
        ]
        self._session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(document, table.x(row), t if t else None),
            merge=("truth table", self._moves),
        )
        self._describe()
        self.update()

    # --- the keyboard ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere the arrows walk; here they go from cell to cell.
        return claims(event, self.wants) or super().event(event)

    def wants(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._table is not None and not held and (event.key() in _MOVES or event.key() in _TAKE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.wants(event) or self._table is None:
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
            return
        rows, columns = len(self._table.rows), len(self._table.columns)
        if event.key() in _TAKE:
            if self._cell is not None:
                self._select(self._cell)
            return
        down, right = _MOVES[Qt.Key(event.key())]
        start = self._table.row_of(self._document.example.x) or 0
        row, column = self._cell if self._cell is not None else (start - down, 0)
        self._cell = (min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1))
        if not event.isAutoRepeat() and right:
            self._moves += 1
        if down:
            self._take(self._cell[0])
        self._session.spotlight.hover(self._node(self._cell))
        self.scroll_to(*self._cell)
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._cell is None and self._table is not None:
            self._cell = (self._table.row_of(self._document.example.x) or 0, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._session.spotlight.hover(None)
        self.update()

    def _describe(self) -> None:
        table = self._table
        if table is None:
            return
        numbers = self._document.view.numbers
        row = self._cell[0] if self._cell is not None else table.row_of(self._document.example.x)
        text = row_text(table, row, numbers) if row is not None and row < len(table.rows) else ""
        self.setAccessibleDescription(text)

    # --- the menu ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if self._table is None:
            return
        menu = ContextMenu(self)
        signs = menu.add(
            QCoreApplication.translate("nndesk", "Signals by their signs alone"), self._toggle_signs
        )
        signs.setCheckable(True)
        signs.setChecked(self._around.choices.choice.signs)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Copy"), self.copy_text, keys="Ctrl+C")
        menu.add(QCoreApplication.translate("nndesk", "Copy as LaTeX"), self._copy, as_latex)
        menu.add(QCoreApplication.translate("nndesk", "Copy as Markdown"), self._copy, as_markdown)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Export figure…"), self._around.export, "truth-table")
        menu.popup(menu_place(event, self))

    def _toggle_signs(self) -> None:
        choices = self._around.choices
        choices.choose(signs=not choices.choice.signs)

    def copy_text(self) -> None:
        """Put the table on the clipboard as a spreadsheet takes it."""
        assert self._table is not None
        QGuiApplication.clipboard().setText(as_csv(self._table).replace(",", "\t"))

    def _copy(self, write: Callable[[TruthTable, NumberFormat, bool], str]) -> None:
        assert self._table is not None
        numbers, signs = self._document.view.numbers, self._around.choices.choice.signs
        QGuiApplication.clipboard().setText(write(self._table, numbers, signs))
