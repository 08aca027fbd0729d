"""Ask by what to multiply weights and biases."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from nndesk.gui.number_field import NumberField
from nndesk.network.numbers import NumberFormat


class ScaleDialog(QDialog):
    """``factor`` is what was typed."""

    def __init__(self, numbers: NumberFormat, parent: QWidget | None = None, note: str = "") -> None:
        """``note`` says what will be multiplied; by default, what a neuron's gain is."""
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Scale the gain"))
        self.field = NumberField(2.0, step=0.5)
        self.field.set_notation(numbers)
        self.field.setAccessibleName(QCoreApplication.translate("nndesk", "Multiply by"))
        told = QLabel(
            note
            or QCoreApplication.translate(
                "nndesk",
                "Multiplies the weights that feed the selected neurons, and their biases. "
                "Their lines stay where they are; beyond 1 a sigmoid comes nearer to a step.",
            )
        )
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(
            QCoreApplication.translate("nndesk", "Multiply")
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(QCoreApplication.translate("nndesk", "Multiply by"), self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(told)
        column.addWidget(buttons)
        self.setMinimumWidth(360)
        self.field.setFocus()
        self.field.selectAll()

    @property
    def factor(self) -> float:
        return self.field.value

    def accept(self) -> None:
        """Only with a number."""
        if self.field.commit():
            super().accept()
