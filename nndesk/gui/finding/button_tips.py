"""Tooltips of buttons name the keys that do the same, and the keys come from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from nndesk.gui.key_names import key_name

if TYPE_CHECKING:
    from nndesk.gui.actions import Actions

ACTION = "action"
"""A button that does the same as an action has its id as this property."""


class ButtonTips(QObject):
    """Adds ``(Ctrl+1)`` to what a button says of itself, now and whenever that changes."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions

    def explain(self, root: QWidget) -> None:
        """See to all buttons in ``root`` that have an action; to none twice."""
        for button in root.findChildren(QAbstractButton):
            if button.property(ACTION) is not None:
                button.installEventFilter(self)
                self._add_keys(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTipChange and isinstance(watched, QAbstractButton):
            self._add_keys(watched)
        return False

    def _add_keys(self, button: QAbstractButton) -> None:
        keys = self._actions.keys(button.property(ACTION))
        ending = f" ({key_name(keys[0])})" if keys else ""
        if not button.toolTip().endswith(ending):
            button.setToolTip(button.toolTip() + ending)
