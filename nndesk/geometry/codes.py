"""How a region's identity is written, in {0,1}^p or in {−1,+1}^p (LECTURE topics 10 and 12).

A code always holds 0 and 1; whether 0 is written as −1 depends on the neurons: it is for *sign*, whose
outputs are −1 and +1.
"""

from __future__ import annotations

from nndesk.geometry.lines import Code


def code_text(code: Code, signed: bool = False) -> str:
    """For a sentence or a table. With ``signed`` the values are −1 and +1."""
    return f"({','.join(_value(bit, signed, '−') for bit in code)})"


def code_latex(code: Code, signed: bool = False) -> str:
    """For a label or a formula; signs in braces, so that they do not stand apart from their number."""
    return f"({','.join(_value(bit, signed, '{-}', '{+}') for bit in code)})"


def code_values(code: Code, signed: bool = False) -> tuple[float, ...]:
    """The coordinates of the vertex: what the neurons of the first layer give."""
    return tuple(1.0 if bit else -1.0 if signed else 0.0 for bit in code)


def _value(bit: int, signed: bool, minus: str, plus: str = "+") -> str:
    return f"{plus if bit else minus}1" if signed else str(bit)
