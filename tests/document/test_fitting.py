"""A network that does not fit its data can be given the inputs and outputs that they need."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.data.dataset import Dataset
from nndesk.data.generators import GENERATORS
from nndesk.document import edits, sample_edits
from nndesk.document.document import Document, Example, check
from nndesk.document.examples import example
from nndesk.document.fitting import adapted, fits
from nndesk.document.layered import column_positions
from nndesk.document.storage import decode, encode
from nndesk.network.errors import NetworkError
from nndesk.network.model import Network
from tests.strategies import networks


def samples(inputs: int, targets: int) -> Dataset:
    return Dataset(np.zeros((3, inputs)), np.zeros((3, targets)))


@pytest.mark.parametrize("spec", ["2-4-1", "2-4-3", "1-4-2", "5-4-10", "2-1"])
def test_layers_get_and_lose_inputs_and_outputs(spec: str) -> None:
    document = edits.layered(spec)
    new = adapted(document, samples(2, 3))
    assert (len(new.network.inputs), len(new.network.outputs)) == (2, 3)
    assert fits(new, samples(2, 3))
    hidden = [node.name for node in new.network.nodes if node.name.startswith("h")]
    assert len(hidden) == spec.count("-4") * 4
    for name in new.network.outputs:
        assert {edge.source for edge in new.network.incoming(name)} == set(hidden or new.network.inputs)
    check(new)


def test_what_fits_stays_the_same() -> None:
    document = edits.layered("2-4-1")
    assert adapted(document, samples(2, 1)) is document
    assert adapted(Document(), samples(2, 1)) == Document()


def test_numbers_to_be_approximated_need_linear_outputs() -> None:
    document = edits.set_hyperparameters(edits.layered("1-4-1"), cost="cross_entropy")
    assert fits(document, samples(1, 1))
    assert not fits(document, samples(1, 1), values=True)
    new = adapted(document, samples(1, 1), values=True)
    assert new.network.node("o1").activation == "linear"
    assert new.cost == "squared"
    assert new.network.node("h1").activation == "sigmoid"


@given(network=networks(), inputs=st.integers(1, 4), targets=st.integers(1, 4))
def test_any_drawing_is_adapted_or_refused_with_a_sentence(
    network: Network, inputs: int, targets: int
) -> None:
    example = Example((0.0,) * len(network.inputs), (0.0,) * len(network.outputs))
    document = edits.tidy(
        Document(network=network, positions=column_positions([network.names]), example=example)
    )
    refusal = None
    try:
        document = adapted(document, samples(inputs, targets))
    except NetworkError as error:
        refusal = str(error)
    assert refusal is None or refusal.endswith("outputs.")
    assert fits(document, samples(inputs, targets)) or refusal is not None
    check(document)
    assert decode(encode(document)) == document


def test_generated_data_are_in_the_values_of_the_outputs() -> None:
    for activation, low in (("tanh", -1.0), ("sigmoid", 0.0)):
        document = edits.layered("2-4-1", activation)
        new = sample_edits.with_generated(document, GENERATORS["clouds"], {"classes": 4}, seed=3, adapt=True)
        assert new.data_fit()
        assert set(np.unique(new.dataset.t)) == {low, 1.0}
        assert (new.dataset.t == 1).sum(axis=1).tolist() == [1] * len(new.dataset)
        assert new.example.x == tuple(new.dataset.x[0])
    as_it_is = sample_edits.with_generated(document, GENERATORS["clouds"], {"classes": 4})
    assert as_it_is.network is document.network
    assert not as_it_is.data_fit()


def test_values_stay_as_they_are() -> None:
    new = sample_edits.with_generated(edits.layered("2-4-1", "tanh"), GENERATORS["function"], adapt=True)
    assert new.data_fit()
    assert new.dataset == GENERATORS["function"].generate(0)


def test_a_part_is_held_out_and_taken_back() -> None:
    document = sample_edits.with_held_out(example("logistic"), 0.2, seed=1)
    assert document.dataset.test.sum() == 50
    assert sample_edits.with_held_out(document, 0) == example("logistic")
    assert sample_edits.with_held_out(document, 0.2, seed=1) is document
