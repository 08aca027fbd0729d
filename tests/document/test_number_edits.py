from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nndesk.document import edits
from nndesk.document.document import UNTRAINED, Document, check
from nndesk.document.examples import example
from nndesk.document.number_edits import parameters_of
from nndesk.network.errors import NetworkError, UnknownNodeError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import EdgeKey
from nndesk.network.passes import forward
from nndesk.network.training import train

XOR = example("xor-sigmoid")
KEY = EdgeKey("x1", "h1")


def trained(document: Document, epochs: int = 3) -> Document:
    data = document.dataset
    *_, last = train(document.network, data.x, data.t, Hyperparameters(eta=0.5, epochs=epochs))
    return edits.set_network_numbers(document, last.network)


def test_a_neuron_stands_for_its_bias_and_the_weights_that_feed_it() -> None:
    keys, biases = parameters_of(XOR.network, ["h1", "x1"], [EdgeKey("h2", "o1")])
    assert keys == (EdgeKey("x1", "h1"), EdgeKey("x2", "h1"), EdgeKey("h2", "o1"))
    assert biases == ("h1",)
    with pytest.raises(UnknownNodeError):
        parameters_of(XOR.network, [], [EdgeKey("o1", "h1")])


def test_many_numbers_are_set_in_one_edit() -> None:
    new = edits.set_numbers(XOR, {KEY: 7.0, EdgeKey("x2", "h1"): 5.2}, {"o1": 0.25})
    assert new.network.edge(*KEY).weight == 7.0
    assert new.network.node("o1").bias == 0.25
    assert edits.set_numbers(XOR, {KEY: XOR.network.edge(*KEY).weight}) is XOR


def test_negating_a_neuron_turns_its_line_around() -> None:
    sample = (0.3, -1.2)
    before = forward(XOR.network, sample).s["h1"]
    new = edits.negate(XOR, ["h1"])
    assert forward(new.network, sample).s["h1"] == -before
    assert edits.negate(new, ["h1"]) == XOR


def test_scaling_changes_the_gain_and_not_the_line() -> None:
    sample = (0.3, -1.2)
    before = forward(XOR.network, sample).s
    after = forward(edits.scale(XOR, 3.0, ["h2"]).network, sample).s
    assert after["h2"] == pytest.approx(3 * before["h2"])
    assert after["h1"] == before["h1"]
    for factor in (math.nan, math.inf, 1e308):
        with pytest.raises(NetworkError):
            edits.scale(XOR, factor, ["h2"])


def test_reset_brings_back_what_training_has_changed() -> None:
    after = trained(XOR)
    check(after)
    assert after.initial
    assert edits.reset(after).network == XOR.network
    assert edits.reset(after).initial == UNTRAINED
    again = trained(after)
    assert edits.reset(again).network == XOR.network


def test_what_a_person_sets_after_training_is_its_own_beginning() -> None:
    after = edits.set_weight(trained(XOR), *KEY, 9.0)
    back = edits.reset(after)
    assert back.network.edge(*KEY).weight == 9.0
    assert back.network.edge("x2", "h1") == XOR.network.edge("x2", "h1")
    assert edits.reset(trained(after)).network.edge(*KEY).weight == 9.0


def test_a_part_can_be_reset() -> None:
    after = trained(XOR)
    back = edits.reset(after, ["h1"])
    assert back.network.incoming("h1") == XOR.network.incoming("h1")
    assert back.network.node("h1") == XOR.network.node("h1")
    assert back.network.node("o1") == after.network.node("o1")
    assert edits.reset(back, ["h1"]) is back


def test_initial_values_follow_the_graph() -> None:
    after = trained(XOR)
    renamed = edits.rename(after, "h1", "g")
    check(renamed)
    assert renamed.initial.weights[EdgeKey("x1", "g")] == XOR.network.edge("x1", "h1").weight
    removed = edits.remove(after, ["h2"])
    check(removed)
    assert edits.reset(removed).network.node("h1") == XOR.network.node("h1")
    check(edits.remove(after, ["h1", "h2", "o1"]))


def test_locks_are_set_and_taken_by_selection_or_one_by_one() -> None:
    locked = edits.lock(XOR, True, ["h1"])
    assert [edge.key for edge in locked.network.edges if edge.locked] == [KEY, EdgeKey("x2", "h1")]
    assert [node.name for node in locked.network.nodes if node.locked] == ["h1"]
    assert edits.lock(locked, True, ["h1"]) is locked
    assert edits.lock(locked, False, ["h1"]) == XOR
    one = edits.set_lock(edits.set_lock(XOR, KEY, True), "o1", True)
    assert one.network.edge(*KEY).locked
    assert one.network.node("o1").locked
    assert edits.set_lock(one, "o1", True) is one
    assert edits.set_weight(one, *KEY, 1.25).network.edge(*KEY) == replace(
        one.network.edge(*KEY), weight=1.25
    )


@pytest.mark.parametrize("batch", [1, 3, 0])
def test_training_leaves_locked_numbers_as_they_are_to_the_bit(batch: int) -> None:
    document = edits.set_weight(XOR, "h1", "o1", -0.0)
    document = edits.lock(document, True, ["h1"], [EdgeKey("h1", "o1")])
    data = document.dataset
    *_, last = train(document.network, data.x, data.t, Hyperparameters(eta=0.5, epochs=20, batch=batch))
    new, old = last.network, document.network
    assert new.node("h1") == old.node("h1")
    assert new.incoming("h1") == old.incoming("h1")
    assert math.copysign(1.0, new.edge("h1", "o1").weight) == -1.0
    assert new.node("h2") != old.node("h2")
    assert new.edge("h2", "o1") != old.edge("h2", "o1")


def test_random_numbers_for_a_part() -> None:
    new = edits.randomise(XOR, "he", 4, names=["h2"])
    assert new.network.incoming("h1") == XOR.network.incoming("h1")
    assert new.network.incoming("h2") != XOR.network.incoming("h2")
    assert edits.randomise(XOR, "zeros").network.node("o1").bias == 0.0
