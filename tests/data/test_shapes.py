from __future__ import annotations

import math

import numpy as np
import pytest

from nndesk.data.curves import CURVES, curve
from nndesk.data.dataset import DataError
from nndesk.data.shapes import checkerboard, disc, moons, rings, spiral


def test_a_disc_is_half_of_its_square() -> None:
    data = disc(seed=1, count=4000, radius=2)
    inside = np.hypot(*data.x.T) < 2
    assert data.classes.tolist() == inside.astype(int).tolist()
    assert inside.mean() == pytest.approx(0.5, abs=0.03)
    assert np.abs(data.x).max() <= math.sqrt(2 * math.pi)


def test_rings_lie_one_around_the_other() -> None:
    data = rings(seed=1, classes=4, count=50, width=0)
    np.testing.assert_allclose(np.hypot(*data.x.T), data.classes, atol=1e-12)
    assert data.t.shape == (200, 4)


def test_the_arms_of_a_spiral_are_turned_into_each_other() -> None:
    data = spiral(seed=1, arms=6, classes=3, count=20, noise=0)
    assert np.bincount(data.classes).tolist() == [40, 40, 40]
    first, second = data.x[:20], data.x[20:40]
    turn = 2 * math.pi / 6
    turned = first @ np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    np.testing.assert_allclose(turned, second, atol=1e-12)
    assert np.hypot(*first.T).max() == pytest.approx(1)
    with pytest.raises(DataError, match="2 arms cannot have 3 classes"):
        spiral(arms=2, classes=3)


def test_moons_are_half_circles_and_mirror_each_other() -> None:
    data = moons(count=30, noise=0)
    np.testing.assert_allclose(data.x[:30], -data.x[30:])
    np.testing.assert_allclose(np.hypot(*(data.x[:30] + np.array([0.5, 0.25])).T), 1)


def test_tiles_of_a_checkerboard_alternate() -> None:
    data = checkerboard(seed=1, tiles=3, count=500, gap=0.2)
    tile = np.floor(data.x + 1.5).astype(int)
    assert data.classes.tolist() == (tile.sum(axis=1) % 2).tolist()
    inside = data.x + 1.5 - tile
    assert inside.min() >= 0.1
    assert inside.max() <= 0.9


@pytest.mark.parametrize("function", CURVES)
def test_a_function_without_noise_is_the_function(function: str) -> None:
    data = curve(function=function, count=11, low=-2, high=2, noise=0)
    assert data.x[:, 0].tolist() == np.linspace(-2, 2, 11).tolist()
    np.testing.assert_allclose(data.t[:, 0], CURVES[function][1](data.x[:, 0]))


def test_noise_has_the_deviation_it_says() -> None:
    data = curve(function="square", count=5000, noise=0.25)
    assert (data.t - np.square(data.x)).std() == pytest.approx(0.25, rel=0.05)


def test_impossible_functions_are_refused() -> None:
    with pytest.raises(DataError, match="is not a function of one input"):
        curve(function="tan")
    with pytest.raises(DataError, match="from 1 to 1 is empty"):
        curve(low=1, high=1)
