"""A node's name, to be typed over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolTip

from nndesk.document.edits import rename
from nndesk.gui.focus import leaves_undo_to_the_window
from nndesk.gui.number_field import INVALID
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.network.errors import NetworkError


class NameField(QLineEdit):
    """Enter renames the node, Escape brings the name back; a name that cannot be is told why."""

    def __init__(self, session: Session, theme: Theme, name: str) -> None:
        super().__init__(name)
        self._session = session
        self._name = name
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Name"))
        self.setMaxLength(60)
        # Of a long name the beginning is seen.
        self.setCursorPosition(0)
        self._hint = QCoreApplication.translate("nndesk", "The node's name: type over it to rename the node")
        self.setToolTip(self._hint)
        self.textEdited.connect(self._forgive)
        colors, shades = theme.palette, theme.shades
        self.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: 1px solid transparent; border-radius: 6px;"
            f" padding: {theme.px(3)}px {theme.px(6)}px; font-weight: 600; }}"
            f"QLineEdit:hover {{ border-color: {shades.edge}; }}"
            f"QLineEdit:focus {{ border-color: {colors.accent}; font-weight: 400; }}"
            f'QLineEdit[invalid="true"] {{ border-color: {INVALID}; }}'
        )

    def commit(self) -> bool:
        """Rename the node. Returns False, and shows why, if it cannot be called that."""
        new = self.text().strip()
        if new == self._name:
            self.restore()
            return True
        try:
            document = rename(self._session.document, self._name, new)
        except NetworkError as error:
            self._complain(str(error))
            return False
        old, self._name = self._name, new
        text = QCoreApplication.translate("nndesk", "Rename {name} to {new}").format(name=old, new=new)
        self._session.edit(text, document)
        self._session.select((new,))
        return True

    def restore(self) -> None:
        self.setText(self._name)
        self.setCursorPosition(0)
        self.setModified(False)
        self._forgive()

    def _forgive(self) -> None:
        self._complain("")

    def _complain(self, problem: str) -> None:
        self.setToolTip(problem or self._hint)
        self.setAccessibleDescription(problem)
        if bool(self.property("invalid")) != bool(problem):
            self.setProperty("invalid", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Escape,
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and leaves_undo_to_the_window(self, event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.commit():
                QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self.toolTip(), self)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.restore()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        if not self.isModified() or not self.commit():
            self.restore()
