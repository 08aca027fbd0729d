"""A line's formula, as mathematics and in words."""

from __future__ import annotations

import pytest

from nndesk.figure.line_formula import line_formula, line_text
from nndesk.geometry.lines import Line
from nndesk.network.numbers import NumberFormat

INPUTS = ("x1", "x2")
PLAIN, FRACTIONS, COMMA = NumberFormat(), NumberFormat(fractions=True), NumberFormat(decimal_comma=True)


@pytest.mark.parametrize(
    ("line", "numbers", "expected"),
    [
        (Line(1, 1, -0.5), FRACTIONS, "x_1 + x_2 - 1/2 = 0"),
        (Line(1, 1, -0.5), PLAIN, "x_1 + x_2 - 0.5 = 0"),
        (Line(-1, 2, 1.5), COMMA, r"-x_1 + 2\,x_2 + 1{,}5 = 0"),
        (Line(0, -1, 0.25), PLAIN, "-x_2 + 0.25 = 0"),
        (Line(0.3333, 0, 0), PLAIN, r"0.333\,x_1 = 0"),
        (Line(0, 0, 2), PLAIN, "2 = 0"),
        (Line(0, 0, 0), PLAIN, "0 = 0"),
    ],
)
def test_a_line_is_written_as_on_the_board(line, numbers, expected):
    assert line_formula(line, INPUTS, numbers) == expected


def test_nice_numbers_stand_as_fractions_where_they_are_what_is_sought():
    assert line_formula(Line(5.2, 1 / 3, -1.5), INPUTS, PLAIN, exact=True) == (
        r"5.2\,x_1 + 1/3\,x_2 - 3/2 = 0"
    )


def test_in_words_it_has_the_signs_that_people_read():
    assert line_text(Line(1, -2.5, -0.5), INPUTS, FRACTIONS) == "x1 − 5/2 x2 − 1/2 = 0"
