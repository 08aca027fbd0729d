"""Samples around a surface: at the height of their targets, those that it covers only faintly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.marker import marker
from nndesk.figure.primitives import Item, Pen, Polyline
from nndesk.figure.rotation import Frame
from nndesk.figure.style import Style

if TYPE_CHECKING:
    from nndesk.figure.surface import SurfaceData

Array = NDArray[np.float64]

MOST_STEMS = 60
"""With more samples they have no stems and are smaller."""
_COVERED = 0.3
_STEPS = np.linspace(0.05, 3.0, 60)
"""Where on the way to the eye one looks whether the surface is in between; the box is two units long."""
_NEAR = 0.02


def sample_items(data: SurfaceData, frame: Frame, style: Style) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The samples that the surface covers, faintly, and those that are seen, with stems to the surface."""
    plane, space = data.plane, data.space
    x0, x1, y0, y1 = plane.window
    across, up = plane.points.x.T if len(plane.points) else np.zeros((2, 0))
    inside = np.flatnonzero((across >= x0) & (across <= x1) & (up >= y0) & (up <= y1))
    if not len(inside):
        return (), ()
    x, y = across[inside], up[inside]
    z = data.outputs_at(x, y)
    # Where the samples do not speak of this neuron, they stand on its surface.
    target = z if data.column is None else plane.points.t[inside, data.column]
    tops, feet = space.place(x, y, target), space.place(x, y, z)
    seen = visible(data, tops, feet[:, 2], frame.camera.axes[2])
    at, foot = frame.place(tops), frame.place(feet)
    stems = len(plane.points) <= MOST_STEMS
    stem = Pen(style.palette.muted, 1.1 * style.scale)
    radius = (4.6 if stems else 2.6) * style.scale
    items: tuple[list[Item], list[Item]] = ([], [])
    test = plane.points.test
    for i in np.argsort(at[:, 2], kind="stable").tolist():
        kind = int(plane.points.classes[inside[i]])
        place = (float(at[i, 0]), float(at[i, 1]))
        own = items[int(seen[i])]
        if stems and seen[i]:
            own.append(Polyline(((float(foot[i, 0]), float(foot[i, 1])), place), stem))
        color, opacity = style.palette.of_class(kind), 1.0 if seen[i] else _COVERED
        hollow = test is not None and bool(test[inside[i]])
        own.append(marker(kind, place, radius, color, style.palette.panel, opacity, hollow=hollow))
    return tuple(items[0]), tuple(items[1])


def visible(data: SurfaceData, points: Array, heights: Array, towards: Array) -> NDArray[np.bool_]:
    """Which ``points`` ``(n, 3)`` of the box the surface does not cover, shape ``(n,)``.

    Args:
        heights: of the surface over or under each point.
        towards: the direction in which the eye is.
    """
    space = data.space
    x0, x1, y0, y1 = space.window
    hx, hy, hz = space.half
    way = points[:, None] + _STEPS[:, None] * towards
    x = x0 + (way[..., 0] / hx + 1) / 2 * (x1 - x0)
    y = y0 + (way[..., 1] / hy + 1) / 2 * (y1 - y0)
    there = (np.abs(way[..., 0]) <= hx) & (np.abs(way[..., 1]) <= hy) & (np.abs(way[..., 2]) <= hz)
    surface = space.place(x, y, data.outputs_at(x, y))[..., 2]
    away = points[:, 2] - heights
    # A point on the surface is on the side that one looks at.
    side = np.where(np.abs(away) > _NEAR, np.sign(away), 1.0 if towards[2] >= 0 else -1.0)
    crossed = (way[..., 2] - surface) * side[:, None] < -_NEAR
    return np.asarray(~(there & crossed).any(axis=1), np.bool_)
