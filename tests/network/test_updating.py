"""What a step makes of a gradient: momentum, penalties, schedules, Adam."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import random_network

from nndesk.network.engine import CompiledNetwork
from nndesk.network.errors import NetworkError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Network
from nndesk.network.training import DivergedError, train
from nndesk.network.updating import penalty

KNOBS = [
    {},
    {"momentum": 0.9},
    {"momentum": 0.9, "nesterov": True},
    {"l2": 0.1},
    {"l1": 0.05},
    {"l1": 0.02, "l2": 0.1, "momentum": 0.5},
    {"l2": 0.1, "momentum": 0.5, "nesterov": True},
    {"optimiser": "adam", "eta": 0.01},
    {"optimiser": "adam", "eta": 0.01, "l2": 0.1, "l1": 0.01},
    {"schedule": "step", "decay": 0.5, "period": 2},
    {"schedule": "inverse", "period": 3, "momentum": 0.9},
]


def _problem(seed: int, cost: str) -> tuple[Network, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    activation = "sigmoid" if cost == "cross_entropy" else None
    network = random_network(draw, inputs=2, neurons=6, outputs=2, smooth=True, output_activation=activation)
    return network, draw.normal(size=(9, 2)), draw.uniform(0.05, 0.95, size=(9, 2))


def _slope_of_all(network: Network, x, t, knobs: Hyperparameters) -> np.ndarray:
    """∇ of J and its penalties, by central differences of both: knows nothing of deltas or masks."""
    compiled = CompiledNetwork(network)
    layout, start = compiled.layout, compiled.parameters.copy()

    def cost(w: np.ndarray) -> float:
        compiled.parameters = w
        return compiled.cost(x, t, knobs.cost) + penalty(knobs, layout, w)

    found = np.zeros_like(start)
    for i in (*layout.weight_at, *layout.bias_at):
        step = np.zeros_like(start)
        step[i] = 1e-6
        found[i] = (cost(start + step) - cost(start - step)) / 2e-6
    return found


@pytest.mark.parametrize("cost", ["squared", "cross_entropy"])
@pytest.mark.parametrize("changes", KNOBS)
@pytest.mark.parametrize("seed", range(3))
def test_steps_follow_the_differences_of_cost_and_penalties(cost: str, changes: dict, seed: int) -> None:
    network, x, t = _problem(seed, cost)
    knobs = Hyperparameters(cost=cost, batch=0, epochs=4, **{"eta": 0.3, **changes})
    states = [snapshot.parameters for snapshot in train(network, x, t, knobs)]
    change, mean, square = (np.zeros_like(states[0]) for _ in range(3))
    for r in range(4):
        here = CompiledNetwork(network).layout.unpack(states[r])
        g = _slope_of_all(here, x, t, knobs)
        if knobs.optimiser == "adam":
            mean, square = 0.9 * mean + 0.1 * g, 0.999 * square + 0.001 * g * g
            step = (
                -knobs.eta * (mean / (1 - 0.9 ** (r + 1))) / (np.sqrt(square / (1 - 0.999 ** (r + 1))) + 1e-8)
            )
        else:
            change = knobs.momentum * change - knobs.eta_at(r) * g
            step = knobs.momentum * change - knobs.eta_at(r) * g if knobs.nesterov else change
        near = 2e-3 if knobs.optimiser == "adam" else 1e-7
        assert states[r + 1] - states[r] == pytest.approx(step, abs=near)


@pytest.mark.parametrize("changes", KNOBS)
def test_locked_numbers_stay_to_the_last_bit(changes: dict) -> None:
    network, x, t = _problem(5, "squared")
    edges, biases = [e.key for e in network.edges[::2]], [n.name for n in network.nodes[::2]]
    network = network.with_locks(True, edges, biases)
    *_, last = train(network, x, t, Hyperparameters(batch=3, epochs=5, **{"eta": 0.3, **changes}))
    for key in edges:
        assert last.network.edge(*key).weight.hex() == network.edge(*key).weight.hex()
    for name in biases:
        assert last.network.node(name).bias.hex() == network.node(name).bias.hex()
    assert last.network != network


@pytest.mark.parametrize("changes", KNOBS)
@pytest.mark.parametrize("batch", [1, 4, 0])
def test_the_same_run_gives_the_same_bits(changes: dict, batch: int) -> None:
    network, x, t = _problem(6, "squared")
    knobs = Hyperparameters(batch=batch, epochs=6, seed=3, **{"eta": 0.1, **changes})
    first, second = (list(train(network, x, t, knobs)) for _ in range(2))
    assert [s.parameters.tobytes() for s in first] == [s.parameters.tobytes() for s in second]


def test_penalties_are_told_apart_from_the_cost() -> None:
    network, x, t = _problem(7, "squared")
    knobs = Hyperparameters(l1=0.5, l2=0.25, epochs=0)
    (snapshot,) = train(network, x, t, knobs)
    w = np.array([edge.weight for edge in network.edges])
    assert CompiledNetwork(network).cost(x, t, "squared") == snapshot.J
    assert snapshot.penalty == pytest.approx(0.125 * (w**2).sum() + 0.5 * np.abs(w).sum())


def test_eta_falls_as_its_schedule_says() -> None:
    step = Hyperparameters(eta=0.8, schedule="step", decay=0.5, period=10)
    assert [step.eta_at(e) for e in (0, 9, 10, 25)] == [0.8, 0.8, 0.4, 0.2]
    inverse = Hyperparameters(eta=0.8, schedule="inverse", period=10)
    assert [inverse.eta_at(e) for e in (0, 10, 30)] == [0.8, 0.4, 0.2]
    assert Hyperparameters(eta=0.8).eta_at(10**6) == 0.8


def test_without_shuffling_the_samples_keep_their_order() -> None:
    network, x, t = _problem(8, "squared")
    runs = [list(train(network, x, t, Hyperparameters(epochs=3, shuffle=False, seed=s))) for s in (0, 1)]
    assert runs[0][-1].parameters.tobytes() == runs[1][-1].parameters.tobytes()


def test_a_run_with_momentum_that_diverges_names_where() -> None:
    network, x, t = _problem(9, "squared")
    network = network.with_activations(dict.fromkeys(network.order, "linear"))
    with pytest.raises(DivergedError) as raised:
        list(train(network, x, t, Hyperparameters(eta=50.0, momentum=0.9, epochs=400)))
    assert raised.value.snapshot is not None
    assert np.isfinite(raised.value.snapshot.parameters).all()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"momentum": 1.0}, "momentum is 1.0"),
        ({"momentum": -0.1}, "momentum"),
        ({"momentum": float("nan")}, "momentum"),
        ({"l1": -1.0}, "L1 penalty"),
        ({"l2": float("inf")}, "L2 penalty"),
        ({"decay": 0.0}, "decay of η"),
        ({"decay": 1.5}, "decay of η"),
        ({"period": 0}, "period of η"),
        ({"schedule": "cosine"}, "no schedule 'cosine'"),
        ({"optimiser": "rmsprop"}, "no optimiser 'rmsprop'"),
    ],
)
def test_knobs_out_of_range_are_named(changes: dict, says: str) -> None:
    with pytest.raises(NetworkError, match=says):
        Hyperparameters(**changes)
