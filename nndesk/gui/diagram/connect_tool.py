"""Drawing edges: the rubber band from a node, or from several, to wherever the pointer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from nndesk.document import edits, placing
from nndesk.gui.diagram.tools import DragTool, Pointer

if TYPE_CHECKING:
    from nndesk.document.document import Position
    from nndesk.gui.diagram.diagram_view import DiagramView


class ConnectTool(DragTool):
    """Drag from a node to another: an edge of weight 1. To empty canvas: a new neuron with it.

    From one of several selected nodes, edges come from all of them. With ``by_clicks`` a click on the first
    node and a click on the second do the same as a drag.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: DiagramView, source: str, by_clicks: bool = False) -> None:
        super().__init__(view)
        self.source = source
        self.by_clicks = by_clicks
        selected = self.session.selection.nodes
        # Those beside it follow in the order in which they were drawn.
        names = self.session.document.network.names if source in selected else ()
        self.others = tuple(name for name in names if name in selected and name != source)

    def dragged(self, pointer: Pointer) -> None:
        target = self._target(pointer)
        overlay = self.scene.overlay
        if target is None:
            place = self._free_place(pointer)
            others = self.others if place is not None else ()
            overlay.show_band(self.source, pointer.at, place=place, others=others)
            self._promise(place)
            return
        if target == self.source:
            overlay.show_band(self.source, None)
            self.view.say("")
            return
        allowed = self._allowed(target)
        if allowed:
            overlay.show_band(allowed[0], pointer.at, target=target, others=allowed[1:])
            self.view.say("")
            return
        refusal = edits.connection_refusal(self.session.document.network, self.source, target)
        assert refusal is not None
        path = (self.source, target) if refusal.kind == "duplicate" else refusal.path
        overlay.show_band(self.source, pointer.at, target=target, path=path, refused=True)
        ends = [self.view.node_rect(name) for name in (target, self.source)]
        self.view.say(refusal.reason, ends[0], refused=True, clear=ends)

    def dropped(self, pointer: Pointer) -> None:
        self.cancelled()
        target = self._target(pointer)
        if target is None:
            place = self._free_place(pointer)
            if place is not None:
                self.view.drawing.add_fed(place, (self.source, *self.others))
            return
        # Why an edge is refused has been said while it was held over the node.
        if target != self.source and (allowed := self._allowed(target)):
            self.view.drawing.connect(allowed, target)

    def clicked(self, pointer: Pointer) -> None:
        selection = self.session.selection
        if self.by_clicks:
            self.waiting = self.dragging = True
            self.dragged(pointer)
        elif pointer.adding:
            self.session.select(selection.nodes ^ {self.source}, selection.edges)
        else:
            self.session.select([self.source])

    def cancelled(self) -> None:
        self.scene.overlay.hide_band()
        self.view.say("")

    def _allowed(self, target: str) -> tuple[str, ...]:
        """Those of the sources that may feed ``target``."""
        network = self.session.document.network
        return tuple(
            name
            for name in (self.source, *self.others)
            if name != target and edits.connection_refusal(network, name, target) is None
        )

    def _target(self, pointer: Pointer) -> str | None:
        hit = self.scene.hit(pointer.at, self.view.reach(1.0))
        return hit.node if hit.part in ("body", "rim") else None

    def _free_place(self, pointer: Pointer) -> Position | None:
        """Where a new neuron would go; None where it would cover a node or stand among the inputs."""
        document = self.session.document
        place, _ = placing.aligned(pointer.at, document.positions.values(), self.view.reach(8.0))
        if placing.is_taken(document, place) or placing.columns(document).at(place[0]) == "input":
            return None
        return place

    def _promise(self, place: Position | None) -> None:
        """Say what a release would do."""
        if place is None:
            self.view.say("")
            return
        if self.waiting:
            words = QCoreApplication.translate("nndesk", "Click to add a neuron here, Esc to cancel")
        else:
            words = QCoreApplication.translate("nndesk", "Release to add a neuron here, Esc to cancel")
        self.view.say(words, self.view.disc_rect(place, self.scene.neuron_radius))
