"""When a node is put in focus: the pointer rests on it, or F was pressed with it selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QVariantAnimation

from nndesk.gui.diagram.focus_veil import FocusVeil

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.session import Selection
    from nndesk.gui.theme import Theme

DWELL = 450
"""Milliseconds that the pointer rests on a node before the others are dimmed."""
FADE = 120


class Focusing(QObject):
    """Dims everything but one node and its neighbours; never during a gesture.

    With F it follows the selection until F or Esc ends it; under the pointer it ends when that leaves.
    """

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._veil: FocusVeil | None = None
        self._hovered: str | None = None
        self._resting: str | None = None
        self._dealt_with: str | None = None
        self._pinned = False
        self._suspended = False
        self._ending = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DWELL)
        self._timer.timeout.connect(self._dwelt)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE)
        self._fade.valueChanged.connect(self._show_part)
        self._fade.finished.connect(self._faded)
        view.session.selection_changed.connect(self._follow_selection)
        theme.changed.connect(self._follow_theme)

    @property
    def node(self) -> str | None:
        """The node in focus; None while nothing is dimmed."""
        if self._veil is None or self._veil.focus is None or self._ending:
            return None
        return self._veil.focus.node

    @property
    def pinned(self) -> bool:
        """Whether F has put the selected node in focus, and Esc would end that."""
        return self._pinned

    @property
    def veil(self) -> FocusVeil:
        """What is painted; made when it is first wanted."""
        if self._veil is None:
            self._veil = FocusVeil(self._view.diagram)
        return self._veil

    # --- what leads to it --------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Put the selected node in focus, or end that."""
        if self._pinned:
            self.end()
            return
        if self._view.session.selection.node is None:
            text = QCoreApplication.translate("nndesk", "Select one node to put it in focus.")
            self._view.session.message.emit(text, "info")
            return
        self._pinned = True
        # A gesture that was broken off has no end of its own.
        self._suspended = self._suspended and self._view.busy
        self._timer.stop()
        self._update()

    def end(self) -> None:
        """Show everything again."""
        self._pinned = False
        self._hovered = None
        self._timer.stop()
        self._update()

    def hover(self, name: str | None) -> None:
        """The pointer is over this node, or over none, and no button is held."""
        was_suspended, self._suspended = self._suspended, False
        if name != self._dealt_with:
            self._dealt_with = None
        if self._pinned or not self._theme.focus_on_hover:
            self._timer.stop()
            if was_suspended:
                self._update()
        elif name is None:
            self._timer.stop()
            self._hovered = None
            self._update()
        elif name == self._hovered:
            pass
        elif self._hovered is not None and self.node is not None:
            # From one node to the next one need not wait again.
            self._hovered = name
            self._update()
        elif name != self._dealt_with:
            self._hovered = None
            # Each movement over the node begins the rest anew.
            self._timer.start()
            self._resting = name

    def deal_with(self) -> None:
        """A gesture has ended on what the pointer is over: if that is a node, to rest there asks for nothing
        until the pointer has left it and come again."""
        if self._timer.isActive():
            self._dealt_with = self._resting
            self._timer.stop()

    def suspend(self) -> None:
        """A gesture is under way: nothing is dimmed until it has ended."""
        self._timer.stop()
        self._hovered = None
        if not self._suspended:
            self._suspended = True
            self._update()

    def refresh(self) -> None:
        """The canvas shows something else: other numbers, another network."""
        if self._veil is None or self._veil.focus is None:
            return
        if not self._veil.focus.nodes <= self._view.diagram.nodes.keys():
            # What fades away may not be there any more.
            self._fade.stop()
            self._ending = False
            self._veil.clear()
        self._update()

    def _dwelt(self) -> None:
        if not self._view.busy and not self._pinned:
            self._hovered = self._resting
            self._update()

    def _follow_selection(self, selection: Selection) -> None:
        if self._pinned:
            self._pinned = selection.node is not None
            self._update()

    def _follow_theme(self) -> None:
        if not self._theme.focus_on_hover:
            self._hovered = None
        self.refresh()

    # --- what it shows -----------------------------------------------------------------------------------

    def _wanted(self) -> str | None:
        name = self._view.session.selection.node if self._pinned else self._hovered
        if self._suspended or name not in self._view.diagram.shown.document.network:
            return None
        return name

    def _update(self) -> None:
        name = self._wanted()
        if name is None:
            if self.node is not None:
                self._ending = True
                self._run(0.0)
            return
        self._ending = False
        self.veil.show_on(name)
        self._run(1.0)

    def _run(self, end: float) -> None:
        """Fade to ``end``; at once with reduced motion, or when a gesture begins."""
        self._fade.stop()
        if self._theme.reduced_motion or self._suspended or self.veil.part == end:
            self.veil.show_part(end)
            self._faded()
            return
        self._fade.setStartValue(self.veil.part)
        self._fade.setEndValue(end)
        self._fade.start()

    def _show_part(self, part: float) -> None:
        self.veil.show_part(part)

    def _faded(self) -> None:
        if self._ending:
            self._ending = False
            self.veil.clear()
