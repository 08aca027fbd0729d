"""Import data: the table as it was understood, what can be said about it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from nndesk.data.csv_columns import Preview, Role, preview
from nndesk.data.csv_reading import Reading
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import ALL_ROWS, check_wanted
from nndesk.data.dataset import Dataset
from nndesk.data.errors import DataError
from nndesk.document.document import MAX_SAMPLES, Document
from nndesk.document.importing import wanted_for
from nndesk.gui.dialogs.import_data.background_reading import BackgroundReading
from nndesk.gui.dialogs.import_data.format_fields import FormatFields
from nndesk.gui.dialogs.import_data.preview_table import PreviewTable
from nndesk.gui.dialogs.import_data.roles import with_role
from nndesk.gui.dialogs.import_data.row_fields import RowFields
from nndesk.gui.dialogs.import_data.summary import summary
from nndesk.gui.icons import pixmap
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker

_SIZE = (860, 600)
_AFTER_MS = 60
_TOO_MANY = 1.3 * MAX_SAMPLES
"""An estimate beyond which there are certainly too many rows."""


class ImportDataDialog(QDialog):
    """``dataset`` is what was read, once the dialog has been accepted.

    The whole table is read in the worker as soon as it is understood, so that every problem in it is told
    before it is imported and importing takes no time.
    """

    def __init__(
        self,
        source: CsvSource,
        document: Document,
        worker: Worker,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """``document`` gets the samples: its outputs say how classes become targets."""
        super().__init__(parent)
        self.setWindowTitle(
            QCoreApplication.translate("nndesk", "Import {name}").format(name=source.name)
            if source.path is not None
            else QCoreApplication.translate("nndesk", "Paste data")
        )
        self._source, self._document, self._theme = source, document, theme
        self.dataset: Dataset | None = None
        self._preview: Preview | None = None
        self._reading: Reading | None = None
        self.reading = BackgroundReading(worker, self)
        self._make_fields(theme)
        self._lay_out(theme)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._read)
        self.format.changed.connect(self._look)
        self.rows.changed.connect(self._read_soon)
        self.table.role_wanted.connect(self._set_role)
        self.leave_out.toggled.connect(self._show_reading)
        self.reading.advanced.connect(self._advance)
        self.reading.read.connect(self._take)
        self.reading.failed.connect(self._refuse)
        self.finished.connect(self._end)
        self._look()
        if self._preview is not None and self._preview.row_count > _TOO_MANY:
            self.rows.draw_some()
        self.table.setFocus()

    def _make_fields(self, theme: Theme) -> None:
        self.format = FormatFields(encoding=self._source.path is not None)
        self.table = PreviewTable(theme)
        self.rows = RowFields(MAX_SAMPLES)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumHeight(self._note.fontMetrics().lineSpacing() * 2)
        self.leave_out = QCheckBox()
        self.leave_out.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(QCoreApplication.translate("nndesk", "How much has been read"))
        policy = self.bar.sizePolicy()
        # Coming and going it must not move what is above.
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.take = self.buttons.button(standard.Ok)
        self.take.setText(QCoreApplication.translate("nndesk", "Import"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self, theme: Theme) -> None:
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._mark)
        said.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.format)
        column.addWidget(self.table, 1)
        column.addWidget(self.rows)
        column.addLayout(said)
        column.addWidget(self.leave_out)
        column.addWidget(self.bar)
        column.addWidget(self.buttons)
        size = QSize(*(theme.px(side) for side in _SIZE))
        parent = self.parentWidget()
        if parent is not None:
            size = size.boundedTo(parent.window().size() - QSize(16, 32))
        self.resize(size)

    @property
    def note(self) -> str:
        """What the dialog says about the table."""
        return self._note.text()

    # --- looking at it -----------------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        """Understand the beginning of the table anew."""
        before = self.table.table.columns
        try:
            self._preview = preview(self._source, self.format.choice)
        except DataError as error:
            self._preview = None
            self.table.table.show_table(None)
            self.format.show_found(None)
            self.reading.give_up()
            self._refuse(str(error))
            return
        if [column.name for column in before] == [column.name for column in self._preview.columns]:
            # What a person has said about the columns still holds where it can.
            kept = [
                old.role if old.kind == new.kind else new.role
                for old, new in zip(before, self._preview.columns, strict=True)
            ]
            self._preview = replace(self._preview, columns=self._preview.with_roles(kept))
        self.format.show_found(self._preview.format)
        self.rows.show_size(self._preview.row_count, self._preview.whole)
        self.table.table.show_table(self._preview)
        self.table.fit_columns()
        self._read_soon()

    @Slot(int, str)
    def _set_role(self, column: int, role: Role) -> None:
        if self._preview is None:
            return
        roles = with_role(self._preview.columns, column, role)
        self._preview = replace(self._preview, columns=self._preview.with_roles(roles))
        self.table.table.set_columns(self._preview.columns)
        self._read_soon()

    # --- reading it --------------------------------------------------------------------------------------

    @Slot()
    def _read_soon(self) -> None:
        self._reading = None
        self.take.setEnabled(False)
        self.reading.give_up()
        self._soon.start()

    @Slot()
    def _read(self) -> None:
        if self._preview is None:
            return
        wanted = wanted_for(self._document, self._preview, rows=self.rows.choice)
        try:
            check_wanted(wanted, self._source, self._preview.row_count)
        except DataError as error:
            self._refuse(str(error))
            return
        self.reading.begin(self._source, wanted)

    @Slot(float)
    def _advance(self, part: float) -> None:
        self.bar.setValue(round(1000 * part))
        if not self.bar.isVisible():
            self.bar.show()
            self.leave_out.hide()
            self._say(QCoreApplication.translate("nndesk", "Reading the table…"))

    def _take(self, reading: Reading) -> None:
        self._reading = reading
        self.bar.hide()
        if self.rows.choice == ALL_ROWS:
            self.rows.show_size(reading.row_count, exact=True)
        self._show_reading()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._reading = None
        self.bar.hide()
        self.leave_out.hide()
        self.take.setEnabled(False)
        self._say(sentence, problem=True)

    @Slot()
    def _show_reading(self) -> None:
        """Say what has been read, and whether it can be imported."""
        reading = self._reading
        if reading is None:
            return
        problems = reading.problems
        self.leave_out.setVisible(bool(problems) and len(reading.dataset) > 0)
        rows = problems.rows or f"{problems.count:,}"
        text = QCoreApplication.translate("nndesk", "Leave out {rows}")
        self.leave_out.setText(text.format(rows=rows))
        try:
            dataset = reading.accepted(self.leave_out.isChecked())
        except DataError as error:
            self.take.setEnabled(False)
            self._say(str(error), problem=True)
            return
        self.take.setEnabled(True)
        doubt = self._preview.doubt if self._preview is not None else ""
        self._say(" ".join(filter(None, (summary(dataset, self._document), *reading.notes, doubt))))

    def _say(self, text: str, problem: bool = False) -> None:
        palette, side = self._theme.palette, self._theme.px(18)
        name, color = ("alert-circle", palette.delta) if problem else ("info-circle", palette.accent)
        self._mark.setPixmap(pixmap(name, color, side, self.devicePixelRatioF()))
        self._note.setText(text)
        self._note.setAccessibleName(text)

    # --- the end -----------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Only with a table that has been read."""
        if self._reading is None:
            return
        try:
            self.dataset = self._reading.accepted(self.leave_out.isChecked())
        except DataError:
            return
        super().accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    @Slot()
    def _end(self) -> None:
        self._soon.stop()
        self.reading.give_up()
