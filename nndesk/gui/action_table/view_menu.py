"""The View menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui import showing
from nndesk.gui.actions import Spec, plain
from nndesk.gui.spaces.pages import pages

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def view_menu(bench: Workbench) -> tuple[Spec, ...]:
    view, theme = bench.view, bench.theme
    workspaces = (
        ("draw", QCoreApplication.translate("nndesk", "&Draw"), "Ctrl+1"),
        ("walk", QCoreApplication.translate("nndesk", "&Walk"), "Ctrl+2"),
        ("train", QCoreApplication.translate("nndesk", "&Train"), "Ctrl+3"),
        ("explore", QCoreApplication.translate("nndesk", "E&xplore"), "Ctrl+4"),
    )
    panels = (
        ("diagram", QCoreApplication.translate("nndesk", "&Network"), view.toggle_diagram),
        ("plane", QCoreApplication.translate("nndesk", "Input &plane"), view.toggle_plane),
        ("inspector", QCoreApplication.translate("nndesk", "&Inspector"), view.toggle_inspector),
        ("equation", QCoreApplication.translate("nndesk", "&Equation strip"), view.toggle_equation),
        ("transport", QCoreApplication.translate("nndesk", "Tran&sport"), view.toggle_transport),
        ("weights", QCoreApplication.translate("nndesk", "W&eights"), bench.toggle_weights),
        ("spaces", QCoreApplication.translate("nndesk", "Spa&ces"), bench.toggle_spaces),
    )
    workspace_tip = QCoreApplication.translate("nndesk", "Show the workspace {workspace}")
    panel_tip = QCoreApplication.translate("nndesk", "Show or hide the panel {panel}")
    return (
        *(
            Spec(
                f"view.{name}",
                text,
                bench.show_workspace,
                (key,),
                workspace_tip.format(workspace=plain(text)),
                data=name,
            )
            for name, text, key in workspaces
        ),
        *(
            Spec(
                f"view.show_{name}",
                text,
                handler,
                (f"Ctrl+Alt+{i}",),
                panel_tip.format(panel=plain(text)),
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
        *_pages(bench),
        *_plane(bench),
        *_shown(bench),
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


def _pages(bench: Workbench) -> tuple[Spec, ...]:
    """What the Spaces card shows: choosing a page shows the workspace in which it stands, too."""
    return tuple(
        Spec(
            f"view.space_{page.id}",
            page.menu_words,
            bench.show_space,
            (f"Alt+{number}",),
            page.tip,
            submenu="spaces",
            data=page.id,
            rule_before=number == 1,
        )
        for number, page in enumerate(pages(), start=1)
    )


def _plane(bench: Workbench) -> tuple[Spec, ...]:
    """What shades the plane and which part of it is shown."""
    tips = dict(showing.shading_steps())
    keys = {"values": "Shift+V", "classes": "Shift+C"}
    return (
        *(
            Spec(
                f"view.shade_{shading}",
                text,
                bench.showing.set_shading,
                (keys[shading],),
                tips[shading],
                submenu="plane",
                data=shading,
            )
            for shading, text in showing.shading_choices()
        ),
        Spec(
            "view.regions",
            showing.regions_choice(),
            bench.showing.set_regions,
            ("Shift+G",),
            QCoreApplication.translate(
                "nndesk", "Name and count the regions that the first layer's lines cut the plane into"
            ),
            submenu="plane",
            checkable=True,
            rule_before=True,
        ),
        Spec(
            "view.plane_home",
            QCoreApplication.translate("nndesk", "&Home"),
            bench.plane.fit,
            ("Shift+H",),
            QCoreApplication.translate("nndesk", "Show the whole plane again"),
            submenu="plane",
            rule_before=True,
        ),
        Spec(
            "view.plane_fit",
            QCoreApplication.translate("nndesk", "&Fit to data"),
            bench.plane.fit_data,
            ("Shift+F",),
            QCoreApplication.translate("nndesk", "Show the part of the plane where the samples are"),
            submenu="plane",
        ),
        Spec(
            "view.plane_range",
            QCoreApplication.translate("nndesk", "&Range…"),
            bench.plane.range.ask,
            ("Shift+R",),
            QCoreApplication.translate("nndesk", "Type which part of the plane to show"),
            submenu="plane",
        ),
        Spec(
            "view.one_scale",
            showing.one_scale_choice(),
            bench.showing.set_one_scale,
            tip=QCoreApplication.translate("nndesk", "A unit of either input is as long in the plane"),
            submenu="plane",
            checkable=True,
        ),
        Spec(
            "view.plane_keep",
            QCoreApplication.translate("nndesk", "&Keep this range"),
            bench.plane.keep_range,
            tip=QCoreApplication.translate("nndesk", "The document opens with this part of the plane"),
            submenu="plane",
        ),
    )


def _shown(bench: Workbench) -> tuple[Spec, ...]:
    """Numbers, weights and neurons: three submenus whose choices belong to the document."""
    chosen = bench.showing
    digits_tip = QCoreApplication.translate("nndesk", "Write {count} significant digits")
    label_tips, face_tips = dict(showing.label_steps()), dict(showing.face_steps())
    return (
        *(
            Spec(
                f"view.digits_{count}",
                text,
                chosen.set_digits,
                tip=digits_tip.format(count=count),
                submenu="numbers",
                data=count,
                rule_before=count == showing.DIGITS[0],
            )
            for count, text in showing.digit_choices()
        ),
        Spec(
            "view.fractions",
            showing.fractions_choice(),
            chosen.set_fractions,
            tip=QCoreApplication.translate("nndesk", "Write −3/2 where a number is exactly that"),
            submenu="numbers",
            checkable=True,
            rule_before=True,
        ),
        Spec(
            "view.decimal_comma",
            showing.comma_choice(),
            chosen.set_decimal_comma,
            tip=QCoreApplication.translate("nndesk", "Write 0,5 instead of 0.5"),
            submenu="numbers",
            checkable=True,
        ),
        *(
            Spec(
                f"view.weights_{labels}",
                text,
                chosen.set_labels,
                tip=label_tips[labels],
                submenu="weights",
                data=labels,
            )
            for labels, text in showing.label_choices()
        ),
        *(
            Spec(
                f"view.faces_{faces}",
                text,
                chosen.set_faces,
                tip=face_tips[faces],
                submenu="faces",
                data=faces,
            )
            for faces, text, _enabled in showing.face_choices()
        ),
    )
