"""Numbers as a hand means them."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nndesk.geometry.snapping import (
    RATIOS,
    Grain,
    next_nice,
    nice,
    nice_pair,
    rounded,
    turned_pair,
)

numbers = st.floats(-50, 50)
FINEST = 1 / 24


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.48, Fraction(1, 2)),
        (-0.52, Fraction(-1, 2)),
        (-1.47, Fraction(-3, 2)),
        (0.34, Fraction(1, 3)),
        (0.7, Fraction(2, 3)),
        (0.95, Fraction(1)),
        (-0.01, Fraction(0)),
        (0.41, Fraction(1, 3)),
        (0.42, Fraction(1, 2)),
    ],
)
def test_halves_and_thirds_are_nice(value, expected):
    assert nice(value) == expected


@given(numbers)
def test_a_nice_number_is_the_nearest_and_stays(value):
    found = nice(value)
    assert found.denominator in (1, 2, 3)
    assert abs(found - Fraction(value)) <= Fraction(1, 6)
    assert nice(float(found)) == found
    for under in (1, 2, 3):
        other = Fraction(round(Fraction(value) * under), under)
        assert abs(found - Fraction(value)) <= abs(other - Fraction(value))


@given(numbers, st.floats(1e-9, 1e3))
def test_what_is_nice_can_be_told_apart_and_is_in_sight(value, pixel):
    found = nice(value, pixel)
    gap = next_nice(float(found), 1, pixel) - found
    assert 4 * pixel * (1 - 1e-9) <= gap <= 500 * pixel
    assert abs(found - Fraction(value)) <= gap


@given(numbers, st.sampled_from((1, -1)))
def test_the_next_nice_number_is_beyond_and_none_is_between(value, direction):
    found = next_nice(value, direction)
    assert (found - Fraction(value)) * direction > 0
    assert abs(found - Fraction(value)) <= Fraction(1, 3) + Fraction(1, 10**6)
    between = (Fraction(value) + found) / 2
    assert not any((between * under).denominator == 1 for under in (1, 2, 3)) or abs(between - value) < 1e-8


def test_from_a_third_as_a_float_one_goes_on_to_the_half():
    assert next_nice(1 / 3, 1) == Fraction(1, 2)
    assert next_nice(2 / 3, -1) == Fraction(1, 2)
    assert next_nice(-1 / 3, -1) == Fraction(-1, 2)


@given(numbers, st.floats(1e-8, 1e3))
def test_rounding_leaves_what_a_pixel_tells_apart(value, pixel):
    found = rounded(value, pixel)
    assert abs(found - value) <= max(pixel, 0.5) * 0.500001
    assert len(f"{abs(found):.12f}".rstrip("0").partition(".")[2]) <= max(0, math.ceil(-math.log10(pixel)))


def test_rounding_never_gives_a_negative_zero_and_without_a_pixel_keeps_all():
    assert math.copysign(1, rounded(-0.001, 0.1)) == 1
    assert rounded(0.4837261, 0.0) == 0.4837261
    assert rounded(0.4837261, 0.004) == 0.484


def test_the_ratios_go_once_around():
    angles = [math.atan2(q, p) for p, q in RATIOS]
    assert angles == sorted(angles)
    assert len(set(angles)) == len(RATIOS) == 32


@given(st.floats(-5, 5), st.floats(-5, 5), st.one_of(st.none(), st.floats(0.01, 30)))
def test_nice_weights_have_a_nice_ratio_and_about_the_length(w1, w2, length):
    assume(math.hypot(w1, w2) > 1e-6)
    a, b = nice_pair(w1, w2, length)
    size = math.hypot(a, b)
    assert (a, b) != (0, 0)
    whole = math.gcd(a.numerator * b.denominator, b.numerator * a.denominator)
    assert max(abs(a.numerator * b.denominator), abs(b.numerator * a.denominator)) <= 3 * whole
    assert (a * Fraction(w1) + b * Fraction(w2)) > 0.95 * size * math.hypot(w1, w2)
    if length is None:
        assert a.denominator == b.denominator == 1
        assert whole == 1
    else:
        assert abs(size - length) <= max(0.5 * length, 0.7)


def test_the_weights_of_or_are_found_from_near():
    assert nice_pair(1.02, 0.97, 1.4) == (1, 1)
    assert nice_pair(-0.2, 0.9, None) == (-1, 3)


@given(st.sampled_from(RATIOS), st.sampled_from((1, -1)))
def test_turning_on_goes_around_in_as_many_steps_as_there_are_ratios(ratio, direction):
    w1, w2 = float(ratio[0]), float(ratio[1])
    seen = set()
    for _ in range(len(RATIOS)):
        a, b = turned_pair(w1, w2, direction)
        turn = (math.atan2(b, a) - math.atan2(w2, w1)) * direction % math.tau
        assert 0 < turn < math.radians(19)
        w1, w2 = float(a), float(b)
        seen.add(round(math.atan2(b, a), 6) % round(math.tau, 6))
    assert len(seen) == len(RATIOS)
    assert math.atan2(w2, w1) == pytest.approx(math.atan2(ratio[1], ratio[0]))


def test_a_grain_is_coarser_where_the_gain_is():
    grain = Grain((0.004, 0.004))
    assert grain.number(0.48371, grain.step(0.6, 0.8)) == 0.484
    assert grain.number(0.48371, grain.step(6, 8)) == 0.48
    assert Grain((0.004, 0.004), nice=True).number(0.48371, 0.004) == 0.5
    assert Grain().number(0.48371, 0.0) == 0.48371


def test_distances_are_in_pixels_also_where_the_axes_have_scales_of_their_own():
    assert Grain((2.0, 0.01)).distance(6.0, 0.04) == pytest.approx(5.0)
    assert Grain((2.0, 0.01)).step(1.5, 400.0) == pytest.approx(5.0)
    assert Grain().distance(3.0, 4.0) == 5.0
    assert not Grain((2.0, 0.01)).even
    assert Grain((0.4, 0.5)).even
