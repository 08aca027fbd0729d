"""What to select, seen from what is selected: the rest, the layer, what feeds it, what it feeds."""

from __future__ import annotations

from collections.abc import Iterable

from nndesk.document.document import Document
from nndesk.document.layer_edits import layers
from nndesk.network.model import EdgeKey, Network


def edges_between(network: Network, names: Iterable[str]) -> frozenset[EdgeKey]:
    """The edges with both ends among these nodes: they go with them when they are copied or moved."""
    inside = frozenset(names)
    return frozenset(e.key for e in network.edges if e.source in inside and e.target in inside)


def inverted(document: Document, names: Iterable[str]) -> frozenset[str]:
    """The nodes that are not among these."""
    return frozenset(document.network.names) - frozenset(names)


def whole_layers(document: Document, names: Iterable[str]) -> frozenset[str]:
    """Everything that stands in a column with one of these nodes."""
    chosen = frozenset(names)
    return frozenset(name for layer in layers(document) if not chosen.isdisjoint(layer) for name in layer)


def with_feeders(network: Network, names: Iterable[str], edges: Iterable[EdgeKey] = ()) -> frozenset[str]:
    """These nodes, and every node that feeds one of them or is the source of one of these edges."""
    chosen = frozenset(names)
    found = {edge.source for name in chosen for edge in network.incoming(name)}
    return chosen | found | {key.source for key in edges}


def with_fed(network: Network, names: Iterable[str], edges: Iterable[EdgeKey] = ()) -> frozenset[str]:
    """These nodes, and every node that one of them feeds or that is the target of one of these edges."""
    chosen = frozenset(names)
    found = {edge.target for name in chosen for edge in network.outgoing(name)}
    return chosen | found | {key.target for key in edges}
