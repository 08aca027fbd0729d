"""Held-out samples are hollow in the pictures of every space, as they are in the plane."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.sample_edits import with_held_out
from nndesk.figure.hidden_content import hidden_space
from nndesk.figure.hidden_cube import hidden_cube
from nndesk.figure.hidden_space import hidden_figure
from nndesk.figure.primitives import Box, Disc, Figure, Group, Item
from nndesk.figure.rotation import Camera
from nndesk.figure.style import Style
from nndesk.figure.surface import surface_data, surface_figure

STYLE = Style()


def _surface(document: Document) -> Figure:
    return surface_figure(surface_data(document), STYLE)


def _space(document: Document) -> Figure:
    return hidden_figure(hidden_space(document), STYLE)


def _cube(document: Document) -> Figure:
    return hidden_cube(hidden_space(document, ("h1", "h2", "h3")), STYLE, Camera())


def _leaves(items: Iterable[Item]) -> Iterable[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from _leaves(item.items)
        else:
            yield item


def _hollow(figure: Figure) -> int:
    """Marks that are filled with the ground and outlined in the colour of a class."""
    palette = STYLE.palette
    return sum(
        item.fill is not None
        and item.pen is not None
        and item.fill.color == palette.panel
        and item.pen.color in (palette.of_class(0), palette.of_class(1))
        for item in _leaves(figure.items)
        if isinstance(item, Disc | Box)
    )


@pytest.mark.parametrize("figure_of", [_surface, _space, _cube])
def test_held_out_samples_are_hollow(figure_of) -> None:  # type: ignore[no-untyped-def]
    document = example("spiral")
    split = with_held_out(document, 0.3)
    x0, x1 = -1.0, 1.0
    inside = int(((split.samples.x >= x0) & (split.samples.x <= x1)).all(axis=1)[split.samples.test].sum())
    assert _hollow(figure_of(document)) == 0
    assert inside <= _hollow(figure_of(split)) <= int(split.samples.test.sum())
