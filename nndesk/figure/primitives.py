"""The few things every picture is made of. A :class:`Figure` is data: no Qt, no files, no state.

Coordinates are in units of the figure, ``y`` grows downwards, as on a screen; one unit is a CSS pixel (1/96
inch) at the natural size. Lengths of pens and text are in the same unit. Colours are ``#RRGGBB``; opacity is
apart. Screen, PNG and PDF (``gui/painting.py``), SVG (``svg.py``) and TikZ (``tikz.py``) paint these and
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["start", "middle", "end"]


class FigureError(ValueError):
    """A picture cannot be made or written; the message is one sentence fit to show."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn. ``dash`` alternates on and off lengths; empty is solid."""

    color: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Fill:
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle (or its outline)."""

    center: Point
    radius: float
    fill: Fill | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Glow:
    """Soft light around a disc: ``opacity`` strong at the ``inner`` radius, gone at the ``outer`` one."""

    center: Point
    inner: float
    outer: float
    color: str
    opacity: float = 0.4

    def stops(self) -> tuple[tuple[float, float], ...]:
        """The gradient as (fraction of the outer radius, opacity); quadratic: it ends without an edge."""
        start = self.inner / self.outer
        steps = 6
        return (
            (0.0, self.opacity),
            *(
                (start + (1 - start) * i / steps, self.opacity * (1 - i / steps) ** 2)
                for i in range(steps + 1)
            ),
        )

    def discs(self, count: int) -> tuple[tuple[float, float], ...]:
        """The same by discs (radius, opacity), large to small, where gradients cannot be transparent."""
        found: list[tuple[float, float]] = []
        beneath = 0.0
        for i in range(count, 0, -1):
            wanted = self.opacity * (1 - (i - 0.5) / count) ** 2
            found.append(
                (self.inner + (self.outer - self.inner) * i / count, 1 - (1 - wanted) / (1 - beneath))
            )
            beneath = wanted
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-parallel rectangle: left, top, width, height, corner radius."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: Fill | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight segments through ``points``."""

    points: tuple[Point, ...]
    pen: Pen


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier: start, two controls, end."""

    start: Point
    control1: Point
    control2: Point
    end: Point
    pen: Pen


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled area of one or more closed rings under the even-odd rule (the second ring cuts a hole)."""

    rings: tuple[tuple[Point, ...], ...]
    fill: Fill | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Patches:
    """Many small convex areas, back to front, all with one outline: a surface in space, as it is seen.

    It is made sixty times a second while it is turned. Therefore it holds plain rows of numbers, which are
    not to be changed: thousands of small tuples would make the garbage collector stop the window.

    Attributes:
        points: x and y of all corners, area after area.
        sizes: how many corners each area has, the first not repeated.
        shades: for each area which of ``colors`` it has.
    """

    points: Sequence[float]
    sizes: Sequence[int]
    shades: Sequence[int]
    colors: tuple[str, ...]
    pen: Pen | None = None

    def areas(self) -> Iterator[tuple[tuple[Point, ...], str]]:
        """Corners and colour of each."""
        values = iter(self.points)
        corners = zip(values, values, strict=True)
        for size, shade in zip(self.sizes, self.shades, strict=True):
            yield tuple(islice(corners, size)), self.colors[shade]


@dataclass(frozen=True, slots=True)
class Arc:
    """A circular arc, degrees counter-clockwise from 3 o'clock."""

    center: Point
    radius: float
    start: float
    span: float
    pen: Pen


@dataclass(frozen=True, slots=True)
class FieldDisc:
    """A disc filled with what a node makes of the square of inputs around it: a small map of its output.

    Where pixels are painted it is an image; SVG, PDF and TikZ draw
    :func:`nndesk.figure.shading.disc_areas` of it, so that a print stays sharp.

    Attributes:
        shades: ``side × side`` bytes, row by row from the top: 0 is class 0, 255 is class 1.
        side: how many shades a row has; the outermost ones stand half a shade inside the disc's square.
        colors: of shade 0, of the middle and of shade 255.
    """

    center: Point
    radius: float
    shades: bytes
    side: int
    colors: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words in the interface typeface (Inter). ``at`` is the anchor on the baseline.

    ``halo`` (a colour) draws the same text underneath with a broad outline, so that it reads over lines.
    """

    at: Point
    text: str
    size: float
    color: str
    anchor: Anchor = "start"
    weight: Literal["regular", "medium", "semibold"] = "regular"
    halo: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A short formula that needs no typesetting: letters, digits, scripts, as in ``δ_{h_1} = 0.5``.

    ``latex`` is the source of truth: TikZ prints it between dollars. The others lay it out by
    :func:`nndesk.figure.typeset.label_runs` in STIX Two, as text that stays text.
    """

    at: Point
    latex: str
    size: float
    color: str
    anchor: Anchor = "start"
    halo: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A typeset LaTeX formula with its top left corner (by ``anchor``, top middle or top right) at ``at``.

    Roles are colours by name: ``\\textcolor{delta}{…}`` takes the palette's colour of ``delta``.
    """

    at: Point
    latex: str
    size: float
    color: str
    roles: tuple[tuple[str, str], ...] = ()
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that belong together, optionally clipped to a rectangle ``(x, y, width, height)``.

    ``title`` names the part for people who read or hear the SVG ("node h1").
    """

    items: tuple[Item, ...]
    clip: tuple[float, float, float, float] | None = None
    title: str = ""


Item: TypeAlias = (
    "Disc | Glow | FieldDisc | Box | Polyline | Curve | Polygon | Patches | Arc | Text | Label | Formula"
    " | Group"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished picture: its size in units, background (None: transparent) and parts, back to front."""

    width: float
    height: float
    items: tuple[Item, ...]
    background: str | None = None
    title: str = ""
    description: str = ""

    def walk(self) -> Iterator[Item]:
        """Every primitive, groups opened, in painting order."""
        yield from _walk(self.items)


def _walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield from _walk(item.items)
        else:
            yield item


def moved(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """The same parts, shifted."""
    return tuple(_moved(item, dx, dy) for item in items)


def _moved(item: Item, dx: float, dy: float) -> Item:
    def at(point: Point) -> Point:
        return (point[0] + dx, point[1] + dy)

    match item:
        case Disc() | Glow() | FieldDisc() | Arc():
            return replace(item, center=at(item.center))
        case Box():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case Polyline():
            return replace(item, points=tuple(at(p) for p in item.points))
        case Curve():
            return replace(
                item,
                start=at(item.start),
                control1=at(item.control1),
                control2=at(item.control2),
                end=at(item.end),
            )
        case Polygon():
            return replace(item, rings=tuple(tuple(at(p) for p in ring) for ring in item.rings))
        case Patches():
            corners = (p for ring, _ in item.areas() for p in ring)
            return replace(item, points=[value for p in corners for value in at(p)])
        case Text() | Label() | Formula():
            return replace(item, at=at(item.at))
        case Group():
            clip = item.clip and (item.clip[0] + dx, item.clip[1] + dy, *item.clip[2:])
            return replace(item, items=moved(item.items, dx, dy), clip=clip)
