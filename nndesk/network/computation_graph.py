"""The passes as a graph of +, ·, φ and cost: each vertex with its value and its adjoint (LECTURE topic 20).

Values and adjoints come from :mod:`nndesk.network.autograd`, which knows nothing of the lecture's δ: the
graph is a second opinion on the walk beside it. The *adjoint* of a vertex is ``∂J/∂vertex``; of ``s_j`` it
is ``−δ_j``, of a weight ``−δ_j x_ji``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nndesk.network.autograd import Trace, Value, trace
from nndesk.network.errors import NetworkError, NonFiniteError
from nndesk.network.groups import GroupStep
from nndesk.network.model import EdgeKey, Network
from nndesk.network.terms import TermKind, TermStep, terms
from nndesk.network.walk import Step, Walk

VertexKind = Literal[
    "input",  # x_i
    "weight",  # w_ji
    "bias",  # b_j
    "target",  # t_k
    "product",  # w_ji x_ji
    "sum",  # s_j, all products and the bias
    "activation",  # z_j = φ(s_j)
    "error",  # t_k − z_k
    "output_cost",  # what one of several outputs adds to J
    "cost",  # J
]
LEAVES: tuple[VertexKind, ...] = ("input", "weight", "bias", "target")
MOST_VERTICES = 150
"""A larger graph nobody reads."""

Link = tuple[str, str]
"""Two vertices by id: what is computed, and from there what is computed of it."""


class TooManyVerticesError(NetworkError):
    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"The computation graph would have {count} vertices; it shows at most {MOST_VERTICES}."
        )


@dataclass(frozen=True, slots=True)
class Vertex:
    """One number of the passes.

    Attributes:
        id: ``"s h1"``, ``"w h1<-x1"``, ``"J"``, ….
        kind: what it is.
        node: the node that it belongs to, a weight and a product to the neuron that reads them; None for J.
        edge: of a weight or a product.
        inputs: the ids it is computed from.
        value: the number.
        adjoint: ``∂J/∂vertex``; None without a target.
        valued, adjoined: with which step of the walk they become known; −1 before the first.
    """

    id: str
    kind: VertexKind
    node: str | None
    edge: EdgeKey | None
    inputs: tuple[str, ...]
    value: float
    adjoint: float | None
    valued: int
    adjoined: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Which vertices show their value, and which their adjoint."""

    values: frozenset[str]
    adjoints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lit:
    """What a step is about."""

    vertices: frozenset[str] = frozenset()
    links: frozenset[Link] = frozenset()


@dataclass(frozen=True)
class ComputationGraph:
    """The vertices, each after all those it is computed from, and the walk they belong to."""

    walk: Walk
    vertices: tuple[Vertex, ...]

    @cached_property
    def by_id(self) -> dict[str, Vertex]:
        return {vertex.id: vertex for vertex in self.vertices}

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple((source, vertex.id) for vertex in self.vertices for source in vertex.inputs)

    # --- in step with the walk ---------------------------------------------------------------------------

    @property
    def everything(self) -> Shown:
        """What is known at the end."""
        return Shown(
            frozenset(vertex.id for vertex in self.vertices),
            frozenset(vertex.id for vertex in self.vertices if vertex.adjoint is not None),
        )

    @property
    def forward_alone(self) -> Shown:
        """What the forward pass knows without the cost: what the network shows at rest."""
        end = next((s.index for s in self.walk.steps if s.phase == "cost"), len(self.walk.steps))
        return self.at(end - 1)

    def at(self, made: int, step: Step | None = None) -> Shown:
        """What is known when step ``made`` of the record has been made and ``step`` is shown.

        Of a step that is shown term by term, what its terms have come to so far.
        """
        values = {vertex.id for vertex in self.vertices if vertex.valued <= made}
        adjoints = {v.id for v in self.vertices if v.adjoint is not None and v.adjoined <= made}
        if isinstance(step, TermStep) and step.index > made:
            for term in terms(self.walk.steps[step.index])[: step.number]:
                found = set(self._of_term(term.kind, term.node, term.edge))
                if term.kind in _VALUES:
                    values |= found
                elif term.kind == "flow_sum":
                    adjoints |= found
        return Shown(frozenset(values), frozenset(adjoints))

    def lit(self, step: Step | None) -> Lit:
        """The vertices and links that a step is about."""
        if step is None:
            return Lit()
        links: set[Link] = set()
        if isinstance(step, GroupStep):
            parts = [self.lit(part) for part in step.steps if part.phase == step.phase]
            return Lit(
                frozenset().union(*(part.vertices for part in parts)),
                frozenset().union(*(part.links for part in parts)),
            )
        if isinstance(step, TermStep):
            term = step.term
            found = set(self._of_term(term.kind, term.node, term.edge))
            if term.kind == "flow" and term.edge is not None:
                links.add((f"z {term.edge.source}", f"p {term.edge}"))
        else:
            found = set(self._of_step(step))
        inward = step.phase in ("forward", "cost")
        for source, target in self.links:
            from_cost = step.kind == "output_delta" and self.by_id[target].kind in _OF_COST
            if (target in found and (inward or source in found)) or (source in found and from_cost):
                links.add((source, target))
        return Lit(frozenset(found), frozenset(links))

    def of_node(self, name: str) -> frozenset[str]:
        """The vertices that belong to a node: of a neuron its sum and output, not its weights."""
        kinds = ("input", "sum", "activation")
        return frozenset(v.id for v in self.vertices if v.node == name and v.kind in kinds)

    def of_edge(self, key: EdgeKey) -> frozenset[str]:
        """The weight and the product of an edge."""
        return frozenset((f"w {key}", f"p {key}")) & self.by_id.keys()

    def _of_step(self, step: Step) -> Iterator[str]:
        match step.kind:
            case "signal":
                yield f"s {step.node}"
                yield from (f"p {key}" for key in step.edges)
            case "output":
                yield f"z {step.node}"
            case "cost":
                yield from (v.id for v in self.vertices if v.kind in _OF_COST)
            case "output_delta" | "hidden_delta":
                yield from (f"s {step.node}", f"z {step.node}")
                yield from (f"p {key}" for key in step.edges)
                if f"e {step.node}" in self.by_id:
                    yield f"e {step.node}"
            case "weight_change":
                yield f"b {step.node}"
                yield from (f"w {key}" for key in step.edges)

    def _of_term(self, kind: TermKind, node: str | None, edge: EdgeKey | None) -> Iterator[str]:
        match kind:
            case "product" | "flow":
                yield f"p {edge}"
            case "bias" | "bias_change" | "new_bias":
                yield f"b {node}"
            case "signal" | "delta":
                yield f"s {node}"
            case "output" | "slope" | "flow_sum":
                yield f"z {node}"
            case "output_cost":
                yield from (id for id in (f"e {node}", f"c {node}") if id in self.by_id)
            case "cost":
                yield "J"
                if not any(v.kind == "output_cost" for v in self.vertices):
                    yield from (v.id for v in self.vertices if v.kind == "error")
            case "error":
                yield from (id for id in (f"e {node}", f"z {node}") if id in self.by_id)
            case "change" | "new_weight":
                yield f"w {edge}"


_OF_COST: tuple[VertexKind, ...] = ("error", "output_cost", "cost")
_BACK = {"output_delta": "delta", "hidden_delta": "delta"}
_VALUES: tuple[TermKind, ...] = ("product", "signal", "output", "output_cost", "cost")


def vertex_count(network: Network, cost: str = "squared") -> int:
    """How many vertices the graph of a pass with a target has."""
    outputs = len(network.outputs)
    costs = outputs * (2 if cost == "squared" else 1) + (1 if outputs > 1 else 0)
    return len(network.inputs) + 2 * len(network.edges) + 3 * len(network.nodes) + outputs + costs


def computation_graph(walk: Walk) -> ComputationGraph:
    """The graph of the passes that ``walk`` records, of the forward pass alone if it has no target.

    Raises:
        TooManyVerticesError: more than :data:`MOST_VERTICES`.
        NonFiniteError: a number is not finite.
    """
    network, backward = walk.network, walk.backward
    cost = "squared" if backward is None else backward.cost
    count = vertex_count(network, cost)
    if count > MOST_VERTICES:
        raise TooManyVerticesError(count)
    targets = None if backward is None else backward.t
    if walk.forward.stopped is not None:
        raise walk.forward.stopped
    try:
        traced = trace(network, walk.forward.x, targets, cost)
    except ArithmeticError:
        raise NonFiniteError("a number of the computation graph", math.inf) from None
    if traced.costs:
        traced.J.backward()
    vertices = tuple(_Vertices(walk, traced).made())
    for vertex in vertices:
        for value in (vertex.value, vertex.adjoint or 0.0):
            if not math.isfinite(value):
                raise NonFiniteError(f"a number of the computation graph ({vertex.id})", value)
    return ComputationGraph(walk, vertices)


class _Vertices:
    def __init__(self, walk: Walk, traced: Trace) -> None:
        self._network, self._traced = walk.network, traced
        self._goes_back = bool(traced.costs)
        self._at = {(_BACK.get(step.kind, step.kind), step.node): step.index for step in walk.steps}
        self._last = len(walk.steps)

    def _step(self, kind: str, node: str | None) -> int:
        """The step of this kind; after the last where the walk does not come so far."""
        return self._at.get((kind, node), self._last)

    def _vertex(
        self,
        id: str,
        kind: VertexKind,
        value: Value,
        node: str | None,
        valued: int,
        adjoined: int,
        inputs: Iterable[str] = (),
        edge: EdgeKey | None = None,
    ) -> Vertex:
        adjoint = value.grad + 0.0 if self._goes_back else None
        return Vertex(id, kind, node, edge, tuple(inputs), value.data + 0.0, adjoint, valued, adjoined)

    def made(self) -> Iterator[Vertex]:
        network, traced, step = self._network, self._traced, self._step
        for name in network.inputs:
            # What flows back to an input is complete when all that it feeds has its δ.
            fed = [step("delta", edge.target) for edge in network.outgoing(name)]
            back = max((step("cost", None), *fed))
            yield self._vertex(f"z {name}", "input", traced.z[name], name, -1, back)
        for j in network.order:
            back, signal = step("delta", j), step("signal", j)
            edges = [edge.key for edge in network.incoming(j)]
            for key in edges:
                yield self._vertex(f"w {key}", "weight", traced.w[key], j, -1, back, edge=key)
                factors = (f"w {key}", f"z {key.source}")
                product = traced.products[key]
                yield self._vertex(f"p {key}", "product", product, j, signal, back, factors, key)
            yield self._vertex(f"b {j}", "bias", traced.b[j], j, -1, back)
            summands = (*(f"p {key}" for key in edges), f"b {j}")
            yield self._vertex(f"s {j}", "sum", traced.s[j], j, signal, back, summands)
            output = step("output", j)
            yield self._vertex(f"z {j}", "activation", traced.z[j], j, output, back, (f"s {j}",))
        yield from self._cost()

    def _cost(self) -> Iterator[Vertex]:
        traced, cost = self._traced, self._step("cost", None)
        several = len(traced.costs) > 1
        for k, target in traced.t.items():
            back = self._step("delta", k)
            yield self._vertex(f"t {k}", "target", target, k, -1, back)
            # Cross-entropy is computed from the signal: of an output near 0 or 1 the logarithm would be lost.
            inputs = [f"t {k}", f"{'z' if traced.errors else 's'} {k}"]
            if k in traced.errors:
                yield self._vertex(f"e {k}", "error", traced.errors[k], k, cost, back, inputs)
                inputs = [f"e {k}"]
            if several:
                yield self._vertex(f"c {k}", "output_cost", traced.costs[k], k, cost, cost, inputs)
            else:
                yield self._vertex("J", "cost", traced.J, None, cost, cost, inputs)
        if several:
            yield self._vertex("J", "cost", traced.J, None, cost, cost, [f"c {k}" for k in traced.t])
