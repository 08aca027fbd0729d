"""Samples added, moved, removed and given another class, one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nndesk.data.dataset import Dataset
from nndesk.document import edits, sample_edits
from nndesk.document.document import Document, Example, check
from nndesk.document.examples import example
from nndesk.document.point_edits import (
    add_samples,
    at_places,
    class_limit,
    class_names,
    hold_out,
    move_samples,
    remove_samples,
    set_class,
)
from nndesk.document.storage import decode, encode
from nndesk.network.errors import NetworkError, NonFiniteError, ShapeError
from tests.strategies import datasets, normalisations

numbers = st.floats(-1e3, 1e3)
kinds = st.integers(0, 9)


@st.composite
def documents(draw: st.DrawFn, kinds_of_normalisation: bool = True) -> Document:
    """A layered network with up to three outputs; with samples, often normalised, that may not fit it."""
    outputs = draw(st.integers(1, 4))
    document = edits.layered(f"2-2-{outputs}")
    if draw(st.booleans()):
        names = [f"o{i}" for i in range(1, outputs + 1)] if outputs > 1 else list(document.network.outputs)
        document = edits.set_activation(document, names, "tanh")
    dataset = draw(class_data() | datasets(largest=1e3).filter(lambda found: found.input_count == 2))
    document = edits.set_dataset(document, dataset)
    if len(dataset) and kinds_of_normalisation:
        document = replace(document, normalisation=draw(normalisations(2)))
    return document


@st.composite
def class_data(draw: st.DrawFn) -> Dataset:
    """Some points, or none, of two classes in either convention or of three to five."""
    count, classes = draw(st.integers(0, 6)), draw(st.integers(2, 5))
    low = draw(st.sampled_from([0.0, -1.0]))
    x = draw(st.lists(st.tuples(numbers, numbers), min_size=count, max_size=count))
    kinds = np.array(draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count)), dtype=int)
    t = np.where(kinds[:, None] == ([1] if classes == 2 else range(classes)), 1.0, low)
    test = np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    return Dataset(np.array(x, dtype=float).reshape(-1, 2), t, test)


@st.composite
def rows_of(draw: st.DrawFn, document: Document) -> list[int]:
    count = len(document.dataset)
    return draw(st.lists(st.integers(0, count - 1), unique=True, max_size=count)) if count else []


@given(st.data(), documents(), kinds)
def test_added_samples_are_there_with_their_class_and_the_others_as_before(data, document, kind) -> None:
    x = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
    if kind >= class_limit(document):
        with pytest.raises(NetworkError, match=r"for more|For more|at most"):
            add_samples(document, x, kind)
        return
    new = add_samples(document, x, kind)
    check(new)
    before, after = document.dataset, new.dataset
    assert len(after) == len(before) + len(x)
    if len(before):
        assert np.array_equal(after.x[: len(before)], before.x)
    assert np.array_equal(after.test[: len(before)], before.test)
    assert not after.test[len(before) :].any()
    np.testing.assert_allclose(new.samples.x[len(before) :], x, atol=1e-6 * _spread(document))
    if document.normalisation.kind == "none":
        assert np.array_equal(after.x[len(before) :], x)
    if _tells_classes(before):
        assert (after.classes[len(before) :] == kind).all()
    assert after.names == before.names
    assert decode(encode(new)) == new


def _spread(document: Document) -> float:
    """What rounding a number of the dataset means for the network."""
    kept = document.normalisation
    return max(1.0, *(1 + abs(a) / s for a, s in zip(kept.shift, kept.scale, strict=True)), 1.0)


def _tells_classes(dataset: Dataset) -> bool:
    """Whether the targets are those of classes and not any numbers: then a class has another value."""
    values = set(np.unique(dataset.t).tolist())
    return values <= {0.0, 1.0} or values <= {-1.0, 1.0}


@given(st.data(), documents())
def test_what_was_added_can_be_removed(data, document) -> None:
    x = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
    count = len(document.dataset)
    new = remove_samples(add_samples(document, x, 1), range(count, count + len(x)))
    assert new == document


@given(st.data(), documents())
def test_moving_changes_the_places_of_those_and_nothing_else(data, document) -> None:
    rows = data.draw(rows_of(document))
    x = data.draw(st.lists(st.tuples(numbers, numbers), min_size=len(rows), max_size=len(rows)))
    new = move_samples(document, rows, np.array(x).reshape(-1, 2))
    check(new)
    others = np.setdiff1d(np.arange(len(document.dataset)), rows)
    assert np.array_equal(new.dataset.x[others], document.dataset.x[others])
    assert np.array_equal(new.dataset.t, document.dataset.t)
    assert np.array_equal(new.dataset.test, document.dataset.test)
    if rows:
        np.testing.assert_allclose(new.samples.x[rows], x, atol=1e-6 * _spread(document))


@given(st.data(), documents(kinds_of_normalisation=False))
def test_moving_back_is_exact_without_normalisation(data, document) -> None:
    rows = data.draw(rows_of(document))
    there = move_samples(document, rows, document.samples.x[rows] + 1.25 if rows else np.zeros((0, 2)))
    back = move_samples(there, rows, document.samples.x[rows] if rows else np.zeros((0, 2)))
    assert np.array_equal(back.dataset.x, document.dataset.x)


@given(st.data(), documents())
def test_removing_leaves_the_others_in_order(data, document) -> None:
    rows = data.draw(rows_of(document))
    new = remove_samples(document, rows)
    check(new)
    kept = np.setdiff1d(np.arange(len(document.dataset)), rows)
    assert len(new.dataset) == len(kept)
    if len(kept):
        assert new.dataset == document.dataset.rows(kept)
        assert new.normalisation == document.normalisation


@given(st.data(), documents(), kinds)
def test_a_class_is_given_to_those_and_no_others(data, document, kind) -> None:
    assume(_tells_classes(document.dataset))
    rows = data.draw(rows_of(document))
    assume(rows)
    if kind >= class_limit(document):
        with pytest.raises(NetworkError):
            set_class(document, rows, kind)
        return
    new = set_class(document, rows, kind)
    check(new)
    assert np.array_equal(new.dataset.x, document.dataset.x)
    assert (new.dataset.classes[rows] == kind).all()
    others = np.setdiff1d(np.arange(len(document.dataset)), rows)
    width = document.dataset.target_count
    if new.dataset.target_count == width:
        assert np.array_equal(new.dataset.t[others], document.dataset.t[others])


@given(st.data(), documents(), st.booleans())
def test_samples_are_held_out_or_not(data, document, held_out) -> None:
    rows = data.draw(rows_of(document))
    new = hold_out(document, rows, held_out)
    check(new)
    wanted = document.dataset.test.copy()
    wanted[rows] = held_out
    assert np.array_equal(new.dataset.test, wanted)
    assert np.array_equal(new.dataset.x, document.dataset.x)
    assert hold_out(new, rows, held_out) is new


# --- what the lecture does with them ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "low"), [("or", 0.0), ("abu-mostafa", -1.0)])
def test_two_classes_have_the_values_of_the_outputs_convention(name: str, low: float) -> None:
    empty = sample_edits.without_samples(example(name))
    document = add_samples(add_samples(empty, [(0, 0)], 0), [(1, 1)], 1)
    assert document.dataset.t.tolist() == [[low], [1.0]]
    assert document.dataset.classes.tolist() == [0, 1]
    assert document.data_fit()


def test_several_outputs_get_one_hot_targets() -> None:
    document = edits.layered("2-3-3")
    for kind in (2, 0, 1):
        document = add_samples(document, [(kind, 0)], kind)
    assert document.dataset.t.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert class_limit(document) == 3
    assert document.data_fit()


def test_the_third_class_needs_a_third_output() -> None:
    document = example("xor")
    with pytest.raises(NetworkError, match=r"an output for each of them; it has one\."):
        add_samples(document, [(0, 0)], 2)
    three = edits.layered("2-2-3")
    document = edits.set_dataset(three, Dataset(document.dataset.x, document.dataset.t, labels=("no", "yes")))
    assert not document.data_fit()
    document = set_class(document, [0], 2)
    assert document.dataset.classes.tolist() == [2, 1, 1, 0]
    assert document.dataset.labels == ("no", "yes", "2")
    assert document.data_fit()


def test_no_more_than_ten_classes() -> None:
    document = edits.layered("2-12")
    assert class_limit(document) == 10
    assert class_names(document)[-1] == "o10"
    with pytest.raises(NetworkError, match="at most 10 classes"):
        add_samples(document, [(0, 0)], 10)


def test_classes_are_called_as_the_data_say_or_as_what_tells_them() -> None:
    assert class_names(example("xor")) == ("0", "1")
    three = edits.layered("2-2-3")
    assert class_names(three) == ("o1", "o2", "o3")
    xor = example("xor").dataset
    assert class_names(edits.set_dataset(three, xor)) == ("0", "1", "2")
    named = edits.set_dataset(three, Dataset(xor.x, np.eye(3)[[0, 1, 2, 0]], labels=("a", "b", "c")))
    assert class_names(named) == ("a", "b", "c")
    named = edits.set_dataset(three, Dataset(xor.x, xor.t, labels=("no", "yes")))
    assert class_names(named) == ("no", "yes", "2")


def test_data_of_one_class_keep_their_convention() -> None:
    document = edits.set_dataset(edits.layered("2-1"), Dataset.of([[0, 0]], [[-1]]))
    assert add_samples(document, [(1, 1)], 1).dataset.t.tolist() == [[-1], [1]]
    assert add_samples(document, [(1, 1)], 0).dataset.t.tolist() == [[-1], [-1]]


def test_an_example_that_is_a_sample_goes_with_it() -> None:
    document = example("xor")
    row = int(np.flatnonzero((document.samples.x == document.example.x).all(axis=1))[0])
    new = move_samples(document, [row], [(0.25, -0.5)])
    assert new.example == Example((0.25, -0.5), document.example.t)
    assert move_samples(document, [(row + 1) % 4], [(0.25, -0.5)]).example == document.example
    assert set_class(document, [row], 0).example == Example(document.example.x, (0.0,))
    assert remove_samples(document, [row]).example == document.example


def test_places_in_a_slice_keep_the_other_inputs() -> None:
    document = example("worked-example")
    assert document.example.x == (1, 0, 1)
    assert at_places(document, [(5, 6)], (2, 0)).tolist() == [[6, 0, 5]]
    document = add_samples(document, at_places(document, [(5, 6)], (2, 0)), 1)
    row = len(document.dataset) - 1
    assert at_places(document, [(7, 8)], (0, 1), [row]).tolist() == [[7, 8, 5]]


def test_what_cannot_be_is_said() -> None:
    document = example("xor")
    with pytest.raises(ShapeError, match="2 inputs each, but a new one has 3"):
        add_samples(document, [(0, 0, 0)], 1)
    with pytest.raises(NonFiniteError):
        move_samples(document, [0], [(np.nan, 0)])
    assert add_samples(document, np.zeros((0, 2)), 1) is document
    assert remove_samples(document, []) is document
