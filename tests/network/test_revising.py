"""A graph made from another one knows what one made from its parts would, and refuses what that refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

from nndesk.network.errors import CycleError, NetworkError
from nndesk.network.model import Edge, Network, Node, Topology
from nndesk.network.revising import revised


def same(made: Network, plain: Network) -> None:
    assert made == plain
    for field in fields(Topology):
        quick, slow = getattr(made.topology, field.name), getattr(plain.topology, field.name)
        assert quick == slow, field.name
        # Whoever goes through one of them finds the same order.
        assert list(quick) == list(slow), field.name


def check(
    old: Network, inputs: Sequence[str], nodes: Sequence[Node], edges: Sequence[Edge]
) -> NetworkError | None:
    parts = (tuple(inputs), tuple(nodes), tuple(edges))
    plain, made = attempt(lambda: Network(*parts)), attempt(lambda: revised(old, *parts))
    if isinstance(plain, NetworkError):
        assert (type(made), str(made)) == (type(plain), str(plain))
        return plain
    assert isinstance(made, Network)
    same(made, plain)
    return None


def attempt(make: Callable[[], Network]) -> Network | NetworkError:
    try:
        return make()
    except NetworkError as error:
        return error


names = st.sampled_from(["h1", "h2", "o1", "x1", "a", "b", "c", " ", "a<-b"])


@given(networks(), st.data())
def test_any_graph_that_is_made_from_another_is_checked_as_if_it_were_new(
    old: Network, data: st.DataObject
) -> None:
    """Nodes and edges go, whether or not that leaves loose ends; others come, right or wrong."""

    def thinned(things: Sequence[object]) -> list[object]:
        return [thing for thing in things if data.draw(st.integers(0, 5))]

    inputs = [*thinned(old.inputs), *data.draw(st.lists(names, max_size=2))]
    nodes = [*thinned(old.nodes), *map(Node, data.draw(st.lists(names, max_size=3)))]
    there = [*inputs, *(node.name for node in nodes)] or ["h1"]
    ends = st.sampled_from([*there, "nobody"])
    new = data.draw(st.lists(st.builds(Edge, ends, ends, st.floats(-2, 2)), max_size=4))
    clean = data.draw(st.booleans())
    edges = thinned(old.edges)
    if clean:
        edges = [e for e in edges if e.source in there and e.target in there]
    check(old, inputs, nodes, [*edges, *new])


@given(networks(), st.data())
def test_one_edit_after_another(network: Network, data: st.DataObject) -> None:
    """What is known of a revised graph is good enough to revise it again."""
    for i in range(data.draw(st.integers(1, 8))):
        kind = data.draw(st.sampled_from(["node", "input", "edge", "less node", "less edge"]))
        inputs, nodes, edges = list(network.inputs), list(network.nodes), list(network.edges)
        if kind == "node":
            nodes.append(Node(f"new{i}"))
        elif kind == "input":
            inputs.append(f"in{i}")
        elif kind == "edge" and nodes:
            edges.append(
                Edge(data.draw(st.sampled_from(network.names)), data.draw(st.sampled_from(nodes)).name)
            )
        elif kind == "less node" and network.names:
            gone = data.draw(st.sampled_from(network.names))
            inputs = [name for name in inputs if name != gone]
            nodes = [node for node in nodes if node.name != gone]
            edges = [edge for edge in edges if gone not in edge.key]
        elif kind == "less edge" and edges:
            edges.remove(data.draw(st.sampled_from(edges)))
        if check(network, inputs, nodes, edges) is None:
            network = revised(network, tuple(inputs), tuple(nodes), tuple(edges))


def test_an_edge_backwards_that_closes_no_cycle_lifts_what_follows() -> None:
    chain = Network(
        ("x1", "x2"),
        tuple(map(Node, ("a", "b", "c"))),
        (Edge("x1", "a"), Edge("a", "b"), Edge("x2", "c")),
    )
    edges = (*chain.edges, Edge("b", "c"))
    made = revised(chain, chain.inputs, chain.nodes, edges)
    same(made, Network(chain.inputs, chain.nodes, edges))
    assert made.topology.level["c"] == 3
    with pytest.raises(CycleError, match="a"):
        revised(made, made.inputs, made.nodes, (*edges, Edge("c", "a")))


def test_other_numbers_in_an_old_edge_are_checked_as_well() -> None:
    old = Network(("x1",), (Node("a"),), (Edge("x1", "a", 1.0),))
    assert isinstance(check(old, old.inputs, old.nodes, [Edge("x1", "a", float("nan"))]), NetworkError)
    assert isinstance(check(old, old.inputs, [Node("a", "nothing")], old.edges), NetworkError)
    assert isinstance(check(old, old.inputs, [Node("a", "tanh", float("inf"))], old.edges), NetworkError)
    same(
        revised(old, old.inputs, old.nodes, (Edge("x1", "a", 2.0),)),
        Network(old.inputs, old.nodes, (Edge("x1", "a", 2.0),)),
    )
