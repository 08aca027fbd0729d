"""Samples made by rule fit what the document's outputs can say."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import EMPTY, DataError
from nndesk.document import edits, sample_edits
from nndesk.document.document import Document
from nndesk.document.examples import example


def test_a_truth_table_takes_as_many_inputs_as_the_network() -> None:
    document = sample_edits.with_truth_table(edits.layered("3-2-1"), "and")
    assert document.dataset.x.shape == (8, 3)
    assert document.dataset.t.sum() == 1
    assert document.data_fit()


def test_an_empty_document_gets_two_inputs() -> None:
    assert sample_edits.with_truth_table(Document(), "xor").dataset.x.shape == (4, 2)


@pytest.mark.parametrize(("activation", "low"), [("step", 0), ("sigmoid", 0), ("sign", -1), ("tanh", -1)])
def test_false_is_what_the_output_says_for_it(activation: str, low: float) -> None:
    document = edits.layered("2-2-1", activation)
    assert sample_edits.with_truth_table(document, "or").dataset.t.min() == low
    assert set(np.unique(sample_edits.with_two_clouds(document, 3).dataset.t)) == {low, 1.0}


def test_the_example_becomes_a_sample_with_its_own_target() -> None:
    document = edits.set_example(edits.layered("2-2-1"), x=(0.3, 0.3), t=(1.0,))
    document = sample_edits.with_truth_table(document, "xor")
    assert (document.example.x, document.example.t) == ((0.0, 0.0), (0.0,))
    document = edits.set_example(document, x=(1.0, 0.0), t=(0.0,))
    document = sample_edits.with_truth_table(document, "or")
    assert (document.example.x, document.example.t) == ((1.0, 0.0), (1.0,))


def test_the_clouds_differ_by_seed_and_only_by_it() -> None:
    document = edits.layered("2-1")
    one, again, other = (sample_edits.with_two_clouds(document, seed) for seed in (1, 1, 2))
    assert one == again
    assert one.dataset != other.dataset
    assert len(one.dataset) == 250


def test_samples_go_and_the_example_stays() -> None:
    document = sample_edits.without_samples(example("xor"))
    assert document.dataset == EMPTY
    assert document.example == example("xor").example


def test_too_many_inputs_for_a_table_is_said() -> None:
    with pytest.raises(DataError, match="12"):
        sample_edits.with_truth_table(edits.layered("13-1"), "and")
