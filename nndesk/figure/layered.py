"""Places for a graph that is drawn in columns, from left to right: few crossings, nothing over anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nndesk.geometry.sweeping import fewest_crossings

Link = tuple[str, str]

_SWEEPS = 12
_BEND = 10.0
"""How much room a link takes that passes through a column."""
_STRAIGHT = 4.0
"""How much more it matters that a long link is straight than that a short one is."""


@dataclass(frozen=True)
class Layers:
    """A graph in columns.

    Attributes:
        columns: what stands in each, from the top; also the bends of links that pass through.
        chains: of each link all that it goes through, its ends included.
    """

    columns: tuple[tuple[str, ...], ...]
    chains: Mapping[Link, tuple[str, ...]]


def in_layers(column: Mapping[str, int], links: Sequence[Link]) -> Layers:
    """Order the columns so that few links cross.

    Args:
        column: of each vertex, in the order in which they stand at first; from 0.
        links: each from a column to one further right.
    """
    columns: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for id, at in column.items():
        columns[at].append(id)
    chains: dict[Link, tuple[str, ...]] = {}
    for source, target in links:
        bends = [f"{source}\n{target}\n{at}" for at in range(column[source] + 1, column[target])]
        for at, bend in enumerate(bends, start=column[source] + 1):
            columns[at].append(bend)
        chains[source, target] = (source, *bends, target)
    pairs = [pair for chain in chains.values() for pair in pairwise(chain)]
    ordered = fewest_crossings(columns, pairs, hold_first=False)
    return Layers(tuple(tuple(names) for names in ordered), chains)


def heights(layers: Layers, height: float, gap: float) -> dict[str, float]:
    """The middle of everything, from 0 at the top: near its neighbours, at least ``gap`` from the next.

    Args:
        layers: the columns.
        height: of a vertex; a bend needs less.
        gap: between two of a column.
    """
    near: dict[str, list[tuple[str, float]]] = {id: [] for names in layers.columns for id in names}
    for chain in layers.chains.values():
        for a, b in pairwise(chain):
            weight = _STRAIGHT if "\n" in a or "\n" in b else 1.0
            near[a].append((b, weight))
            near[b].append((a, weight))
    y: dict[str, float] = {}
    offsets = [_offsets(names, height, gap) for names in layers.columns]
    for names, off in zip(layers.columns, offsets, strict=True):
        y |= {id: at - off[-1] / 2 for id, at in zip(names, off, strict=True)}
    for sweep in range(_SWEEPS):
        order = range(len(offsets)) if sweep % 2 else reversed(range(len(offsets)))
        for at in order:
            names = layers.columns[at]
            wanted = []
            for id, below in zip(names, offsets[at], strict=True):
                total = sum(weight for _, weight in near[id])
                mean = sum(y[other] * weight for other, weight in near[id]) / total if total else y[id]
                wanted.append((mean - below, total or 1.0))
            for id, below, level in zip(names, offsets[at], _rising(wanted), strict=True):
                y[id] = level + below
    top = min((y[id] - (0.0 if "\n" in id else height / 2) for id in y), default=0.0)
    return {id: at - top for id, at in y.items()}


def _offsets(names: Sequence[str], height: float, gap: float) -> list[float]:
    """How far the middle of each is below that of the first when all stand as close as they may."""
    found = [0.0]
    for a, b in pairwise(names):
        sizes = [_BEND if "\n" in id else height for id in (a, b)]
        found.append(found[-1] + sum(sizes) / 2 + gap)
    return found


def _rising(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """The numbers nearest to those wanted, with their weights, that never fall (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in wanted:
        count = 1
        while pools and pools[-1][0] > value:
            other, more, others = pools.pop()
            value = (value * weight + other * more) / (weight + more)
            weight, count = weight + more, count + others
        pools.append((value, weight, count))
    return [value for value, _, count in pools for _ in range(count)]
