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
        Spec(
            "train.initial_weights",
            QCoreApplication.translate("nndesk", "Draw &initial weights"),
            bench.editing.draw_initial_weights,
            ("Ctrl+R",),
            QCoreApplication.translate("nndesk", "Give every number a random value, another each time"),
            rule_before=True,
        ),
    )
