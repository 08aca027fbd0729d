"""The whole state of a laboratory as one immutable value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from nndesk.data.dataset import EMPTY, DataError, Dataset
from nndesk.data.normalisation import NOT_NORMALISED, Normalisation
from nndesk.network.errors import NetworkError, NonFiniteError, ShapeError, UnknownNodeError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import EdgeKey, Network
from nndesk.network.numbers import NumberFormat

Position = tuple[float, float]
"""Where a node's centre stands in the diagram: x to the right, y down, in CSS pixels at zoom 1."""

# Generous for a lecture, small enough that nothing drawn or read can exhaust the machine.
MAX_NODES = 10_000
"""Inputs and neurons together."""
MAX_EDGES = 1_000_000
MAX_SAMPLES = 1_000_000
MAX_COORDINATE = 1e6
"""A node stands at most this far from the origin; beyond it screens and PDFs lose precision."""
MAX_TITLE = 200
MAX_DATA_NAME = 80
"""Characters in the name of a column of the data, or of a class."""
MAX_COUNT = 2**53 - 1
"""Of epochs, batches and seeds: the whole numbers that every JSON reader keeps exactly."""
MAX_DIGITS = 17
"""Significant digits that determine a number."""


@dataclass(frozen=True, slots=True)
class Example:
    """The sample that is walked: ``x`` follows ``network.inputs``, ``t`` follows ``network.outputs``."""

    x: tuple[float, ...] = ()
    t: tuple[float, ...] = ()


Labels = Literal["all", "hover", "none"]
Faces = Literal["curve", "value", "field"]
Shading = Literal["values", "classes"]


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What is shown and how, as far as it belongs to the document and not to the machine.

    Attributes:
        plane_node: the node whose field shades the plane; None means the first output.
        plane_range: ``(x1 min, x1 max, x2 min, x2 max)``; None fits the data.
        digits: significant digits of the numbers shown.
        decimal_comma: write ``0,5``.
        fractions: write ``−3/2`` where a number is a fraction with a denominator up to 64.
        labels: which weights have their number on them: all of them, those near the mouse, or none.
        faces: what stands in a neuron: its activation curve with s and z, its output z alone, or its field
            over the input plane.
        shading: the plane shows the values of ``plane_node``, or which class the network decides for.
        plane_axes: the two inputs that are the plane's axes, across and up; None takes the first two.
        show_regions: name the regions that the first layer's lines cut the plane into.
        one_scale: a unit of either input is as long in the plane; else the plane is filled, as suits inputs
            of very different size.
    """

    plane_node: str | None = None
    plane_range: tuple[float, float, float, float] | None = None
    digits: int = 3
    decimal_comma: bool = False
    fractions: bool = False
    labels: Labels = "all"
    faces: Faces = "curve"
    shading: Shading = "values"
    plane_axes: tuple[str, str] | None = None
    show_regions: bool = False
    one_scale: bool = True

    @property
    def numbers(self) -> NumberFormat:
        """How numbers are written."""
        return NumberFormat(self.digits, self.decimal_comma, self.fractions)


@dataclass(frozen=True)
class InitialNumbers:
    """What trained numbers were before training: only those that training has changed since.

    A number that is not here is its own initial value: it was drawn, typed or drawn at random.

    Attributes:
        weights: ``w_ji(0)`` by edge.
        biases: ``b_j(0)`` by neuron.
    """

    weights: Mapping[EdgeKey, float] = field(default_factory=dict)
    biases: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("weights", "biases"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __bool__(self) -> bool:
        return bool(self.weights or self.biases)


UNTRAINED = InitialNumbers()


@dataclass(frozen=True)
class Document:
    """Network, where its nodes stand, data, hyperparameters, the current example and view options.

    Invariants, kept by :mod:`nndesk.document.edits` and checked by :func:`check` when a file is read or
    written: ``positions`` has exactly the names of the network; ``example`` has one value per input and one
    target per output; ``view.plane_node`` names a neuron or is None; ``view.plane_axes`` names two inputs or
    is None; ``initial`` speaks of edges and neurons that there are; ``normalisation`` has a shift and a scale
    for every input of the dataset. The dataset may have another number of inputs or outputs than the network:
    it is kept, and whoever needs it to fit says so.

    The dataset holds the numbers as they were drawn, generated or imported. Whatever the network sees, in
    training, the passes and the plane, is :attr:`samples`; ``example`` and ``view.plane_range`` are in the
    network's numbers too.
    """

    network: Network = field(default_factory=Network)
    positions: Mapping[str, Position] = field(default_factory=dict)
    dataset: Dataset = EMPTY
    hyperparameters: Hyperparameters = field(default_factory=Hyperparameters)
    example: Example = field(default_factory=Example)
    view: ViewOptions = field(default_factory=ViewOptions)
    title: str = ""
    initial: InitialNumbers = UNTRAINED
    normalisation: Normalisation = NOT_NORMALISED

    def __post_init__(self) -> None:
        if not isinstance(self.positions, MappingProxyType):
            object.__setattr__(self, "positions", MappingProxyType(dict(self.positions)))

    __hash__ = None  # type: ignore[assignment]  # positions is a mapping; a document is compared, never hashed

    @property
    def cost(self) -> str:
        return self.hyperparameters.cost

    @property
    def eta(self) -> float:
        return self.hyperparameters.eta

    @property
    def samples(self) -> Dataset:
        """The dataset, normalised: what the network sees. The dataset itself where nothing is normalised."""
        return self.dataset.normalised(self.normalisation)

    def data_fit(self) -> bool:
        """Whether the dataset has as many inputs and targets as the network has inputs and outputs."""
        return (
            len(self.dataset) > 0
            and self.dataset.input_count == len(self.network.inputs)
            and self.dataset.target_count == len(self.network.outputs)
        )


# --- what a document must be ------------------------------------------------------------------------------


def check(document: Document) -> None:
    """Raise a NetworkError whose sentence names the first invariant that is broken."""
    network = document.network
    check_size(len(network.names), len(network.edges))
    if document.positions.keys() != network.topology.level.keys():
        odd = sorted(document.positions.keys() ^ network.topology.level.keys())[0]
        raise UnknownNodeError(odd, where="the positions")
    for name, position in document.positions.items():
        check_position(name, position)
    check_values("the example's x", document.example.x, network.inputs)
    check_values("the example's t", document.example.t, network.outputs)
    check_samples(document.dataset)
    check_normalisation(document.normalisation, document.dataset)
    check_hyperparameters(document.hyperparameters)
    check_view(document.view, network)
    check_title(document.title)
    check_initial(document.initial, network)


def check_size(nodes: int, edges: int) -> None:
    """Raise ShapeError when a network would have more nodes or edges than a document keeps."""
    if nodes > MAX_NODES:
        raise ShapeError(f"A network of {nodes:,} nodes is too large; {MAX_NODES:,} is the most.")
    if edges > MAX_EDGES:
        raise ShapeError(f"A network of {edges:,} edges is too large; {MAX_EDGES:,} is the most.")


def check_samples(dataset: Dataset) -> None:
    """Raise ShapeError when a dataset is larger than a document keeps."""
    if len(dataset) > MAX_SAMPLES:
        raise ShapeError(f"A dataset of {len(dataset):,} samples is too large; {MAX_SAMPLES:,} is the most.")
    widest = max(dataset.input_count, dataset.target_count)
    if widest > MAX_NODES:
        raise ShapeError(f"Samples of {widest:,} numbers are too large; {MAX_NODES:,} is the most.")

    for text in (*dataset.names, *dataset.labels):
        if not (0 < len(text) <= MAX_DATA_NAME and text.isprintable()):
            raise NetworkError(
                f"{text!r:.60} cannot be the name of a column or class; "
                f"it needs 1 to {MAX_DATA_NAME} characters that can be shown."
            )


def check_normalisation(normalisation: Normalisation, dataset: Dataset) -> None:
    """Raise NetworkError unless the dataset can be normalised so."""
    try:
        dataset.normalised(normalisation)
    except DataError as error:
        raise NetworkError(f"The data cannot be normalised: {error}") from error


def check_position(name: str, position: Position) -> None:
    """Raise NetworkError unless ``position`` is two finite numbers within the drawing area."""
    for value in position:
        if not math.isfinite(value):
            raise NonFiniteError(f"the position of {name}", value)
        if abs(value) > MAX_COORDINATE:
            raise NetworkError(f"{name} would stand at {value:g}, which is outside the drawing area.")


def check_values(what: str, values: Iterable[float], names: tuple[str, ...]) -> None:
    """Raise ShapeError or NonFiniteError unless there is one finite value for every name."""
    values = tuple(values)
    if len(values) != len(names):
        wanted = f"the {len(names)} of {', '.join(names):.60}" if names else "none"
        raise ShapeError(
            f"{what[:1].upper()}{what[1:]} has {_count(len(values), 'value')}, but needs {wanted}."
        )
    for name, value in zip(names, values, strict=True):
        if not math.isfinite(value):
            raise NonFiniteError(f"{what} at {name}", value)


def check_hyperparameters(hyperparameters: Hyperparameters) -> None:
    """Raise NetworkError for a count too large to keep in a file; the rest Hyperparameters checks itself."""
    for what in ("batch", "epochs", "seed"):
        value = getattr(hyperparameters, what)
        if value > MAX_COUNT:
            raise NetworkError(f"The {what} is {value:.3g}; {MAX_COUNT:,} is the most.")


def check_view(view: ViewOptions, network: Network) -> None:
    """Raise NetworkError unless the view fits the network and its numbers are in range."""
    if view.plane_node is not None and view.plane_node not in network.topology.node_at:
        if view.plane_node in network:
            raise NetworkError(f"{view.plane_node} is an input; the plane shows the output of a neuron.")
        raise UnknownNodeError(view.plane_node, where="the view of the plane")
    if view.plane_range is not None:
        for value in view.plane_range:
            if not math.isfinite(value):
                raise NonFiniteError("the range of the plane", value)
        left, right, low, high = view.plane_range
        if not (left < right and low < high):
            raise NetworkError("The range of the plane is empty; each minimum must be below its maximum.")
    if view.plane_axes is not None:
        across, up = view.plane_axes
        for name in (across, up):
            if name not in network.inputs:
                raise NetworkError(f"{name} is not an input; the plane's axes are two inputs.")
        if across == up:
            raise NetworkError(f"{across} stands twice; the plane's axes are two inputs.")
    if not 1 <= view.digits <= MAX_DIGITS:
        raise NetworkError(f"The number of digits shown is {view.digits}; it goes from 1 to {MAX_DIGITS}.")


def check_initial(initial: InitialNumbers, network: Network) -> None:
    """Raise NetworkError unless every initial number belongs to the network and is finite."""
    for key, weight in initial.weights.items():
        network.edge(*key)
        if not math.isfinite(weight):
            raise NonFiniteError(f"the initial weight of {key}", weight)
    for name, bias in initial.biases.items():
        network.node(name)
        if not math.isfinite(bias):
            raise NonFiniteError(f"the initial bias of {name}", bias)


def check_title(title: str) -> None:
    """Raise NetworkError unless the title is one line of at most ``MAX_TITLE`` printable characters."""
    if len(title) > MAX_TITLE:
        raise NetworkError(f"The title has {len(title):,} characters; {MAX_TITLE} is the most.")
    if not title.isprintable():
        raise NetworkError("The title has a line break or another character that cannot be shown.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
