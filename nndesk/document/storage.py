"""Files that keep a document: JSON that is strict to read, stable to write, and readable in a diff.

Opening a file builds values from inert data and never runs anything. Saving is atomic: after a crash, a full
disk or a kill at any moment the file is the old one or the new one, whole.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from nndesk.data.dataset import EMPTY, DataError, Dataset
from nndesk.data.normalisation import NOT_NORMALISED, Normalisation
from nndesk.document.atomic import UnwritableError, replace_file
from nndesk.document.complaints import explained, malformed, reason
from nndesk.document.document import UNTRAINED, Document, Example, InitialNumbers, ViewOptions, check
from nndesk.document.migrations import MIGRATIONS, Migration, migrate
from nndesk.document.schema import FIRST_VERSION, FORMAT, FORMAT_VERSION, File, Header
from nndesk.network.errors import NetworkError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, EdgeKey, Network, Node

EXTENSION = ".nndesk"
MAX_BYTES = 200_000_000
"""The largest file that is read."""

_ROW_LISTS = ("inputs", "nodes", "edges", "data")
"""Written with a row to a line, so that a diff shows the node, edge or sample that changed."""

_CHUNK = 4096

_HEADER = msgspec.json.Decoder(Header)
_FILE = msgspec.json.Decoder(File)


class StorageError(ValueError):
    """A file cannot be read or written; the message is a sentence that names the file and the place in it."""

    def __init__(self, sentence: str) -> None:
        # A hostile file may carry anything into a message; what is shown stays one readable line.
        line = "".join(c if c.isprintable() else "�" for c in " ".join(sentence.split()))
        super().__init__(line if len(line) <= 400 else line[:399] + "…")


# --- writing ----------------------------------------------------------------------------------------------


def encode(document: Document) -> bytes:
    """The file's contents: UTF-8 JSON, keys always in the same order, numbers exact (by ``repr``).

    Raises:
        StorageError: the document breaks an invariant or exceeds a bound, so that it could not be read again.
    """
    try:
        check(document)
        plain = _plain(document)
        data = _format(plain).encode("utf-8")
        # Rows are alike, and their numbers are finite: some thousands speak for a million.
        some = plain | {"data": _Lines(plain["data"][:_CHUNK])}
        _FILE.decode(data if len(plain["data"]) <= _CHUNK else _format(some).encode("utf-8"))
    except (NetworkError, UnicodeEncodeError) as error:
        raise StorageError(f"The document cannot be saved: {error}") from error
    except msgspec.ValidationError as error:
        raise StorageError(f"The document cannot be saved: {explained(error)}") from error
    if len(data) > MAX_BYTES:
        raise StorageError(f"The document cannot be saved: it would be {_megabytes(len(data))}.")
    return data


def _plain(document: Document) -> dict[str, Any]:
    network, positions = document.network, document.positions
    parameters, view, example = document.hyperparameters, document.view, document.example
    initial = document.initial
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "title": document.title,
        "inputs": [{"name": name, "at": _floats(positions[name])} for name in network.inputs],
        "nodes": [
            {
                "name": node.name,
                "activation": node.activation,
                "bias": float(node.bias),
                "at": _floats(positions[node.name]),
                **_rarely(node.locked, initial.biases.get(node.name)),
            }
            for node in network.nodes
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "weight": float(edge.weight),
                **_rarely(edge.locked, initial.weights.get(edge.key)),
            }
            for edge in network.edges
        ],
        "outputs": list(network.outputs),
        "example": {"x": _floats(example.x), "t": _floats(example.t)},
        "hyperparameters": {
            "cost": parameters.cost,
            "eta": float(parameters.eta),
            "batch": int(parameters.batch),
            "epochs": int(parameters.epochs),
            "seed": int(parameters.seed),
        },
        "view": {
            "plane_node": view.plane_node,
            "plane_range": None if view.plane_range is None else _floats(view.plane_range),
            "digits": int(view.digits),
            "decimal_comma": bool(view.decimal_comma),
            "fractions": bool(view.fractions),
            "labels": view.labels,
            "faces": view.faces,
            "shading": view.shading,
            "plane_axes": None if view.plane_axes is None else list(view.plane_axes),
            "show_regions": bool(view.show_regions),
            **({} if view.one_scale else {"one_scale": False}),
        },
        **_plain_data(document.dataset, document.normalisation),
    }


def _plain_data(dataset: Dataset, normalisation: Normalisation) -> dict[str, Any]:
    plain: dict[str, Any] = {"data": _Lines(_sample_lines(dataset))}
    if dataset.names:
        plain["columns"] = list(dataset.names)
    if dataset.labels:
        plain["classes"] = list(dataset.labels)
    if normalisation.kind != "none":
        plain["normalisation"] = {
            "kind": normalisation.kind,
            "shift": _floats(normalisation.shift),
            "scale": _floats(normalisation.scale),
        }
    return plain


class _Lines(tuple[str, ...]):
    """Rows that are JSON already: of a million samples nothing else is made."""


def _sample_lines(dataset: Dataset) -> Iterator[str]:
    for start in range(0, len(dataset), _CHUNK):
        part = slice(start, start + _CHUNK)
        x, t, test = (table[part].tolist() for table in (dataset.x, dataset.t, dataset.test))
        for xs, ts, held_out in zip(x, t, test, strict=True):
            # A list of floats is the same in JSON and in Python.
            yield f'{{"x": {xs}, "t": {ts}, "test": true}}' if held_out else f'{{"x": {xs}, "t": {ts}}}'


def _rarely(locked: bool, initial: float | None) -> dict[str, Any]:
    """What most numbers do not have is not written for them."""
    row: dict[str, Any] = {"locked": True} if locked else {}
    return row if initial is None else {**row, "initial": float(initial)}


def _floats(values: tuple[float, ...]) -> list[float]:
    return [float(value) for value in values]


def _format(plain: Mapping[str, Any]) -> str:
    """JSON indented by two spaces at the top, each value on its own line, the long lists a row to a line."""
    fields = []
    for key, value in plain.items():
        if key in _ROW_LISTS and value:
            rows = value if isinstance(value, _Lines) else map(_inline, value)
            text = "[\n    " + ",\n    ".join(rows) + "\n  ]"
        else:
            text = _inline(value)
        fields.append(f"  {_inline(key)}: {text}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _inline(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def save(document: Document, path: str | os.PathLike[str]) -> None:
    """Write a file whole or not at all (:func:`nndesk.document.atomic.replace_file`).

    Raises:
        StorageError: it cannot be written. The old file is then as it was, and no temporary file stays.
    """
    data = encode(document)
    try:
        replace_file(Path(path), data)
    except UnwritableError as error:
        raise StorageError(f"{_shown(path)} cannot be saved: {error.reason}.") from error


# --- reading ----------------------------------------------------------------------------------------------


def load(path: str | os.PathLike[str]) -> Document:
    """Read a file. Raises StorageError, one sentence that names the file."""
    shown = _shown(path)
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise StorageError(f"{shown} is a folder, not a file.")
        if not stat.S_ISREG(found.st_mode):
            raise StorageError(f"{shown} is not an ordinary file.")
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise StorageError(f"There is no file {shown}.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, StorageError):
            raise
        raise StorageError(f"{shown} cannot be read: {reason(error)}.") from error
    return decode(data, where=Path(path).name)


def decode(data: bytes, where: str = "") -> Document:
    """Build the document that ``data`` describes.

    Args:
        where: the file's name, put before every message.

    Raises:
        StorageError: it is not a file of this format, or says something impossible.
    """
    prefix = f"{where}: " if where else ""
    if len(data) > MAX_BYTES:
        raise StorageError(f"{prefix}the file is larger than {_megabytes(MAX_BYTES)}.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _built(_parsed(data, FORMAT_VERSION, MIGRATIONS))
    except msgspec.ValidationError as error:
        raise StorageError(f"{prefix}{explained(error)}") from error
    except UnicodeDecodeError as error:
        raise StorageError(f"{prefix}the file is not text in UTF-8.") from error
    except msgspec.DecodeError as error:
        raise StorageError(f"{prefix}{malformed(error, data)}") from error
    except (RecursionError, MemoryError) as error:
        raise StorageError(f"{prefix}the file is nested too deeply or too large to read.") from error
    except (NetworkError, DataError, StorageError) as error:
        raise StorageError(f"{prefix}{error}") from error


def _parsed(data: bytes, version: int, migrations: Mapping[int, Migration]) -> File:
    header = _HEADER.decode(data)
    if header.format != FORMAT:
        raise StorageError(f"format is {header.format!r:.40}, so this is not an nndesk file.")
    if header.version > version:
        raise StorageError(
            f"the file was written by a newer nndesk (format {header.version}; "
            f"this one reads up to {version})."
        )
    if header.version == version:
        return _FILE.decode(data)
    if header.version < FIRST_VERSION:
        raise StorageError(f"version is {header.version}, but formats are counted from {FIRST_VERSION}.")
    try:
        migrated = migrate(msgspec.json.decode(data), header.version, version, migrations)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, msgspec.DecodeError | UnicodeDecodeError):
            raise
        raise StorageError(
            f"the file is damaged: it does not follow its own format {header.version}."
        ) from error
    return msgspec.convert(migrated, File)


def _built(file: File) -> Document:
    document = Document(
        network=Network(
            tuple(row.name for row in file.inputs),
            tuple(Node(row.name, row.activation, row.bias, row.locked) for row in file.nodes),
            tuple(Edge(row.source, row.target, row.weight, row.locked) for row in file.edges),
            file.outputs,
        ),
        positions={row.name: row.at for row in file.inputs} | {row.name: row.at for row in file.nodes},
        dataset=_dataset(file),
        hyperparameters=Hyperparameters(
            cost=file.hyperparameters.cost,
            eta=file.hyperparameters.eta,
            batch=file.hyperparameters.batch,
            epochs=file.hyperparameters.epochs,
            seed=file.hyperparameters.seed,
        ),
        example=Example(file.example.x, file.example.t),
        view=ViewOptions(
            file.view.plane_node,
            file.view.plane_range,
            file.view.digits,
            file.view.decimal_comma,
            file.view.fractions,
            file.view.labels,
            file.view.faces,
            file.view.shading,
            file.view.plane_axes,
            file.view.show_regions,
            file.view.one_scale,
        ),
        title=file.title,
        initial=_initial(file),
        normalisation=_normalisation(file),
    )
    check(document)
    return document


def _initial(file: File) -> InitialNumbers:
    weights = {EdgeKey(row.source, row.target): row.initial for row in file.edges if row.initial is not None}
    biases = {row.name: row.initial for row in file.nodes if row.initial is not None}
    return InitialNumbers(weights, biases) if weights or biases else UNTRAINED


def _normalisation(file: File) -> Normalisation:
    row = file.normalisation
    return NOT_NORMALISED if row is None else Normalisation(row.kind, row.shift, row.scale)


def _dataset(file: File) -> Dataset:
    rows = file.data
    if not rows:
        return EMPTY
    for key in ("x", "t"):
        first = len(getattr(rows[0], key))
        for i, row in enumerate(rows):
            if len(getattr(row, key)) != first:
                raise StorageError(
                    f"data[{i}].{key} has {len(getattr(row, key))} numbers, but data[0].{key} has {first}."
                )
    return Dataset(
        np.array([row.x for row in rows], dtype=np.float64),
        np.array([row.t for row in rows], dtype=np.float64),
        np.array([row.test for row in rows], dtype=np.bool_),
        file.columns,
        file.classes,
    )


def _shown(path: str | os.PathLike[str]) -> str:
    name = os.fspath(path)
    return name if len(name) <= 120 else f"…{name[-119:]}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
