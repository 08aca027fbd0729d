"""Networks of one input: curves, what they are sums of, samples, the example."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example, ViewOptions
from nndesk.figure.export import figure_text
from nndesk.figure.function_content import function_data
from nndesk.figure.function_plot import function_figure
from nndesk.figure.input_view import input_figure
from nndesk.figure.plane_content import PlaneError
from nndesk.figure.primitives import Box, Disc, Label, Polyline, Text
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.typeset import measure_label
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Edge, Network, Node


def wave(activation: str = "tanh", output: str = "linear") -> Document:
    """F(x) = 2 φ(x + 1) − 3 φ(2x − 1) + 0.5"""
    network = Network(
        ("x",),
        (Node("h1", activation, 1.0), Node("h2", activation, -1.0), Node("o", output, 0.5)),
        (Edge("x", "h1", 1.0), Edge("x", "h2", 2.0), Edge("h1", "o", 2.0), Edge("h2", "o", -3.0)),
        ("o",),
    )
    x = np.linspace(-2, 2, 21)[:, None]
    data = Dataset(x, np.sin(x))
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    return Document(network, positions, data, example=Example((0.5,), (0.0,)))


def test_the_parts_and_the_bias_add_up_to_the_output() -> None:
    data = function_data(wave())
    roles = [curve.role for curve in data.curves]
    assert roles == ["bias", "part", "part", "output"]
    total = sum(curve.y for curve in data.curves[:-1])
    np.testing.assert_allclose(total, data.curves[-1].y, atol=1e-9)
    assert [curve.weight for curve in data.curves[1:3]] == [2.0, -3.0]


def test_a_bent_output_shows_its_signal_too() -> None:
    data = function_data(wave(output="sigmoid"))
    signal, output = data.curves[-2:]
    assert (signal.role, output.role) == ("signal", "output")
    np.testing.assert_allclose(output.y, 1 / (1 + np.exp(-signal.y)), atol=1e-12)


def test_a_node_of_the_first_layer_has_no_parts() -> None:
    data = function_data(wave(), "h1")
    assert [curve.role for curve in data.curves] == ["signal", "output"]
    assert (data.node, data.outputs) == ("h1", ("h1",))


def test_several_outputs_have_a_curve_each_in_their_colours() -> None:
    network = Network(("x",), (Node("a"), Node("b")), (Edge("x", "a", 3.0), Edge("x", "b", -2.0)), ("a", "b"))
    document = Document(network, {}, Dataset.of([[0.0], [1.0]], [[1.0, 0.0], [0.0, 1.0]]))
    data = function_data(document)
    assert [curve.name for curve in data.curves] == ["a", "b"]
    assert data.points.x.tolist() == [[0.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 1.0]]
    assert data.points.classes.tolist() == [0, 0, 1, 1]
    pens = {item.pen.color for item in function_figure(data, Style()).walk() if isinstance(item, Polyline)}
    assert {LIGHT.class0, LIGHT.class1} <= pens


def test_thresholds_jump_and_bends_are_sharp() -> None:
    data = function_data(wave("step"))
    curve = data.curves[-1]
    assert set(np.round(np.unique(curve.y), 9)) == {0.5, 2.5, -0.5}
    for at in (-1.0, 0.5):
        (jump,) = np.flatnonzero((data.x[:-1] < at) & (data.x[1:] > at))
        assert curve.y[jump] != curve.y[jump + 1]
        assert data.x[jump + 1] - data.x[jump] < 1e-7
    # Corners and ends, nothing else.
    assert len(curve.points) == 6


def test_the_window_holds_samples_example_and_what_is_not_far_beyond() -> None:
    data = function_data(wave())
    x0, x1, y0, y1 = data.home
    assert x0 < -2
    assert x1 > 2
    assert y0 <= -1
    assert y1 >= 1
    far = edits.set_example(wave(), (9.0,))
    assert function_data(far).home[1] > 9.0
    steep = wave()
    network = steep.network.with_weights({steep.network.edges[2].key: 1e6})
    y0, y1 = function_data(edits.set_network_numbers(steep, network)).home[2:]
    assert y1 - y0 < 10


def test_the_window_does_not_breathe_while_a_weight_changes_a_little() -> None:
    document = wave()
    key = document.network.edges[2].key
    homes = {
        function_data(
            edits.set_network_numbers(document, document.network.with_weights({key: 2.0 + 0.001 * i}))
        ).home
        for i in range(10)
    }
    assert len(homes) == 1


def test_the_views_range_and_what_is_looked_at() -> None:
    document = edits.set_view(wave(), plane_range=(-5.0, 5.0, -2.0, 3.0))
    assert function_data(document).home == (-5.0, 5.0, -2.0, 3.0)
    looked = function_data(document, window=(0.0, 1.0, 0.0, 1.0))
    assert looked.home == (-5.0, 5.0, -2.0, 3.0)
    assert (looked.x[0], looked.x[-1]) == (0.0, 1.0)


def test_the_example_has_the_networks_value() -> None:
    document = wave()
    data = function_data(document)
    _, z = CompiledNetwork(document.network).signals_and_outputs([(0.5,)], "o")
    assert data.example == (0.5, pytest.approx(float(z[0])))
    assert data.value(0.5) == pytest.approx(float(z[0]), abs=1e-3)
    assert data.value(1e9) is None


def test_targets_that_are_classes_colour_their_samples() -> None:
    document = wave(output="sigmoid")
    assert set(function_data(document).points.classes.tolist()) == {0}
    x = document.dataset.x
    classes = edits.set_dataset(document, Dataset(x, (x > 0).astype(float)))
    assert set(function_data(classes).points.classes.tolist()) == {0, 1}


@pytest.mark.parametrize("document", [Document(), wave()], ids=["no input", "unknown node"])
def test_what_cannot_be_shown_is_said(document: Document) -> None:
    with pytest.raises(PlaneError):
        function_data(document, "h9")


def test_an_input_alone_shows_axes() -> None:
    data = function_data(Document(Network(("x",))))
    assert data.curves == ()
    assert data.example is None
    assert function_figure(data, Style()).items


def test_huge_numbers_are_drawn() -> None:
    document = wave("relu")
    network = document.network.with_weights({edge.key: 1e300 for edge in document.network.edges})
    figure = function_figure(function_data(edits.set_network_numbers(document, network)), Style())
    for item in figure.walk():
        if isinstance(item, Polyline):
            assert all(math.isfinite(v) and abs(v) < 1e5 for point in item.points for v in point)


# --- the figure --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "size"),
    [(Style(), (480, 400)), (Style(DARK, 1.5), (480, 400)), (Style(), (260, 200))],
    ids=["desk", "projector", "small"],
)
def test_names_stand_beside_the_frame_one_under_the_other(style: Style, size: tuple[int, int]) -> None:
    figure = function_figure(function_data(wave()), style, *size)
    frame = next(item for item in figure.items if isinstance(item, Box))
    right, bottom = frame.x + frame.width, frame.y + frame.height
    labels = [item for item in figure.walk() if isinstance(item, Label)]
    names = [label for label in labels if label.at[0] > right and label.at[1] < bottom]
    assert len(names) >= 3
    spans = []
    for name in names:
        width, ascent, descent = measure_label(name.latex, name.size)
        assert name.at[0] + width <= figure.width
        spans.append((name.at[1] - ascent, name.at[1] + descent))
    spans.sort()
    assert all(a[1] <= b[0] + 0.5 for a, b in pairwise(spans))


def test_negative_weights_are_dashed() -> None:
    figure = function_figure(function_data(wave()), Style())
    dashes = {
        item.pen.color: bool(item.pen.dash)
        for item in figure.walk()
        if isinstance(item, Polyline) and item.pen.color in (LIGHT.weight, LIGHT.negweight)
    }
    assert dashes == {LIGHT.weight: False, LIGHT.negweight: True}


def test_the_example_is_a_ring_on_the_axis_and_a_dot_on_the_curve() -> None:
    figure = function_figure(function_data(wave()), Style())
    rings = [item for item in figure.walk() if isinstance(item, Disc) and item.fill is None]
    dots = [
        item
        for item in figure.walk()
        if isinstance(item, Disc) and item.fill is not None and item.fill.color == LIGHT.accent
    ]
    assert rings[-1].center[0] == dots[-1].center[0]
    assert rings[-1].center[1] != dots[-1].center[1]


@pytest.mark.parametrize("suffix", [".svg", ".tex"])
def test_it_is_exported_like_every_figure(suffix: str) -> None:
    document = edits.set_view(wave(), decimal_comma=True)
    text = figure_text(input_figure(document, Style.of(ViewOptions(decimal_comma=True))), suffix)
    assert "o" in text


def test_held_out_samples_are_hollow_and_what_is_done_to_x_is_said() -> None:
    document = wave()
    test = np.arange(21) % 3 == 0
    document = edits.normalise(edits.set_dataset(document, replace(document.dataset, test=test)), "minmax")
    data = function_data(document)
    assert data.points.test is not None
    assert data.points.test.tolist() == test.tolist()
    figure = function_figure(data, Style(), 480, 400)
    words = [item.text for item in figure.walk() if isinstance(item, Text)]
    assert {"min–max", "held out"} <= set(words)
    assert figure.height <= 400
    hollow = [
        item
        for item in figure.walk()
        if isinstance(item, Disc) and item.fill is not None and item.fill.color == LIGHT.panel
    ]
    assert len(hollow) == test.sum() + 1, "and the one that explains them"
    assert function_data(wave()).points.test is None
