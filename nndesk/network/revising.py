"""A graph from which nodes and edges are taken, and to which some are added: only what differs is checked.

To validate ten thousand edges anew for each node that is drawn would be felt. What was right stays right:

- A graph without some of its nodes, and without all edges at them, has no cycle, no twin and no loose end.
- A level is one more than the highest of a node's sources. Taking edges away lowers levels, of nodes after
  them alone. In the order of the old levels each node comes after its sources, so one visit to each will do.
- An edge that leads to a higher level closes no cycle, and changes no level.

An edge that is added otherwise, or anything that is not as described, has the whole checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import accumulate, compress
from typing import TypeVar

from nndesk.network.errors import NetworkError
from nndesk.network.model import Edge, EdgeKey, Network, Node, Topology, check_name, check_numbers

T = TypeVar("T")

_AT_ONCE = 64
"""So many things are compared by one call."""


def revised(
    network: Network, inputs: tuple[str, ...], nodes: tuple[Node, ...], edges: tuple[Edge, ...]
) -> Network:
    """``Network(inputs, nodes, edges)``, without outputs, made from what ``network`` knows already.

    It is fast where each part is that of ``network`` without some, followed by new ones.

    Raises:
        NetworkError: as Network does.
    """
    topology = _topology(network, inputs, nodes, edges)
    if topology is None:
        return Network(inputs, nodes, edges)
    return Network.of_checked(inputs, nodes, edges, (), topology)


def _topology(
    network: Network, inputs: tuple[str, ...], nodes: tuple[Node, ...], edges: tuple[Edge, ...]
) -> Topology | None:
    """What follows from the graph; None if the whole has to be checked."""
    old = network.topology
    less_inputs, new_inputs = _difference(network.inputs, inputs)
    less_nodes, new_nodes = _difference(network.nodes, nodes)
    cut, new_edges = _difference(network.edges, edges)
    gone = {network.inputs[i] for i in less_inputs} | {network.nodes[i].name for i in less_nodes}
    is_cut = set(cut)
    for name in gone:
        if not is_cut.issuperset(old.outgoing[name]) or not is_cut.issuperset(old.incoming.get(name, ())):
            return None

    node_at = {node.name: i for i, node in enumerate(nodes)}
    names = (*inputs, *node_at)
    added = {*new_inputs, *(node.name for node in new_nodes)}
    if len(node_at) < len(nodes) or len(set(names)) < len(inputs) + len(nodes):
        return None
    try:
        for name in added:
            check_name(name)
        check_numbers(new_nodes, new_edges)
    except NetworkError:
        # The whole has its own order in which it looks for what is wrong.
        return None

    incoming, outgoing, edge_at = _without(network, cut, gone)
    level = _lowered(network, cut, gone, incoming, edges)
    for name in new_inputs:
        outgoing[name], level[name] = (), 0
    for node in new_nodes:
        incoming[node.name] = outgoing[node.name] = ()
        level[node.name] = 0
    for i, edge in enumerate(new_edges, start=len(edges) - len(new_edges)):
        source, target = edge.source, edge.target
        if source not in level or target not in node_at or level[target] <= level[source]:
            return None
        key = edge.key
        if key in edge_at:
            return None
        edge_at[key] = i
        incoming[target] += (i,)
        outgoing[source] += (i,)
    order = tuple(sorted(node_at, key=lambda name: (level[name], node_at[name])))
    return Topology(
        order=order,
        level={name: level[name] for name in (*inputs, *order)},
        incoming={name: incoming[name] for name in node_at},
        outgoing={name: outgoing[name] for name in names},
        node_at=node_at,
        edge_at=edge_at,
    )


def _difference(old: tuple[T, ...], new: tuple[T, ...]) -> tuple[list[int], tuple[T, ...]]:
    """The positions of those in ``old`` that are not in ``new``, and those that follow there."""
    gone: list[int] = []
    i = j = 0
    while i < len(old) and j < len(new):
        count = min(len(old) - i, len(new) - j, _AT_ONCE)
        if old[i : i + count] == new[j : j + count]:
            i, j = i + count, j + count
        elif old[i] == new[j]:
            i, j = i + 1, j + 1
        else:
            gone.append(i)
            i += 1
    gone.extend(range(i, len(old)))
    return gone, new[j:]


def _without(
    network: Network, cut: Sequence[int], gone: set[str]
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], dict[EdgeKey, int]]:
    """Incoming, outgoing and positions of the edges, once those ``cut`` and the nodes ``gone`` are away."""
    old = network.topology
    if not cut:
        incoming = {name: at for name, at in old.incoming.items() if name not in gone}
        outgoing = {name: at for name, at in old.outgoing.items() if name not in gone}
        return incoming, outgoing, dict(old.edge_at)
    stays = [True] * len(network.edges)
    for i in cut:
        stays[i] = False
    now = list(accumulate(stays, initial=0))
    touched = {network.edges[i].source for i in cut} | {network.edges[i].target for i in cut}

    def moved(of: str, at: tuple[int, ...]) -> tuple[int, ...]:
        if of in touched:
            at = tuple(i for i in at if stays[i])
        # They grow.
        return at if not at or at[-1] < cut[0] else tuple(map(now.__getitem__, at))

    return (
        {name: moved(name, at) for name, at in old.incoming.items() if name not in gone},
        {name: moved(name, at) for name, at in old.outgoing.items() if name not in gone},
        dict(zip(compress(old.edge_at, stays), range(now[-1]), strict=True)),
    )


def _lowered(
    network: Network,
    cut: Sequence[int],
    gone: set[str],
    incoming: dict[str, tuple[int, ...]],
    edges: tuple[Edge, ...],
) -> dict[str, int]:
    """The levels without the edges ``cut`` and the nodes ``gone``; ``edges`` are what ``incoming`` counts."""
    old = network.topology
    level = dict(old.level)
    waiting = [(level[name], name) for name in {network.edges[i].target for i in cut} - gone]
    waiting.sort()
    seen = {name for _, name in waiting}
    while waiting:
        _, name = heappop(waiting)
        height = 1 + max((level[edges[i].source] for i in incoming[name]), default=-1)
        if height == level[name]:
            continue
        level[name] = height
        for i in old.outgoing[name]:
            target = network.edges[i].target
            if target not in gone and target not in seen:
                seen.add(target)
                heappush(waiting, (old.level[target], target))
    for name in gone:
        del level[name]
    return level
