"""Weights and biases as text that spreadsheets read and write: tab-separated rows, out and in again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nndesk.document.document import Document
from nndesk.document.parameters import (
    Parameter,
    initial_value,
    is_locked,
    parameter_value,
)
from nndesk.network.errors import NetworkError, NumberSyntaxError
from nndesk.network.matrices import LayerMatrix
from nndesk.network.model import EdgeKey, Network
from nndesk.network.numbers import NumberFormat, parse_number

HEADER = ("from", "to", "value", "initial", "locked")
"""A bias comes from nowhere: its ``from`` is empty. The words are not translated, so that files travel."""
BIAS_COLUMN = "b"
_BLANK = ("", "·", "⋅", "-", "−")
_SHOWN = 24


class PasteError(NetworkError):
    """The text is nothing that can be put there; nothing has been changed."""


# --- out --------------------------------------------------------------------------------------------------


def table_text(document: Document, parameters: Iterable[Parameter]) -> str:
    """A header and a line for each number: ``x1⇥h1⇥0.5⇥⇥``."""
    numbers = document.view.numbers
    lines = ["\t".join(HEADER)]
    for parameter in parameters:
        source, target = ("", parameter) if isinstance(parameter, str) else parameter
        before = initial_value(document, parameter)
        lines.append(
            "\t".join(
                (
                    source,
                    target,
                    _written(parameter_value(document.network, parameter), numbers),
                    "" if before is None else _written(before, numbers),
                    "yes" if is_locked(document.network, parameter) else "",
                )
            )
        )
    return "\n".join(lines) + "\n"


def matrix_text(document: Document, matrix: LayerMatrix) -> str:
    """``W`` and, as the last column, ``b``, with the names around; empty where there is no edge."""
    lines = ["\t".join(("", *matrix.columns, BIAS_COLUMN))]
    for i, name in enumerate(matrix.rows):
        values = (matrix.value(document.network, i, j) for j in range(matrix.bias_column + 1))
        cells = ("" if v is None else _written(v, document.view.numbers) for v in values)
        lines.append("\t".join((name, *cells)))
    return "\n".join(lines) + "\n"


def _written(value: float, numbers: NumberFormat) -> str:
    # A spreadsheet takes 1/2 for a date, and "−" for a word.
    return replace(numbers, fractions=False).exact(value).replace("−", "-")


# --- in ---------------------------------------------------------------------------------------------------


def read_numbers(network: Network, text: str, places: Sequence[Parameter]) -> dict[Parameter, float]:
    """Which numbers ``text`` gives to which weights and biases.

    Lines that say themselves where they belong go there, whatever ``places``: what :func:`table_text` and
    :func:`matrix_text` write, ``x1⇥h1⇥0.5``, ``h1<-x1⇥0.5``, ``h1⇥-1`` (a bias). Numbers alone, separated by
    line ends, tabs, semicolons, spaces, or commas where those cannot be decimal commas, go to ``places`` in
    order.

    Raises:
        PasteError: a sentence that names the first row that is wrong.
    """
    rows = read_rows(network, text)
    named = _named(network, rows)
    if named is not None:
        return named
    values = [value for i, row in enumerate(rows) for value in _numbers(i, row)]
    if len(values) > len(places):
        raise PasteError(
            f"{len(values)} numbers do not fit into {len(places)} "
            f"{'place' if len(places) == 1 else 'places'}: nothing was pasted."
        )
    return dict(zip(places, values, strict=False))


def read_block(
    network: Network, text: str, matrix: LayerMatrix, row: int, column: int
) -> dict[Parameter, float]:
    """The same for a matrix: rows of numbers go right of and below one entry; ``b`` is the last column.

    Where there is no edge, the text must have nothing, or a zero.
    """
    rows = read_rows(network, text)
    named = _named(network, rows)
    if named is not None:
        return named
    found: dict[Parameter, float] = {}
    for i, cells in enumerate(rows):
        for j, cell in enumerate(cells):
            if row + i >= len(matrix.rows) or column + j > matrix.bias_column:
                raise PasteError(f"Row {i + 1} does not fit into the matrix: nothing was pasted.")
            parameter = matrix.parameter(row + i, column + j)
            absent = not isinstance(parameter, str) and not network.has_edge(*parameter)
            if cell in _BLANK:
                continue
            value = _number(i, cell)
            if not absent:
                found[parameter] = value
            elif value:
                raise PasteError(
                    f"Row {i + 1}: there is no edge {parameter} for {_quoted(cell)}, so nothing was pasted."
                )
    return found


def read_rows(network: Network, text: str) -> list[list[str]]:
    """The cells of each line. Raises PasteError quickly for what cannot be numbers for this network."""
    if len(text) > 20_000 + 120 * network.parameter_count:
        raise PasteError(
            f"The text has {len(text)} characters, far too many for {network.parameter_count} numbers: "
            "nothing was pasted."
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise PasteError("There is no text to paste.")
    separator = next((mark for mark in "\t;" if any(mark in line for line in lines)), None)
    return [_cells(line, separator) for line in lines]


def _cells(line: str, separator: str | None) -> list[str]:
    if separator is not None:
        cells = line.split(separator)
    elif _is_number(line) or "<-" in line:
        cells = re.split(r"\s+(?=\S+$)", line.strip()) if "<-" in line else [line]
    elif "," in line and not all(map(_is_number, line.split())):
        cells = line.split(",")
    else:
        cells = line.split() or [line]
    return [cell.strip().strip('"') for cell in cells]


def _named(network: Network, rows: list[list[str]]) -> dict[Parameter, float] | None:
    """Rows that say themselves where they belong; None where there are only numbers."""
    found = _matrix(network, rows)
    return _table(network, rows) if found is None else found


def _table(network: Network, rows: list[list[str]]) -> dict[Parameter, float] | None:
    """Rows that name an edge or a neuron and give a value; None if the first one does not."""
    first = [cell.casefold() for cell in rows[0]]
    at = {word: first.index(word) for word in HEADER if word in first}
    if {"to", "value"} <= at.keys():
        start, source, target, value = 1, at.get("from", -1), at["to"], at["value"]
    elif len(rows[0]) >= 3 and rows[0][1] in network and (rows[0][0] in network or not rows[0][0]):
        start, source, target, value = 0, 0, 1, 2
    elif len(rows[0]) == 2 and ("<-" in rows[0][0] or rows[0][0] in network) and not _is_number(rows[0][0]):
        start, source, target, value = 0, -1, 0, 1
    else:
        return None
    found: dict[Parameter, float] = {}
    for i, row in enumerate(rows[start:], start=start):
        if len(row) <= max(source, target, value):
            raise PasteError(f"Row {i + 1} has too few columns, so nothing was pasted.")
        end, separator, begin = row[target].partition("<-")
        if source >= 0:
            begin = row[source]
        parameter: Parameter = EdgeKey(begin, end) if begin or separator else end
        _check_place(network, i, parameter)
        found[parameter] = _number(i, row[value])
    return found


def _matrix(network: Network, rows: list[list[str]]) -> dict[Parameter, float] | None:
    """Rows and columns with names around; None if the first row is not one of names."""
    columns = rows[0][1:]
    last_is_bias = bool(columns) and columns[-1] == BIAS_COLUMN
    names = columns[:-1] if last_is_bias else columns
    if rows[0][0] or not columns or not all(name in network for name in names) or len(rows) < 2:
        return None
    found: dict[Parameter, float] = {}
    for i, row in enumerate(rows[1:], start=1):
        if len(row) > len(rows[0]):
            raise PasteError(f"Row {i + 1} has more columns than the row of names, so nothing was pasted.")
        for j, cell in enumerate(row[1:]):
            if cell in _BLANK:
                continue
            bias = last_is_bias and j == len(columns) - 1
            parameter: Parameter = row[0] if bias else EdgeKey(columns[j], row[0])
            value = _number(i, cell)
            if not bias and not value and not network.has_edge(columns[j], row[0]) and row[0] in network:
                continue
            _check_place(network, i, parameter)
            found[parameter] = value
    return found


def _check_place(network: Network, row: int, parameter: Parameter) -> None:
    if isinstance(parameter, str):
        if parameter not in network.topology.node_at:
            raise PasteError(
                f"Row {row + 1}: there is no neuron called {_quoted(parameter)}, so nothing was pasted."
            )
    elif not network.has_edge(*parameter):
        raise PasteError(f"Row {row + 1}: there is no edge {_quoted(str(parameter))}, so nothing was pasted.")


def _numbers(row: int, cells: list[str]) -> list[float]:
    # A spreadsheet ends a line with a tab where it has an empty column.
    while len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return [_number(row, cell) for cell in cells]


def _number(row: int, cell: str) -> float:
    try:
        return parse_number(cell)
    except NumberSyntaxError:
        what = f"{_quoted(cell)} is not a number" if cell else "there is no number"
        raise PasteError(f"Row {row + 1}: {what}, so nothing was pasted.") from None


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except NumberSyntaxError:
        return False
    return True


def _quoted(text: str) -> str:
    shown = "".join(char if char.isprintable() else "�" for char in text[:_SHOWN])
    return f"“{shown}{'…' if len(text) > _SHOWN else ''}”"
