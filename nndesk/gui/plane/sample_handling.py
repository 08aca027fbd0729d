"""Samples in the plane, put together: their edits, their gestures and keys, their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from nndesk.gui.plane.sample_editing import SampleEditing
from nndesk.gui.plane.sample_gestures import BrushTool, Outline, PointTool, SampleHand
from nndesk.gui.plane.sample_keys import SampleKeys
from nndesk.gui.plane.sample_overlay import SampleOverlay

if TYPE_CHECKING:
    from nndesk.geometry.lines import Point
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.session import Session


class SampleHandling(QObject):
    """Gives a plot what is needed to edit the samples in it."""

    def __init__(self, session: Session, plot: PlanePlot, parent: QObject) -> None:
        super().__init__(parent)
        self._plot = plot
        self.editing = SampleEditing(session, plot, self)
        self.overlay = SampleOverlay()
        plot.put_over(self.overlay)
        self.brush = BrushTool(plot, self.editing, self.overlay)
        parts = (plot, self.editing, self.overlay)
        # The tools come before the ring of the example, or one could not draw where it stands.
        plot.gestures[:0] = [SampleHand(*parts), PointTool(*parts), self.brush, Outline(*parts)]
        plot.gestures.append(SampleKeys(plot, self.editing, self.brush))
        plot.tool_changed.connect(self._change_tool)
        plot.clicked.connect(self._click_elsewhere)

    def open_menu(self, at: QPoint, x: Point) -> bool:
        """Open the menu of the sample at ``x``; whether there is one."""
        plot, selection = self._plot, self.editing.selection
        row = plot.points.nearest(x, plot.pixel(), plot.grab_radius) if plot.points.isVisible() else None
        if row is None:
            return False
        if row not in selection:
            selection.set((row,))
        from nndesk.gui.plane.sample_menu import sample_menu

        sample_menu(plot, self.editing, row).popup(at)
        return True

    def _change_tool(self, _: str) -> None:
        self.overlay.clear()

    def _click_elsewhere(self, _: object) -> None:
        self.editing.selection.set()
