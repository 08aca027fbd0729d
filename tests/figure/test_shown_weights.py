from __future__ import annotations

import pytest

from nndesk.document.edits import layered, lock, set_lock
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import (
    CROWDED,
    diagram_figure,
    edge_pen,
    label_places,
    node_boxes,
    weight_label_items,
)
from nndesk.figure.labels import MOST_LABELS, chosen_places, revealed
from nndesk.figure.primitives import Arc, Group
from nndesk.figure.style import Style
from nndesk.network.model import EdgeKey
from nndesk.network.walk import walk

HOVER, NONE = Style(labels="hover"), Style(labels="none")


def titles(style: Style, **options: object) -> list[str]:
    figure = diagram_figure(example("xor"), style, **options)  # type: ignore[arg-type]
    return [
        item.title for item in figure.items if isinstance(item, Group) and item.title.startswith("weight")
    ]


def test_all_weights_are_in_an_export_unless_they_come_on_hover_or_are_hidden() -> None:
    assert len(titles(Style())) == 6
    assert titles(HOVER) == titles(NONE) == []


def test_of_weights_on_hover_an_export_has_those_of_the_walks_step() -> None:
    document = example("xor")
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    step = record.steps[0]
    shown = titles(HOVER, known=record.known_at(0), step=step)
    assert shown == [f"weight {key}" for key in step.edges]
    assert titles(NONE, known=record.known_at(0), step=step) == []


def test_what_is_pointed_at_or_selected_shows_its_weights() -> None:
    document = example("xor")
    h1 = {EdgeKey("x1", "h1"), EdgeKey("x2", "h1"), EdgeKey("h1", "o1")}
    assert revealed(document, HOVER, (), (), "h1") == h1
    assert revealed(document, HOVER, ("h1",), ()) == h1
    assert revealed(document, HOVER, (), (), EdgeKey("x1", "h2")) == {EdgeKey("x1", "h2")}
    assert revealed(document, HOVER, (), (EdgeKey("x1", "h2"), EdgeKey("gone", "h2"))) == {
        EdgeKey("x1", "h2")
    }
    assert revealed(document, NONE, ("h1",), (EdgeKey("x1", "h2"),), "h2") == {EdgeKey("x1", "h2")}
    assert revealed(document, Style(), ("h1",), (), "h2") is None


def test_among_too_many_edges_those_pointed_at_find_room_for_their_weights() -> None:
    document = layered("6-12-6", seed=1)
    assert len(document.network.edges) > MOST_LABELS
    assert not label_places(document, Style())
    keys = revealed(document, Style(), (), (), "o1")
    assert keys is not None
    assert len(keys) == 12
    assert len(chosen_places(document, keys, Style())) >= 9


# --- locks ------------------------------------------------------------------------------------------------


def test_a_locked_weight_has_a_lock_beside_its_number_and_takes_more_room() -> None:
    document, key = example("xor-sigmoid"), EdgeKey("x1", "h1")
    locked = set_lock(document, key, True)
    widths = []
    for one, locks in ((document, 0), (locked, 1)):
        place = label_places(one, Style())[key]
        items = weight_label_items(one, key, Style(), place)
        assert sum(isinstance(item, Arc) for item in items) == locks
        found = bounds(items)
        assert found is not None
        widths.append(found[2] - found[0])
    assert widths[1] > widths[0] + 8


def test_a_locked_bias_has_a_lock_after_its_number() -> None:
    document = set_lock(example("xor-sigmoid"), "h1", True)
    boxes = node_boxes(document, "h1", Style())
    left, _top, width, _height = boxes["bias"]
    assert boxes["lock"][0] >= left + width - 0.1
    assert "lock" not in node_boxes(document, "h2", Style())


def test_locks_show_on_edges_whose_weights_do_not() -> None:
    document = lock(example("xor"), True, edges=[EdgeKey("x1", "h1"), EdgeKey("h2", "o1")])
    for style, count in ((Style(), 0), (HOVER, 2), (NONE, 2)):
        badges = [
            i for i in diagram_figure(document, style).items if isinstance(i, Group) and i.title == "lock"
        ]
        assert len(badges) == count


# --- without colour ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("edges", [6, 30, 90, 200])
def test_up_to_two_hundred_edges_a_dash_tells_the_sign_without_colour(edges: int) -> None:
    negative, positive = (edge_pen(w, Style(), edges > CROWDED, edges) for w in (-0.8, 0.8))
    assert not positive.dash
    on, off = negative.dash
    # A network of so many edges is seen at about a third of its size: gaps must still be some pixels.
    assert off >= 4.5 * (edges / 30) ** 0.15
    assert 1.2 < on / off < 2.0
    assert negative.width == positive.width > 0.7
