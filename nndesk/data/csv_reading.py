"""Reading samples from CSV: row by row, whatever the size, with every problem named by its place."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice

import numpy as np
from numpy.typing import NDArray

from nndesk.data.csv_cells import CellError, as_name, is_missing, number, numbers, shown, unquoted
from nndesk.data.csv_columns import MOST_CLASSES, Column, class_order
from nndesk.data.csv_format import TableLines, is_blank, rows_of
from nndesk.data.csv_rows import ProblemList, RowProblems, listed
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import Wanted, check_wanted, too_many
from nndesk.data.dataset import Dataset
from nndesk.data.errors import DataError

_CHUNK = 4096
_SCATTERED = 200_000_000
"""Bytes beyond which a random sample is taken from places all over the file."""

Progress = Callable[[float], object]


class CancelledError(DataError):
    """Nobody wants the table any more."""

    def __init__(self) -> None:
        super().__init__("Reading was cancelled.")


@dataclass(frozen=True, slots=True)
class Reading:
    """A table that has been read.

    Attributes:
        dataset: the rows that can be used. ``names`` are those of the inputs where the table has any,
            ``labels`` those of the classes, ``test`` what a column of that role says.
        problems: the rows that cannot.
        row_count: rows with anything in them that were looked at.
        notes: what else a person should know, a sentence each.
    """

    dataset: Dataset
    problems: RowProblems
    row_count: int
    notes: tuple[str, ...] = ()

    def accepted(self, leave_out: bool) -> Dataset:
        """The samples, if every row can be used or those that cannot may be left out.

        Raises:
            DataError: a row cannot be used, or none can.
        """
        if self.problems and not leave_out:
            raise DataError(self.problems.sentence)
        if not len(self.dataset):
            raise DataError(f"No row can be used. {self.problems.sentence}".strip())
        return self.dataset


def read(
    source: CsvSource,
    wanted: Wanted,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Reading:
    """Read the samples.

    Args:
        progress: told now and then how much of the file has been read, 0 to 1, in the thread that reads.
        cancel: looked at every few thousand rows.

    Raises:
        DataError: the choice makes no sense, the file cannot be read, it has too many rows or classes, or a
            quote is not closed. Single rows that cannot be used are told in the result.
        CancelledError: ``cancel`` was set.
    """
    check_wanted(wanted, source)
    reader = _Reader(source, wanted, progress, cancel)
    if wanted.rows.which == "random" and source.size() > _SCATTERED:
        return reader.scattered()
    return reader.all_the_way()


@dataclass(slots=True)
class _Labels:
    """A column of classes while it is read: what its cells say, as numbers."""

    name: str
    codes: dict[str, int] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)

    def coded(self, cells: Sequence[str]) -> NDArray[np.float64]:
        """The number of each cell's class, NaN where there is none. Raises DataError beyond ten classes."""
        codes = self.codes
        for cell in dict.fromkeys(cells):
            if cell not in codes:
                codes[cell] = (
                    -1 if is_missing(cell) else self.values.setdefault(as_name(cell), len(self.values))
                )
        if len(self.values) > MOST_CLASSES:
            some = listed([f"“{shown(value)}”" for value in list(self.values)[:3]])
            raise DataError(
                f"Column {self.name} has more than {MOST_CLASSES} different values, among them {some}; "
                f"a class column has at most {MOST_CLASSES}."
            )
        array = np.fromiter(map(codes.__getitem__, cells), np.float64, len(cells))
        array[array < 0] = np.nan
        return array


_SAYS_TEST = {
    **dict.fromkeys(("1", "1.0", "true", "yes", "test", "ja", "wahr", "x"), 1.0),
    **dict.fromkeys(("0", "0.0", "false", "no", "train", "training", "nein", "falsch", ""), 0.0),
}


class _Reader:
    """One reading of one table."""

    def __init__(
        self, source: CsvSource, wanted: Wanted, progress: Progress | None, cancel: threading.Event | None
    ) -> None:
        self._source, self._wanted = source, wanted
        self._progress, self._cancel = progress, cancel
        self._width = len(wanted.columns)
        self._used = [at for at, column in enumerate(wanted.columns) if column.role != "ignore"]
        self._labels = {
            at: _Labels(wanted.columns[at].name) for at in self._used if wanted.columns[at].role == "class"
        }
        self._problems = ProblemList()
        self._row_count = 0
        self._chunks: list[NDArray[np.float64]] = []
        self._kept = 0
        self._rows_seen = 0
        self._draw = np.random.default_rng(wanted.rows.seed)
        self._keys: list[NDArray[np.float64]] = []
        self._threshold = 1.0

    # --- ways through the file ---------------------------------------------------------------------------

    def all_the_way(self) -> Reading:
        """Row by row to the end, or until there are enough."""
        format, rows = self._wanted.format, self._wanted.rows
        with self._source.opened(format.encoding) as lines:
            table = TableLines(lines, format.separator)
            reader = rows_of(table, format.separator)
            header_due = format.header
            number, last = 1, []
            for chunk in self._in_chunks(reader):
                first, number, last = number, number + len(chunk), chunk[-1]
                numbers = range(first, number)
                if header_due:
                    at = next((i for i, row in enumerate(chunk) if not is_blank(row)), None)
                    if at is not None:
                        chunk, numbers, header_due = chunk[at + 1 :], numbers[at + 1 :], False
                    else:
                        continue
                self._take(chunk, numbers)
                self._look_up(lines.part)
                if rows.which == "first" and self._kept >= rows.n:
                    break
            else:
                if table.open_row and last and "\n" in last[-1]:
                    raise DataError(f"The quote that row {table.open_row:,} opens is never closed.")
        if self._progress is not None:
            self._progress(1.0)
        return self._reading()

    def scattered(self) -> Reading:
        """From places all over a file that is too large to be read for a few rows."""
        format, rows = self._wanted.format, self._wanted.rows
        lines = self._source.some_lines(format.encoding, rows.n, rows.seed)
        reader = rows_of(TableLines(lines, format.separator), format.separator)
        taken = 0
        for chunk in self._in_chunks(reader):
            taken += len(chunk)
            self._take(chunk, None)
            self._look_up(min(1.0, taken / rows.n))
        found = self._problems.found()
        notes = [
            f"The file has {self._source.size() / 1e9:,.1f} GB and was not read to its end: "
            "a row was taken from each of many equal parts."
        ]
        if found:
            notes.append(
                f"{found.count:,} of the rows looked at could not be used. {found.first[0].sentence}"
            )
        self._problems = ProblemList()
        return self._reading(notes)

    def _in_chunks(self, reader: Iterator[list[str]]) -> Iterator[list[list[str]]]:
        read = 0
        while True:
            try:
                chunk = list(islice(reader, _CHUNK))
            except csv.Error as error:
                raise DataError(
                    f"Near row {read + 1:,} a cell has more than {csv.field_size_limit():,} characters; "
                    "perhaps a quote is not closed."
                ) from error
            if not chunk:
                return
            read += len(chunk)
            yield chunk

    def _look_up(self, part: float) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise CancelledError
        if self._progress is not None:
            self._progress(part)
        most = self._wanted.most
        if self._wanted.rows.which in ("all", "every") and self._kept > most:
            raise DataError(too_many(f"more than {most:,}", most))

    # --- rows --------------------------------------------------------------------------------------------

    def _take(self, rows: list[list[str]], numbers: Sequence[int] | None) -> None:
        """Add what can be used of these rows; their ``numbers`` are None where they are not known."""
        places: Sequence[int | None] = [None] * len(rows) if numbers is None else numbers
        if not all(rows):
            full = [bool(row) for row in rows]
            rows, places = list(compress(rows, full)), list(compress(places, full))
        choice = self._wanted.rows
        before, self._rows_seen = self._rows_seen, self._rows_seen + len(rows)
        if choice.which == "every":
            start = -before % choice.n
            rows, places = rows[start :: choice.n], places[start :: choice.n]
        if not rows:
            return
        values = self._all_at_once(rows)
        if values is None:
            values = self._one_by_one(rows, places)
        else:
            self._row_count += len(rows)
        if choice.which == "random" and self._source.size() <= _SCATTERED:
            self._draw_some(values)
        elif len(values):
            self._chunks.append(values)
            self._kept += len(values)

    def _all_at_once(self, rows: list[list[str]]) -> NDArray[np.float64] | None:
        """The rows as numbers, shape ``(N, used columns)``; None if any of them needs a closer look."""
        if set(map(len, rows)) != {self._width}:
            return None
        columns = list(zip(*rows, strict=True))
        values = np.empty((len(rows), len(self._used)))
        for i, at in enumerate(self._used):
            found = self._numbers(at, columns[at])
            if found is None or np.isnan(found).any():
                return None
            values[:, i] = found
        return values

    def _numbers(self, at: int, cells: Sequence[str]) -> NDArray[np.float64] | None:
        if at in self._labels:
            return self._labels[at].coded(cells)
        if self._wanted.columns[at].role == "test":
            says = {cell: _SAYS_TEST.get(unquoted(cell).lower(), np.nan) for cell in set(cells)}
            return np.fromiter(map(says.__getitem__, cells), np.float64, len(cells))
        return numbers(cells, self._wanted.format.decimal)

    def _one_by_one(self, rows: list[list[str]], places: Sequence[int | None]) -> NDArray[np.float64]:
        values = []
        for place, row in zip(places, rows, strict=True):
            if is_blank(row):
                continue
            self._row_count += 1
            found = self._row(place, row)
            if found is not None:
                values.append(found)
        return np.array(values, np.float64).reshape(len(values), len(self._used))

    def _row(self, place: int | None, row: list[str]) -> list[float] | None:
        while len(row) > self._width and not row[-1].strip():
            row = row[:-1]
        if len(row) != self._width:
            cells = f"{len(row)} cell" + ("" if len(row) == 1 else "s")
            self._problems.add(place, f" has {cells} instead of {self._width}")
            return None
        values = []
        for at in self._used:
            column = self._wanted.columns[at]
            try:
                values.append(self._cell(at, column, row[at]))
            except CellError as error:
                self._problems.add(place, f", column {column.name}: {error}", error.missing)
                return None
        return values

    def _cell(self, at: int, column: Column, cell: str) -> float:
        if at not in self._labels and column.role != "test":
            return number(cell, self._wanted.format.decimal)
        found = self._numbers(at, [cell])
        if found is not None and not np.isnan(found[0]):
            return float(found[0])
        if is_missing(cell):
            raise CellError("the value is missing", missing=True)
        raise CellError(f"“{shown(cell)}” does not say whether this is a test sample")

    def _draw_some(self, values: NDArray[np.float64]) -> None:
        """Keep the rows with the smallest of random keys: a fair draw without knowing how many will come."""
        keys = self._draw.random(len(values))
        near = keys < self._threshold
        self._chunks.append(values[near])
        self._keys.append(keys[near])
        if sum(map(len, self._keys)) > 2 * self._wanted.rows.n + _CHUNK:
            self._keep_smallest()

    def _keep_smallest(self) -> None:
        n = self._wanted.rows.n
        keys, values = np.concatenate(self._keys), np.concatenate(self._chunks)
        if len(keys) > n:
            self._threshold = float(np.partition(keys, n)[n])
            near = keys < self._threshold
            keys, values = keys[near], values[near]
        self._keys, self._chunks = [keys], [values]

    # --- the result --------------------------------------------------------------------------------------

    def _reading(self, notes: Sequence[str] = ()) -> Reading:
        wanted = self._wanted
        if self._keys:
            self._keep_smallest()
        values = np.concatenate(self._chunks) if self._chunks else np.zeros((0, len(self._used)))
        self._chunks = []
        if wanted.rows.which == "first":
            values = values[: wanted.rows.n]
        problems = self._problems.found()
        if not len(values) and not problems:
            raise DataError(f"{self._source.name} has no rows with values.")
        columns = {role: [] for role in ("input", "target", "class", "test")}  # type: dict[str, list[int]]
        for i, at in enumerate(self._used):
            columns[wanted.columns[at].role].append(i)
        names: tuple[str, ...] = ()
        if wanted.named:
            names = tuple(wanted.columns[self._used[i]].name for i in columns["input"])
        labels: tuple[str, ...] = ()
        if not len(values):
            return Reading(Dataset(np.zeros((0, 0)), np.zeros((0, 0))), problems, self._row_count)
        if columns["class"]:
            t, labels = self._classes(values[:, columns["class"][0]])
        else:
            t = values[:, columns["target"]]
        test = values[:, columns["test"][0]] > 0 if columns["test"] else np.zeros(len(values), bool)
        dataset = Dataset(values[:, columns["input"]], t, test=test, names=names, labels=labels)
        return Reading(dataset, problems, self._row_count, tuple(notes))

    def _classes(self, codes: NDArray[np.float64]) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Targets of classes, ``(N, 1)`` for two and one-hot for more, and the classes' names."""
        (labels,) = self._labels.values()
        values, known = list(labels.values), self._wanted.labels
        # A class that only rows have which cannot be used is none.
        seen = [values[code] for code in np.unique(codes).astype(int).tolist()]
        order = list(known) if set(seen) <= set(known) else class_order(seen)
        if len(order) < 2:
            raise DataError(
                f"Column {labels.name} has only one value, “{shown(order[0])}”; a class column needs two."
            )
        place = np.array([order.index(value) if value in order else -1 for value in values])
        kinds = place[codes.astype(np.intp)]
        if len(order) == 2:
            return np.where(kinds[:, None] == 1, 1.0, self._wanted.low), tuple(order)
        return np.where(kinds[:, None] == np.arange(len(order)), 1.0, self._wanted.low), tuple(order)
