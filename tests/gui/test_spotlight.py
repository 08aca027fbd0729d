"""What all panels point at together."""

from __future__ import annotations

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.gui.session import Session


def test_it_tells_only_what_changes(qtbot):
    session = Session(example("xor"))
    spotlight = session.spotlight
    told: list[object] = []
    spotlight.node_hovered.connect(told.append)
    spotlight.code_lit.connect(told.append)
    for _ in range(2):
        spotlight.hover("h1")
        spotlight.light((1, 0))
    spotlight.hover(None)
    assert told == ["h1", (1, 0), None]
    assert (spotlight.node, spotlight.code) == (None, (1, 0))
    session.close()


def test_another_graph_is_not_pointed_at(qtbot):
    session = Session(example("xor"))
    first = session.document.network.order[0]
    session.spotlight.light((1, 0))
    session.edit("bias", edits.set_bias(session.document, first, 0.25))
    assert session.spotlight.code == (1, 0), "the graph is the same"
    session.edit("remove", edits.remove(session.document, [first], []))
    assert session.spotlight.code is None
    session.close()
