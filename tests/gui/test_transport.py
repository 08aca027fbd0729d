from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt

from nndesk.document.document import Example
from nndesk.document.examples import example
from nndesk.gui.playback import Span
from nndesk.gui.theme import Theme
from nndesk.gui.transport.scrub_bar import layout
from nndesk.gui.transport.transport_bar import TransportBar, example_text


@pytest.fixture
def bar(qtbot, playback, session):
    bar = TransportBar(playback, Theme(), session)
    qtbot.addWidget(bar)
    bar.resize(900, 70)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_buttons_step_through_the_walk(qtbot, bar, playback):
    click(qtbot, bar.forward_button)
    click(qtbot, bar.forward_button)
    click(qtbot, bar.back_button)
    assert playback.index == 0
    click(qtbot, bar.end_button)
    assert playback.index == len(playback) - 1
    click(qtbot, bar.start_button)
    assert playback.index == -1


def test_play_turns_into_pause_and_back(qtbot, bar, playback):
    assert bar.play_button.accessibleName() == "Play"
    click(qtbot, bar.play_button)
    assert playback.playing
    assert bar.play_button.glyph == "pause"
    assert bar.play_button.toolTip() == "Pause"
    click(qtbot, bar.play_button)
    assert not playback.playing
    assert bar.play_button.glyph == "play"


def test_buttons_that_lead_nowhere_are_disabled(bar, playback):
    assert not bar.back_button.isEnabled()
    assert bar.end_button.isEnabled()
    playback.to_end()
    assert bar.back_button.isEnabled()
    assert not bar.forward_button.isEnabled()


def test_it_says_where_it_is_and_for_which_example(bar, playback, session):
    assert bar.step_label.text() == "13 steps"
    playback.seek(8)
    assert bar.step_label.text() == "step 9 of 13"
    assert bar.example_label.text() == "example 3 of 4 · x = (1, 0), t = 1"
    document = session.document
    session.edit("Move", dataclasses.replace(document, example=Example((0.5, -1.5), (1.0,))))
    assert bar.example_label.text() == "x = (0.5, −1.5), t = 1"


def test_with_decimal_commas_a_semicolon_separates():
    document = example("xor-sigmoid")
    view = dataclasses.replace(document.view, decimal_comma=True)
    document = dataclasses.replace(document, view=view, example=Example((0.5, 0.25), (1.0,)))
    assert example_text(document) == "x = (0,5; 0,25), t = 1"


def test_a_click_on_the_track_shows_that_step(qtbot, bar, playback):
    scrub = bar.scrub_bar
    for index in (5, 0, len(playback) - 1, -1):
        x = round(scrub.place(index))
        qtbot.mouseClick(scrub, Qt.MouseButton.LeftButton, pos=QPoint(x, scrub.height() - 10))
        assert playback.index == index


def test_dragging_the_handle_scrubs(qtbot, bar, playback):
    scrub = bar.scrub_bar
    shown = []
    playback.step_shown.connect(shown.append)
    y = scrub.height() - 10
    qtbot.mousePress(scrub, Qt.MouseButton.LeftButton, pos=QPoint(round(scrub.place(2)), y))
    for index in (3, 4, 5):
        qtbot.mouseMove(scrub, QPoint(round(scrub.place(index)), y))
    qtbot.mouseRelease(scrub, Qt.MouseButton.LeftButton, pos=QPoint(round(scrub.place(5)), y))
    assert shown == [2, 3, 4, 5]


def test_the_slider_can_be_worked_from_the_keyboard(qtbot, bar, playback):
    scrub = bar.scrub_bar
    scrub.setFocus()
    qtbot.keyClick(scrub, Qt.Key.Key_Right)
    qtbot.keyClick(scrub, Qt.Key.Key_Right)
    assert playback.index == 1
    qtbot.keyClick(scrub, Qt.Key.Key_Left)
    assert playback.index == 0
    qtbot.keyClick(scrub, Qt.Key.Key_End)
    assert playback.index == len(playback) - 1


def test_the_handle_follows_the_playback_without_answering_it(qtbot, bar, playback):
    with qtbot.assertNotEmitted(bar.scrub_bar.scrubbed):
        playback.seek(6)
    assert bar.scrub_bar.value() == 6
    assert "step 7 of 13" in bar.scrub_bar.accessibleDescription()


def test_every_step_has_its_own_place(bar, playback):
    places = [bar.scrub_bar.place(i) for i in range(-1, len(playback))]
    assert places == sorted(set(places))
    assert [bar.scrub_bar.index_at(x) for x in places] == list(range(-1, len(playback)))


def test_a_short_phase_keeps_room_for_its_name():
    spans = (Span("forward", 0, 100), Span("cost", 100, 101), Span("backward", 101, 150))
    segments = layout(spans, ("Forward", "Cost", "Backward"), (50, 30, 60), 0, 500)
    widths = [segment.right - segment.left for segment in segments]
    assert widths[1] == pytest.approx(30)
    assert widths[0] / widths[2] == pytest.approx(100 / 49)
    assert segments[-1].right == pytest.approx(500)


def test_where_no_name_fits_the_track_is_shared_by_steps():
    spans = (Span("forward", 0, 3), Span("cost", 3, 4))
    segments = layout(spans, ("Forward", "Cost"), (500, 500), 0, 84)
    assert [segment.right - segment.left for segment in segments] == pytest.approx([60, 20])


def test_the_speed_is_chosen_from_a_menu(bar, playback):
    assert bar.speed_button.text() == "1×"
    action = next(a for a in bar.speed_button.menu().actions() if a.data() == 0.25)
    action.trigger()
    assert playback.speed == 0.25
    assert bar.speed_button.text() == "0.25×"
    playback.speed = 2
    assert [a.data() for a in bar.speed_button.menu().actions() if a.isChecked()] == [2]


def test_an_empty_document_has_nothing_to_walk(bar, session):
    session.new()
    assert not bar.play_button.isEnabled()
    assert bar.step_label.text() == "nothing to walk yet"
    bar.grab()
