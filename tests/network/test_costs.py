"""Costs: values, their part of δ, safety at both ends."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.costs import COSTS, cost_named
from nndesk.network.errors import CostActivationError, UnknownCostError
from nndesk.network.model import Edge, Network, Node


def test_squared_is_half_the_sum_of_the_squares() -> None:
    t, z = np.array([1.0, 0.0]), np.array([0.5, 0.25])
    assert float(COSTS["squared"].value(t, z, z)) == 0.5 * (0.25 + 0.0625)


def test_cross_entropy_is_the_lectures_formula() -> None:
    s = np.array([-2.0, 0.3, 1.5])
    t = np.array([0.0, 1.0, 0.25])
    z = ACTIVATIONS["sigmoid"].phi(s)
    formula = -np.sum(t * np.log(z) + (1 - t) * np.log(1 - z))
    assert float(COSTS["cross_entropy"].value(t, s, z)) == pytest.approx(float(formula), rel=1e-14)


def test_cross_entropy_is_safe_where_the_prediction_is_0_or_1() -> None:
    cost = COSTS["cross_entropy"]
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        for s, t, J in [(1e4, 1.0, 0.0), (1e4, 0.0, 1e4), (-1e4, 0.0, 0.0), (-1e4, 1.0, 1e4)]:
            signal = np.array([s])
            z = ACTIVATIONS["sigmoid"].phi(signal)
            assert float(cost.value(np.array([t]), signal, z)) == J
            assert float(cost.delta(np.array([t]), z, z * (1 - z))[0]) == t - z[0]


@pytest.mark.parametrize("cost", list(COSTS))
@pytest.mark.parametrize("t", [0.0, 0.3, 1.0])
def test_delta_is_minus_the_derivative_by_the_signal(cost: str, t: float) -> None:
    sigmoid = ACTIVATIONS["sigmoid"]
    h, s = 1e-5, np.array([-3.0, -0.5, 0.0, 0.5, 3.0])

    def J(signal: np.ndarray) -> np.ndarray:
        rows = signal[None, :]
        return COSTS[cost].value(np.full_like(rows, t), rows, sigmoid.phi(rows))

    z = sigmoid.phi(s)
    delta = COSTS[cost].delta(np.full_like(s, t), z, sigmoid.phi_prime(s, z))
    np.testing.assert_allclose(delta, -(J(s + h) - J(s - h)) / (2 * h), atol=1e-9)


def test_samples_are_kept_apart() -> None:
    t = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    z = np.array([[0.5, 0.5, 1.0], [0.0, 1.0, 0.0]])
    assert COSTS["squared"].value(t, z, z).tolist() == [0.125, 0.625, 0.5]


def test_an_unknown_cost_lists_those_there_are() -> None:
    with pytest.raises(UnknownCostError, match=r"'hinge'.*squared, cross_entropy"):
        cost_named("hinge")


def test_cross_entropy_wants_sigmoid_outputs_and_names_the_one_that_is_not() -> None:
    network = Network(
        ("x1",),
        (Node("o1", "sigmoid"), Node("o2", "tanh")),
        (Edge("x1", "o1"), Edge("x1", "o2")),
        ("o1", "o2"),
    )
    COSTS["squared"].check(network)
    with pytest.raises(CostActivationError, match=r"o2.*tanh"):
        COSTS["cross_entropy"].check(network)


def test_cross_entropy_of_a_coin_toss_is_ln_2() -> None:
    zero = np.zeros(1)
    assert float(COSTS["cross_entropy"].value(np.array([0.7]), zero, zero + 0.5)) == pytest.approx(
        math.log(2)
    )
