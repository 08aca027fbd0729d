"""The weights and biases of each layer as matrices: ``W`` and ``b`` in brackets, names around them.

A :class:`MatrixPlace` says where every entry stands, for painting, for the mouse and for in-place editors.
What is drawn there are primitives like those of every other picture. Long rows and columns may be elided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nndesk.document.document import Document
from nndesk.figure.primitives import (
    Anchor,
    Arc,
    Box,
    Curve,
    Disc,
    Figure,
    Fill,
    Group,
    Item,
    Label,
    Pen,
    Point,
)
from nndesk.figure.style import Palette, Style
from nndesk.figure.typeset import measure_label
from nndesk.network.matrices import LayerMatrix, Parameter, layer_matrices
from nndesk.network.model import EdgeKey, Network
from nndesk.network.notation import math_name

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""
Span = tuple[float, float, float, float]
"""Left, top, right, bottom of what is to be seen."""

ENTRY_SIZE = 16.0
NAME_SIZE = 13.0
SYMBOL_SIZE = 17.0
ROW = 25.0
_HEAD = 21.0
_PADDING = 9.0
"""Left and right of an entry."""
_BRACKET = 8.0
_GAP = 20.0
"""Between ``W`` and ``b``."""
BETWEEN = 44.0
"""Between the matrices of two layers that stand side by side."""
MARGIN = 16.0
MOST = 12
"""Rows or columns that an export shows whole."""
_KEPT = 9
"""Rows or columns before the dots, where there are more."""
_MEASURED = 400
"""Entries up to which columns are as wide as their numbers need; wider numbers shrink in larger matrices."""
_LEAST_CELL = 30.0
_MOST_NAME = 70.0
_NOTHING = r"\cdot"
_DOTS = r"\cdots"


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out on the screen: the selected nodes and edges."""

    nodes: frozenset[str] = frozenset()
    edges: frozenset[EdgeKey] = frozenset()


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class MatrixPlace:
    """Where the parts of one layer's ``W`` and ``b`` stand; ``scale`` is in all lengths already.

    ``rows`` and ``columns`` are the positions in the matrix that are shown, None for the dots that stand for
    those left out. Entry ``(i, j)`` is in the i-th row shown and the j-th column shown; the column after the
    last is ``b``.
    """

    matrix: LayerMatrix
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    x: float
    y: float
    scale: float
    symbol_width: float
    name_width: float
    cell_width: float
    bias_symbol_width: float
    bias_width: float

    @property
    def left(self) -> float:
        """Where the first column of ``W`` begins."""
        if not self.columns:
            return self.x
        return self.x + self.symbol_width + self.name_width + _BRACKET * self.scale

    @property
    def right(self) -> float:
        """Where its last column ends."""
        return self.left + len(self.columns) * self.cell_width

    @property
    def bias_left(self) -> float:
        if not self.columns:
            return self.x + self.bias_symbol_width + self.name_width + _BRACKET * self.scale
        return self.right + (2 * _BRACKET + _GAP) * self.scale + self.bias_symbol_width

    @property
    def top(self) -> float:
        """Where the first row begins, under the names of the columns."""
        return self.y + _HEAD * self.scale

    @property
    def row_height(self) -> float:
        return ROW * self.scale

    @property
    def bottom(self) -> float:
        return self.top + len(self.rows) * self.row_height

    @property
    def width(self) -> float:
        return self.bias_left + self.bias_width + _BRACKET * self.scale - self.x

    @property
    def height(self) -> float:
        return self.bottom - self.y

    @property
    def bias_index(self) -> int:
        """The column shown that is ``b``."""
        return len(self.columns)

    def cell(self, i: int, j: int) -> Rect:
        """The rectangle of an entry."""
        top = self.top + i * self.row_height
        if j == self.bias_index:
            return self.bias_left, top, self.bias_width, self.row_height
        return self.left + j * self.cell_width, top, self.cell_width, self.row_height

    def entry_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The entry under a point, if there is one."""
        if not self.top <= y < self.bottom:
            return None
        i = int((y - self.top) / self.row_height)
        if self.left <= x < self.right:
            return i, int((x - self.left) / self.cell_width)
        if self.bias_left <= x < self.bias_left + self.bias_width:
            return i, self.bias_index
        return None

    def position(self, i: int, j: int) -> tuple[int, int] | None:
        """Row and column of the matrix that an entry shows; None for dots."""
        row = self.rows[i]
        column = self.matrix.bias_column if j == self.bias_index else self.columns[j]
        return None if row is None or column is None else (row, column)

    def parameter(self, i: int, j: int) -> Parameter | None:
        """What an entry shows: the key of an edge (which may not exist), a neuron's name, None for dots."""
        position = self.position(i, j)
        return None if position is None else self.matrix.parameter(*position)


# --- placing ----------------------------------------------------------------------------------------------


def places(network: Network, style: Style) -> tuple[MatrixPlace, ...]:
    """All entries of all layers, layer beside layer, for the screen."""
    found: list[MatrixPlace] = []
    x = 0.0
    for matrix in layer_matrices(network):
        rows, columns = range(len(matrix.rows)), range(len(matrix.columns))
        found.append(_place(network, matrix, style, tuple(rows), tuple(columns), x, 0.0))
        x += found[-1].width + BETWEEN * style.scale
    return tuple(found)


def _place(
    network: Network,
    matrix: LayerMatrix,
    style: Style,
    rows: tuple[int | None, ...],
    columns: tuple[int | None, ...],
    x: float,
    y: float,
) -> MatrixPlace:
    scale = style.scale
    at_most = _MOST_NAME * scale
    row_names = [matrix.rows[i] for i in rows if i is not None]
    column_names = [matrix.columns[j] for j in columns if j is not None]
    names = max((_width(math_name(name), NAME_SIZE * scale) for name in row_names), default=0.0)
    heads = max((_width(math_name(name), NAME_SIZE * scale) for name in column_names), default=0.0)
    shown = [j for j in columns if j is not None]
    cell = _entry_width(network, matrix, rows, shown, style)
    return MatrixPlace(
        matrix,
        rows,
        columns,
        x,
        y,
        scale,
        symbol_width=_width(_symbol("W", matrix), SYMBOL_SIZE * scale) + 8.0 * scale,
        name_width=min(names, at_most) + 6.0 * scale,
        cell_width=max(cell, min(heads, at_most) + 8.0 * scale),
        bias_symbol_width=_width(_symbol("b", matrix), SYMBOL_SIZE * scale) + 8.0 * scale,
        bias_width=_entry_width(network, matrix, rows, [matrix.bias_column], style),
    )


def _entry_width(
    network: Network, matrix: LayerMatrix, rows: Sequence[int | None], columns: Sequence[int], style: Style
) -> float:
    size, scale = ENTRY_SIZE * style.scale, style.scale
    if len(rows) * len(columns) <= _MEASURED:
        values = [matrix.value(network, i, j) for i in rows if i is not None for j in columns]
        widest = max(
            (_width(style.numbers.latex(v, inline=True), size) for v in values if v is not None), default=0.0
        )
    else:
        # To measure thousands of numbers after each change would be felt.
        widest = _width("-0." + "0" * style.numbers.digits, size)
    return max(_LEAST_CELL * scale, widest + 2 * _PADDING * scale)


def _width(latex: str, size: float) -> float:
    return measure_label(latex, size)[0]


def _symbol(letter: str, matrix: LayerMatrix) -> str:
    return rf"{letter}^{{({matrix.level})}} ="


# --- drawing ----------------------------------------------------------------------------------------------


def matrix_items(
    network: Network, place: MatrixPlace, style: Style, marks: Marks = UNMARKED, seen: Span | None = None
) -> Iterator[Item]:
    """One layer's ``W`` and ``b``; of large ones only the entries within ``seen``."""
    palette, scale = style.palette, style.scale
    rows, columns = _visible(place, seen)
    yield from _mark_items(place, rows, columns, palette, marks)
    middle = (place.top + place.bottom) / 2 + 0.3 * SYMBOL_SIZE * scale
    size = SYMBOL_SIZE * scale
    name_right = place.left if place.columns else place.bias_left
    if place.columns:
        yield Label((place.x, middle), _symbol("W", place.matrix), size, palette.text)
        yield from _brackets(place, place.left, place.right, palette)
    start = place.bias_left - _BRACKET * scale - place.bias_symbol_width if place.columns else place.x
    yield Label((start, middle), _symbol("b", place.matrix), size, palette.text)
    yield from _brackets(place, place.bias_left, place.bias_left + place.bias_width, palette)
    yield from _row_names(place, rows, style, marks, name_right - (_BRACKET + 5.0) * scale)
    yield from _column_names(place, columns, style, marks, place.top - 6.0 * scale)
    for i in rows:
        for j in columns:
            yield from _entry(network, place, i, j, style)


def pinned_items(place: MatrixPlace, style: Style, marks: Marks, seen: Span) -> Iterator[Item]:
    """The names again at the edges of what is seen, where they have been scrolled away from their numbers."""
    left, top, right, bottom = seen
    scale, fill = place.scale, Fill(style.palette.panel)
    rows, columns = _visible(place, seen)
    head, aside = _HEAD * scale, place.name_width + 6.0 * scale
    begin = place.left - _BRACKET * scale - place.name_width if place.columns else place.x
    above = top > place.y and place.bottom > top + head
    beside = left > begin and place.right > left + aside
    end = min(right, place.x + place.width)
    if beside:
        first, last = max(top, place.top), min(bottom, place.bottom)
        yield Box(left, first, aside, last - first, fill=fill)
        yield from _row_names(place, rows, style, marks, left + place.name_width)
    if above:
        start = max(left, place.x)
        yield Box(start, top, end - start, head, fill=fill)
        yield from _column_names(place, columns, style, marks, top + head - 7.0 * scale)
    if beside:
        over = top if above else max(top, place.y)
        yield Box(left, over, aside, max(0.0, min(over + head, max(place.top, top + head)) - over), fill=fill)


def _row_names(place: MatrixPlace, rows: range, style: Style, marks: Marks, x: float) -> Iterator[Item]:
    for i in rows:
        row = place.rows[i]
        if row is not None:
            at = (x, _baseline(place, i, NAME_SIZE))
            yield _name(at, place.matrix.rows[row], style, marks, "end", place.name_width)


def _column_names(place: MatrixPlace, columns: range, style: Style, marks: Marks, y: float) -> Iterator[Item]:
    for j in columns:
        column = None if j == place.bias_index else place.columns[j]
        if column is not None:
            x, _, width, _ = place.cell(0, j)
            yield _name((x + width / 2, y), place.matrix.columns[column], style, marks, "middle", width)


def _visible(place: MatrixPlace, seen: Span | None) -> tuple[range, range]:
    count = place.bias_index + 1
    if seen is None:
        return range(len(place.rows)), range(count)
    left, top, right, bottom = seen
    first = max(0, int((top - place.top) // place.row_height))
    last = min(len(place.rows), int((bottom - place.top) // place.row_height) + 1)
    begin = max(0, int((left - place.left) // place.cell_width)) if place.columns else 0
    # The biases stand apart: what is seen may begin beyond the last column of W.
    begin, end = min(begin, place.bias_index), count
    if right <= place.right:
        end = min(count, int((right - place.left) // place.cell_width) + 1)
    return range(first, max(first, last)), range(begin, max(begin, end))


def _mark_items(
    place: MatrixPlace, rows: range, columns: range, palette: Palette, marks: Marks
) -> Iterator[Item]:
    if not marks.nodes and not marks.edges:
        return
    for i in rows:
        for j in columns:
            parameter = place.parameter(i, j)
            if parameter is None:
                continue
            if isinstance(parameter, str):
                strength = 0.22 if parameter in marks.nodes else 0.0
            elif parameter in marks.edges:
                strength = 0.22
            else:
                strength = 0.1 if marks.nodes & set(parameter) else 0.0
            if strength:
                x, y, width, height = place.cell(i, j)
                yield Box(x, y + 1, width, height - 2, 0.0, Fill(palette.accent, strength))


def _brackets(place: MatrixPlace, left: float, right: float, palette: Palette) -> Iterator[Item]:
    reach, pen = _BRACKET * place.scale, Pen(palette.text, 1.3 * place.scale)
    top, bottom = place.top - 1.0, place.bottom + 1.0
    bend = min(0.3 * (bottom - top), 14.0 * place.scale)
    for x, way in ((left, -1.0), (right, 1.0)):
        tip, belly = x + way * 1.5, x + way * (reach + 1.0)
        yield Curve((tip, top), (belly, top + bend), (belly, bottom - bend), (tip, bottom), pen)


def _name(at: Point, name: str, style: Style, marks: Marks, anchor: Anchor, room: float) -> Label:
    latex = math_name(name)
    color = style.palette.accent if name in marks.nodes else style.palette.muted
    return Label(at, latex, _shrunk(latex, NAME_SIZE * style.scale, room), color, anchor=anchor)


def _shrunk(latex: str, size: float, room: float) -> float:
    width = _width(latex, size)
    return size if width <= room else size * room / width


def _baseline(place: MatrixPlace, i: int, size: float) -> float:
    return place.top + (i + 0.5) * place.row_height + 0.33 * size * place.scale


def _entry(network: Network, place: MatrixPlace, i: int, j: int, style: Style) -> Iterator[Item]:
    palette, scale = style.palette, style.scale
    x, y, width, height = place.cell(i, j)
    baseline = _baseline(place, i, ENTRY_SIZE)
    position = place.position(i, j)
    size = ENTRY_SIZE * scale
    at = (x + width / 2, baseline)
    if position is None:
        if place.rows[i] is not None:
            yield Label(at, _DOTS, size, palette.muted, anchor="middle")
        else:
            # TeX's vertical dots would stand on the baseline.
            for k in (-1, 0, 1):
                center = (at[0], y + height / 2 + 4.5 * k * scale)
                yield Disc(center, 1.0 * scale, Fill(palette.muted))
        return
    value = place.matrix.value(network, *position)
    if value is None:
        yield Label(at, _NOTHING, size, palette.muted, anchor="middle")
        return
    parameter = place.matrix.parameter(*position)
    latex = style.numbers.latex(value, inline=True)
    if isinstance(parameter, str):
        color, locked = palette.text, network.node(parameter).locked
    else:
        color, locked = palette.of_weight(value), network.edge(*parameter).locked
    yield Label(at, latex, _shrunk(latex, size, width - 4.0 * scale), color, anchor="middle")
    if locked:
        yield from lock_mark((x + width - 6.0 * scale, baseline - 0.78 * size), scale, palette.muted)


def lock_mark(at: Point, scale: float, color: str) -> tuple[Item, ...]:
    """A small padlock, its middle at ``at``."""
    x, y = at
    return (
        Arc((x, y - 0.5 * scale), 1.9 * scale, 0.0, 180.0, Pen(color, 1.1 * scale)),
        Box(x - 2.8 * scale, y - 0.5 * scale, 5.6 * scale, 4.2 * scale, 0.8 * scale, Fill(color)),
    )


# --- the figure -------------------------------------------------------------------------------------------


def matrices_figure(document: Document, style: Style, background: bool = True) -> Figure:
    """All layers under each other, long ones elided. A picture of size 0 where there is no neuron."""
    network = document.network
    found: list[MatrixPlace] = []
    y = MARGIN
    for matrix in layer_matrices(network):
        rows, columns = elided(len(matrix.rows)), elided(len(matrix.columns))
        found.append(_place(network, matrix, style, rows, columns, MARGIN, y))
        y = found[-1].bottom + MARGIN
    if not found:
        return Figure(0.0, 0.0, ())
    found = _aligned(found)
    groups = tuple(
        Group(tuple(matrix_items(network, place, style)), title=f"layer {place.matrix.level}")
        for place in found
    )
    title = document.title or "Network"
    return Figure(
        max(place.x + place.width for place in found) + MARGIN,
        y,
        groups,
        style.palette.panel if background else None,
        title=f"{title} – weights and biases",
        description=_description(found),
    )


def elided(count: int) -> tuple[int | None, ...]:
    """The positions shown of ``count``: all, or the first ones, None for the dots, and the last."""
    if count <= MOST:
        return tuple(range(count))
    return (*range(_KEPT), None, count - 1)


def _aligned(found: Iterable[MatrixPlace]) -> list[MatrixPlace]:
    """With the first brackets of all layers under each other."""
    found = list(found)
    symbol = max(place.symbol_width for place in found)
    name = max(place.name_width for place in found)
    return [replace(place, symbol_width=symbol, name_width=name) for place in found]


def _description(found: Sequence[MatrixPlace]) -> str:
    sizes = (f"layer {p.matrix.level}: W is {len(p.matrix.rows)} × {len(p.matrix.columns)}" for p in found)
    return "; ".join(sizes)
