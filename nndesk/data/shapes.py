"""Classes whose border is not a line: discs, rings, spirals, moons and checkerboards in the plane."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.knobs import of_classes


def disc(seed: int = 0, count: int = 300, radius: float = 1.0, noise: float = 0.0) -> Dataset:
    """Points all over a square about 0; class 1 is the disc in its middle (LECTURE topic 11).

    The square is as large as makes the disc half of it, so that neither class is rare. ``noise`` is the
    deviation of the radius at which a point is taken to be inside, in units of the plane.
    """
    draw = np.random.default_rng(seed)
    side = radius * math.sqrt(2 * math.pi)
    x = draw.uniform(-side / 2, side / 2, (count, 2))
    away = np.hypot(x[:, 0], x[:, 1]) + noise * draw.standard_normal(count)
    return of_classes(x, (away < radius).astype(np.intp), 2)


def rings(seed: int = 0, classes: int = 2, count: int = 100, width: float = 0.15) -> Dataset:
    """A ring for each class, one around the other: a disc about 0, then circles of radius 1, 2 …

    Args:
        count: points of each class.
        width: standard deviation of a point's distance from its circle.
    """
    draw = np.random.default_rng(seed)
    ring = np.repeat(np.arange(classes), count)
    angle = draw.uniform(0, 2 * math.pi, len(ring))
    away = ring + width * draw.standard_normal(len(ring))
    return of_classes(_polar(away, angle), ring, classes)


def spiral(
    seed: int = 0, arms: int = 2, classes: int = 2, count: int = 100, turns: float = 1.5, noise: float = 0.03
) -> Dataset:
    """Arms that wind around 0 from the middle outwards, to radius 1; arm i is of class i mod ``classes``.

    Args:
        count: points of each arm.
        turns: how often an arm goes round.
        noise: standard deviation of a point from its place on the arm, in both directions.

    Raises:
        DataError: more classes than arms.
    """
    if classes > arms:
        raise DataError(f"{arms} arms cannot have {classes} classes; there is at most one for each arm.")
    draw = np.random.default_rng(seed)
    arm = np.repeat(np.arange(arms), count)
    # From a little outside 0, where all arms would meet.
    along = np.tile(np.linspace(0.06, 1.0, count) if count > 1 else np.ones(1), arms)
    angle = 2 * math.pi * (turns * along + arm / arms)
    x = _polar(along, angle) + noise * draw.standard_normal((len(arm), 2))
    return of_classes(x, arm % classes, classes)


def moons(seed: int = 0, count: int = 100, noise: float = 0.12) -> Dataset:
    """Two half circles of radius 1 that reach into each other, ``count`` points each."""
    draw = np.random.default_rng(seed)
    angle = np.linspace(0, math.pi, count)
    upper = _polar(np.ones(count), angle) - (0.5, 0.25)
    lower = -upper
    x = np.concatenate([upper, lower]) + noise * draw.standard_normal((2 * count, 2))
    return of_classes(x, np.repeat([0, 1], count), 2)


def checkerboard(seed: int = 0, tiles: int = 4, count: int = 400, gap: float = 0.0) -> Dataset:
    """Points all over a square of ``tiles × tiles`` unit tiles about 0, of two classes by turns.

    Args:
        count: points in all.
        gap: width of the strip between two tiles that stays empty.
    """
    draw = np.random.default_rng(seed)
    tile = draw.integers(0, tiles, (count, 2))
    x = tile + draw.uniform(gap / 2, 1 - gap / 2, (count, 2)) - tiles / 2
    return of_classes(x, np.asarray(tile.sum(axis=1) % 2, dtype=np.intp), 2)


def _polar(away: NDArray[np.float64], angle: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([away * np.cos(angle), away * np.sin(angle)], axis=-1)
