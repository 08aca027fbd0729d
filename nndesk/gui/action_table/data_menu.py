"""The Data menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.gui.samples import TRUTH_TABLES

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def data_menu(bench: Workbench) -> tuple[Spec, ...]:
    samples = bench.samples
    table = QCoreApplication.translate("nndesk", "Truth table of {function}")
    table_tip = QCoreApplication.translate("nndesk", "Take the truth table of {function} as samples")
    return (
        *(
            Spec(
                f"data.{name}",
                table.format(function=name.upper()),
                samples.truth_table,
                tip=table_tip.format(function=name.upper()),
                data=name,
            )
            for name in TRUTH_TABLES
        ),
        Spec(
            "data.two_clouds",
            QCoreApplication.translate("nndesk", "Two &clouds of points"),
            samples.two_clouds,
            tip=QCoreApplication.translate("nndesk", "Draw two clouds of points, others each time"),
            rule_before=True,
        ),
        Spec(
            "data.remove_all",
            QCoreApplication.translate("nndesk", "&Remove all samples"),
            samples.remove_all,
            tip=QCoreApplication.translate("nndesk", "Remove all samples"),
            rule_before=True,
        ),
    )
