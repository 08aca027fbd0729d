"""Data of other programs: a table from a file or the clipboard becomes the samples, in one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nndesk.gui.message_bar import Choice
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.data.csv_source import CsvSource
    from nndesk.data.dataset import Dataset
    from nndesk.document.document import Document

MOST_PASTED = 100_000_000
"""Characters on the clipboard that are still taken for a table."""
_FEW = 100
"""Inputs and outputs that can be added to a drawing, or taken from it; beyond that nobody would know it."""
Say = Callable[[str, str, Sequence[Choice]], object]


class Importing(QObject):
    """Opens the dialog with a table and gives the document what it says."""

    def __init__(
        self, window: QWidget, session: Session, worker: Worker, settings: Settings, theme: Theme, say: Say
    ) -> None:
        """``say`` shows a sentence, its kind, and choices."""
        super().__init__(window)
        self._window, self._session, self._worker = window, session, worker
        self._settings, self._theme, self._say = settings, theme, say
        self._dropped: Path | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._open_dropped)

    # --- where the table comes from ----------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file and import it."""
        from nndesk.data.csv_source import TABLE_SUFFIXES

        tables = QCoreApplication.translate("nndesk", "Tables")
        everything = QCoreApplication.translate("nndesk", "All files")
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            QCoreApplication.translate("nndesk", "Import data"),
            self._settings.last_folder,
            f"{tables} ({' '.join(f'*{suffix}' for suffix in TABLE_SUFFIXES)});;{everything} (*)",
        )
        if name:
            self._settings.last_folder = str(Path(name).absolute().parent)
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Import a file that is known already."""
        from nndesk.data.csv_source import CsvSource

        self._open(CsvSource.of_file(path))

    def drop(self, path: Path) -> None:
        """Import a file that has just been dropped, once the program it comes from has been let go."""
        self._dropped = path
        self._soon.start()

    @Slot()
    def _open_dropped(self) -> None:
        path, self._dropped = self._dropped, None
        if path is not None:
            self._window.activateWindow()
            self.open_path(path)

    def paste(self) -> None:
        """Import the table on the clipboard, or say that there is none."""
        if not self.paste_table():
            text = QCoreApplication.translate(
                "nndesk", "There is no table on the clipboard; copy cells of a spreadsheet first."
            )
            self._session.message.emit(text, "error")

    def paste_table(self) -> bool:
        """Import the table on the clipboard. Whether there was one: anything else is left to others."""
        from nndesk.data.csv_columns import is_table
        from nndesk.data.csv_source import CsvSource
        from nndesk.gui import clipboard

        text = clipboard.text_on_clipboard(MOST_PASTED)
        if not is_table(text):
            return False
        self._open(CsvSource.of_text(text, QCoreApplication.translate("nndesk", "The pasted text")))
        return True

    # --- what becomes of it ------------------------------------------------------------------------------

    def _open(self, source: CsvSource) -> None:
        from nndesk.gui.dialogs.import_data.dialog import ImportDataDialog

        dialog = ImportDataDialog(
            source, self._session.document, self._worker, self._theme, self._window.window()
        )
        accepted, dataset = dialog.exec(), dialog.dataset
        dialog.deleteLater()
        if accepted and dataset is not None:
            name = source.name if source.path is not None else ""
            self._take(dataset, name)

    def _take(self, dataset: Dataset, name: str) -> None:
        from nndesk.document.sample_edits import with_samples

        if name:
            text = QCoreApplication.translate("nndesk", "Import {name}").format(name=name)
        else:
            text = QCoreApplication.translate("nndesk", "Paste {count} samples").format(count=len(dataset))
        try:
            new = with_samples(self._session.document, dataset)
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return
        self._session.edit(text, new)
        if new.data_fit():
            said = QCoreApplication.translate("nndesk", "{count} samples imported.")
            self._session.message.emit(said.format(count=f"{len(dataset):,}"), "info")
        else:
            self._offer_network(new)

    def _offer_network(self, document: Document) -> None:
        from nndesk.document.importing import fitting_layers
        from nndesk.gui.dialogs.import_data.summary import counted_inputs, counted_targets, network_misfit

        dataset = document.dataset
        samples = QCoreApplication.translate("nndesk", "The samples have {inputs} and {targets}.")
        said = samples.format(
            inputs=counted_inputs(dataset.input_count), targets=counted_targets(dataset.target_count)
        )
        layers = fitting_layers(document, dataset)
        offer = _Offer(self._session, document, layers)
        made = QCoreApplication.translate("nndesk", "New network {layers}").format(layers=layers)
        choices = [Choice(made, offer.new_network)]
        network = document.network
        if network.names:
            said = f"{said} {network_misfit(dataset, document)}"
            more = abs(dataset.input_count - len(network.inputs))
            if more + abs(dataset.target_count - len(network.outputs)) <= _FEW:
                adapt = QCoreApplication.translate("nndesk", "Adapt the network")
                choices.insert(0, Choice(adapt, offer.adapt))
        self._say(said, "info", choices)


class _Offer:
    """Makes the network fit. An object and not a closure, for the reason that message bar gives."""

    def __init__(self, session: Session, document: Document, layers: str) -> None:
        self._session, self._dataset, self._layers = session, document.dataset, layers

    def adapt(self) -> None:
        from nndesk.document.importing import with_adapted_network

        self._change(
            QCoreApplication.translate("nndesk", "Adapt the network to the samples"), with_adapted_network
        )

    def new_network(self) -> None:
        from nndesk.document.importing import with_fitting_network

        text = QCoreApplication.translate("nndesk", "Make the network {layers}")
        self._change(text.format(layers=self._layers), with_fitting_network)

    def _change(self, text: str, change: Callable[[Document], Document]) -> None:
        document = self._session.document
        if document.dataset != self._dataset:
            said = QCoreApplication.translate("nndesk", "The samples are others by now.")
            self._session.message.emit(said, "info")
            return
        try:
            new = change(document)
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return
        self._session.edit(text, new)
