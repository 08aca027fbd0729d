"""The edits that change which nodes and edges there are, and the rule by which neurons become outputs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nndesk.document.document import (
    UNTRAINED,
    Document,
    Example,
    InitialNumbers,
    Position,
    check_position,
    check_size,
)
from nndesk.network.errors import (
    CycleError,
    DuplicateEdgeError,
    EdgeIntoInputError,
    NameTakenError,
    NetworkError,
    UnfedOutputError,
    UnknownNodeError,
)
from nndesk.network.model import Edge, EdgeKey, Network, Node, check_name


class EditError(NetworkError):
    """An edit that makes no sense for this document; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an edge cannot be drawn.

    Attributes:
        kind: what is in the way.
        reason: a sentence for the person who is drawing.
        path: for a cycle, the nodes from the edge's target along edges to its source; else empty.
    """

    kind: Literal["cycle", "duplicate", "input", "self"]
    reason: str
    path: tuple[str, ...] = ()


# --- nodes ------------------------------------------------------------------------------------------------


def free_name(network: Network, prefix: str) -> str:
    """``prefix`` with the lowest number from 1 that makes a name nobody has: ``x1``, ``h3`` …"""
    number = 1
    while f"{prefix}{number}" in network:
        number += 1
    return f"{prefix}{number}"


def add_input(document: Document, at: Position, name: str | None = None) -> tuple[Document, str]:
    """Add an input at the end of ``x``, its value in the example 0. Returns the document and its name.

    Raises:
        NetworkError: the name is taken or not allowed, or the position is not finite.
    """
    network = document.network
    name = _new_name(network, name, "x")
    positions = _placed(document, name, at)
    return _rebuilt(document, positions, inputs=(*network.inputs, name)), name


def add_node(
    document: Document,
    at: Position,
    name: str | None = None,
    activation: str = "sigmoid",
    prefix: str = "h",
) -> tuple[Document, str]:
    """Add a neuron with bias 0 that nothing feeds yet. Returns the document and the neuron's name.

    Args:
        name: None takes the next free number after ``prefix``.

    Raises:
        NetworkError: the name is taken or not allowed, the activation unknown, or the position not finite.
    """
    network = document.network
    name = _new_name(network, name, prefix)
    positions = _placed(document, name, at)
    return _rebuilt(document, positions, nodes=(*network.nodes, Node(name, activation))), name


def add_nodes(
    document: Document, places: Sequence[Position], activation: str = "sigmoid", prefix: str = "h"
) -> tuple[Document, tuple[str, ...]]:
    """Add a neuron at each of these places, as :func:`add_node` does; the graph is built but once."""
    network, positions = document.network, dict(document.positions)
    names: list[str] = []
    number = 0
    for place in places:
        number += 1
        while (name := f"{prefix}{number}") in network:
            number += 1
        at = (float(place[0]), float(place[1]))
        check_position(name, at)
        positions[name] = at
        names.append(name)
    nodes = (*network.nodes, *(Node(name, activation) for name in names))
    return _rebuilt(document, positions, nodes=nodes), tuple(names)


def remove(document: Document, names: Iterable[str] = (), edges: Iterable[tuple[str, str]] = ()) -> Document:
    """Remove nodes, with every edge that touches them, and edges given as ``(source, target)``.

    Raises:
        UnknownNodeError: one of them is not there.
    """
    network = document.network
    gone = set(names)
    cut = {EdgeKey(source, target) for source, target in edges}
    for name in gone:
        if name not in network:
            raise UnknownNodeError(name)
    for key in cut:
        network.edge(*key)
    if not gone and not cut:
        return document
    positions = document.positions
    if gone:
        positions = {name: at for name, at in positions.items() if name not in gone}
    return _rebuilt(
        document,
        positions,
        inputs=tuple(name for name in network.inputs if name not in gone),
        nodes=tuple(node for node in network.nodes if node.name not in gone),
        edges=tuple(
            edge
            for edge in network.edges
            if edge.source not in gone and edge.target not in gone and not (cut and edge.key in cut)
        ),
    )


def move(document: Document, positions: Mapping[str, Position]) -> Document:
    """Put nodes at new places. Raises NetworkError: an unknown node, or a place outside the drawing area."""
    moved = {}
    for name, (x, y) in positions.items():
        if name not in document.positions:
            raise UnknownNodeError(name)
        at = (float(x), float(y))
        check_position(name, at)
        if at != document.positions[name]:
            moved[name] = at
    if not moved:
        return document
    return replace(document, positions={**document.positions, **moved})


def rename(document: Document, old: str, new: str) -> Document:
    """Give a node another name; edges, outputs, example, position and view follow it.

    Raises:
        NetworkError: there is no such node, or the new name is taken or not allowed.
    """
    network = document.network
    if old not in network:
        raise UnknownNodeError(old)
    if new == old:
        return document
    check_name(new)
    if new in network:
        raise NameTakenError(new)

    def now(name: str) -> str:
        return new if name == old else name

    renamed = Network(
        tuple(now(name) for name in network.inputs),
        tuple(replace(node, name=new) if node.name == old else node for node in network.nodes),
        tuple(
            replace(edge, source=now(edge.source), target=now(edge.target)) if old in edge.key else edge
            for edge in network.edges
        ),
        tuple(now(name) for name in network.outputs),
    )
    view = document.view
    if view.plane_node == old:
        view = replace(view, plane_node=new)
    if view.plane_axes is not None and old in view.plane_axes:
        across, up = (new if name == old else name for name in view.plane_axes)
        view = replace(view, plane_axes=(across, up))
    positions = {now(name): at for name, at in document.positions.items()}
    initial = document.initial
    if initial:
        initial = InitialNumbers(
            {EdgeKey(now(key.source), now(key.target)): w for key, w in initial.weights.items()},
            {now(name): b for name, b in initial.biases.items()},
        )
    return replace(document, network=renamed, positions=positions, view=view, initial=initial)


# --- edges ------------------------------------------------------------------------------------------------


def connection_refusal(network: Network, source: str, target: str) -> Refusal | None:
    """Why the edge ``source → target`` cannot be drawn, or None if it can. Cheap enough for every mouse move.

    Raises:
        UnknownNodeError: one of the two is not there.
    """
    level = network.topology.level
    for name in (source, target):
        if name not in level:
            raise UnknownNodeError(name)
    if source == target:
        return Refusal("self", "A node cannot feed itself.")
    if target not in network.topology.node_at:
        return Refusal("input", f"{target} is an input; nothing can feed an input.")
    if network.has_edge(source, target):
        return Refusal("duplicate", f"There is already an edge from {source} to {target}.")
    # Levels grow along every edge, so only a target on a lower level can feed the source.
    if level[target] >= level[source]:
        return None
    path = network.path(target, source)
    if path is None:
        return None
    shown = path if len(path) <= 8 else (*path[:4], "…", *path[-3:])
    by = f" ({' → '.join(shown)})" if len(path) > 2 else ""
    return Refusal("cycle", f"{target} already feeds {source}{by}: this edge would close a cycle.", path)


def add_edge(document: Document, source: str, target: str, weight: float = 1.0) -> Document:
    """Draw the edge ``source → target``. The output rule may make ``target`` an output and ``source`` none.

    Raises:
        NetworkError: CycleError, DuplicateEdgeError, EdgeIntoInputError, UnknownNodeError, NonFiniteError.
    """
    network = document.network
    refusal = connection_refusal(network, source, target)
    if refusal is not None:
        match refusal.kind:
            case "duplicate":
                raise DuplicateEdgeError(source, target)
            case "input":
                raise EdgeIntoInputError(source, target)
            case "self":
                raise CycleError((source, target))
            case "cycle":
                raise CycleError((source, *refusal.path))
    return _with_edges(document, [EdgeKey(source, target)], weight)


def add_edges(
    document: Document, keys: Iterable[EdgeKey], weight: float = 1.0
) -> tuple[Document, tuple[EdgeKey, ...]]:
    """Draw many edges at once; those that are there already, or that cannot be, are left out.

    Returns:
        The document and the edges that were drawn, in the order in which they were given.

    Raises:
        UnknownNodeError: an end of one is not there. ShapeError: too many edges.
    """
    wanted = [key for key in dict.fromkeys(keys) if connection_refusal(document.network, *key) is None]
    if not wanted:
        return document, ()
    try:
        # Almost always none of them closes a cycle with the others, and the graph is built but once.
        return _with_edges(document, wanted, weight), tuple(wanted)
    except CycleError:
        drawn = []
        for key in wanted:
            if connection_refusal(document.network, *key) is None:
                document = _with_edges(document, [key], weight)
                drawn.append(key)
        return document, tuple(drawn)


def _with_edges(document: Document, keys: Sequence[EdgeKey], weight: float) -> Document:
    network = document.network
    sources = {key.source for key in keys}
    return _rebuilt(
        document,
        document.positions,
        edges=(*network.edges, *(Edge(key.source, key.target, float(weight)) for key in keys)),
        released=[
            name for name in network.outputs if name in sources and not network.topology.outgoing[name]
        ],
    )


def mark_output(document: Document, name: str, is_output: bool) -> Document:
    """Make a neuron that feeds others an output as well, or take that back.

    Raises:
        NetworkError: an input, a neuron that nothing feeds, or one that feeds nothing, so must be one.
    """
    network = document.network
    role = network.role(name)
    if role == "input":
        raise EditError(f"{name} is an input; an output is a neuron.")
    if is_output == (role == "output"):
        return document
    if is_output:
        if not network.topology.incoming[name]:
            raise UnfedOutputError(name)
        outputs = (*network.outputs, name)
    else:
        if not network.topology.outgoing[name]:
            raise EditError(
                f"{name} feeds no other node, so it is an output; draw an edge from it to make it hidden."
            )
        outputs = tuple(output for output in network.outputs if output != name)
    marked = Network(network.inputs, network.nodes, network.edges, outputs)
    return replace(document, network=marked, example=_followed(document, marked))


# --- keeping the parts together ---------------------------------------------------------------------------


def _new_name(network: Network, name: str | None, prefix: str) -> str:
    if name is None:
        name = free_name(network, prefix)
    check_name(name)
    if name in network:
        raise NameTakenError(name)
    return name


def _placed(document: Document, name: str, at: Position) -> dict[str, Position]:
    position = (float(at[0]), float(at[1]))
    check_position(name, position)
    return {**document.positions, name: position}


def _rebuilt(
    document: Document,
    positions: Mapping[str, Position],
    *,
    inputs: tuple[str, ...] | None = None,
    nodes: tuple[Node, ...] | None = None,
    edges: tuple[Edge, ...] | None = None,
    released: Collection[str] = (),
) -> Document:
    """The document with another graph: outputs by the output rule, example and view following.

    Args:
        released: outputs that were so only because they fed nothing.
    """
    old = document.network
    inputs = old.inputs if inputs is None else inputs
    nodes = old.nodes if nodes is None else nodes
    edges = old.edges if edges is None else edges
    check_size(len(inputs) + len(nodes), len(edges))
    outputs = _outputs([name for name in old.outputs if name not in released], nodes, edges)
    network = Network(inputs, nodes, edges, outputs)
    view = document.view
    if view.plane_node is not None and view.plane_node not in network.topology.node_at:
        view = replace(view, plane_node=None)
    if view.plane_axes is not None and not set(view.plane_axes) <= set(network.inputs):
        view = replace(view, plane_axes=None)
    return replace(
        document,
        network=network,
        positions=positions,
        example=_followed(document, network),
        view=view,
        initial=_still_there(document.initial, network),
    )


def _still_there(initial: InitialNumbers, network: Network) -> InitialNumbers:
    """Without what belongs to edges and neurons that are gone."""
    if not initial:
        return initial
    weights = {key: w for key, w in initial.weights.items() if network.has_edge(*key)}
    biases = {name: b for name, b in initial.biases.items() if name in network.topology.node_at}
    return InitialNumbers(weights, biases) if weights or biases else UNTRAINED


def _outputs(before: Iterable[str], nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[str, ...]:
    """The output rule: outputs that are still fed keep their order; new ends of the drawing follow."""
    fed, feeding = set(), set()
    for edge in edges:
        fed.add(edge.target)
        feeding.add(edge.source)
    kept = [name for name in before if name in fed]
    known = set(kept)
    ends = (node.name for node in nodes if node.name in fed and node.name not in feeding)
    return (*kept, *(name for name in ends if name not in known))


def _followed(document: Document, network: Network) -> Example:
    """The example for ``network``: values stay with their names, new inputs and outputs get 0."""
    old, example = document.network, document.example
    if network.inputs == old.inputs and network.outputs == old.outputs:
        return example
    x = dict(zip(old.inputs, example.x, strict=True))
    t = dict(zip(old.outputs, example.t, strict=True))
    return Example(
        tuple(x.get(name, 0.0) for name in network.inputs),
        tuple(t.get(name, 0.0) for name in network.outputs),
    )
