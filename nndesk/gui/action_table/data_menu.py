"""The Data menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.gui.samples import TRUTH_TABLES

if TYPE_CHECKING:
    from nndesk.data.normalisation import Kind
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
            "data.generate",
            QCoreApplication.translate("nndesk", "&Generate…"),
            bench.data_dialogs.generate,
            ("Ctrl+G",),
            QCoreApplication.translate("nndesk", "Make samples by rule: tables, clouds, circles, spirals …"),
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
        *_numbers(bench),
        Spec(
            "data.remove_all",
            QCoreApplication.translate("nndesk", "&Remove all samples"),
            samples.remove_all,
            tip=QCoreApplication.translate("nndesk", "Remove all samples"),
            rule_before=True,
        ),
    )


def normalisation_choices() -> tuple[tuple[Kind, str, str], ...]:
    """The kinds of normalisation: their keys, names in a menu, and what each does."""
    return (
        (
            "none",
            QCoreApplication.translate("nndesk", "&None"),
            QCoreApplication.translate("nndesk", "The network sees the inputs as they are"),
        ),
        (
            "minmax",
            QCoreApplication.translate("nndesk", "&Min–max"),
            QCoreApplication.translate("nndesk", "The network sees every input between 0 and 1"),
        ),
        (
            "zscore",
            QCoreApplication.translate("nndesk", "&z-score"),
            QCoreApplication.translate("nndesk", "The network sees every input with mean 0 and deviation 1"),
        ),
    )


def _numbers(bench: Workbench) -> tuple[Spec, ...]:
    samples = bench.samples
    return (
        *(
            Spec(
                f"data.normalise_{kind}",
                text,
                samples.normalise,
                tip=tip,
                submenu="normalise",
                data=kind,
                rule_before=kind == "none",
            )
            for kind, text, tip in normalisation_choices()
        ),
        Spec(
            "data.fit_again",
            QCoreApplication.translate("nndesk", "&Fit again"),
            samples.fit_again,
            tip=QCoreApplication.translate("nndesk", "Fit the normalisation to the samples as they are now"),
            submenu="normalise",
            rule_before=True,
        ),
        Spec(
            "data.split",
            QCoreApplication.translate("nndesk", "&Split…"),
            bench.data_dialogs.split,
            tip=QCoreApplication.translate("nndesk", "Hold a part of the samples out of training, as a test"),
        ),
    )
