"""Training in the background: the worker descends, the window looks on, the history gets one step."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Qt, QTimer, Signal

from nndesk.document.edits import set_network_numbers
from nndesk.gui.worker import TRAINING_LANE
from nndesk.network.errors import NetworkError
from nndesk.network.model import Network
from nndesk.network.training import DivergedError, Snapshot, train

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.session import Session
    from nndesk.gui.worker import Worker

FRAME_MS = 16
"""Snapshots reach the window at most this often."""

MOST_POINTS = 2048
"""Of the course of J; of a longer run every second, fourth, … epoch is kept."""

REST = 2
"""Times as long as a state took to draw, the next is not drawn."""

PAINT_AFTER_MS = 6
"""Qt gathers what is to be painted for 5 ms, then paints it; a timer due later comes when that is done."""

LONGEST_WAIT = 0.25
"""Seconds that training waits for the window to have drawn."""

_KIND = "train"
_FLAT = ("step", "sign")


class _Stop(threading.Event):
    """Set by a person, or by the worker when it closes."""

    worker: threading.Event | None = None

    def is_set(self) -> bool:
        return super().is_set() or (self.worker is not None and self.worker.is_set())


class _Run:
    """One run, shared by the thread that trains and the window that looks on.

    Attributes:
        wanted: set by the window: the thread is to get a state ready to be shown.
        ready: set by the thread: that state, its network already made.
        open: cleared by the window while it draws: it then has the processor, and the interpreter, to itself.
        points: ``(epoch, J)``, thinned out.
        latest: the state after the last whole epoch.
    """

    def __init__(self, network: Network, snapshots: Iterator[Snapshot], stop: _Stop, epochs: int) -> None:
        self.network = network
        self.stop = stop
        self.epochs = epochs
        self.open = threading.Event()
        self.open.set()
        self.wanted = threading.Event()
        self.wanted.set()
        self.ready: Snapshot | None = None
        self.points: list[tuple[int, float]] = []
        self.latest: Snapshot | None = None
        self._snapshots = snapshots

    def __call__(self, cancel: threading.Event) -> Snapshot | None:
        self.stop.worker = cancel
        stride = 1
        for snapshot in self._snapshots:
            self.latest = snapshot
            if self.wanted.is_set():
                # Made here and kept in the snapshot: of a large network it takes longer than a frame.
                _ = snapshot.network
                self.ready = snapshot
                self.wanted.clear()
            self.open.wait(LONGEST_WAIT)
            if snapshot.epoch % stride == 0:
                self.points.append((snapshot.epoch, snapshot.J))
                if len(self.points) > MOST_POINTS:
                    self.points = self.points[::2]
                    stride *= 2
        return self.latest


class Trainer(QObject):
    """Trains the document's network on its data.

    While it runs the document stays as it is; :attr:`live_network` is the moving state. The end, or
    :meth:`stop`, is one edit, "Train 120 epochs". If the network, its samples or its cost are edited
    meanwhile, training stops, and what it has learned is put into the edited network, except where the edit
    itself has set a number. Undo, or another document, gives the run up.

    Signals:
        running_changed(bool)
        progress(Snapshot): a newer state; at most one a frame, and the last one always.
        trained(Network): what a run has come to, before it becomes the edit.
        finished: the run has ended, however it did; the edit, if any, has been made.
    """

    running_changed = Signal(bool)
    progress = Signal(object)
    trained = Signal(object)
    finished = Signal()

    def __init__(self, session: Session, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._run: _Run | None = None
        self._running = False
        self._snapshot: Snapshot | None = None
        self._result: Document | None = None
        self._trained_on: Document | None = None
        self._frames = QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._look)
        self._clock = QElapsedTimer()
        self._drawn = QTimer(self)
        self._drawn.setSingleShot(True)
        self._drawn.setTimerType(Qt.TimerType.PreciseTimer)
        self._drawn.timeout.connect(self._go_on)
        session.document_changed.connect(self._on_document_changed)
        session.document_opened.connect(self._on_document_opened)

    @property
    def running(self) -> bool:
        return self._running

    @property
    def snapshot(self) -> Snapshot | None:
        """The newest state shown, of the present run or the last one; None before the first."""
        return self._snapshot

    @property
    def live_network(self) -> Network | None:
        """The network as it is now, while training; None when the document's is the one to show."""
        return self._snapshot.network if self._running and self._snapshot is not None else None

    @property
    def current(self) -> bool:
        """Whether :attr:`snapshot` and :attr:`history` are of the network as it is.

        They are not any more when the network, its data or its cost have been changed, or the run undone.
        """
        document, result = self._session.document, self._result
        return self._running or (
            result is not None and self._same_task(document) and document.network == result.network
        )

    @property
    def epochs(self) -> int:
        """How many epochs the present or last run was to make."""
        return self._run.epochs if self._run is not None else 0

    @property
    def history(self) -> list[tuple[int, float]]:
        """``(epoch, J)`` of the present or last run, thinned out if it is long."""
        return list(self._run.points) if self._run is not None else []

    def problem(self) -> str | None:
        """Why the document cannot be trained, as far as that can be told at a glance; None if it may be."""
        document = self._session.document
        network, data = document.network, document.samples
        if not network.outputs:
            return QCoreApplication.translate("nndesk", "Draw a network with an output to train it.")
        if not len(data):
            return QCoreApplication.translate(
                "nndesk", "There are no samples to train on; the Data menu has some."
            )
        if not len(data.training):
            return QCoreApplication.translate(
                "nndesk",
                "All samples are held out for testing; there are none to train on.",
            )
        if not document.data_fit():
            text = QCoreApplication.translate(
                "nndesk",
                "The data have {inputs} inputs and {targets} targets,"
                " but the network has {d} inputs and {c} outputs.",
            )
            return text.format(
                inputs=data.input_count,
                targets=data.target_count,
                d=len(network.inputs),
                c=len(network.outputs),
            )
        if all(network.node(name).activation in _FLAT for name in network.outputs):
            text = QCoreApplication.translate(
                "nndesk",
                "The output {name} is a {activation}: its slope φ′ is 0 almost everywhere, so there is"
                " nothing to descend. Make it a sigmoid or a tanh to train.",
            )
            name = network.outputs[0]
            return text.format(name=name, activation=network.node(name).activation)
        return None

    # --- running -----------------------------------------------------------------------------------------

    def start(self, epochs: int | None = None) -> bool:
        """Train for ``epochs``, else as the document says. Says why, and returns False, if it cannot."""
        if self._running:
            return False
        document = self._session.document
        knobs = document.hyperparameters
        if epochs is not None:
            knobs = replace(knobs, epochs=epochs)
        problem = self.problem()
        stop = _Stop()
        if problem is None:
            try:
                learned, unseen = document.samples.training, document.samples.held_out
                snapshots = train(
                    document.network,
                    learned.x,
                    learned.t,
                    knobs,
                    held_out=(unseen.x, unseen.t),
                    cancel=stop,
                )
            except NetworkError as error:
                problem = str(error)
        if problem is not None:
            self._session.message.emit(problem, "error")
            return False
        self._run = _Run(document.network, snapshots, stop, knobs.epochs)
        self._trained_on = document
        self._snapshot = None
        self._result = None
        self._running = True
        # What is there now is not looked through by the garbage collector while training lasts: that takes
        # tens of milliseconds each time, and holds up the window whichever thread it happens in.
        gc.freeze()
        self._worker.submit(_KIND, self._run, self._on_done, self._on_failed, lane=TRAINING_LANE)
        self._frames.start(FRAME_MS)
        self.running_changed.emit(True)
        return True

    def stop(self) -> None:
        """End after the present epoch and keep what has been learned."""
        if self._run is not None:
            self._run.stop.set()

    def finish(self) -> None:
        """End now, with what the last whole epoch has left: the edit is made before this returns."""
        if self._running and self._run is not None:
            self._worker.cancel(_KIND)
            self._end(self._run.latest)

    def _look(self) -> None:
        run = self._run
        if run is None or run.ready is None or run.ready is self._snapshot:
            self._frames.start(FRAME_MS)
            return
        run.open.clear()
        self._clock.start()
        self._advance(run.ready)
        self._drawn.start(PAINT_AFTER_MS)

    def _go_on(self) -> None:
        run = self._run
        if run is not None and self._running:
            run.open.set()
            run.wanted.set()
            # However long a state takes to draw, most of the time is left to the person and to training.
            self._frames.start(max(FRAME_MS, REST * self._clock.elapsed()))

    def _advance(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.progress.emit(snapshot)

    # --- ending ------------------------------------------------------------------------------------------

    def _on_done(self, last: Snapshot | None) -> None:
        self._end(last)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, DivergedError):
            self._end(error.snapshot)
            comma = self._session.document.view.decimal_comma
            self._session.message.emit(error.told(comma), "error")
        elif isinstance(error, NetworkError):
            self._end(None)
            self._session.message.emit(str(error), "error")
        else:
            self._end(None)
            raise error

    def _end(self, last: Snapshot | None) -> None:
        run = self._run
        assert run is not None
        run.open.set()
        gc.unfreeze()
        self._frames.stop()
        self._drawn.stop()
        self._running = False
        if last is not None and last is not self._snapshot:
            self._advance(last)
        self.running_changed.emit(False)
        if last is not None and last.epoch > 0:
            network = last.network
            self.trained.emit(network)
            document = self._session.document
            learned = _learned(document.network, run.network, network)
            if last.epoch == 1:
                text = QCoreApplication.translate("nndesk", "Train 1 epoch")
            else:
                text = QCoreApplication.translate("nndesk", "Train {count} epochs").format(count=last.epoch)
            self._result = set_network_numbers(document, learned)
            self._session.edit(text, self._result)
        self.finished.emit()

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if not self._running or (old.network is new.network and self._same_task(new)):
            return
        if self._session.undo_stack.canRedo():
            # Undo: an edit now would take away what could be redone.
            self._give_up()
        else:
            self.stop()

    def _on_document_opened(self, document: Document) -> None:
        if self._running:
            self._give_up()
        self._run, self._snapshot, self._result = None, None, None

    def _same_task(self, document: Document) -> bool:
        """Whether ``document`` has the samples and the cost that the run was started with."""
        before = self._trained_on
        return before is not None and (before.samples, before.cost) == (document.samples, document.cost)

    def _give_up(self) -> None:
        self._worker.cancel(_KIND)
        self._end(None)


def _learned(present: Network, before: Network, after: Network) -> Network:
    """``present`` with the numbers that training has changed, except those that have been edited since."""
    weights = {
        edge.key: after.edge(*edge.key).weight
        for edge in before.edges
        if present.has_edge(*edge.key) and present.edge(*edge.key).weight == edge.weight
    }
    biases = {
        node.name: after.node(node.name).bias
        for node in before.nodes
        if node.name in present.topology.node_at and present.node(node.name).bias == node.bias
    }
    return present.with_weights(weights).with_biases(biases)
