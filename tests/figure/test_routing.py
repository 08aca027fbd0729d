from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.document.document import Document
from nndesk.document.edits import add_edge, layered, move
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.diagram import NODE_RADIUS, edge_geometries, edge_geometry, radius_of, straight_path
from nndesk.network.model import EdgeKey


def clearance(document: Document, key: EdgeKey) -> float:
    """Least distance between the edge and the rim of a node that is not its end."""
    path = edge_geometry(document, key)
    gaps = [
        hypot(path.point(i / 60)[0] - x, path.point(i / 60)[1] - y) - radius_of(document, name)
        for name, (x, y) in document.positions.items()
        if name not in key
        for i in range(61)
    ]
    return min(gaps, default=float("inf"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_edges_run_from_rim_to_rim(name: str) -> None:
    document = example(name)
    for key, path in edge_geometries(document).items():
        for end, point in ((key.source, path.start), (key.target, path.end)):
            x, y = document.positions[end]
            assert hypot(point[0] - x, point[1] - y) == pytest.approx(radius_of(document, end))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_edge_of_an_example_passes_behind_a_node(name: str) -> None:
    document = example(name)
    assert all(clearance(document, edge.key) > 0 for edge in document.network.edges)


def test_a_skip_edge_arcs_around_the_nodes_in_its_way() -> None:
    document = add_edge(layered("1-1-1-1", seed=1), "x1", "o1")
    path = edge_geometry(document, EdgeKey("x1", "o1"))
    assert not path.straight
    assert clearance(document, EdgeKey("x1", "o1")) > 5
    assert edge_geometry(document, EdgeKey("x1", "h1")).straight


def test_an_edge_with_a_free_way_stays_straight() -> None:
    document = add_edge(example("worked-example"), "x2", "o1")
    assert edge_geometry(document, EdgeKey("x2", "o1")).straight


def test_edges_of_a_tall_layer_stay_straight() -> None:
    document = layered("2-8-8-1", seed=1)
    assert all(path.straight for path in edge_geometries(document).values())


def test_the_same_drawing_is_routed_once() -> None:
    document = example("xor")
    assert edge_geometries(document) is edge_geometries(document)
    moved = move(document, {"h1": (200.0, -90.0)})
    assert edge_geometries(moved)[EdgeKey("x1", "h1")] != edge_geometries(document)[EdgeKey("x1", "h1")]


def test_nodes_upon_each_other_give_an_edge_without_length() -> None:
    path = straight_path((0.0, 0.0), 30.0, (10.0, 0.0), 30.0)
    assert path.start == path.end == path.point(0.5) == (5.0, 0.0)
    assert path.direction(0.5) == (1.0, 0.0)


coordinate = st.floats(-500, 500)


@given(st.lists(st.tuples(coordinate, coordinate), min_size=4, max_size=4))
def test_wherever_nodes_stand_routes_are_finite(places: list[tuple[float, float]]) -> None:
    document = add_edge(layered("1-1-1-1", seed=1), "x1", "o1")
    document = move(document, dict(zip(document.network.names, places, strict=True)))
    for path in edge_geometries(document).values():
        assert all(abs(v) < 5000 for t in (0.0, 0.3, 1.0) for v in path.point(t))
    assert NODE_RADIUS > 0
