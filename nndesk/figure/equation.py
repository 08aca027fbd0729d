"""A step of the walk as a picture: its formula alone, or the network above the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nndesk.document.document import Document
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.primitives import Figure, Formula, Group, Item, Pen, Polyline, Text, moved
from nndesk.figure.style import Style
from nndesk.figure.typeset import formula_size, measure_text
from nndesk.network.explanations_of_terms import title_shown
from nndesk.network.grains import Cutting

if TYPE_CHECKING:
    from nndesk.network.grains import Grain
    from nndesk.network.walk import Step, Walk

MARGIN = 14.0
FORMULA_SIZE = 20.0
TITLE_SIZE = 13.0
CAPTION_SIZE = 12.0
_LEAST_HEIGHT = 104.0
"""Room for three plain lines, so that most steps of a walk make pictures of one height."""
_LEAST_WIDTH = 380.0


def equation_figure(step: Step, style: Style, background: bool = True) -> Figure:
    """The formula of ``step`` in symbols, with its numbers put in, and its result, in the colours of its
    roles.

    Raises:
        FigureError: the formula cannot be typeset.
    """
    formula = _formula(step, style, 0.0, 0.0)
    width, height = formula_size(formula.latex, formula.size)
    return Figure(
        width + 2 * MARGIN,
        height + 2 * MARGIN,
        moved((formula,), MARGIN, MARGIN),
        style.palette.panel if background else None,
        title=step.title,
        description=step.equation.latex,
    )


def walk_figure(
    document: Document,
    walk: Walk,
    index: int,
    style: Style,
    background: bool = True,
    grain: Grain = "node",
) -> Figure:
    """The network at stop ``index`` of ``walk`` with its formula beneath; −1 is before the first.

    Args:
        grain: into what the walk is cut: at ``"node"`` its stops are its steps.

    Raises:
        FigureError: the formula cannot be typeset.
    """
    palette = style.palette
    stops = Cutting(walk, grain)
    step = stops.step(index) if 0 <= index < len(stops) else None
    parts: list[Item] = []
    width, height = _LEAST_WIDTH, _LEAST_HEIGHT
    if step is not None:
        formula = _formula(step, style, 0.0, 0.0)
        formula_width, formula_height = formula_size(formula.latex, formula.size)
        width, height = max(width, formula_width), max(height, formula_height)
        parts.append(Group((formula,), title="formula"))
        title, place = title_shown(step), f"step {index + 1} of {len(stops)}"
    elif walk.steps:
        title, place = "Before the first step", f"{len(stops)} steps"
    else:
        title, place = walk.stopped or "There is nothing to walk through yet", ""

    size = TITLE_SIZE * style.scale
    shown = stops.known_at(min(index, len(stops) - 1))
    width = max(
        width, measure_text(title, size, "semibold") + measure_text(place, size, "regular") + 4 * MARGIN
    )
    drawing = diagram_figure(document, style, known=shown, step=step, width=width + 2 * MARGIN)
    width = drawing.width
    top = drawing.height + MARGIN
    ink = palette.text if step is None else palette.of_phase(step.phase)
    caption: list[Item] = [
        Polyline(((MARGIN, drawing.height), (width - MARGIN, drawing.height)), Pen(palette.hairline, 1.0)),
        Text((MARGIN, top + size), title, size, ink, weight="semibold"),
        Text((width - MARGIN, top + size), place, CAPTION_SIZE * style.scale, palette.muted, anchor="end"),
    ]
    top += size + 14.0
    return Figure(
        width,
        top + height + MARGIN,
        (*drawing.items, *caption, *moved(parts, MARGIN, top)),
        palette.panel if background else None,
        title=f"{drawing.title} – {title}",
        description=drawing.description,
    )


def _formula(step: Step, style: Style, x: float, y: float) -> Formula:
    palette = style.palette
    return Formula(
        (x, y), step.equation.latex, FORMULA_SIZE * style.scale, palette.text, roles=palette.roles()
    )
