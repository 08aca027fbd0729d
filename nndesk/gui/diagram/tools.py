"""What the mouse does on the diagram: one small object for each gesture.

A tool is made when a button goes down, told where the pointer goes, and ends by being finished or cancelled.
While it runs it changes nothing but what is painted and selected; the document is edited once, when it
finishes. So Esc undoes a gesture simply by forgetting it. (Only a scrubbed number is edited all the time.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QApplication

from nndesk.document import edits, placing
from nndesk.gui.diagram import editables
from nndesk.gui.diagram.scrubbing import PIXEL, Scrub
from nndesk.gui.number_field import factor
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.diagram.editables import Editable
    from nndesk.network.model import EdgeKey


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is.

    Attributes:
        at: in document coordinates.
        pixel: in the viewport.
        keys: Shift, Ctrl, Alt as far as they are held.
    """

    at: Position
    pixel: QPoint
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def adding(self) -> bool:
        """Shift or Ctrl is held: add to the selection instead of replacing it."""
        return bool(self.keys & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))

    @property
    def alt(self) -> bool:
        return bool(self.keys & Qt.KeyboardModifier.AltModifier)


class Tool:
    """A gesture that has begun. Its view may end it at any time by :meth:`cancelled`."""

    cursor: Qt.CursorShape | None = None
    waiting = False
    """The button is up, and the gesture goes on until the next click."""

    def __init__(self, view: DiagramView) -> None:
        self.view = view
        self.session = view.session
        self.scene = view.diagram

    def started(self, pointer: Pointer) -> None:
        """The button went down."""

    def pressed_again(self, pointer: Pointer) -> None:
        """The button went down after a wait."""
        self.waiting = False

    def moved(self, pointer: Pointer) -> None:
        """The pointer moved with the button held, or while the gesture waits."""

    def finished(self, pointer: Pointer) -> None:
        """The button was released."""

    def cancelled(self) -> None:
        """Esc, another button, or the document changed under the gesture: leave no trace."""

    def survives(self, old: Document, new: Document) -> bool:
        """Whether the gesture still means the same after the document changed during it."""
        return new.network.topology is old.network.topology and new.positions == old.positions


class DragTool(Tool):
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


class MoveTool(DragTool):
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
        self.preview(places)
        self.scene.overlay.show_guides(*guides)

    def preview(self, places: dict[str, Position]) -> None:
        """Show the nodes at these places, of which the document does not know yet."""
        self.scene.preview(places)

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


class DuplicateTool(MoveTool):
    """Drag the body of a node with Alt held: a copy of the selection follows the pointer."""

    def drag_started(self) -> None:
        super().drag_started()
        self.view.set_cursor(Qt.CursorShape.DragCopyCursor)
        # The originals stay, so the copies line up with them, too.
        self._others = list(self.session.document.positions.values())

    def preview(self, places: dict[str, Position]) -> None:
        edges = self.session.document.network.edges
        lines = [
            (places[e.source], places[e.target]) for e in edges if e.source in places and e.target in places
        ]
        discs = [(place, self.scene.radius(name)) for name, place in places.items()]
        self.scene.overlay.show_ghosts(discs, lines)

    def dropped(self, pointer: Pointer) -> None:
        places, start = self._places, self._start
        self.cancelled()
        if places:
            (x, y), (x0, y0) = places[self.name], start[self.name]
            self.view.copying.duplicate_by((x - x0, y - y0))

    def cancelled(self) -> None:
        super().cancelled()
        self.scene.overlay.show_ghosts()


class AddTool(Tool):
    """With the node tool: a node where the button is released."""

    cursor = Qt.CursorShape.CrossCursor

    def started(self, pointer: Pointer) -> None:
        show_node_to_be(self.view, pointer.at)

    def moved(self, pointer: Pointer) -> None:
        show_node_to_be(self.view, pointer.at)

    def finished(self, pointer: Pointer) -> None:
        self.cancelled()
        self.view.drawing.add_at(pointer.at)

    def cancelled(self) -> None:
        self.scene.overlay.show_ghosts()


def show_node_to_be(view: DiagramView, at: Position) -> None:
    """The outline of the node that a click there would add."""
    view.diagram.overlay.show_ghosts([(view.drawing.place_near(at), view.diagram.neuron_radius)])


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


class MarqueeTool(DragTool):
    """Drag on empty canvas: select the nodes inside, and the edges between them; a click selects nothing.

    With Shift or Ctrl they are added to what was selected, with Alt taken away from it.
    """

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
        if pointer.alt:
            # Without its node an edge would stay selected that nobody has pointed at.
            kept = {key for key in self._before.edges if not nodes & set(key)}
            self.session.select(self._before.nodes - nodes, kept)
            return
        keys = document.network.topology.edge_at
        edges = {key for key in keys if key.source in nodes and key.target in nodes}
        if pointer.adding:
            nodes |= self._before.nodes
            edges |= self._before.edges
        self.session.select(nodes, edges)

    def dropped(self, pointer: Pointer) -> None:
        self.scene.overlay.show_marquee(None)

    def clicked(self, pointer: Pointer) -> None:
        if not pointer.adding and not pointer.alt:
            self.session.select()

    def cancelled(self) -> None:
        self.scene.overlay.show_marquee(None)
        self.session.select(self._before.nodes, self._before.edges)


class ScrubTool(DragTool):
    """Drag a number, or along its edge, with Alt held: it grows to the right and upwards.

    The one gesture that edits while it runs: everything that depends on the number follows.
    """

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, view: DiagramView, what: Editable) -> None:
        super().__init__(view)
        self.what = what

    def drag_started(self) -> None:
        assert self.press is not None
        self._scrub = Scrub(self.session, self.what)
        self._value = editables.value(self.session.document, self.what)
        self._last = self.press.pixel

    def dragged(self, pointer: Pointer) -> None:
        way = pointer.pixel - self._last
        self._last = pointer.pixel
        self._value += (way.x() - way.y()) * PIXEL * factor(pointer.keys)
        self._scrub.to(self._value)
        words = self.view.unseen_number(self.what)
        if words:
            self.view.say(words, QRect(pointer.pixel, QSize(1, 1)).adjusted(-8, -8, 8, 8))

    def dropped(self, pointer: Pointer) -> None:
        self.view.say("")

    def clicked(self, pointer: Pointer) -> None:
        if self.what.edge is not None:
            self.session.select((), [self.what.edge])
        else:
            self.session.select([self.what.node])

    def cancelled(self) -> None:
        if self.dragging:
            self.view.say("")
            self._scrub.restore()

    def survives(self, old: Document, new: Document) -> bool:
        return super().survives(old, new) and editables.exists(new, self.what)


class PanTool(DragTool):
    """Drag with the middle or right button, or with the pan tool: the canvas follows. A right click asks for
    the menu."""

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
