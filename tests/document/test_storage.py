from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nndesk.document.storage as storage
from nndesk.data.dataset import Dataset
from nndesk.data.normalisation import NOT_NORMALISED, Normalisation
from nndesk.document import edits
from nndesk.document.document import UNTRAINED, Document, Example, InitialNumbers, ViewOptions
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.storage import StorageError, decode, encode, load, save
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, EdgeKey, Network, Node

SAVED = Path(__file__).parent / "saved"


def everything() -> Document:
    """Something in every field: skip edges, an output that feeds another, odd names and numbers."""
    return Document(
        network=Network(
            ("x1", "größe", "x_3"),
            (
                Node("h1", "tanh", -0.0),
                Node("ŷ 2", "leaky_relu", 1e-300),
                Node('a "quoted" \\ name', "softplus", 0.1 + 0.2),
                Node("alone", "relu", 1.0, locked=True),
                Node("out", "sigmoid", -1.5e300),
            ),
            (
                Edge("x1", "h1", 1 / 3),
                Edge("größe", "h1", -2.5),
                Edge("h1", "ŷ 2", 5e-324),
                Edge("x1", "ŷ 2", 1.7976931348623157e308),
                Edge("alone", 'a "quoted" \\ name', 1.0),
                Edge("ŷ 2", "out", 1.0),
                Edge("x1", "out", 0.1, locked=True),
            ),
            ("out", "ŷ 2", 'a "quoted" \\ name'),
        ),
        positions={
            "x1": (0.0, -140.0),
            "größe": (0.0, 0.0),
            "x_3": (0.0, 140.0),
            "h1": (180.25, -70.125),
            "ŷ 2": (180.0, 1 / 3),
            'a "quoted" \\ name': (360.0, 140.0),
            "alone": (-180.0, 280.0),
            "out": (999999.5, -1e-9),
        },
        dataset=Dataset(
            np.array([[0, 1, 2.5], [-1, 1e-7, 3]]),
            np.array([[0, 1], [1, 0]]),
            np.array([False, True]),
            ("width", "größe in m", "α"),
            ("no", "ja, 1"),
        ),
        hyperparameters=Hyperparameters("cross_entropy", 0.05, batch=32, epochs=1000, seed=123456789),
        example=Example((1.0, -0.5, 1e-5), (1.0, 0.0, 0.5)),
        view=ViewOptions(
            "h1", (-1.5, 1.5, -1.0, 2.0), 5, True, True, "hover", "field", "classes", ("x_3", "x1"), True
        ),
        title="Everything at once: δ = −∂J/∂s",
        initial=InitialNumbers({EdgeKey("x1", "h1"): -0.25}, {"h1": 0.0, "out": 1e-5}),
        normalisation=Normalisation("zscore", (0.1, -0.0, 5e-324), (1 / 3, 1.0, 1e300)),
    )


def before_version_3(document: Document) -> Document:
    """Without what files of version 2 could not say."""
    view = replace(document.view, shading="values", plane_axes=None, show_regions=False)
    dataset = Dataset(document.dataset.x, document.dataset.t)
    return replace(document, view=view, dataset=dataset, normalisation=NOT_NORMALISED)


def before_version_2(document: Document) -> Document:
    """Without what files of version 1 could not say."""
    network = document.network.with_locks(
        False, [edge.key for edge in document.network.edges], [node.name for node in document.network.nodes]
    )
    view = replace(document.view, fractions=False, labels="all", faces="curve")
    return replace(document, network=network, view=view, initial=UNTRAINED)


# --- the saved files of every version ---------------------------------------------------------------------


def test_a_plane_that_fills_its_place_is_kept() -> None:
    document = edits.set_view(everything(), one_scale=False)
    assert decode(encode(document)) == document
    assert b"one_scale" not in encode(everything())


def test_a_file_of_version_1_is_read_for_ever() -> None:
    assert load(SAVED / "v1" / "everything.nndesk") == before_version_2(before_version_3(everything()))
    assert load(SAVED / "v1" / "xor.nndesk") == example("xor")
    assert load(SAVED / "v1" / "empty.nndesk") == Document()


def test_a_file_of_version_2_is_read_for_ever() -> None:
    assert load(SAVED / "v2" / "everything.nndesk") == before_version_3(everything())
    assert load(SAVED / "v2" / "xor.nndesk") == example("xor")
    assert load(SAVED / "v2" / "empty.nndesk") == Document()


def test_a_file_of_version_3_is_read_for_ever() -> None:
    assert load(SAVED / "v3" / "everything.nndesk") == everything()
    assert load(SAVED / "v3" / "xor.nndesk") == example("xor")
    assert load(SAVED / "v3" / "empty.nndesk") == Document()


@pytest.mark.parametrize(
    "path", sorted((SAVED / f"v{storage.FORMAT_VERSION}").iterdir()), ids=lambda path: path.stem
)
def test_a_file_of_the_present_version_is_written_as_it_was(path: Path) -> None:
    assert encode(load(path)) == path.read_bytes()


# --- writing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_comes_back_equal(name: str) -> None:
    document = example(name)
    assert decode(encode(document)) == document
    assert encode(decode(encode(document))) == encode(document)


def test_numbers_come_back_to_the_bit() -> None:
    weights = [
        0.1,
        1 / 3,
        5e-324,
        1.7976931348623157e308,
        -2.2250738585072014e-308,
        1e22,
        123456789.123456789,
    ]
    document = edits.layered(f"{len(weights)}-1")
    for i, weight in enumerate(weights):
        document = edits.set_weight(document, f"x{i + 1}", "o1", weight)
    network = decode(encode(document)).network
    assert [edge.weight.hex() for edge in network.edges] == [weight.hex() for weight in weights]
    assert decode(encode(everything())).network.node("h1").bias.hex() == "-0x0.0p+0"


def test_a_changed_weight_changes_one_line() -> None:
    before = encode(example("xor")).decode().splitlines()
    after = encode(edits.set_weight(example("xor"), "x1", "h1", 2)).decode().splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        (
            '    {"source": "x1", "target": "h1", "weight": 1.0},',
            '    {"source": "x1", "target": "h1", "weight": 2.0},',
        )
    ]


def test_the_file_is_plain_json_with_its_keys_in_a_fixed_order() -> None:
    text = encode(everything()).decode()
    assert list(json.loads(text)) == [
        "format",
        "version",
        "title",
        "inputs",
        "nodes",
        "edges",
        "outputs",
        "example",
        "hyperparameters",
        "view",
        "data",
        "columns",
        "classes",
        "normalisation",
    ]
    assert "größe" in text
    assert text.endswith("}\n")


def test_numpy_numbers_are_written_as_plain_ones() -> None:
    document = replace(example("and"), example=Example((np.float64(1), np.float64(0)), (np.float64(1),)))
    assert b'"example": {"x": [1.0, 0.0], "t": [1.0]}' in encode(document)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"positions": {}}, "in the positions"),
        ({"example": Example((1.0,), (1.0,))}, "The example's x has 1 value"),
        ({"view": ViewOptions(plane_node="gone")}, "gone"),
        ({"view": ViewOptions(plane_axes=("x1", "h1"))}, "h1 is not an input"),
        ({"view": ViewOptions(plane_axes=("x1", "x1"))}, "x1 stands twice"),
        ({"normalisation": Normalisation("zscore", (1.0,), (1.0,))}, "for 1 inputs, but there are 2"),
        ({"normalisation": Normalisation("minmax", (1e308, 0.0), (1e-9, 1.0))}, "Row 1 of the inputs has"),
        ({"dataset": Dataset(np.zeros((1, 1)), np.zeros((1, 1)), names=("a\nb",))}, "name of a column"),
        ({"title": "a\nb"}, "line break"),
        ({"title": "\ud800"}, "cannot be shown"),
    ],
)
def test_a_document_that_could_not_be_read_again_is_not_written(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    path = tmp_path / "kept.nndesk"
    save(example("and"), path)
    with pytest.raises(StorageError, match=says):
        save(replace(example("xor"), **changes), path)
    assert load(path) == example("and")


# --- reading ----------------------------------------------------------------------------------------------


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    data = json.loads(encode(example("xor")))
    change(data)
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["nodes"][2].update(bias="much"), "nodes[2].bias is not a number."),
        (lambda d: d["nodes"][2].update(bias=None), "nodes[2].bias is not a number."),
        (lambda d: d["nodes"][2].pop("bias"), "nodes[2] has no field 'bias'."),
        (lambda d: d["nodes"][2].update(colour="red"), "nodes[2] has an unknown field 'colour'."),
        (lambda d: d.update(extra=1), "the file has an unknown field 'extra'."),
        (lambda d: d.pop("edges"), "the file has no field 'edges'."),
        (lambda d: d.update(edges={}), "edges is not a list."),
        (lambda d: d.update(example=[]), "example is not a group in braces."),
        (lambda d: d["edges"][0].update(source=3), "edges[0].source is not a text."),
        (lambda d: d["edges"][0].update(source=""), "edges[0].source is empty."),
        (lambda d: d["nodes"][0].update(at=[1]), "nodes[0].at must have 2 values."),
        (lambda d: d["nodes"][0].update(at=[1, 2e6]), "nodes[0].at[1] must be at most 1,000,000."),
        (lambda d: d["hyperparameters"].update(epochs=1.5), "hyperparameters.epochs is not a whole number."),
        (lambda d: d["hyperparameters"].update(epochs=-1), "hyperparameters.epochs must be at least 0."),
        (lambda d: d["hyperparameters"].update(eta=0), "The learning rate η is 0"),
        (lambda d: d["hyperparameters"].update(cost="quartic"), "There is no cost called 'quartic'"),
        (lambda d: d["view"].update(decimal_comma=1), "view.decimal_comma is not true or false."),
        (lambda d: d["view"].update(plane_range=7), "view.plane_range is not a list or null."),
        (lambda d: d["view"].update(plane_range=[1, 0, 0, 1]), "The range of the plane is empty"),
        (
            lambda d: d["view"].update(plane_node="h7"),
            "There is no node called h7 (in the view of the plane).",
        ),
        (lambda d: d["view"].update(plane_axes=["x1"]), "view.plane_axes must have 2 values."),
        (lambda d: d["view"].update(plane_axes=["x1", "h1"]), "h1 is not an input"),
        (lambda d: d["view"].update(shading="both"), "view.shading cannot be 'both'."),
        (lambda d: d["data"][1].update(test=1), "data[1].test is not true or false."),
        (lambda d: d["example"].update(test=True), "example has an unknown field 'test'."),
        (lambda d: d.update(columns=["a"]), "There are 1 names for 2 columns of inputs."),
        (lambda d: d.update(columns=["a", ""]), "columns[1] is empty."),
        (lambda d: d.update(classes=["a", "b", "c"]), "There are 3 names for 2 classes."),
        (
            lambda d: d.update(normalisation={"kind": "none", "shift": [], "scale": []}),
            "normalisation.kind cannot be 'none'.",
        ),
        (
            lambda d: d.update(normalisation={"kind": "minmax", "shift": [1], "scale": [1]}),
            "The data cannot be normalised: The normalisation is for 1 inputs, but there are 2.",
        ),
        (
            lambda d: d.update(normalisation={"kind": "minmax", "shift": [1, 1], "scale": [1, 0]}),
            "The scale of input 2 is 0.0; it must be a number above 0.",
        ),
        (lambda d: d["view"].update(digits=99), "view.digits must be at most 17."),
        (
            lambda d: d["edges"].append({"source": "o1", "target": "h1", "weight": 1}),
            "The edges close a cycle:",
        ),
        (lambda d: d["edges"].append(d["edges"][0]), "There is already an edge from x1 to h1."),
        (lambda d: d["inputs"].append(d["inputs"][0]), "The name x1 stands twice"),
        (lambda d: d["nodes"][0].update(activation="tan"), "h1 has an unknown activation 'tan'"),
        (lambda d: d.update(outputs=["h1", "h1"]), "The name h1 stands twice in the outputs"),
        (lambda d: d["example"].update(x=[1]), "The example's x has 1 value, but needs the 2 of x1, x2."),
        (lambda d: d["data"][1].update(x=[1]), "data[1].x has 1 numbers, but data[0].x has 2."),
        (lambda d: d["data"][3].update(t=[]), "data[3].t has 0 numbers, but data[0].t has 1."),
        (lambda d: d.update(format="gif"), "format is 'gif', so this is not an nndesk file."),
        (lambda d: d.update(version="1"), "version is not a whole number."),
        (lambda d: d.update(version=0), "version is 0, but formats are counted from 1."),
        (lambda d: d.update(title="a" * 201), "title must have at most 200 characters."),
        (
            lambda d: d.update(version=4),
            "the file was written by a newer nndesk (format 4; this one reads up to 3).",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_its_name_and_the_place(
    change: Callable[[dict[str, Any]], object], says: str
) -> None:
    with pytest.raises(StorageError) as caught:
        decode(changed(change), where="net.nndesk")
    assert str(caught.value).startswith("net.nndesk: " + says)


XOR = encode(example("xor"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty."),
        (b" \n", "the file is empty."),
        (XOR[:-3], "the file breaks off before its end."),
        (
            XOR.replace(b'"version": 3,', b'"version": 3,,'),
            "the file is not valid JSON at line 3, column 16.",
        ),
        (XOR.replace(b"-1.5", b"NaN"), "the file is not valid JSON at line 11, column 50."),
        (XOR.replace(b"-1.5", b"-Infinity"), "the file is not valid JSON at line 11, column 51."),
        (XOR.replace(b"-1.5", b"1e999"), "nodes[1].bias is a number too large to keep."),
        (XOR.replace(b"-1.5", b"9" * 5000), "nodes[1].bias is a number too large to keep."),
        (
            XOR.replace(b'"epochs": 100', b'"epochs": ' + b"9" * 5000),
            "hyperparameters.epochs is a number too large",
        ),
        (XOR.replace(b'"version": 3', b'"version": ' + b"9" * 400), "version "),
        (XOR.replace(b'"XOR', '"é−'.encode() + b'","'), "the file is not valid JSON at line 4, column 38."),
        (XOR.replace(b"XOR", b"X\xffR"), "the file is not text in UTF-8."),
        (XOR.decode().encode("utf-16"), "the file is not valid JSON at line 1, column 1."),
        (b'{"a": ' + b"[" * 200_000, "the file "),
        (
            b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b', "format": "nndesk", "version": 1}',
            "the file is nested",
        ),
        (b"[" * 200_000, "the file is not a group in braces."),
        (b"[]", "the file is not a group in braces."),
        (b"null", "the file is not a group in braces."),
        (b"\x89PNG\r\n\x1a\n", "the file is not valid JSON at line 1, column 1."),
        (b"PK\x03\x04", "the file is not valid JSON at line 1, column 1."),
    ],
)
def test_what_is_not_such_a_file_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(StorageError) as caught:
        decode(data, where="net.nndesk")
    assert str(caught.value).startswith("net.nndesk: " + says)
    assert str(caught.value).endswith(".")


def test_a_byte_order_mark_is_forgiven() -> None:
    assert decode(b"\xef\xbb\xbf" + XOR) == example("xor")


def test_a_message_stays_one_short_line_whatever_the_file_says() -> None:
    for name in ("a\nb\tc" * 6, "x" * 100_000, "\u202e\x07\x1b[31m"):
        data = changed(lambda d, name=name: d.update({name: 1}))  # type: ignore[misc]
        with pytest.raises(StorageError) as caught:
            decode(data, where="net.nndesk")
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) <= 400


def test_a_file_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.nndesk"
    path.write_bytes(XOR)
    monkeypatch.setattr(storage, "MAX_BYTES", len(XOR))
    assert load(path) == example("xor")
    monkeypatch.setattr(storage, "MAX_BYTES", len(XOR) - 1)
    with pytest.raises(StorageError, match=r"large\.nndesk: the file is larger than 0 MB"):
        load(path)
    with pytest.raises(StorageError, match="cannot be saved: it would be 0 MB"):
        save(example("xor"), path)


def test_what_cannot_be_opened_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"There is no file .*gone\.nndesk\."):
        load(tmp_path / "gone.nndesk")
    with pytest.raises(StorageError, match="is a folder, not a file"):
        load(tmp_path)
    with pytest.raises(StorageError, match="cannot be read"):
        load("a\0b")
    with pytest.raises(StorageError, match=r"…n+ cannot be read: file name too long") as caught:
        load(tmp_path / ("n" * 5000))
    assert len(str(caught.value)) < 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="not an ordinary file"):
        load(tmp_path / "pipe")
    with pytest.raises(StorageError, match="not an ordinary file"):
        load("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "secret.nndesk"
    path.write_bytes(XOR)
    path.chmod(0)
    with pytest.raises(StorageError, match="cannot be read: permission denied"):
        load(path)
