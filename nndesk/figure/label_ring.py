"""Where the names of points in space stand on paper: beside their point, away from the middle, never over
one another. Names that find no place are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.line_marks import crossings
from nndesk.figure.primitives import Point

Array = NDArray[np.float64]

_TURNS = np.radians([0, 20, -20, 45, -45, 75, -75, 110, -110, 150, -150, 180])
_AWAY = (0.0, 10.0)
_CROSSED, _TURNED, _FAR = 30.0, 10.0, 14.0
_ROOM = 2.0


@dataclass(frozen=True, slots=True)
class Tag:
    """A name to be placed: its point, how far from it, its size, and in which direction it stands best."""

    at: Point
    away: float
    size: tuple[float, float]
    towards: Point


def place_tags(
    tags: Sequence[Tag],
    discs: Sequence[tuple[Point, float]],
    segments: Array,
    frame: tuple[float, float, float, float],
    scale: float = 1.0,
) -> tuple[Point | None, ...]:
    """The middles of the names, the first come first; None where there is no room.

    Args:
        discs: middles and radii of what no name may cover.
        segments: rows (start, end) that should not run through a name.
        frame: left, top, width, height of what must not be left.
    """
    taken = np.array([(x, y, r, r) for (x, y), r in discs], np.float64).reshape(-1, 4)
    left, top, width, height = frame
    result: list[Point | None] = []
    for tag in tags:
        half = np.array(tag.size) / 2
        start = np.arctan2(tag.towards[1], tag.towards[0])
        angles = np.tile(start + _TURNS, len(_AWAY))
        ways = np.stack((np.cos(angles), np.sin(angles)), axis=1)
        steps = np.repeat(_AWAY, len(_TURNS)) * scale
        # The name's box touches a circle around the point from outside.
        reach = tag.away + steps + np.abs(ways) @ half
        middles = np.array(tag.at) + ways * reach[:, None]
        room = half + _ROOM * scale
        low, high = middles - room, middles + room
        free = ((low >= (left, top)) & (high <= (left + width, top + height))).all(axis=1)
        gap = np.abs(middles[:, None] - taken[:, :2])
        free &= ~((gap[..., 0] < room[0] + taken[:, 2]) & (gap[..., 1] < room[1] + taken[:, 3])).any(axis=1)
        if not free.any():
            result.append(None)
            continue
        cost = _TURNED * np.tile(np.abs(_TURNS), len(_AWAY)) + _FAR * (steps > 0)
        cost = cost + _CROSSED * crossings(low[:, None], high[:, None], segments)
        best = int(np.argmin(np.where(free, cost, np.inf)))
        x, y = middles[best].tolist()
        taken = np.vstack((taken, (x, y, *half)))
        result.append((x, y))
    return tuple(result)
