from __future__ import annotations

import copy
import json
from typing import Any

import pytest

import nndesk.document.storage as storage
from nndesk.document.examples import example
from nndesk.document.migrations import MIGRATIONS, migrate
from nndesk.document.schema import FORMAT_VERSION
from nndesk.document.storage import StorageError, decode, encode


def test_there_is_a_step_from_every_older_format() -> None:
    assert set(MIGRATIONS) == set(range(1, FORMAT_VERSION))


def test_steps_are_applied_in_a_chain_and_leave_the_old_data_alone() -> None:
    steps = {
        1: lambda data: {**data, "path": [*data["path"], "1→2"]},
        2: lambda data: {**data, "path": [*data["path"], "2→3"]},
    }
    old = {"version": 1, "path": ["1"]}
    before = copy.deepcopy(old)
    assert migrate(old, 1, 3, steps) == {"version": 3, "path": ["1", "1→2", "2→3"]}
    assert migrate(old, 2, 3, steps) == {"version": 3, "path": ["1", "2→3"]}
    assert migrate(old, 1, 1, steps) is old
    assert old == before


def test_a_missing_step_is_an_error() -> None:
    with pytest.raises(LookupError):
        migrate({"version": 1}, 1, 2, {})


# A format 0 that never was, its weights texts and its title called "name", stands in for an older format.


def from_format_0(data: dict[str, Any]) -> dict[str, Any]:
    renamed = {("title" if key == "name" else key): value for key, value in data.items()}
    edges = [{**edge, "weight": float(edge["weight"])} for edge in data["edges"]]
    return {**renamed, "edges": edges}


def old_file() -> dict[str, Any]:
    data = json.loads(encode(example("xor")))
    data["name"] = data.pop("title")
    data["edges"] = [{**edge, "weight": str(edge["weight"])} for edge in data["edges"]]
    for later in ("fractions", "labels", "faces", "shading", "plane_axes", "show_regions"):
        del data["view"][later]
    return {**data, "version": 0}


@pytest.fixture
def _format_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "MIGRATIONS", {0: from_format_0, **MIGRATIONS})
    monkeypatch.setattr(storage, "FIRST_VERSION", 0)


@pytest.mark.usefixtures("_format_0")
def test_an_older_file_is_brought_to_the_present_format() -> None:
    assert decode(json.dumps(old_file()).encode()) == example("xor")


@pytest.mark.usefixtures("_format_0")
@pytest.mark.parametrize(
    "damage", [{"edges": None}, {"edges": [{}]}, {"edges": [{"weight": "many"}]}, {"edges": 3}]
)
def test_a_damaged_older_file_is_refused_with_a_sentence(damage: dict[str, Any]) -> None:
    data = json.dumps({**old_file(), **damage}).encode()
    with pytest.raises(StorageError, match="net: the file is damaged: it does not follow its own format 0"):
        decode(data, where="net")


@pytest.mark.usefixtures("_format_0")
def test_a_migrated_file_is_read_as_strictly_as_any() -> None:
    data = {**old_file(), "surplus": 1}
    with pytest.raises(StorageError, match="net: the file has an unknown field 'surplus'"):
        decode(json.dumps(data).encode(), where="net")
    data = old_file()
    data["edges"][0]["weight"] = "1e999"
    with pytest.raises(StorageError, match=r"net: .*must be a finite number"):
        decode(json.dumps(data).encode(), where="net")
    with pytest.raises(StorageError, match="breaks off"):
        decode(json.dumps(old_file()).encode()[:-1], where="net")
