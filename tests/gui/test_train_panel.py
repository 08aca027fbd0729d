from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from nndesk.document.edits import normalise, set_hyperparameters
from nndesk.document.sample_edits import with_held_out
from nndesk.gui.theme import Theme
from nndesk.gui.training.train_panel import TrainPanel
from nndesk.network.engine import CompiledNetwork


@pytest.fixture
def panel(qtbot, session, trainer):
    panel = TrainPanel(session, trainer, Theme())
    qtbot.addWidget(panel)
    panel.resize(1000, 170)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def enter(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_knobs_are_the_documents(qtbot, panel, session):
    for name, text, value in (
        ("epochs", "120", 120),
        ("eta", "1/4", 0.25),
        ("batch", "0", 0),
        ("seed", "7", 7),
    ):
        enter(qtbot, panel.fields[name], text)
        assert getattr(session.document.hyperparameters, name) == value
    panel.cost.activated.emit(panel.cost.findData("cross_entropy"))
    assert session.document.cost == "cross_entropy"
    session.undo_stack.undo()
    assert panel.cost.currentData() == "squared"


@pytest.mark.parametrize(("name", "text"), [("eta", "0"), ("epochs", "2.5"), ("batch", "-1"), ("seed", "x")])
def test_what_cannot_be_is_refused_in_the_field(qtbot, panel, session, name, text):
    enter(qtbot, panel.fields[name], text)
    assert panel.fields[name].problem
    assert session.undo_stack.count() == 0


def test_the_button_trains_and_stops(qtbot, panel, session, trainer):
    enter(qtbot, panel.fields["epochs"], "1e8")
    assert panel.button.text() == "Train"
    panel.button.click()
    assert trainer.running
    assert panel.button.text() == "Stop"
    qtbot.waitUntil(lambda: len(panel.chart.points) > 10)
    assert panel.progress_bar.isVisible()
    with qtbot.waitSignal(trainer.finished):
        panel.button.click()
    assert panel.button.text() == "Train"
    assert session.undo_stack.undoText().startswith("Train")
    done = trainer.snapshot.epoch
    assert panel.epoch_label.text() == f"epoch {done} of 100000000"
    assert panel.cost_label.text() != "—"


def test_why_there_is_nothing_to_train_stands_in_place_of_the_chart(panel, session):
    assert not panel.problem_label.isVisible()
    session.open_example("xor")
    assert panel.problem_label.isVisible()
    assert "φ′ is 0" in panel.problem_label.text()
    assert not panel.button.isEnabled()
    session.undo_stack.clear()
    session.open_example("logistic")
    assert panel.button.isEnabled()


def test_another_document_has_not_been_trained(qtbot, panel, session, trainer):
    with qtbot.waitSignal(trainer.finished):
        trainer.start(5)
    assert len(panel.chart.points) == 6
    session.open_example("logistic")
    assert panel.epoch_label.text() == "not trained yet"
    assert len(panel.chart.points) == 0
    panel.grab()


def test_what_is_trained_on_is_said_and_the_cost_of_the_rest_shown(qtbot, panel, session, trainer):
    assert panel.data_label.full_text == "4 samples"
    session.edit("Hold out", with_held_out(session.document, 0.25, seed=1))
    session.edit("Normalise", normalise(session.document, "minmax"))
    assert panel.data_label.full_text == "3 samples, 1 held out, min–max"
    assert panel.held_out_label.text() == ""
    with qtbot.waitSignal(trainer.finished):
        trainer.start(3)
    data = session.document.samples.held_out
    expected = CompiledNetwork(session.document.network).cost(data.x, data.t, session.document.cost)
    assert trainer.snapshot.held_out_cost == pytest.approx(expected)
    assert panel.held_out_label.text() == f"held out {session.document.view.numbers.text(expected)}"
    session.edit("Cost", set_hyperparameters(session.document, cost="cross_entropy"))
    assert panel.held_out_label.text() == ""
