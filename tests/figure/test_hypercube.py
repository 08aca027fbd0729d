"""The hypercube as a figure: what it shows, how the next layer cuts it, and that no names overlap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.cuts import Cut, chosen_cut, corners, crossing, cut_by, cutters, edges, section
from nndesk.figure.hypercube import CubePicture, Marks, embedded, hypercube_figure
from nndesk.figure.identities import IdentityError, identities
from nndesk.figure.primitives import Disc, Glow, Group, Item, Label, Polygon, Polyline
from nndesk.figure.rotation import Camera
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.svg import to_svg
from nndesk.figure.tikz import to_tikz
from nndesk.geometry.codes import code_latex

STYLE = Style()


def layered(p: int, seed: int = 3) -> Document:
    return edits.layered(f"2-{p}-1", activation="step", seed=seed)


def drawn(
    document: Document, camera: Camera | None = None, marks: Marks | None = None, style: Style = STYLE
) -> CubePicture:
    data = identities(document)
    return hypercube_figure(data, style, camera, chosen_cut(document.network, data, ()), marks)


def part(picture: CubePicture, title: str) -> tuple[Item, ...]:
    return next(
        item.items for item in picture.figure.items if isinstance(item, Group) and item.title == title
    )


def names(picture: CubePicture) -> list[Label]:
    return [item for item in part(picture, "names") if isinstance(item, Label)]


# --- the cube -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [1, 2, 3, 4])
def test_a_cube_has_its_vertices_and_edges(p: int) -> None:
    assert corners(p).shape == (2**p, p)
    assert len(edges(p)) == p * 2 ** (p - 1)
    for i, j in edges(p):
        assert np.abs(corners(p)[i] - corners(p)[j]).sum() == 2
    picture = drawn(layered(p))
    assert sorted(code for code, _ in picture.places) == [row.code for row in identities(layered(p)).rows]
    assert {label.latex for label in names(picture)} >= {f"h_{i}" for i in range(1, p + 1)} or p == 1


def test_a_square_faces_the_eye_at_home() -> None:
    places = dict(drawn(example("xor")).places)
    left, right = places[(0, 0)], places[(1, 0)]
    assert left[1] == pytest.approx(right[1])
    assert places[(0, 1)][0] == pytest.approx(left[0])
    assert right[0] - left[0] == pytest.approx(left[1] - places[(0, 1)][1])


def test_a_tesseract_is_a_cube_in_a_cube() -> None:
    space = embedded(corners(4))
    inner, outer = space[::2], space[1::2]
    assert np.allclose(inner / np.abs(inner), outer / np.abs(outer))
    assert (np.abs(inner) < 0.5).all()
    assert (np.abs(outer) == 1).all()


def test_more_than_four_dimensions_are_refused() -> None:
    with pytest.raises(IdentityError, match="has 5 neurons; a hypercube is drawn for up to 4"):
        hypercube_figure(identities(layered(5)), STYLE)


def test_reached_vertices_are_filled_with_their_class_and_others_hollow() -> None:
    picture = drawn(example("three-lines"))
    places = dict(picture.places)
    discs = [item for item in part(picture, "vertices") if isinstance(item, Disc) and item.fill is not None]
    fills = {disc.center: disc.fill.color for disc in discs if disc.fill is not None}
    assert fills[places[(0, 0, 0)]] == LIGHT.panel
    assert fills[places[(0, 0, 1)]] == LIGHT.class0
    assert "(0, 0, 0)" not in fills
    # The one vertex of class 1 is a square, so that colour is not all that tells.
    assert places[(1, 1, 1)] not in fills


def test_what_is_lit_glows_and_its_name_is_in_the_accent() -> None:
    picture = drawn(example("three-lines"), marks=Marks(lit=(1, 0, 1)))
    glows = [item for item in part(picture, "vertices") if isinstance(item, Glow)]
    assert [glow.center for glow in glows] == [dict(picture.places)[(1, 0, 1)]]
    assert [label.latex for label in names(picture) if label.color == LIGHT.accent] == ["(1,0,1)", "o_1"]


def test_a_place_is_the_vertex_nearest_to_it() -> None:
    picture = drawn(example("three-lines"))
    for code, (x, y) in picture.places:
        assert picture.code_at((x + 5, y - 5)) == code
    assert picture.code_at((2, 2)) is None


def test_where_one_vertex_covers_another_the_nearer_is_meant() -> None:
    picture = drawn(example("three-lines"), Camera(-90, 0))
    places = dict(picture.places)
    assert places[(0, 0, 0)] == pytest.approx(places[(0, 1, 0)])
    assert picture.code_at(places[(0, 0, 0)]) == (0, 0, 0)


def test_identities_are_mathematics() -> None:
    assert {label.latex for label in names(drawn(example("abu-mostafa")))} >= {"({+}1,{-}1)", "({-}1,{+}1)"}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["xor", "three-lines", "abu-mostafa", "or", "four"]),
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.sampled_from([1.0, 1.35]),
)
def test_no_name_lies_over_another_or_over_a_vertex(
    name: str, azimuth: float, elevation: float, scale: float
) -> None:
    document = layered(4) if name == "four" else example(name)
    picture = drawn(document, Camera(azimuth, elevation), style=Style(scale=scale))
    boxes = [box for label in names(picture) if (box := bounds([label])) is not None]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= picture.figure.width
        assert top >= 0
        assert bottom <= picture.figure.height
        for other in boxes[:i]:
            assert right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
        for _, (x, y) in picture.places:
            dx, dy = max(left - x, 0, x - right), max(top - y, 0, y - bottom)
            assert np.hypot(dx, dy) >= picture.radius * 0.7


@pytest.mark.parametrize("p", [2, 3, 4])
def test_at_home_every_vertex_has_its_name(p: int) -> None:
    found = {label.latex for label in names(drawn(layered(p)))}
    assert all(code_latex(code) in found for code, _ in drawn(layered(p)).places)


@pytest.mark.parametrize("name", ["xor", "three-lines", "or"])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_written_as_vectors(name: str, palette: object) -> None:
    figure = drawn(example(name), style=Style(palette=palette)).figure  # type: ignore[arg-type]
    assert "<image" not in to_svg(figure)
    assert "(0,1)" in to_tikz(figure) or name != "xor"


def test_its_description_says_what_is_reached() -> None:
    assert drawn(example("three-lines")).figure.description == (
        "The vertices of the hypercube of h1, h2, h3, coloured by the output of o1; 7 of 8 are reached, "
        "(0,0,0) is empty; cut by o1."
    )


# --- the next layer's plane ---------------------------------------------------------------------------------


def test_the_plane_separates_the_vertices_that_the_neuron_tells_apart() -> None:
    for document in (example("xor"), example("three-lines"), example("abu-mostafa"), layered(4)):
        data = identities(document)
        for name in cutters(document.network, data.names):
            cut = cut_by(document.network, data, name)
            own = identities(document, name)
            for u, row in zip(corners(data.dimension).tolist(), own.rows, strict=True):
                assert cut.side(u) == pytest.approx(row.s)


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=3), st.floats(-3, 3))
def test_a_section_lies_on_the_plane_and_on_the_box(normal: list[float], offset: float) -> None:
    cut = Cut("o", tuple(normal), offset)
    points = section(cut, 1.0)
    for at in points:
        assert cut.side(at.tolist()) == pytest.approx(0, abs=1e-9 + 1e-9 * sum(map(abs, normal)))
        assert np.abs(at).max() == pytest.approx(1)
    if len(normal) == 3 and len(points) > 3:
        # Convex and in order: it turns one way only.
        steps = np.roll(points, -1, axis=0) - points
        turns = np.cross(steps, np.roll(steps, -1, axis=0)) @ np.array(normal)
        assert (turns >= -1e-6).all() or (turns <= 1e-6).all()


def test_a_plane_beside_the_cube_is_not_drawn() -> None:
    assert len(section(Cut("o", (1.0, 1.0, 1.0), 9.0))) == 0
    assert len(section(Cut("o", (0.0, 0.0, 0.0), 1.0))) == 0


def test_edges_that_are_cut_are_marked() -> None:
    document = layered(4)
    data = identities(document)
    cut = cut_by(document.network, data, "o1")
    u = corners(4)
    wanted = sum(crossing(cut, u[i], u[j]) is not None for i, j in edges(4))
    dots = [item for item in part(drawn(document), "edges") if isinstance(item, Disc)]
    assert len(dots) == wanted > 0


@pytest.mark.parametrize("azimuth", [-150, -60, 30, 120])
def test_what_is_behind_the_plane_is_painted_before_it(azimuth: float) -> None:
    document = example("three-lines")
    camera = Camera(azimuth, 20)
    items = part(drawn(document, camera), "edges")
    plane = next(i for i, item in enumerate(items) if isinstance(item, Polygon))
    # The plane x1 + x2 + x3 = 5/2 cuts off one vertex with three pieces of edges.
    plus_is_near = float(camera.axes[2].sum()) > 0
    pieces = [isinstance(item, Polyline) and item.pen.color == LIGHT.muted for item in items]
    before, after = sum(pieces[:plane]), sum(pieces[plane:])
    assert (before, after) == ((12, 3) if plus_is_near else (3, 12))


def test_which_neuron_cuts() -> None:
    document = edits.layered("2-3-2-1", activation="step", seed=1)
    data = identities(document)
    network = document.network
    inner = cutters(network, data.names)
    assert len(inner) == 2
    assert chosen_cut(network, data, (None, inner[1])).name == inner[1]  # type: ignore[union-attr]
    assert chosen_cut(network, data, ("o1", "x1")).name == inner[0]  # type: ignore[union-attr]
    assert chosen_cut(example("or").network, identities(example("or")), ()) is None
