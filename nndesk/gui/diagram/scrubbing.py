"""A number that follows the wheel, the mouse or the arrow keys, and everything that depends on it at once."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QWheelEvent

from nndesk.gui.diagram import editables
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.live_edit import LiveEdit
from nndesk.gui.number_field import GESTURE_PAUSE_MS, factor, turned
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.gui.diagram.scene import Hit
    from nndesk.gui.session import Session

STEP = 0.1
"""What a notch of the wheel, or an arrow key, changes a number by."""
PIXEL = 0.01
"""What a pixel of a drag changes it by."""

_scrubs = count(1)


class Scrub(LiveEdit):
    """One number on its way.

    Attributes:
        what: the number.
    """

    def __init__(self, session: Session, what: Editable) -> None:
        super().__init__(session, ("scrub", next(_scrubs)))
        self.what = what

    def by(self, change: float) -> None:
        """Add to the number; one that would leave the range of floating point stays as it is."""
        self.to(editables.value(self._session.document, self.what) + change)

    def to(self, value: float) -> None:
        try:
            # Ten decimals: 0.1 + 0.2 is 0.3 here.
            text, new = editables.changed(self._session.document, self.what, round(value, 10) + 0.0)
        except (NetworkError, OverflowError):
            return
        self.put(text, new)


class WheelScrubbing(QObject):
    """Turns of the wheel over one number, close enough together to be one gesture."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scrub: Scrub | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GESTURE_PAUSE_MS)
        self._pause.timeout.connect(self.end)

    @property
    def active(self) -> bool:
        """Whether a scrub is so fresh that Esc still takes it back."""
        return self._scrub is not None and self._scrub.alive

    def turn(self, what: Editable, event: QWheelEvent) -> None:
        scrub = self._scrub
        if scrub is None or scrub.what != what or not scrub.alive:
            scrub = self._scrub = Scrub(self._session, what)
        scrub.by(turned(event) * STEP * factor(event.modifiers()))
        self._pause.start()

    def end(self) -> None:
        self._scrub = None
        self._pause.stop()

    def restore(self) -> None:
        if self._scrub is not None:
            self._scrub.restore()
        self.end()


def number_at(session: Session, hit: Hit) -> Editable | None:
    """The number under the mouse: of an edge its weight, of a disc what Enter would edit."""
    if hit.edge is not None:
        return editables.weight_of(hit.edge)
    if hit.node is None or hit.part == "name":
        return None
    if hit.part in ("bias", "target"):
        return Editable(hit.part, hit.node)
    return editables.main_number(session.document, hit.node)


def selected_number_at(session: Session, hit: Hit) -> Editable | None:
    """The number under the mouse if it can be seen there and belongs to the only thing that is selected."""
    if hit.part == "weight" and hit.edge is not None:
        return editables.weight_of(hit.edge) if session.selection.edge == hit.edge else None
    if hit.node is None or session.selection.node != hit.node:
        return None
    is_value = hit.part == "body" and session.document.network.role(hit.node) == "input"
    return number_at(session, hit) if is_value or hit.part in ("bias", "target") else None
