"""Imported samples in a document, and a network that fits them."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.csv_columns import preview
from nndesk.data.csv_reading import read
from nndesk.data.csv_source import CsvSource
from nndesk.data.dataset import Dataset
from nndesk.document.document import MAX_SAMPLES, Document, check
from nndesk.document.edits import set_dataset, set_hyperparameters, set_view
from nndesk.document.examples import example
from nndesk.document.importing import (
    fitting_layers,
    wanted_for,
    with_adapted_network,
    with_fitting_network,
)
from nndesk.document.layered import layered
from nndesk.document.sample_edits import with_samples


def imported(document: Document, text: str) -> Document:
    seen = preview(CsvSource.of_text(text))
    return with_samples(document, read(seen.source, wanted_for(document, seen)).dataset)


def test_classes_are_what_the_outputs_can_say() -> None:
    assert imported(example("xor-sigmoid"), "a,b,c\n1,2,no\n3,4,yes\n").dataset.t.tolist() == [[0.0], [1.0]]
    signs = layered("2-2-1", "sign")
    document = imported(signs, "a,b,c\n1,2,no\n3,4,yes\n")
    assert document.dataset.t.tolist() == [[-1.0], [1.0]]
    assert document.example.x == (1.0, 2.0)
    assert wanted_for(signs, preview(CsvSource.of_text("1,2"))).most == MAX_SAMPLES


def test_further_samples_of_the_same_classes_keep_them_in_place() -> None:
    document = imported(layered("1-3"), "a,c\n1,u\n2,v\n3,w\n")
    more = imported(document, "a,c\n5,w\n6,u\n").dataset
    assert more.labels == ("u", "v", "w")
    assert more.t.tolist() == [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("t", "activation"),
    [([[0.0], [1.0]], "sigmoid"), ([[-1.0], [1.0]], "tanh"), ([[-3.0], [7.0]], "linear")],
)
def test_a_network_is_made_to_fit(t: list[list[float]], activation: str) -> None:
    before = set_view(example("xor-sigmoid"), plane_node="o1", plane_range=(0, 1, 0, 1))
    before = set_hyperparameters(before, cost="cross_entropy")
    document = set_dataset(before, Dataset(np.arange(8.0).reshape(2, 4), np.array(t)))
    assert fitting_layers(document, document.dataset) == "4-2-1"
    made = with_fitting_network(document)
    check(made)
    assert made.network.layer_sizes == (4, 2, 1)
    assert made.data_fit()
    assert made.example.x == (0.0, 1.0, 2.0, 3.0)
    assert [made.network.node(name).activation for name in made.network.outputs] == [activation]
    assert made.dataset is document.dataset
    assert made.cost == ("cross_entropy" if activation == "sigmoid" else "squared")


def test_an_empty_canvas_gets_a_network_too() -> None:
    made = with_fitting_network(imported(Document(), "a,b,c\n1,2,u\n3,4,v\n5,6,w\n"))
    assert made.network.layer_sizes == (2, 4, 3)


def test_the_network_there_is_can_be_adapted() -> None:
    document = imported(example("xor-sigmoid"), "a,b,c,d\n1,2,3,u\n3,4,3,v\n5,6,3,w\n")
    assert not document.data_fit()
    made = with_adapted_network(document)
    check(made)
    assert made.network.layer_sizes == (3, 2, 3)
    assert made.data_fit()
    assert made.network.edge("x1", "h1") == document.network.edge("x1", "h1")
    assert made.example.x == (1.0, 2.0, 3.0)
    values = with_adapted_network(imported(example("xor-sigmoid"), "a,b,c,d\n1,2,3,9\n3,4,3,7.5\n"))
    assert [values.network.node(name).activation for name in values.network.outputs] == ["linear"]
