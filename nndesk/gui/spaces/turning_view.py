"""A picture of something in space that is turned by dragging: a turn table under an orthographic camera."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from nndesk.figure.primitives import Figure, Point
from nndesk.figure.rotation import Camera, home
from nndesk.figure.style import Style
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.painting import paint
from nndesk.gui.spaces.keyed_view import ARROWS, COPY_DPI, ZOOM, ZOOM_KEYS, KeyedView
from nndesk.gui.spaces.page import Surroundings

QUIET = 150
"""Milliseconds without a change after which what was shown roughly is shown finely."""
_DEGREES_PER_PIXEL = 0.5
_KEY_DEGREES = 5.0


class TurningView(KeyedView):
    """Paints the figure that a subclass makes for its size and :attr:`camera`.

    Dragging and arrows turn it, wheel, + and − zoom, a double click and Home lead back; the menu exports and
    copies. A subclass overrides :meth:`figure`, and :meth:`pressed_at`, :meth:`pointed_at`, :meth:`fill_menu`
    if it has something to be clicked.
    """

    def __init__(self, around: Surroundings, name: str, parent: QWidget | None = None) -> None:
        """``name``: of its camera and of its export ("surface")."""
        super().__init__(parent)
        self.around, self.name = around, name
        self.theme = around.theme
        self._figure: Figure | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(QCoreApplication.translate("nndesk", "Drag to turn; a double click turns back"))
        around.cameras.turned.connect(self._on_turned)

    # --- for subclasses ----------------------------------------------------------------------------------

    def figure(self, width: float, height: float, style: Style) -> Figure:
        """The picture of this size, seen from :attr:`camera`."""
        raise NotImplementedError

    def pressed_at(self, at: Point) -> None:
        """A click that turned nothing."""

    def pointed_at(self, at: Point | None) -> None:
        """The mouse rests here, with no button held; None: it has left."""

    def fill_menu(self, menu: ContextMenu) -> None:
        """Put entries of one's own on top of the context menu."""

    def turning_changed(self, turning: bool) -> None:
        """A drag has begun or ended: what is too slow to be moved may look rougher meanwhile."""

    # --- what is shown -----------------------------------------------------------------------------------

    @property
    def camera(self) -> Camera:
        return self.around.cameras.of(self.name)

    @property
    def turning(self) -> bool:
        """Whether it is being dragged."""
        return self._dragging

    def shown(self) -> Figure:
        """The picture as it is on the screen; made anew only when something has changed."""
        if self._figure is None:
            style = self.theme.style(self.around.session.document.view)
            self._figure = self.figure(max(1, self.width()), max(1, self.height()), style)
        return self._figure

    def invalidate(self) -> None:
        """What the figure is made of has changed."""
        self._figure = None
        self.update()

    def home(self) -> None:
        self._look(home(self.name))

    def copy_picture(self) -> None:
        """Put what is on the screen on the clipboard, as a picture."""
        from nndesk.gui.exporting import figure_to_image

        QGuiApplication.clipboard().setImage(figure_to_image(self.shown(), COPY_DPI))

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 140)

    def _look(self, camera: Camera) -> None:
        self.around.cameras.turn(self.name, camera)

    def _on_turned(self, name: str) -> None:
        if name == self.name:
            self.invalidate()

    def _export(self) -> None:
        self.around.export(self.name)

    # --- the mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self.pointed_at(at.toTuple())
            return
        if not self._dragging:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance() / 2:
                return
            self._set_dragging(True)
        moved = at - self._last
        self._last = at
        # What is grabbed follows the hand: to the right, the table turns to the right.
        self._look(self.camera.turned(-moved.x() * _DEGREES_PER_PIXEL, moved.y() * _DEGREES_PER_PIXEL))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._set_dragging(False)
        else:
            self.pressed_at(event.position().toTuple())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.home()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self._look(self.camera.zoomed(ZOOM**steps))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = ContextMenu(self)
        self.fill_menu(menu)
        if menu.actions():
            menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Turn back"), self.home, keys="Home")
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Export figure…"), self._export)
        menu.add(QCoreApplication.translate("nndesk", "Copy as picture"), self.copy_picture)
        menu.popup(menu_place(event, self))
        event.accept()

    def _set_dragging(self, dragging: bool) -> None:
        self._dragging = dragging
        self.setCursor(Qt.CursorShape.ClosedHandCursor if dragging else Qt.CursorShape.OpenHandCursor)
        self.turning_changed(dragging)

    # --- the keyboard: elsewhere the arrows walk, here they turn -----------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.wants(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Home:
            self.home()
        elif event.key() in ARROWS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = 1.0 if fine else _KEY_DEGREES
            right, up = ARROWS[Qt.Key(event.key())]
            self._look(self.camera.turned(-right * step, -up * step))
        else:
            self._look(self.camera.zoomed(ZOOM_KEYS[Qt.Key(event.key())]))

    # --- painting ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.shown())
        self.paint_ring(painter)
