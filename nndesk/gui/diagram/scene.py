"""The network as items on a canvas, kept in step with what is to be shown by changing only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsScene

from nndesk.figure.diagram import NODE_RADIUS
from nndesk.figure.labels import revealed
from nndesk.figure.node_labels import LABEL_WIDTH
from nndesk.gui.diagram.edge_layer import EdgeLayer
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.diagram.label_layer import FocusLayer, GlowLayer, LabelLayer
from nndesk.gui.diagram.node_crowd import MANY, NodeCrowd
from nndesk.gui.diagram.node_item import LEGIBLE, NodeItem
from nndesk.gui.diagram.overlay import Overlay
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.figure.fields import NodeFields
    from nndesk.figure.style import Style
    from nndesk.gui.session import Selection
    from nndesk.network.walk import Known, Step

Part = Literal["body", "rim", "name", "bias", "target", "weight", "edge"]

_LABELS: tuple[Part, ...] = ("bias", "target", "name")
_RIM_INSIDE = 7.0
"""The band of the disc, from its outline inwards, from which an edge is pulled."""
_RIM_OUTSIDE = 8.0
_LABEL_ROOM = {"input": (30.0, 6.0), "hidden": (30.0, 44.0), "output": (50.0, 58.0)}
"""By role, how much the labels of a node may take above and below its disc."""
_REST = 120
"""Milliseconds after the last picture of a movement until what was only stretched is painted anew."""
_LABEL_REACH = 220.0
"""So far from a node's centre none of its labels is hit any more."""
_EXTENT = 20_000.0
"""How far the canvas can be scrolled in each direction."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: a part of a node, a weight, an edge, or nothing."""

    part: Part | None = None
    node: str | None = None
    edge: EdgeKey | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the canvas shows.

    Attributes:
        streaming: the numbers change many times a second; labels keep their places meanwhile.
        fields: the maps of the nodes, where the style wants them and they have been computed.
    """

    document: Document
    style: Style
    selection: Selection
    known: Known | None = None
    step: Step | None = None
    streaming: bool = False
    fields: NodeFields | None = None


class Stretched(Protocol):
    """A layer that does not paint anew in each frame of a zoom."""

    def hurry(self) -> None: ...
    def settle(self) -> None: ...


class DiagramScene(QGraphicsScene):
    """The items of one network: what is shown and where things are. It knows no sessions and no gestures."""

    def __init__(self, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # With an index every movement of a node would rebuild a tree for the sake of a few dozen items.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setSceneRect(-_EXTENT, -_EXTENT, 2 * _EXTENT, 2 * _EXTENT)
        self.nodes: dict[str, NodeItem] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._settle)
        self.glow = GlowLayer()
        self.edges = EdgeLayer(self._rest.start)
        self.crowd = NodeCrowd(self._rest.start)
        self.labels = LabelLayer(self._rest.start)
        self.focus = FocusLayer()
        for layer in (self.glow, self.edges, self.crowd, self.labels, self.focus):
            self.addItem(layer)
        self._stretched: list[Stretched] = [self.edges, self.crowd, self.labels]
        self._ground: tuple[Mapping[str, Position], list[str], NDArray[np.float64]] | None = None
        self.overlay = Overlay(self)
        self._pointed: str | EdgeKey | None = None
        self._preview: Document | None = None
        self._moved: dict[str, Position] = {}
        self.shown = shown
        self._reconcile(None)

    # --- what is shown -----------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """What is on the canvas: during a drag, the document as it would be."""
        return self._preview if self._preview is not None else self.shown.document

    def show_state(self, shown: Shown) -> None:
        """Show this instead. Nodes and edges that are the same keep their items and primitives.

        A drag goes on over it as long as its nodes are still there: numbers may change while one drags.
        """
        old, self.shown = self.shown, shown
        if not self._moved.keys() <= shown.document.positions.keys():
            self._moved = {}
        self._preview = None
        self._reconcile(old)
        if self._moved:
            self.preview(self._moved)

    def preview(self, moved: Mapping[str, Position]) -> None:
        """Show these nodes at other places for the time of a drag; only what hangs on them follows."""
        document = self.shown.document
        self._moved = dict(moved)
        self._preview = replace(document, positions={**document.positions, **moved})
        if len(self.nodes) > MANY:
            self.crowd.put(self.nodes, document.positions, (), frozenset(moved))
        for name, place in moved.items():
            self.nodes[name].setPos(*place)
        self._show_edges(frozenset(moved))
        self.glow.show_state(self._preview, self.shown.style, self.shown.step)

    def end_preview(self) -> None:
        """Put everything back where the document has it."""
        if self._preview is None:
            return
        moved = self._moved
        self._preview, self._moved = None, {}
        for name in moved:
            if name in self.nodes:
                self.nodes[name].setPos(*self.shown.document.positions[name])
        if len(self.nodes) > MANY:
            self.crowd.put(self.nodes, self.shown.document.positions, ())
        self._show_edges(None)
        self.glow.show_state(self.shown.document, self.shown.style, self.shown.step)

    def _reconcile(self, old: Shown | None) -> None:
        new = self.shown
        document, network = new.document, new.document.network
        if old is None or (
            old.document.network.topology is not network.topology
            and old.document.network.names != network.names
        ):
            for name in [name for name in self.nodes if name not in network]:
                # A scene keeps its items whatever Python does with them.
                self.removeItem(self.nodes.pop(name))
            for name in network.names:
                if name not in self.nodes:
                    self.nodes[name] = NodeItem(name)
                    if len(network.names) > MANY:
                        self.nodes[name].setVisible(False)
                    self.addItem(self.nodes[name])
        changed = [
            name
            for name in self._may_look_different(old, new)
            if self.nodes[name].show_state(
                document, new.style, new.known, name in new.selection.nodes, new.fields
            )
        ]
        if old is None or old.document.positions is not document.positions:
            for name, item in self.nodes.items():
                place = self._moved.get(name, document.positions[name])
                if item.pos().toTuple() != place:
                    item.setPos(*place)
        if len(self.nodes) > MANY:
            self.crowd.put(self.nodes, document.positions, changed, frozenset(self._moved))
        else:
            self.crowd.clear()
        self._show_edges(None)
        self.glow.show_state(document, new.style, new.step)

    def _may_look_different(self, old: Shown | None, new: Shown) -> Iterable[str]:
        """The names of the nodes for which it is worth while to look."""
        if old is None:
            return list(self.nodes)
        if _goes_on(old, new) and not self._is_legible():
            # In training a node's bias is new in every picture, and nobody could read it from afar.
            return ()
        same = (
            old.document.network is new.document.network
            and old.document.positions is new.document.positions
            and old.document.example is new.document.example
            and old.style == new.style
            and old.fields is new.fields
            and _same_numbers(old.known, new.known)
        )
        return (old.selection.nodes ^ new.selection.nodes) & self.nodes.keys() if same else list(self.nodes)

    def hurry(self) -> None:
        """The wheel turns: more changes of the zoom will follow, and the next pictures must come fast."""
        for layer in self._stretched:
            layer.hurry()

    def _settle(self) -> None:
        """A movement has ended."""
        for layer in self._stretched:
            layer.settle()

    def stretch(self, layer: Stretched) -> Callable[[], None]:
        """Tell ``layer``, too, of movements; it calls what is returned whenever it has shown something
        stretched, and is told when that is to be painted anew."""
        self._stretched.append(layer)
        return self._rest.start

    def _is_legible(self) -> bool:
        return any(view.transform().m11() >= LEGIBLE for view in self.views())

    def _show_edges(self, moving: frozenset[str] | None) -> None:
        shown, document = self.shown, self.document
        self.edges.show_state(
            document, shown.style, shown.step, shown.selection.edges, moving, shown.streaming
        )
        self.labels.show_state(
            document,
            shown.style,
            shown.known,
            shown.step,
            self.edges,
            keep_places=moving is not None or shown.streaming,
            only=self._revealed(),
        )
        self.focus.show_state(document, shown.style, shown.known, shown.step)

    def point_at(self, hit: Hit) -> None:
        """Know what the mouse is over: its weights may come out."""
        pointed = hit.edge if hit.edge is not None else hit.node
        if pointed != self._pointed:
            self._pointed = pointed
            self.labels.show_only(self._revealed())

    def _revealed(self) -> frozenset[EdgeKey] | None:
        shown = self.shown
        chosen = shown.selection
        return revealed(self.document, shown.style, chosen.nodes, chosen.edges, self._pointed, shown.step)

    # --- where things are --------------------------------------------------------------------------------

    @property
    def neuron_radius(self) -> float:
        return NODE_RADIUS

    def position(self, name: str) -> Position:
        return self.document.positions[name]

    def radius(self, name: str) -> float:
        return self.nodes[name].radius

    def way(self, source: str, target: str) -> QPainterPath:
        """The course of an edge; empty if there is none."""
        return self.edges.way(EdgeKey(source, target))

    def fitting_rect(self) -> QRectF:
        """What the network covers at most during a walk; empty without nodes.

        Deltas come and go above outputs and below hidden nodes; the picture must not jump for them.
        """
        network, grown = self.document.network, min(self.shown.style.scale, 1.2)
        if len(self.nodes) > MANY:
            # To measure the names of so many takes longer than the few pixels are worth that it would gain.
            _names, centers = self._places()
            (left, top), (right, bottom) = centers.min(axis=0), centers.max(axis=0)
            above, below = (
                NODE_RADIUS + max(room[i] for room in _LABEL_ROOM.values()) * grown for i in (0, 1)
            )
            aside = LABEL_WIDTH / 2
            rect = QRectF(left - aside, top - above, right - left + 2 * aside, bottom - top + above + below)
            return rect | self.edges.content_rect()
        rect = QRectF()
        for name, item in self.nodes.items():
            above, below = _LABEL_ROOM[network.role(name)]
            radius = item.radius
            item_rect = item.boundingRect().translated(item.pos())
            item_rect.setTop(item.y() - radius - above * grown)
            item_rect.setBottom(item.y() + radius + below * grown)
            rect |= item_rect
        return rect if rect.isEmpty() else rect | self.edges.content_rect()

    def _places(self) -> tuple[list[str], NDArray[np.float64]]:
        """The names of the nodes, and where they stand ``(n, 2)``."""
        positions = self.document.positions
        if self._ground is None or self._ground[0] is not positions:
            names = [name for name in self.nodes if name in positions]
            centers = np.array([positions[name] for name in names], dtype=np.float64).reshape(-1, 2)
            self._ground = (positions, names, centers)
        return self._ground[1], self._ground[2]

    def names_near(self, area: QRectF, reach: float = 0.0) -> list[str]:
        """The nodes whose centre is within ``reach`` of ``area``, back to front."""
        names, centers = self._places()
        low = np.array((area.left() - reach, area.top() - reach))
        high = np.array((area.right() + reach, area.bottom() + reach))
        near = ((centers >= low) & (centers <= high)).all(axis=1)
        return [names[i] for i in np.flatnonzero(near).tolist()]

    def place_of(self, editable: Editable) -> QPointF | None:
        """Where an editable text stands (its middle); None if it is not there any more."""
        if editable.edge is not None:
            center = self.labels.center(editable.edge)
            if center is not None:
                return center
            path = self.edges.path(editable.edge)
            return QPointF(*path.point(0.5)) if path is not None else None
        item = self.nodes.get(editable.node)
        if item is None:
            return None
        box = item.boxes.get(editable.kind)
        return item.pos() + (box.center() if box is not None else QPointF(0.0, 0.0))

    # --- hit tests ---------------------------------------------------------------------------------------

    def hit(self, at: Position, pixel: float = 1.0) -> Hit:
        """What is under ``at``; ``pixel`` is how much of the canvas one pixel of the screen covers.

        Discs come before labels, and labels before the outer part of rims, so that none is in their shadow.
        """
        x, y = at
        rim: str | None = None
        point = QRectF(x, y, 0.0, 0.0)
        for name in reversed(self.names_near(point, NODE_RADIUS + max(_RIM_OUTSIDE, 5.0 * pixel))):
            item = self.nodes[name]
            away = hypot(x - item.x(), y - item.y())
            if away <= item.radius - _RIM_INSIDE:
                return Hit("body", name)
            if away <= item.radius + max(_RIM_OUTSIDE, 5.0 * pixel) and rim is None:
                rim = name
        if rim is not None and hypot(x - self.nodes[rim].x(), y - self.nodes[rim].y()) <= self.radius(rim):
            return Hit("rim", rim)
        weight = self.labels.at(x, y) if self.labels.legible_at(1 / pixel) else None
        if weight is not None:
            return Hit("weight", edge=weight)
        part = self._label_at(x, y, 1 / pixel)
        if part is not None:
            return part
        if rim is not None:
            return Hit("rim", rim)
        edge = self.edges.nearest(x, y, 6.0 * pixel)
        return Hit("edge", edge=edge) if edge is not None else Hit()

    def _label_at(self, x: float, y: float, scale: float) -> Hit | None:
        for name in reversed(self.names_near(QRectF(x, y, 0.0, 0.0), _LABEL_REACH)):
            item = self.nodes[name]
            for part in _LABELS:
                box = item.boxes.get(part) if item.shows(part, scale) else None
                if box is not None and box.adjusted(-3, -2, 3, 2).contains(x - item.x(), y - item.y()):
                    return Hit(part, name)
        return None


def _same_numbers(old: Known | None, new: Known | None) -> bool:
    """Whether what nodes show of a walk is the very same; equal numbers in other mappings do not count."""
    if old is None or new is None:
        return old is new
    return old.s is new.s and old.z is new.z and old.delta is new.delta and old.db is new.db


def _goes_on(old: Shown, new: Shown) -> bool:
    """Whether nothing but the numbers of a network in training has changed."""
    return (
        old.streaming
        and new.streaming
        and old.style == new.style
        and old.selection == new.selection
        and (
            old.document.network.topology is new.document.network.topology
            or old.document.network.topology.edge_at == new.document.network.topology.edge_at
        )
    )
