"""The regions of lines in a window by plain splitting: exact whatever coincides (LECTURE topic 12).

One convex polygon, the window, is split by one line after the other. Corners are whole numbers, so every
question has an answer: a corner is on this side, on that side or on the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from nndesk.geometry.exact import Whole, between, whole_line, whole_point
from nndesk.geometry.lines import Code, Line, Window

_Ring = tuple[int, ...]


def split_cells(lines: Sequence[Line], window: Window) -> list[tuple[tuple[Whole, ...], Code]]:
    """Rings (counter-clockwise) and codes of all regions in the window."""
    x0, x1, y0, y1 = window
    corners = [whole_point(at) for at in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    found: list[tuple[_Ring, Code]] = [((0, 1, 2, 3), ())]
    for line in lines:
        a, b, c = whole_line(line)
        signals = [a * x + b * y + c * w for x, y, w in corners]
        cuts: dict[tuple[int, int], int] = {}
        parts: list[tuple[_Ring, Code]] = []
        for ring, code in found:
            own = [signals[corner] for corner in ring]
            if max(own) <= 0:
                parts.append((ring, (*code, 0)))
            elif min(own) >= 0:
                parts.append((ring, (*code, 1)))
            else:
                for end, start in zip(ring, (ring[-1], *ring[:-1]), strict=True):
                    low, high = (start, end) if signals[start] < signals[end] else (end, start)
                    # The neighbour's cut of the same edge is the same corner.
                    if signals[low] < 0 < signals[high] and (low, high) not in cuts:
                        cuts[low, high] = len(corners)
                        corners.append(between(corners[low], corners[high], signals[low], signals[high]))
                        signals.append(0)
                parts += _halves(ring, code, signals, cuts)
        found = parts
    return [(tuple(corners[corner] for corner in ring), code) for ring, code in found]


def _halves(
    ring: _Ring, code: Code, signals: Sequence[int], cuts: dict[tuple[int, int], int]
) -> list[tuple[_Ring, Code]]:
    """The parts of a ring on the two sides of the line that cuts it."""
    plus: list[int] = []
    minus: list[int] = []
    before = ring[-1]
    for at in ring:
        cut = cuts.get((before, at) if signals[before] < signals[at] else (at, before))
        if cut is not None:
            plus.append(cut)
            minus.append(cut)
        if signals[at] >= 0:
            plus.append(at)
        if signals[at] <= 0:
            minus.append(at)
        before = at
    return [(tuple(minus), (*code, 0)), (tuple(plus), (*code, 1))]
