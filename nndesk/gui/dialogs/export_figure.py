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
from nndesk.gui.focus import wheel_needs_focus

MM_PER_UNIT = 25.4 / 96
"""A figure's unit is a CSS pixel."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The answer: a file suffix without the dot, millimetres, dots per inch (of a PNG), dark or light."""

    format: str
    width_mm: float
    dpi: float
    dark: bool


class ExportFigureDialog(QDialog):
    """Starts with what it is given; keeping the answer for the next time is up to who asks."""

    def __init__(
        self,
        title: str,
        natural_width: float,
        *,
        format: str = "svg",
        width_mm: float | None = None,
        dpi: int = 300,
        dark: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``natural_width`` is the figure's, in its own units; ``width_mm`` None starts with that."""
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
        self.format.setCurrentIndex(max(0, self.format.findData(format)))
        self.width_mm = QDoubleSpinBox()
        self.width_mm.setRange(10.0, 2000.0)
        self.width_mm.setDecimals(1)
        self.width_mm.setSuffix(" mm")
        self.width_mm.setValue(natural_width * MM_PER_UNIT)
        self._natural = self.width_mm.value()
        if width_mm is not None:
            self.width_mm.setValue(width_mm)
        self.dpi = QSpinBox()
        self.dpi.setRange(36, 2400)
        self.dpi.setValue(dpi)
        self.dpi.setSuffix(" dpi")
        inset(self.width_mm, self.dpi)
        wheel_needs_focus(self.format, self.width_mm, self.dpi)
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
    def is_natural(self) -> bool:
        """Whether the width is still the one that the figure has by itself."""
        return self.width_mm.value() == self._natural

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
