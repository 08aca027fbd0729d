"""The truth table of a network of perceptrons (LECTURE topics 9 and 10)."""

from __future__ import annotations

import pytest

from nndesk.document.examples import example
from nndesk.network.errors import NetworkError
from nndesk.network.model import Edge, Network, Node
from nndesk.network.truth_tables import truth_table

XOR = {(0.0, 0.0): (0.0,), (0.0, 1.0): (1.0,), (1.0, 0.0): (1.0,), (1.0, 1.0): (0.0,)}


def _shown(table):
    """Signs for signals, numbers for the rest."""
    return [
        tuple(
            table.sign(row, i) if column.kind == "signal" else value
            for i, (column, value) in enumerate(zip(table.columns, values, strict=True))
        )
        for row, values in enumerate(table.rows)
    ]


def test_the_lecture_s_eight_columns_of_xor():
    table = truth_table(example("xor").network, 0.0)
    assert [(c.kind, c.node) for c in table.columns] == [
        ("input", "x1"),
        ("input", "x2"),
        ("signal", "h1"),
        ("signal", "h2"),
        ("output", "h1"),
        ("output", "h2"),
        ("signal", "o1"),
        ("output", "o1"),
    ]
    assert _shown(table) == [
        (0, 0, "−", "−", 0, 0, "−", 0),
        (0, 1, "+", "−", 1, 0, "+", 1),
        (1, 0, "+", "−", 1, 0, "+", 1),
        (1, 1, "+", "+", 1, 1, "−", 0),
    ]
    assert not any(table.wrong), "nothing was wanted"


def test_abu_mostafa_s_has_plus_and_minus_one():
    table = truth_table(example("abu-mostafa").network, -1.0)
    assert [row[-1] for row in table.rows] == [-1, 1, 1, -1]
    assert [table.x(row) for row in range(4)] == [(-1, -1), (-1, 1), (1, -1), (1, 1)]
    assert table.row_of((1.0, -1.0)) == 2
    assert table.row_of((1.0, 0.0)) is None


def test_a_row_is_wrong_where_an_output_is_on_the_other_side_of_its_target():
    network = Network(
        ("x1", "x2"), (Node("o", "step", -1.5),), (Edge("x1", "o", 1.0), Edge("x2", "o", 1.0)), ("o",)
    )
    table = truth_table(network, 0.0, XOR)
    assert table.columns[-1].kind == "target"
    assert table.wrong == (False, True, True, True), "AND is not XOR"


def test_a_signal_of_exactly_0_is_neither_and_does_not_fire():
    network = Network(
        ("x1", "x2"), (Node("o", "step", -1.0),), (Edge("x1", "o", 1.0), Edge("x2", "o", 1.0)), ("o",)
    )
    table = truth_table(network, 0.0)
    signal = next(i for i, c in enumerate(table.columns) if c.kind == "signal")
    assert [table.sign(row, signal) for row in range(4)] == ["−", "0", "0", "+"]
    assert [row[-1] for row in table.rows] == [0, 0, 0, 1]


def test_targets_of_some_rows_only():
    table = truth_table(example("xor").network, 0.0, {(0.0, 1.0): (0.0,)})
    assert [row[-1] for row in table.rows] == [None, 0.0, None, None]
    assert table.wrong == (False, True, False, False)


@pytest.mark.parametrize(
    ("network", "says"),
    [
        (Network(), "needs a network with inputs"),
        (Network(("x1",)), "and neurons"),
        (
            Network(tuple(f"x{i}" for i in range(7)), (Node("o", "step", 0.0),), (Edge("x0", "o", 1.0),)),
            "at most 6 inputs",
        ),
        (Network(("x1",), tuple(Node(f"h{i}", "step", 0.0) for i in range(41))), "at most 40 neurons"),
    ],
)
def test_what_has_no_table_says_why(network, says):
    with pytest.raises(NetworkError, match=says):
        truth_table(network, 0.0)
