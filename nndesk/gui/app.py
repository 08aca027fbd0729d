"""Starting the application, in the order that puts a window on the screen soonest."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

# Before numpy is imported, whoever does it: at this size more threads only hurt, and they starve the window.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nndesk import __version__
from nndesk.assets import asset
from nndesk.gui.fonts import load_fonts
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme

FIRST_EXAMPLE = "xor"
"""What is open when nothing was asked for."""

_SWITCH_INTERVAL = 1e-4
"""Seconds. The default of 5 ms lets a computing thread hold up the window for half a frame at a time."""


def run(file_or_example: str | None = None, stage: Callable[[str], object] | None = None) -> int:
    """Open the window on a file or an example and stay until it is closed.

    Args:
        file_or_example: None opens :data:`FIRST_EXAMPLE`.
        stage: told ``"first"`` when the empty window is on the screen, ``"ready"`` when its panels are, and
            ``"settled"`` when the worker has delivered everything; for measuring.

    Raises:
        StorageError: the file cannot be read, or is neither a file nor an example; no window stays open.
    """
    app = application()
    # Ctrl+C in the terminal ends the process at once; the recovery copy is at most seconds old.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = Settings()
    theme = Theme(settings)
    theme.apply(app)
    window = MainWindow(theme, settings)
    start = _Start(window, file_or_example, stage)
    window.first_painted.connect(start.assemble)
    window.show()
    code = app.exec()
    if start.error is not None:
        raise start.error
    return code


def application() -> QApplication:
    """The application object, made once and prepared for everything the window needs."""
    sys.setswitchinterval(_SWITCH_INTERVAL)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        load_fonts()
        return existing
    QCoreApplication.setOrganizationName("nndesk")
    QCoreApplication.setApplicationName("nndesk")
    QCoreApplication.setApplicationVersion(__version__)
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName("nndesk")
    app.setWindowIcon(QIcon(str(asset("icons", "nndesk.svg"))))
    load_fonts()
    return app


def prepare_plots() -> None:
    """Import pyqtgraph and set, once, what it gets wrong by default."""
    import pyqtgraph

    # Arrays are rows of x2 and columns of x1; colours and smoothing are the panels' own.
    pyqtgraph.setConfigOptions(imageAxisOrder="row-major", antialias=True, background=None)


class _Start(QObject):
    """The second half of starting: runs when the empty window is on the screen."""

    def __init__(
        self, window: MainWindow, source: str | None, stage: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._source = source
        self._stage = stage
        self.error: ValueError | None = None

    @Slot()
    def assemble(self) -> None:
        if self._stage is not None:
            self._stage("first")
        prepare_plots()
        from nndesk.document.examples import EXAMPLES, open_document
        from nndesk.document.storage import StorageError

        source = self._source or FIRST_EXAMPLE
        try:
            document = open_document(source)
        except StorageError as error:
            # Told in the terminal that named the file, not in a window that has nothing to show.
            self.error = error
            self._window.close()
            return
        bench = self._window.assemble(document)
        bench.crash_reporter.install()
        if source not in EXAMPLES or os.path.isfile(source):
            bench.session.adopt(document, Path(source))
        QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        """What can wait until the panels have been painted."""
        bench = self._window.bench
        bench.offer_recovery()
        if self._stage is not None:
            self._stage("ready")
            self._watch()

    @Slot()
    def _watch(self) -> None:
        if self._window.bench.busy:
            QTimer.singleShot(1, self._watch)
        elif self._stage is not None:
            self._stage("settled")
