"""The View menu: which panels, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMainWindow

from nndesk.gui.layout import Layout
from nndesk.gui.theme import Theme


class View(QObject):
    """Shows and hides panels, chooses the look."""

    def __init__(self, window: QMainWindow, layout: Layout, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._layout = layout
        self._theme = theme

    def toggle_diagram(self, shown: bool) -> None:
        self._layout.show_panel("diagram", shown)

    def toggle_plane(self, shown: bool) -> None:
        self._layout.show_panel("plane", shown)

    def toggle_inspector(self, shown: bool) -> None:
        self._layout.show_panel("inspector", shown)

    def toggle_equation(self, shown: bool) -> None:
        self._layout.show_panel("equation", shown)

    def toggle_transport(self, shown: bool) -> None:
        self._layout.show_panel("transport", shown)

    def toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def next_look(self) -> None:
        self._theme.toggle_dark()

    def theme_names(self) -> tuple[tuple[str, str], ...]:
        """``(mode, text)`` of the three choices."""
        return (
            ("system", QCoreApplication.translate("nndesk", "Like the &system")),
            ("light", QCoreApplication.translate("nndesk", "&Light")),
            ("dark", QCoreApplication.translate("nndesk", "&Dark")),
        )
