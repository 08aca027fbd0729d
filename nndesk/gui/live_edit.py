"""An edit that goes on while a gesture does: the document follows all the time, as a single undo step."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.session import Session


class LiveEdit:
    """One undo step on its way.

    Attributes:
        before: the document as it was when the gesture began.
        merge: of the edits that belong to the step.
    """

    def __init__(self, session: Session, merge: Hashable) -> None:
        self._session = session
        self.merge = merge
        self._text = ""
        self.before = self._last = session.document

    @property
    def alive(self) -> bool:
        """Whether nothing else has changed the document meanwhile."""
        return self._session.document is self._last

    @property
    def begun(self) -> bool:
        """Whether the document has been edited at all."""
        return self._last is not self.before

    def put(self, text: str, new: Document) -> None:
        """The document is to be ``new`` now, by an edit called ``text``."""
        self._text = text
        self._session.edit(text, new, self.merge)
        self._last = self._session.document

    def restore(self) -> None:
        """As if it had never begun: a step that ends where it started takes itself off the stack."""
        if self.alive and self.begun:
            self.put(self._text, self.before)
