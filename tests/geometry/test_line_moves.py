"""What a hand does with a line keeps what it should keep."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from nndesk.geometry.line_moves import drawn, flipped, gain, moved, nudged, scaled, turned, turned_on
from nndesk.geometry.lines import Line
from nndesk.geometry.snapping import Grain

coordinates = st.floats(-4, 4)
points = st.tuples(coordinates, coordinates)
weights = st.floats(-6, 6)


@st.composite
def lines(draw):
    line = Line(draw(weights), draw(weights), draw(weights))
    assume(gain(line) > 0.05)
    return line


def foot(line: Line, at):
    """The place on the line that is nearest to ``at``."""
    unit = line.unit()
    away = unit.signal(at)
    return at[0] - away * unit.w1, at[1] - away * unit.w2


@given(lines(), points, points)
def test_what_was_grabbed_stays_on_the_line_and_only_the_bias_changes(line, grabbed, by):
    start = foot(line, grabbed)
    after = moved(line, by)
    assert (after.w1, after.w2) == (line.w1, line.w2)
    assert after.unit().signal((start[0] + by[0], start[1] + by[1])) == pytest.approx(0, abs=1e-9)


@given(lines(), points, points, st.floats(0.001, 0.05))
def test_rounded_to_pixels_it_is_at_most_a_pixel_away(line, grabbed, by, pixel):
    start = foot(line, grabbed)
    after = moved(line, by, Grain((pixel, pixel)))
    assert abs(after.unit().signal((start[0] + by[0], start[1] + by[1]))) <= max(pixel, 0.5 / gain(line))


@given(lines(), points, st.floats(0.2, 3), points)
def test_turning_keeps_gain_and_pivot_and_leads_through_the_handle(line, near, reach, to):
    pivot = foot(line, near)
    x, y = line.plus_normal()
    handle = (pivot[0] + reach * y, pivot[1] - reach * x)
    assume(math.dist(pivot, to) > 0.01)
    after = turned(line, pivot, handle, to)
    assert gain(after) == pytest.approx(gain(line))
    assert after.unit().signal(pivot) == pytest.approx(0, abs=1e-9)
    assert after.unit().signal(to) == pytest.approx(0, abs=1e-9)


@given(lines(), points, st.floats(0.2, 3), st.floats(-3.1, 3.1), st.floats(0.2, 5))
def test_turning_carries_the_positive_side_along(line, near, reach, angle, stretch):
    pivot = foot(line, near)
    x, y = line.plus_normal()
    cos, sin = math.cos(angle), math.sin(angle)
    handle = (pivot[0] + reach * y, pivot[1] - reach * x)
    to = (
        pivot[0] + stretch * reach * (cos * y + sin * x),
        pivot[1] + stretch * reach * (sin * y - cos * x),
    )
    after = turned(line, pivot, handle, to)
    assert after.plus_normal() == pytest.approx((cos * x - sin * y, sin * x + cos * y), abs=1e-6)
    free = turned(line, pivot, handle, to, free=True)
    assert gain(free) == pytest.approx(gain(line) * stretch, rel=1e-6)


def test_a_handle_on_the_pivot_says_nothing():
    line = Line(1.0, 1.0, -0.5)
    assert turned(line, (0.5, 0.0), (0.0, 0.5), (0.5, 0.0)) == line
    assert turned(line, (0.5, 0.0), (0.0, 0.5), (0.505, 0.0), Grain((0.004, 0.004))) == line


@given(lines())
def test_flipping_twice_is_nothing_and_once_changes_every_sign(line):
    assert flipped(flipped(line)) == line
    assert flipped(line).signal((0.3, -0.7)) == pytest.approx(-line.signal((0.3, -0.7)))


@given(lines(), st.floats(0.1, 10), points)
def test_scaling_leaves_the_line_where_it_is(line, factor, at):
    after = scaled(line, factor)
    assert gain(after) == pytest.approx(factor * gain(line))
    assert after.unit().signal(at) == pytest.approx(line.unit().signal(at), abs=1e-9)


@given(points, points, st.floats(0.1, 20))
def test_a_drawn_line_has_its_positive_side_on_the_left(start, end, length):
    assume(math.dist(start, end) > 0.01)
    line = drawn(start, end, length)
    left = (start[0] - (end[1] - start[1]), start[1] + (end[0] - start[0]))
    assert gain(line) == pytest.approx(length)
    assert line.signal(left) > 0
    assert line.unit().signal(start) == pytest.approx(0, abs=1e-9)
    assert line.unit().signal(end) == pytest.approx(0, abs=1e-9)


def test_the_line_of_or_is_found_by_hand():
    # Drawn from the lower right to the upper left, the origin is on its right.
    line = drawn((1.02, -0.49), (-0.51, 1.03), grain=Grain((0.004, 0.004), nice=True))
    assert line == Line(-1.0, -1.0, 0.5)
    line = drawn((-0.51, 1.03), (1.02, -0.49), grain=Grain((0.004, 0.004), nice=True))
    assert line == Line(1.0, 1.0, -0.5)
    assert moved(line, (0.48, 0.49), Grain((0.004, 0.004), nice=True)) == Line(1.0, 1.0, -1.5)


def test_a_crooked_line_turns_into_that_of_or():
    line = Line(1.37, 0.29, -0.3)
    pivot, handle = foot(line, (0.25, -0.5)), foot(line, (0.25, 0.9))
    to = (pivot[0] - 1.0, pivot[1] + 1.02)
    assert turned(line, pivot, handle, to, Grain((0.004, 0.004), nice=True)) == Line(1.0, 1.0, 0.0)


@given(lines(), points, st.floats(0.001, 0.02))
@example(Line(0.0, 0.5, 1.25), (0.0, 0.0), 0.001)
def test_nice_numbers_are_whole_halves_or_thirds_to_the_last_bit(line, by, pixel):
    b = moved(line, by, Grain((pixel / gain(line),) * 2, nice=True)).b
    assert any(b == round(b * under) / under for under in (1, 2, 3))


@given(lines(), st.sampled_from(((1, 0), (-1, 0), (0, 1), (0, -1))))
@example(Line(5e-324, 1.0, 0.0), (1, 0))
def test_a_nudge_moves_the_line_that_way_and_back(line, direction):
    after = nudged(line, direction)
    across = line.w1 * direction[0] + line.w2 * direction[1]
    if after == line:
        assert across == 0
        return
    at = foot(line, (0.0, 0.0))
    # What lay on the line is now behind it. Signs alone: a product of tiny numbers would be 0.
    assert after.signal(at) * math.copysign(1.0, across) < 0
    assert nudged(nudged(after, direction), (-direction[0], -direction[1])) == after


def test_turning_on_by_keys_goes_from_nice_to_nice():
    line = Line(1.0, 1.0, -0.5)
    after = turned_on(line, (0.25, 0.25), 1)
    assert (after.w1, after.w2, after.b) == (2 / 3, 1.0, pytest.approx(-1 / 3))
    back = turned_on(after, (0.25, 0.25), -1)
    assert back.w1 == back.w2


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_where_the_axes_have_scales_of_their_own_the_line_still_goes_through_the_handle(dx, dy):
    assume(math.hypot(dx, dy) > 0.3)
    # 400 pixels for 1000 of x1, 400 for 1 of x2.
    grain = Grain((2.5, 0.0025))
    line, pivot = Line(0.002, -1.5, 0.25), (300.0, 0.85 / 1.5)
    handle = (pivot[0] + 200, pivot[1] + 0.4 / 1.5)
    to = (pivot[0] + 100 * dx, pivot[1] + 0.1 * dy)
    after = turned(line, pivot, handle, to, grain)
    step = grain.step(after.w1, after.w2)
    assert abs(after.signal(to)) <= 6 * step
    assert abs(after.signal(pivot)) <= 2 * step
    short = turned(line, pivot, handle, to, Grain(grain.pixel, nice=True))
    assert all(w == float(f"{w:.2g}") for w in (short.w1, short.w2))
