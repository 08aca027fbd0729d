"""The few buttons of the canvas: what can be done without knowing any gesture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QToolButton

from nndesk.gui.tool_buttons import ToolButtons, ToolChoice

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_WORDED = 520
"""From this width of the canvas on there is room for whole words."""
_GAP = 8
"""Between the tools and what is done at once."""
_AROUND = 30
"""Between title, buttons and caption."""


class Toolbar(ToolButtons):
    """The four tools; then add an input, add a neuron, connect what is selected, fit: for a card's header."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(theme, view)
        self._view = view
        self._words: list[tuple[QToolButton, str, str]] = []
        self.add_tools(_tools())
        self.tool_clicked.connect(view.choose_tool)
        self.add_gap(_GAP)
        text = QCoreApplication.translate("nndesk", "Add an input")
        self._say(
            self.add("plus", text, view.add_input, "edit.add_input"),
            QCoreApplication.translate("nndesk", "Input"),
            "x",
        )
        text = QCoreApplication.translate("nndesk", "Add a neuron")
        self._say(
            self.add("plus", text, view.add_neuron, "edit.add_neuron"),
            QCoreApplication.translate("nndesk", "Neuron"),
            "h",
        )
        text = QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column")
        self.add("connect-layers", text, view.connect_selected, "network.connect")
        self.add("maximize", QCoreApplication.translate("nndesk", "Show all"), view.fit, "view.fit")
        self.dress()

    def fit_into(self, width: int) -> None:
        """Be short in the header of a canvas so wide, if need be: as the lecture calls inputs and neurons."""
        for button, long, short in self._words:
            button.setText(long if width >= self._theme.px(_WORDED) else short)

    def spared(self) -> Iterable[set[QAbstractButton]]:
        """First what menus and keys do as well, then the tools."""
        tools, worded = set(self.tools.buttons()), {button for button, _, _ in self._words}
        return {button for button, _ in self._buttons} - tools - worded, tools

    def leaves_room_for(self, caption: str, width: int) -> bool:
        """Whether a caption has room beside the buttons, in the header of a canvas so wide."""
        title = QFontMetrics(self._theme.font(12, bold=True)).horizontalAdvance(self._view.title())
        words = QFontMetrics(self._theme.font(12)).horizontalAdvance(caption)
        return title + self.sizeHint().width() + words + self._theme.px(_AROUND) <= width

    def minimumSizeHint(self) -> QSize:
        """That of the least that is shown, or the rest would keep the canvas from becoming narrower."""
        width = self.width_without(set(self.tools.buttons()))
        for button, _, short in self._words:
            metrics = button.fontMetrics()
            width -= metrics.horizontalAdvance(button.text()) - metrics.horizontalAdvance(short)
        return QSize(width, self.sizeHint().height())

    def _say(self, button: QToolButton, long: str, short: str) -> None:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setText(long)
        self._words.append((button, long, short))


def _tools() -> tuple[ToolChoice, ...]:
    """In the order of the mouse's choices."""
    return (
        ToolChoice(
            "select",
            "pointer",
            QCoreApplication.translate("nndesk", "Select and move; every other gesture works with it, too"),
            "edit.tool_select",
        ),
        ToolChoice(
            "node",
            "circle-plus",
            QCoreApplication.translate("nndesk", "Add nodes by clicking"),
            "edit.tool_node",
        ),
        ToolChoice(
            "edge",
            "line",
            QCoreApplication.translate("nndesk", "Draw edges from node to node"),
            "edit.tool_edge",
        ),
        ToolChoice(
            "pan", "hand-stop", QCoreApplication.translate("nndesk", "Move the canvas"), "edit.tool_pan"
        ),
    )
