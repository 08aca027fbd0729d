"""A plane alone in a window, with everything it needs and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from finger import Finger
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.plane.plane_panel import PlanePanel
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker

BUTTON = Qt.MouseButton.LeftButton


@dataclass
class Bench:
    """A panel on the screen with everything that it needs."""

    panel: PlanePanel
    session: Session
    playback: Playback
    worker: Worker
    theme: Theme

    @property
    def plot(self):
        return self.panel.plot

    def place(self, *x: float) -> QPoint:
        return self.plot.to_widget(x).toPoint()

    def drag(
        self, start: QPoint, *way: QPoint, modifiers=Qt.KeyboardModifier.NoModifier, release: bool = True
    ):
        view = self.plot.viewport()
        QTest.mousePress(view, BUTTON, modifiers, start)
        for point in way:
            QTest.mouseMove(view, point)
        if release:
            QTest.mouseRelease(view, BUTTON, modifiers, way[-1] if way else start)

    def picture(self) -> QImage:
        """What is on the screen, a pixel for each of the widget's whatever the screen's are."""
        image = self.plot.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return image.scaled(self.plot.viewport().size())

    def pixel(self, *x: float) -> QColor:
        """The colour on the screen at a point of the plane."""
        return self.picture().pixelColor(self.place(*x))

    def settle(self, qtbot) -> None:
        """Wait for the fine picture."""
        qtbot.waitUntil(lambda: self.panel.picture is not None and not self.panel.busy)


@pytest.fixture
def make_bench(qtbot, qapp) -> Iterator[Callable[[Document], Bench]]:
    benches = []

    def make(document: Document) -> Bench:
        session, worker, theme = Session(document), Worker(), Theme()
        theme.set_mode("light")
        playback = Playback(session, worker)
        panel = PlanePanel(session, playback, worker, theme)
        qtbot.addWidget(panel)
        panel.resize(480, 460)
        panel.show()
        qtbot.waitExposed(panel)
        bench = Bench(panel, session, playback, worker, theme)
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.worker.close()
        bench.session.close()


@pytest.fixture
def bench(make_bench, qtbot) -> Bench:
    bench = make_bench(example("xor"))
    bench.settle(qtbot)
    return bench


@pytest.fixture
def finger(bench) -> Finger:
    return Finger(bench)


@pytest.fixture
def make_finger(make_bench, qtbot):
    def make(document: Document) -> Finger:
        bench = make_bench(document)
        bench.settle(qtbot)
        return Finger(bench)

    return make
