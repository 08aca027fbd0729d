"""The maps in the nodes' discs: when they are computed, in the worker, and for which document."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from nndesk.document.document import Document

if TYPE_CHECKING:
    from nndesk.figure.fields import NodeFields
    from nndesk.figure.style import Style
    from nndesk.gui.worker import Worker

KIND = "faces"
FRAME = 50
"""Milliseconds between two pictures while numbers stream or are scrubbed."""


class Faces(QObject):
    """Has the maps of the newest document computed. What is being computed is left to end, so that a stream
    of documents gives moving maps.

    Signals:
        changed(): there are other ``fields``.
    """

    changed = Signal()

    def __init__(self, worker: Worker | None, parent: QObject | None = None) -> None:
        """Without a ``worker`` there are never any maps."""
        super().__init__(parent)
        self.fields: NodeFields | None = None
        self._worker = worker
        self._wanted: Document | None = None
        self._running: Document | None = None
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.timeout.connect(self._begin)
        self._began = QElapsedTimer()

    def follow(self, document: Document, style: Style) -> None:
        """Want the maps of this document, if the style shows any; those of the last stay until then."""
        if style.faces != "field":
            self._stop()
            self.fields = None
            return
        old, self._wanted = self._wanted, document
        if old is not None and _same(old, document):
            return
        if self._running is None and not self._pace.isActive():
            left = FRAME - self._began.elapsed() if self._began.isValid() else 0
            if left > 0:
                self._pace.start(left)
            else:
                self._begin()

    def forget(self) -> None:
        """Another document is shown, whose nodes may have the same names: begin anew."""
        if self._wanted is not None:
            self._stop()
            self.fields = None
            self.changed.emit()

    def _stop(self) -> None:
        self._wanted = self._running = None
        self._pace.stop()
        if self._worker is not None:
            self._worker.cancel(KIND)

    @Slot()
    def _begin(self) -> None:
        if self._wanted is not None and self._worker is not None:
            self._began.start()
            self._running = self._wanted
            self._worker.submit(KIND, partial(_computed, self._wanted), self._arrived)

    def _arrived(self, fields: NodeFields | None) -> None:
        done, self._running = self._running, None
        if self._wanted is not None and done is not None and not _same(done, self._wanted):
            self._pace.start(max(0, FRAME - self._began.elapsed()))
        self.fields = fields
        self.changed.emit()


def _computed(document: Document, cancel: Event) -> NodeFields | None:
    from nndesk.figure.fields import node_fields

    return node_fields(document, cancel=cancel)


def _same(old: Document, new: Document) -> bool:
    """Whether both have the same maps."""
    return (
        old.network is new.network
        and old.samples is new.samples
        and old.example == new.example
        and old.view.plane_range == new.view.plane_range
    )
