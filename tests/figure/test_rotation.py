"""The turn table: exact at right angles, orthogonal everywhere, and it cannot be turned over the top."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.figure.rotation import ZOOMS, Camera, Frame

degrees = st.floats(-720, 720, allow_nan=False)


def test_from_above_the_plane_is_as_it_is_drawn() -> None:
    seen = Camera(azimuth=-90, elevation=90).project([(1, 0, 0), (0, 1, 0), (0, 0, 1)])
    assert seen.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_from_the_front_the_first_axis_goes_right_and_the_third_up() -> None:
    seen = Camera(azimuth=-90, elevation=0).project([(1, 0, 0), (0, 1, 0), (0, 0, 1)])
    assert seen.tolist() == [[1, 0, 0], [0, 0, -1], [0, 1, 0]]


@pytest.mark.parametrize("azimuth", [-180, -90, 0, 90, 180])
@pytest.mark.parametrize("elevation", [-90, 0, 90])
def test_right_angles_are_exact(azimuth: float, elevation: float) -> None:
    axes = Camera(azimuth, elevation).axes
    assert set(np.abs(axes).ravel().tolist()) == {0.0, 1.0}


@given(degrees, degrees, degrees, degrees)
def test_the_axes_stay_orthogonal_and_upright(a: float, e: float, more: float, higher: float) -> None:
    camera = Camera(0, 0).turned(a, e).turned(more, higher)
    assert -180 <= camera.azimuth <= 180
    assert -90 <= camera.elevation <= 90
    axes = camera.axes
    assert np.allclose(axes @ axes.T, np.eye(3))
    assert np.linalg.det(axes) == pytest.approx(1.0)
    right, up, _ = axes
    assert right[2] == 0
    assert up[2] >= 0


def test_a_full_turn_comes_home() -> None:
    camera = Camera()
    for _ in range(24):
        camera = camera.turned(15, 0)
    assert camera == Camera()


def test_zoom_has_ends() -> None:
    assert Camera().zoomed(1000).zoom == ZOOMS[1]
    assert Camera().zoomed(0).zoom == ZOOMS[0]


def test_a_frame_puts_it_into_the_figure_with_y_downwards() -> None:
    frame = Frame(Camera(-90, 0, zoom=2), center=(100, 50), scale=10)
    assert frame.place([(1, 3, 1)]).tolist() == [[120, 30, -3]]
