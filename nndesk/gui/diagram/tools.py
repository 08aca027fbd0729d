"""What the mouse does on the diagram: one small object for each gesture.

A tool is made when a button goes down, told where the pointer goes, and ends by being finished or cancelled.
While it runs it changes nothing but what is painted and selected; the document is edited once, when it
finishes. So Esc undoes a gesture simply by forgetting it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication

from nndesk.document import edits, placing
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.network.model import EdgeKey


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is.

    Attributes:
        at: in document coordinates.
        pixel: in the viewport.
        adding: Shift or Ctrl is held: add to the selection instead of replacing it.
    """

    at: Position
    pixel: QPoint
    adding: bool = False


class Tool:
    """A gesture that has begun. Its view may end it at any time by :meth:`cancelled`."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: DiagramView) -> None:
        self.view = view
        self.session = view.session
        self.scene = view.diagram

    def started(self, pointer: Pointer) -> None:
        """The button went down."""

    def moved(self, pointer: Pointer) -> None:
        """The pointer moved with the button held."""

    def finished(self, pointer: Pointer) -> None:
        """The button was released."""

    def cancelled(self) -> None:
        """Esc, another button, or the document changed under the gesture: leave no trace."""

    def survives(self, old: Document, new: Document) -> bool:
        """Whether the gesture still means the same after the document changed during it."""
        return new.network.topology is old.network.topology and new.positions == old.positions


class _DragTool(Tool):
    """A gesture that is a click until the pointer has gone some way."""

    def __init__(self, view: DiagramView) -> None:
        super().__init__(view)
        self.press: Pointer | None = None
        self.dragging = False

    def started(self, pointer: Pointer) -> None:
        self.press = pointer

    def moved(self, pointer: Pointer) -> None:
        assert self.press is not None
        if not self.dragging:
            way = (pointer.pixel - self.press.pixel).manhattanLength()
            if way < QApplication.startDragDistance():
                return
            self.dragging = True
            self.drag_started()
        self.dragged(pointer)

    def finished(self, pointer: Pointer) -> None:
        if self.dragging:
            self.dropped(pointer)
        else:
            self.clicked(pointer)

    def drag_started(self) -> None: ...

    def dragged(self, pointer: Pointer) -> None: ...

    def dropped(self, pointer: Pointer) -> None: ...

    def clicked(self, pointer: Pointer) -> None: ...


class MoveTool(_DragTool):
    """Drag the body of a node: the selection follows the pointer; a click selects."""

    def __init__(self, view: DiagramView, name: str) -> None:
        super().__init__(view)
        self.name = name
        self._places: dict[str, Position] = {}

    def started(self, pointer: Pointer) -> None:
        super().started(pointer)
        selection = self.session.selection
        self._was_selected = self.name in selection.nodes
        if not self._was_selected:
            if pointer.adding:
                self.session.select(selection.nodes | {self.name}, selection.edges)
            else:
                self.session.select([self.name])

    def drag_started(self) -> None:
        self.view.set_cursor(Qt.CursorShape.ClosedHandCursor)
        positions = self.session.document.positions
        moving = self.session.selection.nodes | {self.name}
        self._start = {name: positions[name] for name in moving}
        self._others = [place for name, place in positions.items() if name not in moving]

    def dragged(self, pointer: Pointer) -> None:
        assert self.press is not None
        x, y = self._start[self.name]
        wanted = (x + pointer.at[0] - self.press.at[0], y + pointer.at[1] - self.press.at[1])
        (new_x, new_y), guides = placing.aligned(wanted, self._others, self.view.reach(8.0))
        dx, dy = new_x - x, new_y - y
        places = {name: (px + dx, py + dy) for name, (px, py) in self._start.items()}
        try:
            edits.move(self.session.document, places)
        except NetworkError:
            # Beyond the edge of the drawing area: the nodes stay where they last were inside it.
            return
        self._places = places
        self.scene.preview(places)
        self.scene.overlay.show_guides(*guides)

    def dropped(self, pointer: Pointer) -> None:
        places = self._places
        self.cancelled()
        if not places:
            return
        self.view.drawing.move(placing.clear_of_others(self.session.document, places))

    def clicked(self, pointer: Pointer) -> None:
        selection = self.session.selection
        if pointer.adding and self._was_selected:
            self.session.select(selection.nodes - {self.name}, selection.edges)
        elif not pointer.adding:
            self.session.select([self.name])

    def cancelled(self) -> None:
        self.scene.overlay.show_guides(None, None)
        self.scene.end_preview()


class ConnectTool(_DragTool):
    """Drag from the rim of a node to another: an edge of weight 1. To empty canvas: a new neuron with it."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: DiagramView, source: str) -> None:
        super().__init__(view)
        self.source = source

    def dragged(self, pointer: Pointer) -> None:
        target = self._target(pointer)
        overlay = self.scene.overlay
        if target is None:
            place = self._free_place(pointer)
            overlay.show_band(self.source, pointer.at, place=place)
            self._promise(place)
            return
        if target == self.source:
            overlay.show_band(self.source, None)
            self.view.say("")
            return
        refusal = edits.connection_refusal(self.session.document.network, self.source, target)
        if refusal is None:
            overlay.show_band(self.source, pointer.at, target=target)
            self.view.say("")
        else:
            overlay.show_band(self.source, pointer.at, target=target, path=refusal.path, refused=True)
            ends = [self.view.node_rect(name) for name in (target, self.source)]
            self.view.say(refusal.reason, ends[0], refused=True, clear=ends)

    def dropped(self, pointer: Pointer) -> None:
        self.cancelled()
        target = self._target(pointer)
        if target is None:
            place = self._free_place(pointer)
            if place is not None:
                self.view.drawing.add_fed(place, self.source)
            return
        # Why an edge is refused has been said while it was held over the node.
        if edits.connection_refusal(self.session.document.network, self.source, target) is None:
            self.view.drawing.connect(self.source, target)

    def clicked(self, pointer: Pointer) -> None:
        selection = self.session.selection
        if pointer.adding:
            self.session.select(selection.nodes ^ {self.source}, selection.edges)
        else:
            self.session.select([self.source])

    def cancelled(self) -> None:
        self.scene.overlay.hide_band()
        self.view.say("")

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
        words = QCoreApplication.translate("nndesk", "Release to add a neuron here, Esc to cancel")
        self.view.say(words, self.view.disc_rect(place, self.scene.neuron_radius))


class EdgeTool(Tool):
    """Press an edge or its weight: it is selected."""

    def __init__(self, view: DiagramView, key: EdgeKey) -> None:
        super().__init__(view)
        self.key = key

    def started(self, pointer: Pointer) -> None:
        selection = self.session.selection
        if pointer.adding:
            self.session.select(selection.nodes, selection.edges ^ {self.key})
        else:
            self.session.select((), [self.key])


class MarqueeTool(_DragTool):
    """Drag on empty canvas: select the nodes inside, and the edges between them; a click selects nothing."""

    def started(self, pointer: Pointer) -> None:
        super().started(pointer)
        self._before = self.session.selection

    def dragged(self, pointer: Pointer) -> None:
        assert self.press is not None
        (x0, y0), (x1, y1) = self.press.at, pointer.at
        area = QRectF(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        self.scene.overlay.show_marquee(area)
        document = self.session.document
        nodes = {name for name, place in document.positions.items() if area.contains(*place)}
        edges = {edge.key for edge in document.network.edges if edge.source in nodes and edge.target in nodes}
        if pointer.adding:
            nodes |= self._before.nodes
            edges |= self._before.edges
        self.session.select(nodes, edges)

    def dropped(self, pointer: Pointer) -> None:
        self.scene.overlay.show_marquee(None)

    def clicked(self, pointer: Pointer) -> None:
        if not pointer.adding:
            self.session.select()

    def cancelled(self) -> None:
        self.scene.overlay.show_marquee(None)
        self.session.select(self._before.nodes, self._before.edges)


class PanTool(_DragTool):
    """Drag with the middle or right button: the canvas follows. A right click asks for the menu."""

    def __init__(self, view: DiagramView, menu: bool = False) -> None:
        super().__init__(view)
        self._menu = menu
        self._last = QPoint()

    def started(self, pointer: Pointer) -> None:
        super().started(pointer)
        self._last = pointer.pixel

    def drag_started(self) -> None:
        self.view.set_cursor(Qt.CursorShape.ClosedHandCursor)

    def dragged(self, pointer: Pointer) -> None:
        self.view.pan(pointer.pixel - self._last)
        self._last = pointer.pixel

    def clicked(self, pointer: Pointer) -> None:
        if self._menu:
            self.view.open_menu(pointer)

    def survives(self, old: Document, new: Document) -> bool:
        return True
