from __future__ import annotations

from itertools import combinations

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import add_edge, layered, move
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import label_places, node_boxes, radius_of, weight_label_items
from nndesk.figure.labels import LabelPlace, magnified_places, weight_text
from nndesk.figure.primitives import Text
from nndesk.figure.style import Style
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import NumberFormat
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


# Among 88 edges not every number has room; the spiral shows them near the mouse.
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "spiral"])
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


def few_edges() -> dict[str, Document]:
    crowded = layered("4-3-2", "tanh", seed=5)
    return {name: found for name, found in DOCUMENTS.items() if len(found.network.edges) <= 20} | {
        "4-3-2": crowded,
        "4-4-1": layered("4-4-1", seed=2),
        "close together": move(
            crowded, {name: (x * 0.7, y * 0.7) for name, (x, y) in crowded.positions.items()}
        ),
    }


@pytest.mark.parametrize("name", few_edges())
@pytest.mark.parametrize("digits", [3, 6])
@pytest.mark.parametrize("scale", [1.0, 1.35])
def test_no_weight_of_a_small_network_disappears_in_a_walk(name: str, digits: int, scale: float) -> None:
    document = few_edges()[name]
    style = Style(numbers=NumberFormat(digits), scale=scale)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    for index in range(-1, len(record.steps)):
        known = record.known_at(index)
        places = label_places(document, style, known)
        assert set(places) == {edge.key for edge in document.network.edges}


def test_where_weight_and_change_do_not_fit_on_the_edge_they_stand_beside_it() -> None:
    document = example("xor-sigmoid")
    known = known_at_the_end(document)
    for key, place in label_places(document, STYLE, known).items():
        items = weight_label_items(document, key, STYLE, place, known)
        texts = [item.text for item in items if isinstance(item, Text)]
        assert len(texts) == 2


def test_a_weight_without_room_for_its_change_stands_alone() -> None:
    document = layered("2-1", seed=1)
    # So close that nothing but the shortest label fits between the discs.
    document = move(document, {"x1": (0.0, -100.0), "x2": (0.0, 0.0), "o1": (112.0, 0.0)})
    known = known_at_the_end(document)
    place = label_places(document, Style(numbers=NumberFormat(6)), known)[EdgeKey("x2", "o1")]
    texts = [
        item.text
        for item in weight_label_items(
            document, EdgeKey("x2", "o1"), Style(numbers=NumberFormat(6)), place, known
        )
        if isinstance(item, Text)
    ]
    assert place.form == "alone" or len(texts) == 2
    assert texts[0] == weight_text(document.network.edge("x2", "o1").weight, Style(numbers=NumberFormat(6)))


def test_forms_differ_in_where_the_change_stands() -> None:
    document = example("worked-example")
    known, key = known_at_the_end(document), EdgeKey("h1", "o1")
    forms: dict[str, tuple[Rect, int]] = {}
    for form in ("under", "beside", "alone"):
        items = weight_label_items(document, key, STYLE, LabelPlace(0.0, 0.0, form), known)  # type: ignore[arg-type]
        found = bounds(items)
        assert found is not None
        assert abs(found[0] + found[2]) < 1.0
        forms[form] = (found, sum(isinstance(item, Text) for item in items))
    assert [count for _, count in forms.values()] == [2, 2, 1]
    assert forms["beside"][0][2] > forms["under"][0][2] > forms["alone"][0][2]
    assert forms["under"][0][3] > forms["beside"][0][3]


def test_magnified_labels_of_a_few_edges_do_not_overlap() -> None:
    document = layered("2-8-8-1", seed=0)
    known = known_at_the_end(document)
    keys = [edge.key for edge in document.network.incoming("h9")]
    places = magnified_places(document, keys, STYLE, known, 2.5)
    rects = []
    for key, place in places.items():
        found = bounds(weight_label_items(document, key, STYLE, place, known))
        assert found is not None
        rects.append(found)
    assert len(rects) >= 6
    assert not any(overlap(a, b) for a, b in combinations(rects, 2))
