"""Slices: the plane of two inputs through the example, the others held at its values."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example, ViewOptions
from nndesk.document.examples import example
from nndesk.figure.fields import node_fields
from nndesk.figure.input_view import input_figure
from nndesk.figure.plane import plane_data, plane_figure, plane_window
from nndesk.figure.plane_content import PlaneError
from nndesk.figure.plane_slice import plane_slice
from nndesk.figure.primitives import Disc, Label, Text
from nndesk.figure.style import Style
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Edge, Network, Node
from nndesk.network.numbers import NumberFormat

INPUTS = ("x1", "x2", "x3", "x4")


def four(activation: str = "tanh", axes: tuple[str, str] | None = None) -> Document:
    nodes = (Node("h1", activation, 0.2), Node("h2", activation, -0.4), Node("o", "sigmoid", 0.1))
    weights = {"h1": (1.0, -1.0, 0.5, 2.0), "h2": (0.5, 1.5, -1.0, 1.0)}
    edges = [Edge(x, h, w) for h, row in weights.items() for x, w in zip(INPUTS, row, strict=True)]
    network = Network(INPUTS, nodes, (*edges, Edge("h1", "o", 2.0), Edge("h2", "o", -3.0)), ("o",))
    x = np.random.default_rng(2).uniform(-1, 1, size=(40, 4))
    data = Dataset(x, (x[:, :1] > 0).astype(float))
    view = ViewOptions(plane_axes=axes)
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    return Document(network, positions, data, example=Example((0.1, 0.2, 0.3, -0.4), (1.0,)), view=view)


@pytest.mark.parametrize("axes", [None, ("x1", "x3"), ("x4", "x2")])
def test_the_field_is_that_of_the_network_where_the_other_inputs_are_the_examples(
    axes: tuple[str, str] | None,
) -> None:
    document = four(axes=axes)
    data = plane_data(document, window=(-1.0, 1.0, -1.0, 1.0), resolution=9)
    across, up = (INPUTS.index(name) for name in axes or ("x1", "x2"))
    assert data.inputs == (axes or ("x1", "x2"))
    points = np.tile(document.example.x, (81, 1))
    grid = np.linspace(-1, 1, 9)
    points[:, across], points[:, up] = np.tile(grid, 9), np.repeat(grid, 9)
    _, z = CompiledNetwork(document.network).signals_and_outputs(points, "o")
    assert data.field is not None
    np.testing.assert_allclose(data.field.z.ravel(), z, atol=1e-6)


@pytest.mark.parametrize("activation", ["tanh", "step"])
def test_lines_and_regions_are_those_of_the_slice(activation: str) -> None:
    document = four(activation, ("x3", "x1"))
    data = plane_data(document, window=(-2.0, 2.0, -2.0, 2.0), resolution=32)
    compiled = CompiledNetwork(document.network)
    for line in data.lines:
        for x3, x1 in line.segment:
            s, _ = compiled.signals_and_outputs([(x1, 0.2, x3, -0.4)], line.name)
            assert s[0] == pytest.approx(0.0, abs=1e-9)
    assert (data.cells is not None) == (activation == "step")
    for cell in data.cells or ():
        x3, x1 = np.mean(cell.ring, axis=0)
        _, z = compiled.signals_and_outputs([(x1, 0.2, x3, -0.4)], "o")
        assert cell.z == pytest.approx(z[0])


def test_samples_stand_where_their_two_inputs_are_and_fade_with_their_distance() -> None:
    document = four(axes=("x2", "x4"))
    near = np.array([0.1, 0.0, 0.3, 0.0])
    beside = (0.1, 0.5, 0.3, 0.5)
    x = np.vstack((near, beside, document.dataset.x))
    document = edits.set_dataset(document, Dataset(x, np.zeros((len(x), 1))))
    points = plane_data(document, resolution=8).points
    np.testing.assert_array_equal(points.x, x[:, [1, 3]])
    assert points.strengths is not None
    assert points.strengths[0] == points.strengths[1] == 1.0
    assert 0.0 < points.strengths.min() < 0.5
    away = np.hypot(*(x[:, [0, 2]] - (0.1, 0.3)).T)
    assert points.strengths[np.argmax(away)] == points.strengths.min()
    assert plane_data(example("xor"), resolution=8).points.strengths is None


def test_the_example_is_in_the_slice_and_the_window_holds_it() -> None:
    document = edits.set_example(four(axes=("x4", "x3")), {"x4": 7.0})
    data = plane_data(document, resolution=8)
    assert data.example == (7.0, 0.3)
    x0, x1, _, _ = plane_window(document)
    assert x0 < 7.0 < x1


def test_the_figure_says_where_it_is_sliced() -> None:
    document = edits.set_view(four(axes=("x2", "x4")), decimal_comma=True)
    figure = plane_figure(plane_data(document, resolution=16), Style.of(document.view))
    texts = [item.text for item in figure.walk() if isinstance(item, Text)]
    assert "slice at " in texts
    labels = [item.latex for item in figure.walk() if isinstance(item, Label)]
    assert any("x_1 = 0{,}1" in latex and "x_3 = 0{,}3" in latex for latex in labels), labels


def test_words_of_many_inputs_are_cut_short() -> None:
    cut = plane_slice(four())
    assert cut is not None
    assert cut.words(NumberFormat()) == "x3 = 0.3, x4 = −0.4"
    assert cut.words(NumberFormat(), most=1) == "x3 = 0.3, …"


def test_sixty_four_inputs_are_sliced_like_three() -> None:
    inputs = tuple(f"x{i}" for i in range(64))
    network = Network(inputs, (Node("o"),), tuple(Edge(x, "o", 0.1) for x in inputs), ("o",))
    document = Document(network, {}, example=Example((0.0,) * 64, (0.0,)))
    assert len(plane_data(document, resolution=16).rest) == 62
    figure = input_figure(document, Style())
    assert figure.width <= 480.5


def test_two_inputs_may_change_places() -> None:
    document = edits.set_view(example("xor"), plane_axes=("x2", "x1"))
    data = plane_data(edits.set_example(document, (1.0, 0.0)), resolution=16)
    assert data.inputs == ("x2", "x1")
    assert data.example == (0.0, 1.0)
    assert data.rest == ()
    assert data.field is not None
    _, z = CompiledNetwork(document.network).signals_and_outputs([(1.0, 0.0)], "o1")
    at = np.argmin(abs(data.field.xs)), np.argmin(abs(data.field.ys - 1.0))
    assert data.field.z[at[1], at[0]] == z[0]


def test_nodes_fields_follow_the_axes() -> None:
    document = edits.set_view(example("or"), plane_axes=("x2", "x1"))
    network = document.network.with_weights(
        {edge.key: w for edge, w in zip(document.network.edges, (5, 0.1), strict=True)}
    )
    document = edits.set_network_numbers(document, network)
    turned = node_fields(document, side=8)
    upright = node_fields(edits.set_view(document, plane_axes=None), side=8)
    assert turned is not None
    assert upright is not None
    (name,) = document.network.outputs
    square = np.frombuffer(turned.shades[name], np.uint8).reshape(8, 8)[::-1]
    expected = np.frombuffer(upright.shades[name], np.uint8).reshape(8, 8)[::-1]
    np.testing.assert_array_equal(square, expected.T)


def test_without_inputs_there_is_nothing_to_show() -> None:
    with pytest.raises(PlaneError, match="no input"):
        input_figure(Document(), Style())


def test_faded_samples_are_drawn_under_the_others() -> None:
    document = four(axes=("x2", "x4"))
    data = plane_data(document, resolution=8)
    discs = [item for item in plane_figure(data, Style()).walk() if isinstance(item, Disc) and item.fill]
    opacities = [disc.fill.opacity for disc in discs if disc.fill is not None]
    assert opacities == sorted(opacities)
