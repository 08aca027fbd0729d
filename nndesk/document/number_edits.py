"""The edits that change the numbers of what is selected: scaled, drawn at random, learned, locked, reset.

What training changes can be taken back to where it began (:func:`reset`); what a person sets is a beginning
of its own. So every edit but :func:`set_network_numbers` forgets the initial values of what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from nndesk.document.document import Document, InitialNumbers
from nndesk.document.graph_edits import EditError
from nndesk.document.parameters import (
    Parameter,
    lock_parameters,
    randomise_parameters,
    reset_parameters,
    scale_parameters,
    set_numbers,
)
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
    return scale_parameters(document, _parameters(document, names, edges), factor)


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
    if names is None:
        names, edges = document.network.names, ()
    return randomise_parameters(document, _parameters(document, names, edges), initialisation, seed, r)


def draw_initial_weights(document: Document, seed: int) -> Document:
    """New random numbers for the whole network, by Xavier's rule."""
    return randomise(document, seed=seed)


# --- locks ------------------------------------------------------------------------------------------------


def lock(
    document: Document, locked: bool, names: Iterable[str] = (), edges: Iterable[EdgeKey] = ()
) -> Document:
    """Lock numbers, so that training leaves them alone, or free them: see :func:`parameters_of`."""
    return lock_parameters(document, _parameters(document, names, edges), locked)


def set_lock(document: Document, parameter: Parameter, locked: bool) -> Document:
    """Lock or free one weight, by its edge, or one bias, by its neuron. Raises UnknownNodeError."""
    return lock_parameters(document, (parameter,), locked)


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
    if names is None:
        names, edges = document.network.names, ()
    return reset_parameters(document, _parameters(document, names, edges))


def _parameters(document: Document, names: Iterable[str], edges: Iterable[EdgeKey]) -> tuple[Parameter, ...]:
    keys, neurons = parameters_of(document.network, names, edges)
    return (*keys, *neurons)
