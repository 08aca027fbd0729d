"""The plane: what it shows and how it is drawn."""

from __future__ import annotations

import itertools
import math
import threading
from dataclasses import replace

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document import edits, graph_edits
from nndesk.document.document import Document, Example, ViewOptions
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.normalising import normalise
from nndesk.figure.bounds import Extent, bounds
from nndesk.figure.plane import (
    PlaneError,
    axis_remarks,
    field_color,
    marker,
    nice_ticks,
    plane_data,
    plane_figure,
    plane_legend,
    plane_window,
    shaded_areas,
    tick_text,
)
from nndesk.figure.primitives import Box, Disc, Figure, Group, Item, Label, Polygon, Polyline, Text
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.network.engine import Cancelled
from nndesk.network.model import Edge, Network, Node
from nndesk.network.numbers import NumberFormat
from nndesk.network.passes import forward

XOR_X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
XOR_DATA = Dataset.of(XOR_X, [[0.0], [1.0], [1.0], [0.0]])
WINDOW = (-0.6, 1.6, -0.6, 1.6)


def xor(hidden: str = "step", output: str = "step", scale: float = 1.0) -> Document:
    network = Network(
        ("x1", "x2"),
        (
            Node("h1", hidden, -0.5 * scale),
            Node("h2", hidden, -1.5 * scale),
            Node("o", output, -0.5 * scale),
        ),
        (
            *(Edge(x, h, scale) for h in ("h1", "h2") for x in ("x1", "x2")),
            Edge("h1", "o", scale),
            Edge("h2", "o", -scale),
        ),
        ("o",),
    )
    return Document(network, {}, XOR_DATA, example=Example((1.0, 0.0), (1.0,)))


def ring_of(count: int, activation: str = "step") -> Document:
    """A polygon around the origin by the tangents of a circle."""
    angles = [2 * math.pi * i / count for i in range(count)]
    nodes = [Node(f"h{i}", activation, 0.7) for i in range(count)]
    edges = [
        Edge(x, f"h{i}", float(part(a)))
        for i, a in enumerate(angles)
        for x, part in (("x1", math.cos), ("x2", math.sin))
    ]
    edges += [Edge(f"h{i}", "o") for i in range(count)]
    return Document(
        Network(("x1", "x2"), (*nodes, Node("o", "step", 0.5 - count)), tuple(edges), ("o",)),
        view=ViewOptions(plane_range=(-1.0, 1.0, -1.0, 1.0)),
    )


# --- content -----------------------------------------------------------------------------------------------


def test_thresholds_give_exact_regions_with_their_values() -> None:
    data = plane_data(xor())
    assert data.cells is not None
    assert {(cell.code, cell.s, cell.z) for cell in data.cells} == {
        ((0, 0), -0.5, 0.0),
        ((1, 0), 0.5, 1.0),
        ((1, 1), -0.5, 0.0),
    }
    assert data.cell_lines == ("h1", "h2")
    assert len(data.boundary) == 2
    for line in data.boundary:
        sums = [x + y for x, y in line]
        assert len(line) == 2
        assert sums == pytest.approx([sums[0]] * 2, abs=1e-12)
    assert data.field is not None
    assert data.field.z.shape == (256, 256)


@pytest.mark.parametrize(
    ("document", "exact"),
    [
        (xor("sign", "sign"), True),
        (xor("step", "sigmoid"), True),
        (xor("sigmoid", "step"), False),
        (xor("tanh", "tanh"), False),
    ],
    ids=["signs", "sigmoid behind steps", "step behind sigmoids", "smooth"],
)
def test_regions_are_exact_where_only_thresholds_read_the_inputs(document: Document, exact: bool) -> None:
    assert (plane_data(document).cells is not None) == exact


def test_neuron_that_reads_an_input_and_a_neuron_has_no_straight_line() -> None:
    network = xor().network
    skipping = Network(network.inputs, network.nodes, (*network.edges, Edge("x1", "o", 0.5)), network.outputs)
    data = plane_data(Document(skipping))
    assert data.cells is None
    assert [line.name for line in data.lines] == ["h1", "h2"]
    # h2 alone does not depend on it.
    assert plane_data(Document(skipping), node="h2").cells is not None


@pytest.mark.parametrize("name", [n for n in EXAMPLES if n != "worked-example"])
def test_field_and_regions_say_what_the_forward_pass_says(name: str) -> None:
    document = example(name)
    data = plane_data(document, resolution=23)
    assert data.field is not None
    assert data.node is not None
    for i, k in itertools.product(range(0, len(data.field.ys), 3), range(0, len(data.field.xs), 3)):
        at = (float(data.field.xs[k]), float(data.field.ys[i]))
        signals = forward(document.network, at)
        if min(abs(s) for s in signals.s.values()) > 1e-4:
            assert data.field.z[i, k] == pytest.approx(signals.z[data.node], abs=1e-4)
    for cell in data.cells or ():
        middle = tuple(np.mean(cell.ring, axis=0))
        assert forward(document.network, middle).z[data.node] == cell.z


def test_boundary_of_a_smooth_network_is_where_its_signal_is_0() -> None:
    document = xor("sigmoid", "sigmoid", scale=8.0)
    data = plane_data(document)
    assert len(data.boundary) == 2
    for at in itertools.chain(*data.boundary):
        assert forward(document.network, at).s["o"] == pytest.approx(0.0, abs=2e-2)


def test_boundary_does_not_depend_on_how_steep_the_output_is() -> None:
    # By its z the field of so steep a sigmoid is a staircase; by its s it is smooth.
    document = xor("tanh", "sigmoid")
    steep = document.network.with_weights({e.key: 1e4 * e.weight for e in document.network.incoming("o")})
    steep = steep.with_biases({"o": -0.5e4})
    found = plane_data(replace(document, network=steep), resolution=64).boundary
    expected = plane_data(document, resolution=64).boundary
    assert len(found) == len(expected)
    for line, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(line[0], other[0], atol=1e-3)
        np.testing.assert_allclose(line[-1], other[-1], atol=1e-3)


def test_lines_are_those_of_the_first_layer_with_their_sides() -> None:
    data = plane_data(xor("sigmoid", "sigmoid"))
    assert [line.name for line in data.lines] == ["h1", "h2"]
    for line in data.lines:
        assert line.line.signal(line.plus_side) > 0 > line.line.signal(line.minus_side)
        for end in line.segment:
            assert line.line.signal(end) == pytest.approx(0.0, abs=1e-12)


def test_more_lines_than_are_exact_are_shaded_as_a_field() -> None:
    assert plane_data(ring_of(64)).cells is not None
    assert plane_data(ring_of(65)).cells is None


@pytest.mark.parametrize(
    ("activation", "low", "level", "high"),
    [("sigmoid", 0, 0.5, 1), ("step", 0, 0.5, 1), ("tanh", -1, 0, 1), ("sign", -1, 0, 1)],
)
def test_bounded_outputs_are_shaded_by_their_range(
    activation: str, low: float, level: float, high: float
) -> None:
    data = plane_data(xor("tanh", activation))
    assert (data.low, data.level, data.high) == (low, level, high)
    assert data.shade(np.array([low, level, high])).tolist() == [0.0, 0.5, 1.0]


@pytest.mark.parametrize("activation", ["linear", "relu", "softplus", "leaky_relu"])
def test_unbounded_outputs_are_shaded_around_their_level(activation: str) -> None:
    data = plane_data(xor("tanh", activation))
    assert data.field is not None
    away = np.abs(data.field.z - data.level).max()
    assert data.high - data.level == pytest.approx(away)
    assert data.level - data.low == pytest.approx(away)


def test_network_without_outputs_has_points_but_no_field() -> None:
    data = plane_data(Document(Network(("x1", "x2")), {}, XOR_DATA, example=Example((0.5, 0.5))))
    assert (data.node, data.field, data.cells, data.boundary, data.lines) == (None, None, None, (), ())
    assert data.points.classes.tolist() == [0, 1, 1, 0]
    assert data.example == (0.5, 0.5)
    assert plane_figure(data, Style()).items


def test_points_of_several_outputs_are_coloured_by_the_output_that_shades() -> None:
    one = xor("sigmoid", "sigmoid", 10.0)
    network = one.network
    two = Network(
        network.inputs,
        (*network.nodes, Node("p", "tanh", 1.5)),
        (*network.edges, Edge("x1", "p", -1.0)),
        ("o", "p"),
    )
    # By arg-max, (0, 1) would be of the class of p though o is asked, and answers, 1 there.
    targets = [[0.0, 0.5], [1.0, 1.5], [1.0, -1.0], [0.0, -1.0]]
    document = Document(two, {}, Dataset.of(XOR_X, targets), example=Example((1.0, 0.0), (1.0, 0.0)))
    for node, classes in (("o", [0, 1, 1, 0]), ("p", [1, 1, 0, 0]), ("h1", [1, 1, 0, 0])):
        assert plane_data(document, node, resolution=8).points.classes.tolist() == classes
    # No node chosen: the outputs compete, and the samples are of the class whose target is largest.
    assert plane_data(document, resolution=8).points.classes.tolist() == [1, 1, 0, 0]
    unfitting = replace(document, dataset=Dataset.of(XOR_X, np.eye(4).tolist()))
    assert plane_data(unfitting, "o", resolution=8).points.classes.tolist() == [0, 1, 2, 3]


def test_shown_node_is_the_asked_one_or_the_views_or_the_first_output() -> None:
    document = xor()
    assert plane_data(document).node == "o"
    document = replace(document, view=ViewOptions(plane_node="h2"))
    assert plane_data(document).node == "h2"
    assert plane_data(document, node="h1").node == "h1"


@pytest.mark.parametrize(
    ("document", "arguments", "words"),
    [
        (Document(Network(("x",))), {}, "two inputs, but the network has 1"),
        (Document(), {}, "two inputs, but the network has 0"),
        (xor(), {"node": "x1"}, "x1 is not one"),
        (xor(), {"window": (1.0, 0.0, 0.0, 1.0)}, "cannot show the range"),
        (xor(), {"window": (0.0, math.inf, 0.0, 1.0)}, "cannot show the range"),
    ],
)
def test_what_cannot_be_shown_is_said(document: Document, arguments: dict[str, object], words: str) -> None:
    with pytest.raises(PlaneError, match=words):
        plane_data(document, **arguments)  # type: ignore[arg-type]


def test_computation_can_be_cancelled() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        plane_data(xor(), cancel=cancel)


def test_outputs_beyond_all_numbers_are_shaded_and_drawn() -> None:
    network = xor("relu", "linear").network
    huge = network.with_weights({edge.key: 1e300 * edge.weight for edge in network.edges})
    for document in (Document(huge), Document(huge.with_activations({"o": "softplus"}))):
        assert plane_figure(plane_data(document, resolution=32), Style()).items


# --- the window --------------------------------------------------------------------------------------------


def test_window_fits_truth_tables_as_in_the_lecture() -> None:
    assert plane_window(xor()) == pytest.approx(WINDOW)
    assert plane_window(Document()) == WINDOW


def test_window_of_the_view_comes_first() -> None:
    document = replace(xor(), view=ViewOptions(plane_range=(0.0, 3.0, 1.0, 2.0)))
    assert plane_window(document) == (0.0, 3.0, 1.0, 2.0)


def test_window_is_square_around_clouds_and_holds_the_example() -> None:
    x = np.random.default_rng(0).normal(size=(200, 2)) * (10.0, 1.0) + 5.0
    document = Document(
        xor().network, {}, Dataset(x, np.zeros((200, 1))), example=Example((80.0, 2.0), (0.0,))
    )
    x0, x1, y0, y1 = plane_window(document)
    assert x1 - x0 == pytest.approx(y1 - y0)
    assert x0 < x[:, 0].min() < 80.0 < x1
    assert y0 < x[:, 1].min() < x[:, 1].max() < y1


def test_window_stays_while_the_example_moves_inside() -> None:
    windows = {plane_window(replace(xor(), example=Example(at, (1.0,)))) for at in ((0.0, 0.0), (1.2, -0.3))}
    assert len(windows) == 1


def test_one_sample_has_a_window() -> None:
    document = Document(Network(("x1", "x2")), {}, Dataset.of([[3.0, 4.0]], [[1.0]]))
    x0, x1, y0, y1 = plane_window(document)
    assert (x0 + x1) / 2 == pytest.approx(3.0)
    assert y1 - y0 > 1.0


# --- numbers of the axes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lo", "hi", "target", "ticks"),
    [
        (-0.6, 1.6, 5, (-0.5, 0.0, 0.5, 1.0, 1.5)),
        (0.0, 1.0, 5, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (0.0, 1.0, 10, (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)),
        (-2.2, 2.2, 5, (-2.0, -1.0, 0.0, 1.0, 2.0)),
        (0.0, 7e6, 4, (0.0, 2e6, 4e6, 6e6)),
        (-3e-7, 3e-7, 4, (-2e-7, 0.0, 2e-7)),
        (1.0, 1.0, 5, ()),
    ],
)
def test_ticks_are_round_numbers(lo: float, hi: float, target: int, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(lo, hi, target) == pytest.approx(ticks, rel=1e-12, abs=1e-20)


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (0.30000000000000004, 0.1, "0.3"),
        (-1.5, 0.5, "−1.5"),
        (-0.0, 0.5, "0"),
        (1e-17, 0.5, "0"),
        (20.0, 5.0, "20"),
        (1000.05, 0.05, "1000.05"),
        (2e6, 1e6, "2e6"),
        (-2e-7, 1e-7, "−2e−7"),
    ],
)
def test_tick_texts_have_the_digits_they_need(value: float, step: float, text: str) -> None:
    assert tick_text(value, step) == text


def test_tick_text_takes_a_comma() -> None:
    assert tick_text(0.5, 0.5, decimal_comma=True) == "0,5"


# --- the drawing -------------------------------------------------------------------------------------------


def named(figure: Figure) -> dict[str, Group]:
    found: dict[str, Group] = {}

    def look(items: tuple[Item, ...]) -> None:
        for item in items:
            if isinstance(item, Group):
                found[item.title] = item
                look(item.items)

    look(figure.items)
    return found


def overlap(a: Extent, b: Extent) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


STYLES = [Style(), Style(palette=DARK, scale=1.5), Style(scale=2.0, numbers=NumberFormat(decimal_comma=True))]
DOCUMENTS = {
    **{name: example(name) for name in EXAMPLES if name != "worked-example"},
    "sixteen lines": ring_of(16),
    "forty lines": ring_of(40),
    "remarked": normalise(
        replace(
            xor(),
            dataset=replace(
                xor().dataset, test=np.array([True, False, False, False]), names=("length in cm", "width")
            ),
        ),
        "minmax",
    ),
    "edge ticks": replace(xor(), view=ViewOptions(plane_range=(0.0, 1.0, 0.0, 1.0))),
    "wide": replace(xor(), view=ViewOptions(plane_range=(-5e6, 5e6, -1e6, 1e6))),
}


@pytest.mark.parametrize("style", STYLES, ids=["desk", "dark projector", "twice as large"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_label_overlaps_another_or_leaves_the_figure(name: str, style: Style) -> None:
    figure = plane_figure(plane_data(DOCUMENTS[name], resolution=48), style, 520, 500)
    labels = [item for item in figure.walk() if isinstance(item, Label | Text)]
    assert labels
    extents = [(item, extent) for item in labels if (extent := bounds([item])) is not None]
    for item, extent in extents:
        assert min(extent[:2]) >= 0, item
        assert extent[2] <= figure.width, item
        assert extent[3] <= figure.height, item
    for (item, extent), (other, another) in itertools.combinations(extents, 2):
        assert not overlap(extent, another), (item, other)


@pytest.mark.parametrize("name", ["xor", "three-lines", "abu-mostafa", "xor-sigmoid"])
def test_names_of_lines_and_their_signs_keep_clear_of_points(name: str) -> None:
    figure = plane_figure(plane_data(example(name)), Style())
    groups = named(figure)
    points = [bounds([item]) for item in groups["points"].items]
    for item in groups["names of the lines"].items:
        extent = bounds([item])
        assert extent is not None
        assert not any(overlap(extent, point) for point in points if point)


def test_signs_stand_on_their_sides() -> None:
    data = plane_data(xor())
    figure = plane_figure(data, Style())
    # Two strokes for plus, one for minus, in this order, for each line.
    strokes = [item for item in named(figure)["names of the lines"].items if isinstance(item, Polyline)]
    assert len(strokes) == 6
    frame = named(figure)["grid"]
    assert frame.items
    for plus, minus in ((strokes[0], strokes[2]), (strokes[3], strokes[5])):
        # Up and to the right is where x1 + x2 grows.
        assert np.mean(plus.points, axis=0)[0] > np.mean(minus.points, axis=0)[0]
        assert np.mean(plus.points, axis=0)[1] < np.mean(minus.points, axis=0)[1]


def test_shading_of_regions_has_one_area_a_value_and_no_seams() -> None:
    base, ones = shaded_areas(plane_data(xor()))
    assert (base.shade, ones.shade) == (0.0, 1.0)
    (window,) = base.rings
    assert sorted(window) == [(-0.6, -0.6), (-0.6, 1.6), (1.6, -0.6), (1.6, 1.6)]
    assert len(ones.rings) == 1


def test_shading_of_a_field_is_nested_and_neutral_on_the_boundary() -> None:
    data = plane_data(xor("sigmoid", "sigmoid", scale=8.0))
    areas = shaded_areas(data)
    shades = [area.shade for area in areas]
    assert shades == sorted(shades)
    assert 0.5 in shades
    assert field_color(0.5, LIGHT) == LIGHT.panel
    assert (field_color(-1.0, LIGHT), field_color(2.0, DARK)) == (LIGHT.field0, DARK.field1)
    assert len(areas[0].rings) == 1
    x0, x1, y0, y1 = data.window
    for at in itertools.chain(*(ring for area in areas for ring in area.rings)):
        assert x0 - 1e-9 <= at[0] <= x1 + 1e-9
        assert y0 - 1e-9 <= at[1] <= y1 + 1e-9


def test_constant_field_is_one_colour() -> None:
    network = xor("tanh", "sigmoid").network
    flat = network.with_weights({edge.key: 0.0 for edge in network.edges}).with_biases({"o": 0.0})
    (only,) = shaded_areas(plane_data(Document(flat)))
    assert only.shade == 0.5


def test_points_have_a_shape_for_their_class() -> None:
    figure = plane_figure(plane_data(xor()), Style())
    kinds = [type(item).__name__ for item in named(figure)["points"].items]
    assert kinds == ["Disc", "Box", "Box", "Disc"]


def test_ten_classes_have_ten_shapes_of_about_one_area() -> None:
    shapes = [marker(kind, (0.0, 0.0), 5.0, "#000000", "#FFFFFF") for kind in range(11)]
    assert [type(shape).__name__ for shape in shapes[:3]] == ["Disc", "Box", "Polygon"]
    assert len({str(shape) for shape in shapes}) == 10
    assert shapes[10] == shapes[0]
    for shape in shapes[2:10]:
        assert isinstance(shape, Polygon)
        x, y = np.array(shape.rings[0]).T
        area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
        assert 0.75 < area / (np.pi * 25) < 1.15


def remarked() -> Document:
    data = xor().dataset
    named = Dataset(data.x, data.t, np.array([True, False, False, False]), ("length in cm", "x2"))
    return normalise(replace(xor(), dataset=named), "zscore")


def test_samples_that_are_held_out_are_hollow() -> None:
    marks = named(plane_figure(plane_data(remarked()), Style()))["points"].items
    panel = LIGHT.panel
    fills = [mark.fill.color for mark in marks if isinstance(mark, Disc | Box) and mark.fill is not None]
    assert fills == [panel, LIGHT.class1, LIGHT.class1, LIGHT.class0]
    hollow = marks[0]
    assert isinstance(hollow, Disc)
    assert hollow.pen is not None
    assert hollow.pen.color == LIGHT.class0


def test_what_is_done_to_the_numbers_is_said_under_the_axes() -> None:
    for legend in (True, False):
        figure = plane_figure(plane_data(remarked()), Style(), legend=legend)
        foot = named(figure)["legend"]
        words = [item.text for item in foot.items if isinstance(item, Text)]
        assert words[:3] == ["length in cm", "z-score", "held out"]
    silent = plane_figure(plane_data(xor()), Style(), legend=False)
    assert "legend" not in named(silent)
    assert axis_remarks(remarked(), ("x2", "x1")).names == (("x1", "length in cm"),)


def test_points_and_example_outside_the_window_are_left_out() -> None:
    data = plane_data(replace(xor(), example=Example((9.0, 9.0), (1.0,))), window=(-0.5, 0.5, -0.5, 0.5))
    groups = named(plane_figure(data, Style()))
    assert len(groups["points"].items) == 1
    assert "example" not in groups


def test_example_is_a_ring() -> None:
    figure = plane_figure(plane_data(xor()), Style())
    rings = named(figure)["example"].items
    assert all(isinstance(ring, Disc) and ring.fill is None for ring in rings)


def test_both_inputs_have_one_scale() -> None:
    document = replace(xor(), view=ViewOptions(plane_range=(0.0, 4.0, 0.0, 1.0)))
    figure = plane_figure(plane_data(document), Style(), 600, 600)
    clip = next(item.clip for item in figure.items if isinstance(item, Group) and item.clip)
    assert clip[2] == pytest.approx(4 * clip[3])
    assert figure.width == pytest.approx(600)
    assert figure.height < 300


@pytest.mark.parametrize("size", [(300, 300), (800, 400), (60, 60)])
def test_figure_keeps_to_its_size(size: tuple[int, int]) -> None:
    figure = plane_figure(plane_data(xor(), resolution=32), Style(), *size)
    if min(size) > 100:
        assert figure.width <= size[0] + 1e-9
        assert figure.height <= size[1] + 1e-9
    assert (
        figure.description
        == "The plane of x1 and x2 shaded by the output of o with the lines of h1, h2 and 4 samples."
    )


def test_long_names_find_room() -> None:
    network = Network(
        ("temperature in degrees", "relative humidity in percent"),
        (Node("it will rain tomorrow", "sigmoid", -1.0),),
        (
            Edge("temperature in degrees", "it will rain tomorrow"),
            Edge("relative humidity in percent", "it will rain tomorrow"),
        ),
        ("it will rain tomorrow",),
    )
    figure = plane_figure(plane_data(Document(network)), Style())
    extents = [bounds([item]) for item in figure.walk() if isinstance(item, Label | Text)]
    for a, b in itertools.combinations([e for e in extents if e], 2):
        assert not overlap(a, b)
    assert all(e[0] >= 0 and e[2] <= figure.width for e in extents if e)


def test_a_picture_whose_neuron_has_gone_has_no_legend() -> None:
    document = example("xor")
    data = plane_data(document, "h1")
    assert plane_legend(document, data) is not None
    shown = plane_data(edits.set_view(document, shading="classes"), "h1")
    assert plane_legend(graph_edits.remove(document, ["h1"]), shown) is None
