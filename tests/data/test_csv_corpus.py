"""A corpus of awkward tables: each is read to exactly what it says, or a sentence says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from nndesk.data.csv_columns import preview
from nndesk.data.csv_reading import Reading, read
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import Wanted
from nndesk.data.errors import DataError
from tests.data.csv_corpus import CORPUS, Table


def test_there_are_enough_of_them() -> None:
    assert len(CORPUS) >= 60


def reading_of(source: CsvSource) -> Reading:
    return read(source, Wanted.of(preview(source)))


@pytest.mark.parametrize("what", [name for name, table in CORPUS.items() if not table.refused])
def test_a_table_is_read_as_it_is_meant(what: str, tmp_path: Path) -> None:
    table = CORPUS[what]
    source = written(table, tmp_path)
    seen = preview(source)
    for field, value in table.format.items():
        assert getattr(seen.format, field) == value
    reading = reading_of(source)
    dataset = reading.dataset
    assert dataset.x.tolist() == table.x
    assert dataset.t.tolist() == table.t
    assert dataset.names == table.names
    assert dataset.labels == table.labels
    assert tuple(dataset.test.tolist()) == (table.test or (False,) * len(table.x))
    assert reading.problems.sentence == table.bad
    assert seen.row_count >= len(table.x)


@pytest.mark.parametrize("what", [name for name, table in CORPUS.items() if table.refused])
def test_what_cannot_be_read_is_refused_in_a_sentence(what: str, tmp_path: Path) -> None:
    table = CORPUS[what]
    with pytest.raises(DataError) as caught:
        reading_of(written(table, tmp_path))
    assert str(caught.value) == table.refused.format(name="table.csv")


@pytest.mark.parametrize("what", [name for name, table in CORPUS.items() if table.bad])
def test_rows_that_cannot_be_used_are_only_left_out_when_told_so(what: str, tmp_path: Path) -> None:
    table = CORPUS[what]
    reading = reading_of(written(table, tmp_path))
    with pytest.raises(DataError) as caught:
        reading.accepted(leave_out=False)
    assert str(caught.value) == table.bad
    assert reading.accepted(leave_out=True) is reading.dataset


@pytest.mark.parametrize("what", CORPUS)
def test_a_text_says_the_same_as_a_file(what: str, tmp_path: Path) -> None:
    table = CORPUS[what]
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = table.data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            continue
        source = CsvSource.of_text(text)
        if table.refused:
            with pytest.raises(DataError):
                reading_of(source)
        else:
            assert reading_of(source).dataset == reading_of(written(table, tmp_path)).dataset
        return


def written(table: Table, folder: Path) -> CsvSource:
    path = folder / "table.csv"
    path.write_bytes(table.data)
    return CsvSource.of_file(path)
