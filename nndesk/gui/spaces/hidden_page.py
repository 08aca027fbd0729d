"""The page of hidden space: which outputs are the axes, what cuts them, and the way there."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.figure.hidden_content import HiddenSpace, hidden_space, layers_with_space, readers_of
from nndesk.figure.space_figures import SpaceChoice
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.space_choices import SpaceChoices
from nndesk.gui.spaces.computation import Computation
from nndesk.gui.spaces.hidden_view import HiddenView
from nndesk.gui.spaces.morph_bar import MorphBar
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.network.model import Network

KIND = "hidden space"


@dataclass(frozen=True, eq=False)
class _Job:
    document: Document
    nodes: tuple[str, ...]
    reader: str | None

    def __call__(self, cancel: threading.Event) -> HiddenSpace:
        return hidden_space(self.document, self.nodes, self.reader, cancel)


class HiddenPage(Page):
    """Follows document, training and choices; computes in the worker, moves on the way without computing."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._choices: SpaceChoices = around.choices
        self._layers: tuple[tuple[str, ...], ...] = ()
        self.view = HiddenView(around)
        self.axes = tuple(self._combo() for _ in range(3))
        self.reader = self._combo()
        for number, combo in enumerate(self.axes, start=1):
            text = QCoreApplication.translate("nndesk", "Axis {number}")
            combo.setAccessibleName(text.format(number=number))
            combo.setToolTip(QCoreApplication.translate("nndesk", "The neuron whose output is this axis"))
            combo.activated.connect(self._take_axes)
        words = QCoreApplication.translate(
            "nndesk", "The neuron of the next layer whose line cuts this space"
        )
        self.reader.setToolTip(words)
        self.reader.setAccessibleName(QCoreApplication.translate("nndesk", "Cut by"))
        self.reader.activated.connect(self._take_reader)
        self.bar = MorphBar(around.theme)
        self.bar.moved.connect(self._take_morph)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._choosers())
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        self.set_body(body)
        self.keyboard = self.view
        self._computation = Computation(around.worker, KIND, self)
        self._computation.computed.connect(self._show)
        self._computation.failed.connect(self.refuse)
        self._choices.changed.connect(self._choice_changed)
        self.session.selection_changed.connect(self._selection_changed)

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        combo.setMinimumContentsLength(3)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        wheel_needs_focus(combo)
        return combo

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(6)
        texts = (
            QCoreApplication.translate("nndesk", "Axes"),
            "",
            "",
            QCoreApplication.translate("nndesk", "cut by"),
        )
        for text, combo in zip(texts, (*self.axes, self.reader), strict=True):
            if text:
                label = QLabel(text)
                label.setProperty("role", "muted")
                row.addWidget(label)
            row.addWidget(combo)
        row.addStretch(1)
        return row

    @property
    def busy(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self._computation.busy

    # --- following ---------------------------------------------------------------------------------------

    def document_differs(self, old: Document, new: Document) -> bool:
        return (
            new.network is not old.network
            or new.samples is not old.samples
            or new.example != old.example
            or new.view != old.view
        )

    def _selection_changed(self, _: object) -> None:
        self.invalidate()

    def refresh(self) -> None:
        document = self.document
        network = document.network
        self._layers = layers_with_space(network)
        if not self._layers:
            self._computation.forget()
            self.bar.stop()
            self.refuse(
                QCoreApplication.translate(
                    "nndesk", "Hidden space has the outputs of a layer as its axes: two neurons or more."
                )
            )
            return
        nodes = self._nodes(network)
        reader = self._reader(network, nodes)
        self._fill(network, nodes, reader)
        self.view.refresh_style()
        self._computation.ask(_Job(document, nodes, reader))

    def _nodes(self, network: Network) -> tuple[str, ...]:
        """The axes that were chosen, else two of the layer in which a neuron is selected, else the first."""
        chosen = self._choices.choice.nodes
        if chosen is not None and any(set(chosen) <= set(layer) for layer in self._layers):
            return chosen
        selected = self.session.selection.nodes
        layer = next((one for one in self._layers if selected & set(one)), self._layers[0])
        return layer[:2]

    def _reader(self, network: Network, nodes: tuple[str, ...]) -> str | None:
        readers = readers_of(network, nodes)
        for name in (self._choices.choice.reader, self.around.shaded()[0]):
            if name in readers:
                return name
        return next(iter(readers), None)

    def _show(self, space: HiddenSpace) -> None:
        self.view.show_space(space)
        self.bar.setVisible(bool(space.inputs))
        self.say(self._words(space))

    def _words(self, space: HiddenSpace) -> str:
        if space.folded:
            text = QCoreApplication.translate("nndesk", "{reader} also reads {others}: as for the example.")
            return text.format(reader=space.reader, others=", ".join(space.folded))
        if not space.inputs:
            text = QCoreApplication.translate(
                "nndesk", "With {count} inputs there is no plane to bend; the samples are where they come to."
            )
            return text.format(count=len(self.document.network.inputs))
        return ""

    # --- choosing ----------------------------------------------------------------------------------------

    def _fill(self, network: Network, nodes: tuple[str, ...], reader: str | None) -> None:
        layer = next(one for one in self._layers if set(nodes) <= set(one))
        for axis, combo in enumerate(self.axes):
            names = [name for one in self._layers for name in one] if axis == 0 else list(layer)
            if axis == 2:
                names.insert(0, "–")
            shown = nodes[axis] if axis < len(nodes) else "–"
            _put(combo, names, shown)
        self.axes[2].setVisible(len(layer) > 2)
        _put(self.reader, list(readers_of(network, nodes)), reader)
        self.reader.setEnabled(self.reader.count() > 0)

    def _take_axes(self) -> None:
        first, second, third = (combo.currentText() for combo in self.axes)
        layer = next(one for one in self._layers if first in one)
        others = [name for name in (second, third) if name in layer and name != first]
        if not others or (second not in layer) or second == first:
            free = next(name for name in layer if name != first and name not in others)
            others.insert(0, free)
        self._choices.choose(nodes=(first, *dict.fromkeys(others)))

    def _take_reader(self) -> None:
        self._choices.choose(reader=self.reader.currentText())

    def _take_morph(self, morph: float) -> None:
        self._choices.choose(morph=morph)

    def _choice_changed(self, old: SpaceChoice, new: SpaceChoice) -> None:
        if (new.nodes, new.reader) != (old.nodes, old.reader):
            self.invalidate()
        if new.morph != old.morph:
            self.bar.show_morph(new.morph)
            self.view.invalidate()


def _put(combo: QComboBox, names: list[str], shown: str | None) -> None:
    if [combo.itemText(i) for i in range(combo.count())] != names:
        combo.clear()
        combo.addItems(names)
    combo.setCurrentIndex(combo.findText(shown or "", Qt.MatchFlag.MatchExactly))
