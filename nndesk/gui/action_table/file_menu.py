"""The File menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def file_menu(bench: Workbench) -> tuple[Spec, ...]:
    files, exports = bench.files, bench.exports
    return (
        Spec(
            "file.new",
            QCoreApplication.translate("nndesk", "&New"),
            files.new,
            ("Ctrl+N",),
            QCoreApplication.translate("nndesk", "Start with an empty canvas"),
        ),
        Spec(
            "file.new_network",
            QCoreApplication.translate("nndesk", "New net&work…"),
            files.new_network,
            ("Ctrl+Shift+N",),
            QCoreApplication.translate("nndesk", "Start with layers of nodes, such as 2-4-2-1"),
        ),
        Spec(
            "file.gallery",
            QCoreApplication.translate("nndesk", "Examples &gallery…"),
            files.gallery,
            tip=QCoreApplication.translate("nndesk", "Choose one of the lecture’s networks by its picture"),
        ),
        Spec(
            "file.open",
            QCoreApplication.translate("nndesk", "&Open…"),
            files.open,
            ("Ctrl+O",),
            QCoreApplication.translate("nndesk", "Open a file"),
            rule_before=True,
        ),
        Spec(
            "file.save",
            QCoreApplication.translate("nndesk", "&Save"),
            files.save,
            ("Ctrl+S",),
            QCoreApplication.translate("nndesk", "Save"),
            rule_before=True,
        ),
        Spec(
            "file.save_as",
            QCoreApplication.translate("nndesk", "Save &as…"),
            files.save_as,
            ("Ctrl+Shift+S",),
            QCoreApplication.translate("nndesk", "Save to another file"),
        ),
        Spec(
            "file.export_diagram",
            QCoreApplication.translate("nndesk", "&Diagram…"),
            exports.export,
            ("Ctrl+E",),
            QCoreApplication.translate("nndesk", "Export the diagram as SVG, PDF, PNG or TikZ"),
            submenu="export",
            data="diagram",
            rule_before=True,
        ),
        Spec(
            "file.export_plane",
            QCoreApplication.translate("nndesk", "&Plane…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the plane as SVG, PDF, PNG or TikZ"),
            submenu="export",
            data="plane",
        ),
        Spec(
            "file.export_walk",
            QCoreApplication.translate("nndesk", "Step of the &walk…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the diagram with the formula of the step"),
            submenu="export",
            data="walk",
        ),
        Spec(
            "file.export_matrices",
            QCoreApplication.translate("nndesk", "&Matrices…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export weights and biases as matrices, layer by layer"),
            submenu="export",
            data="matrices",
        ),
        Spec(
            "file.export_hypercube",
            QCoreApplication.translate("nndesk", "&Hypercube…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the hypercube as it is turned now"),
            submenu="export",
            data="hypercube",
            rule_before=True,
        ),
        Spec(
            "file.export_surface",
            QCoreApplication.translate("nndesk", "&Surface…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the surface as it is turned now"),
            submenu="export",
            data="surface",
        ),
        Spec(
            "file.export_hidden",
            QCoreApplication.translate("nndesk", "Hidden s&pace…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export hidden space as it is shown now"),
            submenu="export",
            data="hidden",
        ),
        Spec(
            "file.export_truth_table",
            QCoreApplication.translate("nndesk", "&Truth table…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export every row of bits and what becomes of it"),
            submenu="export",
            data="truth-table",
        ),
        Spec(
            "file.export_ledger",
            QCoreApplication.translate("nndesk", "&Ledger…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export every number of the passes as a table"),
            submenu="export",
            data="ledger",
        ),
        Spec(
            "file.export_graph",
            QCoreApplication.translate("nndesk", "&Computation graph…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the passes as sums and products with adjoints"),
            submenu="export",
            data="graph",
        ),
        Spec(
            "file.export_regions",
            QCoreApplication.translate("nndesk", "Table of &regions…"),
            exports.export,
            tip=QCoreApplication.translate("nndesk", "Export the identities as CSV, Markdown or LaTeX"),
            submenu="export",
            data="regions",
        ),
        Spec(
            "file.close",
            QCoreApplication.translate("nndesk", "&Close"),
            bench.window.close,
            ("Ctrl+W",),
            QCoreApplication.translate("nndesk", "Close the window"),
            rule_before=True,
        ),
        Spec(
            "file.quit",
            QCoreApplication.translate("nndesk", "&Quit"),
            bench.window.close,
            ("Ctrl+Q",),
            QCoreApplication.translate("nndesk", "Quit"),
        ),
    )
