r"""A step of a walk as the lecture writes it (topics 16 and 17): symbols, numbers put in, result.

Colours stand in the LaTeX by role: ``\textcolor{weight}{…}``, ``negweight`` for a negative weight's number,
``delta``, ``slope`` for φ′, ``muted``. Whoever renders a formula puts the palette's colours in their place.

Three habits keep the formulas right in every renderer: a negative number stands in braces, ``{-1.5}``, lest
its sign be spaced like a subtraction; brackets are ``\Bigl[ … \Bigr]``, because ``\left[`` around a sum comes
out enormous in ziamath; and where a difference would drown in rounding (``1 - 1``), its numbers get as many
digits as it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.model import Edge, Network
from nndesk.network.notation import bias_symbol, indices, math_name, symbol, weight_symbol
from nndesk.network.numbers import THREE_DIGITS, NumberFormat
from nndesk.network.passes import BackwardPass, ForwardPass

_MOST_TERMS = 6
"""A sum with more terms is written with Σ, and its numbers are elided."""
_SHOWN_FIRST = 3
_MOST_COSTS = 3
"""With more outputs than this the cost is written with Σ."""


@dataclass(frozen=True)
class Row:
    """One line of a formula: ``lhs = symbols = numbers = result``."""

    lhs: str
    symbols: str
    numbers: str
    result: str


@dataclass(frozen=True)
class Equation:
    """One formula in three forms, each LaTeX without the left side.

    Attributes:
        lhs: the left side; empty for a term of something.
        symbols: in symbols.
        numbers: with the numbers put in; of a rule for several nodes what each has come to.
        result: the number it gives; empty for such a rule.
        rows: only for a weight change: one line for each incoming weight and one for the bias; an elided line
            is ``None``. There ``symbols``, ``numbers`` and ``result`` give the weights together, as vectors.
    """

    lhs: str
    symbols: str
    numbers: str
    result: str
    rows: tuple[Row | None, ...] = ()

    @property
    def latex(self) -> str:
        r"""The whole as one ``\begin{aligned} … \end{aligned}``."""
        if self.rows:
            lines = [
                r"&\ \,\vdots"
                if row is None
                else f"{row.lhs} &= {row.symbols} = {row.numbers} = {row.result}"
                for row in self.rows
            ]
        elif not self.lhs:
            # A term of something: it has no name of its own.
            put_in = [self.numbers] if self.numbers not in (self.result, self.symbols) else []
            lines = [" &= ".join((self.symbols, *put_in[:1]))] if put_in else []
            lines.append(f"&= {self.result}" if put_in else f"{self.symbols} &= {self.result}")
        elif not self.result:
            # A rule, and under it what several have come to by it.
            lines = [f"{self.lhs} &= {self.symbols}", rf"&\phantom{{=}}\ {self.numbers}"]
        else:
            lines = [f"{self.lhs} &= {self.symbols}"]
            if self.numbers != self.result:
                lines.append(f"&= {self.numbers}")
            lines.append(f"&= {self.result}")
        return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"


@dataclass(frozen=True)
class Record:
    """What the steps of one walk share, and the equations made so far.

    Attributes:
        most_terms: a sum with more is written with Σ.
        inline: fractions stand on the line, ``3/2``, for labels, which set no others.
    """

    network: Network
    forward: ForwardPass
    backward: BackwardPass | None
    eta: float
    numbers: NumberFormat = THREE_DIGITS
    most_terms: int = _MOST_TERMS
    inline: bool = False
    made: dict[tuple[str, str | None], Equation] = field(default_factory=dict, repr=False, compare=False)

    def equation(self, kind: str, node: str | None) -> Equation:
        """The equation of the step of this kind and node."""
        key = (kind, node)
        if key not in self.made:
            self.made[key] = FormulaWriter(self).write(kind, node)
        return self.made[key]


def color(role: str, latex: str) -> str:
    r"""``\textcolor{role}{latex}``."""
    return rf"\textcolor{{{role}}}{{{latex}}}"


class FormulaWriter:
    """Writes the formulas of one record; what they are made of serves the terms of a step, too."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.network = record.network
        self.forward = record.forward

    def write(self, kind: str, node: str | None) -> Equation:
        if node is None:
            return self.cost()
        match kind:
            case "signal":
                return self.signal(node)
            case "output":
                return self.output(node)
            case "output_delta" | "hidden_delta":
                return self.delta(node)
            case "weight_change":
                return self.weight_change(node)
        raise ValueError(f"There is no step of the kind {kind!r}.")

    # --- numbers ------------------------------------------------------------------------------------------

    def number(self, value: float, unlike: Sequence[float] = ()) -> str:
        """A number that stands by itself.

        It gets as many digits as its difference from each of ``unlike`` needs to be about right.
        """
        digits = max(1, self.record.numbers.digits)
        for other in unlike:
            while digits < 17 and abs(float(f"{value:.{digits - 1}e}") - value) > 0.05 * abs(value - other):
                digits += 1
        text = replace(self.record.numbers, digits=digits).latex(value, inline=self.record.inline)
        return f"{{{text}}}" if text.startswith("-") else text

    def factor(self, value: float, unlike: Sequence[float] = ()) -> str:
        """A number within a product or a difference: in parentheses if it is negative."""
        text = self.number(value, unlike)
        return f"({text})" if text.startswith("{-") else text

    def weight(self, value: float) -> str:
        return color("negweight" if value < 0 else "weight", self.factor(value))

    def added(self, value: float) -> str:
        """A term at the end of a sum, with its operator."""
        return f" - {self.number(-value)}" if value < 0 else f" + {self.number(value)}"

    def source(self, name: str) -> str:
        """What node ``name`` sends along its edges: ``x_1`` for an input, ``z_{h_1}`` for a neuron."""
        return symbol("z", name) if name in self.network.topology.node_at else math_name(name)

    # --- the forward pass ---------------------------------------------------------------------------------

    def signal(self, j: str) -> Equation:
        edges = self.network.incoming(j)
        bias = self.network.node(j).bias
        b = bias_symbol(j)
        result = self.number(self.forward.s[j])
        if not edges:
            return Equation(symbol("s", j), b, self.number(bias), result)
        z = self.forward.z
        most = self.record.most_terms
        if len(edges) > most:
            index = indices(math_name(j), "i")
            symbols = rf"\sum_i {color('weight', f'w_{{{index}}}')}\,x_{{{index}}} + {b}"
        else:
            terms = [
                rf"{color('weight', weight_symbol(e.source, j))}\,{self.source(e.source)}" for e in edges
            ]
            symbols = " + ".join([*terms, b])
        numbers = [rf"{self.weight(e.weight)}\cdot {self.factor(z[e.source])}" for e in edges]
        put_in = " + ".join(_elided(numbers, most)) + self.added(bias)
        return Equation(symbol("s", j), symbols, put_in, result)

    def output(self, j: str) -> Equation:
        activation = ACTIVATIONS[self.network.node(j).activation]
        s, s_j = self.forward.s[j], symbol("s", j)
        formula = _LONE_S.sub(lambda _: s_j, self.with_decimals(activation.latex))
        symbols = rf"\varphi({s_j}) = {formula}"
        if activation.threshold:
            relation = r">" if s > 0 else r"\le"
            numbers = (
                rf"\varphi({self.number(s)})\quad {color('muted', f'{self.number(s, [0.0])} {relation} 0')}"
            )
        else:
            numbers = self.with_signal(activation.latex, s)
        return Equation(symbol("z", j), symbols, numbers, self.number(self.forward.z[j]))

    def with_signal(self, formula: str, s: float) -> str:
        """A formula in ``s`` with the number put in."""

        def put(match: re.Match[str]) -> str:
            before = match[1]
            if before == "-":
                return self.number(-s)
            if before == r"\,":
                return rf"\cdot {self.factor(s)}"
            if before == r"\tanh ":
                return rf"\tanh({self.number(s)})"
            return before + self.number(s)

        return _S_IN_PLACE.sub(put, self.with_decimals(formula))

    def with_decimals(self, formula: str) -> str:
        """A formula's own constants with the decimal sign that the numbers have."""
        return re.sub(r"(?<=\d)\.(?=\d)", "{,}", formula) if self.record.numbers.decimal_comma else formula

    # --- the cost -----------------------------------------------------------------------------------------

    def cost(self) -> Equation:
        backward = self._backward()
        outputs = self.network.outputs
        entropy = backward.cost == "cross_entropy"
        symbol_of, number_of = (
            (_entropy_symbols, self.entropy_numbers) if entropy else (_square_symbols, self.square_numbers)
        )
        numbers = [number_of(backward, k) for k in outputs]
        many = len(outputs) > _MOST_COSTS
        if many:
            inside = symbol_of("t_k", "z_k")
            inside = rf"\Bigl[{inside}\Bigr]" if entropy else inside
            symbols = rf"\sum_k {inside}"
        else:
            symbols = " + ".join(symbol_of(symbol("t", k), symbol("z", k)) for k in outputs)
        put_in = " + ".join(_elided(numbers) if many else numbers)
        if entropy or len(outputs) > 1:
            symbols = symbols if many else rf"\Bigl[{symbols}\Bigr]"
            put_in = rf"\bigl[{put_in}\bigr]"
        sign = "{-}" if entropy else r"\frac{1}{2}"
        if entropy and any(_saturated(self.forward.z[k]) for k in outputs):
            # ln 0 stands nowhere: J = Σ t ln(1+e^−s) + (1−t) ln(1+e^s) is the same cost in terms of s.
            terms = [self.entropy_signal_numbers(backward, k) for k in outputs]
            return Equation("J", sign + symbols, " + ".join(_elided(terms)), self.number(backward.J))
        return Equation("J", sign + symbols, sign + put_in, self.number(backward.J))

    def square_numbers(self, backward: BackwardPass, k: str) -> str:
        return rf"({self.difference(backward, k)})^2"

    def entropy_numbers(self, backward: BackwardPass, k: str) -> str:
        t, z = self.factor(backward.t[k]), self.number(self.forward.z[k], [0.0, 1.0])
        one_minus_t = rf"(1-{t})"
        return rf"{t}\cdot\ln {z} + {one_minus_t}\cdot\ln(1-{z})"

    def entropy_signal_numbers(self, backward: BackwardPass, k: str) -> str:
        t, s = self.factor(backward.t[k]), self.forward.s[k]
        return rf"{t}\cdot\ln(1+e^{{{self.number(-s)}}}) + (1-{t})\cdot\ln(1+e^{{{self.number(s)}}})"

    def difference(self, backward: BackwardPass, k: str) -> str:
        """t_k − z_k with numbers."""
        t, z = backward.t[k], self.forward.z[k]
        return f"{self.number(t)} - {self.factor(z, [t])}"

    # --- the backward pass --------------------------------------------------------------------------------

    def delta(self, j: str) -> Equation:
        backward = self._backward()
        edges = self.network.outgoing(j)
        lhs = color("delta", symbol("delta", j))
        result = color("delta", self.number(backward.delta[j]))
        slope, slope_number = color("slope", symbol("phi_prime", j)), color("slope", self.slope(j))
        weight_kj = color("weight", f"w_{{{indices('k', math_name(j))}}}")
        total = r"\sum_k " + weight_kj + r"\," + color("delta", r"\delta_k")
        terms = [
            rf"{self.weight(e.weight)}\cdot {color('delta', self.factor(backward.delta[e.target]))}"
            for e in edges
        ]
        total_number = " + ".join(_elided(terms)) or "0"
        if j not in backward.t:
            symbols = rf"\Bigl[{total}\Bigr]\,{slope}"
            return Equation(lhs, symbols, rf"\bigl[{total_number}\bigr]\cdot {slope_number}", result)

        error, error_number = rf"({symbol('t', j)} - {symbol('z', j)})", f"({self.difference(backward, j)})"
        if backward.cost == "cross_entropy":
            # φ′ of the sigmoid has cancelled against the derivative of the logarithm.
            if not edges:
                return Equation(lhs, error[1:-1], error_number[1:-1], result)
            symbols = rf"{error} + \Bigl[{total}\Bigr]\,{slope}"
            numbers = rf"{error_number} + \bigl[{total_number}\bigr]\cdot {slope_number}"
            return Equation(lhs, symbols, numbers, result)
        if not edges:
            return Equation(lhs, rf"{error}\,{slope}", rf"{error_number}\cdot {slope_number}", result)
        symbols = rf"\Bigl[{error} + {total}\Bigr]\,{slope}"
        numbers = rf"\bigl[{error_number} + {total_number}\bigr]\cdot {slope_number}"
        return Equation(lhs, symbols, numbers, result)

    def slope(self, j: str) -> str:
        """φ′(s_j) with numbers, as a factor."""
        z = self.forward.z[j]
        match self.network.node(j).activation:
            case "sigmoid":
                z_number = self.number(z, [0.0, 1.0])
                return rf"{z_number}\,(1-{z_number})"
            case "tanh":
                return rf"(1-{self.factor(z, [-1.0, 1.0])}^2)"
            case "softplus":
                return self.with_signal(ACTIVATIONS["softplus"].latex_prime, self.forward.s[j])
        return self.factor(self.forward.phi_prime[j])

    # --- the update ---------------------------------------------------------------------------------------

    def weight_change(self, j: str) -> Equation:
        edges = self.network.incoming(j)
        bias_row = self.bias_change(j)
        if not edges:
            return Equation(bias_row.lhs, bias_row.symbols, bias_row.numbers, bias_row.result)
        eta, z, delta = self.record.eta, self.forward.z, self._backward().delta[j]
        rows: list[Row | None] = [self.change(edge) for edge in edges]
        if len(rows) > _MOST_TERMS:
            rows[_SHOWN_FIRST:-1] = [None]
        inputs = r",\ ".join(_elided([self.number(z[e.source]) for e in edges]))
        changes = r",\ ".join(_elided([self.number(eta * delta * z[e.source]) for e in edges]))
        index = indices(math_name(j), "i")
        return Equation(
            color("weight", rf"\Delta w_{{{index}}}"),
            rf"{bias_row.symbols}\,x_{{{index}}}",
            rf"{bias_row.numbers}\cdot ({inputs})",
            f"({changes})",
            (*rows, bias_row),
        )

    def change(self, edge: Edge) -> Row:
        """``Δw_ji = η δ_j x_ji``."""
        bias_row, z = self.bias_change(edge.target), self.forward.z[edge.source]
        return Row(
            color("weight", rf"\Delta {weight_symbol(edge.source, edge.target)}"),
            rf"{bias_row.symbols}\,{self.source(edge.source)}",
            rf"{bias_row.numbers}\cdot {self.factor(z)}",
            self.number(self.record.eta * self._backward().delta[edge.target] * z),
        )

    def bias_change(self, j: str) -> Row:
        """``Δb_j = η δ_j``."""
        eta, delta = self.record.eta, self._backward().delta[j]
        return Row(
            rf"\Delta {bias_symbol(j)}",
            rf"\eta\,{color('delta', symbol('delta', j))}",
            rf"{self.factor(eta)}\cdot {color('delta', self.factor(delta))}",
            self.number(eta * delta),
        )

    def _backward(self) -> BackwardPass:
        if self.record.backward is None:
            raise ValueError("This walk has no backward pass.")
        return self.record.backward


_LONE_S = re.compile(r"(?<![A-Za-z\\])s(?![A-Za-z])")
_S_IN_PLACE = re.compile(r"(-|\\,|\\tanh |)" + _LONE_S.pattern)


def _square_symbols(t: str, z: str) -> str:
    return f"({t} - {z})^2"


def _entropy_symbols(t: str, z: str) -> str:
    return rf"{t} \ln {z} + (1-{t})\ln(1-{z})"


def _saturated(z: float) -> bool:
    return z in (0.0, 1.0)


def _elided(terms: list[str], most: int = _MOST_TERMS) -> list[str]:
    """At most so many terms; the first few, dots and the last of more."""
    if len(terms) <= most:
        return terms
    return [*terms[:_SHOWN_FIRST], r"\cdots", terms[-1]]
