"""The File menu: open, save, examples, recent files, and the question before anything is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES
from nndesk.document.storage import EXTENSION
from nndesk.figure.style import Style
from nndesk.gui.save_dialog import ask_where, file_stem
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings


class Files(QObject):
    """Which document is open. Everything that would lose changes asks first."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        finish: Callable[[], object] = lambda: None,
        look: Callable[[], Style] = Style,
    ) -> None:
        """``finish`` brings to an end what would still change the document: training.

        ``look`` tells how pictures in dialogs are to look now.
        """
        super().__init__(window)
        self._finish = finish
        self._look = look
        self._window = window
        self._session = session
        self._settings = settings
        self.recent_menu = QMenu(QCoreApplication.translate("nndesk", "Open &recent"), window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self.recent_menu.triggered.connect(self._open_recent)

    # --- new and open ------------------------------------------------------------------------------------

    def new(self) -> None:
        """An empty canvas."""
        if self.may_lose_document():
            self._session.new()

    def new_network(self) -> None:
        """Ask for the layers ("2-4-2-1") and start with that network."""
        self._start(gallery=False)

    def gallery(self) -> None:
        """Ask for an example by its picture, and start with that."""
        self._start(gallery=True)

    def _start(self, gallery: bool) -> None:
        from nndesk.gui.dialogs.new_network import NewNetworkDialog

        dialog = NewNetworkDialog(self._window, self._look(), gallery=gallery)
        if dialog.exec():
            if dialog.example:
                self.open_example(dialog.example)
            elif dialog.document is not None and self.may_lose_document():
                self._session.new(dialog.document)
        dialog.deleteLater()

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_lose_document():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            QCoreApplication.translate("nndesk", "Open"),
            self._settings.last_folder,
            self._filter(),
        )
        if name:
            self._open(Path(name))

    def open_path(self, path: str | Path) -> None:
        """Open a file that is known already: dropped on the window, or a recent one."""
        if self.may_lose_document():
            self._open(Path(path))

    def open_example(self, name: str) -> None:
        """Start from an example of ``EXAMPLES``."""
        if self.may_lose_document():
            self._session.open_example(name)

    def adopt(self, document: Document, path: Path) -> None:
        """Take over a document that the command line has read from ``path``."""
        self._session.adopt(document, path)
        self._remember(path)

    def _open(self, path: Path) -> None:
        if self._session.open(path):
            self._remember(path)
        elif not path.is_file():
            self._settings.remove_recent_file(path.absolute())

    # --- save --------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the document's file, or ask for one. Whether it was saved."""
        path = self._session.path
        if path is None:
            return self.save_as()
        return self._save(path)

    def save_as(self) -> bool:
        """Ask for a file and save there. Whether it was saved."""
        suggestion = Path(self._settings.last_folder) / f"{file_stem(self._session.name)}{EXTENSION}"
        path = ask_where(
            self._window,
            QCoreApplication.translate("nndesk", "Save as"),
            self._session.path or suggestion,
            self._filter(),
            EXTENSION,
        )
        return path is not None and self._save(path)

    def _save(self, path: Path) -> bool:
        if not self._session.save(path):
            return False
        self._remember(path)
        return True

    def may_lose_document(self) -> bool:
        """Whether the document may be replaced or closed: asks if it was not saved, and saves if told to."""
        self._finish()
        if not self._session.modified:
            return True
        answer = self._ask()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _ask(self) -> QMessageBox.StandardButton:
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.NoIcon)
        text = QCoreApplication.translate("nndesk", "Save the changes to “{name}”?")
        question.setText(text.format(name=self._session.name))
        question.setInformativeText(QCoreApplication.translate("nndesk", "Otherwise they are lost."))
        question.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        question.setDefaultButton(QMessageBox.StandardButton.Save)
        answer = QMessageBox.StandardButton(question.exec())
        question.deleteLater()
        return answer

    # --- recent files and examples -----------------------------------------------------------------------

    def examples_menu(self) -> QMenu:
        """A menu with every example, in the lecture's order."""
        menu = QMenu(QCoreApplication.translate("nndesk", "&Examples"), self._window)
        menu.setToolTipsVisible(True)
        for name, info in EXAMPLES.items():
            action = menu.addAction(info.title)
            action.setData(name)
            action.setToolTip(info.sentence)
        menu.triggered.connect(self._open_example)
        return menu

    def _open_example(self, action: QAction) -> None:
        self.open_example(action.data())

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        recent = self._settings.recent_files
        for path in recent:
            action = self.recent_menu.addAction(path.name)
            action.setData(str(path))
            action.setToolTip(str(path))
        self.recent_menu.setToolTipsVisible(True)
        if recent:
            self.recent_menu.addSeparator()
        clear = self.recent_menu.addAction(QCoreApplication.translate("nndesk", "Clear this list"))
        clear.setEnabled(bool(recent))

    def _open_recent(self, action: QAction) -> None:
        if action.data():
            self.open_path(action.data())
        else:
            self._settings.clear_recent_files()

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.last_folder = str(path.absolute().parent)

    def _filter(self) -> str:
        return QCoreApplication.translate("nndesk", "nndesk documents") + f" (*{EXTENSION})"
