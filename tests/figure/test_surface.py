"""The surface: exact over thresholds, cut at the level, and nothing covers what is nearer to the eye."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.plane import plane_data
from nndesk.figure.primitives import FigureError, Group, Item, Label, Patches, Text
from nndesk.figure.rotation import Camera, Frame
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.surface import squared, surface_data, surface_figure
from nndesk.figure.surface_mesh import SHADES, Mesh, Pieces, Plateaus, Space, clipped
from nndesk.figure.surface_samples import visible
from nndesk.figure.svg import to_svg
from nndesk.figure.tikz import to_tikz

angles = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


def part(items: tuple[Item, ...], title: str) -> tuple[Item, ...]:
    return next((i.items for i in items if isinstance(i, Group) and i.title == title), ())


def _halves(surface: Mesh | Plateaus, frame: Frame):  # type: ignore[no-untyped-def]
    below, above = surface.pieces(frame)
    return (below, above) if frame.camera.elevation >= 0 else (above, below)


# --- order --------------------------------------------------------------------------------------------------


def topmost_depths(rings: list[np.ndarray], spaces: list[np.ndarray], camera: Camera, at: np.ndarray):  # type: ignore[no-untyped-def]
    """For points of the figure: the depth of the piece that is painted last there, and of the nearest."""
    last = np.full(len(at), -np.inf)
    nearest = np.full(len(at), -np.inf)
    for ring, space in zip(rings, spaces, strict=True):
        depths = camera.project(space)[:, 2]
        inside = _inside(at, ring)
        if not inside.any() or abs(_area(ring)) < 1e-6:
            continue
        # The depth is linear over a flat piece.
        system = np.column_stack((ring, np.ones(len(ring))))
        plane, *_ = np.linalg.lstsq(system, depths, rcond=None)
        depth = np.column_stack((at[inside], np.ones(inside.sum()))) @ plane
        last[inside] = depth
        nearest[inside] = np.maximum(nearest[inside], depth)
    return last, nearest


def _area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(0.5 * (x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def _inside(at: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Well inside a convex ring."""
    steps = np.roll(ring, -1, axis=0) - ring
    side = steps[:, 0] * (at[:, None, 1] - ring[:, 1]) - steps[:, 1] * (at[:, None, 0] - ring[:, 0])
    margin = 1e-3 * np.hypot(*steps.T)
    return (side > margin).all(axis=1) | (side < -margin).all(axis=1)


def check_order(surface: Mesh | Plateaus, camera: Camera, tolerance: float) -> None:
    frame = Frame(camera, (0.0, 0.0), 1.0)
    halves = _halves(surface, frame)
    rings = [ring for half in halves for ring in flat_rings(half)]
    spaces = in_space(surface, camera)
    at = np.random.default_rng(1).uniform(-1.6, 1.6, (1500, 2))
    last, nearest = topmost_depths(rings, spaces, camera, at)
    covered = np.isfinite(last)
    assert (nearest[covered] - last[covered] <= tolerance).all()


def in_space(surface: Mesh | Plateaus, camera: Camera) -> list[np.ndarray]:
    """The pieces in the same order, as they are in space."""
    below, above = surface.order(camera)
    order = (*below, *above) if camera.elevation >= 0 else (*above, *below)
    return [surface.rings[i] for i in order]


def flat_rings(pieces: Pieces) -> list[np.ndarray]:
    """The corners of each piece in the figure."""
    points = np.array(pieces.points).reshape(-1, 2)
    return np.split(points, np.cumsum(pieces.sizes)[:-1]) if pieces.sizes else []


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 99), angles)
def test_plateaus_and_walls_are_painted_from_far_to_near(
    p: int, seed: int, seen: tuple[float, float]
) -> None:
    document = edits.layered(f"2-{p}-1", activation="step", seed=seed)
    surface = surface_data(document, window=(-1.0, 1.0, -1.0, 1.0)).surface
    assert isinstance(surface, Plateaus)
    check_order(surface, Camera(*seen), 1e-6)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99), angles)
def test_a_mesh_is_painted_from_far_to_near(seed: int, seen: tuple[float, float]) -> None:
    document = edits.layered("2-4-1", activation="tanh", seed=seed)
    surface = surface_data(document, window=(-2.0, 2.0, -2.0, 2.0), resolution=24).surface
    assert isinstance(surface, Mesh)
    # Its pieces are not quite flat.
    check_order(surface, Camera(*seen), 0.05)


# --- what it is ---------------------------------------------------------------------------------------------


def test_every_piece_is_on_one_side_of_the_level() -> None:
    for name in ("xor", "xor-sigmoid"):
        data = surface_data(example(name))
        level, camera = data.space.level_height, Camera(-90, 0)
        below, above = data.surface.pieces(Frame(camera, (0.0, 0.0), 1.0))
        # From the front, minus the height is down the figure.
        assert all(-y <= level + 1e-9 for ring in flat_rings(below) for _, y in ring)
        assert all(-y >= level - 1e-9 for ring in flat_rings(above) for _, y in ring)


def test_thresholds_give_exact_plateaus_and_walls() -> None:
    surface = surface_data(example("xor")).surface
    assert isinstance(surface, Plateaus)
    tops = [piece for piece in surface.parts if piece.on < 0]
    walls = [piece for piece in surface.parts if piece.on >= 0]
    assert len(tops) == 3
    # Two walls, each cut in two by the level.
    assert len(walls) == 4
    assert {piece.on for piece in walls} == {0, 1}


def test_many_regions_become_a_mesh() -> None:
    document = edits.layered("2-60-1", activation="step", seed=1)
    assert isinstance(surface_data(document, window=(-1.0, 1.0, -1.0, 1.0)).surface, Mesh)


def test_a_mesh_has_the_heights_of_the_field_and_covers_the_window() -> None:
    data = surface_data(example("xor-sigmoid"), resolution=20)
    assert isinstance(data.surface, Mesh)
    below, above = data.surface.pieces(Frame(Camera(-90, 90), (0.0, 0.0), 1.0))
    areas = [abs(_area(ring)) for half in (below, above) for ring in flat_rings(half)]
    hx, hy, _ = data.space.half
    assert sum(areas) == pytest.approx(4 * hx * hy)
    assert {*below.shades, *above.shades} <= set(range(SHADES))
    assert max(below.shades) <= SHADES // 2 <= min(above.shades)


@given(st.lists(st.tuples(*[st.floats(-1, 1)] * 3), min_size=3, max_size=5), st.floats(-1, 1))
def test_clipping_leaves_nothing_on_the_other_side(
    ring: list[tuple[float, float, float]], level: float
) -> None:
    points = np.array(ring)
    assert all(at[2] >= level for at in clipped(points, level, True))
    assert all(at[2] <= level for at in clipped(points, level, False))


def test_the_box_is_the_square_in_the_middle_of_what_the_plane_shows() -> None:
    assert squared((0.0, 4.0, 0.0, 2.0)) == (1.0, 3.0, 0.0, 2.0)
    assert surface_data(example("xor"), window=(-1.0, 1.0, -3.0, 3.0)).plane.window == (-1.0, 1.0, -1.0, 1.0)


def test_what_is_not_finite_stays_in_the_box() -> None:
    space = Space((0.0, 1.0, 0.0, 1.0), 0.0, 0.5, 1.0)
    placed = space.place(np.zeros(4), np.zeros(4), np.array([np.nan, np.inf, -np.inf, 9.0]))
    assert placed[:, 2].tolist() == [0.0, 0.575, -0.575, 0.575]


# --- the figure ---------------------------------------------------------------------------------------------


def figure_of(document: Document, camera: Camera | None = None, **more: object):  # type: ignore[no-untyped-def]
    return surface_figure(surface_data(document), Style(), camera, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("elevation", [30, -30])
def test_the_level_is_painted_between_the_halves(elevation: float) -> None:
    titles = [
        item.title
        for item in figure_of(example("xor-sigmoid"), Camera(-60, elevation)).items
        if isinstance(item, Group)
    ]
    order = [titles.index(f"surface {side} the level") for side in ("below", "above")]
    assert (order == sorted(order)) == (elevation > 0)
    assert min(order) < titles.index("level") < max(order)


@settings(max_examples=40, deadline=None)
@given(angles, st.sampled_from([(300.0, 560.0), (437.0, 560.0), (520.0, 440.0)]))
def test_axes_have_names_inside_the_figure(seen: tuple[float, float], size: tuple[float, float]) -> None:
    figure = surface_figure(surface_data(example("xor"), resolution=8), Style(), Camera(*seen), *size)
    axes = part(figure.items, "axes")
    found = bounds([item for item in axes if isinstance(item, Label | Text)])
    assert found is not None
    left, top, right, bottom = found
    assert left >= -2
    assert top >= -2
    assert right <= size[0] + 2
    assert bottom <= size[1] + 2


def test_axes_say_what_they_are() -> None:
    labels = {item.latex for item in part(figure_of(example("xor")).items, "axes") if isinstance(item, Label)}
    assert labels == {"x_1", "x_2", "z_{o_1}"}


def test_samples_stand_around_it_unless_they_are_too_many_or_unwanted() -> None:
    document = example("xor-sigmoid")
    titles = {item.title for item in figure_of(document).items if isinstance(item, Group)}
    assert {"samples", "samples behind the surface", "example", "boundary"} <= titles
    titles = {item.title for item in figure_of(document, samples=False).items if isinstance(item, Group)}
    assert not any("samples" in title for title in titles)


def test_a_sample_behind_the_ridge_is_covered_until_it_is_seen_from_the_other_side() -> None:
    data = surface_data(example("xor"), resolution=60)
    space = data.space
    ends = np.array([0.0, 1.0])
    floor = space.place(ends, ends, np.zeros(2))
    # The ridge of XOR lies between (0, 0) and (1, 1).
    for azimuth, wanted in ((-135, [True, False]), (45, [False, True])):
        towards = Camera(azimuth, 20).axes[2]
        assert visible(data, floor, floor[:, 2], towards).tolist() == wanted
    assert visible(data, floor, floor[:, 2], Camera(45, 90).axes[2]).all()
    # From below, what stands on the ridge is covered.
    top = space.place(np.array([0.5]), np.array([0.5]), np.array([1.0]))
    assert not visible(data, top + np.array((0, 0, 0.1)), top[:, 2], Camera(45, -60).axes[2]).any()


def test_the_surface_of_a_hidden_neuron() -> None:
    data = surface_data(example("xor-sigmoid"), "h2")
    assert data.node == "h2"
    assert data.column is None
    assert "h2" in surface_figure(data, Style()).title


def test_of_several_outputs_it_is_the_first() -> None:
    document = edits.layered("2-3-3", activation="sigmoid", seed=5)
    assert surface_data(document).node == "o1"


def test_without_a_neuron_there_is_no_surface() -> None:
    document, _ = edits.add_input(Document(), (0, 0))
    document, _ = edits.add_input(document, (0, 90))
    with pytest.raises(FigureError):
        surface_data(document)


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid"])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_written_as_polygons(name: str, palette: object) -> None:
    figure = surface_figure(surface_data(example(name), resolution=10), Style(palette=palette))  # type: ignore[arg-type]
    count = sum(len(item.sizes) for item in figure.walk() if isinstance(item, Patches))
    svg, tikz = to_svg(figure), to_tikz(figure)
    assert "<image" not in svg
    assert svg.count('Z" fill=') >= count
    assert tikz.count("-- cycle;") >= count
    assert tikz.count(r"\begin{scope}") == tikz.count(r"\end{scope}")


def test_the_planes_content_is_the_same_as_in_the_plane() -> None:
    data = surface_data(example("xor"), resolution=30)
    plane = plane_data(example("xor"), None, data.plane.window, 30)
    assert data.plane.boundary == plane.boundary
