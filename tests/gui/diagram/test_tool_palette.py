"""The four tools for those who look for one, and what drags and keys do with several nodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.diagram.mouse import CHOICES
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, LEFT = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton
ESC, RIGHT_KEY, UP = Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Up
SHAPES = Qt.CursorShape


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


def shown(it: Desk) -> str:
    return CHOICES[it.view.toolbar.tools.checkedId()]


def cursor(it: Desk) -> Qt.CursorShape:
    return it.view.viewport().cursor().shape()


# --- tools ------------------------------------------------------------------------------------------------


def test_keys_and_buttons_choose_a_tool_and_esc_goes_back(xor: Desk) -> None:
    assert shown(xor) == "select"
    for key, name in (("o", "node"), ("l", "edge"), ("h", "pan"), ("v", "select")):
        xor.key(key)
        assert xor.view.mouse.chosen == shown(xor) == name
    for button in xor.view.toolbar.tools.buttons():
        QTest.mouseClick(button, LEFT)
        assert button.isChecked()
        assert xor.view.mouse.chosen == shown(xor)
        assert button.accessibleName()
    xor.session.select(["h1"])
    xor.key(ESC)
    assert shown(xor) == "select"
    assert xor.session.selection.nodes == {"h1"}, "the tool goes first"
    xor.key(ESC)
    assert not xor.session.selection


def test_with_the_node_tool_a_click_adds_where_its_outline_stood(desk: Desks) -> None:
    it = desk(Document())
    it.key("o")
    it.move((10, 5))
    ghosts = it.view.diagram.overlay.ghosts
    assert ghosts.isVisible()
    assert cursor(it) == SHAPES.CrossCursor
    (center, _radius) = ghosts.discs[0]
    it.click((10, 5))
    assert it.document.network.names == ("x1",)
    assert it.document.positions["x1"] == center.toTuple()
    it.click((180, 0))
    assert it.document.network.names == ("x1", "h1")
    # A node is selected and moved with this tool as with the other.
    it.double_click((180, 0))
    assert it.session.selection.nodes == {"h1"}
    assert it.view.typing.field is None
    it.press((360, 0))
    it.key(ESC)
    it.release((360, 0))
    assert len(it.document.network.names) == 2
    assert not ghosts.isVisible()
    it.key(ESC)
    it.move((300, 50))
    assert not ghosts.isVisible()


@pytest.mark.parametrize("by_clicks", [False, True])
def test_with_the_edge_tool_edges_start_anywhere_on_a_node(xor: Desk, by_clicks: bool) -> None:
    at = xor.document.positions
    xor.key("l")
    xor.move(at["x1"])
    assert cursor(xor) == SHAPES.CrossCursor
    if by_clicks:
        xor.click(at["x1"])
        xor.move((200, 10))
        xor.move(at["o1"])
        band = xor.view.diagram.overlay.band
        assert band.isVisible()
        assert not band.refused
        assert xor.session.undo_stack.count() == 0
        xor.click(at["o1"])
    else:
        xor.drag(at["x1"], at["o1"])
    assert xor.document.network.has_edge("x1", "o1")
    assert xor.document.positions == at
    assert xor.session.undo_stack.undoText() == "Connect x1 to o1"
    assert not xor.view.diagram.overlay.band.isVisible()
    assert not xor.view.busy


@pytest.mark.parametrize("how", ["esc", "right", "itself", "double"])
def test_an_edge_begun_by_a_click_is_given_up(xor: Desk, how: str) -> None:
    at = xor.document.positions
    xor.key("l")
    if how == "double":
        xor.double_click(at["x1"])
    else:
        xor.click(at["x1"])
        xor.move(at["o1"])
        if how == "esc":
            xor.key(ESC)
            assert shown(xor) == "edge"
        elif how == "right":
            xor.click(at["o1"], Qt.MouseButton.RightButton)
        else:
            xor.click(at["x1"])
    assert not xor.view.busy
    assert not xor.view.diagram.overlay.band.isVisible()
    assert xor.session.undo_stack.count() == 0


def test_an_edge_begun_by_a_click_ends_in_a_new_node_too(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.key("l")
    xor.click(xor.document.positions["h1"])
    xor.move((360, -200))
    assert "Click" in xor.view.hint.text()
    xor.click((360, -200))
    assert xor.session.undo_stack.undoText() == "Add o2 fed by h1"


def test_with_the_pan_tool_a_left_drag_pans_and_nothing_else(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.key("h")
    xor.move((x, y))
    assert cursor(xor) == SHAPES.OpenHandCursor
    start = xor.pixel((0, 0))
    xor.press((x, y))
    xor.move(xor.view.mapToScene(xor.pixel((x, y)) + QPoint(50, 40)).toTuple(), LEFT)
    assert cursor(xor) == SHAPES.ClosedHandCursor
    xor.release((x, y))
    assert xor.pixel((0, 0)) - start == QPoint(50, 40)
    xor.double_click((90, 250))
    xor.click((x, y))
    assert xor.session.undo_stack.count() == 0
    assert not xor.session.selection


def test_the_window_has_the_tools_in_its_menu_and_header(bench: Workbench) -> None:
    QTest.keyClick(bench.diagram, "o")
    assert bench.actions["edit.tool_node"].isChecked()
    bench.actions["edit.tool_pan"].trigger()
    assert bench.diagram.mouse.chosen == "pan"
    assert not bench.actions["edit.tool_node"].isChecked()
    QTest.keyClick(bench.diagram, ESC)
    assert bench.actions["edit.tool_select"].isChecked()


@pytest.mark.parametrize("projector", [False, True])
def test_the_header_has_room_for_all_its_buttons_in_a_small_window(bench: Workbench, projector: bool) -> None:
    bench.theme.set_projector(projector)
    bench.window.resize(1280, 720)
    bench.window.cards.place(1280, 720)  # type: ignore[attr-defined]
    QTest.qWait(0)
    toolbar = bench.diagram.toolbar
    card = toolbar.parentWidget()
    buttons = [button for button in toolbar.findChildren(QToolButton) if button.isVisible()]
    assert len(buttons) == (6 if projector else 8)
    assert all(button.isVisible() for button in toolbar.tools.buttons())
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert toolbar.rect().contains(button.geometry())
    assert card.rect().contains(toolbar.geometry())
    assert card.width() <= 0.46 * bench.window.width()
    bench.theme.set_projector(False)


# --- the rubber band --------------------------------------------------------------------------------------


def test_from_one_of_several_selected_nodes_all_are_connected_in_one_step(desk: Desks) -> None:
    document = example("xor")
    document, _ = edits.add_node(document, (360, 200), "o2")
    it = desk(document)
    it.session.select(["x1", "x2", "h1"])
    end = document.positions["o2"]
    it.drag(it.rim("x2", end), end, hold=True)
    band = it.view.diagram.overlay.band
    assert band.isVisible()
    assert len(band.others) == 2
    it.release(end)
    assert {edge.source for edge in it.document.network.incoming("o2")} == {"x1", "x2", "h1"}
    assert it.session.undo_stack.undoText() == "Connect 3 nodes to o2"
    it.session.undo_stack.undo()
    assert it.document is document


def test_of_several_those_that_may_are_connected(xor: Desk) -> None:
    xor.session.select(["x1", "h1", "o1"])
    xor.connect("h1", "o1")
    assert xor.document.network.has_edge("x1", "o1")
    assert xor.session.undo_stack.undoText() == "Connect x1 to o1"
    xor.connect("h1", "o1")
    assert xor.session.undo_stack.count() == 1
    # A node that is not selected pulls alone.
    xor.connect("h2", "h1")
    assert xor.session.undo_stack.undoText() == "Connect h2 to h1"


def test_several_nodes_feed_a_new_one(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.session.select(["h1", "h2"])
    xor.drag(xor.rim("h2", (360, 200)), (360, 200))
    assert {edge.source for edge in xor.document.network.incoming("o2")} == {"h1", "h2"}
    assert xor.session.undo_stack.count() == 1
    assert xor.session.undo_stack.undoText() == "Add o2 fed by 2 nodes"


def test_a_duplicate_lights_the_edge_that_is_there(xor: Desk) -> None:
    end = xor.document.positions["h1"]
    xor.drag(xor.rim("x1", end), end, hold=True)
    overlay = xor.view.diagram.overlay
    assert overlay.band.refused
    assert overlay.lit_path.isVisible()
    assert overlay.lit_path.path == xor.view.diagram.way("x1", "h1")
    xor.key(ESC)


# --- selecting and moving ---------------------------------------------------------------------------------


def test_a_marquee_with_alt_subtracts(xor: Desk) -> None:
    xor.view.select_all()
    (x, y), (hx, hy) = xor.document.positions["x1"], xor.document.positions["x2"]
    xor.drag((x - 35, y - 60), (hx + 60, hy + 60), keys=ALT)
    assert xor.session.selection.nodes == {"h1", "h2", "o1"}
    assert xor.session.selection.edges == {EdgeKey("h1", "o1"), EdgeKey("h2", "o1")}
    xor.click((x - 35, y - 60), keys=ALT)
    assert xor.session.selection.nodes == {"h1", "h2", "o1"}


def test_a_marquee_with_shift_adds(xor: Desk) -> None:
    xor.session.select(["o1"])
    (x, y), (hx, hy) = xor.document.positions["x1"], xor.document.positions["x2"]
    xor.drag((x - 35, y - 60), (hx + 60, hy + 60), keys=SHIFT)
    assert xor.session.selection.nodes == {"x1", "x2", "o1"}


def test_plain_arrows_move_the_selection_in_the_draw_workspace_only(bench: Workbench) -> None:
    bench.show_workspace("draw")
    bench.diagram.setFocus()
    x, y = bench.session.document.positions["h1"]
    bench.session.select(["h1"])
    QTest.keyClick(bench.diagram, RIGHT_KEY)
    QTest.keyClick(bench.diagram, UP, SHIFT)
    assert bench.session.document.positions["h1"] == (x + 1, y - 10)
    assert bench.session.undo_stack.count() == 1
    assert bench.playback.index == -1
    QTest.keyClick(bench.diagram, RIGHT_KEY, ALT)
    assert bench.session.document.positions["h1"] == (x + 2, y - 10)
    # Without a selection, and in the other workspaces, they walk.
    bench.session.select()
    QTest.keyClick(bench.diagram, RIGHT_KEY)
    assert bench.playback.index == 0
    bench.session.select(["h1"])
    for workspace in ("walk", "train", "explore"):
        bench.show_workspace(workspace)
        bench.diagram.setFocus()
        index = bench.playback.index
        QTest.keyClick(bench.diagram, RIGHT_KEY)
        assert bench.playback.index == index + 1
    QTest.keyClick(bench.diagram, RIGHT_KEY, ALT | SHIFT)
    assert bench.session.document.positions["h1"] == (x + 12, y - 10)


def test_the_clipboard_keys_work_in_the_window(bench: Workbench) -> None:
    bench.session.select(["h1"])
    assert bench.actions["edit.duplicate"].isEnabled()
    QTest.keyClick(bench.diagram, "d", CTRL)
    assert bench.session.selection.nodes == {"h3"}
    bench.inspector.setFocus()
    bench.actions["edit.cut"].trigger()
    assert "h3" not in bench.session.document.network
    assert not bench.actions["edit.copy"].isEnabled()
    bench.actions["edit.paste"].trigger()
    assert bench.session.selection.nodes == {"h3"}
