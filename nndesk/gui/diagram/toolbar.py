"""The few buttons of the canvas: what can be done without knowing any gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from nndesk.gui.diagram.mouse import CHOICES
from nndesk.gui.icons import icon

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

_ICON = 16
_WORDED = 520
"""From this width of the canvas on there is room for whole words."""
_GAP = 8
"""Between the tools and what is done at once."""
_AROUND = 30
"""Between title, buttons and caption."""

_ACTIONS = {
    "add_input": "edit.add_input",
    "add_neuron": "edit.add_neuron",
    "connect_selected": "network.connect",
    "fit": "view.fit",
}
"""What a button calls → the action that does the same, whose keys its tooltip names."""


class Toolbar(QWidget):
    """The four tools; then add an input, add a neuron, connect what is selected, fit: for a card's header."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()
        self._buttons: list[tuple[QToolButton, str]] = []
        self._words: list[tuple[QToolButton, str, str]] = []
        self.tools = QButtonGroup(self)
        self._add_tools()
        self._layout.addSpacing(_GAP)
        self._add(
            "plus",
            QCoreApplication.translate("nndesk", "Add an input"),
            view.add_input,
            (QCoreApplication.translate("nndesk", "Input"), "x"),
        )
        self._add(
            "plus",
            QCoreApplication.translate("nndesk", "Add a neuron"),
            view.add_neuron,
            (QCoreApplication.translate("nndesk", "Neuron"), "h"),
        )
        self._add(
            "connect-layers",
            QCoreApplication.translate("nndesk", "Connect the selected nodes, column by column"),
            view.connect_selected,
        )
        self._add("maximize", QCoreApplication.translate("nndesk", "Show all"), view.fit)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        side, palette = self._theme.px(_ICON), self._theme.palette
        # Closer together than elsewhere: they share the header with a title and a caption.
        self.setStyleSheet(f"QToolButton {{ padding: {self._theme.px(3)}px; }}")
        for button, name in self._buttons:
            button.setIcon(icon(name, palette.accent if button.isChecked() else palette.muted, side))
            button.setIconSize(QSize(side, side))
            button.setFont(self._theme.font(12))

    def show_tool(self, name: str) -> None:
        """Mark the tool that is chosen."""
        for id, choice in enumerate(CHOICES):
            self.tools.button(id).setChecked(choice == name)
        self.dress()

    def fit_into(self, width: int) -> None:
        """Be short in the header of a canvas so wide, if need be: as the lecture calls inputs and neurons."""
        for button, long, short in self._words:
            button.setText(long if width >= self._theme.px(_WORDED) else short)

    def leaves_room_for(self, caption: str, width: int) -> bool:
        """Whether a caption has room beside the buttons, in the header of a canvas so wide."""
        title = QFontMetrics(self._theme.font(12, bold=True)).horizontalAdvance(self._view.title())
        words = QFontMetrics(self._theme.font(12)).horizontalAdvance(caption)
        return title + self.sizeHint().width() + words + self._theme.px(_AROUND) <= width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Buttons have become wider or narrower, for example in projector mode.
            self._leave_out()
        return done

    def _leave_out(self) -> None:
        """Hide what there is no room for: first what menus and keys do as well, then the tools."""
        tools, all_of_them = set(self.tools.buttons()), {button for button, _ in self._buttons}
        left_out: set[QAbstractButton] = set()
        for left_out in (set(), all_of_them - tools - self._worded, tools):
            if self._width_without(left_out) <= self.width():
                break
        for button in all_of_them:
            button.setVisible(button not in left_out)

    def sizeHint(self) -> QSize:
        """That of all buttons, also where some are left out."""
        return QSize(self._width_without(set()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """That of the least that is shown, or the rest would keep the canvas from becoming narrower."""
        width = self._width_without(set(self.tools.buttons()))
        for button, _, short in self._words:
            metrics = button.fontMetrics()
            width -= metrics.horizontalAdvance(button.text()) - metrics.horizontalAdvance(short)
        return QSize(width, self.sizeHint().height())

    @property
    def _worded(self) -> set[QAbstractButton]:
        return {button for button, _, _ in self._words}

    def _width_without(self, left_out: set[QAbstractButton]) -> int:
        return _GAP + sum(button.sizeHint().width() for button, _ in self._buttons if button not in left_out)

    def _add_tools(self) -> None:
        tips = {
            "select": QCoreApplication.translate(
                "nndesk", "Select and move; every other gesture works with it, too"
            ),
            "node": QCoreApplication.translate("nndesk", "Add nodes by clicking"),
            "edge": QCoreApplication.translate("nndesk", "Draw edges from node to node"),
            "pan": QCoreApplication.translate("nndesk", "Move the canvas"),
        }
        icons = {"select": "pointer", "node": "circle-plus", "edge": "line", "pan": "hand-stop"}
        for id, name in enumerate(CHOICES):
            button = self._add(icons[name], tips[name])
            button.setCheckable(True)
            button.setProperty("action", f"edit.tool_{name}")
            self.tools.addButton(button, id)
        self.tools.button(0).setChecked(True)
        self.tools.idClicked.connect(self._choose)

    def _choose(self, id: int) -> None:
        self._view.choose_tool(CHOICES[id])

    def _add(
        self,
        name: str,
        tip: str,
        handler: Callable[[], object] | None = None,
        words: tuple[str, str] | None = None,
    ) -> QToolButton:
        button = QToolButton(self)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
        if words is not None:
            self._words.append((button, *words))
            button.setText(words[0])
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        # The canvas keeps the keyboard, so that a name or a weight can be typed right after adding.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if handler is not None:
            button.setProperty("action", _ACTIONS.get(handler.__name__))
            button.clicked.connect(handler)
        self._layout.addWidget(button)
        self._buttons.append((button, name))
        return button
