"""Ask how a figure should be exported: format, width on paper, resolution, light or dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nndesk.gui.dialogs import inset

MM_PER_UNIT = 25.4 / 96
"""A figure's unit is a CSS pixel."""

FORMATS = ("svg", "pdf", "png", "tex")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The answer: a file suffix of :data:`FORMATS`, millimetres, dots per inch (of a PNG), dark or light."""

    format: str
    width_mm: float
    dpi: float
    dark: bool


class ExportFigureDialog(QDialog):
    """Starts with the figure's natural width; remembers nothing."""

    def __init__(
        self, title: str, natural_width: float, dark: bool = False, parent: QWidget | None = None
    ) -> None:
        """``natural_width`` is the figure's, in its own units."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.format = QComboBox()
        for suffix, text in (
            ("svg", QCoreApplication.translate("nndesk", "SVG: for the web and for drawing programs")),
            ("pdf", QCoreApplication.translate("nndesk", "PDF: for print and LaTeX")),
            ("png", QCoreApplication.translate("nndesk", "PNG: pixels")),
            ("tex", QCoreApplication.translate("nndesk", "TikZ: a LaTeX document of its own")),
        ):
            self.format.addItem(text, suffix)
        self.width_mm = QDoubleSpinBox()
        self.width_mm.setRange(10.0, 2000.0)
        self.width_mm.setDecimals(1)
        self.width_mm.setSuffix(" mm")
        self.width_mm.setValue(natural_width * MM_PER_UNIT)
        self.dpi = QSpinBox()
        self.dpi.setRange(36, 2400)
        self.dpi.setValue(300)
        self.dpi.setSuffix(" dpi")
        inset(self.width_mm, self.dpi)
        self.dark = QCheckBox(QCoreApplication.translate("nndesk", "For dark slides"))
        self.dark.setChecked(dark)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(
            QCoreApplication.translate("nndesk", "Export…")
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(QCoreApplication.translate("nndesk", "Format"), self.format)
        form.addRow(QCoreApplication.translate("nndesk", "Width"), self.width_mm)
        form.addRow(QCoreApplication.translate("nndesk", "Resolution"), self.dpi)
        form.addRow("", self.dark)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(420)
        self.format.currentIndexChanged.connect(self._update)
        self._update()

    @property
    def options(self) -> ExportOptions:
        return ExportOptions(
            format=self.format.currentData(),
            width_mm=self.width_mm.value(),
            dpi=float(self.dpi.value()),
            dark=self.dark.isChecked(),
        )

    def _update(self) -> None:
        # Only pixels have a resolution.
        self.dpi.setEnabled(self.format.currentData() == "png")
