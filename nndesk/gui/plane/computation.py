"""When the plane is computed, how finely, and which result may be shown; the worker computes it."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from nndesk.document.document import Document
from nndesk.figure.function_content import FunctionData, function_data, span
from nndesk.figure.plane_slice import plane_slice
from nndesk.geometry.lines import Window
from nndesk.gui.plane.picture import PlanePicture, plane_picture
from nndesk.gui.worker import Worker

KIND = "plane"
REST_RESOLUTION = 512
DRAFT_RESOLUTIONS = (128, 256)
FRAME = 30
"""Milliseconds between two rough pictures in a stream of questions."""
QUIET = 150
"""Milliseconds without a new question after which the picture is computed finely."""
KEPT = 6
"""Fine pictures that are remembered: from a node to the next and back nothing is computed anew."""
_SLOW_DRAFT = 0.025
_FAST_DRAFT = 0.008


Picture = PlanePicture | FunctionData


@dataclass(frozen=True, eq=False)
class Question:
    """Which picture is wanted: of this document, shaded by ``node`` (None: as the document says), over
    ``window`` (None, of a function only: all of it)."""

    document: Document
    node: str | None
    window: Window | None

    def answer(self, resolution: int, cancel: threading.Event) -> Picture:
        """Compute it: of one input the function's plot, of more a plane. Raises as :func:`.plane_data`."""
        if len(self.document.network.inputs) == 1:
            return function_data(self.document, self.node, self.window, resolution, cancel)
        return plane_picture(self.document, self.node, self.window, resolution, cancel)

    def same(self, other: Question | None) -> bool:
        """Whether the answer would be the same: where in the plane the example is, say, does not matter."""
        return (
            other is not None
            and self.document.network is other.document.network
            and self.node == other.node
            and self.window == other.window
            and self.document.view.shading == other.document.view.shading
            and self.document.view.one_scale == other.document.view.one_scale
            and self.document.view.show_regions == other.document.view.show_regions
            and plane_slice(self.document) == plane_slice(other.document)
            and (len(self.document.network.inputs) != 1 or self._same_samples(other))
        )

    def _same_samples(self, other: Question) -> bool:
        """A function's plot is as high as its samples, and as wide; the example widens it."""
        mine, its = self.document, other.document
        return (
            mine.samples is its.samples
            and mine.view.plane_range == its.view.plane_range
            and span(mine) == span(its)
        )

    def succeeds(self, other: Question) -> bool:
        """Whether an answer to ``other`` may be shown until this one is answered: the same graph with other
        numbers, seen or sliced elsewhere, as during a drag or training. A picture of another graph, or of
        another neuron, would be a lie."""
        mine, its = self.document, other.document
        return (
            self.node == other.node
            and mine.network.topology is its.network.topology
            and mine.view.shading == its.view.shading
            and mine.view.plane_node == its.view.plane_node
            and mine.view.plane_axes == its.view.plane_axes
        )


@dataclass(frozen=True, eq=False)
class _Job:
    question: Question
    resolution: int

    def __call__(self, cancel: threading.Event) -> tuple[_Job, Picture, float]:
        started = time.perf_counter()
        picture = self.question.answer(self.resolution, cancel)
        return self, picture, time.perf_counter() - started


class PlaneComputation(QObject):
    """Answers the newest question: roughly at once, finely once no other has come for a moment.

    A job that runs is left to end if its answer may be shown in between; so a stream of questions that come
    faster than they can be answered (a drag, training) still gives a moving picture and not a frozen one.

    Signals:
        computed(picture): a :class:`PlanePicture`, or :class:`FunctionData`, that may be shown now.
        failed(sentence): there is no picture for the present question, and why.
    """

    computed = Signal(object)
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._question: Question | None = None
        self._running: _Job | None = None
        self._fine: deque[tuple[Question, Picture]] = deque(maxlen=KEPT)
        self._draft = DRAFT_RESOLUTIONS[-1]
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QUIET)
        self._rest.timeout.connect(self._refine)
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setTimerType(Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._begin)
        self._began = QElapsedTimer()

    def ask(self, question: Question) -> None:
        """Want this picture from now on; nothing is computed if it is the one that is wanted already."""
        if question.same(self._question):
            return
        self._question = question
        known = next((picture for asked, picture in self._fine if question.same(asked)), None)
        if known is not None:
            self._running = None
            self._rest.stop()
            self._pace.stop()
            self._worker.cancel(KIND)
            self.computed.emit(known)
            return
        self._rest.start()
        running = self._running
        if running is not None and not question.succeeds(running.question):
            self._begin()
        elif running is None or running.resolution == REST_RESOLUTION:
            self._begin_in_pace()

    def forget(self) -> None:
        """Want no picture."""
        self._question = None
        self._fine.clear()
        self._running = None
        self._rest.stop()
        self._pace.stop()
        self._worker.cancel(KIND)

    @property
    def pending(self) -> bool:
        """Whether a better picture than the one last announced is on its way."""
        return self._running is not None or self._rest.isActive() or self._pace.isActive()

    def _begin_in_pace(self) -> None:
        """Compute roughly, but no sooner than a frame after the last time: others want the processor too."""
        if self._pace.isActive():
            return
        left = FRAME - self._began.elapsed() if self._began.isValid() else 0
        if left > 0:
            self._pace.start(left)
        else:
            self._begin()

    @Slot()
    def _begin(self) -> None:
        self._pace.stop()
        self._began.start()
        if self._question is not None:
            self._start(self._draft)

    def _start(self, resolution: int) -> None:
        assert self._question is not None
        self._running = _Job(self._question, resolution)
        self._worker.submit(KIND, self._running, self._arrived, self._went_wrong)

    @Slot()
    def _refine(self) -> None:
        self._pace.stop()
        if self._question is not None:
            self._start(REST_RESOLUTION)

    def _arrived(self, answer: tuple[_Job, Picture, float]) -> None:
        job, picture, seconds = answer
        self._running = None
        if self._question is None:
            return
        if job.resolution != REST_RESOLUTION:
            self._adapt(seconds)
        if self._question.same(job.question):
            if job.resolution == REST_RESOLUTION:
                self._fine.append((job.question, picture))
            self.computed.emit(picture)
            return
        if self._question.succeeds(job.question):
            self.computed.emit(picture)
        if self._question is not None and self._running is None:
            self._begin_in_pace()

    def _went_wrong(self, error: BaseException) -> None:
        job, self._running = self._running, None
        if self._question is None:
            return
        if job is not None and not self._question.same(job.question):
            self._begin()
        elif type(error).__module__.startswith("nndesk."):
            self.failed.emit(str(error))
        else:
            raise error

    def _adapt(self, seconds: float) -> None:
        if seconds > _SLOW_DRAFT:
            self._draft = DRAFT_RESOLUTIONS[0]
        elif seconds < _FAST_DRAFT:
            self._draft = DRAFT_RESOLUTIONS[-1]
