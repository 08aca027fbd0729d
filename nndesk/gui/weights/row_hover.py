"""The mouse over a row of the table points at the neuron whose number it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from nndesk.gui.session import Session
    from nndesk.gui.weights.weights_table import WeightsTable


class RowHover(QObject):
    """Tells the spotlight of a session. With a button held, as while one scrubs, it says nothing."""

    def __init__(self, table: WeightsTable, session: Session) -> None:
        super().__init__(table)
        self._table = table
        self._spotlight = session.spotlight
        table.setMouseTracking(True)
        table.entered.connect(self._enter)
        table.viewport().installEventFilter(self)

    def _enter(self, index: QModelIndex) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        parameter = self._table.weights.parameter(index.row())
        self._spotlight.hover(parameter if isinstance(parameter, str) else parameter.target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._spotlight.hover(None)
        return False
