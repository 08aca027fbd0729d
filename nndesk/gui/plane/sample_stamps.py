"""The marks of the samples, painted once each and then stamped: thousands take a millisecond."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

from nndesk.figure.plane import marker
from nndesk.figure.primitives import Item
from nndesk.figure.style import Style
from nndesk.gui.painting import paint

PLAIN, HELD_OUT, SELECTED = 0, 1, 2
"""How a sample is marked: bits that add up."""
WAYS = 4
_REACH = 2.2
"""Half the side of a stamp in radii of its mark."""
_FIELDS = 10
"""Numbers of a QPainter.PixmapFragment: x, y, left, top, width, height, scale of both, rotation, opacity."""


def mark(kind: int, way: int, radius: float, look: Style, at: tuple[float, float]) -> tuple[Item, ...]:
    """One sample of class ``kind``: hollow if it is held out, with an outline around it if it is selected."""
    palette = look.palette
    color = palette.of_class(kind)
    plain = marker(kind, at, radius, color, palette.panel, hollow=bool(way & HELD_OUT))
    if not way & SELECTED:
        return (plain,)
    # In a cloud the outlines must not cover what is not selected.
    around = radius + min(3.2 * look.scale, 0.35 * radius + 0.8 * look.scale)
    return (
        marker(kind, at, around + 1.2 * look.scale, palette.panel, palette.panel),
        marker(kind, at, around, palette.accent, palette.accent),
        # A hollow mark has no edge of its own.
        marker(kind, at, radius + 0.9 * look.scale, palette.panel, palette.panel),
        plain,
    )


class Stamps:
    """The marks of all classes and ways in one picture, for a screen of ``density`` pixels to a pixel."""

    def __init__(self, classes: int, diameter: float, look: Style, density: float) -> None:
        radius = diameter / 2
        self.reach = _REACH * radius + 5.5 * look.scale
        self._density = density
        # An even number of pixels, so that a mark's middle is the middle of its stamp.
        self.side = 2 * ceil(self.reach * density)
        # What is not selected needs less room; stamping what is transparent takes as long as what is not.
        self._inset = self.side // 2 - ceil((1.7 * radius + 1) * density)
        self.picture = QPixmap(self.side * WAYS, self.side * max(1, classes))
        self.picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(density, density)
        side = self.side / density
        for kind in range(classes):
            for way in range(WAYS):
                paint(painter, mark(kind, way, radius, look, ((way + 0.5) * side, (kind + 0.5) * side)))
        painter.end()
        self._fragments = np.zeros((0, _FIELDS))

    def stamp(
        self,
        painter: QPainter,
        places: NDArray[np.float64],
        kinds: NDArray[np.intp],
        ways: NDArray[np.intp],
        strengths: NDArray[np.float64] | None = None,
    ) -> None:
        """Paint marks at ``places (n, 2)`` in the painter's coordinates, in order."""
        count = len(places)
        if not count:
            return
        if count > len(self._fragments):
            self._fragments = np.zeros((count, _FIELDS))
        fragments = self._fragments[:count]
        fragments[:, :2] = places
        inset = np.where(ways & SELECTED, 0, self._inset)
        fragments[:, 2] = ways * self.side + inset
        fragments[:, 3] = kinds * self.side + inset
        fragments[:, 4:6] = (self.side - 2 * inset)[:, None]
        fragments[:, 6:8] = 1 / self._density
        fragments[:, 9] = 1.0 if strengths is None else strengths
        # The array has the layout of Qt's own; PySide takes its first element and how many there are.
        first = Shiboken.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, count, self.picture)


@lru_cache(maxsize=8)
def stamps(classes: int, diameter: float, look: Style, density: float) -> Stamps:
    """The same, kept for the looks that are changed between."""
    return Stamps(classes, diameter, look, density)
