"""The truth table of a network as a picture, row by row as on the board, and as text for other programs.

A :class:`TablePlace` says where every cell stands, for painting and for the mouse alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nndesk.document.document import Document
from nndesk.document.sample_edits import false_value
from nndesk.figure.grid import MARGIN, SIZE, OnGrid, lay_grid
from nndesk.figure.primitives import Box, Figure, Fill, Group, Item, Label, Pen, Polyline
from nndesk.figure.style import Style
from nndesk.figure.text_tables import booktabs, csv_text, dollars, markdown_table
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.notation import math_name, symbol
from nndesk.network.numbers import NumberFormat
from nndesk.network.truth_tables import Column, TruthTable, truth_table

_MARK = 26.0
"""Room for what says whether a row is right."""
_SIGNS = {"+": "{+}", "−": "{-}", "0": "0"}


def truth_table_of(document: Document) -> TruthTable:
    """The truth table of the document's network, beside its samples' targets as far as they are rows of it.

    Raises NetworkError where there is none.
    """
    data, network = document.dataset, document.network
    targets: dict[tuple[float, ...], tuple[float, ...]] = {}
    low = false_value(document)
    if data.input_count == len(network.inputs) and data.target_count == len(network.outputs):
        # The inputs' own convention, where the data tell it: ±1 into a sigmoid, say.
        values = {float(value) for value in data.x[:4096].flat}
        if values and values <= {-1.0, 0.0, 1.0} and len(values - {1.0}) == 1:
            low = next(iter(values - {1.0}))
        for x, t in zip(data.x[:4096].tolist(), data.t[:4096].tolist(), strict=True):
            targets[tuple(x)] = tuple(t)
    return truth_table(network, low, targets)


# --- where things stand ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TablePlace(OnGrid):
    """Where the cells of a truth table stand.

    Attributes:
        table: what is shown.
    """

    table: TruthTable

    @property
    def marked(self) -> bool:
        """Whether rows say if they are right: there are targets."""
        return self.table.wanted > 0

    @property
    def width(self) -> float:
        return self.grid.right + (MARGIN + (_MARK if self.marked else 0.0)) * self.grid.scale


def column_symbol(column: Column) -> str:
    """What stands over a column: ``x_1``, ``s_{h_1}``, ``z_{h_1}``, ``t_{o_1}``, as LaTeX."""
    if column.kind == "input":
        return math_name(column.node)
    return symbol({"signal": "s", "output": "z", "target": "t"}[column.kind], column.node)


def cell_latex(table: TruthTable, row: int, column: int, numbers: NumberFormat, signs: bool = True) -> str:
    """What stands in a cell: a number, of a signal its sign alone (unless not ``signs``)."""
    value = table.rows[row][column]
    if value is None:
        return ""
    if signs and table.columns[column].kind == "signal":
        return _SIGNS[table.sign(row, column)]
    return numbers.latex(value, inline=True)


def place_table(table: TruthTable, style: Style, signs: bool = True) -> TablePlace:
    """Columns as wide as they need be; a gap where the inputs end, where a level ends, before the targets."""
    shown = [
        {
            column_symbol(column),
            *(cell_latex(table, row, index, style.numbers, signs) for row in range(len(table.rows))),
        }
        for index, column in enumerate(table.columns)
    ]
    breaks = [
        index
        for index, (before, after) in enumerate(pairwise(table.columns), start=1)
        if before.kind != after.kind
    ]
    return TablePlace(lay_grid(shown, breaks, len(table.rows), style), table)


# --- the picture -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableMarks:
    """What stands out on the screen.

    Attributes:
        row: the example's row.
        node: a node whose columns are lit.
        cell: the cell that keys start from.
        known: what a walk that is under way knows of the example's row by now; the rest stands there only
            faintly. None where no walk is under way.
    """

    row: int | None = None
    node: str | None = None
    cell: tuple[int, int] | None = None
    known: frozenset[Column] | None = None


def table_items(
    place: TablePlace, document: Document, style: Style, marks: TableMarks | None = None, signs: bool = True
) -> Iterator[Item]:
    """The table with its head, rules, and what stands out."""
    marks = marks or TableMarks()
    palette, scale, table = style.palette, style.scale, place.table
    left, right = MARGIN * scale / 2, place.width - MARGIN * scale / 2
    if marks.row is not None:
        _, top, _, height = place.cell(marks.row, 0)
        yield Box(left, top, right - left, height, 5 * scale, Fill(palette.accent, 0.13))
    for index, column in enumerate(table.columns):
        if column.node == marks.node:
            x, top, width, _ = place.cell(-1, index)
            yield Box(x, top, width, place.grid.bottom - top, 5 * scale, Fill(palette.accent, 0.10))
    for index, column in enumerate(table.columns):
        x, top, width, height = place.cell(-1, index)
        color = palette.text if column.kind in ("input", "output") else palette.muted
        at = (x + width / 2, top + 0.66 * height)
        yield Label(at, column_symbol(column), SIZE * scale, color, "middle")
    yield Polyline(((left, place.grid.top), (right, place.grid.top)), Pen(palette.muted, 1.2 * scale))
    bottom = place.grid.bottom
    for x in place.grid.rules:
        yield Polyline(((x, MARGIN * scale), (x, bottom)), Pen(palette.hairline, 1.2 * scale))
    for row in range(len(table.rows)):
        known = marks.known if row == marks.row else None
        yield from _row_items(place, document, style, row, signs, known)
    if marks.cell is not None:
        x, top, width, height = place.cell(*marks.cell)
        yield Box(x + 1, top + 1, width - 2, height - 2, 4 * scale, pen=Pen(palette.accent, 1.6 * scale))


def _row_items(
    place: TablePlace,
    document: Document,
    style: Style,
    row: int,
    signs: bool,
    known: frozenset[Column] | None,
) -> Iterator[Item]:
    palette, scale, table = style.palette, style.scale, place.table
    for index, column in enumerate(table.columns):
        latex = cell_latex(table, row, index, style.numbers, signs)
        value = table.rows[row][index]
        if not latex or value is None:
            continue
        x, top, width, height = place.cell(row, index)
        waits = known is not None and column.kind in ("signal", "output") and column not in known
        if not waits and column.kind == "output" and column.node in document.network.outputs:
            level = ACTIVATIONS[document.network.node(column.node).activation].decision_level
            fill = Fill(palette.field1 if value > level else palette.field0)
            inset = 3 * scale
            yield Box(x + inset, top + inset, width - 2 * inset, height - 2 * inset, 5 * scale, fill)
        color = palette.text
        if column.kind == "signal":
            color = palette.of_weight(value) if value else palette.muted
        elif column.kind == "target":
            color = palette.muted
        if waits:
            color = palette.hairline
        at = (x + width / 2, top + 0.5 * height + 0.34 * SIZE * scale)
        yield Label(at, latex, SIZE * scale, color, "middle")
    if place.marked and any(
        value is not None
        for value, column in zip(table.rows[row], table.columns, strict=True)
        if column.kind == "target"
    ):
        _, top, _, height = place.cell(row, 0)
        yield _verdict(place.grid.right + _MARK / 2 * scale, top + height / 2, style, table.wrong[row])


def _verdict(x: float, y: float, style: Style, wrong: bool) -> Item:
    """A tick, or a cross: two shapes, not two colours of one."""
    scale, palette = style.scale, style.palette
    if wrong:
        pen, r = Pen(palette.delta, 2.2 * scale), 4.2 * scale
        return Group(
            (
                Polyline(((x - r, y - r), (x + r, y + r)), pen),
                Polyline(((x - r, y + r), (x + r, y - r)), pen),
            ),
            title="wrong",
        )
    points = ((x - 5 * scale, y), (x - 1.5 * scale, y + 4 * scale), (x + 5.5 * scale, y - 4.5 * scale))
    return Group((Polyline(points, Pen(palette.slope, 2.2 * scale)),), title="right")


def truth_table_figure(
    document: Document, style: Style, background: bool = True, signs: bool = True
) -> Figure:
    """The whole table. Raises NetworkError where the network has none."""
    table = truth_table_of(document)
    place = place_table(table, style, signs)
    return Figure(
        place.width,
        place.height,
        tuple(table_items(place, document, style, signs=signs)),
        style.palette.panel if background else None,
        title=f"{document.title or 'Network'} – truth table",
        description="; ".join(row_text(table, row, style.numbers) for row in range(len(table.rows))),
    )


# --- as text -----------------------------------------------------------------------------------------------


def row_text(table: TruthTable, row: int, numbers: NumberFormat) -> str:
    """A row as one speaks it: ``x1 = 0, x2 = 1, s of h1 +, h1 = 1``."""
    parts = []
    for index, (column, value) in enumerate(zip(table.columns, table.rows[row], strict=True)):
        if value is None:
            continue
        match column.kind:
            case "signal":
                parts.append(f"s of {column.node} {table.sign(row, index)}")
            case "target":
                parts.append(f"wanted {numbers.text(value)}")
            case _:
                parts.append(f"{column.node} = {numbers.text(value)}")
    return ", ".join(parts)


def _plain_head(column: Column) -> str:
    return (
        column.node
        if column.kind == "input"
        else {"signal": "s", "output": "z", "target": "t"}[column.kind] + f"({column.node})"
    )


def as_csv(table: TruthTable) -> str:
    """Numbers to the last digit, signals as numbers too; a head line."""
    rows = (["" if value is None else float(value) for value in row] for row in table.rows)
    return csv_text([_plain_head(column) for column in table.columns], rows)


def as_markdown(table: TruthTable, numbers: NumberFormat, signs: bool = True) -> str:
    """A table for a Markdown page, formulas between dollars."""
    return markdown_table(_head(table), _cells(table, numbers, signs))


def as_latex(table: TruthTable, numbers: NumberFormat, signs: bool = True) -> str:
    """A ``tabular`` with the rules of booktabs."""
    columns = "c"
    for before, after in pairwise(table.columns):
        columns += "@{\\quad}c" if before.kind != after.kind else "c"
    return booktabs(_head(table), _cells(table, numbers, signs), columns)


def _head(table: TruthTable) -> list[str]:
    return [dollars(column_symbol(column)) for column in table.columns]


def _cells(table: TruthTable, numbers: NumberFormat, signs: bool) -> Iterator[list[str]]:
    for row in range(len(table.rows)):
        yield [
            dollars(cell_latex(table, row, column, numbers, signs)) for column in range(len(table.columns))
        ]
