"""What the colours of the plane mean: a bar from low over the decision level to high, or the classes.

Made of primitives, so that the window and the exports show the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nndesk.data.normalisation import Kind
from nndesk.figure.marker import marker
from nndesk.figure.primitives import Box, Fill, Group, Item, Label, Pen, Text, moved
from nndesk.figure.shading import field_color
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.network.notation import math_name

TEXT_SIZE = 11.0
LINE = 20.0
"""Height of a line of the legend at desk scale."""
_HALF = 44.0
_BAR = 8.0
_GAP = 6.0
_BETWEEN = 14.0
_MARK = 4.5
_STEPS = 12
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Values:
    """The outputs with the lowest shade, the neutral one and the highest."""

    low: float
    level: float
    high: float


@dataclass(frozen=True, slots=True)
class Classes:
    """``(class, what it is called)``, in order."""

    entries: tuple[tuple[int, str], ...]


Legend = Values | Classes


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is to be said of a plane's numbers and samples, never silently changed.

    Attributes:
        axes: the inputs on the axes.
        kind: how the numbers are normalised.
        names: ``(input, column of the data)`` of the axes, where the data's columns have names.
        held_out: hollow samples are held out of training.
    """

    axes: tuple[str, ...] = ()
    kind: Kind = "none"
    names: tuple[tuple[str, str], ...] = ()
    held_out: bool = False


NO_REMARKS = Remarks()
KINDS: Mapping[Kind, str] = MappingProxyType({"none": "", "minmax": "min–max", "zscore": "z-score"})
"""How each kind of normalisation is called beside an axis."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A part of a legend that stays together: its width and its items around a middle line at y = 0."""

    width: float
    items: tuple[Item, ...]


def legend_entries(legend: Legend, style: Style) -> tuple[LegendEntry, ...]:
    """The parts of a legend, to be set one after the other with :func:`gap` between them."""
    if isinstance(legend, Values):
        return (_bar(legend, style),)
    return tuple(_class_entry(kind, text, style) for kind, text in legend.entries)


def gap(style: Style) -> float:
    """The room between two parts."""
    return _BETWEEN * style.scale


def width_of(row: Sequence[LegendEntry], style: Style) -> float:
    """How wide a row of parts is."""
    return sum(entry.width for entry in row) + gap(style) * max(0, len(row) - 1)


def rows_of(entries: Sequence[LegendEntry], width: float, style: Style) -> list[list[LegendEntry]]:
    """The parts in as many rows as they need where there is ``width``."""
    rows: list[list[LegendEntry]] = []
    left = 0.0
    for entry in entries:
        if not rows or left < entry.width:
            rows.append([])
            left = width
        rows[-1].append(entry)
        left -= entry.width + gap(style)
    return rows


def foot_items(
    rows: Sequence[Sequence[LegendEntry]], left: float, top: float, style: Style
) -> tuple[Group, ...]:
    """Rows of parts under an axis, from its left end; nothing where there are none."""
    items: list[Item] = []
    for i, row in enumerate(rows):
        x, y = left, top + (i + 0.35) * LINE * style.scale
        for entry in row:
            items += moved(entry.items, x, y)
            x += entry.width + gap(style)
    return (Group(tuple(items), title="legend"),) if items else ()


def remark_entries(remarks: Remarks, style: Style) -> tuple[LegendEntry, ...]:
    """The parts that say what is remarked: ``x1, x2 z-score``, ``x1 width``, a hollow mark and "held out"."""
    entries = [_named((name,), _shortened(column), style) for name, column in remarks.names]
    if remarks.kind != "none":
        entries.append(_named(remarks.axes, KINDS[remarks.kind], style))
    if remarks.held_out:
        entries.append(_marked(0, "held out", style.palette.muted, style, hollow=True))
    return tuple(entries)


def _named(inputs: Sequence[str], words: str, style: Style) -> LegendEntry:
    """Inputs as they stand on the axes, then words."""
    size, color = TEXT_SIZE * style.scale, style.palette.muted
    latex, base = r",\ ".join(math_name(name) for name in inputs), 0.36 * size
    left = measure_label(latex, 1.15 * size)[0] + 0.4 * size
    items = (Label((0.0, base), latex, 1.15 * size, color), Text((left, base), words, size, color))
    return LegendEntry(left + measure_text(words, size), items)


def _bar(legend: Values, style: Style) -> LegendEntry:
    scale, palette = style.scale, style.palette
    size, half, height, between = (v * scale for v in (TEXT_SIZE, _HALF, _BAR, _GAP))
    items: list[Item] = []
    x = 0.0
    base = 0.36 * size
    for i, value in enumerate((legend.low, legend.level, legend.high)):
        text = style.numbers.text(value)
        items.append(Text((x, base), text, size, palette.muted))
        x += measure_text(text, size) + between
        if i == 2:
            break
        for step in range(_STEPS):
            # Each reaches to the end, so that no seam shows between two.
            start = x + half * step / _STEPS
            color = field_color((i + step / (_STEPS - 1)) / 2, palette)
            items.append(Box(start, -height / 2, x + half - start, height, fill=Fill(color)))
        items.append(Box(x, -height / 2, half, height, pen=Pen(palette.hairline, scale)))
        x += half + between
    return LegendEntry(x - between, tuple(items))


def _class_entry(kind: int, text: str, style: Style) -> LegendEntry:
    return _marked(kind, _shortened(text), style.palette.of_class(kind), style)


def _marked(kind: int, text: str, color: str, style: Style, *, hollow: bool = False) -> LegendEntry:
    """A mark and what it means."""
    scale, palette = style.scale, style.palette
    size, radius = TEXT_SIZE * scale, _MARK * scale
    left = 2.6 * radius + 0.5 * _GAP * scale
    mark = marker(kind, (1.2 * radius, 0.0), radius, color, palette.panel, hollow=hollow)
    words = Text((left, 0.36 * size), text, size, palette.muted)
    return LegendEntry(left + measure_text(text, size), (mark, words))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def slice_entry(rest: Sequence[tuple[str, float]], style: Style, most: int = 5) -> LegendEntry:
    """Where a plane of more than two inputs cuts: ``slice at x3 = 0.5``; beyond ``most`` inputs ``…``."""
    size = TEXT_SIZE * style.scale
    color = style.palette.muted
    words = "slice at "
    values = [f"{math_name(name)} = {style.numbers.latex(value, inline=True)}" for name, value in rest[:most]]
    latex = r",\ ".join(values if len(rest) <= most else [*values, r"\text{…}"])
    left = measure_text(words, size)
    base = 0.36 * size
    items = (Text((0.0, base), words, size, color), Label((left, base), latex, 1.15 * size, color))
    return LegendEntry(left + measure_label(latex, 1.15 * size)[0], items)
