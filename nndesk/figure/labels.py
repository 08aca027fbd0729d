"""Where the weights' numbers stand: on their edges, clear of nodes, of other labels and, if it can be, of
other edges.

Greedy with a repair round: every edge proposes places along itself; the ones with the least choice go first.
Where there is no room a number is left out rather than printed over something.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.node_labels import node_boxes, type_scale
from nndesk.figure.primitives import Point
from nndesk.figure.routing import EdgePath, edge_geometries, radius_of
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_text
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import format_number

if TYPE_CHECKING:
    from nndesk.network.walk import Known

WEIGHT_SIZE = 13.0
MOST_LABELS = 100
"""With more edges there are no numbers on them: nobody could read them, and placing them takes time."""

_PLACES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.27, 0.73, 0.23, 0.77)
_GAP = 3.0
_STEP = 12.0
_QUIET = 18.0
"""An edge nearer than this to another edge's label makes one wonder whose number it is."""

_recent: list[tuple[tuple[object, ...], Mapping[EdgeKey, Point]]] = []


def weight_text(weight: float, style: Style) -> str:
    return format_number(weight, style.digits, style.decimal_comma)


def change_text(key: EdgeKey, style: Style, known: Known | None) -> str:
    """``+0.0156`` once the walk has computed this edge's Δw, else nothing."""
    change = known.dw.get(key) if known is not None else None
    if change is None:
        return ""
    text = format_number(change, style.digits, style.decimal_comma)
    return text if text.startswith(("−", "-")) else f"+{text}"


def label_places(document: Document, style: Style, known: Known | None = None) -> Mapping[EdgeKey, Point]:
    """Centre of the weight label of every edge that gets one."""
    edges = document.network.edges
    if not edges or len(edges) > MOST_LABELS:
        return MappingProxyType({})
    sizes = tuple(_size(edge.weight, edge.key, style, known) for edge in edges)
    about = tuple(tuple(node_boxes(document, name, style, known).values()) for name in document.network.names)
    key = (document.network.topology, document.positions, sizes, about)
    for known_key, places in _recent:
        if known_key[0] is key[0] and known_key[1] is key[1] and known_key[2:] == key[2:]:
            return places
    places = MappingProxyType(_place(document, sizes, about))
    _recent.insert(0, (key, places))
    del _recent[6:]
    return places


def _size(weight: float, key: EdgeKey, style: Style, known: Known | None) -> tuple[float, float]:
    size = WEIGHT_SIZE * type_scale(style)
    width = measure_text(weight_text(weight, style), size, "semibold")
    change = change_text(key, style, known)
    if change:
        width = max(width, measure_text(change, size * 0.88, "medium"))
    # Rounded up, lest all labels jump when a number in training gains or loses a digit.
    width = _STEP * ceil(width / _STEP)
    return width + 8, size * (2.62 if change else 1.35)


def _place(
    document: Document,
    sizes: tuple[tuple[float, float], ...],
    about: tuple[tuple[tuple[float, float, float, float], ...], ...],
) -> dict[EdgeKey, Point]:
    edges = document.network.edges
    paths = edge_geometries(document)
    count = len(edges)
    where = np.array([[paths[e.key].point(t) for t in _PLACES] for e in edges])
    half = np.array(sizes) / 2

    # What must not be covered: discs, and the labels around them.
    free = np.ones((count, len(_PLACES)), dtype=bool)
    for name, boxes in zip(document.network.names, about, strict=True):
        cx, cy = document.positions[name]
        away = np.maximum(np.abs(where - (cx, cy)) - half[:, None, :] - _GAP, 0.0)
        free &= (away**2).sum(axis=2) > radius_of(document, name) ** 2
        for left, top, width, height in boxes:
            middle = (cx + left + width / 2, cy + top + height / 2)
            reach = half[:, None, :] + (width / 2 + _GAP, height / 2)
            free &= ~(np.abs(where - middle) < reach).all(axis=2)

    # The middle is the best place, a shade towards the source; away from other edges is better still.
    cost = np.abs(np.array(_PLACES) - 0.47)[None, :] + _nearness([paths[e.key] for e in edges], where, half)

    choice: dict[int, int] = {}
    taken = np.full((count, 2), np.inf)
    order = sorted(range(count), key=lambda i: (int(free[i].sum()), i))
    for _round in range(3):
        for i in order:
            taken[i] = np.inf
            apart = np.abs(where[i][:, None, :] - taken[None, :, :]) >= half[i] + half[None, :, :] + 1.0
            allowed = free[i] & apart.any(axis=2).all(axis=1)
            if allowed.any():
                choice[i] = int(np.where(allowed, cost[i], np.inf).argmin())
                taken[i] = where[i, choice[i]]
            else:
                choice.pop(i, None)
    return {
        edges[i].key: (float(where[i, at, 0]), float(where[i, at, 1])) for i, at in sorted(choice.items())
    }


def _nearness(
    paths: list[EdgePath], where: NDArray[np.float64], half: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What other edges cost each candidate: 0.5 for one through its box, fading with the distance."""
    starts, ends, owners = [], [], []
    for i, path in enumerate(paths):
        steps = 1 if path.straight else 8
        points = [path.point(k / steps) for k in range(steps + 1)]
        starts += points[:-1]
        ends += points[1:]
        owners += [i] * steps
    a, along = np.array(starts), np.array(ends) - np.array(starts)
    square = np.maximum((along**2).sum(axis=1), 1e-9)
    away = where[:, :, None, :] - a
    t = np.clip((away * along).sum(axis=3) / square, 0.0, 1.0)
    gap = np.abs(away - t[..., None] * along) - half[:, None, None, :]
    distance = np.hypot(np.maximum(gap[..., 0], 0.0), np.maximum(gap[..., 1], 0.0))
    near = np.where(distance < _QUIET, 0.5 * (1 - distance / _QUIET), 0.0)
    own = np.arange(len(paths))[:, None] == np.array(owners)[None, :]
    return np.asarray(np.where(own[:, None, :], 0.0, near).sum(axis=2))
