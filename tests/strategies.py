"""Random networks and samples for tests, from a generator (repeatable) or as hypothesis strategies."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from nndesk.data.dataset import Dataset
from nndesk.data.normalisation import Normalisation
from nndesk.network.model import Edge, Network, Node

SMOOTH = ("linear", "sigmoid", "tanh", "softplus")
KINKED = ("relu", "leaky_relu")
THRESHOLDS = ("step", "sign")


def random_network(
    rng: np.random.Generator,
    *,
    smooth: bool = True,
    inputs: int | None = None,
    neurons: int | None = None,
    outputs: int | None = None,
    output_activation: str | None = None,
    spread: float = 1.5,
) -> Network:
    """A random directed acyclic graph.

    It has skip edges, several outputs, outputs that feed others, dead ends, neurons that nothing feeds, mixed
    activations, and its nodes and edges are drawn in an order that is not topological.

    Args:
        rng: the source of all chance.
        smooth: only activations without kink or jump.
        inputs, neurons, outputs: how many; None is 1–4, 1–9 and 1–3 (at most the neurons that can be one).
        output_activation: of every output; None mixes them too. ``"sigmoid"`` suits cross-entropy.
        spread: weights and biases are uniform in ±spread.
    """
    d = int(rng.integers(1, 5)) if inputs is None else inputs
    n = int(rng.integers(1, 10)) if neurons is None else neurons
    activations = SMOOTH if smooth else SMOOTH + KINKED + THRESHOLDS

    def number() -> float:
        return float(rng.uniform(-spread, spread))

    input_names = [f"x{i}" for i in range(1, d + 1)]
    feeders: list[list[str]] = []
    names = [f"h{j}" for j in range(1, n + 1)]
    for j in range(n):
        earlier = input_names + names[:j]
        # Every sixth neuron or so is fed by nothing; the first is always fed, so that there can be an output.
        if j and rng.random() < 0.15:
            feeders.append([])
            continue
        count = int(rng.integers(1, len(earlier) + 1))
        feeders.append([earlier[i] for i in sorted(rng.choice(len(earlier), count, replace=False))])

    fed = [j for j in range(n) if feeders[j]]
    c = min(len(fed), int(rng.integers(1, 4)) if outputs is None else outputs)
    chosen = {int(j) for j in rng.choice(fed, c, replace=False)}
    renamed = {names[j]: f"o{k}" for k, j in enumerate(sorted(chosen), start=1)}

    nodes, edges = [], []
    for j, name in enumerate(names):
        activation = str(rng.choice(activations))
        if j in chosen and output_activation is not None:
            activation = output_activation
        nodes.append(Node(renamed.get(name, name), activation, number()))
        edges += [Edge(renamed.get(i, i), renamed.get(name, name), number()) for i in feeders[j]]
    output_names = [renamed[names[j]] for j in chosen]
    return Network(
        tuple(input_names),
        tuple(nodes[i] for i in rng.permutation(len(nodes))),
        tuple(edges[i] for i in rng.permutation(len(edges))),
        tuple(output_names),
    )


def random_sample(
    rng: np.random.Generator, network: Network, spread: float = 2.0
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Inputs uniform in ±spread and targets uniform in 0–1, for ``network``."""
    x = rng.uniform(-spread, spread, len(network.inputs))
    t = rng.uniform(0.0, 1.0, len(network.outputs))
    return tuple(map(float, x)), tuple(map(float, t))


@st.composite
def networks(draw: st.DrawFn, smooth: bool = True, output_activation: str | None = None) -> Network:
    """Any network that :func:`random_network` can make."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return random_network(rng, smooth=smooth, output_activation=output_activation)


_COLUMN_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=4)


@st.composite
def datasets(draw: st.DrawFn, largest: float = 1e6) -> Dataset:
    """Any few samples: held out or not, named or not, of up to three inputs and three targets; or none."""
    count, d, c = (draw(st.integers(least, 3)) for least in (0, 1, 1))
    number = st.floats(-largest, largest)

    def table(width: int) -> np.ndarray:
        rows = st.lists(st.lists(number, min_size=width, max_size=width), min_size=count, max_size=count)
        return np.array(draw(rows), dtype=np.float64).reshape(count, width)

    def named(width: int) -> tuple[str, ...]:
        names = st.lists(_COLUMN_NAMES, min_size=width, max_size=width)
        return tuple(draw(st.just([]) | names))

    test = np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    return Dataset(table(d), table(c), test, named(d), named(max(c, 2)))


@st.composite
def normalisations(draw: st.DrawFn, inputs: int | None = None) -> Normalisation:
    """Any shift and scale for so many inputs (one to three), or none."""
    kind = draw(st.sampled_from(["none", "minmax", "zscore"]))
    if kind == "none":
        return Normalisation()
    d = draw(st.integers(1, 3)) if inputs is None else inputs
    shift = draw(st.lists(st.floats(-1e6, 1e6), min_size=d, max_size=d))
    scale = draw(st.lists(st.floats(1e-6, 1e6), min_size=d, max_size=d))
    return Normalisation(kind, tuple(shift), tuple(scale))
