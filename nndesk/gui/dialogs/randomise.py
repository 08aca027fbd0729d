"""Ask how to draw random numbers: by which rule, how large, from which seed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nndesk.gui.dialogs import inset
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.number_field import NumberField
from nndesk.gui.theme import Theme


def _rules() -> tuple[tuple[str, str, str], ...]:
    """Key of ``INITIALISATIONS``, name, and what it is for."""
    return (
        (
            "xavier",
            QCoreApplication.translate("nndesk", "Xavier"),
            QCoreApplication.translate(
                "nndesk", "±√(6 / (m + n)) for m nodes that feed a layer of n: for sigmoid and tanh."
            ),
        ),
        (
            "he",
            QCoreApplication.translate("nndesk", "He"),
            QCoreApplication.translate("nndesk", "±√(6 / m) for m nodes that feed a neuron: for ReLUs."),
        ),
        (
            "uniform",
            QCoreApplication.translate("nndesk", "Uniform in ±r"),
            QCoreApplication.translate(
                "nndesk", "The same range everywhere. Very small numbers learn slowly, large ones saturate."
            ),
        ),
        (
            "zeros",
            QCoreApplication.translate("nndesk", "All zero"),
            QCoreApplication.translate(
                "nndesk", "To see why not: neurons of a layer that start alike stay alike."
            ),
        ),
    )


class RandomiseDialog(QDialog):
    """``rule``, ``r`` and ``seed`` are what was chosen."""

    def __init__(self, count: int, theme: Theme, parent: QWidget | None = None) -> None:
        """``count`` numbers are selected; 0 means that the whole network is meant."""
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Draw random numbers"))
        self._rules = _rules()
        self.choice = QComboBox()
        self.choice.setAccessibleName(QCoreApplication.translate("nndesk", "Rule"))
        self.choice.addItems([name for _, name, _ in self._rules])
        self._range = NumberField(0.5, step=0.1, check=_range_problem)
        self._range.setAccessibleName(QCoreApplication.translate("nndesk", "Range r"))
        self._seed = QSpinBox()
        self._seed.setRange(0, 999_999)
        self._seed.setAccessibleName(QCoreApplication.translate("nndesk", "Seed"))
        self._seed.setToolTip(
            QCoreApplication.translate("nndesk", "The same seed gives the same initial weights everywhere")
        )
        inset(self._seed)
        wheel_needs_focus(self.choice, self._seed)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setMinimumHeight(self._note.fontMetrics().height() * 3)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        draw = buttons.button(QDialogButtonBox.StandardButton.Ok)
        draw.setText(
            QCoreApplication.translate("nndesk", "Draw all numbers")
            if not count
            else QCoreApplication.translate("nndesk", "Draw {count} numbers").format(count=count)
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(QCoreApplication.translate("nndesk", "Rule"), self.choice)
        form.addRow(QCoreApplication.translate("nndesk", "Range r"), self._range)
        form.addRow(QCoreApplication.translate("nndesk", "Seed"), self._seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(400))
        self.choice.currentIndexChanged.connect(self._update)
        self._update(0)

    @property
    def rule(self) -> str:
        """A key of ``INITIALISATIONS``."""
        return self._rules[self.choice.currentIndex()][0]

    @property
    def r(self) -> float:
        return self._range.value

    @property
    def seed(self) -> int:
        return self._seed.value()

    def accept(self) -> None:
        """Only with a range that is a number."""
        if self._range.commit():
            super().accept()

    def _update(self, index: int) -> None:
        self._range.setEnabled(self.rule == "uniform")
        self._note.setText(self._rules[index][2])


def _range_problem(r: float) -> str | None:
    if r < 0:
        return QCoreApplication.translate("nndesk", "The range must be 0 or more.")
    return None
