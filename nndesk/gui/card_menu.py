"""The menu of a card's header: hide this panel, bring others back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nndesk.gui.context_menu import ContextMenu

if TYPE_CHECKING:
    from nndesk.gui.actions import Actions

_SHOW = "view.show_"


def card_menu(window: QWidget, actions: Actions, name: str) -> ContextMenu:
    """The menu of the card ``name``; the panels are the View menu's own entries."""
    menu = ContextMenu(window)
    own = f"{_SHOW}{name}"
    if own in actions:
        menu.add(QCoreApplication.translate("nndesk", "Hide this panel"), actions[own].trigger)
        menu.addSeparator()
    menu.addActions([actions[spec.id] for spec in actions.specs if spec.id.startswith(_SHOW)])
    return menu
