"""Each step as the lecture writes it: symbols, numbers, result; and that all of it can be rendered."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import networks, random_network, random_sample

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.equations import Equation
from nndesk.network.model import Edge, Network, Node
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import Walk, walk

WORKED_EXAMPLE = Network(
    ("x1", "x2", "x3"),
    (Node("h1", bias=-1.0), Node("h2", bias=-0.5), Node("o1", bias=0.0)),
    (
        Edge("x1", "h1", 0.5),
        Edge("x2", "h1", -1.0),
        Edge("x3", "h1", 0.5),
        Edge("x1", "h2", -0.5),
        Edge("x2", "h2", 1.0),
        Edge("x3", "h2", 1.0),
        Edge("h1", "o1", 1.0),
        Edge("h2", "o1", -1.0),
    ),
    ("o1",),
)


def equation(it: Walk, kind: str, node: str | None = None) -> Equation:
    (step,) = [step for step in it.steps if step.kind == kind and step.node == node]
    return step.equation


def plain(latex: str) -> str:
    """Without colours, and without the braces that keep a sign close to its number."""
    while (shorter := re.sub(r"\\textcolor\{\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", latex)) != latex:
        latex = shorter
    return re.sub(r"\{(-[^{}]*)\}", r"\1", latex)


def one_neuron(activation: str, s: float, **how: object) -> Walk:
    network = Network(("x1",), (Node("o1", activation),), (Edge("x1", "o1", 1.0),), ("o1",))
    return walk(network, (s,), (1,), **how)  # type: ignore[arg-type]


# --- the worked example, word for word -------------------------------------------------------------------


def test_a_signal_is_its_weighted_sum() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "signal", "h1")
    assert found.lhs == "s_{h_1}"
    assert plain(found.symbols) == r"w_{h_1x_1}\,x_1 + w_{h_1x_2}\,x_2 + w_{h_1x_3}\,x_3 + b_{h_1}"
    assert plain(found.numbers) == r"0.5\cdot 1 + (-1)\cdot 0 + 0.5\cdot 1 - 1"
    assert found.result == "0"


def test_a_signal_takes_the_outputs_of_the_neurons_before() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "signal", "o1")
    assert plain(found.symbols) == r"w_{o_1h_1}\,z_{h_1} + w_{o_1h_2}\,z_{h_2} + b_{o_1}"
    assert plain(found.numbers) == r"1\cdot 0.5 + (-1)\cdot 0.5 + 0"


def test_weights_are_coloured_by_the_sign_of_their_number() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "signal", "h1")
    assert r"\textcolor{weight}{w_{h_1x_2}}" in found.symbols
    assert r"\textcolor{weight}{0.5}\cdot 1" in found.numbers
    assert r"\textcolor{negweight}{({-1})}\cdot 0" in found.numbers


def test_the_cost_of_one_output_has_no_sum() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "cost")
    assert (found.lhs, found.symbols) == ("J", r"\frac{1}{2}(t_{o_1} - z_{o_1})^2")
    assert (found.numbers, found.result) == (r"\frac{1}{2}(1 - 0.5)^2", "0.125")


def test_the_outputs_delta_is_error_times_slope() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "output_delta", "o1")
    assert found.lhs == r"\textcolor{delta}{\delta_{o_1}}"
    assert found.symbols == r"(t_{o_1} - z_{o_1})\,\textcolor{slope}{\varphi'(s_{o_1})}"
    assert plain(found.numbers) == r"(1 - 0.5)\cdot 0.5\,(1-0.5)"
    assert plain(found.result) == "0.125"


def test_with_cross_entropy_it_is_the_error_alone() -> None:
    it = walk(WORKED_EXAMPLE, (1, 0, 1), (1,), cost="cross_entropy")
    found = equation(it, "output_delta", "o1")
    assert (found.symbols, found.numbers) == ("t_{o_1} - z_{o_1}", "1 - 0.5")
    cost = equation(it, "cost")
    assert cost.symbols == (r"{-}\Bigl[t_{o_1} \ln z_{o_1} + (1-t_{o_1})\ln(1-z_{o_1})\Bigr]")
    assert cost.numbers == r"{-}\bigl[1\cdot\ln 0.5 + (1-1)\cdot\ln(1-0.5)\bigr]"
    assert cost.result == "0.693"


def test_a_hidden_delta_is_one_sum_over_what_the_node_feeds() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "hidden_delta", "h2")
    assert plain(found.symbols) == r"\Bigl[\sum_k w_{kh_2}\,\delta_k\Bigr]\,\varphi'(s_{h_2})"
    assert plain(found.numbers) == r"\bigl[(-1)\cdot 0.125\bigr]\cdot 0.5\,(1-0.5)"
    assert plain(found.result) == "-0.0313"
    assert r"\textcolor{delta}{\delta_k}" in found.symbols


def test_a_weight_change_has_a_line_for_each_weight_and_the_bias() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,), numbers=NumberFormat(6)), "weight_change", "h2")
    rows = [row and tuple(map(plain, (row.lhs, row.symbols, row.numbers, row.result))) for row in found.rows]
    step, number = r"\eta\,\delta_{h_2}", r"0.5\cdot (-0.03125)"
    assert rows == [
        (r"\Delta w_{h_2x_1}", rf"{step}\,x_1", rf"{number}\cdot 1", "-0.015625"),
        (r"\Delta w_{h_2x_2}", rf"{step}\,x_2", rf"{number}\cdot 0", "0"),
        (r"\Delta w_{h_2x_3}", rf"{step}\,x_3", rf"{number}\cdot 1", "-0.015625"),
        (r"\Delta b_{h_2}", step, number, "-0.015625"),
    ]
    assert found.latex.count(r"\\") == 3
    assert plain(found.lhs) == r"\Delta w_{h_2i}"
    assert plain(found.result) == r"(-0.015625,\ 0,\ -0.015625)"


# --- other networks --------------------------------------------------------------------------------------


def test_a_neuron_that_nothing_feeds_has_only_its_bias() -> None:
    network = Network(
        ("x1",), (Node("h1", "tanh", -2.0), Node("o1")), (Edge("h1", "o1"), Edge("x1", "o1")), ("o1",)
    )
    it = walk(network, (1,), (1,))
    found = equation(it, "signal", "h1")
    assert (found.symbols, plain(found.numbers), plain(found.result)) == ("b_{h_1}", "-2", "-2")
    change = equation(it, "weight_change", "h1")
    assert change.lhs == r"\Delta b_{h_1}"
    assert change.rows == ()


def wide(count: int) -> Walk:
    inputs = tuple(f"x{i}" for i in range(1, count + 1))
    network = Network(inputs, (Node("o1"),), tuple(Edge(name, "o1", 0.5) for name in inputs), ("o1",))
    return walk(network, [1.0] * count, (1,))


def test_sums_of_more_than_six_terms_are_elided() -> None:
    six, seven = equation(wide(6), "signal", "o1"), equation(wide(7), "signal", "o1")
    assert r"\sum" not in six.symbols
    assert r"\cdots" not in six.numbers
    assert plain(seven.symbols) == r"\sum_i w_{o_1i}\,x_{o_1i} + b_{o_1}"
    assert plain(seven.numbers) == r"0.5\cdot 1 + 0.5\cdot 1 + 0.5\cdot 1 + \cdots + 0.5\cdot 1 + 0"
    rows = equation(wide(7), "weight_change", "o1").rows
    assert [row and plain(row.lhs) for row in rows] == [
        *(rf"\Delta w_{{o_1x_{i}}}" for i in (1, 2, 3)),
        None,
        r"\Delta w_{o_1x_7}",
        r"\Delta b_{o_1}",
    ]


def test_an_output_that_feeds_others_shows_both_parts() -> None:
    network = Network(
        ("x1",), (Node("o1"), Node("o2")), (Edge("x1", "o1"), Edge("o1", "o2", -2.0)), ("o1", "o2")
    )
    squared = equation(walk(network, (0,), (1, 0)), "output_delta", "o1")
    assert plain(squared.symbols) == (
        r"\Bigl[(t_{o_1} - z_{o_1}) + \sum_k w_{ko_1}\,\delta_k\Bigr]\,\varphi'(s_{o_1})"
    )
    entropy = equation(walk(network, (0,), (1, 0), cost="cross_entropy"), "output_delta", "o1")
    assert plain(entropy.symbols) == (
        r"(t_{o_1} - z_{o_1}) + \Bigl[\sum_k w_{ko_1}\,\delta_k\Bigr]\,\varphi'(s_{o_1})"
    )


def test_the_cost_of_several_outputs_is_a_sum() -> None:
    def with_outputs(count: int) -> Equation:
        names = tuple(f"o{k}" for k in range(1, count + 1))
        network = Network(("x1",), tuple(map(Node, names)), tuple(Edge("x1", n) for n in names), names)
        return equation(walk(network, (0,), [1] * count), "cost")

    assert with_outputs(2).symbols == r"\frac{1}{2}\Bigl[(t_{o_1} - z_{o_1})^2 + (t_{o_2} - z_{o_2})^2\Bigr]"
    assert with_outputs(4).symbols == r"\frac{1}{2}\sum_k (t_k - z_k)^2"
    assert with_outputs(4).numbers.count("0.5") == 4
    assert r"\cdots" in with_outputs(7).numbers


@pytest.mark.parametrize(
    ("activation", "s", "numbers"),
    [
        ("sigmoid", 1.5, r"\frac{1}{1+e^{-1.5}}"),
        ("sigmoid", -1.5, r"\frac{1}{1+e^{1.5}}"),
        ("tanh", -1.5, r"\tanh(-1.5)"),
        ("linear", -1.5, "-1.5"),
        ("relu", -1.5, r"\max(0, -1.5)"),
        ("leaky_relu", -1.5, r"\max(0.01\cdot (-1.5), -1.5)"),
        ("softplus", -1.5, r"\ln(1+e^{-1.5})"),
        ("step", 1.5, r"\varphi(1.5)\quad 1.5 > 0"),
        ("step", 0.0, r"\varphi(0)\quad 0 \le 0"),
        ("sign", -1.5, r"\varphi(-1.5)\quad -1.5 \le 0"),
    ],
)
def test_the_signal_is_put_into_phi(activation: str, s: float, numbers: str) -> None:
    found = equation(one_neuron(activation, s), "output", "o1")
    assert found.symbols.startswith(r"\varphi(s_{o_1}) = ")
    # e^{{-1.5}} keeps a brace of its own.
    assert plain(found.numbers).replace("{{", "{").replace("}}}", "}}") in (
        numbers,
        numbers.replace("e^{-1.5}", "e^-1.5"),
    )


@pytest.mark.parametrize(
    ("activation", "s", "slope"),
    [
        ("sigmoid", 0.0, r"0.5\,(1-0.5)"),
        ("tanh", -1.0, r"(1-(-0.762)^2)"),
        ("linear", 2.0, "1"),
        ("relu", 2.0, "1"),
        ("relu", -2.0, "0"),
        ("leaky_relu", -2.0, "0.01"),
        ("step", 2.0, "0"),
    ],
)
def test_the_slope_has_its_numbers(activation: str, s: float, slope: str) -> None:
    found = equation(one_neuron(activation, s), "output_delta", "o1")
    assert plain(found.numbers).endswith(rf")\cdot {slope}")


# --- numbers that stay honest ----------------------------------------------------------------------------


def test_two_numbers_that_differ_never_look_equal() -> None:
    it = one_neuron("sigmoid", 12.0)
    found = equation(it, "output_delta", "o1")
    assert plain(found.numbers) == r"(1 - 0.999994)\cdot 0.999994\,(1-0.999994)"


def test_a_saturated_cross_entropy_takes_no_logarithm_of_zero() -> None:
    for s, t in [(900.0, 1), (-900.0, 1), (900.0, 0)]:
        network = Network(("x1",), (Node("o1"),), (Edge("x1", "o1", 1.0),), ("o1",))
        found = equation(walk(network, (s,), (t,), cost="cross_entropy"), "cost")
        assert r"\ln 0" not in found.numbers
        assert r"\ln(1-1)" not in found.numbers


def test_a_decimal_comma_is_used_throughout() -> None:
    it = one_neuron("leaky_relu", -1.5, numbers=NumberFormat(decimal_comma=True))
    for step in it.steps:
        assert re.search(r"\d\.\d", step.equation.latex) is None
    assert r"\max(0{,}01\,s_{o_1}, s_{o_1})" in equation(it, "output", "o1").symbols


def test_the_digits_are_as_asked_for() -> None:
    found = equation(one_neuron("sigmoid", 0.3, numbers=NumberFormat(6)), "output", "o1")
    assert found.result == "0.574443"


# --- as one string ---------------------------------------------------------------------------------------


def test_the_whole_is_one_aligned_formula() -> None:
    found = equation(walk(WORKED_EXAMPLE, (1, 0, 1), (1,)), "output_delta", "o1")
    assert found.latex == (
        rf"\begin{{aligned}}{found.lhs} &= {found.symbols} \\ &= {found.numbers} \\ "
        rf"&= {found.result}\end{{aligned}}"
    )


@settings(max_examples=60)
@given(networks(smooth=False), st.integers(0, 2**32 - 1), st.booleans())
def test_every_formula_is_balanced_and_uses_only_the_roles(network: Network, seed: int, comma: bool) -> None:
    x, t = random_sample(np.random.default_rng(seed), network)
    for step in walk(network, x, t, numbers=NumberFormat(decimal_comma=comma)).steps:
        latex = step.equation.latex
        assert latex.count("{") == latex.count("}")
        assert r"\left" not in latex
        assert set(re.findall(r"\\textcolor\{(\w+)\}", latex)) <= {
            "weight", "negweight", "delta", "slope", "accent", "muted",
        }  # fmt: skip
        # A sign after an operator or an opening bracket stands in braces.
        assert re.search(r"(=|\+|\(|\[|\\cdot) ?-", latex) is None


def every_kind() -> list[Walk]:
    rng = np.random.default_rng(7)
    walks = [one_neuron(name, -1.5) for name in ACTIVATIONS]
    walks += [walk(WORKED_EXAMPLE, (1, 0, 1), (1,), cost=c) for c in ("squared", "cross_entropy")]
    walks += [wide(9)]
    for output_activation, cost in ((None, "squared"), ("sigmoid", "cross_entropy")):
        network = random_network(
            rng, smooth=False, inputs=2, neurons=4, outputs=2, output_activation=output_activation
        )
        walks.append(
            walk(network, *random_sample(rng, network), cost=cost, numbers=NumberFormat(decimal_comma=True))
        )
    odd = Network(
        (r"\hat x", "50%"),
        (Node("a-b c"), Node("saída")),
        (Edge(r"\hat x", "a-b c"), Edge("50%", "a-b c", -1.0), Edge("a-b c", "saída", 1e-9)),
        ("saída",),
    )
    return [*walks, walk(odd, (1e12, -1e-7), (1,))]


def test_ziamath_renders_every_kind_of_equation() -> None:
    ziamath = pytest.importorskip("ziamath")
    # One of each shape: those that differ in their digits alone are rendered alike, at 50 ms each.
    shapes = {
        re.sub(r"\d+", "0", step.equation.latex): (step.kind, step.equation.latex)
        for it in every_kind()
        for step in it.steps
    }
    assert {kind for kind, _ in shapes.values()} == {
        "signal", "output", "cost", "output_delta", "hidden_delta", "weight_change",
    }  # fmt: skip
    for _, latex in shapes.values():
        width, height = ziamath.Latex(latex, size=24).getsize()
        assert 0 < width < 3000, latex
        # A bracket gone wrong comes out thousands of pixels tall.
        assert 0 < height < 70 * (latex.count(r"\\") + 1), latex
