"""W and b of each layer, side by side: to read, to point at, to type into."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nndesk.document.document import Document
from nndesk.document.parameters import Parameter, changed_parameters, is_locked
from nndesk.figure.matrix import ROW, Marks, MatrixPlace, matrix_items, pinned_items, places
from nndesk.gui.focus import claims
from nndesk.gui.painting import paint
from nndesk.gui.session import Selection, Session
from nndesk.gui.theme import Theme
from nndesk.gui.weights import number_keys
from nndesk.gui.weights.changes import WeightChanges
from nndesk.gui.weights.entry_field import EntryEditing
from nndesk.gui.weights.menus import WeightsMenu
from nndesk.gui.weights.wording import plain_name, spoken_value

_MARGIN = 8.0
_SMALLEST, _LARGEST = 0.82, 1.4
"""How much the matrices shrink to fit, and grow where there is room."""
_FEW = 24
"""So many numbers are painted one by one; more, together with all others."""
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)

Entry = tuple[int, int, int]
"""Which layer's matrix, row, column; the column after the last is ``b``."""


class MatricesView(QAbstractScrollArea):
    """Draws the figure that exports draw; only what is visible of large layers.

    Signals:
        removal_tried: Delete was pressed, which takes nothing out of a matrix.
    """

    removal_tried = Signal()

    def __init__(
        self, session: Session, changes: WeightChanges, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._changes = changes
        self._theme = theme
        self._document = session.document
        self._places: tuple[MatrixPlace, ...] = ()
        self._row_at: dict[str, tuple[int, int]] = {}
        self._zoom = 1.0
        self._lift = 0.0
        self._entry: Entry | None = None
        self.editing = EntryEditing(self, self, session, changes, theme)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QAbstractScrollArea::corner { background: transparent; border: none; }")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._say()
        self._lay_out()

    @property
    def entry(self) -> Entry | None:
        """What arrows start from and keys type into."""
        return self._entry

    @property
    def places(self) -> tuple[MatrixPlace, ...]:
        """Where everything stands, before zoom and scrolling."""
        return self._places

    def dress(self) -> None:
        """Take the theme's colours and type."""
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(140))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(64))

    # --- following ---------------------------------------------------------------------------------------

    def show_document(self, document: Document) -> None:
        """Show these numbers."""
        old, self._document = self._document, document
        if document.network is old.network and document.view.numbers == old.view.numbers:
            return
        if document.network.topology is not old.network.topology:
            parameter = self._parameter()
            self._entry = None
            self._lay_out()
            self._entry = self._entry_of(parameter) if parameter is not None else None
        elif document.view.numbers != old.view.numbers:
            self._lay_out()
        else:
            self._follow_numbers(changed_parameters(old.network, document.network))
        self.editing.refresh()
        self._say()

    def follow_selection(self, selection: Selection) -> None:
        """Highlight what is selected; a single thing becomes the present entry."""
        only: Parameter | None = selection.edge or selection.node
        if only is not None and only != self._parameter():
            entry = self._entry_of(only)
            if entry is not None:
                self._entry = entry
                self._reveal()
                self._say()
        self.viewport().update()

    def _follow_numbers(self, changed: list[Parameter]) -> None:
        """Paint these anew, and all only if something else has to move for them."""
        before = self._places, self._zoom, self._lift
        self._find_places()
        if before != (self._places, self._zoom, self._lift) or len(changed) > _FEW:
            self.viewport().update()
            return
        for entry in filter(None, map(self._entry_of, changed)):
            self.viewport().update(self._rect(entry).toAlignedRect().adjusted(-2, -2, 2, 2))

    def _lay_out(self) -> None:
        self._find_places()
        self.viewport().update()

    def _find_places(self) -> None:
        style = self._theme.style(self._document.view)
        self._places = places(self._document.network, style)
        self._row_at = {
            name: (k, i) for k, place in enumerate(self._places) for i, name in enumerate(place.matrix.rows)
        }
        self._measure()

    def _measure(self) -> None:
        width = max((p.x + p.width for p in self._places), default=0.0) + 2 * _MARGIN
        height = max((p.bottom for p in self._places), default=0.0) + _MARGIN
        room = self.viewport().size()
        fits = min(room.width() / max(width, 1.0), room.height() / max(height, 1.0))
        # A little smaller is better than to be scrolled, and much smaller is not.
        self._zoom = min(_LARGEST, fits) if fits > _SMALLEST else 1.0
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, whole, part in ((across, width, room.width()), (down, height, room.height())):
            bar.setRange(0, max(0, ceil(whole * self._zoom) - part))
            bar.setPageStep(max(1, part))
            bar.setSingleStep(self._theme.px(ROW))
        # What fits stands in the middle, not under the title.
        self._lift = max(0.0, (room.height() - height * self._zoom) / 2)
        self.editing.place()

    # --- entries -----------------------------------------------------------------------------------------

    def _parameter(self) -> Parameter | None:
        if self._entry is None:
            return None
        layer, row, column = self._entry
        return self._places[layer].matrix.parameter(row, column)

    def _present(self) -> Parameter | None:
        """The number of the present entry; None where there is no edge."""
        parameter = self._parameter()
        if parameter is None or isinstance(parameter, str):
            return parameter
        return parameter if self._session.document.network.has_edge(*parameter) else None

    def _entry_of(self, parameter: Parameter) -> Entry | None:
        source, target = (None, parameter) if isinstance(parameter, str) else parameter
        if target not in self._row_at:
            return None
        layer, row = self._row_at[target]
        matrix = self._places[layer].matrix
        if source is None:
            return layer, row, matrix.bias_column
        return (layer, row, matrix.columns.index(source)) if source in matrix.columns else None

    def entry_at(self, at: QPoint) -> Entry | None:
        """The entry at a point of the viewport."""
        x, y = self._to_figure(at)
        for layer, place in enumerate(self._places):
            found = place.entry_at(x, y)
            if found is not None:
                return layer, *found
        return None

    def _to_figure(self, at: QPoint) -> tuple[float, float]:
        dx, dy = self._origin()
        return (at.x() - dx) / self._zoom, (at.y() - dy) / self._zoom

    def _origin(self) -> tuple[float, float]:
        return (
            _MARGIN * self._zoom - self.horizontalScrollBar().value(),
            self._lift - self.verticalScrollBar().value(),
        )

    def _rect(self, entry: Entry) -> QRectF:
        layer, row, column = entry
        x, y, width, height = self._places[layer].cell(row, column)
        dx, dy = self._origin()
        return QRectF(x * self._zoom + dx, y * self._zoom + dy, width * self._zoom, height * self._zoom)

    def entry_rect(self, parameter: Parameter) -> QRect | None:
        entry = self._entry_of(parameter)
        return None if entry is None else self._rect(entry).toAlignedRect()

    def entry_targets(self, parameter: Parameter) -> Sequence[Parameter]:
        return (parameter,)

    def entry_left(self, parameter: Parameter, way: int) -> None:
        if way == 0:
            self._move(1, 0)
            return
        entry = self._entry_of(parameter)
        following = None if entry is None else self._next(entry, way)
        if following is not None:
            self._take(following)
            self.edit_current()

    def _next(self, entry: Entry, way: int) -> Entry | None:
        """The next number in reading order, layer after layer; None at the ends."""
        layer, row, column = entry
        network = self._session.document.network
        while True:
            column += way
            matrix = self._places[layer].matrix
            if not 0 <= column <= matrix.bias_column:
                row += way
                if not 0 <= row < len(matrix.rows):
                    layer += way
                    if not 0 <= layer < len(self._places):
                        return None
                    matrix = self._places[layer].matrix
                    row = 0 if way > 0 else len(matrix.rows) - 1
                column = 0 if way > 0 else matrix.bias_column
            if matrix.value(network, row, column) is not None:
                return layer, row, column

    def edit_current(self, first: QKeyEvent | None = None) -> None:
        """Open the field over the present entry, if there is a number."""
        parameter = self._present()
        if parameter is not None:
            self._reveal()
            self.editing.open(parameter, first)
        elif self._entry is not None:
            self._session.message.emit(
                QCoreApplication.translate(
                    "nndesk", "There is no edge: draw it first, then it has a weight."
                ),
                "info",
            )

    def nudge(self, steps: float) -> None:
        """Add so many steps to the present number."""
        parameter = self._present()
        self._changes.nudge(() if parameter is None else (parameter,), steps)

    def toggle_locks(self) -> None:
        """Lock the present number, or free it."""
        parameter = self._present()
        if parameter is not None:
            self._changes.lock((parameter,), not is_locked(self._session.document.network, parameter))

    def explain_removal(self) -> None:
        self.removal_tried.emit()

    def copy(self) -> None:
        """The matrices of the present layer, for a spreadsheet."""
        self._copy_as("text")

    def _copy_as(self, form: str) -> None:
        if self._places:
            layer = self._entry[0] if self._entry is not None else 0
            self._changes.copy_matrix(self._places[layer].matrix, form)

    def paste(self) -> None:
        if self._entry is None and self._places:
            self._entry = (0, 0, 0)
        if self._entry is not None:
            layer, row, column = self._entry
            self._changes.paste_block(self._places[layer].matrix, row, column)

    def _move(self, down: int, right: int) -> None:
        """One entry further; beyond the last column is the next layer."""
        if self._entry is None:
            if self._places:
                self._take((0, 0, 0))
            return
        layer, row, column = self._entry
        row, column = row + down, column + right
        matrix = self._places[layer].matrix
        if column > matrix.bias_column and layer + 1 < len(self._places):
            layer, column = layer + 1, 0
        elif column < 0 and layer > 0:
            layer -= 1
            column = self._places[layer].matrix.bias_column
        matrix = self._places[layer].matrix
        row = min(max(row, 0), len(matrix.rows) - 1)
        self._take((layer, row, min(max(column, 0), matrix.bias_column)))

    def _take(self, entry: Entry) -> None:
        """Make it the present entry, and select what it stands for."""
        self._entry = entry
        self._reveal()
        self._say()
        parameter = self._present()
        if isinstance(parameter, str):
            self._session.select([parameter])
        elif parameter is not None:
            self._session.select((), [parameter])
        else:
            self._session.select()
        self.viewport().update()

    def _reveal(self) -> None:
        """Scroll so that the present entry is visible, with its names if they fit."""
        if self._entry is None:
            return
        rect, room = self._rect(self._entry), self.viewport().rect()
        edge = 30.0 * self._theme.scale
        for bar, low, high, end in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), room.height()),
        ):
            if low < edge:
                bar.setValue(bar.value() + floor(low - edge))
            elif high > end - edge / 2:
                bar.setValue(bar.value() + ceil(high - end + edge / 2))

    def _say(self) -> None:
        """What a screen reader reads: the present entry, else what this is."""
        parameter = self._parameter()
        if parameter is None:
            said = QCoreApplication.translate("nndesk", "Weights and biases as matrices")
        elif isinstance(parameter, str) or self._document.network.has_edge(*parameter):
            said = spoken_value(self._document, parameter)
        else:
            said = QCoreApplication.translate("nndesk", "{name}: no edge").format(name=plain_name(parameter))
        if said != self.accessibleName():
            self.setAccessibleName(said)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # These keys belong to the matrices that have the keyboard, whatever they are shortcuts for elsewhere.
        return claims(event, self._wants) or super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return number_keys.wants(event) or (
            not number_keys.held(event) and (event.key() in _ARROWS or event.key() in _ENDS)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if number_keys.press(self, event):
            return
        key = event.key()
        if number_keys.held(event):
            event.ignore()
        elif key in _ARROWS:
            self._move(*_ARROWS[Qt.Key(key)])
        elif key in _ENDS and self._entry is not None:
            layer, row, _ = self._entry
            self._take((layer, row, 0 if key == Qt.Key.Key_Home else self._places[layer].matrix.bias_column))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self.entry_at(event.position().toPoint())
        if entry is not None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._take(entry)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self.entry_at(event.position().toPoint())
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self._take(entry)
            self.edit_current()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._entry is not None:
            at = self.viewport().mapToGlobal(self._rect(self._entry).bottomLeft().toPoint())
        self.open_menu(at)

    def open_menu(self, at: QPoint) -> None:
        """What can be done to the present entry, and the ways to copy its layer."""
        parameter = self._present()
        chosen = () if parameter is None else (parameter,)
        menu = WeightsMenu(
            self, self._session, self._changes, chosen, self.edit_current, self.copy, self.paste
        )
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Copy as LaTeX"), self._copy_as, "latex")
        menu.add(QCoreApplication.translate("nndesk", "Copy as numpy"), self._copy_as, "numpy")
        menu.popup(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._entry is None and self._places:
            self._entry = (0, 0, 0)
            self._say()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.editing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self._places:
            painter.setFont(self._theme.font(12))
            painter.setPen(QColor(self._theme.palette.muted))
            text = QCoreApplication.translate("nndesk", "Draw a neuron: its weights and bias stand here")
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), text)
            return
        dx, dy = self._origin()
        painter.translate(dx, dy)
        painter.scale(self._zoom, self._zoom)
        shown = QRectF(event.rect())
        left, top = self._to_figure(shown.topLeft().toPoint())
        right, bottom = self._to_figure(shown.bottomRight().toPoint())
        # Names stay at the edges of the view, whatever part of it is painted.
        room = self.viewport().rect()
        seen = (*self._to_figure(room.topLeft()), *self._to_figure(room.bottomRight()))
        selection = self._session.selection
        marks = Marks(selection.nodes, selection.edges)
        style, network = self._theme.style(self._document.view), self._document.network
        for place in self._places:
            if place.x < right and place.x + place.width > left:
                paint(painter, matrix_items(network, place, style, marks, (left, top, right, bottom)))
                paint(painter, pinned_items(place, style, marks, seen))
        painter.resetTransform()
        if self._entry is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.palette.accent), 1.5))
            painter.drawRoundedRect(self._rect(self._entry).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
