"""Regions of an arrangement of lines."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nndesk.geometry.cells import Cell, boundaries, cells, clip_ring, half_planes, outlines
from nndesk.geometry.lines import Line

WINDOW = (-0.6, 1.6, -0.6, 1.6)
UNIT = (0.0, 1.0, 0.0, 1.0)


def ring_area(ring: tuple[tuple[float, float], ...]) -> float:
    return 0.5 * sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True))


def test_no_line_gives_the_window() -> None:
    (only,) = cells([], UNIT)
    assert only == Cell(((0, 0), (1, 0), (1, 1), (0, 1)), ())
    assert only.area == 1.0
    assert only.centroid == (0.5, 0.5)


def test_xor_lines_make_three_regions() -> None:
    # LECTURE topic 9: no point has g1 ≤ 0 and g2 > 0.
    found = cells([Line(1, 1, -0.5), Line(1, 1, -1.5)], WINDOW)
    assert sorted(cell.code for cell in found) == [(0, 0), (1, 0), (1, 1)]


def test_three_lines_leave_one_vertex_of_the_cube_empty() -> None:
    lines = [Line(1, 0, -0.3), Line(0, 1, -0.3), Line(-1, -1, 1)]
    codes = {cell.code for cell in cells(lines, WINDOW)}
    assert len(codes) == 7
    assert (0, 0, 0) not in codes


@pytest.mark.parametrize("p", [1, 2, 3, 5, 8, 16, 32, 64])
def test_general_position_gives_the_lectures_count(p: int) -> None:
    # Tangents of a circle, no two parallel, meet pairwise within a wide enough window.
    angles = [math.pi * (2 * i + 0.5) / (2 * p + 1) for i in range(p)]
    lines = [Line(math.cos(a), math.sin(a), -1.0) for a in angles]
    found = cells(lines, (-1e4, 1e4, -1e4, 1e4))
    assert len(found) == 1 + p + p * (p - 1) // 2
    assert len({cell.code for cell in found}) == len(found)


def test_areas_add_up_and_codes_are_right_inside() -> None:
    rng = np.random.default_rng(5)
    lines = [Line(*(float(v) for v in rng.normal(size=3))) for _ in range(20)]
    found = cells(lines, (-3.0, 3.0, -2.0, 2.0))
    assert sum(cell.area for cell in found) == pytest.approx(24.0, rel=1e-12)
    for cell in found:
        assert cell.code == tuple(int(line.signal(cell.centroid) > 0) for line in lines)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([Line(1, 0, -0.5)] * 3, {(0, 0, 0), (1, 1, 1)}),
        ([Line(1, 0, -0.5), Line(-2, 0, 1)], {(0, 1), (1, 0)}),
        ([Line(1, -1, 0), Line(1, 1, -1), Line(1, 0, -0.5)], 6),
        ([Line(1, -1, 0)], {(0,), (1,)}),
        ([Line(0, 1, 0)], {(1,)}),
        ([Line(0, -1, 0)], {(0,)}),
        ([Line(1, 1, 0)], {(1,)}),
        ([Line(0, 0, 1), Line(0, 0, 0), Line(0, 0, -1)], {(1, 0, 0)}),
    ],
    ids=[
        "three times the same",
        "the same with other sides",
        "through one point",
        "through corners",
        "along an edge, inside is positive",
        "along an edge, inside is negative",
        "touching a corner",
        "degenerate",
    ],
)
def test_lines_in_special_position(lines: list[Line], codes: set[tuple[int, ...]] | int) -> None:
    found = cells(lines, UNIT)
    assert sum(cell.area for cell in found) == pytest.approx(1.0)
    if isinstance(codes, int):
        assert len(found) == codes
    else:
        assert {cell.code for cell in found} == codes
        assert len(found) == len(codes)


def test_nearly_equal_lines_leave_the_sliver_that_is_there() -> None:
    found = cells([Line(1, 0, -0.5), Line(1, 1e-12, -0.5)], UNIT)
    assert [cell.code for cell in found] == [(0, 0), (0, 1), (1, 1)]
    assert found[1].area == pytest.approx(5e-13, rel=1e-3)


def test_a_region_too_small_for_floats_is_still_there() -> None:
    # 0.1 + 0.2 is not 0.3: three lines miss a common point by less than floats tell apart.
    found = cells([Line(1, 0, -0.1), Line(0, 1, -0.2), Line(1, 1, -(0.1 + 0.2))], UNIT)
    assert len(found) == 7
    assert min(cell.area for cell in found) == pytest.approx(0.0, abs=1e-30)
    (ring,) = outlines(cell.ring for cell in found)
    assert len(ring) == 4


@pytest.mark.parametrize("p", [1, 2, 4, 8, 12])
def test_the_same_lines_twice_change_nothing(p: int) -> None:
    rng = np.random.default_rng(p)
    lines = [Line(*(float(v) for v in rng.normal(size=3))) for _ in range(p)]
    once, twice = cells(lines, UNIT), cells([*lines, *lines], UNIT)
    assert {cell.code + cell.code for cell in once} == {cell.code for cell in twice}
    assert sum(cell.area for cell in twice) == pytest.approx(1.0)


def test_centroid_is_exact_far_from_the_origin() -> None:
    (cell,) = cells([], (1e6, 1e6 + 1e-3, -1e6, -1e6 + 1e-3))
    assert cell.centroid == pytest.approx((1e6 + 5e-4, -1e6 + 5e-4), abs=1e-9)


def test_outline_of_all_regions_is_the_window() -> None:
    rng = np.random.default_rng(1)
    lines = [Line(*(float(v) for v in rng.normal(size=3))) for _ in range(12)]
    (ring,) = outlines(cell.ring for cell in cells(lines, UNIT))
    assert sorted(ring) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_outline_has_a_hole_where_a_region_is_missing() -> None:
    lines = [Line(1, 0, -0.25), Line(-1, 0, 0.75), Line(0, 1, -0.25), Line(0, -1, 0.75)]
    rings = outlines(cell.ring for cell in cells(lines, UNIT) if cell.code != (1, 1, 1, 1))
    assert sorted(ring_area(ring) for ring in rings) == pytest.approx([-0.25, 1.0])


def test_boundary_runs_between_the_classes_with_the_first_on_the_left() -> None:
    found = cells([Line(1, 1, -0.5), Line(1, 1, -1.5)], WINDOW)
    middle = [cell.ring for cell in found if cell.code == (1, 0)]
    others = [cell.ring for cell in found if cell.code != (1, 0)]
    lower, upper = boundaries(middle, others)
    assert lower == (pytest.approx((-0.6, 1.1)), pytest.approx((1.1, -0.6)))
    assert upper == (pytest.approx((1.6, -0.1)), pytest.approx((-0.1, 1.6)))


def test_boundary_of_a_triangle_is_closed_and_has_three_corners() -> None:
    lines = [Line(1, 0, -0.2), Line(0, 1, -0.2), Line(-1, -1, 1.0), Line(1, 2, -0.1), Line(3, -1, 0.4)]
    found = cells(lines, UNIT)

    def inside(cell: Cell) -> bool:
        return cell.code[:3] == (1, 1, 1)

    (line,) = boundaries(
        [cell.ring for cell in found if inside(cell)], [cell.ring for cell in found if not inside(cell)]
    )
    assert line[0] == line[-1]
    assert len(line) == 4


def test_crossing_boundaries_go_straight_on() -> None:
    # Abu-Mostafa's four regions: opposite ones belong to one class.
    found = cells([Line(1, 0, -0.5), Line(0, 1, -0.4)], UNIT)
    ones = [cell.ring for cell in found if sum(cell.code) == 1]
    zeros = [cell.ring for cell in found if sum(cell.code) != 1]
    assert sum(len(line) - 1 for line in boundaries(ones, zeros)) == 4


def test_same_class_everywhere_has_no_boundary() -> None:
    found = cells([Line(1, 0, -0.5)], UNIT)
    assert boundaries([cell.ring for cell in found], []) == ()
    assert boundaries([], [cell.ring for cell in found]) == ()
    assert outlines([]) == ()


@pytest.mark.parametrize("seed", range(8))
def test_one_region_alone_is_what_it_is_among_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lines = [Line(*(float(v) for v in rng.normal(size=3))) for _ in range(6)]
    found = {cell.code: cell for cell in cells(lines, UNIT)}
    for bits in range(2**6):
        code = tuple(bits >> i & 1 for i in range(6))
        ring = half_planes(lines, code, UNIT)
        if code in found:
            assert ring_area(ring) == pytest.approx(found[code].area, abs=1e-12)
        else:
            assert ring == ()


def test_one_region_of_lines_in_special_position() -> None:
    assert half_planes([Line(1, 0, -0.5), Line(-1, 0, 0.5)], (1, 1), UNIT) == ()
    assert len(half_planes([Line(1, 0, -0.5), Line(-1, 0, 0.5)], (1, 0), UNIT)) == 4
    assert half_planes([Line(0, 0, 0)], (1,), UNIT) == ()
    assert len(half_planes([Line(0, 0, 0), Line(0, 0, 2)], (0, 1), UNIT)) == 4
    through = [Line(1, -1, 0), Line(1, 1, -1), Line(1, 0, -0.5)]
    assert half_planes(through, (1, 1, 0), UNIT) == ()


def test_a_ring_is_cut_at_the_window() -> None:
    ring = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
    assert ring_area(clip_ring(ring, (1.0, 3.0, -1.0, 1.0))) == pytest.approx(1.0)
    assert clip_ring(ring, (-1.0, 3.0, -1.0, 3.0)) is ring
    assert clip_ring(ring, (2.0, 3.0, 0.0, 1.0)) == ()
