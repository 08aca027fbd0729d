"""The diagram panel: shows the session's network and turns mouse and keys into gestures and edits."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from nndesk.figure.diagram import CROWDED
from nndesk.gui.diagram import backdrop, editables, keyboard, menus, placing, tips
from nndesk.gui.diagram.camera import Camera
from nndesk.gui.diagram.drawing import Drawing
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.diagram.flow import FlowAnimation
from nndesk.gui.diagram.focusing import Focusing
from nndesk.gui.diagram.hint import Hint
from nndesk.gui.diagram.inline_editing import InlineEditing
from nndesk.gui.diagram.scene import DiagramScene, Hit, Shown
from nndesk.gui.diagram.toolbar import Toolbar
from nndesk.gui.diagram.tools import ConnectTool, EdgeTool, MarqueeTool, MoveTool, PanTool, Pointer, Tool
from nndesk.gui.editing import Editing
from nndesk.gui.streaming import streamed
from nndesk.network.errors import NetworkError
from nndesk.network.passes import forward
from nndesk.network.walk import Known

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.gui.playback import Playback
    from nndesk.gui.session import Selection, Session
    from nndesk.gui.theme import Theme
    from nndesk.network.model import Network

_MARGINS = (14, 8, 14, 8)
"""Left, top, right, bottom in pixels, the columns' captions apart."""
_HINT_REACH = 500.0
"""So far from what they are about, in pixels, words look out for nodes that they should not hide."""
_MOST_HEEDED = 150
_CROWDED_PAUSE = 0.25
"""Seconds between two pictures of a crowded network while it trains."""
_VALUES_UP_TO = 500
"""Parameters up to which the nodes' values follow the training."""


class DiagramView(QGraphicsView):
    """The network of a session, drawn and edited.

    Signals:
        caption_changed(str): what stands on the right of the panel's header.
    """

    caption_changed = Signal(str)

    def __init__(
        self, session: Session, playback: Playback, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.editing = Editing(session, self)
        self.drawing = Drawing(session)
        self._playback = playback
        self._theme = theme
        self._caption = ""
        self._tool: Tool | None = None
        self._streamed: Network | None = None
        self._streamed_at = 0.0
        self._step_shown = playback.index
        self._shown_before = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 180)
        # The right button pans when it is dragged, so the menu opens when it is released.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        # Captions stand still while the canvas scrolls under them: no scrolling by copying pixels.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        # Qt keeps 10 MB of pictures; the edges of a large network on a fine screen are one of that size.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), 64 * 1024))
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setAccessibleName(self.title())

        self.diagram = DiagramScene(self._shown(), self)
        self._shown_before = True
        self.setScene(self.diagram)
        # Files are the window's: the scene would swallow them.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.camera = Camera(self, _MARGINS)
        self.flow = FlowAnimation(self.diagram.overlay.flow, self.diagram.edges, self)
        self.typing = InlineEditing(self, theme)
        self.toolbar = Toolbar(self, theme)
        self.hint = Hint(theme, self)
        self.focusing = Focusing(self, theme)

        session.document_changed.connect(self._follow_document)
        session.document_opened.connect(self._follow_opening)
        session.selection_changed.connect(self._follow_selection)
        playback.walk_changed.connect(self._follow_walk)
        playback.step_shown.connect(self._follow_step)
        playback.playing_changed.connect(self._follow_playing)
        theme.changed.connect(self._dress)
        self._dress()
        self._update_caption()

    # --- as a panel --------------------------------------------------------------------------------------

    def title(self) -> str:
        return QCoreApplication.translate("nndesk", "Network")

    def tools(self) -> QWidget:
        """The buttons for the panel's header."""
        self.toolbar.show()
        return self.toolbar

    def caption(self) -> str:
        """Layer sizes and the number of parameters: ``2-2-1 · 9 parameters``."""
        return self._caption

    def show_network(self, network: Network | None) -> None:
        """Show the numbers of ``network``, a moment of training, and leave the document; None ends that."""
        if network is not None and len(network.edges) > CROWDED:
            if monotonic() - self._streamed_at < _CROWDED_PAUSE:
                return
            self._streamed_at = monotonic()
        self._streamed = network
        self._refresh()

    # --- what is shown -----------------------------------------------------------------------------------

    def _shown(self) -> Shown:
        document, playback = self.session.document, self._playback
        style = self._theme.style(document.view)
        moving = streamed(document, self._streamed)
        if moving is not None:
            return Shown(moving, style, self.session.selection, _values(moving), streaming=True)
        known = playback.known()
        if known is None and playback.recording and self.session.undo_stack.count() and self._shown_before:
            # A moment later there will be others; meanwhile they had better not vanish and come back.
            known = self.diagram.shown.known
        return Shown(document, style, self.session.selection, known, playback.step())

    def _refresh(self) -> None:
        self.diagram.show_state(self._shown())
        self.focusing.refresh()
        self.viewport().update()

    def _follow_document(self, old: Document, new: Document) -> None:
        if self._tool is not None and not self._tool.survives(old, new):
            self._cancel_tool()
        self.flow.stop()
        self.diagram.overlay.show_ring(None)
        self._refresh()
        self.typing.place()
        self._update_caption()
        if not self.camera.fitted or self._tool is not None:
            return
        # Drawing leaves the view still as long as nothing is out of sight; going back fits what is there now.
        if (self.session.stepping and old.positions != new.positions) or not self._content_is_visible():
            self.fit()

    def _follow_opening(self, document: Document) -> None:
        self.typing.close()
        self.fit()

    def _follow_selection(self, selection: Selection) -> None:
        self._refresh()
        names = ", ".join(sorted(selection.nodes)) or ", ".join(str(key) for key in sorted(selection.edges))
        self.setAccessibleDescription(names)

    def _follow_walk(self, walk: object) -> None:
        self._step_shown = self._playback.index
        self.flow.stop()
        self._refresh()

    def _follow_step(self, index: int) -> None:
        before, self._step_shown = self._step_shown, index
        self._refresh()
        self.flow.stop()
        step = self._playback.step()
        # Walking moves the values; jumping and scrubbing only show them.
        if step is not None and index == before + 1 and not self._theme.reduced_motion:
            self.flow.start(step, self.diagram.shown.style, self._playback.speed)

    def _follow_playing(self, playing: bool) -> None:
        self._refresh()

    def _update_caption(self) -> None:
        caption = tips.caption(self.session.document.network)
        if caption != self._caption:
            self._caption = caption
            self.caption_changed.emit(caption)

    def _dress(self) -> None:
        palette = self._theme.palette
        self.setBackgroundBrush(Qt.GlobalColor.transparent)
        self.diagram.overlay.dress(palette)
        self.toolbar.dress()
        self._refresh()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self._theme.palette.panel)
        painter.save()
        painter.resetTransform()
        backdrop.paint_captions(painter, self, self._theme)
        painter.restore()

    # --- the camera --------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole network; an empty canvas shows its three columns."""
        self.camera.fit(self._fitting_rect())
        self.typing.place()
        self.viewport().update()

    def zoom_in(self) -> None:
        self.camera.zoom_in()
        self.typing.place()

    def zoom_out(self) -> None:
        self.camera.zoom_out()
        self.typing.place()

    def pan(self, by: QPoint) -> None:
        self.camera.pan(by)
        self.typing.place()

    def reach(self, pixels: float) -> float:
        """How much of the canvas so many pixels cover."""
        return pixels / self.camera.scale

    def _fitting_rect(self) -> QRectF:
        content = self.diagram.fitting_rect()
        if content.isEmpty():
            left, right = placing.EMPTY_SPAN
            return QRectF(left, -placing.ROW_STEP, right - left, 2 * placing.ROW_STEP)
        if self.session.document.network.edges:
            return content
        # A drawing has just begun: leave its three columns in sight.
        centers = placing.columns(self.session.document).centers
        return content | QRectF(
            centers[0] - 60, content.top(), centers[2] - centers[0] + 120, content.height()
        )

    def _content_is_visible(self) -> bool:
        visible = self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
        # Whole discs, not only their centres.
        radius = self.diagram.neuron_radius
        visible.adjust(radius, radius, -radius, -radius)
        return all(visible.contains(*place) for place in self.session.document.positions.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        if self.camera.fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.diagram.hurry()
        self.camera.wheel(event)
        self.typing.place()
        self._hover(event.position().toPoint())

    def _make_room(self) -> None:
        """Keep the drawing clear of the captions, where there are any."""
        self.toolbar.fit_into(self.width())
        left, top, right, bottom = _MARGINS
        captions = backdrop.HEIGHT if backdrop.has_room(self.viewport().height()) else 0
        self.camera.margins = (left, top, right, bottom + captions)

    # --- commands ----------------------------------------------------------------------------------------

    def add_input(self) -> None:
        self.editing.add_input()

    def add_neuron(self) -> None:
        self.editing.add_neuron()

    def connect_selected(self) -> None:
        self.drawing.connect_selected()

    def delete_selection(self) -> None:
        self.editing.delete()

    def select_all(self) -> None:
        self.editing.select_all()

    def rename_selected(self) -> None:
        name = self.session.selection.node
        if name is not None:
            self.edit(Editable("name", name))

    def edit_selected_number(self) -> None:
        """Of a selected edge the weight, of a neuron the bias, of an input its value."""
        selection = self.session.selection
        if selection.edge is not None:
            self.edit(editables.weight_of(selection.edge))
        elif selection.node is not None:
            self.edit(editables.main_number(self.session.document, selection.node))

    def toggle_focus(self) -> None:
        """Dim all but the selected node and its neighbours, or end that."""
        self.focusing.toggle()

    def choose_activation(self) -> None:
        """Open the menu of activations at the selected neurons."""
        document = self.session.document
        neurons = [name for name in self.session.selection.nodes if name not in document.network.inputs]
        if neurons:
            at = document.positions[min(neurons)]
            self._popup(menus.activation_menu(self), self.mapFromScene(*at) + QPoint(20, 20))

    def open_menu(self, pointer: Pointer) -> None:
        """The context menu of what is under the pointer, which becomes selected."""
        hit = self._hit(pointer)
        if hit.node is not None:
            if hit.node not in self.session.selection.nodes:
                self.session.select([hit.node])
            menu = menus.node_menu(self, hit.node)
        elif hit.edge is not None:
            if hit.edge not in self.session.selection.edges:
                self.session.select((), [hit.edge])
            menu = menus.edge_menu(self, hit.edge)
        else:
            menu = menus.canvas_menu(self, pointer.at)
        self._popup(menu, pointer.pixel)

    def open_menu_at_selection(self) -> None:
        selection, center = self.session.selection, self.viewport().rect().center()
        if selection.node is not None:
            at = self.session.document.positions[selection.node]
            self._popup(menus.node_menu(self, selection.node), self.mapFromScene(*at))
        elif selection.edge is not None:
            place = self.diagram.place_of(editables.weight_of(selection.edge))
            at_edge = self.mapFromScene(place) if place is not None else center
            self._popup(menus.edge_menu(self, selection.edge), at_edge)
        else:
            at_center = self.camera.to_scene(QPointF(center)).toTuple()
            self._popup(menus.canvas_menu(self, at_center), center)

    def _popup(self, menu: menus.DiagramMenu, pixel: QPoint) -> None:
        menu.popup(self.viewport().mapToGlobal(pixel))

    def edit(self, what: Editable) -> None:
        """Open a field over a number or a name."""
        self.typing.open(what)

    # --- the mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None:
            # Another button during a gesture means: not like this.
            self._cancel_tool()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        pointer = self._pointer(event)
        tool = self._tool_for(event.button(), self._hit(pointer))
        if tool is None:
            return
        self.diagram.overlay.show_ring(None)
        self._tool = tool
        if tool.cursor is not None:
            self.set_cursor(tool.cursor)
        tool.started(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._tool is None:
            if event.buttons() == Qt.MouseButton.NoButton:
                self._hover(event.position().toPoint())
            return
        self.focusing.suspend()
        self._tool.moved(self._pointer(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._tool is None:
            return
        tool, self._tool = self._tool, None
        tool.finished(self._pointer(event))
        self._hover(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        pointer = self._pointer(event)
        hit = self._hit(pointer)
        if hit.edge is not None:
            self.edit(editables.weight_of(hit.edge))
        elif hit.node is None:
            self.drawing.add_at(pointer.at)
        elif hit.part in ("name", "bias", "target"):
            self.edit(Editable(hit.part, hit.node))
        else:
            self.edit(editables.main_number(self.session.document, hit.node))

    def leaveEvent(self, event: QEvent) -> None:
        self.diagram.overlay.show_ring(None)
        self.focusing.hover(None)
        super().leaveEvent(event)

    def say(
        self, words: str, about: QRect | None = None, refused: bool = False, clear: Sequence[QRect] = ()
    ) -> None:
        """Show words beside a rectangle of the viewport for a moment; empty words take them away.

        ``clear`` are rectangles that they must not hide.
        """
        if words and about is not None:
            reach = self.reach(_HINT_REACH)
            near = self.mapToScene(about).boundingRect().adjusted(-reach, -reach, reach, reach)
            nodes = [self.node_rect(name) for name in self.diagram.names_near(near)[:_MOST_HEEDED]]
            self.hint.say(words, about, refused, clear, nodes)
        else:
            self.hint.hide()

    def disc_rect(self, center: Position, radius: float) -> QRect:
        """Where a disc of the canvas stands in the viewport."""
        x, y = center
        disc = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        return self.viewportTransform().mapRect(disc).toAlignedRect()

    def node_rect(self, name: str) -> QRect:
        """Where a node and the labels around it stand in the viewport."""
        item = self.diagram.nodes[name]
        return self.viewportTransform().mapRect(item.mapRectToScene(item.boundingRect())).toAlignedRect()

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way that Esc would cancel."""
        return self._tool is not None

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        self.viewport().setCursor(shape)

    def _tool_for(self, button: Qt.MouseButton, hit: Hit) -> Tool | None:
        match button:
            case Qt.MouseButton.MiddleButton:
                return PanTool(self)
            case Qt.MouseButton.RightButton:
                return PanTool(self, menu=True)
            case Qt.MouseButton.LeftButton:
                pass
            case _:
                return None
        if hit.edge is not None:
            return EdgeTool(self, hit.edge)
        if hit.node is None:
            return MarqueeTool(self)
        return ConnectTool(self, hit.node) if hit.part == "rim" else MoveTool(self, hit.node)

    def _cancel_tool(self) -> None:
        tool, self._tool = self._tool, None
        if tool is not None:
            tool.cancelled()
            self.set_cursor(Qt.CursorShape.ArrowCursor)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        adding = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        at = self.camera.to_scene(event.position())
        return Pointer((at.x(), at.y()), event.position().toPoint(), bool(event.modifiers() & adding))

    def _hit(self, pointer: Pointer) -> Hit:
        return self.diagram.hit(pointer.at, self.reach(1.0))

    def _hover(self, pixel: QPoint) -> None:
        at = self.camera.to_scene(QPointF(pixel))
        hit = self.diagram.hit((at.x(), at.y()), self.reach(1.0))
        on_disc = hit.part in ("body", "rim")
        self.focusing.hover(hit.node if on_disc else None)
        self.diagram.overlay.show_ring(hit.node if on_disc else None, hit.part == "rim")
        match hit.part:
            case "rim":
                self.set_cursor(Qt.CursorShape.CrossCursor)
            case "body":
                self.set_cursor(Qt.CursorShape.OpenHandCursor)
            case "weight" | "bias" | "target" | "name":
                self.set_cursor(Qt.CursorShape.PointingHandCursor)
            case _:
                self.set_cursor(Qt.CursorShape.ArrowCursor)

    # --- the keyboard ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and keyboard.wants(self, event)
        ):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name, far = keyboard.command(event), keyboard.nudge(event)
        if event.key() == Qt.Key.Key_Escape and self.busy:
            self._cancel_tool()
        elif event.key() == Qt.Key.Key_Escape and self.focusing.pinned:
            self.focusing.end()
        elif event.key() == Qt.Key.Key_Escape and self.session.selection:
            self.session.select()
        elif self.busy:
            event.ignore()
        elif name is not None:
            getattr(self, name)()
        elif far is not None:
            self.drawing.nudge(*far)
        else:
            # Not to the base class: it would scroll by the arrows, which are the transport's.
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from node to node, and on to the next panel after the last."""
        names = self.session.document.network.names
        node = self.session.selection.node
        here = names.index(node) if node is not None else (-1 if next else len(names))
        at = here + (1 if next else -1)
        if not 0 <= at < len(names):
            return super().focusNextPrevChild(next)
        self.session.select([names[at]])
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.TabFocusReason):
            self._cancel_tool()

    def _show_tip(self, event: QHelpEvent) -> None:
        at = self.camera.to_scene(QPointF(event.pos()))
        hit = self.diagram.hit((at.x(), at.y()), self.reach(1.0))
        text = tips.tip(self.diagram.shown, hit)
        if text and not self.busy:
            QToolTip.showText(event.globalPos(), text, self)
        else:
            QToolTip.hideText()


def _values(document: Document) -> Known | None:
    """Signals and outputs of the example, for a small network in training."""
    if document.network.parameter_count > _VALUES_UP_TO:
        return None
    try:
        passed = forward(document.network, document.example.x)
    except NetworkError:
        return None
    return Known(s=passed.s, z=passed.z, phi_prime={}, delta={}, J=None, dw={}, db={})
