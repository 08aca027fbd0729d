"""Hidden space and truth tables from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nndesk.cli.main import main


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "tex"])
def test_hidden_space_in_every_format(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"hidden.{suffix}"
    assert main(["export", "xor-sigmoid", "--what", "hidden", "--morph", "0.5", "--to", str(out)]) == 0
    assert out.stat().st_size > 1000


def test_three_axes_are_turned(tmp_path: Path) -> None:
    pictures = []
    for azimuth in ("-60", "20"):
        out = tmp_path / f"{azimuth}.svg"
        arguments = ["export", "three-lines", "--what", "hidden", "--axes", "h1,h2, h3"]
        assert main([*arguments, "--azimuth", azimuth, "--to", str(out)]) == 0
        pictures.append(out.read_text())
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize(
    ("suffix", "says"), [("csv", "x1,x2,s(h1)"), ("md", "| $x_1$ |"), ("tex", r"\toprule")]
)
def test_the_truth_table_as_text(tmp_path: Path, suffix: str, says: str) -> None:
    out = tmp_path / f"table.{suffix}"
    assert main(["export", "xor", "--what", "truth-table", "--to", str(out)]) == 0
    assert says in out.read_text()


def test_the_truth_table_as_a_picture(tmp_path: Path) -> None:
    out = tmp_path / "table.svg"
    assert main(["export", "xor", "--what", "truth-table", "--to", str(out)]) == 0
    assert out.read_text().startswith("<")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["or", "--what", "hidden"], "layer of two neurons"),
        (["xor", "--what", "hidden", "--axes", "h1,o1"], "not neurons of one layer"),
        (["xor", "--what", "plane", "--morph", "0.5"], "--morph is for hidden space"),
        (["xor", "--what", "hidden", "--morph", "1.5"], "not from 0 to 1"),
    ],
)
def test_what_cannot_be_shown_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    out = tmp_path / "out.svg"
    try:
        code = main(["export", *arguments, "--to", str(out)])
    except SystemExit as exit:
        code = exit.code
    assert code not in (0, None)
    assert says in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("suffix", "says"), [("csv", "h1,x1,1,0.5"), ("md", "$1/32$"), ("tex", r"\addlinespace")]
)
def test_the_ledger_as_text(tmp_path: Path, suffix: str, says: str) -> None:
    out = tmp_path / f"ledger.{suffix}"
    assert main(["export", "worked-example", "--what", "ledger", "--to", str(out)]) == 0
    assert says in out.read_text()


@pytest.mark.parametrize(
    ("suffix", "says"), [("svg", "<svg"), ("tex", "tikzpicture"), ("dot", "digraph"), ("pdf", "")]
)
def test_the_computation_graph_in_every_format(tmp_path: Path, suffix: str, says: str) -> None:
    out = tmp_path / f"graph.{suffix}"
    assert main(["export", "worked-example", "--what", "graph", "--to", str(out)]) == 0
    assert says in out.read_text(encoding="utf-8", errors="replace")


def test_dot_is_for_the_graph_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "xor", "--what", "ledger", "--to", str(tmp_path / "out.dot")]) != 0
    assert ".dot" in capsys.readouterr().err
