"""The View menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def view_menu(bench: Workbench) -> tuple[Spec, ...]:
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
        ("weights", QCoreApplication.translate("nndesk", "W&eights"), bench.toggle_weights),
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
            "view.full_screen",
            QCoreApplication.translate("nndesk", "F&ull screen"),
            view.toggle_full_screen,
            ("F11",),
        ),
    )
