"""The rest of a network, given what its first layer puts out: the same as the whole of it."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

from nndesk.document.examples import example
from nndesk.network.inner import OpenInputError, needed, outputs_given, readers
from nndesk.network.model import Edge, Network, Node
from nndesk.network.passes import forward


def closed(network: Network, node: str, known: Collection[str]) -> bool:
    """Whether no way from an input to ``node`` leaves out ``known``."""
    if node in known:
        return True
    return node not in network.inputs and all(
        closed(network, edge.source, known) for edge in network.incoming(node)
    )


@given(networks(smooth=False), st.data())
def test_it_says_what_forward_says(network: Network, data: st.DataObject) -> None:
    x = [data.draw(st.floats(-3, 3)) for _ in network.inputs]
    whole = forward(network, x)
    first = {name: [whole.z[name]] for name in readers(network)}
    for node in network.nodes:
        if not closed(network, node.name, first):
            with pytest.raises(OpenInputError):
                outputs_given(network, first, node.name)
            continue
        s, z = outputs_given(network, first, node.name)
        assert z[0] == pytest.approx(whole.z[node.name], rel=1e-9, abs=1e-12)
        if node.name not in first:
            assert s[0] == pytest.approx(whole.s[node.name], rel=1e-9, abs=1e-12)


@given(networks(smooth=False))
def test_readers_are_fed_by_inputs_and_nothing_else(network: Network) -> None:
    inputs = set(network.inputs)
    wanted = [
        name
        for name in network.order
        if network.incoming(name) and {edge.source for edge in network.incoming(name)} <= inputs
    ]
    assert readers(network) == tuple(wanted)


def test_the_lectures_second_layer_for_xor() -> None:
    network = example("xor").network
    given_first = {"h1": [0, 0, 1, 1], "h2": [0, 1, 0, 1]}
    s, z = outputs_given(network, given_first, "o1")
    assert s.tolist() == [-0.5, -1.5, 0.5, -0.5]
    assert z.tolist() == [0, 0, 1, 0]
    assert needed(network, "o1", given_first) == ("o1",)


def test_a_given_node_is_what_was_given_and_its_sign_is_its_side() -> None:
    s, z = outputs_given(example("xor").network, {"h1": [0, 1]}, "h1")
    assert z.tolist() == [0, 1]
    assert (s > 0).tolist() == [False, True]


def test_an_input_that_was_not_given_is_named() -> None:
    network = Network(
        ("x1", "x2"),
        (Node("h", "step"), Node("o", "step")),
        (Edge("x1", "h", 1.0), Edge("h", "o", 1.0), Edge("x2", "o", 1.0)),
    )
    assert readers(network) == ("h",)
    with pytest.raises(OpenInputError, match="o reads the input x2 itself"):
        outputs_given(network, {"h": np.array([0.0, 1.0])}, "o")


def test_a_neuron_that_nothing_feeds_is_its_bias() -> None:
    network = Network(("x1",), (Node("c", "step", 1.0), Node("o", "linear")), (Edge("c", "o", 3.0),))
    assert readers(network) == ()
    s, z = outputs_given(network, {}, "o")
    assert (s.tolist(), z.tolist()) == ([3.0], [3.0])
