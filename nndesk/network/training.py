"""Gradient descent: ``w(r+1) = w(r) + Δw(r)``, ``Δw_ji = η δ_j x_ji`` (LECTURE topics 3 and 16).

The change made after a batch is the mean of ``η δ_j x_ji`` over its samples; what is locked stays as it is,
to the last bit. A run is an iterator of :class:`Snapshot`: whoever asks for the next one lets it go on, and
whoever stops asking has stopped it.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import ArrayLike

from nndesk.network.costs import cost_named
from nndesk.network.engine import CHUNK, CompiledNetwork
from nndesk.network.errors import NetworkError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.layout import Layout
from nndesk.network.model import Network
from nndesk.network.numbers import format_number
from nndesk.network.program import Array, Call, Pass, perform

WORK_BETWEEN_LOOKS = 1 << 18
"""Parameters × samples after which ``cancel`` is looked at again: about a millisecond."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The state after ``epoch`` whole epochs.

    Attributes:
        epoch: epochs done; 0 is the beginning.
        J: the cost, its mean over all samples.
        parameters: read-only copy of the flat vector.
        layout: what the entries of ``parameters`` are (see :mod:`nndesk.network.layout`).
        held_out_cost: the mean cost over samples that are not trained on; None if there are none.
    """

    epoch: int
    J: float
    parameters: Array
    layout: Layout
    held_out_cost: float | None = None

    @cached_property
    def network(self) -> Network:
        """The network with these parameters, made when first asked for."""
        return self.layout.unpack(self.parameters)


class DivergedError(NetworkError):
    """A number ran out of the range of floating point.

    Attributes:
        culprit: the node or weight where it was first seen: ``"h1"`` or ``"h1<-x1"``.
        snapshot: the last state with every number finite; None if the beginning already was not.
    """

    def __init__(self, culprit: str, what: str, epoch: int, eta: float, snapshot: Snapshot | None) -> None:
        self.culprit = culprit
        self.snapshot = snapshot
        self._what, self._epoch, self._eta = what, epoch, eta
        super().__init__(self.told())

    def told(self, decimal_comma: bool = False) -> str:
        """The message with η as the person writes numbers."""
        advice = "begin with smaller numbers"
        if self._epoch:
            eta = format_number(self._eta, 6, decimal_comma)
            advice = f"a learning rate below η = {eta} may help"
        return f"Training diverged in epoch {self._epoch}, first seen at {self._what}; {advice}."


def train(
    network: Network,
    x: ArrayLike,
    t: ArrayLike,
    hyperparameters: Hyperparameters,
    *,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    cancel: threading.Event | None = None,
    every: int = 1,
) -> Iterator[Snapshot]:
    """Train for ``hyperparameters.epochs`` epochs; the same arguments give the same bits.

    Thresholds have slope 0, so a network whose outputs are steps simply stays as it is.

    Args:
        x, t: inputs ``(N, d)`` and targets ``(N, c)``.
        held_out: inputs ``(M, d)`` and targets ``(M, c)`` that are not trained on; each snapshot has the cost
            over them too (LECTURE topic 11: generalisation).
        cancel: when set, the run ends with the last whole epoch as its last snapshot.
        every: epochs from one snapshot to the next; the first (epoch 0) and the last are always given.

    Raises:
        ShapeError: the data do not fit the network.
        CostMisfitError: the cost does not fit the outputs, or the targets (then the row is named).
        NetworkError: there are no samples or no outputs.
        DivergedError: a number is no longer finite (raised while iterating; the others at once).
    """
    return _Run(network, x, t, hyperparameters, held_out, cancel or threading.Event()).snapshots(
        max(1, every)
    )


class _Run:
    """One training run: the parameters as they are now, and what changes them."""

    def __init__(
        self,
        network: Network,
        x: ArrayLike,
        t: ArrayLike,
        knobs: Hyperparameters,
        held_out: tuple[ArrayLike, ArrayLike] | None,
        cancel: threading.Event,
    ) -> None:
        if not network.outputs:
            raise NetworkError("The network has no output to train.")
        self.cost = cost_named(knobs.cost)
        self.cost.check(network)
        self.compiled = CompiledNetwork(network)
        self.parameters = self.compiled.parameters
        x, t = self.compiled.samples(x, t)
        self.cost.check_targets(network.outputs, t)
        # Column by column in memory, as a pass wants them: evaluating J is then twice as fast.
        self.x, self.t = np.asfortranarray(x), np.asfortranarray(t)
        self.held_out: tuple[Array, Array] | None = None
        if held_out is not None and np.size(held_out[0]):
            unseen = self.compiled.samples(*held_out)
            self.cost.check_targets(network.outputs, unseen[1])
            self.held_out = (np.asfortranarray(unseen[0]), np.asfortranarray(unseen[1]))
        # Targets first, as in a pass: a batch is then put in by one copy.
        self.samples: Array = np.ascontiguousarray(np.hstack((t, x)))
        self.knobs = knobs
        self.batch = min(knobs.batch or len(self.samples), len(self.samples))
        self.cancel = cancel
        self.random = np.random.default_rng(knobs.seed)
        self.free = self.compiled.layout.free()

    def snapshots(self, every: int) -> Iterator[Snapshot]:
        last = self.snapshot(0)
        if not math.isfinite(last.J):
            raise self.diverged(0, self.samples, None)
        yield last
        for epoch in range(1, self.knobs.epochs + 1):
            before = self.parameters.copy()
            order = self.shuffled()
            if not self.epoch(order):
                if last.epoch < epoch - 1:
                    self.parameters[...] = before
                    yield self.snapshot(epoch - 1)
                return
            finite = bool(np.isfinite(self.parameters).all())
            if finite and (epoch % every == 0 or epoch == self.knobs.epochs):
                now = self.snapshot(epoch)
                finite = math.isfinite(now.J)
                if finite:
                    last = now
                    yield last
            if not finite:
                self.parameters[...] = before
                raise self.diverged(epoch, order, last)

    def snapshot(self, epoch: int) -> Snapshot:
        kept = self.parameters.copy()
        kept.flags.writeable = False
        name = self.cost.name
        J = self.compiled.cost(self.x, self.t, name)
        unseen = None if self.held_out is None else self.compiled.cost(*self.held_out, name)
        return Snapshot(epoch, J, kept, self.compiled.layout, unseen)

    def shuffled(self) -> Array:
        """The samples in the order of this epoch; where they are a single batch, order does not matter."""
        if self.batch == len(self.samples):
            return self.samples
        return self.samples.take(self.random.permutation(len(self.samples)), axis=0)

    def epoch(self, samples: Array) -> bool:
        """Go through ``samples`` once, a step after every batch. False if cancelled on the way."""
        with np.errstate(all="ignore"):
            if self.batch > CHUNK:
                batches = (samples[at : at + self.batch] for at in range(0, len(samples), self.batch))
                return all(self.large_step(batch) for batch in batches)
            whole = len(samples) // self.batch
            rest = samples[whole * self.batch :]
            return self.small_steps(samples[: whole * self.batch], self.batch) and (
                not len(rest) or self.small_steps(rest, len(rest))
            )

    def small_steps(self, samples: Array, size: int) -> bool:
        """A step for every ``size`` samples, each of them one fixed list of calls. False if cancelled."""
        chunk = self.compiled.run(size)
        calls = (*chunk.descent(self.cost), *self.update(chunk))
        put = chunk.top
        batches = samples.reshape(-1, size, samples.shape[1]).transpose(0, 2, 1)
        stride = max(1, WORK_BETWEEN_LOOKS // (size * (len(self.parameters) + 64)))
        for first in range(0, len(batches), stride):
            if self.cancel.is_set():
                return False
            for batch in batches[first : first + stride]:
                np.copyto(put, batch)
                for function, arguments in calls:  # perform(), without the price of calling it
                    function(*arguments)
        return True

    def update(self, chunk: Pass) -> tuple[Call, ...]:
        """``w(r+1) = w(r) + Δw(r)``."""
        rate = np.array(self.knobs.eta / chunk.columns)
        # Locked ones are not even written to: adding 0 would turn −0 into 0.
        add = np.add if self.free is None else partial(np.add, where=self.free)
        return (
            (np.multiply, (chunk.G, rate, chunk.G)),
            (add, (self.parameters, chunk.G, self.parameters)),
        )

    def large_step(self, samples: Array) -> bool:
        """One step for a batch that is put in piece by piece. False if cancelled; then no step is made."""
        total = np.zeros_like(self.parameters)
        for start in range(0, len(samples), CHUNK):
            if self.cancel.is_set():
                return False
            total += self.descend(samples[start : start + CHUNK]).G
        free = True if self.free is None else self.free
        np.add(self.parameters, self.knobs.eta / len(samples) * total, out=self.parameters, where=free)
        return True

    def descend(self, samples: Array) -> Pass:
        chunk = self.compiled.run(len(samples))
        np.copyto(chunk.top, samples.T)
        perform(chunk.descent(self.cost))
        return chunk

    def diverged(self, epoch: int, samples: Array, last: Snapshot | None) -> DivergedError:
        """Go through the epoch once more, looking at every number, up to the first that is not finite."""
        size = min(self.batch, CHUNK)
        with np.errstate(all="ignore"):
            for start in range(0, len(samples), size):
                chunk = self.descend(samples[start : start + size])
                found = self.not_finite(chunk)
                if found is None:
                    perform(self.update(chunk))
                    found = self.not_finite_parameter()
                if found is not None:
                    break
            else:
                found = self.largest_output()
        return DivergedError(*found, epoch, self.knobs.eta, last)

    def largest_output(self) -> tuple[str, str]:
        """Where every number is finite but J is not: the output that is farthest out."""
        away = np.abs(self.compiled.evaluate(self.x)).max(axis=0)
        name = self.compiled.layout.network.outputs[int(np.argmax(away))]
        return name, f"the output of {name}"

    def not_finite(self, chunk: Pass) -> tuple[str, str] | None:
        """The first node, in the order of the passes, with a number that is not finite."""
        layout = self.compiled.layout
        order = layout.network.order
        for array, names, what in (
            (chunk.S, order, "signal"),
            (chunk.Z, order, "output"),
            (chunk.D, order[::-1], "delta"),
        ):
            for name in names:
                if not np.isfinite(array[layout.row[name]]).all():
                    return name, f"the {what} of {name}"
        return None

    def not_finite_parameter(self) -> tuple[str, str] | None:
        weights, biases = self.compiled.by_name(self.parameters)
        for key, weight in weights.items():
            if not math.isfinite(weight):
                return str(key), f"the weight of {key}"
        for name, bias in biases.items():
            if not math.isfinite(bias):
                return name, f"the bias of {name}"
        return None
