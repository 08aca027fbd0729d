"""Lines dragged, turned and flipped, by events alone."""

from __future__ import annotations

import math

import pytest
from finger import CTRL, NO_BUTTON, NO_KEY, SHIFT, Finger, moved, table
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.document.layered import layered
from nndesk.geometry.lines import Line
from nndesk.gui.plane.plane_menu import PlaneMenu
from nndesk.network.model import EdgeKey

SHAPE = Qt.CursorShape


# --- moving ------------------------------------------------------------------------------------------------


def test_the_line_of_or_is_dragged_until_its_table_is_right_and_that_of_and_by_the_bias_alone(make_finger):
    # LECTURE topic 8. The person begins with weights that are nothing in particular.
    crooked = edits.set_numbers(
        example("or"), {EdgeKey("x1", "o1"): 1.31, EdgeKey("x2", "o1"): 0.52}, {"o1": -0.31}
    )
    finger = make_finger(crooked)
    finger.hover(finger.on("o1", 0.5))
    pivot, handle = finger.handles("o1")
    # The lower handle goes to where the line has the same slope as the diagonal of the corners.
    finger.drag(handle, moved(pivot, 1.0, -1.02), CTRL)
    line = finger.line("o1")
    assert (line.w1, line.w2) == (1.0, 1.0)
    grabbed = finger.on("o1", 0.5)
    here = -line.b
    finger.drag(grabbed, moved(grabbed, (0.51 - here) / 2, (0.51 - here) / 2), CTRL)
    assert table(finger.document) == [0, 1, 1, 1]
    assert finger.line("o1") == Line(1.0, 1.0, -0.5)

    grabbed = finger.on("o1", 0.5)
    finger.drag(grabbed, moved(grabbed, 0.52, 0.49), CTRL)
    assert table(finger.document) == [0, 0, 0, 1]
    assert finger.line("o1") == Line(1.0, 1.0, -1.5)
    assert finger.undo == ["Turn the line of o1", "Move the line of o1", "Move the line of o1"]


def test_everything_follows_while_a_line_is_dragged_and_it_is_one_undo_step(finger):
    seen = []
    finger.bench.session.document_changed.connect(lambda _, new: seen.append(new.network.node("h1").bias))
    before = finger.document
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.2, 0.2), hold=True)
    assert len(seen) >= 4
    assert finger.line("h1").b == pytest.approx(-0.9, abs=0.02)
    assert {entry.name: entry.line for entry in finger.plot.lines.lines}["h1"] == finger.line("h1")
    finger.release(moved(start, 0.2, 0.2))
    assert finger.undo == ["Move the line of h1"]
    assert finger.line("h1").w1 == 1.0
    finger.bench.session.undo_stack.undo()
    assert finger.document == before


def test_without_ctrl_numbers_have_no_more_digits_than_the_screen_can_show(finger):
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.1371, 0.0583))
    assert len(f"{finger.line('h1').b}".partition(".")[2]) <= 3


def test_escape_puts_the_line_back_and_leaves_no_step(finger):
    before = finger.document
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.3, 0.1), hold=True)
    assert finger.document != before
    finger.key(Qt.Key.Key_Escape)
    finger.release(moved(start, 0.3, 0.1))
    assert finger.document == before
    assert finger.undo == []
    assert finger.bench.panel.hands.tag.formula == ""


def test_a_line_back_where_it_was_is_no_step(finger):
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.3, 0.1), hold=True)
    finger.move(start)
    finger.release(start)
    assert finger.undo == []


def test_another_edit_ends_the_drag_and_stays(finger):
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.3, 0.1), hold=True)
    other = edits.set_bias(finger.document, "o1", 7.0)
    finger.bench.session.edit("Type", other)
    finger.move(moved(start, 0.5, 0.5))
    finger.release(moved(start, 0.5, 0.5))
    assert finger.document is other


def test_a_locked_line_follows_the_hand(make_finger):
    finger = make_finger(edits.lock(example("xor"), True, ["h1"]))
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.5, 0.5), CTRL)
    assert finger.line("h1") == Line(1.0, 1.0, -1.5)


def test_the_numbers_stand_beside_the_pointer_as_the_document_wants_them(finger):
    tag = finger.bench.panel.hands.tag
    assert tag.formula == ""
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.26, 0.24), CTRL, hold=True)
    assert tag.formula == "x_1 + x_2 - 1 = 0"
    finger.move(moved(start, 0.5, 0.52), CTRL)
    assert tag.formula == "x_1 + x_2 - 3/2 = 0"
    finger.move(moved(start, 0.5, 0.5))
    assert tag.formula == "x_1 + x_2 - 1.5 = 0"
    finger.release(moved(start, 0.5, 0.5))
    assert tag.formula == ""


def test_a_click_selects_the_neuron_and_ctrl_adds_one(finger):
    finger.click(finger.on("h1", 0.4))
    assert finger.bench.session.selection.nodes == {"h1"}
    finger.click(finger.on("h2", 0.4), CTRL)
    assert finger.bench.session.selection.nodes == {"h1", "h2"}
    finger.click(finger.on("h2", 0.4), CTRL)
    assert finger.bench.session.selection.nodes == {"h1"}
    assert finger.undo == []


def test_a_double_click_flips_the_sides_as_one_step(finger):
    finger.double_click(finger.on("h1", 0.4))
    assert finger.line("h1") == Line(-1.0, -1.0, 0.5)
    assert finger.undo == ["Flip the line of h1"]
    finger.double_click(finger.on("h1", 0.4))
    assert finger.line("h1") == Line(1.0, 1.0, -0.5)


def test_the_menu_of_a_line_flips_it_and_that_of_the_plane_draws_one(finger):
    for place, wanted in ((finger.on("h1", 0.4), True), ((0.5, 0.45), False)):
        at = finger.plot.to_widget(place).toPoint()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, finger.plot.viewport().mapToGlobal(at))
        QApplication.sendEvent(finger.plot.viewport(), event)
        (menu,) = finger.bench.panel.findChildren(PlaneMenu)
        actions = {action.text(): action for action in menu.actions()}
        assert ("Flip the line of h1" in actions) == wanted
        actions["Flip the line of h1" if wanted else "Draw a line"].trigger()
        menu.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert finger.line("h1") == Line(-1.0, -1.0, 0.5)
    assert finger.plot.tool == "line"


def test_shift_still_puts_the_example_on_a_line(finger):
    at = finger.on("h1", 0.4)
    finger.click(at, SHIFT)
    assert finger.document.example.x == pytest.approx(at, abs=0.01)
    assert finger.line("h1") == Line(1.0, 1.0, -0.5)


def test_a_drag_follows_ctrl_while_the_mouse_rests(finger):
    start = finger.on("h1", 0.4)
    finger.drag(start, moved(start, 0.23, 0.24), hold=True)
    assert finger.line("h1").b not in (-1.0, -0.5)
    QTest.keyPress(finger.plot, Qt.Key.Key_Control)
    assert finger.line("h1").b == -1.0
    QTest.keyRelease(finger.plot, Qt.Key.Key_Control)
    assert finger.line("h1").b != -1.0
    finger.release(moved(start, 0.23, 0.24))
    assert finger.undo == ["Move the line of h1"]


def test_who_rests_on_a_line_sees_the_same_shading_as_before(finger, qtbot):
    picture = finger.bench.panel.picture
    finger.hover(finger.on("h1", 0.4))
    qtbot.waitUntil(lambda: not finger.bench.panel.busy)
    assert finger.bench.panel.node == "o1"
    assert finger.bench.panel.picture is picture
    # On the node itself, in another panel, it is shaded by it.
    finger.hover((0.5, 0.45))
    finger.bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: finger.bench.panel.node == "h1")


# --- which one ----------------------------------------------------------------------------------------------


def test_probe_and_samples_come_before_lines(make_finger):
    document = edits.set_example(edits.set_bias(example("xor"), "h1", -1.0), (0.5, 0.5))
    finger = make_finger(document)
    finger.click((0.0, 1.0))
    assert finger.document.example.x == (0.0, 1.0)
    assert not finger.bench.session.selection
    finger.bench.session.edit("Move", edits.set_example(finger.document, (0.5, 0.5)))
    finger.drag((0.5, 0.5), (0.3, 0.3))
    assert finger.document.example.x == pytest.approx((0.3, 0.3), abs=0.02)
    assert finger.line("h1").b == -1.0


def test_of_lines_side_by_side_the_nearest_is_taken(make_finger):
    document = edits.set_numbers(
        layered("2-2-1", seed=1),
        {EdgeKey("x1", "h1"): 1, EdgeKey("x2", "h1"): 0, EdgeKey("x1", "h2"): 1, EdgeKey("x2", "h2"): 0},
        {"h1": -0.5, "h2": -0.5},
    )
    finger = make_finger(document)
    pixel = max(finger.plot.pixel())
    finger.bench.session.edit("Move", edits.set_bias(finger.document, "h2", -0.5 - 8 * pixel))
    finger.click((0.5 + 2 * pixel, 0.31))
    assert finger.bench.session.selection.nodes == {"h1"}
    finger.click((0.5 + 6 * pixel, 0.31))
    assert finger.bench.session.selection.nodes == {"h2"}
    finger.bench.session.select()
    finger.click((0.5 - 8 * pixel, 0.31))
    assert not finger.bench.session.selection


def test_one_of_64_lines_is_found(make_finger):
    finger = make_finger(layered("2-64-1", seed=3))
    name = finger.plot.lines.visible()[40][0].name
    for part in (0.35, 0.5, 0.65):
        at = finger.on(name, part)
        if finger.plot.sample_at(finger.plot._pointer(_at(finger, at))) is None:
            finger.click(at)
            break
    line = finger.line(next(iter(finger.bench.session.selection.nodes)))
    assert abs(line.unit().signal(at)) / max(finger.plot.pixel()) <= 1.5


def _at(finger: Finger, at) -> QMouseEvent:
    pixel = finger.plot.to_widget(at)
    return QMouseEvent(QEvent.Type.MouseMove, pixel, pixel, NO_BUTTON, NO_BUTTON, NO_KEY)


def test_the_mouse_lights_the_neuron_in_all_panels_and_its_shape_says_what_it_does(finger):
    spotlight, cursor = finger.bench.session.spotlight, finger.plot.viewport().cursor
    finger.hover(finger.on("h1", 0.45))
    assert spotlight.node == "h1"
    assert cursor().shape() == SHAPE.SizeBDiagCursor
    finger.hover(finger.handles("h1")[0])
    assert spotlight.node == "h1"
    assert cursor().shape() == SHAPE.SizeAllCursor
    finger.hover((0.5, 0.45))
    assert spotlight.node is None
    assert cursor().shape() == SHAPE.ArrowCursor


def test_lines_that_are_not_shown_cannot_be_taken(finger):
    at = finger.on("h1", 0.4)
    finger.plot.show_lines(False)
    finger.click(at)
    assert not finger.bench.session.selection


def test_samples_in_hand_and_lines_do_not_hinder_each_other(finger):
    finger.press((0.75, 0.9), CTRL)
    finger.move((1.2, 1.2), CTRL)
    finger.release((1.2, 1.2), CTRL)
    assert finger.bench.panel.samples.editing.selection.rows.tolist() == [3]
    assert finger.undo == []
    start = finger.on("h1", 0.4)
    finger.press(start, CTRL)
    finger.move(moved(start, 0.1, 0.1), CTRL)
    finger.move(moved(start, 0.26, 0.24), CTRL)
    finger.release(moved(start, 0.26, 0.24), CTRL)
    assert finger.line("h1").b == -1.0


def test_in_a_slice_a_line_is_dragged_where_it_is_seen(make_finger):
    document = edits.set_numbers(
        layered("3-2-1", seed=1),
        {EdgeKey("x1", "h1"): 1.0, EdgeKey("x2", "h1"): 0.0, EdgeKey("x3", "h1"): -0.3},
        {"h1": 0.1},
    )
    finger = make_finger(edits.set_example(document, (0.2, 0.5, 1.0)))
    start = finger.on("h1", 0.8)
    assert start[0] == pytest.approx(0.2)
    finger.drag(start, moved(start, 0.28, 0.1), CTRL)
    assert finger.document.network.node("h1").bias == -0.2
    assert finger.on("h1", 0.8)[0] == pytest.approx(0.5)


# --- turning ------------------------------------------------------------------------------------------------


def test_a_dragged_handle_turns_the_line_about_the_other_and_keeps_its_gain(finger):
    finger.hover(finger.on("h1", 0.5))
    pivot, handle = finger.handles("h1")
    to = moved(pivot, 0.9, -0.4)
    finger.drag(handle, to)
    line = finger.line("h1")
    pixel = max(finger.plot.pixel())
    assert math.hypot(line.w1, line.w2) == pytest.approx(math.sqrt(2), abs=0.02)
    assert abs(line.unit().signal(pivot)) < 2 * pixel
    assert abs(line.unit().signal(to)) < 2 * pixel
    assert line.signal((5.0, 5.0)) > 0
    assert finger.undo == ["Turn the line of h1"]


def test_shift_lets_the_gain_follow_the_handle(make_finger):
    finger = make_finger(example("xor-sigmoid"))
    before = finger.line("h1")
    finger.hover(finger.on("h1", 0.5))
    handle, pivot = finger.handles("h1")
    half = moved(pivot, (handle[0] - pivot[0]) / 2, (handle[1] - pivot[1]) / 2)
    finger.drag(handle, half, SHIFT)
    after = finger.line("h1")
    assert math.hypot(after.w1, after.w2) == pytest.approx(math.hypot(before.w1, before.w2) / 2, rel=0.03)
    assert after.w1 / after.w2 == pytest.approx(before.w1 / before.w2, rel=0.03)


def test_escape_undoes_the_turn(finger):
    before = finger.document
    finger.hover(finger.on("h1", 0.5))
    pivot, handle = finger.handles("h1")
    finger.drag(handle, moved(pivot, 1.0, 0.2), hold=True)
    assert finger.document != before
    finger.key(Qt.Key.Key_Escape)
    finger.release(moved(pivot, 1.0, 0.2))
    assert finger.document == before
    assert finger.undo == []


def test_with_ctrl_the_weights_get_a_nice_ratio(finger):
    finger.hover(finger.on("h1", 0.5))
    pivot, handle = finger.handles("h1")
    finger.drag(handle, moved(pivot, 1.0, -0.53), CTRL)
    line = finger.line("h1")
    assert line.w2 == 2 * line.w1
    assert all(number * 6 == round(number * 6) for number in (line.w1, line.b))


def test_a_line_of_one_input_says_why_it_does_not_turn(make_finger, qtbot):
    finger = make_finger(edits.remove(example("xor"), (), [("x2", "h1")]))
    before = finger.document
    finger.hover(finger.on("h1", 0.5))
    handle, _ = finger.handles("h1")
    with qtbot.waitSignal(finger.bench.session.message) as said:
        finger.drag(handle, moved(handle, 0.3, 0.3))
    assert "h1 does not read x2" in said.args[0]
    assert finger.document is before
    start = finger.on("h1", 0.5)
    finger.drag(start, moved(start, 0.18, 0.1), CTRL)
    assert finger.line("h1") == Line(1.0, 0.0, -2 / 3)


def test_handles_keep_clear_of_samples_and_the_probe(finger):
    finger.bench.session.edit("Move", edits.set_bias(finger.document, "h1", -1.0))
    finger.hover(finger.on("h1", 0.5))
    pixel = max(finger.plot.pixel())
    for handle in finger.handles("h1"):
        for sample in ((0.0, 1.0), (1.0, 0.0)):
            assert math.dist(handle, sample) > 12 * pixel


def test_a_selected_neuron_has_handles_without_the_mouse_and_with_a_tool_in_hand_none(finger):
    care = finger.bench.panel.hands.care
    assert not list(care.shown())
    finger.bench.session.select(["h1"])
    assert [entry.name for entry, _ in care.shown()] == ["h1"]
    assert finger.handles("h1") is not None
    finger.bench.panel.choose_tool("line")
    assert finger.handles("h1") is None
    finger.bench.panel.choose_tool("pointer")
    finger.bench.session.select(["h1", "h2"])
    assert not list(care.shown())


def test_lines_are_taken_where_they_are_seen_if_the_axes_have_scales_of_their_own(make_finger):
    document = edits.set_numbers(
        layered("2-1-1", seed=1),
        {EdgeKey("x1", "h1"): 0.002, EdgeKey("x2", "h1"): 1.5},
        {"h1": -1.0},
    )
    document = edits.set_view(document, plane_range=(0.0, 1000.0, 0.0, 1.0), one_scale=False)
    finger = make_finger(document)
    assert finger.plot.pixel()[0] > 500 * finger.plot.pixel()[1]
    start = finger.on("h1", 0.5)
    finger.hover(moved(start, 0.0, 20 * finger.plot.pixel()[1]))
    assert finger.bench.session.spotlight.node is None
    finger.drag(start, moved(start, 0.0, 0.1))
    assert finger.line("h1").b == pytest.approx(-1.15, abs=0.01)
    finger.hover(finger.on("h1", 0.5))
    pivot, handle = finger.handles("h1")
    to = moved(handle, 0.0, 0.15)
    finger.drag(handle, to)
    line, pixel = finger.line("h1"), finger.plot.pixel()
    for at in (pivot, to):
        assert abs(line.signal(at)) < 4 * math.hypot(line.w1 * pixel[0], line.w2 * pixel[1])
