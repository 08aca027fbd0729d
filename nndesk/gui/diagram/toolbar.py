"""The few buttons that float over the canvas: what can be added without knowing any gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nndesk.gui.icons import icon

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_ICON = 16


class Toolbar(QWidget):
    """Add an input, add a neuron, connect what is selected, fit."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._add(
            layout,
            "plus",
            QCoreApplication.translate("nndesk", "Input"),
            QCoreApplication.translate("nndesk", "Add an input (I)"),
            view.add_input,
        )
        self._add(
            layout,
            "plus",
            QCoreApplication.translate("nndesk", "Neuron"),
            QCoreApplication.translate("nndesk", "Add a neuron (N)"),
            view.add_neuron,
        )
        tip = QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column (E)")
        self.connect_button = self._add(layout, "line", "", tip, view.connect_selected)
        self._add(layout, "maximize", "", QCoreApplication.translate("nndesk", "Show all (Ctrl+0)"), view.fit)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        side = self._theme.px(_ICON)
        for button, name in self._buttons:
            button.setIcon(icon(name, self._theme.palette.muted, side))
            button.setIconSize(QSize(side, side))
            button.setFont(self._theme.font(12))
        self.adjustSize()

    def _add(
        self, layout: QHBoxLayout, name: str, text: str, tip: str, handler: Callable[[], object]
    ) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        # The canvas keeps the keyboard, so that a name or a weight can be typed right after adding.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(handler)
        layout.addWidget(button)
        self._buttons.append((button, name))
        return button
