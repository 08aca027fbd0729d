"""Drawings in columns with few crossings, by barycentre sweeps (Sugiyama, Tagawa and Toda 1981)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 8


def fewest_crossings(
    columns: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]], *, hold_first: bool = True
) -> list[list[str]]:
    """The columns, each in an order with which few of the ``pairs`` (left, right) cross.

    Each name moves towards the mean height of its neighbours in the columns before, then after. Of the orders
    met on the way the one with the fewest crossings is kept.

    Args:
        columns: names, from the left, each column from the top.
        pairs: what is joined by a line.
        hold_first: whether the first column stays as it is.
    """
    moving = [list(column) for column in columns]
    before: dict[str, list[str]] = {name: [] for column in columns for name in column}
    after: dict[str, list[str]] = {name: [] for name in before}
    for left, right in pairs:
        before[right].append(left)
        after[left].append(right)
    best, fewest = [list(column) for column in moving], count_crossings(moving, pairs)
    for _ in range(_SWEEPS):
        if not fewest:
            break
        for column in moving[1:]:
            _sort_by_barycentre(column, before, moving)
        for column in reversed(moving[1:-1] if hold_first else moving[:-1]):
            _sort_by_barycentre(column, after, moving)
        crossings = count_crossings(moving, pairs)
        if crossings >= fewest:
            break
        best, fewest = [list(column) for column in moving], crossings
    return best


def count_crossings(columns: Sequence[Sequence[str]], pairs: Iterable[tuple[str, str]]) -> int:
    """How many ``pairs`` (left, right) cross as straight lines, of those that span the same columns."""
    place = {name: (c, i) for c, column in enumerate(columns) for i, name in enumerate(column)}
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for source, target in pairs:
        (a, i), (b, j) = place[source], place[target]
        spans.setdefault((a, b), []).append((i, j))
    total = 0
    for ends in spans.values():
        # From the top of the left column down, an edge crosses those before it that end lower.
        met: list[int] = []
        waiting: list[int] = []
        row = -1
        for i, j in sorted(ends):
            if i != row:
                for other in waiting:
                    insort(met, other)
                waiting, row = [], i
            total += len(met) - bisect_left(met, j + 1)
            waiting.append(j)
    return total


def _sort_by_barycentre(
    column: list[str], neighbours: Mapping[str, Sequence[str]], columns: Sequence[Sequence[str]]
) -> None:
    height = {name: i - (len(other) - 1) / 2 for other in columns for i, name in enumerate(other)}

    def centre(name: str) -> float:
        near = neighbours[name]
        return sum(height[other] for other in near) / len(near) if near else height[name]

    column.sort(key=centre)
