"""Numbers as people write them, and as they are shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.network.errors import NumberSyntaxError
from nndesk.network.numbers import NumberFormat, format_number, latex_number, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-3/2", -1.5),
        ("−3/2", -1.5),
        ("–3⁄2", -1.5),
        ("0.5", 0.5),
        ("0,5", 0.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("+5", 5.0),
        ("  - 3 / 2 ", -1.5),
        ("1e-3", 0.001),
        ("1e−3", 0.001),
        ("2,5E+2", 250.0),
        ("sqrt(2)", math.sqrt(2)),
        ("√2", math.sqrt(2)),
        ("√(1+1)", math.sqrt(2)),
        ("-sqrt(2)/2", -math.sqrt(2) / 2),
        ("½", 0.5),
        ("-¾", -0.75),
        ("1½", 1.5),
        ("2×3", 6.0),
        ("2·-3", -6.0),
        ("2*(1 - 1/4)", 1.5),
        ("1 - 1/2 - 1/4", 0.25),
        ("8/4/2", 1.0),
        ("1/3", 1 / 3),
        ("007", 7.0),
        ("1e-400", 0.0),
    ],
)
def test_what_people_write_is_understood(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "nan",
        "inf",
        "Infinity",
        "1/0",
        "0/0",
        "1e999",
        "-1e308*10",
        "--3",
        "1 000",
        "1.000,5",
        "1,000.5",
        "1_000",
        "0x10",
        "sqrt(-1)",
        "sqrt2",
        "sqrt()",
        "sqrtsqrt(4)",
        "2(3)",
        "(2",
        "2)",
        "3-",
        "1.5½",
        "½1",
        "٣",
        "一",
        "1e",
        "e5",
        "2**3",
        "2^3",
        "__import__('os').system('true')",
        "(" * 90 + "1" + ")" * 90 + "x",
        "1" * 5000,
        "1;2",
        "0.5.1",
    ],
)
def test_everything_else_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NumberSyntaxError) as caught:
        parse_number(text)
    assert str(caught.value).count("\n") == 0
    assert len(str(caught.value)) < 200


@given(st.text(max_size=30))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberSyntaxError:
        return
    assert math.isfinite(value)


@given(st.text(alphabet="0123456789.,+-*/()√½e ", max_size=20))
def test_any_arithmetic_is_a_finite_number_or_refused(text: str) -> None:
    try:
        assert math.isfinite(parse_number(text))
    except NumberSyntaxError:
        return


def test_minus_zero_is_read_as_zero() -> None:
    assert math.copysign(1.0, parse_number("-0")) == 1.0


@given(st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_what_is_shown_at_full_precision_reads_back_as_the_same_number(value: float, comma: bool) -> None:
    assert parse_number(format_number(value, 17, comma)) == value


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 12))
def test_what_is_shown_is_within_half_a_unit_of_its_last_digit(value: float, digits: int) -> None:
    try:
        shown = parse_number(format_number(value, digits))
    except NumberSyntaxError:
        assert abs(value) > 1e308  # rounded beyond the largest float
        return
    assert abs(shown - value) <= 0.5000001 * 10.0 ** (1 - digits) * abs(value) or abs(value) < 1e-300


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (0.125, 3, "0.125"),
        (-1.5, 3, "−1.5"),
        (1e-9, 3, "1e−9"),
        (-4.7e-5, 3, "−4.7e−5"),
        (0.0001, 3, "0.0001"),
        (0.00047, 3, "0.00047"),
        (0.0, 3, "0"),
        (-0.0, 3, "0"),
        (120.0, 3, "120"),
        (120.0, 1, "120"),
        (12345.0, 3, "12345"),
        (1234.5, 3, "1235"),
        (999999.4, 3, "999999"),
        (999999.7, 3, "1e6"),
        (1e6, 3, "1e6"),
        (1234567.0, 3, "1.23e6"),
        (1234567.0, 7, "1234567"),
        (9.996, 3, "10"),
        (0.9996, 3, "1"),
        (0.00009996, 3, "0.0001"),
        (1 / 3, 3, "0.333"),
        (1 / 3, 5, "0.33333"),
        (2.50, 3, "2.5"),
        (0.1 + 0.2, 3, "0.3"),
        (5e-324, 3, "5e−324"),
        (1.7976931348623157e308, 3, "1.8e308"),
        (math.inf, 3, "∞"),
        (-math.inf, 3, "−∞"),
        (math.nan, 3, "NaN"),
    ],
)
def test_numbers_are_shown_as_one_writes_them(value: float, digits: int, shown: str) -> None:
    assert format_number(value, digits) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (2.675, 3, "2.68"),
        (0.5, 0, "0.5"),
        (2.5, 1, "3"),
        (0.25, 1, "0.3"),
    ],
)
def test_ties_are_rounded_away_from_zero_as_by_hand(value: float, digits: int, shown: str) -> None:
    assert format_number(value, digits) == shown


def test_a_decimal_comma_replaces_the_point_everywhere() -> None:
    assert format_number(0.5, decimal_comma=True) == "0,5"
    assert format_number(-4.7e-5, decimal_comma=True) == "−4,7e−5"
    assert latex_number(0.5, decimal_comma=True) == "0{,}5"
    assert format_number(1200.0, decimal_comma=True) == "1200"


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (-1.5, "-1.5"),
        (1e-9, r"1\times10^{-9}"),
        (-2.5e12, r"-2.5\times10^{12}"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.inf, r"\infty"),
        (-math.inf, r"-\infty"),
        (math.nan, r"\mathrm{NaN}"),
    ],
)
def test_latex_numbers_are_plain_latex(value: float, latex: str) -> None:
    assert latex_number(value) == latex


# --- as a person wants to see them ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text", "latex", "inline"),
    [
        (-1.5, "−3/2", r"-\tfrac{3}{2}", "-3/2"),
        (1 / 3, "1/3", r"\tfrac{1}{3}", "1/3"),
        (5 / 64, "5/64", r"\tfrac{5}{64}", "5/64"),
        (1 / 65, "0.0154", "0.0154", "0.0154"),
        (2.0, "2", "2", "2"),
        (0.1, "1/10", r"\tfrac{1}{10}", "1/10"),
        (0.7316058, "0.732", "0.732", "0.732"),
        (123456.5, "123457", "123457", "123457"),
        (math.inf, "∞", r"\infty", r"\infty"),
    ],
)
def test_exact_fractions(value: float, text: str, latex: str, inline: str) -> None:
    numbers = NumberFormat(fractions=True)
    assert numbers.text(value) == text
    assert numbers.latex(value) == latex
    assert numbers.latex(value, inline=True) == inline


@given(st.integers(-9999, 9999), st.integers(2, 64))
def test_a_fraction_that_is_shown_is_the_number_to_the_bit(over: int, under: int) -> None:
    value = over / under
    assert parse_number(NumberFormat(17, fractions=True).text(value)) == value
