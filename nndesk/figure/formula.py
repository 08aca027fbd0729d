"""Typeset formulas: LaTeX by ziamath, kept as plain outlines that every painter fills.

ziamath is imported on the first formula (150 ms), and each one takes 20–50 ms: results are cached, and a
window asks for them in its worker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nndesk.figure.primitives import FigureError
from nndesk.figure.truetype import Segment

SIZE = 24.0
"""Formulas are set once at this size and scaled."""
LEADING = 1.55
ROW_GAP = 0.32
RELATION_GAP = 0.2
"""In em: from baseline to baseline of plain rows, between tall rows, before the aligned relation."""

_BEGIN, _END = r"\begin{aligned}", r"\end{aligned}"
_CASES = re.compile(r"\\begin\{cases\}.*?\\end\{cases\}", re.DOTALL)


def _widened(cases: re.Match[str]) -> str:
    """Keep the conditions of cases apart from the values, as TeX does."""
    return cases[0].replace("&", r"&\quad ")


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline. ``color`` is a role or colour as LaTeX named it; None is the formula's own."""

    segments: tuple[Segment, ...]
    color: str | None


@dataclass(frozen=True, slots=True)
class FormulaShapes:
    """A formula as outlines with its top left corner at the origin, at type size :data:`SIZE`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def formula_svg(latex: str) -> str:
    """ziamath's own SVG of ``latex`` at :data:`SIZE`. Raises :class:`FigureError` if it cannot be read."""
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False
    try:
        return str(Latex(_CASES.sub(_widened, latex), size=SIZE).svg())
    except Exception as error:  # ziamath raises whatever went wrong inside
        raise FigureError(f"The formula {latex:.80} cannot be typeset.") from error


@lru_cache(maxsize=1024)
def formula_shapes(latex: str) -> FormulaShapes:
    r"""The outlines of ``latex``. Raises :class:`FigureError` if it cannot be read.

    The rows of an outermost ``\begin{aligned} … \end{aligned}`` are set one by one and stacked here: ziamath
    lets fractions of neighbouring rows touch.
    """
    body = latex.strip()
    if not (body.startswith(_BEGIN) and body.endswith(_END)):
        return _typeset(latex)[0]
    rows = [
        [_typeset(cell) if cell.strip() else None for cell in _split(row, "&")]
        for row in _split(body[len(_BEGIN) : -len(_END)], r"\\")
    ]
    left = max((row[0][0].width for row in rows if row[0] is not None), default=0.0)
    shapes: list[Shape] = []
    width = y = 0.0
    below = 0.0
    for number, row in enumerate(rows):
        cells = [cell for cell in row if cell is not None]
        above = max((baseline for _, baseline in cells), default=0.0)
        # Baselines of plain rows are a fixed leading apart; tall ones keep a gap.
        y = above if not number else max(y + LEADING * SIZE, y + below + ROW_GAP * SIZE + above)
        x = left
        for i, cell in enumerate(row):
            if cell is None:
                continue
            found, baseline = cell
            start = left - found.width if i == 0 else x + (RELATION_GAP * SIZE if i == 1 else 0.0)
            shapes += (
                Shape(_shifted(shape.segments, start, y - baseline), shape.color) for shape in found.shapes
            )
            if i:
                x = start + found.width
        width = max(width, x)
        below = max((found.height - baseline for found, baseline in cells), default=0.0)
    return FormulaShapes(width, y + below, tuple(shapes))


@lru_cache(maxsize=2048)
def _typeset(latex: str) -> tuple[FormulaShapes, float]:
    """What ziamath makes of ``latex``, and how far below its top the baseline runs."""
    svg = formula_svg(latex)
    view = re.search(r'viewBox="([^"]+)"', svg)
    left, top, width, height = (float(v) for v in view[1].split()) if view else (0.0, 0.0, 0.0, 0.0)
    shapes: list[Shape] = []
    for tag, attributes in re.findall(r"<(path|rect)\b([^>]*)>", svg):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        color = found.get("fill")
        if color in ("none", "transparent"):
            continue
        if tag == "path":
            segments = _parse_path(found["d"], -left, -top)
        else:
            x, y = float(found["x"]) - left, float(found["y"]) - top
            w, h = float(found["width"]), float(found["height"])
            segments = (("M", (x, y)), ("L", (x + w, y)), ("L", (x + w, y + h)), ("L", (x, y + h)), ("Z", ()))
        shapes.append(Shape(segments, None if color in (None, "currentColor", "black") else color))
    return FormulaShapes(width, height, tuple(shapes)), -top


def _split(latex: str, separator: str) -> list[str]:
    """``latex`` cut at ``separator``, but not inside braces or an inner environment."""
    pieces: list[str] = []
    depth = start = i = 0
    while i < len(latex):
        if depth == 0 and latex.startswith(separator, i):
            pieces.append(latex[start:i])
            i += len(separator)
            start = i
        elif latex.startswith((r"\begin", "{"), i):
            depth += 1
            i += 6 if latex[i] == "\\" else 1
        elif latex.startswith((r"\end", "}"), i):
            depth -= 1
            i += 4 if latex[i] == "\\" else 1
        else:
            i += 2 if latex[i] == "\\" else 1
    return [*pieces, latex[start:]]


def _shifted(segments: tuple[Segment, ...], dx: float, dy: float) -> tuple[Segment, ...]:
    return tuple(
        (command, tuple(v + (dy if i % 2 else dx) for i, v in enumerate(values)))
        for command, values in segments
    )


def formula_size(latex: str, size: float) -> tuple[float, float]:
    """Width and height of ``latex`` at type size ``size``."""
    shapes = formula_shapes(latex)
    return shapes.width * size / SIZE, shapes.height * size / SIZE


_COUNTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}


def _parse_path(d: str, dx: float, dy: float) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(v) for v in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", numbers)]
        count = _COUNTS[command]
        for i in range(0, max(len(values), 1), max(count, 1)):
            part = values[i : i + count]
            segments.append((command, tuple(v + (dy if j % 2 else dx) for j, v in enumerate(part))))
    return tuple(segments)
