"""The probe and the view, moved by events alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.document import edits
from nndesk.document.document import Example
from nndesk.document.examples import example
from nndesk.figure.style import LIGHT

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
BUTTON = Qt.MouseButton.LeftButton


# --- the probe ---------------------------------------------------------------------------------------------


def test_dragging_the_probe_moves_the_example_live_as_one_undo_step(bench):
    seen = []
    bench.session.document_changed.connect(lambda _, new: seen.append(new.example.x))
    before = bench.session.document.example
    start = bench.place(*before.x)
    bench.drag(start, start + QPoint(-20, -20), start + QPoint(-60, -50), bench.place(0.5, 0.6))
    assert len(seen) >= 3
    assert bench.session.document.example.x == pytest.approx((0.5, 0.6), abs=0.01)
    assert bench.session.undo_stack.count() == 1
    assert bench.session.undo_stack.text(0) == "Move the example"
    bench.session.undo_stack.undo()
    assert bench.session.document.example == before


def test_the_probe_follows_the_document(bench):
    bench.session.edit("Move", edits.set_example(bench.session.document, (0.25, 0.75)))
    assert (bench.plot.probe.pos().x(), bench.plot.probe.pos().y()) == (0.25, 0.75)


def test_the_example_has_no_more_digits_than_the_screen_can_show(bench):
    start = bench.place(*bench.session.document.example.x)
    bench.drag(start, start + QPoint(-31, -47))
    assert all(len(f"{value}") <= 5 for value in bench.session.document.example.x)


def test_two_drags_are_two_undo_steps(bench):
    for _ in range(2):
        start = bench.place(*bench.session.document.example.x)
        bench.drag(start, start + QPoint(-30, -20))
    assert bench.session.undo_stack.count() == 2


def test_near_a_sample_the_probe_snaps_to_it_and_takes_its_target(bench):
    start = bench.place(*bench.session.document.example.x)
    bench.drag(start, bench.place(1, 1) + QPoint(5, -4))
    assert bench.session.document.example == Example((1.0, 1.0), (0.0,))


def test_away_from_samples_the_target_stays(bench):
    target = bench.session.document.example.t
    start = bench.place(*bench.session.document.example.x)
    bench.drag(start, bench.place(0.4, 0.4))
    assert bench.session.document.example.t == target


def test_the_probe_stays_in_the_visible_part(bench):
    start = bench.place(*bench.session.document.example.x)
    home = bench.plot.visible_window()
    bench.drag(start, start + QPoint(2000, 30))
    assert bench.plot.visible_window() == home
    x0, x1, y0, y1 = home
    x = bench.session.document.example.x
    assert x0 - 0.01 <= x[0] <= x1 + 0.01
    assert y0 <= x[1] <= y1


def test_escape_breaks_the_drag_off_without_a_trace(bench):
    before = bench.session.document.example
    start = bench.place(*before.x)
    bench.drag(start, start + QPoint(-40, -40), release=False)
    assert bench.session.document.example != before
    QTest.keyClick(bench.plot, Qt.Key.Key_Escape)
    QTest.mouseRelease(bench.plot.viewport(), BUTTON, Qt.KeyboardModifier.NoModifier, start)
    assert bench.session.document.example == before
    assert bench.session.undo_stack.count() == 0


def test_clicking_a_sample_makes_it_the_example(bench):
    QTest.mouseClick(bench.plot.viewport(), BUTTON, Qt.KeyboardModifier.NoModifier, bench.place(0, 1))
    assert bench.session.document.example == Example((0.0, 1.0), (1.0,))


def test_clicking_the_empty_plane_does_nothing(bench):
    before = bench.session.document
    QTest.mouseClick(bench.plot.viewport(), BUTTON, Qt.KeyboardModifier.NoModifier, bench.place(0.5, 0.5))
    assert bench.session.document is before


def test_shift_click_brings_the_probe(bench):
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(bench.plot.viewport(), BUTTON, shift, bench.place(0.5, 0.25))
    assert bench.session.document.example.x == pytest.approx((0.5, 0.25), abs=0.01)


def test_ctrl_and_arrows_move_the_probe_by_the_grid(bench):
    bench.session.edit("Move", edits.set_example(bench.session.document, (0.1, 0.0)))
    control = Qt.KeyboardModifier.ControlModifier
    step = bench.plot.grid.spacing
    QTest.keyClick(bench.plot, Qt.Key.Key_Right, control)
    assert bench.session.document.example.x == pytest.approx((step, 0.0))
    QTest.keyClick(bench.plot, Qt.Key.Key_Up, control)
    assert bench.session.document.example.x == pytest.approx((step, step))
    QTest.keyClick(bench.plot, Qt.Key.Key_Down, control | Qt.KeyboardModifier.ShiftModifier)
    assert bench.session.document.example.x == pytest.approx((step, 0.8 * step))


def test_a_held_arrow_is_one_undo_step(bench):
    control = Qt.KeyboardModifier.ControlModifier
    for repeated in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, control, "", repeated)
        QApplication.sendEvent(bench.plot, press)
    assert bench.session.undo_stack.count() == 1
    QTest.keyClick(bench.plot, Qt.Key.Key_Left, control)
    assert bench.session.undo_stack.count() == 2


def test_plain_arrows_are_left_to_the_transport(bench):
    before = bench.session.document
    QTest.keyClick(bench.plot, Qt.Key.Key_Right)
    assert bench.session.document is before


def test_the_probe_takes_the_colour_of_the_phase(bench):
    assert bench.plot.probe.color == QColor(LIGHT.accent)
    phases = [step.phase for step in bench.playback.walk.steps]
    bench.playback.seek(phases.index("backward"))
    assert bench.plot.probe.color == QColor(LIGHT.delta)
    bench.playback.to_start()
    assert bench.plot.probe.color == QColor(LIGHT.accent)


def test_moving_the_probe_computes_no_new_field(bench, qtbot):
    picture = bench.panel.picture
    start = bench.place(*bench.session.document.example.x)
    bench.drag(start, start + QPoint(-30, -30))
    assert not bench.panel.busy
    assert bench.panel.picture is picture


# --- looking around ----------------------------------------------------------------------------------------


def test_dragging_the_empty_plane_pans_and_a_double_click_goes_home(bench, qtbot):
    home = bench.plot.visible_window()
    start = bench.place(0.5, 0.5)
    bench.drag(start, start + QPoint(30, 0), start + QPoint(60, 10), start + QPoint(80, 20))
    assert bench.plot.visible_window() != home
    assert bench.session.undo_stack.count() == 0
    QTest.mouseDClick(bench.plot.viewport(), BUTTON, Qt.KeyboardModifier.NoModifier, bench.place(0.4, 0.5))
    assert bench.plot.visible_window() == pytest.approx(home)


def test_fit_goes_home(bench):
    home = bench.plot.visible_window()
    bench.plot.view.scaleBy((0.5, 0.5))
    bench.panel.fit()
    assert bench.plot.visible_window() == pytest.approx(home)


def test_keeping_the_range_makes_it_the_documents_home(bench):
    bench.plot.show_window((0.0, 1.0, 0.0, 1.0))
    window = bench.plot.visible_window()
    bench.panel.keep_range()
    assert bench.session.document.view.plane_range == pytest.approx(window)
    bench.panel.fit_data()
    assert bench.session.document.view.plane_range is None
    assert bench.plot.home[0] < 0


def test_another_document_is_shown_from_its_home(bench, qtbot):
    bench.plot.show_window((5.0, 6.0, 5.0, 6.0))
    bench.session.new(example("three-lines"))
    x0, x1, _, _ = bench.plot.visible_window()
    assert x0 < -3 < 3 < x1
    bench.settle(qtbot)
    assert {line.name for line in bench.plot.lines.lines} == {"h1", "h2", "h3"}


def test_an_example_set_from_outside_beyond_the_frame_comes_into_view(bench):
    bench.session.edit("Move", edits.set_example(bench.session.document, (8.0, -3.0)))
    x0, x1, y0, y1 = bench.plot.visible_window()
    assert x0 < 8.0 < x1
    assert y0 < -3.0 < y1


def test_the_menu_is_ours_and_moves_the_example(bench, qtbot):
    at = bench.place(0.5, 0.75)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, bench.plot.viewport().mapToGlobal(at))
    QApplication.sendEvent(bench.plot.viewport(), event)
    menu = bench.panel.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Shade by" in texts
    assert not [text for text in texts if "Export" in text or "View All" in text]
    next(action for action in menu.actions() if action.text() == "Move the example here").trigger()
    assert bench.session.document.example.x == pytest.approx((0.5, 0.75), abs=0.01)
    next(action for action in menu.actions() if action.text() == "Lines").trigger()
    assert not bench.plot.lines.isVisible()
    shades = next(action.menu() for action in menu.actions() if action.text() == "Shade by")
    next(action for action in shades.actions() if action.text() == "h2").trigger()
    assert bench.panel.node == "h2"
    menu.close()
