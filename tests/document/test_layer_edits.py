"""Edits of whole layers, and what to select."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.document import edits
from nndesk.document.document import Document, check
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.graph_edits import EditError
from nndesk.document.layer_edits import (
    add_to_layer,
    connect,
    disconnect,
    insert_layer,
    layer_of,
    layers,
    remove_from_layer,
)
from nndesk.document.layered import layered
from nndesk.document.selecting import edges_between, inverted, whole_layers, with_fed, with_feeders
from nndesk.network.errors import NetworkError
from nndesk.network.model import EdgeKey

NET = layered("2-3-1", "tanh")


def nodes_only(*columns: int) -> Document:
    """So many nodes in each column, inputs first, without edges."""
    document = layered("-".join(map(str, columns)))
    return edits.remove(document, (), [edge.key for edge in document.network.edges])


def column_ys(document: Document, layer: int) -> list[float]:
    return [document.positions[name][1] for name in layers(document)[layer]]


def test_layers_are_the_columns_of_the_drawing() -> None:
    assert layers(NET) == (("x1", "x2"), ("h1", "h2", "h3"), ("o1",))
    assert layer_of(NET, "h2") == 1
    moved = edits.move(NET, {"h3": (310.0, -500.0)})
    assert layers(moved) == (("x1", "x2"), ("h1", "h2"), ("h3", "o1"))
    with pytest.raises(EditError):
        layer_of(NET, "nobody")


# --- connecting -------------------------------------------------------------------------------------------


def test_several_layers_are_connected_one_to_the_next() -> None:
    document = nodes_only(2, 4, 2, 1)
    new, drawn = connect(document, document.network.names)
    assert len(drawn) == 8 + 8 + 2
    assert {e.key for e in new.network.edges} == {e.key for e in layered("2-4-2-1").network.edges}
    assert new.network.outputs == ("o1",)
    assert connect(new, new.network.names) == (new, ())


def test_one_layer_is_connected_to_the_whole_next_one() -> None:
    new, drawn = connect(nodes_only(2, 3, 1), ["x2"])
    assert drawn == tuple(EdgeKey("x2", f"h{i}") for i in (1, 2, 3))
    assert connect(new, ["o1"]) == (new, ())
    assert connect(Document(), ()) == (Document(), ())


def test_what_would_close_a_cycle_is_left_out() -> None:
    document = nodes_only(1, 1, 1)
    document = edits.add_edge(document, "o1", "h1")
    new, drawn = connect(document, document.network.names)
    assert drawn == (EdgeKey("x1", "h1"),)
    assert not new.network.has_edge("h1", "o1")
    # Two edges that are each possible, but not together: the first one stays.
    document = nodes_only(1, 2, 1)
    new, drawn = edits.add_edges(document, [EdgeKey("h1", "h2"), EdgeKey("h2", "h1"), EdgeKey("h2", "o1")])
    assert drawn == (EdgeKey("h1", "h2"), EdgeKey("h2", "o1"))


def test_disconnecting() -> None:
    new, gone = disconnect(NET, ["x1", "h1", "h2"])
    assert set(gone) == {EdgeKey("x1", "h1"), EdgeKey("x1", "h2")}
    new, gone = disconnect(NET, ["h1"])
    assert gone == (EdgeKey("h1", "o1"),)
    new, gone = disconnect(NET, ["o1"])
    assert len(gone) == 3
    assert new.network.outputs != ("o1",)
    assert disconnect(new, ["o1"]) == (new, ())


# --- more and fewer ---------------------------------------------------------------------------------------


def test_a_new_neuron_of_a_layer_is_joined_as_the_others_are() -> None:
    new, name = add_to_layer(NET, 1)
    check(new)
    assert name == "h4"
    assert new.network.node(name).activation == "tanh"
    assert [e.source for e in new.network.incoming(name)] == ["x1", "x2"]
    assert [e.target for e in new.network.outgoing(name)] == ["o1"]
    ys = column_ys(new, 1)
    assert sum(ys) == pytest.approx(0.0)
    assert len({round(b - a, 6) for a, b in pairwise(ys)}) == 1


def test_a_new_input_and_a_new_output() -> None:
    new, name = add_to_layer(NET, 0)
    assert (name, new.network.inputs) == ("x3", ("x1", "x2", "x3"))
    assert [e.target for e in new.network.outgoing(name)] == ["h1", "h2", "h3"]
    new, name = add_to_layer(NET, 2)
    assert new.network.outputs == ("o1", "o2")
    assert new.example.t == (0.0, 0.0)


def test_only_what_all_have_in_common_is_joined() -> None:
    new, name = add_to_layer(edits.remove(NET, (), [("x1", "h2")]), 1)
    assert [e.source for e in new.network.incoming(name)] == ["x2"]


def test_a_column_arranged_by_hand_keeps_its_places() -> None:
    document = edits.move(NET, {"h1": (180.0, -400.0)})
    new, _name = add_to_layer(document, 1)
    assert all(new.positions[other] == document.positions[other] for other in document.positions)


def test_taking_back_what_was_added() -> None:
    for layer in range(3):
        added, name = add_to_layer(NET, layer)
        removed, gone = remove_from_layer(added, layer)
        assert gone == name
        assert removed == NET
    empty, _ = remove_from_layer(NET, 2)
    assert layers(empty) == (("x1", "x2"), ("h1", "h2", "h3"))


def test_a_layer_is_inserted_between_two() -> None:
    new, names = insert_layer(NET, 1)
    check(new)
    assert [len(layer) for layer in layers(new)] == [2, 3, 3, 1]
    assert layers(new)[2] == names
    assert not any(new.network.has_edge(f"h{i}", "o1") for i in (1, 2, 3))
    assert {e.source for e in new.network.incoming(names[0])} == {"h1", "h2", "h3"}
    assert {e.source for e in new.network.incoming("o1")} == set(names)
    assert new.network.outputs == ("o1",)
    assert new.network.levels[2] == names


def test_a_layer_is_inserted_after_the_inputs_at_the_end_and_at_the_start() -> None:
    new, names = insert_layer(NET, 0, 4)
    assert [len(layer) for layer in layers(new)] == [2, 4, 3, 1]
    new, names = insert_layer(NET, 2)
    assert names == ("o2",)
    assert new.network.outputs == ("o2",)
    # Nothing can feed an input, so nothing does.
    new, names = insert_layer(NET, -1)
    assert [len(layer) for layer in layers(new)] == [2, 2, 3, 1]
    assert len(new.network.edges) == len(NET.network.edges)


def test_skip_edges_over_an_inserted_layer_stay() -> None:
    document = edits.add_edge(NET, "x1", "o1", 2.0)
    new, _ = insert_layer(document, 1)
    assert new.network.edge("x1", "o1").weight == 2.0


def test_layers_that_are_not_there_are_refused() -> None:
    for edit in (add_to_layer, remove_from_layer, insert_layer):
        with pytest.raises(EditError):
            edit(NET, 3)
        with pytest.raises(EditError):
            edit(Document(), 0)
    for count in (0, -1, 10**6):
        with pytest.raises(EditError):
            insert_layer(NET, 1, count)


@given(
    name=st.sampled_from(list(EXAMPLES)),
    steps=st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 4)), max_size=8),
)
def test_whatever_is_done_to_layers_the_document_stays_one(name: str, steps: list[tuple[int, int]]) -> None:
    document = example(name)
    for which, layer in steps:
        try:
            document = (add_to_layer, remove_from_layer, insert_layer)[which](document, layer)[0]
        except NetworkError:
            continue
        check(document)
        places = list(document.positions.values())
        assert len(set(places)) == len(places)


# --- selecting --------------------------------------------------------------------------------------------


def test_what_to_select() -> None:
    assert edges_between(NET.network, ["x1", "h1", "o1"]) == {EdgeKey("x1", "h1"), EdgeKey("h1", "o1")}
    assert inverted(NET, ["x1", "h1"]) == {"x2", "h2", "h3", "o1"}
    assert whole_layers(NET, ["x1", "o1"]) == {"x1", "x2", "o1"}
    assert with_feeders(NET.network, ["h1"]) == {"h1", "x1", "x2"}
    assert with_feeders(NET.network, with_feeders(NET.network, ["o1"])) == set(NET.network.names)
    assert with_fed(NET.network, ["h1"]) == {"h1", "o1"}
    assert with_feeders(NET.network, [], [EdgeKey("x1", "h1")]) == {"x1"}
    assert with_fed(NET.network, [], [EdgeKey("x1", "h1")]) == {"h1"}
