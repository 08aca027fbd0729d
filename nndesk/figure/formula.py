"""Typeset formulas: LaTeX by ziamath, kept as plain outlines that every painter fills.

ziamath is imported on the first formula (150 ms), and each one takes 20–50 ms: results are cached, and a window
asks for them in its worker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nndesk.figure.primitives import FigureError
from nndesk.figure.truetype import Segment

SIZE = 24.0
"""Formulas are set once at this size and scaled."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline. ``color`` is a role or a colour as LaTeX named it; None is the formula's own colour."""

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
        return str(Latex(latex, size=SIZE).svg())
    except Exception as error:  # ziamath raises whatever went wrong inside
        raise FigureError(f"The formula {latex:.80} cannot be typeset.") from error


@lru_cache(maxsize=1024)
def formula_shapes(latex: str) -> FormulaShapes:
    """The outlines of ``latex``. Raises :class:`FigureError` if it cannot be read."""
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
    return FormulaShapes(width, height, tuple(shapes))


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
