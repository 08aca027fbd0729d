"""What a term of a step, or several steps taken together, mean in one or two plain sentences."""

from __future__ import annotations

from nndesk.network.explanations import explain, plain_name
from nndesk.network.groups import GroupStep
from nndesk.network.terms import Term, TermStep
from nndesk.network.walk import Step


def explain_shown(step: Step) -> str:
    """One or two sentences on whatever a walk shows: a step, a term of one, several as one."""
    if isinstance(step, TermStep):
        said = _term(step, step.term)
        return said if said is not None else explain(step)
    if isinstance(step, GroupStep):
        return _group(step)
    return explain(step)


def title_shown(step: Step) -> str:
    """The title with names for running text: ``Backward · hidden node h₂``, ``Forward · h₁, h₂``."""
    head, dot, names = step.title.partition(" · ")
    if isinstance(step, GroupStep):
        return head + dot + ", ".join(plain_name(name) for name in names.split(", "))
    if step.node is not None and step.title.endswith(step.node):
        return step.title.removesuffix(step.node) + plain_name(step.node)
    return step.title


def _term(step: TermStep, term: Term) -> str | None:
    """None where the step's own sentences say it best."""
    number = step.record.numbers.text
    node = plain_name(term.node) if term.node is not None else ""
    source = plain_name(term.edge.source) if term.edge is not None else ""
    target = plain_name(term.edge.target) if term.edge is not None else ""
    so_far = "" if term.total is None else f" Together {number(term.total)} so far."
    match term.kind:
        case "product":
            first = step.number == 1
            return f"What {source} sends along its edge to {node}, times the weight.{'' if first else so_far}"
        case "bias":
            return f"The bias of {node} comes through no edge: it is added as it is."
        case "output_cost":
            return f"What {node} adds to the cost.{so_far if step.number > 1 else ''}"
        case "error":
            how = "is just what is wanted" if term.value == 0 else _towards(term.value)
            return f"How far {node} is from its target: its output {how}."
        case "slope":
            if term.value == 0:
                return (
                    f"φ is flat where {node} is now: whatever it sends on, no small change of s changes it."
                )
            return f"How much z of {node} changes with its signal: the slope of φ where s is now."
        case "flow":
            via = f"δ of {target} flows back along the edge to {source}, times the weight."
            return via if step.edges and term.total == term.value else via + so_far
        case "flow_sum":
            return f"{node} acts on J through every node that it feeds: what comes back is added up."
        case "change":
            return (
                f"The weight from {source} moves by η times δ of {node} times what came through it."
                if term.value
                else f"The weight from {source} stays: nothing came through it, or δ of {node} is 0."
            )
        case "new_weight" | "new_bias":
            assert term.before is not None
            what = f"The weight from {source} to {node}" if term.edge is not None else f"The bias of {node}"
            if term.value == term.before:
                return f"{what} stays {number(term.before)}."
            return f"{what} was {number(term.before)} and is a little {_way(term.value - term.before)} now."
        case "bias_change":
            return f"The bias of {node} moves by η δ: its input is always 1."
    return None


def _towards(error: float) -> str:
    return "should be larger" if error > 0 else "should be smaller"


def _way(change: float) -> str:
    return "larger" if change > 0 else "smaller"


def _group(step: GroupStep) -> str:
    count = len({one.node for one in step.steps if one.phase == step.phase})
    each = "the node" if count == 1 else f"each of the {count} nodes"
    match step.phase:
        case "forward":
            return f"For {each}: what arrives is weighed and added up, then φ makes an output of it."
        case "backward":
            return f"For {each}: what comes back from the nodes it feeds is added up, times the slope φ′."
        case "update":
            return f"Every weight into {each} moves by η times δ of the node times what came through it."
    return explain(step.steps[-1])
