"""Numbers that follow the wheel, the mouse and the arrow keys; each scrub is one step of undo, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.diagram import editables
from nndesk.gui.diagram.editables import Editable, weight_of
from nndesk.network.model import EdgeKey
from tests.hand import LEFT

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
ENTER, ESC, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down

WEIGHT = weight_of(EdgeKey("h1", "o1"))
NUMBERS = {
    "weight": WEIGHT,
    "bias": Editable("bias", "h1"),
    "target": Editable("target", "o1"),
    "input": Editable("input", "x1"),
}


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


def place(it: Desk, what: Editable) -> tuple[float, float]:
    found = it.view.diagram.place_of(what)
    assert found is not None
    return found.toTuple()


def value(it: Desk, what: Editable) -> float:
    return editables.value(it.document, what)


def select(it: Desk, what: Editable) -> None:
    it.session.select(*(((), [what.edge]) if what.edge is not None else ([what.node], ())))


def scrub(
    it: Desk, start: tuple[float, float], way: QPoint, keys: Qt.KeyboardModifier = ALT, *, hold: bool = False
) -> None:
    """Drag from a place by so many pixels in three moves."""
    it.press(start, LEFT, keys)
    pixel = it.pixel(start)
    at = start
    for i in (1, 2, 3):
        at = it.view.mapToScene(pixel + way * i / 3).toTuple()
        it.move(at, LEFT, keys)
    if not hold:
        it.release(at, LEFT, keys)


# --- the wheel --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NUMBERS)
def test_the_wheel_over_a_selected_number_scrubs_it_in_one_step(xor: Desk, kind: str) -> None:
    what = NUMBERS[kind]
    before, scale, start = value(xor, what), xor.view.camera.scale, xor.document
    select(xor, what)
    at = place(xor, what)
    for turn, keys in ((120, NONE), (120, NONE), (240, SHIFT), (-120, CTRL)):
        xor.wheel(at, turn, keys)
    assert value(xor, what) == pytest.approx(before + 0.2 + 2 - 0.01)
    assert xor.view.camera.scale == scale
    assert xor.session.undo_stack.count() == 1
    xor.session.undo_stack.undo()
    assert xor.document is start


def test_the_wheel_over_what_is_not_selected_zooms_and_with_alt_scrubs_any_number(xor: Desk) -> None:
    at, scale = xor.weight("h1", "o1"), xor.view.camera.scale
    xor.wheel(at, 120)
    assert xor.view.camera.scale > scale
    xor.wheel(at, -120)
    assert xor.session.undo_stack.count() == 0
    # Selecting everything does not lay a mine under the wheel.
    xor.view.select_all()
    xor.wheel(at, 120)
    assert xor.session.undo_stack.count() == 0
    xor.wheel(at, -120)
    xor.session.select()
    for what, where in (
        (WEIGHT, at),
        (NUMBERS["bias"], xor.label("h1", "bias")),
        (NUMBERS["target"], xor.label("o1", "target")),
        (NUMBERS["input"], xor.document.positions["x1"]),
        (Editable("bias", "h2"), xor.document.positions["h2"]),
    ):
        before = value(xor, what)
        xor.wheel(where, 120, ALT)
        assert value(xor, what) == pytest.approx(before + 0.1)


def test_tenths_add_up_exactly(xor: Desk) -> None:
    select(xor, NUMBERS["target"])
    at = xor.label("o1", "target")
    for _ in range(10):
        xor.wheel(at, -120)
    assert value(xor, NUMBERS["target"]) == 0.0
    for _ in range(3):
        xor.wheel(at, 120)
    assert value(xor, NUMBERS["target"]) == 0.3


def test_esc_takes_the_wheel_back_and_after_a_pause_only_undo_does(
    xor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = xor.document
    select(xor, WEIGHT)
    at = xor.weight("h1", "o1")
    xor.wheel(at, 120)
    xor.wheel(at, 120)
    xor.key(ESC)
    assert xor.document == before
    assert xor.session.undo_stack.count() == 0
    assert xor.session.selection.edge == WEIGHT.edge
    xor.wheel(at, 120)
    xor.view.mouse._wheel._pause.timeout.emit()
    xor.wheel(at, 120)
    assert xor.session.undo_stack.count() == 2


# --- dragging ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["weight", "bias", "target"])
def test_alt_drag_on_a_number_scrubs_it_and_everything_follows_at_once(xor: Desk, kind: str) -> None:
    what = NUMBERS[kind]
    start, before = xor.document, value(xor, what)
    seen: list[float] = []
    xor.session.document_changed.connect(lambda old, new: seen.append(editables.value(new, what)))
    scrub(xor, place(xor, what), QPoint(60, -30), hold=True)
    assert xor.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    assert value(xor, what) == pytest.approx(before + 0.9)
    assert len(seen) == 3
    assert xor.session.undo_stack.count() == 1
    xor.release(place(xor, what), LEFT, ALT)
    assert xor.session.undo_stack.count() == 1
    xor.session.undo_stack.undo()
    assert xor.document is start


def test_alt_drag_along_an_edge_scrubs_its_weight_coarsely_and_finely(xor: Desk) -> None:
    path = xor.view.diagram.edges.path(EdgeKey("x1", "h1"))
    assert path is not None
    what = weight_of(EdgeKey("x1", "h1"))
    scrub(xor, path.point(0.2), QPoint(30, 0))
    assert value(xor, what) == pytest.approx(1.3)
    scrub(xor, path.point(0.2), QPoint(30, 0), ALT | SHIFT)
    assert value(xor, what) == pytest.approx(4.3)
    scrub(xor, path.point(0.2), QPoint(-30, 0), ALT | CTRL)
    assert value(xor, what) == pytest.approx(4.27)
    assert xor.session.undo_stack.count() == 3


def test_esc_during_a_scrub_restores_even_what_was_learned_and_leaves_no_step(xor: Desk) -> None:
    network = xor.document.network
    learned = edits.set_network_numbers(xor.document, network.with_weights({EdgeKey("h1", "o1"): 3.0}))
    xor.session.edit("Train 1 epoch", learned)
    scrub(xor, xor.weight("h1", "o1"), QPoint(60, 0), hold=True)
    assert value(xor, WEIGHT) == pytest.approx(3.6)
    xor.key(ESC)
    assert xor.document is learned
    assert xor.session.undo_stack.count() == 1
    assert not xor.view.busy
    xor.release((0, 0), LEFT, ALT)
    assert xor.document is learned


@pytest.mark.parametrize("by", ["wheel", "drag"])
def test_a_scrub_that_is_taken_back_leaves_what_could_be_redone(xor: Desk, by: str) -> None:
    stack, path = xor.session.undo_stack, xor.view.diagram.edges.path(EdgeKey("x1", "h1"))
    assert path is not None
    place = path.point(0.5)
    for weight in (2.0, 3.0, 4.0):
        xor.session.edit(f"to {weight}", edits.set_weight(xor.document, "x1", "h1", weight))
    last = xor.document
    stack.setIndex(1)
    start = xor.document
    if by == "wheel":
        xor.wheel(place, 120, ALT)
    else:
        xor.drag(place, (place[0] + 40, place[1]), keys=ALT, hold=True)
    assert xor.document is not start
    assert not stack.canRedo()
    redo = []
    stack.redoTextChanged.connect(redo.append)
    xor.key(ESC)
    assert xor.document is start
    assert (stack.index(), stack.count(), stack.redoText(), redo[-1]) == (1, 3, "to 3.0", "to 3.0")
    stack.setIndex(3)
    assert xor.document is last
    stack.setIndex(0)
    assert xor.document.network.edge("x1", "h1").weight == example("xor").network.edge("x1", "h1").weight


def test_a_scrub_that_comes_back_is_no_step_and_an_alt_click_only_selects(xor: Desk) -> None:
    at = xor.weight("h1", "o1")
    before = xor.document
    scrub(xor, at, QPoint(60, 0), hold=True)
    xor.move(at, LEFT, ALT)
    xor.release(at, LEFT, ALT)
    assert xor.document == before
    assert xor.session.undo_stack.count() == 0
    xor.click(at, keys=ALT)
    assert xor.session.selection.edge == WEIGHT.edge
    xor.click(xor.label("h1", "bias"), keys=ALT)
    assert xor.session.selection.node == "h1"


def test_another_change_of_the_document_does_not_get_lost_in_a_scrub(xor: Desk) -> None:
    scrub(xor, xor.weight("h1", "o1"), QPoint(60, 0), hold=True)
    xor.session.edit("Other", edits.set_bias(xor.document, "h2", 7.0))
    xor.key(ESC)
    assert xor.document.network.node("h2").bias == 7.0
    assert xor.session.undo_stack.count() == 2


def test_a_locked_number_is_scrubbed_and_typed_by_hand(desk: Desks) -> None:
    it = desk(edits.lock(example("xor"), True, ["o1"]))
    scrub(it, it.weight("h1", "o1"), QPoint(60, 0))
    assert value(it, WEIGHT) == pytest.approx(1.6)
    assert it.document.network.edge("h1", "o1").locked
    it.double_click(it.label("o1", "bias"))
    it.type("2")
    it.key(ENTER)
    assert it.document.network.node("o1").bias == 2.0


def test_a_weight_that_nobody_could_read_is_told_in_words_while_it_changes(desk: Desks) -> None:
    it = desk(edits.set_weight(edits.layered("20-20-4"), "x1", "h1", 1.0))
    start = it.document
    assert not it.view.diagram.labels.legible_at(it.view.camera.scale)
    path = it.view.diagram.edges.path(EdgeKey("x1", "h1"))
    assert path is not None
    scrub(it, path.point(0.2), QPoint(50, 0), hold=True)
    old = {edge.key: edge.weight for edge in start.network.edges}
    (changed,) = (edge for edge in it.document.network.edges if edge.weight != old[edge.key])
    assert it.view.hint.isVisible()
    assert f"{changed.source} → {changed.target}: w = " in it.view.hint.text()
    it.release((0, 0), LEFT, ALT)
    assert not it.view.hint.isVisible()


def test_what_would_leave_the_range_of_numbers_stays(desk: Desks) -> None:
    it = desk(edits.set_weight(example("xor"), "h1", "o1", 1.7e308))
    before: Document = it.document
    scrub(it, it.weight("h1", "o1"), QPoint(60, 0))
    assert it.document == before


# --- in the open field ------------------------------------------------------------------------------------


def turn_over_field(it: Desk, by: int, keys: Qt.KeyboardModifier = NONE) -> None:
    field = it.view.typing.field
    assert field is not None
    at = QPointF(field.rect().center())
    event = QWheelEvent(
        at, QPointF(field.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)


def test_arrows_and_wheel_scrub_the_open_field_live(xor: Desk) -> None:
    start = xor.document
    xor.double_click(xor.weight("h1", "o1"))
    field = xor.view.typing.field
    assert field is not None
    xor.key(UP)
    assert value(xor, WEIGHT) == 1.1
    assert field.text() == "1.1"
    xor.key(DOWN, SHIFT)
    turn_over_field(xor, 120)
    turn_over_field(xor, 120, CTRL)
    assert value(xor, WEIGHT) == pytest.approx(0.21)
    assert xor.view.typing.field is field
    xor.key(ENTER)
    assert xor.session.undo_stack.count() == 1
    xor.session.undo_stack.undo()
    assert xor.document is start


def test_esc_in_the_field_takes_the_scrub_back_and_typing_after_it_is_the_same_step(xor: Desk) -> None:
    start = xor.document
    xor.double_click(xor.weight("h1", "o1"))
    xor.key(UP)
    xor.key(ESC)
    assert xor.document == start
    assert xor.session.undo_stack.count() == 0
    xor.double_click(xor.weight("h1", "o1"))
    xor.type("5")
    xor.key(UP)
    assert value(xor, WEIGHT) == 5.1
    xor.type("7")
    xor.key(ENTER)
    assert value(xor, WEIGHT) == 7.0
    assert xor.session.undo_stack.count() == 1


def test_a_name_is_not_nudged_and_shows_how_it_will_be_written(xor: Desk) -> None:
    xor.session.select(["h1"])
    xor.key(Qt.Key.Key_F2)
    xor.key(UP)
    turn_over_field(xor, 120)
    assert xor.session.undo_stack.count() == 0
    preview = xor.view.typing._preview
    assert preview is not None
    for typed, latex in (("h_12", "h_{12}"), ("\\hat y", "\\hat{y}"), ("ŷ", "\\hat{y}"), ("g1", "g_1")):
        field = xor.view.typing.field
        assert field is not None
        field.selectAll()
        xor.type(typed)
        assert preview.isVisible()
        assert preview.latex == latex
        assert not preview.geometry().intersects(field.geometry())
        assert xor.view.rect().contains(preview.geometry())
        preview.grab()
    field.selectAll()
    xor.type("h2")
    assert not preview.isVisible()
    xor.key(ESC)
    assert not preview.isVisible()
