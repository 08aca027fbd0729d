"""Networks: what is allowed, what is refused and by which name, what follows from the graph."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks, random_network

from nndesk.network.errors import (
    CycleError,
    DuplicateEdgeError,
    DuplicateNameError,
    EdgeIntoInputError,
    NameRuleError,
    NetworkError,
    NonFiniteError,
    ShapeError,
    UnfedOutputError,
    UnknownActivationError,
    UnknownNodeError,
)
from nndesk.network.model import Edge, EdgeKey, Network, Node


def net(edges: str, inputs: str = "x1 x2", nodes: str = "h1 h2 o1", outputs: str = "o1") -> Network:
    return Network(
        tuple(inputs.split()),
        tuple(Node(name) for name in nodes.split()),
        tuple(Edge(*edge.split(">")) for edge in edges.split()),
        tuple(outputs.split()),
    )


XOR = "x1>h1 x2>h1 x1>h2 x2>h2 h1>o1 h2>o1"


# --- refused, by name ------------------------------------------------------------------------------------


def test_a_cycle_is_named_node_by_node() -> None:
    with pytest.raises(CycleError, match="close a cycle") as caught:
        net("x1>h1 h1>h2 h2>o1 o1>h1")
    cycle = caught.value.cycle
    assert cycle[0] == cycle[-1]
    assert set(cycle) == {"h1", "h2", "o1"}
    edges = {("h1", "h2"), ("h2", "o1"), ("o1", "h1")}
    assert all(pair in edges for pair in pairwise(cycle))


def test_nodes_that_only_hang_behind_a_cycle_are_not_part_of_it() -> None:
    with pytest.raises(CycleError) as caught:
        net("x1>a a>b b>a b>c c>d", inputs="x1", nodes="a b c d", outputs="")
    assert set(caught.value.cycle) == {"a", "b"}


def test_a_node_cannot_feed_itself() -> None:
    with pytest.raises(CycleError, match="h1 → h1"):
        net("h1>h1")


def test_a_cycle_of_thousands_is_told_in_a_line() -> None:
    names = [f"n{i}" for i in range(3000)]
    edges = [Edge(a, b) for a, b in zip(names, names[1:] + names[:1], strict=True)]
    with pytest.raises(CycleError) as caught:
        Network((), tuple(map(Node, names)), tuple(edges), ())
    assert len(caught.value.cycle) == 3001
    told = str(caught.value)
    assert told.count("n") < 20
    assert told.endswith(f"→ … → {caught.value.cycle[0]}.")


def test_a_second_edge_between_two_nodes_is_refused() -> None:
    with pytest.raises(DuplicateEdgeError, match="from x1 to h1"):
        net("x1>h1 x1>h1 h1>o1")


def test_nothing_can_feed_an_input() -> None:
    with pytest.raises(EdgeIntoInputError, match=r"from h1 .* x2, which is an input"):
        net("x1>h1 h1>x2 h1>o1")


@pytest.mark.parametrize(
    "make",
    [
        lambda: net(XOR, nodes="h1 h2 o1 h2"),
        lambda: net(XOR, inputs="x1 x2 h2"),
        lambda: net(XOR, inputs="x1 x2 x2", nodes="h1 h2 o1"),
    ],
)
def test_a_name_that_stands_twice_is_refused(make: object) -> None:
    with pytest.raises(DuplicateNameError, match=r"[hx]2"):
        make()  # type: ignore[operator]


def test_an_edge_to_nowhere_names_the_node_and_the_edge() -> None:
    with pytest.raises(UnknownNodeError, match=r"called q .*o1<-q"):
        net("q>o1")


@pytest.mark.parametrize("outputs", ["nobody", "x1"])
def test_an_output_must_be_a_neuron(outputs: str) -> None:
    with pytest.raises(UnknownNodeError, match=outputs):
        net(XOR, outputs=outputs)


def test_an_output_stands_once() -> None:
    with pytest.raises(DuplicateNameError, match="o1 stands twice in the outputs"):
        net(XOR, outputs="o1 o1")


def test_an_output_that_nothing_feeds_is_refused() -> None:
    with pytest.raises(UnfedOutputError, match="o1"):
        net("x1>h1 x2>h2")


def test_an_unknown_activation_names_the_node_and_lists_the_known() -> None:
    with pytest.raises(UnknownActivationError, match=r"h1 .*'relu6'.*sigmoid"):
        Network((), (Node("h1", "relu6"),))
    with pytest.raises(UnknownActivationError, match="h1"):
        net(XOR).with_activations({"h1": "Sigmoid"})


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_names_its_place(bad: float) -> None:
    with pytest.raises(NonFiniteError, match="bias of h1"):
        Network((), (Node("h1", "step", bad),))
    with pytest.raises(NonFiniteError, match=r"h1<-x1|from x1 to h1"):
        Network(("x1",), (Node("h1"),), (Edge("x1", "h1", bad),))
    with pytest.raises(NonFiniteError):
        net(XOR).with_weights({EdgeKey("x1", "h1"): bad})
    with pytest.raises(NonFiniteError):
        net(XOR).with_biases({"h1": bad})


@pytest.mark.parametrize("name", ["", " h", "h ", "a<-b", "a\nb", "\x00", "h" * 41])
def test_some_names_are_refused(name: str) -> None:
    with pytest.raises(NameRuleError):
        Network((name,))
    with pytest.raises(NameRuleError):
        Network((), (Node(name),))


@pytest.mark.parametrize("name", ["ŷ", "out 1", r"\hat y", "h" * 40, "日本", "α", "1", "<"])
def test_most_names_are_welcome(name: str) -> None:
    assert Network((name,)).names == (name,)


def test_every_refusal_is_one_sentence_of_the_same_family() -> None:
    for make in (lambda: net("h1>h1"), lambda: net("q>o1"), lambda: Network(("",))):
        with pytest.raises(NetworkError) as caught:
            make()
        message = str(caught.value)
        assert message.endswith(".")
        assert "\n" not in message


# --- allowed ---------------------------------------------------------------------------------------------


def test_the_empty_network_is_a_network() -> None:
    empty = Network()
    assert empty.order == ()
    assert empty.levels == ()
    assert empty.parameter_count == 0


def test_skip_edges_several_outputs_and_outputs_that_feed_are_ordinary() -> None:
    network = net("x1>h1 x1>o1 h1>o1 o1>o2 x2>o2", nodes="h1 o1 o2", outputs="o1 o2")
    assert network.order == ("h1", "o1", "o2")
    assert network.levels == (("x1", "x2"), ("h1",), ("o1",), ("o2",))
    assert [network.role(name) for name in network.names] == ["input", "input", "hidden", "output", "output"]


def test_layer_sizes_begin_with_the_inputs_or_are_not_told() -> None:
    network = Network(("x1", "x2"), (Node("h1"), Node("o1")), (Edge("x1", "h1"), Edge("h1", "o1")), ("o1",))
    assert network.layer_sizes == (2, 1, 1)
    unfed = Network(("x1", "x2"), (Node("h1"), Node("h2")), (Edge("x1", "h1"),), ("h1",))
    assert unfed.layer_sizes is None, "h2 is no input"
    assert Network(("x1",), (), (), ()).layer_sizes is None
    assert Network((), (), (), ()).layer_sizes is None


def test_a_neuron_that_nothing_feeds_stands_at_the_first_level() -> None:
    network = net("x1>h1 h2>o1 h1>o1")
    assert network.topology.level["h2"] == 0
    assert network.levels[0] == ("x1", "x2", "h2")


def test_the_order_reads_like_the_drawing() -> None:
    network = net(XOR, nodes="h2 h1 o1")
    assert network.order == ("h2", "h1", "o1")


@given(networks(smooth=False))
def test_every_neuron_comes_after_all_that_feed_it(network: Network) -> None:
    place = {name: i for i, name in enumerate((*network.inputs, *network.order))}
    assert len(place) == len(network.names)
    assert all(place[edge.source] < place[edge.target] for edge in network.edges)
    level = network.topology.level
    for name in network.order:
        assert level[name] == max((level[e.source] + 1 for e in network.incoming(name)), default=0)
    assert sum(len(network.outgoing(name)) for name in network.names) == len(network.edges)


@given(networks(smooth=False), st.randoms(use_true_random=False))
def test_any_edge_back_along_a_path_closes_a_cycle(network: Network, random: object) -> None:
    edge = random.choice(network.edges)  # type: ignore[attr-defined]
    before = [
        name
        for name in network.order
        if network.path(name, edge.source) and not network.has_edge(edge.target, name)
    ]
    if not before:
        return
    back = Edge(edge.target, before[0])
    with pytest.raises(CycleError) as caught:
        Network(network.inputs, network.nodes, (*network.edges, back), network.outputs)
    keys = {e.key for e in network.edges} | {back.key}
    cycle = caught.value.cycle
    assert all(EdgeKey(*pair) in keys for pair in pairwise(cycle))


# --- lookups and the same graph with other numbers ------------------------------------------------------


def test_lookups_find_and_refuse_by_name() -> None:
    network = net(XOR)
    assert network.edge("x1", "h1").weight == 1.0
    assert [e.source for e in network.incoming("h1")] == ["x1", "x2"]
    assert network.incoming("x1") == ()
    assert network.hidden == ("h1", "h2")
    assert "h1" in network
    assert "h9" not in network
    for ask in (
        lambda: network.node("x1"),
        lambda: network.edge("h1", "x1"),
        lambda: network.role("h9"),
        lambda: network.with_weights({EdgeKey("x1", "o1"): 1.0}),
        lambda: network.with_biases({"h9": 0.0}),
    ):
        with pytest.raises(UnknownNodeError):
            ask()


def test_a_path_is_found_along_edges_only() -> None:
    network = net(XOR)
    assert network.path("x1", "o1") == ("x1", "h1", "o1")
    assert network.path("o1", "x1") is None
    assert network.path("h1", "h1") == ("h1",)


def test_other_numbers_share_the_topology_and_leave_the_first_alone() -> None:
    network = net(XOR)
    other = (
        network.with_weights({EdgeKey("x1", "h1"): -2})
        .with_biases({"h1": 3})
        .with_activations({"h1": "step"})
    )
    assert other.topology is network.topology
    assert other.edge("x1", "h1").weight == -2.0
    assert other.node("h1") == Node("h1", "step", 3.0)
    assert network.edge("x1", "h1").weight == 1.0
    assert network.node("h1") == Node("h1")
    assert other != network
    assert (
        other.with_weights({EdgeKey("x1", "h1"): 1})
        .with_biases({"h1": 0})
        .with_activations({"h1": "sigmoid"})
        == network
    )


def test_all_numbers_can_be_given_in_the_order_of_edges_and_nodes() -> None:
    network = net(XOR)
    weights, biases = [0.5, 1, 2, 3, 4, -5], [7, 8, -9.5]
    other = network.with_numbers(weights, biases)
    assert [edge.weight for edge in other.edges] == weights
    assert [node.bias for node in other.nodes] == biases
    assert other == network.with_weights(
        dict(zip((e.key for e in network.edges), weights, strict=True))
    ).with_biases(dict(zip((n.name for n in network.nodes), biases, strict=True)))
    assert other.topology is network.topology
    for bad in (math.nan, math.inf):
        with pytest.raises(NonFiniteError, match="weight of h2<-x1"):
            network.with_numbers([0, 0, bad, 0, 0, 0], biases)
        with pytest.raises(NonFiniteError, match="bias of h2"):
            network.with_numbers(weights, [0, bad, 0])
    with pytest.raises(ShapeError, match="6 weights and 3 biases, not 5 and 3"):
        network.with_numbers(weights[1:], biases)


def test_a_network_cannot_be_changed() -> None:
    network = net(XOR)
    with pytest.raises(FrozenInstanceError):
        network.nodes = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        network.nodes[0].bias = 1.0  # type: ignore[misc]


def test_a_chain_of_thousands_is_no_problem() -> None:
    names = [f"h{i}" for i in range(3000)]
    edges = [Edge(a, b) for a, b in zip(["x1", *names], names, strict=False)]
    network = Network(("x1",), tuple(map(Node, names)), tuple(edges), (names[-1],))
    assert network.order == tuple(names)
    with pytest.raises(CycleError):
        Network(("x1",), network.nodes, (*edges, Edge(names[-1], names[0])), (names[-1],))


def test_the_random_networks_of_these_tests_have_everything_in_them() -> None:
    seen = set()
    for seed in range(60):
        network = random_network(np.random.default_rng(seed), smooth=False)
        level = network.topology.level
        for edge in network.edges:
            seen |= {"skip edge"} if level[edge.target] - level[edge.source] > 1 else set()
        for name in network.order:
            role = network.role(name)
            seen.add(f"{role} that feeds {'others' if network.outgoing(name) else 'none'}")
            seen |= set() if network.incoming(name) else {"unfed"}
            seen.add(network.node(name).activation)
        seen.add(f"{len(network.outputs)} outputs")
    assert seen >= {
        "skip edge", "unfed", "hidden that feeds none", "output that feeds others", "2 outputs", "3 outputs",
        "step", "sign", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus",
    }  # fmt: skip
