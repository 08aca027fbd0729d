from __future__ import annotations

import pytest

from nndesk.data.dataset import DataError
from nndesk.data.truth_tables import FUNCTIONS, truth_table


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
