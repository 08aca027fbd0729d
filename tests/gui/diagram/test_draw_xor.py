"""XOR drawn from an empty canvas by mouse and key events alone (LECTURE topic 9), then undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hand import XOR_WEIGHTS, draw_xor

from nndesk.document.document import Document
from nndesk.network.passes import forward

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

TABLE = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}


def test_xor_is_drawn_by_mouse_and_keys_alone(desk: Callable[..., Desk]) -> None:
    it = desk(Document())
    draw_xor(it)
    network = it.document.network
    assert network.inputs == ("x1", "x2")
    assert network.hidden == ("h1", "h2")
    assert network.outputs == ("o1",)
    assert {edge.key: edge.weight for edge in network.edges} == {
        key: -1.0 if key == ("h2", "o1") else 1.0 for key in XOR_WEIGHTS
    }
    assert {node.name: node.bias for node in network.nodes} == {"h1": -0.5, "h2": -1.5, "o1": -0.5}
    assert {node.activation for node in network.nodes} == {"step"}
    assert it.document.positions["x1"][0] == it.document.positions["x2"][0]
    assert it.view.caption() == "2-2-1 · 9 parameters"


@pytest.mark.parametrize("corner", TABLE)
def test_the_drawn_network_computes_xor(desk: Callable[..., Desk], corner: tuple[float, float]) -> None:
    it = desk(Document())
    draw_xor(it)
    assert forward(it.document.network, corner).z["o1"] == TABLE[corner]


def test_every_step_is_undone_to_the_empty_canvas_and_redone(desk: Callable[..., Desk]) -> None:
    it = desk(Document())
    states: list[Document] = [it.document]
    it.session.document_changed.connect(lambda _old, new: states.append(new))
    draw_xor(it)
    drawn = list(states)
    stack = it.session.undo_stack
    # Five nodes, an activation, six edges, a weight, three biases: each is one named step.
    assert stack.count() == len(drawn) - 1 == 16
    assert all(stack.text(i) for i in range(stack.count()))
    for before in reversed(drawn[:-1]):
        stack.undo()
        assert it.document == before
        assert set(it.view.diagram.nodes) == set(before.network.names)
    assert it.document == Document()
    for after in drawn[1:]:
        stack.redo()
        assert it.document == after
        assert set(it.view.diagram.nodes) == set(after.network.names)
    assert not stack.canRedo()
