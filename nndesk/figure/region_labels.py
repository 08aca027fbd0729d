"""Where the names of regions stand: in the widest place of each, and only where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.bounds import Extent
from nndesk.figure.primitives import Point

Array = NDArray[np.float64]

CLEAR = 3.0
"""Room around a name at scale 1."""
ENOUGH = 14.0
"""Room beyond which a place is not better for having more; then the one nearest to the middle is taken."""
_GRID = 15


def place_names(
    rings: Sequence[Sequence[Point]],
    size: tuple[float, float],
    frame: tuple[float, float, float, float],
    *,
    dots: Sequence[tuple[Point, float]] = (),
    boxes: Sequence[Extent] = (),
    scale: float = 1.0,
) -> tuple[Point | None, ...]:
    """The middle of the name of each convex region, or None where there is no room.

    Args:
        rings: corners of the regions in the figure's units, in whichever direction.
        size: width and height of a name: all have as many digits.
        frame: left, top, width and height of what must not be left.
        dots: middles and radii of points that names must not cover.
        boxes: left, top, right, bottom of other things that they must not cover.
        scale: size of distances, 1 for a desk.
    """
    left, top, width, height = frame
    low, high = np.array((left, top)), np.array((left + width, top + height))
    half = np.array(size) / 2 + CLEAR * scale
    taken = np.array(
        [
            *((x, y, r, r) for (x, y), r in dots),
            *(((a + c) / 2, (b + d) / 2, (c - a) / 2, (d - b) / 2) for a, b, c, d in boxes),
        ],
        np.float64,
    ).reshape(-1, 4)
    result: list[Point | None] = []
    for ring in rings:
        corners = np.array(ring, np.float64).reshape(-1, 2)
        # A name cannot be where its region, as far as one sees it, is smaller than the name.
        first = np.maximum(corners.min(axis=0), low) + half
        last = np.minimum(corners.max(axis=0), high) - half
        found = _best(corners, half, first, last, taken, scale) if (first <= last).all() else None
        result.append(found)
    return tuple(result)


def fits(
    ring: Sequence[Point], size: tuple[float, float], at: Point, frame: tuple[float, float, float, float]
) -> bool:
    """Whether a name of this size stands within its region and the frame."""
    left, top, width, height = frame
    half = np.array(size) / 2
    if not (left + half[0] <= at[0] <= left + width - half[0]):
        return False
    if not (top + half[1] <= at[1] <= top + height - half[1]):
        return False
    return bool(_room(np.array(ring, np.float64).reshape(-1, 2), half, np.array([at]))[0] >= 0)


def _best(corners: Array, half: Array, first: Array, last: Array, taken: Array, scale: float) -> Point | None:
    across, up = (np.linspace(a, b, _GRID) for a, b in zip(first, last, strict=True))
    places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    room = _room(corners, half, places)
    # Up to the edge of what one sees there must be room as well.
    room = np.minimum(room, np.minimum(places - first, last - places).min(axis=1))
    possible = room >= 0
    if len(taken):
        gaps = np.abs(places[:, None] - taken[:, :2]) - (half + taken[:, 2:])
        apart = gaps.max(axis=2).min(axis=1)
        possible &= apart >= 0
        room = np.minimum(room, apart)
    if not possible.any():
        return None
    places, room = places[possible], room[possible]
    middle = (first + last) / 2
    score = np.minimum(room, ENOUGH * scale) - 0.01 * np.hypot(*(places - middle).T)
    x, y = places[int(np.argmax(score))]
    return float(x), float(y)


def _room(corners: Array, half: Array, places: Array) -> Array:
    """How far a box around each place is from the nearest edge of a convex ring; below 0 where it crosses."""
    step = np.roll(corners, -1, axis=0) - corners
    length = np.hypot(*step.T)
    step, corners = step[length > 0] / length[length > 0, None], corners[length > 0]
    normal = np.stack((-step[:, 1], step[:, 0]), axis=1)
    if (normal * (corners.mean(axis=0) - corners)).sum() < 0:
        normal = -normal
    inside = places @ normal.T - (normal * corners).sum(axis=1)
    return np.asarray((inside - np.abs(normal) @ half).min(axis=1))
