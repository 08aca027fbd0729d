"""The plot of a network with one input, by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.document.sample_edits import with_held_out
from nndesk.network.model import Edge, EdgeKey, Network, Node

BUTTON, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def wave() -> Document:
    network = Network(
        ("x",),
        (Node("h1", "tanh", 1.0), Node("h2", "tanh", -1.0), Node("o", "linear", 0.5)),
        (Edge("x", "h1", 1.0), Edge("x", "h2", 2.0), Edge("h1", "o", 2.0), Edge("h2", "o", -3.0)),
        ("o",),
    )
    x = np.linspace(-2, 2, 21)[:, None]
    positions = {name: (float(i), 0.0) for i, name in enumerate(network.names)}
    return Document(network, positions, Dataset(x, np.sin(x)), example=Example((0.5,), (0.0,)))


@pytest.fixture
def plotted(make_bench, qtbot):
    bench = make_bench(wave())
    qtbot.waitUntil(lambda: bench.panel.function is not None and not bench.panel.busy)
    return bench


def place(bench, x: float, z: float) -> QPoint:
    return bench.panel.front.to_widget((x, z)).toPoint()


def drag(bench, *way: QPoint, keys=NO_KEY) -> None:
    view = bench.panel.front.viewport()
    QTest.mousePress(view, BUTTON, keys, way[0])
    for point in way[1:]:
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, BUTTON, keys, way[-1])


def test_one_input_is_plotted_as_a_function(plotted):
    front = plotted.panel.front
    assert front.isVisible()
    assert not plotted.plot.isVisible()
    assert plotted.panel.caption() == "z of o"
    assert plotted.panel.title() == "Function"
    assert (front.axes["bottom"].name, front.axes["left"].name) == ("x", "z")
    assert [curve.role for curve in plotted.panel.function.curves] == ["bias", "part", "part", "output"]
    np.testing.assert_allclose(front.points.positions[:, 0], plotted.session.document.dataset.x[:, 0])
    np.testing.assert_allclose(front.points.positions[:, 1], plotted.session.document.dataset.t[:, 0])


def test_the_whole_function_is_visible_at_home(plotted):
    x0, x1, y0, y1 = plotted.panel.front.visible_window()
    assert (x0, x1, y0, y1) == pytest.approx(plotted.panel.function.home)
    assert x0 < -2 < 2 < x1
    assert y0 <= -1 < 1 <= y1


def test_the_example_is_dragged_along_the_axis_as_one_step(plotted):
    drag(plotted, place(plotted, 0.5, 0.0), place(plotted, 0.8, 0.3), place(plotted, 1.11, -0.4))
    (x,) = plotted.session.document.example.x
    assert x == pytest.approx(1.11, abs=0.03)
    assert plotted.session.undo_stack.count() == 1
    assert plotted.panel.front.probe.pos().y() == 0.0
    assert plotted.panel.front.probe.pos().x() == x


def test_near_a_sample_the_example_is_that_sample(plotted):
    dataset = plotted.session.document.dataset
    drag(plotted, place(plotted, 0.5, 0.0), place(plotted, 1.0, 0.0), place(plotted, 1.21, 0.0))
    example = plotted.session.document.example
    assert example.x == (dataset.x[16, 0],)
    assert example.t == (dataset.t[16, 0],)


def test_a_click_on_a_sample_makes_it_the_example(plotted):
    dataset = plotted.session.document.dataset
    at = place(plotted, dataset.x[3, 0], dataset.t[3, 0])
    QTest.mouseClick(plotted.panel.front.viewport(), BUTTON, NO_KEY, at)
    assert plotted.session.document.example == Example((dataset.x[3, 0],), (dataset.t[3, 0],))


def test_keys_move_the_example(plotted):
    front = plotted.panel.front
    front.setFocus()
    QTest.keyClick(front, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert plotted.session.document.example.x[0] > 0.5


def test_esc_breaks_the_drag_off(plotted):
    front = plotted.panel.front
    front.setFocus()
    QTest.mousePress(front.viewport(), BUTTON, NO_KEY, place(plotted, 0.5, 0.0))
    QTest.mouseMove(front.viewport(), place(plotted, 0.9, 0.0))
    QTest.mouseMove(front.viewport(), place(plotted, 1.5, 0.0))
    QTest.keyClick(front, Qt.Key.Key_Escape)
    assert plotted.session.document.example.x == (0.5,)
    assert plotted.session.undo_stack.count() == 0


def test_the_wheel_zooms_and_a_double_click_goes_home(plotted, qtbot):
    front = plotted.panel.front
    home = front.visible_window()
    at = QPointF(place(plotted, 0.0, 0.5))
    wheel = QWheelEvent(
        at, QPointF(front.viewport().mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(front.viewport(), wheel)
    zoomed = front.visible_window()
    assert zoomed[1] - zoomed[0] < home[1] - home[0]
    qtbot.waitUntil(lambda: not plotted.panel.busy)
    # What is to be seen next is computed too.
    assert plotted.panel.function.x[0] < zoomed[0]
    QTest.mouseDClick(front.viewport(), BUTTON, NO_KEY, place(plotted, 0.3, 0.9))
    assert front.visible_window() == home


def test_the_node_under_the_mouse_is_plotted(plotted, qtbot):
    plotted.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: plotted.panel.function.node == "h1")
    assert [curve.role for curve in plotted.panel.function.curves] == ["signal", "output"]


def test_a_changed_weight_is_shown(plotted, qtbot):
    network = plotted.session.document.network.with_weights({EdgeKey("h1", "o"): -7.0})
    plotted.session.edit("Set", edits.set_network_numbers(plotted.session.document, network))
    qtbot.waitUntil(lambda: plotted.panel.function.curves[1].weight == -7.0)


def test_training_is_followed(plotted, qtbot):
    network = plotted.session.document.network.with_biases({"o": 0.75})
    plotted.panel.show_network(network)
    qtbot.waitUntil(lambda: plotted.panel.function.curves[0].weight == 0.75)
    plotted.panel.show_network(None)
    qtbot.waitUntil(lambda: plotted.panel.function.curves[0].weight == 0.5)


def test_from_one_input_to_two_and_back(plotted, qtbot):
    plotted.session.new(example("xor"))
    assert plotted.plot.isVisible()
    assert plotted.panel.title() == "Input plane"
    assert plotted.panel.toolbar.isEnabled()
    plotted.settle(qtbot)
    plotted.session.new(wave())
    assert plotted.panel.front.isVisible()
    assert not plotted.panel.toolbar.isEnabled(), "its tools are for places in a plane"
    qtbot.waitUntil(lambda: plotted.panel.function is not None and plotted.panel.function.node == "o")


def test_another_theme_and_a_projector_are_followed(plotted):
    plotted.theme.set_mode("dark")
    plotted.theme.set_projector(True)
    assert plotted.panel.front.look.scale > 1
    plotted.panel.front.grab()


def test_what_is_exported_is_what_is_looked_at(plotted):
    front = plotted.panel.front
    front.show_window((0.0, 1.0, -0.5, 0.5))
    assert plotted.panel.shown() == ("o", front.visible_window())


def test_the_menu_has_no_lines_and_no_classes(plotted, monkeypatch):
    from nndesk.gui.plane.plane_menu import PlaneMenu

    menu = PlaneMenu(plotted.panel, ("h1", "h2", "o"), ("o",), (0.0, 0.0))
    texts = {action.text() for action in menu.actions()}
    assert "Range…" in texts
    assert not {"Lines", "Boundary", "Shade by &classes"} & texts
    menu.close()


def test_what_is_done_to_x_is_said_under_the_plot(plotted, qtbot):
    session, foot = plotted.session, plotted.panel.foot
    assert not foot.isVisible()
    session.edit("Normalise", edits.normalise(session.document, "zscore"))
    assert foot.isVisible()
    assert "z-score" in foot.legend.accessibleName()
    session.edit("Hold out", with_held_out(session.document, 0.25))
    assert "held out" in foot.legend.accessibleName()
    qtbot.waitUntil(lambda: not plotted.panel.busy)
    assert plotted.panel.function.points.test.sum() == 5
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert not foot.isVisible()
