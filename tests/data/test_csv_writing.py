"""What is written as a table is read back to the same floats."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.data.csv_columns import Role, preview
from nndesk.data.csv_reading import read
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import Wanted
from nndesk.data.csv_writing import column_names, spreadsheet_format, table_pieces, table_text
from nndesk.data.dataset import Dataset

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(
    st.characters(categories=("L", "N", "P", "Zs"), include_characters=' ",;|\t#'), min_size=1, max_size=12
)


def read_back(text: str, dataset: Dataset) -> Dataset:
    """The samples in ``text``; what the columns are taken for is said, as a person could."""
    seen = preview(CsvSource.of_text(text))
    goals = len(seen.columns) - dataset.input_count - bool(dataset.test.any())
    goal: Role = "class" if seen.columns[dataset.input_count].kind == "text" else "target"
    roles: list[Role] = ["input"] * dataset.input_count + [goal] * goals
    roles += ["test"] * (len(seen.columns) - len(roles))
    return read(seen.source, Wanted.of(seen, seen.with_roles(roles), labels=dataset.labels)).dataset


@given(
    x=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8),
    t=NUMBERS,
    comma=st.booleans(),
    test=st.booleans(),
)
def test_every_number_comes_back_exactly(
    x: list[tuple[float, float]], t: float, comma: bool, test: bool
) -> None:
    dataset = Dataset(np.array(x), np.full((len(x), 1), t), test=np.arange(len(x)) % 2 == test)
    separator, decimal = spreadsheet_format(comma)
    back = read_back(table_text(dataset, separator, decimal), dataset)
    assert np.array_equal(back.x, dataset.x)
    assert np.array_equal(np.signbit(back.x), np.signbit(dataset.x))
    assert np.array_equal(back.t, dataset.t)
    assert np.array_equal(back.test, dataset.test)


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize(
    "labels", [("setosa", "versicolor"), ("b", "a"), ("yes, indeed", 'a "b"'), ("x;y", "z")]
)
def test_classes_come_back_by_their_names(labels: tuple[str, str], comma: bool) -> None:
    dataset = Dataset(
        np.array([[0.1, 2.0], [0.3, -4.5], [1.0, 1.0]]),
        np.array([[0.0], [1.0], [0.0]]),
        names=("width, in cm", "height"),
        labels=labels,
    )
    separator, decimal = spreadsheet_format(comma)
    assert read_back(table_text(dataset, separator, decimal), dataset) == dataset


def test_many_classes_are_one_column() -> None:
    dataset = Dataset(np.arange(3.0)[:, None], np.eye(3), names=("a",), labels=("u", "v", "w"))
    text = table_text(dataset)
    assert text == "a,class\n0,u\n1,v\n2,w\n"
    assert read_back(text, dataset) == dataset


def test_what_is_no_class_stays_a_number() -> None:
    dataset = Dataset(np.arange(2.0)[:, None], np.array([[0.25], [1.0]]), labels=("no", "yes"))
    assert table_text(dataset) == "x1,t\n0,0.25\n1,1\n"
    several = Dataset(np.arange(2.0)[:, None], np.array([[1.0, 1.0], [0.0, 1.0]]), labels=("u", "v"))
    assert table_text(several) == "x1,t1,t2\n0,1,1\n1,0,1\n"


def test_a_column_says_what_is_held_out_if_anything_is() -> None:
    dataset = Dataset(np.array([[0.5], [1.5]]), np.array([[0.0], [1.0]]), test=np.array([True, False]))
    assert table_text(dataset, ";", ",") == "x1;t;test\n0,5;0;1\n1,5;1;0\n"


def test_names_are_never_twice() -> None:
    dataset = Dataset(np.zeros((1, 2)), np.ones((1, 1)), names=("t", "x"))
    assert len(set(column_names(dataset))) == 3


def test_nothing_is_written_of_nothing_and_it_stops_when_told() -> None:
    assert table_text(Dataset(np.zeros((0, 0)), np.zeros((0, 0)))) == ""
    many = Dataset(np.zeros((10_000, 1)), np.zeros((10_000, 1)))
    cancel, told = threading.Event(), []
    pieces = table_pieces(many, progress=told.append, cancel=cancel)
    next(pieces)
    next(pieces)
    cancel.set()
    assert list(pieces) == []
    assert told == [pytest.approx(4096 / 10_000)]
