"""Numbers from and for spreadsheets: what is copied comes back, what is wrong is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import set_view
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.number_text import PasteError, matrix_text, read_block, read_numbers, table_text
from nndesk.document.parameters import all_parameters, lock_parameters, parameter_value
from nndesk.network.matrices import layer_matrices
from nndesk.network.model import EdgeKey

WORKED = example("worked-example")
ALL = all_parameters(WORKED.network)


def read(text: str, places: tuple = ALL, document: Document = WORKED) -> dict:
    return read_numbers(document.network, text, places)


def test_the_table_has_a_header_and_ascii_numbers() -> None:
    document = lock_parameters(set_view(WORKED, decimal_comma=True, fractions=True), ["h2"], True)
    lines = table_text(document, ALL).splitlines()
    assert lines[0] == "from\tto\tvalue\tinitial\tlocked"
    assert lines[1] == "x1\th1\t0,5\t\t"
    assert lines[8] == "\th2\t-0,5\t\tyes"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("comma", [False, True])
def test_what_is_copied_is_pasted_back_exactly(name: str, comma: bool) -> None:
    document = set_view(example(name), decimal_comma=comma)
    network = document.network
    parameters = all_parameters(network)
    values = {p: parameter_value(network, p) for p in parameters}
    assert read_numbers(network, table_text(document, parameters), parameters) == values
    found = {}
    for matrix in layer_matrices(network):
        found |= read_numbers(network, matrix_text(document, matrix), parameters)
    assert found == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1", [1]),
        ("1\n2\n3\n", [1, 2, 3]),
        ("1\t2\r\n3\t4\r\n", [1, 2, 3, 4]),
        ("0,5\n-3/2\n−1", [0.5, -1.5, -1]),
        ("0,5;1,5", [0.5, 1.5]),
        ("0.5,1.5,2", [0.5, 1.5, 2]),
        ("0.5 1.5  2", [0.5, 1.5, 2]),
        ("1,5 2,5", [1.5, 2.5]),
        ("sqrt(4)\n½", [2, 0.5]),
        ('"1"\t"2"', [1, 2]),
        ("1\t\n2\t\n", [1, 2]),
    ],
)
def test_numbers_alone_go_down_the_rows(text: str, values: list[float]) -> None:
    assert read(text) == dict(zip(ALL, values, strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "x1\th1\t7\n\th1\t8",
        "h1<-x1\t7\nh1\t8",
        "h1<-x1 7",
        "from,to,value\nx1,h1,7\n,h1,8",
        "Value;To;From\n7;h1;x1\n8;h1;",
        "\tx1\tb\nh1\t7\t8",
    ],
)
def test_rows_that_name_their_place_go_there(text: str) -> None:
    found = read(text, ())
    assert found[EdgeKey("x1", "h1")] == 7
    assert found.get("h1", 8) == 8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\nabc\n3", "Row 2: “abc” is not a number, so nothing was pasted."),
        ("1\n\n3", "Row 2: there is no number, so nothing was pasted."),
        ("1\n" * 12, "12 numbers do not fit into 11 places"),
        ("x1\th1\t7\nx9\th1\t8", "Row 2: there is no edge “h1<-x9”"),
        ("x1\th1\t7\n\tx1\t8", "Row 2: there is no neuron called “x1”"),
        ("from\tto\tvalue\nx1\th1", "Row 2 has too few columns"),
        ("\tx1\tb\nh1\t7\t8\t9", "Row 2 has more columns"),
        ("", "no text"),
        ("  \n\n", "no text"),
        ("1e999", "Row 1"),
        ("\0\1\2\xff", "Row 1"),
        ('{"nodes": [1, 2]}', "Row 1"),
        ("=HYPERLINK(1)", "Row 1"),
    ],
)
def test_one_wrong_row_refuses_all_and_is_named(text: str, said: str) -> None:
    with pytest.raises(PasteError) as caught:
        read(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_fifty_megabytes_are_refused_without_reading_them() -> None:
    with pytest.raises(PasteError, match="far too many"):
        read("1\n" * 25_000_000)


def test_a_block_goes_right_and_down_and_holes_take_nothing() -> None:
    network = WORKED.network
    first = layer_matrices(network)[0]
    assert read_block(network, "7\t8\n9\t\n", first, 0, 2) == {
        EdgeKey("x3", "h1"): 7, "h1": 8, EdgeKey("x3", "h2"): 9,
    }  # fmt: skip
    with pytest.raises(PasteError, match="Row 2 does not fit"):
        read_block(network, "7\n8", first, 1, 0)
    holed = replace(WORKED, network=network).network
    holed = type(holed)(holed.inputs, holed.nodes, holed.edges[1:], holed.outputs)
    first = layer_matrices(holed)[0]
    assert read_block(holed, "0\t8", first, 0, 0) == {EdgeKey("x2", "h1"): 8}
    with pytest.raises(PasteError, match="Row 1: there is no edge h1<-x1"):
        read_block(holed, "5\t8", first, 0, 0)
