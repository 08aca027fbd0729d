"""Which rows of the table are taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from nndesk.data.csv_rows import about
from nndesk.data.csv_wanted import RowChoice
from nndesk.gui.dialogs import inset
from nndesk.gui.focus import wheel_needs_focus

SAMPLE = 10_000
"""Rows that are taken of a table that is too large, unless a person says otherwise."""


class RowFields(QWidget):
    """All rows, the first few, every few, or some at random.

    Signals:
        changed(): a person has chosen something else.
    """

    changed = Signal()

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """``most`` rows can be taken."""
        super().__init__(parent)
        self.which = QComboBox()
        for key, text in (
            ("all", QCoreApplication.translate("nndesk", "All rows")),
            ("first", QCoreApplication.translate("nndesk", "The first rows")),
            ("every", QCoreApplication.translate("nndesk", "One row of every")),
            ("random", QCoreApplication.translate("nndesk", "Rows drawn at random")),
        ):
            self.which.addItem(text, key)
        self.which.setAccessibleName(QCoreApplication.translate("nndesk", "Which rows"))
        self.count = QSpinBox()
        self.count.setRange(1, most)
        self.count.setValue(SAMPLE)
        self.count.setGroupSeparatorShown(True)
        self.count.setAccessibleName(QCoreApplication.translate("nndesk", "How many rows"))
        self.count.setKeyboardTracking(False)
        inset(self.count)
        wheel_needs_focus(self.which, self.count)
        self.size = QLabel()
        self.size.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.which)
        row.addWidget(self.count)
        row.addWidget(self.size)
        row.addStretch(1)
        self.count.hide()
        self.which.currentIndexChanged.connect(self._choose)
        self.count.valueChanged.connect(self._tell)

    @property
    def choice(self) -> RowChoice:
        return RowChoice(
            self.which.currentData(), 0 if self.which.currentIndex() == 0 else self.count.value()
        )

    def show_size(self, rows: int, exact: bool) -> None:
        """Say how many rows there are."""
        if rows == 1 and exact:
            text = QCoreApplication.translate("nndesk", "1 row")
        elif exact:
            text = QCoreApplication.translate("nndesk", "{rows} rows in all")
        else:
            text = QCoreApplication.translate("nndesk", "about {rows} rows in all")
        self.size.setText(text.format(rows=f"{rows:,}" if exact else about(rows)))

    def draw_some(self) -> None:
        """Take rows at random: there are too many for all of them."""
        self.which.setCurrentIndex(self.which.findData("random"))

    def _choose(self) -> None:
        which = self.which.currentData()
        self.count.setVisible(which != "all")
        if which == "every" and self.count.value() == SAMPLE:
            self.count.setValue(10)
        elif which in ("first", "random") and self.count.value() == 10:
            self.count.setValue(SAMPLE)
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()
