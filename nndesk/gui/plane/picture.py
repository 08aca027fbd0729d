"""The plane's content in the form that is quickly painted, made in the worker's thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.plane import PlaneData, plane_data
from nndesk.geometry.lines import Point, Window

SHADES = 255
"""Shade 0 is the lowest output, 255 the highest, the middle the decision level."""


@dataclass(frozen=True, slots=True)
class CellArea:
    """A region of one output: its corners and its shade, 0 to 255."""

    ring: tuple[Point, ...]
    shade: int


@dataclass(frozen=True, eq=False)
class PlanePicture:
    """A plane ready to be shown.

    Attributes:
        data: what it is made from.
        shades: the raster of shades, shape ``(ny, nx)``, first row lowest x2; None where ``cells`` are exact,
            where classes are shown, or where no neuron shades the plane.
        extent: the rectangle that the raster covers: its outermost values stand half a pixel inside.
        cells: the exact regions, or nothing; classes are shown by ``data.areas`` alone.
    """

    data: PlaneData
    shades: NDArray[np.uint8] | None
    extent: Window
    cells: tuple[CellArea, ...]


def plane_picture(
    document: Document,
    node: str | None,
    window: Window | None,
    resolution: int,
    cancel: threading.Event | None = None,
) -> PlanePicture:
    """Compute the plane of ``document`` over ``window``. Raises as :func:`.plane_data`."""
    data = plane_data(document, node, window, resolution, cancel)
    if data.areas:
        return PlanePicture(data, None, data.window, ())
    if data.cells is not None:
        shades = _levels(data.shade(np.array([cell.z for cell in data.cells]))).tolist()
        cells = tuple(CellArea(cell.ring, shade) for cell, shade in zip(data.cells, shades, strict=True))
        return PlanePicture(data, None, data.window, cells)
    if data.field is None:
        return PlanePicture(data, None, data.window, ())
    xs, ys = data.field.xs, data.field.ys
    half_x, half_y = (xs[1] - xs[0]) / 2, (ys[1] - ys[0]) / 2
    extent = (
        float(xs[0] - half_x),
        float(xs[-1] + half_x),
        float(ys[0] - half_y),
        float(ys[-1] + half_y),
    )
    raster = _levels(data.shade(data.field.z))
    raster.flags.writeable = False
    return PlanePicture(data, raster, extent, ())


def _levels(shades: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.rint(shades * SHADES).astype(np.uint8)
