"""Functions of one input with noise, to be approximated (LECTURE topic 15)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import DataError, Dataset

Values = NDArray[np.float64]

CURVES: Mapping[str, tuple[str, Callable[[Values], Values]]] = MappingProxyType(
    {
        "sin": ("sin πx", lambda x: np.sin(math.pi * x)),
        "cos": ("cos πx", lambda x: np.cos(math.pi * x)),
        "step": ("step at 0", lambda x: np.where(x > 0, 1.0, 0.0)),
        "abs": ("|x|", lambda x: np.abs(x)),
        "line": ("x / 2 + 1/4", lambda x: x / 2 + 0.25),
        "square": ("x²", lambda x: np.square(x)),
        "cubic": ("x³ − x", lambda x: x**3 - x),
        "bump": ("exp(−4x²)", lambda x: np.exp(-4 * np.square(x))),
        "waves": ("sin πx + ½ sin 3πx", lambda x: np.sin(math.pi * x) + 0.5 * np.sin(3 * math.pi * x)),
    }
)
"""By name: how the function is written, and what it is."""


def curve(
    seed: int = 0,
    function: str = "sin",
    count: int = 80,
    low: float = -1.0,
    high: float = 1.0,
    noise: float = 0.1,
) -> Dataset:
    """``count`` points of a function at even distances from ``low`` to ``high``; t = f(x) + noise.

    Args:
        function: a key of ``CURVES``.
        noise: standard deviation of what is added to f(x).

    Raises:
        DataError: an unknown function, or an empty range.
    """
    if function not in CURVES:
        raise DataError(f"{function!r:.40} is not a function of one input; it is one of {', '.join(CURVES)}.")
    if not low < high:
        raise DataError(f"The range from {low:g} to {high:g} is empty; it must end above its beginning.")
    draw = np.random.default_rng(seed)
    x = np.linspace(low, high, count)
    t = CURVES[function][1](x) + noise * draw.standard_normal(count)
    return Dataset(x[:, np.newaxis], t[:, np.newaxis])
