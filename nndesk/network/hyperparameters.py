"""The knobs of training that the lecture names (topic 19)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, get_args

from nndesk.network.costs import cost_named
from nndesk.network.errors import NetworkError, NonFiniteError
from nndesk.network.stopping import Stopping

Schedule = Literal["constant", "step", "inverse"]
Optimiser = Literal["descent", "adam"]

ADAM_DECAYS = (0.9, 0.999)
"""β₁ and β₂: what is kept of the running means of the gradient and of its square."""
ADAM_EPSILON = 1e-8


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """How to train.

    Attributes:
        cost: key of ``COSTS``.
        eta: learning rate η > 0 in ``Δw_ji = η δ_j x_ji``.
        batch: samples per update: 1 is stochastic, 0 is the whole dataset. The gradient of a batch is the
            mean over its samples.
        epochs: passes over the data that one press of Train makes.
        seed: of the shuffling, so that a run can be repeated.
        shuffle: whether each epoch takes the samples in another order.
        momentum: μ, 0 ≤ μ < 1, in ``Δw(r) = −η ∇J + μ Δw(r−1)``; 0 is plain gradient descent.
        nesterov: whether the gradient is taken ahead, where momentum leads (Nesterov's momentum).
        l1, l2: λ of the penalties ``λ Σ |w|`` and ``½ λ Σ w²`` that are added to J. Biases are exempt.
        schedule: how η falls with the epochs: ``"constant"``; ``"step"``, times ``decay`` after every
            ``period`` epochs; ``"inverse"``, ``η / (1 + epochs / period)``, which is η₀/t in the long run.
        decay: what a step leaves of η, 0 < decay ≤ 1.
        period: epochs from one step of η to the next, or until the inverse schedule has halved it; ≥ 1.
        optimiser: ``"descent"``, or ``"adam"``, which is beyond the lecture; momentum is its own then.
        stopping: when to stop before the epochs are over.

    Raises:
        NetworkError: a value out of its range, named.
    """

    cost: str = "squared"
    eta: float = 0.5
    batch: int = 1
    epochs: int = 100
    seed: int = 0
    shuffle: bool = True
    momentum: float = 0.0
    nesterov: bool = False
    l1: float = 0.0
    l2: float = 0.0
    schedule: Schedule = "constant"
    decay: float = 0.5
    period: int = 100
    optimiser: Optimiser = "descent"
    stopping: Stopping = field(default_factory=Stopping)

    def __post_init__(self) -> None:
        cost_named(self.cost)
        for name, what in _REALS.items():
            if not math.isfinite(getattr(self, name)):
                raise NonFiniteError(what, getattr(self, name))
        if self.eta <= 0:
            raise NetworkError(f"The learning rate η is {self.eta}; it must be greater than 0.")
        if not 0 <= self.momentum < 1:
            raise NetworkError(f"The momentum is {self.momentum}; it goes from 0 to less than 1.")
        for name in ("l1", "l2"):
            if getattr(self, name) < 0:
                raise NetworkError(f"The {_REALS[name][4:]} is {getattr(self, name)}; it cannot be negative.")
        if not 0 < self.decay <= 1:
            raise NetworkError(f"The decay of η is {self.decay}; it goes from more than 0 to 1.")
        if self.period < 1:
            raise NetworkError(f"The period of η is {self.period}; it is one epoch or more.")
        for name in ("batch", "epochs", "seed"):
            if getattr(self, name) < 0:
                raise NetworkError(f"The {name} is {getattr(self, name)}; it cannot be negative.")
        for name, known in (("schedule", Schedule), ("optimiser", Optimiser)):
            value = getattr(self, name)
            if value not in get_args(known):
                raise NetworkError(
                    f"There is no {name} {value!r:.40}; there are {', '.join(get_args(known))}."
                )

    def eta_at(self, epoch: int) -> float:
        """η after ``epoch`` whole epochs."""
        match self.schedule:
            case "step":
                return float(self.eta * self.decay ** (epoch // self.period))
            case "inverse":
                return self.eta / (1.0 + epoch / self.period)
        return self.eta


_REALS = {
    "eta": "the learning rate η",
    "momentum": "the momentum",
    "l1": "the L1 penalty",
    "l2": "the L2 penalty",
    "decay": "the decay of η",
}
