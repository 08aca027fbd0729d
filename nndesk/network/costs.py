"""Costs J with what the backward pass needs of them. Both are for one sample; averages are the caller's.

``delta`` is the cost's own contribution to the lecture's δ of an output node, ``−∂J/∂s_k`` with everything
downstream of ``z_k`` left out: an output that also feeds other neurons adds their sum to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.network.errors import CostActivationError, CostTargetError, UnknownCostError
from nndesk.network.model import Network

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Cost:
    """One cost.

    Attributes:
        name: key in ``COSTS``.
        value: ``(t, s, z) ↦ J``, summed over outputs (axis 0); arrays ``(c,)`` or ``(c, N)``.
        delta: ``(t, z, φ′) ↦ δ``, elementwise, shape of ``t``: the lecture's ``−∂J/∂s_k``.
        latex: J as a formula.
        needs_activation: the activation that every output must have, or None if any will do.
        probabilities: whether targets must lie from 0 to 1.
    """

    name: str
    value: Callable[[Array, Array, Array], Array]
    delta: Callable[[Array, Array, Array], Array]
    latex: str
    needs_activation: str | None = None
    probabilities: bool = False

    def check(self, network: Network) -> None:
        """Raise :class:`CostActivationError` naming the first output that does not fit this cost."""
        for name in network.outputs:
            activation = network.node(name).activation
            if self.needs_activation not in (None, activation):
                raise CostActivationError(self.name, name, activation)

    def check_targets(self, names: Sequence[str], t: ArrayLike) -> None:
        """Raise :class:`CostTargetError` for the first target that does not fit this cost.

        ``names`` are the c outputs and ``t`` is one sample ``(c,)``, or samples ``(N, c)``: then the error
        names the row too.
        """
        if not self.probabilities:
            return
        table = np.asarray(t, dtype=np.float64)
        if not table.size or (table.min() >= 0.0 and table.max() <= 1.0):
            return
        where = np.argwhere(~((table >= 0.0) & (table <= 1.0)))[0].tolist()
        row = where[0] + 1 if table.ndim > 1 else None
        raise CostTargetError(self.name, names[where[-1]], float(table[tuple(where)]), row)


def _squared(t: Array, s: Array, z: Array) -> Array:
    return np.asarray(0.5 * np.sum((t - z) ** 2, axis=0))


def _cross_entropy(t: Array, s: Array, z: Array) -> Array:
    # −t ln θ(s) − (1−t) ln(1−θ(s)) = max(s, 0) − t s + ln(1 + e^(−|s|)): never takes the logarithm of 0.
    return np.asarray(np.sum(np.maximum(s, 0.0) - t * s + np.log1p(np.exp(-np.abs(s))), axis=0))


COSTS: MappingProxyType[str, Cost] = MappingProxyType(
    {
        c.name: c
        for c in (
            Cost(
                "squared",
                _squared,
                lambda t, z, phi_prime: (t - z) * phi_prime,
                r"\frac{1}{2}\sum_k (t_k - z_k)^2",
            ),
            Cost(
                "cross_entropy",
                _cross_entropy,
                # φ′ of the sigmoid cancels against the derivative of the logarithm.
                lambda t, z, phi_prime: t - z,
                r"-\sum_k \bigl[t_k \ln z_k + (1-t_k)\ln(1-z_k)\bigr]",
                needs_activation="sigmoid",
                probabilities=True,
            ),
        )
    }
)


def cost_named(name: str) -> Cost:
    """The cost called ``name``. Raises :class:`UnknownCostError` listing those there are."""
    try:
        return COSTS[name]
    except KeyError:
        raise UnknownCostError(name, tuple(COSTS)) from None
