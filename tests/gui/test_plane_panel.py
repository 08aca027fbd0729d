"""The plane panel as a person meets it: events in, documents and pictures out."""

from __future__ import annotations

import gc
import itertools
import weakref
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.figure.plane import field_color
from nndesk.figure.style import DARK, LIGHT
from nndesk.gui.plane.plane_panel import PlanePanel
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Edge, EdgeKey, Network, Node

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
BUTTON = Qt.MouseButton.LeftButton


@dataclass
class Bench:
    """A panel on the screen with everything that it needs."""

    panel: PlanePanel
    session: Session
    playback: Playback
    worker: Worker
    theme: Theme

    @property
    def plot(self):
        return self.panel.plot

    def place(self, *x: float) -> QPoint:
        return self.plot.to_widget(x).toPoint()

    def drag(
        self, start: QPoint, *way: QPoint, modifiers=Qt.KeyboardModifier.NoModifier, release: bool = True
    ):
        view = self.plot.viewport()
        QTest.mousePress(view, BUTTON, modifiers, start)
        for point in way:
            QTest.mouseMove(view, point)
        if release:
            QTest.mouseRelease(view, BUTTON, modifiers, way[-1] if way else start)

    def pixel(self, *x: float) -> QColor:
        """The colour on the screen at a point of the plane."""
        image = self.plot.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return image.pixelColor(self.place(*x))


@pytest.fixture
def make_bench(qtbot, qapp):
    benches = []

    def make(document: Document) -> Bench:
        session, worker, theme = Session(document), Worker(), Theme()
        theme.set_mode("light")
        playback = Playback(session, worker)
        panel = PlanePanel(session, playback, worker, theme)
        qtbot.addWidget(panel)
        panel.resize(480, 460)
        panel.show()
        qtbot.waitExposed(panel)
        bench = Bench(panel, session, playback, worker, theme)
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.worker.close()
        bench.session.close()


@pytest.fixture
def bench(make_bench, qtbot):
    bench = make_bench(example("xor"))
    settle(bench, qtbot)
    return bench


def settle(bench: Bench, qtbot) -> None:
    qtbot.waitUntil(lambda: bench.panel.picture is not None and not bench.panel.busy)


def delete_now() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- what is shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid"])
def test_the_corners_of_xor_have_the_shades_of_their_classes(make_bench, qtbot, name):
    bench = make_bench(example(name))
    settle(bench, qtbot)
    bench.plot.show_points(False)
    bench.plot.set_probe(None)
    for x1, x2 in CORNERS:
        color = bench.pixel(x1 + 0.02, x2 + 0.02)
        violet = color.blue() > color.red()
        assert violet is (x1 == x2), (x1, x2, color.name())


def test_thresholds_are_painted_as_exact_cells_without_seams(bench):
    assert bench.panel.picture.shades is None
    assert [cell.shade for cell in bench.panel.picture.cells].count(255) == 1
    bench.plot.show_points(False)
    bench.plot.show_lines(False)
    bench.plot.show_boundary(False)
    bench.plot.set_probe(None)
    bench.plot.grid.setVisible(False)
    image = bench.plot.viewport().grab().toImage()
    inside = bench.plot.view.sceneBoundingRect().toRect().adjusted(12, 12, -12, -12)
    colors = {
        image.pixelColor(x, y).name().upper()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert colors == {LIGHT.field0, LIGHT.field1}


def test_a_sigmoid_network_is_painted_from_a_raster_that_becomes_fine_at_rest(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    settle(bench, qtbot)
    picture = bench.panel.picture
    assert max(picture.shades.shape) == 512
    x0, x1, y0, y1 = bench.plot.visible_window()
    a0, a1, b0, b1 = picture.extent
    assert a0 < x0
    assert x1 < a1
    assert b0 < y0
    assert y1 < b1


def test_both_inputs_have_the_same_scale(bench):
    origin, right, up = bench.place(0, 0), bench.place(1, 0), bench.place(0, 1)
    assert right.x() - origin.x() == pytest.approx(origin.y() - up.y(), abs=1)


def test_the_home_window_is_visible_at_any_proportion(bench):
    bench.panel.resize(700, 300)
    x0, x1, y0, y1 = bench.plot.home
    a0, a1, b0, b1 = bench.plot.visible_window()
    assert a0 <= x0 + 1e-9
    assert x1 <= a1 + 1e-9
    assert b0 <= y0 + 1e-9
    assert y1 <= b1 + 1e-9


def test_the_axes_carry_the_names_of_the_inputs(bench):
    bench.session.edit("Rename", edits.rename(bench.session.document, "x1", "u"))
    assert (bench.plot.axes["bottom"].name, bench.plot.axes["left"].name) == ("u", "x2")


def test_every_first_layer_line_has_its_name_and_signs_inside_the_frame(make_bench, qtbot):
    bench = make_bench(example("three-lines"))
    settle(bench, qtbot)
    marks = bench.plot.labels.marks
    assert set(marks) == {"h1", "h2", "h3"}
    rect = bench.plot.view.rect()
    for mark in marks.values():
        for x, y in (mark.name, mark.plus, mark.minus):
            assert rect.contains(QPointF(x, y))


def test_signs_stand_on_the_sides_of_their_signals(bench):
    network = bench.session.document.network
    for name, mark in bench.plot.labels.marks.items():
        for at, sign in ((mark.plus, 1), (mark.minus, -1)):
            point = bench.plot.view.mapToView(QPointF(*at))
            s = network.node(name).bias + sum(
                edge.weight * value
                for edge, value in zip(network.incoming(name), (point.x(), point.y()), strict=True)
            )
            assert s * sign > 0


def test_the_boundary_runs_where_the_signal_is_zero(make_bench, qtbot):
    bench = make_bench(example("logistic"))
    settle(bench, qtbot)
    network = bench.session.document.network
    name = network.outputs[0]
    w1, w2 = (edge.weight for edge in network.incoming(name))
    (line,) = bench.plot.boundary.polylines
    for x1, x2 in line:
        assert w1 * x1 + w2 * x2 + network.node(name).bias == pytest.approx(0, abs=1e-3)


# --- which neuron shades it --------------------------------------------------------------------------------


def test_selecting_a_neuron_shades_the_plane_by_it(bench, qtbot):
    with qtbot.waitSignal(bench.panel.caption_changed) as caption:
        bench.session.select(["h1"])
    assert caption.args == ["z of h1"]
    qtbot.waitUntil(lambda: bench.panel.picture.data.node == "h1")
    assert [line.name for line in bench.plot.lines.lines if line.selected] == ["h1"]
    bench.session.select(["h1", "h2"])
    assert bench.panel.caption() == "z of o1"


def test_a_selected_input_leaves_the_shading_alone(bench):
    bench.session.select(["x1"])
    assert bench.panel.node == "o1"


def test_the_documents_choice_comes_after_the_selection(bench):
    bench.session.edit("Shade", edits.set_view(bench.session.document, plane_node="h2"))
    assert bench.panel.caption() == "z of h2"
    bench.session.select(["h1"])
    assert bench.panel.caption() == "z of h1"


def test_choosing_from_the_menu_shades_the_plane_as_one_undo_step(bench):
    bench.session.select(["h1"])
    bench.panel.shade_by("h2")
    assert bench.panel.node == "h2"
    assert bench.session.undo_stack.count() == 1
    bench.session.undo_stack.undo()
    assert bench.panel.node == "o1"


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
    settle(bench, qtbot)
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


# --- networks without a plane ------------------------------------------------------------------------------


def test_other_numbers_of_inputs_get_a_sentence(make_bench, qtbot):
    bench = make_bench(example("worked-example"))
    assert bench.panel.caption() == ""
    assert not bench.plot.isVisible()
    assert bench.panel._message.text() == "The plane needs two inputs; this network has 3."
    bench.session.new(example("xor"))
    assert bench.plot.isVisible()
    settle(bench, qtbot)


def test_an_empty_network_gets_a_sentence(make_bench):
    bench = make_bench(Document())
    assert "none yet" in bench.panel._message.text()


def test_two_inputs_alone_show_axes_and_samples(make_bench, qtbot):
    document = Document(
        network=Network(inputs=("x1", "x2")),
        positions={"x1": (0, 0), "x2": (0, 1)},
        dataset=example("xor").dataset,
        example=Example((0.0, 0.0), ()),
    )
    bench = make_bench(document)
    settle(bench, qtbot)
    assert bench.panel.picture.shades is None
    assert bench.panel.caption() == ""
    assert len(bench.plot.points.positions) == 4
    assert bench.pixel(0.5, 0.55).name().upper() == LIGHT.panel


# --- pictures that come late -------------------------------------------------------------------------------


def test_a_changed_weight_is_shown(bench, qtbot):
    network = bench.session.document.network.with_biases({"h1": -10.0})
    bench.session.edit("Set", edits.set_network_numbers(bench.session.document, network))
    settle(bench, qtbot)
    assert all(cell.shade == 0 for cell in bench.panel.picture.cells)


def test_a_picture_of_another_graph_is_never_shown(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    shown = []
    bench.panel.picture_shown.connect(shown.append)
    # The first job is on its way when another document takes the place.
    bench.session.new(example("three-lines"))
    settle(bench, qtbot)
    assert {line.name for picture in shown for line in picture.data.lines} == {"h1", "h2", "h3"}


def test_a_stream_of_changes_keeps_the_picture_moving(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    settle(bench, qtbot)
    shown = []
    bench.panel.picture_shown.connect(shown.append)
    network = bench.session.document.network
    biases = itertools.count(-3.0, 0.01)

    def five_pictures_while_it_changes() -> bool:
        bench.panel.show_network(network.with_biases({"o1": next(biases)}))
        return len(shown) >= 5

    qtbot.waitUntil(five_pictures_while_it_changes)
    assert max(shown[-1].shades.shape) <= 256
    settle(bench, qtbot)
    assert max(shown[-1].shades.shape) == 512


def test_a_network_in_training_is_shown_until_it_is_taken_back(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    settle(bench, qtbot)
    at_rest = bench.panel.picture
    bench.panel.show_network(bench.session.document.network.with_biases({"o1": 40.0}))
    qtbot.waitUntil(lambda: bench.panel.picture is not at_rest)
    assert bench.panel.picture.shades.min() > 200
    bench.panel.show_network(None)
    settle(bench, qtbot)
    np.testing.assert_array_equal(bench.panel.picture.shades, at_rest.shades)


def test_huge_weights_do_not_disturb_it(bench, qtbot):
    network = bench.session.document.network.with_weights({EdgeKey("x1", "h1"): 1e200})
    bench.session.edit("Set", edits.set_network_numbers(bench.session.document, network))
    settle(bench, qtbot)
    bench.panel.grab()


def test_the_panel_closes_with_a_job_on_its_way(qapp, qtbot):
    session, worker = Session(example("xor-sigmoid")), Worker()
    panel = PlanePanel(session, Playback(session, worker), worker, Theme())
    panel.show()
    assert panel.busy
    panel.deleteLater()
    delete_now()
    qtbot.wait(50)
    session.edit("Move", edits.set_example(session.document, (0.5, 0.5)))
    worker.close()
    session.close()


def test_a_closed_panel_is_forgotten(qapp, qtbot):
    session, worker, theme = Session(example("xor")), Worker(), Theme()
    playback = Playback(session, worker)
    left = []
    for _ in range(5):
        panel = PlanePanel(session, playback, worker, theme)
        panel.show()
        panel.grab()
        left.append(weakref.ref(panel))
        panel.close()
        panel.deleteLater()
        del panel
        delete_now()
    gc.collect()
    worker.close()
    assert sum(panel() is not None for panel in left) == 0
    session.close()


# --- the look ----------------------------------------------------------------------------------------------


def test_another_theme_recolours_at_once_without_computing(bench):
    picture = bench.panel.picture
    bench.theme.set_mode("dark")
    assert bench.panel.picture is picture
    assert not bench.panel.busy
    bench.plot.show_points(False)
    assert bench.pixel(0.02, 0.03).name().upper() == field_color(0.0, DARK)
    assert bench.plot.probe.color == QColor(DARK.accent)


def test_a_projector_gets_larger_marks(bench):
    diameter, radius = bench.plot.points.diameter, bench.plot.probe.radius
    bench.theme.set_projector(True)
    assert bench.plot.points.diameter > diameter
    assert bench.plot.probe.radius > radius


def test_it_says_what_it_is(bench):
    assert bench.panel.accessibleName() == "Input plane"
    assert "x1 = 1, x2 = 0" in bench.plot.accessibleDescription()


def test_more_than_two_classes_have_their_own_marks(make_bench, qtbot):
    from nndesk.data.dataset import Dataset

    rows = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    document = edits.set_dataset(example("xor"), Dataset.of(rows, np.eye(4).tolist()))
    bench = make_bench(document)
    symbols = list(bench.plot.points.data["symbol"])
    assert len(set(symbols)) == 4


def test_a_network_with_a_skip_edge_shows_the_lines_of_the_first_layer_only(make_bench, qtbot):
    network = Network(
        inputs=("x1", "x2"),
        nodes=(Node("h1", "tanh", 0.1), Node("o1", "sigmoid")),
        edges=(Edge("x1", "h1"), Edge("x2", "h1"), Edge("h1", "o1"), Edge("x1", "o1", -0.5)),
        outputs=("o1",),
    )
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    bench = make_bench(Document(network=network, positions=positions, example=Example((0.0, 0.0), (0.0,))))
    settle(bench, qtbot)
    assert [line.name for line in bench.plot.lines.lines] == ["h1"]
