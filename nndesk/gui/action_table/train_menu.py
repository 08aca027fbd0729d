"""The Train menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def train_menu(bench: Workbench) -> tuple[Spec, ...]:
    return (
        Spec(
            "train.toggle",
            QCoreApplication.translate("nndesk", "&Train"),
            bench.toggle_training,
            ("Ctrl+T",),
            QCoreApplication.translate("nndesk", "Start or stop training"),
        ),
    )
