"""The inspector's pages, one for each kind of selection.

A page is made for a graph and a selection; it follows numbers, and is made anew when names or edges change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.inspector.form import Chooser, Form, ValueLabel
from nndesk.gui.inspector.lock_button import LockButton
from nndesk.gui.inspector.name_field import NameField
from nndesk.gui.inspector.thumbnail import Thumbnail
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import NumberField
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.wording import size_in_words
from nndesk.gui.worker import Worker
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.costs import COSTS
from nndesk.network.errors import NetworkError
from nndesk.network.model import Edge, EdgeKey, Network
from nndesk.network.notation import bias_symbol, math_name, symbol, weight_symbol
from nndesk.network.passes import backward, forward
from nndesk.network.walk import Known

FIRST_ROWS = 8
"""Of long lists of weights, inputs or targets, so many are listed: making a field takes a millisecond."""
MANY_ROWS = 12
"""Lists up to this length are not long."""
MOST_ROWS = 100
"""If one asks for more, so many are listed, and the rest is only counted."""
MOST_FOLLOWED = 500
"""Parameters up to which values follow the training."""


class Page(QWidget):
    """A heading and a form.

    Fields register with a function that reads their value from the document; that is all it takes to follow
    it.

    Signals:
        more_wanted: somebody wants to see the whole of long lists, which takes another page.
    """

    more_wanted = Signal()

    def __init__(self, session: Session, playback: Playback, theme: Theme, long: bool = False) -> None:
        """With ``long``, lists are shown up to :data:`MOST_ROWS`."""
        super().__init__()
        self.long = long
        self.session = session
        self.playback = playback
        self.theme = theme
        self.form = Form(theme)
        self._live: Document | None = None
        self._fields: list[tuple[NumberField, Callable[[Document], float]]] = []
        self._locks: list[tuple[LockButton, EdgeKey | str]] = []
        self._colored: list[tuple[NumberField, MathLabel | None]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 4, 6, 4)
        self._column.setSpacing(8)

    def finish(self, heading: QWidget) -> None:
        """Put heading and form in place and show the present numbers."""
        self._column.addWidget(heading)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self.refresh()

    def heading(self, latex: str, spoken: str, kind: str, name_field: NameField | None = None) -> QWidget:
        """A symbol in large type with what it is beside it, and its name to type over."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if latex:
            layout.addWidget(MathLabel(self.theme, latex, spoken, size=22))
        label = ElidedLabel()
        label.setProperty("role", "muted" if latex else "heading")
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label.set_text(kind)
        layout.addWidget(label, 1)
        if name_field is not None:
            name_field.setFixedWidth(self.theme.px(84))
            layout.addWidget(name_field)
        return row

    # --- following ---------------------------------------------------------------------------------------

    @property
    def live(self) -> bool:
        """Whether a state of training is shown in place of the document."""
        return self._live is not None

    def show_training(self, document: Document | None) -> None:
        """Show the document as training has it at the moment; None goes back to the session's."""
        if document is not self._live:
            self._live = document
            self.refresh()

    def refresh(self) -> None:
        """Show the document's numbers and those of the walk; while training, those of the moment."""
        document = self._live or self.session.document
        view = document.view
        for field, read in self._fields:
            field.set_notation(view.numbers)
            field.set_value(read(document))
        for field, math in self._colored:
            role = "negweight" if field.value < 0 else "weight"
            if field.property("ink") != role:
                field.setProperty("ink", role)
                field.dress(self.theme, role)
                if math is not None:
                    math.set_role(role)
        for button, parameter in self._locks:
            button.show_locked(_locked(document, parameter))
        self.show_document(document)
        self.refresh_known()

    def refresh_known(self) -> None:
        """Show what the walk has computed by now; while training, the example's forward pass and cost."""
        if self._live is not None:
            self.show_known(_known_of(self._live))
        else:
            self.show_known(self.playback.known() or Known())

    def show_document(self, document: Document) -> None:
        """Show what is not in a registered field."""

    def show_known(self, known: Known) -> None:
        """Show values of the present step."""

    def show_number(self, label: ValueLabel, value: float | None) -> None:
        view = self.session.document.view
        label.show_number(value, view.numbers)

    def show_where_it_grew(self, shorter: Page) -> None:
        """Give the keyboard to the first field that ``shorter`` does not have."""
        there = {field.accessibleName() for field, _ in shorter._fields}
        new = [field for field, _ in self._fields if field.accessibleName() not in there]
        if new:
            new[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- rows that edit ----------------------------------------------------------------------------------

    def number(
        self,
        spoken: str,
        read: Callable[[Document], float],
        commit: Callable[[float, int], None],
        role: str = "text",
    ) -> NumberField:
        """A field that follows ``read(document)`` and hands what is entered to ``commit(value, gesture)``."""
        field = NumberField(read(self.session.document))
        field.setAccessibleName(spoken)
        field.dress(self.theme, role)
        field.committed.connect(commit)
        self._fields.append((field, read))
        return field

    def lock(self, spoken: str, parameter: EdgeKey | str) -> LockButton:
        """The toggle that locks a weight (by its edge) or a bias (by its neuron)."""
        button = LockButton(self.theme, spoken)
        button.lock_wanted.connect(partial(self.set_lock, parameter))
        self._locks.append((button, parameter))
        return button

    def weight_rows(self, caption: str, listed: tuple[Edge, ...]) -> None:
        """A row for each edge, coloured by the sign of its weight."""
        for edge in listed[: self.listed(len(listed))]:
            key = edge.key
            spoken = QCoreApplication.translate("nndesk", "Weight from {source} to {target}")
            spoken = spoken.format(source=key.source, target=key.target)
            field = self.number(spoken, partial(_weight, key), partial(self.set_weight, key), "weight")
            latex = weight_symbol(key.source, key.target)
            math = self.form.row(caption, latex, spoken, field, "weight", self.lock(spoken, key))
            self._colored.append((field, math))
            caption = ""
        self.rest(len(listed))

    def rest(self, count: int) -> None:
        """Say how many rows have been left out of ``count``, and offer them if they are not too many."""
        listed = self.listed(count)
        if count == listed:
            return
        text = QCoreApplication.translate("nndesk", "… and {count} more").format(count=count - listed)
        if self.long:
            self.form.note(text)
            return
        button = QPushButton(text)
        button.setProperty("quiet", True)
        button.clicked.connect(self.more_wanted)
        self.form.wide(button)

    def listed(self, count: int) -> int:
        """How many of ``count`` rows are shown."""
        if self.long:
            return min(count, MOST_ROWS)
        return count if count <= MANY_ROWS else FIRST_ROWS

    def set_weight(self, key: EdgeKey, value: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the weight {edge}").format(edge=key)
        self.edit(text, ("weight", key), gesture, edits.set_weight, key.source, key.target, value)

    def set_lock(self, parameter: EdgeKey | str, locked: bool) -> None:
        if isinstance(parameter, EdgeKey):
            text = (
                QCoreApplication.translate("nndesk", "Lock the weight {name}")
                if locked
                else QCoreApplication.translate("nndesk", "Free the weight {name}")
            )
        else:
            text = (
                QCoreApplication.translate("nndesk", "Lock the bias of {name}")
                if locked
                else QCoreApplication.translate("nndesk", "Free the bias of {name}")
            )
        self.edit(text.format(name=parameter), ("lock", parameter), 0, edits.set_lock, parameter, locked)

    def set_bias(self, name: str, value: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the bias of {name}").format(name=name)
        self.edit(text, ("bias", name), gesture, edits.set_bias, name, value)

    def set_input(self, name: str, value: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the value of {name}").format(name=name)
        self.edit(text, ("x", name), gesture, edits.set_example, {name: value})

    def set_target(self, name: str, value: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the target of {name}").format(name=name)
        self.edit(text, ("t", name), gesture, edits.set_example, None, {name: value})

    def edit(
        self, text: str, field: tuple[object, ...], gesture: int, change: Callable[..., Document], *given: Any
    ) -> None:
        """Edit the document; nudges of one gesture become one step. An error is said and changes nothing."""
        try:
            new = change(self.session.document, *given)
        except NetworkError as error:
            self.session.message.emit(str(error), "error")
            self.refresh()
            return
        self.session.edit(text, new, merge=("inspector", *field, gesture) if gesture else None)


class NetworkPage(Page):
    """Nothing selected: size, cost and η, the example, J."""

    def __init__(self, session: Session, playback: Playback, theme: Theme, long: bool = False) -> None:
        super().__init__(session, playback, theme, long)
        network = session.document.network
        self._made_for = (network.inputs, network.outputs)
        form = self.form
        self._size = ValueLabel(theme, QCoreApplication.translate("nndesk", "Nodes by layer"))
        form.row(QCoreApplication.translate("nndesk", "Size"), "", "", self._size)
        self._parameters = ValueLabel(theme, QCoreApplication.translate("nndesk", "Parameters"))
        form.row(QCoreApplication.translate("nndesk", "Parameters"), "", "", self._parameters)
        self._samples = ValueLabel(theme, QCoreApplication.translate("nndesk", "Samples"))
        form.row(QCoreApplication.translate("nndesk", "Samples"), "", "", self._samples)
        form.rule()
        caption = QCoreApplication.translate("nndesk", "Cost")
        self.cost = Chooser(theme, cost_choices(), caption)
        self.cost.activated.connect(self._choose_cost)
        form.row(caption, "", "", self.cost)
        caption = QCoreApplication.translate("nndesk", "Learning rate")
        self.eta = self.number(caption, _eta, self._set_eta)
        form.row(caption, r"\eta", caption, self.eta)
        if network.inputs:
            form.rule()
        caption = QCoreApplication.translate("nndesk", "Example")
        for name in network.inputs[: self.listed(len(network.inputs))]:
            form.row(
                caption, math_name(name), name, self.number(name, _input(name), partial(self.set_input, name))
            )
            caption = ""
        self.rest(len(network.inputs))
        caption = QCoreApplication.translate("nndesk", "Target")
        for name in network.outputs[: self.listed(len(network.outputs))]:
            spoken = QCoreApplication.translate("nndesk", "Target of {name}").format(name=name)
            field = self.number(spoken, _target(name), partial(self.set_target, name))
            form.row(caption, symbol("t", name), spoken, field)
            caption = ""
        self.rest(len(network.outputs))
        self._J = ValueLabel(theme, QCoreApplication.translate("nndesk", "Cost of the example"))
        if network.outputs:
            form.rule()
            form.row(QCoreApplication.translate("nndesk", "Its cost"), "J", "J", self._J)
        self.finish(self.heading("", "", QCoreApplication.translate("nndesk", "Network")))

    def fits(self, network: Network) -> bool:
        """Whether its rows are those of ``network``."""
        return self._made_for == (network.inputs, network.outputs)

    def show_document(self, document: Document) -> None:
        network = document.network
        self._size.show_text(size_in_words(network) or "0")
        self._parameters.show_text(str(network.parameter_count))
        self._samples.show_text(str(len(document.dataset)))
        self.cost.show_key(document.cost)

    def show_known(self, known: Known) -> None:
        if self.live:
            self.show_number(self._J, known.J)
            return
        walk = self.playback.walk
        backward = walk.backward if walk is not None else None
        self.show_number(self._J, backward.J if backward is not None else None)

    def _choose_cost(self, index: int) -> None:
        cost = self.cost.itemData(index)
        text = QCoreApplication.translate("nndesk", "Choose the cost {cost}").format(
            cost=self.cost.itemText(index)
        )
        self.edit(text, ("cost",), 0, partial(edits.set_hyperparameters, cost=cost))

    def _set_eta(self, value: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the learning rate")
        self.edit(text, ("eta",), gesture, partial(edits.set_hyperparameters, eta=value))


class NodePage(Page):
    """A neuron: what it is, its numbers, and what the passes make of it."""

    def __init__(
        self,
        session: Session,
        playback: Playback,
        theme: Theme,
        name: str,
        worker: Worker | None = None,
        long: bool = False,
    ) -> None:
        super().__init__(session, playback, theme, long)
        self._name = name
        network = session.document.network
        output = network.role(name) == "output"
        form = self.form
        self.name_field = NameField(session, theme, name)
        caption = QCoreApplication.translate("nndesk", "Activation")
        self.activation = activation_chooser(theme, caption)
        self.activation.activated.connect(self._choose_activation)
        form.row(caption, "", "", self.activation)
        form.rule()
        self.weight_rows(QCoreApplication.translate("nndesk", "Weights"), network.incoming(name))
        spoken = QCoreApplication.translate("nndesk", "Bias of {name}").format(name=name)
        self.bias = self.number(spoken, partial(_bias, name), partial(self.set_bias, name))
        form.row(
            QCoreApplication.translate("nndesk", "Bias"),
            bias_symbol(name),
            spoken,
            self.bias,
            button=self.lock(spoken, name),
        )
        if output:
            spoken = QCoreApplication.translate("nndesk", "Target of {name}").format(name=name)
            self.target = self.number(spoken, _target(name), partial(self.set_target, name))
            form.row(QCoreApplication.translate("nndesk", "Target"), symbol("t", name), spoken, self.target)
        form.rule()
        self.values: dict[str, ValueLabel] = {}
        for key, caption, latex, role in (
            ("s", QCoreApplication.translate("nndesk", "Signal"), symbol("s", name), "text"),
            ("z", QCoreApplication.translate("nndesk", "Output"), symbol("z", name), "text"),
            ("slope", QCoreApplication.translate("nndesk", "Slope"), symbol("phi_prime", name), "slope"),
            ("delta", QCoreApplication.translate("nndesk", "Delta"), symbol("delta", name), "delta"),
            (
                "dJ_db",
                QCoreApplication.translate("nndesk", "Gradient"),
                rf"\partial J/\partial {bias_symbol(name)}",
                "text",
            ),
            ("db", QCoreApplication.translate("nndesk", "Change"), rf"\Delta {bias_symbol(name)}", "text"),
        ):
            self.values[key] = ValueLabel(theme, f"{caption} {name}", role)
            form.row(caption, latex, f"{caption} {name}", self.values[key], role)
        self.thumbnail: Thumbnail | None = None
        if worker is not None and len(network.inputs) == 2:
            form.rule()
            form.note(QCoreApplication.translate("nndesk", "What this node sees"))
            self.thumbnail = Thumbnail(worker, theme, name)
            spoken = QCoreApplication.translate("nndesk", "What {name} sees of the plane")
            self.thumbnail.setAccessibleName(spoken.format(name=name))
            form.wide(self.thumbnail)
        kind = (
            QCoreApplication.translate("nndesk", "output node")
            if output
            else QCoreApplication.translate("nndesk", "hidden node")
        )
        self.finish(self.heading(math_name(name), name, kind, self.name_field))

    def show_document(self, document: Document) -> None:
        self.activation.show_key(document.network.node(self._name).activation)
        if self.thumbnail is not None and not self.live:
            self.thumbnail.show_document(document)

    def show_known(self, known: Known) -> None:
        name = self._name
        delta = known.delta.get(name)
        for key, value in (
            ("s", known.s.get(name)),
            ("z", known.z.get(name)),
            ("slope", known.phi_prime.get(name)),
            ("delta", delta),
            ("dJ_db", None if delta is None else 0.0 - delta),
            ("db", known.db.get(name)),
        ):
            self.show_number(self.values[key], value)

    def _choose_activation(self, index: int) -> None:
        self.choose_activation((self._name,), self.activation.itemData(index))

    def choose_activation(self, names: tuple[str, ...], activation: str) -> None:
        text = QCoreApplication.translate("nndesk", "Make {name} {activation}")
        text = text.format(name=self._name, activation=activation)
        self.edit(text, ("activation",), 0, edits.set_activation, names, activation)


class InputPage(Page):
    """An input: its value in the example, and the weights it goes through."""

    def __init__(
        self, session: Session, playback: Playback, theme: Theme, name: str, long: bool = False
    ) -> None:
        super().__init__(session, playback, theme, long)
        self.name_field = NameField(session, theme, name)
        spoken = QCoreApplication.translate("nndesk", "Value of {name}").format(name=name)
        self.value = self.number(spoken, _input(name), partial(self.set_input, name))
        self.form.row(QCoreApplication.translate("nndesk", "Example"), math_name(name), spoken, self.value)
        outgoing = session.document.network.outgoing(name)
        if outgoing:
            self.form.rule()
            self.weight_rows(QCoreApplication.translate("nndesk", "Weights"), outgoing)
        kind = QCoreApplication.translate("nndesk", "input")
        self.finish(self.heading(math_name(name), name, kind, self.name_field))


class EdgePage(Page):
    """An edge: its weight, what comes through it, what comes back, and its change."""

    def __init__(self, session: Session, playback: Playback, theme: Theme, key: EdgeKey) -> None:
        super().__init__(session, playback, theme)
        self._key = key
        form = self.form
        self.weight_rows(
            QCoreApplication.translate("nndesk", "Weight"), (session.document.network.edge(*key),)
        )
        form.rule()
        latex = weight_symbol(*key)
        source_is_input = key.source in session.document.network.inputs
        through = math_name(key.source) if source_is_input else symbol("z", key.source)
        self.values: dict[str, ValueLabel] = {}
        for name, caption, formula, role in (
            ("x", QCoreApplication.translate("nndesk", "Through it"), through, "text"),
            ("delta", QCoreApplication.translate("nndesk", "Delta"), symbol("delta", key.target), "delta"),
            (
                "dJ_dw",
                QCoreApplication.translate("nndesk", "Gradient"),
                rf"\partial J/\partial {latex}",
                "text",
            ),
            ("dw", QCoreApplication.translate("nndesk", "Change"), rf"\Delta {latex}", "text"),
        ):
            self.values[name] = ValueLabel(theme, f"{caption} {key}", role)
            form.row(caption, formula, f"{caption} {key}", self.values[name], role)
        kind = QCoreApplication.translate("nndesk", "from {source} to {target}")
        self.finish(self.heading(latex, str(key), kind.format(source=key.source, target=key.target)))

    @property
    def weight(self) -> NumberField:
        return self._fields[0][0]

    def show_known(self, known: Known) -> None:
        through, delta = known.z.get(self._key.source), known.delta.get(self._key.target)
        self.show_number(self.values["x"], through)
        self.show_number(self.values["delta"], delta)
        gradient = None if through is None or delta is None else 0.0 - delta * through
        self.show_number(self.values["dJ_dw"], gradient)
        self.show_number(self.values["dw"], known.dw.get(self._key))


class SeveralPage(Page):
    """More than one thing: how many, and the activation of the neurons among them."""

    def __init__(
        self, session: Session, playback: Playback, theme: Theme, nodes: frozenset[str], edge_count: int
    ) -> None:
        super().__init__(session, playback, theme)
        network = session.document.network
        self._neurons = tuple(node.name for node in network.nodes if node.name in nodes)
        counts = (
            (QCoreApplication.translate("nndesk", "Inputs"), len(nodes) - len(self._neurons)),
            (QCoreApplication.translate("nndesk", "Neurons"), len(self._neurons)),
            (QCoreApplication.translate("nndesk", "Edges"), edge_count),
        )
        for caption, count in counts:
            if count:
                value = ValueLabel(theme, caption)
                value.show_text(str(count))
                self.form.row(caption, "", "", value)
        self.activation: Chooser | None = None
        if self._neurons:
            self.form.rule()
            caption = QCoreApplication.translate("nndesk", "Activation")
            self.activation = activation_chooser(theme, caption)
            self.activation.setPlaceholderText(QCoreApplication.translate("nndesk", "different"))
            self.activation.activated.connect(self._choose_activation)
            self.form.row(caption, "", "", self.activation)
        text = QCoreApplication.translate("nndesk", "{count} selected").format(count=len(nodes) + edge_count)
        self.finish(self.heading("", "", text))

    def show_document(self, document: Document) -> None:
        if self.activation is not None:
            used = {document.network.node(name).activation for name in self._neurons}
            self.activation.show_key(used.pop() if len(used) == 1 else None)

    def _choose_activation(self, index: int) -> None:
        assert self.activation is not None
        activation = self.activation.itemData(index)
        text = QCoreApplication.translate("nndesk", "Make {count} nodes {activation}")
        text = text.format(count=len(self._neurons), activation=activation)
        self.edit(text, ("activation",), 0, edits.set_activation, self._neurons, activation)


def _known_of(document: Document) -> Known:
    """Signals, outputs, slopes and cost of the example; nothing for a network too large to follow."""
    network, example = document.network, document.example
    if network.parameter_count > MOST_FOLLOWED:
        return Known()
    try:
        passed = forward(network, example.x)
    except NetworkError:
        return Known()
    try:
        J = backward(network, passed, example.t, document.cost).J if network.outputs else None
    except NetworkError:
        J = None
    return Known(s=passed.s, z=passed.z, phi_prime=passed.phi_prime, delta={}, J=J, dw={}, db={})


def cost_choices() -> list[tuple[str, str]]:
    """``(key, text)`` of every cost; a formula where it is short enough to be one."""
    known = {
        "squared": QCoreApplication.translate("nndesk", "½ Σ (t − z)²"),
        "cross_entropy": QCoreApplication.translate("nndesk", "cross-entropy"),
    }
    return [(name, known.get(name, name)) for name in COSTS]


def activation_chooser(theme: Theme, spoken: str) -> Chooser:
    return Chooser(theme, [(name, name.replace("_", " ")) for name in ACTIVATIONS], spoken)


def _locked(document: Document, parameter: EdgeKey | str) -> bool:
    if isinstance(parameter, EdgeKey):
        return document.network.edge(*parameter).locked
    return document.network.node(parameter).locked


def _weight(key: EdgeKey, document: Document) -> float:
    return document.network.edge(*key).weight


def _bias(name: str, document: Document) -> float:
    return document.network.node(name).bias


def _eta(document: Document) -> float:
    return document.eta


def _input(name: str) -> Callable[[Document], float]:
    return lambda document: document.example.x[document.network.inputs.index(name)]


def _target(name: str) -> Callable[[Document], float]:
    return lambda document: document.example.t[document.network.outputs.index(name)]
