"""Computations away from the window: submitted as functions, delivered on the UI thread, newest wins.

A job closes over frozen values (a document, a network), looks now and then at the event it is given, and
returns a frozen value. Of two jobs of the same *kind* only the newer counts: the older is cancelled, and its
result is never delivered, even if it was ready first.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MethodType
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

T = TypeVar("T")
Job = Callable[[threading.Event], T]

LANE = "main"
TRAINING_LANE = "training"

_log = logging.getLogger(__name__)


class _Receiver:
    """A callback that does not keep its object alive.

    A bound method is held weakly, and a method of a QObject whose C++ part has been deleted is not called.
    """

    def __init__(self, callback: Callable[[Any], object]) -> None:
        self._weak = weakref.WeakMethod(callback) if isinstance(callback, MethodType) else None
        self._strong = None if self._weak is not None else callback

    def __call__(self, value: object) -> None:
        callback = self._weak() if self._weak is not None else self._strong
        if callback is None:
            return
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return
        callback(value)


@dataclass(eq=False, slots=True)
class _Ticket:
    """One submission: what it was, who waits for it, how it ended."""

    kind: str
    done: _Receiver
    failed: _Receiver | None
    cancel: threading.Event = field(default_factory=threading.Event)
    future: Future[None] | None = None
    value: object = None
    error: BaseException | None = None


class Worker(QObject):
    """Runs jobs in threads, one thread to a *lane*.

    There is one lane for everything that is over within a frame or a few (fields, formulas, passes), so that
    these never compete with each other for the processor. Training has a lane of its own: it lasts for
    seconds, and the plane, which repaints while it lasts, must not wait behind it.

    Results, and errors, arrive through one queued signal, so every callback runs on the thread that the
    worker lives in.
    """

    message = Signal(str, str)
    """``(text, kind)`` like a session's: an error that is a sentence for a person, if nobody else took it."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._newest: dict[str, _Ticket] = {}
        self._closed = False
        self._held: list[tuple[_Ticket, Job[Any], str]] | None = None
        # Queued even if a thread has ended up being this one: a callback never runs inside submit().
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # Last resort for a worker that nobody closed; the dictionary does not refer back to the worker.
        weakref.finalize(self, _cancel_all, self._newest)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def submit(
        self,
        kind: str,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        lane: str = LANE,
    ) -> None:
        """Run ``job(cancel)`` in the thread of ``lane`` and hand its result to ``done`` on this thread.

        An older job of the same ``kind`` is cancelled. ``done`` and ``failed`` are best given as bound
        methods: they are held weakly, and forgotten with their object. An exception goes to ``failed`` if
        there is one; else the project's own errors go out as :attr:`message`, and any other is a defect and
        reaches ``sys.excepthook``. After :meth:`close` nothing is run.
        """
        if self._closed:
            return
        self.cancel(kind)
        ticket = _Ticket(kind, _Receiver(done), _Receiver(failed) if failed is not None else None)
        self._newest[kind] = ticket
        if self._held is not None:
            self._held.append((ticket, job, lane))
        else:
            self._begin(ticket, job, lane)

    def hold(self) -> None:
        """Take jobs but begin none before :meth:`release`: a window that is being put together has the
        processor for itself, and is there sooner."""
        if self._held is None:
            self._held = []

    @Slot()
    def release(self) -> None:
        """Begin what was held, in order, except what has been cancelled since."""
        held, self._held = self._held or [], None
        for ticket, job, lane in held:
            if not self._closed and not ticket.cancel.is_set():
                self._begin(ticket, job, lane)

    def _begin(self, ticket: _Ticket, job: Job[Any], lane: str) -> None:
        executor = self._lanes.get(lane)
        if executor is None:
            executor = self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"nndesk-{lane}")
        ticket.future = executor.submit(_run, ticket, job, weakref.ref(self))

    def cancel(self, kind: str) -> None:
        """Cancel the job of this kind, if there is one; its result will not be delivered."""
        ticket = self._newest.pop(kind, None)
        if ticket is not None:
            _cancel(ticket)

    def busy(self, kind: str | None = None) -> bool:
        """Whether a job of this kind (any, if None) has been submitted and not yet delivered or cancelled."""
        return bool(self._newest) if kind is None else kind in self._newest

    @Slot()
    def close(self) -> None:
        """Cancel everything and wait for the threads to end. No callback is called afterwards."""
        self._closed = True
        _cancel_all(self._newest)
        lanes, self._lanes = self._lanes, {}
        for executor in lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(self, ticket: _Ticket) -> None:
        if self._newest.get(ticket.kind) is not ticket:
            return
        del self._newest[ticket.kind]
        error = ticket.error
        if error is None:
            ticket.done(ticket.value)
        elif ticket.failed is not None:
            ticket.failed(error)
        elif type(error).__module__.startswith("nndesk."):
            self.message.emit(str(error), "error")
        else:
            raise error


def _run(ticket: _Ticket, job: Job[Any], owner: weakref.ref[Worker]) -> None:
    """The thread's side. Holds the worker only for the moment of the signal."""
    if ticket.cancel.is_set():
        return
    try:
        ticket.value = job(ticket.cancel)
    except BaseException as error:
        ticket.error = error
    if ticket.cancel.is_set():
        # Whatever came of it, nobody waits for it; a job that raises because it was cancelled ends here too.
        return
    worker = owner()
    if worker is None:
        return
    try:
        worker._ended.emit(ticket)
    except RuntimeError:
        _log.debug("The result of %s came after its worker had been deleted.", ticket.kind)


def _cancel(ticket: _Ticket) -> None:
    ticket.cancel.set()
    if ticket.future is not None:
        ticket.future.cancel()


def _cancel_all(tickets: dict[str, _Ticket]) -> None:
    while tickets:
        _cancel(tickets.popitem()[1])
