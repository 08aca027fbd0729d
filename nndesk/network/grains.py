"""Four ways to cut one walk: by passes, by layers, by nodes, by terms. The record is the same for all.

A :class:`Stop` is where the walk rests. What is known there is what is known after its step (at term grain,
of a step that is not complete, before it); so one can change the grain anywhere and keep the place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal, get_args

from nndesk.network.groups import group_step
from nndesk.network.terms import Term, term_count, term_step, terms
from nndesk.network.walk import Known, Phase, Step, Walk

Grain = Literal["pass", "layer", "node", "term"]
_KEPT = 64
"""Steps whose terms are kept."""
GRAINS: tuple[Grain, ...] = get_args(Grain)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a walk rests.

    Attributes:
        first: the first of the steps that are made here.
        last: the last of them: the one whose formula is shown.
        term: at term grain which term of the step it is; else None.
        complete: whether the step ``last`` has been made here.
    """

    first: int
    last: int
    term: int | None = None
    complete: bool = True


class Cutting:
    """The stops of one walk at one grain, a sequence that is made as it is looked at."""

    def __init__(self, walk: Walk, grain: Grain) -> None:
        self.walk = walk
        self.grain = grain
        self._made: dict[int, tuple[Term, ...]] = {}

    def __len__(self) -> int:
        if self.grain == "term":
            return self._ends[-1] if self._ends else 0
        return len(self._groups)

    def __getitem__(self, index: int) -> Stop:
        """Stop ``index`` from 0. Raises IndexError."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        if self.grain != "term":
            return self._groups[index]
        step = bisect_right(self._ends, index)
        term = index - (self._ends[step - 1] if step else 0)
        return Stop(step, step, term, complete=index + 1 == self._ends[step])

    def at_step(self, step: int) -> int:
        """The stop at which step ``step`` has been made; −1 for −1."""
        if step < 0 or not len(self):
            return -1
        step = min(step, len(self.walk.steps) - 1)
        if self.grain == "term":
            return self._ends[step] - 1
        return bisect_left(self._lasts, step)

    def step_at(self, index: int) -> int:
        """The last step that has been made at stop ``index``; −1 before the first."""
        if index < 0:
            return -1
        stop = self[min(index, len(self) - 1)]
        return stop.last if stop.complete else stop.last - 1

    def phases(self) -> tuple[tuple[Phase, int, int], ...]:
        """The stops cut into runs of one phase: ``(phase, first stop, stop after the last)``, in order."""
        runs: list[tuple[Phase, int, int]] = []
        for i in range(len(self)) if self.grain != "term" else ():
            phase = self.walk.steps[self._groups[i].last].phase
            start = runs.pop()[1] if runs and runs[-1][0] == phase else i
            runs.append((phase, start, i + 1))
        start = 0
        for step, end in zip(self.walk.steps, self._ends, strict=True) if self.grain == "term" else ():
            first = runs.pop()[1] if runs and runs[-1][0] == step.phase else start
            runs.append((step.phase, first, end))
            start = end
        return tuple(runs)

    def known_at(self, index: int) -> Known:
        """What is known at a stop."""
        return self.walk.known_at(self.step_at(index))

    def term_at(self, index: int) -> Term | None:
        """The term that is shown at a stop; None at other grains."""
        stop = self[index]
        return None if stop.term is None else self._terms(stop.last)[stop.term]

    def step(self, index: int) -> Step:
        """What is shown at a stop, as a step: that of the record, a term of one, or several as one."""
        stop = self[index]
        step = self.walk.steps[stop.last]
        if stop.term is not None:
            made = self._terms(stop.last)
            return term_step(step, made[stop.term], stop.term + 1, len(made))
        if self.grain == "node":
            return step
        return group_step(self.walk.steps[stop.first : stop.last + 1])

    def _terms(self, step: int) -> tuple[Term, ...]:
        """The terms of a step; those looked at last are kept, for one goes to and fro between them."""
        found = self._made.pop(step, None)
        if found is None:
            found = terms(self.walk.steps[step])
        while len(self._made) >= _KEPT:
            del self._made[next(iter(self._made))]
        self._made[step] = found
        return found

    @cached_property
    def _ends(self) -> list[int]:
        """How many terms there are up to and with each step."""
        return list(accumulate(term_count(step) for step in self.walk.steps))

    @cached_property
    def _groups(self) -> tuple[Stop, ...]:
        if self.grain == "node":
            return tuple(Stop(i, i) for i in range(len(self.walk.steps)))
        key = self._pass_of if self.grain == "pass" else self._layer_of
        starts = [
            i for i, step in enumerate(self.walk.steps) if not i or key(step) != key(self.walk.steps[i - 1])
        ]
        ends = [*starts[1:], len(self.walk.steps)] if starts else []
        return tuple(Stop(a, b - 1) for a, b in zip(starts, ends, strict=True))

    @cached_property
    def _lasts(self) -> list[int]:
        return [stop.last for stop in self._groups]

    def _pass_of(self, step: Step) -> Phase:
        # The cost is what the forward pass comes to, and where the backward pass begins: it stands with it.
        return "backward" if step.phase == "cost" else step.phase

    def _layer_of(self, step: Step) -> tuple[Phase, int]:
        level = self.walk.network.topology.level
        return step.phase, -1 if step.node is None else level[step.node]
