"""The plane panel as a person meets it: events in, documents and pictures out."""

from __future__ import annotations

import gc
import itertools
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.document.sample_edits import with_held_out
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


def delete_now() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- what is shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid"])
def test_the_corners_of_xor_have_the_shades_of_their_classes(make_bench, qtbot, name):
    bench = make_bench(example(name))
    bench.settle(qtbot)
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
    image = bench.picture()
    inside = bench.plot.view.sceneBoundingRect().toRect().adjusted(12, 12, -12, -12)
    colors = {
        image.pixelColor(x, y).name().upper()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert colors == {LIGHT.field0, LIGHT.field1}


def test_a_sigmoid_network_is_painted_from_a_raster_that_becomes_fine_at_rest(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    bench.settle(qtbot)
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
    bench.settle(qtbot)
    marks = bench.plot.labels.marks
    assert set(marks) == {"h1", "h2", "h3"}
    rect = bench.plot.view.rect()
    for mark in marks.values():
        for x, y in (mark.name, mark.plus, mark.minus):
            assert rect.contains(QPointF(x, y))


def test_labels_move_with_their_lines_and_look_for_better_places_at_rest(bench, qtbot):
    before = bench.plot.labels.marks
    bench.plot.view.translateBy((0.1, 0.0))
    moved = bench.plot.labels.marks
    assert moved != before
    for name, mark in moved.items():
        line = bench.session.document.network
        at = bench.plot.view.mapToView(QPointF(*mark.plus))
        s = line.node(name).bias + at.x() + at.y()
        assert s > 0
    assert bench.panel.busy
    bench.settle(qtbot)
    rect = bench.plot.view.rect()
    assert all(rect.contains(QPointF(*mark.name)) for mark in bench.plot.labels.marks.values())


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
    bench.settle(qtbot)
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


# --- networks without a plane ------------------------------------------------------------------------------


def test_one_input_gets_a_plot_of_its_own(make_bench, qtbot):
    bench = make_bench(Document(Network(("x",)), {"x": (0, 0)}, example=Example((0.0,))))
    assert bench.panel.caption() == ""
    assert not bench.plot.isVisible()
    assert bench.panel.front.isVisible()
    bench.session.new(example("xor"))
    assert bench.plot.isVisible()
    bench.settle(qtbot)


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
    bench.settle(qtbot)
    assert bench.panel.picture.shades is None
    assert bench.panel.caption() == ""
    assert len(bench.plot.points.positions) == 4
    assert bench.pixel(0.5, 0.55).name().upper() == LIGHT.panel


# --- pictures that come late -------------------------------------------------------------------------------


def test_a_changed_weight_is_shown(bench, qtbot):
    network = bench.session.document.network.with_biases({"h1": -10.0})
    bench.session.edit("Set", edits.set_network_numbers(bench.session.document, network))
    bench.settle(qtbot)
    assert all(cell.shade == 0 for cell in bench.panel.picture.cells)


def test_a_picture_of_another_graph_is_never_shown(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    shown = []
    bench.panel.picture_shown.connect(shown.append)
    # The first job is on its way when another document takes the place.
    bench.session.new(example("three-lines"))
    bench.settle(qtbot)
    assert {line.name for picture in shown for line in picture.data.lines} == {"h1", "h2", "h3"}


def test_a_stream_of_changes_keeps_the_picture_moving(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    bench.settle(qtbot)
    shown = []
    bench.panel.picture_shown.connect(shown.append)
    network = bench.session.document.network
    biases = itertools.count(-3.0, 0.01)

    def five_pictures_while_it_changes() -> bool:
        bench.panel.show_network(network.with_biases({"o1": next(biases)}))
        return len(shown) >= 5

    qtbot.waitUntil(five_pictures_while_it_changes)
    assert max(shown[-1].shades.shape) <= 256
    bench.settle(qtbot)
    assert max(shown[-1].shades.shape) == 512


def test_a_network_in_training_is_shown_until_it_is_taken_back(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    bench.settle(qtbot)
    at_rest = bench.panel.picture
    bench.panel.show_network(bench.session.document.network.with_biases({"o1": 40.0}))
    qtbot.waitUntil(lambda: bench.panel.picture is not at_rest)
    assert bench.panel.picture.shades.min() > 200
    bench.panel.show_network(None)
    bench.settle(qtbot)
    np.testing.assert_array_equal(bench.panel.picture.shades, at_rest.shades)


def test_huge_weights_do_not_disturb_it(bench, qtbot):
    network = bench.session.document.network.with_weights({EdgeKey("x1", "h1"): 1e200})
    bench.session.edit("Set", edits.set_network_numbers(bench.session.document, network))
    bench.settle(qtbot)
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
    assert not bench.worker.busy("plane")
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
    rows = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    document = edits.set_dataset(example("xor"), Dataset.of(rows, np.eye(4).tolist()))
    bench = make_bench(document)
    bench.plot.field.hide()
    bench.plot.cells.hide()
    bench.plot.probe.hide()
    bench.plot.show_lines(False)
    bench.plot.show_boundary(False)
    picture = bench.picture()
    marks = [picture.copy(QRect(bench.place(*x) - QPoint(8, 8), QSize(17, 17))) for x in rows]
    assert not any(a == b for a, b in itertools.combinations(marks, 2))


def test_samples_take_the_class_of_the_output_that_shades(make_bench, qtbot):
    network = Network(
        inputs=("x1", "x2"),
        nodes=(Node("o1"), Node("o2", "tanh")),
        edges=(Edge("x1", "o1"), Edge("x2", "o2")),
        outputs=("o1", "o2"),
    )
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    rows = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    data = Dataset.of(rows, [[0.0, -1.0], [1.0, -1.0], [0.0, 1.0], [1.0, 1.0]])
    document = Document(
        network=network, positions=positions, example=Example((0.0, 0.0), (0.0, 0.0)), dataset=data
    )
    bench = make_bench(document)
    # Both compete: a sample is of the class of the larger target.
    assert bench.plot.points.classes.tolist() == [0, 0, 1, 0]
    bench.session.select(("o2",))
    assert bench.plot.points.classes.tolist() == [0, 0, 1, 1]
    bench.session.select(("o1",))
    assert bench.plot.points.classes.tolist() == [0, 1, 0, 1]


def test_a_network_with_a_skip_edge_shows_the_lines_of_the_first_layer_only(make_bench, qtbot):
    network = Network(
        inputs=("x1", "x2"),
        nodes=(Node("h1", "tanh", 0.1), Node("o1", "sigmoid")),
        edges=(Edge("x1", "h1"), Edge("x2", "h1"), Edge("h1", "o1"), Edge("x1", "o1", -0.5)),
        outputs=("o1",),
    )
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    bench = make_bench(Document(network=network, positions=positions, example=Example((0.0, 0.0), (0.0,))))
    bench.settle(qtbot)
    assert [line.name for line in bench.plot.lines.lines] == ["h1"]


def test_what_is_done_to_the_numbers_is_said_under_the_plane(bench, qtbot):
    legend = bench.panel.foot.legend
    assert "z-score" not in legend.accessibleName()
    width = legend.line_width
    bench.session.edit("Normalise", edits.normalise(bench.session.document, "zscore"))
    assert legend.accessibleName().startswith("x1, x2 are normalised by z-score")
    assert legend.line_width > width
    bench.session.edit("Hold out", with_held_out(bench.session.document, 0.25))
    assert "Hollow samples are held out of training" in legend.toolTip()
    bench.session.undo_stack.undo()
    bench.session.undo_stack.undo()
    assert legend.line_width == width


def test_a_sample_that_is_held_out_is_hollow(bench, qtbot):
    held_out = with_held_out(bench.session.document, 0.25, seed=1)
    bench.session.edit("Hold out", held_out)
    bench.settle(qtbot)
    (row,) = np.flatnonzero(held_out.dataset.test)
    panel = QColor(bench.theme.palette.panel)
    for n, x in enumerate(held_out.samples.x.tolist()):
        assert (bench.pixel(*x).rgb() == panel.rgb()) == (n == row), n
