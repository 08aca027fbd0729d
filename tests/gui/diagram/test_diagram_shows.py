"""What the diagram shows: the document, the walk, the training; and what it leaves alone."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.diagram import node_boxes, node_items
from nndesk.figure.primitives import Box, Item, Label, Text
from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import format_number, latex_number

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


def items_of(desk: Desk, name: str) -> tuple[Item, ...]:
    return desk.view.diagram.nodes[name].items


def words(desk: Desk, name: str) -> str:
    return " ".join(
        item.text if isinstance(item, Text) else item.latex
        for item in items_of(desk, name)
        if isinstance(item, Text | Label)
    )


# --- the document -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_screen_paints_the_primitives_of_the_exports(desk: Desks, name: str) -> None:
    it = desk(example(name))
    shown = it.view.diagram.shown
    assert set(it.view.diagram.nodes) == set(it.document.network.names)
    for node in it.document.network.names:
        assert items_of(it, node) == node_items(it.document, node, shown.style, it.playback.live())


def test_an_edit_keeps_the_items_of_what_it_leaves_alone(xor: Desk) -> None:
    items = dict(xor.view.diagram.nodes)
    primitives = {name: items_of(xor, name) for name in items}
    xor.session.edit("Change", edits.set_bias(xor.document, "o1", 9.0))
    assert xor.view.diagram.nodes == items
    assert {name for name in items if items_of(xor, name) is not primitives[name]} == {"o1"}


def test_another_document_leaves_no_item_behind(xor: Desk) -> None:
    before = len(xor.view.diagram.items())
    xor.session.open_example("three-lines")
    xor.session.open_example("xor")
    assert len(xor.view.diagram.items()) == before


def test_live_values_follow_the_example(xor: Desk) -> None:
    assert xor.playback.index == -1
    xor.session.edit("Move", edits.set_example(xor.document, x=(1.0, 1.0)))
    assert "1.5" in words(xor, "h1")
    xor.session.edit("Move", edits.set_example(xor.document, x=(0.0, 0.0)))
    assert "-0.5" in words(xor, "h1")


def test_decimal_commas_and_digits_of_the_document_are_used(xor: Desk) -> None:
    xor.session.edit("Comma", edits.set_view(xor.document, decimal_comma=True))
    assert "0{,}5" in words(xor, "h1")


def test_the_caption_counts_layers_and_parameters(desk: Desks, qtbot: QtBot) -> None:
    it = desk(Document())
    assert it.view.title() == "Network"
    assert it.view.caption() == ""
    with qtbot.waitSignal(it.view.caption_changed) as caught:
        it.session.new(example("worked-example"))
    assert caught.args == ["3-2-1 · 11 parameters"]
    it.session.new()
    it.view.add_neuron()
    assert it.view.caption() == "1 node · 1 parameter"
    it.view.add_input()
    assert it.view.caption() == "2 nodes · 1 parameter"


def test_a_narrow_panel_has_the_layers_alone_in_its_caption(desk: Desks) -> None:
    it = desk(example("worked-example"))
    it.window.resize(380, 400)
    QApplication.processEvents()
    assert it.view.caption() == "3-2-1"
    it.window.resize(900, 400)
    QApplication.processEvents()
    assert it.view.caption() == "3-2-1 · 11 parameters"


def test_the_first_edges_leave_the_view_where_it_is(desk: Desks) -> None:
    it = desk(Document())
    transform = it.view.viewportTransform()
    it.double_click((0, 0))
    it.double_click((180, 0))
    it.connect("x1", "h1")
    assert it.view.viewportTransform() == transform


def test_nodes_added_out_of_sight_are_brought_into_it(desk: Desks) -> None:
    it = desk(Document())
    for _ in range(8):
        it.view.add_input()
    visible = it.view.viewport().rect()
    assert all(visible.contains(it.pixel(at)) for at in it.document.positions.values())


# --- the walk ---------------------------------------------------------------------------------------------


def test_each_step_shows_what_is_known_by_then(desk: Desks) -> None:
    it = desk(example("worked-example"))
    walk = it.playback.walk
    assert walk is not None
    for index, step in enumerate(walk.steps):
        it.playback.seek(index)
        known = walk.known_at(index)
        assert it.view.diagram.shown.known == known
        for name in it.document.network.order:
            assert (r"\delta" in words(it, name)) == (name in known.delta)
        assert bool(it.view.diagram.edges.front.boundingRect().isEmpty()) == (not step.edges)


def test_values_travel_forward_for_signals_and_backward_for_deltas(desk: Desks) -> None:
    it = desk(example("worked-example"))
    assert it.playback.walk is not None
    directions = {}
    for step in it.playback.walk.steps:
        it.playback.next()
        flow = it.view.flow
        assert flow.running == (step.kind in ("signal", "hidden_delta"))
        if flow.running:
            node = it.document.positions[step.nodes[0]]
            way = it.view.diagram.overlay.flow.ways[0]
            start, end = way.pointAtPercent(0.0), way.pointAtPercent(1.0)
            near, far = ((p.x() - node[0]) ** 2 + (p.y() - node[1]) ** 2 for p in (end, start))
            directions[step.kind] = near < far
    assert directions == {"signal": True, "hidden_delta": True}


def test_nothing_travels_when_stepping_back_jumping_or_with_reduced_motion(desk: Desks) -> None:
    it = desk(example("worked-example"))
    it.playback.seek(4)
    assert not it.view.flow.running
    it.playback.to_end()
    it.playback.previous()
    assert not it.view.flow.running
    it.theme.set_reduced_motion(True)
    it.playback.to_start()
    it.playback.next()
    assert not it.view.flow.running
    assert not it.view.diagram.overlay.flow.isVisible()


def test_the_flow_ends_by_itself_and_leaves_nothing(desk: Desks, qtbot: QtBot) -> None:
    it = desk(example("worked-example"))
    it.playback.speed = 8.0
    it.playback.next()
    assert it.view.flow.running
    qtbot.waitUntil(lambda: not it.view.flow.running)
    assert not it.view.diagram.overlay.flow.isVisible()


def test_an_edit_in_the_middle_of_a_walk_is_shown(desk: Desks) -> None:
    it = desk(example("worked-example"))
    it.playback.to_end()
    first = it.document.network.edges[0].key
    it.session.edit("Delete", edits.remove(it.document, edges=[first]))
    assert it.view.diagram.edges.path(first) is None
    assert it.view.diagram.shown.document is it.document


# --- training ---------------------------------------------------------------------------------------------


def test_streamed_networks_are_shown_without_touching_the_document(xor: Desk) -> None:
    before = xor.document
    place = xor.weight("h1", "o1")
    network = before.network.with_weights({EdgeKey("h1", "o1"): 7.25}).with_biases({"h1": 4.0})
    xor.view.show_network(network)
    assert "= 4" in words(xor, "h1")
    assert "s = 5" in words(xor, "h1")
    assert xor.view.diagram.shown.document.network is network
    assert xor.document is before
    assert xor.weight("h1", "o1") == pytest.approx(place, abs=1.0)
    xor.view.show_network(None)
    assert xor.view.diagram.shown.document is before
    assert "-0.5" in words(xor, "h1")


def test_a_streamed_network_of_another_graph_is_left_out(xor: Desk) -> None:
    xor.view.show_network(example("and").network)
    assert xor.view.diagram.shown.document is xor.document


# --- looks ------------------------------------------------------------------------------------------------


def test_the_theme_repaints_everything(xor: Desk) -> None:
    xor.theme.set_mode("light")
    light = xor.view.grab().toImage()
    xor.theme.set_mode("dark")
    dark = xor.view.grab().toImage()
    corner = (light.width() - 2, 2)
    assert light.pixelColor(*corner) == QColor("#FFFFFF")
    assert dark.pixelColor(*corner) == QColor("#1F2024")
    assert xor.view.diagram.shown.style.palette is xor.theme.palette


def test_projector_type_grows(xor: Desk) -> None:
    before = items_of(xor, "h1")
    xor.theme.set_projector(True)
    assert items_of(xor, "h1") != before


def test_an_empty_canvas_says_how_to_begin(desk: Desks) -> None:
    it = desk(Document())
    empty = it.view.grab().toImage()
    it.session.new(replace(Document(), title="still empty"))
    assert it.view.grab().toImage() == empty
    it.view.add_input()
    assert it.view.grab().toImage() != empty


def test_tooltips_say_what_is_under_the_pointer(xor: Desk) -> None:
    def tip(at: tuple[float, float]) -> str:
        QToolTip.hideText()
        pixel = xor.pixel(at)
        event = QHelpEvent(QEvent.Type.ToolTip, pixel, xor.view.viewport().mapToGlobal(pixel))
        QApplication.sendEvent(xor.view.viewport(), event)
        return QToolTip.text()

    assert tip(xor.weight("h1", "o1")) == "h1 → o1: w = 1"
    assert "hidden node, step" in tip(xor.document.positions["h1"])
    assert "Drag from here" in tip(xor.rim("h1", (180, -300)))
    document = edits.set_lock(xor.document, EdgeKey("h1", "o1"), True)
    xor.session.edit("Lock", edits.set_lock(document, "h1", True))
    assert tip(xor.weight("h1", "o1")) == "h1 → o1: w = 1\nlocked: training leaves it alone"
    assert "bias locked" in tip(xor.document.positions["h1"])


def test_a_lock_is_painted_on_an_edge_whose_weight_is_not(xor: Desk) -> None:
    xor.session.edit("Hide", edits.set_view(xor.document, labels="none"))
    before = xor.view.grab().toImage()
    xor.session.edit("Lock", edits.set_lock(xor.document, EdgeKey("h1", "o1"), True))
    assert xor.view.grab().toImage() != before


def test_a_large_network_is_drawn_and_answers_hits(desk: Desks) -> None:
    it = desk(edits.layered("64-32-10", seed=1))
    assert not it.view.grab().isNull()
    edge = it.document.network.edges[700]
    path = it.view.diagram.edges.path(edge.key)
    assert path is not None
    assert it.view.diagram.edges.nearest(*path.point(0.37), 0.01) == edge.key
    it.view.pan(QPoint(30, 10))
    assert not it.view.grab().isNull()
    name = it.document.network.nodes[5].name
    x, y = it.document.positions[name]
    it.view.camera.zoom(12)
    it.drag((x, y), (x + 200, y), hold=True)
    incoming = it.document.network.incoming(name)[0].key
    moved = it.view.diagram.edges.path(incoming)
    assert moved is not None
    assert abs(moved.end[0] - x - 200) < 40
    it.release((x + 200, y))
    assert it.document.positions[name] == (x + 200, y)


def test_closed_views_leave_nothing_behind(desk: Desks, qtbot: QtBot) -> None:
    it = desk(example("worked-example"))
    died: list[weakref.ref[object]] = []
    for _ in range(20):
        view = DiagramView(it.session, it.playback, it.theme)
        view.show()
        view.edit_selected_number()
        view.session.select(["h1"])
        view.edit_selected_number()
        view.choose_activation()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
        died += [weakref.ref(view), weakref.ref(view.diagram), weakref.ref(view.diagram.nodes["h1"])]
        view.close()
        view.deleteLater()
        del view, popup
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    assert [ref for ref in died if ref() is not None] == []
    # What is left still works when the document changes.
    it.session.edit("Change", edits.set_bias(it.document, "h1", 3.0))


def test_a_large_network_in_training_is_pictured_now_and_then(desk: Desks) -> None:
    it = desk(edits.layered("2-32-32-1", seed=1))
    before = it.view.grab().toImage()
    network = it.document.network
    trained = network.with_weights({edge.key: -edge.weight for edge in network.edges})
    it.view.show_network(trained)
    pictured = it.view.grab().toImage()
    assert pictured != before
    # At once again is too soon: thousands of lines would take the time that training and mouse need.
    it.view.show_network(network)
    assert it.view.diagram.shown.document.network is trained
    it.view.show_network(None)
    assert it.view.diagram.shown.document is it.document
    assert it.view.grab().toImage() == before


def test_labels_around_a_node_follow_when_a_neighbour_moves(xor: Desk) -> None:
    before = xor.view.diagram.nodes["h1"].boxes["bias"]
    moved = edits.move(xor.document, {"x2": (170.0, 240.0), "x1": (0.0, -70.0)})
    xor.session.edit("move", moved)
    style = xor.view.diagram.shown.style
    known = xor.view.diagram.shown.known
    shown = xor.view.diagram.nodes["h1"]
    assert shown.boxes["bias"] != before
    assert shown.boxes["bias"].getRect() == pytest.approx(node_boxes(moved, "h1", style, known)["bias"])


# --- level of detail --------------------------------------------------------------------------------------


def sizes_on_the_screen(items: tuple[Item, ...], scale: float) -> list[float]:
    return [item.size * scale for item in items if isinstance(item, Text | Label)]


@pytest.mark.parametrize("scale", [0.05, 0.2, 0.3, 0.39, 0.5, 0.65, 0.9, 1.5])
def test_nothing_is_painted_too_small_to_be_read(desk: Desks, scale: float) -> None:
    it = desk(edits.layered("2-8-8-1", seed=0))
    it.playback.seek(4)
    for node in it.view.diagram.nodes.values():
        assert all(size >= 5.25 for size in sizes_on_the_screen(node.seen_at(scale), scale))
        if scale >= 0.9:
            assert node.seen_at(scale) == node.items
    assert it.view.diagram.labels.legible_at(scale) == (scale > 0.53)


def test_from_afar_names_and_outputs_go_last(desk: Desks) -> None:
    it = desk(edits.layered("2-8-8-1", seed=0))
    it.playback.seek(7)
    assert it.playback.known() is not None
    node = it.view.diagram.nodes["h2"]

    def seen(scale: float) -> list[str]:
        found = node.seen_at(scale)
        return [i.text if isinstance(i, Text) else i.latex for i in found if isinstance(i, Text | Label)]

    z = it.playback.known().z["h2"]
    assert len(seen(1.0)) == 4
    assert seen(0.4) == [format_number(z), "h_2"]
    assert seen(0.1) == []


def test_what_a_step_is_about_can_be_read_from_afar(desk: Desks) -> None:
    it = desk(edits.layered("2-8-8-1", seed=0))
    document = it.document
    for index, step in enumerate(it.playback.walk.steps):
        it.playback.seek(index)
        for scale in (0.2, 0.39, 0.6):
            found = it.view.diagram.focus.seen_at(scale)
            if step.kind == "cost":
                continue
            assert all(size >= 8.5 for size in sizes_on_the_screen(found, scale))
            pills = [item for item in found if isinstance(item, Label)]
            assert len(pills) == 1
            assert latex_number(step.value) in pills[0].latex
            if step.kind == "weight_change" and scale >= 0.39:
                numbers = {item.text for item in found if isinstance(item, Text)}
                weights = [document.network.edge(*key).weight for key in step.edges]
                assert sum(format_number(weight) in numbers for weight in weights) >= 0.7 * len(weights)
        assert it.view.diagram.focus.seen_at(1.0) == ()


def test_what_is_not_painted_cannot_be_hit(xor: Desk) -> None:
    at = xor.weight("x1", "h1")
    assert xor.view.diagram.hit(at, 1.0).part == "weight"
    assert xor.view.diagram.hit(at, 4.0).part == "edge"
    bias = xor.label("h2", "bias")
    assert xor.view.diagram.hit(bias, 1.0).part == "bias"
    assert xor.view.diagram.hit(bias, 4.0).part != "bias"


def test_undoing_and_redoing_keeps_a_fitted_drawing_fitted(desk: Desks) -> None:
    it = desk(example("xor"))
    it.view.fit()
    whole = it.view.viewportTransform()
    it.session.edit("Far", edits.add_node(it.document, (900.0, 600.0))[0])
    wide = it.view.viewportTransform()
    assert wide.m11() < whole.m11()
    it.session.undo_stack.undo()
    assert it.view.viewportTransform() == whole
    it.session.undo_stack.redo()
    assert it.view.viewportTransform() == wide
    it.session.undo_stack.undo()
    it.view.zoom_in()
    by_hand = it.view.viewportTransform()
    it.session.undo_stack.redo()
    assert it.view.viewportTransform() == by_hand


def test_undoing_a_number_leaves_the_view(desk: Desks) -> None:
    it = desk(Document())
    it.double_click((0, 0))
    it.double_click((180, 0))
    it.connect("x1", "h1")
    before = it.view.viewportTransform()
    it.session.edit("W", edits.set_weight(it.document, "x1", "h1", 3.0))
    it.session.undo_stack.undo()
    assert it.view.viewportTransform() == before


@pytest.mark.parametrize("scale", [0.55, 0.6])
def test_large_numbers_of_a_step_hide_neither_each_other_nor_their_small_ones_show(
    desk: Desks, scale: float
) -> None:
    it = desk(example("worked-example"))
    it.playback.to_end()
    found = it.view.diagram.focus.seen_at(scale)
    boxes = [item for item in found if isinstance(item, Box)]
    assert len(boxes) == 5, "two weights, two changes, and the change of the bias"
    for a, b in combinations(boxes, 2):
        apart_x = a.x + a.width <= b.x + 0.01 or b.x + b.width <= a.x + 0.01
        assert apart_x or a.y + a.height <= b.y + 4 or b.y + b.height <= a.y + 4
    step = it.playback.step()
    assert step is not None
    small = it.view.diagram.labels
    assert small.hidden_at(scale) == frozenset(step.edges)
    assert small.hidden_at(1.0) == frozenset()


def test_a_node_that_would_be_cut_off_makes_the_drawing_fit(desk: Desks) -> None:
    it = desk(example("xor"))
    visible = it.view.viewportTransform().inverted()[0].mapRect(it.view.viewport().rect())
    at = (float(visible.center().x()), float(visible.bottom() - 10))
    it.session.edit("Low", edits.add_node(it.document, at)[0])
    bottom = it.pixel((at[0], at[1] + 34)).y()
    assert bottom <= it.view.viewport().height()
