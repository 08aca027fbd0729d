"""What the marks of a hypercube mean: which output, and whether any region is there."""

from __future__ import annotations

from collections.abc import Iterator

from nndesk.figure.identities import Identities
from nndesk.figure.legend import LINE, TEXT_SIZE, LegendEntry, gap, rows_of
from nndesk.figure.marker import marker
from nndesk.figure.primitives import Item, Label, Text, moved
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.figure.vertex_mark import empty_mark
from nndesk.network.notation import math_name, symbol

_MARK = 4.5


def cube_legend(data: Identities, style: Style, width: float) -> tuple[tuple[Item, ...], float]:
    """The legend's rows from the top left, and how high they are; nothing where no vertex has an output."""
    rows = rows_of([*_entries(data, style)], width, style)
    items: list[Item] = []
    for number, row in enumerate(rows):
        x = 0.0
        for entry in row:
            items += moved(entry.items, x, (number + 0.5) * LINE * style.scale)
            x += entry.width + gap(style)
    return tuple(items), len(rows) * LINE * style.scale


def _entries(data: Identities, style: Style) -> Iterator[LegendEntry]:
    palette, radius = style.palette, _MARK * style.scale
    at = (1.2 * radius, 0.0)
    if data.outputs:
        told = dict(enumerate(math_name(name) for name in data.outputs))
    elif data.open or data.node is None:
        told = {}
    elif len({row.z for row in data.rows}) <= 2:
        z, numbers = symbol("z", data.node), style.numbers
        told = {row.kind: f"{z} = {numbers.latex(row.z or 0.0, inline=True)}" for row in data.rows}
    else:
        told = {0: rf"{symbol('s', data.node)} \le 0", 1: f"{symbol('s', data.node)} > 0"}
    present = {row.kind for row in data.rows}
    for kind, words in sorted(told.items()):
        if kind in present:
            yield _entry(marker(kind, at, radius, palette.of_class(kind), palette.panel), words, style)
    if any(row.reached is False for row in data.rows):
        yield _entry(empty_mark(0, at, radius, palette.muted, palette.panel), "no region", style, words=True)
    elif any(row.reached is None for row in data.rows):
        unknown = empty_mark(0, at, radius, palette.muted, palette.panel, unknown=True)
        yield _entry(unknown, "not known", style, words=True)


def _entry(mark: Item, told: str, style: Style, words: bool = False) -> LegendEntry:
    """A mark and what it means, as LaTeX or in words."""
    size, scale = TEXT_SIZE * style.scale, style.scale
    left = (2.6 * _MARK + 3) * scale
    at, color = (left, 0.36 * size), style.palette.muted
    if words:
        return LegendEntry(left + measure_text(told, size), (mark, Text(at, told, size, color)))
    size *= 1.15
    return LegendEntry(left + measure_label(told, size)[0], (mark, Label(at, told, size, color)))
