"""The card under network and plane in the Draw workspace: the table of numbers and the matrices beside it."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.gui.session import Selection, Session
from nndesk.gui.settings import Settings
from nndesk.gui.streaming import streamed
from nndesk.gui.theme import Theme
from nndesk.gui.weights.changes import WeightChanges
from nndesk.gui.weights.matrices_view import MatricesView
from nndesk.gui.weights.weights_table import WeightsTable
from nndesk.network.model import Network

_PAUSE = 0.2
"""Seconds between two states of training: faster than this nobody can read."""


class WeightsPanel(QWidget):
    """Shows the session's numbers and follows it; while it is hidden it does nothing, then catches up."""

    def __init__(
        self, session: Session, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._settings = settings
        self._streamed: Network | None = None
        self._streamed_at = 0.0
        self._late = False
        self.changes = WeightChanges(session, self)
        self.table = WeightsTable(session, self.changes, theme)
        self.table.setAccessibleName(QCoreApplication.translate("nndesk", "Weights and biases"))
        self.table.setAccessibleDescription(
            QCoreApplication.translate(
                "nndesk",
                "A row for each weight and bias. Type a number to change those selected; Space locks.",
            )
        )
        self.table.removal_tried.connect(self._explain_removal)
        self.matrices = MatricesView(session, self.changes, theme)
        self.matrices.removal_tried.connect(self._explain_removal)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(QCoreApplication.translate("nndesk", "Only node…"))
        self.filter.setAccessibleName(QCoreApplication.translate("nndesk", "Only rows of this node"))
        self.filter.setToolTip(
            QCoreApplication.translate("nndesk", "Show only the rows of nodes whose names contain this")
        )
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.table.show_filter)
        self.filter.installEventFilter(self)
        self._title = QLabel(QCoreApplication.translate("nndesk", "Weights and biases"))
        self._title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 12, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.filter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(18)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.matrices)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._dress()
        state = settings.layout("weights")
        if state is None or not self.splitter.restoreState(state):
            self.splitter.setSizes([theme.px(450), theme.px(740)])
        self.splitter.splitterMoved.connect(self._keep_sizes)
        session.document_changed.connect(self._on_document_changed)
        session.selection_changed.connect(self._on_selection_changed)
        theme.changed.connect(self._dress)

    def title(self) -> str:
        """None from the card: the title stands over the table alone, the matrices need the height."""
        return ""

    def show_network(self, network: Network | None) -> None:
        """Show the numbers of ``network``, a moment of training, and leave the document; None ends that."""
        if network is not None:
            if monotonic() - self._streamed_at < _PAUSE:
                return
            self._streamed_at = monotonic()
        self._streamed = network
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(900), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(76))

    # --- following ---------------------------------------------------------------------------------------

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if new.network is old.network and new.initial is old.initial and new.view is old.view:
            return
        self._refresh()

    def _on_selection_changed(self, selection: Selection) -> None:
        if not self.isVisible():
            self._late = True
            return
        self.table.follow_selection(selection)
        self.matrices.follow_selection(selection)

    def _refresh(self) -> None:
        if not self.isVisible():
            self._late = True
            return
        document = streamed(self._session.document, self._streamed) or self._session.document
        self.table.show_document(document)
        self.matrices.show_document(document)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._late:
            self._late = False
            self._refresh()
            self._on_selection_changed(self._session.selection)

    def _dress(self) -> None:
        px = self._theme.px
        self.filter.setFixedSize(px(150), px(24))
        self.filter.setStyleSheet(f"QLineEdit {{ padding: 0 {px(8)}px; font-size: {px(12)}px; }}")
        self.table.dress()
        self.matrices.dress()

    def _keep_sizes(self, *_: int) -> None:
        self._settings.set_layout("weights", self.splitter.saveState())

    def _explain_removal(self) -> None:
        text = QCoreApplication.translate(
            "nndesk", "Nothing was deleted: to set numbers to 0, type 0; edges are deleted in the diagram."
        )
        self._session.message.emit(text, "info")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc empties the filter; ↓ goes on to the rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                return True
        return False
