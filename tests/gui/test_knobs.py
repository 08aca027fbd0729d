"""All knobs of training in one window; each turn is an undo step, and each is felt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.training.knobs_dialog import KnobsDialog
from nndesk.gui.workbench import Workbench
from nndesk.network.stopping import Stopping

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def knobs(bench: Workbench) -> Iterator[KnobsDialog]:
    bench.actions["train.knobs"].trigger()
    QApplication.processEvents()
    yield bench.knobs
    bench.knobs.close()


def _type(knobs: KnobsDialog, name: str, text: str) -> None:
    field = knobs.fields[name]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_button_and_the_key_open_it(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("train")
    qtbot.mouseClick(bench.train_panel.knobs_button, LEFT)
    assert bench.knobs.isVisible()
    bench.knobs.close()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("momentum", "0,9", 0.9),
        ("l1", "1e-3", 0.001),
        ("l2", "1/8", 0.125),
        ("eta", "0.25", 0.25),
        ("batch", "7", 7),
        ("epochs", "33", 33),
    ],
)
def test_a_number_is_typed_and_undone(
    knobs: KnobsDialog, bench: Workbench, name: str, text: str, value: float
) -> None:
    before = getattr(bench.session.document.hyperparameters, name)
    _type(knobs, name, text)
    assert getattr(bench.session.document.hyperparameters, name) == value
    bench.session.undo_stack.undo()
    assert getattr(bench.session.document.hyperparameters, name) == before


def test_what_has_no_effect_now_is_dimmed(knobs: KnobsDialog, bench: Workbench) -> None:
    assert not knobs.fields["decay"].isEnabled()
    assert not knobs.switches["nesterov"].isEnabled()
    _type(knobs, "momentum", "0.5")
    assert knobs.switches["nesterov"].isEnabled()
    document = edits.set_hyperparameters(bench.session.document, schedule="step", optimiser="adam")
    bench.session.edit("knobs", document)
    assert knobs.fields["decay"].isEnabled()
    assert not knobs.fields["momentum"].isEnabled(), "Adam has its own"


def test_a_criterion_is_switched_on_with_a_usual_value(knobs: KnobsDialog, bench: Workbench) -> None:
    box = knobs.switches["stop_cost"]
    box.click()
    assert bench.session.document.hyperparameters.stopping == Stopping(cost=0.01)
    _type(knobs, "stop_cost", "0.2")
    assert bench.session.document.hyperparameters.stopping == Stopping(cost=0.2)
    box.click()
    assert bench.session.document.hyperparameters.stopping == Stopping()


def test_what_is_out_of_range_is_refused_in_a_sentence(knobs: KnobsDialog, bench: Workbench) -> None:
    document = bench.session.document
    _type(knobs, "momentum", "1")
    assert bench.session.document is document
    assert "momentum" in (knobs.fields["momentum"].problem or "")


def test_it_is_said_what_has_stopped_a_run(bench: Workbench, qtbot: QtBot) -> None:
    stopping = Stopping(accuracy=1.0)
    document = edits.set_hyperparameters(bench.session.document, epochs=100_000, stopping=stopping)
    bench.session.edit("knobs", document)
    told: list[str] = []
    bench.session.message.connect(lambda text, kind: told.append(text))
    bench.trainer.start()
    qtbot.waitUntil(lambda: not bench.trainer.running, timeout=20_000)
    assert told == ["Training stopped: the accuracy is reached."]
