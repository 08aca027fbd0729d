"""The window. It is shown with empty cards at once; its workbench comes in the next turn of the event loop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nndesk.gui.layout import Layout
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.workbench import Workbench

NATURAL_SIZE = QSize(1440, 900)
SMALLEST_SIZE = QSize(800, 560)
_EXTENSION = ".nndesk"


class MainWindow(QMainWindow):
    """Header, cards, menu bar; what a window has to do with the outside: closing, dropping, its place.

    Signals:
        first_painted: the empty window has been on the screen for the first time.
    """

    first_painted = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._painted = False
        self._bench: Workbench | None = None
        self.setObjectName("nndesk")
        self.setWindowTitle("nndesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(SMALLEST_SIZE)
        self.setAcceptDrops(True)
        # A menu bar of the right height from the start: nothing may jump when the menus come.
        self.menuBar().addMenu(" ").menuAction().setVisible(True)
        self.cards = Layout(theme, settings)
        self.setCentralWidget(self.cards)
        self._place()

    @property
    def bench(self) -> Workbench:
        """What is behind the window. Raises RuntimeError before :meth:`assemble`."""
        if self._bench is None:
            raise RuntimeError("The window has not been assembled yet.")
        return self._bench

    def assemble(self, document: Document) -> Workbench:
        """Fill the empty window. The first call imports everything that takes time."""
        from nndesk.gui.workbench import Workbench

        self.menuBar().clear()
        self._bench = Workbench(self, self.cards, self._theme, self._settings, document)
        self._bench.diagram.setFocus()
        return self._bench

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize() if screen is not None else NATURAL_SIZE
        self.resize(NATURAL_SIZE.boundedTo(room))
        geometry = self._settings.layout("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.cards.place(self.width(), self.height())

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            # In the next turn, when what was painted has been handed to the screen.
            QTimer.singleShot(0, self.first_painted.emit)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._bench is not None and not self._bench.files.may_lose_document():
            event.ignore()
            return
        self._settings.set_layout("geometry", self.saveGeometry())
        self.cards.save()
        self._settings.sync()
        if self._bench is not None:
            self._bench.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._bench is not None and _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is None or self._bench is None:
            return
        event.acceptProposedAction()
        self._bench.files.open_path(path)


def _dropped_file(event: QDropEvent) -> Path | None:
    """The document among what is dragged; None if there is none, or several."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix == _EXTENSION else None
