"""Whatever is called a table: it is read, or a sentence says why not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nndesk.data.csv_cells import CellError, number, numbers
from nndesk.data.csv_columns import is_table, preview
from nndesk.data.csv_format import SEPARATORS, FormatChoice
from nndesk.data.csv_reading import read
from nndesk.data.csv_source import ENCODINGS, CsvSource
from nndesk.data.csv_wanted import RowChoice, Wanted
from nndesk.data.errors import DataError

CHOICES = st.builds(
    FormatChoice,
    encoding=st.sampled_from([None, *ENCODINGS]),
    separator=st.sampled_from([None, *SEPARATORS]),
    decimal=st.sampled_from([None, ".", ","]),
    header=st.sampled_from([None, True, False]),
)
ROWS = st.builds(
    RowChoice,
    which=st.sampled_from(["all", "first", "every", "random"]),
    n=st.integers(0, 9),
    seed=st.just(1),
)
TEXTS = st.text(st.sampled_from("01259.,;|\t \n\r\"'#-+eEa_?\u00a0\u2212"), max_size=200)


def tried(source: CsvSource, choice: FormatChoice, rows: RowChoice) -> None:
    try:
        seen = preview(source, choice)
        assert all(len(row) >= 0 for _, row in seen.rows)
        reading = read(source, Wanted.of(seen, rows=rows))
    except DataError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert sentence.isprintable()
        assert len(sentence) < 400
        return
    for problem in reading.problems.first:
        assert problem.sentence.isprintable()
        assert problem.sentence.endswith(".")
    if len(reading.dataset):
        assert np.isfinite(reading.dataset.x).all()


@given(text=TEXTS, choice=CHOICES, rows=ROWS)
@settings(max_examples=300)
@example(text='"', choice=FormatChoice(), rows=RowChoice())
@example(text="sep=;", choice=FormatChoice(), rows=RowChoice())
@example(text='1,"2\n3', choice=FormatChoice(), rows=RowChoice())
def test_no_text_is_a_surprise(text: str, choice: FormatChoice, rows: RowChoice) -> None:
    tried(CsvSource.of_text(text), choice, rows)
    is_table(text)


@given(data=st.binary(max_size=300), choice=CHOICES, rows=ROWS)
@settings(max_examples=200)
def test_no_file_is_a_surprise(tmp_path: Path, data: bytes, choice: FormatChoice, rows: RowChoice) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(data)
    tried(CsvSource.of_file(path), choice, rows)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20), st.booleans())
def test_both_ways_of_reading_numbers_agree(values: list[float], comma: bool) -> None:
    cells = [repr(value).replace(".", ",") if comma else repr(value) for value in values]
    mark = "," if comma else "."
    at_once = numbers(cells, mark)
    assert at_once is not None
    assert at_once.tolist() == values == [number(cell, mark) for cell in cells]


@given(st.text(st.sampled_from("0123456789.,-+eE '_\u2212infa"), max_size=12), st.booleans())
def test_what_is_read_at_once_is_what_is_read_with_care(cell: str, comma: bool) -> None:
    mark = "," if comma else "."
    at_once = numbers([cell], mark)
    if at_once is not None:
        assert at_once.tolist() == [number(cell, mark)]
    else:
        with contextlib.suppress(CellError):
            assert np.isfinite(number(cell, mark))
