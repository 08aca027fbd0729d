"""Initial weights (LECTURE topics 3 and 19): step 1 of gradient descent, "choose w at random".

Every rule draws a neuron's weights and its bias uniformly from ±r and differs in r. The numbers come from
:class:`random.Random`, whose stream is promised to stay the same: one seed gives the same network everywhere.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from nndesk.network.errors import NetworkError
from nndesk.network.model import EdgeKey, Network

Bound = Callable[[int, int, float], float]
"""The r of a neuron that ``m`` nodes feed and that shares its level with ``n`` in all; the person's own r."""


def _xavier(m: int, n: int, r: float) -> float:
    """``√(6 / (m + n))`` (Glorot and Bengio 2010, for any graph)."""
    return math.sqrt(6.0 / (m + n))


def _he(m: int, n: int, r: float) -> float:
    """``√(6 / m)`` (He et al. 2015), for ReLUs; a neuron that nothing feeds counts as fed by one."""
    return math.sqrt(6.0 / max(m, 1))


def _uniform(m: int, n: int, r: float) -> float:
    return r


def _zeros(m: int, n: int, r: float) -> float:
    """All alike: neurons of a layer then learn the same, and stay alike."""
    return 0.0


INITIALISATIONS: Mapping[str, Bound] = MappingProxyType(
    {"xavier": _xavier, "he": _he, "uniform": _uniform, "zeros": _zeros}
)


def initialised(
    network: Network,
    initialisation: str = "xavier",
    seed: int = 0,
    r: float = 0.5,
    edges: Collection[EdgeKey] | None = None,
    biases: Collection[str] | None = None,
) -> Network:
    """The same network with new random numbers; locked ones stay.

    Args:
        initialisation: key of ``INITIALISATIONS``.
        r: the bound of ``"uniform"``, not negative.
        edges, biases: which weights and which neurons' biases; None means all.

    Raises:
        NetworkError: there is no such initialisation, or r is negative or not finite.
    """
    if initialisation not in INITIALISATIONS:
        known = ", ".join(INITIALISATIONS)
        raise NetworkError(f"There is no initialisation called {initialisation!r:.40}; there are {known}.")
    if not (math.isfinite(r) and r >= 0):
        raise NetworkError(f"Initial weights cannot be drawn from ±{r:g}; r must be 0 or more.")
    bound = INITIALISATIONS[initialisation]
    draw = random.Random(seed)
    level = network.topology.level
    beside = Counter(level[node.name] for node in network.nodes)
    new_weights: dict[EdgeKey, float] = {}
    new_biases: dict[str, float] = {}
    for node in network.nodes:
        feeding = network.incoming(node.name)
        reach = bound(len(feeding), beside[level[node.name]], r)
        for edge in feeding:
            if not edge.locked and (edges is None or edge.key in edges):
                new_weights[edge.key] = (2.0 * draw.random() - 1.0) * reach + 0.0
        if not node.locked and (biases is None or node.name in biases):
            new_biases[node.name] = (2.0 * draw.random() - 1.0) * reach + 0.0
    return network.with_weights(new_weights).with_biases(new_biases)
