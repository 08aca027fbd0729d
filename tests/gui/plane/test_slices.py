"""Slices through networks of three inputs and more: axes, sliders, places."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.network.model import Edge, Network, Node

BUTTON = Qt.MouseButton.LeftButton


def cube(inputs: int = 3) -> Document:
    names = tuple(f"x{i + 1}" for i in range(inputs))
    edges = (*(Edge(name, "h1", 1.0) for name in names), Edge("h1", "o1", 4.0))
    network = Network(names, (Node("h1", "tanh", -0.5), Node("o1")), edges, ("o1",))
    positions = {name: (float(i), 0.0) for i, name in enumerate(network.names)}
    rows = np.array(np.meshgrid(*[[0.0, 1.0]] * 3)).reshape(3, -1).T
    x = np.hstack((rows, np.zeros((8, inputs - 3))))
    data = Dataset(x, (x.sum(axis=1, keepdims=True) > 1).astype(float))
    start = (0.25, 0.75, 0.5) + (0.0,) * (inputs - 3)
    return Document(network, positions, data, example=Example(start, (0.0,)))


@pytest.fixture
def sliced(make_bench, qtbot):
    bench = make_bench(cube())
    bench.settle(qtbot)
    return bench


def test_it_says_that_it_is_a_slice(sliced):
    assert sliced.plot.isVisible()
    assert sliced.panel.caption() == "z of o1, slice at x3 = 0.5"
    assert sliced.panel.picture.data.rest == (("x3", 0.5),)
    assert [row.name for row in sliced.panel.foot.sliders.rows if row.isVisible()] == ["x3"]


def test_two_inputs_need_no_bar(bench, qtbot):
    assert bench.panel.foot.axes is None
    bench.session.new(cube())
    assert bench.panel.foot.axes.isVisible()
    bench.session.new(example("xor"))
    assert not bench.panel.foot.axes.isVisible()
    assert not bench.panel.foot.sliders.isVisible()
    bench.settle(qtbot)


def test_a_slider_moves_the_example_and_the_slice_as_one_step(sliced, qtbot):
    slider = sliced.panel.foot.sliders.rows[0].slider
    # A click far from the handle goes a page; a drag of the handle follows the mouse.
    from PySide6.QtWidgets import QStyle, QStyleOptionSlider

    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    start = handle.center()
    QTest.mousePress(slider, BUTTON, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(slider, start + QPoint(6 * step, 0))
    moved = sliced.session.document.example.x
    assert moved[:2] == (0.25, 0.75)
    assert moved[2] > 0.5
    QTest.mouseRelease(slider, BUTTON, Qt.KeyboardModifier.NoModifier, start + QPoint(30, 0))
    assert sliced.session.undo_stack.count() == 1
    assert sliced.session.undo_stack.undoText() == "Change the value of x3"
    qtbot.waitUntil(lambda: sliced.panel.picture.data.rest == (("x3", moved[2]),))
    sliced.session.undo_stack.undo()
    assert sliced.session.document.example.x[2] == 0.5
    assert slider.value() == sliced.panel.foot.sliders.rows[0]._range.place(0.5)


def test_the_steps_of_a_slider_are_round_numbers(sliced):
    slider = sliced.panel.foot.sliders.rows[0].slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    value = sliced.session.document.example.x[2]
    assert value in (0.51, 0.502, 0.505)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert sliced.session.undo_stack.count() == 1, "keys in a row are one step"


def test_a_value_is_typed_as_people_write_numbers(sliced):
    field = sliced.panel.foot.sliders.rows[0].field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "-3/2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sliced.session.document.example.x[2] == -1.5
    assert sliced.panel.caption() == "z of o1, slice at x3 = −1.5"
    slider = sliced.panel.foot.sliders.rows[0].slider
    assert slider.value() == slider.minimum(), "the slider reaches as far as the value"


def test_axes_are_chosen_as_one_step_and_change_places(sliced, qtbot):
    axes = sliced.panel.foot.axes
    axes.across.setFocus()
    QTest.keyClick(axes.across, Qt.Key.Key_Down)
    QTest.keyClick(axes.across, Qt.Key.Key_Down)
    sliced.settle(qtbot)
    assert sliced.session.document.view.plane_axes is not None
    across, up = sliced.session.document.view.plane_axes
    assert across == "x3"
    assert sliced.plot.axes["bottom"].name == "x3"
    axes.up.setFocus()
    axes.up.activated.emit(2)
    assert sliced.session.document.view.plane_axes == (up, "x3"), "they change places"
    texts = [sliced.session.undo_stack.text(i) for i in range(sliced.session.undo_stack.count())]
    assert texts[-1] == f"Show the plane of {up} and x3"


def test_samples_and_the_example_stand_where_the_axes_say(sliced, qtbot):
    sliced.panel.edits.set_axes("x3", "x1")
    sliced.settle(qtbot)
    assert (sliced.plot.probe.pos().x(), sliced.plot.probe.pos().y()) == (0.5, 0.25)
    np.testing.assert_array_equal(sliced.plot.points.positions, sliced.session.document.dataset.x[:, [2, 0]])


def test_dragging_the_example_leaves_the_other_inputs_alone(sliced):
    start = sliced.place(0.25, 0.75)
    sliced.drag(start, sliced.place(0.3, 0.6), sliced.place(0.5, 0.5))
    x = sliced.session.document.example.x
    assert x[:2] == pytest.approx((0.5, 0.5), abs=0.02)
    assert x[2] == 0.5


def test_over_a_sample_the_drag_does_not_leave_the_slice(sliced):
    sliced.drag(sliced.place(0.25, 0.75), sliced.place(0.6, 0.9), sliced.place(1.0, 1.0))
    assert sliced.session.document.example.x == (1.0, 1.0, 0.5)
    assert sliced.session.document.example.t == (0.0,), "no sample is there"


def test_a_click_on_a_sample_takes_the_slice_to_it(sliced, qtbot):
    QTest.mouseClick(sliced.plot.viewport(), BUTTON, Qt.KeyboardModifier.NoModifier, sliced.place(1.0, 1.0))
    example = sliced.session.document.example
    assert example.x[:2] == (1.0, 1.0)
    assert example.x[2] in (0.0, 1.0)
    assert example.t == (1.0,)


def test_sixty_four_inputs_have_three_sliders_that_scroll(make_bench, qtbot):
    bench = make_bench(cube(64))
    bench.panel.resize(480, 600)
    bench.settle(qtbot)
    sliders = bench.panel.foot.sliders
    shown = [row for row in sliders.rows if row.isVisible()]
    assert [row.name for row in shown] == ["x3", "x4", "x5"]
    assert sliders.bar.isVisible()
    sliders.bar.setValue(sliders.bar.maximum())
    assert [row.name for row in shown] == ["x62", "x63", "x64"]
    shown[-1].field.setFocus()
    shown[-1].field.selectAll()
    QTest.keyClicks(shown[-1].field, "2")
    QTest.keyClick(shown[-1].field, Qt.Key.Key_Return)
    assert bench.session.document.example.x[63] == 2.0
    assert bench.panel.caption().endswith("…")


def test_tab_goes_through_all_inputs(make_bench, qtbot):
    bench = make_bench(cube(6))
    bench.panel.resize(480, 600)
    bench.panel.activateWindow()
    bench.settle(qtbot)
    sliders = bench.panel.foot.sliders
    sliders.rows[0].slider.setFocus()
    visited = []
    for _ in range(4):
        focused = next(row for row in sliders.rows if row.slider.hasFocus())
        visited.append(focused.name)
        QTest.keyClick(focused.slider, Qt.Key.Key_Tab)
        QTest.keyClick(focused.field, Qt.Key.Key_Tab)
        if visited[-1] == "x6":
            break
    assert visited == ["x3", "x4", "x5", "x6"]


def test_long_names_do_not_widen_the_panel(make_bench, qtbot):
    document = cube(4)
    for name in ("x1", "x2", "x3"):
        document = edits.rename(document, name, f"a name of forty characters, no less: {name}")
    bench = make_bench(document)
    bench.settle(qtbot)
    assert bench.panel.foot.minimumSizeHint().width() <= bench.panel.minimumWidth() + 40
    labels = {row.label.width() for row in bench.panel.foot.sliders.rows if row.isVisible()}
    assert len(labels) == 1
    assert labels.pop() <= 110


def test_a_low_panel_has_fewer_sliders_and_the_plane_its_room(make_bench, qtbot):
    bench = make_bench(cube(64))
    bench.panel.resize(420, 300)
    bench.settle(qtbot)
    assert sum(row.isVisible() for row in bench.panel.foot.sliders.rows) == 1
    assert bench.plot.height() > 150


def test_a_node_under_the_mouse_shades_the_slice(sliced, qtbot):
    sliced.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: sliced.panel.caption() == "z of h1, slice at x3 = 0.5")


def test_the_documents_axes_are_there_when_it_is_opened(make_bench, qtbot):
    bench = make_bench(edits.set_view(cube(), plane_axes=("x2", "x3")))
    bench.settle(qtbot)
    assert bench.plot.axes["left"].name == "x3"
    assert bench.panel.foot.axes.across.currentText() == "x2"
    assert bench.panel.picture.data.inputs == ("x2", "x3")
