"""The knobs of a generator as a form: a field for each, what it means, and its range."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from nndesk.data.dataset import DataError
from nndesk.data.knobs import Choice, Generator, Number, Setting
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.number_field import NumberField
from nndesk.network.errors import NumberSyntaxError
from nndesk.network.numbers import NumberFormat, parse_number

_FIELD = 92


class KnobForm(QWidget):
    """Fields for the knobs of ``generator``.

    Signals:
        turned(): a knob is at something else, or what is typed is no setting.
    """

    turned = Signal()

    def __init__(
        self,
        generator: Generator,
        presets: Mapping[str, Setting],
        numbers: NumberFormat,
        scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        """``presets`` are where knobs stand at first, in place of their defaults."""
        super().__init__(parent)
        self.generator = generator
        self.fields: dict[str, NumberField | QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for row, knob in enumerate(generator.knobs):
            preset = presets.get(knob.name, knob.default)
            field: NumberField | QComboBox
            if isinstance(knob, Number):
                field = self._number(knob, float(preset), numbers)
                field.setFixedWidth(round(_FIELD * scale))
                note = f"{knob.meaning}, {_range(knob, numbers)}"
            else:
                field = self._choice(knob, str(preset))
                note = knob.meaning
            field.setAccessibleName(knob.title)
            field.setAccessibleDescription(note)
            field.setToolTip(note)
            self.fields[knob.name] = field
            caption = QLabel(knob.title)
            caption.setBuddy(field)
            grid.addWidget(caption, row, 0)
            wide = isinstance(knob, Choice)
            grid.addWidget(field, row, 1, 1, 2 if wide else 1)
            if not wide:
                told = QLabel(note)
                told.setProperty("role", "muted")
                told.setWordWrap(True)
                grid.addWidget(told, row, 2)
        grid.setRowStretch(len(generator.knobs), 1)

    @property
    def settings(self) -> dict[str, Setting]:
        """Where the knobs stand, as far as it has been typed.

        Raises:
            DataError: what is typed is no setting of its knob.
        """
        return {knob.name: knob.taken(self._typed(knob.name)) for knob in self.generator.knobs}

    def commit(self) -> bool:
        """Take what is typed; returns False, and shows where, if a field has no acceptable number."""
        for field in self.fields.values():
            if isinstance(field, NumberField) and not field.commit():
                field.setFocus()
                return False
        return True

    def _number(self, knob: Number, value: float, numbers: NumberFormat) -> NumberField:
        field = NumberField(value, step=knob.step, integer=knob.integer, check=partial(_complaint, knob))
        field.set_notation(numbers)
        field.textChanged.connect(self._tell)
        return field

    def _choice(self, knob: Choice, value: str) -> QComboBox:
        box = QComboBox()
        for name, text in knob.options.items():
            box.addItem(text, name)
        at = box.findData(value)
        if knob.free:
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setCompleter(None)  # type: ignore[arg-type]
        box.setCurrentIndex(at)
        if at < 0:
            box.setEditText(value)
        box.currentTextChanged.connect(self._tell)
        wheel_needs_focus(box)
        return box

    def _typed(self, name: str) -> Setting:
        field = self.fields[name]
        if isinstance(field, NumberField):
            if not field.isModified():
                return field.value
            try:
                return parse_number(field.text())
            except NumberSyntaxError as error:
                raise DataError(str(error)) from error
        if field.isEditable() and field.currentText() != field.itemText(field.currentIndex()):
            return field.currentText()
        return str(field.currentData())

    @Slot()
    def _tell(self, *_: object) -> None:
        self.turned.emit()


def _complaint(knob: Number, value: float) -> str | None:
    try:
        knob.taken(value)
    except DataError as error:
        return str(error)
    return None


def _range(knob: Number, numbers: NumberFormat) -> str:
    text = QCoreApplication.translate("nndesk", "from {low} to {high}")
    return text.format(low=numbers.text(knob.low), high=numbers.text(knob.high))
