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
            "train.knobs",
            QCoreApplication.translate("nndesk", "&Knobs…"),
            bench.show_knobs,
            ("Ctrl+Shift+K",),
            QCoreApplication.translate("nndesk", "All knobs of training, and what each of them does"),
            rule_before=True,
        ),
    )
