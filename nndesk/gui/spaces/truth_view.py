"""The truth table on the screen: rows to take as the example, cells that light their nodes."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from nndesk.document import edits
from nndesk.document.document import Document
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
from nndesk.gui.painting import paint
from nndesk.gui.spaces.page import Surroundings
from nndesk.network.numbers import NumberFormat
from nndesk.network.truth_tables import Column, TruthTable

_SMALLEST, _LARGEST = 0.8, 1.35
"""How much the table shrinks to fit, and grows where there is room."""
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -1000),
    Qt.Key.Key_End: (0, 1000),
}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TruthView(QWidget):
    """Draws the figure that exports draw.

    A click on a row makes it the example, and selects the neuron of the column; so do the arrows with Enter.
    While the mouse rests on a column, or the keys are in it, its node is lit in all panels.

    Attributes:
        area: what it scrolls in.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._session, self._theme = around.session, around.theme
        self._document = around.session.document
        self._table: TruthTable | None = None
        self._place: TablePlace | None = None
        self._zoom = 1.0
        self._cell: tuple[int, int] | None = None
        self._moves = 0
        self.area: QScrollArea | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
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
        self._place = place_table(table, self._theme.style(document.view), self._around.choices.choice.signs)
        self._fit()
        self._describe()
        self.update()

    def _fit(self) -> None:
        if self._place is None:
            return
        room = self.area.viewport().width() if self.area is not None else self.width()
        self._zoom = min(max(room / self._place.width, _SMALLEST), _LARGEST)
        size = QSize(ceil(self._place.width * self._zoom), ceil(self._place.height * self._zoom))
        self.setMinimumSize(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def place_of(self, row: int, column: int) -> QRectF:
        """Where a cell is on the widget; row −1 is the head."""
        assert self._place is not None
        x, y, width, height = self._place.cell(row, column)
        dx, dy = self._offset()
        zoom = self._zoom
        return QRectF(dx + x * zoom, dy + y * zoom, width * zoom, height * zoom)

    def _offset(self) -> tuple[float, float]:
        """In the middle of what there is; not lower than its upper third."""
        assert self._place is not None
        left = max(0.0, (self.width() - self._place.width * self._zoom) / 2)
        top = max(0.0, (self.height() - self._place.height * self._zoom) / 3)
        return left, top

    def _at(self, event: QMouseEvent) -> tuple[int, int] | None:
        if self._place is None:
            return None
        dx, dy = self._offset()
        at = event.position()
        return self._place.cell_at((at.x() - dx) / self._zoom, (at.y() - dy) / self._zoom)

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._place is None:
            return
        painter = QPainter(self)
        painter.translate(*self._offset())
        painter.scale(self._zoom, self._zoom)
        style = self._theme.style(self._document.view)
        signs = self._around.choices.choice.signs
        paint(painter, table_items(self._place, self._document, style, self._marks(), signs))

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
        cell = self._at(event)
        over_row = cell is not None and cell[0] >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over_row else Qt.CursorShape.ArrowCursor)
        self._session.spotlight.hover(self._node(cell))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._session.spotlight.hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._at(event)
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
        if event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._table is not None and not held and (event.key() in _MOVES or event.key() in _TAKE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._wants(event) or self._table is None:
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
        if self.area is not None:
            middle = self.place_of(*self._cell).center().toPoint()
            self.area.ensureVisible(middle.x(), middle.y(), 40, 40)
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
