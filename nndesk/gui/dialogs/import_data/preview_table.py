"""The first rows of the table on the screen; its header says, and lets one choose, what each column is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from nndesk.data.csv_columns import Role
from nndesk.gui.dialogs.import_data.preview_model import PreviewModel
from nndesk.gui.dialogs.import_data.roles import ROLE_KEYS, possible_roles, role_name
from nndesk.gui.icons import pixmap
from nndesk.gui.stylesheet import Shades
from nndesk.gui.theme import Theme

_NARROW, _WIDE = 92, 200
_PADDING = 6
_CHEVRON = 12


class RolesHeader(QHeaderView):
    """Under the name of each column stands what it is taken for; a click chooses."""

    def __init__(self, theme: Theme, table: PreviewTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        line = self.viewport().rect()
        color = QColor(self._theme.palette.hairline)
        painter.fillRect(line.left(), line.bottom(), line.width(), 1, color)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self._table.table
        if not 0 <= logicalIndex < len(model.columns):
            return
        column, theme = model.columns[logicalIndex], self._theme
        palette = theme.palette
        painter.save()
        current = logicalIndex == self._table.currentIndex().column() and self._table.hasFocus()
        painter.fillRect(rect, QColor(Shades.of(palette).selection if current else palette.panel))
        inner = rect.adjusted(theme.px(_PADDING), theme.px(5), -theme.px(_PADDING), -theme.px(5))
        left_out = column.role == "ignore"
        painter.setFont(theme.font(12, bold=True))
        painter.setPen(QColor(palette.muted if left_out else palette.text))
        half = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter
        elided = painter.fontMetrics().elidedText(column.name, Qt.TextElideMode.ElideRight, half.width())
        painter.drawText(half, int(align), elided)
        lower = QRect(half.left(), half.bottom() + 1, half.width(), inner.bottom() - half.bottom())
        painter.setFont(theme.font(12))
        color = palette.muted if left_out else palette.accent
        painter.setPen(QColor(color))
        chevron = theme.px(_CHEVRON)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(
            role_name(column.role), Qt.TextElideMode.ElideRight, lower.width() - chevron - 2
        )
        width = metrics.horizontalAdvance(text)
        start = lower.right() - chevron - 2 - width if column.kind == "number" else lower.left()
        painter.drawText(QRect(start, lower.top(), width + 2, lower.height()), int(align), text)
        mark = pixmap("chevron-down", color, chevron, self.devicePixelRatioF())
        painter.drawPixmap(start + width + 3, lower.center().y() - chevron // 2 + 1, mark)
        painter.restore()


class PreviewTable(QTableView):
    """Shows rows of a table. Columns are chosen whole: by a click on the header, or by keys.

    Signals:
        role_wanted(column, role): a person takes a column for something else.
    """

    role_wanted = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = PreviewModel(theme.palette, self)
        self.setModel(self.table)
        self._header = RolesHeader(theme, self)
        self.setHorizontalHeader(self._header)
        self._header.sectionClicked.connect(self._open_menu)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        panel = theme.palette.panel
        self.setStyleSheet(
            "QHeaderView::section:vertical { border: none; font-weight: 400; }"
            f"QTableCornerButton::section {{ background: {panel}; border: none; }}"
            "QAbstractScrollArea::corner { background: transparent; border: none; }"
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(24))
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setSectionsClickable(False)
        rows.setHighlightSections(False)
        self.setAccessibleName(QCoreApplication.translate("nndesk", "First rows of the table"))
        self.setAccessibleDescription(
            QCoreApplication.translate(
                "nndesk",
                "Arrows go from column to column. I makes it an input, T a target, C the class, "
                "S what marks test samples; L leaves it out.",
            )
        )
        self._header.setToolTip(
            QCoreApplication.translate(
                "nndesk", "Click to say what the column is; or I, T, C, S and L on the keyboard"
            )
        )
        self._menu_column = -1

    def fit_columns(self) -> None:
        """Give the columns the width of what is in them, within limits."""
        self.resizeColumnsToContents()
        theme = self._theme
        metrics = QFontMetrics(theme.font(12, bold=True))
        for at, column in enumerate(self.table.columns[:200]):
            title = metrics.horizontalAdvance(column.name) + 2 * theme.px(_PADDING) + 4
            width = max(self.columnWidth(at) + 8, title, theme.px(_NARROW))
            self.setColumnWidth(at, min(width, theme.px(_WIDE)))

    # --- choosing ----------------------------------------------------------------------------------------

    @Slot(int)
    def _open_menu(self, column: int) -> None:
        """The choice under the header of ``column``."""
        if not 0 <= column < len(self.table.columns):
            return
        self.selectColumn(column)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._menu_column = column
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        keys = {role: key for key, role in ROLE_KEYS.items()}
        for role in possible_roles(self.table.columns[column]):
            action = menu.addAction(f"{role_name(role)}\t{Qt.Key(keys[role]).name.removeprefix('Key_')}")
            action.setData(role)
            action.setCheckable(True)
            action.setChecked(role == self.table.columns[column].role)
            group.addAction(action)
        menu.triggered.connect(self._choose)
        left = self._header.sectionViewportPosition(column)
        menu.popup(self._header.mapToGlobal(QPoint(left, self._header.height())))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.role_wanted.emit(self._menu_column, action.data())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = self.currentIndex().column()
        role: Role | None = ROLE_KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if column >= 0 and plain and role is not None:
            if role in possible_roles(self.table.columns[column]):
                self.role_wanted.emit(column, role)
            return
        if column >= 0 and event.key() == Qt.Key.Key_Space:
            self._open_menu(column)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        column = self.currentIndex().column() if by_key else self.columnAt(event.pos().x())
        if column >= 0:
            self._open_menu(column)
