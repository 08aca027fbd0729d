"""The Network menu: whole layers, numbers, and where nodes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def network_menu(bench: Workbench) -> tuple[Spec, ...]:
    return (*_layers(bench), *_numbers(bench), *_places(bench))


def _layers(bench: Workbench) -> tuple[Spec, ...]:
    layering = bench.layering
    return (
        Spec(
            "network.add_neuron",
            QCoreApplication.translate("nndesk", "Add to the &layer"),
            layering.add_neuron,
            ("+",),
            QCoreApplication.translate("nndesk", "One more node in the layer, joined as the others are"),
            repeats=True,
        ),
        Spec(
            "network.remove_neuron",
            QCoreApplication.translate("nndesk", "&Remove from the layer"),
            layering.remove_neuron,
            ("-",),
            QCoreApplication.translate("nndesk", "Remove the lowest node of the layer"),
            repeats=True,
        ),
        Spec(
            "network.insert_layer",
            QCoreApplication.translate("nndesk", "&Insert a layer"),
            layering.insert_layer,
            ("Shift+N",),
            QCoreApplication.translate("nndesk", "A new layer on the right of the selected one, connected"),
        ),
        Spec(
            "network.connect",
            QCoreApplication.translate("nndesk", "&Connect fully"),
            layering.connect_fully,
            ("E",),
            QCoreApplication.translate("nndesk", "Connect the selected layers, or one with the next"),
            rule_before=True,
        ),
        Spec(
            "network.disconnect",
            QCoreApplication.translate("nndesk", "&Disconnect"),
            layering.disconnect,
            ("Shift+E",),
            QCoreApplication.translate("nndesk", "Delete the edges among what is selected"),
        ),
    )


def _numbers(bench: Workbench) -> tuple[Spec, ...]:
    numbers = bench.numbers
    return (
        Spec(
            "network.initial_weights",
            QCoreApplication.translate("nndesk", "Draw initial &weights"),
            numbers.draw_initial_weights,
            ("Ctrl+R",),
            QCoreApplication.translate("nndesk", "Give every number a random value, another each time"),
            rule_before=True,
        ),
        Spec(
            "network.randomise",
            QCoreApplication.translate("nndesk", "Draw &random numbers…"),
            numbers.randomise,
            ("Ctrl+Shift+R",),
            QCoreApplication.translate("nndesk", "Draw the selected numbers, or all, by a rule and a seed"),
        ),
        Spec(
            "network.reset",
            QCoreApplication.translate("nndesk", "Rese&t to initial weights"),
            numbers.reset,
            ("R",),
            QCoreApplication.translate("nndesk", "Take back what training has changed"),
        ),
        Spec(
            "network.negate",
            QCoreApplication.translate("nndesk", "&Negate"),
            numbers.negate,
            ("~",),
            QCoreApplication.translate("nndesk", "Change the sign of the selected neurons' numbers"),
        ),
        Spec(
            "network.scale",
            QCoreApplication.translate("nndesk", "Scale the &gain…"),
            numbers.scale,
            ("*",),
            QCoreApplication.translate("nndesk", "Multiply the selected neurons' weights and biases"),
        ),
        Spec(
            "network.lock",
            QCoreApplication.translate("nndesk", "Loc&k or unlock"),
            numbers.toggle_lock,
            ("Ctrl+L",),
            QCoreApplication.translate("nndesk", "Keep training from the selected numbers, or let it again"),
        ),
    )


def _places(bench: Workbench) -> tuple[Spec, ...]:
    arranging = bench.diagram.arranging
    return (
        Spec(
            "network.tidy",
            QCoreApplication.translate("nndesk", "Tid&y"),
            arranging.tidy,
            ("T",),
            QCoreApplication.translate("nndesk", "Put every node into the column of its level"),
            rule_before=True,
        ),
        Spec(
            "network.align_column",
            QCoreApplication.translate("nndesk", "In one &column"),
            arranging.align,
            ("Ctrl+Shift+C",),
            QCoreApplication.translate("nndesk", "Align the selected nodes in one column"),
            submenu="arrange",
            data="column",
        ),
        Spec(
            "network.align_row",
            QCoreApplication.translate("nndesk", "In one &row"),
            arranging.align,
            ("Ctrl+Shift+O",),
            QCoreApplication.translate("nndesk", "Align the selected nodes in one row"),
            submenu="arrange",
            data="row",
        ),
        Spec(
            "network.distribute_column",
            QCoreApplication.translate("nndesk", "Evenly &down"),
            arranging.distribute,
            tip=QCoreApplication.translate("nndesk", "Space the selected nodes evenly down their column"),
            submenu="arrange",
            data="column",
        ),
        Spec(
            "network.distribute_row",
            QCoreApplication.translate("nndesk", "Evenly &across"),
            arranging.distribute,
            tip=QCoreApplication.translate("nndesk", "Space the selected nodes evenly along their row"),
            submenu="arrange",
            data="row",
        ),
    )
