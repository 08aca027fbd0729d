"""The text formats, character by character.

After a change on purpose run this file with ``NNDESK_UPDATE_GOLDEN=1`` in the environment, and look at what
is in ``golden/`` before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nndesk.document.edits import add_edge, layered, set_lock, set_view
from nndesk.document.examples import example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.export import figure_text
from nndesk.figure.matrix import matrices_figure
from nndesk.figure.plane import plane_data, plane_figure
from nndesk.figure.primitives import Figure
from nndesk.figure.space_figures import space_figure
from nndesk.figure.style import DARK, Style
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import walk

GOLDEN = Path(__file__).parent / "golden"


def _xor() -> Figure:
    return diagram_figure(example("xor"), Style())


def _step(index: int, style: Style) -> Figure:
    document = example("worked-example")
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    return diagram_figure(document, style, record.known_at(index), record.steps[index])


def _backward() -> Figure:
    return _step(8, Style())


def _update_dark() -> Figure:
    return _step(12, Style(DARK, scale=1.35, numbers=NumberFormat(decimal_comma=True)))


def _skip_edges() -> Figure:
    return diagram_figure(add_edge(layered("1-1-1-2", seed=1), "x1", "o1", -2.5), Style())


def _fields() -> Figure:
    document = set_view(example("xor"), faces="field")
    return diagram_figure(document, Style.of(document.view))


def _values_and_locks() -> Figure:
    document = set_view(example("xor-sigmoid"), faces="value", labels="none", fractions=True)
    document = set_lock(set_lock(document, EdgeKey("x1", "h1"), True), "h2", True)
    return diagram_figure(document, Style.of(document.view))


def _plane() -> Figure:
    return plane_figure(plane_data(example("xor")), Style())


def _matrices() -> Figure:
    document = set_lock(add_edge(example("worked-example"), "x2", "o1", 0.25), "h2", True)
    return matrices_figure(document, Style(numbers=NumberFormat(fractions=True)))


def _hypercube() -> Figure:
    return space_figure("hypercube", example("three-lines"), Style())


def _surface() -> Figure:
    return space_figure("surface", example("xor"), Style())


FIGURES: dict[str, Callable[[], Figure]] = {
    "xor-diagram": _xor,
    "worked-example-backward": _backward,
    "worked-example-update-dark": _update_dark,
    "skip-edges": _skip_edges,
    "xor-plane": _plane,
    "xor-fields": _fields,
    "values-and-locks": _values_and_locks,
    "matrices": _matrices,
    "three-lines-hypercube": _hypercube,
    "xor-surface": _surface,
}


@pytest.mark.parametrize("suffix", [".svg", ".tex"])
@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_written_as_before(name: str, suffix: str) -> None:
    text = figure_text(FIGURES[name](), suffix, width_mm=80.0)
    path = GOLDEN / f"{name}{suffix}"
    if os.environ.get("NNDESK_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
