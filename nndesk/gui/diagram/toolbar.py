"""The few buttons that float over the canvas: what can be added without knowing any gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QToolButton, QWidget

from nndesk.gui.icons import icon

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_ICON = 16
_AT = QPoint(6, 2)
_WIDE = 1.3
"""Canvases this much wider than high have room beside the drawing, others above it."""


class Toolbar(QWidget):
    """Add an input, add a neuron, connect what is selected, fit.

    On a wide canvas it is a column on the left, else a row along the top: where it costs the drawing least.
    """

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme
        self._upright = False
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._add(
            "plus",
            QCoreApplication.translate("nndesk", "Input"),
            QCoreApplication.translate("nndesk", "Add an input (I)"),
            view.add_input,
        )
        self._add(
            "plus",
            QCoreApplication.translate("nndesk", "Neuron"),
            QCoreApplication.translate("nndesk", "Add a neuron (N)"),
            view.add_neuron,
        )
        self._add(
            "line",
            "",
            QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column (E)"),
            view.connect_selected,
        )
        self._add("maximize", "", QCoreApplication.translate("nndesk", "Show all (Ctrl+0)"), view.fit)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        side = self._theme.px(_ICON)
        for button, name in self._buttons:
            button.setIcon(icon(name, self._theme.palette.muted, side))
            button.setIconSize(QSize(side, side))
        self._arrange()

    def fit_into(self, size: QSize) -> tuple[int, int]:
        """Stand where a canvas of this size has most room. Returns what to leave free, left and top."""
        self._upright = size.width() >= _WIDE * size.height()
        self._arrange()
        if self._upright:
            return self.width() + _AT.x(), 0
        return 0, self.height() + _AT.y()

    def _arrange(self) -> None:
        box = QBoxLayout.Direction
        self._layout.setDirection(box.TopToBottom if self._upright else box.LeftToRight)
        style = Qt.ToolButtonStyle
        worded = style.ToolButtonTextUnderIcon if self._upright else style.ToolButtonTextBesideIcon
        for button, _name in self._buttons:
            button.setToolButtonStyle(worded if button.text() else style.ToolButtonIconOnly)
            button.setFont(self._theme.font(11 if self._upright else 12))
            self._layout.setAlignment(button, Qt.AlignmentFlag.AlignHCenter)
        self._layout.activate()
        self.adjustSize()
        self.move(_AT)

    def _add(self, name: str, text: str, tip: str, handler: Callable[[], object]) -> None:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        # The canvas keeps the keyboard, so that a name or a weight can be typed right after adding.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(handler)
        self._layout.addWidget(button)
        self._buttons.append((button, name))
