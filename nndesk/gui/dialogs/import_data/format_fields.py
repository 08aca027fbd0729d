"""How the table is written: found out, and said, or chosen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from nndesk.data.csv_format import CsvFormat, FormatChoice
from nndesk.data.csv_source import ENCODINGS
from nndesk.gui.focus import wheel_needs_focus


def _separators() -> dict[object, str]:
    return {
        ",": QCoreApplication.translate("nndesk", "Comma"),
        ";": QCoreApplication.translate("nndesk", "Semicolon"),
        "\t": QCoreApplication.translate("nndesk", "Tab"),
        " ": QCoreApplication.translate("nndesk", "Spaces"),
        "|": QCoreApplication.translate("nndesk", "Bar |"),
    }


def _decimals() -> dict[object, str]:
    return {
        ".": QCoreApplication.translate("nndesk", "Point 0.5"),
        ",": QCoreApplication.translate("nndesk", "Comma 0,5"),
    }


def _headers() -> dict[object, str]:
    return {
        True: QCoreApplication.translate("nndesk", "Names"),
        False: QCoreApplication.translate("nndesk", "A sample"),
    }


def _encodings() -> dict[object, str]:
    return {key: ENCODINGS[key] for key in ("utf-8", "utf-16", "cp1252", "latin-1")}


class FormatFields(QWidget):
    """Four choices, each "auto" at first, which says in brackets what was found.

    Signals:
        changed(): a person has chosen something else.
    """

    changed = Signal()

    def __init__(self, *, encoding: bool = True, parent: QWidget | None = None) -> None:
        """``encoding``: whether the table is a file, whose letters may be encoded in one way or another."""
        super().__init__(parent)
        self.separator = QComboBox()
        self.decimal = QComboBox()
        self.header = QComboBox()
        self.encoding = QComboBox()
        self._choices = (
            (self.separator, QCoreApplication.translate("nndesk", "Separator"), _separators()),
            (self.decimal, QCoreApplication.translate("nndesk", "Decimal mark"), _decimals()),
            (self.header, QCoreApplication.translate("nndesk", "First row"), _headers()),
            (self.encoding, QCoreApplication.translate("nndesk", "Encoding"), _encodings()),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (box, caption, choices) in enumerate(self._choices):
            box.addItem("", None)
            for value, text in choices.items():
                box.addItem(text, value)
            box.setAccessibleName(caption)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.currentIndexChanged.connect(self._tell)
            label = QLabel(caption)
            label.setProperty("role", "caption")
            label.setBuddy(box)
            grid.addWidget(label, 0, at)
            grid.addWidget(box, 1, at)
            grid.setColumnStretch(at, 1)
            shown = encoding or box is not self.encoding
            label.setVisible(shown)
            box.setVisible(shown)
        wheel_needs_focus(*(box for box, _, _ in self._choices))
        self.show_found(None)

    @property
    def choice(self) -> FormatChoice:
        """What has been chosen; None where it is to be found out."""
        return FormatChoice(
            self.encoding.currentData(),
            self.separator.currentData(),
            self.decimal.currentData(),
            self.header.currentData(),
        )

    def show_found(self, format: CsvFormat | None) -> None:
        """Say what was found where nothing is chosen."""
        automatic = QCoreApplication.translate("nndesk", "Auto")
        found: dict[QComboBox, object] = {}
        if format is not None:
            found = {
                self.separator: format.separator,
                self.decimal: format.decimal,
                self.header: format.header,
                self.encoding: format.encoding,
            }
        for box, _, choices in self._choices:
            text = automatic
            # What was chosen says nothing about what would have been found.
            if box in found and box.currentData() is None:
                name = choices.get(found[box]) or ENCODINGS.get(str(found[box]), "")
                text = f"{automatic}: {name}"
            box.setItemText(0, text)
            box.setToolTip(box.currentText())

    def _tell(self) -> None:
        self.changed.emit()
