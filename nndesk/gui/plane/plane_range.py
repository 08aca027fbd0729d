"""Which part of the plane is computed, and the question which part to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nndesk.document.document import Document
from nndesk.figure.plane_slice import plane_slice
from nndesk.geometry.lines import Window
from nndesk.gui.plane.captions import no_inputs

if TYPE_CHECKING:
    from nndesk.gui.plane.plane_panel import PlanePanel
    from nndesk.gui.session import Session

_MARGIN = 0.06
"""How much more than what is visible is computed, on each side: a slow drag uncovers no empty edge."""


def wider(window: Window) -> Window:
    """What is computed where ``window`` is visible."""
    x0, x1, y0, y1 = window
    dx, dy = (x1 - x0) * _MARGIN, (y1 - y0) * _MARGIN
    return x0 - dx, x1 + dx, y0 - dy, y1 + dy


def holds_example(window: Window, document: Document) -> bool:
    """Whether the example is in sight where ``window`` is visible."""
    x0, x1, y0, y1 = window
    cut = plane_slice(document)
    place = cut.place(document.example.x) if cut is not None else None
    return place is not None and x0 <= place[0] <= x1 and y0 <= place[1] <= y1


class PlaneRange(QObject):
    """Lets a range be typed; the document keeps it."""

    def __init__(self, session: Session, panel: PlanePanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel

    def ask(self) -> None:
        """Ask from where to where, starting from what is visible."""
        from nndesk.gui.plane.range_dialog import ask_range

        document, panel = self._session.document, self._panel
        inputs, cut = document.network.inputs, plane_slice(document)
        if not inputs:
            self._session.message.emit(no_inputs(), "info")
            return
        names = cut.axes if cut is not None else (inputs[0], "z")
        one_scale = document.view.one_scale if cut is not None else None
        seen = panel.front.visible_window()
        wanted = ask_range(seen, names, document.view.numbers, one_scale, panel.window())
        if wanted is not None:
            window, one_scale = wanted
            panel.edits.set_range(window, one_scale=one_scale)
            panel.fit()
