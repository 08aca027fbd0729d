"""Whole layers, numbers and places, by the keys and handles that a person uses."""

from __future__ import annotations

import pytest
from hand import Hand
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.layer_edits import layers
from nndesk.document.layered import layered
from nndesk.gui.dialogs.randomise import RandomiseDialog
from nndesk.gui.dialogs.scale import ScaleDialog
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hand(bench: Workbench) -> Hand:
    """On an empty canvas with room for the handles under the columns."""
    bench.show_workspace("draw")
    bench.session.new()
    QApplication.processEvents()
    return Hand(bench.diagram)


def show(bench: Workbench, document: Document) -> None:
    bench.session.new(document)
    QApplication.processEvents()
    bench.diagram.setFocus()


def press_handle(bench: Workbench, layer: int, sign: int) -> None:
    handle = bench.diagram.handles.shown[layer]
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=handle.part(sign).center().toPoint())


# --- the recorded scripts ---------------------------------------------------------------------------------


def test_2_4_2_1_is_drawn_in_nine_gestures(bench: Workbench, hand: Hand) -> None:
    hand.double_click((0, 0))
    # Three drags from a rim to empty canvas: a chain of four nodes.
    for column in range(3):
        name = bench.session.document.network.names[-1]
        hand.drag(hand.rim(name, (180.0 * (column + 1), 0)), (180.0 * (column + 1), 0))
    press_handle(bench, 0, 1)
    for _ in range(3):
        press_handle(bench, 1, 1)
    press_handle(bench, 2, 1)
    network = bench.session.document.network
    assert network.layer_sizes == (2, 4, 2, 1)
    assert len(network.edges) == 2 * 4 + 4 * 2 + 2 * 1
    assert bench.session.undo_stack.count() == 9
    while bench.session.undo_stack.canUndo():
        hand.key(Qt.Key.Key_Z, CTRL)
    assert bench.session.document == Document()


def test_abu_mostafas_network_is_drawn_by_the_keyboard_alone(bench: Workbench, hand: Hand) -> None:
    for key in "iinn":
        hand.key(key)
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key("e")
    # A layer after the last, twice, the first of two neurons.
    hand.key(Qt.Key.Key_N, SHIFT)
    hand.key(Qt.Key.Key_Plus)
    hand.key(Qt.Key.Key_N, SHIFT)
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key("a")
    hand.key("g")
    for old, new in (("o1", "h3"), ("o2", "h4"), ("o3", "o1")):
        select_by_tab(bench, hand, old)
        hand.key(Qt.Key.Key_F2)
        hand.type(new)
        hand.key(Qt.Key.Key_Return)
    select_by_tab(bench, hand, "h1")
    hand.key(Qt.Key.Key_Return)
    # From the bias back to the first weight of the first neuron, then on through all of them.
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    wanted = example("abu-mostafa").network
    numbers = []
    for node in wanted.nodes:
        numbers += [edge.weight for edge in wanted.incoming(node.name)]
        numbers.append(node.bias)
    for number in numbers:
        hand.type(f"{number:g}")
        hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_Escape)
    drawn = bench.session.document.network
    assert drawn.inputs == wanted.inputs
    assert drawn.outputs == wanted.outputs
    assert drawn.nodes == wanted.nodes
    assert {e.key: e.weight for e in drawn.edges} == {e.key: e.weight for e in wanted.edges}


def select_by_tab(bench: Workbench, hand: Hand, name: str) -> None:
    hand.key(Qt.Key.Key_Escape)
    for _ in bench.session.document.network.names:
        hand.key(Qt.Key.Key_Tab)
        if bench.session.selection.node == name:
            return
    raise AssertionError(f"Tab does not come to {name}")


# --- layers -----------------------------------------------------------------------------------------------


def test_plus_and_minus_beside_a_layer(bench: Workbench) -> None:
    show(bench, layered("2-3-1"))
    bench.show_workspace("draw")
    QApplication.processEvents()
    handles = bench.diagram.handles.shown
    assert [(handle.layer, handle.count) for handle in handles] == [(0, 2), (1, 3), (2, 1)]
    press_handle(bench, 1, -1)
    assert bench.session.document.network.hidden == ("h1", "h2")
    assert bench.diagram.handles.shown[1].count == 2
    press_handle(bench, 2, 1)
    assert bench.session.document.network.outputs == ("o1", "o2")
    assert bench.session.selection.node == "o2"
    # A click between the two is none.
    handle = bench.diagram.handles.shown[0]
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    assert bench.session.undo_stack.count() == 2


def test_handles_stand_under_their_columns_and_follow_the_canvas(bench: Workbench) -> None:
    bench.show_workspace("draw")
    show(bench, layered("2-3-1"))
    view = bench.diagram

    def middles() -> list[int]:
        return [handle.geometry().center().x() for handle in view.handles.shown]

    for _ in range(2):
        columns = [view.mapFromScene(180.0 * i, 0.0).x() for i in range(3)]
        assert middles() == pytest.approx(columns, abs=2)
        view.pan(QPoint(40, 0))
    show(bench, layered("-".join("2" * 20)))
    assert not view.handles.shown


def test_a_layer_grows_and_shrinks_by_keys(bench: Workbench) -> None:
    show(bench, layered("2-3-1"))
    hand = Hand(bench.diagram)
    bench.session.select(["h2"])
    hand.key(Qt.Key.Key_Plus)
    hand.key(Qt.Key.Key_Plus)
    assert bench.session.document.network.layer_sizes == (2, 5, 1)
    for _ in range(3):
        hand.key(Qt.Key.Key_Minus)
    assert bench.session.document.network.layer_sizes == (2, 2, 1)
    texts = [bench.session.undo_stack.text(i) for i in range(5)]
    assert texts == [
        "Add h4 to its layer", "Add h5 to its layer",
        "Remove h5 from its layer", "Remove h4 from its layer", "Remove h3 from its layer",
    ]  # fmt: skip


def test_a_layer_is_inserted_and_connected(bench: Workbench) -> None:
    show(bench, layered("2-3-1"))
    hand = Hand(bench.diagram)
    bench.session.select(["h2"])
    hand.key(Qt.Key.Key_N, SHIFT)
    assert bench.session.document.network.layer_sizes == (2, 3, 3, 1)
    assert bench.session.selection.nodes == {"h4", "h5", "h6"}
    assert bench.session.undo_stack.undoText() == "Insert a layer of 3 neurons"


def test_connecting_and_disconnecting_layers(bench: Workbench) -> None:
    document = layered("2-3-1")
    show(bench, document)
    hand = Hand(bench.diagram)
    bench.session.select(["x1", "x2"])
    hand.key(Qt.Key.Key_E, SHIFT)
    assert len(bench.session.document.network.edges) == 3
    bench.session.select(["x1", "x2"])
    hand.key("e")
    assert {e.key for e in bench.session.document.network.edges} == {e.key for e in document.network.edges}
    said: list[str] = []
    bench.session.message.connect(lambda text, kind: said.append(text))
    hand.key("e")
    assert said == ["On the right of the selection there is nothing that it does not feed already."]


# --- selecting --------------------------------------------------------------------------------------------


def test_selecting_by_the_graph(bench: Workbench) -> None:
    show(bench, layered("2-3-1"))
    hand, session = Hand(bench.diagram), bench.session
    session.select(["h1"])
    hand.key(Qt.Key.Key_A, CTRL | SHIFT)
    assert session.selection.nodes == {"h1", "h2", "h3"}
    hand.key(Qt.Key.Key_BracketLeft)
    assert session.selection.nodes == {"h1", "h2", "h3", "x1", "x2"}
    assert len(session.selection.edges) == 6
    hand.key(Qt.Key.Key_I, CTRL | SHIFT)
    assert session.selection.nodes == {"o1"}
    session.select(["x2"])
    hand.key(Qt.Key.Key_BracketRight)
    hand.key(Qt.Key.Key_BracketRight)
    assert session.selection.nodes == {"x2", "h1", "h2", "h3", "o1"}


# --- numbers ----------------------------------------------------------------------------------------------


def test_negating_locking_and_resetting(bench: Workbench) -> None:
    document = example("xor-sigmoid")
    show(bench, document)
    hand, session = Hand(bench.diagram), bench.session
    session.select(["h1"])
    hand.key(Qt.Key.Key_AsciiTilde)
    assert session.document == edits.negate(document, ["h1"])
    assert session.undo_stack.undoText() == "Negate h1"
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.key(Qt.Key.Key_L, CTRL)
    assert session.document == edits.lock(document, True, ["h1"])
    assert session.undo_stack.undoText() == "Lock h1"
    hand.key(Qt.Key.Key_L, CTRL)
    assert session.document == document
    assert session.undo_stack.undoText() == "Unlock h1"
    assert not bench.actions["network.reset"].isEnabled()
    numbers = [1.0] * len(document.network.edges), [0.0] * len(document.network.nodes)
    session.edit("Train", edits.set_network_numbers(document, document.network.with_numbers(*numbers)))
    hand.key("r")
    assert session.document.network.incoming("h1") == document.network.incoming("h1")
    assert session.document.network.node("o1") != document.network.node("o1")
    session.select()
    hand.key("r")
    assert session.document == document


def test_random_numbers_by_rule_and_seed(bench: Workbench, qtbot: QtBot) -> None:
    document = layered("2-3-1")
    show(bench, document)
    bench.session.select(["h2"])

    def choose(dialog: RandomiseDialog) -> int:
        QTest.keyClick(dialog.choice, Qt.Key.Key_Down)
        assert dialog.rule == "he"
        return RandomiseDialog.DialogCode.Accepted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RandomiseDialog, "exec", choose)
        Hand(bench.diagram).key(Qt.Key.Key_R, CTRL | SHIFT)
    assert bench.session.document == edits.randomise(document, "he", 0, 0.5, ["h2"])


def test_the_gain_is_scaled(bench: Workbench) -> None:
    document = layered("2-3-1")
    show(bench, document)
    bench.session.select((), [EdgeKey("x1", "h1")])

    def choose(dialog: ScaleDialog) -> int:
        dialog.field.setText("-3/2")
        dialog.field.setModified(True)
        dialog.accept()
        return dialog.result()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScaleDialog, "exec", choose)
        Hand(bench.diagram).key(Qt.Key.Key_Asterisk)
    before = document.network.edge("x1", "h1").weight
    assert bench.session.document.network.edge("x1", "h1").weight == before * -1.5
    assert bench.session.undo_stack.undoText() == "Multiply h1<-x1 by −1.5"


# --- places -----------------------------------------------------------------------------------------------


def test_tidying_glides_to_the_new_places(bench: Workbench, qtbot: QtBot) -> None:
    document = layered("2-3-1")
    scattered = edits.move(document, {"h1": (400.0, -300.0), "o1": (500.0, -200.0)})
    show(bench, scattered)
    view, hand = bench.diagram, Hand(bench.diagram)
    hand.key("t")
    # The document has changed at once; the picture follows.
    assert bench.session.document == document
    assert view.arranging.gliding
    qtbot.waitUntil(lambda: not view.arranging.gliding)
    assert view.diagram.nodes["h1"].pos().toTuple() == document.positions["h1"]
    hand.key("t")
    assert bench.session.undo_stack.count() == 1


def test_an_edit_ends_the_gliding(bench: Workbench) -> None:
    document = layered("2-3-1")
    show(bench, edits.move(document, {"h1": (400.0, -300.0)}))
    hand = Hand(bench.diagram)
    hand.key("t")
    assert bench.diagram.arranging.gliding
    hand.key(Qt.Key.Key_Z, CTRL)
    assert not bench.diagram.arranging.gliding
    assert bench.diagram.diagram.nodes["h1"].pos().toTuple() == (400.0, -300.0)


def test_nothing_moves_where_motion_is_reduced(bench: Workbench) -> None:
    document = layered("2-3-1")
    show(bench, edits.move(document, {"h1": (400.0, -300.0)}))
    bench.theme.set_reduced_motion(True)
    Hand(bench.diagram).key("t")
    assert not bench.diagram.arranging.gliding
    assert bench.diagram.diagram.nodes["h1"].pos().toTuple() == document.positions["h1"]


def test_aligning_and_distributing_the_selection(bench: Workbench) -> None:
    document = edits.move(layered("4-1"), {"x1": (-20, -210), "x2": (0, 0), "x3": (8, 100)})
    show(bench, document)
    bench.theme.set_reduced_motion(True)
    bench.session.select(["x1", "x2", "x3", "x4"])
    bench.actions["network.align_column"].trigger()
    assert {x for name, (x, _) in bench.session.document.positions.items() if name != "o1"} == {-3.0}
    bench.actions["network.distribute_column"].trigger()
    ys = [bench.session.document.positions[f"x{i}"][1] for i in range(1, 5)]
    assert ys == [-210, -70, 70, 210]
    said: list[str] = []
    bench.session.message.connect(lambda text, kind: said.append(text))
    bench.actions["network.align_row"].trigger()
    assert len(said) == 1
    assert "would cover" in said[0]
    assert layers(bench.session.document)[0] == ("x1", "x2", "x3", "x4")
