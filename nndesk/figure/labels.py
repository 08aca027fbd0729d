"""Where the weights' numbers stand: on their edges, clear of nodes, of other labels and, if it can be, of
other edges.

Greedy with a repair round: every edge proposes places along itself; the ones with the least choice go first.
Who finds none tries again beside its line, then with the change beside the weight, then without the change.
Where there is still no room a number is left out rather than printed over something, but never in a small
network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.locks import LOCK_ROOM
from nndesk.figure.node_labels import node_boxes, type_scale
from nndesk.figure.node_places import Rect
from nndesk.figure.routing import EdgePath, edge_geometries, radius_of
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_text
from nndesk.network.model import Edge, EdgeKey

if TYPE_CHECKING:
    from nndesk.network.walk import Known, Step

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Form = Literal["under", "beside", "alone"]
_FORMS: tuple[Form, ...] = ("under", "beside", "alone")

WEIGHT_SIZE = 13.0
CHANGE_SIZE = 0.88
"""How large a change is written, as a part of its weight."""
BESIDE = 0.5
"""Between a weight and a change beside it, as a part of the type size."""
MOST_LABELS = 100
"""With more edges there are no numbers on them: nobody could read them, and placing them takes time."""

FEW = 20
"""With so many edges or fewer, every weight is shown."""

SOME = 40
"""With more edges, numbers without room on their edges are left out at once: looking on takes too long."""

_PLACES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.27, 0.73, 0.23, 0.77)
_ASIDE = np.array([0.0, -0.5, 0.5, -1.05, 1.05])
"""How far beside its line a label may stand; at 1 it touches the line."""
_GAP = 3.0
_STEP = 12.0
_QUIET = 18.0
"""An edge nearer than this to another edge's label makes one wonder whose number it is."""

_recent: list[tuple[tuple[object, ...], Mapping[EdgeKey, LabelPlace]]] = []


def weight_text(weight: float, style: Style) -> str:
    return style.numbers.text(weight)


def weight_width(edge: Edge, size: float, style: Style) -> float:
    """How wide an edge's number is in type of ``size``, with its lock."""
    width = measure_text(weight_text(edge.weight, style), size, "semibold")
    return width + (LOCK_ROOM * size if edge.locked else 0.0)


def change_text(key: EdgeKey, style: Style, known: Known | None) -> str:
    """``+0.0156`` once the walk has computed this edge's Δw, else nothing."""
    change = known.dw.get(key) if known is not None else None
    if change is None:
        return ""
    text = style.numbers.text(change)
    return text if text.startswith(("−", "-")) else f"+{text}"


class LabelPlace(NamedTuple):
    """Where a weight's label stands and what is in it.

    Attributes:
        x, y: its middle.
        form: whether its change stands ``under`` the weight or ``beside`` it; ``alone``: it has no room.
        magnified: how much larger than usual it is.
    """

    x: float
    y: float
    form: Form = "under"
    magnified: float = 1.0


def label_places(
    document: Document, style: Style, known: Known | None = None
) -> Mapping[EdgeKey, LabelPlace]:
    """The place of the weight label of every edge that gets one: in a small network, of every edge."""
    edges = document.network.edges
    if not edges or len(edges) > MOST_LABELS:
        return MappingProxyType({})
    texts = tuple(_Words.of(edge, style, known) for edge in edges)
    about = tuple(tuple(node_boxes(document, name, style, known).values()) for name in document.network.names)
    key = (document.network.topology, document.positions, texts, about)
    for known_key, places in _recent:
        if known_key[0] is key[0] and known_key[1] is key[1] and known_key[2:] == key[2:]:
            return places
    places = MappingProxyType(
        _place(document, edges, texts, about, _courses(document), every=len(edges) <= FEW)
    )
    _recent.insert(0, (key, places))
    del _recent[6:]
    return places


def revealed(
    document: Document,
    style: Style,
    nodes: Iterable[str],
    edges: Iterable[EdgeKey],
    pointed: str | EdgeKey | None = None,
    step: Step | None = None,
) -> frozenset[EdgeKey] | None:
    """The edges whose numbers are to be seen; None: all that have room.

    Where numbers come only when the mouse is near, and where there are too many for all of them: those of the
    selected ``edges``, of the edges at the selected ``nodes``, at the node or edge that is ``pointed`` at and
    in ``step``. Where they are hidden: those of selected edges. Of more than have numbers at all: none.
    """
    topology = document.network.topology
    at, (nodes, edges) = topology.edge_at, (tuple(nodes), tuple(edges))
    # Each edge is counted from both its ends, at most.
    if len(edges) > MOST_LABELS or len(nodes) > MOST_LABELS:
        touched = sum(len(topology.incoming.get(n, ())) + len(topology.outgoing.get(n, ())) for n in nodes)
        if max(len(edges), touched / 2) > MOST_LABELS and len(at) > MOST_LABELS:
            return frozenset()
    chosen = {key for key in edges if key in at}
    if style.labels == "none":
        return frozenset(chosen)
    if style.labels == "all" and len(at) <= MOST_LABELS:
        return None
    if isinstance(pointed, EdgeKey):
        chosen.add(pointed)
    if step is not None:
        chosen.update(step.edges)
    for name in {*nodes, *([pointed] if isinstance(pointed, str) else [])}:
        if name in document.network:
            touching = (*document.network.incoming(name), *document.network.outgoing(name))
            chosen.update(edge.key for edge in touching)
    return frozenset(chosen & at.keys())


def chosen_places(
    document: Document,
    keys: frozenset[EdgeKey],
    style: Style,
    known: Known | None = None,
    others: Mapping[EdgeKey, LabelPlace] = MappingProxyType({}),
) -> Mapping[EdgeKey, LabelPlace]:
    """Places of these edges' numbers alone; where each has one among ``others``, that one."""
    if keys <= others.keys():
        return {key: others[key] for key in keys}
    if len(keys) > MOST_LABELS:
        return {}
    # Everybody else's numbers are away: there is more room than in the whole drawing.
    taken = {
        name: tuple(node_boxes(document, name, style, known).values()) for name in document.network.names
    }
    return magnified_places(document, keys, style, known, 1.0, taken)


def magnified_places(
    document: Document,
    keys: Iterable[EdgeKey],
    style: Style,
    known: Known | None,
    by: float,
    taken: Mapping[str, Sequence[Rect]] = MappingProxyType({}),
) -> Mapping[EdgeKey, LabelPlace]:
    """Places of these edges' labels alone, ``by`` times as large: to be painted over everything but discs and
    what is ``taken``: rectangles by the node that they are relative to."""
    at = document.network.topology.edge_at
    edges = tuple(document.network.edges[at[key]] for key in keys if key in at)
    texts = tuple(_Words.of(edge, style, known).magnified(by) for edge in edges)
    about = [taken.get(name, ()) for name in document.network.names]
    if not edges:
        return {}
    paths = edge_geometries(document)
    return _place(document, edges, texts, about, _Courses([paths[edge.key] for edge in edges]), by=by)


class _Words(NamedTuple):
    """How large a label's weight and its change are; no change has no width."""

    weight: float
    change: float
    height: float

    @classmethod
    def of(cls, edge: Edge, style: Style, known: Known | None) -> _Words:
        size = WEIGHT_SIZE * type_scale(style)
        weight = weight_width(edge, size, style)
        change = change_text(edge.key, style, known)
        width = measure_text(change, size * CHANGE_SIZE, "medium") if change else 0.0
        # Rounded up, lest all labels jump when a number in training gains or loses a digit.
        return cls(_STEP * ceil(weight / _STEP), _STEP * ceil(width / _STEP), size)

    def magnified(self, by: float) -> _Words:
        return _Words(self.weight * by, self.change * by, self.height * by)

    def half(self, form: Form) -> tuple[float, float]:
        """Half of the width and of the height of the whole label."""
        if form == "under" and self.change:
            return (max(self.weight, self.change) / 2 + 4, 1.31 * self.height)
        width = self.weight
        if form == "beside" and self.change:
            width += self.change + BESIDE * self.height
        return (width / 2 + 4, 0.675 * self.height)

    @property
    def forms(self) -> tuple[Form, ...]:
        return _FORMS if self.change else ("alone",)


class _Courses:
    """The courses of a drawing's edges, with the places in the middle of each, and what is known of them.

    Attributes:
        paths: one an edge.
        where: the places ``(n, p, 2)`` at which each label is tried first.
    """

    def __init__(self, paths: Sequence[EdgePath]) -> None:
        self.paths = paths
        self.where = np.array([[path.point(t) for t in _PLACES] for path in paths])
        starts, ends, owners = [], [], []
        for i, path in enumerate(paths):
            steps = 1 if path.straight else 8
            points = [path.point(k / steps) for k in range(steps + 1)]
            starts += points[:-1]
            ends += points[1:]
            owners += [i] * steps
        self._starts, self._owners = np.array(starts), np.array(owners)
        self._along = np.array(ends) - self._starts
        self._square = np.maximum((self._along**2).sum(axis=1), 1e-9)
        self._rows: dict[tuple[int, float, float], Array] = {}

    def middle_nearness(self, half: Array) -> Array:
        """:meth:`nearness` of each label at ``where``; from step to step few labels change their size."""
        keys = [(i, float(wide), float(high)) for i, (wide, high) in enumerate(half)]
        new = np.array([key[0] for key in keys if key not in self._rows], np.int64)
        if new.size:
            if len(self._rows) > 2000:
                self._rows.clear()
                return self.middle_nearness(half)
            rows = self.nearness(new, self.where[new], half[new])
            self._rows.update((keys[i], row) for i, row in zip(new, rows, strict=True))
        return np.array([self._rows[key] for key in keys])

    def nearness(self, own: NDArray[np.int64], where: Array, half: Array) -> Array:
        """What other edges cost each candidate: 0.5 for one through its box, fading with the distance.

        ``where`` are the candidates ``(n, p, 2)`` of the labels of the edges ``own``.
        """
        away = where[:, :, None, :] - self._starts
        t = np.clip((away * self._along).sum(axis=3) / self._square, 0.0, 1.0)
        gap = np.abs(away - t[..., None] * self._along) - half[:, None, None, :]
        distance = np.hypot(np.maximum(gap[..., 0], 0.0), np.maximum(gap[..., 1], 0.0))
        near = np.where(distance < _QUIET, 0.5 * (1 - distance / _QUIET), 0.0)
        itself = own[:, None] == self._owners[None, :]
        return np.asarray(np.where(itself[:, None, :], 0.0, near).sum(axis=2))


_recent_courses: list[tuple[Mapping[EdgeKey, EdgePath], _Courses]] = []


def _courses(document: Document) -> _Courses:
    paths = edge_geometries(document)
    for known_paths, courses in _recent_courses:
        if known_paths is paths:
            return courses
    courses = _Courses([paths[edge.key] for edge in document.network.edges])
    _recent_courses.insert(0, (paths, courses))
    del _recent_courses[4:]
    return courses


class _Obstacles:
    """The discs of a drawing and the labels around them, over which no number is to stand."""

    def __init__(self, document: Document, about: Sequence[Sequence[Rect]]) -> None:
        names, positions = document.network.names, document.positions
        self._discs = np.array([(*positions[name], radius_of(document, name)) for name in names])
        boxes = [
            (positions[n][0] + left + width / 2, positions[n][1] + top + height / 2, width / 2, height / 2)
            for n, rects in zip(names, about, strict=True)
            for left, top, width, height in rects
        ]
        self._boxes = np.array(boxes).reshape(-1, 4)

    def covered(self, where: Array, half: Array) -> Array:
        """How far labels at ``where`` ``(n, p, 2)`` reach into them, ``(n, p)``."""
        # Of a thousand nodes few are near.
        low, high = where.min(axis=(0, 1)) - half.max(axis=0), where.max(axis=(0, 1)) + half.max(axis=0)
        discs = _near(self._discs, self._discs[:, 2:], low, high)
        boxes = _near(self._boxes, self._boxes[:, 2:], low, high)
        x, y = where[..., 0, None], where[..., 1, None]
        wide, tall = half[:, 0, None, None], half[:, 1, None, None]
        dx = np.maximum(np.abs(x - discs[:, 0]) - wide - _GAP, 0.0)
        dy = np.maximum(np.abs(y - discs[:, 1]) - tall - _GAP, 0.0)
        covered = np.maximum(discs[:, 2] + 1e-9 - np.hypot(dx, dy), 0.0).sum(axis=2)
        across = wide + boxes[:, 2] + _GAP - np.abs(x - boxes[:, 0])
        along = tall + boxes[:, 3] - np.abs(y - boxes[:, 1])
        return np.asarray(covered + np.maximum(np.minimum(across, along), 0.0).sum(axis=2))


def _near(things: Array, reach: Array, low: Array, high: Array) -> Array:
    """Those of ``things``, whose first two numbers say where they are, that come close to a rectangle."""
    near = (things[:, :2] + reach + _GAP + 1.0 >= low) & (things[:, :2] - reach - _GAP - 1.0 <= high)
    return things[near.all(axis=1)]


def _place(
    document: Document,
    edges: Sequence[Edge],
    texts: Sequence[_Words],
    about: Sequence[Sequence[Rect]],
    courses: _Courses,
    *,
    every: bool = False,
    by: float = 1.0,
) -> dict[EdgeKey, LabelPlace]:
    """With ``every``, none is left out, even if it must stand over something else."""
    obstacles = _Obstacles(document, about)
    best, least = _attempt(edges, texts, obstacles, courses, "under", every, by)
    # Where somebody must, it may be better if everybody made do with a narrower place.
    for form in _FORMS[1:]:
        if least > 0.0 and any(words.change for words in texts):
            found, covered = _attempt(edges, texts, obstacles, courses, form, every, by)
            if covered < least:
                best, least = found, covered
    return best


def _attempt(
    edges: Sequence[Edge],
    texts: Sequence[_Words],
    obstacles: _Obstacles,
    courses: _Courses,
    form: Form,
    every: bool,
    by: float,
) -> tuple[dict[EdgeKey, LabelPlace], float]:
    """Places with all labels in ``form`` as far as they find room, and how far they stand over others."""
    where = courses.where
    half = np.array([words.half(form) for words in texts])
    free = obstacles.covered(where, half) <= 0.0

    # The middle is the best place, a shade towards the source; away from other edges is better still.
    cost = np.abs(np.array(_PLACES) - 0.47)[None, :] + courses.middle_nearness(half)

    order = sorted(range(len(edges)), key=lambda i: (int(free[i].sum()), i))
    at = _choose(where, half, free, cost, order)
    taken = np.full((len(edges), 2), np.inf)
    choice: dict[int, LabelPlace] = {}
    for i, place in at.items():
        taken[i] = where[i, place]
        choice[i] = LabelPlace(float(taken[i, 0]), float(taken[i, 1]), form, by)

    total = 0.0
    for i in [i for i in order if i not in choice] if len(edges) <= SOME else ():
        found = _second_best(obstacles, courses, i, texts[i], taken, half, every)
        if found is not None:
            x, y, second, covered = found
            choice[i] = LabelPlace(x, y, second, by)
            taken[i], half[i] = (x, y), texts[i].half(second)
            total += covered
    return {edges[i].key: choice[i] for i in sorted(choice)}, total


def _choose(where: Array, half: Array, free: Bools, cost: Array, order: Sequence[int]) -> dict[int, int]:
    """Which of its places ``(n, p, 2)`` each label takes, by its index: the cheapest ``free`` one that none
    of the others reaches. In turns, since who comes later may leave a place for who came before."""
    reached = np.zeros(free.shape, np.int64)  # by how many labels
    reaching: dict[int, tuple[int, Bools]] = {}
    for _round in range(3):
        before = {i: at for i, (at, _) in reaching.items()}
        for i in order:
            if not free[i].any():
                continue
            old = reaching.get(i)
            others = reached[i] if old is None else reached[i] - old[1][i]
            allowed = free[i] & (others == 0)
            at = int(np.where(allowed, cost[i], np.inf).argmin())
            if not allowed[at]:
                if old is not None:
                    reached -= old[1]
                    del reaching[i]
            elif old is None or old[0] != at:
                if old is not None:
                    reached -= old[1]
                across = np.abs(where[..., 0] - where[i, at, 0]) < (half[i, 0] + half[:, 0] + 1.0)[:, None]
                along = np.abs(where[..., 1] - where[i, at, 1]) < (half[i, 1] + half[:, 1] + 1.0)[:, None]
                reaching[i] = (at, across & along)
                reached += reaching[i][1]
        if before == {i: at for i, (at, _) in reaching.items()}:
            break
    return {i: at for i, (at, _) in reaching.items()}


def _second_best(
    obstacles: _Obstacles,
    courses: _Courses,
    i: int,
    words: _Words,
    taken: Array,
    halves: Array,
    every: bool,
) -> tuple[float, float, Form, float] | None:
    """A place for the label of edge ``i`` where there is none on its middle: beside the line, nearer to its
    ends, or without its change; with how far it stands over something, 0 if there is room."""
    course = courses.paths[i]
    ts = np.linspace(0.16, 0.84, 35)
    feet = np.array([course.point(float(t)) for t in ts])
    normals = np.array([(-y, x) for x, y in (course.direction(float(t)) for t in ts)])
    found: tuple[float, float, Form, float] | None = None
    least = np.inf
    for form in words.forms:
        half = np.array(words.half(form))
        away = np.abs(normals) @ half
        where = (feet[:, None] + normals[:, None] * (away[:, None] * np.array(_ASIDE))[:, :, None]).reshape(
            -1, 2
        )
        cost = (np.abs(ts - 0.47)[:, None] + 0.4 * np.abs(_ASIDE)).reshape(-1)
        cost = cost + courses.nearness(np.array([i]), where[None], half[None])[0]
        covered = obstacles.covered(where[None], half[None])[0] + _overlaps(where, half, taken, halves)
        allowed = covered <= 0.0
        if allowed.any():
            at = int(np.where(allowed, cost, np.inf).argmin())
            return (float(where[at, 0]), float(where[at, 1]), form, 0.0)
        if every and form == "alone":
            at = int((covered + cost).argmin())
            if covered[at] < least:
                least = float(covered[at])
                found = (float(where[at, 0]), float(where[at, 1]), form, least)
    return found


def _overlaps(where: Array, half: Array, taken: Array, halves: Array) -> Array:
    """How far a label at each of ``where`` ``(p, 2)`` reaches into those that have a place, ``(p,)``."""
    # Not one array with an axis of two: reducing over that takes ten times as long.
    across = half[0] + halves[:, 0] + 1.0 - np.abs(where[:, 0, None] - taken[:, 0])
    along = half[1] + halves[:, 1] + 1.0 - np.abs(where[:, 1, None] - taken[:, 1])
    return np.asarray(np.maximum(np.minimum(across, along), 0.0).sum(axis=1))
