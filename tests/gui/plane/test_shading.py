"""What shades the plane: the node under the mouse, values or classes, and the legend that says so."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.examples import example
from nndesk.figure.legend import Classes, Values
from nndesk.figure.shading import class_tint
from nndesk.figure.style import LIGHT
from nndesk.network.model import Edge, EdgeKey, Network, Node


def three_classes() -> Document:
    outputs = ("o1", "o2", "o3")
    angles = (0.5, 2.6, 4.7)
    network = Network(
        ("x1", "x2"),
        tuple(Node(name) for name in outputs),
        tuple(
            edge
            for name, a in zip(outputs, angles, strict=True)
            for edge in (Edge("x1", name, 4 * float(np.cos(a))), Edge("x2", name, 4 * float(np.sin(a))))
        ),
        outputs,
    )
    positions = {name: (float(i), 0.0) for i, name in enumerate(network.names)}
    return Document(network, positions, example=Example((0.0, 0.0), (0.0, 0.0, 0.0)))


# --- under the mouse ---------------------------------------------------------------------------------------


def test_the_field_of_the_node_under_the_mouse_appears_and_goes(bench, qtbot):
    bench.session.spotlight.hover("h1")
    assert bench.panel.node == "o1", "who only passes changes nothing"
    qtbot.waitUntil(lambda: bench.panel.caption() == "z of h1")
    qtbot.waitUntil(lambda: bench.panel.picture.data.node == "h1")
    assert [line.name for line in bench.plot.lines.lines if line.selected] == ["h1"]
    bench.session.spotlight.hover(None)
    qtbot.waitUntil(lambda: bench.panel.picture.data.node == "o1")
    assert bench.panel.caption() == "z of o1"
    assert bench.session.undo_stack.count() == 0


def test_what_is_clicked_stays_when_the_mouse_leaves(bench, qtbot):
    bench.session.select(("h2",))
    bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: bench.panel.caption() == "z of h1")
    bench.session.spotlight.hover(None)
    qtbot.waitUntil(lambda: bench.panel.caption() == "z of h2")


def test_an_input_has_no_field(bench, qtbot):
    bench.session.spotlight.hover("x1")
    assert not bench.panel.busy
    assert bench.panel.node == "o1"


def test_from_node_to_node_nothing_flashes(bench, qtbot):
    shown = []
    bench.panel.caption_changed.connect(shown.append)
    bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: shown == ["z of h1"])
    bench.session.spotlight.hover(None)
    bench.session.spotlight.hover("h2")
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown == ["z of h1", "z of h2"]


def test_back_at_a_node_nothing_is_computed_anew(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    bench.settle(qtbot)
    first = bench.panel.picture
    bench.session.select(("h1",))
    bench.settle(qtbot)
    bench.session.select()
    assert bench.panel.picture is first
    assert not bench.worker.busy("plane")


def test_another_document_forgets_the_node_under_the_mouse(bench, qtbot):
    bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: bench.panel.node == "h1")
    bench.session.new(example("xor-sigmoid"))
    assert bench.panel.node == "o1"


def test_exports_show_what_was_chosen_and_not_where_the_mouse_is(bench, qtbot):
    bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: bench.panel.node == "h1")
    assert bench.panel.shown()[0] == "o1"


# --- classes -----------------------------------------------------------------------------------------------


def test_classes_have_hard_borders_and_come_back_as_values(bench, qtbot):
    bench.panel.edits.set_shading("classes")
    bench.settle(qtbot)
    assert [area.kind for area in bench.panel.picture.data.areas] == [0, 1]
    bench.plot.show_points(False)
    bench.plot.set_probe(None)
    assert bench.pixel(0.5, 0.55).name().upper() == LIGHT.field1
    assert bench.session.undo_stack.undoText() == "Shade the plane by classes"
    bench.session.undo_stack.undo()
    bench.settle(qtbot)
    assert bench.panel.picture.data.areas == ()


def test_of_several_outputs_the_largest_wins(make_bench, qtbot):
    bench = make_bench(three_classes())
    bench.settle(qtbot)
    assert bench.panel.caption() == "largest of o1, o2, o3"
    assert bench.panel.node is None
    assert {area.kind for area in bench.panel.picture.data.areas} == {0, 1, 2}
    assert len({area.strength for area in bench.panel.picture.data.areas}) > 3, "paler where none leads"
    bench.panel.edits.set_shading("classes")
    bench.settle(qtbot)
    bench.plot.set_probe(None)
    for kind, angle in enumerate((0.5, 2.6, 4.7)):
        color = bench.pixel(0.5 * np.cos(angle) + 0.02, 0.5 * np.sin(angle) + 0.02)
        assert color.name().upper() == class_tint(kind, LIGHT)
    bench.session.undo_stack.undo()
    bench.session.select(("o2",))
    assert bench.panel.caption() == "z of o2"
    bench.settle(qtbot)
    assert bench.panel.picture.data.areas == ()


def test_the_borders_of_classes_are_polylines(make_bench, qtbot):
    bench = make_bench(three_classes())
    bench.settle(qtbot)
    lines = bench.plot.boundary.polylines
    assert len(lines) >= 3
    # Each is straight here, so its middle points are left out.
    assert all(len(line) <= 3 for line in lines)


# --- the legend --------------------------------------------------------------------------------------------


def test_the_legend_says_what_the_colours_mean(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    bench.settle(qtbot)
    legend = bench.panel.foot.legend
    assert legend.legend == Values(0.0, 0.5, 1.0)
    assert "0.5" in legend.toolTip()
    bench.session.edit("Comma", edits.set_view(bench.session.document, decimal_comma=True))
    assert "0,5" in legend.toolTip()
    bench.panel.edits.set_shading("classes")
    bench.settle(qtbot)
    assert legend.legend == Classes(((0, "0"), (1, "1")))


def test_the_legend_of_many_classes_goes_to_a_second_line(make_bench, qtbot):
    bench = make_bench(three_classes())
    bench.settle(qtbot)
    legend = bench.panel.foot.legend
    line = legend.height()
    legend.setFixedWidth(60)
    qtbot.waitUntil(lambda: legend.height() == 2 * line)


def test_the_plane_does_not_jump_when_its_first_picture_arrives(make_bench, qtbot):
    bench = make_bench(example("xor-sigmoid"))
    before = bench.plot.geometry()
    bench.settle(qtbot)
    assert bench.plot.geometry() == before


# --- scales ------------------------------------------------------------------------------------------------


def test_inputs_of_very_different_size_fill_the_plot_each_to_its_own_scale(make_bench, qtbot):
    rows = [[0.0, 20.0], [1.0, 90000.0], [0.5, 40000.0], [0.2, 70000.0]]
    document = edits.set_dataset(example("xor-sigmoid"), Dataset.of(rows, [[0.0], [1.0], [1.0], [0.0]]))
    document = edits.set_example(document, (0.5, 40000.0))
    weights = {EdgeKey("x1", "h1"): 5.0, EdgeKey("x2", "h1"): 5e-5}
    document = edits.set_network_numbers(document, document.network.with_weights(weights))
    bench = make_bench(document)
    bench.settle(qtbot)
    x0, x1, y0, y1 = bench.plot.visible_window()
    assert x1 - x0 > 10000, "to one scale nothing of x1 can be seen"
    bench.session.edit("Scale", edits.set_view(bench.session.document, one_scale=False))
    bench.settle(qtbot)
    x0, x1, y0, y1 = bench.plot.visible_window()
    assert (x0, x1) == (-0.6, 1.6)
    assert y0 < 20 < 90000 < y1
    assert bench.plot.grid.spacing < 1 < 1000 < bench.plot.grid.up
    # Signs stand on their sides of a line that looks steep and is not.
    network = bench.session.document.network
    mark = bench.plot.labels.marks["h1"]
    for at, sign in ((mark.plus, 1), (mark.minus, -1)):
        point = bench.plot.view.mapToView(QPointF(*at))
        s = network.node("h1").bias + 5.0 * point.x() + 5e-5 * point.y()
        assert s * sign > 0
    assert bench.plot.axes["left"].width() > 50, "50000 needs more room than 0.5"
    # The ring moves by steps of each axis.
    bench.plot.setFocus()
    QTest.keyClick(bench.plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert bench.session.document.example.x[1] >= 50000
    bench.session.undo_stack.undo()
    bench.session.undo_stack.undo()
    assert bench.plot.one_scale


# --- the menu ----------------------------------------------------------------------------------------------


def test_the_menu_offers_values_classes_and_the_largest_output(make_bench, qtbot):
    from nndesk.gui.plane.plane_menu import PlaneMenu

    bench = make_bench(three_classes())
    bench.session.edit("Shade", edits.set_view(bench.session.document, plane_node="o3"))
    network = bench.session.document.network
    menu = PlaneMenu(bench.panel, network.order, network.outputs, (0.0, 0.0))
    shade_by = menu.actions()[0].menu()
    assert [action.text() for action in shade_by.actions()] == ["The largest output", "o1", "o2", "o3"]
    assert [action.isChecked() for action in shade_by.actions()] == [False, False, False, True]
    shade_by.actions()[0].trigger()
    assert bench.panel.chosen is None
    texts = [action.text() for action in menu.actions()]
    assert {"Shade by &values", "Shade by &classes", "Home", "Fit to data", "Range…"} <= set(texts)
    menu.close()
