"""What the rest of a network makes of given outputs of some nodes (LECTURE topics 12 and 13: the layers
behind the first see vertices of the hypercube and nothing else)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import NetworkError
from nndesk.network.model import Network

Array = NDArray[np.float64]


class OpenInputError(NetworkError):
    """A node needs an input of the network that has not been given."""


def readers(network: Network) -> tuple[str, ...]:
    """The neurons of the first layer: those that inputs, and nothing else, feed; in the network's order."""
    topology, inputs = network.topology, set(network.inputs)
    first = [name for name in network.order if topology.level[name] == 1]
    if all(topology.incoming[name] for name in network.order):
        return tuple(first)
    # A neuron that nothing feeds is no input, but what it feeds may be on the same level.
    return tuple(name for name in first if all(edge.source in inputs for edge in network.incoming(name)))


def needed(network: Network, node: str, given: Collection[str]) -> tuple[str, ...]:
    """The neurons that have to be evaluated for ``node`` where the outputs of ``given`` are known.

    In the network's order, ``node`` last, without those given. Raises OpenInputError where an input would be
    needed, too.
    """
    inputs, known = set(network.inputs), set(given)
    found: set[str] = set()
    waiting = [] if node in known else [node]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for edge in network.incoming(name):
            if edge.source in known:
                continue
            if edge.source in inputs:
                raise OpenInputError(f"{name} reads the input {edge.source} itself.")
            waiting.append(edge.source)
    return tuple(name for name in network.order if name in found)


def outputs_given(network: Network, given: Mapping[str, ArrayLike], node: str) -> tuple[Array, Array]:
    """``s`` and ``z`` of ``node``, both ``(N,)``, where other nodes give ``given``, each ``(N,)``.

    Of a node that is given itself, ``s`` is what is given less its decision level, so that its sign still
    says on which side it is. Raises OpenInputError where an input of the network would be needed, too.
    """
    z: dict[str, Array] = {name: np.asarray(values, np.float64) for name, values in given.items()}
    count = max((len(values) for values in z.values()), default=1)
    if node in z:
        level = ACTIVATIONS[network.node(node).activation].decision_level
        return z[node] - level, z[node]
    s = np.zeros(count)
    with np.errstate(all="ignore"):
        for name in needed(network, node, given):
            s = np.full(count, network.node(name).bias)
            for edge in network.incoming(name):
                s = s + edge.weight * z[edge.source]
            z[name] = np.asarray(ACTIVATIONS[network.node(name).activation].phi(s), np.float64)
    return s, z[node]
