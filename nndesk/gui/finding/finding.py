"""What the window has for finding things: palette, overlay of shortcuts, tooltips that name keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from nndesk.gui.finding.button_tips import ButtonTips
from nndesk.gui.key_names import key_name

if TYPE_CHECKING:
    from nndesk.gui.actions import Actions
    from nndesk.gui.finding.palette import Palette
    from nndesk.gui.finding.shortcut_overlay import ShortcutOverlay
    from nndesk.gui.layout import Layout
    from nndesk.gui.settings import Settings
    from nndesk.gui.theme import Theme


class Finding(QObject):
    """Makes palette and overlay when they are first wanted: most windows open without them.

    Signals:
        refused(sentence): an action was chosen that is not possible now.
    """

    refused = Signal(str)

    def __init__(self, window: QMainWindow, theme: Theme, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._settings = settings
        self._actions: Actions | None = None
        self.tips: ButtonTips | None = None

    def attach(self, actions: Actions, layout: Layout) -> None:
        """Name the keys of ``actions`` wherever a button of the window does the same."""
        self._actions = actions
        self.tips = ButtonTips(actions, self)
        self.tips.explain(layout)
        layout.header.search.set_keys(key_name(actions.keys("help.find")[0]))
        layout.header.search.clicked.connect(self.toggle_palette)

    @cached_property
    def palette(self) -> Palette:
        from nndesk.gui.finding.palette import Palette

        palette = Palette(self._window, self._theme, self._settings)
        palette.refused.connect(self.refused)
        return palette

    @cached_property
    def shortcuts(self) -> ShortcutOverlay:
        from nndesk.gui.finding.shortcut_overlay import ShortcutOverlay

        assert self._actions is not None
        return ShortcutOverlay(self._window, self._theme, self._actions)

    def toggle_palette(self) -> None:
        self.palette.toggle()

    def toggle_shortcuts(self) -> None:
        self.shortcuts.toggle()
