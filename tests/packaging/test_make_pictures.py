"""README and guide say only what is so: their pictures, commands, output, Python and tables."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest
from PySide6.QtGui import QImage, QTextDocument

from nndesk.cli import main
from nndesk.cli.parser import parse
from nndesk.document.examples import EXAMPLES
from nndesk.gui.gesture_table import gesture_table

ROOT = Path(__file__).parents[2]
README, GUIDE = ROOT / "README.md", ROOT / "resources" / "guide" / "guide.md"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in (README, GUIDE)}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def script(name: str) -> ModuleType:
    """A file of ``packaging/`` as a module, which it is not."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    # A script may choose Qt's platform and scale for itself; the tests that follow have their own.
    with mock.patch.dict(os.environ):
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    return script("make_pictures")


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    return script("make_guide_tables")


def blocks(text: str, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(text) if language in languages]


# --- pictures ---------------------------------------------------------------------------------------------


def referenced(path: Path) -> set[Path]:
    """The files of the pictures that a text shows."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r'(?:src|srcset)="([^"]+)"', text) + re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    return {path.parent / name for name in found}


@pytest.mark.parametrize("path", [README, GUIDE], ids=lambda path: path.name)
def test_every_picture_is_there_and_can_be_made_anew(path: Path, pictures: ModuleType) -> None:
    shown = referenced(path)
    assert shown
    for picture in shown:
        assert picture.is_file(), picture
        assert picture.parent.resolve() == pictures.FOLDER.resolve()
        assert picture.name in pictures.PICTURES


def test_no_picture_is_left_over_and_all_are_small(pictures: ModuleType) -> None:
    files = {path.name: path for path in pictures.FOLDER.iterdir()}
    assert files.keys() == pictures.PICTURES.keys()
    shown = {path.name for path in referenced(README) | referenced(GUIDE)}
    # The guide names the light one; the program takes the dark one in its place.
    assert files.keys() == shown | {name.replace("-light.", "-dark.") for name in shown}
    assert sum(path.stat().st_size for path in files.values()) < 2_500_000


def test_pictures_show_examples_and_steps_that_there_are(pictures: ModuleType) -> None:
    for name, picture in pictures.PICTURES.items():
        assert picture.example in EXAMPLES
        assert isinstance(picture, pictures.Window) == name.endswith(".png")


def test_every_picture_says_in_words_what_it_shows() -> None:
    for text in TEXTS.values():
        for tag in re.findall(r"<img [^>]*>", text):
            assert re.search(r'alt="[^"]{20,}"', tag), tag
        for words in re.findall(r"!\[([^\]]*)\]", text):
            assert len(words) >= 20, words


def test_a_picture_of_few_colours_keeps_white_white_and_a_rare_colour(pictures: ModuleType) -> None:
    from PIL import Image
    from PySide6.QtGui import QColor, QImage

    picture = QImage(200, 120, QImage.Format.Format_RGB32)
    for x in range(200):
        for y in range(120):
            picture.setPixelColor(x, y, QColor("white") if y < 40 else QColor(x, y * 2, 128))
    for x in range(4):
        picture.setPixelColor(x, 0, QColor("#D55E00"))
    made = Image.open(io.BytesIO(pictures.few_colors(picture))).convert("RGB")
    assert made.size == (200, 120)
    assert made.getpixel((100, 10)) == (255, 255, 255)
    assert all(abs(a - b) <= 8 for a, b in zip(made.getpixel((2, 0)), (0xD5, 0x5E, 0x00), strict=True))


def test_an_unknown_picture_is_refused_by_name(
    pictures: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pictures.main(["moon.png"]) == 2
    assert "moon.png" in capsys.readouterr().err


@pytest.mark.usefixtures("qapp")
def test_qt_reads_the_guide_to_its_end() -> None:
    """An HTML tag that is not closed would swallow all text after it."""
    page = QTextDocument()
    page.setMarkdown(TEXTS["guide.md"])
    words = page.toPlainText()
    for heading in re.findall(r"^## (.*)$", TEXTS["guide.md"], re.MULTILINE):
        assert heading in words
    for bold in re.findall(r"\*\*([\w ,]+)\*\*", TEXTS["guide.md"]):
        assert bold in words


# --- commands and their output ----------------------------------------------------------------------------


def command_lines(text: str) -> list[str]:
    """Every command line of nndesk that a text quotes: in blocks, in tables and in the running text."""
    lines = [line.strip() for body in blocks(text, "sh", "console", "") for line in body.splitlines()]
    found = [line.removeprefix("$ ") for line in lines]
    found = [re.split(r"\s{2,}", line)[0] for line in found]
    found += re.findall(r"`(nndesk [^`]+)`", FENCE.sub("", text))
    # python3 packaging/dev.py run ARGS… hands ARGS to nndesk.
    run = r"^python3 packaging/dev\.py run\b"
    found += [re.sub(run, "nndesk", line) for line in found if re.match(run, line)]
    found += [re.sub(run, "nndesk", line) for line in re.findall(rf"`({run[1:]}[^`]*)`", text)]
    return [line for line in found if line.split()[:1] == ["nndesk"]]


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_line_parses(name: str) -> None:
    lines = command_lines(TEXTS[name])
    assert len(lines) > 10
    for line in lines:
        words = shlex.split(line)[1:]
        if "--help" in words:
            continue
        assert callable(parse(words).run), line


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_is_mentioned(name: str) -> None:
    from nndesk.cli.parser import _parser

    _, commands = _parser()
    mentioned = {words[1] for line in command_lines(TEXTS[name]) if len(words := line.split()) > 1}
    assert commands - {"open"} <= mentioned


def runs() -> list[tuple[str, str]]:
    """``(command, output)`` of the README's console blocks."""
    found = []
    for body in blocks(TEXTS["README.md"], "console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_quoted_output_is_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # Where it is installed, it adds a line.
    monkeypatch.setattr("nndesk.network.pytorch.installed", lambda: False)
    shown = {command.split()[1] for command, _ in runs()}
    assert {"examples", "pass", "check", "train", "show"} <= shown
    for command, output in runs():
        words = shlex.split(command)[1:]
        if words[0] == "shot":
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            assert main(words) == 0, command
        if words[0] == "check":
            # Rounding errors differ from machine to machine, nothing else does.
            number = r"\d[\d.]*(e[-−]?\d+)?( at .*?)?(?=,|$)"
            assert [re.sub(number, "#", line) for line in out.getvalue().splitlines()] == [
                re.sub(number, "#", line) for line in output.splitlines()
            ]
        else:
            assert out.getvalue() == output, command


def test_the_python_of_the_readme_prints_what_it_says() -> None:
    (code,) = blocks(TEXTS["README.md"], "python")
    (output,) = blocks(TEXTS["README.md"], "text")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == output


# --- links and tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [README, GUIDE], ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).is_file(), target


def test_the_tables_are_those_of_actions_and_of_gestures(tables: ModuleType) -> None:
    text = TEXTS["guide.md"]
    assert tables.written(text) == text


def test_the_table_has_every_action_with_keys(tables: ModuleType) -> None:
    table = tables.shortcut_table()
    assert "| Edit | Redo | Ctrl+Shift+Z, Ctrl+Y |" in table
    assert "| View | Show the network larger | Ctrl++, Ctrl+= |" in table
    assert "| Walk | One step on | → |" in table


def test_a_guide_without_a_place_for_the_table_is_refused(tables: ModuleType) -> None:
    with pytest.raises(ValueError, match="no place"):
        tables.with_table("# Guide", "table")


def test_every_gesture_and_every_key_is_in_a_table(tables: ModuleType) -> None:
    keys, mouse = tables.key_table(), tables.mouse_table()
    assert "| Network | Choose the activation of the selected neurons | A |" in keys
    assert "| Network | Move what is selected | Alt+←, Alt+→, Alt+↑, Alt+↓; with Shift ten times;" in keys
    assert "| Draw | Add a node | Double-click the empty canvas |" in mouse
    for row in gesture_table():
        assert (row.what in keys) == bool(row.keys)
        assert (f"| {row.what} | {row.mouse} |" in mouse) == bool(row.mouse)


def test_the_tables_are_written_in_place(
    tables: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "guide.md"
    copy.write_text(tables.with_table(TEXTS["guide.md"], "| old |"), encoding="utf-8")
    monkeypatch.setattr(tables, "GUIDE", copy)
    assert tables.main() == 0
    assert copy.read_text(encoding="utf-8") == TEXTS["guide.md"]


# --- pictures of the diagram ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def diagrams(pictures: ModuleType) -> ModuleType:
    # It imports the other script by its name, as beside it in its folder.
    with mock.patch.dict(sys.modules, {"make_pictures": pictures}):
        return script("make_diagram_pictures")


def test_an_example_is_pictured_at_three_zooms_while_drawing_and_walking(
    diagrams: ModuleType, tmp_path: Path, qapp: object
) -> None:
    assert diagrams.main([str(tmp_path), "xor"]) == 0
    names = {path.stem for path in tmp_path.iterdir()}
    assert names == {
        *(
            f"xor-{workspace}-{zoom}-{theme}"
            for workspace in ("draw", "walk")
            for zoom in ("far", "fit", "near")
            for theme in ("light", "dark")
        ),
        "sheet-light",
        "sheet-dark",
    }
    picture = QImage(str(tmp_path / "xor-draw-fit-light.png"))
    assert (picture.width(), picture.height()) == (1280, 720)


def test_diagram_pictures_need_a_folder_and_known_examples(
    diagrams: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diagrams.main([]) == 2
    assert "FOLDER" in capsys.readouterr().err
    assert diagrams.main([str(tmp_path), "nand"]) == 2
    assert "nand" in capsys.readouterr().err
