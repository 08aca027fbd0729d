"""The identities of regions: which vertices are reached, who is in them, what comes out."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.figure.identities import IdentityError, identities, lines_of
from nndesk.figure.identities_table import identities_text
from nndesk.figure.primitives import FigureError
from nndesk.figure.space_figures import regions_table
from nndesk.geometry.arrangement import arrange
from nndesk.network.engine import Cancelled
from nndesk.network.model import Edge, Network, Node
from nndesk.network.passes import forward


def layered(layers: str, activation: str = "step", seed: int = 0) -> Document:
    return edits.layered(layers, activation=activation, seed=seed)


def test_three_lines_reach_seven_of_eight_vertices() -> None:
    data = identities(example("three-lines"))
    assert data.names == ("h1", "h2", "h3")
    assert [row.code for row in data.rows if not row.reached] == [(0, 0, 0)]
    assert [row.code for row in data.rows if row.bounded] == [(1, 1, 1)]
    assert [row.code for row in data.rows if row.z == 1] == [(1, 1, 1)]
    assert data.example == (1, 1, 1)
    assert data.exact


def test_xor_has_three_regions_and_what_each_gives() -> None:
    rows = {row.code: row for row in identities(example("xor")).rows}
    assert {code: row.reached for code, row in rows.items()} == {
        (0, 0): True, (0, 1): False, (1, 0): True, (1, 1): True,
    }  # fmt: skip
    assert {code: row.z for code, row in rows.items()} == {(0, 0): 0, (0, 1): 0, (1, 0): 1, (1, 1): 0}
    assert rows[(1, 0)].counts == (0, 2)
    assert rows[(0, 0)].counts == (1, 0)


def test_with_signs_a_vertex_is_of_minus_and_plus_one() -> None:
    data = identities(example("abu-mostafa"))
    assert data.values((0, 1)) == (-1, 1)
    assert data.fire((0, 1)) == ("h2",)
    assert [row.z for row in data.rows] == [-1, 1, 1, -1]


def test_smooth_neurons_are_taken_at_their_sides() -> None:
    data = identities(example("xor-sigmoid"))
    assert data.smooth == ("h1", "h2")
    assert data.rows[2].z == pytest.approx(0.976, abs=0.001)


def test_a_neuron_without_values_on_its_sides_gives_no_output_and_says_so() -> None:
    document = layered("2-3-1", "relu")
    data = identities(document)
    assert all(row.z is None for row in data.rows)
    assert "h1 (relu) has no fixed values" in data.open
    assert any(row.reached for row in data.rows)


def test_a_skip_connection_leaves_the_vertices_without_output() -> None:
    network = Network(
        ("x1", "x2"),
        (Node("h", "step"), Node("o", "step")),
        (Edge("x1", "h", 1.0), Edge("h", "o", 1.0), Edge("x2", "o", 1.0)),
        ("o",),
    )
    data = identities(replace(Document(), network=network))
    assert data.open == "o reads the input x2 itself, so a vertex alone does not say what o gives."


def test_several_outputs_compete_until_one_is_chosen() -> None:
    document = layered("2-3-3", "sigmoid", 5)
    data = identities(document)
    assert (data.node, data.outputs) == (None, ("o1", "o2", "o3"))
    for row in data.rows:
        given_first = dict(zip(data.names, data.values(row.code), strict=True))
        z = []
        for output in data.outputs:
            node = document.network.node(output)
            z.append(
                node.bias + sum(e.weight * given_first[e.source] for e in document.network.incoming(output))
            )
        assert row.winner == int(np.argmax(z))
        assert row.kind == row.winner
    chosen = identities(document, "o2")
    assert chosen.node == "o2"
    assert all(row.winner is None and row.z is not None for row in chosen.rows)


def test_with_more_than_two_inputs_only_what_is_held_is_known() -> None:
    data = identities(example("worked-example"))
    assert not data.exact
    assert {row.code: row.reached for row in data.rows} == {
        (0, 0): True, (0, 1): None, (1, 0): None, (1, 1): None,
    }  # fmt: skip
    assert all(row.area is None and row.bounded is None for row in data.rows)


def test_with_one_input_intervals_are_exact() -> None:
    document = layered("1-3-1", seed=2)
    data = identities(document)
    assert data.exact
    # p points cut a line into p + 1 intervals.
    assert sum(bool(row.reached) for row in data.rows) == 4


def test_a_large_first_layer_lists_the_regions_of_the_whole_plane() -> None:
    document = layered("2-30-1", seed=3)
    data = identities(document)
    wanted = arrange(lines_of(document.network, data.names))
    assert [row.code for row in data.rows] == [region.code for region in wanted.regions]
    assert len(data.rows) == 1 + 30 + 30 * 29 // 2


@settings(max_examples=25)
@given(st.integers(1, 7), st.integers(0, 99), st.sampled_from(["step", "sign", "sigmoid", "tanh"]))
def test_counts_areas_and_outputs_agree_with_the_network(p: int, seed: int, activation: str) -> None:
    document = layered(f"2-{p}-1", activation, seed)
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, 2))
    document = edits.set_dataset(document, Dataset(x, (x[:, :1] > 0).astype(float)))
    window = (-2.0, 2.0, -2.0, 2.0)
    data = identities(document, window=window)
    assert sum(row.samples for row in data.rows) == 40
    assert sum(row.area or 0.0 for row in data.rows) == pytest.approx(16)
    assert all(row.reached for row in data.rows if row.samples or row.area)
    if activation in ("step", "sign"):
        for at in x[:10].tolist():
            done = forward(document.network, at)
            code = tuple(int(done.s[name] > 0) for name in data.names)
            row = data.row(code)
            assert row is not None
            assert row.z == pytest.approx(done.z["o1"])


def test_no_first_layer_and_too_large_a_one_are_told() -> None:
    with pytest.raises(IdentityError, match="No neuron reads inputs alone"):
        identities(Document())
    with pytest.raises(IdentityError, match="has 65 neurons; regions are named for up to 64"):
        identities(layered("2-65-1"))


def test_it_stops_when_told_to() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        identities(example("xor"), cancel=cancel)


# --- the table ----------------------------------------------------------------------------------------------


def test_the_table_as_csv_has_numbers_in_full() -> None:
    lines = regions_table(example("three-lines"), "csv").splitlines()
    assert lines[0] == "h1,h2,h3,z of o1,class 0,class 1,area,region"
    assert lines[1] == "0,0,0,0.0,0,0,0.0,empty"
    assert lines[8].startswith("1,1,1,1.0,0,1,4.16666666")
    assert lines[8].endswith(",bounded")
    assert len(lines) == 9


def test_the_table_as_markdown_and_latex() -> None:
    markdown = regions_table(example("abu-mostafa"), "md").splitlines()
    assert markdown[0] == "| h1 | h2 | z of o1 | class 0 | class 1 | area in the window | region |"
    assert markdown[3] == "| −1 | 1 | 1 | 0 | 1 | 4.84 | unbounded |"
    assert len({line.count("|") for line in markdown}) == 1
    latex = regions_table(example("abu-mostafa"), "tex")
    assert r"$(h_1, h_2)$ & $z_{o_1}$ & class 0 & class 1 & area & region \\ \hline" in latex
    assert r"$({-}1,{+}1)$ & $1$ & 0 & 1 & $4.84$ & unbounded \\" in latex


def test_classes_have_their_own_names_and_nothing_breaks_a_table() -> None:
    data = identities(example("xor"))
    numbers = example("xor").view.numbers
    assert "a_b \\& c".replace("_", r"\_") in identities_text(data, "tex", numbers, ("a_b & c", "d"))
    assert r"a\|b" in identities_text(data, "md", numbers, ("a|b", "d"))
    assert '"a,b"' in identities_text(data, "csv", numbers, ("a,b", "d"))
    with pytest.raises(FigureError, match=r"not as \.docx"):
        identities_text(data, "docx", numbers)
