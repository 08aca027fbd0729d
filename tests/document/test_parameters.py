"""Weights and biases one by one: their order, and edits of any set of them."""

from __future__ import annotations

import pytest

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.document.parameters import (
    all_parameters,
    initial_value,
    is_locked,
    lock_parameters,
    nudge_parameters,
    parameter_value,
    randomise_parameters,
    reset_parameters,
    scale_parameters,
    set_parameters,
)
from nndesk.network.errors import NetworkError
from nndesk.network.model import EdgeKey

X1H1 = EdgeKey("x1", "h1")


def test_layer_order_is_neuron_by_neuron_weights_then_bias() -> None:
    assert [str(p) for p in all_parameters(example("worked-example").network)] == [
        "h1<-x1", "h1<-x2", "h1<-x3", "h1", "h2<-x1", "h2<-x2", "h2<-x3", "h2", "o1<-h1", "o1<-h2", "o1",
    ]  # fmt: skip


def test_a_bias_is_changed_without_the_weights_of_its_neuron() -> None:
    document = example("worked-example")
    for change in (
        lambda d: scale_parameters(d, ["h1"], -2.0),
        lambda d: nudge_parameters(d, ["h1"], 3.0),
        lambda d: set_parameters(d, {"h1": 2.0}),
        lambda d: randomise_parameters(d, ["h1"], "zeros"),
    ):
        new = change(document)
        assert new.network.edges is document.network.edges
        assert new.network.node("h1").bias == pytest.approx({0.0: 0.0}.get(new.network.node("h1").bias, 2.0))


def test_locks_are_each_for_itself_and_nothing_new_is_the_same_document() -> None:
    document = lock_parameters(example("worked-example"), [X1H1, "h2"], True)
    network = document.network
    assert [p for p in all_parameters(network) if is_locked(network, p)] == [X1H1, "h2"]
    assert lock_parameters(document, [X1H1], True) is document
    assert not is_locked(lock_parameters(document, [X1H1], False).network, X1H1)


def test_reset_takes_back_only_what_is_asked() -> None:
    document = example("worked-example")
    trained = edits.set_network_numbers(
        document, document.network.with_weights({X1H1: 9.0}).with_biases({"h1": 7.0})
    )
    assert initial_value(trained, X1H1) == 0.5
    assert initial_value(trained, "h2") is None
    new = reset_parameters(trained, ["h1", "h2"])
    assert parameter_value(new.network, "h1") == -1.0
    assert parameter_value(new.network, X1H1) == 9.0
    assert initial_value(new, "h1") is None


def test_a_locked_number_is_not_drawn_and_an_impossible_factor_is_refused() -> None:
    document = lock_parameters(example("worked-example"), [X1H1], True)
    new = randomise_parameters(document, [X1H1, "h1"], seed=3)
    assert parameter_value(new.network, X1H1) == 0.5
    assert parameter_value(new.network, "h1") != -1.0
    with pytest.raises(NetworkError, match="multiplied"):
        scale_parameters(document, [X1H1], float("inf"))
