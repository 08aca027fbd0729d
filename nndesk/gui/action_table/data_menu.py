"""The Data menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.gui.samples import TRUTH_TABLES

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def data_menu(bench: Workbench) -> tuple[Spec, ...]:
    samples, importing, exports = bench.samples, bench.importing, bench.data_exports
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
            "data.import",
            QCoreApplication.translate("nndesk", "&Import data…"),
            importing.choose,
            ("Ctrl+I",),
            QCoreApplication.translate("nndesk", "Take samples from a table in a file"),
            rule_before=True,
        ),
        Spec(
            "data.paste",
            QCoreApplication.translate("nndesk", "&Paste data…"),
            importing.paste,
            tip=QCoreApplication.translate("nndesk", "Take samples from cells copied in a spreadsheet"),
        ),
        Spec(
            "data.export",
            QCoreApplication.translate("nndesk", "&Export data…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Write the samples to a file for other programs"),
        ),
        Spec(
            "data.copy",
            QCoreApplication.translate("nndesk", "Cop&y data"),
            exports.copy,
            tip=QCoreApplication.translate("nndesk", "Copy the samples as cells for a spreadsheet"),
        ),
        Spec(
            "data.remove_all",
            QCoreApplication.translate("nndesk", "&Remove all samples"),
            samples.remove_all,
            tip=QCoreApplication.translate("nndesk", "Remove all samples"),
            rule_before=True,
        ),
    )
