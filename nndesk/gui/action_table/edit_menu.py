"""The Edit menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.network.activations import ACTIVATIONS

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def edit_menu(bench: Workbench) -> tuple[Spec, ...]:
    editing, selecting = bench.editing, bench.selecting
    activations = tuple(
        Spec(
            f"edit.activation_{name}",
            name,
            editing.set_activation,
            submenu="activation",
            data=name,
        )
        for name in ACTIVATIONS
    )
    tools = (
        (
            "select",
            QCoreApplication.translate("nndesk", "&Select"),
            "V",
            QCoreApplication.translate("nndesk", "Select and move with the mouse"),
        ),
        (
            "node",
            QCoreApplication.translate("nndesk", "&Node"),
            "O",
            QCoreApplication.translate("nndesk", "Add nodes by clicking"),
        ),
        (
            "edge",
            QCoreApplication.translate("nndesk", "&Edge"),
            "L",
            QCoreApplication.translate("nndesk", "Draw edges from node to node"),
        ),
        (
            "pan",
            QCoreApplication.translate("nndesk", "&Pan"),
            "H",
            QCoreApplication.translate("nndesk", "Move the canvas with the mouse"),
        ),
    )
    plane_tools = (
        (
            "pointer",
            QCoreApplication.translate("nndesk", "P&ointer"),
            "S",
            QCoreApplication.translate("nndesk", "Select and move samples with the mouse"),
        ),
        (
            "point",
            QCoreApplication.translate("nndesk", "&Point"),
            "P",
            QCoreApplication.translate("nndesk", "Add samples by clicking in the plane"),
        ),
        (
            "brush",
            QCoreApplication.translate("nndesk", "&Brush"),
            "B",
            QCoreApplication.translate("nndesk", "Paint samples in the plane"),
        ),
        (
            "lasso",
            QCoreApplication.translate("nndesk", "&Lasso"),
            "Q",
            QCoreApplication.translate("nndesk", "Select samples by drawing around them"),
        ),
        (
            "line",
            QCoreApplication.translate("nndesk", "Draw a l&ine"),
            "Shift+L",
            QCoreApplication.translate("nndesk", "Draw the line of a new neuron in the plane"),
        ),
    )
    return (
        Spec(
            "edit.undo",
            QCoreApplication.translate("nndesk", "&Undo"),
            editing.undo,
            ("Ctrl+Z",),
            repeats=True,
        ),
        Spec(
            "edit.redo",
            QCoreApplication.translate("nndesk", "&Redo"),
            editing.redo,
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            repeats=True,
        ),
        Spec(
            "edit.cut",
            QCoreApplication.translate("nndesk", "Cu&t"),
            bench.diagram.cut,
            ("Ctrl+X",),
            QCoreApplication.translate("nndesk", "Copy what is selected, and delete it"),
            rule_before=True,
        ),
        Spec(
            "edit.copy",
            QCoreApplication.translate("nndesk", "C&opy"),
            bench.diagram.copy,
            ("Ctrl+C",),
            QCoreApplication.translate(
                "nndesk", "Copy the selected nodes with the edges between them, or the numbers of edges"
            ),
        ),
        Spec(
            "edit.paste",
            QCoreApplication.translate("nndesk", "&Paste"),
            bench.pasting.paste,
            ("Ctrl+V",),
            QCoreApplication.translate(
                "nndesk", "Paste what was copied here, in another window or in a spreadsheet"
            ),
        ),
        Spec(
            "edit.duplicate",
            QCoreApplication.translate("nndesk", "D&uplicate"),
            bench.diagram.duplicate,
            ("Ctrl+D",),
            QCoreApplication.translate("nndesk", "Copy the selected nodes beside themselves"),
            repeats=True,
        ),
        Spec(
            "edit.delete",
            QCoreApplication.translate("nndesk", "&Delete"),
            editing.delete,
            ("Del", "Backspace"),
            QCoreApplication.translate("nndesk", "Delete what is selected"),
        ),
        Spec(
            "edit.select_all",
            QCoreApplication.translate("nndesk", "Select &all"),
            selecting.everything,
            ("Ctrl+A",),
            QCoreApplication.translate("nndesk", "Select every node and edge"),
            submenu="select",
        ),
        Spec(
            "edit.invert",
            QCoreApplication.translate("nndesk", "&Invert the selection"),
            selecting.invert,
            ("Ctrl+Shift+I",),
            QCoreApplication.translate("nndesk", "Select what is not selected"),
            submenu="select",
        ),
        Spec(
            "edit.select_layer",
            QCoreApplication.translate("nndesk", "Select the &layer"),
            selecting.layer,
            ("Ctrl+Shift+A",),
            QCoreApplication.translate("nndesk", "Select the whole layer"),
            submenu="select",
        ),
        Spec(
            "edit.select_feeders",
            QCoreApplication.translate("nndesk", "Select what &feeds it"),
            selecting.feeders,
            ("[",),
            QCoreApplication.translate("nndesk", "Select also what feeds the selection"),
            submenu="select",
        ),
        Spec(
            "edit.select_fed",
            QCoreApplication.translate("nndesk", "Select what it f&eeds"),
            selecting.fed,
            ("]",),
            QCoreApplication.translate("nndesk", "Select also what the selection feeds"),
            submenu="select",
        ),
        Spec(
            "edit.add_input",
            QCoreApplication.translate("nndesk", "Add &input"),
            editing.add_input,
            ("I",),
            QCoreApplication.translate("nndesk", "Add an input"),
            rule_before=True,
        ),
        Spec(
            "edit.add_neuron",
            QCoreApplication.translate("nndesk", "Add &neuron"),
            editing.add_neuron,
            ("N",),
            QCoreApplication.translate("nndesk", "Add a neuron"),
        ),
        Spec(
            "edit.rename",
            QCoreApplication.translate("nndesk", "Re&name"),
            bench.diagram.rename_selected,
            ("F2",),
            QCoreApplication.translate("nndesk", "Rename the selected node"),
        ),
        *activations,
        *(
            Spec(f"edit.tool_{name}", text, bench.diagram.choose_tool, (key,), tip, submenu="tool", data=name)
            for name, text, key, tip in tools
        ),
        *(
            Spec(
                f"edit.plane_tool_{name}",
                text,
                bench.plane.choose_tool,
                (key,),
                tip,
                submenu="plane_tool",
                data=name,
            )
            for name, text, key, tip in plane_tools
        ),
    )
