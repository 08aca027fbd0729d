"""Where files are written and how figures are asked for: nothing is replaced unasked, much is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.storage import save
from nndesk.gui import save_dialog
from nndesk.gui.dialogs.export_figure import ExportFigureDialog
from nndesk.gui.exports import Exports
from nndesk.gui.workbench import Workbench


class Person:
    """Answers file dialogs with ``names``, one after the other, and the question about replacing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: Path, replaces: bool = False) -> None:
        self._names = [str(name) for name in names]
        self._replaces = replaces
        self.suggested: list[str] = []
        self.asked: list[Path] = []
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", self._choose)
        monkeypatch.setattr(save_dialog, "may_replace", self._may_replace)

    def _choose(self, window: object, title: str, suggestion: str, kinds: str) -> tuple[str, str]:
        self.suggested.append(suggestion)
        return (self._names.pop(0) if self._names else ""), ""

    def _may_replace(self, window: object, path: Path) -> bool:
        self.asked.append(path)
        return self._replaces


def _export(bench: Workbench, monkeypatch: pytest.MonkeyPatch, what: str, **changes: object) -> None:
    """Export through the dialog; ``changes`` are set in its fields."""

    def answer(dialog: ExportFigureDialog) -> int:
        if "format" in changes:
            dialog.format.setCurrentIndex(dialog.format.findData(changes["format"]))
        if "width_mm" in changes:
            dialog.width_mm.setValue(changes["width_mm"])
        if "dpi" in changes:
            dialog.dpi.setValue(changes["dpi"])
        shown.append(dialog.options)
        return QDialog.DialogCode.Accepted.value

    shown: list[object] = []
    monkeypatch.setattr(ExportFigureDialog, "exec", answer)
    bench.exports.export(what)


# --- never over another file --------------------------------------------------------------------------------


def test_saving_as_a_name_without_suffix_asks_before_it_replaces(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.nndesk"
    other.write_text("precious")
    person = Person(monkeypatch, tmp_path / "other", tmp_path / "mine")
    assert bench.files.save_as()
    assert person.asked == [other]
    assert other.read_text() == "precious"
    assert bench.session.path == tmp_path / "mine.nndesk"


def test_a_name_with_its_suffix_was_asked_about_by_the_dialog(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.nndesk"
    other.write_text("old")
    person = Person(monkeypatch, other)
    assert bench.files.save_as()
    assert person.asked == []
    assert other.read_text() != "old"


def test_replacing_can_be_agreed_to_or_given_up(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.nndesk"
    other.write_text("old")
    Person(monkeypatch, tmp_path / "other")
    assert not bench.files.save_as()
    assert other.read_text() == "old"
    Person(monkeypatch, tmp_path / "other", replaces=True)
    assert bench.files.save_as()
    assert other.read_text() != "old"


def test_an_export_asks_before_it_replaces(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "picture.svg"
    other.write_text("precious")
    person = Person(monkeypatch, tmp_path / "picture")
    _export(bench, monkeypatch, "diagram")
    assert person.asked == [other]
    assert other.read_text() == "precious"


# --- what is suggested and remembered -----------------------------------------------------------------------


def test_the_suggested_name_is_the_documents(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = Person(monkeypatch)
    _export(bench, monkeypatch, "diagram")
    assert Path(person.suggested[-1]).name == "xor-sigmoid-diagram.svg"
    path = tmp_path / "my net.nndesk"
    save(bench.session.document, path)
    bench.files.open_path(path)
    _export(bench, monkeypatch, "plane", format="png")
    assert person.suggested[-1] == str(tmp_path / "my net-plane.png")
    bench.session.new()
    bench.session.edit("Title", edits.set_title(bench.session.document, "a/b: c"))
    bench.files.save_as()
    assert Path(person.suggested[-1]).name == "a-b- c.nndesk"


def test_format_width_and_resolution_are_remembered(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    Person(monkeypatch)
    _export(bench, monkeypatch, "diagram", format="png", width_mm=80.0, dpi=144)
    settings = bench.settings
    assert (settings.export_format, settings.export_dpi) == ("png", 144)
    assert settings.export_width("diagram") == 80.0
    assert settings.export_width("plane") is None, "another figure has another width"
    dialog = ExportFigureDialog("Export", 480.0, format="png", width_mm=80.0, dpi=144)
    qtbot.addWidget(dialog)
    assert (dialog.options.format, dialog.options.width_mm, dialog.options.dpi) == ("png", 80.0, 144.0)
    _export(bench, monkeypatch, "plane")
    assert settings.export_width("plane") is None, "the natural width is no wish"


# --- the plane as it is on the screen -----------------------------------------------------------------------


def test_the_plane_is_exported_as_it_is_shown(bench: Workbench) -> None:
    exports: Exports = bench.exports
    whole = exports.figure("plane", dark=False)
    bench.session.select(["h1"])
    of_h1 = exports.figure("plane", dark=False)
    assert of_h1 != whole
    bench.plane.plot.show_window((0.0, 0.5, 0.0, 0.5))
    assert exports.figure("plane", dark=False) != of_h1
    bench.session.select()
    bench.plane.fit()
    assert exports.figure("plane", dark=False) == whole


def test_matrices_are_exported_as_soon_as_there_is_a_neuron(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Person(monkeypatch, tmp_path / "numbers.svg")
    _export(bench, monkeypatch, "matrices")
    assert "<svg" in (tmp_path / "numbers.svg").read_text()
    bench.session.new()
    assert not bench.actions["file.export_matrices"].isEnabled()
