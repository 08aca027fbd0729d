"""Align, distribute, tidy."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from nndesk.document import edits
from nndesk.document.arranging import align, crossings, distribute, tidy
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.graph_edits import EditError
from nndesk.document.layered import layered
from nndesk.network.model import EdgeKey


def ys(document: Document, *names: str) -> list[float]:
    return [document.positions[name][1] for name in names]


def xs(document: Document, *names: str) -> list[float]:
    return [document.positions[name][0] for name in names]


def test_nodes_are_aligned_at_their_mean() -> None:
    document = edits.move(layered("3-1"), {"x1": (-30, -140), "x2": (0, 0), "x3": (90, 140)})
    new = align(document, ["x1", "x2", "x3"], "column")
    assert xs(new, "x1", "x2", "x3") == [20.0] * 3
    assert ys(new, "x1", "x2", "x3") == [-140, 0, 140]
    row = align(layered("1-1"), ["x1", "o1"], "row")
    assert row == layered("1-1")


def test_what_would_cover_another_is_not_aligned() -> None:
    document = layered("2-1")
    with pytest.raises(EditError, match="x1 and x2 stand above one another"):
        align(document, ["x1", "x2"], "row")
    with pytest.raises(EditError, match="at least two"):
        align(document, ["x1"], "row")


def test_nodes_are_distributed_between_the_outermost() -> None:
    document = edits.move(layered("4-1"), {"x1": (0, 0), "x2": (0, 90), "x3": (0, 180), "x4": (0, 600)})
    new = distribute(document, ["x3", "x1", "x4", "x2"], "column")
    assert ys(new, "x1", "x2", "x3", "x4") == [0, 200, 400, 600]
    with pytest.raises(EditError, match="at least three"):
        distribute(document, ["x1", "x2"], "column")
    crowded = edits.move(document, {"x2": (300, 0), "x3": (150, 0)})
    assert xs(distribute(crowded, ["x1", "x2", "x3"], "row"), "x1", "x3", "x2") == [0, 150, 300]
    with pytest.raises(EditError, match="no room"):
        distribute(edits.move(crowded, {"x2": (60, 0), "x3": (100, 0)}), ["x1", "x2", "x3"], "row")


# --- tidy -------------------------------------------------------------------------------------------------


# The eight nodes of the circle stand wider, so that no edge runs through a bias.
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "circle"])
def test_the_examples_are_tidy_already(name: str) -> None:
    assert tidy(example(name)) is example(name)


def test_tidying_puts_each_node_into_the_column_of_its_level() -> None:
    document = layered("2-3-2-1")
    scattered = edits.move(
        document, {name: (i * 7.0, -i * 3.0) for i, name in enumerate(document.network.names)}
    )
    positions = tidy(scattered).positions
    for column, names in enumerate(document.network.levels):
        assert {positions[name][0] for name in names} == {180.0 * column}
    assert len(set(positions.values())) == len(positions)
    assert tidy(tidy(scattered)) == tidy(scattered)


def test_tidying_undoes_crossings() -> None:
    document = layered("2-2-2")
    crossed = edits.remove(document, edges=[("x1", "h1"), ("x2", "h2"), ("h1", "o2"), ("h2", "o1")])
    positions = tidy(crossed).positions
    assert crossed.network.has_edge("x1", "h2")
    assert positions["h2"][1] == positions["x1"][1]
    assert positions["o2"][1] == positions["h2"][1]


def test_a_neuron_that_nothing_feeds_does_not_stand_among_the_inputs() -> None:
    document, name = edits.add_node(layered("2-2-1"), (0, 0))
    document = edits.add_edge(document, name, "o1")
    assert tidy(document).positions[name][0] == 180.0
    assert EdgeKey(name, "o1") in document.network.topology.edge_at


def test_an_empty_document_is_tidy() -> None:
    empty = edits.remove(layered("1-1"), ["x1", "o1"])
    assert tidy(empty) is empty


def by_hand(document: Document) -> int:
    """Crossings of straight edges between the same two columns, pair by pair."""
    at = document.positions
    edges = [(at[e.source], at[e.target]) for e in document.network.edges]
    return sum(
        (a[1] - c[1]) * (b[1] - d[1]) < 0
        for (a, b), (c, d) in combinations(edges, 2)
        if a[0] == c[0] and b[0] == d[0]
    )


@pytest.mark.parametrize("seed", range(20))
def test_tidying_leaves_fewer_crossings_than_it_found(seed: int) -> None:
    draw = random.Random(seed)
    document = layered("4-6-5-2", seed=seed)
    cut = [e.key for e in document.network.edges if draw.random() < 0.6]
    document = edits.remove(document, (), cut)
    # Every column in another order.
    for names in layered("4-6-5-2").network.levels[1:]:
        places = [document.positions[name] for name in names]
        draw.shuffle(places)
        document = edits.move(document, dict(zip(names, places, strict=True)))
    tidied = tidy(document)
    assert crossings(tidied) == by_hand(tidied) <= crossings(document)
    assert crossings(tidied) < by_hand(document) or by_hand(document) <= 2


def test_crossings_are_counted_as_by_hand() -> None:
    document = tidy(layered("3-4-2"))
    assert crossings(document) == by_hand(document) == 3 * 6 + 6 * 1
