"""How long the plane takes: a field over it, and a frame while a line is dragged in the whole window.

    python tests/benchmarks/plane_frames.py [--network 2-8-8-1] [--only "drag a line"] [--workspace draw]

First the field of the network at 256², computed at once, beside a loop over its pixels (a sample of them,
scaled) and beside what painting such a raster takes, the floor of whatever shows one. Then the window on the
250 samples of the logistic example: a row is the processor time of the window's thread for a frame, that is
for one movement of the mouse and all that the window does until the next, 17 ms later: the edit, every panel,
the pictures that come from the worker, painting. The last column is the p99 in floors.

Nothing is asserted: the numbers belong to the machine. Without a display Qt's offscreen platform is used.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.layered import layered
from nndesk.gui.app import application, dress
from nndesk.gui.garbage import GarbageCollector
from nndesk.gui.main_window import MainWindow
from nndesk.gui.plane.plot import PlanePlot
from nndesk.gui.settings import Settings
from nndesk.gui.workbench import Workbench
from nndesk.network.engine import field
from nndesk.network.passes import forward

SIZE = (1280, 800)
SIDE = 256
FRAMES = 400
FRAME = 1 / 60
LOOPED = 400
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


# --- the field ---------------------------------------------------------------------------------------------


def least(act: Callable[[], object], times: int = 15) -> float:
    """Processor time for ``act`` in milliseconds, whoever helps with it, the least of some tries."""
    found = []
    for _ in range(times):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found) * 1000


def floor() -> float:
    """Milliseconds to paint a raster of 256² shades over 400² pixels, smoothly, as the plot does."""
    shades = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE), np.uint8)
    grey = QImage(shades.data, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image = grey.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    screen = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(screen)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, 400, 400), image)
        painter.end()

    return least(paint)


def fields(document: Document, floor_ms: float) -> None:
    network = document.network
    output = network.outputs[0]
    grid = np.linspace(-3.0, 3.0, SIDE)
    at_once = least(lambda: field(network, output, grid, grid))
    draw = np.random.default_rng(1)
    pixels = [(float(a), float(b)) for a, b in draw.choice(grid, (LOOPED, 2))]
    loop = least(lambda: [forward(network, at).z[output] for at in pixels], 3) * SIDE * SIDE / LOOPED
    print(f"field of {output} at {SIDE}²: {at_once:.2f} ms")
    print(f"  a loop over its pixels: {loop:,.0f} ms, {loop / at_once:,.0f} × as long")
    print(f"  painting such a raster: {floor_ms:.2f} ms; the field takes {at_once / floor_ms:.1f} × that")


# --- the window --------------------------------------------------------------------------------------------


class Mouse:
    """Events on the plane."""

    def __init__(self, plot: PlanePlot) -> None:
        self._plot = plot

    def press(self, at: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT)

    def move(self, at: QPointF, held: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QEvent.Type.MouseMove, at, NO_BUTTON, held, keys)

    def release(self, at: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)

    def _send(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        keys: Qt.KeyboardModifier = NO_KEY,
    ) -> None:
        view = self._plot.viewport()
        where = QPointF(view.mapToGlobal(at.toPoint()))
        QApplication.sendEvent(view, QMouseEvent(kind, at, where, button, held, keys))


def frame(act: Callable[[], object]) -> float:
    """Processor time of this thread, in milliseconds, for ``act`` and what the window does until the next."""
    start, end = time.thread_time(), time.perf_counter() + FRAME
    act()
    while True:
        QApplication.processEvents()
        left = end - time.perf_counter()
        if left <= 0:
            break
        # Sleeping takes no processor time.
        time.sleep(min(0.002, left))
    return (time.thread_time() - start) * 1000


def settle(bench: Workbench) -> None:
    quiet = time.perf_counter() + 0.6
    while time.perf_counter() < quiet or bench.busy:
        QApplication.processEvents()
        time.sleep(0.005)


@contextmanager
def window(app: QApplication, document: Document, workspace: str) -> Iterator[Workbench]:
    settings = Settings(persistent=False)
    theme = dress(app, settings)
    shown = MainWindow(settings, theme.palette)
    shown.resize(*SIZE)
    bench = shown.assemble(theme, document)
    shown.show()
    shown.activateWindow()
    bench.show_workspace(workspace)
    settle(bench)
    settle(bench)
    try:
        yield bench
    finally:
        bench.session.undo_stack.setClean()
        bench.close()
        shown.hide()
        shown.deleteLater()
        QApplication.processEvents()


def around(i: int, radius: float) -> QPointF:
    """Where the mouse is in frame ``i`` of a movement to and fro: at most 8 pixels from one to the next."""
    angle = 8 * i / radius
    return QPointF(radius * math.sin(angle), radius * math.sin(0.7 * angle))


def acts(bench: Workbench) -> Iterator[tuple[str, list[Callable[[], object]], Callable[[], object]]]:
    """What a person does for many frames: its name, the frames, and what ends it."""
    plot = bench.plane.plot
    mouse = Mouse(plot)

    def entry() -> tuple[str, QPointF]:
        shown, ((x0, y0), (x1, y1)) = max(
            plot.lines.visible(), key=lambda found: math.dist(found[1][0], found[1][1])
        )
        for part in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65):
            at = plot.to_widget((x0 + part * (x1 - x0), y0 + part * (y1 - y0)))
            mouse.move(at, NO_BUTTON)
            if bench.session.spotlight.node is not None:
                return bench.session.spotlight.node, at
        return shown.name, at

    def put_back() -> None:
        plot.break_off()
        bench.session.select()

    center = QPointF(plot.viewport().rect().center())
    yield (
        "hover over lines and samples",
        [lambda i=i: mouse.move(center + around(i, 120), NO_BUTTON) for i in range(FRAMES)],
        put_back,
    )

    _, start = entry()
    mouse.press(start)
    yield (
        "drag a line",
        [lambda i=i: mouse.move(start + around(i, 60)) for i in range(FRAMES)],
        put_back,
    )

    _, start = entry()
    mouse.press(start)
    yield (
        "drag a line, nice numbers",
        [lambda i=i: mouse.move(start + around(i, 60), LEFT, CTRL) for i in range(FRAMES)],
        put_back,
    )

    name, start = entry()
    bench.session.select([name])
    settle(bench)
    mouse.move(start, NO_BUTTON)
    care = bench.plane.hands.care
    handles = next((care.handles(*shown) for shown in care.shown()), None)
    if handles is not None:
        grip = plot.to_widget(handles[1])
        mouse.move(grip, NO_BUTTON)
        mouse.press(grip)
        yield (
            "turn the selected line",
            [lambda i=i: mouse.move(grip + around(i, 60)) for i in range(FRAMES)],
            put_back,
        )

    ring = plot.to_widget((plot.probe.pos().x(), plot.probe.pos().y()))
    mouse.press(ring)
    yield (
        "drag the example",
        [lambda i=i: mouse.move(ring + around(i, 60)) for i in range(FRAMES)],
        put_back,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--network", default="2-8-8-1", help="layers, such as 2-8-8-1")
    parser.add_argument("--activation", default="tanh", help="of the hidden layers")
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    parser.add_argument(
        "--workspace", action="append", help="draw, walk, train, explore; several if said again"
    )
    arguments = parser.parse_args()
    app = application()
    # As the window has it: garbage is collected between events.
    collector = GarbageCollector()
    collector.start()
    document = layered(
        arguments.network, seed=1, activation=arguments.activation, output_activation="sigmoid"
    )
    document = replace(document, dataset=example("logistic").dataset)
    floor_ms = floor()
    print(f"{SIZE[0]} × {SIZE[1]}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    fields(document, floor_ms)
    for workspace in arguments.workspace or ("draw", "walk", "train", "explore"):
        title = f"{arguments.network}, {workspace}, ms a frame"
        print(f"\n{title:34}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}{'× floor':>9}")
        with window(app, document, workspace) as bench:
            for name, frames, end in acts(bench):
                if arguments.only in name:
                    times = sorted(frame(act) for act in frames)
                    p50, p95, p99, most = (
                        times[min(len(times) - 1, int(q * len(times)))] for q in (0.5, 0.95, 0.99, 1.0)
                    )
                    print(
                        f"{name:34}{p50:8.1f}{p95:8.1f}{p99:8.1f}{most:8.1f}{p99 / floor_ms:9.1f}", flush=True
                    )
                end()
                settle(bench)


if __name__ == "__main__":
    main()
