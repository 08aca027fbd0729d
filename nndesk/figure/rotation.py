"""Three dimensions on paper: a turn table seen by an orthographic camera. Parallel lines stay parallel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import ArrayLike, NDArray

HOME_AZIMUTH = -60.0
HOME_ELEVATION = 28.0
ZOOMS = 0.4, 8.0
"""The smallest and the largest zoom."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a turn table is looked at from.

    The third axis is upright. Azimuth −90 looks along the second axis, with the first one to the right;
    elevation 90 looks straight down, so that azimuth −90 and elevation 90 together show the plane of the
    first two axes as it is usually drawn.

    Attributes:
        azimuth: degrees around the upright axis, −180 … 180.
        elevation: degrees above the first two axes' plane, −90 … 90.
        zoom: 1 fits the whole into the picture.
    """

    azimuth: float = HOME_AZIMUTH
    elevation: float = HOME_ELEVATION
    zoom: float = 1.0

    def turned(self, azimuth: float, elevation: float) -> Camera:
        """Turned by these degrees; one cannot go over the top."""
        around = (self.azimuth + azimuth + 180.0) % 360.0 - 180.0
        above = min(max(self.elevation + elevation, -90.0), 90.0)
        return replace(self, azimuth=around, elevation=above)

    def zoomed(self, factor: float) -> Camera:
        return replace(self, zoom=min(max(self.zoom * factor, ZOOMS[0]), ZOOMS[1]))

    @property
    def axes(self) -> NDArray[np.float64]:
        """The rows are what is to the right, up, and towards the eye: an orthogonal matrix ``(3, 3)``."""
        (ca, sa), (ce, se) = _cos_sin(self.azimuth), _cos_sin(self.elevation)
        return np.array([[-sa, ca, 0.0], [-se * ca, -se * sa, ce], [ce * ca, ce * sa, se]])

    def project(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points ``(…, 3)`` as right, up and towards the eye ``(…, 3)``, at zoom 1."""
        seen: NDArray[np.float64] = np.asarray(points, np.float64) @ self.axes.T
        return seen


HOMES = {"hypercube": Camera(-33.0, 22.0)}
"""From where a view is looked at first, where that is not a camera's own default. Of a cube one sees a plane
that cuts off its last vertex, and not only its edge."""


def home(view: str) -> Camera:
    """From where the view of this name is looked at first."""
    return HOMES.get(view, Camera())


@dataclass(frozen=True, slots=True)
class Frame:
    """Puts what a camera sees into a picture: ``center`` there, ``scale`` units of the figure for one unit.

    The figure's ``y`` grows downwards.
    """

    camera: Camera
    center: tuple[float, float]
    scale: float

    def place(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points ``(…, 3)`` in space as x, y in the figure and depth, larger is nearer: ``(…, 3)``."""
        seen = self.camera.project(points)
        scale = self.scale * self.camera.zoom
        placed = np.empty_like(seen)
        placed[..., 0] = self.center[0] + scale * seen[..., 0]
        placed[..., 1] = self.center[1] - scale * seen[..., 1]
        placed[..., 2] = seen[..., 2]
        return placed


def _cos_sin(degrees: float) -> tuple[float, float]:
    """Exact at right angles: a cube seen from the front is a square and nothing else."""
    quarter, rest = divmod(degrees, 90.0)
    if rest == 0.0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    return cos(radians(degrees)), sin(radians(degrees))
