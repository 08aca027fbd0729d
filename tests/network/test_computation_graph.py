"""The passes as a graph of +, ·, φ and cost."""

from __future__ import annotations

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.document.examples import example
from nndesk.document.walking import document_walk
from nndesk.network.computation_graph import (
    ComputationGraph,
    TooManyVerticesError,
    computation_graph,
    vertex_count,
)
from nndesk.network.errors import NonFiniteError
from nndesk.network.grains import GRAINS, Cutting
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.walk import walk


def _example(name: str) -> ComputationGraph:
    return computation_graph(document_walk(example(name)))


@pytest.mark.parametrize(("cost", "activation"), [("squared", None), ("cross_entropy", "sigmoid")])
def test_adjoints_are_those_of_the_backward_pass_on_random_networks(
    cost: str, activation: str | None
) -> None:
    rng = np.random.default_rng(5)
    met = 0
    for _ in range(200):
        network = random_network(rng, smooth=False, output_activation=activation)
        x, t = random_sample(rng, network)
        record = walk(network, x, t, cost)
        if vertex_count(network, cost) > 150:
            continue
        met += 1
        graph = computation_graph(record)
        found, other = graph.by_id, record.backward
        assert len(found) == len(graph.vertices) == vertex_count(network, cost)
        assert found["J"].value == pytest.approx(other.J, rel=1e-12, abs=1e-14)
        assert found["J"].adjoint == 1.0
        for j in network.order:
            assert found[f"s {j}"].value == pytest.approx(record.forward.s[j], rel=1e-12, abs=1e-12)
            assert found[f"z {j}"].value == pytest.approx(record.forward.z[j], rel=1e-12, abs=1e-12)
            assert found[f"s {j}"].adjoint == pytest.approx(-other.delta[j], rel=1e-10, abs=1e-13)
            assert found[f"b {j}"].adjoint == pytest.approx(other.dJ_db[j], rel=1e-10, abs=1e-13)
        for key, slope in other.dJ_dw.items():
            assert found[f"w {key}"].adjoint == pytest.approx(slope, rel=1e-10, abs=1e-13)
    assert met > 50


def test_each_vertex_stands_after_what_it_is_computed_from() -> None:
    graph = _example("abu-mostafa")
    met: set[str] = set()
    for vertex in graph.vertices:
        assert met.issuperset(vertex.inputs)
        met.add(vertex.id)


def test_the_sum_takes_all_products_and_the_bias() -> None:
    graph = _example("worked-example")
    total = graph.by_id["s h1"]
    assert total.inputs == ("p h1<-x1", "p h1<-x2", "p h1<-x3", "b h1")
    assert total.value == sum(graph.by_id[id].value for id in total.inputs)
    assert [graph.by_id[id].adjoint for id in ("s h1", "s h2", "s o1")] == [-1 / 32, 1 / 32, -1 / 8]
    assert graph.by_id["w h1<-x1"].adjoint == -1 / 32
    assert graph.by_id["e o1"].value == graph.by_id["e o1"].adjoint == 0.5


@pytest.mark.parametrize("name", ["worked-example", "xor-sigmoid", "abu-mostafa"])
@pytest.mark.parametrize("grain", GRAINS)
def test_it_fills_in_step_with_the_walk_at_every_grain(name: str, grain: str) -> None:
    graph = _example(name)
    cutting = Cutting(graph.walk, grain)
    values, adjoints = set(graph.at(-1).values), set(graph.at(-1).adjoints)
    assert {graph.by_id[id].kind for id in values} <= {"input", "weight", "bias", "target"}
    assert not adjoints
    for index in range(len(cutting)):
        step = cutting.step(index)
        shown, lit = graph.at(cutting.step_at(index), step), graph.lit(step)
        assert values <= shown.values
        assert adjoints <= shown.adjoints
        values, adjoints = set(shown.values), set(shown.adjoints)
        assert lit.vertices
        assert lit.vertices <= graph.by_id.keys()
        assert lit.links <= set(graph.links)
        if step.phase in ("forward", "cost"):
            assert lit.vertices <= values
    assert graph.at(len(graph.walk.steps) - 1) == graph.everything


def test_the_terms_of_a_sum_show_one_by_one() -> None:
    graph = _example("worked-example")
    cutting = Cutting(graph.walk, "term")
    first = graph.at(cutting.step_at(0), cutting.step(0))
    assert {id for id in first.values if id[0] == "p"} == {"p h1<-x1"}
    assert "s h1" not in first.values
    assert graph.lit(cutting.step(0)).vertices == {"p h1<-x1"}


def test_at_rest_the_forward_pass_is_known() -> None:
    shown = _example("xor-sigmoid").forward_alone
    assert "z o1" in shown.values
    assert "J" not in shown.values
    assert not shown.adjoints


def test_a_node_and_an_edge_have_their_vertices() -> None:
    graph = _example("worked-example")
    assert graph.of_node("h1") == {"s h1", "z h1"}
    assert graph.of_node("x1") == {"z x1"}
    assert graph.of_edge(EdgeKey("x1", "h1")) == {"w h1<-x1", "p h1<-x1"}


def test_without_a_target_there_are_no_adjoints() -> None:
    graph = computation_graph(document_walk(example("xor-sigmoid"), forward_only=True))
    assert "J" not in graph.by_id
    assert {vertex.adjoint for vertex in graph.vertices} == {None}


def test_what_is_too_large_or_overflows_says_so() -> None:
    hidden = tuple(Node(f"h{i}", "linear") for i in range(40))
    edges = tuple(Edge("x1", node.name, 1.0) for node in hidden)
    with pytest.raises(TooManyVerticesError, match="would have 201 vertices; it shows at most 150"):
        computation_graph(walk(Network(("x1",), hidden, edges, ()), (1.0,)))
    network = Network(("x1",), (Node("o1", "linear"),), (Edge("x1", "o1", 1e200),), ("o1",))
    with pytest.raises(NonFiniteError):
        computation_graph(walk(network, (1e5,), (1.0,)))
