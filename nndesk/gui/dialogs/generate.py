"""Make samples by rule: choose a generator, turn its knobs, see at once what comes of it."""

from __future__ import annotations

import random
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.generators import GENERATORS
from nndesk.data.knobs import Generator, Setting
from nndesk.document.document import Document
from nndesk.document.fitting import fits
from nndesk.document.sample_edits import false_value
from nndesk.figure.primitives import Figure
from nndesk.figure.scatter import scatter_figure
from nndesk.figure.style import Style
from nndesk.gui.dialogs import inset
from nndesk.gui.dialogs.knob_form import KnobForm
from nndesk.gui.dialogs.preview import FigurePreview
from nndesk.gui.focus import wheel_needs_focus

MAX_SEED = 999_999
_SIZE = (980, 440)
_LIST, _PREVIEW, _ROW = 190, 330, 30


class GenerateDialog(QDialog):
    """``generator``, ``settings``, ``seed`` and ``adapts`` are what was chosen."""

    def __init__(
        self,
        document: Document,
        style: Style,
        parent: QWidget | None = None,
        *,
        name: str = "",
        seed: int = 0,
        settings: Mapping[str, Mapping[str, Setting]] | None = None,
    ) -> None:
        """Begin with the generator ``name``, and with knobs where they were left, by generator."""
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Generate data"))
        self._document, self._style = document, style
        self._presets = {**_presets(document), **(settings or {})}
        self._forms: dict[str, KnobForm] = {}
        self._made: Dataset | None = None
        self._problem = ""
        self._make_parts(seed)
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.seed_field.valueChanged.connect(self._update)
        self.new_seed.clicked.connect(self._draw_seed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        names = list(GENERATORS)
        self.list.setCurrentRow(names.index(name) if name in names else 0)
        self.list.setFocus()

    # --- what was chosen ---------------------------------------------------------------------------------

    @property
    def generator(self) -> Generator:
        return list(GENERATORS.values())[max(self.list.currentRow(), 0)]

    @property
    def form(self) -> KnobForm:
        """The knobs of the chosen generator."""
        return self._forms[self.generator.name]

    @property
    def settings(self) -> dict[str, Setting]:
        """Where its knobs stand. Raises DataError while something else is typed; never once accepted."""
        return self.form.settings

    @property
    def seed(self) -> int:
        return self.seed_field.value()

    @property
    def adapts(self) -> bool:
        """Whether the network is to have as many inputs and outputs as the samples need."""
        return self.adapt.isVisibleTo(self) and self.adapt.isChecked()

    @property
    def note(self) -> str:
        """What is said under the knobs: what is wrong, or how many samples there will be."""
        return self._note.text()

    def accept(self) -> None:
        """Only with settings that make samples."""
        if self.form.commit() and self._made is not None:
            super().accept()

    # --- putting it together -----------------------------------------------------------------------------

    def _make_parts(self, seed: int) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(QCoreApplication.translate("nndesk", "Kind of data"))
        for generator in GENERATORS.values():
            item = QListWidgetItem(generator.title, self.list)
            # Without it, rows are measured before the style sheet's padding is known.
            item.setSizeHint(QSize(0, round(_ROW * self._style.scale)))
            item.setToolTip(generator.sentence)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._sentence = _muted()
        self._pages = QStackedWidget()
        self.seed_field = QSpinBox()
        self.seed_field.setRange(0, MAX_SEED)
        self.seed_field.setValue(seed)
        self.seed_field.setToolTip(
            QCoreApplication.translate("nndesk", "The same seed gives the same samples everywhere")
        )
        inset(self.seed_field)
        wheel_needs_focus(self.seed_field)
        self._seed_caption = QLabel(QCoreApplication.translate("nndesk", "See&d"))
        self._seed_caption.setBuddy(self.seed_field)
        self.seed_field.setAccessibleName(QCoreApplication.translate("nndesk", "Seed"))
        self.new_seed = QPushButton(QCoreApplication.translate("nndesk", "&New seed"))
        self.new_seed.setAutoDefault(False)
        self.preview = FigurePreview(self._style, self._picture)
        self.preview.setAccessibleName(QCoreApplication.translate("nndesk", "Preview of the samples"))
        self._note = _muted()
        self._misfit = _muted()
        self.adapt = QCheckBox()
        self.adapt.setChecked(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.generate = self.buttons.button(standard.Ok)
        self.generate.setText(QCoreApplication.translate("nndesk", "Generate"))

    def _lay_out(self) -> None:
        scale = self._style.scale
        self.list.setFixedWidth(round(_LIST * scale))
        seeds = QHBoxLayout()
        seeds.setSpacing(12)
        seeds.addWidget(self._seed_caption)
        seeds.addWidget(self.seed_field)
        seeds.addWidget(self.new_seed)
        seeds.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self._title)
        middle.addWidget(self._sentence)
        middle.addSpacing(8)
        middle.addWidget(self._pages, 1)
        middle.addLayout(seeds)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.preview, 1)
        right.addWidget(self._note)
        right.addWidget(self._misfit)
        right.addWidget(self.adapt)
        self.preview.setMinimumWidth(round(_PREVIEW * min(scale, 1.15)))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.list)
        row.addLayout(middle, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        width, height = (round(side * scale) for side in _SIZE)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size()
            width, height = min(width, room.width() - 16), min(height, room.height() - 32)
        self.resize(width, height)

    # --- following ---------------------------------------------------------------------------------------

    @Slot(int)
    def _choose(self, row: int) -> None:
        generator = self.generator
        if generator.name not in self._forms:
            presets = self._presets.get(generator.name, {})
            form = KnobForm(generator, presets, self._style.numbers, self._style.scale)
            form.turned.connect(self._update)
            self._forms[generator.name] = form
            self._pages.addWidget(form)
            before: QWidget = self.list
            for field in (*form.fields.values(), self.seed_field):
                QWidget.setTabOrder(before, field)
                before = field
        self._pages.setCurrentWidget(self.form)
        self._title.setText(generator.title)
        self._sentence.setText(generator.sentence)
        for part in (self._seed_caption, self.seed_field, self.new_seed):
            part.setEnabled(generator.random)
        self._update()

    @Slot()
    def _draw_seed(self) -> None:
        new = self.seed
        while new == self.seed:
            new = random.randint(0, MAX_SEED)
        self.seed_field.setValue(new)

    @Slot()
    def _update(self, *_: object) -> None:
        generator = self.generator
        try:
            self._made = generator.generate(self.seed, **self.settings)
        except DataError as error:
            self._made = None
            self._note.setText(str(error))
            self.preview.fade()
        else:
            self._note.setText(_told(self._made, generator))
            self.preview.draw_soon()
        self.generate.setEnabled(self._made is not None)
        self._offer_adapting(generator)

    def _offer_adapting(self, generator: Generator) -> None:
        made, network = self._made, self._document.network
        fitting = made is None or fits(self._document, made, values=generator.values)
        # An empty canvas has nothing to adapt.
        misfits = bool(network.names) and not fitting
        self._misfit.setVisible(misfits)
        self.adapt.setVisible(misfits)
        if made is None or not misfits:
            return
        counts = (len(network.inputs), len(network.outputs))
        if counts == (made.input_count, made.target_count):
            text = QCoreApplication.translate(
                "nndesk", "The network’s outputs are not linear: they cannot reach every t."
            )
        else:
            text = QCoreApplication.translate(
                "nndesk", "Inputs and outputs: the network has {a} and {b}, the samples need {d} and {c}."
            )
        self._misfit.setText(text.format(a=counts[0], b=counts[1], d=made.input_count, c=made.target_count))
        self.adapt.setText(
            QCoreApplication.translate("nndesk", "&Adapt the network, with linear outputs")
            if generator.values
            else QCoreApplication.translate("nndesk", "&Adapt the network to the samples")
        )

    def _picture(self, width: float, height: float) -> Figure | None:
        if self._made is None:
            return None
        return scatter_figure(self._made, self._style, width, height, self.generator.values)


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def _presets(document: Document) -> dict[str, dict[str, Setting]]:
    """A truth table begins with the inputs there are, and with what the outputs say for false."""
    inputs = len(document.network.inputs)
    low = "-1" if false_value(document) < 0 else "0"
    table: dict[str, Setting] = {"low": low}
    if 1 <= inputs <= 8:
        table["inputs"] = inputs
    return {"truth-table": table}


def _told(made: Dataset, generator: Generator) -> str:
    if generator.values:
        return QCoreApplication.translate("nndesk", "{count} samples, t over x").format(count=len(made))
    text = QCoreApplication.translate("nndesk", "{count} samples of {classes} classes")
    if made.input_count > 2:
        text = QCoreApplication.translate(
            "nndesk", "{count} samples of {classes} classes; of {d} inputs the first two are shown"
        )
    return text.format(count=len(made), classes=made.class_count, d=made.input_count)
