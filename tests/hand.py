"""A hand that draws on a diagram: nothing but mouse and key events."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nndesk.document.document import Document
from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.network.model import EdgeKey

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NO_BUTTON = Qt.MouseButton.NoButton
NO_KEY = Qt.KeyboardModifier.NoModifier
Place = tuple[float, float]


class Hand:
    """Draws on ``view``. Places are in document coordinates, as they are drawn; the hand finds the pixel."""

    def __init__(self, view: DiagramView) -> None:
        self.view = view

    @property
    def document(self) -> Document:
        return self.view.session.document

    # --- where -------------------------------------------------------------------------------------------

    def pixel(self, at: Place) -> QPoint:
        return self.view.viewportTransform().map(QPointF(*at)).toPoint()

    def rim(self, name: str, towards: Place) -> Place:
        """A point on the rim of a node, on the side of ``towards``."""
        x, y = self.document.positions[name]
        dx, dy = towards[0] - x, towards[1] - y
        length = (dx * dx + dy * dy) ** 0.5
        radius = self.view.diagram.radius(name)
        return x + dx / length * radius, y + dy / length * radius

    def label(self, name: str, part: str) -> Place:
        """The middle of a label around a node."""
        item = self.view.diagram.nodes[name]
        return (item.pos() + item.boxes[part].center()).toTuple()

    def weight(self, source: str, target: str) -> Place:
        """The middle of a weight's number."""
        center = self.view.diagram.labels.center(EdgeKey(source, target))
        assert center is not None
        return center.toTuple()

    # --- the mouse ---------------------------------------------------------------------------------------

    def press(self, at: Place, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def move(self, at: Place, button: Qt.MouseButton = NO_BUTTON, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QEvent.Type.MouseMove, at, NO_BUTTON, button, keys)

    def release(self, at: Place, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, button, NO_BUTTON, keys)

    def click(self, at: Place, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self.press(at, button, keys)
        self.release(at, button, keys)

    def double_click(self, at: Place) -> None:
        self.click(at)
        self._send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, NO_KEY)
        self.release(at)

    def drag(
        self,
        start: Place,
        end: Place,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
        *,
        hold: bool = False,
    ) -> None:
        """Press at ``start``, move with the button held, and release at ``end`` unless it is to be held."""
        self.press(start, button, keys)
        for i in range(1, 6):
            part = i / 5
            here = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            self.move(here, button, keys)
        if not hold:
            self.release(end, button, keys)

    def connect(self, source: str, target: str) -> None:
        """Drag from the rim of one node to the middle of another."""
        end = self.document.positions[target]
        self.drag(self.rim(source, end), end)

    def wheel(
        self, at: Place, turn: int, keys: Qt.KeyboardModifier = NO_KEY, fingers: QPoint | None = None
    ) -> None:
        pixel = QPointF(self.pixel(at))
        phase = Qt.ScrollPhase.NoScrollPhase if fingers is None else Qt.ScrollPhase.ScrollUpdate
        event = QWheelEvent(
            pixel,
            QPointF(self.view.viewport().mapToGlobal(pixel.toPoint())),
            fingers or QPoint(),
            QPoint(0, turn),
            NO_BUTTON,
            keys,
            phase,
            False,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def _send(
        self,
        kind: QEvent.Type,
        at: Place,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:
        viewport, pixel = self.view.viewport(), self.pixel(at)
        where = QPointF(viewport.mapToGlobal(pixel))
        QApplication.sendEvent(viewport, QMouseEvent(kind, QPointF(pixel), where, button, held, keys))

    # --- the keyboard ------------------------------------------------------------------------------------

    def key(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key wherever the keyboard is: an open menu, an open field, or the diagram."""
        QTest.keyClick(self._keyboard(), key, keys)

    def type(self, text: str) -> None:
        # QTest only knows ASCII, and a person may type "−" and "½".
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._keyboard(), QKeyEvent(kind, 0, NO_KEY, char))

    def _keyboard(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.view


XOR_WEIGHTS = {
    ("x1", "h1"): "1", ("x2", "h1"): "1", ("x1", "h2"): "1", ("x2", "h2"): "1", ("h1", "o1"): "1",
    ("h2", "o1"): "-1",
}  # fmt: skip
XOR_BIASES = {"h1": "-1/2", "h2": "-3/2", "o1": "−0,5"}


def draw_xor(hand: Hand) -> None:
    """XOR by two perceptrons (LECTURE topic 9): nodes, an activation, edges, numbers other than 1 and 0."""
    hand.double_click((0, -70))
    hand.double_click((0, 70))
    hand.double_click((180, -70))
    hand.key("a")
    hand.key("s")
    # The neurons drawn after it take the activation of the last one.
    hand.double_click((180, 70))
    hand.double_click((360, 0))
    for source, target in XOR_WEIGHTS:
        hand.connect(source, target)
    hand.double_click(hand.weight("h2", "o1"))
    hand.type(XOR_WEIGHTS["h2", "o1"])
    hand.key(Qt.Key.Key_Return)
    for name, bias in XOR_BIASES.items():
        hand.double_click(hand.label(name, "bias"))
        hand.type(bias)
        hand.key(Qt.Key.Key_Return)
