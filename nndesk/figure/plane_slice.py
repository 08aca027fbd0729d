"""Which plane through the space of inputs is shown: the inputs' own, or a slice through the example."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import Dataset
from nndesk.document.document import Document
from nndesk.figure.primitives import Point
from nndesk.network.model import Network
from nndesk.network.numbers import NumberFormat
from nndesk.network.slicing import sliced

_NEAR = 0.2
"""A sample so far from the slice, as a part of the data's extent, is drawn at a third of its strength."""
_FAINTEST = 0.12
_GRADES = 5


@dataclass(frozen=True, slots=True)
class PlaneSlice:
    """A plane of two inputs in which every other input has the example's value.

    Attributes:
        axes: the inputs across and up.
        columns: where these stand among the network's inputs.
        rest: every other input with its value, in order; empty where there are only two.
    """

    axes: tuple[str, str]
    columns: tuple[int, int]
    rest: tuple[tuple[str, float], ...] = ()

    def network(self, network: Network) -> Network:
        """The network of the two inputs that is left when the others keep their values."""
        return _sliced(network, self)

    def place(self, x: tuple[float, ...]) -> Point | None:
        """Where in the plane a point of the space of inputs stands; None for no point."""
        across, up = self.columns
        return (x[across], x[up]) if x else None

    def moved(self, x: tuple[float, ...], to: Point) -> tuple[float, ...]:
        """The point ``x`` of the space of inputs, moved in the plane."""
        values = list(x)
        for column, value in zip(self.columns, to, strict=True):
            values[column] = value
        return tuple(values)

    def words(self, numbers: NumberFormat, most: int = 3) -> str:
        """``x3 = 0.5, x4 = 1``; empty where nothing is sliced. What is beyond ``most`` inputs is ``…``."""
        words = [f"{name} = {numbers.text(value)}" for name, value in self.rest[:most]]
        return ", ".join(words if len(self.rest) <= most else [*words, "…"])

    def strengths(self, samples: Dataset) -> NDArray[np.float64] | None:
        """How strongly each sample is drawn, 0 … 1, shape ``(N,)``: less, the farther from the slice it is.

        None where all are in the plane.
        """
        if not self.rest or not len(samples):
            return None
        others = [i for i in range(samples.input_count) if i not in self.columns]
        x = samples.x[:, others]
        extent = np.ptp(x, axis=0)
        away = (x - [value for _, value in self.rest]) / np.where(extent > 0, extent, 1.0)
        distance = np.sqrt(np.mean(away * away, axis=1))
        grades = np.rint(np.exp(-((distance / _NEAR) ** 2)) * (_GRADES - 1)) / (_GRADES - 1)
        return np.asarray(_FAINTEST + (1 - _FAINTEST) * grades)


def plane_slice(document: Document) -> PlaneSlice | None:
    """The plane that the document's view shows; None if the network has fewer than two inputs."""
    inputs = document.network.inputs
    if len(inputs) < 2:
        return None
    axes = document.view.plane_axes or (inputs[0], inputs[1])
    columns = (inputs.index(axes[0]), inputs.index(axes[1]))
    # A document that is only to be drawn may have no example.
    example = document.example.x or (0.0,) * len(inputs)
    rest = tuple((name, example[i]) for i, name in enumerate(inputs) if i not in columns)
    return PlaneSlice(axes, columns, rest)


@dataclass(frozen=True, slots=True, eq=False)
class _Identical:
    """A network by what it is and not by what it holds: comparing ten thousand edges would take too long."""

    network: Network

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identical) and self.network is other.network

    def __hash__(self) -> int:
        return id(self.network)


@lru_cache(maxsize=4)
def _sliced_once(network: _Identical, cut: PlaneSlice) -> Network:
    return sliced(network.network, cut.axes, dict(cut.rest))


def _sliced(network: Network, cut: PlaneSlice) -> Network:
    return network if cut.axes == network.inputs else _sliced_once(_Identical(network), cut)
