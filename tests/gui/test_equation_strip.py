from __future__ import annotations

import dataclasses
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from nndesk.gui.equations import equation_strip
from nndesk.gui.equations.equation_strip import EquationStrip, plain_latex
from nndesk.gui.equations.explanation_label import ExplanationLabel
from nndesk.gui.theme import Theme
from nndesk.network.model import EdgeKey


@pytest.fixture
def strip(qtbot, session, playback, worker):
    strip = EquationStrip(session, playback, worker, Theme())
    qtbot.addWidget(strip)
    strip.resize(1200, 170)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def shows(strip, playback):
    return lambda: strip.shown_step is playback.step()


def test_before_the_first_step_a_hint_says_how_to_begin(strip):
    assert strip.hint_label.isVisible()
    assert "space" in strip.hint_label.text()
    assert not strip.formula_view.isVisible()


def test_a_step_is_shown_with_title_formula_and_sentence(qtbot, strip, playback):
    playback.seek(8)
    qtbot.waitUntil(shows(strip, playback))
    assert strip.title_label.text() == "Backward · hidden node h₂"
    assert strip.formula_view.latex == playback.step().equation.latex
    assert "only through" in strip.explanation_label.text()
    assert strip.sign_label.isVisible()
    playback.to_start()
    assert strip.hint_label.isVisible()


def test_until_a_formula_is_ready_the_previous_stays_whole(qtbot, strip, playback, monkeypatch):
    playback.seek(0)
    qtbot.waitUntil(shows(strip, playback))
    before = strip.title_label.text(), strip.formula_view.latex, strip.explanation_label.text()
    hold, entered = threading.Event(), threading.Event()
    shapes = equation_strip.formula_shapes

    def slow(latex):
        entered.set()
        hold.wait(5)
        return shapes(latex)

    monkeypatch.setattr(equation_strip, "formula_shapes", slow)
    playback.seek(11)
    assert entered.wait(5)
    assert (strip.title_label.text(), strip.formula_view.latex, strip.explanation_label.text()) == before
    hold.set()
    qtbot.waitUntil(shows(strip, playback))


def test_a_formula_that_comes_too_late_is_dropped(qtbot, strip, playback, monkeypatch):
    hold = threading.Event()
    shapes = equation_strip.formula_shapes
    slow_latex = playback.walk.steps[11].equation.latex

    def slow(latex):
        if latex == slow_latex:
            hold.wait(5)
        return shapes(latex)

    monkeypatch.setattr(equation_strip, "formula_shapes", slow)
    titles = []
    monkeypatch.setattr(strip.title_label, "setText", titles.append)
    playback.seek(11)
    playback.seek(2)
    hold.set()
    qtbot.waitUntil(shows(strip, playback))
    assert titles == ["Forward · signal of h₂"]


def test_the_steps_to_come_are_typeset_ahead_and_then_shown_at_once(qtbot, strip, playback):
    upcoming = playback.walk.steps[0].equation.latex
    qtbot.waitUntil(lambda: upcoming in strip._typeset)
    playback.next()
    assert strip.shown_step is playback.step()


def test_a_changed_weight_changes_the_formula_of_the_same_step(qtbot, strip, session, playback):
    playback.seek(0)
    qtbot.waitUntil(shows(strip, playback))
    before = strip.formula_view.latex
    network = session.document.network.with_weights({EdgeKey("x1", "h1"): 1.25})
    session.edit("Weight", dataclasses.replace(session.document, network=network))
    qtbot.waitUntil(shows(strip, playback))
    assert strip.formula_view.latex != before
    assert "1.25" in strip.formula_view.latex


def test_a_formula_never_leaves_its_area(qtbot, strip, playback):
    from nndesk.figure.typeset import formula_size

    for index in range(len(playback)):
        playback.seek(index)
        qtbot.waitUntil(shows(strip, playback))
        for width, height in ((1200, 170), (620, 120)):
            strip.resize(width, height)
            view = strip.formula_view
            wide, high = formula_size(view.latex, view.fitted_size())
            assert wide <= view.width() + 0.01
            assert high <= view.height() + 0.01


@pytest.mark.parametrize(("width", "height"), [(1240, 96), (820, 90), (620, 76)])
def test_words_are_never_cut_and_leave_the_formula_its_room(qtbot, strip, playback, width, height):
    strip.resize(width, height)
    for index in range(len(playback)):
        playback.seek(index)
        qtbot.waitUntil(shows(strip, playback))
        label = strip.explanation_label
        assert label.heightForWidth(label.width()) <= label.height()
        assert label.text() == label.full_text or label.text().endswith("…")
        assert strip.formula_view.height() >= height - 44
        assert strip.rect().contains(strip.copy_button.geometry())


def test_words_without_room_are_shortened_and_told_whole_by_a_tooltip(qtbot):
    label = ExplanationLabel(Theme())
    qtbot.addWidget(label)
    label.say("One sentence of some length.\nAnother sentence that is longer than the first one was.")
    label.resize(600, 100)
    label.show()
    assert (label.text(), label.toolTip()) == (label.full_text, "")
    largest = label.font().pixelSize()
    label.resize(300, 44)
    assert label.text() == label.full_text
    assert label.font().pixelSize() < largest
    label.resize(160, 30)
    assert label.text().endswith(" …")
    assert label.toolTip() == label.full_text
    label.resize(5, 5)
    assert label.text() == "…"


def test_the_latex_is_copied_without_colours(qtbot, strip, session, playback):
    playback.seek(8)
    qtbot.waitUntil(shows(strip, playback))
    with qtbot.waitSignal(session.message):
        strip.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert r"\delta" in copied
    assert "textcolor" not in copied


def test_colours_are_taken_out_of_latex():
    assert plain_latex(r"\textcolor{delta}{\delta_{h_1}} = \textcolor{weight}{w}") == r"{\delta_{h_1}} = {w}"


def test_why_there_is_no_walk_stands_in_place_of_the_hint(qtbot, strip, session):
    knobs = dataclasses.replace(session.document.hyperparameters, cost="cross_entropy")
    network = session.document.network
    output = network.outputs[0]
    changed = dataclasses.replace(
        session.document, hyperparameters=knobs, network=network.with_activations({output: "tanh"})
    )
    session.edit("Cost", changed)
    assert "tanh" in strip.hint_label.text()
    session.new()
    assert "Draw a network" in strip.hint_label.text()
