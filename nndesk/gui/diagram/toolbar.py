"""The few buttons of the canvas: what can be added without knowing any gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from nndesk.gui.icons import icon

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_ICON = 16
_WORDED = 400
"""From this width of the canvas on there is room for whole words."""

_ACTIONS = {
    "add_input": "edit.add_input",
    "add_neuron": "edit.add_neuron",
    "connect_selected": "network.connect",
    "fit": "view.fit",
}
"""What a button calls → the action that does the same, whose keys its tooltip names."""


class Toolbar(QWidget):
    """Add an input, add a neuron, connect what is selected, fit: in a row, for the header of a card."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()
        self._buttons: list[tuple[QToolButton, str]] = []
        self._words: list[tuple[QToolButton, str, str]] = []
        self._add(
            "plus",
            (QCoreApplication.translate("nndesk", "Input"), "x"),
            QCoreApplication.translate("nndesk", "Add an input"),
            view.add_input,
        )
        self._add(
            "plus",
            (QCoreApplication.translate("nndesk", "Neuron"), "h"),
            QCoreApplication.translate("nndesk", "Add a neuron"),
            view.add_neuron,
        )
        self._add(
            "line",
            None,
            QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column"),
            view.connect_selected,
        )
        self._add("maximize", None, QCoreApplication.translate("nndesk", "Show all"), view.fit)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        side = self._theme.px(_ICON)
        for button, name in self._buttons:
            button.setIcon(icon(name, self._theme.palette.muted, side))
            button.setIconSize(QSize(side, side))
            button.setFont(self._theme.font(12))

    def fit_into(self, width: int) -> None:
        """Be short in the header of a canvas so wide, if need be: as the lecture calls inputs and neurons."""
        for button, long, short in self._words:
            button.setText(long if width >= self._theme.px(_WORDED) else short)

    def minimumSizeHint(self) -> QSize:
        """That of the short words, or the long ones would keep the canvas from becoming narrower."""
        hint = self.sizeHint()
        for button, _, short in self._words:
            metrics = button.fontMetrics()
            spared = metrics.horizontalAdvance(button.text()) - metrics.horizontalAdvance(short)
            hint.setWidth(hint.width() - spared)
        return hint

    def _add(self, name: str, words: tuple[str, str] | None, tip: str, handler: Callable[[], object]) -> None:
        button = QToolButton(self)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
        if words is not None:
            self._words.append((button, *words))
            button.setText(words[0])
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("action", _ACTIONS.get(handler.__name__))
        # The canvas keeps the keyboard, so that a name or a weight can be typed right after adding.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(handler)
        self._layout.addWidget(button)
        self._buttons.append((button, name))
