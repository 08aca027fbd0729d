from __future__ import annotations

import importlib.util
import os
from itertools import product
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from nndesk.assets import asset
from nndesk.document.document import Document, check
from nndesk.document.edits import layered
from nndesk.document.examples import EXAMPLES, example, open_document
from nndesk.document.storage import StorageError, encode, save
from nndesk.network.costs import cost_named
from nndesk.network.engine import CompiledNetwork
from nndesk.network.passes import backward, forward
from nndesk.network.training import train

MAKER = Path(__file__).parents[2] / "packaging" / "make_examples.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_examples", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outputs(document: Document, x: tuple[float, ...]) -> dict[str, float]:
    return dict(forward(document.network, x).z)


def numbers(document: Document) -> dict[str, tuple[float, ...]]:
    """For every neuron its weights, in the order of its inputs, and its bias."""
    network = document.network
    return {
        node.name: (*(edge.weight for edge in network.incoming(node.name)), node.bias)
        for node in network.nodes
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_shipped_file_is_what_the_edits_make(maker: ModuleType, name: str) -> None:
    assert asset("examples", name + ".nndesk").read_bytes() == encode(maker.make(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_complete(name: str) -> None:
    document = example(name)
    check(document)
    assert document.title == EXAMPLES[name].title
    assert EXAMPLES[name].sentence.endswith(".")
    assert document.data_fit()
    cost_named(document.cost).check(document.network)
    rows = zip(document.dataset.x.tolist(), document.dataset.t.tolist(), strict=True)
    assert (list(document.example.x), list(document.example.t)) in list(rows)
    assert example(name) is document


def test_there_is_no_file_without_an_entry() -> None:
    assert {entry.name for entry in asset("examples").iterdir()} == {f"{name}.nndesk" for name in EXAMPLES}


@pytest.mark.parametrize(
    ("name", "weights", "table"),
    [("and", (1, 1, -1.5), (0, 0, 0, 1)), ("or", (1, 1, -0.5), (0, 1, 1, 1))],
)
def test_topic_8_one_perceptron(name: str, weights: tuple[float, ...], table: tuple[int, ...]) -> None:
    document = example(name)
    assert numbers(document) == {"o1": weights}
    assert tuple(outputs(document, x)["o1"] for x in product((0, 1), repeat=2)) == table
    assert tuple(document.dataset.t[:, 0]) == table


def test_topic_9_xor_row_by_row() -> None:
    document = example("xor")
    assert numbers(document) == {"h1": (1, 1, -0.5), "h2": (1, 1, -1.5), "o1": (1, -1, -0.5)}
    assert {node.activation for node in document.network.nodes} == {"step"}
    rows = {
        (0, 0): ("−", "−", 0, 0, "−", 0),
        (0, 1): ("+", "−", 1, 0, "+", 1),
        (1, 0): ("+", "−", 1, 0, "+", 1),
        (1, 1): ("+", "+", 1, 1, "−", 0),
    }
    for x, row in rows.items():
        s, z = forward(document.network, x).s, outputs(document, x)
        sign = {name: "+" if value > 0 else "−" for name, value in s.items()}
        assert (sign["h1"], sign["h2"], z["h1"], z["h2"], sign["o1"], z["o1"]) == row


def test_topic_10_abu_mostafa_in_plus_and_minus_one() -> None:
    document = example("abu-mostafa")
    node = numbers(document)
    assert node["h3"] == (1, -1, -1.5)
    assert node["h4"] == (-1, 1, -1.5)
    assert node["o1"] == (1, 1, 1.5)
    assert {n.activation for n in document.network.nodes} == {"sign"}
    regions = {}
    for x in product((-1, 1), repeat=2):
        z = outputs(document, x)
        h1, h2 = z["h1"] > 0, z["h2"] > 0
        assert (z["h3"] > 0, z["h4"] > 0) == (h1 and not h2, not h1 and h2)
        assert z["o1"] == (1 if h1 != h2 else -1)
        regions[h1, h2] = z["o1"]
    assert len(regions) == 4, "two crossing lines make four regions"
    assert sorted(set(document.dataset.x.ravel())) == [-1, 1]


def test_topic_11_eight_lines_cut_out_a_disc() -> None:
    document = example("circle")
    assert {node.activation for node in document.network.nodes} == {"step"}
    assert len(document.network.nodes) == 9
    away = np.hypot(*document.dataset.x.T)
    assert document.dataset.classes.tolist() == (away < 1).astype(int).tolist()
    z = np.array([outputs(document, tuple(x))["o1"] for x in document.dataset.x])
    assert z[away < 1].all(), "the octagon lies around the disc"
    assert not z[away > 1.09].any(), "and closely"


def test_topic_15_the_spiral_can_be_learned() -> None:
    document = example("spiral")
    data = document.dataset
    compiled = CompiledNetwork(document.network)
    before = compiled.cost(data.x, data.t, document.cost)
    assert before > 0.6
    *_, last = train(document.network, data.x, data.t, document.hyperparameters, every=1000)
    right = (CompiledNetwork(last.network).evaluate(data.x) > 0.5) == (data.t > 0.5)
    assert right.mean() > 0.95
    assert last.J < 0.15


def test_topic_12_seven_regions_and_a_code_without_one() -> None:
    document = example("three-lines")
    codes = {}
    for x, t in zip(document.dataset.x, document.dataset.t, strict=True):
        z = outputs(document, tuple(x))
        code = tuple(int(z[name]) for name in ("h1", "h2", "h3"))
        codes[code] = z["o1"]
        assert z["o1"] == t[0] == (1 if code == (1, 1, 1) else 0)
    assert set(codes) == set(product((0, 1), repeat=3)) - {(0, 0, 0)}


def test_topic_4_logistic_regression_has_room_to_learn() -> None:
    document = example("logistic")
    assert [node.activation for node in document.network.nodes] == ["sigmoid"]
    assert document.cost == "cross_entropy"
    assert len(document.dataset) == 250
    assert int(document.dataset.t.sum()) == 150
    z = [outputs(document, tuple(x))["o1"] for x in document.dataset.x]
    right = sum((value > 0.5) == bool(t) for value, t in zip(z, document.dataset.t[:, 0], strict=True))
    assert 0.75 < right / 250 < 0.97


def test_topic_17_the_worked_example_in_fractions() -> None:
    document = example("worked-example")
    assert numbers(document) == {"h1": (0.5, -1, 0.5, -1), "h2": (-0.5, 1, 1, -0.5), "o1": (1, -1, 0)}
    assert (document.example.x, document.example.t, document.eta) == ((1, 0, 1), (1,), 0.5)
    there = forward(document.network, document.example.x)
    assert set(there.s.values()) == {0}
    assert {there.z[name] for name in ("h1", "h2", "o1")} == {0.5}
    back = backward(document.network, there, document.example.t, document.cost)
    assert pytest.approx(1 / 8, abs=1e-15) == back.J
    assert dict(back.delta) == pytest.approx({"o1": 1 / 8, "h1": 1 / 32, "h2": -1 / 32}, abs=1e-15)


def test_topic_14_the_sigmoid_network_computes_xor() -> None:
    document = example("xor-sigmoid")
    assert numbers(document) == {"h1": (5.2, 5.2, -2), "h2": (3.6, 3.6, -5.6), "o1": (6.8, -7.3, -3.1)}
    for x, t in zip(document.dataset.x, document.dataset.t[:, 0], strict=True):
        assert (outputs(document, tuple(x))["o1"] > 0.5) == bool(t)
    z = outputs(document, document.example.x)
    assert z["h1"] == pytest.approx(0.961, abs=5e-4)
    assert z["h2"] == pytest.approx(0.119, abs=5e-4)
    assert z["o1"] == pytest.approx(0.928, abs=1.5e-3)


# --- opening by name --------------------------------------------------------------------------------------


def test_an_unknown_example_lists_those_there_are() -> None:
    with pytest.raises(
        StorageError, match=r"no example called nand; the examples are and, or, xor, .*spiral\."
    ):
        example("nand")


def test_a_file_wins_over_an_example_but_a_folder_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_document("xor") is example("xor")
    (tmp_path / "xor").mkdir()
    assert open_document("xor") is example("xor")
    save(layered("2-1"), tmp_path / "and")
    assert open_document("and") == layered("2-1")
    assert open_document(Path("and")) == layered("2-1")


def test_what_is_neither_file_nor_example_lists_the_examples(tmp_path: Path) -> None:
    with pytest.raises(
        StorageError, match=r"no file .*gone\.nndesk and no example of that name; the examples are and,"
    ):
        open_document(tmp_path / "gone.nndesk")
    with pytest.raises(StorageError, match="is a folder"):
        open_document(tmp_path)
    with pytest.raises(StorageError, match="no file"):
        open_document("")
    broken = tmp_path / "broken.nndesk"
    broken.write_text("{")
    with pytest.raises(StorageError, match=r"^broken\.nndesk: the file breaks off"):
        open_document(os.fspath(broken))
