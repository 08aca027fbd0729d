"""What a step makes of a gradient: ``w(r+1) = w(r) + Δw(r)`` (LECTURE topics 16 and 19).

With momentum μ, ``Δw(r) = −η ∇J + μ Δw(r−1)``; Nesterov's takes one more step in the new direction. The
penalties ``½ λ₂ Σ w²`` and ``λ₁ Σ |w|`` add ``λ₂ w`` and ``λ₁ sign w`` to ``∇J``; biases are exempt. What is
locked is not even written to. For a constant η this is what PyTorch's SGD and Adam do.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from nndesk.network.hyperparameters import ADAM_DECAYS, ADAM_EPSILON, Hyperparameters
from nndesk.network.layout import Layout
from nndesk.network.program import Array, Call

_Memory = tuple[Array, Array, Array, int]


class Update:
    """The rule of one run and what it remembers from step to step: Δw of the last one, Adam's means.

    Args:
        knobs: the rule.
        layout: which entries of the flat vector are weights.
        parameters: the flat vector that is changed.
    """

    def __init__(self, knobs: Hyperparameters, layout: Layout, parameters: Array) -> None:
        self._knobs = knobs
        self._parameters = parameters
        self._free = layout.free()
        self._rates: dict[int, Array] = {}
        self._eta = np.array(knobs.eta, parameters.dtype)
        weights = np.zeros_like(parameters)
        weights[layout.weight_at] = 1.0
        self._l1 = weights * knobs.l1 if knobs.l1 else None
        self._l2 = weights * knobs.l2 if knobs.l2 else None
        self._scratch = np.zeros_like(parameters)
        self._change = np.zeros_like(parameters)
        self._mean = np.zeros_like(parameters)
        self._square = np.zeros_like(parameters)
        self._steps = 0

    def begin_epoch(self, epoch: int) -> None:
        """The learning rate is that after ``epoch`` whole epochs from now on."""
        self._eta[...] = eta = self._knobs.eta_at(epoch)
        for count, rate in self._rates.items():
            rate[...] = eta / count

    def remembered(self) -> _Memory | None:
        """A copy of what is remembered, for :meth:`remember`; None if no step depends on those before it."""
        if not self.remembers:
            return None
        return self._change.copy(), self._mean.copy(), self._square.copy(), self._steps

    def remember(self, remembered: _Memory | None) -> None:
        """Go back to what was remembered then."""
        if remembered is None:
            return
        for own, kept in zip((self._change, self._mean, self._square), remembered[:3], strict=True):
            own[...] = kept
        self._steps = remembered[3]

    @property
    def remembers(self) -> bool:
        """Whether a step depends on those before it."""
        return self._knobs.momentum > 0 or self._knobs.optimiser == "adam"

    def calls(self, G: Array, count: int) -> tuple[Call, ...]:
        """The calls that make a step of ``G``, the sum of ``−∂J`` over ``count`` samples; they use it up."""
        # Locked ones are not even written to: adding 0 would turn −0 into 0.
        add = np.add if self._free is None else partial(np.add, where=self._free)
        penalties = self._penalties(G)
        plain = not penalties and not self.remembers
        if plain:
            # The mean and η at once: most training is this, and every call counts.
            rate = self._rates.setdefault(count, np.array(self._eta / count, self._parameters.dtype))
            scaled: list[Call] = [(np.multiply, (G, rate, G))]
            return (*scaled, (add, (self._parameters, G, self._parameters)))
        mean: list[Call] = [(np.multiply, (G, np.array(1.0 / count, self._parameters.dtype), G)), *penalties]
        if self._knobs.optimiser == "adam":
            return (*mean, (self._adam, (G,)), (add, (self._parameters, self._scratch, self._parameters)))
        mean.append((np.multiply, (G, self._eta, G)))
        if not self._knobs.momentum:
            return (*mean, (add, (self._parameters, G, self._parameters)))
        mu, change = np.array(self._knobs.momentum, self._parameters.dtype), self._change
        mean += [(np.multiply, (change, mu, change)), (np.add, (change, G, change))]
        if not self._knobs.nesterov:
            return (*mean, (add, (self._parameters, change, self._parameters)))
        ahead = self._scratch
        mean += [(np.multiply, (change, mu, ahead)), (np.add, (ahead, G, ahead))]
        return (*mean, (add, (self._parameters, ahead, self._parameters)))

    def _penalties(self, G: Array) -> list[Call]:
        """``−λ₂ w`` and ``−λ₁ sign w`` added to ``G``, which is a mean of ``−∂J``."""
        calls: list[Call] = []
        scratch, w = self._scratch, self._parameters
        if self._l2 is not None:
            calls += [(np.multiply, (w, self._l2, scratch)), (np.subtract, (G, scratch, G))]
        if self._l1 is not None:
            calls += [
                (np.sign, (w, scratch)),
                (np.multiply, (scratch, self._l1, scratch)),
                (np.subtract, (G, scratch, G)),
            ]
        return calls

    def _adam(self, G: Array) -> None:
        """Adam's change of the mean of −∂J, into the scratch vector."""
        b1, b2 = ADAM_DECAYS
        mean, square, scratch = self._mean, self._square, self._scratch
        self._steps += 1
        np.multiply(mean, b1, out=mean)
        np.multiply(G, 1 - b1, out=scratch)
        np.add(mean, scratch, out=mean)
        np.multiply(square, b2, out=square)
        np.multiply(G, G, out=scratch)
        np.multiply(scratch, 1 - b2, out=scratch)
        np.add(square, scratch, out=square)
        np.divide(square, 1 - b2**self._steps, out=scratch)
        np.sqrt(scratch, out=scratch)
        np.add(scratch, ADAM_EPSILON, out=scratch)
        np.divide(mean, scratch, out=scratch)
        np.multiply(scratch, self._eta / (1 - b1**self._steps), out=scratch)


def penalty(knobs: Hyperparameters, layout: Layout, parameters: NDArray[np.floating]) -> float:
    """``½ λ₂ Σ w² + λ₁ Σ |w|``, what regularisation adds to J."""
    if not (knobs.l1 or knobs.l2):
        return 0.0
    w = parameters[layout.weight_at]
    return float(0.5 * knobs.l2 * (w @ w) + knobs.l1 * np.abs(w).sum())
