"""Answers the newest of a stream of questions in the worker, without ever leaving all of them unanswered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from nndesk.gui.worker import Worker

Work = Callable[[threading.Event], object]


class Computation(QObject):
    """Of the jobs that are asked for while one runs, only the last is done, after it: while a line is dragged
    or a network trained the picture keeps moving, however fast the questions come.

    Signals:
        computed(result): of the newest job, or of one that was asked for while it had to wait.
        failed(sentence): there is no result now, and why.
    """

    computed = Signal(object)
    failed = Signal(str)

    def __init__(self, worker: Worker, kind: str, parent: QObject | None = None) -> None:
        """``kind``: see :meth:`Worker.submit`; its jobs must not be submitted by anybody else."""
        super().__init__(parent)
        self._worker, self._kind = worker, kind
        self._waiting: Work | None = None
        self._running = False

    @property
    def busy(self) -> bool:
        return self._running

    def ask(self, work: Work) -> None:
        """Want the result of ``work(cancel)`` from now on; it closes over frozen values only."""
        self._waiting = work
        if not self._running:
            self._begin()

    def forget(self) -> None:
        """Want nothing: what runs is cancelled, and its result will not come."""
        self._waiting = None
        self._running = False
        self._worker.cancel(self._kind)

    def _begin(self) -> None:
        work, self._waiting = self._waiting, None
        if work is not None:
            self._running = True
            self._worker.submit(self._kind, work, self._arrived, self._went_wrong)

    def _arrived(self, result: Any) -> None:
        self._running = False
        self._begin()
        self.computed.emit(result)

    def _went_wrong(self, error: BaseException) -> None:
        self._running = False
        if self._waiting is not None:
            self._begin()
        elif type(error).__module__.startswith("nndesk."):
            self.failed.emit(str(error))
        else:
            raise error
