"""Gradient descent."""

from __future__ import annotations

import math
import threading
from itertools import islice, pairwise

import numpy as np
import pytest

from nndesk.network.engine import CHUNK, CompiledNetwork
from nndesk.network.errors import CostActivationError, CostTargetError, NetworkError, ShapeError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, Network, Node
from nndesk.network.passes import backward, forward
from nndesk.network.training import DivergedError, Snapshot, train
from tests.strategies import random_network

XOR_X = [[0, 0], [0, 1], [1, 0], [1, 1]]
XOR_T = [[0], [1], [1], [0]]


def layered(*sizes: int, activation: str = "sigmoid", seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)
    columns = [[f"n{depth}.{i}" for i in range(size)] for depth, size in enumerate(sizes)]
    nodes = [Node(name, activation, float(rng.uniform(-1, 1))) for column in columns[1:] for name in column]
    edges = [
        Edge(source, target, float(rng.uniform(-1, 1)))
        for before, after in pairwise(columns)
        for target in after
        for source in before
    ]
    return Network(tuple(columns[0]), tuple(nodes), tuple(edges), tuple(columns[-1]))


def one_by_one(network: Network, x: object, t: object, knobs: Hyperparameters, epochs: int) -> Network:
    """The same training by the passes, sample by sample, as the lecture writes it."""
    x, t = np.asarray(x, float), np.asarray(t, float)
    rng = np.random.default_rng(knobs.seed)
    size = knobs.batch or len(x)
    for _ in range(epochs):
        order = rng.permutation(len(x)) if size < len(x) else np.arange(len(x))
        for start in range(0, len(x), size):
            batch = order[start : start + size]
            passes = [backward(network, forward(network, x[n]), t[n], knobs.cost) for n in batch]
            dw = [p.dw(knobs.eta) for p in passes]
            db = [p.db(knobs.eta) for p in passes]
            network = network.with_weights(
                {e.key: e.weight + sum(change[e.key] for change in dw) / len(batch) for e in network.edges}
            ).with_biases(
                {v.name: v.bias + sum(change[v.name] for change in db) / len(batch) for v in network.nodes}
            )
    return network


@pytest.mark.parametrize("batch", [1, 2, 3, 0, 100])
@pytest.mark.parametrize("cost", ["squared", "cross_entropy"])
def test_training_is_what_the_passes_do_sample_by_sample(batch: int, cost: str) -> None:
    rng = np.random.default_rng(11)
    network = random_network(rng, inputs=2, neurons=6, outputs=2, output_activation="sigmoid")
    x, t = rng.normal(size=(7, 2)), rng.uniform(size=(7, 2))
    knobs = Hyperparameters(cost=cost, eta=0.3, batch=batch, epochs=3, seed=4)
    *_, last = train(network, x, t, knobs)
    expected = one_by_one(network, x, t, knobs, 3)
    for edge, other in zip(last.network.edges, expected.edges, strict=True):
        assert edge.key == other.key
        assert edge.weight == pytest.approx(other.weight, rel=1e-10, abs=1e-12)
    for node, twin in zip(last.network.nodes, expected.nodes, strict=True):
        assert node.bias == pytest.approx(twin.bias, rel=1e-10, abs=1e-12)


def test_batches_larger_than_a_chunk_make_one_step() -> None:
    rng = np.random.default_rng(0)
    network = layered(2, 3, 1)
    x, t = rng.normal(size=(2 * CHUNK + 5, 2)), rng.uniform(size=(2 * CHUNK + 5, 1))
    *_, last = train(network, x, t, Hyperparameters(eta=0.5, batch=0, epochs=1))
    compiled = CompiledNetwork(network)
    expected = compiled.parameters - 0.5 * compiled.gradient(x, t, "squared")
    np.testing.assert_allclose(last.parameters, expected, rtol=1e-12)


def test_xor_is_learned() -> None:
    knobs = Hyperparameters(eta=0.5, batch=4, epochs=6000, seed=1)
    *_, last = train(layered(2, 2, 1, activation="tanh", seed=5), XOR_X, XOR_T, knobs, every=6000)
    outputs = CompiledNetwork(last.network).evaluate(XOR_X)
    assert last.J < 0.01
    np.testing.assert_array_equal(outputs > 0.5, np.array(XOR_T) == 1)


def test_same_arguments_give_the_same_bits() -> None:
    rng = np.random.default_rng(2)
    x, t = rng.normal(size=(103, 3)), rng.uniform(size=(103, 2))
    knobs = Hyperparameters(eta=0.2, batch=8, epochs=5, seed=9)
    runs = [list(train(layered(3, 5, 2), x, t, knobs)) for _ in range(2)]
    for a, b in zip(*runs, strict=True):
        assert a.parameters.tobytes() == b.parameters.tobytes()
        assert a.J == b.J
    other = list(train(layered(3, 5, 2), x, t, Hyperparameters(eta=0.2, batch=8, epochs=5, seed=10)))
    assert other[-1].parameters.tobytes() != runs[0][-1].parameters.tobytes()


def test_snapshots_begin_with_epoch_0_and_do_not_change_afterwards() -> None:
    network = layered(2, 3, 1)
    found = list(train(network, XOR_X, XOR_T, Hyperparameters(epochs=4)))
    assert [snapshot.epoch for snapshot in found] == [0, 1, 2, 3, 4]
    assert found[0].network == network
    assert len({snapshot.parameters.tobytes() for snapshot in found}) == 5
    assert CompiledNetwork(found[1].network).cost(XOR_X, XOR_T, "squared") == found[1].J
    with pytest.raises(ValueError, match="read-only"):
        found[0].parameters[0] = 1.0


def test_every_skips_snapshots_but_not_the_last() -> None:
    found = list(train(layered(2, 2, 1), XOR_X, XOR_T, Hyperparameters(epochs=10), every=4))
    assert [snapshot.epoch for snapshot in found] == [0, 4, 8, 10]
    everything = list(train(layered(2, 2, 1), XOR_X, XOR_T, Hyperparameters(epochs=10)))
    assert found[-1].parameters.tobytes() == everything[-1].parameters.tobytes()


def test_no_epochs_give_the_beginning() -> None:
    (only,) = train(layered(2, 2, 1), XOR_X, XOR_T, Hyperparameters(epochs=0))
    assert only.epoch == 0


def test_thresholds_do_not_learn() -> None:
    network = layered(2, 2, 1, activation="step")
    *_, last = train(network, XOR_X, XOR_T, Hyperparameters(epochs=20))
    assert last.network == network


class SetAfter(threading.Event):
    """Is set once it has been looked at ``looks`` times."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def is_set(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def test_cancelled_run_ends_with_its_last_whole_epoch() -> None:
    knobs = Hyperparameters(eta=0.5, batch=1, epochs=100, seed=3)
    everything = list(islice(train(layered(2, 2, 1), XOR_X, XOR_T, knobs), 8))
    # One look in each of these short epochs.
    found = list(train(layered(2, 2, 1), XOR_X, XOR_T, knobs, cancel=SetAfter(7), every=50))
    assert [snapshot.epoch for snapshot in found] == [0, 7]
    assert found[-1].parameters.tobytes() == everything[7].parameters.tobytes()


def test_long_epochs_are_cancelled_on_the_way() -> None:
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(20_000, 2)), rng.uniform(size=(20_000, 1))
    cancel = SetAfter(3)
    found = list(train(layered(2, 32, 32, 1), x, t, Hyperparameters(batch=10, epochs=5), cancel=cancel))
    assert [snapshot.epoch for snapshot in found] == [0]
    assert cancel.looks < 0


def test_run_set_to_cancel_from_the_start_gives_the_beginning() -> None:
    cancel = threading.Event()
    cancel.set()
    found = list(train(layered(2, 2, 1), XOR_X, XOR_T, Hyperparameters(epochs=5), cancel=cancel))
    assert [snapshot.epoch for snapshot in found] == [0]


@pytest.mark.parametrize("every", [1, 7])
def test_divergence_names_the_culprit_and_keeps_the_last_finite_state(every: int) -> None:
    network = Network(
        ("x",), (Node("h", "linear", 0.1), Node("o", "linear")), (Edge("x", "h"), Edge("h", "o")), ("o",)
    )
    seen: list[Snapshot] = []
    run = train(network, [[3.0]], [[1.0]], Hyperparameters(eta=5, epochs=1000), every=every)
    with pytest.raises(DivergedError, match=r"diverged in epoch \d+, first seen at .* η = 5 ") as caught:
        seen.extend(run)
    assert caught.value.culprit in {"h", "o", "h<-x", "o<-h"}
    assert caught.value.culprit in str(caught.value)
    assert caught.value.snapshot is seen[-1]
    assert all(math.isfinite(snapshot.J) for snapshot in seen)
    assert np.isfinite(seen[-1].parameters).all()


def test_beginning_that_is_not_finite_is_refused() -> None:
    network = Network(("x",), (Node("o", "linear"),), (Edge("x", "o", 1e300),), ("o",))
    with pytest.raises(DivergedError, match="epoch 0, first seen at the signal of o") as caught:
        next(train(network, [[1e300]], [[0.0]], Hyperparameters()))
    assert caught.value.snapshot is None
    assert caught.value.culprit == "o"


@pytest.mark.parametrize(
    ("network", "x", "t", "error", "words"),
    [
        (
            layered(2, 1),
            [[1.0, 2.0, 3.0]],
            [[1.0]],
            ShapeError,
            "3 inputs a sample, but the network has 2 inputs",
        ),
        (
            layered(2, 1),
            [[1.0, 2.0]],
            [[1.0, 0.0]],
            ShapeError,
            "2 targets a sample, but the network has 1 output",
        ),
        (layered(2, 1), np.zeros((0, 2)), np.zeros((0, 1)), NetworkError, "no samples"),
        (Network(("x1",)), [[1.0]], np.zeros((1, 0)), NetworkError, "no output"),
    ],
)
def test_data_that_do_not_fit_are_refused_at_once(
    network: Network, x: object, t: object, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        train(network, x, t, Hyperparameters())  # type: ignore[arg-type]


def test_targets_that_are_no_probabilities_are_refused_at_once_by_row() -> None:
    targets = [[0.0], [1.0], [1.5], [0.0]]
    with pytest.raises(
        CostTargetError, match=r"from 0 to 1, but the target of .* in row 3 of the data is 1\.5"
    ):
        train(layered(2, 1), XOR_X, targets, Hyperparameters(cost="cross_entropy"))
    assert list(train(layered(2, 1), XOR_X, targets, Hyperparameters(epochs=1)))


def test_cost_that_does_not_fit_is_refused_at_once() -> None:
    with pytest.raises(CostActivationError):
        train(layered(2, 1, activation="tanh"), XOR_X, XOR_T, Hyperparameters(cost="cross_entropy"))


def test_snapshots_have_the_cost_of_what_is_held_out_and_do_not_learn_from_it() -> None:
    network = layered(2, 3, 1)
    knobs = Hyperparameters(epochs=4, batch=2)
    unseen = ([[0.5, 0.5], [2, 2]], [[1], [0]])
    alone = list(train(network, XOR_X, XOR_T, knobs))
    for snapshot, plain in zip(train(network, XOR_X, XOR_T, knobs, held_out=unseen), alone, strict=True):
        assert snapshot.network == plain.network
        expected = CompiledNetwork(snapshot.network).cost(*unseen, "squared")
        assert snapshot.held_out_cost == pytest.approx(expected)
        assert plain.held_out_cost is None
    nobody = train(network, XOR_X, XOR_T, knobs, held_out=(np.zeros((0, 0)), np.zeros((0, 0))))
    assert next(nobody).held_out_cost is None
    with pytest.raises(ShapeError):
        train(network, XOR_X, XOR_T, knobs, held_out=([[1.0]], [[1.0]]))
