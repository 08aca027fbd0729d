"""What is found by place is what looking at every point would find."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nndesk.geometry.point_index import PointIndex

# Few different numbers, so that points lie on each other, on the rim and on the outline.
coordinates = st.integers(-6, 6).map(float)
points = st.tuples(coordinates, coordinates)
some_points = st.lists(points, max_size=30).map(lambda found: np.array(found, dtype=float).reshape(-1, 2))
reaches = st.tuples(st.sampled_from([0.5, 1.0, 2.5]), st.sampled_from([0.5, 1.0, 4.0]))


def away(point: np.ndarray, at: tuple[float, float], reach: tuple[float, float]) -> float:
    return ((point[0] - at[0]) / reach[0]) ** 2 + ((point[1] - at[1]) / reach[1]) ** 2


@given(some_points, points, reaches)
def test_near_points_are_those_in_the_ellipse(found: np.ndarray, at, reach) -> None:
    index = PointIndex(found)
    near = [row for row, point in enumerate(found) if away(point, at, reach) <= 1]
    assert index.within(at, reach).tolist() == near
    nearest = index.nearest(at, reach)
    if not near:
        assert nearest is None
    else:
        least = min(away(found[row], at, reach) for row in near)
        # What is drawn last lies on top.
        assert nearest == max(row for row in near if away(found[row], at, reach) == least)


@given(some_points, points, points)
def test_a_box_has_its_rim(found: np.ndarray, a, b) -> None:
    low, high = np.minimum(a, b), np.maximum(a, b)
    inside = [row for row, point in enumerate(found) if (low <= point).all() and (point <= high).all()]
    assert PointIndex(found).in_box(a, b).tolist() == inside


@given(st.lists(points, min_size=3, max_size=9), st.lists(points, max_size=20))
def test_an_outline_has_inside_what_it_goes_around_an_odd_number_of_times(ring, found) -> None:
    # Off the lattice no point lies on the outline, and the angles that the outline goes through tell.
    x = np.array(found, dtype=float).reshape(-1, 2) + np.array((0.217, 0.391))
    inside = set(PointIndex(x).inside(ring).tolist())
    for row, point in enumerate(x):
        crossings = 0
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > point[1]) != (by > point[1]):
                crossings += ax + (point[1] - ay) / (by - ay) * (bx - ax) > point[0]
        assert (row in inside) == (crossings % 2 == 1)


def test_a_circle_drawn_by_hand() -> None:
    ring = [(math.cos(a) * 2, math.sin(a) * 2) for a in np.linspace(0, 2 * math.pi, 60)]
    x = np.random.default_rng(1).uniform(-3, 3, (2000, 2))
    radius = np.hypot(*x.T)
    inside = np.zeros(2000, dtype=bool)
    inside[PointIndex(x).inside(ring)] = True
    assert inside[radius < 1.99].all()
    assert not inside[radius > 2].any()


def test_of_no_points_none_is_found() -> None:
    index = PointIndex(np.zeros((0, 2)))
    assert index.nearest((0, 0), (1, 1)) is None
    assert index.inside([(0, 0), (1, 0), (0, 1)]).tolist() == []
    assert index.in_box((0, 0), (1, 1)).tolist() == []
