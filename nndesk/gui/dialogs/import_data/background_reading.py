"""The table is read in the worker while one looks at it; every change of mind begins anew."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from nndesk.data.csv_reading import Reading, read
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import Wanted
from nndesk.gui.worker import Worker

KIND = "import"
LANE = "import"
"""Of its own: it may take seconds, and the plane must not wait for it."""
PATIENCE_MS = 300
"""What takes no longer needs no bar."""
_LOOK_MS = 50


@dataclass(eq=False)
class _Job:
    """Reads in a thread. ``part`` is written there and read here: how far it is, 0 to 1."""

    source: CsvSource
    wanted: Wanted
    part: float = 0.0

    def __call__(self, cancel: threading.Event) -> Reading:
        return read(self.source, self.wanted, self._note, cancel)

    def _note(self, part: float) -> None:
        self.part = part


class BackgroundReading(QObject):
    """One reading at a time, the newest.

    Signals:
        advanced(part): how far it is, 0 to 1; only once it has taken a while.
        read(reading): it is done.
        failed(sentence): it cannot be done.
    """

    advanced = Signal(float)
    read = Signal(object)
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._job: _Job | None = None
        self._began = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        return self._job is not None

    def begin(self, source: CsvSource, wanted: Wanted) -> None:
        """Read this; what was being read is given up."""
        self._job = _Job(source, wanted)
        self._began.start()
        self._look.start()
        self._worker.submit(KIND, self._job, self._done, self._failed, lane=LANE)

    def give_up(self) -> None:
        """Read nothing."""
        self._look.stop()
        if self._job is not None:
            self._job = None
            self._worker.cancel(KIND)

    @Slot()
    def _tell(self) -> None:
        if self._job is not None and self._began.elapsed() > PATIENCE_MS:
            self.advanced.emit(self._job.part)

    def _done(self, reading: Reading) -> None:
        self._job = None
        self._look.stop()
        self.read.emit(reading)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._look.stop()
        if not type(error).__module__.startswith("nndesk."):
            raise error
        self.failed.emit(str(error))
