"""Where the cells of a drawn table stand: columns as wide as what is in them, gaps between groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label

SIZE = 16.0
HEAD = 30.0
ROW = 27.0
MARGIN = 14.0
_PADDING = 11.0
"""Left and right of what stands in a cell."""
_GAP = 8.0
"""Between two groups of columns, where a rule stands."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns, a head and rows of one height.

    Attributes:
        lefts: left edges of the columns.
        widths: their widths.
        rules: x of the lines between groups of columns.
        rows: how many there are under the head.
        scale: in all lengths already.
    """

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    rules: tuple[float, ...]
    rows: int
    scale: float

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.lefts[-1] + self.widths[-1]

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return (MARGIN + HEAD) * self.scale

    @property
    def bottom(self) -> float:
        return self.top + self.rows * self.row_height

    @property
    def row_height(self) -> float:
        return ROW * self.scale

    @property
    def height(self) -> float:
        """Of the whole table, margins included."""
        return self.bottom + MARGIN * self.scale

    def cell(self, row: int, column: int, span: int = 1) -> tuple[float, float, float, float]:
        """Left, top, width and height of a cell, or of ``span`` rows; row −1 is the head."""
        if row < 0:
            return self.lefts[column], MARGIN * self.scale, self.widths[column], HEAD * self.scale
        top = self.top + row * self.row_height
        return self.lefts[column], top, self.widths[column], span * self.row_height

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row (−1 the head) and column under a point."""
        row = int((y - self.top) // self.row_height) if y >= self.top else -1
        if not -1 <= row < self.rows or y < MARGIN * self.scale:
            return None
        for column, (left, width) in enumerate(zip(self.lefts, self.widths, strict=True)):
            if left <= x < left + width:
                return row, column
        return None


@dataclass(frozen=True, slots=True)
class OnGrid:
    """A table that stands on a grid.

    Attributes:
        grid: the places.
    """

    grid: Grid

    @property
    def height(self) -> float:
        return self.grid.height

    def cell(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Left, top, width and height; row −1 is the head."""
        return self.grid.cell(row, column)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row (−1 the head) and column under a point."""
        return self.grid.cell_at(x, y)


def lay_grid(columns: Sequence[Iterable[str]], breaks: Collection[int], rows: int, style: Style) -> Grid:
    """Lay out columns that hold these formulas (head included), with a rule before each of ``breaks``."""
    scale = style.scale
    lefts: list[float] = []
    widths: list[float] = []
    rules: list[float] = []
    x = MARGIN * scale
    for index, shown in enumerate(columns):
        if index in breaks:
            rules.append(x + _GAP / 2 * scale)
            x += _GAP * scale
        width = max((measure_label(latex, SIZE * scale)[0] for latex in set(shown) if latex), default=0.0)
        lefts.append(x)
        widths.append(width + 2 * _PADDING * scale)
        x += widths[-1]
    return Grid(tuple(lefts), tuple(widths), tuple(rules), rows, scale)
