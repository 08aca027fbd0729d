"""Where nodes go: columns, letters, free places, alignment."""

from __future__ import annotations

import math

import pytest

from nndesk.document import edits, placing
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.placing import aligned, columns, grouped_by_column, next_place, prefix_at


def test_an_empty_canvas_has_three_equal_columns() -> None:
    it = columns(Document())
    assert it.centers == (0.0, 180.0, 360.0)
    left, right = placing.EMPTY_SPAN
    width = (right - left) / 3
    assert (it.input_until, it.output_from) == (left + width, left + 2 * width)
    assert [it.at(x) for x in (-50, 90, 180, 270, 400)] == ["input", "input", "hidden", "output", "output"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_nodes_of_the_examples_stand_in_their_columns(name: str) -> None:
    document = example(name)
    it = columns(document)
    for node in document.network.names:
        assert it.at(document.positions[node][0]) == document.network.role(node)


def test_a_column_keeps_its_place_while_only_the_outputs_are_drawn() -> None:
    document, name = edits.add_node(Document(), (360, 0), prefix="o")
    assert name == "o1"
    assert columns(document).centers == (0.0, 180.0, 360.0)
    assert prefix_at(document, 365) == "o"
    assert prefix_at(document, 180) == "h"


def test_a_neuron_takes_the_letter_of_its_column_though_roles_are_not_settled() -> None:
    document, _ = edits.add_input(Document(), (0, 0))
    document, _ = edits.add_node(document, (180, 0))
    document = edits.add_edge(document, "x1", "h1")
    # h1 is an output for now, because it feeds nothing.
    assert document.network.outputs == ("h1",)
    assert prefix_at(document, 180) == "h"
    assert prefix_at(document, 360) == "o"


def test_the_next_place_is_free_and_in_its_column() -> None:
    document = example("xor")
    for column in placing.COLUMNS:
        place = next_place(document, column)
        assert not placing.is_taken(document, place)
        assert columns(document).at(place[0]) == column


def test_alignment_prefers_rows_and_columns_to_the_grid() -> None:
    assert aligned((103, 47), [(100, 200), (300, 53)]) == ((100, 53), (100, 53))
    assert aligned((113, 47), [(100, 200)]) == ((110, 50), (None, None))


def test_columns_are_grouped_left_to_right_and_top_to_bottom() -> None:
    document = example("worked-example")
    groups = grouped_by_column(document, document.network.names)
    assert groups == [["x1", "x2", "x3"], ["h1", "h2"], [document.network.outputs[0]]]


def test_a_node_dropped_on_another_goes_beside_it() -> None:
    document = example("xor")
    over = document.positions["h1"]
    moved = placing.clear_of_others(document, {"x1": over})["x1"]
    away = [math.dist(moved, document.positions[name]) for name in ("x2", "h1", "h2", "o1")]
    assert min(away) >= placing.CLEARANCE
    assert math.dist(moved, over) < placing.CLEARANCE + 2 * placing.GRID


def test_nodes_dropped_together_keep_their_places_to_each_other() -> None:
    document = example("xor")
    (x1, y1), (x2, y2) = document.positions["h1"], document.positions["h2"]
    moved = placing.clear_of_others(document, {"x1": (x1, y1), "x2": (x2, y2)})
    assert moved["x2"][0] - moved["x1"][0] == x2 - x1
    assert moved["x2"][1] - moved["x1"][1] == y2 - y1


def test_a_node_dropped_where_there_is_room_stays_exactly_there() -> None:
    document = example("xor")
    x, y = document.positions["h1"]
    beside = {"x1": (x - placing.COVERING - 0.5, y)}
    assert placing.clear_of_others(document, beside) == beside


def test_a_node_is_never_added_over_another() -> None:
    document = example("xor")
    for _ in range(8):
        place = placing.nearest_free(document, document.positions["h1"])
        assert not placing.is_taken(document, place)
        document, _name = edits.add_node(document, place)
