"""First-layer neurons edited by their lines, and drawn as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.document import edits, line_edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.graph_edits import EditError
from nndesk.document.layered import layered
from nndesk.document.line_edits import first_layer
from nndesk.figure.plane_slice import plane_slice
from nndesk.geometry.lines import Line
from nndesk.geometry.snapping import Grain
from nndesk.network.errors import UnknownNodeError
from nndesk.network.model import EdgeKey
from nndesk.network.passes import forward

NICE = Grain((0.004, 0.004), nice=True)
coordinates = st.floats(-2, 2)


def two_inputs() -> Document:
    document, _ = edits.add_input(Document(), (0, -70))
    return edits.add_input(document, (0, 70))[0]


def truth_table(document: Document) -> list[float]:
    return [
        forward(document.network, (a, b)).z[document.network.outputs[0]]
        for a in (0.0, 1.0)
        for b in (0.0, 1.0)
    ]


def test_moving_a_line_changes_its_bias_and_shares_the_rest():
    document = example("xor")
    after = line_edits.move_line(document, "h1", (0.5, 0.5))
    assert line_edits.line_of(after, "h1") == Line(1.0, 1.0, -1.5)
    assert after.network.edges == document.network.edges
    assert after.network.topology is document.network.topology
    assert after.positions is document.positions


def test_a_movement_that_changes_nothing_returns_the_same_document():
    document = example("xor")
    assert line_edits.move_line(document, "h1", (0.25, -0.25)) is document


def test_locked_numbers_follow_the_hand():
    document = edits.lock(example("xor"), True, ["h1"])
    after = line_edits.move_line(document, "h1", (0.5, 0.5))
    assert after.network.node("h1").bias == -1.5
    assert after.network.node("h1").locked


def test_or_is_found_by_turning_and_moving_and_then_and_by_its_bias():
    document = edits.set_numbers(
        example("or"), {EdgeKey("x1", "o1"): 1.3, EdgeKey("x2", "o1"): 0.4}, {"o1": 0.2}
    )
    assert truth_table(document) == [1, 1, 1, 1]
    line = line_edits.line_of(document, "o1")
    pivot = (-0.3, -(line.w1 * -0.3 + line.b) / line.w2)
    handle = (0.1, -(line.w1 * 0.1 + line.b) / line.w2)
    document = line_edits.turn_line(document, "o1", pivot, handle, (pivot[0] + 1, pivot[1] - 1.02), NICE)
    document = line_edits.move_line(document, "o1", (0.1, 0.08), NICE)
    assert line_edits.line_of(document, "o1") == Line(1.0, 1.0, -0.5)
    assert truth_table(document) == [0, 1, 1, 1]
    document = line_edits.move_line(document, "o1", (0.52, 0.49), NICE)
    assert line_edits.line_of(document, "o1") == Line(1.0, 1.0, -1.5)
    assert truth_table(document) == [0, 0, 0, 1]


@given(st.integers(0, 50), coordinates, coordinates)
def test_flipping_twice_gives_the_same_network(seed, dx, dy):
    document = line_edits.move_line(layered("2-3-1", seed=seed), "h2", (dx, dy), Grain((0.01, 0.01)))
    once = line_edits.flip_line(document, "h2")
    assert line_edits.flip_line(once, "h2").network == document.network
    assert line_edits.line_of(once, "h2").b == -line_edits.line_of(document, "h2").b


def test_scaling_keeps_the_line():
    after = line_edits.scale_line(example("xor"), "h1", 4.0)
    assert line_edits.line_of(after, "h1") == Line(4.0, 4.0, -2.0)


def test_what_has_no_line_says_so():
    document = example("xor")
    with pytest.raises(EditError, match=r"o1 has no line"):
        line_edits.move_line(document, "o1", (1, 0))
    with pytest.raises(UnknownNodeError):
        line_edits.move_line(document, "h9", (1, 0))
    flat = edits.set_numbers(document, {e.key: 0.0 for e in document.network.incoming("h1")})
    with pytest.raises(EditError, match=r"its weights are 0"):
        line_edits.flip_line(flat, "h1")
    with pytest.raises(EditError, match=r"two inputs"):
        line_edits.add_line(layered("1-2-1"), (0, 0), (1, 1))


def test_in_a_slice_the_other_inputs_count_as_bias():
    document = edits.set_numbers(
        layered("3-2-1", seed=1),
        {EdgeKey("x1", "h1"): 1.0, EdgeKey("x2", "h1"): 2.0, EdgeKey("x3", "h1"): -0.3},
        {"h1": 0.1},
    )
    document = edits.set_example(document, (0.0, 0.5, 1.0))
    assert line_edits.line_of(document, "h1") == Line(1.0, 2.0, pytest.approx(-0.2))
    after = line_edits.move_line(document, "h1", (0.28, 0.01), NICE)
    assert line_edits.line_of(after, "h1").b == pytest.approx(-0.5)
    assert after.network.node("h1").bias == -0.2
    turned = edits.set_view(document, plane_axes=("x3", "x2"))
    assert line_edits.line_of(turned, "h1") == Line(-0.3, 2.0, 0.1)
    assert line_edits.lines_of(turned)["h1"] == first_layer(plane_slice(turned).network(turned.network))["h1"]
    drawn, name = line_edits.add_line(turned, (0.0, 0.5), (1.0, 0.5), NICE)
    assert {edge.source for edge in drawn.network.incoming(name)} == {"x3", "x2"}
    assert line_edits.line_of(drawn, name).unit() == Line(0.0, 1.0, pytest.approx(-0.5, abs=0.1))


def test_a_neuron_that_reads_one_input_moves_but_does_not_turn():
    document = edits.remove(example("xor"), (), [("x2", "h1")])
    after = line_edits.move_line(document, "h1", (0.25, 7.0))
    assert line_edits.line_of(after, "h1") == Line(1.0, 0.0, -0.75)
    with pytest.raises(EditError, match=r"h1 does not read x2.*draw an edge from x2 to h1"):
        line_edits.turn_line(document, "h1", (0.5, 0), (0.5, 1), (1, 1))
    with pytest.raises(EditError, match=r"does not read"):
        line_edits.turn_line_on(document, "h1", (0.5, 0), 1)
    with pytest.raises(EditError, match=r"does not read"):
        line_edits.set_line(document, "h1", Line(1.0, 1.0, 0.0))


# --- drawing ----------------------------------------------------------------------------------------------


def test_a_drawn_line_joins_the_first_hidden_layer_as_its_neurons_are():
    document = example("xor")
    after, name = line_edits.add_line(document, (-0.5, 0.5), (1.5, 0.5), NICE)
    network = after.network
    assert name == "h3"
    assert network.node(name).activation == "step"
    assert line_edits.line_of(after, name) == Line(0.0, 1.0, -0.5)
    assert [(e.target, e.weight) for e in network.outgoing(name)] == [("o1", 1.0)]
    assert after.positions[name][0] == document.positions["h2"][0]
    assert after.positions[name][1] > after.positions["h2"][1]
    assert network.outputs == document.network.outputs
    assert after.data_fit() == document.data_fit()


def test_the_positive_side_is_on_the_left_of_the_stroke():
    document = example("xor")
    left, _ = line_edits.add_line(document, (0.0, 0.5), (1.0, 0.5))
    right, _ = line_edits.add_line(document, (1.0, 0.5), (0.0, 0.5))
    assert line_edits.line_of(left, "h3").signal((0.5, 1.0)) > 0
    assert line_edits.line_of(right, "h3").signal((0.5, 1.0)) < 0


def test_a_smooth_neuron_gets_a_soft_band_that_can_be_seen():
    document = layered("2-2-1", seed=1)
    after, name = line_edits.add_line(document, (0.0, 0.0), (2.0, 0.0))
    line = line_edits.line_of(after, name)
    assert after.network.node(name).activation == document.network.node("h2").activation
    assert 0.5 < line.w2 < 20
    assert line.w1 == 0


def test_the_first_line_of_an_empty_network_is_its_output():
    after, name = line_edits.add_line(two_inputs(), (0, 0.5), (1, 0.5))
    assert name == "o1"
    assert after.network.outputs == ("o1",)
    assert {e.source for e in after.network.incoming("o1")} == {"x1", "x2"}


def test_beside_a_perceptron_a_line_becomes_its_first_hidden_neuron():
    document = example("or")
    after, name = line_edits.add_line(document, (0, 1.5), (1.5, 0), NICE)
    assert name == "h1"
    assert after.network.outputs == ("o1",)
    assert [e.target for e in after.network.outgoing("h1")] == ["o1"]
    assert after.network.node("h1").activation == after.network.node("o1").activation
    x = {node: at[0] for node, at in after.positions.items()}
    assert x["x1"] < x["h1"] < x["o1"]


def test_two_places_make_a_line_and_one_does_not():
    with pytest.raises(EditError, match=r"these are one"):
        line_edits.add_line(example("xor"), (0.5, 0.5), (0.5, 0.5))
    with pytest.raises(EditError, match=r"these are one"):
        line_edits.add_line(example("xor"), (0.5, 0.5), (0.505, 0.5), NICE)
