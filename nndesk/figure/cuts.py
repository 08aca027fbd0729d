"""The next layer in the hypercube: its neuron is a plane that cuts vertices off (LECTURE topics 9 and 13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.network.model import Network

if TYPE_CHECKING:
    from nndesk.figure.identities import Identities

Array = NDArray[np.float64]

BEYOND = 1.3
"""So far, from the middle of a side's length, a plane is drawn: a little out of the cube."""


@dataclass(frozen=True, slots=True)
class Cut:
    """``normal · u + offset = 0`` where the cube is ``[−1, 1]^p``; + where that is positive."""

    name: str
    normal: tuple[float, ...]
    offset: float

    def side(self, u: Iterable[float]) -> float:
        """The neuron's signal at a point of the cube."""
        return sum(a * b for a, b in zip(self.normal, u, strict=True)) + self.offset


def cutters(network: Network, names: tuple[str, ...]) -> tuple[str, ...]:
    """The neurons that the first layer's neurons ``names``, and nothing else, feed."""
    first = set(names)
    return tuple(
        node.name
        for node in network.nodes
        if (incoming := network.incoming(node.name)) and all(edge.source in first for edge in incoming)
    )


def cut_by(network: Network, identities: Identities, name: str) -> Cut:
    """The plane of the neuron ``name``, one of :func:`cutters`."""
    weights = {edge.source: edge.weight for edge in network.incoming(name)}
    normal, offset = [], network.node(name).bias
    for source, (low, high) in zip(identities.names, identities.sides, strict=True):
        w = weights.get(source, 0.0)
        normal.append(w * (high - low) / 2)
        offset += w * (high + low) / 2
    return Cut(name, tuple(normal), offset)


def corners(p: int) -> Array:
    """The cube's vertices ``(2^p, p)`` as −1 and 1, in the order of their codes."""
    return np.array(list(product((-1.0, 1.0), repeat=p))).reshape(2**p, p)


def edges(p: int) -> tuple[tuple[int, int], ...]:
    """The cube's edges as pairs of vertices that differ in one digit, by the vertices' numbers."""
    return tuple((i, i | 1 << bit) for i in range(2**p) for bit in range(p) if not i >> bit & 1)


def crossing(cut: Cut, a: Array, b: Array) -> float | None:
    """How far from ``a`` to ``b`` the plane crosses, 0 … 1; None if both are on one side.

    As everywhere a signal of 0 is on the − side.
    """
    sa, sb = cut.side(a.tolist()), cut.side(b.tolist())
    if (sa > 0) == (sb > 0):
        return None
    return sa / (sa - sb)


def section(cut: Cut, reach: float = BEYOND) -> Array:
    """Where it meets the cube ``[−reach, reach]^p`` for p = 2 (a segment) or 3 (a polygon): ``(n, p)``.

    Corners in order around their middle; empty if it does not meet it, or is none (all weights 0).
    """
    p = len(cut.normal)
    normal = np.array(cut.normal)
    if not normal.any():
        return np.zeros((0, p))
    points: list[Array] = []
    box = corners(p) * reach
    for i, j in edges(p):
        t = crossing(cut, box[i], box[j])
        if t is not None:
            at = box[i] + t * (box[j] - box[i])
            if not any(np.allclose(at, other, atol=1e-9) for other in points):
                points.append(at)
    if len(points) < p:
        return np.zeros((0, p))
    found = np.array(points)
    if p < 3:
        return found
    middle = found.mean(axis=0)
    across = found[0] - middle
    up = np.cross(normal, across)
    away = found - middle
    return found[np.argsort(np.arctan2(away @ up, away @ across * np.linalg.norm(normal)))]


def foot(cut: Cut) -> Array:
    """The point of the plane nearest to the cube's middle."""
    normal = np.array(cut.normal)
    return -cut.offset * normal / float(normal @ normal)


def chosen_cut(network: Network, identities: Identities, wanted: Iterable[str | None]) -> Cut | None:
    """The plane of the first of ``wanted`` that has one, else of the first neuron that has; None if none has.

    The names of ``identities`` may be those of a network that has been changed since: then there is none.
    """
    names = cutters(network, identities.names) if all(name in network for name in identities.names) else ()
    name = next((name for name in wanted if name in names), next(iter(names), None))
    return None if name is None else cut_by(network, identities, name)
