"""The samples for other programs: as a file of comma-separated values, or as cells on the clipboard."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from nndesk.gui.save_dialog import ask_where, file_stem
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.worker import Worker

if TYPE_CHECKING:
    from nndesk.data.csv_cells import Decimal
    from nndesk.data.dataset import Dataset

KIND = "export data"
LANE = "import"
MOST_COPIED = 1_000_000
"""Numbers; more would make the window, and the spreadsheet, wait."""
_MANY = 100_000


@dataclass(frozen=True, eq=False)
class _Job:
    """Writes a file in a thread, whole or not at all; its result is what went wrong, or nothing."""

    dataset: Dataset
    path: Path
    separator: str
    decimal: Decimal

    def __call__(self, cancel: threading.Event) -> tuple[Path, str]:
        from nndesk.data.csv_writing import table_pieces
        from nndesk.document.atomic import UnwritableError, replace_file

        pieces = table_pieces(self.dataset, self.separator, self.decimal, cancel=cancel)
        data = b"".join(piece.encode() for piece in pieces)
        if cancel.is_set():
            return self.path, ""
        try:
            replace_file(self.path, data)
        except UnwritableError as error:
            return self.path, error.reason
        return self.path, ""


class DataExports(QObject):
    """Writes numbers exactly, with the decimal mark of the view and what goes with it in spreadsheets."""

    def __init__(self, window: QWidget, session: Session, worker: Worker, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._worker, self._settings = window, session, worker, settings

    def export(self) -> None:
        """Ask where, then write the samples there."""
        if not self._any():
            return
        stem = file_stem(self._session.name, self._session.path)
        path = ask_where(
            self._window,
            QCoreApplication.translate("nndesk", "Export data"),
            Path(self._settings.last_folder) / f"{stem}.csv",
            QCoreApplication.translate("nndesk", "Comma-separated values") + " (*.csv)",
            ".csv",
        )
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the samples in the worker, and say so when it is done, or why it cannot be."""
        from nndesk.data.csv_writing import spreadsheet_format

        document = self._session.document
        separator, decimal = spreadsheet_format(document.view.decimal_comma)
        if len(document.dataset) > _MANY:
            text = QCoreApplication.translate("nndesk", "Writing {count} samples…")
            self._session.message.emit(text.format(count=f"{len(document.dataset):,}"), "info")
        job = _Job(document.dataset, path, separator, decimal)
        self._worker.submit(KIND, job, self._written, lane=LANE)

    def _written(self, done: tuple[Path, str]) -> None:
        path, reason = done
        if reason:
            text = QCoreApplication.translate("nndesk", "{name} could not be exported: {reason}.")
            self._session.message.emit(text.format(name=path.name, reason=reason), "error")
            return
        self._settings.last_folder = str(path.absolute().parent)
        text = QCoreApplication.translate("nndesk", "Exported {name}.")
        self._session.message.emit(text.format(name=path.name), "info")

    def copy(self) -> None:
        """Put the samples on the clipboard as cells that a spreadsheet takes."""
        from nndesk.data.csv_writing import spreadsheet_format, table_text
        from nndesk.gui import clipboard

        if not self._any():
            return
        document = self._session.document
        dataset = document.dataset
        if dataset.x.size + dataset.t.size > MOST_COPIED:
            text = QCoreApplication.translate(
                "nndesk", "{count} samples are too many for the clipboard; export them to a file."
            )
            self._session.message.emit(text.format(count=f"{len(dataset):,}"), "error")
            return
        _, decimal = spreadsheet_format(document.view.decimal_comma)
        clipboard.put_text(table_text(dataset, "\t", decimal))
        text = QCoreApplication.translate("nndesk", "{count} samples copied as a table.")
        self._session.message.emit(text.format(count=f"{len(dataset):,}"), "info")

    def _any(self) -> bool:
        if len(self._session.document.dataset):
            return True
        text = QCoreApplication.translate("nndesk", "There are no samples.")
        self._session.message.emit(text, "error")
        return False
