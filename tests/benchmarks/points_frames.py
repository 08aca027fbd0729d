"""How long the plane takes to show what a hand does with ten thousand samples.

    python tests/benchmarks/points_frames.py [--samples 10000] [--only "drag one"]

The assembled window shows a network with two inputs; events are those of a person. A row is what one event
and all that is painted for it, everywhere in the window, take of the processor in the window's thread, in
milliseconds. A column says how many times as long the p95 is as painting as many small pictures by one call
each, measured in the same run.

Nothing is asserted: the numbers belong to the machine. Without a display Qt's offscreen platform is used.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Callable

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.app import application, dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.plane.plot import PlanePlot
from nndesk.gui.settings import Settings
from nndesk.gui.workbench import Workbench

SIZE = (1280, 800)
FRAMES = 60
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def cloud(count: int) -> Document:
    """XOR's network with so many samples of two classes, a fifth of them held out."""
    draw = np.random.default_rng(0)
    x = draw.normal(size=(count, 2))
    t = (x.prod(axis=1, keepdims=True) < 0) * 1.0
    return edits.set_dataset(example("xor-sigmoid"), Dataset(x, t, draw.random(count) < 0.2))


def settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def timed(act: Callable[[], object]) -> float:
    """Processor time of this thread for ``act`` and what is painted for it, in milliseconds."""
    start = time.thread_time()
    act()
    QApplication.processEvents()
    # Qt asks for a frame a few milliseconds after it is wanted. Sleeping takes no processor time.
    time.sleep(0.008)
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000


def floor(count: int) -> float:
    """Milliseconds to paint so many pictures of 9 × 9 pixels on one of the size of the window, one by one."""
    places = np.random.default_rng(0).integers(0, SIZE[1] - 9, (count, 2)).tolist()
    image, stamp = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied), QPixmap(9, 9)
    stamp.fill(Qt.GlobalColor.transparent)
    times = []
    for _ in range(5):
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        start = time.thread_time()
        for x, y in places:
            painter.drawPixmap(x, y, stamp)
        times.append(time.thread_time() - start)
        painter.end()
    return min(times) * 1000


class Mouse:
    """Moves over the plane."""

    def __init__(self, plot: PlanePlot) -> None:
        self.plot, self.view = plot, plot.viewport()

    def at(self, *x: float) -> QPoint:
        return self.plot.to_widget(x).toPoint()

    def send(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        where = QPointF(self.view.mapToGlobal(at))
        QApplication.sendEvent(self.view, QMouseEvent(kind, QPointF(at), where, button, held, NO_KEY))

    def move(self, at: QPoint, held: Qt.MouseButton = NO_BUTTON) -> None:
        self.send(QEvent.Type.MouseMove, at, NO_BUTTON, held)

    def press(self, at: QPoint) -> None:
        self.send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT)

    def release(self, at: QPoint) -> None:
        self.send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)

    def wheel(self, at: QPoint, turn: int) -> None:
        where = QPointF(self.view.mapToGlobal(at))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(QPointF(at), where, QPoint(), QPoint(0, turn), NO_BUTTON, NO_KEY, phase, False)
        QApplication.sendEvent(self.view, event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.plot, QKeyEvent(kind, key, keys))


def around(middle: QPoint, radius: float, i: int) -> QPoint:
    return middle + QPoint(round(radius * math.cos(i / 9)), round(radius * math.sin(i / 9)))


def measure(bench: Workbench, row: Callable[[str, Callable[[int], object]], None]) -> None:
    plot, mouse = bench.plane.plot, Mouse(bench.plane.plot)
    middle = mouse.at(0.0, 0.0)
    row("hover", lambda i: mouse.move(around(middle, 90, i)))
    row("pan", lambda i: plot.view.translateBy(x=0.02 * math.cos(i / 9), y=0.02 * math.sin(i / 9)))
    row("zoom", lambda i: mouse.wheel(middle, 120 if i % 2 else -120))

    lonely = np.array([3.0, 2.5])
    first = int(np.argmin(np.hypot(*(plot.points.positions - lonely).T)))
    start = mouse.at(*plot.sample(first))
    mouse.press(start)
    row("drag one", lambda i: mouse.move(start + around(QPoint(-20, 20), 40, i), LEFT))
    mouse.release(start)
    bench.session.undo_stack.undo()

    row("select all and none", lambda i: mouse.key(*((Qt.Key.Key_Escape,) if i % 2 else ALL)))
    mouse.key(*ALL)
    start = mouse.at(*plot.sample(first))
    mouse.press(start)
    row("drag all", lambda i: mouse.move(start + around(QPoint(-20, 20), 40, i), LEFT))
    mouse.release(start)
    bench.session.undo_stack.undo()
    mouse.key(Qt.Key.Key_Escape)

    plot.choose_tool("brush")
    mouse.press(around(middle, 90, 0))
    row("brush", lambda i: mouse.move(around(middle, 90, i), LEFT))
    mouse.release(middle)
    bench.session.undo_stack.undo()

    plot.choose_tool("lasso")
    mouse.press(around(middle, 90, 0))
    row("draw a lasso", lambda i: mouse.move(around(middle, 90, i), LEFT))
    row("select by the lasso", lambda i: mouse.release(middle) if not i else None)
    plot.choose_tool("pointer")
    row("remove and bring back", lambda i: undo(bench) if i % 2 else mouse.key(Qt.Key.Key_Delete))


ALL = (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def undo(bench: Workbench) -> None:
    bench.session.undo_stack.undo()
    bench.plane.samples.editing.selection.set(range(1000))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--samples", type=int, default=10_000)
    arguments.add_argument("--only", default="")
    chosen = arguments.parse_args()
    app = application()
    settings = Settings()
    theme = dress(app, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(*SIZE)
    bench = window.assemble(theme, cloud(chosen.samples))
    window.show()
    bench.plane.plot.setFocus()
    settle(2500)
    lowest = floor(chosen.samples)
    print(f"{chosen.samples:,} samples; painting as many pictures one by one takes {lowest:.1f} ms")
    print(f"\n{'':24}{'p50':>8}{'p95':>8}{'max':>8}{'× pictures':>12}")

    def row(name: str, act: Callable[[int], object]) -> None:
        if chosen.only not in name:
            return
        times = sorted(timed(lambda i=i: act(i)) for i in range(FRAMES))  # type: ignore[misc]
        p50, p95, most = (times[min(len(times) - 1, int(q * len(times)))] for q in (0.5, 0.95, 1.0))
        print(f"{name:24}{p50:8.1f}{p95:8.1f}{most:8.1f}{p95 / lowest:12.1f}", flush=True)
        settle(600)

    measure(bench, row)
    bench.close()
    sys.stdout.flush()
    # Nothing is to be asked about the changed document.
    os._exit(0)


if __name__ == "__main__":
    main()
