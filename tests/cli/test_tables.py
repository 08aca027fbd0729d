"""Importing tables, and writing them, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nndesk.cli import main
from nndesk.document.examples import example
from nndesk.document.storage import load, save

IRIS = "a;b;c;species\n5,1;3,5;1;setosa\n4,9;3;2;virginica\n4,7;;3;setosa\n6;3;1;virginica\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "iris.csv").write_text(IRIS)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_a_table_becomes_a_document_with_a_network_that_fits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "import", "iris.csv", "--to", "iris.nndesk", "--leave-out")
    assert code == 0
    assert out == "3 samples with 3 inputs and 2 classes (setosa and virginica)\n"
    assert err == "left out: row 4\n"
    document = load("iris.nndesk")
    assert document.title == "iris"
    assert document.network.layer_sizes == (3, 4, 1)
    assert document.data_fit()
    assert document.dataset.names == ("a", "b", "c")
    assert document.dataset.x.tolist() == [[5.1, 3.5, 1.0], [4.9, 3.0, 2.0], [6.0, 3.0, 1.0]]
    code, out, _ = run(capsys, "train", "iris.nndesk", "--epochs", "2", "--to", "trained.nndesk")
    assert code == 0


def test_rows_that_cannot_be_used_are_named_and_nothing_is_saved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "import", "iris.csv", "--to", "iris.nndesk") == (
        2,
        "",
        "nndesk: Row 4, column b: the value is missing.\n",
    )
    assert not Path("iris.nndesk").exists()


def test_columns_are_chosen_by_name_or_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", "iris.csv", "--to", "o.nndesk", "--inputs", "a,3")
    dataset = load("o.nndesk").dataset
    assert (dataset.names, dataset.labels) == (("a", "c"), ("setosa", "virginica"))
    run(capsys, "import", "iris.csv", "--to", "o.nndesk", "--inputs", "a", "--target", "c")
    dataset = load("o.nndesk").dataset
    assert (dataset.names, dataset.t.tolist()) == (("a",), [[1.0], [2.0], [3.0], [1.0]])
    run(capsys, "import", "iris.csv", "--to", "o.nndesk", "--class", "c", "--leave-out")
    dataset = load("o.nndesk").dataset
    assert (dataset.names, dataset.labels) == (("a", "b"), ("1", "2"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--inputs", "z"), "There is no column z in iris.csv; its columns are a, b, c and species."),
        (
            ("--inputs", "species", "--target", "a"),
            "Column species has text such as “setosa”; only numbers can",
        ),
        (("--every", "0"), "Argument --every: 0 rows are none"),
        (("--class", "a", "--target", "b"), "Argument --target: not allowed with argument --class"),
    ],
)
def test_what_makes_no_sense_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    code, out, err = run(capsys, "import", "iris.csv", "--to", "o.nndesk", *words)
    assert (code, out) == (2, "")
    assert err.startswith(f"nndesk: {sentence}")
    assert not Path("o.nndesk").exists()


def test_a_missing_table_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "import", "none.csv", "--to", "o.nndesk")
    assert (code, err) == (2, "nndesk: There is no file none.csv.\n")


def test_a_network_that_is_there_gets_the_samples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "points.txt").write_text("0 0.5 0\n1 1 1\n2 2 1\n")
    code, _, err = run(capsys, "import", "points.txt", "--into", "xor-sigmoid", "--to", "o.nndesk")
    assert (code, err) == (0, "")
    document = load("o.nndesk")
    assert document.network == example("xor-sigmoid").network
    assert len(document.dataset) == 3
    code, _, err = run(capsys, "import", "iris.csv", "--into", "xor", "--to", "o.nndesk", "--leave-out")
    assert code == 0
    assert err.endswith("The network has 2 inputs and 1 output, so it does not fit these samples.\n")


def test_some_rows_may_be_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "many.csv").write_text("x,t\n" + "".join(f"{i},{i % 2}\n" for i in range(100)))
    for words, count in (
        (("--first", "7"), 7),
        (("--every", "30"), 4),
        (("--random", "9", "--seed", "3"), 9),
    ):
        run(capsys, "import", "many.csv", "--to", "o.nndesk", *words)
        assert len(load("o.nndesk").dataset) == count


def test_how_it_is_written_may_be_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.csv").write_text("1,5\n2,5\n")
    words = ("--decimal-comma", "--separator", "semicolon", "--no-header")
    _, _, err = run(capsys, "import", "odd.csv", "--to", "o.nndesk", *words)
    assert err == "nndesk: Choose a column for the class, or one or more for the targets.\n"


def test_samples_are_written_as_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "samples", "xor") == (0, "x1,x2,t\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n", "")
    assert run(capsys, "samples", "xor", "--decimal-comma", "--to", "xor.csv") == (0, "", "")
    assert Path("xor.csv").read_text().startswith("x1;x2;t\n")
    run(capsys, "import", "xor.csv", "--into", "xor", "--to", "back.nndesk")
    assert load("back.nndesk").dataset.x.tolist() == example("xor").dataset.x.tolist()
    assert load("back.nndesk").dataset.t.tolist() == example("xor").dataset.t.tolist()
    run(capsys, "new", "2-1", "--to", "empty.nndesk")
    assert run(capsys, "samples", "empty.nndesk")[0] == 2
    save(load("empty.nndesk"), "empty.nndesk")
