"""Regions of the first layer: what is known, said and drawn of them."""

from __future__ import annotations

import itertools

import pytest

from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.export import figure_text
from nndesk.figure.plane import plane_data, plane_figure
from nndesk.figure.primitives import Figure, Group, Label
from nndesk.figure.region_labels import fits, place_names
from nndesk.figure.region_words import count_words, lit_words
from nndesk.figure.regions import PlaneRegions, RegionLines, plane_regions, visible_count
from nndesk.figure.style import DARK, Style
from nndesk.geometry.lines import Line
from nndesk.network.model import Edge, Network, Node

WINDOW = (-4.0, 4.0, -4.0, 4.0)


def regions(*lines: tuple[float, float, float], activation: str = "step") -> PlaneRegions:
    names = tuple(f"g{i + 1}" for i in range(len(lines)))
    signed = (activation in ("sign", "tanh"),) * len(lines)
    sharp = activation in ("step", "sign")
    of = RegionLines(names, tuple(Line(*line) for line in lines), signed, sharp)
    return plane_regions(of, WINDOW)


def shown(document: Document, **view: object) -> Document:
    return edits.set_view(document, show_regions=True, **view)


def group(figure: Figure, title: str) -> Group:
    def search(items):
        for item in items:
            if isinstance(item, Group):
                if item.title == title:
                    yield item
                yield from search(item.items)

    return next(search(figure.items))


# --- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([(1, 0, -1)], "2 regions = 1 + 1"),
        ([(1, 0, -1), (0, 1, 0)], "4 regions = 1 + 2 + 1"),
        ([(1, 0, -1), (0, 1, 0), (1, 1, 1)], "7 regions = 1 + 3 + 3; vertex (1,1,0) is empty"),
        ([(1, 1, -0.5), (1, 1, -1.5)], "3 of 4 regions: g₁ and g₂ are parallel; vertex (0,1) is empty"),
        (
            [(1, 1, 0), (2, 2, 0)],
            "2 of 4 regions: g₁ and g₂ coincide; vertices (0,1) and (1,0) are empty",
        ),
        (
            [(1, 1, 0), (-1, -1, 0)],
            "2 of 4 regions: g₁ and g₂ coincide; vertex (1,1) is empty; (0,0) only on the lines",
        ),
        ([(1, 1, 0), (0, 0, 3)], "2 of 4 regions: g₂ has no line; vertices (0,0) and (1,0) are empty"),
        (
            [(1, 0, 0), (0, 1, 0), (1, 1, 0)],
            "6 of 7 regions: g₁, g₂ and g₃ meet in one point; vertices (0,0,1) and (1,1,0) are empty",
        ),
        (
            [(1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 1, 1)],
            "9 of 11 regions: g₁ and g₂ are parallel and g₃ and g₄ are parallel; 7 of 16 vertices are empty",
        ),
        ([(1, 0, -9)], "2 regions = 1 + 1; 1 in this window"),
    ],
)
def test_the_number_of_regions_is_explained(lines: list[tuple[float, float, float]], words: str) -> None:
    assert count_words(regions(*lines)) == words


def test_all_empty_vertices_are_named_where_there_is_room_for_it() -> None:
    found = regions((1, 0, 0), (1, 0, 1), (1, 0, 2))
    assert count_words(found).endswith("4 of 8 vertices are empty")
    told = "vertices (0,1,0), (1,0,0), (1,0,1) and (1,1,0) are empty"
    assert count_words(found, most=24).endswith(told)


def test_many_lines_are_counted_but_their_vertices_are_not_listed() -> None:
    lines = [(1.0, i + 0.5, i * i / 7 - 2) for i in range(13)]
    assert count_words(regions(*lines)).startswith("92 regions = 1 + 13 + 78")
    assert "vertices" not in count_words(regions(*lines))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ((1, 0, 0), "(1,0,0): g₁ fires, g₂ and g₃ do not"),
        ((0, 1, 1), "(0,1,1): g₂ and g₃ fire, g₁ does not"),
        ((1, 1, 1), "(1,1,1): all fire"),
        ((0, 0, 0), "(0,0,0): none fires"),
    ],
)
def test_who_fires_in_a_region(code: tuple[int, ...], words: str) -> None:
    found = regions((1, 0, -0.3), (0, 1, -0.3), (-1, -1, 1))
    assert lit_words(found.of, code) == words


def test_of_smooth_neurons_the_sides_are_said() -> None:
    found = regions((1, 0, 0), (0, 1, 0), activation="tanh")
    assert lit_words(found.of, (1, 0)) == "(+1,−1): s > 0 in g₁, s ≤ 0 in g₂"


def test_an_empty_vertex_says_that_it_is() -> None:
    found = regions((1, 1, 0), (-1, -1, 0))
    assert lit_words(found.of, (1, 1), found.whole) == "(1,1): no point of the plane has it"
    assert lit_words(found.of, (0, 0), found.whole) == "(0,0): only points on lines have it"


# --- what is known -----------------------------------------------------------------------------------------


def test_the_regions_of_the_examples() -> None:
    for name, count in (("xor", 3), ("abu-mostafa", 4), ("three-lines", 7), ("or", 2)):
        data = plane_data(shown(example(name)))
        assert data.regions is not None
        assert data.regions.whole.count == count


def test_regions_are_found_only_where_they_are_wanted() -> None:
    assert plane_data(example("xor")).regions is None
    assert plane_data(example("xor")).region_lines is not None


def test_a_slice_has_regions_with_digits_for_all_neurons() -> None:
    # h3 reads only x3, which the slice holds at 1: everywhere positive.
    network = Network(
        ("x1", "x2", "x3"),
        (Node("h1", "step", -0.5), Node("h2", "step", 0.0), Node("h3", "step", -0.5), Node("o1", "step", -1)),
        (
            Edge("x1", "h1", 1.0),
            Edge("x2", "h2", 1.0),
            Edge("x3", "h2", -1.0),
            Edge("x3", "h3", 1.0),
            *(Edge(f"h{i}", "o1", 1.0) for i in (1, 2, 3)),
        ),
        ("o1",),
    )
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    document = Document(network, positions, example=Example((0.0, 0.0, 1.0), (1.0,)))
    found = plane_data(shown(document)).regions
    assert found is not None
    assert found.of.names == ("h1", "h2", "h3")
    assert {region.code for region in found.whole.regions} == {(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)}
    assert found.of.code_at((1.0, 0.5)) == (1, 0, 1)
    assert count_words(found) == "4 of 7 regions: h₃ has no line"


def test_what_is_seen_is_counted_to_the_corner() -> None:
    found = regions((1, 0, -1), (0, 1, 0))
    assert visible_count(found, WINDOW) == 4
    assert visible_count(found, (-4.0, 1.0, -4.0, 4.0)) == 2
    assert visible_count(found, (1.0, 4.0, 0.0, 4.0)) == 1
    assert visible_count(found, (0.9, 1.1, -0.1, 0.1)) == 4


# --- names -------------------------------------------------------------------------------------------------

SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
FRAME = (0.0, 0.0, 200.0, 200.0)


def test_a_name_stands_in_the_widest_place() -> None:
    (place,) = place_names([SQUARE], (30.0, 10.0), FRAME)
    assert place == pytest.approx((50.0, 50.0))
    triangle = [(0.0, 0.0), (150.0, 0.0), (0.0, 60.0)]
    (place,) = place_names([triangle], (30.0, 10.0), FRAME)
    assert place is not None
    assert fits(triangle, (30.0, 10.0), place, FRAME)
    assert place[0] < 60


def test_a_name_that_has_no_room_is_left_out() -> None:
    sliver = [(0.0, 0.0), (100.0, 0.0), (100.0, 8.0)]
    assert place_names([sliver, SQUARE], (30.0, 10.0), FRAME)[0] is None
    assert place_names([SQUARE], (30.0, 10.0), (90.0, 0.0, 100.0, 100.0)) == (None,)


def test_a_name_covers_neither_points_nor_other_things() -> None:
    (place,) = place_names([SQUARE], (30.0, 10.0), FRAME, dots=[((50.0, 50.0), 8.0)])
    assert place is not None
    assert abs(place[0] - 50) >= 23 or abs(place[1] - 50) >= 13
    (place,) = place_names([SQUARE], (30.0, 10.0), FRAME, boxes=[(0.0, 0.0, 100.0, 80.0)])
    assert place is not None
    assert place[1] >= 85
    assert place_names([SQUARE], (30.0, 10.0), FRAME, boxes=[(0.0, 0.0, 100.0, 95.0)]) == (None,)


def test_either_direction_of_a_ring_will_do() -> None:
    assert place_names([SQUARE], (30.0, 10.0), FRAME) == place_names([SQUARE[::-1]], (30.0, 10.0), FRAME)


# --- the figure --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xor", "three-lines", "abu-mostafa", "xor-sigmoid", "logistic"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_names_in_the_figure_overlap_nothing(name: str, scale: float) -> None:
    figure = plane_figure(plane_data(shown(example(name))), Style(DARK, scale))
    names = [bounds((item,)) for item in group(figure, "names of the regions").items]
    lines = [bounds((item,)) for item in group(figure, "names of the lines").items]
    points = [bounds((item,)) for item in group(figure, "points").items]
    for one, other in (*itertools.combinations(names, 2), *itertools.product(names, lines + points)):
        assert one is not None
        assert other is not None
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (name, one, other)
    assert names


def test_identities_are_mathematics_in_every_format() -> None:
    figure = plane_figure(plane_data(shown(example("abu-mostafa"))), Style())
    labels = {item.latex for item in group(figure, "names of the regions").items if isinstance(item, Label)}
    assert labels == {"({+}1,{+}1)", "({+}1,{-}1)", "({-}1,{+}1)", "({-}1,{-}1)"}
    tex = figure_text(figure, ".tex")
    assert "$({+}1,{-}1)$" in tex
    assert "4 regions = 1 + 2 + 1" in tex
    assert "4 regions = 1 + 2 + 1" in figure_text(figure, ".svg")


def test_without_regions_the_figure_is_as_before() -> None:
    figure = plane_figure(plane_data(example("xor")), Style())
    assert "regions" not in {item.title for item in figure.items if isinstance(item, Group)}


def test_a_region_too_thin_for_a_point_has_the_output_of_its_code() -> None:
    # Between two lines a hair apart, x1 > 0.5 and not x1 > 0.5 + 1e-17: no float is inside.
    network = Network(
        ("x1", "x2"),
        (Node("h1", "step", -0.5), Node("h2", "step", -0.5), Node("o1", "step", -0.5)),
        (
            Edge("x1", "h1", 1.0),
            Edge("x1", "h2", 1.0),
            Edge("x2", "h2", 1e-17),
            Edge("h1", "o1", 1.0),
            Edge("h2", "o1", -1.0),
        ),
        ("o1",),
    )
    document = Document(
        network, dict.fromkeys(network.names, (0.0, 0.0)), example=Example((0.0, 0.0), (1.0,))
    )
    data = plane_data(document, window=(0.0, 1.0, -1.0, 1.0))
    assert data.cells is not None
    assert {cell.code: cell.z for cell in data.cells} == {(0, 0): 0.0, (1, 0): 1.0, (0, 1): 0.0, (1, 1): 0.0}
