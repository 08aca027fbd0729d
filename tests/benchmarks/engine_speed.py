"""How fast the engine trains and shades, beside plain numpy and, where installed, scikit-learn and PyTorch.

Absolute numbers say as much about the machine and what else runs on it as about the engine, so the opponents
take turns with it, and what to look at are the ratios. Run from the checkout::

    python tests/benchmarks/engine_speed.py [--samples 20000] [--rounds 5] [--activation tanh]
"""

from __future__ import annotations

import os

# Before numpy is imported: at this size threads only get into each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import importlib.util
import time
import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nndesk.network.engine import CompiledNetwork, field
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, Network, Node
from nndesk.network.training import train

Array = NDArray[np.float64]
NETWORKS = ((2, 4, 2, 1), (2, 8, 8, 1), (2, 32, 32, 1), (64, 32, 10))
BATCH = 10
ETA = 0.1


def layered(sizes: tuple[int, ...], activation: str) -> Network:
    rng = np.random.default_rng(0)
    columns = [[f"n{depth}.{i}" for i in range(size)] for depth, size in enumerate(sizes)]
    nodes = [Node(name, activation, float(rng.normal())) for column in columns[1:] for name in column]
    edges = [
        Edge(source, target, float(rng.normal() / np.sqrt(len(before))))
        for before, after in pairwise(columns)
        for target in after
        for source in before
    ]
    return Network(tuple(columns[0]), tuple(nodes), tuple(edges), tuple(columns[-1]))


def by_engine(sizes: tuple[int, ...], activation: str, x: Array, t: Array) -> Callable[[], object]:
    """One epoch, with the shuffling and the evaluation of J that training includes."""
    run = train(layered(sizes, activation), x, t, Hyperparameters(eta=ETA, batch=BATCH, epochs=10**9))
    next(run)
    return lambda: next(run)


def by_plain_numpy(sizes: tuple[int, ...], activation: str, x: Array, t: Array) -> Callable[[], object]:
    """The textbook loop: a product a layer, new arrays at every step, neither shuffled nor evaluated."""
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=(b, a)) / np.sqrt(a) for a, b in pairwise(sizes)]
    biases = [rng.normal(size=(b, 1)) for b in sizes[1:]]
    if activation == "tanh":
        phi, slope = np.tanh, lambda z: 1.0 - z * z
    else:
        phi, slope = (lambda s: 1.0 / (1.0 + np.exp(-s))), lambda z: z * (1.0 - z)

    def epoch() -> None:
        for at in range(0, len(x), BATCH):
            z = [x[at : at + BATCH].T]
            for w, b in zip(weights, biases, strict=True):
                z.append(phi(w @ z[-1] + b))
            delta = (t[at : at + BATCH].T - z[-1]) * slope(z[-1])
            for i in reversed(range(len(weights))):
                before = (weights[i].T @ delta) * slope(z[i]) if i else delta
                weights[i] += ETA / BATCH * (delta @ z[i].T)
                biases[i] += ETA / BATCH * delta.sum(axis=1, keepdims=True)
                delta = before

    return epoch


def by_scikit_learn(sizes: tuple[int, ...], activation: str, x: Array, t: Array) -> Callable[[], object]:
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        sizes[1:-1],
        activation={"sigmoid": "logistic"}.get(activation, activation),
        solver="sgd",
        batch_size=BATCH,
        learning_rate_init=ETA / 100,
        max_iter=1,
        momentum=0.0,
        random_state=0,
    )
    classes = t.argmax(axis=1) if t.shape[1] > 1 else (t[:, 0] > 0.5).astype(int)

    def epoch() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(x, classes)

    return epoch


def by_torch(sizes: tuple[int, ...], activation: str, x: Array, t: Array) -> Callable[[], object]:
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    phi = {"tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}[activation]
    layers: list[Any] = []
    for a, b in pairwise(sizes):
        layers += [torch.nn.Linear(a, b, dtype=torch.float64), phi()]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=ETA)
    # A tenth of the data is enough to see it.
    inputs, targets = torch.from_numpy(x[: len(x) // 10]), torch.from_numpy(t[: len(t) // 10])

    def epoch() -> None:
        for at in range(0, len(inputs), BATCH):
            optimizer.zero_grad()
            z = model(inputs[at : at + BATCH])
            (0.5 * ((z - targets[at : at + BATCH]) ** 2).sum(dim=1).mean()).backward()
            optimizer.step()

    return epoch


def fastest(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of each job's best round; the jobs take turns, so that all meet the same machine."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def training_table(samples: int, rounds: int, activation: str) -> None:
    opponents = {"plain numpy": by_plain_numpy}
    if importlib.util.find_spec("sklearn"):
        opponents["scikit-learn"] = by_scikit_learn
    if importlib.util.find_spec("torch"):
        opponents["PyTorch"] = by_torch
    print(f"\nTraining, batch {BATCH}, {activation}, float64: samples per second")
    print("(and how many times as fast the engine is)\n")
    print(f"| network | engine | {' | '.join(opponents)} |")
    print("| --- |" + " --- |" * (1 + len(opponents)))
    rng = np.random.default_rng(1)
    for sizes in NETWORKS:
        x, t = rng.normal(size=(samples, sizes[0])), rng.uniform(size=(samples, sizes[-1]))
        jobs = {"engine": by_engine(sizes, activation, x, t)}
        jobs |= {name: make(sizes, activation, x, t) for name, make in opponents.items()}
        seconds = fastest(jobs, rounds)
        if "PyTorch" in seconds:
            seconds["PyTorch"] *= 10
        cells = [f"{samples / seconds['engine'] / 1e6:.2f} M"]
        for name in opponents:
            ratio = seconds[name] / seconds["engine"]
            cells.append(f"{samples / seconds[name] / 1e6:.2f} M ({ratio:.1f}×)")
        print(f"| {'-'.join(map(str, sizes))} | {' | '.join(cells)} |")


def plane_table(rounds: int, activation: str) -> None:
    print("\nOther work, milliseconds\n")
    print("| network | parameters | compile | parameters to network | field 256² | field 512² |")
    print("| --- |" + " --- |" * 5)
    for sizes in NETWORKS[:3]:
        network = layered(sizes, activation)
        compiled = CompiledNetwork(network)
        grids = {n: np.linspace(-1.0, 1.0, n) for n in (256, 512)}
        name = network.outputs[0]
        seconds = fastest(
            {
                "compile": lambda network=network: CompiledNetwork(network),
                "back": compiled.network,
                **{
                    str(n): lambda network=network, name=name, g=grid: field(network, name, g, g)
                    for n, grid in grids.items()
                },
            },
            rounds,
        )
        times = " | ".join(f"{1e3 * value:.2f}" for value in seconds.values())
        print(f"| {'-'.join(map(str, sizes))} | {network.parameter_count} | {times} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--samples", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--activation", choices=("tanh", "sigmoid"), default="tanh")
    options = parser.parse_args()
    training_table(options.samples, options.rounds, options.activation)
    plane_table(options.rounds, options.activation)


if __name__ == "__main__":
    main()
