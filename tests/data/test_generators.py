from __future__ import annotations

import math

import numpy as np
import pytest

from nndesk.data.dataset import DataError
from nndesk.data.generators import FUNCTIONS, truth_table, two_clouds


@pytest.mark.parametrize(
    ("function", "results"),
    [
        ("and", "0001"),
        ("or", "0111"),
        ("xor", "0110"),
        ("nand", "1110"),
        ("nor", "1000"),
        ("xnor", "1001"),
        ("XOR", "0110"),
        ("0100", "0100"),
    ],
)
def test_a_truth_table_counts_up_through_the_inputs(function: str, results: str) -> None:
    table = truth_table(function)
    assert table.x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert "".join(str(int(t)) for t in table.t[:, 0]) == results


def test_true_and_false_may_be_plus_and_minus_one() -> None:
    table = truth_table("xor", low=-1, high=1)
    assert table.x.tolist() == [[-1, -1], [-1, 1], [1, -1], [1, 1]]
    assert table.t[:, 0].tolist() == [-1, 1, 1, -1]
    assert table.classes.tolist() == [0, 1, 1, 0]


def test_xor_of_three_inputs_is_their_parity() -> None:
    assert truth_table("xor", inputs=3).t[:, 0].tolist() == [0, 1, 1, 0, 1, 0, 0, 1]
    assert truth_table("01101001", inputs=3) == truth_table("xor", inputs=3)
    assert truth_table("01", inputs=1).t[:, 0].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("function", "inputs", "says"),
    [
        ("maybe", 2, "is not a function of bits; write and, or, xor, nand, nor, xnor"),
        ("", 2, "is not a function of bits"),
        ("0120", 2, "is not a function of bits"),
        ("01101", 2, "A function of 2 inputs has 4 results, but 5 are given."),
        ("and", 0, "1 to 12 inputs, not 0"),
        ("and", 30, "1 to 12 inputs, not 30"),
    ],
)
def test_an_impossible_table_is_refused(function: str, inputs: int, says: str) -> None:
    with pytest.raises(DataError, match=says):
        truth_table(function, inputs=inputs)


def test_every_function_has_two_results() -> None:
    for function in FUNCTIONS:
        assert set(truth_table(function).t[:, 0]) == {0, 1}


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
