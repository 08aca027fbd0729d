"""Ask for the part of the plane to show: from where to where, as people write numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from nndesk.geometry.lines import Window
from nndesk.gui.number_field import INVALID, NumberField
from nndesk.network.numbers import NumberFormat


def tidy(window: Window) -> Window:
    """``window`` with no more decimals than a person would type: to a hundredth of what it spans, or so."""
    x0, x1, y0, y1 = window

    def rounded(value: float, span: float) -> float:
        return round(value, 2 - math.floor(math.log10(span))) + 0.0

    return rounded(x0, x1 - x0), rounded(x1, x1 - x0), rounded(y0, y1 - y0), rounded(y1, y1 - y0)


class RangeDialog(QDialog):
    """``window`` is what was typed, ``equal`` whether both axes shall have one scale.

    Args:
        window: what is visible now.
        names: of the axes, across and up.
        equal: how the box for one scale stands; None leaves it out.
    """

    def __init__(
        self,
        window: Window,
        names: tuple[str, str],
        numbers: NumberFormat,
        equal: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Range of the plane"))
        self.fields: list[NumberField] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        from_words = QCoreApplication.translate("nndesk", "{name} from")
        to_words = QCoreApplication.translate("nndesk", "{name} to")
        x0, x1, y0, y1 = tidy(window)
        for row, (name, low, high) in enumerate(zip(names, (x0, y0), (x1, y1), strict=True)):
            begin = QLabel(from_words.format(name=name))
            begin.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(begin, row, 0)
            grid.addWidget(self._field(low, from_words.format(name=name), numbers), row, 1)
            grid.addWidget(QLabel(QCoreApplication.translate("nndesk", "to")), row, 2)
            grid.addWidget(self._field(high, to_words.format(name=name), numbers), row, 3)
        self._equal: QCheckBox | None = None
        if equal is not None:
            self._equal = QCheckBox(QCoreApplication.translate("nndesk", "One scale for both axes"))
            self._equal.setChecked(equal)
        told = QLabel(
            QCoreApplication.translate(
                "nndesk", "Numbers as you write them: 0,5, 1/2, ½ or sqrt(2). The document keeps the range."
            )
        )
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setStyleSheet(f"color: {INVALID}")
        self.problem.setWordWrap(True)
        self.problem.hide()
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText(QCoreApplication.translate("nndesk", "Show"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(grid)
        if self._equal is not None:
            column.addWidget(self._equal)
        column.addWidget(told)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(380)
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def _field(self, value: float, words: str, numbers: NumberFormat) -> NumberField:
        field = NumberField(value)
        field.set_notation(NumberFormat(6, numbers.decimal_comma, numbers.fractions))
        field.setAccessibleName(words)
        field.textEdited.connect(self._forget_problem)
        self.fields.append(field)
        return field

    @property
    def window_wanted(self) -> Window:
        x0, x1, y0, y1 = (field.value for field in self.fields)
        return x0, x1, y0, y1

    @property
    def equal(self) -> bool:
        """Whether both axes shall have one scale."""
        return self._equal is None or self._equal.isChecked()

    def accept(self) -> None:
        """Only with four numbers that are ranges."""
        for field in self.fields:
            if not field.commit():
                self._complain(field, field.problem or "")
                return
        x0, x1, y0, y1 = self.window_wanted
        for low, high, field in ((x0, x1, self.fields[1]), (y0, y1, self.fields[3])):
            if not low < high:
                text = QCoreApplication.translate("nndesk", "{high} is not above {low}.")
                numbers = NumberFormat()
                self._complain(field, text.format(low=numbers.text(low), high=numbers.text(high)))
                return
        super().accept()

    def _complain(self, field: NumberField, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        field.setFocus()
        field.selectAll()

    def _forget_problem(self) -> None:
        self.problem.hide()


def ask_range(
    window: Window, names: tuple[str, str], numbers: NumberFormat, equal: bool | None, parent: QWidget
) -> tuple[Window, bool | None] | None:
    """The range that is typed and whether both axes shall have one scale; None if nothing is."""
    dialog = RangeDialog(window, names, numbers, equal, parent)
    accepted, wanted = dialog.exec(), (dialog.window_wanted, None if equal is None else dialog.equal)
    dialog.deleteLater()
    return wanted if accepted else None
