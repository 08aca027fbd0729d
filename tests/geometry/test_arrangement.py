"""All regions of lines in the whole plane, exactly."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.geometry.arrangement import MOST_LISTED, arrange, code_at, regions_in_general_position
from nndesk.geometry.cells import cells
from nndesk.geometry.exact import rounded, simplest
from nndesk.geometry.lines import Code, Line
from nndesk.geometry.splitting import split_cells
from nndesk.geometry.tracing import traced_cells

OR, AND = Line(1, 1, -0.5), Line(1, 1, -1.5)
THREE = (Line(1, 0, -0.3), Line(0, 1, -0.3), Line(-1, -1, 1))


Ratios = tuple[Fraction, Fraction, Fraction]


def awkward_lines(rng: random.Random, most: int = 12) -> list[Ratios]:
    """Lines with rational coefficients of which many coincide, are parallel, meet in one point or are
    none."""
    lines: list[Ratios] = []
    for _ in range(rng.randint(0, most)):
        if lines and rng.random() < 0.2:
            # One of them again, with another length and perhaps the other side.
            (a, b, c), factor = rng.choice(lines), Fraction(rng.choice((-7, -2, -1, 1, 2, 5)), 3)
            lines.append((a * factor, b * factor, c * factor))
        else:
            a, b, c = (Fraction(rng.randint(-3, 3), rng.choice((1, 1, 2, 3, 10))) for _ in range(3))
            lines.append((a, b, c))
    return lines


def as_floats(ratios: Sequence[Ratios]) -> list[Line]:
    return [Line(float(a), float(b), float(c)) for a, b, c in ratios]


def codes_by_slabs(whole: list[Ratios]) -> set[Code]:
    """By brute force: between all x1 at which anything happens, a point between all x2 at which anything
    does."""
    events = {-c / a for a, b, c in whole if a and not b}
    for k, (a, b, c) in enumerate(whole):
        for d, e, f in whole[:k]:
            if a * e != b * d:
                events.add((b * f - c * e) / (a * e - b * d))
    found = set()
    for x in between(events):
        for y in between({-(a * x + c) / b for a, b, c in whole if b}):
            found.add(tuple(int(a * x + b * y + c > 0) for a, b, c in whole))
    return found


def between(events: set[Fraction]) -> list[Fraction]:
    ordered = sorted(events)
    if not ordered:
        return [Fraction(0)]
    return [ordered[0] - 1, *((a + b) / 2 for a, b in pairwise(ordered)), ordered[-1] + 1]


@pytest.mark.parametrize("seed", range(300))
def test_regions_equal_brute_force_whatever_coincides(seed: int) -> None:
    ratios = awkward_lines(random.Random(seed))
    lines = as_floats(ratios)
    found = arrange(lines)
    codes = [region.code for region in found.regions]
    expected = codes_by_slabs(ratios)
    assert codes == sorted(expected)
    assert found.count == len(expected)
    assert found.general - found.count == sum(loss.regions for loss in found.losses)
    assert found.unreached_count == 2 ** len(lines) - len(expected)
    for code in codes:
        x, y = found.inside(code)
        signals = [a * x + b * y + c for a, b, c in ratios]
        assert tuple(int(s > 0) for s in signals) == code
        assert all(s != 0 for s, (a, b, _) in zip(signals, ratios, strict=True) if a or b)


@pytest.mark.parametrize("seed", range(300))
def test_walking_along_lines_and_splitting_find_the_same(seed: int) -> None:
    lines = as_floats(awkward_lines(random.Random(seed)))
    found = arrange(lines)
    # All crossings, and a part of every line, are strictly inside.
    far = 1e5
    split = split_cells(lines, (-far, far, -far, far))
    assert sorted(code for _, code in split) == [region.code for region in found.regions]
    at_the_edge = {code for ring, code in split if any(abs(v) == far * w for x, y, w in ring for v in (x, y))}
    assert {region.code for region in found.regions if not region.bounded} == at_the_edge


@pytest.mark.parametrize("seed", range(60))
def test_points_on_lines_have_no_codes_but_those_listed(seed: int) -> None:
    whole = awkward_lines(random.Random(1000 + seed), most=7)
    found = arrange(as_floats(whole))
    codes = set()
    for a, b, c in whole:
        if not a and not b:
            continue
        foot = (-a * c / (a * a + b * b), -b * c / (a * a + b * b))
        times = {
            -(d * foot[0] + e * foot[1] + f) / (d * b - e * a) for d, e, f in whole if d * b - e * a != 0
        }
        for t in (*times, *between(times)):
            x, y = foot[0] + t * b, foot[1] - t * a
            codes.add(tuple(int(d * x + e * y + f > 0) for d, e, f in whole))
    assert set(found.on_lines) == codes - {region.code for region in found.regions}


@pytest.mark.parametrize("seed", range(40))
def test_floats_are_as_exact_as_splitting_where_they_decide(seed: int) -> None:
    rng = random.Random(seed)
    window = (-1.0, 1.5, -0.75, 1.25)
    lines = [Line(rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 0.5)) for _ in range(rng.randint(0, 20))]
    traced = traced_cells(lines, window)
    assert traced is not None
    split = {code: {rounded(corner) for corner in ring} for ring, code in split_cells(lines, window)}
    assert {code for _, code in traced} == split.keys()
    assert len(traced) == len(split)
    for ring, code in traced:
        assert sorted(ring) == [pytest.approx(corner, abs=1e-11) for corner in sorted(split[code])]


@pytest.mark.parametrize("seed", range(40))
def test_floats_decide_nothing_wrongly_near_to_where_they_cannot_decide(seed: int) -> None:
    rng = random.Random(seed)
    decided = 0
    for _ in range(40):
        size = 10 ** rng.uniform(-4, 4)
        x, y = rng.choice((0, 1, -3, 100)) * size, rng.choice((0, 1, -3)) * size
        window = (x - size, x + size, y - size, y + 1.2 * size)
        lines = []
        for _ in range(rng.randint(1, 8)):
            # Nearly through one of three places, nearly in one of four directions.
            away = rng.choice((0, 0, 1e-3, 1e-7, 1e-9, 1e-10, 1e-11, 1e-12)) * size
            at = rng.choice(((x, y), (x + 0.3 * size, y), (x - size, y - size)))
            px, py = (v + rng.uniform(-1, 1) * away for v in at)
            angle = rng.choice((0, 1.0, math.pi / 4, math.pi / 2)) + rng.choice((0, 1e-6, 1e-9, 0.1))
            a, b = math.cos(angle), math.sin(angle)
            lines.append(Line(a, b, -(a * px + b * py)))
        traced = traced_cells(lines, window)
        if traced is not None:
            decided += 1
            assert sorted(code for _, code in traced) == sorted(
                code for _, code in split_cells(lines, window)
            )
    assert decided


def test_where_floats_cannot_decide_whole_numbers_do() -> None:
    # Every pair of these is told apart by less than the margin, in one way or another.
    window = (0.0, 1.0, 0.0, 1.0)
    for lines in (
        [Line(1, 1, -1)],
        [Line(1, 0, -0.5), Line(1, 0, -0.5)],
        [Line(1, 0, -0.5), Line(1, 1e-13, -0.5)],
        [Line(1, 0, -0.5), Line(0, 1, -0.5), Line(1, 1, -1)],
        [Line(1, 0, -0.5), Line(0, 1, -0.5), Line(1, 1.2, -1.1)],
        [Line(0, 0, 1)],
        [Line(1e-320, 0, 1)],
    ):
        assert traced_cells(lines, window) is None
        assert {cell.code for cell in cells(lines, window)} <= {r.code for r in arrange(lines).regions}


def test_no_line_leaves_the_plane_whole() -> None:
    found = arrange([])
    assert [region.code for region in found.regions] == [()]
    assert not found.regions[0].bounded
    assert (found.count, found.general, found.unreached, found.losses) == (1, 1, (), ())
    assert found.inside(()) == (0, 0)


def test_xor_has_three_regions_because_its_lines_are_parallel() -> None:
    # LECTURE topic 9: no point has g1 ≤ 0 and g2 > 0.
    found = arrange([OR, AND])
    assert [region.code for region in found.regions] == [(0, 0), (1, 0), (1, 1)]
    assert found.unreached == ((0, 1),)
    (loss,) = found.losses
    assert (loss.kind, loss.lines, loss.regions) == ("parallel", (0, 1), 1)


def test_abu_mostafas_two_lines_have_four_regions() -> None:
    # LECTURE topic 10.
    found = arrange([Line(1, -0.5, 0.2), Line(0.5, 1, -0.3)])
    assert found.count == found.general == 4
    assert found.unreached == ()
    assert found.losses == ()


def test_three_lines_have_seven_regions_and_one_vertex_stays_empty() -> None:
    # LECTURE topic 12.
    found = arrange(THREE)
    assert found.count == found.general == 7
    assert found.unreached == ((0, 0, 0),)
    assert [region.code for region in found.regions if region.bounded] == [(1, 1, 1)]
    assert (1, 1, 1) in found
    assert (0, 0, 0) not in found


@pytest.mark.parametrize("p", [1, 2, 3, 5, 8, 16, 40])
def test_general_position_gives_the_lectures_count(p: int) -> None:
    rng = random.Random(p)
    found = arrange([Line(rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(p)])
    assert found.count == regions_in_general_position(p) == 1 + p + p * (p - 1) // 2
    assert sum(region.bounded for region in found.regions) == (p - 1) * (p - 2) // 2
    assert found.losses == ()


def test_concurrent_lines_are_named_with_their_point() -> None:
    found = arrange([Line(1, -1, 0), Line(1, 1, -1), Line(5, 7, 1), Line(1, 0, -0.5)])
    (loss,) = found.losses
    assert (loss.kind, loss.lines, loss.regions) == ("concurrent", (0, 1, 3), 1)
    assert loss.at == (Fraction(1, 2), Fraction(1, 2))
    assert found.count == 10


def test_numbers_mean_what_a_person_types() -> None:
    # As binary fractions 0.1 and 0.2 do not add up to 0.3, and 1/3 is not a third.
    assert arrange([Line(1, 0, -0.1), Line(0, 1, -0.2), Line(1, 1, -0.3)]).count == 6
    assert arrange([Line(1, 0, -1 / 3), Line(0, 1, -1 / 3), Line(1, 1, -2 / 3)]).count == 6
    assert arrange([Line(3, 1, 0), Line(0.3, 0.1, 5)]).count == 3
    # The sum that was computed is another number, and so there is a tiny region.
    assert arrange([Line(1, 0, -0.1), Line(0, 1, -0.2), Line(1, 1, -(0.1 + 0.2))]).count == 7


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_simplest_fraction_rounds_to_the_float(value: float) -> None:
    above, below = simplest(value)
    assert above / below == value
    assert below <= value.as_integer_ratio()[1]


@given(st.integers(-999, 999), st.integers(1, 999))
def test_a_fraction_of_small_numbers_is_found_again(above: int, below: int) -> None:
    ratio = Fraction(above, below)
    assert simplest(above / below) == (ratio.numerator, ratio.denominator)


def test_nearly_parallel_lines_cross_far_away() -> None:
    assert arrange([Line(1, 0, 0), Line(1, 1e-300, 5)]).count == 4
    assert arrange([Line(3, 1, 0), Line(0.3, math.nextafter(0.1, 1), 5)]).count == 4
    assert arrange([Line(3.0, 1.0, 0), Line(1.5, 0.5, 5)]).count == 3


def test_lines_that_coincide_and_those_that_are_none() -> None:
    found = arrange([Line(1, 2, 3), Line(0, 0, 1), Line(-2, -4, -6), Line(0, 0, 0), Line(0, 0, -1)])
    assert [region.code for region in found.regions] == [(0, 1, 1, 0, 0), (1, 1, 0, 0, 0)]
    assert [(loss.kind, loss.lines) for loss in found.losses] == [
        ("no line", (1, 3, 4)),
        ("coincide", (0, 2)),
    ]
    # On the line itself neither signal is positive, and no region is like that.
    assert found.on_lines == ((0, 1, 0, 0, 0),)
    assert code_at(found.lines, (-3.0, 0.0)) == (0, 1, 0, 0, 0)


def test_where_three_lines_meet_there_is_a_code_of_that_point_alone() -> None:
    lines = [Line(1, 0, 0), Line(-1, 1, 0), Line(0, -1, 0)]
    found = arrange(lines)
    assert found.count == 6
    assert found.on_lines == ((0, 0, 0),)
    assert code_at(lines, (0.0, 0.0)) == (0, 0, 0)
    assert set(found.unreached or ()) == {(0, 0, 0), (1, 1, 1)}


def test_vertices_of_a_large_hypercube_are_counted_but_not_listed() -> None:
    rng = random.Random(0)
    lines = [Line(rng.gauss(0, 1), rng.gauss(0, 1), 0.1) for _ in range(MOST_LISTED + 1)]
    assert arrange(lines).unreached is None
    assert arrange(lines).unreached_count == 2 ** len(lines) - regions_in_general_position(len(lines))
    listed = arrange(lines[:-1]).unreached
    assert listed is not None
    assert len(listed) == 4096 - 79


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises((ValueError, OverflowError)):
        arrange([Line(float("nan"), 1, 0)])
    with pytest.raises((ValueError, OverflowError)):
        cells([Line(float("inf"), 1, 0)], (0.0, 1.0, 0.0, 1.0))


def test_a_window_shows_only_some_regions() -> None:
    window = (0.0, 1.0, 0.0, 1.0)
    assert {cell.code for cell in cells(THREE, window)} == {region.code for region in arrange(THREE).regions}
    assert len(cells(THREE, (0.0, 0.2, 0.0, 0.2))) == 1
    assert len(cells(THREE, (0.2, 0.4, 0.2, 0.4))) == 4
