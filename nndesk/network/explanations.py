"""What a step of a walk means, in one or two plain sentences beside its formula.

A sentence says what the numbers of *this* step show: which side of its line the example lies on, why δ is
positive, which weight stays because nothing came through it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nndesk.network.equations import Record
from nndesk.network.model import EdgeKey
from nndesk.network.walk import Step

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_INDEXED = re.compile(r"(?P<letters>[^\W\d_]+)_?(?P<digits>[0-9]+)")

_FLAT = 0.2
"""A slope below this share of the steepest is called flat."""
_STEEPEST = {"sigmoid": 0.25, "tanh": 1.0}
_RANGE = {"sigmoid": "0 and 1", "tanh": "−1 and 1"}


def plain_name(name: str) -> str:
    """A node's name for running text: ``h1`` and ``h_1`` become ``h₁``; other names stay as they are."""
    match = _INDEXED.fullmatch(name)
    return match["letters"] + match["digits"].translate(_SUBSCRIPTS) if match else name


def plain_title(step: Step) -> str:
    """The step's title with names for running text: ``Backward · hidden node h₂``."""
    if step.node is None or not step.title.endswith(step.node):
        return step.title
    return step.title.removesuffix(step.node) + plain_name(step.node)


def explain(step: Step) -> str:
    """One or two sentences on what ``step`` computes and what its numbers show."""
    record, node = step.record, step.node
    if node is None:
        return _cost(record)
    match step.kind:
        case "signal":
            return _signal(record, node, step.edges, step.value)
        case "output":
            return _output(record, node)
        case "output_delta":
            return _output_delta(record, node, step.value, len(step.edges))
        case "hidden_delta":
            return _hidden_delta(record, node, step.edges, step.value)
        case "weight_change":
            return _weight_change(record, node, step.edges)
        case "cost":
            return _cost(record)


def _signal(record: Record, node: str, edges: tuple[EdgeKey, ...], s: float) -> str:
    name = plain_name(node)
    if not edges:
        return f"Nothing feeds {name}, so its signal is its bias alone."
    z, network = record.forward.z, record.network
    if len(edges) == 1:
        made = f"What {plain_name(edges[0].source)} sends to {name}, times its weight, plus the bias."
    else:
        made = f"What {len(edges)} nodes send to {name}, each times its weight, and the bias, added up."
    if all(key.source in network.inputs for key in edges):
        line = {1: "point", 2: "line"}.get(len(network.inputs), "hyperplane")
        if s == 0:
            return f"{made} s = 0: the example lies on the {line} of {name}."
        return f"{made} s {_sign(s)}: the example lies on the {'+' if s > 0 else '−'} side of its {line}."
    parts = {key: network.edge(*key).weight * z[key.source] for key in edges}
    strongest = max(parts, key=lambda key: abs(parts[key]))
    if parts[strongest] == 0:
        return f"{made} All that arrives is 0: only the bias counts."
    if len(edges) == 1 or sum(abs(part) == abs(parts[strongest]) for part in parts.values()) > 1:
        return made
    pushes = "up" if parts[strongest] > 0 else "down"
    part = _number(record, parts[strongest])
    return f"{made} {plain_name(strongest.source)} pushes it {pushes} most ({part})."


def _output(record: Record, node: str) -> str:
    s, slope = record.forward.s[node], record.forward.phi_prime[node]
    activation = record.network.node(node).activation
    answer = " This is the network's answer." if node in record.network.outputs else ""
    match activation:
        case "step" | "sign":
            upper, lower = ("1", "0") if activation == "step" else ("+1", "−1")
            side = f"is above 0, so it gives {upper}" if s > 0 else f"is not above 0, so it gives {lower}"
            return f"The {activation} only asks on which side of 0 the signal is: s {side}.{answer}"
        case "linear":
            return f"A linear node hands its signal on as it is.{answer}"
        case "sigmoid" | "tanh":
            where = (
                "here it is nearly flat, so z hardly follows s"
                if slope < _FLAT * _STEEPEST[activation]
                else "here it is steep enough for z to follow s"
            )
            return f"The {activation} squeezes s in between {_RANGE[activation]}; {where}.{answer}"
        case "relu":
            given = "s is above 0 and passes as it is" if s > 0 else "s is not above 0, so it gives 0"
            return f"The relu lets only positive signals through: {given}.{answer}"
        case "leaky_relu":
            given = (
                "s is above 0 and passes as it is" if s > 0 else "s is not above 0, so little of it passes"
            )
            return f"The leaky relu damps negative signals: {given}.{answer}"
        case "softplus":
            return f"The softplus is a relu without the kink: above 0, close to s where s is large.{answer}"
    return f"The activation {activation} turns the signal into the output.{answer}"


def _cost(record: Record) -> str:
    backward, z = record.backward, record.forward.z
    if backward is None:
        return ""
    t = backward.t
    gaps = {k: t[k] - z[k] for k in t}
    if not any(gaps.values()):
        return "Every answer is its target: there is nothing to correct."
    if backward.cost == "cross_entropy":
        if len(t) == 1 and (target := next(iter(t.values()))) in (0.0, 1.0):
            k = next(iter(t))
            given = _number(record, z[k] if target == 1.0 else 1.0 - z[k])
            return f"The network gives the right class the probability {given}; J is minus its logarithm."
        return "J grows with how improbable the network held the targets."
    if len(t) == 1:
        (k, gap), side = next(iter(gaps.items())), "below"
        if gap < 0:
            side = "above"
        size = _number(record, abs(gap))
        return f"The answer of {plain_name(k)} is {size} {side} its target; J is half the square of that."
    worst = max(gaps, key=lambda k: abs(gaps[k]))
    return f"Half the sum of the squared gaps of {len(t)} outputs; the widest gap is at {plain_name(worst)}."


def _output_delta(record: Record, node: str, delta: float, feeds: int) -> str:
    backward, forward = record.backward, record.forward
    assert backward is not None
    gap = backward.t[node] - forward.z[node]
    name = plain_name(node)
    also = ""
    if feeds:
        also = f" {name} also feeds {_nodes(feeds)}; what they send back is added."
    if gap == 0 and not feeds:
        return "z is already t: δ = 0, there is nothing to correct."
    if backward.cost != "cross_entropy" and forward.phi_prime[node] == 0:
        return f"z is not t, but φ is flat here (φ′ = 0): δ = 0, and {name} cannot learn.{also}"
    place = "z is already t." if gap == 0 else f"z is {'below' if gap > 0 else 'above'} t."
    if backward.cost == "cross_entropy":
        place += " φ′ has cancelled against the logarithm."
    if delta == 0:
        return f"{place}{also} Together they give δ = 0." if also else f"{place} The gap is too small for δ."
    return f"{place}{also} δ {_sign(delta)}: {_would_lower_cost(delta, name)}."


def _hidden_delta(record: Record, node: str, edges: tuple[EdgeKey, ...], delta: float) -> str:
    backward, name = record.backward, plain_name(node)
    assert backward is not None
    if not edges:
        return f"{name} feeds no other node, so it cannot change J: δ = 0."
    if len(edges) == 1:
        to = plain_name(edges[0].target)
        way = f"{name} feeds one node, {to}: it changes J only through the signal of {to}."
    else:
        told = f" ({listed([plain_name(k.target) for k in edges])})" if len(edges) <= 3 else ""
        way = f"{name} feeds {len(edges)} nodes{told}: what each sends back through its weight is added up."
    if delta == 0:
        if record.forward.phi_prime[node] == 0:
            return f"{way} φ is flat here (φ′ = 0), so nothing gets past {name}."
        if all(backward.delta[key.target] == 0 for key in edges):
            return f"{way} Nothing comes back, so δ = 0."
        return f"{way} Nothing is left of it, so δ = 0."
    if len(edges) == 1 and record.network.edge(*edges[0]).weight < 0:
        return f"{way} w < 0 turns the sign of δ around: {_would_lower_cost(delta, name)}."
    return f"{way} δ {_sign(delta)}: {_would_lower_cost(delta, name)}."


def _weight_change(record: Record, node: str, edges: tuple[EdgeKey, ...]) -> str:
    backward, name = record.backward, plain_name(node)
    assert backward is not None
    if backward.delta[node] == 0:
        return f"δ of {name} is 0: none of its numbers move."
    if not edges:
        return f"Nothing feeds {name}, so only its bias moves, by η δ."
    rule = f"Each weight into {name} moves by η δ times what came through it."
    still = [plain_name(key.source) for key in edges if record.forward.z[key.source] == 0]
    if not still:
        return rule
    if len(still) == len(edges):
        return f"{rule} Nothing came through, so only the bias moves."
    if len(still) > 3:
        return f"{rule} Where nothing came through ({len(still)} of them), the weight stays."
    verb, stays = ("is", "its weight stays") if len(still) == 1 else ("are", "their weights stay")
    return f"{rule} {listed(still)} {verb} 0, so {stays}."


def _would_lower_cost(delta: float, name: str) -> str:
    return f"{'raising' if delta > 0 else 'lowering'} the signal of {name} lowers J"


def _sign(value: float) -> str:
    return "> 0" if value > 0 else "< 0"


def _number(record: Record, value: float) -> str:
    return record.numbers.text(value)


def _nodes(count: int) -> str:
    return "one node" if count == 1 else f"{count} nodes"


def listed(names: Sequence[str]) -> str:
    """``g₁``; ``g₁ and g₂``; ``g₁, g₂ and g₃``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
