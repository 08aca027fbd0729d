"""The output over the plane as pieces of a surface in space, and in which order they cover one another.

Over thresholds the surface is exact: a plateau over each region, an upright wall where two of them meet.
Elsewhere it is a mesh. Every piece lies wholly below or above the decision level, since a level plane that is
painted between the two halves cuts the surface.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.plane_content import PlaneCell, PlaneData
from nndesk.figure.rotation import Camera, Frame
from nndesk.geometry.lines import Line

Array = NDArray[np.float64]

MOST_PLATEAUS = 400
"""With more regions the surface is a mesh, as for smooth networks: nobody would see the difference."""
SHADES = 41
"""Colours of the surface; odd, so that one of them is the neutral one."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Areas in the figure, back to front, as :class:`nndesk.figure.primitives.Patches` holds them."""

    points: list[float]
    sizes: list[int]
    shades: list[int]


class _Stock:
    """The corners of all pieces, area after area, to be looked at from anywhere in any order."""

    def __init__(self, rings: Sequence[Array], shades: Sequence[int]) -> None:
        self._corners = np.concatenate(rings) if rings else np.zeros((0, 3))
        self._sizes = np.array([len(ring) for ring in rings], np.intp)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._shades = np.array(shades, np.intp)

    def ordered(self, order: Sequence[int]) -> _Ordered:
        """These pieces in this order; to be kept, since it costs more than to look at it."""
        chosen = np.array(order, np.intp)
        sizes = self._sizes[chosen]
        ends = np.cumsum(sizes)
        # The corners of each piece are neighbours: count on from where it starts.
        index = np.arange(ends[-1] if len(ends) else 0)
        index = index + np.repeat(self._starts[chosen] - (ends - sizes), sizes)
        return _Ordered(self._corners[index], sizes.tolist(), self._shades[chosen].tolist())


@dataclass(frozen=True, eq=False, slots=True)
class _Ordered:
    corners: Array
    sizes: list[int]
    shades: list[int]

    def seen(self, frame: Frame) -> Pieces:
        return Pieces(frame.place(self.corners)[:, :2].ravel().tolist(), self.sizes, self.shades)


class Surface(Protocol):
    """Pieces of a surface in space."""

    def pieces(self, frame: Frame) -> tuple[Pieces, Pieces]:
        """What is below the level and what is above it, as ``frame`` sees it."""
        ...


def surface_of(data: PlaneData, space: Space) -> Surface:
    """The surface of a plane that is shaded by a neuron."""
    assert data.field is not None
    if data.cells is not None and 0 < len(data.cells) <= MOST_PLATEAUS:
        by_name = {line.name: line.line for line in data.lines}
        return Plateaus(data.cells, [by_name.get(name) for name in data.cell_lines], space)
    return Mesh(data.field.xs, data.field.ys, data.field.z, space)


@dataclass(frozen=True, slots=True)
class Space:
    """From inputs and output to the box in which the surface stands: its middle at the origin.

    Attributes:
        window: of the inputs.
        low, level, high: of the output.
        height: of the box, where the longer side of the window is 2.
    """

    window: tuple[float, float, float, float]
    low: float
    level: float
    high: float
    height: float = 1.15

    @property
    def half(self) -> tuple[float, float, float]:
        """Half the lengths of the box's sides."""
        x0, x1, y0, y1 = self.window
        longest = max(x1 - x0, y1 - y0)
        return (x1 - x0) / longest, (y1 - y0) / longest, self.height / 2

    def place(self, x: Array, y: Array, z: Array) -> Array:
        """Points of the surface in the box ``(…, 3)``; outputs out of range stand on floor or top."""
        x0, x1, y0, y1 = self.window
        hx, hy, hz = self.half
        bounded = np.clip(np.nan_to_num(z, nan=self.level), self.low, self.high)
        placed = np.empty((*np.broadcast_shapes(np.shape(x), np.shape(y), np.shape(z)), 3))
        placed[..., 0] = (2 * (x - x0) / (x1 - x0) - 1) * hx
        placed[..., 1] = (2 * (y - y0) / (y1 - y0) - 1) * hy
        placed[..., 2] = (2 * (bounded - self.low) / (self.high - self.low) - 1) * hz
        return placed

    @property
    def level_height(self) -> float:
        """Where the decision level is in the box."""
        return (2 * (self.level - self.low) / (self.high - self.low) - 1) * self.half[2]


def _shade(height: Array, space: Space) -> NDArray[np.intp]:
    """Heights in the box as numbers of shades."""
    away = height - space.level_height
    reach = np.where(away > 0, space.half[2] - space.level_height, space.half[2] + space.level_height)
    part = 0.5 + 0.5 * away / np.where(reach > 0, reach, 1.0)
    return np.asarray(np.rint(part.clip(0, 1) * (SHADES - 1)), np.intp)


# --- a mesh ------------------------------------------------------------------------------------------------


class Mesh:
    """Outputs ``z`` ``(ny, nx)`` on a grid. A cell that the level cuts is two pieces."""

    def __init__(self, xs: Array, ys: Array, z: NDArray[np.floating], space: Space) -> None:
        points = space.place(xs[None, :], ys[:, None], np.asarray(z, np.float64))
        self._rows, self._columns = z.shape[0] - 1, z.shape[1] - 1
        corners = np.stack((points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]), axis=2)
        corners = corners.reshape(-1, 4, 3)
        level = space.level_height
        above = corners[..., 2] > level
        cut = above.any(axis=1) & ~above.all(axis=1)
        whole = np.flatnonzero(~cut)
        self.rings: list[Array] = list(corners[whole])
        cells, sides = whole.tolist(), above[whole, 0].tolist()
        for cell in np.flatnonzero(cut).tolist():
            for upper in (False, True):
                part = clipped(corners[cell], level, upper)
                if len(part) > 2:
                    self.rings.append(part)
                    cells.append(cell)
                    sides.append(upper)
        heights = np.array([ring[:, 2].sum() / len(ring) for ring in self.rings])
        self._stock = _Stock(self.rings, _shade(heights, space).tolist())
        self._cells, self._above = np.array(cells, np.intp), np.array(sides, bool)
        self._kept: dict[tuple[bool, bool], tuple[_Ordered, _Ordered]] = {}

    def pieces(self, frame: Frame) -> tuple[Pieces, Pieces]:
        towards = frame.camera.axes[2]
        quarter = (bool(towards[0] > 0), bool(towards[1] > 0))
        if quarter not in self._kept:
            below, above = self.order(frame.camera)
            self._kept[quarter] = self._stock.ordered(below), self._stock.ordered(above)
        lower, upper = self._kept[quarter]
        return lower.seen(frame), upper.seen(frame)

    def order(self, camera: Camera) -> tuple[list[int], list[int]]:
        """The numbers of the pieces below the level and above it, those far away first: in rows and columns
        away from the side on which the eye is."""
        towards = camera.axes[2]
        row, column = np.divmod(self._cells, self._columns)
        row = row if towards[1] > 0 else self._rows - row
        column = column if towards[0] > 0 else self._columns - column
        order = np.argsort(row * (self._columns + 1) + column, kind="stable")
        above = self._above[order]
        return order[~above].tolist(), order[above].tolist()


def clipped(ring: Array, level: float, above: bool) -> Array:
    """The part of a ring ``(n, 3)`` whose third coordinate is above the level (or not)."""
    kept = []
    before = ring[-1]
    for at in ring:
        if (at[2] > level) != (before[2] > level):
            part = (level - before[2]) / (at[2] - before[2])
            crossing = before + part * (at - before)
            crossing[2] = level
            kept.append(crossing)
        if (at[2] > level) == above:
            kept.append(at)
        before = at
    return np.array(kept).reshape(-1, 3)


# --- plateaus ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class _Piece:
    """A plateau or a part of a wall; ``on`` is the number of the line on which a wall stands, else −1."""

    ring: Array
    code: tuple[int, ...]
    on: int
    above: bool


class Plateaus:
    """The regions of thresholds, each as high as its output, with walls between those of unequal height.

    What lies on the far side of a line is covered by its wall, and that by the near side: line after line,
    this orders all pieces, as in a binary space partition.
    """

    def __init__(self, cells: tuple[PlaneCell, ...], lines: list[Line | None], space: Space) -> None:
        self._lines = lines
        self.parts = [*_tops(cells, space), *_walls(cells, space)]
        self.rings = [part.ring for part in self.parts]
        heights = np.array([ring[:, 2].mean() for ring in self.rings])
        self._stock = _Stock(self.rings, _shade(heights, space).tolist())
        self._kept: dict[tuple[bool, ...], tuple[_Ordered, _Ordered]] = {}

    def pieces(self, frame: Frame) -> tuple[Pieces, Pieces]:
        near = self._near(frame.camera)
        if near not in self._kept:
            below, above = self.order(frame.camera)
            self._kept[near] = self._stock.ordered(below), self._stock.ordered(above)
        lower, upper = self._kept[near]
        return lower.seen(frame), upper.seen(frame)

    def _near(self, camera: Camera) -> tuple[bool, ...]:
        """For each line whether the eye is on its + side."""
        x, y, _ = camera.axes[2]
        return tuple(line is not None and line.w1 * x + line.w2 * y > 0 for line in self._lines)

    def order(self, camera: Camera) -> tuple[list[int], list[int]]:
        """The numbers of the pieces below the level and above it, those far away first."""
        near = self._near(camera)

        def key(i: int) -> tuple[int, ...]:
            part = self.parts[i]
            return tuple(
                1 if number == part.on else 2 * int(bool(bit) == plus)
                for number, (bit, plus) in enumerate(zip(part.code, near, strict=True))
            )

        order = sorted(range(len(self.parts)), key=key)
        return [i for i in order if not self.parts[i].above], [i for i in order if self.parts[i].above]


def _tops(cells: tuple[PlaneCell, ...], space: Space) -> Iterator[_Piece]:
    level = space.level_height
    for cell in cells:
        # From the same corner, however it was found: then the same surface is written in the same words.
        first = cell.ring.index(min(cell.ring))
        x, y = np.array((*cell.ring[first:], *cell.ring[:first])).T
        ring = space.place(x, y, np.full(len(x), cell.z))
        yield _Piece(ring, cell.code, -1, bool(ring[0, 2] > level))


def _walls(cells: tuple[PlaneCell, ...], space: Space) -> Iterator[_Piece]:
    """A wall stands on each edge that two regions of unequal output share; the level cuts it in two."""
    level = space.level_height
    sides = {
        edge: cell for cell in cells for edge in zip(cell.ring, (*cell.ring[1:], cell.ring[0]), strict=True)
    }
    for (a, b), cell in sides.items():
        other = sides.get((b, a))
        # Each edge is met from both sides; the one with the lower output makes the wall.
        if other is None or not cell.z < other.z:
            continue
        on = next((i for i, (c, d) in enumerate(zip(cell.code, other.code, strict=True)) if c != d), -1)
        x, y = np.array([a, b, b, a]).T
        ring = space.place(x, y, np.array([cell.z, cell.z, other.z, other.z]))
        for upper in (False, True):
            part = clipped(ring, level, upper)
            if len(part) > 2 and np.ptp(part[:, 2]) > 0:
                yield _Piece(part, cell.code, on, upper)
