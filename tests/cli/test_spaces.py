"""Hypercube, surface and the table of regions from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nndesk.cli.main import main
from nndesk.cli.parser import SPACES
from nndesk.document import edits, storage
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.identities import DRAWN
from nndesk.gui.spaces.pages import pages
from nndesk.network.inner import readers


def failed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said on failing, in one line."""
    assert main(list(words)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize("what", ["hypercube", "surface"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_its_figure_in_space(tmp_path: Path, name: str, what: str) -> None:
    code = main(["export", name, "--what", what, "--to", str(tmp_path / "a.svg")])
    if what == "hypercube" and len(readers(example(name).network)) > DRAWN:
        assert code == 2
        return
    assert code == 0
    text = (tmp_path / "a.svg").read_text()
    assert text.startswith(("<svg", "<?xml"))
    assert "<image" not in text


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("what", ["hypercube", "surface"])
@pytest.mark.parametrize("suffix", ["pdf", "png", "tex"])
def test_in_every_format(tmp_path: Path, what: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    assert main(["export", "three-lines", "--what", what, "--to", str(path), "--dark"]) == 0
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("what", ["hypercube", "surface"])
def test_it_is_turned_as_asked(tmp_path: Path, what: str) -> None:
    texts = []
    for options in (
        (),
        ("--azimuth", "-120"),
        ("--elevation", "-10"),
        ("--azimuth", "-120", "--elevation", "5"),
    ):
        path = tmp_path / "a.svg"
        assert main(["export", "xor", "--what", what, "--to", str(path), *options]) == 0
        texts.append(path.read_text())
    assert len(set(texts)) == 4


@pytest.mark.parametrize("suffix", ["csv", "md", "tex"])
def test_the_table_of_regions(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"regions.{suffix}"
    assert main(["export", "three-lines", "--what", "regions-table", "--to", str(path)]) == 0
    text = path.read_text()
    assert text.count("unbounded") == 6
    assert text.count("empty") == 1


def test_what_cannot_be_done_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    export = ("export", "xor", "--what")
    assert "a table is written as .csv, .md or .tex" in failed(
        capsys, *export, "regions-table", "--to", "a.svg"
    )
    assert "not plane" in failed(capsys, *export, "plane", "--to", "a.svg", "--azimuth", "5")
    assert "outside -90 … 90" in failed(capsys, *export, "surface", "--to", "a.svg", "--elevation", "91")
    assert "'up' is not a number" in failed(capsys, *export, "surface", "--to", "a.svg", "--azimuth", "up")
    assert "no folder" in failed(capsys, *export, "regions-table", "--to", "gone/a.csv")
    storage.save(edits.layered("2-5-1", activation="step"), tmp_path / "five.nndesk")
    told = failed(capsys, "export", "five.nndesk", "--what", "hypercube", "--to", "a.svg")
    assert "has 5 neurons; a hypercube is drawn for up to 4, a table for all" in told
    assert [path.name for path in tmp_path.iterdir()] == ["five.nndesk"]


def test_a_shot_can_show_every_page() -> None:
    assert [page.id for page in pages()] == list(SPACES)
