"""One step of undo: the document before and the document after. Nothing else, so nothing can go stale."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from nndesk.document.document import Document

_MERGEABLE = 1


class EditCommand(QUndoCommand):
    """A named change of the document.

    The command holds two values and applies nothing itself: the session takes the document that belongs to
    the stack's index.

    Args:
        text: what was done, as the Edit menu shows it after "Undo": "Move 3 nodes".
        before: the document that undo brings back.
        after: the document that redo brings back.
        merge: changes in a row with the same key become one step (a slider's whole drag); None never merges.
    """

    def __init__(self, text: str, before: Document, after: Document, merge: Hashable | None = None) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.merge = merge

    def id(self) -> int:
        """Qt only asks commands of the same id (not −1) to merge."""
        return -1 if self.merge is None else _MERGEABLE

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow ``other`` if it is of the same gesture. A gesture that ends where it began is no step."""
        if not isinstance(other, EditCommand) or other.merge != self.merge:
            return False
        self.after = other.after
        self.setText(other.text())
        self.setObsolete(self.after == self.before)
        return True
