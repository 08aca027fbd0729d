"""Typing over a number or a name on the diagram: opens the field, takes what it says, goes on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nndesk.gui.diagram import editables, tips
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.diagram.inline_editor import InlineEditor
from nndesk.gui.diagram.name_preview import NamePreview
from nndesk.gui.diagram.scrubbing import STEP, Scrub
from nndesk.network.errors import NetworkError
from nndesk.network.numbers import parse_number

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.theme import Theme


class InlineEditing:
    """At most one open field of a view.

    Attributes:
        field: the field that is open, if one is.
        what: what it edits.
    """

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        self._view = view
        self._session = view.session
        self._theme = theme
        self.field: InlineEditor | None = None
        self.what: Editable | None = None
        self._scrub: Scrub | None = None
        self._preview: NamePreview | None = None

    def open(self, what: Editable) -> None:
        """Open the field over ``what``, if that is still there; one that was open is given up."""
        self.close()
        document = self._session.document
        if not editables.exists(document, what):
            return
        field = InlineEditor(editables.text(document, what), self._complaint, self._theme, self._view)
        field.setAccessibleName(tips.name_of(what))
        field.committed.connect(self._commit)
        field.abandoned.connect(self._abandon)
        field.problem_changed.connect(self._show_problem)
        field.nudged.connect(self._nudge)
        field.textChanged.connect(self._show_preview)
        self.field, self.what = field, what
        self.place()
        field.show()
        field.setFocus()
        self._show_preview(field.text())

    def close(self) -> None:
        """Take the field away, whatever is in it."""
        field, self.field, self.what, self._scrub = self.field, None, None, None
        if self._preview is not None:
            self._preview.hide()
        if field is not None:
            field.committed.disconnect(self._commit)
            field.abandoned.disconnect(self._abandon)
            field.problem_changed.disconnect(self._show_problem)
            field.nudged.disconnect(self._nudge)
            field.textChanged.disconnect(self._show_preview)
            self._view.say("")
            if self._view.window().focusWidget() is field:
                # A hidden field would hand the keyboard to the next widget, for the canvas its next node.
                self._view.setFocus()
            field.hide()
            field.deleteLater()

    def place(self) -> None:
        """Stay over what is edited when the canvas has moved, or end when that is gone."""
        if self.field is None or self.what is None:
            return
        place = None
        if editables.exists(self._session.document, self.what):
            place = self._view.diagram.place_of(self.what)
        if place is None:
            self.close()
        else:
            self.field.place_at(self._view.viewportTransform().map(place).toPoint())
            if self._preview is not None:
                self._preview.stand_by(self.field.geometry())

    def _complaint(self, typed: str) -> str:
        if self.what is None:
            return ""
        try:
            editables.written(self._session.document, self.what, typed)
        except NetworkError as error:
            return str(error)
        return ""

    def _show_problem(self, problem: str) -> None:
        if self.field is not None:
            self._view.say(problem, self.field.geometry(), refused=True)

    def _show_preview(self, typed: str) -> None:
        """While a name is typed: how it will be written, unless that is how it looks in the field."""
        if self.what is None or self.what.kind != "name" or self.field is None:
            return
        if self._preview is None:
            self._preview = NamePreview(self._theme, self._view)
        name = typed.strip()
        self._preview.show_name("" if self._complaint(name) and name != self.what.node else name)
        self._preview.stand_by(self.field.geometry())

    def _nudge(self, notches: float) -> None:
        """Change the number in the field and in the document at once."""
        what, field = self.what, self.field
        if what is None or what.kind == "name" or field is None:
            return
        if self._scrub is None or not self._scrub.alive:
            self._scrub = Scrub(self._session, what)
        if field.isModified() and not self._complaint(field.text()):
            self._scrub.to(parse_number(field.text()))
        self._scrub.by(notches * STEP)
        if self.field is field:
            field.show_text(editables.text(self._session.document, what))

    def _commit(self, typed: str, step: int) -> None:
        what, scrub = self.what, self._scrub
        self.close()
        if what is None:
            return
        if typed != editables.text(self._session.document, what):
            renames = what.kind == "name" and self._session.selection.node == what.node
            # What is typed after nudging belongs to the same step.
            merge = scrub.merge if scrub is not None and scrub.alive else None
            done = self._view.drawing.attempt(
                lambda document: editables.written(document, what, typed), merge
            )
            if done and renames:
                self._session.select([typed.strip()])
        following = editables.neighbour(self._session.document.network, what, step) if step else None
        if following is not None:
            nodes, edges = ([following.node], []) if following.edge is None else ([], [following.edge])
            self._session.select(nodes, edges)
            self.open(following)

    def _abandon(self) -> None:
        scrub = self._scrub
        self.close()
        if scrub is not None:
            scrub.restore()
