"""A menu that pops up where one has asked for it; nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget


class ContextMenu(QMenu):
    """A menu that remembers what each entry does, so that it needs no closures and dies with its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._handlers: dict[QAction, tuple[Callable[..., object], tuple[object, ...]]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.triggered.connect(self._run)

    def add(
        self,
        text: str,
        handler: Callable[..., object],
        *arguments: object,
        keys: str = "",
        enabled: bool = True,
        menu: QMenu | None = None,
    ) -> QAction:
        """An entry that calls ``handler(*arguments)``. ``keys`` are only shown; the panel listens to them."""
        action = (menu or self).addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(enabled)
        self._handlers[action] = (handler, arguments)
        return action

    def add_choice(
        self, text: str, chosen: bool, handler: Callable[..., object], *arguments: object, menu: QMenu
    ) -> QAction:
        """An entry with a mark if it is what is chosen now."""
        action = self.add(text, handler, *arguments, menu=menu)
        action.setCheckable(True)
        action.setChecked(chosen)
        return action

    def _run(self, action: QAction) -> None:
        handler, arguments = self._handlers.get(action, (None, ()))
        if handler is not None:
            handler(*arguments)


def menu_place(event: QContextMenuEvent, widget: QWidget) -> QPoint:
    """Where on the screen the menu of ``widget`` opens: at the mouse, or at what has the keyboard."""
    if event.reason() != QContextMenuEvent.Reason.Keyboard:
        return event.globalPos()
    focused = widget.focusWidget() if widget.focusWidget() is not None else widget
    return focused.mapToGlobal(QPoint(focused.width() // 2, focused.height()))
