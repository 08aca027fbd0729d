"""The inspector's rows: caption, symbol, number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QWidget,
)

from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import NumberField
from nndesk.gui.theme import Theme
from nndesk.network.numbers import THREE_DIGITS, NumberFormat

UNKNOWN = "—"
"""Stands for a number that the walk has not come to yet."""


class ValueLabel(QLabel):
    """A number that cannot be edited, in a colour of the palette; an em dash while it is not known."""

    def __init__(self, theme: Theme, spoken: str, role: str = "text") -> None:
        super().__init__(UNKNOWN)
        self._theme = theme
        self._spoken = spoken
        self._color = getattr(theme.palette, role)
        self._known = True
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # The form's menu copies it, too.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._dress(False)

    def show_number(self, value: float | None, numbers: NumberFormat = THREE_DIGITS) -> None:
        text = UNKNOWN if value is None else numbers.text(value)
        self.show_text(text, known=value is not None)

    def show_text(self, text: str, known: bool = True) -> None:
        self.setText(text)
        self.setAccessibleName(f"{self._spoken}: {text}")
        self._dress(known)

    def _dress(self, known: bool) -> None:
        if known == self._known:
            return
        self._known = known
        weight, color = (600, self._color) if known else (400, self._theme.shades.faint)
        # As far from the edge as the text of a field.
        self.setStyleSheet(f"font-weight: {weight}; color: {color}; padding-right: {self._theme.px(7)}px;")


class Chooser(QComboBox):
    """A choice that looks like text until it is touched. Scrolling over it scrolls the panel."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str]], spoken: str) -> None:
        """``choices`` are (key, text)."""
        super().__init__()
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for key, text in choices:
            self.addItem(text, key)
        self._theme = theme
        self.setFont(theme.font(13, bold=True))

    def show_key(self, key: str | None) -> None:
        """Show this choice; None shows none of them."""
        self.setCurrentIndex(-1 if key is None else self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(13, bold=True))
        texts = [self.itemText(i) for i in range(self.count())] + [self.placeholderText()]
        width = max(metrics.horizontalAdvance(text) for text in texts)
        return QSize(width + self._theme.px(36), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(70), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Right-aligned like the numbers, which a style sheet cannot do.
        theme, scale = self._theme, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            edge = theme.palette.accent if self.hasFocus() else theme.shades.edge
            painter.setPen(QPen(QColor(edge), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        right = self.width() - 9 * scale
        middle = self.height() / 2
        pen = QPen(QColor(theme.palette.muted), 1.4 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        wide, high = 7 * scale, 3.5 * scale
        painter.drawPolyline(
            [
                QPointF(right - wide, middle - high / 2),
                QPointF(right - wide / 2, middle + high / 2),
                QPointF(right, middle - high / 2),
            ]
        )
        text, color = self.currentText(), theme.palette.text
        if self.currentIndex() < 0:
            text, color = self.placeholderText(), theme.palette.muted
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(QColor(color))
        room = QRectF(4, 0, right - wide - 6 * scale - 4, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, flags, text)


class Form(QWidget):
    """Rows under each other in three columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(5)
        self._grid.setVerticalSpacing(1)
        # Captions take what they need, or less where there is less.
        self._grid.setColumnMinimumWidth(0, theme.px(58))
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 5)
        self._row = 0
        self._rows: list[tuple[str, str, QWidget]] = []
        self._asked_for: QWidget = self

    def row(
        self,
        caption: str,
        symbol: str,
        spoken: str,
        widget: QWidget,
        role: str = "text",
        button: QWidget | None = None,
    ) -> MathLabel | None:
        """Add a row and return its symbol; that is LaTeX in the palette's colour ``role``, or empty.

        A ``button`` stands at the end of the row, in a column of its own.
        """
        # What is in the row needs the room more than its caption does.
        label = ElidedLabel(caption)
        label.setProperty("role", "muted")
        label.setMinimumHeight(self.theme.px(26))
        self._grid.addWidget(label, self._row, 0)
        math = None
        if symbol:
            math = MathLabel(self.theme, symbol, spoken, role=role)
            self._grid.addWidget(
                math, self._row, 1, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            )
        if isinstance(widget, NumberField | ValueLabel):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            widget.setMinimumWidth(self.theme.px(58))
            self._grid.addWidget(widget, self._row, 2)
        else:
            # Names and choices may be long; they take the symbol's place.
            alignment = Qt.AlignmentFlag.AlignRight if isinstance(widget, QComboBox) else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, self._row, 1, 1, 2, alignment)
        if button is not None:
            self._grid.addWidget(button, self._row, 3)
        if isinstance(widget, QLineEdit | QComboBox):
            label.setBuddy(widget)
        self._row += 1
        self._rows.append((caption, symbol, widget))
        return math

    def rule(self) -> None:
        """Add a hairline."""
        line = QFrame()
        line.setFixedHeight(1)
        # It ends where the numbers do, not where their fields would.
        margin = self.theme.px(9)
        line.setStyleSheet(f"background: {self.theme.palette.hairline}; margin-right: {margin}px;")
        self._grid.setRowMinimumHeight(self._row, self.theme.px(13))
        self._grid.addWidget(line, self._row, 0, 1, 3, Qt.AlignmentFlag.AlignVCenter)
        self._row += 1

    def note(self, text: str) -> QLabel:
        """Add a muted line over all columns."""
        label = QLabel(text)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setContentsMargins(0, 2, 0, 4)
        self.wide(label)
        return label

    def wide(self, widget: QWidget) -> None:
        """Add something over all columns."""
        self._grid.addWidget(widget, self._row, 0, 1, 4)
        self._row += 1

    # --- its menu ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos().y()
        row = next((w for _, _, w in self._rows if w.y() - 2 <= at <= w.geometry().bottom() + 2), None)
        if row is None:
            event.ignore()
            return
        menu = ContextMenu(self)
        text = QCoreApplication.translate("nndesk", "Copy {value}")
        value = _text_of(row)
        menu.add(text.format(value=value), _copy, value, enabled=value != UNKNOWN)
        self.extend_menu(row, menu)
        menu.popup(menu_place(event, self))

    def extend_menu(self, widget: QWidget, menu: QMenu) -> None:
        """Add to a menu what can be done with the row of ``widget``."""
        symbols = {id(row): symbol for _, symbol, row in self._rows}
        self._asked_for = widget
        if symbols.get(id(widget)):
            menu.addAction(QCoreApplication.translate("nndesk", "Copy as LaTeX"), self._copy_latex)
        menu.addAction(QCoreApplication.translate("nndesk", "Copy all rows"), self.copy_rows)

    def copy_rows(self) -> None:
        """Put all rows on the clipboard, for a spreadsheet: caption, symbol, value."""
        caption, lines = "", []
        for own, symbol, widget in self._rows:
            caption = own or caption
            lines.append("\t".join((caption, symbol, _text_of(widget))))
        _copy("\n".join(lines))

    def _copy_latex(self) -> None:
        symbol = next((symbol for _, symbol, row in self._rows if row is self._asked_for), "")
        _copy(f"{symbol} = {_text_of(self._asked_for)}")


def _text_of(widget: QWidget) -> str:
    """The value of a row as it is shown."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QLabel | QLineEdit) else ""


def _copy(text: str) -> None:
    # The sign that spreadsheets and programs take for a minus.
    QGuiApplication.clipboard().setText(text.replace("\u2212", "-"))
