"""Activation functions φ with their derivatives φ′ and the LaTeX by which the lecture writes them.

Both thresholds are *strict* (LECTURE topic 7): at exactly 0 they take the lower value. Every function takes
and returns an array of any shape and never warns, whatever finite number it is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
LEAK = 0.01
"""Slope of leaky_relu below 0."""


@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes:
        name: key in ``ACTIVATIONS``.
        phi: ``s ↦ z = φ(s)``.
        phi_prime: ``(s, z) ↦ φ′(s)``. It is given ``z`` too: for sigmoid and tanh φ′ is simplest there.
        latex: φ(s) as a formula in ``s``.
        latex_prime: φ′(s) as a formula in ``s`` or ``z``.
        decision_level: the output at ``s = 0``'s threshold, where a plane is cut into two classes.
        threshold: True for the step-like ones, whose derivative is 0 wherever it exists.
        soft_until: the ``|s|`` at which φ′ has fallen to half of its greatest: nearer to 0 a neuron is not
            saturated. None where φ′ does not fall off on both sides.
    """

    name: str
    phi: Callable[[Array], Array]
    phi_prime: Callable[[Array, Array], Array]
    latex: str
    latex_prime: str
    decision_level: float
    threshold: bool = False
    soft_until: float | None = None


def _sigmoid(s: Array) -> Array:
    # e^(−|s|) never overflows; the two branches are 1/(1+e^−s) written so that each is exact in its half.
    e = np.exp(-np.abs(s))
    return np.where(s >= 0, 1.0, e) / (1.0 + e)


def _softplus(s: Array) -> Array:
    return np.maximum(s, 0.0) + np.log1p(np.exp(-np.abs(s)))


def _zeros(s: Array, _z: Array) -> Array:
    return np.zeros_like(s)


ACTIVATIONS: MappingProxyType[str, Activation] = MappingProxyType(
    {
        a.name: a
        for a in (
            Activation(
                "step",
                lambda s: np.where(s > 0, 1.0, 0.0).astype(s.dtype, copy=False),
                _zeros,
                r"\begin{cases}1 & s > 0\\ 0 & s \le 0\end{cases}",
                "0",
                0.5,
                threshold=True,
            ),
            Activation(
                "sign",
                lambda s: np.where(s > 0, 1.0, -1.0).astype(s.dtype, copy=False),
                _zeros,
                r"\begin{cases}+1 & s > 0\\ -1 & s \le 0\end{cases}",
                "0",
                0.0,
                threshold=True,
            ),
            Activation("linear", lambda s: s + 0.0, lambda s, z: np.ones_like(s), "s", "1", 0.0),
            Activation(
                "sigmoid",
                _sigmoid,
                lambda s, z: z * (1.0 - z),
                r"\frac{1}{1+e^{-s}}",
                "z(1-z)",
                0.5,
                soft_until=math.log(3 + math.sqrt(8)),
            ),
            Activation(
                "tanh",
                np.tanh,
                lambda s, z: 1.0 - z * z,
                r"\tanh s",
                "1-z^2",
                0.0,
                soft_until=math.log(3 + math.sqrt(8)) / 2,
            ),
            Activation(
                "relu",
                lambda s: np.maximum(s, 0.0),
                lambda s, z: np.where(s > 0, 1.0, 0.0).astype(s.dtype, copy=False),
                r"\max(0, s)",
                r"\begin{cases}1 & s > 0\\ 0 & s \le 0\end{cases}",
                0.0,
            ),
            Activation(
                "leaky_relu",
                lambda s: np.where(s > 0, s, LEAK * s),
                lambda s, z: np.where(s > 0, 1.0, LEAK).astype(s.dtype, copy=False),
                rf"\max({LEAK}\,s, s)",
                rf"\begin{{cases}}1 & s > 0\\ {LEAK} & s \le 0\end{{cases}}",
                0.0,
            ),
            Activation(
                "softplus",
                _softplus,
                lambda s, z: _sigmoid(s),
                r"\ln(1+e^{s})",
                r"\frac{1}{1+e^{-s}}",
                float(np.log(2.0)),
            ),
        )
    }
)

OUTPUT_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"sigmoid": (0.0, 1.0), "step": (0.0, 1.0), "tanh": (-1.0, 1.0), "sign": (-1.0, 1.0)}
)
"""The least and the largest output of those activations that have both."""
