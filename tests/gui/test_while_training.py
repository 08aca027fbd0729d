"""What else a person does while a network is being trained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.storage import load, save
from nndesk.gui.files import Files
from nndesk.gui.inspector.form import UNKNOWN
from nndesk.gui.inspector.pages import NodePage
from nndesk.gui.workbench import Workbench
from nndesk.network.numbers import format_number

FOREVER = 10_000_000
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def training(bench: Workbench, qtbot: QtBot) -> Workbench:
    """A window in the middle of a training run, with a few states shown."""
    begin = edits.set_weight(bench.session.document, "x1", "h1", 0.5)
    bench.session.edit("Begin", edits.set_hyperparameters(begin, epochs=FOREVER))
    bench.session.undo_stack.setClean()
    bench.toggle_training()
    _see_more(bench, qtbot)
    return bench


def _see_more(bench: Workbench, qtbot: QtBot) -> None:
    for _ in range(3):
        with qtbot.waitSignal(bench.trainer.progress):
            pass


def _answer(monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton) -> list[bool]:
    """Answer the question about changes; what is returned lists whether training still ran when asked."""
    asked: list[bool] = []

    def ask(files: Files) -> QMessageBox.StandardButton:
        asked.append(files._session.modified)
        return answer

    monkeypatch.setattr(Files, "_ask", ask)
    return asked


def _select_h1_and_delete(bench: Workbench) -> None:
    bench.session.select(["h1"])
    QTest.keyClick(bench.diagram, Qt.Key.Key_Delete)


def _make_h1_a_tanh(bench: Workbench) -> None:
    bench.session.select(["h1"])
    bench.editing.set_activation("tanh")


@pytest.mark.parametrize(
    "change",
    [
        lambda bench: QTest.keyClick(bench.diagram, "n"),
        lambda bench: QTest.keyClick(bench.diagram, "i"),
        _select_h1_and_delete,
        _make_h1_a_tanh,
        lambda bench: bench.editing.undo(),
        lambda bench: bench.session.open_example("and"),
        lambda bench: bench.session.open_example("worked-example"),
        lambda bench: bench.session.new(),
    ],
)
def test_the_drawing_can_be_changed_while_it_is_trained(
    training: Workbench, qtbot: QtBot, change: Callable[[Workbench], None]
) -> None:
    training.diagram.setFocus()
    before = training.session.document
    change(training)
    assert training.session.document is not before
    qtbot.waitUntil(lambda: not training.trainer.running and not training.busy)
    shown = training.diagram.diagram.shown.document
    assert shown.network == training.session.document.network
    assert training.message_bar.text == ""


@pytest.mark.parametrize("leave", ["n", "example", "close"])
def test_what_training_has_learned_is_asked_about_before_it_is_lost(
    training: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    asked = _answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    before = training.session.document
    training.diagram.setFocus()
    if leave == "n":
        QTest.keyClick(training.diagram, "n", CTRL)
    elif leave == "example":
        training.files.open_example("and")
    else:
        training.window.close()
    assert asked == [True]
    assert not training.trainer.running
    assert training.session.document.network != before.network
    assert training.session.undo_stack.undoText().startswith("Train ")
    assert training.window.isVisible()


def test_what_training_has_learned_is_saved_on_the_way_out(
    training: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "mine.nndesk"
    save(training.session.document, path)
    untrained = training.session.document.network
    training.session._set_path(path)
    _answer(monkeypatch, QMessageBox.StandardButton.Save)
    training.files.new()
    assert training.session.document == Document()
    assert load(path).network != untrained


# --- what is shown ------------------------------------------------------------------------------------------


def test_the_inspector_follows_the_training(training: Workbench, qtbot: QtBot) -> None:
    training.session.select(["h1"])
    page = training.inspector.page
    qtbot.waitUntil(lambda: page.live)
    before = (page.bias.text(), page.values["s"].text(), page.values["z"].text())
    qtbot.waitUntil(lambda: all(a != b for a, b in zip(before, _numbers(page), strict=True)), timeout=10_000)
    assert page.values["delta"].text() == UNKNOWN
    training.trainer.finish()
    assert not page.live
    assert page.bias.value == training.session.document.network.node("h1").bias


def _numbers(page: NodePage) -> tuple[str, str, str]:
    return page.bias.text(), page.values["s"].text(), page.values["z"].text()


def test_the_cost_of_the_example_follows_the_training(training: Workbench, qtbot: QtBot) -> None:
    page = training.inspector.page
    before = page._J.text()
    qtbot.waitUntil(lambda: page._J.text() != before)
    assert page.live
    training.trainer.finish()
    walk = training.playback.walk
    assert walk is not None
    assert walk.backward is not None
    assert page._J.text() == format_number(walk.backward.J, 3)


def test_after_a_run_is_undone_its_cost_is_no_longer_claimed(training: Workbench) -> None:
    panel = training.train_panel
    training.trainer.finish()
    claimed = panel.cost_label.text()
    assert claimed != "—"
    assert not panel.chart.faded
    training.editing.undo()
    assert panel.cost_label.text() == "—"
    assert panel.chart.faded
    assert "changed" in panel.epoch_label.text()
    training.editing.redo()
    assert panel.cost_label.text() == claimed
    assert not panel.chart.faded
    training.session.edit("W", edits.set_weight(training.session.document, "x1", "h1", 9.0))
    assert panel.chart.faded


def test_the_chart_ends_at_the_epochs_reached_and_names_the_whole(training: Workbench) -> None:
    training.trainer.finish()
    chart = training.train_panel.chart
    assert chart.end == f"{chart.points[-1][0]} of {FOREVER}"
    chart.set_points([(0, 1.0), (5, 0.5), (10, 0.2)], 10)
    assert chart.end == "10"
