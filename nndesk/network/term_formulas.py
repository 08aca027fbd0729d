"""The formulas of single terms: what one product, one factor, one change looks like on the board."""

from __future__ import annotations

from nndesk.network.equations import Equation, FormulaWriter, Row, color
from nndesk.network.model import EdgeKey
from nndesk.network.notation import bias_symbol, indices, math_name, symbol, weight_symbol


class TermFormulas(FormulaWriter):
    """Writes the terms of the steps of one record. All left sides but those of changes are empty."""

    def product(self, key: EdgeKey) -> Equation:
        """``w_ji x_ji``."""
        weight, z = self.network.edge(*key).weight, self.forward.z[key.source]
        symbols = rf"{color('weight', weight_symbol(*key))}\,{self.source(key.source)}"
        numbers = rf"{self.weight(weight)}\cdot {self.factor(z)}"
        return Equation("", symbols, numbers, self.number(weight * z))

    def bias(self, j: str) -> Equation:
        """``b_j``."""
        number = self.number(self.network.node(j).bias)
        return Equation("", bias_symbol(j), number, number)

    def cost_of(self, k: str, value: float) -> Equation:
        """What the output ``k`` adds to J."""
        backward = self._backward()
        t, z = symbol("t", k), symbol("z", k)
        if backward.cost == "squared":
            symbols, numbers = rf"\frac{{1}}{{2}}({t} - {z})^2", self.square_numbers(backward, k)
            return Equation("", symbols, rf"\frac{{1}}{{2}}{numbers}", self.number(value))
        symbols = rf"{{-}}\Bigl[{t} \ln {z} + (1-{t})\ln(1-{z})\Bigr]"
        if self.forward.z[k] in (0.0, 1.0):
            return Equation("", symbols, self.entropy_signal_numbers(backward, k), self.number(value))
        numbers = rf"{{-}}\bigl[{self.entropy_numbers(backward, k)}\bigr]"
        return Equation("", symbols, numbers, self.number(value))

    def error(self, k: str) -> Equation:
        """``t_k − z_k``."""
        backward = self._backward()
        symbols = f"{symbol('t', k)} - {symbol('z', k)}"
        value = backward.t[k] - self.forward.z[k]
        return Equation("", symbols, self.difference(backward, k), self.number(value))

    def flow(self, key: EdgeKey) -> Equation:
        """``w_kj δ_k``, what comes back along one edge."""
        weight, delta = self.network.edge(*key).weight, self._backward().delta[key.target]
        symbols = rf"{color('weight', weight_symbol(*key))}\,{color('delta', symbol('delta', key.target))}"
        numbers = rf"{self.weight(weight)}\cdot {color('delta', self.factor(delta))}"
        return Equation("", symbols, numbers, self.number(weight * delta))

    def flow_sum(self, j: str) -> Equation:
        """``Σ_k w_kj δ_k``."""
        delta = self._backward().delta
        parts = [edge.weight * delta[edge.target] for edge in self.network.outgoing(j)]
        index = indices("k", math_name(j))
        weight, delta_k = color("weight", f"w_{{{index}}}"), color("delta", r"\delta_k")
        symbols = rf"\sum_k {weight}\,{delta_k}"
        shown = [self.number(parts[0]), *(self.added(part).strip() for part in parts[1:])]
        if len(shown) > self.record.most_terms:
            shown = [*shown[:3], r"+ \cdots", shown[-1]]
        return Equation("", symbols, " ".join(shown), self.number(sum(parts)))

    def slope_of(self, j: str) -> Equation:
        """``φ′(s_j)``."""
        symbols = color("slope", symbol("phi_prime", j))
        result = color("slope", self.number(self.forward.phi_prime[j]))
        return Equation("", symbols, color("slope", self.slope(j)), result)

    def new_value(self, name: str, before: float, change: float) -> Equation:
        """``w_ji + Δw_ji``, with the name of the weight or bias as LaTeX."""
        numbers = f"{self.number(before)}{self.added(change)}"
        return Equation(
            rf"{name}(r{{+}}1)",
            rf"{name} + \Delta {name}",
            numbers,
            self.number(before + change, [before] if change else []),
        )


def as_equation(row: Row) -> Equation:
    """A line of a table of changes by itself."""
    return Equation(row.lhs, row.symbols, row.numbers, row.result)
