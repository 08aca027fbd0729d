"""What is wrong with rows of a table, in sentences that name row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NAMED_ROWS = 12
"""So many rows are named one by one."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be used: ``row`` is its number in the table from 1, None where it is not known."""

    row: int | None
    reason: str
    missing: bool

    @property
    def sentence(self) -> str:
        """``Row 7, column x1: “abc” is not a number.``"""
        start = "A row" if self.row is None else f"Row {self.row:,}"
        return f"{start}{self.reason}."


@dataclass(frozen=True, slots=True)
class RowProblems:
    """All rows that cannot be used; the first of them one by one.

    Attributes:
        count: how many rows.
        missing: how many of them only lack a value.
        first: the first ``NAMED_ROWS``.
    """

    count: int = 0
    missing: int = 0
    first: tuple[RowProblem, ...] = ()

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def sentence(self) -> str:
        """The first problem, and how many more there are; empty where there is none."""
        if not self.count:
            return ""
        more = self.count - 1
        text = self.first[0].sentence
        return text if not more else f"{text} {more:,} more row{'s' if more > 1 else ''} cannot be used."

    @property
    def rows(self) -> str:
        """``rows 5, 9 and 12``, ``row 5``, ``rows 1, 2, 3 … (40 in all)``; empty where they are not known."""
        numbers = [problem.row for problem in self.first if problem.row is not None]
        if not numbers:
            return ""
        if self.count > len(numbers):
            return f"rows {', '.join(f'{n:,}' for n in numbers)} … ({self.count:,} in all)"
        return f"row{'s' if len(numbers) > 1 else ''} {listed([f'{n:,}' for n in numbers])}"


class ProblemList:
    """Problems as they are found."""

    def __init__(self) -> None:
        self.count = 0
        self._missing = 0
        self._first: list[RowProblem] = []

    def add(self, row: int | None, reason: str, missing: bool = False) -> None:
        self.count += 1
        self._missing += missing
        if len(self._first) < NAMED_ROWS:
            self._first.append(RowProblem(row, reason, missing))

    def found(self) -> RowProblems:
        return RowProblems(self.count, self._missing, tuple(self._first))


def listed(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def about(count: int) -> str:
    """An estimate with the two digits that it deserves: ``1,200,000``."""
    return f"{float(f'{count:.2g}'):,.0f}"
