"""Where edges run: straight from rim to rim, or in an arc around the nodes that stand in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document, Position
from nndesk.figure.primitives import Point
from nndesk.network.model import Edge, EdgeKey, Network, Topology

NODE_RADIUS = 34.0
INPUT_RADIUS = 26.0
CLEARANCE = 9.0
"""How far from a node's rim an edge must pass that is not its own."""

COLUMN = 60.0
"""Nodes whose centres are less apart than this from left to right stand in one column."""
MOST_ROUTED = 400
"""With more edges all run straight: among so many nobody follows a single one."""

_BULGES = tuple(sign * h for h in range(36, 500, 24) for sign in (1, -1))
_SAMPLES = np.linspace(0.0, 1.0, 33)


@dataclass(frozen=True, slots=True)
class EdgePath:
    """The course of an edge as a cubic Bézier; ``straight`` ones have their controls on the chord."""

    start: Point
    control1: Point
    control2: Point
    end: Point
    straight: bool = True

    def point(self, t: float) -> Point:
        """The point at parameter ``t`` in [0, 1], 0 at the source."""
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return (
            a * self.start[0] + b * self.control1[0] + c * self.control2[0] + d * self.end[0],
            a * self.start[1] + b * self.control1[1] + c * self.control2[1] + d * self.end[1],
        )

    def direction(self, t: float) -> Point:
        """Unit vector along the edge at ``t``, from source to target; (1, 0) for an edge of no length."""
        u = 1 - t
        a, b, c = u * u, 2 * u * t, t * t
        dx, dy = (
            a * (self.control1[i] - self.start[i])
            + b * (self.control2[i] - self.control1[i])
            + c * (self.end[i] - self.control2[i])
            for i in (0, 1)
        )
        length = hypot(dx, dy)
        return (dx / length, dy / length) if length > 1e-9 else (1.0, 0.0)

    def moved(self, dx: float, dy: float) -> EdgePath:
        def at(p: Point) -> Point:
            return (p[0] + dx, p[1] + dy)

        return EdgePath(at(self.start), at(self.control1), at(self.control2), at(self.end), self.straight)


def radius_of(document: Document, name: str) -> float:
    """Radius of the disc of ``name``: inputs are smaller."""
    return NODE_RADIUS if name in document.network.topology.node_at else INPUT_RADIUS


def straight_path(start: Point, start_radius: float, end: Point, end_radius: float) -> EdgePath:
    """The segment between two discs, from rim to rim. Overlapping discs give a point between them."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if length <= start_radius + end_radius:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        return EdgePath(middle, middle, middle, middle)
    ux, uy = dx / length, dy / length
    return _straight(
        start[0] + ux * start_radius,
        start[1] + uy * start_radius,
        end[0] - ux * end_radius,
        end[1] - uy * end_radius,
    )


def _straight(ax: float, ay: float, bx: float, by: float) -> EdgePath:
    cx, cy = (bx - ax) / 3, (by - ay) / 3
    return EdgePath((ax, ay), (ax + cx, ay + cy), (bx - cx, by - cy), (bx, by))


def edge_geometry(document: Document, edge: Edge | EdgeKey) -> EdgePath:
    """The course of one edge. All edges of a document are routed together and remembered."""
    source, target = (edge.source, edge.target)
    return edge_geometries(document)[EdgeKey(source, target)]


class Courses(Mapping[EdgeKey, EdgePath]):
    """The courses of all edges. A straight one is made into an :class:`EdgePath` when somebody asks for it:
    of ten thousand nobody asks for more than a few.

    Attributes:
        ends: ``(edges, 4)``, the two ends of each edge: x and y at the source's rim, then at the target's.
        curved: by its position among the edges, the course of each that is not straight.
    """

    def __init__(
        self, at: Mapping[EdgeKey, int], ends: NDArray[np.float64], curved: Mapping[int, EdgePath]
    ) -> None:
        self._at = at
        self.ends = ends
        self.curved = curved
        self._made: dict[EdgeKey, EdgePath] = {}

    def __getitem__(self, key: EdgeKey) -> EdgePath:
        found = self._made.get(key)
        if found is None:
            at = self._at[key]
            found = self.curved.get(at) or _straight(*self.ends[at].tolist())
            self._made[key] = found
        return found

    def __iter__(self) -> Iterator[EdgeKey]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, key: object) -> bool:
        return key in self._at

    # Whoever compares wants to know whether it is the same drawing, not to look at ten thousand edges.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


_recent: list[tuple[Topology, Mapping[str, Position], Courses]] = []


def edge_geometries(document: Document) -> Courses:
    """The course of every edge. Documents that share graph and positions (by identity) share the answer."""
    topology, positions = document.network.topology, document.positions
    for known_topology, known_positions, paths in _recent:
        if known_topology is topology and known_positions is positions:
            return paths
    paths = _route(document)
    _recent.insert(0, (topology, positions, paths))
    del _recent[4:]
    return paths


def _route(document: Document) -> Courses:
    network, positions = document.network, document.positions
    names = network.names
    centres = np.array([positions[name] for name in names], dtype=np.float64).reshape(-1, 2)
    radii = np.array([radius_of(document, name) for name in names])
    sources, targets = _ends_of(network)
    ends = _rim_to_rim(centres[sources], radii[sources], centres[targets], radii[targets])
    curved: dict[int, EdgePath] = {}
    if 0 < len(network.edges) <= MOST_ROUTED:
        middle = centres.mean(axis=0)
        for i in np.flatnonzero(_blocked(centres, radii, sources, targets)).tolist():
            s, t = int(sources[i]), int(targets[i])
            others = np.ones(len(names), dtype=bool)
            others[[s, t]] = False
            edge = network.edges[i]
            path = _around(
                positions[edge.source],
                radii[s],
                positions[edge.target],
                radii[t],
                centres[others],
                radii[others],
                middle,
            )
            if path is not None:
                curved[i] = path
    return Courses(network.topology.edge_at, ends, curved)


_recent_ends: list[tuple[Topology, tuple[NDArray[np.intp], NDArray[np.intp]]]] = []


def _ends_of(network: Network) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each edge, where source and target are among the names; remembered by graph."""
    for known, ends in _recent_ends:
        if known is network.topology:
            return ends
    at = {name: i for i, name in enumerate(network.names)}
    ends = (
        np.array([at[edge.source] for edge in network.edges], dtype=np.intp),
        np.array([at[edge.target] for edge in network.edges], dtype=np.intp),
    )
    _recent_ends.insert(0, (network.topology, ends))
    del _recent_ends[4:]
    return ends


def _rim_to_rim(
    start: NDArray[np.float64],
    start_radius: NDArray[np.float64],
    end: NDArray[np.float64],
    end_radius: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The ends ``(n, 4)`` of straight edges between discs at ``(n, 2)``, as of :func:`straight_path`."""
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    apart = (length > start_radius + end_radius)[:, None]
    unit = along / np.maximum(length, 1e-12)[:, None]
    middle = (start + end) / 2
    return np.hstack(
        (
            np.where(apart, start + unit * start_radius[:, None], middle),
            np.where(apart, end - unit * end_radius[:, None], middle),
        )
    )


def _blocked(
    centres: NDArray[np.float64],
    radii: NDArray[np.float64],
    sources: NDArray[np.intp],
    targets: NDArray[np.intp],
) -> NDArray[np.bool_]:
    """For every edge, whether a node other than its ends comes too near to the straight line."""
    start, along = centres[sources], centres[targets] - centres[sources]
    square = np.maximum((along**2).sum(axis=1), 1e-12)
    away = centres[None, :, :] - start[:, None, :]
    t = np.clip((away * along[:, None, :]).sum(axis=2) / square[:, None], 0.0, 1.0)
    near = ((away - t[:, :, None] * along[:, None, :]) ** 2).sum(axis=2) < (radii + CLEARANCE)[None, :] ** 2
    # A steep edge of a tall layer passes behind its neighbours in the column, as in every textbook: arcs
    # around all of them would be a thicket. Only what stands between the columns is gone around.
    x = centres[:, 0]
    wide = np.abs(along[:, 0]) > COLUMN
    for ends in (sources, targets):
        near &= ~(wide[:, None] & (np.abs(x[None, :] - x[ends][:, None]) < COLUMN))
    rows = np.arange(len(sources))
    near[rows, sources] = near[rows, targets] = False
    return np.asarray(near.any(axis=1))


def _around(
    start: Point,
    start_radius: float,
    end: Point,
    end_radius: float,
    centres: NDArray[np.float64],
    radii: NDArray[np.float64],
    middle: NDArray[np.float64],
) -> EdgePath | None:
    """The flattest arc clear of every other node, outwards rather than inwards; None if there is none."""
    a, b = np.array(start), np.array(end)
    along = b - a
    length = float(np.hypot(*along))
    if length <= start_radius + end_radius:
        return None
    normal = np.array([along[1], -along[0]]) / length
    # The arc keeps off the names above the nodes and the biases below them, too.
    above, below = (
        np.stack([np.zeros_like(radii), -radii - 17.0], axis=1),
        np.stack([np.zeros_like(radii), radii + 15.0], axis=1),
    )
    centres = np.concatenate([centres, centres + above, centres + below])
    radii = np.concatenate([radii, np.full_like(radii, 6.0), np.full_like(radii, 14.0)])
    # The first candidate of each pair bulges away from the middle of the drawing; upwards on a tie.
    outward = float(np.dot((a + b) / 2 - middle, normal))
    if outward < -1e-6 or (abs(outward) <= 1e-6 and normal[1] > 0):
        normal = -normal
    basis = np.stack(
        [
            (1 - _SAMPLES) ** 3,
            3 * (1 - _SAMPLES) ** 2 * _SAMPLES,
            3 * (1 - _SAMPLES) * _SAMPLES**2,
            _SAMPLES**3,
        ],
        axis=1,
    )
    for bulge in _BULGES:
        control1 = a + along * 0.22 + normal * bulge
        control2 = b - along * 0.22 + normal * bulge
        p = a + (control1 - a) / np.hypot(*(control1 - a)) * start_radius
        q = b + (control2 - b) / np.hypot(*(control2 - b)) * end_radius
        points = basis @ np.stack([p, control1, control2, q])
        gaps = np.hypot(points[:, None, 0] - centres[None, :, 0], points[:, None, 1] - centres[None, :, 1])
        if (gaps > radii + CLEARANCE).all():
            return EdgePath(_point(p), _point(control1), _point(control2), _point(q), straight=False)
    return None


def _point(p: NDArray[np.float64]) -> Point:
    return (float(p[0]), float(p[1]))
