"""Writes a figure as a standalone SVG 1.1 whose text is outlines: it looks the same without our fonts.

What the text says is kept in ``aria-label`` and in the titles of groups, for people who hear the picture and
for those who search in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians, sin

from nndesk.figure.bounds import shifted_start
from nndesk.figure.formula import SIZE, formula_shapes
from nndesk.figure.primitives import (
    Arc,
    Box,
    Curve,
    Disc,
    FieldDisc,
    Figure,
    Fill,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Patches,
    Pen,
    Point,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.shading import disc_areas
from nndesk.figure.truetype import Segment
from nndesk.figure.typefaces import typeface
from nndesk.figure.typeset import Run, label_runs, measure_label, measure_text, text_runs

HALO = 0.3
"""Width of a halo's outline, both sides together, in em."""


def to_svg(figure: Figure, width_mm: float | None = None) -> str:
    """``figure`` as the text of an SVG file, at its natural size or ``width_mm`` millimetres wide."""
    if width_mm is None:
        width, height = number(figure.width), number(figure.height)
    else:
        width, height = f"{number(width_mm)}mm", f"{number(width_mm * figure.height / figure.width)}mm"
    writer = _Writer()
    body = "\n".join(writer.lines(figure.items, 1))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}" height="{height}" '
        f'viewBox="0 0 {number(figure.width)} {number(figure.height)}" role="img" '
        f"aria-label={_quoted(figure.title or 'Figure')}>",
    ]
    if figure.title:
        parts.append(f" <title>{_escaped(figure.title)}</title>")
    if figure.description:
        parts.append(f" <desc>{_escaped(figure.description)}</desc>")
    parts += writer.defs
    if figure.background is not None:
        parts.append(
            f' <rect width="{number(figure.width)}" height="{number(figure.height)}" '
            f'fill="{figure.background}"/>'
        )
    return "\n".join([*parts, *([body] if body else []), "</svg>", ""])


def number(value: float, places: int = 2) -> str:
    """A coordinate as short as it can be: ``12``, ``0.5``, ``-3.25``."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class _Writer:
    def __init__(self) -> None:
        self.defs: list[str] = []
        self._glows: dict[tuple[object, ...], str] = {}
        self._clips = 0

    def lines(self, items: Iterable[Item], depth: int) -> Iterator[str]:
        for item in items:
            yield from self._item(item, " " * depth, depth)

    def _item(self, item: Item, pad: str, depth: int) -> Iterator[str]:
        match item:
            case Disc():
                yield (
                    f'{pad}<circle cx="{number(item.center[0])}" cy="{number(item.center[1])}" '
                    f'r="{number(item.radius)}"{_paint(item.fill, item.pen)}/>'
                )
            case Glow():
                yield (
                    f'{pad}<circle cx="{number(item.center[0])}" cy="{number(item.center[1])}" '
                    f'r="{number(item.outer)}" fill="url(#{self._gradient(item)})"/>'
                )
            case FieldDisc():
                shape = (
                    f'<circle cx="{number(item.center[0])}" cy="{number(item.center[1])}" '
                    f'r="{number(item.radius)}"/>'
                )
                yield f'{pad}<g clip-path="url(#{self._clip(shape)})">'
                yield from self.lines(disc_areas(item), depth + 1)
                yield f"{pad}</g>"
            case Box():
                rounded = f' rx="{number(item.radius)}"' if item.radius else ""
                yield (
                    f'{pad}<rect x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" '
                    f'height="{number(item.height)}"{rounded}{_paint(item.fill, item.pen)}/>'
                )
            case Polyline():
                if len(item.points) > 1:
                    yield f'{pad}<path d="{_ring(item.points)}"{_paint(None, item.pen)}/>'
            case Curve():
                controls = " ".join(_at(p) for p in (item.control1, item.control2, item.end))
                yield f'{pad}<path d="M{_at(item.start)}C{controls}"{_paint(None, item.pen)}/>'
            case Polygon():
                d = "".join(_ring(ring) + "Z" for ring in item.rings if ring)
                if d:
                    yield f'{pad}<path d="{d}" fill-rule="evenodd"{_paint(item.fill, item.pen)}/>'
            case Patches():
                yield f"{pad}<g{_paint(None, item.pen)}>"
                for ring, color in item.areas():
                    yield f'{pad} <path d="{_ring(ring)}Z" fill="{color}"/>'
                yield f"{pad}</g>"
            case Arc():
                yield f'{pad}<path d="{_arc(item)}"{_paint(None, item.pen)}/>'
            case Text():
                width = measure_text(item.text, item.size, item.weight)
                runs = text_runs(item.text, item.size, item.weight)
                yield from self._words(item, runs, width, item.text, pad)
            case Label():
                runs, width = label_runs(item.latex, item.size), measure_label(item.latex, item.size)[0]
                yield from self._words(item, runs, width, "".join(run.text for run in runs), pad)
            case Formula():
                yield from _formula(item, pad)
            case Group():
                clip = ""
                if item.clip is not None:
                    x, y, w, h = (number(v) for v in item.clip)
                    name = self._clip(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>')
                    clip = f' clip-path="url(#{name})"'
                yield f"{pad}<g{clip}>"
                if item.title:
                    yield f"{pad} <title>{_escaped(item.title)}</title>"
                yield from self.lines(item.items, depth + 1)
                yield f"{pad}</g>"

    def _clip(self, shape: str) -> str:
        """The name of a clip path that keeps what is inside ``shape``."""
        self._clips += 1
        self.defs.append(f' <clipPath id="clip{self._clips}">{shape}</clipPath>')
        return f"clip{self._clips}"

    def _gradient(self, glow: Glow) -> str:
        """The name of a gradient that shades circles like ``glow``, wherever they are."""
        key = (glow.inner / glow.outer, glow.color, glow.opacity)
        if key not in self._glows:
            self._glows[key] = name = f"glow{len(self._glows) + 1}"
            stops = "".join(
                f'<stop offset="{number(at, 3)}" stop-color="{glow.color}" '
                f'stop-opacity="{number(opacity, 3)}"/>'
                for at, opacity in glow.stops()
            )
            self.defs.append(f' <radialGradient id="{name}">{stops}</radialGradient>')
        return self._glows[key]

    def _words(
        self, item: Text | Label, runs: Sequence[Run], width: float, spoken: str, pad: str
    ) -> Iterator[str]:
        x, y = item.at[0] - shifted_start(item.anchor, width), item.at[1]
        paths: dict[str, list[str]] = {}
        for run in runs:
            paths.setdefault(run.color or item.color, []).append(_glyphs(run, x, y))
        d = "".join(piece for pieces in paths.values() for piece in pieces)
        if not d:
            return
        yield f'{pad}<g role="text" aria-label={_quoted(spoken)}>'
        if item.halo:
            yield (
                f'{pad} <path d="{d}" fill="{item.halo}" stroke="{item.halo}" '
                f'stroke-width="{number(HALO * item.size)}" stroke-linejoin="round"/>'
            )
        for color, pieces in paths.items():
            yield f'{pad} <path d="{"".join(pieces)}" fill="{color}"/>'
        yield f"{pad}</g>"


def _formula(item: Formula, pad: str) -> Iterator[str]:
    found = formula_shapes(item.latex)
    scale = item.size / SIZE
    x, y = item.at[0] - shifted_start(item.anchor, found.width * scale), item.at[1]
    roles = dict(item.roles)
    paths: dict[str, list[str]] = {}
    for shape in found.shapes:
        color = item.color if shape.color is None else roles.get(shape.color, shape.color)
        paths.setdefault(color, []).append(_path(shape.segments, x, y, scale))
    yield f'{pad}<g role="math" aria-label={_quoted(item.latex)}>'
    for color, pieces in paths.items():
        yield f'{pad} <path d="{"".join(pieces)}" fill={_quoted(color)}/>'
    yield f"{pad}</g>"


def _glyphs(run: Run, x: float, y: float) -> str:
    font = typeface(run.font)
    pieces: list[str] = []
    left = x + run.dx
    for char in run.text:
        pieces.append(_path(font.outline(char), left, y + run.dy, run.size))
        left += font.advance(char) * run.size
    return "".join(pieces)


def _path(segments: Iterable[Segment], x: float, y: float, scale: float) -> str:
    """Path commands relative to the point before, in hundredths: most of a file is text's outlines."""
    pieces: list[str] = []
    here = start = (0, 0)
    for command, values in segments:
        if command == "Z":
            pieces.append("z")
            here = start
            continue
        points = [
            (round(100 * (x + values[i] * scale)), round(100 * (y + values[i + 1] * scale)))
            for i in range(0, len(values), 2)
        ]
        if command == "M":
            pieces.append(f"M{_hundredths(points[0])}")
            start = points[0]
        else:
            steps = [_hundredths((px - here[0], py - here[1])) for px, py in points]
            pieces.append(command.lower() + " ".join(steps).replace(" -", "-"))
        here = points[-1]
    return "".join(pieces)


def _hundredths(point: tuple[int, int]) -> str:
    return " ".join(number(value / 100) for value in point).replace(" -", "-")


def _paint(fill: Fill | None, pen: Pen | None) -> str:
    if fill is None:
        text = ' fill="none"'
    else:
        text = f' fill="{fill.color}"' + (
            f' fill-opacity="{number(fill.opacity, 3)}"' if fill.opacity < 1 else ""
        )
    if pen is not None:
        text += f' stroke="{pen.color}" stroke-width="{number(pen.width)}"'
        if pen.opacity < 1:
            text += f' stroke-opacity="{number(pen.opacity, 3)}"'
        if pen.dash:
            text += f' stroke-dasharray="{" ".join(number(d) for d in pen.dash)}"'
        else:
            text += ' stroke-linecap="round" stroke-linejoin="round"'
    return text


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _ring(points: Iterable[Point]) -> str:
    return "M" + "L".join(_at(p) for p in points)


def _arc(arc: Arc) -> str:
    def at(angle: float) -> Point:
        a = radians(angle)
        return (arc.center[0] + arc.radius * cos(a), arc.center[1] - arc.radius * sin(a))

    # One command cannot say a full circle: halves can say every arc.
    r = number(arc.radius)
    sweep = 0 if arc.span > 0 else 1
    middle, end = at(arc.start + arc.span / 2), at(arc.start + arc.span)
    return f"M{_at(at(arc.start))}A{r} {r} 0 0 {sweep} {_at(middle)}A{r} {r} 0 0 {sweep} {_at(end)}"


# Not xml.sax.saxutils: importing it imports urllib and ssl, which takes longer than writing the figure.
def _escaped(text: str) -> str:
    """``text`` between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """``text`` as an attribute's value, quotes included."""
    return f'"{_escaped(text).replace(chr(34), "&quot;")}"'
