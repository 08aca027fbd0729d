"""Hidden space: a layer's outputs as coordinates (LECTURE topic 5)."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.hidden_content import (
    CELLS,
    FINE,
    HiddenSpaceError,
    hidden_space,
    layers_with_space,
    readers_of,
)
from nndesk.figure.hidden_space import hidden_figure
from nndesk.figure.primitives import Box, Disc, Figure, Group
from nndesk.figure.style import Style
from nndesk.geometry.cells import Cell
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Edge, Network, Node


def _network(hidden: int, activation: str, seed: int = 0, inputs: int = 2) -> Network:
    draw = np.random.default_rng(seed)
    xs = tuple(f"x{i + 1}" for i in range(inputs))
    hs = [Node(f"h{j + 1}", activation, float(draw.normal())) for j in range(hidden)]
    edges = [Edge(x, h.name, float(draw.normal(0, 2))) for x in xs for h in hs]
    edges += [Edge(h.name, "o1", float(draw.normal(0, 2))) for h in hs]
    return Network(xs, (*hs, Node("o1", "sigmoid", 0.3)), tuple(edges), ("o1",))


def _document(network: Network) -> Document:
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    draw = np.random.default_rng(1)
    x = draw.normal(size=(50, len(network.inputs)))
    data = Dataset(x, (x[:, :1] > 0).astype(float))
    example = Example(tuple(0.25 * (i + 1) for i in range(len(network.inputs))), (1.0,))
    return Document(network, positions, data, example=example)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
def test_the_reader_s_line_is_where_its_signal_is_0(activation: str) -> None:
    document = _document(_network(2, activation))
    space = hidden_space(document)
    assert (space.nodes, space.reader, space.folded) == (("h1", "h2"), "o1", ())
    s, _ = CompiledNetwork(document.network).signals_and_outputs(document.dataset.x, "o1")
    assert space.samples.z @ np.array(space.weights) + space.bias == pytest.approx(s)


@pytest.mark.parametrize("document", [example("xor-sigmoid"), _document(_network(2, "tanh", seed=3))])
def test_its_boundary_bends_into_a_straight_line(document: Document) -> None:
    space = hidden_space(document)
    assert space.boundary
    for line in space.boundary:
        # The contour is one of a grid, so near and not on it.
        assert np.abs(line.at(1.0) @ np.array(space.weights) + space.bias).max() < 0.05
        assert line.at(0.0) == pytest.approx(line.x)
        steps = np.hypot(*np.diff(line.x, axis=0).T)
        width = space.window[1] - space.window[0]
        assert steps.max() < 2 * width / (CELLS * FINE), "it is fine enough to bend"


def test_what_else_the_reader_reads_is_taken_from_the_example() -> None:
    document = _document(_network(3, "sigmoid"))
    space = hidden_space(document, ("h1", "h3"))
    assert space.folded == ("h2",)
    assert space.example is not None
    (s,), _ = CompiledNetwork(document.network).signals_and_outputs([document.example.x], "o1")
    assert float(space.example.z[0] @ np.array(space.weights)) + space.bias == pytest.approx(s)


def test_the_way_begins_in_the_input_plane_and_ends_in_hidden_space() -> None:
    document = example("xor-sigmoid")
    space = hidden_space(document)
    assert space.grid is not None
    assert space.grid.at(0.0) == pytest.approx(space.grid.x)
    assert space.grid.at(0.5) == pytest.approx((space.grid.x + space.grid.z) / 2)
    outputs = CompiledNetwork(document.network).every_output(space.grid.x.reshape(-1, 2))
    assert space.grid.at(1.0)[..., 0].reshape(-1) == pytest.approx(outputs["h1"])
    assert space.ranges_at(0.0) == ((-0.6, 1.6), (-0.6, 1.6))
    assert space.samples.at(0.0) == pytest.approx(document.dataset.x)


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid"])
def test_xor_becomes_separable(name: str) -> None:
    space = hidden_space(example(name))
    signals = space.samples.z @ np.array(space.weights) + space.bias
    assert ((signals > 0) == (space.classes == 1)).all()


def test_regions_of_thresholds_shrink_to_their_vertices() -> None:
    space = hidden_space(example("xor"))
    assert space.torn
    assert not space.boundary
    assert len(space.pieces) == 3
    area = sum(Cell(tuple(map(tuple, piece.corners.x.tolist())), ()).area for piece in space.pieces)
    assert area == pytest.approx(2.2**2)
    ends = {tuple(piece.corners.at(1.0)[0].tolist()): piece.shade for piece in space.pieces}
    assert ends == {(0.0, 0.0): 0.0, (1.0, 0.0): 1.0, (1.0, 1.0): 0.0}
    for piece in space.pieces:
        assert np.ptp(piece.corners.at(1.0), axis=0).max() == 0.0


def test_other_inputs_than_two_have_no_grid_but_samples_and_a_line() -> None:
    space = hidden_space(_document(_network(2, "sigmoid", inputs=4)))
    assert space.grid is None
    assert space.inputs == ()
    assert space.samples.at(0.0) is space.samples.z
    assert space.ranges_at(0.3) == space.ranges
    assert hidden_figure(space, Style(), morph=0.2).description.startswith("The outputs of h1 and h2")


def test_which_layers_and_readers_there_are() -> None:
    network = example("abu-mostafa").network
    assert layers_with_space(network) == (("h1", "h2"), ("h3", "h4"))
    assert readers_of(network, ("h1", "h2")) == ("h3", "h4")
    assert hidden_space(example("abu-mostafa"), reader="h4").reader == "h4"
    assert hidden_space(example("abu-mostafa"), ("h3", "h4"), reader="h4").reader == "o1", "h4 reads none"


@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        (("h1",), "two or three different"),
        (("h1", "h1"), "two or three different"),
        (("h1", "o1"), "not neurons of one layer"),
        (("x1", "x2"), "not neurons of one layer"),
    ],
)
def test_axes_are_neurons_of_one_layer(nodes: tuple[str, ...], says: str) -> None:
    with pytest.raises(HiddenSpaceError, match=says):
        hidden_space(example("xor"), nodes)


def test_a_single_perceptron_has_no_hidden_space() -> None:
    with pytest.raises(HiddenSpaceError, match="a layer of two neurons"):
        hidden_space(example("or"))


# --- the picture -------------------------------------------------------------------------------------------


def _part(figure: Figure, title: str) -> tuple:
    def groups(items):
        for item in items:
            if isinstance(item, Group):
                yield item
                yield from groups(item.items)

    return next((group.items for group in groups(figure.items) if group.title == title), ())


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid", "abu-mostafa"])
@pytest.mark.parametrize("morph", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_leaves_the_picture(name: str, morph: float, scale: float) -> None:
    figure = hidden_figure(hidden_space(example(name)), Style(scale=scale), 360, 400, morph)
    assert figure.width <= 360 + 1
    assert figure.height <= 400 + 1
    outside = [item for item in figure.items if not (isinstance(item, Group) and item.clip)]
    left, top, right, bottom = bounds(outside)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width
    assert bottom <= figure.height


def test_samples_that_come_to_one_place_lie_side_by_side() -> None:
    figure = hidden_figure(hidden_space(example("xor")), Style())
    points = _part(figure, "points")
    middles = {
        (item.center if isinstance(item, Disc) else (item.x + item.width / 2, item.y + item.height / 2))
        for item in points
        if isinstance(item, (Disc, Box))
    }
    assert len(middles) == 4
    squares = [item for item in points if isinstance(item, Box)]
    assert len(squares) == 2
    assert abs(squares[0].x - squares[1].x) > squares[0].width


def test_the_halves_appear_on_the_way() -> None:
    space = hidden_space(example("xor-sigmoid"))
    assert not _part(hidden_figure(space, Style(), morph=0.3), "sides")
    assert len(_part(hidden_figure(space, Style(), morph=1.0), "sides")) == 2
