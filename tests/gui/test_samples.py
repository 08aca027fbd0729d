"""The Data menu gives a drawn network something to learn from."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.samples import TRUTH_TABLES, Samples
from nndesk.gui.session import Session


@pytest.mark.parametrize("function", TRUTH_TABLES)
def test_a_truth_table_is_one_named_undo_step(qtbot: QtBot, function: str) -> None:
    session = Session(edits.layered("2-2-1"))
    before = session.document
    Samples(session).truth_table(function)
    assert session.document.data_fit()
    assert session.undo_stack.undoText() == f"Take the truth table of {function.upper()}"
    session.undo_stack.undo()
    assert session.document is before


def test_clouds_are_others_each_time(qtbot: QtBot) -> None:
    session = Session(edits.layered("2-1"))
    samples = Samples(session)
    samples.two_clouds()
    first = session.document.dataset
    samples.two_clouds()
    assert session.document.dataset != first


def test_removing_all_samples_can_be_undone(qtbot: QtBot) -> None:
    session = Session(example("xor"))
    Samples(session).remove_all()
    assert len(session.document.dataset) == 0
    assert session.undo_stack.undoText() == "Remove 4 samples"
    session.undo_stack.undo()
    assert session.document == example("xor")


def test_samples_that_do_not_fit_the_network_are_taken_and_explained(qtbot: QtBot) -> None:
    session = Session(edits.layered("3-2-1"))
    with qtbot.waitSignal(session.message, check_params_cb=lambda text, _: "3 inputs" in text):
        Samples(session).two_clouds()
    assert len(session.document.dataset) == 250


def test_too_many_inputs_change_nothing(qtbot: QtBot) -> None:
    session = Session(edits.layered("13-1"))
    with qtbot.waitSignal(session.message, check_params_cb=lambda _, kind: kind == "error"):
        Samples(session).truth_table("and")
    assert session.undo_stack.count() == 0


def test_an_empty_canvas_takes_samples_quietly(qtbot: QtBot) -> None:
    session = Session(Document())
    with qtbot.assertNotEmitted(session.message):
        Samples(session).truth_table("xor")
    assert len(session.document.dataset) == 4
