"""Who has the keyboard when what had it is gone, and who may take a key that is also a shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class FocusKeeper(QObject):
    """Gives the keyboard to ``home`` whenever the widget that had it is hidden or taken away.

    Qt would pass it to whatever comes next in the tab order: a number, which the next arrow key changes.
    """

    def __init__(self, window: QMainWindow, home: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is None or not isValid(old) or old.isVisible() or old is self._home:
            return
        if now is not None and now.window() is not self._window:
            # Of another window, which has a keeper of its own.
            return
        # A page that was taken out of the window is a window itself. Dialogs and popups see to themselves.
        window = old.window()
        if window is not self._window and window.windowType() not in _PLAIN:
            return
        if self._home.isVisible():
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        elif now is not None:
            # Then no widget has it, and the shortcuts of the window still work.
            now.clearFocus()


_PLAIN = (Qt.WindowType.Widget, Qt.WindowType.Window)


def claims(event: QEvent, wants: Callable[[QKeyEvent], bool]) -> bool:
    """Keep a key from the window's shortcuts for a widget that has the keyboard and ``wants`` it; tell if so.

    To be asked first in the widget's ``event``: the key comes again then, as a press.
    """
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and wants(event):
        event.accept()
        return True
    return False


def takes_key(event: QKeyEvent) -> bool:
    """Whether what has the keyboard uses this key, whatever else it is a shortcut for: a button is pressed,
    selected words are copied."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLabel):
        return focused.hasSelectedText() and event.matches(QKeySequence.StandardKey.Copy)
    return (
        isinstance(focused, QAbstractButton)
        and event.key() in _PRESS
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )


def press_focused_button(event: QKeyEvent) -> bool:
    """Press the button that has the keyboard if this is Return, which Qt leaves to dialogs; tell if so."""
    focused = QApplication.focusWidget()
    if (
        isinstance(focused, QAbstractButton)
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and not event.isAutoRepeat()
    ):
        focused.click()
        return True
    return False


def open_menu_by_key(event: QKeyEvent) -> bool:
    """Open the context menu of what has the keyboard if this key asks for one; tell if so.

    Only some systems do that by themselves, and hardly any for Shift+F10.
    """
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    if event.key() != Qt.Key.Key_Menu and not (event.key() == Qt.Key.Key_F10 and shift):
        return False
    focused = QApplication.focusWidget()
    if focused is None:
        return False
    at = focused.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focused, QContextMenuEvent(reason, at, focused.mapToGlobal(at)))
    return True


class _WheelNeedsFocus(QObject):
    """Keeps the wheel from what does not have the keyboard; whatever it stands in scrolls instead."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def wheel_needs_focus(*widgets: QWidget) -> None:
    """Let the wheel turn these combo boxes and spin boxes only once they have been clicked or tabbed to."""
    for widget in widgets:
        # The wheel must not give the focus either.
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(_WheelNeedsFocus(widget))


def leaves_undo_to_the_window(field: QLineEdit, event: QKeyEvent) -> bool:
    """Whether the keys of undo and redo mean the document's: what has been typed has been taken already."""
    keys = QKeySequence.StandardKey
    return not field.isModified() and (event.matches(keys.Undo) or event.matches(keys.Redo))
