from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import EMPTY, DataError, Dataset
from nndesk.data.normalisation import NOT_NORMALISED, Normalisation


def test_the_tables_are_copied_and_read_only() -> None:
    x = np.array([[1.0, 2.0]])
    data = Dataset(x, [[1]])  # type: ignore[arg-type]
    x[0, 0] = 9
    assert data.x.tolist() == [[1.0, 2.0]]
    with pytest.raises(ValueError, match="read-only"):
        data.x[0, 0] = 3


def test_datasets_are_equal_by_value() -> None:
    assert Dataset.of([[1]], [[0]]) == Dataset.of([[1]], [[0]])
    assert Dataset.of([[1]], [[0]]) != Dataset.of([[1]], [[1]])
    assert Dataset.of([[1]], [[0]]) != "data"
    assert len({Dataset.of([[1]], [[0]]), Dataset.of([[1]], [[0]])}) == 1


def test_all_empty_datasets_are_the_same() -> None:
    assert Dataset(np.zeros((0, 3)), np.zeros((0, 1))) == EMPTY == Dataset.of([], [])
    assert (len(EMPTY), EMPTY.input_count, EMPTY.target_count, EMPTY.classes.tolist()) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("x", "t", "says"),
    [
        ([[1], [np.nan]], [[0], [1]], "Row 2 of the inputs has nan in column 1."),
        ([[1]], [[np.inf]], "Row 1 of the targets has inf in column 1."),
        ([[1]], [[0], [1]], "as many rows, but have 1 and 2."),
        ([1, 2], [[0], [1]], "The inputs must be a table with a row for each sample"),
    ],
)
def test_bad_tables_are_refused_by_row_and_column(x: object, t: object, says: str) -> None:
    with pytest.raises(DataError, match=says):
        Dataset(np.array(x), np.array(t))


@pytest.mark.parametrize(
    ("t", "classes"),
    [
        ([[0], [1], [0]], [0, 1, 0]),
        ([[-1], [1], [1]], [0, 1, 1]),
        ([[0], [0]], [0, 0]),
        ([[1], [1]], [1, 1]),
        ([[-1], [-1]], [0, 0]),
        ([[1, 0, 0], [0, 0, 1]], [0, 2]),
    ],
)
def test_classes_are_read_off_the_targets(t: list[list[float]], classes: list[int]) -> None:
    assert Dataset.of([[0]] * len(t), t).classes.tolist() == classes


def test_one_output_divides_the_samples_by_its_own_target() -> None:
    data = Dataset.of([[0]] * 4, [[0, 0.5], [1, 0.5], [1, -1], [0, -1]])
    assert data.classes_of(0).tolist() == [0, 1, 1, 0]
    assert data.classes_of(1).tolist() == [1, 1, 0, 0]
    assert EMPTY.classes_of(0).tolist() == []


def held_out() -> Dataset:
    return Dataset(np.arange(8.0).reshape(4, 2), np.eye(4)[:, :3], np.array([0, 1, 0, 1], bool), ("a", "b"))


def test_samples_may_be_held_out_of_training() -> None:
    data = held_out()
    assert data.training.x.tolist() == [[0, 1], [4, 5]]
    assert data.held_out.t.tolist() == [[0, 1, 0], [0, 0, 0]]
    assert data.training.names == ("a", "b")
    assert data.held_out.test.all()
    with pytest.raises(ValueError, match="read-only"):
        data.test[0] = True
    nothing_held_out = Dataset.of([[1]], [[0]])
    assert nothing_held_out.training is nothing_held_out
    assert nothing_held_out.held_out == EMPTY


def test_what_is_held_out_and_the_names_make_a_difference() -> None:
    data = held_out()
    assert data == held_out()
    assert data != Dataset(data.x, data.t, names=data.names)
    assert data != Dataset(data.x, data.t, data.test)
    assert data != Dataset(data.x, data.t, data.test, data.names, ("p", "q", "r"))


def test_names_are_one_for_each_column_and_class() -> None:
    x, t = np.zeros((1, 2)), np.zeros((1, 1))
    assert Dataset(x, t, labels=("no", "yes")).class_count == 2
    with pytest.raises(DataError, match="There are 3 names for 2 columns of inputs"):
        Dataset(x, t, names=("a", "b", "c"))
    with pytest.raises(DataError, match="There are 1 names for 2 classes"):
        Dataset(x, t, labels=("a",))
    with pytest.raises(DataError, match="marked as held out"):
        Dataset(x, t, np.array([True, False]))
    assert Dataset(np.zeros((0, 0)), np.zeros((0, 0)), names=("a",)) == EMPTY


def test_the_same_samples_are_normalised_once() -> None:
    data = held_out()
    by = Normalisation("minmax", (0.0, 1.0), (2.0, 4.0))
    seen = data.normalised(by)
    assert seen.x.tolist() == [[0, 0], [1, 0.5], [2, 1], [3, 1.5]]
    assert seen.t.tolist() == data.t.tolist()
    assert seen.test.tolist() == data.test.tolist()
    assert data.normalised(Normalisation("minmax", (0.0, 1.0), (2.0, 4.0))) is seen
    assert data.normalised(NOT_NORMALISED) is data
    assert EMPTY.normalised(by) is EMPTY
