"""Duplicate, cut, copy and paste on the canvas, by keys, mouse and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.document import edits, placing
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.storage import encode
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ESC = Qt.Key.Key_Escape


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    """Each test begins with nothing on the clipboard, and leaves nothing there."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


def leave(it: Desk) -> None:
    """The mouse leaves the canvas."""
    QApplication.sendEvent(it.view, QEvent(QEvent.Type.Leave))


def choose(start: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    submenus = [sub for sub in menu.findChildren(QMenu) if not sub.isEmpty()]
    found = [a for shown in (menu, *submenus) for a in shown.actions() if a.text().startswith(start)]
    (action,) = found
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def clear(document: Document) -> bool:
    places = list(document.positions.values())
    return all(
        (x - a) ** 2 + (y - b) ** 2 >= placing.COVERING**2
        for i, (x, y) in enumerate(places)
        for a, b in places[:i]
    )


# --- duplicate --------------------------------------------------------------------------------------------


def test_ctrl_d_duplicates_the_selection_beside_itself_in_one_step(xor: Desk) -> None:
    xor.session.edit("Lock", edits.lock(xor.document, True, ["h1"]))
    before = xor.document
    xor.session.select(["h1", "h2", "o1"])
    xor.key("d", CTRL)
    network = xor.document.network
    assert xor.session.selection.nodes == {"h3", "h4", "o2"}
    assert xor.session.selection.edges == {EdgeKey("h3", "o2"), EdgeKey("h4", "o2")}
    assert network.edge("h4", "o2").weight == -1
    assert network.node("h3").locked
    assert network.node("h3").activation == "step"
    assert network.outputs == ("o1", "o2")
    assert clear(xor.document)
    assert xor.session.undo_stack.undoText() == "Duplicate 3 nodes"
    xor.session.undo_stack.undo()
    assert xor.document is before


def test_ctrl_d_again_repeats_the_offset_even_after_a_move(xor: Desk) -> None:
    x, y = xor.document.positions["o1"]
    xor.session.select(["o1"])
    xor.key("d", CTRL)
    assert xor.session.selection.nodes == {"o2"}
    xor.session.edit("Move", edits.move(xor.document, {"o2": (x + 40, y + 110)}))
    xor.key("d", CTRL)
    assert xor.session.selection.nodes == {"o3"}
    assert xor.document.positions["o3"] == (x + 80, y + 220)
    xor.key("d", CTRL)
    assert xor.document.positions["o4"] == (x + 120, y + 330)
    # Another selection starts anew.
    xor.session.select(["x1"])
    xor.key("d", CTRL)
    assert clear(xor.document)


def test_alt_drag_duplicates_where_it_is_dropped(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    before = xor.document
    xor.session.select(["h1", "o1"])
    x, y = before.positions["h1"]
    xor.drag((x, y), (x + 20, y - 220), keys=ALT, hold=True)
    ghosts = xor.view.diagram.overlay.ghosts
    assert ghosts.isVisible()
    assert len(ghosts.discs) == 2
    assert len(ghosts.lines) == 1
    assert xor.view.viewport().cursor().shape() == Qt.CursorShape.DragCopyCursor
    assert xor.document is before
    assert xor.view.diagram.nodes["h1"].pos().toTuple() == (x, y)
    xor.release((x + 20, y - 220), keys=ALT)
    assert not ghosts.isVisible()
    assert xor.session.selection.nodes == {"h3", "o2"}
    assert xor.document.positions["h3"] == (x + 20, y - 220)
    assert xor.document.positions["h1"] == (x, y)
    assert xor.session.undo_stack.undoText() == "Duplicate 2 nodes"
    assert xor.session.undo_stack.count() == 1


def test_alt_drag_of_another_node_duplicates_that_one_and_esc_cancels(xor: Desk) -> None:
    xor.session.select(["h1"])
    x, y = xor.document.positions["x1"]
    before = xor.document
    xor.drag((x, y), (x, y - 100), keys=ALT, hold=True)
    assert len(xor.view.diagram.overlay.ghosts.discs) == 1
    xor.key(ESC)
    assert not xor.view.diagram.overlay.ghosts.isVisible()
    xor.release((x, y - 100), keys=ALT)
    assert xor.document is before
    xor.drag((x, y), (x, y - 100), keys=ALT)
    assert xor.document.network.inputs == ("x1", "x2", "x3")
    assert xor.document.example.x == (1.0, 0.0, 1.0)


# --- the clipboard ----------------------------------------------------------------------------------------


def test_nodes_are_copied_from_window_to_window(desk: Desks) -> None:
    source, target = desk(example("worked-example")), desk(example("xor"))
    source.session.select(["x1", "h1", "o1"])
    QTest.keyClick(source.view, "c", CTRL)
    assert source.session.undo_stack.count() == 0
    QTest.keyClick(target.view, "v", CTRL)
    network = target.document.network
    assert target.session.selection.nodes == {"x3", "h3", "o2"}
    old = source.document.network
    assert network.edge("x3", "h3").weight == old.edge("x1", "h1").weight
    assert network.node("h3").bias == old.node("h1").bias
    assert network.node("h3").activation == old.node("h1").activation
    assert target.session.undo_stack.undoText() == "Paste 3 nodes"
    target.session.undo_stack.undo()
    assert target.document == example("xor")


def test_cut_and_paste_at_the_mouse(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.session.select(["h1"])
    xor.key("x", CTRL)
    assert "h1" not in xor.document.network
    assert xor.session.undo_stack.undoText() == "Cut h1"
    xor.move((60, 260))
    xor.key("v", CTRL)
    x, y = xor.document.positions["h1"]
    assert abs(x - 60) <= 2
    assert abs(y - 260) <= 2
    assert xor.document.network.node("h1").bias == -0.5
    assert xor.session.undo_stack.undoText() == "Paste h1"


def test_without_the_mouse_a_paste_stands_beside_the_original_or_in_sight(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.session.select(["h1"])
    xor.key("c", CTRL)
    leave(xor)
    xor.key("v", CTRL)
    (name,) = xor.session.selection.nodes
    px, py = xor.document.positions[name]
    assert 68 <= ((px - x) ** 2 + (py - y) ** 2) ** 0.5 <= 160
    for _ in range(8):
        xor.view.zoom_in()
    far = xor.view.mapToScene(xor.view.viewport().rect().center()).toTuple()
    xor.view.pan(-xor.view.mapFromScene(far[0] + 600, far[1] + 600))
    xor.key("v", CTRL)
    (name,) = xor.session.selection.nodes
    assert xor.view.viewport().rect().contains(xor.pixel(xor.document.positions[name]))


def test_a_whole_file_can_be_pasted_as_text(desk: Desks) -> None:
    it = desk(Document())
    QGuiApplication.clipboard().setText(encode(example("xor")).decode())
    it.key("v", CTRL)
    assert it.document.network == example("xor").network
    assert it.document.example == example("xor").example
    assert len(it.document.dataset) == 0


def test_of_edges_their_numbers_are_copied_and_one_is_pasted(xor: Desk) -> None:
    xor.session.select((), [EdgeKey("h2", "o1")])
    xor.key("c", CTRL)
    assert QGuiApplication.clipboard().text() == "-1.0"
    xor.session.select((), [EdgeKey("x1", "h1"), EdgeKey("x2", "h1")])
    xor.key("v", CTRL)
    assert xor.document.network.edge("x1", "h1").weight == -1
    assert xor.document.network.edge("x2", "h1").weight == -1
    assert xor.session.undo_stack.undoText() == "Change 2 weights"
    xor.key("c", CTRL)
    assert QGuiApplication.clipboard().text() == "h1<-x1\t-1.0\nh1<-x2\t-1.0"
    QGuiApplication.clipboard().setText("sqrt(2)")
    xor.key("v", CTRL)
    assert xor.document.network.edge("x1", "h1").weight == 2**0.5
    said: list[str] = []
    xor.session.message.connect(lambda text, kind: said.append(text))
    QGuiApplication.clipboard().setText("no number")
    before = xor.document
    xor.key("v", CTRL)
    assert xor.document is before
    assert len(said) == 1


def test_copying_nothing_says_so_and_keeps_the_clipboard(xor: Desk) -> None:
    QGuiApplication.clipboard().setText("mine")
    said: list[str] = []
    xor.session.message.connect(lambda text, kind: said.append(text))
    for key in ("c", "x", "d"):
        xor.key(key, CTRL)
    assert len(said) == 3
    assert QGuiApplication.clipboard().text() == "mine"
    assert xor.session.undo_stack.count() == 0


def test_the_menus_cut_copy_paste_and_duplicate(xor: Desk) -> None:
    xor.view.camera.zoom(0.5)
    xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
    choose("Duplicate")
    assert xor.session.selection.nodes == {"h3"}
    xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
    choose("Copy")
    xor.click((90, 280), Qt.MouseButton.RightButton)
    choose("Paste here")
    x, y = xor.document.positions["h4"]
    assert abs(x - 90) <= 2
    assert abs(y - 280) <= 2
    xor.click(xor.document.positions["h4"], Qt.MouseButton.RightButton)
    choose("Cut")
    assert "h4" not in xor.document.network


def test_the_menus_lock_and_negate_what_is_selected(xor: Desk) -> None:
    xor.session.select(["h1", "h2"])
    xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
    choose("Lock")
    assert xor.document.network.node("h2").locked
    assert xor.document.network.edge("x1", "h1").locked
    xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
    choose("Unlock")
    assert not xor.document.network.node("h2").locked
    xor.click(xor.weight("h2", "o1"), Qt.MouseButton.RightButton)
    choose("Negate")
    assert xor.document.network.edge("h2", "o1").weight == 1
