"""The hypercube ``H_p`` of the first layer as a figure that can be turned (LECTURE topics 12 and 13).

Each vertex is the identity of a region: filled if there is such a region, hollow if there is none, coloured
by what the rest of the network makes of it. The next layer's neuron cuts it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.cube_legend import cube_legend
from nndesk.figure.cuts import Cut, corners, crossing, edges, section
from nndesk.figure.identities import DRAWN, Identities, Identity, IdentityError
from nndesk.figure.label_ring import Tag, place_tags
from nndesk.figure.marker import marker
from nndesk.figure.primitives import (
    Disc,
    Figure,
    Fill,
    Glow,
    Group,
    Item,
    Label,
    Pen,
    Point,
    Polygon,
    Polyline,
    moved,
)
from nndesk.figure.rotation import Camera, Frame, home
from nndesk.figure.shading import mixed
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.figure.vertex_mark import empty_mark
from nndesk.geometry.codes import code_latex
from nndesk.geometry.lines import Code
from nndesk.network.notation import math_name

Array = NDArray[np.float64]

RADIUS = 8.0
NAME_SIZE = 14.0
_INNER = 0.46
"""The cube of the vertices whose fourth digit is 0, beside that of the others."""
_REACH = (0.0, 1.0, 1.42, 1.62, 1.62)
"""How far from the middle the vertices come, however it is turned; a little less where that is rare."""
_MARGIN = (48.0, 30.0)
_ARROW = 0.42
_STARTS = (0.0, 0.25, 0.5)
"""Where on the plane its arrow may stand: parts of the way from its middle to its corners."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is lit: the vertex that was clicked (or whose region was), and the one under the mouse."""

    lit: Code | None = None
    pointed: Code | None = None


@dataclass(frozen=True, eq=False)
class CubePicture:
    """The figure, and where its vertices are in it."""

    figure: Figure
    places: tuple[tuple[Code, Point], ...]
    radius: float

    def code_at(self, at: Point, slack: float = 6.0) -> Code | None:
        """The vertex at a place of the figure, the nearest to it and then to the eye, or None."""
        best, found = self.radius + slack, None
        for code, (x, y) in self.places:
            distance = float(np.hypot(x - at[0], y - at[1]))
            if distance < best - 1e-9:
                best, found = distance, code
        return found


def hypercube_figure(
    data: Identities,
    style: Style,
    camera: Camera | None = None,
    cut: Cut | None = None,
    marks: Marks | None = None,
    width: float = 480.0,
    height: float = 440.0,
) -> CubePicture:
    """The cube of ``data``, cut by ``cut``. Raises IdentityError for more than four dimensions."""
    p = data.dimension
    if p > DRAWN:
        raise IdentityError(
            f"The first layer has {p} neurons; a hypercube is drawn for up to {DRAWN}, a table for all."
        )
    marks = marks or Marks()
    scale = style.scale
    margin = 8 * scale
    legend, under = cube_legend(data, style, width - 2 * margin)
    free = height - under
    room = (width / 2 - _MARGIN[0] * scale, free / 2 - _MARGIN[1] * scale)
    frame = Frame(camera or home("hypercube"), (width / 2, free / 2), max(10.0, min(room)) / _REACH[p])
    drawing = _Drawing(data, style, frame, cut, marks)
    clip = (0.0, 0.0, width, free)
    items = (
        Group(drawing.lines(), title="edges"),
        Group(drawing.vertices(), title="vertices"),
        Group(drawing.names(clip), title="names"),
        Group(moved(legend, margin, free), title="legend"),
    )
    figure = Figure(
        width,
        height,
        tuple(part for part in items if part.items),
        background=style.palette.panel,
        title=f"Hypercube of {', '.join(data.names)}",
        description=_description(data, cut),
    )
    return CubePicture(figure, drawing.places, drawing.radius)


def embedded(u: Array) -> Array:
    """Points of the cube ``(n, p)`` in space ``(n, 3)``.

    A square stands as it faces the camera at home; of a tesseract the vertices whose fourth digit is 0 are a
    small cube within that of the others.
    """
    p = u.shape[1]
    if p < 3:
        right, up, _ = home("hypercube").axes
        return np.asarray(u[:, :1] * right + (u[:, 1:2] * up if p == 2 else 0.0))
    if p == 3:
        return u
    inner = (1 - u[:, 3:]) / 2
    return np.asarray(u[:, :3] * (1 - inner * (1 - _INNER)))


class _Drawing:
    """The parts of one picture."""

    def __init__(self, data: Identities, style: Style, frame: Frame, cut: Cut | None, marks: Marks) -> None:
        self.data, self.style, self.frame, self.cut, self.marks = data, style, frame, cut, marks
        self.scale = style.scale
        p = data.dimension
        self.u = corners(p)
        self.at = frame.place(embedded(self.u))
        self.radius = RADIUS * self.scale * (1.0 if p < 4 else 0.85)
        order = np.argsort(self.at[:, 2], kind="stable").tolist()
        self.order: list[int] = order
        self.outline: list[tuple[float, float, float, float]] = []
        """Of the plane: names keep away from it where they can."""
        self.busy: list[tuple[Point, float]] = []
        """Middles and radii of what names must not cover besides the vertices."""
        self.places = tuple((self.data.rows[i].code, self._point(i)) for i in reversed(order))

    def _point(self, i: int) -> Point:
        return float(self.at[i, 0]), float(self.at[i, 1])

    # --- edges and the plane between them ----------------------------------------------------------------

    def lines(self) -> tuple[Item, ...]:
        """Edges from far to near. Of a cube that a plane cuts, first what is behind the plane, then it."""
        pieces: list[tuple[bool, float, Item]] = []
        cut = self.cut
        marks: list[Item] = []
        near_plus = True
        if cut is not None and self.data.dimension == 3:
            near_plus = float(self.frame.camera.axes[2] @ np.array(cut.normal)) > 0
        for i, j in edges(self.data.dimension):
            t = crossing(cut, self.u[i], self.u[j]) if cut is not None else None
            depth = float(self.at[i, 2] + self.at[j, 2]) / 2
            if t is None:
                plus = cut is not None and cut.side(self.u[i].tolist()) > 0
                pieces.append((plus == near_plus, depth, self._edge(self.at[i], self.at[j], depth)))
                continue
            assert cut is not None
            middle = self.at[i] + t * (self.at[j] - self.at[i])
            starts_plus = cut.side(self.u[i].tolist()) > 0
            for a, b, plus in ((self.at[i], middle, starts_plus), (middle, self.at[j], not starts_plus)):
                depth = float(a[2] + b[2]) / 2
                pieces.append((plus == near_plus, depth, self._edge(a, b, depth)))
            marks.append(self._crossing(middle))
        pieces.sort(key=lambda piece: piece[:2])
        behind = [item for near, _, item in pieces if not near]
        before = [item for near, _, item in pieces if near]
        return (*behind, *self._plane(), *before, *marks)

    def _edge(self, a: Array, b: Array, depth: float) -> Item:
        # What is nearer is stronger: the only hint at depth that an orthographic picture has.
        near = min(max((depth / 1.74 + 1) / 2, 0.0), 1.0)
        pen = Pen(self.style.palette.muted, (1.1 + 0.9 * near) * self.scale, opacity=0.45 + 0.5 * near)
        return Polyline(((float(a[0]), float(a[1])), (float(b[0]), float(b[1]))), pen)

    def _crossing(self, at: Array) -> Item:
        panel, accent = self.style.palette.panel, self.style.palette.accent
        self.busy.append((_pair(at), 4.5 * self.scale))
        return Disc(_pair(at), 3.4 * self.scale, Fill(accent), Pen(panel, 1.2 * self.scale))

    def _plane(self) -> tuple[Item, ...]:
        cut, accent = self.cut, self.style.palette.accent
        p = self.data.dimension
        if cut is None or p not in (2, 3):
            return ()
        points = section(cut)
        if not len(points):
            return ()
        placed = tuple((float(x), float(y)) for x, y, _ in self.frame.place(embedded(points)))
        ends = (*placed[1:], placed[0])
        self.outline = [(*a, *b) for a, b in zip(placed, ends, strict=True)]
        pen = Pen(accent, 1.6 * self.scale)
        drawn: Item = Polyline(placed, pen) if p == 2 else Polygon((placed,), Fill(accent, 0.13), pen)
        return (drawn, *self._arrow(points))

    def _arrow(self, points: Array) -> tuple[Item, ...]:
        """From the plane to its + side, with the sign; where it is farthest from the vertices."""
        assert self.cut is not None
        normal = np.array(self.cut.normal)
        middle = points.mean(axis=0)
        starts = [middle + part * (corner - middle) for corner in points for part in _STARTS]
        ends = [start + normal / np.linalg.norm(normal) * _ARROW for start in starts]
        placed = self.frame.place(embedded(np.array(ends)))[:, :2]
        gaps = np.hypot(*(placed[:, None] - self.at[None, :, :2]).transpose(2, 0, 1)).min(axis=1)
        # The middle is as good as any other place that is clear enough.
        best = int(np.argmax(np.minimum(gaps, 2.6 * self.radius)))
        a, b = (p[:2] for p in self.frame.place(embedded(np.array([starts[best], ends[best]]))))
        length = float(np.hypot(*(b - a)))
        if length < 9 * self.scale:
            return ()
        along = (b - a) / length
        across = np.array([-along[1], along[0]])
        pen = Pen(self.style.palette.accent, 1.6 * self.scale)
        head = 6.0 * self.scale
        wings = [b - head * along + side * 0.55 * head * across for side in (1, -1)]
        sign = b + 9 * self.scale * along
        self.busy += [(_pair(a + part * (sign - a)), 5.5 * self.scale) for part in (0.4, 0.7, 1.0)]
        reach = 3.6 * self.scale
        return (
            Polyline((_pair(a), _pair(b)), pen),
            Polyline((_pair(wings[0]), _pair(b), _pair(wings[1])), pen),
            *(Polyline((_pair(sign - way), _pair(sign + way)), pen) for way in reach * np.eye(2)),
        )

    # --- vertices ----------------------------------------------------------------------------------------

    def vertices(self) -> tuple[Item, ...]:
        """From far to near, so that what is near covers what is far."""
        return tuple(item for i in self.order for item in self._vertex(i))

    def _vertex(self, i: int) -> tuple[Item, ...]:
        row, at, palette = self.data.rows[i], self._point(i), self.style.palette
        radius = self.radius
        items: list[Item] = []
        if row.code == self.marks.lit:
            items.append(Glow(at, radius, radius * 2.6, palette.accent, 0.75))
        color = vertex_color(self.data, row, self.style)
        if row.reached:
            items.append(marker(row.kind, at, radius, color, palette.panel))
        else:
            items.append(empty_mark(row.kind, at, radius, color, palette.panel, row.reached is None))
        if row.code == self.data.example:
            items += (
                Disc(at, 1.62 * radius, pen=Pen(palette.panel, 4.5 * self.scale, opacity=0.7)),
                Disc(at, 1.62 * radius, pen=Pen(palette.accent, 2.0 * self.scale)),
            )
        if row.code in (self.marks.pointed, self.marks.lit):
            items.append(Disc(at, 1.2 * radius, pen=Pen(palette.text, 1.6 * self.scale)))
        return tuple(items)

    # --- names -------------------------------------------------------------------------------------------

    def names(self, clip: tuple[float, float, float, float]) -> tuple[Item, ...]:
        """The identities beside the vertices, the nearest first; then the axes' and the plane's names."""
        size = (NAME_SIZE if self.data.dimension < 4 else NAME_SIZE - 2) * self.scale
        palette = self.style.palette
        tags: list[Tag] = []
        words: list[tuple[str, str]] = []
        center = np.array(self.frame.center)
        for i in reversed(self.order):
            row = self.data.rows[i]
            latex = code_latex(row.code, self.data.signed)
            away = self.radius * (1.75 if row.code == self.data.example else 1.15) + 2 * self.scale
            out = self.at[i, :2] - center
            # Seen end on, a vertex is in the middle: then its name stands below.
            towards = _pair(out) if np.hypot(*out) > 1 else (0.0, 1.0)
            strong = row.code in (self.marks.lit, self.marks.pointed)
            words.append(
                (latex, palette.accent if strong else palette.text if row.reached else palette.muted)
            )
            tags.append(Tag(self._point(i), away, _size(latex, size), towards))
        for at, towards, name, color in (*self._axis_names(), *self._plane_name()):
            words.append((name, color))
            tags.append(Tag(at, 5 * self.scale, _size(name, size), towards))
        discs = [*((at, self.radius * 1.1) for _, at in self.places), *self.busy]
        segments = np.array(
            [*((*self.at[i, :2], *self.at[j, :2]) for i, j in edges(self.data.dimension)), *self.outline]
        ).reshape(-1, 4)
        items: list[Item] = []
        for (latex, color), place in zip(
            words, place_tags(tags, discs, segments, clip, self.scale), strict=True
        ):
            if place is not None:
                _, ascent, descent = measure_label(latex, size)
                at = (place[0], place[1] + (ascent - descent) / 2)
                items.append(Label(at, latex, size, color, "middle", halo=palette.panel))
        return tuple(items)

    def _axis_names(self) -> list[tuple[Point, Point, str, str]]:
        """At the edge of each direction that is farthest from the middle: that neuron's name."""
        found = []
        center = np.array(self.frame.center)
        for axis, name in enumerate(self.data.names):
            bit = self.data.dimension - 1 - axis
            best, where = -1.0, center
            for i, j in edges(self.data.dimension):
                if i ^ j == 1 << bit:
                    middle = (self.at[i, :2] + self.at[j, :2]) / 2
                    # Lower ones first where several are equally far: an axis is read below.
                    far = float(np.hypot(*(middle - center))) + 0.02 * float(middle[1] - center[1])
                    if far > best:
                        best, where = far, middle
            out = where - center
            towards = _pair(out) if np.hypot(*out) > 1 else (0.0, 1.0)
            found.append((_pair(where), towards, math_name(name), self.style.palette.muted))
        return found

    def _plane_name(self) -> list[tuple[Point, Point, str, str]]:
        cut = self.cut
        if cut is None or self.data.dimension not in (2, 3):
            return []
        points = section(cut)
        if not len(points):
            return []
        center = np.array(self.frame.center)
        placed = self.frame.place(embedded(points))[:, :2]
        far = placed[int(np.argmax(np.hypot(*(placed - center).T)))]
        return [(_pair(far), _pair(far - center), math_name(cut.name), self.style.palette.accent)]


def vertex_color(data: Identities, row: Identity, style: Style) -> str:
    """Between the colours of the two classes by the output, or that of the winner; muted without either."""
    palette = style.palette
    if row.winner is not None:
        return palette.of_class(row.winner)
    shade = data.shade(row)
    if shade is None:
        return palette.muted
    return mixed(shade, palette.class0, palette.muted, palette.class1)


def _size(latex: str, size: float) -> tuple[float, float]:
    width, ascent, descent = measure_label(latex, size)
    return width, ascent + descent


def _pair(at: Array) -> Point:
    return float(at[0]), float(at[1])


def _description(data: Identities, cut: Cut | None) -> str:
    told = f"The vertices of the hypercube of {', '.join(data.names)}"
    if data.node is not None and not data.open:
        told += f", coloured by the output of {data.node}"
    if data.exact:
        empty = [code_latex(row.code, data.signed) for row in data.rows if not row.reached]
        told += f"; {len(data.rows) - len(empty)} of {len(data.rows)} are reached"
        told += f", {', '.join(empty)} {'is' if len(empty) == 1 else 'are'} empty" if empty else ""
    return told + (f"; cut by {cut.name}." if cut is not None else ".")
