from __future__ import annotations

import math

import pytest

from nndesk.document import edits
from nndesk.document.document import Document, check
from nndesk.document.examples import example
from nndesk.document.layered import layered
from nndesk.network.errors import NetworkError, UnknownActivationError


def test_layers_are_fully_connected_and_named_in_order() -> None:
    document = layered("2-4-2-1", "tanh")
    network = document.network
    assert network.inputs == ("x1", "x2")
    assert network.hidden == ("h1", "h2", "h3", "h4", "h5", "h6")
    assert network.outputs == ("o1",)
    assert network.levels == (("x1", "x2"), ("h1", "h2", "h3", "h4"), ("h5", "h6"), ("o1",))
    assert len(network.edges) == 2 * 4 + 4 * 2 + 2 * 1
    assert {node.activation for node in network.nodes} == {"tanh"}
    assert document.example.x == (1.0, 0.0)
    assert document.example.t == (0.0,)
    assert len(document.dataset) == 0
    check(document)


def test_the_example_of_a_new_network_alternates_so_that_something_flows() -> None:
    assert layered("3-2-2").example.x == (1.0, 0.0, 1.0)
    assert layered("3-2-2").example.t == (0.0, 0.0)


def test_the_outputs_may_have_an_activation_of_their_own() -> None:
    network = layered("2-2-1", "relu", "sigmoid").network
    assert [node.activation for node in network.nodes] == ["relu", "relu", "sigmoid"]


def test_weights_are_uniform_within_the_bound_of_their_layer_and_repeat_with_the_seed() -> None:
    document = layered("30-30-6", seed=7)
    first = [e.weight for e in document.network.edges if e.target.startswith("h")]
    last = [e.weight for e in document.network.edges if e.target.startswith("o")]
    for weights, r in ((first, math.sqrt(6 / 60)), (last, math.sqrt(6 / 36))):
        assert max(map(abs, weights)) <= r
        assert max(weights) > 0.9 * r
        assert min(weights) < -0.9 * r
        assert abs(sum(weights) / len(weights)) < 0.1 * r
    assert layered("30-30-6", seed=7) == document
    assert layered("30-30-6", seed=8) != document


def test_the_same_seed_means_the_same_weights_for_ever() -> None:
    # The first number that the Mersenne Twister draws from the seed 1, on every machine.
    expected = (2 * 0.13436424411240122 - 1) * math.sqrt(6 / 4)
    assert layered("2-2-1", seed=1).network.edge("x1", "h1").weight == pytest.approx(expected, abs=1e-15)


def test_columns_stand_apart_and_centred() -> None:
    positions = layered("2-3-1").positions
    assert positions["x1"] == (0.0, -70.0)
    assert positions["x2"] == (0.0, 70.0)
    assert [positions[f"h{i}"] for i in (1, 2, 3)] == [(180.0, -140.0), (180.0, 0.0), (180.0, 140.0)]
    assert positions["o1"] == (360.0, 0.0)


def test_very_long_columns_stay_inside_the_drawing_area() -> None:
    check(layered("9999-1"))
    check(layered("1-" * 6000 + "1"))


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("", "does not describe layers"),
        ("2--1", "does not describe layers"),
        ("-2-1", "does not describe layers"),
        ("2-a-1", "does not describe layers"),
        ("2-1.5-1", "does not describe layers"),
        ("2-²-1", "does not describe layers"),
        ("0-3", "has a layer without nodes"),
        ("2-0-1", "has a layer without nodes"),
        ("3", "is one layer"),
        ("2-10000-1", "10,003 nodes is too large"),
        ("2-99999999999999999999-1", "too large"),
        ("4000-4000-1", "16,004,000 edges is too large"),
        ("1-" * 20_000 + "1", "too large"),
    ],
)
def test_a_bad_line_is_refused_with_a_sentence(spec: str, says: str) -> None:
    with pytest.raises(NetworkError, match=says) as caught:
        layered(spec)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 200


def test_spaces_and_dashes_are_forgiven() -> None:
    assert layered(" 2 – 2-1 ") == layered("2-2-1")


def test_an_unknown_activation_is_refused() -> None:
    with pytest.raises(UnknownActivationError):
        layered("2-2-1", "tan")
    with pytest.raises(UnknownActivationError):
        layered("2-2-1", "tanh", "tan")


def test_initial_weights_are_those_of_a_new_network_with_the_seed() -> None:
    document = edits.layered("2-4-2-1", "tanh", seed=7)
    flat = edits.set_network_numbers(
        document, document.network.with_numbers([1.0] * len(document.network.edges), [0.0] * 7)
    )
    assert edits.draw_initial_weights(flat, 7) == document
    assert edits.draw_initial_weights(flat, 8) != document


def test_initial_weights_of_any_graph_are_all_new_and_of_nothing_none() -> None:
    document = example("xor")
    drawn = edits.draw_initial_weights(document, 1)
    for before, after in zip(document.network.edges, drawn.network.edges, strict=True):
        assert after.key == before.key
        assert after.weight != before.weight
    assert edits.draw_initial_weights(Document(), 1) == Document()
