"""The tools of the plane: what the left button does, in the header of the card, in the menu and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt

from nndesk.gui.tool_buttons import ToolButtons, ToolChoice

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.theme import Theme

POINTER = "pointer"
"""The tool that one comes back to: every gesture that needs no other is there."""
TOOLS = (POINTER, "point", "brush", "lasso", "line")
CURSORS = {
    "point": Qt.CursorShape.CrossCursor,
    "brush": Qt.CursorShape.CrossCursor,
    "lasso": Qt.CursorShape.CrossCursor,
    "line": Qt.CursorShape.CrossCursor,
}
"""How the mouse looks over the empty plane with a tool in hand; with any other it is an arrow."""


class PlaneToolbar(ToolButtons):
    """The tools for the header of the plane's card."""

    def __init__(self, plot: PlanePlot, theme: Theme) -> None:
        super().__init__(theme, plot)
        self.add_tools(plane_tools())
        self.tool_clicked.connect(plot.choose_tool)
        plot.tool_changed.connect(self.show_tool)
        theme.changed.connect(self.dress)
        self.dress()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width_without(set()), self.sizeHint().height())


def plane_tools() -> tuple[ToolChoice, ...]:
    """The buttons, in the order of :data:`TOOLS`."""
    return (
        ToolChoice(
            "pointer",
            "pointer",
            QCoreApplication.translate("nndesk", "Select and move samples and the example, move the plane"),
            "edit.plane_tool_pointer",
        ),
        ToolChoice(
            "point",
            "sample-plus",
            QCoreApplication.translate("nndesk", "Add samples by clicking"),
            "edit.plane_tool_point",
        ),
        ToolChoice(
            "brush",
            "sample-brush",
            QCoreApplication.translate("nndesk", "Paint samples"),
            "edit.plane_tool_brush",
        ),
        ToolChoice(
            "lasso",
            "lasso",
            QCoreApplication.translate("nndesk", "Select samples by drawing around them"),
            "edit.plane_tool_lasso",
        ),
        ToolChoice(
            "line",
            "line-plus",
            QCoreApplication.translate("nndesk", "Draw the line of a new neuron"),
            "edit.plane_tool_line",
        ),
    )
