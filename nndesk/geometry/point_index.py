"""Finding points of the plane by place: the nearest, those in a disc, those in a drawn outline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nndesk.geometry.lines import Point


class PointIndex:
    """``points (N, 2)``, sorted by their first coordinate when something is first looked for.

    Looking sees only the strip of points that are near enough in the first coordinate.
    """

    def __init__(self, points: NDArray[np.float64]) -> None:
        self.points = points
        self._order: NDArray[np.intp] | None = None
        self._sorted: NDArray[np.float64] = points[:0, 0]

    def nearest(self, at: Point, reach: tuple[float, float]) -> int | None:
        """The row of the point nearest to ``at`` within an ellipse with the half-axes ``reach``.

        Of several at the same distance the last is meant: it is drawn over the others.
        """
        rows, away = self._within(at, reach)
        if not len(rows):
            return None
        return int(rows[away == away.min()].max())

    def within(self, at: Point, reach: tuple[float, float]) -> NDArray[np.intp]:
        """The rows of all points in that ellipse, in order."""
        return np.sort(self._within(at, reach)[0])

    def inside(self, ring: Sequence[Point]) -> NDArray[np.intp]:
        """The rows of the points inside a closed outline, in order; where it crosses itself, even-odd."""
        if len(ring) < 3 or not len(self.points):
            return np.zeros(0, dtype=np.intp)
        corners = np.asarray(ring, dtype=np.float64)
        low, high = corners.min(axis=0), corners.max(axis=0)
        rows = np.flatnonzero(((self.points >= low) & (self.points <= high)).all(axis=1))
        x, y = self.points[rows].T
        odd = np.zeros(len(rows), dtype=np.bool_)
        for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            crossed = (y0 > y) != (y1 > y)
            if crossed.any():
                with np.errstate(over="ignore", invalid="ignore"):
                    odd ^= crossed & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0 or 1.0)))
        return rows[odd]

    def in_box(self, a: Point, b: Point) -> NDArray[np.intp]:
        """The rows of the points in the box between two corners, in order."""
        low, high = np.minimum(a, b), np.maximum(a, b)
        return np.flatnonzero(((self.points >= low) & (self.points <= high)).all(axis=1))

    def _within(self, at: Point, reach: tuple[float, float]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        if not len(self.points) or not (reach[0] > 0 and reach[1] > 0):
            return np.zeros(0, dtype=np.intp), np.zeros(0)
        if self._order is None:
            self._order = np.argsort(self.points[:, 0], kind="stable")
            self._sorted = self.points[self._order, 0]
        first = int(np.searchsorted(self._sorted, at[0] - reach[0], side="left"))
        last = int(np.searchsorted(self._sorted, at[0] + reach[0], side="right"))
        rows = self._order[first:last]
        away = (((self.points[rows] - at) / reach) ** 2).sum(axis=1)
        near = away <= 1.0
        return rows[near], away[near]
