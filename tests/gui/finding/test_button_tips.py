"""Every button that does what an action does names its keys, and they are those of the table of actions."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.finding.button_tips import ACTION
from nndesk.gui.key_names import key_name
from nndesk.gui.workbench import Workbench

ENDING = re.compile(r" \(([^()]+)\)$")


def buttons(root: QWidget) -> list[QAbstractButton]:
    return root.findChildren(QAbstractButton)


@pytest.mark.parametrize("workspace", ["draw", "walk", "train", "explore"])
def test_tooltips_name_the_keys_of_the_actions(bench: Workbench, workspace: str) -> None:
    bench.show_workspace(workspace)
    named = 0
    for button in buttons(bench.window):
        told, action = ENDING.search(button.toolTip()), button.property(ACTION)
        keys = bench.actions.keys(action) if action is not None else ()
        # Whoever types keys into a tooltip, and not the name of the action, is found here.
        said = told.group(1) if told else ""
        assert said == (key_name(keys[0]) if keys else ""), button.toolTip()
        named += bool(told)
    assert named >= 15


def test_every_button_that_is_an_action_under_another_name_is_known(bench: Workbench) -> None:
    bench.show_workspace("walk")
    known = {button.property(ACTION) for button in buttons(bench.window)} - {None}
    assert {
        "edit.add_input", "edit.add_neuron", "network.connect", "view.fit", "view.draw", "view.walk",
        "view.train", "view.projector", "view.toggle_dark", "walk.toggle", "walk.next", "walk.previous",
        "walk.start", "walk.end", "train.toggle", "help.find",
    } <= known  # fmt: skip
    assert all(action in bench.actions for action in known)


def test_a_tooltip_that_changes_keeps_its_keys(bench: Workbench, qtbot: QtBot) -> None:
    button = bench.transport.play_button
    assert button.toolTip() == "Play (Space)"
    bench.playback.play()
    assert button.toolTip() == "Pause (Space)"
    bench.playback.pause()
    assert button.toolTip() == "Play (Space)"
    train = bench.train_panel.button
    before = train.toolTip()
    assert before.endswith("(Ctrl+T)")
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        bench.toggle_training()
        assert train.toolTip() != before
        assert train.toolTip().endswith("(Ctrl+T)")
        bench.trainer.stop()
