"""Lines of neurons in a window."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.geometry.lines import Line, beside, clip

UNIT = (0.0, 1.0, 0.0, 1.0)
numbers = st.floats(-10, 10).map(lambda v: round(v, 3))


def test_line_is_cut_where_it_meets_the_window() -> None:
    # x1 + x2 − 1/2 = 0: the lecture's OR.
    assert clip(Line(1, 1, -0.5), (-0.6, 1.6, -0.6, 1.6)) == (
        pytest.approx((-0.6, 1.1)),
        pytest.approx((1.1, -0.6)),
    )


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (Line(1, 0, -0.25), {(0.25, 0.0), (0.25, 1.0)}),
        (Line(0, -2, 1), {(0.0, 0.5), (1.0, 0.5)}),
        (Line(1, -1, 0), {(0.0, 0.0), (1.0, 1.0)}),
        (Line(0, 1, 0), {(0.0, 0.0), (1.0, 0.0)}),
    ],
    ids=["vertical", "horizontal", "diagonal through corners", "along an edge"],
)
def test_special_lines(line: Line, ends: set[tuple[float, float]]) -> None:
    segment = clip(line, UNIT)
    assert segment is not None
    assert set(segment) == ends


@pytest.mark.parametrize(
    "line",
    [Line(0, 0, 1), Line(0, 0, 0), Line(1, 1, 5), Line(1, 0, 0.1), Line(1, 1, 0), Line(1e-320, 0, 1)],
    ids=["degenerate", "all zero", "elsewhere", "left of it", "only a corner", "beyond all numbers"],
)
def test_lines_that_the_window_does_not_show(line: Line) -> None:
    assert clip(line, UNIT) is None


@pytest.mark.parametrize("factor", [1e-300, 1e-6, 1.0, 1e6, 1e300])
def test_size_of_the_weights_does_not_matter(factor: float) -> None:
    segment = clip(Line(factor, 2 * factor, -factor), UNIT)
    assert segment is not None
    assert segment[0] == pytest.approx((0.0, 0.5))
    assert segment[1] == pytest.approx((1.0, 0.0))


@given(numbers, numbers, numbers)
def test_ends_lie_on_the_line_and_the_positive_side_is_on_the_left(w1: float, w2: float, b: float) -> None:
    line = Line(w1, w2, b)
    segment = clip(line, UNIT)
    if segment is None:
        return
    unit = line.unit()
    for x, y in segment:
        assert 0.0 <= x <= 1.0
        assert 0.0 <= y <= 1.0
        assert unit.signal((x, y)) == pytest.approx(0.0, abs=1e-9)
    assert unit.signal(beside(segment, 0.5, 0.1)) == pytest.approx(0.1, abs=1e-6)
    assert unit.signal(beside(segment, 0.2, -0.1)) == pytest.approx(-0.1, abs=1e-6)


def test_normal_points_to_where_the_signal_grows() -> None:
    assert Line(3, -4, 7).plus_normal() == pytest.approx((0.6, -0.8))
    assert Line(0, 0, 7).plus_normal() == (0.0, 0.0)
    assert math.hypot(*Line(1e200, 1e200, 0).plus_normal()) == pytest.approx(1.0)
