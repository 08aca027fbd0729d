"""The command line as a person or a script meets it: what is printed where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import nndesk
from nndesk.cli import main
from nndesk.data.dataset import Dataset
from nndesk.data.generators import GENERATORS
from nndesk.document import edits, storage
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.layered import layered


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    code, out, err = run(capsys, *words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_worked_example_agrees_with_the_blackboard(capsys: pytest.CaptureFixture[str]) -> None:
    got = run_json(capsys, "pass", "worked-example", "--x", "1,0,1", "--t", "1")
    exact = {
        ("s", "h1"): 0,
        ("s", "h2"): 0,
        ("z", "h1"): Fraction(1, 2),
        ("z", "o1"): Fraction(1, 2),
        ("phi_prime", "o1"): Fraction(1, 4),
        ("delta", "o1"): Fraction(1, 8),
        ("delta", "h1"): Fraction(1, 32),
        ("delta", "h2"): Fraction(-1, 32),
        ("dw", "o1<-h1"): Fraction(1, 32),
        ("dw", "h1<-x1"): Fraction(1, 64),
        ("dw", "h1<-x2"): 0,
        ("dw", "h1<-x3"): Fraction(1, 64),
        ("dw", "h2<-x3"): Fraction(-1, 64),
        ("dJ_dw", "o1<-h1"): Fraction(-1, 16),
        ("dJ_db", "o1"): Fraction(-1, 8),
        ("db", "o1"): Fraction(1, 16),
    }
    for (quantity, where), value in exact.items():
        assert got[quantity][where] == pytest.approx(float(value), abs=1e-15), (quantity, where)
    assert got["J"] == pytest.approx(1 / 8, abs=1e-15)


def test_without_targets_there_is_only_a_forward_pass(capsys: pytest.CaptureFixture[str]) -> None:
    got = run_json(capsys, "pass", "xor", "--x", "1,0")
    assert got["z"]["o1"] == 1
    assert "delta" not in got
    assert "J" not in got


def test_eta_changes_only_the_changes(capsys: pytest.CaptureFixture[str]) -> None:
    half = run_json(capsys, "pass", "worked-example", "--x", "1,0,1", "--t", "1")
    one = run_json(capsys, "pass", "worked-example", "--x", "1,0,1", "--t", "1", "--eta", "1")
    assert one["dJ_dw"] == half["dJ_dw"]
    assert one["dw"] == {edge: 2 * dw for edge, dw in half["dw"].items()}


@pytest.mark.parametrize("x", ["-1,1", "−1,1", "-1,0;1,0", "-2/2;1"])
def test_numbers_are_read_as_people_write_them(capsys: pytest.CaptureFixture[str], x: str) -> None:
    assert run_json(capsys, "pass", "xor", "--x", x)["x"] == {"x1": -1.0, "x2": 1.0}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_shows_passes_and_checks(capsys: pytest.CaptureFixture[str], name: str) -> None:
    shown = run_json(capsys, "show", name)
    roles = [node["role"] for node in shown["nodes"]]
    assert roles[0] == "input"
    assert "output" in roles
    assert {edge["source"] for edge in shown["edges"]} <= {node["name"] for node in shown["nodes"]}
    assert run_json(capsys, "check", name)["largest_relative_difference"] <= 1e-6
    for words in (["show", name], ["pass", name, "--t", "1"], ["check", name]):
        code, out, err = run(capsys, *words)
        assert (code, err) == (0, "")
        assert out.strip()


def test_new_is_reproducible_and_train_lowers_j(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second = tmp_path / "a.nndesk", tmp_path / "b.nndesk"
    for path in (first, second):
        assert run(capsys, "new", "2-4-2-1", "--activation", "tanh", "--seed", "7", "--to", str(path))[0] == 0
    assert first.read_bytes() == second.read_bytes()
    shown = run_json(capsys, "show", str(first))
    assert [n["activation"] for n in shown["nodes"]] == [None, None] + ["tanh"] * 7
    assert len(shown["edges"]) == 8 + 8 + 2

    trained = tmp_path / "trained.nndesk"
    before = run_json(capsys, "pass", "xor-sigmoid", "--x", "0,0", "--t", "0")["J"]
    code, out, err = run(
        capsys, "train", "xor-sigmoid", "--epochs", "50", "--eta", "1/2", "--seed", "3", "--to", str(trained)
    )
    assert (code, out) == (0, "")
    assert "epoch 50 of 50" in err
    assert run_json(capsys, "pass", str(trained), "--x", "0,0", "--t", "0")["J"] < before
    assert storage.load(trained).hyperparameters.epochs == 50


def test_train_leaves_out_what_is_held_out_and_normalises(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    document = storage.load(Path(__file__).parents[2] / "resources" / "examples" / "logistic.nndesk")
    data = document.dataset
    half = Dataset(data.x, data.t, np.arange(len(data)) % 2 == 0)
    document = edits.normalise(edits.set_dataset(document, half), "minmax")
    given, trained = str(tmp_path / "given.nndesk"), tmp_path / "trained.nndesk"
    storage.save(document, given)
    code, _, err = run(capsys, "train", given, "--epochs", "2", "--to", str(trained))
    assert code == 0
    assert re.search(r"J = 0\S+  held out 0\S+", err)
    learned = document.samples.training
    knobs = replace(document.hyperparameters, epochs=2)
    *_, last = nndesk.train(document.network, learned.x, learned.t, knobs)
    assert storage.load(trained).network == last.network
    storage.save(edits.set_dataset(document, Dataset(data.x, data.t, np.ones(len(data), bool))), given)
    code, _, err = run(capsys, "train", given, "--epochs", "2", "--to", str(trained))
    assert code == 2
    assert "held out" in err


def test_new_comes_with_data_made_by_rule(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "made.nndesk"
    words = ["new", "2-8-3", "--data", "spiral:arms=3,classes=3,count=20", "--seed", "3", "--to", str(path)]
    assert run(capsys, *words) == (0, "", "")
    made = storage.load(path)
    assert made.dataset == GENERATORS["spiral"].generate(3, arms=3, classes=3, count=20)
    assert made.example.x == tuple(made.dataset.x[0])
    assert run(capsys, "new", "1-8-1", "--data", "function", "--to", str(path))[0] == 0
    made = storage.load(path)
    assert made.network.node("o1").activation == "linear"
    assert made.network.node("h1").activation == "sigmoid"


def test_the_kinds_of_data_are_listed_with_their_knobs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "data")
    assert (code, err) == (0, "")
    listed = run_json(capsys, "data")
    assert list(listed) == list(GENERATORS)
    for name, kind in listed.items():
        assert f"{name}  {kind['title']}." in out
        assert list(kind["knobs"]) == [knob.name for knob in GENERATORS[name].knobs]
        for knob in kind["knobs"]:
            assert f"    {knob}=" in out


BAD = [
    (
        ["new", "2-8-1", "--data", "spiral:arms=3,classes=3", "--to", "x.nndesk"],
        "2 inputs and 3 targets",
    ),
    (["new", "2-8-1", "--data", "snail", "--to", "x.nndesk"], "no data called"),
    (["new", "2-8-1", "--data", "moons:noise=x", "--to", "x.nndesk"], "not a number"),
    (["show", "no-such-file"], "no-such-file"),
    (["no-such-file.nndesk"], "no-such-file.nndesk"),
    (["pass", "xor", "--x", "1"], "2 inputs"),
    (["pass", "xor", "--x", "1,two"], "two"),
    (["pass", "xor", "--x", "1,nan"], "nan"),
    (["pass", "xor", "--x", "1,0", "--t", "1", "--cost", "hinge"], "hinge"),
    (["pass", "xor", "--x", "1,0", "--t", "1", "--cost", "cross_entropy"], "sigmoid"),
    (["pass", "xor", "--x", "1,0", "--eta", "-1"], "learning rate"),
    (["new", "2--1", "--to", "x.nndesk"], "2--1"),
    (["new", "2-1", "--activation", "swish", "--to", "x.nndesk"], "swish"),
    (["export", "xor", "--what", "plane", "--to", "x.docx"], "docx"),
    (["export", "xor", "--what", "plane", "--shading", "stripes", "--to", "x.svg"], "stripes"),
    (["export", "xor", "--what", "walk", "--step", "999", "--to", "x.svg"], "999"),
    (["export", "xor", "--what", "sculpture", "--to", "x.svg"], "sculpture"),
    (["export", "xor", "--what", "diagram", "--to", "missing/folder/x.svg"], "missing"),
    (["train", "worked-example", "--epochs", "-3", "--to", "x.nndesk"], "-3"),
    (["shot", "xor", "--size", "big", "--to", "x.png"], "big"),
    (["shot", "xor", "--scale", "5", "--to", "x.png"], "1 … 4"),
    (["shot", "xor", "--to", "gone/x.png"], "There is no folder"),
    (["shot", "xor", "--to", "x.xyz"], "must end in .png"),
    (["new", "2-1", "--to", "n"], "must end in .nndesk"),
    (["new", "2-1", "--to", "gone/n.nndesk"], "There is no folder"),
    (["tour", "--to", __file__], "is a file"),
    (["train", "xor", "--epochs", "3", "--to", "x.nndesk"], "the output o1 is a step, whose slope φ′ is 0"),
    (["train", "xor-sigmoid", "--epochs", "3", "--to", "x.json"], "must end in .nndesk"),
    (["pass", "xor", "--x", "1"], "has 1 number, but the network has 2 inputs."),
    (["pass", "xor", "--t", "1,0"], "has 2 numbers, but the network has 1 output."),
    (["pass", "xor-sigmoid", "--t", "-2", "--cost", "cross_entropy"], "the target of o1 is −2."),
    ([""], "the name is empty"),
    (["show", ""], "the name is empty"),
]


@pytest.mark.parametrize(("words", "culprit"), BAD, ids=[" ".join(words) for words, _ in BAD])
def test_a_mistake_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    culprit: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("nndesk: ")
    assert err.count("\n") == 1
    assert culprit in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "work"),
    [
        (["train", "xor-sigmoid", "--epochs", "9"], "nndesk.network.training.train"),
        (["export", "xor", "--what", "walk"], "nndesk.cli.pictures.picture"),
        (["shot", "xor"], "nndesk.gui.shot.shot"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    work: str,
) -> None:
    def begun(*_: object, **__: object) -> None:
        raise AssertionError("the work was begun")

    monkeypatch.setattr(work, begun)
    suffix = ".nndesk" if words[0] == "train" else ".png"
    code, out, err = run(capsys, *words, "--to", str(tmp_path / "gone" / f"x{suffix}"))
    assert (code, out) == (2, "")
    assert err == f"nndesk: There is no folder {tmp_path / 'gone'}.\n"


def test_a_document_without_samples_is_not_trained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty, one = tmp_path / "empty.nndesk", tmp_path / "one.nndesk"
    assert run(capsys, "new", "2-1", "--to", str(empty))[0] == 0
    code, _, err = run(capsys, "train", str(empty), "--epochs", "3", "--to", str(tmp_path / "x.nndesk"))
    assert (code, err) == (2, f"nndesk: There are no samples in {empty} to train on.\n")
    storage.save(replace(storage.load(empty), dataset=Dataset.of([[1.0]], [[1.0]])), one)
    code, _, err = run(capsys, "train", str(one), "--epochs", "3", "--to", str(tmp_path / "x.nndesk"))
    assert code == 2
    assert "1 sample with 1 input and 1 target, but its network has 2 inputs and 1 output." in err


def test_divergence_is_told_with_the_documents_decimal_comma(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "line.nndesk"
    document = layered("1-1-1", activation="linear")
    data = Dataset.of([[1.0], [2.0]], [[0.0], [9.0]])
    view = replace(document.view, decimal_comma=True)
    storage.save(replace(document, dataset=data, view=view), path)
    code, _, err = run(
        capsys, "train", str(path), "--epochs", "9999", "--eta", "7,5", "--to", str(tmp_path / "x.nndesk")
    )
    assert code == 2
    assert "Training diverged in epoch" in err
    assert "below η = 7,5 may help" in err
    assert not (tmp_path / "x.nndesk").exists()


def test_a_shot_has_the_size_asked_for(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "shot.png"
    done = python("-m", "nndesk", "shot", "xor", "--size", "1010x707", "--to", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with Image.open(path) as image:
        assert (image.format, image.size) == ("PNG", (1010, 707))
    done = python("-m", "nndesk", "shot", "xor", "--size", "640x480", "--to", str(tmp_path / "small.png"))
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"nndesk: The window cannot be 640x480 large; it is at least \d+x\d+\.\n", done.stderr
    )
    assert not (tmp_path / "small.png").exists()


def test_help_shows_both_ways_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    usage = capsys.readouterr().out.splitlines()
    assert usage[0] == "usage: nndesk [-h] [--version] [FILE]"
    assert usage[1].split() == ["nndesk", "[-h]", "COMMAND", "..."]
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("usage: nndesk train [-h]")
    assert "there is nothing to descend, and nothing is saved" in out


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        env=kept | environment,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_no_display_is_one_sentence_and_exit_code_2() -> None:
    for words in (["-m", "nndesk"], ["-m", "nndesk", "xor"]):
        done = python(*words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "display" in done.stderr


def test_the_public_api_works_without_qt(tmp_path: Path) -> None:
    program = """
import sys, nndesk
document = nndesk.load({!r})
done = nndesk.forward(document.network, (1, 0))
back = nndesk.backward(document.network, done, (1,), "squared")
walk = nndesk.walk(document.network, (1, 0), (1,))
last = None
data, knobs = document.dataset, nndesk.Hyperparameters(epochs=3)
for last in nndesk.train(document.network, data.x, data.t, knobs):
    pass
assert last.epoch == 3 and walk.steps and back.delta and nndesk.Network
from nndesk.cli import main
assert main(["export", {!r}, "--what", "walk", "--to", {!r}]) == 0
guilty = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "pyqtgraph")]
assert not guilty, guilty
"""
    path = str(tmp_path / "x.nndesk")
    storage.save(example("xor-sigmoid"), path)
    done = python("-c", program.format(path, path, str(tmp_path / "walk.svg")))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("what", ["diagram", "plane", "walk", "matrices"])
@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "tex"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_exports_in_every_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, suffix: str, what: str
) -> None:
    path = tmp_path / f"figure.{suffix}"
    code, out, err = run(
        capsys, "export", name, "--what", what, "--to", str(path), "--width-mm", "60", "--dpi", "100"
    )
    assert (code, out, err) == (0, "", "")
    start = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG", "tex": b"\\documentclass"}[suffix]
    assert path.read_bytes().lstrip().startswith(start)


@pytest.mark.parametrize("layers", ["1-3-1", "1-2", "2-3-3", "3-2-1", "64-4-10"])
@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "tex"])
def test_the_plane_of_any_number_of_inputs_is_exported(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, layers: str, suffix: str
) -> None:
    network, path = tmp_path / "network.nndesk", tmp_path / f"plane.{suffix}"
    assert run(capsys, "new", layers, "--to", str(network))[0] == 0
    sizes = []
    for options in ((), ("--shading", "classes"), ("--no-legend",)):
        words = ["export", str(network), "--what", "plane", "--to", str(path), "--dpi", "60", *options]
        assert run(capsys, *words) == (0, "", "")
        sizes.append(path.stat().st_size)
    if suffix == "svg" and not layers.startswith("1"):
        assert sizes[2] < sizes[0], "without a legend there is less in it"


def test_a_png_has_the_size_and_resolution_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from PIL import Image

    path = tmp_path / "xor.png"
    words = ["export", "xor", "--what", "diagram", "--to", str(path), "--width-mm", "50.8", "--dpi", "200"]
    assert run(capsys, *words)[0] == 0
    with Image.open(path) as image:
        assert image.width == pytest.approx(400, abs=1)
        assert image.info["dpi"][0] == pytest.approx(200, abs=0.5)


def test_a_shot_has_the_dots_asked_for_and_says_nothing(tmp_path: Path) -> None:
    from PIL import Image

    sizes, words = [], ("-m", "nndesk", "shot", "xor", "--size", "900x620")
    for options in ((), ("--scale", "2"), ("--projector",)):
        path = tmp_path / f"shot{len(sizes)}.png"
        done = python(*words, *options, "--to", str(path))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        with Image.open(path) as image:
            sizes.append(image.size)
    assert sizes == [(900, 620), (1800, 1240), (900, 620)]
    assert (tmp_path / "shot0.png").read_bytes() != (tmp_path / "shot2.png").read_bytes()


def test_the_tour_does_the_main_job(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    code, out, err = run(capsys, "tour", "--to", str(folder))
    assert (code, err) == (0, "")
    assert "x = (1, 1)   y = (1, 1)   φ(g) = 0" in out
    assert "weight −1\n" in out
    assert " -" not in out
    trained = storage.load(folder / "xor-trained.nndesk")
    for x, t in zip(trained.dataset.x, trained.dataset.t, strict=True):
        z = run_json(capsys, "pass", str(folder / "xor-trained.nndesk"), "--x", f"{x[0]},{x[1]}")["z"]["o1"]
        assert (z > 0.5) == (t[0] > 0.5)
    for suffix in ("svg", "pdf", "png", "tex"):
        assert (folder / f"xor-plane.{suffix}").stat().st_size > 500


def test_an_export_of_the_plane_may_name_its_regions(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plane.tex"
    for option, named in (("--regions", True), ("--no-regions", False)):
        assert run(capsys, "export", "three-lines", "--what", "plane", "--to", str(path), option)[0] == 0
        assert ("$(1,0,1)$" in path.read_text(encoding="utf-8")) is named


def test_an_export_may_have_other_faces_and_no_weights(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    texts = {}
    for options in ((), ("--faces", "field"), ("--faces", "value"), ("--weights", "none")):
        path = tmp_path / "figure.svg"
        command = ("export", "xor", "--what", "diagram", "--to", str(path), *options)
        assert run(capsys, *command) == (0, "", "")
        texts[options[-1] if options else "as it is"] = path.read_text(encoding="utf-8")
    assert "clip-path" in texts["field"]
    assert texts["value"] != texts["as it is"]
    assert texts["as it is"].count("<title>weight") == 6
    assert texts["none"].count("<title>weight") == 0
