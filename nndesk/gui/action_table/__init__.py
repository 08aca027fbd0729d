"""Every action of the window in one place: its name, its keys, what it does. A file for each menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.action_table.data_menu import data_menu
from nndesk.gui.action_table.edit_menu import edit_menu
from nndesk.gui.action_table.file_menu import file_menu
from nndesk.gui.action_table.help_menu import help_menu
from nndesk.gui.action_table.network_menu import network_menu
from nndesk.gui.action_table.train_menu import train_menu
from nndesk.gui.action_table.view_menu import view_menu
from nndesk.gui.action_table.walk_menu import walk_menu
from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def menu_titles() -> dict[str, str]:
    """The menu bar, left to right."""
    return {
        "file": QCoreApplication.translate("nndesk", "&File"),
        "edit": QCoreApplication.translate("nndesk", "&Edit"),
        "network": QCoreApplication.translate("nndesk", "&Network"),
        "data": QCoreApplication.translate("nndesk", "&Data"),
        "view": QCoreApplication.translate("nndesk", "&View"),
        "walk": QCoreApplication.translate("nndesk", "&Walk"),
        "train": QCoreApplication.translate("nndesk", "&Train"),
        "help": QCoreApplication.translate("nndesk", "&Help"),
    }


def action_table(bench: Workbench) -> tuple[Spec, ...]:
    """The actions, in menu order."""
    return (
        *file_menu(bench),
        *edit_menu(bench),
        *network_menu(bench),
        *data_menu(bench),
        *view_menu(bench),
        *walk_menu(bench),
        *train_menu(bench),
        *help_menu(bench),
    )
