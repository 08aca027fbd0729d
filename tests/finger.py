"""A finger on the plane: nothing but mouse and key events, at places of the plane."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nndesk.document import line_edits
from nndesk.document.document import Document
from nndesk.geometry.lines import Line
from nndesk.network.passes import forward

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class Finger:
    """A hand on the plane: places are points of it, the finger finds the pixel."""

    def __init__(self, bench) -> None:
        self.bench = bench
        self.plot = bench.plot

    @property
    def document(self) -> Document:
        return self.bench.session.document

    @property
    def undo(self) -> list[str]:
        stack = self.bench.session.undo_stack
        return [stack.text(i) for i in range(stack.count())]

    def line(self, name: str) -> Line:
        return line_edits.line_of(self.document, name)

    def on(self, name: str, part: float) -> tuple[float, float]:
        """A place on the visible part of a line."""
        (x0, y0), (x1, y1) = next(s for entry, s in self.plot.lines.visible() if entry.name == name)
        return x0 + part * (x1 - x0), y0 + part * (y1 - y0)

    def handles(self, name: str) -> tuple[tuple[float, float], tuple[float, float]]:
        care = self.bench.panel.hands.care
        return next(care.handles(entry, segment) for entry, segment in care.shown() if entry.name == name)

    def send(self, kind: QEvent.Type, at, button, held, keys=NO_KEY) -> None:
        view = self.plot.viewport()
        pixel = self.plot.to_widget(at)
        event = QMouseEvent(kind, pixel, QPointF(view.mapToGlobal(pixel.toPoint())), button, held, keys)
        QApplication.sendEvent(view, event)

    def hover(self, at) -> None:
        self.send(QEvent.Type.MouseMove, at, NO_BUTTON, NO_BUTTON)

    def press(self, at, keys=NO_KEY) -> None:
        self.send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT, keys)

    def move(self, at, keys=NO_KEY) -> None:
        self.send(QEvent.Type.MouseMove, at, NO_BUTTON, LEFT, keys)

    def release(self, at, keys=NO_KEY) -> None:
        self.send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON, keys)

    def drag(self, start, end, keys=NO_KEY, *, hold: bool = False) -> None:
        self.hover(start)
        self.press(start)
        for i in range(1, 6):
            self.move((start[0] + (end[0] - start[0]) * i / 5, start[1] + (end[1] - start[1]) * i / 5), keys)
        if not hold:
            self.release(end, keys)

    def click(self, at, keys=NO_KEY) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, at) -> None:
        self.click(at)
        self.send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT)
        self.release(at)

    def key(self, key: Qt.Key, keys=NO_KEY) -> None:
        QTest.keyClick(self.plot, key, keys)


def table(document: Document) -> list[float]:
    """The truth table of the first output: 00, 01, 10, 11."""
    output = document.network.outputs[0]
    return [forward(document.network, (a, b)).z[output] for a in (0.0, 1.0) for b in (0.0, 1.0)]


def moved(at, dx: float, dy: float):
    return at[0] + dx, at[1] + dy
