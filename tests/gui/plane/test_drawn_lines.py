"""Lines drawn, moved by keys, and painted."""

from __future__ import annotations

import math

import pytest
from finger import ALT, CTRL, SHIFT, Finger, moved
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.geometry.lines import Line
from nndesk.gui.gesture_table import gesture_table
from nndesk.gui.plane.line_gesture import LineKeys

SHAPE = Qt.CursorShape


# --- drawing ------------------------------------------------------------------------------------------------


def test_a_drawn_line_is_a_new_neuron_and_one_step(finger):
    finger.bench.panel.choose_tool("line")
    finger.drag((-0.3, 0.52), (1.3, 0.5), CTRL)
    assert finger.line("h3") == Line(0.0, 1.0, -0.5)
    assert finger.undo == ["Draw the line of h3"]
    assert finger.bench.session.selection.nodes == {"h3"}
    assert finger.plot.tool == "line"
    finger.key(Qt.Key.Key_Escape)
    assert finger.plot.tool == "pointer"


def test_the_way_it_is_drawn_decides_which_side_is_positive(finger):
    finger.bench.panel.choose_tool("line")
    finger.drag((1.3, 0.5), (-0.3, 0.5))
    assert finger.line("h3").signal((0.5, 0.0)) > 0


def test_while_drawing_nothing_is_changed_and_escape_draws_nothing(finger):
    before = finger.document
    finger.bench.panel.choose_tool("line")
    finger.drag((-0.3, 0.5), (1.3, 0.4), hold=True)
    assert finger.document is before
    assert "x_2" in finger.bench.panel.hands.tag.formula
    finger.key(Qt.Key.Key_Escape)
    finger.release((1.3, 0.4))
    assert finger.document is before
    assert finger.plot.tool == "line"


def test_a_click_with_the_line_tool_draws_nothing(finger):
    before = finger.document
    finger.bench.panel.choose_tool("line")
    finger.click((0.5, 0.5))
    assert finger.document is before
    finger.double_click((0.5, 0.5))
    assert finger.document is before


def test_with_the_line_tool_a_line_may_begin_on_samples_and_lines(finger):
    finger.bench.panel.choose_tool("line")
    finger.drag((0.0, 1.0), (1.0, 1.0))
    assert "h3" in finger.document.network
    assert finger.line("h3").unit().signal((0.5, 1.0)) == pytest.approx(0, abs=0.02)


def test_from_nothing_but_two_inputs_a_line_makes_a_perceptron(make_bench):
    document, _ = edits.add_input(Document(), (0, -70))
    document, _ = edits.add_input(document, (0, 70))
    finger = Finger(make_bench(document))
    finger.bench.panel.choose_tool("line")
    finger.drag((1.2, -0.3), (-0.3, 1.2), CTRL)
    assert finger.document.network.outputs == ("o1",)
    assert finger.line("o1").signal((0.0, 0.0)) > 0


# --- keys ---------------------------------------------------------------------------------------------------


def test_keys_lead_from_or_to_and(make_finger):
    finger = make_finger(example("or"))
    finger.key(Qt.Key.Key_PageDown, ALT)
    assert finger.bench.session.selection.nodes == {"o1"}
    biases = []
    for _ in range(5):
        finger.key(Qt.Key.Key_Up, ALT)
        biases.append(finger.line("o1").b)
    assert biases == [-2 / 3, -1.0, -4 / 3, -1.5, -5 / 3]
    finger.key(Qt.Key.Key_Left, ALT)
    assert finger.line("o1") == Line(1.0, 1.0, -1.5)
    assert len(finger.undo) == 6


def test_a_held_key_is_one_undo_step(finger):
    finger.bench.session.select(["h1"])
    for repeated in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, ALT, "", repeated)
        QApplication.sendEvent(finger.plot, press)
    assert finger.undo == ["Move the line of h1"]


def test_keys_turn_a_line_change_its_gain_and_flip_it(finger):
    finger.bench.session.select(["h1"])
    finger.key(Qt.Key.Key_Right, ALT | SHIFT)
    line = finger.line("h1")
    # Clockwise: the positive side, to the upper right, turns down.
    assert line.w1 > line.w2 > 0
    finger.key(Qt.Key.Key_Left, ALT | SHIFT)
    assert finger.line("h1").w1 == finger.line("h1").w2
    before = finger.line("h1")
    finger.key(Qt.Key.Key_Up, ALT | SHIFT)
    assert finger.line("h1") == Line(2 * before.w1, 2 * before.w2, 2 * before.b)
    finger.key(Qt.Key.Key_Down, ALT | SHIFT)
    finger.key(Qt.Key.Key_Return, ALT)
    assert finger.line("h1") == Line(-before.w1, -before.w2, -before.b)
    assert finger.undo == [
        "Turn the line of h1",
        "Turn the line of h1",
        "Change the gain of h1",
        "Change the gain of h1",
        "Flip the line of h1",
    ]


def test_keys_that_lines_do_not_know_are_left_to_others(finger):
    before = finger.document
    finger.key(Qt.Key.Key_Up, ALT)
    assert finger.document is before
    finger.bench.session.select(["h1"])
    finger.key(Qt.Key.Key_Up)
    assert finger.document is before


@pytest.mark.parametrize(
    "portable", sorted(key for row in gesture_table() if row.group == "lines" for key in row.keys)
)
def test_the_plane_listens_to_every_key_that_the_table_has_for_lines(finger, portable):
    finger.bench.session.select(["h1"])
    pressed = QKeySequence(portable)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
    assert any(isinstance(one, LineKeys) and one.wants_key(event) for one in finger.plot.gestures)


def test_a_screen_reader_hears_the_line_that_is_selected(finger):
    assert "h1" not in finger.plot.accessibleDescription()
    finger.bench.session.select(["h1"])
    assert "The line of h1 is x1 + x2 − 0.5 = 0." in finger.plot.accessibleDescription()


# --- what is painted ----------------------------------------------------------------------------------------


def test_the_soft_band_of_a_sigmoid_is_shaded_and_a_threshold_has_none(make_finger, qtbot):
    finger = make_finger(example("xor-sigmoid"))
    entry = next(entry for entry in finger.plot.lines.lines if entry.name == "h1")
    assert entry.soft == pytest.approx(1.763, abs=0.001)
    gain = math.hypot(entry.line.w1, entry.line.w2)
    x, y = finger.on("h1", 0.6)
    nx, ny = entry.line.plus_normal()
    inside = moved((x, y), 0.6 * entry.soft / gain * nx, 0.6 * entry.soft / gain * ny)
    before = finger.bench.pixel(*inside)
    finger.hover((x, y))
    assert finger.bench.pixel(*inside) != before
    assert all(entry.soft is None for entry in make_finger(example("xor")).plot.lines.lines)


def test_the_boundary_of_a_perceptron_does_not_lag_behind_its_line(make_finger):
    finger = make_finger(example("or"))
    start = finger.on("o1", 0.4)
    finger.drag(start, moved(start, 0.2, 0.2), hold=True)
    line = finger.line("o1")
    (points,) = finger.plot.boundary.polylines
    assert all(abs(line.unit().signal(at)) < 1e-9 for at in points)
    finger.release(moved(start, 0.2, 0.2))
