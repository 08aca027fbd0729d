"""A step of a walk taken apart: each product of a sum by itself, each factor of a product, each change.

A step of node grain says ``s_j = Σ w_ji x_ji + b_j`` at once. Its *terms* are the same in the order in which
one writes it on the board: every ``w_ji x_ji``, the bias, then the sum; the error and the slope as factors,
every ``w_kj δ_k`` that flows back, their sum, then δ; every ``Δw_ji`` and the weight that it makes. The last
term is always the step itself, so that after it exactly as much is known as after the step.

How many terms a step has can be told without making them: they are made when they are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np

from nndesk.network.costs import cost_named
from nndesk.network.equations import Equation, Record
from nndesk.network.model import EdgeKey
from nndesk.network.notation import bias_symbol, weight_symbol
from nndesk.network.passes import BackwardPass
from nndesk.network.term_formulas import TermFormulas, as_equation
from nndesk.network.walk import Step

TermKind = Literal[
    "product",  # w_ji x_ji
    "bias",  # b_j
    "signal",  # s_j
    "output",  # z_j
    "output_cost",  # what one output adds to J: ½ (t_k − z_k)²
    "cost",  # J
    "error",  # t_k − z_k
    "slope",  # φ′(s_j)
    "flow",  # w_kj δ_k
    "flow_sum",  # Σ_k w_kj δ_k
    "delta",  # δ_j
    "change",  # Δw_ji = η δ_j x_ji
    "new_weight",  # w_ji + Δw_ji
    "bias_change",  # Δb_j
    "new_bias",  # b_j + Δb_j
]


@dataclass(frozen=True, slots=True)
class Term:
    """One term.

    Attributes:
        kind: what it is.
        node: the neuron of its step; for the cost the output it speaks of, None for their sum.
        edge: the edge that it belongs to alone; None if to none or to all of the step.
        value: its number.
        total: what the terms of the sum that it belongs to come to with it; None outside a sum.
        before: the old value of a number that is changed; else None.
        equation: it as a formula.
    """

    kind: TermKind
    node: str | None
    edge: EdgeKey | None
    value: float
    total: float | None
    before: float | None
    equation: Equation


@dataclass(frozen=True, slots=True)
class TermStep(Step):
    """One term of a step, to be shown like a step: its own formula, its own edges lit.

    Attributes:
        term: what is shown.
        number, count: which of how many terms of its step it is, from 1.
    """

    term: Term
    number: int
    count: int

    @property
    def equation(self) -> Equation:
        return self.term.equation

    @property
    def moves(self) -> Literal["forward", "backward"] | None:
        if self.term.kind == "product":
            return "forward"
        return "backward" if self.term.kind == "flow" else None


def term_step(step: Step, term: Term, number: int, count: int) -> TermStep:
    """``term``, the ``number``-th of the ``count`` terms of ``step``."""
    nodes, edges = _lit(step, term)
    shared = {field.name: getattr(step, field.name) for field in fields(Step)}
    return TermStep(**{**shared, "nodes": nodes, "edges": edges}, term=term, number=number, count=count)


def _lit(step: Step, term: Term) -> tuple[tuple[str, ...], tuple[EdgeKey, ...]]:
    """The nodes and edges that take part in a term."""
    if term.edge is not None:
        return tuple(dict.fromkeys((term.node or term.edge.target, *term.edge))), (term.edge,)
    if term.kind in ("signal", "output", "cost", "flow_sum", "delta"):
        return step.nodes, step.edges
    return (() if term.node is None else (term.node,)), ()


def term_count(step: Step) -> int:
    """How many terms ``step`` has, at least 1."""
    match step.kind:
        case "signal":
            return len(step.edges) + 2 if step.edges else 1
        case "output":
            return 1
        case "cost":
            outputs = len(step.record.network.outputs)
            return outputs + 1 if outputs > 1 else 1
        case "output_delta" | "hidden_delta":
            return len(_delta_plan(step))
        case "weight_change":
            return 2 * len(step.edges) + 2
    raise ValueError(f"There is no step of the kind {step.kind!r}.")


def terms(step: Step) -> tuple[Term, ...]:
    """The terms of ``step``, in order; the last is the step itself."""
    return tuple(_Terms(step).of_step())


def _delta_plan(step: Step) -> tuple[TermKind, ...]:
    """Which terms a δ is made of."""
    record, node = step.record, step.node
    assert record.backward is not None
    assert node is not None
    flow: TermKind = "flow"
    flows = (flow,) * len(step.edges)
    summed: tuple[TermKind, ...] = ("flow_sum",) if len(step.edges) > 1 else ()
    if node not in record.backward.t:
        return (*flows, *summed, "slope", "delta") if flows else ("delta",)
    if record.backward.cost != "squared":
        # φ′ has cancelled in t − z; only what flows back is still multiplied by it.
        return ("error", *flows, *summed, "slope", "delta") if flows else ("delta",)
    return ("error", *flows, *summed, "slope", "delta")


class _Terms:
    def __init__(self, step: Step) -> None:
        self._step = step
        self._record: Record = step.record
        self._write = TermFormulas(step.record)

    def of_step(self) -> Iterator[Term]:
        match self._step.kind:
            case "signal":
                yield from self._signal()
            case "cost":
                yield from self._cost()
            case "output_delta" | "hidden_delta":
                yield from self._delta()
            case "weight_change":
                yield from self._changes()
            case _:
                yield self._whole("output")

    def _whole(self, kind: TermKind, total: float | None = None) -> Term:
        """The step itself."""
        step = self._step
        return Term(kind, step.node, None, step.value, total, None, step.equation)

    def _signal(self) -> Iterator[Term]:
        node, forward, total = self._node, self._record.forward, 0.0
        if not self._step.edges:
            yield self._whole("signal")
            return
        for key in self._step.edges:
            value = self._record.network.edge(*key).weight * forward.z[key.source]
            total += value
            yield Term("product", node, key, value, total, None, self._write.product(key))
        bias = self._record.network.node(node).bias
        total += bias
        yield Term("bias", node, None, bias, total, None, self._write.bias(node))
        yield self._whole("signal", total)

    def _cost(self) -> Iterator[Term]:
        outputs, total = self._record.network.outputs, 0.0
        for k in outputs if len(outputs) > 1 else ():
            value = self._cost_of(k)
            total += value
            yield Term("output_cost", k, None, value, total, None, self._write.cost_of(k, value))
        yield self._whole("cost", self._backward.J)

    def _cost_of(self, k: str) -> float:
        """What one output adds to J."""
        forward, backward = self._record.forward, self._backward
        t, s, z = (np.array([v]) for v in (backward.t[k], forward.s[k], forward.z[k]))
        return float(cost_named(backward.cost).value(t, s, z))

    def _delta(self) -> Iterator[Term]:
        node, backward, forward = self._node, self._backward, self._record.forward
        flowed, edges = 0.0, iter(self._step.edges)
        for kind in _delta_plan(self._step):
            match kind:
                case "error":
                    value = backward.t[node] - forward.z[node]
                    yield Term(kind, node, None, value, None, None, self._write.error(node))
                case "flow":
                    key = next(edges)
                    value = self._record.network.edge(*key).weight * backward.delta[key.target]
                    flowed += value
                    yield Term(kind, node, key, value, flowed, None, self._write.flow(key))
                case "flow_sum":
                    yield Term(kind, node, None, flowed, flowed, None, self._write.flow_sum(node))
                case "slope":
                    slope = forward.phi_prime[node]
                    yield Term(kind, node, None, slope, None, None, self._write.slope_of(node))
                case _:
                    yield self._whole("delta")

    def _changes(self) -> Iterator[Term]:
        network, node, write, step = self._record.network, self._node, self._write, self._step
        for key, change in zip(step.edges, step.changes.values(), strict=True):
            edge = network.edge(*key)
            row = as_equation(write.change(edge))
            yield Term("change", node, key, change, None, None, row)
            new = write.new_value(weight_symbol(*key), edge.weight, change)
            yield Term("new_weight", node, key, edge.weight + change, None, edge.weight, new)
        row = as_equation(write.bias_change(node))
        yield Term("bias_change", node, None, step.value, None, None, row)
        bias = network.node(node).bias
        new = write.new_value(bias_symbol(node), bias, step.value)
        yield Term("new_bias", node, None, bias + step.value, None, bias, new)

    @property
    def _node(self) -> str:
        assert self._step.node is not None
        return self._step.node

    @property
    def _backward(self) -> BackwardPass:
        assert self._record.backward is not None
        return self._record.backward
