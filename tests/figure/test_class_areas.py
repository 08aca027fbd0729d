"""Areas and borders of classes say what the outputs say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example, ViewOptions
from nndesk.document.examples import example
from nndesk.figure.class_areas import ClassArea
from nndesk.figure.legend import Classes, Values
from nndesk.figure.plane import plane_data, plane_figure
from nndesk.figure.primitives import Box, Text
from nndesk.figure.shading import class_tint
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Edge, Network, Node

WINDOW = (-2.0, 2.0, -1.5, 1.5)
Ring = Sequence[tuple[float, float]]


def several(count: int, activation: str = "sigmoid", hidden: str | None = None) -> Network:
    """``count`` outputs that point in as many directions, over ``hidden`` nodes if there are any."""
    angles = np.arange(count) / count * 2 * np.pi + 0.3
    outputs = tuple(f"o{i}" for i in range(count))
    nodes = [Node(name, activation, 0.1 * i) for i, name in enumerate(outputs)]
    sources = ("x1", "x2")
    edges: list[Edge] = []
    if hidden is not None:
        sources = ("h1", "h2", "h3")
        nodes = [Node(name, hidden, 0.2 * i - 0.3) for i, name in enumerate(sources)] + nodes
        edges += [
            Edge(x, name, float(np.cos(i * 2.1 + (x == "x2"))))
            for i, name in enumerate(sources)
            for x in ("x1", "x2")
        ]
    for name, angle in zip(outputs, angles, strict=True):
        edges += [Edge(source, name, float(4 * np.cos(angle - k * 1.7))) for k, source in enumerate(sources)]
    return Network(("x1", "x2"), tuple(nodes), tuple(edges), outputs)


def inside(ring: Ring, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    x, y = points.T
    found = np.zeros(len(points), bool)
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            found ^= crosses & (x < ax + (y - ay) / (by - ay) * (bx - ax))
    return found


def painted(areas: Iterable[ClassArea], points: NDArray[np.float64]) -> NDArray[np.intp]:
    """The class that is on top at each point."""
    top = np.full(len(points), -1)
    for area in areas:
        covered = np.zeros(len(points), bool)
        for ring in area.rings:
            covered ^= inside(ring, points)
        top[covered] = area.kind
    return top


def away(lines: Iterable[Ring], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each point is from the nearest line."""
    nearest = np.full(len(points), np.inf)
    for line in lines:
        for a, b in zip(np.array(line[:-1]), np.array(line[1:]), strict=True):
            along = b - a
            part = np.clip(((points - a) @ along) / max(along @ along, 1e-30), 0, 1)
            nearest = np.minimum(nearest, np.hypot(*(points - a - part[:, None] * along).T))
    return nearest


@pytest.mark.parametrize(
    "network",
    [
        several(2),
        several(3),
        several(10),
        several(4, "step"),
        several(5, "sigmoid", "tanh"),
        several(5, "step", "step"),
    ],
    ids=["two", "three", "ten", "a linear machine", "behind a layer", "behind thresholds"],
)
def test_the_largest_output_has_the_area(network: Network) -> None:
    data = plane_data(Document(network), window=WINDOW, resolution=201)
    assert data.node is None
    assert data.outputs == network.outputs
    points = np.random.default_rng(1).uniform((-2, -1.5), (2, 1.5), size=(3000, 2))
    s, _ = CompiledNetwork(network).signals_and_outputs_of(points, network.outputs)
    away_from_borders = away(data.boundary, points) > 0.02
    assert away_from_borders.mean() > 0.8
    expected = np.argmax(s, axis=0)
    np.testing.assert_array_equal(painted(data.areas, points)[away_from_borders], expected[away_from_borders])
    if len(np.unique(expected)) > 1:
        assert data.boundary


def test_outputs_of_different_kinds_compete_by_their_values() -> None:
    network = several(2)
    network = network.with_activations({"o1": "tanh"})
    data = plane_data(Document(network), window=WINDOW, resolution=101)
    points = np.random.default_rng(1).uniform((-2, -1.5), (2, 1.5), size=(500, 2))
    _, z = CompiledNetwork(network).signals_and_outputs_of(points, network.outputs)
    far = away(data.boundary, points) > 0.05
    np.testing.assert_array_equal(painted(data.areas, points)[far], np.argmax(z, axis=0)[far])


@pytest.mark.parametrize(
    "network",
    [several(4), several(5, "sigmoid", "tanh"), several(4, "sigmoid", "step"), several(3, "linear")],
    ids=["sigmoid", "behind a layer", "behind thresholds", "unbounded"],
)
def test_by_values_a_class_is_stronger_the_farther_it_is_ahead(network: Network) -> None:
    data = plane_data(Document(network), window=WINDOW, resolution=201)
    points = np.random.default_rng(2).uniform((-2, -1.5), (2, 1.5), size=(2000, 2))
    _, z = CompiledNetwork(network).signals_and_outputs_of(points, network.outputs)
    best = np.sort(z, axis=0)
    ahead = best[-1] - best[-2]
    strengths = np.zeros(len(points))
    for area in data.areas:
        covered = np.zeros(len(points), bool)
        for ring in area.rings:
            covered ^= inside(ring, points)
        strengths[covered] = area.strength
    assert strengths.min() >= 0.3
    most = ahead.max() if network.node(network.outputs[0]).activation == "linear" else 1.0
    expected = 0.3 + 0.7 * np.minimum(np.floor(ahead / most * 7) / 6, 1.0)
    # Near the edge of a band, one step up or down.
    assert (np.abs(strengths - expected) < 0.7 / 6 + 0.01).mean() > 0.98
    assert len(np.unique(strengths)) > 1
    hard = plane_data(Document(network), window=WINDOW, resolution=201, shading="classes")
    assert {area.strength for area in hard.areas} == {1.0}
    assert hard.boundary == data.boundary


def test_borders_are_drawn_once() -> None:
    """Behind thresholds they are exact: no segment lies on another one."""
    network = several(5, "step", "step")
    data = plane_data(Document(network), window=WINDOW, resolution=32)
    segments = [frozenset(pair) for line in data.boundary for pair in pairwise(line)]
    assert len(segments) == len(set(segments)) > 0


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid"])
def test_hard_classes_of_one_neuron_are_split_where_its_signal_is_zero(name: str) -> None:
    document = edits.set_view(example(name), shading="classes")
    data = plane_data(document, resolution=128)
    points = np.random.default_rng(1).uniform(data.window[0], data.window[1], size=(1000, 2))
    s, _ = CompiledNetwork(document.network).signals_and_outputs(points, "o1")
    far = away(data.boundary, points) > 0.03
    np.testing.assert_array_equal(painted(data.areas, points)[far], (s > 0)[far])
    assert plane_data(document, shading="values").areas == ()


def test_choosing_a_node_ends_the_competition() -> None:
    document = Document(several(3))
    assert plane_data(document, "o1", resolution=16).node == "o1"
    chosen = Document(several(3), view=ViewOptions(plane_node="o2"))
    assert plane_data(chosen, resolution=16).node == "o2"


# --- scales of their own -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shading", ["values", "classes"])
def test_inputs_of_very_different_size_fill_a_square(shading: str) -> None:
    network = several(3)
    stretched = network.with_weights(
        {edge.key: edge.weight / 1e5 for edge in network.edges if edge.source == "x2"}
    )
    document = Document(stretched, view=ViewOptions(one_scale=False, shading="classes"))
    node = "o1" if shading == "values" else None
    window = (-2.0, 2.0, -1.5e5, 1.5e5)
    data = plane_data(document, node, window=window, resolution=101)
    plain = plane_data(
        Document(network), node, window=(-2.0, 2.0, -1.5, 1.5), resolution=101, shading="classes"
    )
    points = np.random.default_rng(1).uniform((-2, -1.5), (2, 1.5), size=(2000, 2))
    far = away(plain.boundary, points) > 0.05
    np.testing.assert_array_equal(
        painted(data.areas, points * (1, 1e5))[far], painted(plain.areas, points)[far]
    )
    figure = plane_figure(data, Style())
    frame = next(item for item in figure.items if isinstance(item, Box))
    assert frame.width == pytest.approx(frame.height)


# --- legend ------------------------------------------------------------------------------------------------


def test_the_legend_of_values_has_low_level_and_high() -> None:
    assert plane_data(example("xor"), resolution=16).legend == Values(0.0, 0.5, 1.0)
    figure = plane_figure(
        plane_data(edits.set_view(example("xor-sigmoid"), decimal_comma=True), resolution=16),
        Style.of(ViewOptions(decimal_comma=True)),
    )
    assert "0,5" in {item.text for item in figure.walk() if isinstance(item, Text)}


def test_the_legend_of_classes_has_their_names() -> None:
    network = several(3)
    labels = ("setosa", "versicolor", "virginica")
    data = Dataset(np.zeros((3, 2)), np.eye(3), labels=labels)
    named = Document(network, {}, data, example=Example((0.0, 0.0), (1.0, 0.0, 0.0)))
    assert plane_data(named, resolution=16).legend == Classes(tuple(enumerate(labels)))
    assert plane_data(Document(network), resolution=16).legend == Classes(tuple(enumerate(network.outputs)))


@pytest.mark.parametrize(
    ("activation", "entries"),
    [
        ("sigmoid", ((0, "0"), (1, "1"))),
        ("sign", ((0, "−1"), (1, "1"))),
        ("relu", ((0, "z ≤ 0"), (1, "z > 0"))),
    ],
)
def test_two_classes_without_names_are_called_by_their_values(
    activation: str, entries: tuple[tuple[int, str], ...]
) -> None:
    network = Network(("x1", "x2"), (Node("o", activation),), (Edge("x1", "o"), Edge("x2", "o")), ("o",))
    data = plane_data(Document(network), resolution=16, shading="classes")
    assert data.legend == Classes(entries)


def test_a_figure_may_do_without_a_legend() -> None:
    data = plane_data(example("xor"), resolution=16)
    with_legend, without = plane_figure(data, Style()), plane_figure(data, Style(), legend=False)
    assert "0.5" in [item.text for item in with_legend.walk() if isinstance(item, Text)][-3:]
    assert len(list(without.walk())) < len(list(with_legend.walk()))


@pytest.mark.parametrize("size", [(480.0, 480.0), (300.0, 300.0), (800.0, 300.0)])
def test_legends_stay_in_the_figure(size: tuple[float, float]) -> None:
    from nndesk.figure.typeset import measure_text

    figure = plane_figure(plane_data(Document(several(10)), window=WINDOW, resolution=32), Style(), *size)
    texts = [item for item in figure.walk() if isinstance(item, Text) and item.anchor == "start"]
    assert len(texts) == 10
    for item in texts:
        assert item.at[0] + measure_text(item.text, item.size) <= figure.width + 0.5
        assert item.at[1] <= figure.height


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_areas_of_ten_classes_have_ten_tints(palette) -> None:  # type: ignore[no-untyped-def]
    assert len({class_tint(kind, palette) for kind in range(10)}) == 10
    assert (class_tint(0, palette), class_tint(1, palette)) == (palette.field0, palette.field1)
