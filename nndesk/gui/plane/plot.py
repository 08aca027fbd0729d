"""The plot of the plane: pyqtgraph's axes, view and zoom, our look, the gestures of mouse and keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QSinglePointEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGraphicsItem, QWidget

from nndesk.data.dataset import Dataset
from nndesk.figure.style import Style
from nndesk.geometry.lines import Window
from nndesk.geometry.snapping import rounded
from nndesk.gui.focus import claims
from nndesk.gui.plane.axis import PlaneAxis, tick_spacing
from nndesk.gui.plane.field_item import AreasItem, CellsItem, FieldItem
from nndesk.gui.plane.frame_items import CornersItem, GridItem
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.labels_item import LabelsItem
from nndesk.gui.plane.lines_item import BoundaryItem, LinesItem, SelectedLinesItem, ShownLine
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.gui.plane.plane_tools import CURSORS, POINTER
from nndesk.gui.plane.points_item import PointsItem
from nndesk.gui.plane.probe import GRAB, SNAP, ProbeItem
from nndesk.gui.plane.probe_gesture import ProbeGesture

_HELD = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}
STILL = 120
"""Milliseconds without a change after which the labels look for better places."""


@dataclass(frozen=True, slots=True)
class ExampleMove:
    """Where a gesture wants the example: the place, the sample there (or None), the gesture's number.

    ``whole`` if it is to be that sample in all its inputs, and not only in those of the plane.
    """

    x: tuple[float, float]
    row: int | None
    gesture: int
    whole: bool = False


class PlanePlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows what it is given and says what the person wants; it knows neither document nor network.

    Signals:
        example_wanted(move): an :class:`ExampleMove`; one for every step of a drag.
        move_cancelled(gesture): the drag was broken off: as if it had not been.
        window_changed(): another part of the plane is visible.
        settled(): nothing has moved for a moment, and the labels have found their places.
        menu_wanted(global position, (x1, x2)).
        tool_changed(name): another tool is in hand.
        clicked(pointer): a click that no gesture wanted, as a :class:`PlanePointer`.
        ring_clicked(pointer): a click on the ring of the example.
    """

    example_wanted = Signal(object)
    move_cancelled = Signal(int)
    window_changed = Signal()
    settled = Signal()
    menu_wanted = Signal(QPoint, object)
    tool_changed = Signal(str)
    clicked = Signal(object)
    ring_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._active: PlaneGesture | None = None
        self._tool = POINTER
        self._last: PlanePointer | None = None
        self._unwanted_press: QPointF | None = None
        self._home: Window = (-0.5, 1.5, -0.5, 1.5)
        self._at_home = True
        self.look = Style()
        self.axes = {"left": PlaneAxis("left"), "bottom": PlaneAxis("bottom")}
        view = pg.ViewBox(lockAspect=True, enableMenu=False, defaultPadding=0.0)
        super().__init__(parent, viewBox=view, axisItems=self.axes, enableMenu=False)
        self.view = view
        item = self.getPlotItem()
        item.hideButtons()
        item.layout.setContentsMargins(0, 6, 10, 0)
        self.field = FieldItem()
        self.cells = CellsItem()
        self.areas = AreasItem()
        self.grid = GridItem()
        self.lines = LinesItem()
        self.boundary = BoundaryItem()
        self.selected_lines = SelectedLinesItem(self.lines)
        self.points = PointsItem()
        self.probe = ProbeItem()
        for z, child in enumerate(
            (
                self.field,
                self.cells,
                self.areas,
                self.grid,
                self.lines,
                self.boundary,
                self.selected_lines,
                self.points,
                self.probe,
            )
        ):
            view.addItem(child, ignoreBounds=True)
            child.setZValue(z)
        self._over_plane: list[OverPlane] = [
            self.grid,
            self.lines,
            self.boundary,
            self.selected_lines,
            self.points,
        ]
        self.labels = LabelsItem(view, self.lines, self.boundary, self.points)
        self.corners = CornersItem(view)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL)
        self._still.timeout.connect(self.labels.settle)
        self._still.timeout.connect(self.settled)
        view.sigRangeChanged.connect(self._range_changed)
        view.sigRangeChangedManually.connect(self._moved_by_hand)
        view.sigResized.connect(self._resized)
        self.gestures: list[PlaneGesture] = [ProbeGesture(self)]
        # A file that is dropped is the window's.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.go_home()

    # --- what is shown -----------------------------------------------------------------------------------

    def put_over(self, item: OverPlane, below: QGraphicsItem | None = None) -> None:
        """Show one item more, over all others but the example, or right under ``below``."""
        self.view.addItem(item, ignoreBounds=True)
        item.setZValue(self.probe.zValue() - 1 if below is None else below.zValue() - 0.5)
        item.set_look(self.look)
        self._over_plane.append(item)
        self._range_changed()

    def set_look(self, look: Style, probe_color: str) -> None:
        """Take colours, sizes and number format from ``look``."""
        self.look = look
        palette = look.palette
        self.setBackground(QColor(palette.panel))
        for axis in self.axes.values():
            axis.set_look(look)
        for item in self._over_plane:
            item.set_look(look)
        self.corners.set_look(look)
        self.field.set_palette(palette)
        self.cells.set_palette(palette)
        self.areas.set_palette(palette)
        self.labels.set_look(look)
        self.set_probe_color(probe_color)
        self._resized()

    def set_probe_color(self, color: str) -> None:
        self.probe.set_look(color, self.look.palette.panel, self.look.scale)

    def set_probe(self, x: tuple[float, float] | None) -> None:
        """Put the ring at ``x``; None hides it."""
        self.probe.setVisible(x is not None)
        if x is not None:
            self.probe.setPos(*x)
            self.probe.set_on_sample(self.points.has(x))

    def set_samples(
        self,
        dataset: Dataset | None,
        look: Style,
        classes: NDArray[np.intp] | None = None,
        columns: tuple[int, int] = (0, 1),
        strengths: NDArray[np.float64] | None = None,
    ) -> None:
        """Show two inputs of these samples, by ``classes`` or else by their own; None shows none."""
        if self.points.set_samples(dataset, classes, look, columns, strengths):
            # The labels make room once the samples have come to rest.
            self._still.start()

    def set_lines(self, lines: tuple[ShownLine, ...]) -> None:
        """Show these lines of neurons."""
        if lines != self.lines.lines:
            self.lines.set_lines(lines)
            self.selected_lines.update()
            self._follow_with_labels()

    def _follow_with_labels(self) -> None:
        self.labels.follow()
        self._still.start()

    @property
    def moving(self) -> bool:
        """Whether labels will still look for better places."""
        return self._still.isActive()

    def show_lines(self, shown: bool) -> None:
        self.lines.setVisible(shown)
        self.selected_lines.setVisible(shown)
        self.labels.setVisible(shown)

    def show_boundary(self, shown: bool) -> None:
        self.boundary.setVisible(shown)
        self._follow_with_labels()

    def show_points(self, shown: bool) -> None:
        self.points.setVisible(shown)
        self._follow_with_labels()

    # --- which part of the plane -------------------------------------------------------------------------

    @property
    def home(self) -> Window:
        return self._home

    def set_home(self, window: Window, stays: bool = False) -> None:
        """The part of the plane to come back to; shown at once unless the person has looked elsewhere.

        ``stays``: what is visible stays, since a hand is at work there.
        """
        if window == self._home:
            return
        self._home = window
        if stays:
            self._at_home = False
        elif self._at_home:
            self.go_home()

    def go_home(self) -> None:
        self.show_window(self._home)
        self._at_home = True

    def show_window(self, window: Window) -> None:
        """Show at least this part of the plane: x1 from, to, x2 from, to."""
        x0, x1, y0, y1 = window
        self._at_home = False
        width, height = x1 - x0, y1 - y0
        self.view.setLimits(
            minXRange=width * 1e-4, minYRange=height * 1e-4, maxXRange=width * 1e3, maxYRange=height * 1e3
        )
        self.view.setRange(QRectF(x0, y0, width, height), padding=0)

    @property
    def one_scale(self) -> bool:
        """Whether a unit of x1 is as long as one of x2."""
        return bool(self.view.state["aspectLocked"])

    def set_one_scale(self, one: bool) -> None:
        """With one scale more than the window is visible; else the window fills the plot."""
        if one != self.one_scale:
            self.view.setAspectLocked(one)
            if self._at_home:
                self.go_home()

    @property
    def at_home(self) -> bool:
        return self._at_home

    def visible_window(self) -> Window:
        """The part of the plane that is visible now: x1 from, to, x2 from, to."""
        (x0, x1), (y0, y1) = self.view.viewRange()
        return float(x0), float(x1), float(y0), float(y1)

    def _moved_by_hand(self) -> None:
        self._at_home = False

    def _range_changed(self) -> None:
        x0, x1, y0, y1 = self.visible_window()
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        for item in self._over_plane:
            item.set_visible_rect(rect)
        self._resized()
        self.window_changed.emit()

    def _resized(self) -> None:
        x0, x1, y0, y1 = self.visible_window()
        across = tick_spacing(x1 - x0, self.view.width(), self.look.scale)
        up = across if self.one_scale else tick_spacing(y1 - y0, self.view.height(), self.look.scale)
        self.grid.set_spacing(across, up)
        self.axes["left"].make_room(y0, y1, self.view.height())
        self._follow_with_labels()

    # --- places ------------------------------------------------------------------------------------------

    def to_plane(self, position: QPointF) -> tuple[float, float]:
        """The inputs at a position of the widget."""
        point = self.view.mapSceneToView(self.mapToScene(position.toPoint()))
        return float(point.x()), float(point.y())

    def to_widget(self, x: tuple[float, float]) -> QPointF:
        """The position of the widget where the inputs are ``x``."""
        return QPointF(self.mapFromScene(self.view.mapViewToScene(QPointF(*x))))

    def sample_at(self, pointer: PlanePointer) -> int | None:
        """The row of the sample under the mouse."""
        if not pointer.inside:
            return None
        return self.points.nearest(pointer.x, pointer.pixel, self.grab_radius)

    @property
    def grab_radius(self) -> float:
        """How near, in pixels, the mouse must be to a sample to be on it."""
        return max(self.points.diameter / 2 + 2, 6.0)

    def on_ring(self, pointer: PlanePointer) -> bool:
        """Whether the mouse is on the ring of the example, or inside."""
        if not self.probe.isVisible() or not pointer.inside:
            return False
        away = pointer.position - self.to_widget((self.probe.pos().x(), self.probe.pos().y()))
        return bool(away.x() ** 2 + away.y() ** 2 <= (GRAB * self.look.scale) ** 2)

    def pixel(self) -> tuple[float, float]:
        """How much of each input a pixel is."""
        width, height = self.view.viewPixelSize()
        return float(width), float(height)

    # --- the mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            # pyqtgraph would zoom by dragging with it; here it is the menu's.
            event.accept()
            return
        if event.button() == Qt.MouseButton.LeftButton and self._active is None:
            pointer = self._pointer(event)
            self._active = next((one for one in self.gestures if one.pressed(pointer)), None)
            if self._active is not None:
                event.accept()
                return
            self._unwanted_press = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._active is not None:
            self._active.moved(self._pointer(event))
            event.accept()
            return
        if not event.buttons():
            self._hover(self._pointer(event))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._active is not None and event.button() == Qt.MouseButton.LeftButton:
            active, self._active = self._active, None
            pointer = self._pointer(event)
            active.released(pointer)
            self._hover(pointer)
            event.accept()
            return
        press, self._unwanted_press = self._unwanted_press, None
        if press is not None and event.button() == Qt.MouseButton.LeftButton:
            way = (event.position() - press).manhattanLength()
            if way < QApplication.startDragDistance():
                self.clicked.emit(self._pointer(event))
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pointer = self._pointer(event)
        if not any(one.double_clicked(pointer) for one in self.gestures):
            self.go_home()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pointer, steps = self._pointer(event), event.angleDelta().y() / 120
        if self._active is None and any(one.turned(pointer, steps) for one in self.gestures):
            event.accept()
            return
        super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._active is None:
            for one in self.gestures:
                one.hovered(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        position = QPointF(self.viewport().rect().center()) if by_keyboard else QPointF(event.pos())
        event.accept()
        self.menu_wanted.emit(self.mapToGlobal(position.toPoint()), self.to_plane(position))

    def break_off(self) -> None:
        """End the gesture that is under way, if one is, as if it had not been."""
        active, self._active = self._active, None
        if active is not None:
            active.cancelled()

    @property
    def active(self) -> PlaneGesture | None:
        """The gesture that has the mouse."""
        return self._active

    def _pointer(self, event: QSinglePointEvent) -> PlanePointer:
        position = event.position()
        inside = bool(self.view.sceneBoundingRect().contains(self.mapToScene(position.toPoint())))
        self._last = PlanePointer(position, self.to_plane(position), self.pixel(), event.modifiers(), inside)
        return self._last

    def _hover(self, pointer: PlanePointer) -> None:
        shape: Qt.CursorShape | None = None
        for one in self.gestures:
            one.hovered(pointer if shape is None else None)
            if shape is None:
                shape = one.cursor(pointer)
        shape = shape or CURSORS.get(self._tool, Qt.CursorShape.ArrowCursor)
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(QCursor(shape))

    # --- the tool ----------------------------------------------------------------------------------------

    @property
    def tool(self) -> str:
        """What the left button does: one of :data:`~nndesk.gui.plane.plane_tools.TOOLS`."""
        return self._tool

    def choose_tool(self, name: str) -> None:
        """Take another tool; a gesture that was under way ends."""
        if name != self._tool:
            self.break_off()
            self._tool = name
            self.viewport().setCursor(CURSORS.get(name, Qt.CursorShape.ArrowCursor))
            self.tool_changed.emit(name)

    # --- moving the example ------------------------------------------------------------------------------

    def put_probe(self, x: tuple[float, float]) -> None:
        """Ask for the example to be at ``x``, or at the sample there."""
        width, height = self.pixel()
        row = self.points.nearest(x, (width, height), SNAP)
        place = self.sample(row) if row is not None else (rounded(x[0], width), rounded(x[1], height))
        self.want_example(place, row, next_gesture())

    def want_example(
        self, x: tuple[float, float], row: int | None, gesture: int, *, whole: bool = False
    ) -> None:
        """Ask for the example to be at ``x``, the sample ``row`` or none; see :class:`ExampleMove`."""
        self.example_wanted.emit(ExampleMove(x, row, gesture, whole))

    def sample(self, row: int) -> tuple[float, float]:
        """Where a sample is."""
        x1, x2 = self.points.positions[row]
        return float(x1), float(x2)

    # --- the keyboard ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The window has shortcuts too: what a gesture wants while the plane has focus is not theirs.
        return claims(event, self._wants) or bool(super().event(event))

    def _wants(self, event: QKeyEvent) -> bool:
        return self._breaks_off(event) or self._wanting(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._breaks_off(event):
            event.accept()
            if self._active is not None:
                self.break_off()
            else:
                self.choose_tool(POINTER)
            return
        self._hold(event, True)
        wanting = self._wanting(event)
        if wanting is None:
            event.ignore()
            return
        event.accept()
        wanting.key(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._hold(event, False)
        super().keyReleaseEvent(event)

    def _hold(self, event: QKeyEvent, down: bool) -> None:
        """What a drag does follows Shift, Ctrl and Alt at once, also where the mouse rests."""
        key = _HELD.get(Qt.Key(event.key()))
        if key is not None and self._active is not None and self._last is not None:
            keys = self._last.keys | key if down else self._last.keys & ~key
            self._last = replace(self._last, keys=keys)
            self._active.moved(self._last)

    def _breaks_off(self, event: QKeyEvent) -> bool:
        under_way = self._active is not None or self._tool != POINTER
        return event.key() == Qt.Key.Key_Escape and under_way

    def _wanting(self, event: QKeyEvent) -> PlaneGesture | None:
        return next((one for one in self.gestures if one.wants_key(event)), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.probe.set_focused(by_keyboard)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.probe.set_focused(False)
        super().focusOutEvent(event)
