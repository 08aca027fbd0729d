"""Weights and biases one by one, in the order in which tables list them, and edits of any set of them.

A *parameter* is an :class:`~nndesk.network.model.EdgeKey` for a weight or the name of a neuron for its bias.
The edits of :mod:`nndesk.document.number_edits` take a neuron for all its numbers; these take each number for
itself. What a person sets is a beginning of its own: its initial value is forgotten.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from nndesk.document.document import UNTRAINED, Document, InitialNumbers
from nndesk.document.graph_edits import EditError
from nndesk.network.initialisation import initialised
from nndesk.network.matrices import Parameter
from nndesk.network.model import EdgeKey, Network

__all__ = [
    "Parameter",
    "all_parameters",
    "changed_parameters",
    "initial_value",
    "is_locked",
    "lock_parameters",
    "nudge_parameters",
    "parameter_value",
    "randomise_parameters",
    "reset_parameters",
    "scale_parameters",
    "set_numbers",
    "set_parameters",
]


def all_parameters(network: Network) -> tuple[Parameter, ...]:
    """Layer by layer, neuron by neuron: the weights that feed it, then its bias."""
    edges, incoming = network.edges, network.topology.incoming
    found: list[Parameter] = []
    for name in network.order:
        found += [edges[i].key for i in incoming[name]]
        found.append(name)
    return tuple(found)


def parameter_value(network: Network, parameter: Parameter) -> float:
    """``w_ji`` or ``b_j``. Raises UnknownNodeError."""
    if isinstance(parameter, str):
        return network.node(parameter).bias
    return network.edge(*parameter).weight


def is_locked(network: Network, parameter: Parameter) -> bool:
    """Whether training leaves it alone. Raises UnknownNodeError."""
    if isinstance(parameter, str):
        return network.node(parameter).locked
    return network.edge(*parameter).locked


def initial_value(document: Document, parameter: Parameter) -> float | None:
    """What it was before training; None where training has not changed it."""
    initial = document.initial
    if isinstance(parameter, str):
        return initial.biases.get(parameter)
    return initial.weights.get(parameter)


def changed_parameters(old: Network, new: Network) -> list[Parameter]:
    """What has another value or lock in ``new``, the same graph."""
    found: list[Parameter] = []
    if new.edges is not old.edges:
        found += [
            EdgeKey(b.source, b.target)
            for a, b in zip(old.edges, new.edges, strict=True)
            # An unchanged part is the same object; training makes all of them anew.
            if a is not b and (a.weight != b.weight or a.locked != b.locked)
        ]
    if new.nodes is not old.nodes:
        found += [
            b.name
            for a, b in zip(old.nodes, new.nodes, strict=True)
            if a is not b and (a.bias != b.bias or a.locked != b.locked)
        ]
    return found


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


def set_parameters(document: Document, values: Mapping[Parameter, float]) -> Document:
    """Set these to their values. Raises UnknownNodeError or NonFiniteError."""
    return set_numbers(
        document,
        {key: value for key, value in values.items() if not isinstance(key, str)},
        {name: value for name, value in values.items() if isinstance(name, str)},
    )


def nudge_parameters(document: Document, parameters: Iterable[Parameter], by: float) -> Document:
    """Add ``by`` to each; to ten decimals, so that 0.1 + 0.2 is 0.3."""
    network = document.network
    return set_parameters(
        document, {p: round(parameter_value(network, p) + by, 10) + 0.0 for p in parameters}
    )


def scale_parameters(document: Document, parameters: Iterable[Parameter], factor: float) -> Document:
    """Multiply each. Raises NetworkError for a factor that is not finite, or where a number becomes so."""
    if not math.isfinite(factor):
        raise EditError(f"Numbers cannot be multiplied by {factor:g}.")
    network = document.network
    return set_parameters(document, {p: parameter_value(network, p) * factor + 0.0 for p in parameters})


def lock_parameters(document: Document, parameters: Iterable[Parameter], locked: bool) -> Document:
    """Lock these, so that training leaves them alone, or free them. Raises UnknownNodeError."""
    network = document.network
    changed = [p for p in parameters if is_locked(network, p) != locked]
    if not changed:
        return document
    keys, names = _parted(changed)
    return replace(document, network=network.with_locks(locked, keys, names))


def reset_parameters(document: Document, parameters: Iterable[Parameter]) -> Document:
    """Give those that training has changed their initial values again."""
    found = ((p, initial_value(document, p)) for p in parameters)
    return set_parameters(document, {p: value for p, value in found if value is not None})


def randomise_parameters(
    document: Document,
    parameters: Collection[Parameter],
    initialisation: str = "xavier",
    seed: int = 0,
    r: float = 0.5,
) -> Document:
    """New random numbers, by a key of ``INITIALISATIONS``; locked ones stay. Raises NetworkError."""
    keys, names = _parted(parameters)
    drawn = initialised(document.network, initialisation, seed, r, frozenset(keys), frozenset(names))
    return _begun(document, drawn, keys, names)


def _parted(parameters: Iterable[Parameter]) -> tuple[list[EdgeKey], list[str]]:
    keys: list[EdgeKey] = []
    names: list[str] = []
    for parameter in parameters:
        if isinstance(parameter, str):
            names.append(parameter)
        else:
            keys.append(parameter)
    return keys, names


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
