"""The identities of the regions (LECTURE topic 12): vertices of the hypercube ``H_p``, who is in them, what
the rest of the network makes of them. Data for the cube, for the table and for their exports."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.plane_content import sample_classes, shade_range, shades_of
from nndesk.figure.primitives import FigureError
from nndesk.geometry.cells import cells
from nndesk.geometry.lines import Code, Line, Window
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.engine import Cancelled
from nndesk.network.inner import OpenInputError, outputs_given, readers
from nndesk.network.model import Network

Array = NDArray[np.float64]

DRAWN = 4
"""Hypercubes of up to so many dimensions are drawn, and all their vertices are listed."""
MOST = 64
_SIDES = {"step": (0.0, 1.0), "sigmoid": (0.0, 1.0), "sign": (-1.0, 1.0), "tanh": (-1.0, 1.0)}
"""What a neuron gives far on its two sides; those that are not here have no such values."""


class IdentityError(FigureError):
    """There are no identities to show; the message says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One vertex.

    Attributes:
        code: a digit for each neuron of the first layer, 1 where its s > 0.
        reached: whether a region of inputs has it; None if that is not known.
        bounded: whether its region is bounded in the whole plane; None where there is none, or no plane.
        area: of its region in the window, 0 where it is not visible; None where there is no plane.
        counts: how many samples are in it, class by class.
        s, z: the node's signal and output there; None if the vertex alone does not determine them.
        winner: the number of the output that is largest there, where several compete.
    """

    code: Code
    reached: bool | None
    bounded: bool | None
    area: float | None
    counts: tuple[int, ...]
    s: float | None
    z: float | None
    winner: int | None = None

    @property
    def kind(self) -> int:
        """The class that comes out: 1 on the node's + side, else 0; of several outputs that which wins."""
        if self.winner is not None:
            return self.winner
        return int(self.s is not None and self.s > 0)

    @property
    def samples(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, eq=False)
class Identities:
    """All that is known about the vertices.

    Attributes:
        names: the neurons of the first layer, in the order of the digits.
        sides: what each gives on its − and + side: 0 and 1, or −1 and 1.
        smooth: the neurons that reach these values only far from their line, so that a vertex is a side.
        node: whose output s and z are; None if there is none, or if several compete.
        outputs: those that compete; empty if a neuron was chosen or there is but one.
        open: why there are no outputs, as a sentence; empty if there are.
        inputs: names of the network's inputs.
        exact: whether ``reached`` is known of every vertex, and the rows hold all that are.
        rows: sorted by code: all vertices of a small cube, of a larger one those that are reached.
        example: the vertex of the current example, or None.
        low, level, high: outputs with the shades 0, 0.5 and 1.
    """

    names: tuple[str, ...]
    sides: tuple[tuple[float, float], ...]
    smooth: tuple[str, ...]
    node: str | None
    outputs: tuple[str, ...]
    open: str
    inputs: tuple[str, ...]
    exact: bool
    rows: tuple[Identity, ...]
    example: Code | None
    low: float
    level: float
    high: float

    @property
    def dimension(self) -> int:
        """p."""
        return len(self.names)

    @property
    def signed(self) -> tuple[bool, ...]:
        """Whether a neuron's digits are −1 and 1."""
        return tuple(low < 0 for low, _ in self.sides)

    def row(self, code: Code) -> Identity | None:
        return next((row for row in self.rows if row.code == code), None)

    def shade(self, row: Identity) -> float | None:
        """The output as a shade 0 … 1, 0.5 at the decision level; None where there is no output."""
        if row.z is None:
            return None
        return float(shades_of(np.array([row.z]), self.level, self.high)[0])

    def values(self, code: Code) -> tuple[float, ...]:
        """The first layer's outputs at a vertex, as the lecture writes it: (1, −1)."""
        return tuple(sides[bit] for sides, bit in zip(self.sides, code, strict=True))

    def fire(self, code: Code) -> tuple[str, ...]:
        """The neurons that are on their + side at a vertex."""
        return tuple(name for name, bit in zip(self.names, code, strict=True) if bit)


def identities(
    document: Document,
    node: str | None = None,
    window: Window | None = None,
    cancel: threading.Event | None = None,
) -> Identities:
    """What is known about the vertices of the first layer's hypercube.

    Args:
        node: the neuron whose output is wanted; None takes the view's, or lets the outputs compete.
        window: where areas are measured; None measures none.
        cancel: looked at between the parts of the work.

    Raises:
        IdentityError: there is no first layer, or it has more than 64 neurons.
        Cancelled: ``cancel`` was set.
    """
    network = document.network
    names = readers(network)
    if not names:
        raise IdentityError("No neuron reads inputs alone, so there are no regions to name.")
    if len(names) > MOST:
        raise IdentityError(f"The first layer has {len(names)} neurons; regions are named for up to {MOST}.")
    node = node or document.view.plane_node
    outputs = network.outputs if node is None and len(network.outputs) > 1 else ()
    if not outputs:
        node = node or next(iter(network.outputs), None)
    activations = [network.node(name).activation for name in names]
    sides = tuple(_SIDES.get(activation, (0.0, 1.0)) for activation in activations)
    thresholds = [ACTIVATIONS[activation].threshold for activation in activations]
    smooth = tuple(name for name, sharp in zip(names, thresholds, strict=True) if not sharp)

    held = _held(document, names, node)
    example = _codes(network, names, np.array([document.example.x]))[0] if document.example.x else None
    plane = _plane(network, names) if len(network.inputs) in (1, 2) else None
    areas = _areas(network, names, window) if window is not None and len(network.inputs) == 2 else None
    found: list[Code]
    if len(names) <= DRAWN:
        found = list(product((0, 1), repeat=len(names)))
    else:
        found = sorted({*(plane or ()), *held, *((example,) if example is not None else ())})
    if cancel is not None and cancel.is_set():
        raise Cancelled("the identities")
    s, z, winners, why = _outputs(network, names, sides, outputs or (node,), found)
    classes = max((len(counts) for counts in held.values()), default=0)
    low, level, high = 0.0, 0.5, 1.0
    if node is not None:
        low, level, high = shade_range(network.node(node).activation, z if z is not None else np.zeros(0))
    rows = tuple(
        Identity(
            code,
            code in plane if plane is not None else (True if code in held or code == example else None),
            plane.get(code) if plane is not None and len(network.inputs) == 2 else None,
            areas.get(code, 0.0) if areas is not None else None,
            held.get(code, (0,) * classes),
            None if s is None else float(s[i]),
            None if z is None else float(z[i]),
            None if winners is None else int(winners[i]),
        )
        for i, code in enumerate(found)
    )
    return Identities(
        names,
        sides,
        smooth,
        node,
        outputs,
        why,
        network.inputs,
        plane is not None,
        rows,
        example,
        low,
        level,
        high,
    )


def _outputs(
    network: Network,
    names: tuple[str, ...],
    sides: tuple[tuple[float, float], ...],
    nodes: tuple[str | None, ...],
    codes: list[Code],
) -> tuple[Array | None, Array | None, NDArray[np.intp] | None, str]:
    """``s`` and ``z`` of the one node at every vertex, or which of several is largest; or why not."""
    if nodes == (None,):
        return None, None, None, "The network has no output yet."
    vague = [name for name in names if network.node(name).activation not in _SIDES]
    if vague:
        told = f"{vague[0]} ({network.node(vague[0]).activation}) has no fixed values on its two sides"
        return None, None, None, f"{told}, so a vertex has no output."
    bits = np.array(codes, int).reshape(len(codes), len(names))
    ends = np.array(sides)
    given = {name: ends[i][bits[:, i]] for i, name in enumerate(names)}
    found = []
    for node in nodes:
        assert node is not None
        try:
            found.append(outputs_given(network, given, node))
        except OpenInputError as error:
            told = str(error).rstrip(".")
            return None, None, None, f"{told}, so a vertex alone does not say what {node} gives."
    if len(found) == 1:
        return *found[0], None, ""
    return None, None, np.argmax([z for _, z in found], axis=0), ""


def lines_of(network: Network, names: tuple[str, ...]) -> tuple[Line, ...]:
    """The lines of first-layer neurons of a network with one or two inputs (of one: upright lines)."""
    found = []
    for name in names:
        weights = {edge.source: edge.weight for edge in network.incoming(name)}
        w = [weights.get(x, 0.0) for x in network.inputs]
        found.append(Line(w[0], w[1] if len(w) > 1 else 0.0, network.node(name).bias))
    return tuple(found)


def _plane(network: Network, names: tuple[str, ...]) -> dict[Code, bool]:
    """Every code that a region of the whole plane has, and whether that region is bounded."""
    # Here, not above: the window asks this module how large a first layer may be before anything is shown.
    from nndesk.geometry.arrangement import arrange

    return {region.code: region.bounded for region in arrange(lines_of(network, names)).regions}


def _areas(network: Network, names: tuple[str, ...], window: Window) -> dict[Code, float]:
    return {cell.code: cell.area for cell in cells(lines_of(network, names), window)}


def _held(document: Document, names: tuple[str, ...], node: str | None) -> dict[Code, tuple[int, ...]]:
    """How many samples of each class every code has."""
    data, network = document.samples, document.network
    if not len(data) or data.input_count != len(network.inputs):
        return {}
    classes = sample_classes(document, node)
    kinds = int(classes.max()) + 1
    packed = _packed(network, names, data.x)
    present, where = np.unique(packed, return_inverse=True)
    counts = np.zeros((len(present), kinds), int)
    np.add.at(counts, (where.ravel(), classes), 1)
    codes = [_unpacked(int(bits), len(names)) for bits in present]
    return {code: tuple(own) for code, own in zip(codes, counts.tolist(), strict=True)}


def _codes(network: Network, names: tuple[str, ...], x: NDArray[np.float64]) -> list[Code]:
    return [_unpacked(int(bits), len(names)) for bits in _packed(network, names, x)]


def _packed(network: Network, names: tuple[str, ...], x: NDArray[np.float64]) -> NDArray[np.uint64]:
    """The codes of points ``(N, d)`` as numbers, the first digit highest."""
    column = {name: i for i, name in enumerate(network.inputs)}
    packed = np.zeros(len(x), np.uint64)
    for name in names:
        s = np.full(len(x), network.node(name).bias)
        with np.errstate(all="ignore"):
            for edge in network.incoming(name):
                s = s + edge.weight * x[:, column[edge.source]]
        packed = (packed << np.uint64(1)) | (s > 0).astype(np.uint64)
    return packed


def _unpacked(bits: int, p: int) -> Code:
    return tuple((bits >> (p - 1 - i)) & 1 for i in range(p))
