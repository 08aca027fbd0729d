"""The arrays compute what the passes say node by node."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.costs import COSTS
from nndesk.network.engine import CHUNK, Cancelled, CompiledNetwork, field
from nndesk.network.errors import (
    CostActivationError,
    CostTargetError,
    NetworkError,
    NonFiniteError,
    ShapeError,
    UnknownCostError,
    UnknownNodeError,
)
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.passes import backward, forward
from tests.strategies import random_network, random_sample

seeds = st.integers(0, 2**32 - 1)


def close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-12 * max(1.0, abs(a), abs(b))


def xor(activation: str = "step") -> Network:
    return Network(
        ("x1", "x2"),
        (Node("h1", activation, -0.5), Node("h2", activation, -1.5), Node("o", activation, -0.5)),
        (
            Edge("x1", "h1"),
            Edge("x2", "h1"),
            Edge("x1", "h2"),
            Edge("x2", "h2"),
            Edge("h1", "o"),
            Edge("h2", "o", -1.0),
        ),
        ("o",),
    )


@given(seeds)
def test_signals_and_outputs_are_those_of_the_forward_pass(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = random_network(rng, smooth=False)
    compiled = CompiledNetwork(network)
    samples = [random_sample(rng, network)[0] for _ in range(3)]
    passes = [forward(network, x) for x in samples]
    for name in network.order:
        s, z = compiled.signals_and_outputs(samples, name)
        for n, expected in enumerate(passes):
            assert close(s[n], expected.s[name])
            # A signal that differs in its last bit may fall on the other side of a jump.
            assert close(z[n], expected.z[name]) or abs(expected.s[name]) < 1e-12
    outputs = compiled.evaluate(samples)
    assert outputs.shape == (3, len(network.outputs))


@given(seeds, st.sampled_from(sorted(COSTS)))
def test_gradient_is_the_mean_of_the_backward_passes(seed: int, cost: str) -> None:
    rng = np.random.default_rng(seed)
    sigmoid = "sigmoid" if cost == "cross_entropy" else None
    network = random_network(rng, output_activation=sigmoid)
    samples = [random_sample(rng, network) for _ in range(4)]
    compiled = CompiledNetwork(network)
    x, t = [x for x, _ in samples], [t for _, t in samples]
    weights, biases = compiled.by_name(compiled.gradient(x, t, cost))
    passes = [backward(network, forward(network, a), b, cost) for a, b in samples]
    for edge in network.edges:
        assert close(weights[edge.key], np.mean([p.dJ_dw[edge.key] for p in passes]))
    for node in network.nodes:
        assert close(biases[node.name], np.mean([p.dJ_db[node.name] for p in passes]))
    assert close(compiled.cost(x, t, cost), np.mean([p.J for p in passes]))


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_activations_in_place_equal_their_definition(activation: str, dtype: type) -> None:
    network = Network(("x",), (Node("o", activation),), (Edge("x", "o"),), ("o",))
    s = np.concatenate(
        (np.linspace(-30, 30, 401), [-1e4, -800, -90, 90, 800, 1e4, 0.0, -0.0, 1e-300])
    ).astype(dtype)
    signals, z = CompiledNetwork(network, dtype).signals_and_outputs(s[:, None], "o")
    np.testing.assert_array_equal(signals, s)
    with np.errstate(all="ignore"):
        expected = ACTIVATIONS[activation].phi(s)
    np.testing.assert_allclose(z, expected, rtol=4 * np.finfo(dtype).eps, atol=np.finfo(dtype).tiny)
    assert z.dtype == dtype


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_slopes_in_place_equal_their_definition(activation: str) -> None:
    network = Network(("x",), (Node("o", activation),), (Edge("x", "o"),), ("o",))
    for s in (-40.0, -1.5, 0.0, 0.3, 2.0, 40.0):
        z = ACTIVATIONS[activation].phi(np.array(s))
        slope = float(ACTIVATIONS[activation].phi_prime(np.array(s), z))
        # ∂J/∂b = −(t − z) φ′(s), and t is chosen so that t − z = 1.
        _, biases = CompiledNetwork(network).by_name(
            CompiledNetwork(network).gradient([[s]], [[float(z) + 1.0]], "squared")
        )
        assert biases["o"] == pytest.approx(-slope, rel=1e-12, abs=1e-16)


def test_skip_edges_have_a_mask_and_missing_edges_stay_zero() -> None:
    network = Network(
        ("x1", "x2"),
        (Node("h1", "tanh", 0.1), Node("h2", "sigmoid", 0.2), Node("o", "linear", 0.3)),
        (Edge("x1", "h1", 2.0), Edge("h1", "h2", 3.0), Edge("x2", "o", 5.0), Edge("h2", "o", 7.0)),
        ("o",),
    )
    compiled = CompiledNetwork(network)
    assert compiled.layout.mask is not None
    gradient = compiled.gradient([[0.3, -0.7]], [[0.0]], "squared")
    assert not gradient[compiled.layout.mask == 0].any()
    weights, _ = compiled.by_name(gradient)
    assert set(weights) == {edge.key for edge in network.edges}


def test_output_that_feeds_another_node_gets_both_deltas() -> None:
    network = Network(
        ("x",),
        (Node("a", "tanh", 0.2), Node("b", "sigmoid", -0.1)),
        (Edge("x", "a", 0.7), Edge("a", "b", -1.3)),
        ("b", "a"),
    )
    t = (1.0, -0.5)
    expected = backward(network, forward(network, (0.4,)), t)
    _, biases = CompiledNetwork(network).by_name(CompiledNetwork(network).gradient([[0.4]], [t], "squared"))
    assert biases["a"] == pytest.approx(-expected.delta["a"], rel=1e-14)
    assert biases["b"] == pytest.approx(-expected.delta["b"], rel=1e-14)


def test_neuron_that_nothing_feeds_outputs_a_constant() -> None:
    network = Network(
        ("x",),
        (Node("c", "linear", 2.5), Node("o", "linear")),
        (Edge("x", "o", 0.0), Edge("c", "o", 2.0)),
        ("o",),
    )
    assert CompiledNetwork(network).evaluate([[1.0], [9.0]]).tolist() == [[5.0], [5.0]]


@pytest.mark.parametrize(
    "network",
    [Network(), Network(("x1", "x2")), Network((), (Node("c", "linear", 1.5),))],
    ids=["empty", "inputs only", "a constant"],
)
def test_networks_without_outputs_compute_nothing(network: Network) -> None:
    compiled = CompiledNetwork(network)
    x = np.zeros((3, len(network.inputs)))
    assert compiled.evaluate(x).shape == (3, 0)
    assert not compiled.gradient(x, np.zeros((3, 0)), "squared").any()
    assert compiled.network() == network


def test_large_data_go_through_in_chunks() -> None:
    network = xor("tanh")
    x = np.random.default_rng(0).normal(size=(2 * CHUNK + 17, 2))
    whole = CompiledNetwork(network).evaluate(x)
    for at in (0, CHUNK - 1, CHUNK, 2 * CHUNK + 16):
        assert whole[at, 0] == pytest.approx(forward(network, x[at]).z["o"], rel=1e-12)
    t = np.zeros((len(x), 1))
    gradient = CompiledNetwork(network).gradient(x, t, "squared")
    halves = [CompiledNetwork(network).gradient(x[k::2], t[k::2], "squared") for k in (0, 1)]
    counts = [len(x[k::2]) / len(x) for k in (0, 1)]
    np.testing.assert_allclose(gradient, halves[0] * counts[0] + halves[1] * counts[1], rtol=1e-10)


def test_buffers_of_earlier_sizes_are_reused_but_do_not_pile_up() -> None:
    compiled = CompiledNetwork(xor())
    for n in range(1, 40):
        compiled.evaluate(np.zeros((n, 2)))
    assert len(compiled._passes) <= 8
    assert compiled.run(39) is compiled.run(39)


def test_parameters_map_to_the_network_and_back() -> None:
    network = random_network(np.random.default_rng(3), neurons=8)
    compiled = CompiledNetwork(network)
    assert compiled.network() == network
    weights, biases = compiled.by_name(compiled.parameters)
    assert weights == {edge.key: edge.weight for edge in network.edges}
    assert biases == {node.name: node.bias for node in network.nodes}
    compiled.parameters[compiled.layout.weight_at[0]] = 0.125
    assert compiled.network().edges[0].weight == 0.125
    assert network.edges[0].weight != 0.125
    assert compiled.network().topology is network.topology


def test_parameters_that_blew_up_are_named() -> None:
    compiled = CompiledNetwork(xor())
    compiled.parameters[compiled.layout.weight_at[0]] = np.inf
    with pytest.raises(NonFiniteError, match="h1<-x1"):
        compiled.network()


@pytest.mark.parametrize(
    ("x", "t", "cost", "error", "words"),
    [
        ([[1.0]], [[1.0]], "squared", ShapeError, "1 input a sample, but the network has 2 inputs"),
        (
            [[1.0, 0.0]],
            [[1.0, 2.0]],
            "squared",
            ShapeError,
            "2 targets a sample, but the network has 1 output",
        ),
        ([1.0, 0.0], [[1.0]], "squared", ShapeError, "a row a sample"),
        ([[1.0, 0.0]], [[1.0]] * 2, "squared", ShapeError, "as many rows, but have 1 and 2"),
        (np.zeros((0, 2)), np.zeros((0, 1)), "squared", NetworkError, "no samples"),
        ([[1.0, 0.0]], [[1.0]], "cross_entropy", CostActivationError, "o has the activation step"),
        ([[1.0, 0.0]], [[1.0]], "hinge", UnknownCostError, "hinge"),
    ],
)
def test_what_does_not_fit_is_said(
    x: object, t: object, cost: str, error: type[Exception], words: str
) -> None:
    compiled = CompiledNetwork(xor())
    with pytest.raises(error, match=words):
        compiled.gradient(x, t, cost)  # type: ignore[arg-type]
    with pytest.raises(error, match=words):
        compiled.cost(x, t, cost)  # type: ignore[arg-type]


def test_a_target_that_is_no_probability_is_named_by_row() -> None:
    compiled = CompiledNetwork(xor("sigmoid"))
    for call in (compiled.gradient, compiled.cost):
        with pytest.raises(CostTargetError, match=r"target of o in row 2 of the data is −1\."):
            call([[0.0, 0.0], [1.0, 1.0]], [[1.0], [-1.0]], "cross_entropy")


def test_field_has_rows_of_x2_and_columns_of_x1() -> None:
    xs, ys = np.linspace(-1, 2, 7), np.linspace(0, 1, 4)
    network = xor("tanh")
    found = field(network, "h2", xs, ys, dtype=np.float64)
    assert found.s.shape == found.z.shape == (4, 7)
    for i, y in enumerate(ys):
        for k, x in enumerate(xs):
            assert found.s[i, k] == pytest.approx(x + y - 1.5, abs=1e-12)
            assert found.z[i, k] == pytest.approx(np.tanh(x + y - 1.5), abs=1e-12)
    assert field(network, "o", xs, ys).z.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        found.z[0, 0] = 1.0


def test_field_of_more_inputs_takes_the_rest_as_given() -> None:
    edges = tuple(Edge(x, "o", w) for x, w in (("x1", 1.0), ("x2", 10.0), ("x3", 100.0)))
    network = Network(("x1", "x2", "x3"), (Node("o", "linear"),), edges, ("o",))
    assert field(network, "o", [1.0, 2.0], [3.0], rest=(4.0,)).z.tolist() == [[431.0, 432.0]]
    with pytest.raises(ShapeError, match="2 values, but the network has 3 inputs"):
        field(network, "o", [0.0], [0.0])
    with pytest.raises(UnknownNodeError, match="x1"):
        field(network, "x1", [0.0], [0.0], rest=(0.0,))


def test_field_can_be_cancelled() -> None:
    cancel = threading.Event()
    cancel.set()
    grid = np.linspace(0, 1, 200)
    with pytest.raises(Cancelled):
        field(xor(), "o", grid, grid, cancel=cancel)


def test_huge_weights_give_no_warning() -> None:
    network = xor("sigmoid").with_weights({EdgeKey("x1", "h1"): 1e300, EdgeKey("h1", "o"): -1e300})
    grid = np.linspace(-1, 1, 5)
    assert field(network, "o", grid, grid).z.shape == (5, 5)
    assert np.isfinite(field(network, "h1", grid, grid, dtype=np.float64).z).all()
