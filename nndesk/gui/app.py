"""Starting the application, in the order that puts a window on the screen soonest."""

from __future__ import annotations

import gc
import importlib
import inspect
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

# Before numpy is imported, whoever does it: at this size more threads only hurt, and they starve the window.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from nndesk import __version__
from nndesk.figure.style import DARK, LIGHT, Palette
from nndesk.gui.garbage import GarbageCollector
from nndesk.gui.main_window import MainWindow
from nndesk.gui.qt_messages import silence_harmless
from nndesk.gui.settings import Settings

if TYPE_CHECKING:
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
    collector = GarbageCollector(app)
    # Ctrl+C in the terminal ends the process at once; the recovery copy is at most seconds old.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = Settings()
    window = MainWindow(settings, _first_palette(app, settings))
    start = _Start(app, window, settings, collector, file_or_example, stage)
    window.skeleton.painted.connect(start.assemble)
    window.show()
    code = app.exec()
    collector.stop()
    if start.error is not None:
        raise start.error
    return code


def application() -> QApplication:
    """The application object, made once."""
    sys.setswitchinterval(_SWITCH_INTERVAL)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    silence_harmless()
    QCoreApplication.setOrganizationName("nndesk")
    QCoreApplication.setApplicationName("nndesk")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("nndesk")
    return QApplication(sys.argv[:1])


def dress(app: QApplication, settings: Settings) -> Theme:
    """Give the application its icon, its fonts and its look, and what draws plots its defaults."""
    import pyqtgraph
    from PySide6.QtGui import QIcon

    from nndesk.assets import asset
    from nndesk.gui.fonts import load_fonts
    from nndesk.gui.theme import Theme

    # Arrays are rows of x2 and columns of x1; colours and smoothing are the panels' own.
    pyqtgraph.setConfigOptions(imageAxisOrder="row-major", antialias=True, background=None)
    app.setWindowIcon(QIcon(str(asset("icons", "nndesk.svg"))))
    load_fonts()
    theme = Theme(settings, app)
    theme.apply(app)
    return theme


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import hundreds of modules in a fifth less time.

    PySide looks into the source of every module that is imported after it for a request to rename Qt's
    methods (``from __feature__ import …``). Nothing here asks for that, so it is told that there is no
    source, as in a frozen program.
    """
    read = inspect.getsource
    inspect.getsource = _no_source  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getsource = read


def _no_source(module: object) -> str:
    raise OSError(f"the source of {module} is not looked at now")


def _first_palette(app: QApplication, settings: Settings) -> Palette:
    """The skeleton's colours. Asking the system for its colour scheme would cost more than this guess."""
    if settings.theme == "system":
        return DARK if app.palette().window().color().lightness() < 128 else LIGHT
    return DARK if settings.theme == "dark" else LIGHT


class _Start(QObject):
    """The second half of starting: runs when the skeleton is on the screen."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        settings: Settings,
        collector: GarbageCollector,
        source: str | None,
        stage: Callable[[str], object] | None,
    ) -> None:
        super().__init__(app)
        self._collector = collector
        self._app = app
        self._window = window
        self._settings = settings
        self._source = source
        self._stage = stage
        self.error: Exception | None = None

    @Slot()
    def assemble(self) -> None:
        try:
            self._assemble()
        except Exception as error:
            # Told in the terminal, not in a window that has nothing to show.
            self.error = error
            self._window.close()

    def _assemble(self) -> None:
        if self._stage is not None:
            self._stage("first")
        with quick_imports():
            importlib.import_module("nndesk.gui.workbench")
        from pathlib import Path

        from nndesk.document.examples import EXAMPLES, open_document

        theme = dress(self._app, self._settings)

        source = self._source or FIRST_EXAMPLE
        document = open_document(source)
        bench = self._window.assemble(theme, document)
        bench.crash_reporter.install()
        if source not in EXAMPLES or os.path.isfile(source):
            bench.files.adopt(document, Path(source))
        QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        """What can wait until the panels have been painted."""
        # What is there now stays. Looking through it again and again would cost a frame each time.
        gc.freeze()
        # Only now: importing makes objects and no garbage, and looking for some took a quarter of the time.
        self._collector.start()
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
