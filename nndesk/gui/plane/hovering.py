"""Which node shades the plane for as long as the mouse rests on it, in whatever panel that is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from nndesk.gui.session import Session

DWELL = 120
"""Milliseconds that the mouse rests on a node before its field appears: who only passes changes nothing."""
LINGER = 200
"""Milliseconds after which it goes again, so that nothing flashes on the way from a node to its neighbour."""


class HoveredNode(QObject):
    """Follows the session's spotlight, a moment later.

    Signals:
        changed: :attr:`name` is another one now.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name: str | None = None
        self._coming: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)
        session.spotlight.node_hovered.connect(self._follow)
        session.document_opened.connect(self._forget)

    @property
    def name(self) -> str | None:
        """The neuron on which the mouse has rested; None while it rests on none."""
        neurons = self._session.document.network.topology.node_at
        return self._name if self._name in neurons else None

    @property
    def pending(self) -> bool:
        """Whether it will be another one in a moment, unless the mouse moves on."""
        return self._timer.isActive()

    def _follow(self, name: str | None) -> None:
        # An input has no field of its own.
        self._coming = name if name in self._session.document.network.topology.node_at else None
        if self._coming == self._name:
            self._timer.stop()
        else:
            self._timer.start(DWELL if self._coming is not None else LINGER)

    def _forget(self, *_: object) -> None:
        """A node of the last document means nothing in another, even if it has one of that name."""
        self._timer.stop()
        self._coming = None
        if self._name is not None:
            self._take()

    def _take(self) -> None:
        self._name = self._coming
        self.changed.emit()
