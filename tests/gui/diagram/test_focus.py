"""A node in focus: by resting on it, by F, and what ends that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.edits import layered
from nndesk.document.examples import example
from nndesk.gui.workbench import Workbench

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]


@pytest.fixture
def xor(desk: Desks) -> Desk:
    return desk(example("xor"))


def at(desk: Desk, name: str) -> tuple[float, float]:
    return desk.document.positions[name]


def rest_on(desk: Desk, qtbot: QtBot, name: str) -> None:
    desk.move(at(desk, name))
    qtbot.waitUntil(lambda: desk.view.focusing.node == name)


def strength(desk: Desk, name: str) -> int:
    """How much the rim of a node stands out against the panel."""
    x, y = at(desk, name)
    image = desk.view.grab().toImage()
    panel = QColor(desk.theme.palette.panel).lightness()
    pixels = [desk.pixel((x - desk.view.diagram.radius(name) + d, y)) for d in (-1.0, 0.0, 1.0)]
    return max(abs(image.pixelColor(p).lightness() - panel) for p in pixels)


def test_a_pointer_that_rests_on_a_node_dims_what_is_not_joined_to_it(xor: Desk, qtbot: QtBot) -> None:
    before = strength(xor, "h2")
    xor.move(at(xor, "h1"))
    assert xor.view.focusing.node is None
    rest_on(xor, qtbot, "h1")
    qtbot.waitUntil(lambda: xor.view.focusing.veil.part == 1.0)
    assert strength(xor, "h2") < 0.3 * before
    assert strength(xor, "o1") == pytest.approx(before, abs=30)


def test_it_ends_when_the_pointer_leaves(xor: Desk, qtbot: QtBot) -> None:
    rest_on(xor, qtbot, "h1")
    xor.move((at(xor, "h1")[0], at(xor, "h1")[1] - 120))
    assert xor.view.focusing.node is None
    qtbot.waitUntil(lambda: not xor.view.focusing.veil.isVisible())


def test_from_one_node_to_the_next_it_need_not_rest_again(xor: Desk, qtbot: QtBot) -> None:
    rest_on(xor, qtbot, "h1")
    xor.move(at(xor, "o1"))
    assert xor.view.focusing.node == "o1"


def test_it_can_be_turned_off(xor: Desk, qtbot: QtBot) -> None:
    rest_on(xor, qtbot, "h1")
    xor.theme.set_focus_on_hover(False)
    assert xor.view.focusing.node is None
    xor.move(at(xor, "o1"))
    qtbot.wait(0)
    assert not xor.view.focusing._timer.isActive()


def test_a_drag_never_dims(xor: Desk, qtbot: QtBot) -> None:
    rest_on(xor, qtbot, "h1")
    x, y = at(xor, "h1")
    xor.drag((x, y), (x + 40, y + 30), hold=True)
    assert xor.view.focusing.node is None
    assert not xor.view.focusing.veil.isVisible()
    assert not xor.view.focusing._timer.isActive()
    xor.release((x + 40, y + 30))


def test_after_a_click_the_pointer_may_rest_until_it_has_come_again(xor: Desk, qtbot: QtBot) -> None:
    xor.click(at(xor, "h1"))
    assert not xor.view.focusing._timer.isActive()
    xor.move((at(xor, "h1")[0] + 2, at(xor, "h1")[1]))
    assert not xor.view.focusing._timer.isActive()
    xor.move((at(xor, "h1")[0], at(xor, "h1")[1] - 120))
    rest_on(xor, qtbot, "h1")
    # What is in focus already stays so.
    xor.click(at(xor, "h1"))
    assert xor.view.focusing.node == "h1"


def test_f_works_after_a_drag_that_was_broken_off(xor: Desk) -> None:
    x, y = at(xor, "h1")
    xor.drag((x, y), (x + 40, y + 30), hold=True)
    xor.key(Qt.Key.Key_Escape)
    xor.key("f")
    assert xor.view.focusing.node == "h1"


def test_f_follows_the_selection_until_it_is_pressed_again(xor: Desk) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    assert xor.view.focusing.node == "h1"
    xor.key(Qt.Key.Key_Tab)
    assert xor.view.focusing.node == xor.view.session.selection.node == "h2"
    xor.move((at(xor, "h1")[0], at(xor, "h1")[1] - 120))
    assert xor.view.focusing.node == "h2"
    xor.key("f")
    assert xor.view.focusing.node is None
    assert xor.view.session.selection.node == "h2"


def test_esc_ends_it_before_it_ends_the_selection(xor: Desk) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    xor.key(Qt.Key.Key_Escape)
    assert xor.view.focusing.node is None
    assert xor.view.session.selection.node == "h1"
    xor.key(Qt.Key.Key_Escape)
    assert not xor.view.session.selection


def test_with_f_a_drag_shows_everything_for_as_long_as_it_lasts(xor: Desk) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    x, y = at(xor, "h1")
    xor.drag((x, y), (x + 40, y + 30), hold=True)
    assert xor.view.focusing.node is None
    xor.release((x + 40, y + 30))
    assert xor.view.focusing.node == "h1"


def test_f_without_a_selected_node_says_what_is_missing(xor: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(xor.session.message) as told:
        xor.key("f")
    assert "Select one node" in told.args[0]


def test_the_formula_follows_an_edit_and_stands_clear_of_its_node(xor: Desk, qtbot: QtBot) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    xor.view.grab()
    before = xor.view.focusing.veil._pill
    xor.session.edit("b", edits.set_bias(xor.document, "h1", 0.125))
    xor.view.grab()
    assert before is not None
    assert xor.view.focusing.veil._pill != before
    pill, item = xor.view.focusing.veil.pill_rect(), xor.view.diagram.nodes["h1"]
    assert not pill.contains(item.pos())


def test_the_node_in_focus_may_be_deleted(xor: Desk) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    xor.key(Qt.Key.Key_Delete)
    assert xor.view.focusing.node is None
    xor.key("z", Qt.KeyboardModifier.ControlModifier)
    xor.view.grab()


def test_what_fades_away_may_go_meanwhile(xor: Desk) -> None:
    xor.click(at(xor, "h1"))
    xor.key("f")
    xor.view.focusing.veil.show_part(1.0)
    xor.key("f")
    assert xor.view.focusing.veil.isVisible()
    xor.key(Qt.Key.Key_Delete)
    xor.view.grab()
    assert not xor.view.focusing.veil.isVisible()


def test_reduced_motion_needs_no_fade(xor: Desk) -> None:
    xor.theme.set_reduced_motion(True)
    xor.click(at(xor, "h1"))
    xor.key("f")
    assert xor.view.focusing.veil.part == 1.0


def test_a_node_among_a_thousand_edges_can_be_in_focus(desk: Desks) -> None:
    large = desk(layered("40-20-10", seed=1))
    large.session.select(["h3"])
    large.key("f")
    large.view.grab()
    assert large.view.focusing.veil.pill_rect().isValid()


def test_the_menu_offers_it(bench: Workbench) -> None:
    bench.session.select(["h1"])
    bench.actions["view.focus"].trigger()
    assert bench.diagram.focusing.node == "h1"
    hover = bench.actions["view.focus_on_hover"]
    assert hover.isChecked()
    hover.trigger()
    assert not bench.theme.focus_on_hover
    assert not bench.settings.focus_on_hover
