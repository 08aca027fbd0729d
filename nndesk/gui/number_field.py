"""A line to write a number in, the way people write numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from nndesk.gui.context_menu import menu_place
from nndesk.gui.focus import leaves_undo_to_the_window
from nndesk.gui.theme import Theme
from nndesk.network.errors import NumberSyntaxError
from nndesk.network.numbers import THREE_DIGITS, NumberFormat, parse_number

_gestures = count(1)

INVALID = "#D5432E"
"""Frame of a field whose text is not accepted, in both palettes."""

_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)

_EXACT_DIGITS = 15
"""Digits while the field is being edited: as many as a float is sure of."""

_GESTURE_PAUSE_MS = 1200
"""Nudges closer together than this are one gesture, and one undo step."""


class NumberField(QLineEdit):
    """Accepts what :func:`~nndesk.network.numbers.parse_number` does: ``-3/2``, ``0,5``, ``sqrt(2)``.

    Enter, or leaving the field, commits; Escape brings the old value back. ↑ and ↓ nudge by ``step``, with
    Shift by ten times that, with Ctrl by a tenth; so does the wheel while the field has the keyboard. A
    text that is no number gets a red frame and a sentence; Enter keeps it for correction, leaving brings
    the old value back.

    Signals:
        committed(value, gesture): a person wants this value. ``gesture`` is 0 for a typed one; nudges of one
            gesture share a number, to put in the merge key of an edit.
        abandoned: Escape was pressed.
    """

    committed = Signal(float, int)
    abandoned = Signal()

    def __init__(
        self,
        value: float = 0.0,
        *,
        step: float = 0.1,
        check: Callable[[float], str | None] | None = None,
        integer: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``check`` gives a sentence on what is wrong, or None; ``integer``: whole numbers only."""
        super().__init__(parent)
        self._value = float(value)
        self._step = step
        self._check = check
        self._integer = integer
        self._numbers = THREE_DIGITS
        self._hint = ""
        self._problem: str | None = None
        self._gesture = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_GESTURE_PAUSE_MS)
        self._pause.timeout.connect(self._end_gesture)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._clear_problem)
        self._show()

    @property
    def value(self) -> float:
        """The value last set or committed, whatever is being typed."""
        return self._value

    @property
    def problem(self) -> str | None:
        """Why the present text is not accepted."""
        return self._problem

    def set_value(self, value: float) -> None:
        """Show ``value``; a text that is being typed is left alone."""
        if value == self._value and self.text():
            return
        self._value = float(value)
        if not (self.hasFocus() and self.isModified()):
            self._show()

    def set_notation(self, numbers: NumberFormat) -> None:
        """How the value is written while it is not being edited."""
        if numbers != self._numbers:
            self._numbers = numbers
            if not self.hasFocus():
                self._show()

    def set_hint(self, text: str) -> None:
        """The tooltip while nothing is wrong."""
        self._hint = text
        if self._problem is None:
            self.setToolTip(text)

    def dress(self, theme: Theme, role: str = "text") -> None:
        """Look like bold text in the palette's colour ``role``; the frame comes when it is touched."""
        colors, shades = theme.palette, theme.shades
        self.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: 1px solid transparent; border-radius: 6px;"
            f" padding: {theme.px(3)}px {theme.px(6)}px; color: {getattr(colors, role)}; font-weight: 600; }}"
            f"QLineEdit:hover {{ border-color: {shades.edge}; }}"
            f"QLineEdit:focus {{ border-color: {colors.accent}; background: {colors.panel};"
            f" color: {colors.text}; font-weight: 400; }}"
            f'QLineEdit[invalid="true"] {{ border-color: {INVALID}; }}'
        )

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        numbers = self._numbers
        if self.hasFocus() or self._integer:
            numbers = replace(numbers, digits=_EXACT_DIGITS)
        self.setText(numbers.text(self._value))
        self.setCursorPosition(0)
        self.setModified(False)
        self._clear_problem()
        if self.hasFocus():
            self.selectAll()

    def _clear_problem(self) -> None:
        self._set_problem(None)

    def _set_problem(self, problem: str | None) -> None:
        if problem == self._problem:
            return
        self._problem = problem
        self.setToolTip(problem or self._hint)
        self.setAccessibleDescription(problem or "")
        self.setProperty("invalid", problem is not None)
        # The style sheet looks at dynamic properties only when it is asked to.
        self.style().unpolish(self)
        self.style().polish(self)

    # --- committing --------------------------------------------------------------------------------------

    def commit(self) -> bool:
        """Take the text. Returns False, and shows why, if it is not an acceptable number."""
        if not self.isModified():
            self._show()
            return True
        try:
            value = parse_number(self.text())
            problem = self._problem_with(value)
        except NumberSyntaxError as error:
            value, problem = self._value, str(error)
        if problem is not None:
            self._set_problem(problem)
            return False
        self._take(value, 0)
        return True

    def _problem_with(self, value: float) -> str | None:
        if self._integer and not value.is_integer():
            return QCoreApplication.translate("nndesk", "This must be a whole number.")
        return self._check(value) if self._check is not None else None

    def _take(self, value: float, gesture: int) -> None:
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            self.committed.emit(value, gesture)

    def restore(self) -> None:
        """Forget what was typed."""
        self.setModified(False)
        self._show()

    def _nudge(self, steps: float) -> None:
        if self.isReadOnly() or (self.isModified() and not self.commit()):
            return
        if not self._gesture:
            self._gesture = next(_gestures)
        self._pause.start()
        # Ten decimals: 0.1 + 0.2 is 0.3 here.
        value = round(self._value + steps * self._step, 10) + 0.0
        if self._integer:
            value = float(round(value))
        if self._problem_with(value) is None:
            self._take(value, self._gesture)

    def _end_gesture(self) -> None:
        self._gesture = 0

    # --- its menu ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        for text, handler in (
            (QCoreApplication.translate("nndesk", "Negate"), self.negate),
            (QCoreApplication.translate("nndesk", "Set to 0"), self.set_to_zero),
        ):
            menu.addAction(text, handler).setEnabled(not self.isReadOnly())
        # What the field stands in may know more: what the number is called.
        extend = getattr(self.parentWidget(), "extend_menu", None)
        if callable(extend):
            extend(self, menu)
        menu.popup(menu_place(event, self))
        event.accept()

    def negate(self) -> None:
        """Commit the number with the other sign."""
        self._want(0.0 - self._value)

    def set_to_zero(self) -> None:
        """Commit 0."""
        self._want(0.0)

    def _want(self, value: float) -> None:
        problem = self._problem_with(value)
        if problem is None:
            self._take(value, 0)
        else:
            self._set_problem(problem)

    # --- events ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # These keys belong to the field that has the keyboard, whatever they are shortcuts for elsewhere.
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in _OWN_KEYS:
                event.accept()
                return True
            if leaves_undo_to_the_window(self, event):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.commit():
                self.selectAll()
                QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self._problem or "", self)
            event.accept()
        elif key == Qt.Key.Key_Escape:
            self.restore()
            self.abandoned.emit()
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._nudge((1 if key == Qt.Key.Key_Up else -1) * self._factor(event.modifiers()))
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            # The panel scrolls instead.
            event.ignore()
            return
        # With Alt held, some systems turn the wheel sideways.
        turn = event.angleDelta().y() or event.angleDelta().x()
        if turn:
            self._nudge(turn / 120 * self._factor(event.modifiers()))
        event.accept()

    def _factor(self, modifiers: Qt.KeyboardModifier) -> float:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            return 10.0
        if modifiers & Qt.KeyboardModifier.ControlModifier and not self._integer:
            return 0.1
        return 1.0

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isModified():
            self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        self._end_gesture()
        if not self.commit():
            self.restore()
        self._show()
