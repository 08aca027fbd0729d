from __future__ import annotations

from itertools import combinations

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import add_edge, layered
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import label_places, node_boxes, radius_of, weight_label_items
from nndesk.figure.style import Style
from nndesk.network.walk import Known, walk

STYLE = Style()
Rect = tuple[float, float, float, float]


def known_at_the_end(document: Document) -> Known:
    recorded = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    return recorded.known_at(len(recorded.steps) - 1)


def label_rects(document: Document, known: Known | None) -> list[Rect]:
    rects = []
    for key, place in label_places(document, STYLE, known).items():
        found = bounds(weight_label_items(document, key, STYLE, place, known))
        assert found is not None
        rects.append(found)
    return rects


def overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


DOCUMENTS = {
    **{name: example(name) for name in EXAMPLES},
    "2-4-4-1": layered("2-4-4-1", seed=3),
    "3-5-2": layered("3-5-2", "relu", seed=3),
    "skip": add_edge(layered("1-1-1-1", seed=1), "x1", "o1", -2.5),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("walked", [False, True])
def test_weight_labels_overlap_neither_each_other_nor_nodes_nor_their_labels(name: str, walked: bool) -> None:
    document = DOCUMENTS[name]
    known = known_at_the_end(document) if walked else None
    rects = label_rects(document, known)
    for a, b in combinations(rects, 2):
        assert not overlap(a, b)
    for node, (x, y) in document.positions.items():
        radius = radius_of(document, node)
        for left, top, right, bottom in rects:
            dx, dy = max(left - x, 0, x - right), max(top - y, 0, y - bottom)
            assert dx * dx + dy * dy > radius * radius
        for bx, by, width, height in node_boxes(document, node, STYLE, known).values():
            box = (x + bx, y + by, x + bx + width, y + by + height)
            assert not any(overlap(box, rect) for rect in rects)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_weight_of_an_example_is_shown(name: str) -> None:
    document = example(name)
    assert len(label_places(document, STYLE)) == len(document.network.edges)


def test_a_dense_network_shows_no_weights() -> None:
    assert not label_places(layered("64-32-10", seed=1), STYLE)


def test_labels_of_crossing_edges_keep_off_the_crossing() -> None:
    document = example("xor-sigmoid")
    places = label_places(document, STYLE)
    upper, lower = (
        places[document.network.edge("x1", "h2").key],
        places[document.network.edge("x2", "h1").key],
    )
    assert abs(upper[1] - lower[1]) > 30


def test_places_are_the_same_every_time_and_remembered() -> None:
    first = label_places(example("worked-example"), STYLE)
    assert dict(first) == dict(label_places(example("worked-example"), STYLE))
    document = example("xor")
    assert label_places(document, STYLE) is label_places(document, STYLE)
