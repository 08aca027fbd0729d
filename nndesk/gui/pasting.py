"""Edit, Paste: what is on the clipboard decides who takes it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.gui.importing import Importing
from nndesk.gui.session import Session


class Pasting(QObject):
    """A part of a network, or a number for selected edges, is the diagram's; cells of a spreadsheet become
    samples. Of anything else the diagram says that it cannot be pasted."""

    def __init__(
        self, session: Session, diagram: DiagramView, importing: Importing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._diagram, self._importing = session, diagram, importing

    def paste(self) -> None:
        """Paste what there is."""
        from nndesk.gui import clipboard

        if clipboard.has_part() or not self._importing.paste_table():
            self._diagram.paste()
