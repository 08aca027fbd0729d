"""Which gesture the mouse begins on the diagram, and what it promises while it hovers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from nndesk.gui.diagram import editables, scrubbing
from nndesk.gui.diagram.connect_tool import ConnectTool
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.diagram.scene import Hit
from nndesk.gui.diagram.tools import (
    AddTool,
    DuplicateTool,
    EdgeTool,
    MarqueeTool,
    MoveTool,
    PanTool,
    Pointer,
    ScrubTool,
    Tool,
    show_node_to_be,
)

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.diagram.diagram_view import DiagramView

Chosen = Literal["select", "node", "edge", "pan"]
CHOICES: tuple[Chosen, ...] = ("select", "node", "edge", "pan")

_ALT = Qt.KeyboardModifier.AltModifier
_NUMBERS = ("weight", "bias", "target")
_CURSORS = {
    "rim": Qt.CursorShape.CrossCursor,
    "body": Qt.CursorShape.OpenHandCursor,
    "weight": Qt.CursorShape.PointingHandCursor,
    "bias": Qt.CursorShape.PointingHandCursor,
    "target": Qt.CursorShape.PointingHandCursor,
    "name": Qt.CursorShape.PointingHandCursor,
}


class Mouse:
    """The mouse of one view.

    With the select tool every gesture is there: what begins depends on where the button goes down. The other
    three are for those who look for a tool; they change what the left button begins, and nothing else.

    Attributes:
        tool: the gesture that is under way, if one is.
        chosen: the tool of the palette.
        pixel: where in the viewport the pointer is; None when it is elsewhere.
    """

    def __init__(self, view: DiagramView) -> None:
        self._view = view
        self.tool: Tool | None = None
        self.chosen: Chosen = "select"
        self.pixel: QPoint | None = None
        self._wheel = scrubbing.WheelScrubbing(view.session, view)

    # --- events ------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        if self.tool is not None:
            if self.tool.waiting and event.button() == Qt.MouseButton.LeftButton:
                self.tool.pressed_again(pointer)
            else:
                # Another button during a gesture means: not like this.
                self.cancel()
            return
        self._wheel.end()
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        tool = self._tool_for(event.button(), pointer, self._hit(pointer))
        if tool is None:
            return
        self.forget_hover()
        self.tool = tool
        if tool.cursor is not None:
            self._view.set_cursor(tool.cursor)
        tool.started(pointer)

    def move(self, event: QMouseEvent) -> None:
        self.pixel = event.position().toPoint()
        if self.tool is not None:
            self._view.focusing.suspend()
            self.tool.moved(self._pointer(event))
        elif event.buttons() == Qt.MouseButton.NoButton:
            self.hover(self.pixel, event.modifiers())

    def release(self, event: QMouseEvent) -> None:
        if self.tool is None:
            return
        tool, self.tool = self.tool, None
        tool.finished(self._pointer(event))
        if tool.waiting:
            self.tool = tool
        else:
            self.hover(event.position().toPoint(), event.modifiers())

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.chosen != "select" or self.tool is not None:
            self.press(event)
            return
        pointer = self._pointer(event)
        hit = self._hit(pointer)
        if hit.edge is not None:
            self._view.edit(editables.weight_of(hit.edge))
        elif hit.node is None:
            self._view.drawing.add_at(pointer.at)
        elif hit.part in ("name", "bias", "target"):
            self._view.edit(Editable(hit.part, hit.node))
        else:
            self._view.edit(editables.main_number(self._view.session.document, hit.node))

    def leave(self) -> None:
        self.pixel = None
        self.forget_hover()

    def wheel(self, event: QWheelEvent) -> bool:
        """Scrub the number under the pointer, if it is selected or Alt is held; tell whether there is one."""
        view = self._view
        if self.tool is not None or not scrubbing.turned(event):
            return False
        pixel = event.position()
        at = view.camera.to_scene(pixel)
        hit = view.diagram.hit((at.x(), at.y()), view.reach(1.0))
        if event.modifiers() & _ALT:
            what = scrubbing.number_at(view.session, hit)
        else:
            what = scrubbing.selected_number_at(view.session, hit)
        if what is None:
            return False
        self._wheel.turn(what, event)
        if words := view.unseen_number(what):
            QToolTip.showText(event.globalPosition().toPoint(), words, view)
        event.accept()
        return True

    # --- gestures ----------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way that Esc would cancel."""
        return self.tool is not None or self._wheel.active

    def cancel(self) -> None:
        tool, self.tool = self.tool, None
        self._wheel.restore()
        if tool is not None:
            tool.cancelled()
            self._view.set_cursor(self._resting_cursor())

    def leave_off(self) -> None:
        """The hand goes elsewhere: a gesture is broken off, but a number that the wheel has turned stays."""
        self._wheel.end()
        self.cancel()

    def follow(self, old: Document, new: Document) -> None:
        """The document has changed: a gesture that would not mean the same any more ends."""
        if self.tool is not None and not self.tool.survives(old, new):
            self.cancel()

    def choose(self, name: Chosen) -> None:
        """Take another tool; a gesture that was under way ends."""
        self.leave_off()
        self.chosen = name
        self.forget_hover()
        if self.pixel is None:
            self._view.set_cursor(self._resting_cursor())
        else:
            self.hover(self.pixel)

    def _tool_for(self, button: Qt.MouseButton, pointer: Pointer, hit: Hit) -> Tool | None:
        view = self._view
        match button:
            case Qt.MouseButton.MiddleButton:
                return PanTool(view)
            case Qt.MouseButton.RightButton:
                return PanTool(view, menu=True)
            case Qt.MouseButton.LeftButton:
                pass
            case _:
                return None
        if self.chosen == "pan":
            return PanTool(view)
        if pointer.alt and (hit.edge is not None or hit.part in _NUMBERS):
            what = scrubbing.number_at(view.session, hit)
            return ScrubTool(view, what) if what is not None else None
        if hit.edge is not None:
            return EdgeTool(view, hit.edge)
        if hit.node is None:
            return AddTool(view) if self.chosen == "node" else MarqueeTool(view)
        if self.chosen == "edge":
            return ConnectTool(view, hit.node, by_clicks=True)
        if pointer.alt:
            return DuplicateTool(view, hit.node)
        return ConnectTool(view, hit.node) if hit.part == "rim" else MoveTool(view, hit.node)

    # --- hovering ----------------------------------------------------------------------------------------

    def hover(self, pixel: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Show what a press at ``pixel`` would begin."""
        view, overlay = self._view, self._view.diagram.overlay
        if self.chosen == "pan":
            view.session.spotlight.hover(None)
            view.set_cursor(self._resting_cursor())
            return
        at = view.camera.to_scene(QPointF(pixel)).toTuple()
        hit = view.diagram.hit(at, view.reach(1.0))
        view.diagram.point_at(hit)
        on_disc = hit.part in ("body", "rim")
        view.focusing.hover(hit.node if on_disc else None)
        view.session.spotlight.hover(hit.node if on_disc else None)
        alt = bool(keys & _ALT)
        strong = on_disc and (self.chosen == "edge" or (hit.part == "rim" and not alt))
        overlay.show_ring(hit.node if on_disc else None, strong)
        if self.chosen == "node" and hit.part is None:
            show_node_to_be(view, at)
        else:
            overlay.show_ghosts()
        if hit.part is None:
            view.set_cursor(self._resting_cursor())
        elif self.chosen == "edge" and on_disc:
            view.set_cursor(Qt.CursorShape.CrossCursor)
        elif alt:
            is_number = hit.edge is not None or hit.part in _NUMBERS
            shapes = Qt.CursorShape
            view.set_cursor(shapes.SizeHorCursor if is_number else shapes.DragCopyCursor)
        else:
            view.set_cursor(_CURSORS.get(hit.part, Qt.CursorShape.ArrowCursor))

    def forget_hover(self) -> None:
        self._view.session.spotlight.hover(None)
        self._view.diagram.point_at(Hit())
        self._view.diagram.overlay.show_ring(None)
        self._view.diagram.overlay.show_ghosts()

    def _resting_cursor(self) -> Qt.CursorShape:
        match self.chosen:
            case "pan":
                return Qt.CursorShape.OpenHandCursor
            case "node" | "edge":
                return Qt.CursorShape.CrossCursor
            case _:
                return Qt.CursorShape.ArrowCursor

    # --- where -------------------------------------------------------------------------------------------

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at = self._view.camera.to_scene(event.position())
        return Pointer((at.x(), at.y()), event.position().toPoint(), event.modifiers())

    def _hit(self, pointer: Pointer) -> Hit:
        return self._view.diagram.hit(pointer.at, self._view.reach(1.0))
