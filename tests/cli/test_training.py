"""Training from the command line with the lecture's knobs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nndesk.cli.errors import UsageError
from nndesk.cli.main import main
from nndesk.cli.training import stopping
from nndesk.document.storage import load
from nndesk.network.stopping import Stopping


def _train(tmp_path: Path, *options: str, file: str = "xor-sigmoid") -> Path:
    out = tmp_path / "out.nndesk"
    assert main(["train", file, "--epochs", "200", "--to", str(out), *options]) == 0
    return out


def test_the_knobs_that_are_given_are_kept_in_the_document(tmp_path: Path) -> None:
    options = ["--momentum", "0.9", "--nesterov", "--l2", "1/100", "--batch", "0", "--until", "J<0.01"]
    knobs = load(_train(tmp_path, *options)).hyperparameters
    assert (knobs.momentum, knobs.nesterov, knobs.l2, knobs.batch) == (0.9, True, 0.01, 0)
    assert knobs.stopping == Stopping(cost=0.01)


def test_it_stops_by_what_is_asked_for_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _train(tmp_path, "--until", "accuracy>1", "--json")
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["stopped_by"] == "accuracy"
    assert found["epochs"] < 200
    assert "stopped by accuracy" in told.err


def test_the_log_has_a_line_for_every_epoch(tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    _train(tmp_path, "--log", str(log), "--optimiser", "adam", "--eta", "0.01")
    lines = log.read_text().splitlines()
    assert lines[0] == "epoch,J,held_out_J"
    assert len(lines) == 202
    assert float(lines[-1].split(",")[1]) < float(lines[1].split(",")[1])


def test_criteria_as_people_write_them() -> None:
    assert stopping(["J < 0,01", "grad<1e-3", "patience=20", "accuracy>=0.95", "time=5"]) == Stopping(
        0.01, 0.001, 20, 0.95, 5.0
    )
    for wrong in ("J", "loss<1", "J~1", "<1"):
        with pytest.raises(UsageError, match="no criterion"):
            stopping([wrong])


@pytest.mark.parametrize(
    ("options", "says"),
    [(["--momentum", "1"], "momentum"), (["--l2", "-1"], "L2"), (["--until", "J<x"], "x")],
)
def test_knobs_out_of_range_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    out = tmp_path / "out.nndesk"
    assert main(["train", "xor-sigmoid", "--epochs", "1", "--to", str(out), *options]) != 0
    assert says in capsys.readouterr().err
    assert not out.exists()
