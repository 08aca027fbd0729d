"""The matrices as a picture: what stands where, what is left out, that nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import layered, lock, rename, set_view
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.bounds import bounds
from nndesk.figure.matrix import (
    BETWEEN,
    MOST,
    Marks,
    elided,
    matrices_figure,
    matrix_items,
    pinned_items,
    places,
)
from nndesk.figure.primitives import Arc, Box, Disc, Figure, Label
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.numbers import NumberFormat


def _labels(figure: Figure) -> list[str]:
    return [item.latex for item in figure.walk() if isinstance(item, Label)]


def test_the_worked_example_is_written_as_in_the_lecture() -> None:
    labels = _labels(matrices_figure(example("worked-example"), Style(numbers=NumberFormat(fractions=True))))
    assert labels == [
        "W^{(1)} =", "b^{(1)} =", "h_1", "h_2", "x_1", "x_2", "x_3",
        "1/2", "-1", "1/2", "-1", "-1/2", "1", "1", "-1/2",
        "W^{(2)} =", "b^{(2)} =", "o_1", "h_1", "h_2", "1", "-1", "0",
    ]  # fmt: skip


def test_signs_have_the_colours_of_the_diagram_and_holes_a_faint_dot() -> None:
    edges = (Edge("x1", "a", -2.0), Edge("x2", "b", 2.0))
    network = Network(("x1", "x2"), (Node("a"), Node("b")), edges, ("a", "b"))
    document = Document(network, dict.fromkeys(network.names, (0.0, 0.0)))
    colors = {
        item.latex: item.color
        for item in matrices_figure(document, Style()).walk()
        if isinstance(item, Label)
    }
    assert colors["-2"] == LIGHT.negweight
    assert colors["2"] == LIGHT.weight
    assert colors[r"\cdot"] == LIGHT.muted


def test_locked_numbers_have_a_padlock() -> None:
    def padlocks(document: Document) -> int:
        return sum(isinstance(item, Arc) for item in matrices_figure(document, Style()).walk())

    assert padlocks(example("xor")) == 0
    assert padlocks(lock(example("xor"), True, ["h1"])) == 3


def test_long_rows_and_columns_are_elided() -> None:
    assert elided(MOST) == tuple(range(MOST))
    assert elided(64) == (0, 1, 2, 3, 4, 5, 6, 7, 8, None, 63)
    figure = matrices_figure(layered("64-32-10"), Style())
    labels = _labels(figure)
    assert labels.count(r"\cdots") == 10 + 10
    assert "x_{64}" in labels
    assert "x_{10}" not in labels
    assert any(isinstance(item, Disc) for item in figure.walk())
    assert figure.width < 1400


@pytest.mark.parametrize("scale", [1.0, 1.35])
@pytest.mark.parametrize("name", [*EXAMPLES, "64-32-10", "1-1", "long"])
def test_nothing_overlaps_or_leaves_the_picture(name: str, scale: float) -> None:
    if name == "long":
        document = rename(example("xor"), "h1", "a name of a good forty characters, no le")
        document = set_view(document, digits=12)
    else:
        document = example(name) if name in EXAMPLES else layered(name)
    figure = matrices_figure(document, Style.of(document.view, scale=scale))
    inside = bounds(figure.items)
    assert inside is not None
    assert inside[0] >= 0
    assert inside[1] >= 0
    assert inside[2] <= figure.width
    assert inside[3] <= figure.height
    boxes = [bounds([item]) for item in figure.walk() if isinstance(item, Label)]
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            assert one is not None
            assert other is not None
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0.5 or down <= 3.0


def test_a_network_without_neurons_has_no_matrices() -> None:
    figure = matrices_figure(Document(), Style())
    assert (figure.width, figure.height, figure.items) == (0, 0, ())


def test_layers_stand_side_by_side_on_the_screen_and_every_entry_is_found_again() -> None:
    network = example("abu-mostafa").network
    found = places(network, Style(DARK))
    for left, right in pairwise(found):
        assert right.x == pytest.approx(left.x + left.width + BETWEEN)
    for place in found:
        for i in range(len(place.rows)):
            for j in range(place.bias_index + 1):
                x, y, width, height = place.cell(i, j)
                assert place.entry_at(x + width / 2, y + height / 2) == (i, j)
        assert place.entry_at(place.x, place.y) is None


def test_any_part_of_the_matrices_can_be_painted_alone() -> None:
    network = layered("3-2-2").network
    marks = Marks(frozenset(network.names))
    for place in places(network, Style()):
        whole = len(list(matrix_items(network, place, Style(), marks)))
        x, y, width, height = place.cell(0, place.bias_index)
        steps = [place.x + k * (x + width - place.x) / 12 for k in range(-1, 15)]
        for left in steps:
            for right in (right for right in steps if right > left):
                seen = (left, y - 40, right, y + height)
                assert 0 < len(list(matrix_items(network, place, Style(), marks, seen))) <= whole


def test_of_a_large_matrix_only_what_is_seen_is_made() -> None:
    network = layered("100-99-1").network
    place = places(network, Style())[0]
    x, y, _, _ = place.cell(40, 50)
    seen = (x, y, x + 300, y + 100)
    items = list(matrix_items(network, place, Style(), seen=seen))
    assert len(items) < 80
    texts = [item.latex for item in items if isinstance(item, Label)]
    assert "h_{41}" in texts
    assert "h_{1}" not in texts
    pinned = [item.latex for item in pinned_items(place, Style(), Marks(), seen) if isinstance(item, Label)]
    assert {"h_{41}", "x_{51}"} <= set(pinned)
    assert not list(pinned_items(place, Style(), Marks(), (0.0, 0.0, 300.0, 100.0)))


@pytest.mark.parametrize("layers", ["2-2-1", "2-8-8-1", "1-1"])
def test_every_part_of_a_matrix_can_be_painted_alone(layers: str) -> None:
    network = layered(layers).network
    marks = Marks(frozenset(network.names))
    for place in places(network, Style()):
        whole = set(matrix_items(network, place, Style(), marks))
        for i in range(len(place.rows)):
            for j in range(place.bias_index + 1):
                x, y, width, height = place.cell(i, j)
                seen = (x + 1, y + 1, x + width - 1, y + height - 1)
                part = set(matrix_items(network, place, Style(), marks, seen))
                assert part <= whole
                inside = [item for item in part if isinstance(item, Label) and x < item.at[0] < x + width]
                assert any(y < item.at[1] < y + height for item in inside)
        beside = (place.x + place.width + 50, place.y - 90, place.x + place.width + 60, place.y - 80)
        assert set(matrix_items(network, place, Style(), marks, beside)) <= whole


def test_selected_nodes_and_edges_stand_out() -> None:
    network = example("worked-example").network
    first = places(network, Style())[0]

    def marked(marks: Marks) -> int:
        return sum(isinstance(item, Box) for item in matrix_items(network, first, Style(), marks))

    assert marked(Marks()) == 0
    assert marked(Marks(frozenset({"h1"}))) == 4
    assert marked(Marks(frozenset({"x2"}))) == 2
    assert marked(Marks(edges=frozenset({EdgeKey("x1", "h1")}))) == 1
