"""How a region's identity is written, in {0,1}^p or in {−1,+1}^p (LECTURE topics 10 and 12).

A code always holds 0 and 1; whether 0 is written as −1 depends on the neuron: it is for *sign* and *tanh*,
whose outputs lie between −1 and +1. ``signed`` says that of all neurons, or of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nndesk.geometry.lines import Code

Signed = bool | Sequence[bool]


def code_text(code: Code, signed: Signed = False) -> str:
    """For a sentence or a table: ``(1,0,1)``, ``(+1,−1,+1)``."""
    return f"({','.join(_digits(code, signed, '−', '+'))})"


def code_latex(code: Code, signed: Signed = False) -> str:
    """For a label or a formula; signs in braces, so that they do not stand apart from their number."""
    return f"({','.join(_digits(code, signed, '{-}', '{+}'))})"


def code_values(codes: Sequence[Code], signed: Signed = False) -> NDArray[np.float64]:
    """The coordinates of vertices ``(n, p)``: what the neurons give on these sides of their lines."""
    # By way of bytes: many times as fast as digit by digit.
    bits = np.frombuffer(b"".join(map(bytes, codes)), np.uint8)
    bits = bits.reshape(len(codes), len(codes[0]) if codes else 0)
    return np.asarray(np.where(np.asarray(signed), 2.0 * bits - 1.0, bits), np.float64)


def _digits(code: Code, signed: Signed, minus: str, plus: str) -> Iterator[str]:
    signs = [signed] * len(code) if isinstance(signed, bool) else signed
    for bit, both in zip(code, signs, strict=True):
        yield f"{plus if bit else minus}1" if both else str(bit)
