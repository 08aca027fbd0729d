"""Which class wins where, as areas and as the lines between them: several outputs by arg-max, one by s > 0.

Areas are nested: all of the window in the lowest class, over it what belongs to any higher class, and so on.
So no seam shows between neighbours, and the third class at a corner needs no care.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.primitives import Point
from nndesk.figure.shading import LARGEST, grid_tolerance, nested, simplified
from nndesk.geometry.cells import boundaries, outlines
from nndesk.network.activations import OUTPUT_RANGES
from nndesk.network.engine import Field
from nndesk.network.model import Network

Ring = tuple[Point, ...]
_STEPS = 7
"""Strengths of a class that is shown by its values."""
_SOFT = 129
"""Places across and up that tell their edges well enough."""
_PALE = 0.3
"""The least of them: so much of its tint has a class at its border, where nobody leads."""


@dataclass(frozen=True, slots=True)
class ClassArea:
    """Where a class, or one after it, wins: rings for a fill by the even-odd rule, in units of the inputs.

    ``strength``, 0 … 1: how far ahead it is; 1 where only the class is of interest.
    """

    kind: int
    rings: tuple[Ring, ...]
    strength: float = 1.0


def decisive(network: Network, outputs: Sequence[str]) -> str:
    """By what outputs compete: ``"s"`` where all have one activation, else ``"z"``.

    φ never decreases, so the largest s has the largest z; and where z is 1 for two of them, or 0 for all, s
    still tells which is ahead, as in a linear machine.
    """
    return "s" if len({network.node(name).activation for name in outputs}) == 1 else "z"


def scores(fields: Sequence[Field], by: str) -> NDArray[np.float64]:
    """What is compared on the grid, shape ``(c, ny, nx)``."""
    values = np.stack([found.s if by == "s" else found.z for found in fields]).astype(np.float64)
    return np.nan_to_num(values, nan=-LARGEST, posinf=LARGEST, neginf=-LARGEST).clip(-LARGEST, LARGEST)


def areas(
    values: NDArray[np.float64], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> tuple[ClassArea, ...]:
    """Where each class has the largest of ``values`` ``(c, ny, nx)``; a tie is the first one's."""
    winners = np.unique(np.argmax(values, axis=0)).tolist()
    tolerance = grid_tolerance(xs, ys, 4000)
    found = [ClassArea(winners[0], (_frame(xs, ys),))]
    for kind in winners[1:]:
        ahead = values[kind:].max(axis=0) - values[:kind].max(axis=0)
        found += [
            ClassArea(kind, band.rings) for band in nested(ahead, xs, ys, 0.0, [(0.0, 1.0)], tolerance)[1:]
        ]
    return tuple(found)


def lead(values: NDArray[np.float64], network: Network, outputs: Sequence[str]) -> NDArray[np.float64]:
    """How far each output's z is ahead of all others, shape ``(c, …)`` like ``values``, 1 being all there can
    be (or, of unbounded outputs, all there is)."""
    ahead = np.empty_like(values)
    for kind in range(len(values)):
        ahead[kind] = values[kind] - np.delete(values, kind, axis=0).max(axis=0)
    bounds = [OUTPUT_RANGES.get(network.node(name).activation) for name in outputs]
    known = [bound for bound in bounds if bound is not None]
    if len(known) == len(bounds):
        most = max(high for _, high in known) - min(low for low, _ in known)
    else:
        most = float(ahead.max(initial=0.0))
    return np.asarray(ahead / most if most > 0 else ahead)


def by_lead(
    hard: tuple[ClassArea, ...],
    ahead: NDArray[np.float64],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
) -> tuple[ClassArea, ...]:
    """Classes by their values: ``hard`` areas made pale, over them stronger ones where a class leads."""
    # Their edges are hardly seen: a coarser grid will do.
    columns, rows = _coarse(len(xs)), _coarse(len(ys))
    xs, ys, ahead = xs[columns], ys[rows], ahead[:, rows][:, :, columns]
    tolerance = grid_tolerance(xs, ys, 1000)
    found = [replace(area, strength=_strength(0.0)) for area in hard]
    for kind in sorted({area.kind for area in hard}):
        cuts = [(i / _STEPS, _strength(i / (_STEPS - 1))) for i in range(1, _STEPS)]
        found += [
            ClassArea(kind, band.rings, band.shade)
            for band in nested(ahead[kind], xs, ys, 0.0, cuts, tolerance)[1:]
        ]
    return tuple(found)


def _coarse(count: int) -> NDArray[np.intp]:
    """Some of so many places, the first and the last among them."""
    return np.unique(np.rint(np.linspace(0, count - 1, min(count, _SOFT))).astype(np.intp))


def _strength(lead: float) -> float:
    return _PALE + (1 - _PALE) * min(max(lead, 0.0), 1.0)


def border_lines(
    values: NDArray[np.float64], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> tuple[Ring, ...]:
    """The polylines between the areas of two classes, each once."""
    import contourpy

    winner = np.argmax(values, axis=0)
    corners = np.stack([winner[:-1, :-1], winner[:-1, 1:], winner[1:, :-1], winner[1:, 1:]])
    mixed = np.argwhere(corners.min(axis=0) != corners.max(axis=0))
    tolerance = grid_tolerance(xs, ys, 8000)
    pairs: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for row, column in mixed.tolist():
        kinds = sorted(set(corners[:, row, column].tolist()))
        for pair in combinations(kinds, 2):
            near = pairs.setdefault(pair, np.zeros(winner.shape, np.bool_))
            near[row : row + 2, column : column + 2] = True
    lines: list[Ring] = []
    for (a, b), near in pairs.items():
        # Only the cells where both classes meet: elsewhere the same difference is 0 under a third one.
        rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
        at = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        difference = np.ma.masked_array((values[a] - values[b])[at], mask=~near[at])
        # Any: contourpy's own annotations leave open which of its many formats comes back.
        contours: Any = contourpy.contour_generator(xs[at[1]], ys[at[0]], difference, corner_mask=False)
        lines += [line for p in contours.lines(0.0) if len(line := simplified(p, tolerance)) > 1]
    return tuple(lines)


def side_areas(
    signals: NDArray[np.floating], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> tuple[ClassArea, ...]:
    """Class 0 everywhere, over it class 1 where ``signals`` ``(ny, nx)`` are above 0."""
    values = np.nan_to_num(np.asarray(signals, np.float64), nan=0.0, posinf=LARGEST, neginf=-LARGEST)
    tolerance = grid_tolerance(xs, ys, 4000)
    bands = nested(values.clip(-LARGEST, LARGEST), xs, ys, 0.0, [(0.0, 1.0)], tolerance)
    return tuple(ClassArea(int(band.shade), band.rings) for band in bands)


def cell_areas(rings: Sequence[Ring], kinds: Sequence[int]) -> tuple[ClassArea, ...]:
    """The same for exact regions, each with its class."""
    return tuple(
        ClassArea(kind, outlines(ring for ring, own in zip(rings, kinds, strict=True) if own >= kind))
        for kind in sorted(set(kinds))
    )


def cells_by_lead(
    rings: Sequence[Ring], kinds: Sequence[int], leads: Sequence[float]
) -> tuple[ClassArea, ...]:
    """The same for exact regions, each with its class and how far that leads there."""
    cells = list(zip(rings, kinds, (round(_strength(ahead), 3) for ahead in leads), strict=True))
    found = [replace(area, strength=_strength(0.0)) for area in cell_areas(rings, kinds)]
    for kind, strength in sorted({(kind, strength) for _, kind, strength in cells}):
        if strength > _PALE:
            own = outlines(ring for ring, k, at_least in cells if k == kind and at_least >= strength)
            found.append(ClassArea(kind, own, strength))
    return tuple(found)


def cell_borders(rings: Sequence[Ring], kinds: Sequence[int]) -> tuple[Ring, ...]:
    """The polylines between exact regions of two classes, each once."""
    by_kind = {
        kind: [ring for ring, own in zip(rings, kinds, strict=True) if own == kind] for kind in set(kinds)
    }
    pairs = combinations(sorted(by_kind), 2)
    return tuple(line for a, b in pairs for line in boundaries(by_kind[a], by_kind[b]))


def _frame(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> Ring:
    corners = ((xs[0], ys[0]), (xs[-1], ys[0]), (xs[-1], ys[-1]), (xs[0], ys[-1]))
    return tuple((float(x), float(y)) for x, y in corners)
