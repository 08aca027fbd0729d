"""Reading large tables: how far it is, how to stop it, which rows to take; what is asked of the columns."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nndesk.data import csv_reading, csv_source
from nndesk.data.csv_columns import Role, is_table, preview
from nndesk.data.csv_format import CsvFormat, FormatChoice
from nndesk.data.csv_reading import CancelledError, Reading, read
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import RowChoice, Wanted, check_wanted
from nndesk.data.errors import DataError

COUNT = 20_000


@pytest.fixture
def long_file(tmp_path: Path) -> CsvSource:
    """20,000 rows; x1 is the number of the sample, from 0."""
    path = tmp_path / "long.csv"
    path.write_text("x1,x2,c\n" + "".join(f"{i},{i % 7},{'abc'[i % 3]}\n" for i in range(COUNT)))
    return CsvSource.of_file(path)


def taken(source: CsvSource, rows: RowChoice) -> list[float]:
    found: list[float] = read(source, Wanted.of(preview(source), rows=rows)).dataset.x[:, 0].tolist()
    return found


def of_text(text: str, *roles: Role, **more: object) -> Reading:
    seen = preview(CsvSource.of_text(text))
    return read(seen.source, Wanted.of(seen, seen.with_roles(roles) if roles else None, **more))


# --- large files --------------------------------------------------------------------------------------------


def test_progress_grows_to_one(long_file: CsvSource) -> None:
    told: list[float] = []
    reading = read(long_file, Wanted.of(preview(long_file)), progress=told.append)
    assert len(reading.dataset) == reading.row_count == COUNT
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0
    assert 0 < told[0] < 1


def test_it_stops_when_nobody_wants_it_any_more(long_file: CsvSource) -> None:
    cancel, told = threading.Event(), []

    def stop(part: float) -> None:
        told.append(part)
        cancel.set()

    with pytest.raises(CancelledError):
        read(long_file, Wanted.of(preview(long_file)), progress=stop, cancel=cancel)
    assert len(told) == 1


def test_a_preview_estimates_how_many_rows_there_are(long_file: CsvSource) -> None:
    seen = preview(long_file)
    assert not seen.whole or seen.row_count == COUNT
    assert seen.row_count == pytest.approx(COUNT, rel=0.3)


@pytest.mark.parametrize(
    "rows", [RowChoice("every", 10), RowChoice("every", 4097), RowChoice("every", 9_998)]
)
def test_every_kth_row(long_file: CsvSource, rows: RowChoice) -> None:
    assert taken(long_file, rows) == list(range(0, COUNT, rows.n))


def test_the_first_rows(long_file: CsvSource) -> None:
    assert taken(long_file, RowChoice("first", 5000)) == list(range(5000))
    assert taken(long_file, RowChoice("first", 10 * COUNT)) == list(range(COUNT))


def test_a_random_sample_is_as_large_as_asked_and_in_order(long_file: CsvSource) -> None:
    rows = taken(long_file, RowChoice("random", 500, seed=3))
    assert len(rows) == 500
    assert rows == sorted(set(rows))
    # A fair draw lies all over the file.
    assert np.histogram(rows, 4, (0, COUNT))[0].min() > 80
    assert rows == taken(long_file, RowChoice("random", 500, seed=3))
    assert rows != taken(long_file, RowChoice("random", 500, seed=4))
    assert taken(long_file, RowChoice("random", 2 * COUNT)) == list(range(COUNT))


def test_a_random_sample_of_a_huge_file_is_taken_without_reading_all_of_it(
    long_file: CsvSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_reading, "_SCATTERED", 1000)
    reads: list[int] = []
    real = csv_source.CsvSource.opened
    monkeypatch.setattr(csv_source.CsvSource, "opened", lambda *a: reads.append(1) or real(*a))
    reading = read(long_file, Wanted.of(preview(long_file), rows=RowChoice("random", 200)))
    assert reads == []
    rows = reading.dataset.x[:, 0].tolist()
    assert rows == sorted(rows)
    assert 190 <= len(rows) <= 200
    assert rows[0] < 400
    assert rows[-1] > COUNT - 400
    assert "not read to its end" in reading.notes[0]
    assert not reading.problems


def test_ten_gigabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("x1,x2,t\n" + "0.25,0.5,1\n" * 30_000)
    os.truncate(path, 10_000_000_000)
    source = CsvSource.of_file(path)
    seen = preview(source)
    assert not seen.whole
    assert seen.row_count > 500_000_000
    with pytest.raises(DataError) as caught:
        read(source, Wanted.of(seen))
    assert str(caught.value) == (
        "huge.csv has 10.0 GB, too much to be read to its end; take a random sample or the first rows."
    )
    assert len(read(source, Wanted.of(seen, rows=RowChoice("first", 100))).dataset) == 100


def test_more_rows_than_a_document_keeps_are_refused_with_the_way_out(long_file: CsvSource) -> None:
    wanted = Wanted.of(preview(long_file), most=15_000)
    with pytest.raises(DataError) as caught:
        read(long_file, wanted)
    assert str(caught.value) == (
        "The table has more than 15,000 rows, but 15,000 samples is the most; "
        "take every few rows or a random sample of them."
    )
    with pytest.raises(DataError, match="has about 20,000 rows, but 15,000"):
        check_wanted(wanted, long_file, row_count=COUNT)
    assert len(read(long_file, replace(wanted, rows=RowChoice("every", 2))).dataset) == COUNT // 2


def test_a_bad_row_far_down_is_named(tmp_path: Path) -> None:
    path = tmp_path / "far.csv"
    rows = ["1,2,0"] * COUNT
    rows[12_344] = "1,oops,0"
    rows[15_000] = "1,2"
    path.write_text("x1,x2,t\n" + "\n".join(rows))
    source = CsvSource.of_file(path)
    reading = read(source, Wanted.of(preview(source)))
    assert len(reading.dataset) == COUNT - 2
    assert [problem.sentence for problem in reading.problems.first] == [
        "Row 12,346, column x2: “oops” is not a number.",
        "Row 15,002 has 2 cells instead of 3.",
    ]
    assert reading.problems.rows == "rows 12,346 and 15,002"


def test_many_bad_rows_are_counted_and_the_first_named() -> None:
    reading = of_text("x,t\n1,0\n" + ",1\n" * 5000 + "2,1\n")
    assert reading.problems.count == reading.problems.missing == 5000
    assert reading.problems.rows == "rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 … (5,000 in all)"
    assert reading.dataset.x.tolist() == [[1.0], [2.0]]


def test_the_wrong_encoding_is_told_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_bytes(b"x,c\n" + b"1,a\n" * 9 + "2,größer\n".encode("latin-1"))
    source = CsvSource.of_file(path)
    assert preview(source).format.encoding == "cp1252"
    with pytest.raises(DataError, match=r"late\.csv is not in UTF-8 about row \d+; choose another encoding"):
        read(source, replace(Wanted.of(preview(source)), format=CsvFormat("utf-8")))


def test_a_letter_far_down_decides_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_bytes(b"x,class\n" + b"1,a\n" * 100_000 + "2,größer\n".encode("latin-1"))
    source = CsvSource.of_file(path)
    assert preview(source).format.encoding == "cp1252"
    assert read(source, Wanted.of(preview(source))).dataset.labels == ("a", "größer")


def test_a_line_without_end_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_text("1,2\n" + "x" * 3_000_000)
    source = CsvSource.of_file(path)
    with pytest.raises(DataError, match=r"Row 2 of line\.csv has more than 1,000,000 characters"):
        read(source, Wanted.of(preview(source)))


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "forbidden"])
def test_what_is_no_readable_file_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing.csv"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "forbidden":
        path.write_text("1,2")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("nothing is forbidden to this user")
    with pytest.raises(DataError, match=r"thing\.csv"):
        preview(CsvSource.of_file(path))


# --- what is chosen -----------------------------------------------------------------------------------------


def test_columns_may_be_taken_for_other_things() -> None:
    text = "a,b,c\n1,2,0\n3,4,1\n"
    assert of_text(text, "ignore", "input", "target").dataset.x.tolist() == [[2.0], [4.0]]
    classes = of_text(text, "class", "input", "input").dataset
    assert (classes.labels, classes.t.tolist(), classes.names) == (("1", "3"), [[0.0], [1.0]], ("b", "c"))


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (("ignore", "ignore", "target"), "Choose at least one column of numbers as an input."),
        (("input", "input", "ignore"), "Choose a column for the class, or one or more for the targets."),
        (("input", "class", "class"), "Choose one column for the class, not several."),
        (("input", "target", "class"), "Choose columns of targets or one for the class, not both."),
        (("test", "test", "class"), "Choose at least one column of numbers as an input."),
        (("input", "target", "input"), "Column c has text such as “u”; only numbers can be inputs."),
        (("input", "input", "target"), "Column c has text such as “u”; only numbers can be targets."),
    ],
)
def test_a_choice_that_makes_no_sense_is_told(roles: tuple[Role, ...], sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        of_text("a,b,c\n1,2,u\n3,4,v\n", *roles)
    assert str(caught.value) == sentence


def test_the_lower_value_may_be_minus_one() -> None:
    assert of_text("a,c\n1,no\n2,yes\n", low=-1.0).dataset.t.tolist() == [[-1.0], [1.0]]
    three = of_text("a,c\n1,u\n2,v\n3,w\n", low=-1.0).dataset.t
    assert three.tolist() == [[1.0, -1.0, -1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]


def test_classes_keep_the_places_that_a_network_has_learned() -> None:
    labels = ("red", "green", "blue")
    dataset = of_text("a,c\n1,green\n2,red\n", labels=labels).dataset
    assert dataset.labels == labels
    assert dataset.t.tolist() == [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
    assert of_text("a,c\n1,green\n2,pink\n", labels=labels).dataset.labels == ("green", "pink")


def test_a_separator_or_a_header_may_be_said() -> None:
    source = CsvSource.of_text("1,2;0\n3,4;1\n")
    assert preview(source).format.separator == ";"
    assert len(preview(source, FormatChoice(separator=",", decimal=".")).columns) == 2
    seen = preview(source, FormatChoice(separator=";", header=True))
    assert [column.name for column in seen.columns] == ["1,2", "0"]
    assert seen.rows == ((2, ("3,4", "1")),)


def test_every_column_that_test_samples_may_be_marked_in() -> None:
    dataset = of_text("a,t,split\n1,0,train\n2,1,test\n", "input", "target", "test").dataset
    assert dataset.test.tolist() == [False, True]
    bad = of_text("a,t,split\n1,0,train\n2,1,maybe\n", "input", "target", "test")
    assert bad.problems.sentence == "Row 3, column split: “maybe” does not say whether this is a test sample."


def test_commas_that_may_group_digits_are_told() -> None:
    text = "a;t\n1,234;0\n2,500;1\n"
    seen = preview(CsvSource.of_text(text))
    assert seen.doubt == "“1,234” is read as 1.234; if it means 1234, choose the decimal point."
    assert preview(CsvSource.of_text(text), FormatChoice(decimal=",")).doubt == ""
    assert preview(CsvSource.of_text("a;t\n1,234;0\n2,5;1\n")).doubt == ""
    thousands = preview(CsvSource.of_text(text), FormatChoice(decimal="."))
    assert read(thousands.source, Wanted.of(thousands)).dataset.x.tolist() == [[1234.0], [2500.0]]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("1\t2\n3\t4", True),
        ("a\tb\tc\n1\t2\tx", True),
        ("1;2,5\n3;4", True),
        ("1\t2", True),
        ("0,5", False),
        ("1\n2\n3", False),
        ("Dear all,\nhere is 1, 2 and 3", False),
        ("x1 <- h1\t0.5\nx2 <- h1\t0.25", False),
        ('{"x": [1, 2],\n"t": [3, 4]}', False),
        ("", False),
        ("x" * 100_000, False),
    ],
)
def test_cells_of_a_spreadsheet_are_told_from_other_text(text: str, table: bool) -> None:
    assert is_table(text) is table
