"""The two passes: the worked example exactly, the sign of δ, any graph."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks, random_network, random_sample

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.autograd import gradients
from nndesk.network.check import check
from nndesk.network.errors import (
    CostActivationError,
    CostTargetError,
    NonFiniteError,
    ShapeError,
    UnknownCostError,
    UnknownNodeError,
)
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.passes import backward, backward_as_far, forward, forward_as_far

WORKED_EXAMPLE = Network(
    ("x1", "x2", "x3"),
    (Node("h1", bias=-1.0), Node("h2", bias=-0.5), Node("o1", bias=0.0)),
    (
        Edge("x1", "h1", 0.5),
        Edge("x2", "h1", -1.0),
        Edge("x3", "h1", 0.5),
        Edge("x1", "h2", -0.5),
        Edge("x2", "h2", 1.0),
        Edge("x3", "h2", 1.0),
        Edge("h1", "o1", 1.0),
        Edge("h2", "o1", -1.0),
    ),
    ("o1",),
)
"""The lecture's 3-2-1 network (topic 17)."""


def test_the_worked_example_comes_out_in_the_lectures_fractions() -> None:
    first = forward(WORKED_EXAMPLE, (1, 0, 1))
    assert first.s == {"h1": 0.0, "h2": 0.0, "o1": 0.0}
    assert first.z == {"x1": 1.0, "x2": 0.0, "x3": 1.0, "h1": 0.5, "h2": 0.5, "o1": 0.5}
    assert first.phi_prime == {"h1": 0.25, "h2": 0.25, "o1": 0.25}

    second = backward(WORKED_EXAMPLE, first, (1,))
    assert second.J == 1 / 8
    assert second.delta == {"o1": Fraction(1, 8), "h1": Fraction(1, 32), "h2": Fraction(-1, 32)}

    dw = {str(key): value for key, value in second.dw(0.5).items()}
    assert dw == {
        "h1<-x1": Fraction(1, 64),
        "h1<-x2": 0,
        "h1<-x3": Fraction(1, 64),
        "h2<-x1": Fraction(-1, 64),
        "h2<-x2": 0,
        "h2<-x3": Fraction(-1, 64),
        "o1<-h1": Fraction(1, 32),
        "o1<-h2": Fraction(1, 32),
    }
    assert second.db(0.5) == {"o1": Fraction(1, 16), "h1": Fraction(1, 64), "h2": Fraction(-1, 64)}
    assert second.dJ_dw[EdgeKey("x1", "h1")] == Fraction(-1, 32)
    assert second.dJ_db["o1"] == Fraction(-1, 8)


def test_every_value_is_a_python_float_and_no_zero_is_negative() -> None:
    second = backward(WORKED_EXAMPLE, forward(WORKED_EXAMPLE, np.array([1, 0, 1])), np.array([0.5]))
    first = second.forward
    groups = (first.x, first.s, first.z, first.phi_prime, second.t, second.delta, second.dJ_dw, second.dJ_db)
    numbers = [value for group in (*groups, second.dw(0.5), second.db(0.5)) for value in group.values()]
    assert {type(value) for value in (*numbers, second.J)} == {float}
    assert all(math.copysign(1.0, value) == 1.0 for value in numbers if value == 0)


def test_delta_is_minus_the_derivative_of_the_cost_by_the_signal() -> None:
    # The bias moves the signal one to one, so moving it is the test of δ itself, for every node.
    first = forward(WORKED_EXAMPLE, (0.3, -0.8, 1.2))
    second = backward(WORKED_EXAMPLE, first, (1,))
    h = 1e-6

    def J(name: str, by: float) -> float:
        moved = WORKED_EXAMPLE.with_biases({name: WORKED_EXAMPLE.node(name).bias + by})
        return backward(moved, forward(moved, first.x), (1,)).J

    for name, delta in second.delta.items():
        assert delta == pytest.approx(-(J(name, h) - J(name, -h)) / (2 * h), abs=1e-9)
    assert second.delta["o1"] > 0  # z is below t: raising the signal lowers the cost


def test_a_step_along_delta_lowers_the_cost() -> None:
    rng = np.random.default_rng(5)
    for _ in range(30):
        network = random_network(rng)
        x, t = random_sample(rng, network)
        second = backward(network, forward(network, x), t)
        slope = sum(g * g for g in (*second.dJ_dw.values(), *second.dJ_db.values()))
        if slope < 1e-6:
            continue
        eta = 1e-4 / max(1.0, slope)
        moved = network.with_weights(
            {key: network.edge(*key).weight + dw for key, dw in second.dw(eta).items()}
        ).with_biases({name: network.node(name).bias + db for name, db in second.db(eta).items()})
        assert backward(moved, forward(moved, x), t).J < second.J


def test_delta_sums_over_all_nodes_that_a_node_feeds() -> None:
    linear = "linear"
    network = Network(
        ("x1",),
        (Node("h1", linear), Node("h2", linear), Node("o1", linear), Node("o2", linear)),
        (
            Edge("x1", "h1", 1.0),
            Edge("h1", "h2", 2.0),
            Edge("h1", "o1", 3.0),
            Edge("h2", "o1", 5.0),
            Edge("h1", "o2", 7.0),
        ),
        ("o1", "o2"),
    )
    first = forward(network, (1,))
    assert (first.z["o1"], first.z["o2"]) == (13.0, 7.0)
    delta = backward(network, first, (14, 9)).delta
    assert delta == {"o1": 1.0, "o2": 2.0, "h2": 5.0, "h1": 2 * 5.0 + 3 * 1.0 + 7 * 2.0}


@pytest.mark.parametrize("cost", ["squared", "cross_entropy"])
def test_an_output_that_feeds_another_has_both_parts(cost: str) -> None:
    network = Network(
        ("x1",),
        (Node("o1", bias=0.2), Node("o2", bias=-0.1)),
        (Edge("x1", "o1", 1.5), Edge("o1", "o2", -2.0)),
        ("o1", "o2"),
    )
    first = forward(network, (0.7,))
    second = backward(network, first, (1, 0), cost)
    z1, z2 = first.z["o1"], first.z["o2"]
    slope1, slope2 = z1 * (1 - z1), z2 * (1 - z2)
    delta2 = (0 - z2) * (slope2 if cost == "squared" else 1.0)
    delta1 = (1 - z1) * (slope1 if cost == "squared" else 1.0) + -2.0 * delta2 * slope1
    assert second.delta["o2"] == pytest.approx(delta2, rel=1e-15)
    assert second.delta["o1"] == pytest.approx(delta1, rel=1e-15)


def test_cross_entropy_takes_phi_prime_out_of_the_outputs_delta() -> None:
    # Saturated at the wrong end: the squared cost has no slope left, cross-entropy its full error.
    network = WORKED_EXAMPLE.with_biases({"o1": -800.0})
    first = forward(network, (1, 0, 1))
    assert backward(network, first, (1,), "squared").delta["o1"] == 0.0
    entropy = backward(network, first, (1,), "cross_entropy")
    assert entropy.delta["o1"] == 1.0
    assert pytest.approx(800.0) == entropy.J


def test_a_neuron_that_nothing_feeds_has_its_bias_as_signal_and_one_that_feeds_nothing_has_no_delta() -> None:
    network = Network(
        ("x1",),
        (Node("h1", "tanh", 0.5), Node("h2", "tanh"), Node("o1", "linear")),
        (Edge("h1", "o1", 2.0), Edge("x1", "o1"), Edge("x1", "h2")),
        ("o1",),
    )
    second = backward(network, forward(network, (1,)), (0,))
    assert second.forward.s["h1"] == 0.5
    assert second.delta["h1"] != 0.0
    assert second.delta["h2"] == 0.0


def test_thresholds_pass_no_delta() -> None:
    network = WORKED_EXAMPLE.with_activations({"h1": "step", "h2": "sign"})
    second = backward(network, forward(network, (1, 1, 1)), (1,))
    assert second.delta["h1"] == second.delta["h2"] == 0.0
    assert second.delta["o1"] != 0.0


@given(networks(smooth=False), st.integers(0, 2**32 - 1))
def test_each_signal_is_its_weighted_sum_and_each_output_its_phi(network: Network, seed: int) -> None:
    x, _ = random_sample(np.random.default_rng(seed), network)
    first = forward(network, x)
    assert list(first.s) == list(network.order)
    assert list(first.z) == [*network.inputs, *network.order]
    for j in network.order:
        total = math.fsum(e.weight * first.z[e.source] for e in network.incoming(j)) + network.node(j).bias
        scale = 1 + sum(abs(e.weight * first.z[e.source]) for e in network.incoming(j))
        assert abs(first.s[j] - total) <= 1e-14 * scale
        assert first.z[j] == float(ACTIVATIONS[network.node(j).activation].phi(np.array([first.s[j]]))[0])


def test_a_sample_may_be_given_by_name_in_any_order() -> None:
    by_name = forward(WORKED_EXAMPLE, {"x3": 3, "x1": 1, "x2": 2})
    assert by_name == forward(WORKED_EXAMPLE, [1, 2, 3])
    assert list(by_name.x) == ["x1", "x2", "x3"]
    assert backward(WORKED_EXAMPLE, by_name, {"o1": 1}) == backward(WORKED_EXAMPLE, by_name, [1])


def test_a_sample_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(ShapeError, match=r"3 inputs, but 2 inputs were given"):
        forward(WORKED_EXAMPLE, (1, 0))
    with pytest.raises(ShapeError, match="input x3 is missing"):
        forward(WORKED_EXAMPLE, {"x1": 1, "x2": 0})
    with pytest.raises(UnknownNodeError, match="h1"):
        forward(WORKED_EXAMPLE, {"x1": 1, "x2": 0, "x3": 1, "h1": 2})
    with pytest.raises(NonFiniteError, match="input x2 is nan"):
        forward(WORKED_EXAMPLE, (1, math.nan, 1))
    first = forward(WORKED_EXAMPLE, (1, 0, 1))
    with pytest.raises(ShapeError, match=r"1 output, but 2 targets were given"):
        backward(WORKED_EXAMPLE, first, (1, 0))
    with pytest.raises(NonFiniteError, match="target of o1 is inf"):
        backward(WORKED_EXAMPLE, first, (math.inf,))


def test_a_cost_that_does_not_fit_is_refused() -> None:
    first = forward(WORKED_EXAMPLE, (1, 0, 1))
    with pytest.raises(UnknownCostError):
        backward(WORKED_EXAMPLE, first, (1,), "hinge")
    tanh = WORKED_EXAMPLE.with_activations({"o1": "tanh"})
    with pytest.raises(CostActivationError):
        backward(tanh, forward(tanh, (1, 0, 1)), (1,), "cross_entropy")


@pytest.mark.parametrize("t", [-2.0, 1.0000001])
def test_cross_entropy_takes_probabilities_alone(t: float) -> None:
    first = forward(WORKED_EXAMPLE, (1, 0, 1))
    assert backward(WORKED_EXAMPLE, first, (t,)).J > 0
    for call in (
        lambda: backward(WORKED_EXAMPLE, first, (t,), "cross_entropy"),
        lambda: check(WORKED_EXAMPLE, (1, 0, 1), (t,), "cross_entropy"),
        lambda: gradients(WORKED_EXAMPLE, (1, 0, 1), (t,), "cross_entropy"),
    ):
        with pytest.raises(CostTargetError, match=r"needs targets from 0 to 1, but the target of o1 is [−1]"):
            call()


def linear_chain(length: int, weight: float) -> Network:
    names = [f"h{i}" for i in range(1, length + 1)]
    edges = [Edge(a, b, weight) for a, b in zip(["x1", *names], names, strict=False)]
    return Network(("x1",), tuple(Node(name, "linear") for name in names), tuple(edges), (names[-1],))


def test_an_overflow_names_the_first_node_that_has_it() -> None:
    network = linear_chain(5, 1e200)
    with pytest.raises(NonFiniteError, match="signal of h2 is inf"):
        forward(network, (1,))
    partial = forward_as_far(network, (1,))
    assert list(partial.s) == ["h1"]
    with pytest.raises(NonFiniteError, match="signal of h2"):
        backward(network, partial, (1,))


def test_a_cost_or_a_delta_that_overflows_is_named() -> None:
    first = forward(linear_chain(1, 1e200), (1,))
    with pytest.raises(NonFiniteError, match="cost J is inf"):
        backward(first.network, first, (0,))
    steep = linear_chain(4, 1e100).with_weights({EdgeKey("x1", "h1"): 0.0})
    with pytest.raises(NonFiniteError, match="delta of h2"):
        backward(steep, forward(steep, (1,)), (1e120,))
    partial = backward_as_far(steep, forward(steep, (1,)), (1e120,))
    assert list(partial.delta) == ["h4", "h3"]


def test_a_derivative_that_overflows_is_named() -> None:
    network = linear_chain(1, 0.0)
    with pytest.raises(NonFiniteError, match="h1<-x1"):
        backward(network, forward(network, (1e200,)), (1e150,))


def test_the_results_cannot_be_changed() -> None:
    first = forward(WORKED_EXAMPLE, (1, 0, 1))
    with pytest.raises(TypeError):
        first.s["h1"] = 1.0  # type: ignore[index]
    with pytest.raises(TypeError):
        backward(WORKED_EXAMPLE, first, (1,)).delta["h1"] = 1.0  # type: ignore[index]


def test_the_empty_network_has_empty_passes() -> None:
    empty = forward(Network(), ())
    assert (dict(empty.s), dict(empty.z)) == ({}, {})
    assert backward(Network(), empty, ()).J == 0.0
