"""The diagram panel: shows the session's network and turns mouse and keys into gestures and edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
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

from nndesk.document import placing
from nndesk.figure.diagram import CROWDED, example_values
from nndesk.gui.diagram import backdrop, editables, keyboard, menus, tips
from nndesk.gui.diagram.arranging import Arranging
from nndesk.gui.diagram.camera import Camera
from nndesk.gui.diagram.copying import Copying
from nndesk.gui.diagram.drawing import Drawing
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.diagram.faces import Faces
from nndesk.gui.diagram.flow import FlowAnimation
from nndesk.gui.diagram.focusing import Focusing
from nndesk.gui.diagram.hint import Hint
from nndesk.gui.diagram.inline_editing import InlineEditing
from nndesk.gui.diagram.layer_handles import HEIGHT as HANDLES
from nndesk.gui.diagram.layer_handles import LayerHandles
from nndesk.gui.diagram.lit_nodes import LitNodes
from nndesk.gui.diagram.mouse import Chosen, Mouse
from nndesk.gui.diagram.scene import DiagramScene, Hit, Shown
from nndesk.gui.diagram.toolbar import Toolbar
from nndesk.gui.editing import Editing
from nndesk.gui.focus import claims
from nndesk.gui.layering import Layering
from nndesk.gui.number_editing import NumberEditing
from nndesk.gui.selecting import Selecting
from nndesk.gui.showing import Showing
from nndesk.gui.streaming import streamed
from nndesk.network.walk import Known

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.gui.diagram.tools import Pointer
    from nndesk.gui.playback import Playback
    from nndesk.gui.session import Selection, Session
    from nndesk.gui.theme import Theme
    from nndesk.gui.worker import Worker
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
        tool_chosen(str): another tool of the palette.

    Attributes:
        arrows_move: the arrow keys move what is selected; otherwise only with Alt.
    """

    caption_changed = Signal(str)
    tool_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        playback: Playback,
        theme: Theme,
        parent: QWidget | None = None,
        worker: Worker | None = None,
    ) -> None:
        """Without a ``worker`` nodes never show their fields."""
        super().__init__(parent)
        self.faces = Faces(worker, self)
        self.faces.changed.connect(self._refresh)
        self.session = session
        self.editing = Editing(session, self)
        self.drawing = Drawing(session)
        self.layering = Layering(session, self)
        self.numbers = NumberEditing(self, session, theme)
        self.selecting = Selecting(session, self)
        self.showing = Showing(session, self)
        self._playback = playback
        self._theme = theme
        self._caption = ""
        self.arrows_move = False
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
        self.arranging = Arranging(self, theme)
        self.handles = LayerHandles(self, theme)
        self.mouse = Mouse(self)
        self.copying = Copying(self)
        self.toolbar = Toolbar(self, theme)
        self.hint = Hint(theme, self)
        self.focusing = Focusing(self, theme)
        self.lit = LitNodes(self, theme)

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
        """Layer sizes and the number of parameters: ``2-2-1 · 9 parameters``; of a narrow panel less."""
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
        style, selection = self._theme.style(document.view), self.session.selection
        moving, fields = streamed(document, self._streamed), self.faces.fields
        if moving is not None:
            return Shown(moving, style, selection, _values(moving), streaming=True, fields=fields)
        known = playback.known()
        if known is None and playback.recording and self.session.undo_stack.count() and self._shown_before:
            # A moment later there will be others; meanwhile they had better not vanish and come back.
            known = self.diagram.shown.known
        return Shown(document, style, selection, known, playback.step(), fields=fields)

    def _refresh(self) -> None:
        shown = self._shown()
        self.faces.follow(shown.document, shown.style)
        self.diagram.show_state(shown)
        self.focusing.refresh()
        self.viewport().update()

    def _follow_document(self, old: Document, new: Document) -> None:
        self.mouse.follow(old, new)
        self.flow.stop()
        self.diagram.overlay.show_ring(None)
        # A walk that was recorded at once has been shown already, and with it the document.
        if self.diagram.shown.document is not new:
            self._refresh()
        self._place_over_canvas()
        self._update_caption()
        if not self.camera.fitted or self.mouse.tool is not None:
            return
        # Drawing leaves the view still as long as nothing is out of sight; going back fits what is there now.
        if (self.session.stepping and old.positions != new.positions) or not self.sees(
            new.positions.values()
        ):
            self.fit()

    def _follow_opening(self, document: Document) -> None:
        self.typing.close()
        # Nodes may be called as in the document before.
        self.faces.forget()
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

    def _place_over_canvas(self) -> None:
        """Move along what floats over the canvas: the open field, the layers' − and +."""
        self.typing.place()
        room = backdrop.has_room(self.viewport().height())
        captions = backdrop.HEIGHT if room else 0
        wanted = room or self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.handles.place(wanted and self.mouse.tool is None, captions + _MARGINS[3] // 2)

    def _update_caption(self) -> None:
        forms = tips.captions(self.session.document.network)
        caption = next(
            (form for form in forms if self.toolbar.leaves_room_for(form, self.width())), forms[-1]
        )
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
        self._place_over_canvas()
        self.viewport().update()

    def zoom_in(self) -> None:
        self.camera.zoom_in()
        self._place_over_canvas()

    def zoom_out(self) -> None:
        self.camera.zoom_out()
        self._place_over_canvas()

    def pan(self, by: QPoint) -> None:
        self.camera.pan(by)
        self._place_over_canvas()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._update_caption()
        if self.camera.fitted:
            self.fit()
        else:
            self._place_over_canvas()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.mouse.wheel(event):
            return
        self.diagram.hurry()
        self.camera.wheel(event)
        self._place_over_canvas()
        self.mouse.hover(event.position().toPoint(), event.modifiers())

    def _make_room(self) -> None:
        """Keep the drawing clear of the captions, where there are any."""
        self.toolbar.fit_into(self.width())
        left, top, right, bottom = _MARGINS
        room = backdrop.has_room(self.viewport().height())
        below = backdrop.HEIGHT + self._theme.px(HANDLES) if room else 0
        self.camera.margins = (left, top, right, bottom + below)

    # --- commands ----------------------------------------------------------------------------------------

    def add_input(self) -> None:
        self.editing.add_input()

    def add_neuron(self) -> None:
        self.editing.add_neuron()

    def connect_selected(self) -> None:
        self.layering.connect_fully()

    def delete_selection(self) -> None:
        self.editing.delete()

    def select_all(self) -> None:
        self.selecting.everything()

    def duplicate(self) -> None:
        self.copying.duplicate()

    def cut(self) -> None:
        self.copying.cut()

    def copy(self) -> None:
        self.copying.copy()

    def paste(self) -> None:
        self.copying.paste()

    def choose_tool(self, name: Chosen) -> None:
        """Take one of the palette's tools: ``"select"``, ``"node"``, ``"edge"`` or ``"pan"``."""
        self.mouse.choose(name)
        self.toolbar.show_tool(name)
        self.tool_chosen.emit(name)

    def choose_select(self) -> None:
        self.choose_tool("select")

    def choose_node(self) -> None:
        self.choose_tool("node")

    def choose_edge(self) -> None:
        self.choose_tool("edge")

    def choose_pan(self) -> None:
        self.choose_tool("pan")

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
        hit = self.diagram.hit(pointer.at, self.reach(1.0))
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
            self._popup(menus.canvas_menu(self, self.middle_place()), center)

    def _popup(self, menu: menus.DiagramMenu, pixel: QPoint) -> None:
        menu.popup(self.viewport().mapToGlobal(pixel))

    def edit(self, what: Editable) -> None:
        """Open a field over a number or a name."""
        self.typing.open(what)

    # --- the mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.mouse.leave()
        self._place_over_canvas()
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._place_over_canvas()

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

    def unseen_number(self, what: Editable) -> str:
        """The weight in words where its number does not stand on the edge, or nobody could read it there."""
        labels = self.diagram.labels
        if what.edge is None or (
            labels.legible_at(self.camera.scale) and labels.center(what.edge) is not None
        ):
            return ""
        return tips.tip(self.diagram.shown, Hit("edge", edge=what.edge))

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
        return self.mouse.busy

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        self.viewport().setCursor(shape)

    def mouse_place(self) -> Position | None:
        """Where on the canvas the mouse is; None while it is elsewhere."""
        pixel = self.mouse.pixel
        return None if pixel is None else self._place_at(pixel)

    def middle_place(self) -> Position:
        """What is in the middle of the view."""
        return self._place_at(self.viewport().rect().center())

    def _place_at(self, pixel: QPoint) -> Position:
        at = self.camera.to_scene(QPointF(pixel))
        return (at.x(), at.y())

    def sees(self, places: Iterable[Position]) -> bool:
        """Whether discs at all these places are in sight."""
        visible = self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
        # Whole discs, not only their centres.
        radius = self.diagram.neuron_radius
        visible.adjust(radius, radius, -radius, -radius)
        return all(visible.contains(*place) for place in places)

    # --- the keyboard ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return claims(event, self._wants) or super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return keyboard.wants(self, event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keyboard.press(self, event):
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
            self.mouse.leave_off()

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
    return example_values(document) if document.network.parameter_count <= _VALUES_UP_TO else None
