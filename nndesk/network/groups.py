"""Steps taken together: a layer, a whole pass. The rule once for all of them, then what each has come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from nndesk.network.equations import Equation, FormulaWriter, color
from nndesk.network.notation import bias_symbol, symbol, weight_symbol
from nndesk.network.walk import Phase, Step

_MOST_RESULTS = 5
"""Of more results the first and the last are shown."""
_SHOWN_FIRST = 3


@dataclass(frozen=True, slots=True)
class GroupStep(Step):
    """Several steps shown as one: all their nodes and edges lit.

    Attributes:
        steps: the steps, one or more.
    """

    steps: tuple[Step, ...]

    @property
    def equation(self) -> Equation:
        return _equation(self.steps)

    @property
    def moves(self) -> Literal["forward", "backward"] | None:
        if self.phase == "forward" and self.edges:
            return "forward"
        return "backward" if self.phase == "backward" and self.edges else None


def group_step(steps: Sequence[Step]) -> Step:
    """These steps as one; a single one is itself."""
    last = steps[-1]
    if len(steps) == 1:
        return last
    shared = {field.name: getattr(last, field.name) for field in fields(Step)}
    nodes = tuple(dict.fromkeys(name for step in steps for name in step.nodes))
    edges = tuple(dict.fromkeys(key for step in steps for key in step.edges))
    owners = tuple(dict.fromkeys(step.node for step in steps if step.node is not None))
    title = f"{_PHASES[last.phase]} · {', '.join(owners) if len(owners) <= _SHOWN_FIRST else len(owners)}"
    if len(owners) > _SHOWN_FIRST:
        title += " nodes"
    return GroupStep(**{**shared, "nodes": nodes, "edges": edges, "title": title}, steps=tuple(steps))


_PHASES: dict[Phase, str] = {
    "forward": "Forward",
    "cost": "Cost",
    "backward": "Backward",
    "update": "Update",
}


def _equation(steps: tuple[Step, ...]) -> Equation:
    """The rule of the last step's phase, and the results of all steps of this phase."""
    phase = steps[-1].phase
    write = FormulaWriter(steps[-1].record)
    own = [step for step in steps if step.phase == phase]
    results: list[str] = []
    for step in own:
        name = step.node
        if name is None:
            continue
        if step.kind == "output":
            results.append(f"{symbol('z', name)} = {write.number(step.value)}")
        elif phase == "backward":
            delta = color("delta", f"{symbol('delta', name)} = {write.number(step.value)}")
            results.append(delta)
        elif phase == "update":
            for key, change in zip(step.edges, step.changes.values(), strict=True):
                weight = color("weight", rf"\Delta {weight_symbol(*key)}")
                results.append(f"{weight} = {write.number(change)}")
            results.append(rf"\Delta {bias_symbol(name)} = {write.number(step.value)}")
    lhs, rule = _rule(phase)
    return Equation(lhs, rule, r",\ ".join(_elided(results)), "")


def _rule(phase: Phase) -> tuple[str, str]:
    weight = color("weight", "w_{ji}")
    delta, delta_k = color("delta", r"\delta_j"), color("delta", r"\delta_k")
    if phase == "forward":
        return "z_j", rf"\varphi\Bigl(\sum_i {weight}\,x_{{ji}} + b_j\Bigr)"
    if phase == "backward":
        slope, back = color("slope", r"\varphi'(s_j)"), color("weight", "w_{kj}")
        return delta, rf"\Bigl[\sum_k {back}\,{delta_k}\Bigr]\,{slope}"
    return color("weight", r"\Delta w_{ji}"), rf"\eta\,{delta}\,x_{{ji}}"


def _elided(results: list[str]) -> list[str]:
    if len(results) <= _MOST_RESULTS:
        return results
    return [*results[:_SHOWN_FIRST], r"\cdots", results[-1]]
