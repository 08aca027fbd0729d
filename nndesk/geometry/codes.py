"""How a region's identity is written, in {0,1}^p or in {−1,+1}^p (LECTURE topics 10 and 12).

A code always holds 0 and 1; whether 0 is written as −1 depends on the neuron: it is for *sign* and *tanh*,
whose outputs lie between −1 and +1. ``signed`` says that of all neurons, or of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nndesk.geometry.lines import Code

Signed = bool | Sequence[bool]


def code_text(code: Code, signed: Signed = False) -> str:
    """For a sentence or a table: ``(1,0,1)``, ``(+1,−1,+1)``."""
    return f"({','.join(_digits(code, signed, '−', '+'))})"


def code_latex(code: Code, signed: Signed = False) -> str:
    """For a label or a formula; signs in braces, so that they do not stand apart from their number."""
    return f"({','.join(_digits(code, signed, '{-}', '{+}'))})"


def code_values(code: Code, signed: Signed = False) -> tuple[float, ...]:
    """The coordinates of the vertex: what the neurons of the first layer give on these sides of their
    lines."""
    return tuple(1.0 if bit else -1.0 if both else 0.0 for bit, both in _with_signs(code, signed))


def _digits(code: Code, signed: Signed, minus: str, plus: str) -> Iterator[str]:
    for bit, both in _with_signs(code, signed):
        yield f"{plus if bit else minus}1" if both else str(bit)


def _with_signs(code: Code, signed: Signed) -> Iterator[tuple[int, bool]]:
    return zip(code, [signed] * len(code) if isinstance(signed, bool) else signed, strict=True)
