"""Ask which part of the samples to hold out of training."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.splitting import split
from nndesk.gui.dialogs import inset
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.theme import Theme

MAX_SEED = 999_999


class SplitDialog(QDialog):
    """``fraction``, ``seed`` and ``stratified`` are what was chosen."""

    def __init__(self, dataset: Dataset, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Hold samples out"))
        self._dataset = dataset
        held_out = int(dataset.test.sum())
        percent = round(100 * held_out / len(dataset)) if held_out else 25
        self.percent = QSpinBox()
        self.percent.setRange(0, 99)
        self.percent.setValue(percent)
        self.percent.setSuffix(QCoreApplication.translate("nndesk", " %"))
        self.seed_field = QSpinBox()
        self.seed_field.setRange(0, MAX_SEED)
        self.seed_field.setToolTip(
            QCoreApplication.translate("nndesk", "The same seed holds out the same samples")
        )
        inset(self.percent, self.seed_field)
        wheel_needs_focus(self.percent, self.seed_field)
        self.by_class = QCheckBox(QCoreApplication.translate("nndesk", "The same part of &each class"))
        self.by_class.setChecked(True)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setMinimumHeight(self._note.fontMetrics().height() * 3)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self._ok = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for caption, field in (
            (QCoreApplication.translate("nndesk", "Held out"), self.percent),
            (QCoreApplication.translate("nndesk", "Seed"), self.seed_field),
        ):
            form.addRow(caption, field)
            field.setAccessibleName(caption)
        form.addRow("", self.by_class)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(380))
        self.percent.valueChanged.connect(self._update)
        self.seed_field.valueChanged.connect(self._update)
        self._update()
        self.percent.selectAll()

    @property
    def fraction(self) -> float:
        return self.percent.value() / 100

    @property
    def seed(self) -> int:
        return self.seed_field.value()

    @property
    def stratified(self) -> bool:
        return self.by_class.isChecked()

    @property
    def note(self) -> str:
        """What will come of it, or why it cannot be."""
        return self._note.text()

    @Slot()
    def _update(self, *_: object) -> None:
        try:
            held_out = int(split(self._dataset, self.fraction, self.seed, False).test.sum())
        except DataError as error:
            self._note.setText(str(error))
            self._ok.setEnabled(False)
            return
        self._ok.setEnabled(True)
        if held_out:
            self._ok.setText(QCoreApplication.translate("nndesk", "Hold out {count}").format(count=held_out))
            text = QCoreApplication.translate(
                "nndesk",
                "{left} samples are left to train on. The others are hollow in the plane; the cost over them "
                "says how well the network does on what it has not seen.",
            )
        else:
            self._ok.setText(QCoreApplication.translate("nndesk", "Hold out none"))
            text = QCoreApplication.translate("nndesk", "All {left} samples are trained on.")
        self._note.setText(text.format(left=len(self._dataset) - held_out))
