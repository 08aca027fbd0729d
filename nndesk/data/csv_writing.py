"""Samples as a table for other programs, exact: what is written reads back to the same floats."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from nndesk.data.csv_cells import Decimal
from nndesk.data.dataset import Dataset

_CHUNK = 4096
CLASS_COLUMN = "class"
TEST_COLUMN = "test"


def table_text(dataset: Dataset, separator: str = ",", decimal: Decimal = ".", header: bool = True) -> str:
    """All samples as a table, a row each: the inputs, then the class by its name or the targets.

    A last column ``test`` says 1 where a sample is held out, if any is. Where the comma is decimal the
    separator should be a semicolon or a tab.
    """
    return "".join(table_pieces(dataset, separator, decimal, header))


def table_pieces(
    dataset: Dataset,
    separator: str = ",",
    decimal: Decimal = ".",
    header: bool = True,
    progress: Callable[[float], object] | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[str]:
    """The same piece by piece, a few thousand rows each; ends early when ``cancel`` is set."""
    if header and len(dataset):
        yield _lines([column_names(dataset)], separator)
    classes = class_names(dataset)
    for start in range(0, len(dataset), _CHUNK):
        if cancel is not None and cancel.is_set():
            return
        part = slice(start, start + _CHUNK)
        goals = (
            [[name] for name in classes[part]]
            if classes is not None
            else [[_text(v, decimal) for v in row] for row in dataset.t[part].tolist()]
        )
        tests = [[str(int(v))] for v in dataset.test[part]] if dataset.test.any() else [[]] * len(goals)
        rows = [
            [*(_text(v, decimal) for v in x), *goal, *test]
            for x, goal, test in zip(dataset.x[part].tolist(), goals, tests, strict=True)
        ]
        yield _lines(rows, separator)
        if progress is not None:
            progress(min(1.0, (start + _CHUNK) / len(dataset)))


def column_names(dataset: Dataset) -> list[str]:
    """The header: names of the inputs, else ``x1 …``, then ``class``, or ``t``, or ``t1 …``."""
    names = list(dataset.names) or [f"x{i + 1}" for i in range(dataset.input_count)]
    count = dataset.target_count
    goals = (
        [CLASS_COLUMN]
        if class_names(dataset) is not None
        else ["t"]
        if count == 1
        else [f"t{i + 1}" for i in range(count)]
    )
    # A reader would take two columns of one name for one.
    goals = [name if name not in names else f"{name} ({len(names) + i + 1})" for i, name in enumerate(goals)]
    return [*names, *goals, *([TEST_COLUMN] if dataset.test.any() else [])]


def class_names(dataset: Dataset) -> list[str] | None:
    """The name of each sample's class; None where classes have no names, or the targets say more than that.

    Targets say no more if they are the lower or the upper value (0/1 or −1/+1), one upper value in a row.
    """
    if not dataset.labels or not len(dataset):
        return None
    t = dataset.t
    low = float(t.min())
    if low not in (0.0, -1.0) or not ((t == low) | (t == 1.0)).all():
        return None
    if dataset.target_count == 1:
        return [dataset.labels[int(v)] for v in (t[:, 0] == 1.0)]
    if not ((t == 1.0).sum(axis=1) == 1).all():
        return None
    return [dataset.labels[k] for k in np.argmax(t, axis=1).tolist()]


def spreadsheet_format(decimal_comma: bool) -> tuple[str, Decimal]:
    """What spreadsheets of a country expect: separator and decimal mark."""
    return (";", ",") if decimal_comma else (",", ".")


def _text(value: float, decimal: Decimal) -> str:
    """The shortest text that reads back to the same float; whole numbers without a point."""
    text = repr(value).removesuffix(".0")
    return text if decimal == "." else text.replace(".", ",")


def _lines(rows: Sequence[Sequence[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()
