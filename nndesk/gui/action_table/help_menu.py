"""The Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def help_menu(bench: Workbench) -> tuple[Spec, ...]:
    return (
        Spec(
            "help.find",
            QCoreApplication.translate("nndesk", "&Find an action…"),
            bench.finding.toggle_palette,
            ("Ctrl+K",),
            QCoreApplication.translate("nndesk", "Find every action by its name"),
        ),
        Spec("help.guide", QCoreApplication.translate("nndesk", "&Guide"), bench.show_guide, ("F1",)),
        Spec(
            "help.shortcuts",
            QCoreApplication.translate("nndesk", "&Shortcuts and gestures"),
            bench.finding.toggle_shortcuts,
            ("?", "Ctrl+/"),
            QCoreApplication.translate("nndesk", "All keys, and what the mouse can do"),
        ),
        Spec(
            "help.about",
            QCoreApplication.translate("nndesk", "&About nndesk"),
            bench.show_about,
            rule_before=True,
        ),
    )
