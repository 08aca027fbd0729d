"""The nine knobs of the lecture (topic 19) in one place, each with what it does. Each turn is a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nndesk.data.normalisation import Kind
from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.normalising import normalise
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.number_field import NumberField
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.training import knob_words as words
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.costs import COSTS
from nndesk.network.errors import NetworkError


class KnobsDialog(QDialog):
    """Follows the session while it is open; nothing has to be confirmed."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Knobs of training"))
        self.fields: dict[str, NumberField] = {}
        self.choices: dict[str, QComboBox] = {}
        self.switches: dict[str, QCheckBox] = {}
        self._size = QLabel()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(18, 12, 18, 12)
        self._column.setSpacing(4)
        self._fill()
        self._column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The longest row decides, in whatever language: nothing scrolls sideways, nothing is cut.
        area.setMinimumWidth(
            content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width() + 2
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        self.resize(theme.px(520), theme.px(640))
        session.document_changed.connect(self._follow)
        self._refresh(session.document)

    # --- what stands in it -------------------------------------------------------------------------------

    def _fill(self) -> None:
        self._knob(*words.architecture(), self._size)
        self._knob(
            *words.activation(),
            self._choice("activation", [(name, name) for name in ACTIVATIONS], self._set_activation),
        )
        self._knob(
            *words.cost(), self._choice("cost", [(n, words.cost_name(n)) for n in COSTS], self._set_choice)
        )
        self._knob(
            *words.normalisation(),
            self._choice("normalisation", words.normalisations(), self._set_normalisation),
        )
        self._knob(
            *words.regularisation(),
            *self._number("l1", "L1", 0.001),
            *self._number("l2", "L2", 0.001),
        )
        self._knob(
            *words.batches(),
            *self._number("batch", words.caption("batch"), 1.0, integer=True),
            self._switch("shuffle", words.caption("shuffle")),
            *self._number("seed", words.caption("seed"), 1.0, integer=True),
        )
        self._knob(*words.stopping(), *self._number("epochs", words.caption("epochs"), 10.0, integer=True))
        for name, caption, step, integer in words.criteria():
            self._row(
                self._switch(f"stop_{name}", caption, partial(self._toggle_criterion, name)),
                *self._number(f"stop_{name}", "", step, integer=integer, named=caption),
            )
        self._knob(
            *words.learning_rate(),
            *self._number("eta", "η", 0.05),
            self._choice("schedule", words.schedules(), self._set_choice),
            *self._number("decay", words.caption("decay"), 0.1),
            *self._number("period", words.caption("period"), 10.0, integer=True),
        )
        self._knob(
            *words.momentum(),
            *self._number("momentum", "μ", 0.1),
            self._switch("nesterov", words.caption("nesterov")),
        )
        self._knob(*words.optimiser(), self._choice("optimiser", words.optimisers(), self._set_choice))

    def _knob(self, title: str, what: str, *controls: QWidget) -> None:
        """A knob: its name, its controls, and under them what it does."""
        name = QLabel(title)
        name.setProperty("role", "title")
        if self._column.count():
            self._column.addSpacing(10)
        self._column.addWidget(name)
        self._row(*controls)
        line = QLabel(what)
        line.setProperty("role", "muted")
        line.setWordWrap(True)
        self._column.addWidget(line)

    def _row(self, *controls: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for control in controls:
            row.addWidget(control)
        row.addStretch(1)
        # The criteria of stopping come under their knob's first row, before what it does is said.
        last = self._column.itemAt(self._column.count() - 1)
        told = last is not None and isinstance(last.widget(), QLabel) and last.widget().wordWrap()
        self._column.insertLayout(self._column.count() - (1 if told else 0), row)

    def _number(
        self, name: str, caption: str, step: float, *, integer: bool = False, named: str = ""
    ) -> tuple[QWidget, ...]:
        field = NumberField(0.0, integer=integer, step=step, check=partial(self._complaint, name))
        field.setFixedWidth(self._theme.px(84))
        field.setAccessibleName(named or caption)
        field.committed.connect(partial(self._set_number, name))
        self.fields[name] = field
        if not caption:
            return (field,)
        label = QLabel(caption)
        label.setBuddy(field)
        return (label, field)

    def _choice(
        self, name: str, options: list[tuple[str, str]], choose: Callable[[str, str], None]
    ) -> QComboBox:
        combo = QComboBox()
        for key, text in options:
            combo.addItem(text, key)
        combo.setAccessibleName(words.caption(name))
        combo.activated.connect(partial(self._chosen, name, choose))
        wheel_needs_focus(combo)
        self.choices[name] = combo
        return combo

    def _switch(self, name: str, caption: str, toggled: Callable[[], None] | None = None) -> QCheckBox:
        box = QCheckBox(caption)
        box.clicked.connect(toggled if toggled is not None else partial(self._set_switch, name))
        self.switches[name] = box
        return box

    # --- what a person wants -----------------------------------------------------------------------------

    def _chosen(self, name: str, choose: Callable[[str, str], None], index: int) -> None:
        choose(name, self.choices[name].itemData(index))

    def _edit(self, name: str, new: Document, gesture: int = 0) -> None:
        text = QCoreApplication.translate("nndesk", "Change {knob}").format(knob=words.caption(name))
        self._session.edit(text, new, merge=("knob", name, gesture) if gesture else None)

    def _changed(self, name: str, value: float) -> Document:
        document = self._session.document
        knobs = document.hyperparameters
        number: float | int = int(value) if name in words.WHOLE else value
        if name.startswith("stop_"):
            stopping = replace(knobs.stopping, **{name.removeprefix("stop_"): number})
            return edits.set_hyperparameters(document, stopping=stopping)
        return edits.set_hyperparameters(document, **{name: number})

    def _complaint(self, name: str, value: float) -> str | None:
        try:
            self._changed(name, value)
        except NetworkError as error:
            return str(error)
        return None

    def _set_number(self, name: str, value: float, gesture: int) -> None:
        self._edit(name, self._changed(name, value), gesture)

    def _set_switch(self, name: str) -> None:
        on = self.switches[name].isChecked()
        self._edit(name, edits.set_hyperparameters(self._session.document, **{name: on}))

    def _toggle_criterion(self, name: str) -> None:
        on = self.switches[f"stop_{name}"].isChecked()
        document = self._session.document
        stopping = replace(document.hyperparameters.stopping, **{name: words.usual(name) if on else None})
        self._edit(f"stop_{name}", edits.set_hyperparameters(document, stopping=stopping))

    def _set_choice(self, name: str, key: str) -> None:
        changes: dict[str, Any] = {name: key}
        self._edit(name, edits.set_hyperparameters(self._session.document, **changes))

    def _set_normalisation(self, name: str, key: Kind) -> None:
        self._edit(name, normalise(self._session.document, key))

    def _set_activation(self, name: str, key: str) -> None:
        document = self._session.document
        self._edit(name, edits.set_activation(document, document.network.hidden, key))

    # --- following ---------------------------------------------------------------------------------------

    def _follow(self, old: Document, new: Document) -> None:
        self._refresh(new)

    def _refresh(self, document: Document) -> None:
        knobs, network = document.hyperparameters, document.network
        sizes = network.layer_sizes
        count = words.parameters(network.parameter_count)
        self._size.setText(f"{'-'.join(map(str, sizes))} · {count}" if sizes is not None else count)
        hidden = {network.node(name).activation for name in network.hidden}
        values: dict[str, Any] = {
            "activation": next(iter(hidden)) if len(hidden) == 1 else None,
            "cost": knobs.cost,
            "normalisation": document.normalisation.kind,
            "schedule": knobs.schedule,
            "optimiser": knobs.optimiser,
        }
        for name, combo in self.choices.items():
            combo.setCurrentIndex(combo.findData(values[name]))
        self.choices["activation"].setEnabled(bool(hidden))
        self.choices["normalisation"].setEnabled(len(document.dataset) > 0)
        for name, field in self.fields.items():
            field.set_notation(document.view.numbers)
            criterion = name.removeprefix("stop_")
            value = getattr(knobs.stopping, criterion) if name.startswith("stop_") else getattr(knobs, name)
            field.setEnabled(value is not None)
            field.set_value(value if value is not None else words.usual(criterion))
        self.fields["decay"].setEnabled(knobs.schedule == "step")
        self.fields["period"].setEnabled(knobs.schedule != "constant")
        plain = knobs.optimiser == "descent"
        self.fields["momentum"].setEnabled(plain)
        self.switches["nesterov"].setEnabled(plain and knobs.momentum > 0)
        for name, box in self.switches.items():
            criterion = name.removeprefix("stop_")
            on = getattr(knobs.stopping, criterion) is not None if name != criterion else getattr(knobs, name)
            box.setChecked(bool(on))
