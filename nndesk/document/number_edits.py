"""The edits that change numbers of the network: typed, scaled, drawn at random, learned, locked, reset.

What training changes can be taken back to where it began (:func:`reset`); what a person sets is a beginning
of its own. So every edit but :func:`set_network_numbers` forgets the initial values of what it changes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from nndesk.document.document import UNTRAINED, Document, InitialNumbers
from nndesk.document.graph_edits import EditError
from nndesk.network.initialisation import initialised
from nndesk.network.model import EdgeKey, Network

Parameters = tuple[tuple[EdgeKey, ...], tuple[str, ...]]
"""Weights by their edges, biases by their neurons."""


def parameters_of(network: Network, names: Iterable[str], edges: Iterable[EdgeKey] = ()) -> Parameters:
    """The numbers that are meant when these nodes and edges are selected, in the network's order.

    A neuron stands for its bias and every weight that feeds it, an edge for its weight. Inputs have none.
    Raises UnknownNodeError for an edge that there is not.
    """
    at = network.topology.edge_at
    for key in (edges := tuple(edges)):
        network.edge(*key)
    neurons = {name for name in names if name in network.topology.node_at}
    chosen = {at[key] for key in edges}
    chosen.update(chain.from_iterable(network.topology.incoming[name] for name in neurons))
    return (
        tuple(network.edges[i].key for i in sorted(chosen)),
        tuple(node.name for node in network.nodes if node.name in neurons),
    )


# --- one number, and many ---------------------------------------------------------------------------------


def set_weight(document: Document, source: str, target: str, weight: float) -> Document:
    """Set ``w_ji`` of the edge ``i = source → j = target``. Raises UnknownNodeError or NonFiniteError."""
    return set_numbers(document, weights={EdgeKey(source, target): weight})


def set_bias(document: Document, name: str, bias: float) -> Document:
    """Set ``b_j`` of a neuron. Raises UnknownNodeError (also for an input) or NonFiniteError."""
    return set_numbers(document, biases={name: bias})


def set_numbers(
    document: Document,
    weights: Mapping[EdgeKey, float] | None = None,
    biases: Mapping[str, float] | None = None,
) -> Document:
    """Set some weights and biases at once. Raises UnknownNodeError or NonFiniteError."""
    network = document.network
    new_weights = {
        EdgeKey(*key): w for key, w in (weights or {}).items() if network.edge(*key).weight != float(w)
    }
    new_biases = {name: b for name, b in (biases or {}).items() if network.node(name).bias != float(b)}
    if not new_weights and not new_biases:
        return document
    changed = network
    if new_weights:
        changed = changed.with_weights(new_weights)
    if new_biases:
        changed = changed.with_biases(new_biases)
    return _begun(document, changed, new_weights.keys(), new_biases.keys())


def negate(document: Document, names: Iterable[str] = (), edges: Iterable[EdgeKey] = ()) -> Document:
    """Change the sign of these numbers: a neuron's line turns its other side to the class (NOT)."""
    return scale(document, -1.0, names, edges)


def scale(
    document: Document, factor: float, names: Iterable[str] = (), edges: Iterable[EdgeKey] = ()
) -> Document:
    """Multiply these numbers: the gain of a neuron grows and its line stays where it is.

    Raises:
        NetworkError: the factor is not finite, or a number would leave the range of floating point.
    """
    if not math.isfinite(factor):
        raise EditError(f"Numbers cannot be multiplied by {factor:g}.")
    network = document.network
    keys, neurons = parameters_of(network, names, edges)
    return set_numbers(
        document,
        {key: network.edge(*key).weight * factor + 0.0 for key in keys},
        {name: network.node(name).bias * factor + 0.0 for name in neurons},
    )


def randomise(
    document: Document,
    initialisation: str = "xavier",
    seed: int = 0,
    r: float = 0.5,
    names: Iterable[str] | None = None,
    edges: Iterable[EdgeKey] = (),
) -> Document:
    """Draw new initial weights and biases, of all neurons or of these; locked numbers stay.

    See :func:`nndesk.network.initialisation.initialised`, also for what it raises.
    """
    network = document.network
    if names is None:
        keys, neurons = parameters_of(network, network.names)
    else:
        keys, neurons = parameters_of(network, names, edges)
    drawn = initialised(network, initialisation, seed, r, frozenset(keys), frozenset(neurons))
    return _begun(document, drawn, keys, neurons)


def draw_initial_weights(document: Document, seed: int) -> Document:
    """New random numbers for the whole network, by Xavier's rule."""
    return randomise(document, seed=seed)


# --- locks ------------------------------------------------------------------------------------------------


def lock(
    document: Document, locked: bool, names: Iterable[str] = (), edges: Iterable[EdgeKey] = ()
) -> Document:
    """Lock numbers, so that training leaves them alone, or free them: see :func:`parameters_of`."""
    network = document.network
    keys, neurons = parameters_of(network, names, edges)
    keys = tuple(key for key in keys if network.edge(*key).locked != locked)
    neurons = tuple(name for name in neurons if network.node(name).locked != locked)
    if not keys and not neurons:
        return document
    return replace(document, network=network.with_locks(locked, keys, neurons))


def set_lock(document: Document, parameter: EdgeKey | str, locked: bool) -> Document:
    """Lock or free one weight, by its edge, or one bias, by its neuron."""
    network = document.network
    if isinstance(parameter, EdgeKey):
        if network.edge(*parameter).locked == locked:
            return document
        return replace(document, network=network.with_locks(locked, (parameter,)))
    if network.node(parameter).locked == locked:
        return document
    return replace(document, network=network.with_locks(locked, (), (parameter,)))


# --- training, and back to where it began -----------------------------------------------------------------


def set_network_numbers(document: Document, network: Network) -> Document:
    """Take the weights and biases of ``network``, the same graph after training; remember where it began.

    Raises:
        EditError: it is another graph, or has other activations.
    """
    present = document.network
    if network == present:
        return document
    same = network.topology is present.topology or (
        network.inputs == present.inputs
        and network.outputs == present.outputs
        and network.topology.edge_at == present.topology.edge_at
        and network.topology.node_at == present.topology.node_at
    )
    if not same or any(
        a.activation != b.activation for a, b in zip(network.nodes, present.nodes, strict=True)
    ):
        raise EditError("These weights belong to another network than the one drawn.")
    weights = {
        old.key: old.weight
        for old, new in zip(present.edges, network.edges, strict=True)
        if old.weight != new.weight
    }
    biases = {
        old.name: old.bias
        for old, new in zip(present.nodes, network.nodes, strict=True)
        if old.bias != new.bias
    }
    initial = InitialNumbers({**weights, **document.initial.weights}, {**biases, **document.initial.biases})
    return replace(document, network=network, initial=initial)


def reset(document: Document, names: Iterable[str] | None = None, edges: Iterable[EdgeKey] = ()) -> Document:
    """Give trained numbers their initial values again: all, or those of these neurons and edges."""
    initial, network = document.initial, document.network
    if names is None:
        weights, biases = initial.weights, initial.biases
    else:
        keys, neurons = parameters_of(network, names, edges)
        weights = {key: initial.weights[key] for key in keys if key in initial.weights}
        biases = {name: initial.biases[name] for name in neurons if name in initial.biases}
    if not weights and not biases:
        return document
    return _begun(document, network.with_weights(weights).with_biases(biases), weights, biases)


def _begun(
    document: Document, network: Network, weights: Collection[EdgeKey], biases: Collection[str]
) -> Document:
    """The document with these numbers set by a person: they are initial values now."""
    if network == document.network:
        return document
    initial = document.initial
    if initial:
        gone, gone_biases = set(weights), set(biases)
        initial = InitialNumbers(
            {key: w for key, w in initial.weights.items() if key not in gone},
            {name: b for name, b in initial.biases.items() if name not in gone_biases},
        )
        initial = initial or UNTRAINED
    return replace(document, network=network, initial=initial)
