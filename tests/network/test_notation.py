"""The lecture's symbols for nodes of any name."""

from __future__ import annotations

import pytest

from nndesk.network.notation import bias_symbol, math_name, symbol, weight_symbol


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("h1", "h_1"),
        ("h_1", "h_1"),
        ("h₁", "h_1"),
        ("x12", "x_{12}"),
        ("x_{12}", "x_{12}"),
        ("h1_2", "h_{1,2}"),
        ("h_j", "h_j"),
        ("h_in", r"h_{\mathrm{in}}"),
        ("y", "y"),
        ("y'", "y'"),
        ("h1'", "h_1'"),
        (r"\hat y", r"\hat{y}"),
        (r"\hat{y}", r"\hat{y}"),
        (r"\hat{y}_1", r"\hat{y}_1"),
        ("ŷ", r"\hat{y}"),
        ("ŷ2", r"\hat{y}_2"),
        (r"\bar h_2", r"\bar{h}_2"),
        ("out", r"\mathrm{out}"),
        ("out1", r"\mathrm{out}_1"),
        ("saída", r"\text{saída}"),
        ("é1", r"\text{é}_1"),
        ("h_größe", r"h_{\text{größe}}"),
        ("größe 2", r"\mathrm{gr\text{öß}e\ 2}"),
        ("α1", r"\alpha_1"),
        (r"\alpha_1", r"\alpha_1"),
        ("σ", r"\sigma"),
        ("1", "1"),
        ("23", "23"),
    ],
)
def test_usual_names_become_the_lectures_symbols(name: str, latex: str) -> None:
    assert math_name(name) == latex


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("a b", r"\mathrm{a\ b}"),
        ("a-b", r"\mathrm{a{-}b}"),
        ("50%", r"\mathrm{50\%}"),
        ("x1+x2", r"\mathrm{x1{+}x2}"),
        ("_", r"\mathrm{\_}"),
        (r"\frac{1}{2}", r"\mathrm{\backslash frac\{1\}\{2\}}"),
        (r"\input{x}", r"\mathrm{\backslash input\{x\}}"),
        ("$^~#&", r"\mathrm{\$\wedge \sim \#\&}"),
    ],
)
def test_in_any_other_name_nothing_is_left_that_latex_would_act_on(name: str, latex: str) -> None:
    assert math_name(name) == latex


def test_quantities_carry_the_name_as_an_index() -> None:
    assert symbol("s", "h1") == "s_{h_1}"
    assert symbol("z", "out") == r"z_{\mathrm{out}}"
    assert symbol("delta", "h1") == r"\delta_{h_1}"
    assert symbol("phi_prime", "h1") == r"\varphi'(s_{h_1})"
    assert bias_symbol("h1") == "b_{h_1}"


def test_a_weight_names_its_target_first() -> None:
    assert weight_symbol("x1", "h1") == "w_{h_1x_1}"


@pytest.mark.parametrize(
    ("source", "target", "latex"),
    [
        ("2", "1", "w_{1,2}"),
        ("2", "h1", "w_{h_1,2}"),
        ("x1", "α", r"w_{\alpha x_1}"),
        ("in", "out", r"w_{\mathrm{out},\mathrm{in}}"),
        ("x1", "saída", r"w_{\text{saída},x_1}"),
        ("x1", "out", r"w_{\mathrm{out},x_1}"),
    ],
)
def test_two_indices_can_always_be_told_apart(source: str, target: str, latex: str) -> None:
    assert weight_symbol(source, target) == latex


@pytest.mark.parametrize(
    "name",
    [
        "h1",
        "ŷ",
        "a-b c",
        "50%",
        r"\frac{1}{2}",
        "<&>",
        "$^~#&_{}",
        "α'",
        "h_in",
        "日本",
        "saída",
        "größe 2",
        "x²",
        "😀",
        '"',
        "x*y+z=0",
    ],
)
def test_ziamath_renders_every_name(name: str) -> None:
    ziamath = pytest.importorskip("ziamath")
    for latex in (
        math_name(name),
        symbol("delta", name),
        weight_symbol(name, "h1"),
        weight_symbol("x1", name),
    ):
        width, height = ziamath.Latex(latex).getsize()
        assert 0 < width < 1000
        assert 0 < height < 100
