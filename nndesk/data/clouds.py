"""Clouds of points in the plane: the lecture's two, and others of Gaussian points."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.knobs import of_classes


def two_clouds(
    seed: int = 0, count: int = 100, ratio: float = 1.5, distance: float = 4.0, spread: float = 1.0
) -> Dataset:
    """Two classes of points in the plane as the lecture generates them (topic 4, ``demoDataGen``).

    The first class, t = 0, is ``count`` standard Gaussian points. The second, t = 1, is ``ratio · count``
    Gaussian points of standard deviation ``spread`` around ``distance · (sin πr1, cos πr2)`` with two
    independent uniform draws r1 and r2, so that the clouds lie otherwise for every seed.

    Raises:
        DataError: a class without points, or a knob that is not a finite number ≥ 0.
    """
    for what, value in (("ratio", ratio), ("distance", distance), ("spread", spread)):
        if not (math.isfinite(value) and value >= 0):
            raise DataError(f"The {what} of the clouds is {value}; it must be a number from 0.")
    second = round(ratio * count)
    if count < 1 or second < 1:
        raise DataError("Each cloud needs at least one point.")
    draw = np.random.default_rng(seed)
    r1, r2 = draw.random(2)
    centre = distance * np.array([math.sin(math.pi * r1), math.cos(math.pi * r2)])
    x = np.concatenate(
        [draw.standard_normal((count, 2)), centre + spread * draw.standard_normal((second, 2))]
    )
    t = np.concatenate([np.zeros((count, 1)), np.ones((second, 1))])
    return Dataset(x, t)


def gaussian_clouds(
    seed: int = 0, classes: int = 3, count: int = 60, distance: float = 2.5, spread: float = 0.7
) -> Dataset:
    """A Gaussian cloud for each class, their centres evenly on a circle of radius ``distance`` about 0.

    Args:
        count: points of each class.
        spread: standard deviation of a cloud, the same in all directions.
    """
    draw = np.random.default_rng(seed)
    angles = math.pi + 2 * math.pi * np.arange(classes) / classes
    return _clouds(draw, distance * _on_circle(angles), np.arange(classes), count, spread)


def xor_blobs(seed: int = 0, count: int = 40, spread: float = 0.3) -> Dataset:
    """XOR with ``count`` Gaussian points around each of its four corners (±1, ±1): no line separates them."""
    draw = np.random.default_rng(seed)
    centres = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    return _clouds(draw, centres, np.array([0, 1, 1, 0]), count, spread)


def _on_circle(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def _clouds(
    draw: np.random.Generator,
    centres: NDArray[np.float64],
    classes: NDArray[np.intp],
    count: int,
    spread: float,
) -> Dataset:
    x = np.repeat(centres, count, axis=0)
    x += spread * draw.standard_normal(x.shape)
    return of_classes(x, np.repeat(classes, count), int(classes.max()) + 1)
