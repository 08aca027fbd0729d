"""The window. A skeleton is shown at once; the workbench comes in the next turn of the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nndesk.gui.focus import open_menu_by_key, press_focused_button, takes_key
from nndesk.gui.skeleton import Skeleton

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from nndesk.document.document import Document
    from nndesk.figure.style import Palette
    from nndesk.gui.layout import Layout
    from nndesk.gui.settings import Settings
    from nndesk.gui.theme import Theme
    from nndesk.gui.workbench import Workbench

NATURAL_SIZE = (1440, 900)
SMALLEST_SIZE = (880, 600)
_EXTENSION = ".nndesk"


class MainWindow(QMainWindow):
    """What a window has to do with the outside: appearing, closing, being dropped on, keeping its place."""

    def __init__(self, settings: Settings, palette: Palette) -> None:
        """``palette`` is that of the skeleton."""
        super().__init__()
        self._settings = settings
        self._bench: Workbench | None = None
        self._layout: Layout | None = None
        self._drop_hint = ""
        self.setObjectName("nndesk")
        self.setWindowTitle("nndesk")
        self.skeleton = Skeleton(palette)
        self.setCentralWidget(self.skeleton)
        self._place()

    @property
    def bench(self) -> Workbench:
        """What is behind the window. Raises RuntimeError before :meth:`assemble`."""
        if self._bench is None:
            raise RuntimeError("The window has not been assembled yet.")
        return self._bench

    @property
    def cards(self) -> Layout:
        """The window's content. Raises RuntimeError before :meth:`assemble`."""
        if self._layout is None:
            raise RuntimeError("The window has not been assembled yet.")
        return self._layout

    def assemble(self, theme: Theme, document: Document) -> Workbench:
        """Put the real content in the place of the skeleton. The first call imports what takes time."""
        from nndesk.gui.layout import Layout
        from nndesk.gui.workbench import Workbench

        self._layout = Layout(theme, self._settings)
        self._bench = Workbench(self, self._layout, theme, self._settings, document)
        self.setCentralWidget(self._layout)
        self._layout.place(self.width(), self.height())
        self.setMinimumSize(*SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._bench.diagram.setFocus()
        return self._bench

    def _place(self) -> None:
        size = QSize(*NATURAL_SIZE)
        screen = QGuiApplication.primaryScreen()
        self.resize(size if screen is None else size.boundedTo(screen.availableSize()))
        geometry = self._settings.layout("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # It comes here when the widget that has the keyboard does not claim the key for itself.
        if event.type() == QEvent.Type.ShortcutOverride and self._bench is not None and takes_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if press_focused_button(event) or open_menu_by_key(event):
            return
        if event.key() == Qt.Key.Key_Escape and self._bench is not None:
            self._bench.message_bar.dismiss()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._bench is not None and not self._bench.files.may_lose_document():
            event.ignore()
            return
        self._settings.set_layout("geometry", self.saveGeometry())
        if self._layout is not None:
            self._layout.save()
        self._settings.sync()
        if self._bench is not None:
            self._bench.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = _dropped_file(event)
        if path is None:
            return
        _accept_copy(event)
        if path.suffix != _EXTENSION:
            text = QCoreApplication.translate("nndesk", "Drop it to import the samples in {name}.")
            self._drop_hint = text.format(name=path.name)
            self.bench.message_bar.say(self._drop_hint)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._forget_hint()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        self._forget_hint()
        if path is None:
            return
        _accept_copy(event)
        if path.suffix == _EXTENSION:
            self.bench.files.open_path(path)
        else:
            self.bench.importing.drop(path)

    def _forget_hint(self) -> None:
        hint, self._drop_hint = self._drop_hint, ""
        if hint and self.bench.message_bar.text == hint:
            self.bench.message_bar.dismiss()


def _accept_copy(event: QDropEvent) -> None:
    # Whatever was proposed: told that a file has been moved, its owner would delete it.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The document or the table among what is dragged; None if there is none, or several."""
    from pathlib import Path

    from nndesk.data.csv_source import TABLE_SUFFIXES

    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if len(files) != 1:
        return None
    suffix = files[0].suffix
    return files[0] if suffix == _EXTENSION or suffix.lower() in TABLE_SUFFIXES else None
