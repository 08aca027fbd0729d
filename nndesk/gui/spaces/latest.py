"""Answers a stream of questions in the worker without starving: while one is answered, the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from nndesk.gui.worker import Job, Worker


class Latest(QObject):
    """Runs one job after the other; of those that come meanwhile only the newest is kept.

    The worker alone would cancel what runs for what is newer: in a stream that is faster than the jobs
    nothing would ever arrive.
    """

    def __init__(
        self,
        worker: Worker,
        kind: str,
        done: Callable[[Any], object],
        failed: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        """``done`` takes a result; ``failed`` the sentence of an error that is one of ours."""
        super().__init__(parent)
        self._worker, self._kind = worker, kind
        self._done, self._failed = done, failed
        self._running = False
        self._waiting: Job[Any] | None = None

    def ask(self, job: Job[Any]) -> None:
        """Want the answer of ``job`` rather than of those before it."""
        if self._running:
            self._waiting = job
        else:
            self._start(job)

    def forget(self) -> None:
        """Want no answer."""
        self._waiting = None
        if self._running:
            self._running = False
            self._worker.cancel(self._kind)

    @property
    def pending(self) -> bool:
        return self._running

    def _start(self, job: Job[Any]) -> None:
        self._running = True
        self._worker.submit(self._kind, job, self._arrived, self._went_wrong)

    def _arrived(self, result: object) -> None:
        self._next()
        self._done(result)

    def _went_wrong(self, error: BaseException) -> None:
        ours = type(error).__module__.startswith("nndesk.")
        waiting = self._waiting is not None
        self._next()
        if not ours:
            raise error
        if not waiting:
            self._failed(str(error))

    def _next(self) -> None:
        self._running = False
        job, self._waiting = self._waiting, None
        if job is not None:
            self._start(job)
