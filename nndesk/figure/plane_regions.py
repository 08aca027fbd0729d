"""The regions of the first layer drawn over a plane: outlines, identities where there is room, how many."""

from __future__ import annotations

from collections.abc import Sequence

from nndesk.figure.axes import PlotFrame
from nndesk.figure.bounds import bounds
from nndesk.figure.legend import TEXT_SIZE, LegendEntry
from nndesk.figure.primitives import Item, Label, Pen, Point, Polyline, Text
from nndesk.figure.region_labels import place_names
from nndesk.figure.region_words import count_words
from nndesk.figure.regions import PlaneRegions
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.geometry.codes import code_latex
from nndesk.geometry.lines import Code, clip

IDENTITY_SIZE = 14.0
CROWD = 16
"""Beyond so many first-layer lines they are drawn fainter, with names but without signs."""
MOST_AVOIDED = 1000
"""Names avoid the samples as far as these are few; in a dense cloud there is no free place."""


def region_outlines(regions: PlaneRegions, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    """The lines between regions, each drawn once: the neurons' lines, without gaps."""
    faint = 0.9 if len(regions.of.lines) <= CROWD else 0.45
    pen = Pen(style.palette.muted, 1.25 * style.scale, opacity=faint)
    segments = (clip(line, frame.window) for line in regions.of.lines)
    return tuple(
        Polyline((frame.place(segment[0]), frame.place(segment[1])), pen)
        for segment in segments
        if segment is not None
    )


def region_names(
    regions: PlaneRegions,
    frame: PlotFrame,
    style: Style,
    dots: Sequence[tuple[Point, float]],
    others: Sequence[Item],
) -> tuple[Item, ...]:
    """The identities, away from points and from ``others``."""
    size = identity_size(regions.of.signed, style)
    boxes = [extent for item in others if (extent := bounds((item,))) is not None]
    places = place_names(
        [[frame.place(corner) for corner in cell.ring] for cell in regions.cells],
        size,
        (frame.left, frame.top, frame.width, frame.height),
        dots=dots,
        boxes=boxes,
        scale=style.scale,
    )
    return tuple(
        identity(cell.code, regions.of.signed, at, style)
        for cell, at in zip(regions.cells, places, strict=True)
        if at is not None
    )


def identity_size(signed: Sequence[bool], style: Style) -> tuple[float, float]:
    """Width and height of any identity of these neurons: digits are equally wide."""
    latex = code_latex((0,) * len(signed), signed)
    width, ascent, descent = measure_label(latex, IDENTITY_SIZE * style.scale)
    return width, ascent + descent


def identity(code: Code, signed: Sequence[bool], middle: Point, style: Style, *, lit: bool = False) -> Label:
    """The name of a region, its middle at ``middle``."""
    latex, size = code_latex(code, signed), IDENTITY_SIZE * style.scale
    _, ascent, descent = measure_label(latex, size)
    color = style.palette.accent if lit else style.palette.text
    return Label((middle[0], middle[1] + (ascent - descent) / 2), latex, size, color, "middle")


def region_notes(regions: PlaneRegions, style: Style) -> tuple[LegendEntry, ...]:
    """How many regions there are and why, in parts that stay together."""
    size = TEXT_SIZE * style.scale
    parts = count_words(regions).split("; ")
    words = [f"{part};" for part in parts[:-1]] + parts[-1:]
    return tuple(
        LegendEntry(measure_text(text, size), (Text((0.0, 0.36 * size), text, size, style.palette.muted),))
        for text in words
    )
