"""What happens to an exception that nobody caught: logged once, work saved, told in one line."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger("nndesk")

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashReporter(QObject):
    """Takes over ``sys.excepthook`` and ``threading.excepthook`` while installed.

    Exceptions in slots, timers and ``paintEvent`` arrive here too, the last once per repaint: each place in
    the code is reported once, however often it fails.

    Signals:
        reported(summary, details): an exception from a place that had not failed before. Emitted on the
            thread this object lives in, whatever thread the exception came from.
    """

    reported = Signal(str, str)
    _raised = Signal(str, str)

    def __init__(self, save_work: Callable[[], object] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save_work = save_work
        self._seen: dict[tuple[str, str, int], int] = {}
        self._busy = threading.Lock()
        self._before: tuple[Hook, Callable[[threading.ExceptHookArgs], object]] | None = None
        # Queued: an exception in paintEvent must not change widgets while they are being painted.
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks, and have Python print a traceback if the process dies in C++."""
        if self._before is None:
            self._before = (sys.excepthook, threading.excepthook)
            sys.excepthook = self.handle
            threading.excepthook = self._handle_thread
        if sys.stderr is not None and not faulthandler.is_enabled():
            try:
                faulthandler.enable()
            except (ValueError, OSError, RuntimeError):
                # A standard error without a file descriptor (a windowed program, a captured test).
                _log.debug("faulthandler could not be enabled")

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        self._save_work = None

    def count(self) -> int:
        """How many exceptions have arrived, repetitions included."""
        return sum(self._seen.values())

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The ``sys.excepthook``. Never raises."""
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        place = _place(kind, trace)
        with self._busy:
            repeated = place in self._seen
            self._seen[place] = self._seen.get(place, 0) + 1
        if repeated:
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _log.error("Unexpected error\n%s", details.rstrip())
        self._raised.emit(f"{kind.__name__}: {error}" if str(error) else kind.__name__, details)

    def _handle_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.handle(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(str, str)
    def _tell(self, summary: str, details: str) -> None:
        if self._save_work is not None:
            try:
                self._save_work()
            except Exception:
                _log.exception("The work could not be saved for recovery")
        self.reported.emit(summary, details)


def _place(kind: type[BaseException], trace: TracebackType | None) -> tuple[str, str, int]:
    """Where it was raised: what tells one defect from another."""
    frames = traceback.extract_tb(trace)
    if not frames:
        return (kind.__name__, "", 0)
    last = frames[-1]
    return (kind.__name__, last.filename, last.lineno or 0)
