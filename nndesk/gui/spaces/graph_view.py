"""The computation graph on the screen: as large as fits, then moved and zoomed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from nndesk.figure.computation_graph import GraphPlace, graph_dot, graph_items, place_graph, vertex_text
from nndesk.figure.primitives import Figure, Item
from nndesk.figure.style import Style
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.painting import paint
from nndesk.gui.spaces.keyed_view import ARROWS, COPY_DPI, ZOOM, ZOOM_KEYS, KeyedView
from nndesk.gui.spaces.page import Surroundings
from nndesk.network.computation_graph import ComputationGraph, Shown, Vertex
from nndesk.network.walk import Step

_SMALLEST, _LARGEST = 0.7, 1.35
"""How much it shrinks to fit by itself, and grows where there is room: its numbers must be readable."""
_LEAST, _MOST = 0.3, 4.0
_KEY_MOVE = 48.0
_NEAR = 24.0
_SPOKEN = 6


class GraphView(KeyedView):
    """Paints what exports draw, as far as the walk has come. A click selects the node or the edge.

    Dragging moves it, the wheel, + and − zoom, Home and a double click fit it in again; the arrows move it
    while it is larger than the view.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._session = around.session
        self._graph: ComputationGraph | None = None
        self._place: GraphPlace | None = None
        self._zoom, self._offset = 1.0, QPointF()
        self._room = (0.0, 0.0)
        self._by_hand = False
        self._hovered: Vertex | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Computation graph"))
        around.session.spotlight.node_hovered.connect(self._repaint)
        around.session.selection_changed.connect(self._repaint)

    # --- what is shown -----------------------------------------------------------------------------------

    @property
    def graph(self) -> ComputationGraph | None:
        """What is shown."""
        return self._graph

    @property
    def shown(self) -> Shown:
        """Whose value and adjoint one sees: at rest those of the forward pass, as on the network."""
        playback = self._around.playback
        assert self._graph is not None
        if playback.index < 0 and not playback.playing:
            return self._graph.forward_alone
        return self._graph.at(playback.steps_made, self.step)

    @property
    def step(self) -> Step | None:
        """What the walk shows, if it is the walk of this graph."""
        playback = self._around.playback
        return playback.step() if self._graph is not None and playback.walk is self._graph.walk else None

    def show_graph(self, graph: ComputationGraph | None) -> None:
        """Another graph, or the same with other numbers: then it stays where it was put. None shows none."""
        self._hovered = None
        if graph is None:
            self._graph = self._place = None
            return
        if self._graph is None or self._graph.by_id.keys() != graph.by_id.keys():
            self._by_hand = False
        self._graph = graph
        self._lay()
        self.follow()

    def follow(self) -> None:
        """Another step: keep it in sight, and say it."""
        graph, place = self._graph, self._place
        if graph is None or place is None:
            return
        shown = self.shown
        lit = graph.lit(self.step).vertices
        if lit:
            self._bring(lit)
        told = [vertex for vertex in graph.vertices if vertex.id in lit]
        if not told:
            told = [vertex for vertex in graph.vertices if vertex.kind in ("input", "activation", "cost")]
        texts = [vertex_text(vertex, graph, self._style(), shown) for vertex in told[-_SPOKEN:]]
        self.setAccessibleDescription("; ".join(texts))
        self.update()

    def place_of(self, id: str) -> QRectF:
        """Where a vertex is on the widget."""
        assert self._place is not None
        left, top, width, height = self._place.boxes[id]
        at = QPointF(left, top) * self._zoom + self._offset
        return QRectF(at.x(), at.y(), width * self._zoom, height * self._zoom)

    @property
    def zoom(self) -> float:
        return self._zoom

    def fit(self) -> None:
        """As large as fits, but readable."""
        self._by_hand = False
        self._lay()
        self.update()

    def picture(self) -> Figure:
        """The whole graph as it is now."""
        assert self._place is not None
        items = tuple(self._items(self._place))
        return Figure(self._place.width, self._place.height, items, self._style().palette.panel)

    def copy_picture(self) -> None:
        """Put the whole graph on the clipboard, as a picture."""
        from nndesk.gui.exporting import figure_to_image

        if self._place is not None:
            QGuiApplication.clipboard().setImage(figure_to_image(self.picture(), COPY_DPI))

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 140)

    def _style(self) -> Style:
        return self._around.theme.style(self._session.document.view)

    def _items(self, place: GraphPlace) -> Iterator[Item]:
        graph, session, step = place.graph, self._session, self.step
        selection = session.selection
        chosen = [graph.of_node(name) for name in selection.nodes]
        chosen += [graph.of_edge(key) for key in selection.edges]
        under: set[str] = set() if self._hovered is None else {self._hovered.id}
        if session.spotlight.node is not None:
            under |= graph.of_node(session.spotlight.node)
        return graph_items(
            place,
            self._style(),
            self.shown,
            graph.lit(step),
            "" if step is None else step.phase,
            selected=frozenset().union(*chosen),
            hovered=under,
        )

    def _repaint(self, _: object) -> None:
        if self.isVisible():
            self.update()

    # --- where it stands ---------------------------------------------------------------------------------

    def _lay(self) -> None:
        if self._graph is None:
            return
        style, size = self._style(), self.size()
        if self._by_hand:
            self._place = place_graph(self._graph, style, self._room)
            self._keep()
            return
        least = place_graph(self._graph, style)
        whole = min(size.width() / least.width, size.height() / least.height)
        self._zoom = min(max(whole, _SMALLEST), _LARGEST)
        self._room = (size.width() / self._zoom, size.height() / self._zoom)
        self._place = place_graph(self._graph, style, self._room)
        self._offset = QPointF()
        self._keep()

    def _keep(self) -> None:
        """What fits stands in the middle; what does not cannot be pushed out of sight."""
        assert self._place is not None
        wide, high = self._place.width * self._zoom, self._place.height * self._zoom
        self._offset = QPointF(
            _kept(self._offset.x(), wide, self.width()), _kept(self._offset.y(), high, self.height())
        )

    def _move(self, dx: float, dy: float) -> None:
        if self._place is not None:
            self._offset += QPointF(dx, dy)
            self._keep()
            self.update()

    def _zoom_by(self, factor: float, about: QPointF) -> None:
        if self._place is None:
            return
        zoom = min(max(self._zoom * factor, _LEAST), _MOST)
        self._offset = about - (about - self._offset) * (zoom / self._zoom)
        self._zoom, self._by_hand = zoom, True
        self._keep()
        self.update()

    def _bring(self, ids: frozenset[str]) -> None:
        """Move as little as needed to see these vertices, or at least their left and upper end."""
        area = QRectF()
        for id in ids:
            area = area.united(self.place_of(id))
        area = area.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
        dx = min(self.width() - area.right(), 0.0)
        dy = min(self.height() - area.bottom(), 0.0)
        self._move(
            max(dx, -area.left()) if area.left() + dx < 0 else dx,
            max(dy, -area.top()) if area.top() + dy < 0 else dy,
        )

    def _larger(self) -> bool:
        """Whether there is more than one sees."""
        place, zoom = self._place, self._zoom
        return place is not None and (
            place.width * zoom > self.width() + 1 or place.height * zoom > self.height() + 1
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    # --- the mouse ---------------------------------------------------------------------------------------

    def _vertex_at(self, at: QPointF) -> Vertex | None:
        if self._place is None:
            return None
        inside = (at - self._offset) / self._zoom
        return self._place.vertex_at(inside.x(), inside.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._point(self._vertex_at(at))
            return
        if not self._dragging:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        moved, self._last = at - self._last, at
        self._move(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._point(self._vertex_at(event.position()))
            return
        vertex = self._vertex_at(event.position())
        if vertex is None:
            return
        if vertex.edge is not None:
            self._session.select(edges=[vertex.edge])
        elif vertex.node is not None:
            self._session.select([vertex.node])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._vertex_at(event.position()) is None:
            self.fit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self._zoom_by(ZOOM**steps, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, vertex: Vertex | None) -> None:
        """The mouse rests on this vertex: light its node everywhere, and tell its numbers."""
        self._hovered = vertex
        means = vertex is not None and vertex.node is not None
        rest = Qt.CursorShape.OpenHandCursor if self._larger() else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if means else rest)
        told = "" if vertex is None or self._graph is None else self._text(vertex, self._graph)
        self.setToolTip(told)
        self._session.spotlight.hover(vertex.node if vertex is not None else None)
        self.update()

    def _text(self, vertex: Vertex, graph: ComputationGraph) -> str:
        return vertex_text(vertex, graph, self._style(), self.shown)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if self._graph is None:
            return
        menu = ContextMenu(self)
        menu.add(QCoreApplication.translate("nndesk", "Fit in"), self.fit, keys="Home")
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Copy as picture"), self.copy_picture, keys="Ctrl+C")
        menu.add(QCoreApplication.translate("nndesk", "Copy as DOT"), self.copy_dot)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Export figure…"), self._around.export, "graph")
        menu.popup(menu_place(event, self))

    def copy_dot(self) -> None:
        """Put the graph on the clipboard in the language of Graphviz."""
        assert self._graph is not None
        document = self._session.document
        text = graph_dot(self._graph, document.view.numbers, document.title)
        QGuiApplication.clipboard().setText(text)

    # --- the keyboard ------------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        # Elsewhere the arrows walk; here they move what is larger than the view.
        if event.key() in ARROWS and not self._larger():
            return False
        return super().wants(event) or event.matches(QKeySequence.StandardKey.Copy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif not self.wants(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Home:
            self.fit()
        elif event.key() in ARROWS:
            # What one looks at goes the way of the arrow, so the graph goes the other.
            right, up = ARROWS[Qt.Key(event.key())]
            self._move(-right * _KEY_MOVE, up * _KEY_MOVE)
        else:
            self._zoom_by(ZOOM_KEYS[Qt.Key(event.key())], QRectF(self.rect()).center())

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._place is None:
            return
        painter = QPainter(self)
        painter.save()
        painter.translate(self._offset)
        painter.scale(self._zoom, self._zoom)
        paint(painter, self._items(self._place))
        painter.restore()
        self.paint_ring(painter)


def _kept(offset: float, length: float, room: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(max(offset, room - length), 0.0)
