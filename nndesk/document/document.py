"""The whole state of a laboratory as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nndesk.data.dataset import EMPTY, Dataset
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Network

Position = tuple[float, float]
"""Where a node's centre stands in the diagram: x to the right, y down, in figure units (CSS pixels at zoom 1)."""


@dataclass(frozen=True, slots=True)
class Example:
    """The sample that the passes are shown for: ``x`` follows ``network.inputs``, ``t`` follows ``network.outputs``."""

    x: tuple[float, ...] = ()
    t: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What is shown and how, as far as it belongs to the document and not to the machine.

    Attributes:
        plane_node: the node whose field shades the plane; None means the first output.
        plane_range: ``(x1 min, x1 max, x2 min, x2 max)``; None fits the data.
        digits: significant digits of the numbers shown.
        decimal_comma: write ``0,5``.
    """

    plane_node: str | None = None
    plane_range: tuple[float, float, float, float] | None = None
    digits: int = 3
    decimal_comma: bool = False


@dataclass(frozen=True)
class Document:
    """Network, where its nodes stand, data, hyperparameters, the current example and view options.

    Invariants, kept by :mod:`nndesk.document.edits` and checked when a file is read: ``positions`` has exactly
    the names of the network; ``example`` has one value per input and one target per output; ``view.plane_node``
    names a neuron or is None. The dataset may have another number of inputs or outputs than the network: it is
    kept, and whoever needs it to fit says so.
    """

    network: Network = field(default_factory=Network)
    positions: Mapping[str, Position] = field(default_factory=dict)
    dataset: Dataset = EMPTY
    hyperparameters: Hyperparameters = field(default_factory=Hyperparameters)
    example: Example = field(default_factory=Example)
    view: ViewOptions = field(default_factory=ViewOptions)
    title: str = ""

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

    def data_fit(self) -> bool:
        """Whether the dataset has as many inputs and targets as the network has inputs and outputs."""
        return (
            len(self.dataset) > 0
            and self.dataset.input_count == len(self.network.inputs)
            and self.dataset.target_count == len(self.network.outputs)
        )
