"""A step of the walk as a picture: its formula alone, or the network above the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nndesk.document.document import Document
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.primitives import Figure, Formula, Group, Item, Pen, Polyline, Text, moved
from nndesk.figure.style import Style
from nndesk.figure.typeset import formula_size, measure_text
from nndesk.network.explanations import plain_title

if TYPE_CHECKING:
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


def walk_figure(document: Document, walk: Walk, index: int, style: Style, background: bool = True) -> Figure:
    """The network at step ``index`` of ``walk`` with the step's formula beneath; −1 is before the first step.

    Raises:
        FigureError: the formula cannot be typeset.
    """
    palette = style.palette
    step = walk.steps[index] if 0 <= index < len(walk.steps) else None
    parts: list[Item] = []
    width, height = _LEAST_WIDTH, _LEAST_HEIGHT
    if step is not None:
        formula = _formula(step, style, 0.0, 0.0)
        formula_width, formula_height = formula_size(formula.latex, formula.size)
        width, height = max(width, formula_width), max(height, formula_height)
        parts.append(Group((formula,), title="formula"))
        title, place = plain_title(step), f"step {index + 1} of {len(walk.steps)}"
    elif walk.steps:
        title, place = "Before the first step", f"{len(walk.steps)} steps"
    else:
        title, place = walk.stopped or "There is nothing to walk through yet", ""

    size = TITLE_SIZE * style.scale
    shown = walk.known_at(min(index, len(walk.steps) - 1))
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
