"""The small field that stands over a number on the diagram while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nndesk.gui.number_field import factor, turned
from nndesk.gui.theme import Theme

_LEAST_WIDTH = 64
_MOST_WIDTH = 260


class InlineEditor(QLineEdit):
    """A line edit that commits on Enter, restores on Esc, goes on by Tab, and nudges by ↑, ↓ and the wheel.

    ``check`` returns what is wrong with a text in a sentence, or an empty string. A wrong text cannot be
    committed: the frame turns red and stays until the text is right.

    Signals:
        committed(text, step): the text is right; ``step`` is 1 after Tab, −1 after Shift+Tab, else 0.
        abandoned: Esc, or the focus left a wrong text.
        nudged(notches): the wheel has turned, or an arrow key was pressed; Shift and Ctrl are counted in.
        problem_changed(sentence): the text has been found wrong, or (empty) is right again.
    """

    committed = Signal(str, int)
    abandoned = Signal()
    nudged = Signal(float)
    problem_changed = Signal(str)

    def __init__(self, text: str, check: Callable[[str], str], theme: Theme, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._parent = parent
        self._check = check
        self._theme = theme
        self._original = text
        self._problem = ""
        self._done = False
        self.setObjectName("inlineEditor")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFont(theme.font(13, bold=True))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.textChanged.connect(self._follow_text)
        self._dress()
        self._fit_text()
        self.selectAll()

    @property
    def problem(self) -> str:
        """What is wrong with the present text, in a sentence; empty if nothing is."""
        return self._problem

    def show_text(self, text: str) -> None:
        """Put in another text, which is right: the number has changed meanwhile."""
        self._original = text
        self.setText(text)
        self.selectAll()

    def place_at(self, center: QPoint) -> None:
        """Stand centred there, but whole inside the parent."""
        self._center = center
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        x = min(max(center.x() - self.width() // 2, room.left()), room.right() - self.width())
        y = min(max(center.y() - self.height() // 2, room.top()), room.bottom() - self.height())
        self.move(x, y)

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Tab would otherwise move the focus before keyPressEvent sees it, and every shortcut of the window
        # (Space plays, Delete removes) would take keys that are meant for the text.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._commit(step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._commit(0)
            case Qt.Key.Key_Escape:
                self._abandon()
            case Qt.Key.Key_Up:
                self.nudged.emit(factor(event.modifiers()))
            case Qt.Key.Key_Down:
                self.nudged.emit(-factor(event.modifiers()))
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned(event):
            self.nudged.emit(turned(event) * factor(event.modifiers()))
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A context menu of the field, or another window, takes the focus for a while only.
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        if self._complaint():
            self._abandon()
        else:
            self._commit(0)

    # --- inside ------------------------------------------------------------------------------------------

    def _commit(self, step: int) -> None:
        if self._done:
            return
        self._problem = self._complaint()
        if self._problem:
            self._dress()
            self.selectAll()
            self.problem_changed.emit(self._problem)
            return
        self._done = True
        self.committed.emit(self.text(), step)

    def _complaint(self) -> str:
        # What stood there when the field opened is right by definition, even rounded for reading.
        return "" if self.text() == self._original else self._check(self.text())

    def _abandon(self) -> None:
        if not self._done:
            self._done = True
            self.abandoned.emit()

    def _follow_text(self, text: str) -> None:
        # A number on its way ("-", "3/") is not yet wrong; a red frame goes as soon as it is right.
        if self._problem:
            self._problem = self._check(text)
            self._dress()
            self.problem_changed.emit(self._problem)
        self._fit_text()

    def _fit_text(self) -> None:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + self._theme.px(26)
        self.setFixedSize(
            min(max(width, self._theme.px(_LEAST_WIDTH)), self._theme.px(_MOST_WIDTH)), self._theme.px(28)
        )
        if hasattr(self, "_center"):
            self.place_at(self._center)

    def _dress(self) -> None:
        palette = self._theme.palette
        frame = palette.delta if self._problem else palette.accent
        self.setStyleSheet(
            "QLineEdit#inlineEditor {"
            f" border: 2px solid {frame}; border-radius: 6px; padding: 0 4px;"
            f" background: {palette.panel}; color: {palette.text}; }}"
        )
