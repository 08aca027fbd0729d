"""The ledger of a pass as a picture and as text, in exact fractions where numbers are exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nndesk.figure.grid import MARGIN, SIZE, OnGrid, lay_grid
from nndesk.figure.primitives import Box, Figure, FigureError, Fill, Item, Label, Pen, Polyline
from nndesk.figure.style import Palette, Style
from nndesk.figure.text_tables import booktabs, csv_text, dollars, markdown_table
from nndesk.network.ledger import Block, Ledger, Line, ledger
from nndesk.network.notation import math_name
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import Step, Walk

HEADS = (
    "j",
    "i",
    "x_{ji}",
    "w_{ji}",
    r"w_{ji}\,x_{ji}",
    "s_j",
    r"z_j = \varphi(s_j)",
    r"\varphi'(s_j)",
    r"\delta_j",
    r"\Delta w_{ji}",
    r"w_{ji}(r{+}1)",
)
_PLAIN = ("node", "input", "x", "w", "w*x", "s", "z", "phi_prime", "delta", "change", "new_w")
_OF_NODE = (0, 5, 6, 7, 8)
"""Columns with one entry for each node, not for each input."""
_BREAKS = (2, 5, 8, 9)


def with_fractions(numbers: NumberFormat, exact: bool = True) -> NumberFormat:
    """Fractions where a number is one, whatever the document shows."""
    return replace(numbers, fractions=exact)


def _entries(block: Block, line: Line, first: bool, numbers: NumberFormat) -> list[str]:
    """What stands in the eleven columns of a line, as LaTeX; nothing where it is not known."""

    def number(value: float | None) -> str:
        return "" if value is None else numbers.latex(value, inline=True)

    of_node = (math_name(block.node), *(number(v) for v in (block.s, block.z, block.slope, block.delta)))
    own = of_node if first else ("",) * 5
    source = "b" if line.edge is None else math_name(line.edge.source)
    return [
        own[0],
        source,
        number(line.x),
        number(line.w),
        number(line.product),
        *own[1:],
        number(line.change),
        number(line.new),
    ]


@dataclass(frozen=True, slots=True)
class LedgerPlace(OnGrid):
    """Where everything stands: a line's row, a node's rows.

    Attributes:
        whole: the full ledger, which decides the widths: it does not jump while it fills.
        first: the row with which each block begins.
    """

    whole: Ledger
    first: tuple[int, ...]

    @property
    def width(self) -> float:
        return self.grid.right + MARGIN * self.grid.scale

    def node_at(self, row: int) -> Block | None:
        """The block that a row belongs to."""
        for start, block in zip(self.first, self.whole.blocks, strict=True):
            if start <= row < start + len(block.lines):
                return block
        return None

    def line_at(self, row: int) -> Line | None:
        for start, block in zip(self.first, self.whole.blocks, strict=True):
            if start <= row < start + len(block.lines):
                return block.lines[row - start]
        return None


def place_ledger(whole: Ledger, style: Style) -> LedgerPlace:
    """Lay out the full ledger."""
    columns: list[list[str]] = [[head] for head in HEADS]
    first, row = [], 0
    for block in whole.blocks:
        first.append(row)
        for number, line in enumerate(block.lines):
            for column, entry in zip(columns, _entries(block, line, not number, style.numbers), strict=True):
                column.append(entry)
        row += len(block.lines)
    return LedgerPlace(lay_grid(columns, _BREAKS, row, style), whole, tuple(first))


def ledger_items(
    place: LedgerPlace, now: Ledger, style: Style, step: Step | None = None, hovered: str | None = None
) -> Iterator[Item]:
    """The ledger as far as it is filled ``now``; the lines of ``step`` are lit."""
    grid, palette, scale = place.grid, style.palette, style.scale
    left, right = MARGIN * scale / 2, place.width - MARGIN * scale / 2
    yield from _lit(place, step, hovered, palette, left, right)
    for index, head in enumerate(HEADS):
        x, top, width, height = grid.cell(-1, index)
        yield Label((x + width / 2, top + 0.66 * height), head, SIZE * scale, _ink(index, palette), "middle")
    yield Polyline(((left, grid.top), (right, grid.top)), Pen(palette.muted, 1.2 * scale))
    for x in grid.rules:
        yield Polyline(((x, MARGIN * scale), (x, grid.bottom)), Pen(palette.hairline, 1.2 * scale))
    for start, block in zip(place.first, now.blocks, strict=True):
        if start:
            y = grid.top + start * grid.row_height
            yield Polyline(((left, y), (right, y)), Pen(palette.hairline, 1.2 * scale))
        for number, line in enumerate(block.lines):
            entries = _entries(block, line, not number, style.numbers)
            for index, latex in enumerate(entries):
                span = len(block.lines) if index in _OF_NODE else 1
                x, top, width, height = grid.cell(start + number, index, span)
                if latex:
                    at = (x + width / 2, top + 0.5 * height + 0.34 * SIZE * scale)
                    color = _ink(index, palette)
                    if index == 3:
                        color = palette.of_weight(line.w)
                    yield Label(at, latex, SIZE * scale, color, "middle")


def _ink(column: int, palette: Palette) -> str:
    """In the colours that these quantities have everywhere."""
    return {
        1: palette.muted,
        3: palette.weight,
        7: palette.slope,
        8: palette.delta,
        9: palette.accent,
    }.get(column, palette.text)


def _lit(
    place: LedgerPlace, step: Step | None, hovered: str | None, palette: Palette, left: float, right: float
) -> Iterator[Item]:
    for start, block in zip(place.first, place.whole.blocks, strict=True):
        _, top, _, height = place.grid.cell(start, 0, len(block.lines))
        if block.node == hovered:
            yield Box(left, top, right - left, height, 5 * place.grid.scale, Fill(palette.accent, 0.08))
        if step is None:
            continue
        fill = Fill(palette.of_phase(step.phase), 0.16)
        for number, line in enumerate(block.lines):
            if line.edge is not None and line.edge in step.edges and step.phase != "backward":
                _, top, _, height = place.grid.cell(start + number, 0)
                yield Box(left, top, right - left, height, 5 * place.grid.scale, fill)
        if block.node == step.node and not (step.edges and step.phase != "backward"):
            yield Box(left, top, right - left, height, 5 * place.grid.scale, fill)


def ledger_figure(walk: Walk, style: Style, title: str = "", background: bool = True) -> Figure:
    """The full ledger of ``walk``."""
    whole = ledger(walk)
    place = place_ledger(whole, style)
    return Figure(
        place.width,
        place.grid.height,
        tuple(ledger_items(place, whole, style)),
        style.palette.panel if background else None,
        title=f"{title or 'Network'} – ledger of the passes",
        description=", ".join(
            f"{block.node}: s = {style.numbers.text(block.s or 0.0)}" for block in whole.blocks
        ),
    )


def block_text(block: Block, numbers: NumberFormat) -> str:
    """A node's numbers as one speaks them: ``h1: s = 0, z = 1/2, delta = 1/32``."""
    found = (("s", block.s), ("z", block.z), ("delta", block.delta))
    return f"{block.node}: " + ", ".join(f"{n} = {numbers.text(v)}" for n, v in found if v is not None)


def ledger_text(whole: Ledger, form: str, numbers: NumberFormat) -> str:
    """The ledger as ``"csv"`` (numbers in full), ``"md"`` or ``"tex"``. Raises FigureError."""
    if form == "csv":
        return csv_text(_PLAIN, (_values(block, line) for block in whole.blocks for line in block.lines))
    head = [dollars(latex) for latex in HEADS]
    rows = [
        [dollars(latex) for latex in _entries(block, line, not number, numbers)]
        for block in whole.blocks
        for number, line in enumerate(block.lines)
    ]
    if form == "md":
        return markdown_table(head, rows)
    if form == "tex":
        starts, row = [], 0
        for block in whole.blocks:
            starts.append(row)
            row += len(block.lines)
        return booktabs(head, rows, "ll" + "r" * (len(HEADS) - 2), starts[1:])
    raise FigureError(f"A ledger is written as csv, md or tex, not as {form}.")


def _values(block: Block, line: Line) -> list[object]:
    source = "bias" if line.edge is None else line.edge.source
    values = (
        line.x,
        line.w,
        line.product,
        block.s,
        block.z,
        block.slope,
        block.delta,
        line.change,
        line.new,
    )
    return [block.node, source, *("" if value is None else value for value in values)]
