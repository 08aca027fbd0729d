"""Every gesture of the mouse on the diagram, and that what is cancelled or refused leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.diagram.hint import in_two_lines
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]

RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


# --- adding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "name"), [(1 / 6, "x1"), (1 / 2, "h1"), (5 / 6, "o1")])
def test_double_click_adds_by_the_third_of_an_empty_canvas(desk: Desks, part: float, name: str) -> None:
    it = desk(Document())
    viewport = it.view.viewport()
    at = it.view.mapToScene(round(viewport.width() * part), viewport.height() // 2).toTuple()
    it.double_click(at)
    assert it.document.network.names == (name,)
    assert it.session.selection.nodes == {name}
    assert it.session.undo_stack.undoText() == f"Add {name}"


def test_double_click_left_of_the_inputs_adds_an_input_and_right_a_neuron(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    left = min(x for x, _ in xor.document.positions.values())
    xor.double_click((left, 250))
    assert xor.document.network.inputs == ("x1", "x2", "x3")
    xor.double_click((xor.document.positions["h1"][0], 250))
    assert "h3" in xor.document.network.hidden
    xor.double_click((xor.document.positions["o1"][0], 250))
    assert "o2" in xor.document.network


def test_a_new_node_stands_exactly_in_the_column_it_is_put_near(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    x = xor.document.positions["h1"][0]
    xor.double_click((x + 13, 253))
    assert xor.document.positions["h3"] == (x, 250)


def test_a_new_neuron_has_the_activation_of_the_last_one(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.double_click((180, 260))
    assert xor.document.network.node("h3").activation == "step"


# --- connecting -------------------------------------------------------------------------------------------


def test_a_drag_from_rim_to_node_makes_an_edge_of_weight_1_in_one_step(desk: Desks) -> None:
    document, _ = edits.add_input(Document(), (0, 0))
    document, _ = edits.add_node(document, (180, 0))
    it = desk(document)
    it.connect("x1", "h1")
    assert it.document.network.edge("x1", "h1").weight == 1.0
    assert it.document.network.outputs == ("h1",)
    assert it.session.undo_stack.count() == 1
    assert it.session.undo_stack.undoText() == "Connect x1 to h1"


def test_a_cycle_is_refused_while_hovering_with_the_reason_and_the_path_lit(xor: Desk) -> None:
    end = xor.document.positions["h1"]
    xor.drag(xor.rim("o1", end), end, hold=True)
    overlay = xor.view.diagram.overlay
    assert xor.view.hint.isVisible()
    assert "cycle" in xor.view.hint.text()
    assert overlay.band.refused
    assert overlay.lit_path.isVisible()
    assert not overlay.lit_path.path.isEmpty()
    before = xor.document
    xor.release(end)
    assert xor.document is before
    assert not xor.view.hint.isVisible()
    assert not overlay.band.isVisible()
    assert not overlay.lit_path.isVisible()


@pytest.mark.parametrize(
    ("source", "target", "word"), [("x1", "h1", "already"), ("h1", "x1", "input"), ("x1", "x2", "input")]
)
def test_other_refusals_are_said_in_words_too(xor: Desk, source: str, target: str, word: str) -> None:
    end = xor.document.positions[target]
    xor.drag(xor.rim(source, end), end, hold=True)
    assert xor.view.hint.isVisible()
    assert word in xor.view.hint.text()
    said: list[str] = []
    xor.session.message.connect(lambda text, kind: said.append(text))
    xor.release(end)
    assert xor.session.undo_stack.count() == 0
    assert said == [], "it has been said while hovering"


def test_a_node_dropped_on_another_is_nudged_beside_it(xor: Desk) -> None:
    end = xor.document.positions["h1"]
    xor.drag(xor.document.positions["h2"], end)
    x, y = xor.document.positions["h2"]
    assert (x - end[0]) ** 2 + (y - end[1]) ** 2 >= 78**2
    assert xor.session.undo_stack.count() == 1


@pytest.mark.parametrize("size", [(720, 560), (420, 300)])
@pytest.mark.parametrize(("source", "target"), [("o1", "h1"), ("o1", "h2"), ("h2", "x1"), ("x1", "h1")])
def test_the_reason_hides_neither_of_the_two_nodes(
    desk: Desks, size: tuple[int, int], source: str, target: str
) -> None:
    it = desk(example("xor"), size=size)
    end = it.document.positions[target]
    it.drag(it.rim(source, end), end, hold=True)
    hint, scene = it.view.hint, it.view.diagram
    assert hint.isVisible()
    for name in (source, target):
        assert not hint.geometry().intersects(it.view.disc_rect(scene.position(name), scene.radius(name)))
    assert it.view.rect().contains(hint.geometry())
    assert hint.text().count("\n") <= 1
    it.key(Qt.Key.Key_Escape)


def test_a_long_reason_is_two_lines_of_about_one_width(desk: Desks) -> None:
    metrics = desk(example("xor")).view.hint.fontMetrics()
    words = (
        "An edge from o1 to h1 would close the cycle h1 → o1 → h1, and then no order to compute them is left."
    )
    first, second = in_two_lines(words, metrics, 300, 600).split("\n")
    assert f"{first} {second}" == words
    assert abs(metrics.horizontalAdvance(first) - metrics.horizontalAdvance(second)) < 80
    for line in in_two_lines(words * 5, metrics, 300, 400).split("\n"):
        assert metrics.horizontalAdvance(line) <= 400
    assert in_two_lines("short", metrics, 300, 400) == "short"
    assert "\n" not in in_two_lines("x" * 500, metrics, 300, 400)


def test_an_allowed_target_shows_a_band_without_refusal(xor: Desk) -> None:
    end = xor.document.positions["o1"]
    xor.drag(xor.rim("x1", (80, -100)), end, hold=True)
    overlay = xor.view.diagram.overlay
    assert overlay.band.isVisible()
    assert not overlay.band.refused
    assert overlay.target_ring.isVisible()
    assert not xor.view.hint.isVisible()


def test_esc_cancels_a_connection(xor: Desk) -> None:
    end = xor.document.positions["o1"]
    before = xor.document
    xor.drag(xor.rim("x1", end), end, hold=True)
    xor.key(Qt.Key.Key_Escape)
    assert not xor.view.diagram.overlay.band.isVisible()
    xor.release(end)
    assert xor.document is before
    assert xor.session.undo_stack.count() == 0


def test_a_connection_to_empty_canvas_adds_a_fed_neuron_in_one_step(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    place = (360, 200)
    xor.drag(xor.rim("h2", place), place)
    (name,) = set(xor.document.network.names) - set(example("xor").network.names)
    assert xor.document.network.has_edge("h2", name)
    assert xor.session.undo_stack.count() == 1
    assert xor.session.undo_stack.undoText() == f"Add {name} fed by h2"


def test_a_connection_released_among_the_inputs_or_on_itself_does_nothing(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.drag(xor.rim("h1", (0, 250)), (0, 250))
    xor.drag(xor.rim("h1", (180, -200)), xor.document.positions["h1"])
    assert xor.session.undo_stack.count() == 0


def test_hovering_the_rim_offers_a_connection_and_the_body_a_move(xor: Desk) -> None:
    ring = xor.view.diagram.overlay.ring
    xor.move(xor.rim("h1", (0, -70)))
    assert ring.isVisible()
    assert ring.strong
    assert xor.view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    xor.move(xor.document.positions["h1"])
    assert ring.isVisible()
    assert not ring.strong
    assert xor.view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    xor.move((90, -300))
    assert not ring.isVisible()


# --- selecting --------------------------------------------------------------------------------------------


def test_click_selects_and_ctrl_adds_and_takes_away(xor: Desk) -> None:
    at = xor.document.positions
    xor.click(at["h1"])
    assert xor.session.selection.nodes == {"h1"}
    xor.click(at["h2"], keys=CTRL)
    assert xor.session.selection.nodes == {"h1", "h2"}
    xor.click(at["h1"], keys=CTRL)
    assert xor.session.selection.nodes == {"h2"}
    xor.click(xor.weight("h1", "o1"), keys=SHIFT)
    assert xor.session.selection.edges == {EdgeKey("h1", "o1")}
    assert xor.session.selection.nodes == {"h2"}
    xor.click((90, 250))
    assert not xor.session.selection


def test_an_edge_is_selected_on_its_line_too(xor: Desk) -> None:
    path = xor.view.diagram.edges.path(EdgeKey("h1", "o1"))
    assert path is not None
    xor.click(path.point(0.15))
    assert xor.session.selection.edges == {EdgeKey("h1", "o1")}


def test_a_marquee_selects_nodes_and_the_edges_between_them(xor: Desk) -> None:
    (x, y), (hx, hy) = xor.document.positions["x1"], xor.document.positions["h2"]
    xor.drag((x - 35, y - 60), (hx + 60, hy + 20))
    assert xor.session.selection.nodes == {"x1", "x2", "h1", "h2"}
    assert len(xor.session.selection.edges) == 4
    assert not xor.view.diagram.overlay.marquee.isVisible()


def test_esc_during_a_marquee_brings_the_old_selection_back(xor: Desk) -> None:
    xor.click(xor.document.positions["o1"])
    (x, y), (hx, hy) = xor.document.positions["x1"], xor.document.positions["h2"]
    xor.drag((x - 35, y - 60), (hx + 60, hy + 20), hold=True)
    assert xor.session.selection.nodes == {"x1", "x2", "h1", "h2"}
    xor.key(Qt.Key.Key_Escape)
    assert xor.session.selection.nodes == {"o1"}
    assert not xor.view.diagram.overlay.marquee.isVisible()


# --- moving -----------------------------------------------------------------------------------------------


def test_a_drag_moves_only_the_items_until_it_is_released(xor: Desk) -> None:
    before = xor.document
    x, y = before.positions["h1"]
    path = xor.view.diagram.edges.path(EdgeKey("x1", "h1"))
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    assert xor.document is before
    item = xor.view.diagram.nodes["h1"]
    assert item.pos().toTuple() == (x - 40, y - 30)
    assert xor.view.diagram.edges.path(EdgeKey("x1", "h1")) != path
    xor.release((x - 40, y - 30))
    assert xor.document.positions["h1"] == (x - 40, y - 30)
    assert xor.view.diagram.nodes["h1"] is item
    assert xor.session.undo_stack.count() == 1
    assert xor.session.undo_stack.undoText() == "Move h1"
    xor.session.undo_stack.undo()
    assert item.pos().toTuple() == (x, y)


def test_a_drag_moves_the_whole_selection_in_one_step(xor: Desk) -> None:
    xor.session.select(["h1", "h2", "o1"])
    before = xor.document.positions
    x, y = before["h2"]
    xor.drag((x, y), (x + 30, y + 30))
    after = xor.document.positions
    assert {name for name in after if after[name] != before[name]} == {"h1", "h2", "o1"}
    assert after["o1"] == (before["o1"][0] + 30, before["o1"][1] + 30)
    assert xor.session.undo_stack.undoText() == "Move 3 nodes"


def test_esc_cancels_a_move_and_puts_everything_back(xor: Desk) -> None:
    before = xor.document
    x, y = before.positions["h1"]
    paths = {edge.key: xor.view.diagram.edges.path(edge.key) for edge in before.network.edges}
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    xor.key(Qt.Key.Key_Escape)
    assert xor.view.diagram.nodes["h1"].pos().toTuple() == (x, y)
    xor.release((x - 40, y - 30))
    assert xor.document is before
    assert {key: xor.view.diagram.edges.path(key) for key in paths} == paths


def test_another_button_cancels_a_move(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    xor.press((x - 40, y - 30), RIGHT)
    xor.release((x - 40, y - 30))
    assert xor.session.undo_stack.count() == 0


def test_a_change_of_the_graph_under_a_drag_ends_it(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    xor.session.edit("Delete h2", edits.remove(xor.document, ["h1"]))
    assert not xor.view.busy
    xor.release((x - 40, y - 30))
    assert "h1" not in xor.view.diagram.nodes
    assert xor.session.undo_stack.count() == 1


def test_a_change_of_numbers_under_a_drag_lets_it_go_on(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    xor.session.edit("Change", edits.set_bias(xor.document, "h2", 3.0))
    assert xor.view.busy
    xor.move((x - 40, y - 30), LEFT)
    xor.release((x - 40, y - 30))
    assert xor.document.positions["h1"] == (x - 40, y - 30)
    assert xor.document.network.node("h2").bias == 3.0


def test_a_dragged_node_lines_up_with_others_and_shows_the_line(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.drag((x, y), (x + 50, y + 4), hold=True)
    assert xor.view.diagram.nodes["h1"].pos().toTuple() == (round((x + 50) / 10) * 10, y)
    assert xor.view.diagram.overlay.guides[1].isVisible()
    xor.release((x + 50, y + 4))
    assert not any(guide.isVisible() for guide in xor.view.diagram.overlay.guides)


# --- the camera -------------------------------------------------------------------------------------------


def test_the_wheel_zooms_about_the_pointer(xor: Desk) -> None:
    at = xor.document.positions["h2"]
    before, scale = xor.pixel(at), xor.view.camera.scale
    xor.wheel(at, 120)
    assert xor.view.camera.scale > scale
    assert (xor.pixel(at) - before).manhattanLength() <= 2
    xor.wheel(at, -120)
    assert xor.view.camera.scale == pytest.approx(scale)


def test_shift_wheel_and_two_fingers_pan(xor: Desk) -> None:
    at, scale = xor.document.positions["h2"], xor.view.camera.scale
    before = xor.pixel(at)
    xor.wheel(at, 120, SHIFT)
    assert xor.pixel(at) - before == QPoint(60, 0)
    xor.wheel(at, 120, fingers=QPoint(-60, 25))
    assert xor.pixel(at) - before == QPoint(0, 25)
    assert xor.view.camera.scale == scale


@pytest.mark.parametrize("button", [MIDDLE, RIGHT])
def test_middle_and_right_drags_pan(xor: Desk, button: Qt.MouseButton) -> None:
    start = xor.pixel((0, 0))
    # The canvas moves under the pointer, so the end is given in pixels.
    xor.press((90, 0), button)
    target = xor.view.mapToScene(xor.pixel((90, 0)) + QPoint(50, 40)).toTuple()
    xor.move(target, button)
    xor.release((90, 0), button)
    assert xor.pixel((0, 0)) - start == QPoint(50, 40)
    assert xor.session.undo_stack.count() == 0


def test_a_resize_keeps_the_content_fitted_until_a_person_zooms(xor: Desk) -> None:
    scale = xor.view.camera.scale
    xor.window.resize(420, 360)
    assert xor.view.camera.scale < scale
    visible = xor.view.viewport().rect()
    assert all(visible.contains(xor.pixel(at)) for at in xor.document.positions.values())
    xor.wheel((0, 0), 120)
    scale = xor.view.camera.scale
    xor.window.resize(800, 640)
    assert xor.view.camera.scale == scale
    xor.view.fit()
    assert xor.view.camera.scale != scale


def test_opening_a_document_fits_it(xor: Desk) -> None:
    xor.wheel((0, 0), 1200)
    xor.session.open_example("worked-example")
    visible = xor.view.viewport().rect()
    assert all(visible.contains(xor.pixel(at)) for at in xor.document.positions.values())
    assert xor.view.camera.fitted


def test_a_dragged_node_stays_under_the_pointer_while_the_walk_plays_and_training_streams(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.drag((x, y), (x - 40, y - 30), hold=True)
    item = xor.view.diagram.nodes["h1"]
    path = xor.view.diagram.edges.path(EdgeKey("x1", "h1"))
    xor.playback.next()
    assert item.pos().toTuple() == (x - 40, y - 30)
    xor.view.show_network(xor.document.network.with_biases({"h1": 3.0}))
    assert item.pos().toTuple() == (x - 40, y - 30)
    assert xor.view.diagram.edges.path(EdgeKey("x1", "h1")) == path
    xor.view.show_network(None)
    xor.release((x - 40, y - 30))
    assert xor.document.positions["h1"] == (x - 40, y - 30)
