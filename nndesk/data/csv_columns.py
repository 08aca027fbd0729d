"""The columns of a table: what is in each, what it is called, and what it is taken for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from nndesk.data.csv_cells import Decimal, as_name, is_grouped, is_missing, is_number, number
from nndesk.data.csv_format import (
    CsvFormat,
    FormatChoice,
    TableLines,
    detected,
    numbered_rows,
    rows_of,
    usual_width,
)
from nndesk.data.csv_source import CsvSource
from nndesk.data.errors import DataError

Kind = Literal["number", "text", "empty"]
Role = Literal["input", "target", "class", "test", "ignore"]
ROLES: tuple[Role, ...] = ("input", "target", "class", "test", "ignore")

MOST_CLASSES = 10
"""A class column has at most so many different values."""
MOST_COLUMNS = 10_000
_GLANCE = 4000
"""Characters by which a text is told to be a table."""
SHOWN_ROWS = 50
"""Rows of a preview."""
_TYPED_ROWS = 1000
"""Rows by which a column is judged."""

_TARGET_NAMES = (
    re.compile(r"(target|t|output|ziel|zielwert|ausgabe)[ _-]?[0-9]*", re.IGNORECASE),
    re.compile(r"(y|z)[ _-]?[0-9]*", re.IGNORECASE),
)
"""The first that fits decides: of x, y and t, y is an input."""
_CLASS_NAMES = re.compile(
    r"(class|klasse|label|species|category|kategorie|type|variety|diagnosis)(es|s)?", re.IGNORECASE
)
_TEST_NAMES = re.compile(r"(is[ _-]?)?test", re.IGNORECASE)
_INDEX_NAMES = re.compile(
    r"|id|index|idx|nr|no|number|nummer|row|zeile|rownames|unnamed: 0|column 1", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: as it stands in the table, else "column 3".
        kind: what most of its first cells are.
        role: what it is taken for; ``ignore`` leaves it out.
        values: different values among its first cells, ``MOST_CLASSES + 1`` at most, in the order of
            classes.
    """

    name: str
    kind: Kind
    role: Role = "ignore"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a table, and what it seems to mean.

    Attributes:
        format: how it is written, with what was chosen and what was found.
        columns: with the roles that suggest themselves.
        rows: the first rows as ``(number in the table, cells)``, the header and empty rows left out.
        row_count: how many rows with values there are; an estimate unless ``whole``.
        whole: the beginning was all.
        named: the names of the columns stand in the table.
        doubt: a sentence where numbers may be meant otherwise than they are read, else empty.
    """

    source: CsvSource
    format: CsvFormat
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    row_count: int
    whole: bool
    named: bool
    doubt: str = ""

    def with_roles(self, roles: Sequence[Role]) -> tuple[Column, ...]:
        """The columns with other roles."""
        return tuple(replace(column, role=role) for column, role in zip(self.columns, roles, strict=True))


def preview(source: CsvSource, choice: FormatChoice | None = None) -> Preview:
    """Look at the beginning of a table.

    Raises:
        DataError: it cannot be read, is empty, is no text, or has too many columns.
    """
    choice = choice or FormatChoice()
    head = source.head()
    encoding = source.encoding(head)
    # UTF-16 without a mark is found out; a person only says UTF-16.
    if choice.encoding is not None and not encoding.startswith(choice.encoding):
        encoding = choice.encoding
    text, whole = source.head_text(head, encoding)
    if not text.strip():
        raise DataError(f"{source.name} has no rows with values.")
    try:
        format = detected(text, encoding, choice)
    except DataError as error:
        raise DataError(f"{source.name} has no rows with values.") from error
    lines = text.splitlines(keepends=True)
    numbered = numbered_rows(lines, format.separator, _TYPED_ROWS if not whole else len(lines))
    body = numbered[1:] if format.header else numbered
    width = usual_width([row for _, row in numbered[:_TYPED_ROWS]])
    if width > MOST_COLUMNS:
        raise DataError(f"{source.name} has {width:,} columns; {MOST_COLUMNS:,} is the most.")
    header = _fitted(numbered[0][1], width) if format.header else _names_in_comment(lines, format, width)
    names = _unique([as_name(cell) for cell in header or [""] * width])
    rows = [row for _, row in body[:_TYPED_ROWS]]
    columns = tuple(_column(name, rows, at, format.decimal) for at, name in enumerate(names))
    count = len(body)
    if not whole:
        count = round(source.size() * len(lines) / (len(head) or len(text)))
    return Preview(
        source,
        format,
        _with_roles(columns, rows, format.decimal, header is not None),
        tuple((number, tuple(row)) for number, row in body[:SHOWN_ROWS]),
        count,
        whole,
        named=header is not None,
        doubt="" if choice.decimal is not None else _doubt(rows, format),
    )


def is_table(text: str) -> bool:
    """Whether a text is cells of a spreadsheet: in two columns or more there are numbers, and more than one
    line or a tab between them, so that it is no decimal fraction."""
    cells = text[:_GLANCE].strip()
    # JSON has commas and numbers, too: a network whose text was copied.
    if cells.startswith(("{", "[")):
        return False
    if "\n" not in cells and "\r" not in cells and "\t" not in cells:
        return False
    try:
        columns = preview(CsvSource.of_text(text[:_GLANCE])).columns
    except DataError:
        return False
    return sum(column.kind == "number" for column in columns) > 1


def class_order(values: Sequence[str]) -> list[str]:
    """Names of classes in their order: by number where all are numbers, else by letter."""
    distinct = list(dict.fromkeys(values))
    if all(is_number(value) for value in distinct):
        return sorted(distinct, key=float_or_zero)
    return sorted(distinct, key=_by_letter)


def float_or_zero(text: str) -> float:
    """The number in a cell; 0 where there is none."""
    try:
        return number(text)
    except ValueError:
        return 0.0


def _by_letter(text: str) -> tuple[str, str]:
    return text.casefold(), text


def _doubt(rows: list[list[str]], format: CsvFormat) -> str:
    """What is to be asked where all commas may as well group digits: 1,234 is then a much larger number."""
    if format.decimal == ".":
        return ""
    commas = [cell for row in rows for cell in row if "," in cell and is_number(cell, ",")]
    if not commas or not all(is_grouped(cell, ".") for cell in commas):
        return ""
    cell = commas[0].strip()
    return (
        f"“{cell}” is read as {number(cell, ','):g}; if it means {number(cell):g}, choose the decimal point."
    )


# --- names ------------------------------------------------------------------------------------------------


def _fitted(header: list[str], width: int) -> list[str]:
    """A header as long as the rows are: some programs leave out the name of the first column."""
    if len(header) == width - 1:
        return ["", *header]
    return [*header, *[""] * (width - len(header))][:width]


def _names_in_comment(lines: list[str], format: CsvFormat, width: int) -> list[str] | None:
    """The names that numpy writes as a comment over the first row; None if there are none."""
    for before, line in pairwise(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            text = before.strip()
            if not text.startswith("#"):
                return None
            found = list(rows_of(TableLines([text.lstrip("# ")], format.separator), format.separator))
            names = found[0] if found else []
            fits = len(names) == width > 1 and not any(is_number(cell, format.decimal) for cell in names)
            return names if fits else None
    return None


def _unique(names: list[str]) -> list[str]:
    """Every column its own name: "column 3" where it has none, "x (2)" where another has it."""
    taken: set[str] = set()
    unique = []
    for at, name in enumerate(names):
        name = name or f"column {at + 1}"
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{name} ({count})"
        taken.add(free)
        unique.append(free)
    return unique


# --- kinds and roles --------------------------------------------------------------------------------------


def _column(name: str, rows: list[list[str]], at: int, decimal: Decimal) -> Column:
    cells = [row[at] for row in rows if at < len(row) and not is_missing(row[at])]
    if not cells:
        return Column(name, "empty")
    numeric = sum(is_number(cell, decimal) for cell in cells)
    kind: Kind = "number" if numeric > 0.5 * len(cells) else "text"
    values = list(dict.fromkeys(as_name(cell) for cell in cells))
    return Column(name, kind, values=tuple(class_order(values)[: MOST_CLASSES + 1]))


def _with_roles(
    columns: tuple[Column, ...], rows: list[list[str]], decimal: Decimal, named: bool
) -> tuple[Column, ...]:
    """What the columns seem to be: the class is the last text of few values or what is called so, else the
    last number is the target; all other numbers are inputs."""
    roles: list[Role] = ["input" if column.kind == "number" else "ignore" for column in columns]
    for at, column in enumerate(columns):
        if column.kind == "number" and _TEST_NAMES.fullmatch(column.name) and len(columns) > 2:
            roles[at] = "test"
    if len(columns) > 2 and len(rows) >= (3 if named else 10) and _counts_rows(columns[0], rows, decimal):
        roles[0] = "ignore"
    free = [at for at, column in enumerate(columns) if roles[at] == "input" or column.kind == "text"]
    chosen = _goal(columns, free)
    for at in chosen:
        roles[at] = _goal_role(columns[at], len(rows))
    if len(chosen) > 1 and "class" in (roles[at] for at in chosen):
        for at in chosen:
            roles[at] = "target" if columns[at].kind == "number" else "ignore"
    return tuple(replace(column, role=role) for column, role in zip(columns, roles, strict=True))


def _goal(columns: tuple[Column, ...], free: list[int]) -> list[int]:
    """The columns that say what the network shall learn."""
    numbers = [at for at in free if columns[at].kind == "number"]
    few = [at for at in free if columns[at].kind == "text" and 2 <= len(columns[at].values) <= MOST_CLASSES]
    named = [at for at in free if _CLASS_NAMES.fullmatch(columns[at].name)]
    targets, places = (_called(names, columns, numbers) for names in _TARGET_NAMES)
    for found in (
        [at for at in named if at in few or at in numbers][-1:],
        targets,
        few[-1:],
        places,
        named[-1:],
    ):
        if found:
            return found
    return numbers[-1:] if len(numbers) > 1 else []


def _called(names: re.Pattern[str], columns: tuple[Column, ...], numbers: list[int]) -> list[int]:
    """The columns of numbers that are called so, if any is left for an input; of x, y and z, z alone."""
    words = {at: found[1] for at in numbers if (found := names.fullmatch(columns[at].name))}
    targets = [at for at in words if words[at] == words[max(words)]]
    return targets if len(targets) < len(numbers) else []


def _goal_role(column: Column, rows: int) -> Role:
    """A class where the values are few names or whole numbers that no output could take, else a target."""
    if column.kind == "text":
        return "class"
    values = {float_or_zero(value) for value in column.values}
    whole = all(value == int(value) for value in values if abs(value) < 1e15)
    named = _CLASS_NAMES.fullmatch(column.name) is not None
    few = 2 <= len(column.values) <= (MOST_CLASSES if named else min(MOST_CLASSES, rows // 3))
    outputs = values <= {0.0, 1.0} or values <= {-1.0, 1.0}
    return "class" if few and whole and not outputs else "target"


def _counts_rows(column: Column, rows: list[list[str]], decimal: Decimal) -> bool:
    """Whether the column numbers the rows and says nothing else."""
    if column.kind != "number" or not _INDEX_NAMES.fullmatch(column.name):
        return False
    try:
        values = [number(row[0], decimal) for row in rows if row]
    except ValueError:
        return False
    return all(b - a == 1 for a, b in pairwise(values))
