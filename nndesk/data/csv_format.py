"""How a table is written: what separates its cells, the decimal mark, whether the columns have names.

The standard library's ``csv`` takes lines apart once that is known; its ``Sniffer`` guesses too boldly to be
asked.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nndesk.data.csv_cells import Decimal, is_grouped, is_missing, is_number
from nndesk.data.errors import DataError

SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar", " ": "space"}
"""Those that are known, with their names, the least ambiguous before the others."""
_PREFERENCE = ("\t", ";", "|", ",", " ")
_JUDGED = 100
"""Rows by which a way of writing is judged."""
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_COMMENTS = ("#", "%", "//")


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """How a table is written.

    Attributes:
        encoding: a key of ``nndesk.data.csv_source.ENCODINGS``.
        separator: a key of ``SEPARATORS``.
        decimal: the decimal mark.
        header: whether the first row has the names of the columns.
    """

    encoding: str = "utf-8"
    separator: str = ","
    decimal: Decimal = "."
    header: bool = True


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """What a person says about a :class:`CsvFormat`; None is to be found out."""

    encoding: str | None = None
    separator: str | None = None
    decimal: Decimal | None = None
    header: bool | None = None


class TableLines:
    """Lines for ``csv.reader``: a comment becomes an empty line, so that rows keep their numbers.

    A comment begins with ``#``, ``%`` or ``//``; within a quoted cell of several lines there is none.
    ``open_row`` is the line in which a quote was opened that is still open, else 0.
    """

    def __init__(self, lines: Iterable[str], separator: str) -> None:
        self._lines = lines
        self._separator = separator
        self._opens = re.compile(rf'(?:^|{re.escape(separator)}) *"')
        self.open_row = 0

    def __iter__(self) -> Iterator[str]:
        by_spaces = self._separator == " "
        for number, line in enumerate(self._lines, 1):
            if '"' in line and line.count('"') % 2:
                if self.open_row:
                    self.open_row = 0
                elif self._opens.search(line):
                    self.open_row = number
            elif not self.open_row and line.lstrip().startswith(_COMMENTS):
                yield "\n"
                continue
            if number == 1 and _SEP_LINE.fullmatch(line.strip()):
                yield "\n"
            else:
                yield line.strip(" \r\n") + "\n" if by_spaces else line


def rows_of(lines: TableLines, separator: str) -> Iterator[list[str]]:
    """The rows as cells; empty lists for empty lines and comments. Errors are ``csv.Error``."""
    return csv.reader(lines, delimiter=separator, skipinitialspace=True)


def detected(text: str, encoding: str, choice: FormatChoice) -> CsvFormat:
    """How the text at the beginning of a table is written, as far as ``choice`` does not say it.

    Raises:
        DataError: there is no row in the text.
    """
    lines = text.splitlines(keepends=True)
    said = _SEP_LINE.fullmatch(lines[0].strip()) if lines else None
    separators: Sequence[str] = _PREFERENCE
    if choice.separator is not None:
        separators = (choice.separator,)
    elif said is not None and said[1] in SEPARATORS:
        separators = (said[1],)
    decimals: Sequence[Decimal] = (".", ",") if choice.decimal is None else (choice.decimal,)
    best: tuple[float, CsvFormat] | None = None
    for separator in separators:
        rows = head_rows(lines, separator, _JUDGED)
        if not rows:
            continue
        usual = _usual_decimal(rows, separator)
        # Of two that explain as much, the usual one.
        score, _, decimal = max((_score(rows, mark), mark == usual, mark) for mark in decimals)
        if best is None or score > best[0] + 1e-9:
            header = _has_header(rows, decimal) if choice.header is None else choice.header
            best = score, CsvFormat(encoding, separator, decimal, header)
    if best is None:
        raise DataError("There is no row with values in the table.")
    return best[1]


def head_rows(lines: Iterable[str], separator: str, most: int) -> list[list[str]]:
    """The first rows that are not empty; those that cannot be taken apart end the list."""
    return [row for _, row in numbered_rows(lines, separator, most)]


def numbered_rows(lines: Iterable[str], separator: str, most: int) -> list[tuple[int, list[str]]]:
    """The first rows that are not empty, each with its number in the table, counted from 1."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, row in enumerate(rows_of(TableLines(lines, separator), separator), 1):
            if not is_blank(row):
                rows.append((number, row))
                if len(rows) == most:
                    break
    except csv.Error:
        pass
    return rows


def is_blank(row: Sequence[str]) -> bool:
    """Whether no cell of the row has anything in it."""
    return not any(cell.strip() for cell in row)


def usual_width(rows: Iterable[Sequence[str]]) -> int:
    """How many cells most rows have, the larger number of two that are as frequent."""
    counts = Counter(map(len, rows))
    return max(counts, key=lambda width: (counts[width], width))


def _score(rows: list[list[str]], decimal: Decimal) -> float:
    """How well a way of writing explains the rows: all of one length, and as many numbers as can be."""
    width = usual_width(rows)
    even = sum(len(row) == width for row in rows) / len(rows)
    cells = _cells(rows)
    numeric = sum(is_number(cell, decimal) for cell in cells) / len(cells) if cells else 0.0
    # One column is what every wrong separator finds.
    return even + numeric + (0.5 if width > 1 else 0.0)


def _cells(rows: list[list[str]]) -> list[str]:
    """The cells that say something, without those of a first row of names."""
    samples = any(is_number(cell, ".") or is_number(cell, ",") for cell in rows[0])
    return [cell for row in (rows if samples else rows[1:]) for cell in row if not is_missing(cell)]


def _usual_decimal(rows: list[list[str]], separator: str) -> Decimal:
    """The decimal mark where the cells are numbers with either: the comma of ``1,234`` may also group digits,
    as it does where quotes protect it from commas that separate."""
    commas = [cell for cell in _cells(rows) if "," in cell]
    either = bool(commas) and all(is_grouped(cell, ".") for cell in commas)
    return "," if either and separator != "," else "."


def _has_header(rows: list[list[str]], decimal: Decimal) -> bool:
    """Whether the first row names the columns: where others have numbers it has a word."""
    first, body = rows[0], rows[1:]
    if not body or any(is_number(cell, decimal) for cell in first):
        return False if body else not any(is_number(cell, decimal) for cell in first)
    width = len(first)
    for at, cell in enumerate(first):
        below = [row[at] for row in body if at < len(row) and not is_missing(row[at])]
        if below and sum(is_number(other, decimal) for other in below) > 0.5 * len(below):
            # A row of missing values is no header.
            return not is_missing(cell) or any(not is_missing(other) for other in first)
    words = [row[: width + 1] for row in body]
    return all(first[at] not in [row[at] for row in words if at < len(row)] for at in range(width))
