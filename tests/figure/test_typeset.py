from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.figure.formula import SIZE, formula_shapes, formula_size
from nndesk.figure.primitives import FigureError
from nndesk.figure.typefaces import typeface
from nndesk.figure.typeset import label_runs, measure_label, measure_text, text_runs
from nndesk.network.notation import bias_symbol, math_name, symbol, weight_symbol


def spelled(latex: str) -> str:
    return "".join(run.text for run in label_runs(latex, 16))


def test_letters_are_italic_and_digits_upright() -> None:
    runs = label_runs("x_1", 20)
    assert [(r.text, r.font) for r in runs] == [("x", "italic"), ("1", "math")]


def test_scripts_nest_and_shrink() -> None:
    base, first, second = label_runs("w_{h_1}", 20)
    assert (base.text, first.text, second.text) == ("w", "h", "1")
    assert base.size > first.size > second.size
    assert 0 == base.dy < first.dy < second.dy


def test_sub_and_superscript_share_their_start() -> None:
    _, sub, sup = label_runs("x_1^2", 20)
    assert sub.dy > 0 > sup.dy
    assert sup.dx - sub.dx < 0.1 * 20


def test_a_sign_after_a_relation_stands_close_and_between_terms_apart() -> None:
    def gap(latex: str) -> float:
        runs = [r for r in label_runs(latex, 18) if "−" in r.text]
        minus = runs[0]
        after = [r for r in label_runs(latex, 18) if r.dx > minus.dx]
        end = minus.dx + typeface("math").width("−") * 18
        return (after[0].dx - end) if after else 0.0

    assert gap("x = -2") == 0.0
    assert gap("x - y") > 3.0


def test_a_hyphen_becomes_a_minus_but_not_in_words() -> None:
    assert spelled("-1.5") == "−1.5"
    assert spelled(r"\mathrm{a\text{-}b}") == "a-b"


def test_decimal_comma_has_no_space_after_it() -> None:
    assert measure_label("0{,}5", 16)[0] < measure_label("0,5", 16)[0]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\delta_{h_1} = -0.0036", "δh1=−0.0036"),
        (r"\varphi'(s)", "φ′(s)"),
        (r"\mathrm{out}", "out"),
        (r"1\times10^{-9}", "1×10−9"),
        (r"\textcolor{delta}{\delta}+1", "δ+1"),
        (r"\unknown x", "unknownx"),
        (r"\mathrm{a\_b\ \%}", "a_b%"),
    ],
)
def test_a_label_spells(latex: str, text: str) -> None:
    assert spelled(latex) == text


def test_textcolor_colours_its_group_alone() -> None:
    assert [r.color for r in label_runs(r"a\textcolor{delta}{b}c", 16)] == [None, "delta", None]


@given(st.text(max_size=40))
def test_no_text_makes_the_layout_fail(latex: str) -> None:
    width, ascent, descent = measure_label(latex, 12)
    assert ascent > 0
    assert descent > 0
    assert all(run.text for run in label_runs(latex, 12))
    assert width < 12 * 40 * 12


@given(st.text(min_size=1, max_size=20).filter(str.isprintable))
def test_every_name_can_be_laid_out(name: str) -> None:
    for latex in (math_name(name), symbol("delta", name), bias_symbol(name), weight_symbol(name, "h1")):
        assert measure_label(latex, 12)[0] > 0 or not name.strip()


def test_size_scales_everything() -> None:
    small, large = measure_label("w_{h_1}", 10), measure_label("w_{h_1}", 20)
    assert large == pytest.approx(tuple(2 * v for v in small))


def test_text_is_split_where_inter_lacks_a_character() -> None:
    runs = text_runs("a⊤b", 10)
    assert [r.font for r in runs] == ["regular", "math", "regular"]
    assert runs[2].dx == pytest.approx(measure_text("a⊤", 10))


def test_measuring_imports_neither_ziamath_nor_ziafont_nor_qt() -> None:
    code = (
        "import sys, nndesk.figure.diagram, nndesk.figure.typeset as t;"
        "t.measure_label('w_{h_1}', 12); t.measure_text('abc', 12);"
        "print([m for m in ('ziamath', 'ziafont', 'PySide6') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_formula_keeps_its_roles() -> None:
    colors = {shape.color for shape in formula_shapes(r"\textcolor{delta}{\delta_k} + 1").shapes}
    assert colors == {"delta", None}


def test_the_brackets_around_a_sum_are_of_human_size() -> None:
    _, height = formula_size(r"\Bigl[\sum_k w_{kj}\,\delta_k\Bigr]\,\varphi'(s_j)", 20)
    assert height < 80


def test_rows_of_an_aligned_formula_stand_apart_with_their_relations_in_line() -> None:
    found = formula_shapes(r"\begin{aligned}z &= \frac{1}{2} \\ &= 0.5\end{aligned}")
    equals = sorted(
        (shape.segments[0][1] for shape in found.shapes if _is_wide_and_flat(shape.segments)),
        key=lambda p: p[1],
    )
    assert len({round(x, 2) for x, _ in equals}) <= 2
    assert found.height > formula_shapes(r"z = \frac{1}{2}").height + SIZE


def _is_wide_and_flat(segments: tuple[tuple[str, tuple[float, ...]], ...]) -> bool:
    xs = [v for _, values in segments for v in values[::2]]
    ys = [v for _, values in segments for v in values[1::2]]
    return max(xs) - min(xs) > 1.5 * (max(ys) - min(ys))


def test_a_formula_that_cannot_be_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(FigureError, match="cannot be typeset"):
        formula_shapes(r"\frac{1}{")
