"""The neurons that fire where a region or a vertex is lit."""

from __future__ import annotations

from PySide6.QtGui import QColor

from nndesk.document import graph_edits
from nndesk.document.examples import example
from nndesk.figure.style import DARK


def test_the_neurons_that_fire_are_lit(bench):
    bench.session.new(example("three-lines"))
    assert bench.diagram.lit.names == ()
    bench.session.spotlight.light((1, 1, 0))
    assert bench.diagram.lit.names == ("h1", "h2")
    bench.session.spotlight.light((0, 0, 1))
    assert bench.diagram.lit.names == ("h3",)
    bench.session.spotlight.light(None)
    assert bench.diagram.lit.names == ()


def test_the_light_is_seen_around_the_node_and_follows_it(bench, qtbot):
    bench.session.new(example("three-lines"))
    view = bench.diagram

    def beside(name: str) -> QColor:
        """A pixel just outside the disc, above on the left, where no edge is."""
        x, y = view.diagram.position(name)
        away = (view.diagram.radius(name) + 3) * 0.7071
        pixel = view.mapFromScene(x - away, y - away)
        return view.viewport().grab().toImage().pixelColor(pixel)

    dark = beside("h1")
    bench.session.spotlight.light((1, 0, 0))
    assert beside("h1") != dark
    moved = graph_edits.move(bench.session.document, {"h1": (300.0, -150.0)})
    bench.session.edit("Move", moved)
    view.fit()
    assert beside("h1") != dark
    bench.theme.set_mode("dark")
    assert QColor(view.lit._item.color) == QColor(DARK.accent)


def test_removing_a_neuron_puts_the_light_out(bench):
    bench.session.new(example("three-lines"))
    bench.session.spotlight.light((1, 1, 0))
    bench.session.edit("Remove", graph_edits.remove(bench.session.document, {"h1"}))
    assert bench.diagram.lit.names == ()


def test_another_document_is_not_lit(bench):
    bench.session.new(example("three-lines"))
    bench.session.spotlight.light((1, 1, 0))
    bench.session.new(example("xor"))
    assert bench.diagram.lit.names == ()
