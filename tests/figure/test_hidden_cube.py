"""Hidden space with three axes."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.hidden_content import hidden_space
from nndesk.figure.hidden_cube import cube_samples, hidden_cube
from nndesk.figure.primitives import Figure, Group, Label, Polygon
from nndesk.figure.rotation import Camera
from nndesk.figure.style import Style

THREE = ("h1", "h2", "h3")


def _part(figure: Figure, title: str) -> tuple:
    return next((g.items for g in figure.items if isinstance(g, Group) and g.title == title), ())


@pytest.mark.parametrize(
    "camera", [Camera(), Camera(10, 80), Camera(-170, -30), Camera(-90, 0), Camera(-90, 90)]
)
@pytest.mark.parametrize("morph", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_leaves_the_picture(camera: Camera, morph: float, scale: float) -> None:
    space = hidden_space(example("three-lines"), THREE)
    figure = hidden_cube(space, Style(scale=scale), camera, 420, 380, morph)
    left, top, right, bottom = bounds(figure.items)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width
    assert bottom <= figure.height


def test_the_axes_are_named_and_numbered_outside() -> None:
    figure = hidden_cube(hidden_space(example("three-lines"), THREE), Style(), Camera())
    names = [item.latex for item in _part(figure, "axes") if isinstance(item, Label)]
    assert names == ["z_{h_1}", "z_{h_2}", "z_{h_3}"]


def test_the_regions_are_in_front_of_the_cut_or_behind_it() -> None:
    space = hidden_space(example("three-lines"), THREE)
    for camera in (Camera(), Camera(120.0, 25.0)):
        figure = hidden_cube(space, Style(), camera, morph=0.9)
        behind, front = (
            sum(isinstance(item, Polygon) for item in _part(figure, title))
            for title in ("grid, behind", "grid, in front")
        )
        assert behind + front == 7
        # An AND picks one region of the seven: alone on its side, wherever one looks from.
        assert {behind, front} == {1, 6}


def test_samples_stand_where_their_outputs_are() -> None:
    space = hidden_space(example("three-lines"), THREE)
    marks = cube_samples(space, Style(), Camera(-90.0, 90.0), 400, 400, 1.0)
    assert len(marks) == len(space.rows)
    # From above, the first axis is to the right and the second one up.
    for (x, y), radius, _ in marks:
        assert abs(abs(x - 200) - abs(y - 200)) < 12 * radius
    right = np.array([x > 200 for (x, _), _, _ in marks])
    assert (right == (space.samples.z[:, 0] > 0.5)).all()
