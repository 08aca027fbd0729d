from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document.edits import (
    add_node,
    normalise,
    remove,
    set_activation,
    set_dataset,
    set_hyperparameters,
    set_weight,
)
from nndesk.document.sample_edits import with_truth_table
from nndesk.gui import trainer as module
from nndesk.network.training import train

FOREVER = 100_000_000


def run_to_the_end(qtbot, trainer, epochs=None):
    with qtbot.waitSignal(trainer.finished):
        assert trainer.start(epochs)


def test_a_run_is_one_undo_step_and_gives_what_train_gives(qtbot, session, trainer):
    before = session.document
    run_to_the_end(qtbot, trainer, 20)
    assert session.undo_stack.undoText() == "Train 20 epochs"
    assert session.undo_stack.count() == 1
    knobs = dataclasses.replace(before.hyperparameters, epochs=20)
    *_, last = train(before.network, before.dataset.x, before.dataset.t, knobs)
    assert session.document.network == last.network
    session.undo_stack.undo()
    assert session.document is before


def test_the_document_says_how_many_epochs(qtbot, session, trainer):
    session.edit("Epochs", set_hyperparameters(session.document, epochs=1))
    run_to_the_end(qtbot, trainer)
    assert session.undo_stack.undoText() == "Train 1 epoch"


def test_while_it_runs_the_document_stays_and_the_state_moves(qtbot, session, trainer):
    before = session.document
    states = []
    trainer.progress.connect(states.append)
    trainer.start(FOREVER)
    assert trainer.running
    qtbot.waitUntil(lambda: len(states) >= 3)
    assert session.document is before
    assert trainer.live_network is states[-1].network
    assert [s.epoch for s in states] == sorted({s.epoch for s in states})
    with qtbot.waitSignal(trainer.finished):
        trainer.stop()
    assert trainer.live_network is None
    done = trainer.snapshot.epoch
    assert session.undo_stack.undoText() == f"Train {done} epochs"
    assert states[-1].epoch == done


def test_snapshots_come_at_most_once_a_frame(qtbot, trainer):
    states = []
    trainer.progress.connect(states.append)
    run_to_the_end(qtbot, trainer, 500)
    # 500 epochs of four samples are over within a few frames.
    assert len(states) < 100
    assert states[-1].epoch == 500


def test_the_course_of_the_cost_is_kept_and_thinned_out(qtbot, trainer, monkeypatch):
    monkeypatch.setattr(module, "MOST_POINTS", 50)
    run_to_the_end(qtbot, trainer, 300)
    points = trainer.history
    assert 25 <= len(points) <= 51
    assert points[0][0] == 0
    assert np.ptp(np.diff([epoch for epoch, _ in points])) == 0


def test_a_run_without_a_whole_epoch_changes_nothing(qtbot, session, trainer):
    run_to_the_end(qtbot, trainer, 0)
    assert session.undo_stack.count() == 0
    assert trainer.snapshot.epoch == 0


@pytest.mark.parametrize("name", ["xor", "abu-mostafa"])
def test_thresholds_have_nothing_to_descend(qtbot, session, trainer, name):
    session.open_example(name)
    with qtbot.waitSignal(session.message) as caught:
        assert not trainer.start()
    assert "φ′ is 0" in caught.args[0]
    assert not trainer.running


def test_data_that_do_not_fit_are_named(qtbot, session, trainer):
    data = Dataset.of([[0, 0, 1], [1, 1, 1]], [[0], [1]])
    session.edit("Data", dataclasses.replace(session.document, dataset=data))
    with qtbot.waitSignal(session.message) as caught:
        assert not trainer.start()
    assert caught.args == [
        "The data have 3 inputs and 1 targets, but the network has 2 inputs and 1 outputs.",
        "error",
    ]


def test_no_data_and_no_network_are_said(qtbot, session, trainer):
    session.new()
    with qtbot.waitSignal(session.message) as caught:
        trainer.start()
    assert "output" in caught.args[0]


def test_a_cost_that_does_not_fit_the_outputs_is_named(qtbot, session, trainer):
    name = session.document.network.outputs[0]
    document = set_activation(session.document, name, "tanh")
    session.edit("Tanh", set_hyperparameters(document, cost="cross_entropy"))
    with qtbot.waitSignal(session.message) as caught:
        assert not trainer.start()
    assert "cross_entropy" in caught.args[0]
    assert "tanh" in caught.args[0]


def test_divergence_keeps_the_last_finite_state_and_names_the_culprit(qtbot, session, trainer):
    names = [node.name for node in session.document.network.nodes]
    document = set_activation(session.document, names, "linear")
    session.edit("Linear", set_hyperparameters(document, eta=40.0))
    said = []
    session.message.connect(lambda text, kind: said.append((text, kind)))
    with qtbot.waitSignals([session.message, trainer.finished]):
        trainer.start(FOREVER)
    assert len(said) == 1
    assert "learning rate" in said[0][0]
    assert said[0][1] == "error"
    assert not trainer.running
    weights = [edge.weight for edge in session.document.network.edges]
    assert np.isfinite(weights).all()


def test_an_edit_of_the_graph_stops_training_and_what_was_learned_is_kept(qtbot, session, trainer):
    before = session.document.network
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None and trainer.snapshot.epoch > 0)
    with qtbot.waitSignal(trainer.finished):
        session.edit("Add node", add_node(session.document, (0, 0), "extra")[0])
    after = session.document.network
    assert "extra" in after
    assert after.edges != before.edges
    assert session.undo_stack.undoText().startswith("Train")
    session.undo_stack.undo()
    assert session.undo_stack.undoText() == "Add node"


def test_a_number_set_by_hand_meanwhile_is_not_overwritten(qtbot, session, trainer):
    edge = session.document.network.edges[0]
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None and trainer.snapshot.epoch > 0)
    with qtbot.waitSignal(trainer.finished):
        session.edit("Weight", set_weight(session.document, edge.source, edge.target, 123.0))
    assert session.document.network.edge(*edge.key).weight == 123.0


def test_removing_a_node_meanwhile_keeps_the_rest(qtbot, session, trainer):
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None and trainer.snapshot.epoch > 0)
    with qtbot.waitSignal(trainer.finished):
        session.edit("Remove", remove(session.document, ["h1"]))
    assert "h1" not in session.document.network


def test_undo_while_training_gives_the_run_up(qtbot, session, trainer):
    first = session.document
    session.edit("Weight", set_weight(first, "x1", "h1", 1.0))
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None)
    session.undo_stack.undo()
    assert not trainer.running
    qtbot.wait(30)
    assert session.document is first
    assert session.undo_stack.canRedo()


def test_another_document_gives_the_run_up(qtbot, session, trainer):
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None)
    session.open_example("logistic")
    assert not trainer.running
    qtbot.wait(30)
    assert session.undo_stack.count() == 0
    assert trainer.history == []


def test_what_does_not_touch_the_network_does_not_stop_it(qtbot, session, trainer):
    trainer.start(FOREVER)
    session.edit("Title", dataclasses.replace(session.document, title="Moved"))
    qtbot.waitUntil(lambda: trainer.snapshot is not None and trainer.snapshot.epoch > 10)
    assert trainer.running
    with qtbot.waitSignal(trainer.finished):
        trainer.stop()
    assert session.document.title == "Moved"


@pytest.mark.parametrize("change", ["samples", "cost"])
def test_another_task_ends_the_run_and_its_course_is_not_of_it(qtbot, session, trainer, change):
    trainer.start(FOREVER)
    qtbot.waitUntil(lambda: trainer.snapshot is not None and trainer.snapshot.epoch > 0)
    document = session.document
    if change == "samples":
        new = with_truth_table(document, "or")
    else:
        new = set_hyperparameters(document, cost="cross_entropy")
    with qtbot.waitSignal(trainer.finished):
        session.edit("Another task", new)
    assert session.undo_stack.undoText().startswith("Train ")
    assert not trainer.current


def test_what_is_held_out_is_not_trained_on_and_all_is_normalised(qtbot, session, trainer):
    data = session.document.dataset
    held_out = Dataset(data.x, data.t, np.arange(len(data)) == 1)
    session.edit("Hold out", set_dataset(session.document, held_out))
    session.edit("Normalise", normalise(session.document, "zscore"))
    before = session.document
    run_to_the_end(qtbot, trainer, 5)
    knobs = dataclasses.replace(before.hyperparameters, epochs=5)
    learned = before.samples.training
    *_, last = train(before.network, learned.x, learned.t, knobs)
    assert session.document.network == last.network


def test_samples_that_are_all_held_out_cannot_be_trained_on(session, trainer):
    data = session.document.dataset
    session.edit("Hold out", set_dataset(session.document, Dataset(data.x, data.t, np.ones(len(data), bool))))
    assert "held out" in trainer.problem()
    assert not trainer.start()
