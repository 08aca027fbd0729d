"""The picture of the computation graph: columns, nothing over anything, every format."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.document.examples import example
from nndesk.document.walking import document_walk
from nndesk.figure.bounds import bounds
from nndesk.figure.computation_graph import GraphPlace, graph_dot, graph_figure, place_graph
from nndesk.figure.primitives import Label
from nndesk.figure.space_figures import space_figure
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.svg import to_svg
from nndesk.figure.tikz import to_tikz
from nndesk.network.computation_graph import MOST_VERTICES, ComputationGraph, computation_graph, vertex_count
from nndesk.network.walk import walk

NAMES = ["worked-example", "xor-sigmoid", "abu-mostafa"]


def _graph(name: str) -> ComputationGraph:
    return computation_graph(document_walk(example(name)))


def _overlaps(place: GraphPlace) -> list[tuple[str, str]]:
    return [
        (a, b)
        for (a, (x, y, w, h)), (b, (u, v, i, j)) in combinations(place.boxes.items(), 2)
        if x < u + i and u < x + w and y < v + j and v < y + h
    ]


def _crossed(place: GraphPlace) -> list[tuple[object, str]]:
    """Links that run through a vertex: where they are level, which is over the width of a column."""
    found: list[tuple[object, str]] = []
    for link, points in place.routes.items():
        for x, y in points[1:-1]:
            for id, (left, top, width, height) in place.boxes.items():
                if left - 0.1 <= x <= left + width + 0.1 and top < y < top + height:
                    found.append((link, id))
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("room", [(0.0, 0.0), (1400.0, 1000.0)])
def test_nothing_covers_anything_and_links_run_to_the_right(
    name: str, scale: float, room: tuple[float, float]
) -> None:
    place = place_graph(_graph(name), Style(scale=scale), room)
    assert _overlaps(place) == []
    assert _crossed(place) == []
    for points in place.routes.values():
        across = [x for x, _ in points]
        assert across == sorted(across)


def test_random_networks_with_skip_edges_do_not_overlap() -> None:
    rng = np.random.default_rng(11)
    met = 0
    for _ in range(40):
        network = random_network(rng, smooth=True)
        x, t = random_sample(rng, network)
        if vertex_count(network) > MOST_VERTICES:
            continue
        met += 1
        place = place_graph(computation_graph(walk(network, x, t)), Style())
        assert _overlaps(place) == []
        assert _crossed(place) == []
    assert met > 10


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_figure_holds_all_in_every_format(name: str, palette: object) -> None:
    figure = graph_figure(_graph(name), Style(palette), "A title")
    left, top, right, bottom = bounds(figure.items)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width
    assert bottom <= figure.height
    assert "adjoint" in to_svg(figure)
    assert r"\cdot" in to_tikz(figure)


def test_values_in_ink_and_adjoints_in_the_colour_of_delta() -> None:
    figure = graph_figure(_graph("worked-example"), Style())
    deltas = [item.latex for item in figure.walk() if isinstance(item, Label) and item.color == LIGHT.delta]
    assert len(deltas) == vertex_count(example("worked-example").network)
    assert deltas.count("-0.125") >= 3


def test_leaves_stand_beside_what_takes_them() -> None:
    graph = _graph("worked-example")
    place = place_graph(graph, Style())
    lefts = sorted({left for left, *_ in place.boxes.values()})
    column = {id: lefts.index(left) for id, (left, *_) in place.boxes.items()}
    for vertex in graph.vertices:
        if vertex.kind in ("weight", "product"):
            taker = next(target for source, target in graph.links if source == vertex.id)
            assert column[taker] == column[vertex.id] + 1
    assert max(column, key=column.__getitem__) == "J"


def test_a_vertex_is_found_where_it_stands() -> None:
    place = place_graph(_graph("xor-sigmoid"), Style())
    for id, (left, top, width, height) in place.boxes.items():
        assert place.vertex_at(left + width / 2, top + height / 2).id == id
    assert place.vertex_at(-5, -5) is None


def test_as_dot() -> None:
    graph = _graph("worked-example")
    text = graph_dot(graph, Style().numbers, 'A "quoted" title')
    assert text.startswith(r'digraph "A \"quoted\" title" {')
    assert text.count(" -> ") == len(graph.links)
    assert text.count("[label=") == len(graph.vertices)
    assert r'"s o1" [label="+ s o1\n0\n∂J: −0.125"]' in text
    assert text.endswith("}\n")


def test_what_cannot_be_drawn_says_why() -> None:
    with pytest.raises(ValueError, match="shows at most 150"):
        space_figure("graph", example("spiral"), Style())
