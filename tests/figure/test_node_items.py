from __future__ import annotations

from itertools import pairwise

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import layered, mark_output, rename, set_activation, set_example
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import INPUT_RADIUS, NODE_RADIUS, edge_items, edge_pen, node_boxes, node_items
from nndesk.figure.primitives import Arc, Disc, Glow, Item, Label, Pen, Polyline, Text
from nndesk.figure.style import DARK, LIGHT, Palette, Style, mix
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import Walk, walk

STYLE = Style()


def walked(document: Document) -> Walk:
    return walk(document.network, document.example.x, document.example.t, document.cost, document.eta)


def labels(items: tuple[Item, ...]) -> list[str]:
    return [item.latex for item in items if isinstance(item, Label)]


def texts(items: tuple[Item, ...]) -> list[str]:
    return [item.text for item in items if isinstance(item, Text)]


WORKED = example("worked-example")


def test_an_input_shows_its_name_and_the_example() -> None:
    items = node_items(WORKED, "x2", STYLE)
    assert labels(items) == ["x_2"]
    assert texts(items) == ["0"]
    assert any(isinstance(item, Disc) and item.radius == INPUT_RADIUS for item in items)


def test_a_neuron_shows_name_bias_and_curve_but_no_values_before_they_are_known() -> None:
    items = node_items(WORKED, "h2", STYLE)
    assert labels(items) == ["h_2", "b_{h_2} = -0.5"]
    assert not texts(items)
    assert any(isinstance(item, Polyline) for item in items)


def test_signal_output_delta_and_bias_change_appear_as_the_walk_computes_them() -> None:
    record = walked(WORKED)
    seen = []
    for step in record.steps:
        if step.node == "h2":
            items = node_items(WORKED, "h2", STYLE, record.known_at(step.index), step)
            seen.append((step.kind, labels(items), texts(items), any(isinstance(i, Arc) for i in items)))
    bias, name = "b_{h_2} = -0.5", "h_2"
    assert seen == [
        ("signal", ["s = 0", name, bias], [], False),
        ("output", ["s = 0", name, bias], ["0.5"], False),
        ("hidden_delta", ["s = 0", name, bias, r"\delta_{h_2} = -0.0313"], ["0.5"], True),
        ("weight_change", ["s = 0", name, bias, "-0.0156", r"\delta_{h_2} = -0.0313"], ["0.5"], True),
    ]


def test_an_output_shows_its_target() -> None:
    assert "t = 1" in labels(node_items(WORKED, "o1", STYLE))
    assert "t = 0.25" in labels(node_items(set_example(WORKED, t=(0.25,)), "o1", STYLE))
    assert "t" not in node_boxes(WORKED, "h1", STYLE)


def test_outputs_in_a_column_have_targets_beside_them() -> None:
    document = layered("2-2-3", seed=1)
    for name in document.network.outputs:
        assert node_boxes(document, name, STYLE)["target"][0] > NODE_RADIUS
    assert node_boxes(WORKED, "o1", STYLE)["target"][0] < 0


@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
def test_labels_of_neighbours_in_a_column_do_not_meet(scale: float) -> None:
    style = Style(scale=scale)
    document = layered("2-3-3", seed=1)
    known = walked(document).known_at(10**6)
    for column in (("h1", "h2", "h3"), ("o1", "o2", "o3")):
        for above, below in pairwise(column):
            gap = document.positions[below][1] - document.positions[above][1]
            lowest = max(y + h for _, y, _, h in node_boxes(document, above, style, known).values())
            highest = min(y for _, y, _, _ in node_boxes(document, below, style, known).values())
            assert lowest <= gap + highest


def test_the_step_glows_in_the_colour_of_its_phase() -> None:
    record = walked(WORKED)
    for step in record.steps:
        for name in WORKED.network.names:
            glows = [i for i in node_items(WORKED, name, STYLE, None, step) if isinstance(i, Glow)]
            assert bool(glows) == (name in step.nodes)
            assert all(glow.color == LIGHT.of_phase(step.phase) for glow in glows)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("signal", [-1e6, -1.0, 0.0, 2.5, 1e6])
def test_the_point_on_the_curve_stays_in_the_node(activation: str, signal: float) -> None:
    document = set_activation(WORKED, ("h1",), activation)
    record = walk(document.network, (signal * 2, 0.0, 0.0), None)
    inside = [i for i in node_items(document, "h1", STYLE, record.known_at(1)) if isinstance(i, Disc)]
    assert all(abs(i.center[0]) + i.radius < NODE_RADIUS for i in inside[1:])
    assert all(abs(i.center[1]) + i.radius < NODE_RADIUS for i in inside[1:])


@pytest.mark.parametrize(("one", "other"), [("step", "sign"), ("sigmoid", "tanh"), ("relu", "leaky_relu")])
@pytest.mark.parametrize("signal", [None, 0.75])
def test_curves_that_go_below_zero_are_told_from_those_that_do_not(
    one: str, other: str, signal: float | None
) -> None:
    def curves(activation: str) -> set[tuple[tuple[float, float], ...]]:
        document = set_activation(WORKED, ("h1",), activation)
        known = walk(document.network, (2.0 * (signal or 0.0), 0.0, 0.0), None).known_at(0 if signal else -1)
        items = node_items(document, "h1", STYLE, known)
        return {item.points for item in items if isinstance(item, Polyline)}

    zero_lines = {points for points in curves(other) if len(points) == 2}
    assert len(zero_lines) == 1
    ((_, left), (_, right)) = zero_lines.pop()
    assert left == right
    lowest = max(y for points in curves(other) for _, y in points)
    assert lowest > left + 1.0
    assert not {points for points in curves(one) if len(points) == 2}


def test_a_change_of_nothing_has_a_sign_too() -> None:
    document = example("xor")
    record = walked(document)
    known = record.known_at(len(record.steps) - 1)
    assert known.db["h1"] == 0.0
    assert "+0" in labels(node_items(document, "h1", STYLE, known))
    assert "+0" in texts(edge_items(document, EdgeKey("x1", "h1"), STYLE, known))


def test_long_numbers_and_names_shrink_to_their_room() -> None:
    document = rename(WORKED, "h1", "a_hidden_node_with_a_very_long_name_here")
    known = walk(document.network, (-1.23456e-7, 9.87654e11, 1.0), None, numbers=NumberFormat(6)).known_at(
        10**6
    )
    style = Style(numbers=NumberFormat(6))
    for name in document.network.names:
        for item in node_items(document, name, style, known):
            if isinstance(item, Text):
                assert measure_text(item.text, item.size, item.weight) <= 2 * NODE_RADIUS
            if isinstance(item, Label):
                assert measure_label(item.latex, item.size)[0] <= 260


def test_a_selected_node_wears_the_accent() -> None:
    pens = [i.pen for i in node_items(WORKED, "h1", STYLE, selected=True) if isinstance(i, Disc) and i.pen]
    assert any(pen.color == LIGHT.accent for pen in pens)


def test_an_output_that_feeds_others_keeps_its_target_below() -> None:
    document = mark_output(WORKED, "h1", True)
    box = node_boxes(document, "h1", STYLE)["target"]
    assert box[0] < 0 < box[1]


def test_negative_weights_are_dashed_and_larger_ones_thicker() -> None:
    assert edge_pen(-1.0, STYLE).dash
    assert not edge_pen(1.0, STYLE).dash
    widths = [edge_pen(w, STYLE).width for w in (0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 50.0)]
    assert widths == sorted(widths)
    assert widths[-1] < 4.1
    assert edge_pen(100.0, STYLE, crowded=True).width <= 1.0


def test_the_weight_and_its_change_stand_on_the_edge() -> None:
    record = walked(WORKED)
    key = EdgeKey("x3", "h2")
    assert texts(edge_items(WORKED, key, STYLE)) == ["1"]
    assert texts(edge_items(WORKED, key, STYLE, record.known_at(10**6))) == ["1", "−0.0156"]


def test_a_lit_edge_has_light_under_it() -> None:
    record = walked(WORKED)
    step = next(s for s in record.steps if s.kind == "hidden_delta" and s.node == "h2")
    lit = [i for i in edge_items(WORKED, EdgeKey("h2", "o1"), STYLE, None, step) if isinstance(i, Polyline)]
    plain = [i for i in edge_items(WORKED, EdgeKey("h1", "o1"), STYLE, None, step) if isinstance(i, Polyline)]
    assert len(lit) > len(plain) == 1
    assert lit[0].pen.color == LIGHT.delta


def test_light_and_dark_differ_in_colour_alone() -> None:
    light = bounds(node_items(WORKED, "h1", STYLE))
    assert light == bounds(node_items(WORKED, "h1", Style(DARK)))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("weight", [0.1, 0.5, 2.0])
def test_in_a_crowd_grey_tells_the_sign(palette: Palette, weight: float) -> None:
    def contrast(pen: Pen) -> float:
        shown = mix(palette.panel, pen.color, pen.opacity)
        return abs(_grey(shown) - _grey(palette.panel))

    style = Style(palette=palette)
    negative, positive = (contrast(edge_pen(sign * weight, style, crowded=True)) for sign in (-1, 1))
    assert negative > 1.3 * positive
    assert positive > 12


def _grey(color: str) -> float:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
