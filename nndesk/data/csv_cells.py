"""What a cell of a table says: a number, nothing, or something else."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Decimal = Literal[".", ","]

NO_VALUE = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?"})
"""What stands for a missing value, in any case of letters."""
_NO_NUMBER = NO_VALUE | {"none", "-", "–", "—", "."}
"""Also this, where a number is wanted; a class may be called so."""

_INFINITE = frozenset({"inf", "infinity", "∞", "1.#inf", "1,#inf"})
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# "1,234.5" and "1 234.5"; a first group of zero would be no group but a fraction.
_GROUP = (
    r"[+-]?[1-9][0-9]{{0,2}}([{between}'’ \u00a0\u2009\u202f])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:{point}[0-9]*)?"
)
_GROUPED = {
    ".": re.compile(_GROUP.format(between=",", point=r"\.")),
    ",": re.compile(_GROUP.format(between=r"\.", point=",")),
}
LONGEST_NAME = 80
_LONGEST = 24
"""As much of a cell as a sentence quotes."""


class CellError(ValueError):
    """A cell is not the number that is wanted. The message is the end of a sentence; ``missing`` tells that
    there is no value at all."""

    def __init__(self, message: str, missing: bool = False) -> None:
        self.missing = missing
        super().__init__(message)


def number(text: str, decimal: Decimal = ".") -> float:
    """The finite number in a cell: ``-1.5e3``, ``−1,5`` where the comma is decimal, ``1,234.5`` in groups.

    Raises:
        CellError: there is no value, it is no number, not finite, or larger than a float can be.
    """
    cell = unquoted(text)
    if cell.lower() in _NO_NUMBER:
        raise CellError("the value is missing", missing=True)
    plain = _plain(cell.replace("−", "-"), decimal)
    if plain is not None:
        value = float(plain)
        if math.isfinite(value):
            return value
        raise CellError(f"{shown(cell)} is too large; the largest number is about 1.8e308")
    if cell.lower().lstrip("+-−") in _INFINITE:
        raise CellError(f"{shown(cell)} is not a finite number")
    other: Decimal = "," if decimal == "." else "."
    if _plain(cell.replace("−", "-"), other) is not None:
        mark = "point" if decimal == "." else "comma"
        raise CellError(f"“{shown(cell)}” is not a number with a decimal {mark}")
    raise CellError(f"“{shown(cell)}” is not a number")


def is_number(text: str, decimal: Decimal = ".") -> bool:
    """Whether the cell has a number, finite or not."""
    try:
        number(text, decimal)
    except CellError as error:
        return str(error).endswith(("finite number", "1.8e308"))
    return True


def is_missing(text: str) -> bool:
    """Whether the cell says nothing: it is empty, or NA, NaN, null or a question mark."""
    return unquoted(text).lower() in NO_VALUE


def numbers(cells: Sequence[str], decimal: Decimal = ".") -> NDArray[np.float64] | None:
    """Many cells at once, shape ``(N,)``; None unless each is a finite number in the plainest notation.

    A million cells take a third of a second; those that this does not read, :func:`number` may.
    """
    joined = "\0".join(cells)
    # Python takes 1_000 for a number, which no table means.
    if "_" in joined:
        return None
    if decimal == ",":
        if "." in joined:
            return None
        cells = joined.replace(",", ".").split("\0")
    elif "−" in joined:
        cells = joined.replace("−", "-").split("\0")
    try:
        values = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def unquoted(text: str) -> str:
    """A cell without spaces and single quotes around it; double ones are the table's own."""
    cell = text.strip(" \t\r\n\u00a0\ufeff\0")
    if len(cell) > 1 and cell[0] == cell[-1] == "'":
        return cell[1:-1].strip()
    return cell


def as_name(text: str) -> str:
    """The cell as the name of a column or a class: one line, at most ``LONGEST_NAME`` characters."""
    line = "".join(c if c.isprintable() else " " for c in unquoted(text)).strip()
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def shown(text: str) -> str:
    """The cell as a sentence quotes it: one line, not too long."""
    line = as_name(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def is_grouped(text: str, decimal: Decimal) -> bool:
    """Whether the cell is a number only because of groups of three digits: ``1,234`` with a decimal point.

    With the other decimal mark it would be another number.
    """
    other: Decimal = "," if decimal == "." else "."
    cell = unquoted(text)
    return bool(_GROUPED[decimal].fullmatch(cell)) and cell.count(other) == 1 and decimal not in cell


def _plain(cell: str, decimal: Decimal) -> str | None:
    """The number as Python writes it, None if it is none."""
    grouped = _GROUPED[decimal].fullmatch(cell)
    if grouped:
        cell = cell.replace(grouped[1], "")
    if decimal == ",":
        if "." in cell:
            return None
        cell = cell.replace(",", ".")
    return cell if _PLAIN.fullmatch(cell) else None
