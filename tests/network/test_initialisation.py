from __future__ import annotations

import math

import pytest

from nndesk.document.layered import layered
from nndesk.network.errors import NetworkError
from nndesk.network.initialisation import INITIALISATIONS, initialised
from nndesk.network.model import EdgeKey, Network

NETWORK = layered("3-40-2", seed=1).network
BOUNDS = {
    "xavier": (math.sqrt(6 / 43), math.sqrt(6 / 42)),
    "he": (math.sqrt(6 / 3), math.sqrt(6 / 40)),
    "uniform": (0.2, 0.2),
    "zeros": (0.0, 0.0),
}


def largest(network: Network, level: int) -> float:
    nodes = network.levels[level]
    numbers = [abs(edge.weight) for name in nodes for edge in network.incoming(name)]
    return max(*numbers, *(abs(network.node(name).bias) for name in nodes))


@pytest.mark.parametrize("rule", INITIALISATIONS)
def test_numbers_fill_the_range_of_the_rule(rule: str) -> None:
    drawn = initialised(NETWORK, rule, seed=3, r=0.2)
    for level, bound in enumerate(BOUNDS[rule], start=1):
        assert 0.9 * bound <= largest(drawn, level) <= bound


def test_a_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    assert initialised(NETWORK, "he", 5) == initialised(NETWORK, "he", 5)
    assert initialised(NETWORK, "he", 5) != initialised(NETWORK, "he", 6)


def test_only_what_is_chosen_changes_and_locked_numbers_never() -> None:
    key, other = EdgeKey("x1", "h1"), EdgeKey("x2", "h1")
    drawn = initialised(NETWORK, seed=9, edges={key, other}, biases={"h1", "h2"})
    changed = {e.key for e, old in zip(drawn.edges, NETWORK.edges, strict=True) if e != old}
    assert changed == {key, other}
    assert {n.name for n, old in zip(drawn.nodes, NETWORK.nodes, strict=True) if n != old} == {"h1", "h2"}
    locked = NETWORK.with_locks(True, [key], ["h2"])
    again = initialised(locked, seed=10)
    assert again.edge(*key) == locked.edge(*key)
    assert again.node("h2") == locked.node("h2")
    assert again.edge(*other).weight != locked.edge(*other).weight


@pytest.mark.parametrize(("rule", "r"), [("magic", 1.0), ("uniform", -1.0), ("uniform", math.nan)])
def test_what_is_no_rule_is_refused(rule: str, r: float) -> None:
    with pytest.raises(NetworkError):
        initialised(NETWORK, rule, r=r)
