"""A network with most inputs held fixed is the same function of the others."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.network.engine import CompiledNetwork
from nndesk.network.errors import ShapeError
from nndesk.network.model import Edge, Network, Node
from nndesk.network.slicing import sliced

NETWORK = Network(
    inputs=("x1", "x2", "x3", "x4"),
    nodes=(
        Node("h1", "tanh", 0.25),
        Node("h2", "sigmoid", -1.0),
        Node("c", "tanh", 0.5),
        Node("o", "linear", 0.125),
        Node("p", "sigmoid", 0.0),
    ),
    edges=(
        Edge("x1", "h1", 1.5),
        Edge("x3", "h1", -2.0),
        Edge("x2", "h2", 0.75),
        Edge("x4", "h2", 3.0),
        Edge("x3", "c", 1.0),
        Edge("h1", "o", 2.0),
        Edge("h2", "o", -1.0),
        Edge("c", "o", 0.5),
        Edge("x4", "o", 0.25),
        Edge("x3", "p", 1.0),
    ),
    outputs=("o", "p"),
)


@pytest.mark.parametrize("axes", [("x1", "x2"), ("x4", "x2"), ("x3", "x1"), ("x2",)])
def test_every_neuron_computes_what_it_computed(axes: tuple[str, ...]) -> None:
    fixed = dict(zip(NETWORK.inputs, (0.3, -0.7, 1.1, 0.9), strict=True))
    fixed = {name: value for name, value in fixed.items() if name not in axes}
    network = sliced(NETWORK, axes, fixed)
    assert network.inputs == axes
    free = np.random.default_rng(0).normal(size=(20, len(axes)))
    whole = np.column_stack(
        [free[:, axes.index(n)] if n in axes else np.full(20, fixed[n]) for n in NETWORK.inputs]
    )
    expected, found = (
        CompiledNetwork(NETWORK).every_output(whole),
        CompiledNetwork(network).every_output(free),
    )
    for name in expected:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-12, err_msg=name)


def test_an_output_that_has_become_a_constant_is_a_neuron_that_nothing_feeds() -> None:
    network = sliced(NETWORK, ("x1", "x2"), {"x3": 2.0, "x4": 0.0})
    assert network.outputs == ("o",)
    assert network.incoming("p") == ()
    assert network.node("p").bias == 2.0


def test_all_inputs_in_their_order_are_no_slice() -> None:
    assert sliced(NETWORK, NETWORK.inputs, {}) is NETWORK
    turned = sliced(NETWORK, NETWORK.inputs[::-1], {})
    assert turned.inputs == NETWORK.inputs[::-1]
    assert turned.edges == NETWORK.edges


@pytest.mark.parametrize(
    ("axes", "fixed"),
    [(("x1", "x2"), {"x3": 0.0}), (("x1", "x2"), {"x2": 0.0, "x3": 0.0, "x4": 0.0}), (("x1", "y"), {})],
)
def test_every_input_needs_a_value_once(axes: tuple[str, ...], fixed: dict[str, float]) -> None:
    with pytest.raises(ShapeError, match="value for every input"):
        sliced(NETWORK, axes, fixed)


def test_values_beyond_all_numbers_are_still_numbers() -> None:
    huge = NETWORK.with_weights({NETWORK.edges[1].key: 1e300})
    assert abs(sliced(huge, ("x1", "x2"), {"x3": 1e300, "x4": 0.0}).node("h1").bias) == 1e300
