"""Samples of the plane, edited by mouse and keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.data.dataset import Dataset
from nndesk.document import edits, sample_edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.gui.gesture_table import gesture_table

if TYPE_CHECKING:
    from tests.gui.plane.conftest import Bench

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHAPES = Qt.CursorShape
OF_QT = {"Menu", "Shift+F10"}
"""Keys for which Qt itself asks for a menu."""


def data(bench: Bench) -> Dataset:
    return bench.session.document.dataset


def selected(bench: Bench) -> list[int]:
    return bench.panel.samples.editing.selection.rows.tolist()


def steps(bench: Bench) -> list[str]:
    stack = bench.session.undo_stack
    return [stack.text(i) for i in range(stack.count())]


def click(bench: Bench, *x: float, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(bench.plot.viewport(), LEFT, keys, bench.place(*x))


def drag(bench: Bench, start: tuple, *way: tuple, keys=NONE, release: bool = True) -> None:
    """By places of the plane."""
    view = bench.plot.viewport()
    QTest.mousePress(view, LEFT, keys, bench.place(*start))
    for x in way:
        move(bench, *x, keys=keys, held=LEFT)
    if release:
        QTest.mouseRelease(view, LEFT, keys, bench.place(*(way or (start,))[-1]))


def move(bench: Bench, *x: float, keys=NONE, held=Qt.MouseButton.NoButton) -> None:
    """QTest would move without the keys that are held."""
    view, at = bench.plot.viewport(), bench.place(*x)
    where, none = QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton
    QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, none, held, keys))


def key(bench: Bench, key: Qt.Key | str, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(bench.plot, key, keys)


def turn(bench: Bench, x: tuple, steps: int, keys: Qt.KeyboardModifier = NONE) -> None:
    view, at = bench.plot.viewport(), QPointF(bench.place(*x))
    where, turned = view.mapToGlobal(at), QPoint(0, 120 * steps)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(view, QWheelEvent(at, where, QPoint(), turned, none, keys, phase, False))


def cursor(bench: Bench, *x: float) -> Qt.CursorShape:
    move(bench, *x)
    return bench.plot.viewport().cursor().shape()


# --- the pointer -------------------------------------------------------------------------------------------


def test_a_click_selects_a_sample_and_makes_it_the_example(bench: Bench) -> None:
    click(bench, 0, 1)
    assert bench.session.document.example == Example((0.0, 1.0), (1.0,))
    assert selected(bench) == [1]
    assert bench.plot.points.selected.tolist() == [1]


def test_dragging_a_sample_moves_it_live_as_one_undo_step(bench: Bench) -> None:
    before = bench.session.document
    seen = []
    bench.session.document_changed.connect(lambda _, new: seen.append(new.dataset.x[1].tolist()))
    drag(bench, (0, 1), (0.1, 1), (0.2, 0.9), (0.25, 0.75))
    assert len(seen) >= 3
    assert seen[-1] == pytest.approx([0.25, 0.75], abs=0.01)
    assert steps(bench) == ["Move a sample"]
    bench.session.undo_stack.undo()
    assert bench.session.document == before


def test_the_example_goes_with_the_sample_that_it_is(bench: Bench) -> None:
    click(bench, 1, 1)
    drag(bench, (1, 1), (0.5, 0.5))
    assert bench.session.document.example.x == tuple(data(bench).x[3].tolist())
    assert bench.session.document.example.x != (1.0, 1.0)


def test_under_the_ring_of_the_example_a_click_selects_first(bench: Bench) -> None:
    # The example of XOR is at (1, 0): the ring is dragged, not the sample under it.
    drag(bench, (1, 0), (0.5, 0.5))
    assert data(bench).x[2].tolist() == [1, 0]
    drag(bench, bench.session.document.example.x, (1, 0))
    click(bench, 1, 0)
    assert selected(bench) == [2]
    drag(bench, (1, 0), (0.5, 0.5))
    assert data(bench).x[2].tolist() == pytest.approx([0.5, 0.5], abs=0.01)


def test_escape_puts_a_dragged_sample_back(bench: Bench) -> None:
    before = bench.session.document
    drag(bench, (0, 1), (0.3, 0.7), release=False)
    assert bench.session.document != before
    key(bench, Qt.Key.Key_Escape)
    assert bench.session.document == before
    assert bench.session.undo_stack.count() == 0
    QTest.mouseMove(bench.plot.viewport(), bench.place(0.5, 0.5))
    QTest.mouseRelease(bench.plot.viewport(), LEFT, NONE, bench.place(0.5, 0.5))
    assert bench.session.document == before


def test_several_samples_are_selected_and_dragged_together(bench: Bench) -> None:
    click(bench, 0, 0)
    click(bench, 0, 1, keys=SHIFT)
    click(bench, 1, 1, keys=CTRL)
    click(bench, 1, 1, keys=CTRL)
    click(bench, 1, 1, keys=CTRL)
    assert selected(bench) == [0, 1, 3]
    drag(bench, (0, 1), (0.1, 1.1), (0.2, 1.1))
    x = data(bench).x
    assert x[1].tolist() == pytest.approx([0.2, 1.1], abs=0.01)
    np.testing.assert_allclose(x[[0, 3]], [[0.2, 0.1], [1.2, 1.1]], atol=0.01)
    assert x[2].tolist() == [1, 0]
    assert steps(bench)[-1] == "Move 3 samples"
    click(bench, 0.5, 0.45)
    assert selected(bench) == [], "a click on the empty plane"


def test_with_ctrl_a_sample_goes_to_the_grid(bench: Bench) -> None:
    drag(bench, (0, 1), (0.33, 0.71), keys=CTRL)
    spacing = bench.plot.grid.spacing / 5
    x = data(bench).x[1]
    np.testing.assert_allclose(x / spacing, np.round(x / spacing), atol=1e-9)
    assert len(f"{x[0]}") <= 4


def test_a_sample_stays_in_sight_and_the_plane_still(bench: Bench) -> None:
    window = bench.plot.visible_window()
    drag(bench, (0, 1), (5, 9))
    assert bench.plot.visible_window() == window
    x, y = data(bench).x[1].tolist()
    assert (x, y) == pytest.approx((window[1], window[3]), abs=0.01)
    bench.panel.fit()
    assert bench.plot.visible_window() != window


def test_ctrl_and_a_drag_over_the_empty_plane_select_a_box(bench: Bench) -> None:
    window = bench.plot.visible_window()
    drag(bench, (-0.3, -0.3), (0.2, 0.5), (0.3, 1.2), keys=CTRL)
    assert selected(bench) == [0, 1]
    drag(bench, (0.8, 0.85), (1.2, 1.3), keys=CTRL)
    assert selected(bench) == [0, 1, 3]
    assert bench.plot.visible_window() == window


def test_another_change_of_the_samples_forgets_the_selection(bench: Bench) -> None:
    click(bench, 0, 1)
    drag(bench, (0, 1), (0.2, 0.9))
    bench.session.undo_stack.undo()
    assert selected(bench) == [1], "it is the same sample, moved back"
    bench.session.edit("Other", sample_edits.with_truth_table(bench.session.document, "and"))
    assert selected(bench) == [1], "the same places"
    bench.session.edit("Others", sample_edits.with_two_clouds(bench.session.document, 1))
    assert selected(bench) == []


def test_an_undo_during_a_drag_ends_it(bench: Bench) -> None:
    click(bench, 0, 1)
    bench.session.undo_stack.undo()
    drag(bench, (1, 1), (0.8, 0.8), release=False)
    bench.session.undo_stack.undo()
    assert bench.plot.active is None
    QTest.mouseMove(bench.plot.viewport(), bench.place(0.5, 0.5))
    assert data(bench) == example("xor").dataset


# --- adding ------------------------------------------------------------------------------------------------


def test_the_point_tool_adds_samples_of_the_class_that_is_chosen(bench: Bench) -> None:
    key(bench, "p")
    bench.plot.choose_tool("point")
    assert cursor(bench, 0.5, 0.5) == SHAPES.CrossCursor
    click(bench, 0.5, 0.5)
    key(bench, "1")
    click(bench, 0.5, 0.2)
    assert data(bench).t[4:].tolist() == [[0.0], [1.0]]
    np.testing.assert_allclose(data(bench).x[4:], [[0.5, 0.5], [0.5, 0.2]], atol=0.01)
    assert steps(bench) == ["Add a sample", "Add a sample"]
    bench.session.undo_stack.undo()
    assert len(data(bench)) == 5


def test_a_new_sample_goes_with_the_mouse_until_it_is_let_go(bench: Bench) -> None:
    bench.plot.choose_tool("point")
    drag(bench, (0.5, 0.5), (0.6, 0.6), (0.7, 0.3))
    assert data(bench).x[4].tolist() == pytest.approx([0.7, 0.3], abs=0.01)
    assert steps(bench) == ["Add a sample"]
    drag(bench, (0.2, 0.5), (0.3, 0.5), release=False)
    key(bench, Qt.Key.Key_Escape)
    assert len(data(bench)) == 5
    assert bench.plot.tool == "point"
    key(bench, Qt.Key.Key_Escape)
    assert bench.plot.tool == "pointer"


def test_with_the_point_tool_a_sample_is_moved_and_the_example_stays(bench: Bench) -> None:
    before = bench.session.document.example
    bench.plot.choose_tool("point")
    drag(bench, (1, 1), (0.7, 0.6))
    assert len(data(bench)) == 4
    assert data(bench).x[3].tolist() == pytest.approx([0.7, 0.6], abs=0.01)
    assert bench.session.document.example == before
    # The ring stands at (1, 0); it is in nobody's way.
    drag(bench, (1, 0), (0.8, 0.1))
    assert data(bench).x[2].tolist() == pytest.approx([0.8, 0.1], abs=0.01)


def test_two_quick_clicks_are_two_samples(bench: Bench) -> None:
    bench.plot.choose_tool("point")
    window = bench.plot.visible_window()
    for x in ((0.3, 0.3), (0.6, 0.4)):
        QTest.mouseDClick(bench.plot.viewport(), LEFT, NONE, bench.place(*x))
    assert len(data(bench)) == 6
    assert bench.plot.visible_window() == window


def test_an_empty_plane_gets_its_first_samples(make_bench: Callable[[Document], Bench]) -> None:
    bench = make_bench(edits.layered("2-2-1"))
    bench.plot.choose_tool("point")
    click(bench, 0.2, 0.2)
    key(bench, "1")
    click(bench, 0.8, 0.8)
    assert bench.session.document.data_fit()
    assert data(bench).classes.tolist() == [0, 1]


def test_a_class_that_the_network_cannot_tell_is_refused_with_the_reason(bench: Bench) -> None:
    said = []
    bench.session.message.connect(lambda text, _: said.append(text))
    key(bench, "2")
    assert said == ["For more than two classes the network needs an output for each of them; it has one."]
    assert bench.panel.samples.editing.kind == 0
    assert bench.session.undo_stack.count() == 0


def test_with_three_outputs_there_are_three_classes(make_bench: Callable[[Document], Bench]) -> None:
    bench = make_bench(edits.layered("2-3-3"))
    bench.plot.choose_tool("point")
    for kind, x in enumerate(((0.2, 0.2), (0.8, 0.8), (0.2, 0.8))):
        key(bench, str(kind + 1))
        click(bench, *x)
    assert data(bench).t.tolist() == np.eye(3).tolist()


def test_normalised_samples_are_where_one_has_clicked(make_bench: Callable[[Document], Bench]) -> None:
    document = example("xor")
    document = edits.set_dataset(document, Dataset(document.dataset.x * 100 + 50, document.dataset.t))
    bench = make_bench(edits.normalise(document, "minmax"))
    bench.plot.choose_tool("point")
    click(bench, 0.5, 0.25)
    assert bench.plot.points.positions[4].tolist() == pytest.approx([0.5, 0.25], abs=0.01)
    assert data(bench).x[4].tolist() == pytest.approx([100, 75], abs=1)
    assert data(bench).x[:4].tolist() == document.dataset.x.tolist()


# --- the brush ---------------------------------------------------------------------------------------------


def test_the_brush_paints_samples_around_its_way_as_one_step(bench: Bench) -> None:
    bench.plot.choose_tool("brush")
    key(bench, "1")
    drag(bench, (0.2, 0.5), (0.4, 0.5), (0.6, 0.5), (0.8, 0.5))
    painted = data(bench).x[4:]
    assert len(painted) > 5
    assert steps(bench) == [f"Add {len(painted)} samples"]
    assert (data(bench).classes[4:] == 1).all()
    reach = bench.panel.samples.brush.reach * bench.plot.pixel()[0]
    assert (np.abs(painted[:, 1] - 0.5) <= reach * 1.05).all()
    assert painted[:, 0].min() < 0.4
    assert painted[:, 0].max() > 0.6
    bench.session.undo_stack.undo()
    assert len(data(bench)) == 4


def test_wheel_and_brackets_change_the_brush(bench: Bench) -> None:
    brush = bench.panel.samples.brush
    bench.plot.choose_tool("brush")
    cursor(bench, 0.5, 0.5)
    window, radius, density = bench.plot.visible_window(), brush.radius, brush.density
    turn(bench, (0.5, 0.5), 2)
    assert brush.radius > radius
    key(bench, "[")
    key(bench, "[")
    assert brush.radius == pytest.approx(radius)
    turn(bench, (0.5, 0.5), 1, SHIFT)
    assert brush.density > density
    assert bench.plot.visible_window() == window
    turn(bench, (0.5, 0.5), 1, CTRL)
    assert bench.plot.visible_window() != window


def test_with_alt_the_brush_rubs_samples_out(bench: Bench) -> None:
    bench.plot.choose_tool("brush")
    drag(bench, (0, 0), (0, 0.5), (0, 1), keys=ALT)
    assert data(bench).x.tolist() == [[1, 0], [1, 1]]
    assert steps(bench) == ["Remove 2 samples"]


def test_the_brush_shows_its_ring(bench: Bench) -> None:
    overlay = bench.panel.samples.overlay
    bench.plot.choose_tool("brush")
    cursor(bench, 0.5, 0.5)
    assert overlay.brush is not None
    before = bench.picture()
    bench.plot.choose_tool("pointer")
    assert overlay.brush is None
    assert bench.picture() != before


# --- the lasso ---------------------------------------------------------------------------------------------

AROUND_LEFT = ((-0.3, -0.3), (0.3, -0.3), (0.3, 0.5), (0.3, 1.3), (0.0, 1.4), (-0.3, 1.3), (-0.4, 0.5))


def test_the_lasso_selects_what_it_goes_around(bench: Bench) -> None:
    bench.plot.choose_tool("lasso")
    drag(bench, *AROUND_LEFT, release=False)
    assert bench.panel.samples.overlay.outline is not None
    QTest.mouseRelease(bench.plot.viewport(), LEFT, NONE, bench.place(-0.4, 0.5))
    assert selected(bench) == [0, 1]
    assert bench.panel.samples.overlay.outline is None
    drag(bench, (0.7, -0.3), (1.3, -0.3), (1.3, 0.3), (0.7, 0.3), keys=SHIFT)
    assert selected(bench) == [0, 1, 2]
    drag(bench, *AROUND_LEFT, keys=ALT)
    assert selected(bench) == [2]
    # What is selected can be dragged with the lasso in hand.
    drag(bench, (1, 0), (0.8, 0.2))
    assert data(bench).x[2].tolist() == pytest.approx([0.8, 0.2], abs=0.01)
    click(bench, 0.4, 0.4)
    assert selected(bench) == []
    click(bench, 0, 1)
    assert selected(bench) == [1]


def test_a_lasso_that_is_broken_off_selects_nothing(bench: Bench) -> None:
    bench.plot.choose_tool("lasso")
    drag(bench, *AROUND_LEFT, release=False)
    key(bench, Qt.Key.Key_Escape)
    assert selected(bench) == []
    assert bench.plot.tool == "lasso"


# --- keys --------------------------------------------------------------------------------------------------


def test_delete_removes_what_is_selected(bench: Bench) -> None:
    key(bench, Qt.Key.Key_Delete)
    assert len(data(bench)) == 4
    click(bench, 0, 1)
    click(bench, 0, 0, keys=SHIFT)
    key(bench, Qt.Key.Key_Delete)
    assert data(bench).x.tolist() == [[1, 0], [1, 1]]
    assert selected(bench) == []
    assert steps(bench)[-1] == "Remove 2 samples"


def test_ctrl_a_selects_all_and_escape_none(bench: Bench) -> None:
    key(bench, "a", CTRL)
    assert selected(bench) == [0, 1, 2, 3]
    key(bench, Qt.Key.Key_Escape)
    assert selected(bench) == []
    assert bench.session.undo_stack.count() == 0


def test_arrows_nudge_what_is_selected(bench: Bench) -> None:
    click(bench, 0, 1)
    step = bench.plot.grid.spacing / 5
    key(bench, Qt.Key.Key_Right)
    key(bench, Qt.Key.Key_Right)
    key(bench, Qt.Key.Key_Down, SHIFT)
    assert data(bench).x[1].tolist() == pytest.approx([2 * step, 1 - step / 10])
    assert all(len(f"{value}") <= 5 for value in data(bench).x[1])
    assert steps(bench)[-3:] == ["Move a sample"] * 3


def test_a_digit_gives_what_is_selected_its_class(bench: Bench) -> None:
    click(bench, 0, 0)
    key(bench, "1")
    assert data(bench).t.ravel().tolist() == [1, 1, 1, 0]
    assert bench.session.document.example.t == (1.0,)
    assert steps(bench)[-1] == "Make a sample class 1"


def test_insert_adds_a_sample_where_the_example_is(bench: Bench) -> None:
    bench.session.edit("Move", edits.set_example(bench.session.document, (0.25, 0.5)))
    key(bench, "1")
    key(bench, Qt.Key.Key_Insert)
    assert data(bench).x[4].tolist() == [0.25, 0.5]
    assert data(bench).classes[4] == 1
    assert selected(bench) == [4]


def test_page_keys_go_from_sample_to_sample(bench: Bench) -> None:
    key(bench, Qt.Key.Key_PageDown)
    assert selected(bench) == [0]
    assert bench.session.document.example == Example((0.0, 0.0), (0.0,))
    key(bench, Qt.Key.Key_PageDown)
    assert bench.session.document.example == Example((0.0, 1.0), (1.0,))
    key(bench, Qt.Key.Key_PageUp)
    key(bench, Qt.Key.Key_PageUp)
    assert selected(bench) == [3]


@pytest.mark.parametrize(
    "keys",
    sorted(
        {keys for row in gesture_table() if row.group in ("plane", "samples") for keys in row.keys} - OF_QT
    ),
)
def test_the_plane_takes_every_key_of_the_table(bench: Bench, keys: str) -> None:
    bench.panel.samples.editing.selection.set((0,))
    bench.plot.choose_tool("brush" if keys in "[]" else "pointer")
    pressed = QKeySequence(keys)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
    assert bench.plot._wanting(event) is not None


def test_keys_wait_until_the_mouse_lets_go(bench: Bench) -> None:
    drag(bench, (0, 1), (0.3, 0.7), release=False)
    key(bench, Qt.Key.Key_Delete)
    key(bench, "a", CTRL)
    move(bench, 0.4, 0.6, held=LEFT)
    QTest.mouseRelease(bench.plot.viewport(), LEFT, NONE, bench.place(0.4, 0.6))
    assert data(bench).x[1].tolist() == pytest.approx([0.4, 0.6], abs=0.01)
    assert selected(bench) == [1]
    assert steps(bench) == ["Move a sample"]


def test_breaking_off_keeps_what_something_else_has_changed_meanwhile(bench: Bench) -> None:
    drag(bench, (0, 1), (0.3, 0.7), release=False)
    bench.session.edit("Train", edits.set_bias(bench.session.document, "h1", 7.0))
    key(bench, Qt.Key.Key_Escape)
    assert bench.session.document.network.node("h1").bias == 7.0


# --- the menu ----------------------------------------------------------------------------------------------


def _menu(bench: Bench, x: tuple) -> QMenu:
    bench.panel._open_menu(bench.plot.mapToGlobal(bench.place(*x)), x)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, text: str) -> None:
    (action,) = (one for one in menu.actions() if one.text().partition("\t")[0] == text)
    action.trigger()
    menu.close()


def test_a_sample_has_a_menu(bench: Bench) -> None:
    menu = _menu(bench, (0, 1))
    assert selected(bench) == [1]
    _choose(menu, "Make it the example")
    assert bench.session.document.example.x == (0.0, 1.0)
    menu = _menu(bench, (0, 1))
    kinds = next(one.menu() for one in menu.actions() if one.text() == "Class")
    assert [one.isChecked() for one in kinds.actions()] == [False, True]
    kinds.actions()[0].trigger()
    menu.close()
    assert data(bench).classes.tolist() == [0, 0, 1, 0]
    _choose(_menu(bench, (0, 1)), "Hold out of training")
    assert data(bench).test.tolist() == [False, True, False, False]
    _choose(_menu(bench, (0, 1)), "Train on again")
    assert not data(bench).test.any()
    assert steps(bench)[-2:] == ["Hold a sample out of training", "Train on a sample again"]
    _choose(_menu(bench, (0, 1)), "Select all of its class")
    assert selected(bench) == [0, 1, 3]
    _choose(_menu(bench, (0, 0)), "Delete 3 samples")
    assert data(bench).x.tolist() == [[1, 0]]


def test_elsewhere_the_menu_is_the_planes(bench: Bench) -> None:
    menu = _menu(bench, (0.5, 0.5))
    assert any(one.text() == "Fit to data" for one in menu.actions())
    key(bench, "1")
    _choose(menu, "Add a sample here")
    assert data(bench).x[4].tolist() == [0.5, 0.5]
    assert data(bench).classes[4] == 1


def test_what_is_selected_is_also_said(bench: Bench) -> None:
    click(bench, 0, 1)
    assert "A sample of class 1 is selected." in bench.plot.accessibleDescription()
    key(bench, "a", CTRL)
    assert "4 samples are selected." in bench.plot.accessibleDescription()
    key(bench, Qt.Key.Key_Escape)
    assert "selected" not in bench.plot.accessibleDescription()


# --- how it looks ------------------------------------------------------------------------------------------


def test_a_selected_sample_looks_otherwise(bench: Bench) -> None:
    bench.plot.probe.hide()
    before = bench.picture()
    bench.panel.samples.editing.selection.set((0,))
    after = bench.picture()
    (x, y), reach = bench.place(0, 0).toTuple(), 14
    rows, columns = range(before.height()), range(before.width())
    changed = [(i, j) for j in rows for i in columns if before.pixel(i, j) != after.pixel(i, j)]
    assert changed
    assert all(abs(i - x) <= reach and abs(j - y) <= reach for i, j in changed)


def test_a_sample_that_moves_leaves_nothing_behind(bench: Bench) -> None:
    drag(bench, (0, 1), (0.2, 0.9), (0.5, 0.5))
    QApplication.processEvents()
    live = bench.picture()
    bench.plot.viewport().update()
    QApplication.processEvents()
    assert bench.picture() == live
