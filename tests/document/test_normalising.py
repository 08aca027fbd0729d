"""Normalising changes what the network sees and nothing of the data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nndesk.data.dataset import EMPTY, Dataset
from nndesk.data.generators import two_clouds
from nndesk.document import edits, sample_edits
from nndesk.document.document import Document, check
from nndesk.document.normalising import with_normalisation
from nndesk.network.errors import NetworkError


@pytest.fixture
def clouds() -> Document:
    document = sample_edits.with_two_clouds(edits.layered("2-1"), 3)
    x = document.dataset.x * (1000.0, 1.0) + (5000.0, -3.0)
    return sample_edits.with_samples(document, Dataset(x, document.dataset.t))


def test_the_data_stay_as_they_are(clouds: Document) -> None:
    assert clouds.samples is clouds.dataset
    seen = edits.normalise(clouds, "zscore")
    assert seen.dataset is clouds.dataset
    np.testing.assert_allclose(seen.samples.x.std(axis=0), 1)
    assert edits.normalise(seen, "none") == clouds
    check(seen)


def test_only_training_samples_decide(clouds: Document) -> None:
    test = np.arange(len(clouds.dataset)) % 2 == 0
    held_out = edits.set_dataset(clouds, Dataset(clouds.dataset.x, clouds.dataset.t, test))
    seen = edits.normalise(held_out, "minmax")
    assert seen.samples.training.x.min() == 0
    assert seen.samples.training.x.max() == 1
    assert seen.samples.held_out.x.max() != 1


def test_the_example_and_the_range_follow_the_data(clouds: Document) -> None:
    document = edits.set_view(clouds, plane_range=(0, 10_000, -6, 0))
    seen = edits.normalise(document, "minmax")
    assert seen.example.x == tuple(seen.samples.x[0].tolist())
    assert seen.view.plane_range is not None
    assert seen.view.plane_range[0] == pytest.approx(seen.normalisation.applied((0, -6))[0])
    assert seen.view.plane_range[3] == pytest.approx(seen.normalisation.applied((0, 0))[1])
    back = edits.normalise(seen, "none")
    assert back.view.plane_range == pytest.approx((0, 10_000, -6, 0))
    assert back.example.x == pytest.approx(clouds.example.x)


def test_the_range_follows_the_axes_it_is_of(clouds: Document) -> None:
    document = edits.set_view(clouds, plane_axes=("x2", "x1"), plane_range=(-6, 0, 0, 10_000))
    seen = edits.normalise(document, "minmax")
    assert seen.view.plane_range is not None
    assert seen.view.plane_range[1] == pytest.approx(seen.normalisation.applied((0, 0))[1])


def test_an_edit_of_a_sample_leaves_shift_and_scale(clouds: Document) -> None:
    seen = edits.normalise(clouds, "zscore")
    x = seen.dataset.x.copy()
    x[0] = 1e6
    moved = edits.set_dataset(seen, replace(seen.dataset, x=x))
    assert moved.normalisation is seen.normalisation
    assert edits.normalise(moved, "zscore").normalisation != seen.normalisation


def test_other_data_are_normalised_anew(clouds: Document) -> None:
    seen = edits.normalise(clouds, "zscore")
    other = sample_edits.with_samples(seen, two_clouds(7))
    assert other.normalisation.kind == "zscore"
    np.testing.assert_allclose(other.samples.x.mean(axis=0), 0, atol=1e-12)
    assert other.example.x in {tuple(row) for row in other.samples.x.tolist()}
    three = edits.set_dataset(seen, Dataset.of([[1, 2, 3], [4, 5, 9]], [[0], [1]]))
    assert len(three.normalisation.shift) == 3


def test_a_document_without_samples_keeps_its_normalisation(clouds: Document) -> None:
    seen = edits.normalise(clouds, "zscore")
    emptied = edits.set_dataset(seen, EMPTY)
    check(emptied)
    assert emptied.samples is EMPTY
    assert edits.set_dataset(emptied, clouds.dataset).samples == seen.samples
    with pytest.raises(NetworkError, match="no samples to fit"):
        edits.normalise(Document(), "zscore")


def test_numbers_too_large_are_refused_with_a_sentence(clouds: Document) -> None:
    huge = edits.set_dataset(clouds, Dataset.of([[-1e308, 0], [1e308, 0]], [[0], [1]]))
    with pytest.raises(NetworkError, match=r"cannot be normalised: The scale of input 1 is inf"):
        edits.normalise(huge, "minmax")
    seen = edits.normalise(edits.set_dataset(clouds, Dataset.of([[0, 0], [1e-9, 1]], [[0], [1]])), "minmax")
    with pytest.raises(NetworkError, match="Row 1 of the inputs has inf in column 1"):
        edits.set_dataset(seen, Dataset.of([[1e308, 0]], [[0]]))
    assert with_normalisation(seen, seen.normalisation) is seen
