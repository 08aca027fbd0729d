"""What is to be read of a table: which columns for what, which rows, and what of that makes no sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nndesk.data.csv_cells import shown
from nndesk.data.csv_columns import Column, Preview
from nndesk.data.csv_format import CsvFormat
from nndesk.data.csv_rows import about
from nndesk.data.csv_source import CsvSource
from nndesk.data.errors import DataError

LARGEST_FILE = 2_000_000_000
"""Bytes beyond which a file is not read to its end: only its first rows or a random sample are taken."""


@dataclass(frozen=True, slots=True)
class RowChoice:
    """Which rows to take: all, the first ``n``, every ``n``-th, or ``n`` at random, always in their order."""

    which: Literal["all", "first", "every", "random"] = "all"
    n: int = 0
    seed: int = 0


ALL_ROWS = RowChoice()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read of a table.

    Attributes:
        columns: every column of the table, with its role.
        named: whether the names of the columns stand in the table; if not, the samples have none.
        rows: which rows.
        low: what stands for "not this class": 0, or −1 for outputs between −1 and 1.
        most: more samples than this are refused.
        labels: classes in the order that a network has learned. They keep their places if the table has no
            others.
    """

    format: CsvFormat
    columns: tuple[Column, ...]
    named: bool = True
    rows: RowChoice = ALL_ROWS
    low: float = 0.0
    most: int = 1_000_000
    labels: tuple[str, ...] = ()

    @staticmethod
    def of(preview: Preview, columns: tuple[Column, ...] | None = None, **more: object) -> Wanted:
        """What a preview suggests, or with other ``columns``; ``more`` are further fields."""
        return Wanted(preview.format, columns or preview.columns, preview.named, **more)  # type: ignore[arg-type]


def check_wanted(wanted: Wanted, source: CsvSource, row_count: int = 0) -> None:
    """Raise DataError where the choice itself makes no sense: no input, no target, too much to read.

    ``row_count`` is about how many rows there are, if that is known.
    """
    roles = [column.role for column in wanted.columns]
    if "input" not in roles:
        raise DataError("Choose at least one column of numbers as an input.")
    classes = roles.count("class")
    if classes > 1:
        raise DataError("Choose one column for the class, not several.")
    if classes and "target" in roles:
        raise DataError("Choose columns of targets or one for the class, not both.")
    if not classes and "target" not in roles:
        raise DataError("Choose a column for the class, or one or more for the targets.")
    if roles.count("test") > 1:
        raise DataError("Choose one column that marks test samples, not several.")
    for column in wanted.columns:
        if column.role in ("input", "target") and column.kind == "text":
            raise DataError(
                f"Column {column.name} has text such as “{shown(column.values[0])}”; only numbers can be "
                f"{'inputs' if column.role == 'input' else 'targets'}."
            )
        if column.role != "ignore" and column.kind == "empty":
            raise DataError(f"Column {column.name} has no values.")
    rows = wanted.rows
    if rows.which != "all" and rows.n < 1:
        raise DataError("Take at least one row.")
    if rows.which in ("first", "random") and rows.n > wanted.most:
        raise DataError(f"Take at most {wanted.most:,} rows.")
    size = source.size()
    if size > LARGEST_FILE and rows.which in ("all", "every"):
        raise DataError(
            f"{source.name} has {size / 1e9:,.1f} GB, too much to be read to its end; "
            "take a random sample or the first rows."
        )
    expected = row_count / rows.n if rows.which == "every" else row_count
    if rows.which in ("all", "every") and expected > 1.3 * wanted.most:
        raise DataError(too_many(f"about {about(row_count)}", wanted.most))


def too_many(count: str, most: int) -> str:
    """Why so many rows are refused, and what to do."""
    return (
        f"The table has {count} rows, but {most:,} samples is the most; "
        "take every few rows or a random sample of them."
    )
