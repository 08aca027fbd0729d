"""Edits of whole layers. A layer is what one sees as one: the nodes that stand in a column of the drawing.

Layers are counted from 0, left to right. Where an edit adds or removes nodes, an evenly spaced column stays
centred where it was; a column arranged by hand keeps its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from nndesk.document import placing
from nndesk.document.document import Document, Position
from nndesk.document.graph_edits import (
    EditError,
    add_edges,
    add_input,
    add_node,
    add_nodes,
    move,
    remove,
)
from nndesk.network.model import EdgeKey

_EVEN = 1.0
"""Rows whose distances differ by no more than this are evenly spaced."""
MOST_AT_ONCE = 1000
"""Nodes that one edit may add to a layer."""

Layers = tuple[tuple[str, ...], ...]


def layers(document: Document, names: Iterable[str] | None = None) -> Layers:
    """The columns of the drawing, left to right, each from top to bottom; of all nodes, or of these."""
    groups = placing.grouped_by_column(document, document.positions if names is None else names)
    return tuple(tuple(group) for group in groups)


def layer_of(document: Document, name: str) -> int:
    """The number of the layer in which ``name`` stands. Raises EditError if there is no such node."""
    for at, layer in enumerate(layers(document)):
        if name in layer:
            return at
    raise EditError(f"There is no node called {name}.")


def layers_before(document: Document, x: float) -> int:
    """How many layers stand on the left of ``x``, by the middle of each."""
    positions = document.positions
    middles = (sum(positions[name][0] for name in layer) / len(layer) for layer in layers(document))
    return sum(middle < x for middle in middles)


# --- connecting -------------------------------------------------------------------------------------------


def connect(document: Document, names: Iterable[str]) -> tuple[Document, tuple[EdgeKey, ...]]:
    """Connect these nodes fully: layer to layer if they are of several, else to the whole next layer.

    New edges have weight 1. What is connected already, or cannot be, is left out.

    Returns:
        The document and the new edges; none if there was nothing to connect.
    """
    chosen = layers(document, names)
    if not chosen:
        return document, ()
    if len(chosen) == 1:
        following = _next_layer(document, chosen[0])
        if following is None:
            return document, ()
        chosen = (chosen[0], following)
    wanted = [
        EdgeKey(source, target)
        for sources, targets in pairwise(chosen)
        for target in targets
        for source in sources
    ]
    return add_edges(document, wanted)


def disconnect(document: Document, names: Iterable[str]) -> tuple[Document, tuple[EdgeKey, ...]]:
    """Take edges away: those among these nodes if they are of several layers, else those that leave them, or
    if none does, those that feed them.

    Returns:
        The document and the edges that are gone.
    """
    chosen = frozenset(names)
    network = document.network
    if len(layers(document, chosen)) > 1:
        gone = tuple(e.key for e in network.edges if e.source in chosen and e.target in chosen)
    else:
        gone = tuple(e.key for e in network.edges if e.source in chosen)
        gone = gone or tuple(e.key for e in network.edges if e.target in chosen)
    return remove(document, (), gone), gone


def _next_layer(document: Document, layer: Sequence[str]) -> tuple[str, ...] | None:
    """The layer on the right of these nodes, which stand in one."""
    everywhere = layers(document)
    last = max(layer_at for layer_at, names in enumerate(everywhere) if not set(names).isdisjoint(layer))
    return everywhere[last + 1] if last + 1 < len(everywhere) else None


# --- more and fewer nodes ---------------------------------------------------------------------------------


def add_to_layer(
    document: Document, layer: int, feeders: Sequence[str] | None = None
) -> tuple[Document, str]:
    """One more node at the foot of a layer, of the same kind and joined as all others of it are.

    Args:
        feeders: what feeds a new neuron; None: what feeds all others.

    Returns:
        The document and the new node's name.

    Raises:
        EditError: there is no such layer. NetworkError: the network or the drawing would become too large.
    """
    mates = _layer(document, layer)
    network = document.network
    lowest = mates[-1]
    x, y = document.positions[lowest]
    place = (x, y + _row_step(document, mates))
    neurons = [name for name in mates if name in network.topology.node_at]
    if neurons:
        like = network.node(neurons[-1])
        prefix = placing.prefix_at(document, x)
        new, name = add_node(document, place, activation=like.activation, prefix=prefix)
        kin = neurons
    else:
        new, name = add_input(document, place)
        kin = list(mates)
    if feeders is None:
        feeders = _common([[edge.source for edge in network.incoming(mate)] for mate in kin])
    fed = _common([[edge.target for edge in network.outgoing(mate)] for mate in kin])
    wanted = [EdgeKey(source, name) for source in feeders] + [EdgeKey(name, target) for target in fed]
    new, _ = add_edges(new, wanted)
    return _recentred(document, new, mates, (*mates, name)), name


def remove_from_layer(document: Document, layer: int) -> tuple[Document, str]:
    """Remove the lowest node of a layer. Returns the document and its name. Raises EditError."""
    mates = _layer(document, layer)
    gone = mates[-1]
    return _recentred(document, remove(document, [gone]), mates, mates[:-1]), gone


def insert_layer(
    document: Document, after: int, count: int | None = None
) -> tuple[Document, tuple[str, ...]]:
    """A new layer of neurons on the right of layer ``after`` (−1: before all others).

    Edges that led from the one neighbour straight to the other go; both are connected fully to the new layer.
    The layers on its right make room.

    Args:
        count: how many neurons; None takes as many as the layer on the left has if it is a hidden one, else
            2, and 1 after the last layer.

    Returns:
        The document and the names of the new neurons.

    Raises:
        EditError: there is no such layer, or no node at all. NetworkError: it would become too large.
    """
    everywhere = layers(document)
    if not everywhere:
        raise EditError("There is no layer yet; draw a node first.")
    if not -1 <= after < len(everywhere):
        raise EditError(f"There is no layer {after + 1}; the drawing has {len(everywhere)}.")
    left = everywhere[after] if after >= 0 else ()
    right = everywhere[after + 1] if after + 1 < len(everywhere) else ()
    if count is None:
        hidden = bool(left) and all(name in document.network.topology.node_at for name in left)
        count = (len(left) if hidden else 2) if right else 1
    if not 1 <= count <= MOST_AT_ONCE:
        raise EditError(f"A new layer has 1 to {MOST_AT_ONCE:,} neurons, not {count:,}.")
    x = _x_for_layer(document, left, right)
    activation = placing.usual_activation(document)
    if not right:
        prefix = "o"
    elif left:
        prefix = "h"
    else:
        prefix = "h" if any(name in document.network.topology.node_at for name in right) else "x"
    new = _with_room(document, everywhere[after + 1 :], x) if right else document
    between = {
        EdgeKey(source, target)
        for source in left
        for target in right
        if document.network.has_edge(source, target)
    }
    new = remove(new, (), between)
    middle = _middle(document, left or right)
    places = [(x, middle + placing.ROW_STEP * (i - (count - 1) / 2)) for i in range(count)]
    new, names = add_nodes(new, places, activation, prefix)
    wanted = [EdgeKey(source, name) for name in names for source in left]
    wanted += [EdgeKey(name, target) for target in right for name in names]
    possible = [key for key in wanted if key.target in new.network.topology.node_at]
    new, _ = add_edges(new, possible)
    return new, names


def _layer(document: Document, layer: int) -> tuple[str, ...]:
    everywhere = layers(document)
    if not 0 <= layer < len(everywhere):
        raise EditError(f"There is no layer {layer + 1}; the drawing has {len(everywhere)}.")
    return everywhere[layer]


def _common(lists: Sequence[Sequence[str]]) -> list[str]:
    """What stands in all of them, in the order of the first."""
    rest = [set(names) for names in lists[1:]]
    return [name for name in lists[0] if all(name in others for others in rest)]


def _heights(document: Document, names: Sequence[str]) -> list[float]:
    return [document.positions[name][1] for name in names]


def _row_step(document: Document, column: Sequence[str]) -> float:
    """How far apart the rows of a column stand; as usual where it has but one."""
    heights = _heights(document, column)
    steps = [b - a for a, b in pairwise(heights)]
    return max(placing.CLEARANCE, steps[-1]) if steps else placing.ROW_STEP


def _is_even(document: Document, column: Sequence[str]) -> bool:
    steps = [b - a for a, b in pairwise(_heights(document, column))]
    return not steps or max(steps) - min(steps) <= _EVEN


def _middle(document: Document, column: Sequence[str]) -> float:
    heights = _heights(document, column)
    return (heights[0] + heights[-1]) / 2


def _recentred(before: Document, after: Document, old: Sequence[str], new: Sequence[str]) -> Document:
    """``after`` with the column ``new`` centred where ``old`` was, if that was evenly spaced."""
    if not new or not _is_even(before, old):
        return after
    shift = _middle(before, old) - _middle(after, new)
    if abs(shift) < 1e-9:
        return after
    return move(after, {name: (x, y + shift) for name, (x, y) in _places(after, new)})


def _places(document: Document, names: Iterable[str]) -> list[tuple[str, Position]]:
    return [(name, document.positions[name]) for name in names]


def _x_for_layer(document: Document, left: Sequence[str], right: Sequence[str]) -> float:
    if left:
        return max(document.positions[name][0] for name in left) + placing.COLUMN_STEP
    # Before all others: where the first stood; the others make room.
    return min(document.positions[name][0] for name in right)


def _with_room(document: Document, following: Layers, x: float) -> Document:
    """The layers from the next one on moved to the right, so that a column fits in at ``x``."""
    nearest = min(document.positions[name][0] for name in following[0])
    shift = x + placing.COLUMN_STEP - nearest
    if shift <= 0:
        return document
    moving = [name for layer in following for name in layer]
    return move(document, {name: (px + shift, py) for name, (px, py) in _places(document, moving)})
