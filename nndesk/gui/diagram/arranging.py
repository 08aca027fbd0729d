"""Tidying, aligning and distributing: the document changes at once, and the nodes glide to their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEasingCurve, QObject, QVariantAnimation

from nndesk.document import edits
from nndesk.document.document import Document, Position

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme

GLIDE = 200
"""Milliseconds from the old places to the new ones."""
_MOST_GLIDING = 300
"""More nodes than this are put in place at once: frames would be dropped."""


class Arranging(QObject):
    """The Network menu's ways to put nodes into line."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session
        self._theme = theme
        self._from: Mapping[str, Position] = {}
        self._document: Document | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(GLIDE)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self._end)
        self._session.document_changed.connect(self._follow)

    @property
    def gliding(self) -> bool:
        return self._animation.state() == QVariantAnimation.State.Running

    def tidy(self) -> None:
        """Every node into the column of its level, with few crossings."""
        if not self._arrange(QCoreApplication.translate("nndesk", "Tidy the network"), edits.tidy):
            text = QCoreApplication.translate("nndesk", "The network is tidy already.")
            self._session.message.emit(text, "info")

    def align(self, into: edits.Direction) -> None:
        """The selected nodes into one ``"column"`` or ``"row"``."""
        names = self._session.selection.nodes
        text = QCoreApplication.translate("nndesk", "Align {count} nodes").format(count=len(names))
        self._arrange(text, lambda document: edits.align(document, names, into))

    def distribute(self, along: edits.Direction) -> None:
        """The selected nodes evenly down their ``"column"`` or along their ``"row"``."""
        names = self._session.selection.nodes
        text = QCoreApplication.translate("nndesk", "Distribute {count} nodes").format(count=len(names))
        self._arrange(text, lambda document: edits.distribute(document, names, along))

    def _arrange(self, text: str, change: Callable[[Document], Document]) -> bool:
        """Edit, and glide from where the nodes were. False if all stand there already."""
        before = self._session.document
        if not self._session.attempt(lambda document: (text, change(document))):
            return True
        after = self._session.document
        if after is before:
            return False
        moved = {n: at for n, at in before.positions.items() if after.positions.get(n, at) != at}
        if not self._theme.reduced_motion and 0 < len(moved) <= _MOST_GLIDING and self._view.isVisible():
            self._from, self._document = moved, after
            self._animation.start()
        return True

    def _show(self, part: float) -> None:
        document = self._document
        if document is None:
            return
        places = {}
        for name, (x, y) in self._from.items():
            to_x, to_y = document.positions[name]
            places[name] = (x + part * (to_x - x), y + part * (to_y - y))
        self._view.diagram.preview(places)

    def _follow(self, old: Document, new: Document) -> None:
        if self._document is not None and new is not self._document:
            self._animation.stop()
            self._end()

    def _end(self) -> None:
        if self._document is not None:
            self._document = None
            self._view.diagram.end_preview()
