"""A field as colours and as areas: nested filled contours instead of pixels, so that a print stays sharp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.primitives import FieldDisc, Fill, Point, Polygon
from nndesk.figure.style import Palette

BANDS = 25
"""Shades in an export; odd, so that one of them is the neutral colour of the decision level."""
_TINT = 0.24
"""Part of a class's colour in that of its area, the rest being the panel's."""
DISC_BANDS = 13
"""The same in a node's disc, where nobody could tell more of them apart."""
_FEW_STEPS = 12
LARGEST = 1e30
"""Beyond this a signal counts as this: contours need finite numbers."""


@dataclass(frozen=True, slots=True)
class Band:
    """An area of the plane and its shade, 0 … 1. Areas are nested: later ones are painted over earlier ones.

    ``rings`` are in units of the inputs, for a fill by the even-odd rule.
    """

    shade: float
    rings: tuple[tuple[Point, ...], ...]


def field_color(value: float, palette: Palette) -> str:
    """The colour of a shade: 0 is class 0, 1 is class 1, and 0.5 on the boundary is the panel's colour."""
    return mixed(min(max(value, 0.0), 1.0), *field_colors(palette))


def field_colors(palette: Palette) -> tuple[str, str, str]:
    """The colours of the shades 0, 0.5 and 1."""
    return palette.field0, palette.panel, palette.field1


def class_tint(kind: int, palette: Palette, strength: float = 1.0) -> str:
    """The colour of the area of a class: its own, so pale that its samples show on it; paler with less
    ``strength``."""
    if kind % len(palette.classes) < 2:
        tint = (palette.field0, palette.field1)[kind % len(palette.classes)]
    else:
        tint = mixed(_TINT / 2, palette.panel, palette.of_class(kind), palette.of_class(kind))
    return tint if strength == 1.0 else mixed(strength / 2, palette.panel, tint, tint)


def as_bytes(shades: NDArray[np.floating]) -> bytes:
    """Shades 0 … 1 ``(ny, nx)``, first row lowest, as bytes 0 … 255, first row on top."""
    levels: NDArray[np.uint8] = np.rint(shades[::-1] * 255).astype(np.uint8)
    return levels.tobytes()


@lru_cache(maxsize=1024)
def mixed(value: float, low: str, middle: str, high: str) -> str:
    """The colour at ``value``, 0 … 1, on the way from ``low`` over ``middle`` to ``high``."""
    start, end, part = (low, middle, 2 * value) if value < 0.5 else (middle, high, 2 * value - 1)
    a, b = (tuple(int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in (start, end))
    return "#" + "".join(f"{round(p + part * (q - p)):02X}" for p, q in zip(a, b, strict=True))


def bands(
    shades: NDArray[np.floating], xs: NDArray[np.float64], ys: NDArray[np.float64], count: int = BANDS
) -> tuple[Band, ...]:
    """Cut shades ``(ny, nx)`` on the grid ``xs × ys`` into nested areas, the first all of the grid."""
    values = np.nan_to_num(np.asarray(shades, np.float64), nan=0.5, posinf=1.0, neginf=0.0)
    tolerance = grid_tolerance(xs, ys, 4000)
    lowest = min(int(values.min() * count), count - 1)
    highest = float(values.max())
    cuts = [(k / count, k / (count - 1)) for k in range(lowest + 1, count) if k / count <= highest]
    return nested(values, xs, ys, lowest / (count - 1), cuts, tolerance)


def nested(
    values: NDArray[np.float64],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    lowest: float,
    cuts: Sequence[tuple[float, float]],
    tolerance: float | tuple[float, float],
) -> tuple[Band, ...]:
    """All of the grid in the shade ``lowest``, then for each cut (value, shade) what lies above the value."""
    frame = ((xs[0], ys[0]), (xs[-1], ys[0]), (xs[-1], ys[-1]), (xs[0], ys[-1]))
    found = [Band(lowest, (tuple((float(x), float(y)) for x, y in frame),))]
    # Here, not above: in the window this runs in the worker, which the first picture need not wait for.
    import contourpy

    # Any: contourpy's own annotations leave open which of its many formats comes back.
    contours: Any = contourpy.contour_generator(xs, ys, values, fill_type=contourpy.FillType.OuterOffset)
    highest = float(values.max())
    for value, shade in cuts:
        areas, offsets = contours.filled(value, max(highest, 1.0) + 1.0)
        rings = tuple(
            ring
            for points, ends in zip(areas, offsets, strict=True)
            for a, b in pairwise(ends.tolist())
            if len(ring := simplified(points[a:b], tolerance)[:-1]) > 2
        )
        if rings:
            found.append(Band(shade, rings))
    return tuple(found)


@lru_cache(maxsize=256)
def disc_areas(item: FieldDisc) -> tuple[Polygon, ...]:
    """The map in a node's disc as filled areas, nested, over the square around it: to be clipped to it."""
    side, (x, y), radius = item.side, item.center, item.radius
    shades = np.frombuffer(item.shades, np.uint8).reshape(side, side) / 255.0
    half = radius * (1 - 1 / side)
    # A shade more on each side, or the rim would have none.
    xs, ys = (
        np.concatenate(([c - radius], np.linspace(c - half, c + half, side), [c + radius])) for c in (x, y)
    )
    values = np.pad(shades, 1, mode="edge")
    steps = np.unique(values).tolist()
    if len(steps) <= _FEW_STEPS:
        # What jumps from one value to another, as behind a threshold, has no shades in between.
        lowest, cuts = steps[0], [((a + b) / 2, b) for a, b in pairwise(steps)]
        tolerance = 2 * radius / side
    else:
        first = min(int(steps[0] * DISC_BANDS), DISC_BANDS - 1)
        levels = range(first + 1, DISC_BANDS)
        lowest = first / (DISC_BANDS - 1)
        cuts = [(k / DISC_BANDS, k / (DISC_BANDS - 1)) for k in levels if k / DISC_BANDS <= steps[-1]]
        tolerance = 0.8 * radius / side
    return tuple(
        Polygon(band.rings, Fill(mixed(band.shade, *item.colors)))
        for band in nested(values, xs, ys, lowest, cuts, tolerance)
    )


def zero_lines(
    signals: NDArray[np.floating], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> tuple[tuple[Point, ...], ...]:
    """The polylines between ``s > 0`` and ``s ≤ 0``, for signals ``(ny, nx)`` on the grid ``xs × ys``."""
    values = np.nan_to_num(np.asarray(signals, np.float64), nan=0.0, posinf=LARGEST, neginf=-LARGEST)
    values = values.clip(-LARGEST, LARGEST)
    tolerance = grid_tolerance(xs, ys, 8000)
    import contourpy

    contours: Any = contourpy.contour_generator(xs, ys, values)
    return tuple(line for points in contours.lines(0.0) if len(line := simplified(points, tolerance)) > 1)


def grid_tolerance(
    xs: NDArray[np.float64], ys: NDArray[np.float64], parts: int
) -> float | tuple[float, float]:
    """What nobody sees in a picture of this grid: a part of its size, of each axis where they differ much."""
    width, height = float(np.ptp(xs)), float(np.ptp(ys))
    if max(width, height) <= 8 * min(width, height):
        return max(width, height) / parts
    return width / parts, height / parts


def simplified(points: NDArray[np.floating], tolerance: float | tuple[float, float]) -> tuple[Point, ...]:
    """The polyline without the points that lie within ``tolerance`` of it anyway (Douglas and Peucker).

    A tolerance for each axis is one for a picture that is stretched until both are the same.
    """
    exact = np.asarray(points, np.float64)
    if isinstance(tolerance, tuple):
        return _points(exact[_kept(exact / tolerance, 1.0)])
    return _points(exact[_kept(exact, tolerance)])


def _kept(points: NDArray[np.float64], tolerance: float) -> NDArray[np.bool_]:
    """Which points stay."""
    if len(points) < 3:
        return np.ones(len(points), bool)
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    pieces = [(0, len(points) - 1)]
    while pieces:
        first, last = pieces.pop()
        if last - first < 2:
            continue
        start, chord = points[first], points[last] - points[first]
        away = points[first + 1 : last] - start
        length = float(np.hypot(*chord))
        if length > tolerance:
            distances = np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0]) / length
        else:  # a closed ring begins and ends in one point
            distances = np.hypot(away[:, 0], away[:, 1])
        farthest = int(np.argmax(distances))
        if distances[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            pieces += [(first, middle), (middle, last)]
    return keep


def _points(array: NDArray[np.floating]) -> tuple[Point, ...]:
    return tuple((x, y) for x, y in array.tolist())
