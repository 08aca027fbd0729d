"""The same numbers as PyTorch and scikit-learn. Skipped where they are not installed."""

from __future__ import annotations

import importlib
import os
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.network.engine import CompiledNetwork
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, Network, Node
from nndesk.network.passes import backward, forward
from nndesk.network.pytorch import pytorch_gradients
from nndesk.network.training import train

pytestmark = pytest.mark.parity


def peer(module: str) -> Any:
    """The peer's module. Without it the test is skipped, unless it must be there."""
    if os.environ.get("NNDESK_REQUIRE_PARITY"):
        return importlib.import_module(module)
    return pytest.importorskip(module)


@pytest.mark.parametrize(("cost", "output_activation"), [("squared", None), ("cross_entropy", "sigmoid")])
@pytest.mark.parametrize("smooth", [True, False])
def test_gradients_are_pytorchs_and_delta_is_minus_its(
    cost: str, output_activation: str | None, smooth: bool
) -> None:
    peer("torch")
    rng = np.random.default_rng(1998)
    for _ in range(60):
        network = random_network(rng, smooth=smooth, output_activation=output_activation)
        x, t = random_sample(rng, network)
        J, dJ_dw, dJ_db, dJ_ds = pytorch_gradients(network, x, t, cost)
        ours = backward(network, forward(network, x), t, cost)
        assert pytest.approx(J, rel=1e-12, abs=1e-14) == ours.J
        assert dict(ours.dJ_dw) == pytest.approx(dJ_dw, rel=1e-10, abs=1e-12)
        assert dict(ours.dJ_db) == pytest.approx(dJ_db, rel=1e-10, abs=1e-12)
        assert {j: -delta for j, delta in ours.delta.items()} == pytest.approx(dJ_ds, rel=1e-10, abs=1e-12)


def layered(model: Any, inputs: int, activation: str, output: str) -> Network:
    """The network that a fitted scikit-learn perceptron is."""
    names = [[f"x{i}" for i in range(1, inputs + 1)]]
    for level, weights in enumerate(model.coefs_[:-1], start=1):
        names.append([f"h{level}_{j}" for j in range(1, weights.shape[1] + 1)])
    names.append([f"o{k}" for k in range(1, model.coefs_[-1].shape[1] + 1)])
    nodes, edges = [], []
    for level, (weights, biases) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        last = level == len(model.coefs_) - 1
        for j, target in enumerate(names[level + 1]):
            nodes.append(Node(target, output if last else activation, float(biases[j])))
            edges += [Edge(source, target, float(weights[i, j])) for i, source in enumerate(names[level])]
    return Network(tuple(names[0]), tuple(nodes), tuple(edges), tuple(names[-1]))


@pytest.mark.parametrize(
    ("sklearns", "ours"),
    [("logistic", "sigmoid"), ("tanh", "tanh"), ("relu", "relu"), ("identity", "linear")],
)
@pytest.mark.filterwarnings("ignore::Warning:sklearn")
def test_outputs_are_those_of_scikit_learn(sklearns: str, ours: str) -> None:
    neural = peer("sklearn.neural_network")
    rng = np.random.default_rng(1969)
    x = rng.normal(size=(60, 3))
    labels = (x[:, 0] * x[:, 1] > 0).astype(int)
    settings = {"hidden_layer_sizes": (5, 4), "activation": sklearns, "max_iter": 20, "random_state": 1}

    classifier = neural.MLPClassifier(**settings).fit(x, labels)
    network = layered(classifier, 3, ours, "sigmoid")
    probability = classifier.predict_proba(x)[:, 1]
    np.testing.assert_allclose(
        [forward(network, row).z["o1"] for row in x], probability, rtol=1e-12, atol=1e-14
    )
    np.testing.assert_allclose(
        CompiledNetwork(network).evaluate(x)[:, 0], probability, rtol=1e-12, atol=1e-14
    )

    regressor = neural.MLPRegressor(**settings).fit(x, x[:, :2] ** 2)
    network = layered(regressor, 3, ours, "linear")
    passes = [[forward(network, row).z[k] for k in network.outputs] for row in x]
    np.testing.assert_allclose(passes, regressor.predict(x), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(
        CompiledNetwork(network).evaluate(x), regressor.predict(x), rtol=1e-11, atol=1e-13
    )


@pytest.mark.parametrize(
    ("changes", "make"),
    [
        ({"momentum": 0.9}, lambda torch, p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
        (
            {"momentum": 0.9, "nesterov": True},
            lambda torch, p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
        ),
        (
            {"l2": 0.05, "momentum": 0.5},
            lambda torch, p: torch.optim.SGD(
                [{"params": p[0::2], "weight_decay": 0.05}, {"params": p[1::2]}], lr=0.1, momentum=0.5
            ),
        ),
        ({"optimiser": "adam"}, lambda torch, p: torch.optim.Adam(p, lr=0.1)),
    ],
)
@pytest.mark.parametrize("cost", ["squared", "cross_entropy"])
def test_twenty_steps_are_those_of_pytorchs_optimisers(cost: str, changes: dict[str, Any], make: Any) -> None:
    torch = peer("torch")
    rng = np.random.default_rng(3)
    sizes = (3, 5, 2)
    names = [[f"n{depth}.{i}" for i in range(size)] for depth, size in enumerate(sizes)]
    tensors = []
    for before, after in pairwise(sizes):
        tensors += [rng.normal(size=(after, before)), rng.normal(size=after)]
    nodes = [
        Node(name, "sigmoid", float(tensors[2 * depth + 1][i]))
        for depth, column in enumerate(names[1:])
        for i, name in enumerate(column)
    ]
    edges = [
        Edge(source, target, float(tensors[2 * depth][j, i]))
        for depth, (before, after) in enumerate(pairwise(names))
        for j, target in enumerate(after)
        for i, source in enumerate(before)
    ]
    network = Network(tuple(names[0]), tuple(nodes), tuple(edges), tuple(names[-1]))
    x, t = rng.normal(size=(7, 3)), rng.uniform(size=(7, 2))

    knobs = Hyperparameters(cost=cost, eta=0.1, batch=0, epochs=20, **changes)
    *_, last = train(network, x, t, knobs)

    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in tensors]
    optimiser = make(torch, parameters)
    inputs, targets = torch.tensor(x), torch.tensor(t)
    for _ in range(20):
        optimiser.zero_grad()
        hidden = torch.sigmoid(inputs @ parameters[0].T + parameters[1])
        s = hidden @ parameters[2].T + parameters[3]
        if cost == "squared":
            J = 0.5 * ((targets - torch.sigmoid(s)) ** 2).sum(axis=1).mean()
        else:
            loss = torch.nn.functional.binary_cross_entropy_with_logits
            J = loss(s, targets, reduction="none").sum(axis=1).mean()
        J.backward()
        optimiser.step()
    for depth, (before, after) in enumerate(pairwise(names)):
        weights = [[last.network.edge(i, j).weight for i in before] for j in after]
        biases = [last.network.node(j).bias for j in after]
        np.testing.assert_allclose(weights, parameters[2 * depth].detach().numpy(), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(biases, parameters[2 * depth + 1].detach().numpy(), rtol=1e-9, atol=1e-12)
