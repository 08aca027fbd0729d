from __future__ import annotations

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import layered, move
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.diagram import edge_geometries, node_boxes, radius_of
from nndesk.figure.style import Style
from nndesk.network.walk import walk

STYLE = Style()


def crossed_labels(document: Document, index: int, style: Style = STYLE) -> list[str]:
    """Labels around nodes that an edge runs through, after step ``index``."""
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    known = record.known_at(min(index, len(record.steps) - 1))
    points = [path.point(i / 200) for path in edge_geometries(document).values() for i in range(201)]
    crossed = []
    for name in document.network.names:
        x, y = document.positions[name]
        for part, (left, top, width, height) in node_boxes(document, name, style, known).items():
            if any(left < px - x < left + width and top < py - y < top + height for px, py in points):
                crossed.append(f"{part} of {name}")
    return crossed


# Between two columns of eight nodes, edges run everywhere.
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "spiral"])
@pytest.mark.parametrize("scale", [1.0, 1.35])
def test_no_edge_of_an_example_runs_through_a_label_around_a_node(name: str, scale: float) -> None:
    document = example(name)
    for index in range(-1, 14):
        assert crossed_labels(document, index, Style(scale=scale)) == []


def test_a_steep_edge_into_a_node_sends_its_bias_to_the_free_side() -> None:
    document = move(example("and"), {"x1": (0.0, 0.0), "x2": (-60.0, 160.0), "o1": (0.0, -20.0)})
    document = move(document, {"x1": (-200.0, 0.0)})
    assert crossed_labels(document, -1) == []
    left, _, width, _ = node_boxes(document, "o1", STYLE)["bias"]
    assert left + width / 2 > 4.0


def test_an_edge_from_above_sends_the_name_aside() -> None:
    document = move(example("and"), {"x1": (0.0, -200.0), "x2": (-200.0, 0.0), "o1": (0.0, 0.0)})
    assert crossed_labels(document, -1) == []
    left, top, width, height = node_boxes(document, "o1", STYLE)["name"]
    assert top + height < 0
    dx, dy = max(left, -(left + width), 0.0), -(top + height)
    assert (dx * dx + dy * dy) ** 0.5 >= radius_of(document, "o1")


def test_labels_that_nothing_crosses_stand_in_the_middle() -> None:
    for part in ("name", "bias"):
        left, _, width, _ = node_boxes(example("and"), "o1", STYLE)[part]
        assert left + width / 2 == pytest.approx(0.0, abs=0.1)


def test_places_do_not_depend_on_what_was_asked_before() -> None:
    document = example("xor-sigmoid")
    record = walk(document.network, document.example.x, document.example.t)
    first = [node_boxes(document, "h1", STYLE, record.known_at(i)) for i in range(len(record.steps))]
    again = move(move(document, {"h1": (0.0, 500.0)}), {"h1": document.positions["h1"]})
    assert first == [node_boxes(again, "h1", STYLE, record.known_at(i)) for i in range(len(record.steps))]


def test_a_dense_network_leaves_its_labels_where_they_are() -> None:
    document = layered("8-16-4", seed=1)
    for name in document.network.names:
        left, _, width, _ = node_boxes(document, name, STYLE)["name"]
        assert left + width / 2 == pytest.approx(0.0, abs=1e-9)
