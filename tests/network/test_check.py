"""Four ways to the gradient, and that a wrong one is found."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.network import check as module
from nndesk.network.check import check, finite_differences, relative_difference
from nndesk.network.errors import NonFiniteError
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.passes import BackwardPass, backward, forward


@pytest.mark.parametrize(("cost", "output_activation"), [("squared", None), ("cross_entropy", "sigmoid")])
def test_all_ways_agree_on_200_random_smooth_networks(cost: str, output_activation: str | None) -> None:
    rng = np.random.default_rng(13)
    for _ in range(200):
        network = random_network(rng, output_activation=output_activation)
        x, t = random_sample(rng, network)
        found = check(network, x, t, cost)
        assert found.largest <= 1e-8, found
        assert found.skipped == ()


def test_all_ways_agree_where_there_are_kinks_and_jumps_but_not_on_them() -> None:
    rng = np.random.default_rng(17)
    for _ in range(100):
        network = random_network(rng, smooth=False)
        x, t = random_sample(rng, network)
        assert check(network, x, t).largest <= 1e-8


def test_steep_networks_and_large_inputs_are_no_excuse() -> None:
    rng = np.random.default_rng(19)
    for _ in range(60):
        network = random_network(rng, spread=6.0)
        x, t = random_sample(rng, network, spread=50.0)
        assert check(network, x, t).largest <= 1e-6


def test_the_pairs_are_named() -> None:
    network = random_network(np.random.default_rng(3))
    found = check(network, *random_sample(np.random.default_rng(3), network))
    assert [pair.name for pair in found.pairs] == [
        "backward vs finite differences",
        "backward vs autograd",
        "backward vs engine",
        "autograd vs finite differences",
    ]
    assert found.largest == max(pair.largest for pair in found.pairs)


def test_a_wrong_sign_is_found_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(
        ("x1",), (Node("h1", "tanh"), Node("o1")), (Edge("x1", "h1", 0.5), Edge("h1", "o1", 2.0)), ("o1",)
    )

    def wrong(*arguments: object) -> BackwardPass:
        right = backward(*arguments)  # type: ignore[arg-type]
        key = EdgeKey("h1", "o1")
        return replace(right, dJ_dw={**right.dJ_dw, key: -right.dJ_dw[key]})

    monkeypatch.setattr(module, "backward", wrong)
    found = check(network, (1,), (1,))
    assert found.largest > 1e-3
    assert found.where == "o1<-h1"
    assert {p.name: p.where for p in found.pairs}["autograd vs finite differences"] != "o1<-h1"


def test_a_parameter_on_a_kink_is_not_compared_but_listed() -> None:
    network = Network(
        ("x1",),
        (Node("h1", "relu", 0.0), Node("o1", "linear", 0.3)),
        (Edge("x1", "h1", 1.0), Edge("h1", "o1", 2.0)),
        ("o1",),
    )
    found = check(network, (0.0,), (1,))
    assert found.skipped == ("bias of h1",)  # its weight has the input 0 and moves nothing
    assert found.largest <= 1e-10


def test_a_kink_nearby_leaves_the_smaller_steps() -> None:
    network = Network(("x1",), (Node("o1", "relu", 0.001),), (Edge("x1", "o1", 1.0),), ("o1",))
    found = check(network, (0.0,), (1,))
    assert found.skipped == ()
    assert found.largest <= 1e-9


def test_away_from_its_jump_a_threshold_has_the_derivative_zero_both_ways() -> None:
    network = Network(("x1",), (Node("o1", "step", 0.5),), (Edge("x1", "o1", 1.0),), ("o1",))
    found = check(network, (1.0,), (0,))
    assert found.largest == 0.0
    assert found.where == ""
    assert check(network.with_biases({"o1": -1.0}), (1.0,), (0,)).skipped == ("o1<-x1", "bias of o1")


def test_finite_differences_need_no_luck_with_the_scale() -> None:
    network = Network(("x1",), (Node("o1", "softplus"),), (Edge("x1", "o1", 1e-3),), ("o1",))
    first = forward(network, (1e4,))
    t = {"o1": 0.0}
    exact = backward(network, first, t)
    found = finite_differences(network, first, t, "squared")
    assert found["o1<-x1"] == pytest.approx(exact.dJ_dw[EdgeKey("x1", "o1")], rel=1e-9)


def test_the_measure_is_relative_above_one_and_absolute_below() -> None:
    assert relative_difference(200.0, 100.0) == 0.5
    assert relative_difference(0.2, 0.1) == pytest.approx(0.1)
    assert relative_difference(1.0, math.nan) == math.inf
    assert relative_difference(1.0, math.inf) == math.inf


def test_an_overflow_is_reported_by_name_and_not_compared() -> None:
    network = Network(("x1",), (Node("o1", "linear"),), (Edge("x1", "o1", 1e200),), ("o1",))
    with pytest.raises(NonFiniteError, match="cost J"):
        check(network, (1,), (0,))


def test_networks_without_outputs_have_nothing_to_compare() -> None:
    assert check(Network(("x1",), (Node("h1"),), (Edge("x1", "h1"),)), (1,), ()).largest == 0.0
