"""Cut, copy, paste and duplicate: what is selected on the canvas, and the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.document import edits, fragments
from nndesk.network.errors import NetworkError
from nndesk.network.numbers import parse_number

if TYPE_CHECKING:
    from nndesk.document.document import Document, Position
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.network.model import EdgeKey

_MOST_NUMBER = 100
"""A text on the clipboard that is longer is no number."""


class Copying:
    """What one view does with the clipboard, each paste and duplicate one named undo step."""

    def __init__(self, view: DiagramView) -> None:
        self._view = view
        self._session = view.session
        self._originals: dict[str, str] = {}
        """By the name of each node that the last duplicate made, what it is a copy of."""

    # --- to the clipboard --------------------------------------------------------------------------------

    # The clipboard's module reads files; a window that opens needs none of that.

    def copy(self) -> bool:
        """Copy the selected nodes with the edges between them, or where only edges are selected, their
        numbers as text. Returns whether there was anything to copy."""
        from nndesk.gui import clipboard

        selection, document = self._session.selection, self._session.document
        try:
            if selection.nodes:
                clipboard.put_part(fragments.copied(document, selection.nodes))
            elif selection.edges:
                clipboard.put_text(_numbers(document, selection.edges))
            else:
                text = QCoreApplication.translate("nndesk", "Select what is to be copied first.")
                self._session.message.emit(text, "info")
                return False
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return False
        return True

    def cut(self) -> None:
        """Copy, and then delete."""
        selection = self._session.selection
        if not self.copy():
            return
        count = len(selection.nodes)
        if selection.node is not None:
            text = QCoreApplication.translate("nndesk", "Cut {name}").format(name=selection.node)
        elif count:
            text = QCoreApplication.translate("nndesk", "Cut {count} nodes").format(count=count)
        else:
            text = QCoreApplication.translate("nndesk", "Cut {count} edges")
            text = text.format(count=len(selection.edges))
        new = edits.remove(self._session.document, selection.nodes, selection.edges)
        self._session.edit(text, new)

    # --- from the clipboard ------------------------------------------------------------------------------

    def paste(self, at: Position | None = None) -> None:
        """Paste with the middle ``at``, else at the mouse, else where it came from if that is in sight.

        A number goes to the edges that are selected. Anything else on the clipboard changes nothing.
        """
        from nndesk.gui import clipboard

        selection = self._session.selection
        if selection.edges and not selection.nodes and self._numbers_pasted():
            return
        try:
            part = clipboard.part_on_clipboard()
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return
        if at is None:
            at = self._view.mouse_place()
        if at is None and not self._view.sees(part.positions.values()):
            at = self._view.middle_place()
        self._add(part, at, "paste")

    def paste_number(self) -> None:
        """Give the selected edges the number on the clipboard, or say that there is none."""
        if not self._numbers_pasted():
            text = QCoreApplication.translate("nndesk", "There is no number on the clipboard.")
            self._session.message.emit(text, "error")

    def _numbers_pasted(self) -> bool:
        from nndesk.gui import clipboard

        selection = self._session.selection
        try:
            number = parse_number(clipboard.text_on_clipboard(_MOST_NUMBER).strip())
            new = edits.set_numbers(self._session.document, dict.fromkeys(selection.edges, number))
        except NetworkError:
            return False
        if selection.edge is not None:
            text = QCoreApplication.translate("nndesk", "Change the weight {edge}")
            self._session.edit(text.format(edge=selection.edge), new)
        else:
            text = QCoreApplication.translate("nndesk", "Change {count} weights")
            self._session.edit(text.format(count=len(selection.edges)), new)
        return True

    # --- duplicates --------------------------------------------------------------------------------------

    def duplicate(self) -> None:
        """Copy what is selected a bit aside. Of what has just been duplicated: as far away once more."""
        selection, document = self._session.selection, self._session.document
        by = (0.0, 0.0)
        copies, there = self._originals, document.positions
        if copies and copies.keys() == selection.nodes and all(name in there for name in copies.values()):
            name = min(copies)
            (x, y), (x0, y0) = there[name], there[copies[name]]
            by = (x - x0, y - y0)
        self.duplicate_by(by)

    def duplicate_by(self, by: Position) -> None:
        """Copy what is selected so far away."""
        selection, document = self._session.selection, self._session.document
        if not selection.nodes:
            text = QCoreApplication.translate("nndesk", "Select nodes first.")
            self._session.message.emit(text, "info")
            return
        part = fragments.copied(document, selection.nodes)
        x, y = fragments.middle(part.positions)
        self._add(part, (x + by[0], y + by[1]), "duplicate")

    def _add(self, part: Document, at: Position | None, how: str) -> None:
        session = self._session
        try:
            new, names = fragments.pasted(session.document, part, at)
        except NetworkError as error:
            session.message.emit(str(error), "error")
            return
        session.edit(_name_of(how, list(names)), new)
        self._originals = {copy: name for name, copy in names.items()} if how == "duplicate" else {}
        keys = new.network.edges[len(new.network.edges) - len(part.network.edges) :]
        session.select(names.values(), [edge.key for edge in keys])


def _numbers(document: Document, keys: frozenset[EdgeKey]) -> str:
    """The weight of one edge alone, of several a line each that a spreadsheet takes."""
    chosen = [edge for edge in document.network.edges if edge.key in keys]
    if len(chosen) == 1:
        return f"{chosen[0].weight!r}"
    return "\n".join(f"{edge.key}\t{edge.weight!r}" for edge in chosen)


def _name_of(how: str, names: list[str]) -> str:
    if how == "paste":
        one = QCoreApplication.translate("nndesk", "Paste {name}")
        many = QCoreApplication.translate("nndesk", "Paste {count} nodes")
    else:
        one = QCoreApplication.translate("nndesk", "Duplicate {name}")
        many = QCoreApplication.translate("nndesk", "Duplicate {count} nodes")
    return one.format(name=names[0]) if len(names) == 1 else many.format(count=len(names))
