from __future__ import annotations

import math

import numpy as np
import pytest

from nndesk.data.clouds import gaussian_clouds, two_clouds, xor_blobs
from nndesk.data.dataset import DataError


def test_two_clouds_are_a_hundred_and_a_hundred_and_fifty_points() -> None:
    clouds = two_clouds(seed=3)
    assert clouds.x.shape == (250, 2)
    assert clouds.classes.tolist() == [0] * 100 + [1] * 150
    assert two_clouds(seed=3) == clouds
    assert two_clouds(seed=4) != clouds


def test_the_clouds_have_the_centres_and_spread_they_say() -> None:
    clouds = two_clouds(seed=5, count=20_000, ratio=1, spread=0.5)
    first, second = clouds.x[:20_000], clouds.x[20_000:]
    np.testing.assert_allclose(first.mean(axis=0), 0, atol=0.03)
    np.testing.assert_allclose(first.std(axis=0), 1, atol=0.03)
    np.testing.assert_allclose(second.std(axis=0), 0.5, atol=0.03)


def test_the_second_cloud_lies_where_the_two_draws_put_it() -> None:
    for seed in range(20):
        centre = two_clouds(seed=seed, spread=0).x[-1]
        r1, r2 = np.random.default_rng(seed).random(2)
        np.testing.assert_allclose(
            centre, (4 * math.sin(math.pi * r1), 4 * math.cos(math.pi * r2)), atol=1e-12
        )


@pytest.mark.parametrize("knobs", [{"count": 0}, {"ratio": 0}, {"spread": -1}, {"distance": math.nan}])
def test_impossible_clouds_are_refused(knobs: dict[str, float]) -> None:
    with pytest.raises(DataError):
        two_clouds(**knobs)  # type: ignore[arg-type]


def test_gaussian_clouds_stand_evenly_around_the_middle() -> None:
    clouds = gaussian_clouds(seed=1, classes=5, count=10, distance=3, spread=0)
    assert clouds.t.shape == (50, 5)
    centres = np.unique(clouds.x.round(9), axis=0)
    assert len(centres) == 5
    np.testing.assert_allclose(np.hypot(*centres.T), 3)
    np.testing.assert_allclose(centres.mean(axis=0), 0, atol=1e-9)
    assert np.bincount(clouds.classes).tolist() == [10] * 5
    assert gaussian_clouds(classes=2).t.shape == (120, 1)


def test_xor_blobs_are_xor() -> None:
    blobs = xor_blobs(seed=2, count=7, spread=0.01)
    assert blobs.classes.tolist() == [int(a * b < 0) for a, b in blobs.x]
    assert len(blobs) == 28
