"""The Walk menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.actions import Spec
from nndesk.gui.grain_words import grain_words

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench


def walk_menu(bench: Workbench) -> tuple[Spec, ...]:
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
        *(
            Spec(
                f"walk.grain_{grain}",
                words,
                bench.set_grain,
                tip=tip,
                submenu="grain",
                data=grain,
                rule_before=number == 0,
            )
            for number, (grain, words, tip) in enumerate(grain_words())
        ),
        Spec(
            "walk.finer",
            QCoreApplication.translate("nndesk", "F&iner steps"),
            bench.finer,
            ("G",),
            QCoreApplication.translate("nndesk", "From passes to layers, to nodes, to terms"),
            submenu="grain",
            rule_before=True,
        ),
        Spec(
            "walk.coarser",
            QCoreApplication.translate("nndesk", "&Coarser steps"),
            bench.coarser,
            ("Ctrl+Shift+G",),
            QCoreApplication.translate("nndesk", "From terms to nodes, to layers, to passes"),
            submenu="grain",
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
        Spec(
            "walk.check",
            QCoreApplication.translate("nndesk", "&Check the gradients…"),
            bench.show_certificate,
            ("F9",),
            QCoreApplication.translate(
                "nndesk", "The backward pass beside differences, the computation graph and the engine"
            ),
            rule_before=True,
        ),
    )
