"""Lines as the session has them: gestures in the plane become edits of first-layer neurons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from nndesk.document import line_edits
from nndesk.document.document import Document
from nndesk.figure.line_formula import line_formula, line_text
from nndesk.geometry.lines import Line, Point
from nndesk.geometry.snapping import Grain
from nndesk.gui.live_edit import LiveEdit
from nndesk.gui.plane.gestures import next_gesture
from nndesk.gui.session import Session
from nndesk.network.errors import NetworkError


class LineDrag(LiveEdit):
    """A line on its way. Every step starts from where the line was: nothing adds up."""

    def __init__(self, session: Session, name: str, gesture: int) -> None:
        super().__init__(session, ("line", name, gesture))
        self.name = name

    def move(self, by: Point, grain: Grain) -> None:
        text = QCoreApplication.translate("nndesk", "Move the line of {name}")
        self._change(text, lambda document: line_edits.move_line(document, self.name, by, grain))

    def turn(self, pivot: Point, handle: Point, to: Point, grain: Grain, free: bool) -> None:
        text = QCoreApplication.translate("nndesk", "Turn the line of {name}")
        self._change(
            text,
            lambda document: line_edits.turn_line(document, self.name, pivot, handle, to, grain, free=free),
        )

    def _change(self, text: str, change: Callable[[Document], Document]) -> None:
        try:
            new = change(self.before)
        except NetworkError:
            # Numbers that leave the range of floating point: the line stays where it was last.
            return
        self.put(text.format(name=self.name), new)


class LineEditing:
    """What gestures may ask for. All state is the session's."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # Asked several times a frame.
        self._known: tuple[Document, dict[str, Line]] | None = None

    @property
    def document(self) -> Document:
        return self._session.document

    @property
    def selected(self) -> str | None:
        """The only selected neuron, if it has a line."""
        name = self._session.selection.node
        return name if name is not None and name in self.lines() else None

    def lines(self, document: Document | None = None) -> dict[str, Line]:
        """The lines that can be seen, by neuron: of the session's document, or as it trains."""
        document = document if document is not None else self.document
        if self._known is None or self._known[0] is not document:
            self._known = document, line_edits.lines_of(document)
        return self._known[1]

    def formula(self, line: Line, exact: bool) -> str:
        """The LaTeX of a line, with the numbers that the document wants; ``exact`` keeps fractions."""
        axes = line_edits.axes_of(self.document)
        return line_formula(line, axes, self.document.view.numbers, exact=exact)

    def words(self) -> str:
        """The selected neuron's line in words and what keys do with it; empty if none is selected."""
        name = self.selected
        if name is None:
            return ""
        axes = line_edits.axes_of(self.document)
        formula = line_text(self.lines()[name], axes, self.document.view.numbers)
        text = QCoreApplication.translate(
            "nndesk",
            "The line of {name} is {formula}. Alt and the arrow keys move it, with Shift they turn it.",
        )
        return text.format(name=name, formula=formula)

    # --- the mouse ---------------------------------------------------------------------------------------

    def drag(self, name: str) -> LineDrag:
        return LineDrag(self._session, name, next_gesture())

    def select(self, name: str, *, toggle: bool = False) -> None:
        """Select a line's neuron alone, or add it to the selection or take it away."""
        selection = self._session.selection
        if toggle:
            self._session.select(selection.nodes ^ {name}, selection.edges)
        else:
            self._session.select([name])

    def hover(self, name: str | None) -> None:
        """The mouse is over a line, or no more over any."""
        self._session.spotlight.hover(name)

    def turning_refused(self, name: str) -> bool:
        """Say so if a neuron's line cannot be turned."""
        try:
            line_edits.check_turns(self.document, name)
        except NetworkError as error:
            self._session.message.emit(str(error), "info")
            return True
        return False

    def line_drawn(self, start: Point, end: Point, grain: Grain) -> Line:
        """The line that :meth:`draw` would make."""
        return line_edits.line_drawn(self.document, start, end, grain)

    def draw(self, start: Point, end: Point, grain: Grain) -> None:
        """A new neuron with the line through two places; it is selected."""
        added: list[str] = []

        def change(document: Document) -> tuple[str, Document]:
            new, name = line_edits.add_line(document, start, end, grain)
            added.append(name)
            return QCoreApplication.translate("nndesk", "Draw the line of {name}").format(name=name), new

        if self._session.attempt(change):
            self._session.select(added)

    # --- at once, and by keys ----------------------------------------------------------------------------

    def flip(self, name: str) -> None:
        text = QCoreApplication.translate("nndesk", "Flip the line of {name}")
        self._change(text, name, lambda document: line_edits.flip_line(document, name))

    def nudge(self, name: str, direction: Point, grain: Grain, gesture: int) -> None:
        """Move a line on to the next nice bias."""
        text = QCoreApplication.translate("nndesk", "Move the line of {name}")
        self._change(
            text, name, lambda document: line_edits.nudge_line(document, name, direction, grain), gesture
        )

    def turn_on(self, name: str, pivot: Point, direction: int, grain: Grain, gesture: int) -> None:
        """Turn a line on to the next nice ratio."""
        text = QCoreApplication.translate("nndesk", "Turn the line of {name}")
        self._change(
            text,
            name,
            lambda document: line_edits.turn_line_on(document, name, pivot, direction, grain),
            gesture,
        )

    def scale(self, name: str, factor: float, gesture: int) -> None:
        text = QCoreApplication.translate("nndesk", "Change the gain of {name}")
        self._change(text, name, lambda document: line_edits.scale_line(document, name, factor), gesture)

    def step(self, by: int) -> None:
        """Select the neuron of the next line, or of the one before."""
        names = list(self.lines())
        if not names:
            return
        selected = self.selected
        at = names.index(selected) + by if selected is not None else (0 if by > 0 else -1)
        self._session.select([names[at % len(names)]])

    def _change(
        self, text: str, name: str, change: Callable[[Document], Document], gesture: int | None = None
    ) -> None:
        merge = None if gesture is None else ("line", name, gesture)
        self._session.attempt(lambda document: (text.format(name=name), change(document)), merge)
