"""A weights panel alone in a window, with a hand that types and clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.document.parameters import Parameter, parameter_value
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme
from nndesk.gui.weights.weights_model import VALUE
from nndesk.gui.weights.weights_panel import WeightsPanel

NO_KEY = Qt.KeyboardModifier.NoModifier


class Sheet:
    """A weights panel with a session; keys go wherever the keyboard is."""

    def __init__(self, document: Document, size: tuple[int, int] = (1100, 220)) -> None:
        self.session = Session(document)
        self.said: list[str] = []
        self.session.message.connect(self._hear)
        self.theme = Theme()
        self.window = QWidget()
        self.panel = WeightsPanel(self.session, self.theme, Settings(persistent=False))
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.panel)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 2000)
        self.table, self.matrices = self.panel.table, self.panel.matrices
        self.table.setFocus()
        QApplication.processEvents()

    def _hear(self, text: str, kind: str) -> None:
        self.said.append(text)

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def undo_text(self) -> str:
        return self.session.undo_stack.undoText()

    def value(self, parameter: Parameter) -> float:
        return parameter_value(self.document.network, parameter)

    def shown(self, row: int, column: int = VALUE) -> str:
        return self.table.weights.index(row, column).data()

    def key(self, key: Qt.Key | str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.table, key, keys)

    def type(self, text: str) -> None:
        # QTest only knows ASCII, and a person may type "−" and "½".
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    QApplication.focusWidget() or self.table, QKeyEvent(kind, 0, NO_KEY, char)
                )

    def click(self, row: int, column: int = VALUE, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        place = self.table.visualRect(self.table.weights.index(row, column)).center()
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def choose(self, text: str) -> None:
        """Open the menu of the table and take an entry, through its submenu if need be."""
        self.table.open_menu(self.window.pos())
        menu = QApplication.activePopupWidget()
        assert menu is not None
        actions = list(menu.actions())
        for action in menu.actions():
            if action.menu() is not None:
                actions += action.menu().actions()
        action = next(a for a in actions if a.text().partition("\t")[0] == text)
        assert action.isEnabled()
        action.trigger()
        if action in menu.actions():
            menu.close()
        else:
            menu.triggered.emit(action)
            menu.close()

    def close(self) -> None:
        self.window.close()
        self.session.close()
