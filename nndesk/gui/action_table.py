"""Every action of the window in one place: what it is called, its keys, what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.gui.samples import TRUTH_TABLES
from nndesk.network.activations import ACTIVATIONS

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def menu_titles() -> dict[str, str]:
    """The menu bar, left to right."""
    return {
        "file": QCoreApplication.translate("nndesk", "&File"),
        "edit": QCoreApplication.translate("nndesk", "&Edit"),
        "data": QCoreApplication.translate("nndesk", "&Data"),
        "view": QCoreApplication.translate("nndesk", "&View"),
        "walk": QCoreApplication.translate("nndesk", "&Walk"),
        "train": QCoreApplication.translate("nndesk", "&Train"),
        "help": QCoreApplication.translate("nndesk", "&Help"),
    }


def action_table(bench: Workbench) -> tuple[Spec, ...]:
    """The actions, in menu order."""
    return (
        *_file(bench),
        *_edit(bench),
        *_data(bench),
        *_view(bench),
        *_walk(bench),
        *_train(bench),
        *_help(bench),
    )


def _file(bench: Workbench) -> tuple[Spec, ...]:
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


def _edit(bench: Workbench) -> tuple[Spec, ...]:
    editing = bench.editing
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
            "edit.delete",
            QCoreApplication.translate("nndesk", "&Delete"),
            editing.delete,
            ("Del", "Backspace"),
            QCoreApplication.translate("nndesk", "Delete what is selected"),
            rule_before=True,
        ),
        Spec(
            "edit.select_all",
            QCoreApplication.translate("nndesk", "Select &all"),
            editing.select_all,
            ("Ctrl+A",),
            QCoreApplication.translate("nndesk", "Select every node and edge"),
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
            "edit.connect",
            QCoreApplication.translate("nndesk", "&Connect selected"),
            bench.diagram.connect_selected,
            ("E",),
            QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column"),
        ),
        Spec(
            "edit.rename",
            QCoreApplication.translate("nndesk", "Re&name"),
            bench.diagram.rename_selected,
            ("F2",),
            QCoreApplication.translate("nndesk", "Rename the selected node"),
        ),
        *activations,
    )


def _data(bench: Workbench) -> tuple[Spec, ...]:
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


def _view(bench: Workbench) -> tuple[Spec, ...]:
    view, theme = bench.view, bench.theme
    workspaces = (
        ("draw", QCoreApplication.translate("nndesk", "&Draw"), "Ctrl+1"),
        ("walk", QCoreApplication.translate("nndesk", "&Walk"), "Ctrl+2"),
        ("train", QCoreApplication.translate("nndesk", "&Train"), "Ctrl+3"),
    )
    panels = (
        ("diagram", QCoreApplication.translate("nndesk", "&Network"), view.toggle_diagram),
        ("plane", QCoreApplication.translate("nndesk", "Input &plane"), view.toggle_plane),
        ("inspector", QCoreApplication.translate("nndesk", "&Inspector"), view.toggle_inspector),
        ("equation", QCoreApplication.translate("nndesk", "&Equation strip"), view.toggle_equation),
        ("transport", QCoreApplication.translate("nndesk", "Tran&sport"), view.toggle_transport),
    )
    return (
        *(
            Spec(f"view.{name}", text, bench.show_workspace, (key,), data=name)
            for name, text, key in workspaces
        ),
        *(
            Spec(
                f"view.show_{name}",
                text,
                handler,
                (f"Ctrl+Alt+{i}",),
                checkable=True,
                rule_before=i == 1,
            )
            for i, (name, text, handler) in enumerate(panels, start=1)
        ),
        Spec(
            "view.fit",
            QCoreApplication.translate("nndesk", "&Fit"),
            bench.fit,
            ("Ctrl+0",),
            QCoreApplication.translate("nndesk", "Show the whole network and the whole plane"),
            rule_before=True,
        ),
        Spec(
            "view.zoom_in",
            QCoreApplication.translate("nndesk", "&Zoom in"),
            bench.diagram.zoom_in,
            ("Ctrl++", "Ctrl+="),
            QCoreApplication.translate("nndesk", "Show the network larger"),
            repeats=True,
        ),
        Spec(
            "view.zoom_out",
            QCoreApplication.translate("nndesk", "Zoom &out"),
            bench.diagram.zoom_out,
            ("Ctrl+-",),
            QCoreApplication.translate("nndesk", "Show the network smaller"),
            repeats=True,
        ),
        *(
            Spec(
                f"view.theme_{mode}",
                text,
                theme.set_mode,
                submenu="theme",
                data=mode,
                rule_before=mode == "system",
            )
            for mode, text in view.theme_names()
        ),
        Spec(
            "view.toggle_dark",
            QCoreApplication.translate("nndesk", "Light or &dark"),
            theme.toggle_dark,
            ("Ctrl+Shift+D",),
            QCoreApplication.translate("nndesk", "Change between light and dark"),
            submenu="theme",
            rule_before=True,
        ),
        Spec(
            "view.projector",
            QCoreApplication.translate("nndesk", "Pro&jector"),
            theme.set_projector,
            ("Ctrl+Shift+P",),
            QCoreApplication.translate("nndesk", "Larger type and thicker strokes"),
            checkable=True,
        ),
        Spec(
            "view.reduced_motion",
            QCoreApplication.translate("nndesk", "&Reduced motion"),
            theme.set_reduced_motion,
            tip=QCoreApplication.translate("nndesk", "Nothing moves; things appear where they are"),
            checkable=True,
        ),
        Spec(
            "view.focus",
            QCoreApplication.translate("nndesk", "F&ocus on the selected node"),
            bench.diagram.toggle_focus,
            ("F",),
            QCoreApplication.translate(
                "nndesk", "Dim all but the selected node and its neighbours, and write out its formula"
            ),
            rule_before=True,
        ),
        Spec(
            "view.focus_on_hover",
            QCoreApplication.translate("nndesk", "Focus on &hover"),
            theme.set_focus_on_hover,
            tip=QCoreApplication.translate("nndesk", "Do so for the node on which the pointer rests"),
            checkable=True,
        ),
        Spec(
            "view.full_screen",
            QCoreApplication.translate("nndesk", "F&ull screen"),
            view.toggle_full_screen,
            ("F11",),
        ),
    )


def _walk(bench: Workbench) -> tuple[Spec, ...]:
    playback = bench.playback
    return (
        Spec(
            "walk.toggle",
            QCoreApplication.translate("nndesk", "&Play"),
            playback.toggle,
            ("Space",),
            QCoreApplication.translate("nndesk", "Play or pause the passes"),
        ),
        Spec(
            "walk.next",
            QCoreApplication.translate("nndesk", "&Next step"),
            playback.next,
            ("Right",),
            QCoreApplication.translate("nndesk", "One step on"),
            repeats=True,
            rule_before=True,
        ),
        Spec(
            "walk.previous",
            QCoreApplication.translate("nndesk", "P&revious step"),
            playback.previous,
            ("Left",),
            QCoreApplication.translate("nndesk", "One step back"),
            repeats=True,
        ),
        Spec(
            "walk.start",
            QCoreApplication.translate("nndesk", "To the &start"),
            playback.to_start,
            ("Home",),
        ),
        Spec(
            "walk.end",
            QCoreApplication.translate("nndesk", "To the &end"),
            playback.to_end,
            ("End",),
        ),
        Spec(
            "walk.faster",
            QCoreApplication.translate("nndesk", "&Faster"),
            bench.faster,
            (">", "Ctrl+Up"),
            QCoreApplication.translate("nndesk", "Play faster"),
            repeats=True,
            rule_before=True,
        ),
        Spec(
            "walk.slower",
            QCoreApplication.translate("nndesk", "S&lower"),
            bench.slower,
            ("<", "Ctrl+Down"),
            QCoreApplication.translate("nndesk", "Play more slowly"),
            repeats=True,
        ),
    )


def _train(bench: Workbench) -> tuple[Spec, ...]:
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


def _help(bench: Workbench) -> tuple[Spec, ...]:
    return (
        Spec("help.guide", QCoreApplication.translate("nndesk", "&Guide"), bench.show_guide, ("F1",)),
        Spec(
            "help.shortcuts",
            QCoreApplication.translate("nndesk", "&Shortcuts"),
            bench.show_shortcuts,
            ("?", "Ctrl+/"),
        ),
        Spec(
            "help.about",
            QCoreApplication.translate("nndesk", "&About nndesk"),
            bench.show_about,
            rule_before=True,
        ),
    )
