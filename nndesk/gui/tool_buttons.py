"""Small buttons for the header of a card: tools of which one is chosen, and what is done at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from nndesk.gui.icons import icon

if TYPE_CHECKING:
    from nndesk.gui.theme import Theme

_ICON = 16


@dataclass(frozen=True, slots=True)
class ToolChoice:
    """A tool of a palette.

    Attributes:
        name: what it is called in the code.
        icon: of its button.
        tip: what it does, in a line.
        action: the action that chooses it, whose keys the tooltip names.
    """

    name: str
    icon: str
    tip: str
    action: str


class ToolButtons(QWidget):
    """A row of buttons that leaves out what there is no room for.

    Whoever has something to add to the row derives from it.

    Signals:
        tool_clicked(name): a tool's button was clicked.
    """

    tool_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[ToolChoice, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self._gaps = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()
        self._buttons: list[tuple[QToolButton, str]] = []
        self.tools = QButtonGroup(self)
        self.tools.idClicked.connect(self._choose)

    def dress(self) -> None:
        """Take the theme's colours and sizes."""
        side, palette = self._theme.px(_ICON), self._theme.palette
        # Closer together than elsewhere: they share the header with a title and a caption.
        self.setStyleSheet(f"QToolButton {{ padding: {self._theme.px(3)}px; }}")
        for button, name in self._buttons:
            if name:
                button.setIcon(icon(name, palette.accent if button.isChecked() else palette.muted, side))
            button.setIconSize(QSize(side, side))
            button.setFont(self._theme.font(12))

    def show_tool(self, name: str) -> None:
        """Mark the tool that is chosen."""
        for id, choice in enumerate(self._choices):
            self.tools.button(id).setChecked(choice.name == name)
        self.dress()

    # --- room --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.leave_out()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Buttons have become wider or narrower, for example in projector mode.
            self.leave_out()
        return done

    def spared(self) -> Iterable[set[QAbstractButton]]:
        """What is left out where all do not fit; where that does not help, the next instead."""
        return ()

    def leave_out(self) -> None:
        """Hide what there is no room for."""
        left_out: set[QAbstractButton] = set()
        for left_out in (set(), *self.spared()):
            if self.width_without(left_out) <= self.width():
                break
        for button, _ in self._buttons:
            button.setVisible(button not in left_out)

    def sizeHint(self) -> QSize:
        """That of all buttons, also where some are left out."""
        return QSize(self.width_without(set()), super().sizeHint().height())

    def width_without(self, left_out: set[QAbstractButton]) -> int:
        """How wide the row is without these buttons."""
        return self._gaps + sum(
            button.sizeHint().width() for button, _ in self._buttons if button not in left_out
        )

    # --- what stands in it -------------------------------------------------------------------------------

    def add_tools(self, choices: Iterable[ToolChoice]) -> None:
        """The tools, of which the first is chosen."""
        self._choices = tuple(choices)
        for id, choice in enumerate(self._choices):
            button = self.add(choice.icon, choice.tip, action=choice.action)
            button.setCheckable(True)
            self.tools.addButton(button, id)
        self.tools.button(0).setChecked(True)

    def add_gap(self, width: int) -> None:
        """Room between two groups of buttons."""
        self._layout.addSpacing(width)
        self._gaps += width

    def add(
        self,
        icon_name: str,
        tip: str,
        handler: Callable[[], object] | None = None,
        action: str | None = None,
        at: int | None = None,
    ) -> QToolButton:
        """A button with an icon, for what ``handler`` does; an ``action`` that does the same has its keys.

        Without a name of an icon it gets its picture from who adds it. It stands last, or ``at`` a place.
        """
        button = QToolButton(self)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        # The panel keeps the keyboard, so that keys go on where the buttons were only a detour.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("action", action)
        if handler is not None:
            button.clicked.connect(handler)
        # First of all is what takes the room that is left.
        self._layout.insertWidget(-1 if at is None else at + 1, button)
        self._buttons.append((button, icon_name))
        return button

    def take_out(self, buttons: Iterable[QToolButton]) -> None:
        """Remove buttons from the row."""
        gone = set(buttons)
        self._buttons = [(button, name) for button, name in self._buttons if button not in gone]
        for button in gone:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()

    def _choose(self, id: int) -> None:
        self.tool_clicked.emit(self._choices[id].name)
