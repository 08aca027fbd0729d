"""The network as the lecture draws it: named inputs, neurons with a bias and an activation, weighted edges.

Everything here is a value. A :class:`Network` is validated once, when it is made from its parts, and never
changes; an edit makes another one. Networks that differ only in their numbers share one :class:`Topology`, so
changing a weight costs a tuple copy and not a new topological sort.

Notation (LECTURE, "Notation"): an edge from ``i`` to ``j`` carries ``w_ji``, a node ``j`` has a bias ``b_j``,
a signal ``s_j = Σ_i w_ji x_ji + b_j`` and an output ``z_j = φ(s_j)``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import (
    CycleError,
    DuplicateEdgeError,
    DuplicateNameError,
    EdgeIntoInputError,
    NameRuleError,
    NonFiniteError,
    ShapeError,
    UnfedOutputError,
    UnknownActivationError,
    UnknownNodeError,
)


class EdgeKey(NamedTuple):
    """Identifies an edge: where it comes from and where it goes. Printed as ``h1<-x1``, like ``w_h1x1``."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.target}<-{self.source}"


@dataclass(frozen=True, slots=True)
class Node:
    """A neuron ``j``: its name, its activation φ (a key of ``ACTIVATIONS``) and its bias ``b_j``.

    A ``locked`` bias is never trained; it can be edited all the same.
    """

    name: str
    activation: str = "sigmoid"
    bias: float = 0.0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection ``i → j`` with its weight ``w_ji``. A ``locked`` weight is never trained."""

    source: str
    target: str
    weight: float = 1.0
    locked: bool = False

    @property
    def key(self) -> EdgeKey:
        return EdgeKey(self.source, self.target)


@dataclass(frozen=True)
class Topology:
    """What follows from *which* nodes and edges there are, whatever their numbers.

    Attributes:
        order: neurons (without inputs) in a topological order; in each level the drawn order decides.
        level: for every name, the longest way from an input or unfed neuron: inputs are 0.
        incoming: for every neuron, the positions in ``Network.edges`` of the edges that feed it.
        outgoing: for every name, the positions in ``Network.edges`` of the edges that leave it.
        node_at: position of each neuron in ``Network.nodes``.
        edge_at: position of each edge in ``Network.edges``.
    """

    order: tuple[str, ...]
    level: Mapping[str, int]
    incoming: Mapping[str, tuple[int, ...]]
    outgoing: Mapping[str, tuple[int, ...]]
    node_at: Mapping[str, int]
    edge_at: Mapping[EdgeKey, int]


@dataclass(frozen=True)
class Network:
    """A directed acyclic graph of neurons.

    Skip connections, several outputs, outputs that also feed other neurons, and neurons that nothing feeds
    (their signal is their bias) are all ordinary.

    Args:
        inputs: names of the inputs ``x1 … xd``, in order.
        nodes: the neurons, in the order they were drawn.
        edges: the connections; the edges into a neuron are its inputs ``x_j1, x_j2, …`` in this order.
        outputs: names of the output neurons ``k = 1 … c``, in order.

    Raises:
        NetworkError: a subclass for each thing that can be wrong; its message names the culprit.
    """

    inputs: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    outputs: tuple[str, ...] = ()
    topology: Topology = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("inputs", "nodes", "edges", "outputs"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "topology", _topology(self))
        check_numbers(self.nodes, self.edges)

    # --- looking things up -------------------------------------------------------------------------------

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Inputs, then neurons."""
        return self.inputs + tuple(node.name for node in self.nodes)

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Neurons that are not outputs, in drawn order."""
        outputs = set(self.outputs)
        return tuple(node.name for node in self.nodes if node.name not in outputs)

    def __contains__(self, name: object) -> bool:
        return name in self.topology.level

    def role(self, name: str) -> str:
        """``"input"``, ``"hidden"`` or ``"output"``. Raises :class:`UnknownNodeError`."""
        if name in self.topology.node_at:
            return "output" if name in self.outputs else "hidden"
        if name in self.inputs:
            return "input"
        raise UnknownNodeError(name)

    def node(self, name: str) -> Node:
        """The neuron called ``name``. Raises :class:`UnknownNodeError` (also for an input)."""
        try:
            return self.nodes[self.topology.node_at[name]]
        except KeyError:
            raise UnknownNodeError(name) from None

    def edge(self, source: str, target: str) -> Edge:
        """The edge ``source → target``. Raises :class:`UnknownNodeError` naming it if it does not exist."""
        try:
            return self.edges[self.topology.edge_at[EdgeKey(source, target)]]
        except KeyError:
            raise UnknownNodeError(str(EdgeKey(source, target))) from None

    def has_edge(self, source: str, target: str) -> bool:
        return EdgeKey(source, target) in self.topology.edge_at

    def incoming(self, name: str) -> tuple[Edge, ...]:
        """Edges that feed ``name``, in order; empty for an input."""
        return tuple(self.edges[i] for i in self.topology.incoming.get(name, ()))

    def outgoing(self, name: str) -> tuple[Edge, ...]:
        """Edges that leave ``name``: the nodes *k* of ``Σ_k w_kj δ_k``."""
        return tuple(self.edges[i] for i in self.topology.outgoing[name])

    @property
    def order(self) -> tuple[str, ...]:
        """Neurons in topological order."""
        return self.topology.order

    @cached_property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Names grouped by level; ``levels[0]`` holds the inputs (and neurons that nothing feeds)."""
        depth = max(self.topology.level.values(), default=-1)
        groups: list[list[str]] = [[] for _ in range(depth + 1)]
        for name in self.names:
            groups[self.topology.level[name]].append(name)
        return tuple(tuple(group) for group in groups)

    @property
    def layer_sizes(self) -> tuple[int, ...] | None:
        """How many nodes stand on each level, the inputs first: ``(2, 2, 1)``.

        None where the first number would not be that of the inputs, because a neuron stands among them that
        nothing feeds, or where there is nothing but inputs.
        """
        levels = self.levels
        if len(levels) < 2 or set(levels[0]) != set(self.inputs):
            return None
        return tuple(len(level) for level in levels)

    @property
    def parameter_count(self) -> int:
        """How many numbers training may change: one per edge and one per neuron."""
        return len(self.edges) + len(self.nodes)

    def path(self, start: str, end: str) -> tuple[str, ...] | None:
        """A shortest way along edges from ``start`` to ``end``, both included; None if there is none."""
        before: dict[str, str | None] = {start: None}
        frontier = [start]
        while frontier and end not in before:
            reached = []
            for name in frontier:
                for i in self.topology.outgoing[name]:
                    target = self.edges[i].target
                    if target not in before:
                        before[target] = name
                        reached.append(target)
            frontier = reached
        if end not in before:
            return None
        way: list[str] = []
        here: str | None = end
        while here is not None:
            way.append(here)
            here = before[here]
        return tuple(reversed(way))

    # --- the same graph with other numbers ---------------------------------------------------------------

    def with_weights(self, weights: Mapping[EdgeKey, float]) -> Network:
        """The same network with some weights replaced. Raises UnknownNodeError or NonFiniteError."""
        if not weights:
            return self
        edges = list(self.edges)
        for (source, target), weight in weights.items():
            try:
                at = self.topology.edge_at[EdgeKey(source, target)]
            except KeyError:
                raise UnknownNodeError(str(EdgeKey(source, target))) from None
            edge = Edge(source, target, float(weight), edges[at].locked)
            _check_weight(edge)
            edges[at] = edge
        return self._same_graph(self.nodes, tuple(edges))

    def with_biases(self, biases: Mapping[str, float]) -> Network:
        """The same network with some biases replaced. Raises UnknownNodeError or NonFiniteError."""
        if not biases:
            return self
        return self.with_nodes(replace(self.node(name), bias=float(b)) for name, b in biases.items())

    def with_numbers(self, weights: Sequence[float], biases: Sequence[float]) -> Network:
        """The same network with all its weights, in the order of ``edges``, and biases, in that of ``nodes``.

        Raises ShapeError for too few or too many, NonFiniteError naming the culprit.
        """
        if (len(weights), len(biases)) != (len(self.edges), len(self.nodes)):
            raise ShapeError(
                f"The network has {len(self.edges)} weights and {len(self.nodes)} biases, "
                f"not {len(weights)} and {len(biases)}."
            )
        edges = tuple(
            Edge(e.source, e.target, float(w), e.locked) for e, w in zip(self.edges, weights, strict=True)
        )
        nodes = tuple(
            Node(n.name, n.activation, float(b), n.locked) for n, b in zip(self.nodes, biases, strict=True)
        )
        if not all(map(math.isfinite, weights)):
            for edge in edges:
                _check_weight(edge)
        if not all(map(math.isfinite, biases)):
            for node in nodes:
                _check_node_numbers(node)
        return self._same_graph(nodes, edges)

    def with_locks(self, locked: bool, edges: Iterable[EdgeKey] = (), biases: Iterable[str] = ()) -> Network:
        """The same network with some weights and biases locked, or free again. Raises UnknownNodeError."""
        changed = list(self.edges)
        for source, target in edges:
            edge = self.edge(source, target)
            at = self.topology.edge_at[edge.key]
            changed[at] = Edge(source, target, edge.weight, locked)
        nodes = list(self.nodes)
        for name in biases:
            node = self.node(name)
            nodes[self.topology.node_at[name]] = replace(node, locked=locked)
        return self._same_graph(tuple(nodes), tuple(changed))

    def with_activations(self, activations: Mapping[str, str]) -> Network:
        """The same network with some activations replaced.

        Raises UnknownNodeError or UnknownActivationError.
        """
        return self.with_nodes(replace(self.node(name), activation=a) for name, a in activations.items())

    def with_nodes(self, changed: Iterable[Node]) -> Network:
        """The same graph, the given neurons put in place of those with their names."""
        nodes = list(self.nodes)
        for node in changed:
            _check_node_numbers(node)
            try:
                nodes[self.topology.node_at[node.name]] = node
            except KeyError:
                raise UnknownNodeError(node.name) from None
        return self._same_graph(tuple(nodes), self.edges)

    def with_outputs(self, outputs: Sequence[str]) -> Network:
        """The same graph with other outputs.

        Raises UnknownNodeError, DuplicateNameError or UnfedOutputError.
        """
        _check_outputs(outputs, self.topology.incoming)
        return Network.of_checked(self.inputs, self.nodes, self.edges, tuple(outputs), self.topology)

    def _same_graph(self, nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> Network:
        return Network.of_checked(self.inputs, nodes, edges, self.outputs, self.topology)

    @staticmethod
    def of_checked(
        inputs: tuple[str, ...],
        nodes: tuple[Node, ...],
        edges: tuple[Edge, ...],
        outputs: tuple[str, ...],
        topology: Topology,
    ) -> Network:
        """Make one of parts that the caller knows to be right, and ``topology`` to be theirs.

        Skips the validation of what has not changed: editing a number must not cost a topological sort.
        """
        network = object.__new__(Network)
        for name, value in (
            ("inputs", inputs),
            ("nodes", nodes),
            ("edges", edges),
            ("outputs", outputs),
            ("topology", topology),
        ):
            object.__setattr__(network, name, value)
        return network


def check_numbers(nodes: Iterable[Node], edges: Sequence[Edge]) -> None:
    """Raise what is wrong with an activation, a bias or a weight, if anything is."""
    for node in nodes:
        _check_node_numbers(node)
    if not all(map(math.isfinite, [edge.weight for edge in edges])):
        for edge in edges:
            _check_weight(edge)


def _check_node_numbers(node: Node) -> None:
    if node.activation not in ACTIVATIONS:
        raise UnknownActivationError(node.name, node.activation, tuple(ACTIVATIONS))
    if not math.isfinite(node.bias):
        raise NonFiniteError(f"the bias of {node.name}", node.bias)


def _check_weight(edge: Edge) -> None:
    if not math.isfinite(edge.weight):
        raise NonFiniteError(f"the weight of {edge.key}", edge.weight)


def check_name(name: str) -> None:
    """Raise :class:`NameRuleError` unless ``name`` can name a node.

    That is 1 to 40 printable characters, no spaces at the ends, and no ``<-``, which would make ``h1<-x1``
    ambiguous.
    """
    if not name or name != name.strip() or len(name) > 40 or not name.isprintable() or "<-" in name:
        raise NameRuleError(name)


def _topology(network: Network) -> Topology:
    """Validate the graph and derive its :class:`Topology` (Kahn's algorithm, linear in nodes and edges)."""
    names = list(network.inputs) + [node.name for node in network.nodes]
    seen: set[str] = set()
    for name in names:
        check_name(name)
        if name in seen:
            raise DuplicateNameError(name)
        seen.add(name)
    node_at = {node.name: i for i, node in enumerate(network.nodes)}
    incoming: dict[str, list[int]] = {name: [] for name in node_at}
    outgoing: dict[str, list[int]] = {name: [] for name in names}
    edge_at: dict[EdgeKey, int] = {}
    for i, edge in enumerate(network.edges):
        source, target = edge.source, edge.target
        # Ten thousand of them are made at every change of a large drawing; this is what EdgeKey(…) does.
        key = tuple.__new__(EdgeKey, (source, target))
        if source not in outgoing or target not in incoming or key in edge_at:
            _refuse(edge, seen, node_at)
        edge_at[key] = i
        incoming[target].append(i)
        outgoing[source].append(i)

    order, level = _kahn(network.inputs, network.nodes, network.edges, incoming, outgoing)
    if len(order) < len(network.nodes):
        raise CycleError(_find_cycle(network.edges, set(node_at) - set(order), outgoing))

    _check_outputs(network.outputs, incoming)
    return Topology(
        order=tuple(order),
        level=level,
        incoming={name: tuple(at) for name, at in incoming.items()},
        outgoing={name: tuple(at) for name, at in outgoing.items()},
        node_at=node_at,
        edge_at=edge_at,
    )


def _check_outputs(outputs: Iterable[str], incoming: Mapping[str, Sequence[int]]) -> None:
    met: set[str] = set()
    for name in outputs:
        if name not in incoming:
            raise UnknownNodeError(name, where="the outputs")
        if name in met:
            raise DuplicateNameError(name, where="the outputs")
        met.add(name)
        if not incoming[name]:
            raise UnfedOutputError(name)


def _refuse(edge: Edge, names: set[str], node_at: Mapping[str, int]) -> None:
    """Raise what is wrong with an edge: an end that is missing, an input for a target, or a twin."""
    for end in edge.key:
        if end not in names:
            raise UnknownNodeError(end, where=str(edge.key))
    if edge.target not in node_at:
        raise EdgeIntoInputError(edge.source, edge.target)
    raise DuplicateEdgeError(edge.source, edge.target)


def _kahn(
    inputs: Sequence[str],
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    incoming: Mapping[str, Sequence[int]],
    outgoing: Mapping[str, Sequence[int]],
) -> tuple[list[str], dict[str, int]]:
    """Level by level, so that the order reads like the drawing: all of a level, then all of the next."""
    drawn = {node.name: i for i, node in enumerate(nodes)}
    level = dict.fromkeys(inputs, 0)
    waiting = {name: len(at) for name, at in incoming.items()}
    unfed = [node.name for node in nodes if not waiting[node.name]]
    level.update(dict.fromkeys(unfed, 0))
    order = list(unfed)
    frontier = [*inputs, *unfed]
    depth = 0
    while frontier:
        ready = []
        for name in frontier:
            for i in outgoing[name]:
                target = edges[i].target
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
        ready.sort(key=drawn.__getitem__)
        # The last of its inputs to be placed is on the level before.
        depth += 1
        level.update(dict.fromkeys(ready, depth))
        order += ready
        frontier = ready
    return order, level


def _find_cycle(
    edges: Sequence[Edge], stuck: set[str], outgoing: Mapping[str, Sequence[int]]
) -> tuple[str, ...]:
    """One cycle among the neurons that Kahn's algorithm could not place, first name repeated at the end."""
    # Every stuck neuron has a stuck predecessor, so walking backwards must meet itself.
    before = {
        edges[i].target: edges[i].source for name in stuck for i in outgoing[name] if edges[i].target in stuck
    }
    here = min(before)
    way = [here]
    while True:
        here = before[here]
        if here in way:
            cycle = [*way[way.index(here) :], here]
            return tuple(reversed(cycle))
        way.append(here)
