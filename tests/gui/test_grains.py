"""One walk, cut by passes, layers, nodes or terms: in the playback, by keys and by the bar's menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.gui.playback import Playback
from nndesk.gui.settings import Settings
from nndesk.gui.workbench import Workbench
from nndesk.network.terms import TermStep

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_place_is_kept_when_the_grain_changes(playback: Playback) -> None:
    playback.seek(7)  # δ of the output
    assert playback.step().kind == "output_delta"
    made = playback.steps_made
    for grain in ("term", "node", "layer", "node", "term"):
        playback.grain = grain
        assert playback.steps_made == made
    assert set(playback.known().delta) == {"o1"}


def test_terms_show_one_edge_at_a_time_and_know_only_what_is_complete(playback: Playback) -> None:
    playback.grain = "term"
    playback.seek(0)
    step = playback.step()
    assert isinstance(step, TermStep)
    assert [str(key) for key in step.edges] == ["h1<-x1"]
    assert not playback.known().s
    playback.next()
    playback.next()
    playback.next()
    assert set(playback.known().s) == {"h1"}
    assert playback.step() is playback.step(), "the same as long as it is shown"


def test_phases_are_those_of_the_stops(playback: Playback) -> None:
    for grain in ("pass", "layer", "node", "term"):
        playback.grain = grain
        spans = playback.phases()
        assert spans[0].start == 0
        assert spans[-1].stop == len(playback)
        assert [a.stop for a in spans[:-1]] == [b.start for b in spans[1:]]
    assert [span.phase for span in spans] == ["forward", "cost", "backward", "update"]


def test_playing_goes_through_the_terms(playback: Playback, qtbot: QtBot) -> None:
    playback.grain = "pass"
    playback.speed = 8.0
    shown: list[int] = []
    playback.step_shown.connect(shown.append)
    playback.play()
    qtbot.waitUntil(lambda: not playback.playing)
    assert shown == [0, 1, 2]


@pytest.mark.parametrize("grain", ["pass", "layer", "node", "term"])
def test_stepping_forth_and_back_shows_the_same_pictures(bench: Workbench, grain: str) -> None:
    bench.theme.set_reduced_motion(True)
    bench.show_workspace("walk")
    bench.set_grain(grain)
    bench.playback.to_start()
    pictures = []
    for _ in range(min(6, len(bench.playback))):
        bench.playback.next()
        pictures.append(bench.diagram.grab().toImage())
    for picture in pictures[-2::-1]:
        bench.playback.previous()
        assert bench.diagram.grab().toImage() == picture


def test_keys_make_the_steps_finer_and_coarser(bench: Workbench) -> None:
    bench.show_workspace("walk")
    bench.diagram.setFocus()
    told = []
    bench.playback.grain_changed.connect(told.append)
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_G)
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_G, CTRL_SHIFT)
    assert told == ["term", "node", "layer", "pass"]
    assert Settings().walk_grain == "pass"
    assert bench.actions["walk.grain_pass"].isChecked()


def test_the_menu_of_the_bar_and_the_strip_follow(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("walk")
    button = bench.transport.grain_button
    next(action for action in button.menu().actions() if action.data() == "term").trigger()
    assert bench.playback.grain == "term"
    assert button.text() == "Term"
    bench.playback.seek(0)
    strip = bench.equation
    qtbot.waitUntil(lambda: strip.shown_step is bench.playback.step())
    assert "sends along its edge" in strip.explanation_label.full_text
