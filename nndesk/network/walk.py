"""The two passes as an immutable record that can be stepped through, forwards and backwards.

A :class:`Walk` computes nothing while it is shown: both passes are done once, and playback, scrubbing,
figures and tables are views of the same steps.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Literal, TypeVar

from nndesk.network.equations import Equation, Record
from nndesk.network.model import EdgeKey, Network
from nndesk.network.numbers import THREE_DIGITS, NumberFormat
from nndesk.network.passes import BackwardPass, ForwardPass, backward_as_far, forward_as_far

Phase = Literal["forward", "cost", "backward", "update"]
StepKind = Literal["signal", "output", "cost", "output_delta", "hidden_delta", "weight_change"]

_NOTHING: Mapping[str, float] = MappingProxyType({})
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Step:
    """One computation of a walk.

    Attributes:
        index: its place in ``Walk.steps``.
        phase: which part of the walk it belongs to.
        kind: what is computed.
        node: the neuron it is computed for; None for the cost.
        nodes: the nodes that take part, ``node`` first; for the cost all outputs.
        edges: the edges that take part.
        value: the number it gives: ``s_j``, ``z_j``, ``J``, ``δ_j``; for a weight change ``Δb_j``.
        changes: ``Δw`` by edge as text (``"h1<-x1"``), only for a weight change.
        title: a heading such as ``Backward · hidden node h1``.
    """

    index: int
    phase: Phase
    kind: StepKind
    node: str | None
    nodes: tuple[str, ...]
    edges: tuple[EdgeKey, ...]
    value: float
    changes: Mapping[str, float]
    title: str
    record: Record = field(repr=False, compare=False)

    @property
    def equation(self) -> Equation:
        """The step as a formula; made when first asked for and kept with the walk."""
        return self.record.equation(self.kind, self.node)

    @property
    def moves(self) -> Literal["forward", "backward"] | None:
        """Which way something travels along the step's edges, if anything does."""
        if self.kind == "signal":
            return "forward"
        return "backward" if self.kind == "hidden_delta" else None


@dataclass(frozen=True)
class Known:
    """The numbers that have been computed up to some step; what has not is missing.

    Attributes:
        s, z, phi_prime: of the neurons reached by the forward pass; ``z`` has the inputs always.
        delta: of the neurons reached by the backward pass.
        J: the cost, or None.
        dw, db: the changes ``Δw`` by edge and ``Δb`` by neuron.
    """

    s: Mapping[str, float] = field(default_factory=dict)
    z: Mapping[str, float] = field(default_factory=dict)
    phi_prime: Mapping[str, float] = field(default_factory=dict)
    delta: Mapping[str, float] = field(default_factory=dict)
    J: float | None = None
    dw: Mapping[EdgeKey, float] = field(default_factory=dict)
    db: Mapping[str, float] = field(default_factory=dict)

    @staticmethod
    def of(forward_pass: ForwardPass) -> Known:
        """What is known when a forward pass is complete."""
        return Known(forward_pass.s, forward_pass.z, forward_pass.phi_prime)


@dataclass(frozen=True)
class Walk:
    """A forward pass and, with a target, the cost, the backward pass and the update, as steps.

    Attributes:
        network: the network.
        forward: its forward pass.
        backward: its backward pass; None without a target.
        eta: the learning rate of the update.
        steps: signal and output of each neuron in ``network.order``; the cost; the deltas in the opposite
            order; the weight changes of each neuron in ``network.order``.
        stopped: one sentence if a number was not finite; the steps end before it. None otherwise.
    """

    network: Network
    forward: ForwardPass
    backward: BackwardPass | None
    eta: float
    steps: tuple[Step, ...]
    stopped: str | None = None

    def __len__(self) -> int:
        return len(self.steps)

    def known_at(self, index: int) -> Known:
        """What is known once step ``index`` has been made: the inputs alone at −1, all of it at the end."""
        signals, outputs, costs, deltas, changes = (bisect_right(at, index) for at in self._made)
        inputs = len(self.network.inputs)
        forward, backward = self.forward, self.backward
        s, z = _first(forward.s, signals), _first(forward.z, inputs + outputs)
        phi_prime = _first(forward.phi_prime, outputs)
        if backward is None or not costs:
            return Known(s, z, phi_prime)
        dw, db = self._updates
        edge_count = sum(len(self.network.topology.incoming[j]) for j in self.network.order[:changes])
        return Known(
            s,
            z,
            phi_prime,
            _first(backward.delta, deltas),
            backward.J,
            _first(dw, edge_count),
            _first(db, changes),
        )

    @cached_property
    def _made(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """Where the signals, outputs, cost, deltas and changes are among the steps."""
        made: tuple[list[int], list[int], list[int], list[int], list[int]] = ([], [], [], [], [])
        row = {"signal": 0, "output": 1, "cost": 2, "output_delta": 3, "hidden_delta": 3, "weight_change": 4}
        for step in self.steps:
            made[row[step.kind]].append(step.index)
        return made

    @cached_property
    def _updates(self) -> tuple[Mapping[EdgeKey, float], Mapping[str, float]]:
        """Δw and Δb in the order of the steps."""
        dw: dict[EdgeKey, float] = {}
        db: dict[str, float] = {}
        for step in self.steps:
            if step.kind == "weight_change" and step.node is not None:
                dw.update(zip(step.edges, step.changes.values(), strict=True))
                db[step.node] = step.value
        return MappingProxyType(dw), MappingProxyType(db)


def walk(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float] | None = None,
    cost: str = "squared",
    eta: float = 0.5,
    numbers: NumberFormat = THREE_DIGITS,
) -> Walk:
    """Record the passes of one sample.

    Args:
        network: any network; one without neurons gives a walk without steps.
        x: the inputs, by name or in the order of ``network.inputs``.
        t: the targets, likewise; None (or a network without outputs) makes a forward pass only.
        cost: key of ``COSTS``.
        eta: learning rate η.
        numbers: how they stand in the equations.

    Raises:
        ShapeError, UnknownNodeError, NonFiniteError: inputs or targets that do not fit the network.
        UnknownCostError: a cost that there is not.
        CostMisfitError: the cost does not fit the outputs' activations or the targets.
    """
    forward = forward_as_far(network, x)
    backward = None
    if t is not None and network.outputs and forward.stopped is None:
        backward = backward_as_far(network, forward, t, cost)
    problem = (forward if backward is None else backward).stopped
    stopped = None if problem is None else _stop_sentence(problem.what, problem.value)
    record = Record(network, forward, backward, eta, numbers)
    steps = list(_forward_steps(record))
    if backward is not None:
        steps += _backward_steps(record, backward, len(steps))
        if stopped is None:
            for step in _update_steps(record, backward, len(steps)):
                bad = next((v for v in (*step.changes.values(), step.value) if not math.isfinite(v)), None)
                if bad is not None:
                    stopped = _stop_sentence(f"a weight change of {step.node}", bad)
                    break
                steps.append(step)
    return Walk(network, forward, backward, eta, tuple(steps), stopped)


def _forward_steps(record: Record) -> Iterator[Step]:
    forward, index = record.forward, 0
    for j, s in forward.s.items():
        edges = record.network.incoming(j)
        yield Step(
            index,
            "forward",
            "signal",
            j,
            (j, *(edge.source for edge in edges)),
            tuple(edge.key for edge in edges),
            s,
            _NOTHING,
            f"Forward · signal of {j}",
            record,
        )
        yield Step(
            index + 1,
            "forward",
            "output",
            j,
            (j,),
            (),
            forward.z[j],
            _NOTHING,
            f"Forward · output of {j}",
            record,
        )
        index += 2


def _backward_steps(record: Record, backward: BackwardPass, index: int) -> Iterator[Step]:
    network = record.network
    if not math.isfinite(backward.J):
        return
    yield Step(index, "cost", "cost", None, network.outputs, (), backward.J, _NOTHING, "Cost", record)
    for j, delta in backward.delta.items():
        index += 1
        edges = network.outgoing(j)
        kind: StepKind = "output_delta" if j in backward.t else "hidden_delta"
        yield Step(
            index,
            "backward",
            kind,
            j,
            (j, *(edge.target for edge in edges)),
            tuple(edge.key for edge in edges),
            delta,
            _NOTHING,
            f"Backward · {'output' if j in backward.t else 'hidden'} node {j}",
            record,
        )


def _update_steps(record: Record, backward: BackwardPass, index: int) -> Iterator[Step]:
    network, dw, db = record.network, backward.dw(record.eta), backward.db(record.eta)
    for j in network.order:
        edges = network.incoming(j)
        yield Step(
            index,
            "update",
            "weight_change",
            j,
            (j, *(edge.source for edge in edges)),
            tuple(edge.key for edge in edges),
            db[j],
            MappingProxyType({str(edge.key): dw[edge.key] for edge in edges}),
            f"Update · weights of {j}" if edges else f"Update · bias of {j}",
            record,
        )
        index += 1


def _stop_sentence(what: str, value: float) -> str:
    return f"The walk stops here: {what} is {value}; it must be a finite number."


def _first(values: Mapping[_K, float], count: int) -> Mapping[_K, float]:
    """The first ``count`` entries; all of them without a copy."""
    if count >= len(values):
        return values
    some: Iterable[tuple[_K, float]] = islice(values.items(), count)
    return MappingProxyType(dict(some))
