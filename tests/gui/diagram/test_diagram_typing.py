"""Numbers and names typed over on the diagram, and everything the keyboard does there."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]

ENTER, ESC, TAB, BACKTAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


# --- numbers in place -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("-3/2", -1.5), ("0.5", 0.5), ("0,5", 0.5), ("−1,25", -1.25), ("sqrt(2)", sqrt(2)), ("1e-3", 0.001)],
)
def test_a_weight_is_typed_over_in_place(xor: Desk, typed: str, meant: float) -> None:
    xor.double_click(xor.weight("h1", "o1"))
    field = xor.view.typing.field
    assert field is not None
    assert field.selectedText() == field.text() == "1"
    xor.type(typed)
    xor.key(ENTER)
    assert xor.document.network.edge("h1", "o1").weight == meant
    assert xor.view.typing.field is None
    assert xor.session.undo_stack.undoText() == "Change the weight o1<-h1"


def test_esc_restores_a_number(xor: Desk) -> None:
    before = xor.document
    xor.double_click(xor.label("h1", "bias"))
    xor.type("99")
    xor.key(ESC)
    assert xor.document is before
    assert xor.view.typing.field is None
    assert xor.view.hasFocus()


@pytest.mark.parametrize("typed", ["", "abc", "1/0", "3/", "1e999", "__import__('os')"])
def test_a_text_that_is_no_number_keeps_the_field_open_and_says_why(xor: Desk, typed: str) -> None:
    before = xor.document
    xor.double_click(xor.label("h1", "bias"))
    field = xor.view.typing.field
    assert field is not None
    field.clear()
    xor.type(typed)
    xor.key(ENTER)
    assert xor.view.typing.field is field
    assert "is not a number" in field.problem
    assert xor.view.hint.isVisible()
    assert "is not a number" in xor.view.hint.text()
    assert xor.document is before
    field.selectAll()
    xor.type("7")
    assert field.problem == ""
    assert not xor.view.hint.isVisible()
    xor.key(ENTER)
    assert xor.document.network.node("h1").bias == 7.0


def test_clicking_elsewhere_takes_a_right_number_and_drops_a_wrong_one(xor: Desk) -> None:
    xor.double_click(xor.label("h1", "bias"))
    xor.type("2.5")
    xor.click((90, 250))
    assert xor.document.network.node("h1").bias == 2.5
    xor.double_click(xor.label("h1", "bias"))
    xor.type("2.5x")
    xor.click((90, 250))
    assert xor.document.network.node("h1").bias == 2.5
    assert xor.view.typing.field is None


def test_enter_without_typing_changes_nothing_even_for_a_long_number(xor: Desk) -> None:
    xor.session.edit("Change", edits.set_bias(xor.document, "h1", 1 / 3))
    count = xor.session.undo_stack.count()
    xor.double_click(xor.label("h1", "bias"))
    xor.key(ENTER)
    assert xor.document.network.node("h1").bias == 1 / 3
    assert xor.session.undo_stack.count() == count


def test_tab_goes_through_the_weights_of_a_node_its_bias_and_the_next_node(xor: Desk) -> None:
    xor.click(xor.weight("x1", "h1"))
    xor.key(ENTER)
    visited = []
    for number in range(9):
        what = xor.view.typing.what
        assert what is not None
        visited.append(str(what.edge) if what.edge is not None else what.node)
        xor.type(str(number + 2))
        xor.key(TAB)
    assert visited == ["h1<-x1", "h1<-x2", "h1", "h2<-x1", "h2<-x2", "h2", "o1<-h1", "o1<-h2", "o1"]
    network = xor.document.network
    assert [edge.weight for edge in network.incoming("h2")] == [5.0, 6.0]
    assert [node.bias for node in network.nodes] == [4.0, 7.0, 10.0]
    xor.key(BACKTAB)
    assert xor.view.typing.what is not None
    assert xor.view.typing.what.node == "o1"


def test_a_target_and_an_input_value_are_typed_over_too(xor: Desk) -> None:
    xor.double_click(xor.document.positions["x1"])
    xor.type("1/2")
    xor.key(ENTER)
    assert xor.document.example.x[0] == 0.5
    xor.double_click(xor.label("o1", "target"))
    xor.type("0,25")
    xor.key(ENTER)
    assert xor.document.example.t == (0.25,)


@pytest.mark.parametrize("end", [ENTER, ESC])
def test_what_was_typed_over_stays_selected_for_the_next_key(xor: Desk, end: Qt.Key) -> None:
    for at, node, edge in (
        (xor.label("h1", "bias"), "h1", None),
        (xor.weight("h1", "o1"), None, EdgeKey("h1", "o1")),
        (xor.label("h1", "name"), "h1", None),
    ):
        xor.double_click(at)
        xor.key(end)
        assert xor.view.hasFocus()
        assert xor.session.selection.node == node
        assert xor.session.selection.edge == edge


def test_a_renamed_node_stays_selected_and_delete_removes_it(xor: Desk) -> None:
    xor.double_click(xor.label("h1", "name"))
    xor.type("nor")
    xor.key(ENTER)
    assert xor.session.selection.node == "nor"
    xor.key(Qt.Key.Key_Delete)
    assert set(xor.document.network.names) == {"x1", "x2", "h2", "o1"}


def test_an_edge_whose_number_is_not_shown_is_typed_over_on_its_line(desk: Desks) -> None:
    it = desk(edits.layered("2-20-5-1", seed=1))
    key = EdgeKey("x1", it.document.network.nodes[3].name)
    assert it.view.diagram.labels.center(key) is None
    path = it.view.diagram.edges.path(key)
    assert path is not None
    it.view.camera.zoom(4.0)
    it.double_click(path.point(0.1))
    assert it.view.typing.what is not None
    assert it.view.typing.what.edge == key
    it.type("3")
    it.key(ENTER)
    assert it.document.network.edge(*key).weight == 3.0


def test_the_field_stays_over_its_number_when_the_canvas_moves(xor: Desk) -> None:
    xor.double_click(xor.weight("h1", "o1"))
    field = xor.view.typing.field
    assert field is not None
    assert (field.geometry().center() - xor.pixel(xor.weight("h1", "o1"))).manhattanLength() <= 3
    xor.wheel((0, 0), 120)
    assert (field.geometry().center() - xor.pixel(xor.weight("h1", "o1"))).manhattanLength() <= 3


def test_the_field_closes_when_its_number_is_gone(xor: Desk) -> None:
    xor.double_click(xor.weight("h1", "o1"))
    xor.session.edit("Delete h1", edits.remove(xor.document, ["h1"]))
    assert xor.view.typing.field is None


def test_the_field_keeps_keys_that_are_shortcuts_elsewhere(xor: Desk) -> None:
    xor.click(xor.document.positions["h1"])
    xor.key(Qt.Key.Key_F2)
    xor.type("in a")
    xor.key(ENTER)
    assert "in a" in xor.document.network


# --- names ------------------------------------------------------------------------------------------------


def test_f2_renames_the_selected_node(xor: Desk) -> None:
    xor.click(xor.document.positions["h1"])
    xor.key(Qt.Key.Key_F2)
    xor.type("or")
    xor.key(ENTER)
    assert "or" in xor.document.network
    assert "h1" not in xor.view.diagram.nodes
    assert xor.session.undo_stack.undoText() == "Rename h1 to or"


def test_a_name_that_is_taken_is_refused_in_the_field(xor: Desk) -> None:
    xor.double_click(xor.label("h1", "name"))
    xor.type("h2")
    xor.key(ENTER)
    field = xor.view.typing.field
    assert field is not None
    assert "h2" in field.problem
    xor.key(ESC)
    assert xor.session.undo_stack.count() == 0


# --- the keyboard on the canvas ---------------------------------------------------------------------------


def test_delete_removes_the_selection_in_one_step(xor: Desk) -> None:
    xor.click(xor.document.positions["h2"])
    xor.key(Qt.Key.Key_Delete)
    assert "h2" not in xor.document.network
    assert "h2" not in xor.view.diagram.nodes
    assert len(xor.document.network.edges) == 3
    xor.click(xor.weight("h1", "o1"))
    xor.key(Qt.Key.Key_Backspace)
    assert not xor.document.network.has_edge("h1", "o1")
    assert xor.session.undo_stack.count() == 2


def test_ctrl_a_selects_all_and_esc_nothing(xor: Desk) -> None:
    xor.key("a", CTRL)
    assert len(xor.session.selection.nodes) == 5
    assert len(xor.session.selection.edges) == 6
    xor.key(ESC)
    assert not xor.session.selection


def test_tab_goes_from_node_to_node_and_then_leaves(xor: Desk) -> None:
    met = []
    for _ in range(5):
        xor.key(TAB)
        met.append(xor.session.selection.node)
    assert met == ["x1", "x2", "h1", "h2", "o1"]
    xor.key(BACKTAB)
    assert xor.session.selection.node == "h2"


def test_i_and_n_add_at_the_next_free_place_and_e_connects(desk: Desks) -> None:
    it = desk(Document())
    for key in "iinn":
        it.key(key)
    assert it.document.network.names == ("x1", "x2", "h1", "h2")
    places = it.document.positions
    assert places["x1"][0] == places["x2"][0] < places["h1"][0] == places["h2"][0]
    assert len(set(places.values())) == 4
    it.key("a", CTRL)
    it.key("e")
    assert len(it.document.network.edges) == 4
    assert it.session.undo_stack.undoText() == "Draw 4 edges"
    it.key("e")
    assert it.session.undo_stack.count() == 5


def test_enter_opens_the_number_of_what_is_selected(xor: Desk) -> None:
    for name, kind in (("x1", "input"), ("h1", "bias")):
        xor.click(xor.document.positions[name])
        xor.key(ENTER)
        assert xor.view.typing.what is not None
        assert (xor.view.typing.what.kind, xor.view.typing.what.node) == (kind, name)
        xor.key(ESC)


def test_a_opens_the_activations_and_a_letter_or_arrows_choose(xor: Desk) -> None:
    xor.session.select(["h1", "h2"])
    xor.key("a")
    xor.key("t")
    assert [xor.document.network.node(name).activation for name in ("h1", "h2", "o1")] == [
        "tanh",
        "tanh",
        "step",
    ]
    assert xor.session.undo_stack.count() == 1
    xor.click(xor.document.positions["o1"])
    xor.key("a")
    xor.key(Qt.Key.Key_Down)
    xor.key(ENTER)
    assert xor.document.network.node("o1").activation == "sign"


def test_alt_arrows_nudge_the_selection_in_one_step(xor: Desk) -> None:
    x, y = xor.document.positions["h1"]
    xor.click((x, y))
    for _ in range(3):
        xor.key(Qt.Key.Key_Right, ALT)
    xor.key(Qt.Key.Key_Up, ALT | SHIFT)
    assert xor.document.positions["h1"] == (x + 3, y - 10)
    assert xor.session.undo_stack.count() == 1


def test_plain_arrows_and_space_are_left_to_the_transport(xor: Desk) -> None:
    before = xor.pixel((0, 0))
    xor.click(xor.document.positions["h1"])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space):
        xor.key(key)
    assert xor.pixel((0, 0)) == before
    assert xor.session.undo_stack.count() == 0


def test_ctrl_0_fits_and_ctrl_plus_and_minus_zoom(xor: Desk) -> None:
    fitted = xor.view.camera.scale
    xor.key("+", CTRL)
    assert xor.view.camera.scale > fitted
    xor.key("-", CTRL)
    xor.key("-", CTRL)
    assert xor.view.camera.scale < fitted
    xor.key("0", CTRL)
    assert xor.view.camera.scale == pytest.approx(fitted)


# --- menus ------------------------------------------------------------------------------------------------


def _texts() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_the_menu_of_a_node_selects_it_and_offers_what_fits_its_role(xor: Desk) -> None:
    xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
    assert xor.session.selection.nodes == {"h1"}
    numbers = ["Lock for training", "Unlock", "Numbers"]
    clipboard = ["Select", "Layer", "Cut", "Copy", "Duplicate", "Delete"]
    assert _texts() == ["Rename…", "Edit bias…", "Activation", "Make output", *numbers, *clipboard]
    xor.key(ESC)
    xor.click(xor.document.positions["x1"], Qt.MouseButton.RightButton)
    assert _texts() == ["Rename…", "Edit value…", *clipboard]
    xor.key(ESC)
    xor.click(xor.weight("h1", "o1"), Qt.MouseButton.RightButton)
    assert _texts() == [
        "Edit weight…", *numbers, "Cut", "Copy the number", "Paste a number", "Delete"
    ]  # fmt: skip
    xor.key(ESC)
    xor.click((90, 250), Qt.MouseButton.RightButton)
    assert _texts() == [
        "Add input here", "Add neuron here", "Paste here", "Select", "Insert a layer here", "Tidy", "Fit",
        "Numbers", "Weights", "Neurons show",
    ]  # fmt: skip


def test_make_output_marks_a_hidden_node_and_back(xor: Desk) -> None:
    for outputs in (("o1", "h1"), ("o1",)):
        xor.click(xor.document.positions["h1"], Qt.MouseButton.RightButton)
        _choose("Make")
        assert xor.document.network.outputs == outputs


def _choose(start: str) -> None:
    """Choose the entry that begins with ``start`` in the open menu, by keys."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = (action for action in menu.actions() if action.text().startswith(start))
    menu.setActiveAction(action)
    QTest.keyClick(menu, ENTER)


def test_the_canvas_menu_adds_where_it_was_opened(xor: Desk) -> None:
    xor.click((90, 130), Qt.MouseButton.RightButton)
    _choose("Add neuron")
    (name,) = set(xor.document.network.names) - set(example("xor").network.names)
    x, y = xor.document.positions[name]
    assert abs(x - 90) <= 30
    assert abs(y - 130) <= 20
