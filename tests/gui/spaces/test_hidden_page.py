"""Hidden space on the screen: axes, what cuts it, and the way there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.figure.hidden_space import frame_of, heaped_samples
from nndesk.figure.primitives import Group, Polygon
from nndesk.gui.spaces.hidden_page import HiddenPage
from nndesk.gui.spaces.morph_bar import STEPS
from nndesk.gui.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(bench: Workbench, qtbot: QtBot) -> HiddenPage:
    bench.session.open_example("xor-sigmoid")
    bench.show_space("hidden")
    page = bench.spaces_panel.page
    assert isinstance(page, HiddenPage)
    _settle(page, qtbot)
    return page


def _settle(page: HiddenPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view.space is not None and not page.busy)


def _choose(combo: QComboBox, text: str) -> None:
    combo.setFocus()
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def _place(page: HiddenPage, row: int) -> QPoint:
    """Where the mark of a sample is."""
    view, space = page.view, page.view.space
    style = page.theme.style(page.document.view)
    frame = frame_of(space, style, view.width(), view.height(), view.morph, centered=True)
    marks = heaped_samples(space, frame, style, view.morph)
    (x, y), _radius, _kind = marks[space.rows.tolist().index(row)]
    return QPoint(round(x), round(y))


def test_the_first_layer_is_shown_with_the_line_of_the_output(page: HiddenPage) -> None:
    assert page.view.space.nodes == ("h1", "h2")
    assert page.view.space.reader == "o1"
    assert [combo.currentText() for combo in page.axes[:2]] == ["h1", "h2"]
    assert not page.axes[2].isVisible(), "there is no third neuron"


@pytest.mark.parametrize("morph", [0.0, 0.5, 1.0])
def test_a_click_on_a_sample_makes_it_the_example_at_any_moment(
    page: HiddenPage, bench: Workbench, morph: float
) -> None:
    bench.space_choices.choose(morph=morph)
    for row in (0, 3):
        QTest.mouseClick(page.view, LEFT, Qt.KeyboardModifier.NoModifier, _place(page, row))
        data = bench.session.document.dataset
        assert bench.session.document.example.x == tuple(data.x[row].tolist())
        assert bench.session.document.example.t == tuple(data.t[row].tolist())
    assert bench.session.undo_stack.undoText() == "Move the example"


def test_the_slider_goes_the_way_without_computing_anew(page: HiddenPage, bench: Workbench) -> None:
    space = page.view.space
    bar = page.bar
    assert bar.morph == 1.0
    bar.slider.setFocus()
    QTest.keyClick(bar.slider, Qt.Key.Key_PageDown)
    assert bench.space_choices.choice.morph == pytest.approx(0.9)
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert page.view.morph == 0.0
    assert "x_1" in str(page.view.shown())
    QTest.keyClick(bar.slider, Qt.Key.Key_End)
    assert "z_{h_1}" in str(page.view.shown())
    assert page.view.space is space


def test_the_button_plays_the_way_and_back(page: HiddenPage, bench: Workbench, qtbot: QtBot) -> None:
    bench.theme.set_reduced_motion(False)
    seen = []
    page.bar.moved.connect(seen.append)
    qtbot.mouseClick(page.bar.button, LEFT)
    assert page.bar.playing
    qtbot.waitUntil(lambda: not page.bar.playing, timeout=10_000)
    assert seen[-1] == 0.0
    assert len(seen) > 3
    assert seen == sorted(seen, reverse=True)
    bench.theme.set_reduced_motion(True)
    qtbot.mouseClick(page.bar.button, LEFT)
    assert not page.bar.playing
    assert page.bar.slider.value() == STEPS


def test_other_axes_and_another_reader(bench: Workbench, page: HiddenPage, qtbot: QtBot) -> None:
    bench.session.open_example("abu-mostafa")
    _settle(page, qtbot)
    qtbot.waitUntil(lambda: page.view.space.reader == "h3")
    _choose(page.reader, "h4")
    qtbot.waitUntil(lambda: page.view.space.reader == "h4")
    _choose(page.axes[0], "h3")
    qtbot.waitUntil(lambda: page.view.space.nodes == ("h3", "h4"))
    assert page.view.space.reader == "o1"
    _choose(page.axes[1], "h3")
    qtbot.waitUntil(lambda: not page.busy)
    assert page.view.space.nodes == ("h3", "h4"), "an axis is not there twice"


def test_three_axes_can_be_turned(bench: Workbench, page: HiddenPage, qtbot: QtBot) -> None:
    bench.session.open_example("three-lines")
    _settle(page, qtbot)
    qtbot.waitUntil(page.axes[2].isVisible)
    _choose(page.axes[2], "h3")
    qtbot.waitUntil(lambda: page.view.space.nodes == ("h1", "h2", "h3"))
    before = page.view.shown()
    view, at = page.view, page.view.rect().center()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, at)
    for step in (10, 30, 60):
        QTest.mouseMove(view, at + QPoint(step, 5))
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, at + QPoint(60, 5))
    assert view.camera.azimuth != before
    assert view.shown() != before
    _choose(page.axes[2], "–")
    qtbot.waitUntil(lambda: page.view.space.nodes == ("h1", "h2"))
    assert view.flat


def test_it_follows_edits_and_training(bench: Workbench, page: HiddenPage, qtbot: QtBot) -> None:
    from nndesk.document import edits

    bench.session.edit("bias", edits.set_bias(bench.session.document, "o1", 2.5))
    qtbot.waitUntil(lambda: page.view.space.bias == 2.5)
    network = edits.set_bias(bench.session.document, "o1", -4.0).network
    bench.spaces_panel.show_network(network)
    qtbot.waitUntil(lambda: page.view.space.bias == -4.0)
    bench.spaces_panel.show_network(None)
    qtbot.waitUntil(lambda: page.view.space.bias == 2.5)


def test_what_has_no_hidden_space_says_why(bench: Workbench, page: HiddenPage, qtbot: QtBot) -> None:
    bench.session.open_example("or")
    qtbot.waitUntil(lambda: "two neurons or more" in page.sentence)
    bench.session.new()
    assert "two neurons or more" in page.sentence
    bench.session.open_example("xor")
    qtbot.waitUntil(lambda: page.sentence == "" and not page.busy)


def test_a_stream_faster_than_the_worker_still_arrives(
    bench: Workbench, page: HiddenPage, qtbot: QtBot
) -> None:
    from nndesk.document import edits

    seen = set()
    for i in range(200):
        document = edits.set_bias(bench.session.document, "o1", i / 100)
        bench.session.edit("bias", document, merge="bias")
        bench.window.repaint()
        qtbot.wait(1)
        seen.add(page.view.space.bias)
    assert len(seen) > 10
    qtbot.waitUntil(lambda: page.view.space.bias == 1.99)
    assert example("xor-sigmoid") is not None


def test_what_is_shown_is_exported(bench: Workbench, page: HiddenPage) -> None:
    bench.space_choices.choose(morph=0.25)
    figure = bench.exports.figure("hidden", dark=False)
    assert "On the way" in figure.description
    bench.space_choices.choose(signs=False)
    assert "s of h1" in bench.exports.figure("truth-table", dark=True).description
    assert bench.actions["file.export_hidden"].isEnabled()
    bench.session.open_example("or")
    assert not bench.actions["file.export_hidden"].isEnabled()
    assert bench.actions["file.export_truth_table"].isEnabled()


def test_two_axes_leave_the_arrows_to_the_walk(bench: Workbench, page: HiddenPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert bench.playback.index == 0


def test_a_stream_is_shown_coarsely_and_what_comes_to_rest_finely(
    bench: Workbench, page: HiddenPage, qtbot: QtBot
) -> None:
    def cells() -> int:
        grid = next(item for item in page.view.shown().items if isinstance(item, Group))
        return sum(isinstance(item, Polygon) for part in grid.items for item in part.items)

    # On the way all cells are large enough to be seen.
    bench.space_choices.choose(morph=0.5)
    qtbot.waitUntil(lambda: not page.view.rough)
    fine = cells()
    session = bench.session
    for number in range(1, 4):
        session.edit("Change", edits.set_weight(session.document, "x1", "h1", 5.2 + number / 100))
        _settle(page, qtbot)
    assert page.view.rough
    assert cells() < fine / 2
    qtbot.waitUntil(lambda: not page.view.rough)
    assert cells() > fine / 2
