"""W and b of each layer: what stands where, and what is written for LaTeX and numpy."""

from __future__ import annotations

import numpy as np

from nndesk.document.edits import add_edge
from nndesk.document.examples import example
from nndesk.network.matrices import LayerMatrix, layer_matrices, matrix_latex, matrix_numpy
from nndesk.network.model import Edge, EdgeKey, Network, Node
from nndesk.network.numbers import NumberFormat
from nndesk.network.passes import forward


def test_the_worked_example_has_the_matrices_of_the_lecture() -> None:
    network = example("worked-example").network
    assert layer_matrices(network) == (
        LayerMatrix(1, ("h1", "h2"), ("x1", "x2", "x3")),
        LayerMatrix(2, ("o1",), ("h1", "h2")),
    )
    first = layer_matrices(network)[0]
    assert [[first.value(network, i, j) for j in range(3)] for i in range(2)] == [
        [0.5, -1, 0.5],
        [-0.5, 1, 1],
    ]
    assert [first.value(network, i, first.bias_column) for i in range(2)] == [-1, -0.5]
    assert first.parameter(1, 2) == EdgeKey("x3", "h2")
    assert first.parameter(1, 3) == "h2"


def test_skip_edges_bring_columns_of_earlier_layers_and_leave_holes() -> None:
    network = add_edge(example("worked-example"), "x2", "o1", 4.0).network
    second = layer_matrices(network)[1]
    assert second.columns == ("x2", "h1", "h2")
    network = Network(("x1", "x2"), (Node("a"), Node("b")), (Edge("x1", "a"), Edge("x2", "b")), ("a", "b"))
    (only,) = layer_matrices(network)
    assert only.value(network, 0, 1) is None
    assert only.value(network, 1, 1) == 1.0


def test_a_neuron_that_nothing_feeds_has_a_bias_alone() -> None:
    network = Network(("x1",), (Node("lone", bias=2.0),), (), ())
    assert layer_matrices(network) == (LayerMatrix(0, ("lone",), ()),)
    assert matrix_latex(network, layer_matrices(network)[0], NumberFormat()) == (
        r"b^{(0)} = \begin{pmatrix} 2 \end{pmatrix}"
    )
    assert layer_matrices(Network()) == ()


def test_latex_writes_fractions_and_zeros_for_edges_that_are_not() -> None:
    network = example("worked-example").network
    first = layer_matrices(network)[0]
    assert matrix_latex(network, first, NumberFormat(fractions=True)) == (
        r"W^{(1)} = \begin{pmatrix} \tfrac{1}{2} & -1 & \tfrac{1}{2} \\ -\tfrac{1}{2} & 1 & 1 \end{pmatrix},"
        r"\quad b^{(1)} = \begin{pmatrix} -1 \\ -\tfrac{1}{2} \end{pmatrix}"
    )


def test_numpy_text_makes_arrays_that_compute_the_signals() -> None:
    document = example("worked-example")
    network, x = document.network, document.example.x
    found: dict[str, object] = {}
    exec(matrix_numpy(network, layer_matrices(network)[0]), found)
    s = np.asarray(found["W1"]) @ np.array(x) + np.asarray(found["b1"])
    passed = forward(network, x)
    assert s.tolist() == [passed.s["h1"], passed.s["h2"]]
