"""The computation graph: its own derivatives, and its agreement with the backward pass."""

from __future__ import annotations

import ast
import inspect
import math

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.network import autograd
from nndesk.network.autograd import Value, gradients, graph
from nndesk.network.errors import CostActivationError, ShapeError
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.passes import backward, forward


def test_each_operation_knows_its_derivative() -> None:
    a, b = Value(0.7), Value(-1.3)
    formulas = {
        "+": (lambda a, b: a + b, 1.0, 1.0),
        "-": (lambda a, b: a - b, 1.0, -1.0),
        "*": (lambda a, b: a * b, -1.3, 0.7),
        "/": (lambda a, b: a / b, 1 / -1.3, -0.7 / 1.69),
        "exp": (lambda a, b: a.exp() + b * 0.0, math.exp(0.7), 0.0),
        "log": (lambda a, b: a.log() + b * 0.0, 1 / 0.7, 0.0),
        "max": (lambda a, b: a.maximum(b), 1.0, 0.0),
        "floats": (lambda a, b: 2.0 * a + 1.0 - b + 3.0 / a - (1.0 - b), 2 - 3 / 0.49, 0.0),
    }
    for name, (formula, by_a, by_b) in formulas.items():
        formula(a, b).backward()
        assert a.grad == pytest.approx(by_a, rel=1e-14), name
        assert b.grad == pytest.approx(by_b, rel=1e-14), name


def test_a_value_used_twice_collects_both_ways() -> None:
    a = Value(3.0)
    (a * a + a).backward()
    assert a.grad == 7.0


def test_going_back_twice_does_not_add_up() -> None:
    a = Value(3.0)
    root = a * a
    root.backward()
    root.backward()
    assert a.grad == 6.0


def test_a_graph_may_be_deeper_than_calls_may_nest() -> None:
    value = start = Value(1.0)
    for _ in range(20_000):
        value = value + 1.0
    value.backward()
    assert start.grad == 1.0


@pytest.mark.parametrize(("cost", "output_activation"), [("squared", None), ("cross_entropy", "sigmoid")])
def test_it_agrees_with_the_backward_pass_on_random_networks(
    cost: str, output_activation: str | None
) -> None:
    rng = np.random.default_rng(2021)
    for _ in range(200):
        network = random_network(rng, smooth=False, output_activation=output_activation)
        x, t = random_sample(rng, network)
        J, dJ_dw, dJ_db = gradients(network, x, t, cost)
        other = backward(network, forward(network, x), t, cost)
        assert pytest.approx(other.J, rel=1e-12, abs=1e-14) == J
        assert dJ_dw == pytest.approx(dict(other.dJ_dw), rel=1e-10, abs=1e-13)
        assert dJ_db == pytest.approx(dict(other.dJ_db), rel=1e-10, abs=1e-13)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "softplus", "relu", "leaky_relu", "linear"])
@pytest.mark.parametrize("s", [-1e4, -40.0, 0.0, 40.0, 1e4])
def test_activations_are_safe_far_out_and_agree_at_zero(activation: str, s: float) -> None:
    network = Network(("x1",), (Node("o1", activation),), (Edge("x1", "o1", 1.0),), ("o1",))
    J, dJ_dw, _ = gradients(network, (s,), (0.25,))
    other = backward(network, forward(network, (s,)), (0.25,))
    assert pytest.approx(other.J, rel=1e-14) == J
    assert dJ_dw[EdgeKey("x1", "o1")] == pytest.approx(other.dJ_dw[EdgeKey("x1", "o1")], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("s", [-1e4, 0.0, 1e4])
@pytest.mark.parametrize("t", [0.0, 1.0])
def test_cross_entropy_is_safe_at_both_ends(s: float, t: float) -> None:
    network = Network(("x1",), (Node("o1"),), (Edge("x1", "o1", 1.0),), ("o1",))
    J, _, dJ_db = gradients(network, (s,), (t,), "cross_entropy")
    other = backward(network, forward(network, (s,)), (t,), "cross_entropy")
    assert (J, dJ_db["o1"]) == (pytest.approx(other.J), pytest.approx(other.dJ_db["o1"], abs=1e-15))


def test_the_graph_can_be_looked_at() -> None:
    network = Network(("x1",), (Node("o1", "linear", 0.5),), (Edge("x1", "o1", 2.0),), ("o1",))
    J, w, b = graph(network, (3.0,), (1.0,))
    assert J.data == 0.5 * 5.5**2
    history = J.history()
    assert history[-1] is J
    assert w[EdgeKey("x1", "o1")] in history
    assert b["o1"] in history
    assert {"+", "·"} <= {value.operation for value in history}
    place = {id(value): i for i, value in enumerate(history)}
    assert all(place[id(parent)] < place[id(value)] for value in history for parent, _ in value.parents)


def test_what_does_not_fit_is_refused_as_by_the_passes() -> None:
    network = Network(("x1",), (Node("o1", "tanh"),), (Edge("x1", "o1"),), ("o1",))
    with pytest.raises(ShapeError):
        gradients(network, (1, 2), (1,))
    with pytest.raises(CostActivationError):
        gradients(network, (1,), (1,), "cross_entropy")


def test_it_is_independent_of_the_passes_and_of_the_activations_derivatives() -> None:
    source = inspect.getsource(autograd)
    modules = {
        node.module: {name.name for name in node.names}
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
    }
    assert not {"nndesk.network.passes", "nndesk.network.engine", "numpy"} & set(modules)
    assert modules["nndesk.network.activations"] == {"LEAK"}
