"""The knobs of training that the lecture names (topic 19)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nndesk.network.costs import cost_named
from nndesk.network.errors import NetworkError, NonFiniteError


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

    Raises:
        NetworkError: a value out of its range, named.
    """

    cost: str = "squared"
    eta: float = 0.5
    batch: int = 1
    epochs: int = 100
    seed: int = 0

    def __post_init__(self) -> None:
        cost_named(self.cost)
        if not math.isfinite(self.eta):
            raise NonFiniteError("the learning rate η", self.eta)
        if self.eta <= 0:
            raise NetworkError(f"The learning rate η is {self.eta}; it must be greater than 0.")
        for name in ("batch", "epochs", "seed"):
            if getattr(self, name) < 0:
                raise NetworkError(f"The {name} is {getattr(self, name)}; it cannot be negative.")
