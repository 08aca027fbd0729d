"""When training stops by itself (LECTURE topics 3 and 19): any of several criteria, and it is said which."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from nndesk.network.errors import NetworkError, NonFiniteError

Reason = Literal["epochs", "cost", "gradient", "patience", "accuracy", "time"]


@dataclass(frozen=True, slots=True)
class Stopping:
    """Criteria beside the number of epochs; None leaves one out. The first that is met ends the run.

    Attributes:
        cost: stop once J is below this (on the samples trained on).
        gradient: stop once ``‖∇J‖``, over all of them, is below this.
        patience: stop after so many epochs without a lower J: on the held-out samples where there are some,
            else on those trained on.
        accuracy: stop once this part of the samples, 0 … 1, is classified as their targets say: of the
            held-out ones where there are some.
        seconds: stop after this time. Two runs then need not be the same.

    Raises:
        NetworkError: a value out of its range, named.
    """

    cost: float | None = None
    gradient: float | None = None
    patience: int | None = None
    accuracy: float | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        for name, what in (
            ("cost", "the cost to stop at"),
            ("gradient", "the length of the gradient to stop at"),
            ("accuracy", "the accuracy to stop at"),
            ("seconds", "the time to stop at"),
        ):
            value = getattr(self, name)
            if value is None:
                continue
            if not math.isfinite(value):
                raise NonFiniteError(what, value)
            if value < 0:
                raise NetworkError(f"{what[:1].upper()}{what[1:]} is {value}; it cannot be negative.")
        if self.accuracy is not None and self.accuracy > 1:
            raise NetworkError(f"The accuracy to stop at is {self.accuracy}; it goes from 0 to 1.")
        if self.patience is not None and self.patience < 1:
            raise NetworkError(f"The patience is {self.patience}; it is one epoch or more.")

    def __bool__(self) -> bool:
        return any(
            value is not None
            for value in (self.cost, self.gradient, self.patience, self.accuracy, self.seconds)
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """What an epoch has come to, as far as a criterion asks for it.

    Attributes:
        J: the cost over the samples trained on.
        held_out_J: over the held-out ones, or None.
        gradient: ``‖∇J‖``, or None if nobody asked.
        accuracy: of the held-out samples where there are some, or None if nobody asked.
        seconds: since the run began.
    """

    J: float
    held_out_J: float | None = None
    gradient: float | None = None
    accuracy: float | None = None
    seconds: float = 0.0


class Watch:
    """Follows one run and says when a criterion is met."""

    def __init__(self, stopping: Stopping) -> None:
        self._stopping = stopping
        self._best = math.inf
        self._waited = 0

    def reason(self, measures: Measures) -> Reason | None:
        """Told after every epoch; why to stop now, or None."""
        stopping = self._stopping
        judged = measures.J if measures.held_out_J is None else measures.held_out_J
        if judged < self._best:
            self._best, self._waited = judged, 0
        else:
            self._waited += 1
        if _below(measures.J, stopping.cost):
            return "cost"
        if _below(measures.gradient, stopping.gradient):
            return "gradient"
        if _reached(measures.accuracy, stopping.accuracy):
            return "accuracy"
        if _reached(self._waited, stopping.patience):
            return "patience"
        if _reached(measures.seconds, stopping.seconds):
            return "time"
        return None


def _below(value: float | None, limit: float | None) -> bool:
    return value is not None and limit is not None and value < limit


def _reached(value: float | None, limit: float | None) -> bool:
    return value is not None and limit is not None and value >= limit
