"""What gestures do to the document, beyond the Edit menu's :class:`~nndesk.gui.editing.Editing`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from nndesk.document import edits, placing
from nndesk.document.document import Document, Position
from nndesk.gui.session import Session
from nndesk.network.errors import NetworkError

_ADD_REACH = (28.0, 18.0)
"""How far a new node jumps into its column (x) and into a row (y)."""


class Drawing:
    """Edits of one session's document. What cannot be done is said by the session's message."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_at(self, at: Position, column: placing.Column | None = None) -> str | None:
        """Add a node there: an input or a neuron, by ``column`` or else by where it is. Returns its name."""
        document = self._session.document
        column = column if column is not None else placing.columns(document).at(at[0])
        place = self.settled(at)
        if placing.is_taken(document, place):
            place = placing.nearest_free(document, (round(at[0]), round(at[1])))
        try:
            if column == "input":
                new, name = edits.add_input(document, place)
            else:
                new, name = self._add_neuron(document, place)
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return None
        text = QCoreApplication.translate("nndesk", "Add {name}").format(name=name)
        self._session.edit(text, new)
        self._session.select([name])
        return name

    def add_fed(self, at: Position, source: str) -> None:
        """Add a neuron there with an edge from ``source``, in one step."""

        def change(document: Document) -> tuple[str, Document]:
            new, name = self._add_neuron(document, at)
            text = QCoreApplication.translate("nndesk", "Add {name} fed by {source}")
            return text.format(name=name, source=source), edits.add_edge(new, source, name)

        self.attempt(change)

    def connect(self, source: str, target: str) -> None:
        text = QCoreApplication.translate("nndesk", "Connect {source} to {target}")
        self.attempt(
            lambda document: (
                text.format(source=source, target=target),
                edits.add_edge(document, source, target),
            )
        )

    def mark_output(self, name: str, is_output: bool) -> None:
        text = (
            QCoreApplication.translate("nndesk", "Make {name} an output")
            if is_output
            else QCoreApplication.translate("nndesk", "Make {name} a hidden node")
        )
        self.attempt(lambda document: (text.format(name=name), edits.mark_output(document, name, is_output)))

    def move(self, places: dict[str, Position], merge: tuple[object, ...] | None = None) -> None:
        if len(places) == 1:
            text = QCoreApplication.translate("nndesk", "Move {name}").format(name=next(iter(places)))
        else:
            text = QCoreApplication.translate("nndesk", "Move {count} nodes").format(count=len(places))
        self.attempt(lambda document: (text, edits.move(document, places)), merge)

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected nodes a little; nudges in a row are one step."""
        positions = self._session.document.positions
        names = self._session.selection.nodes
        places = {name: (positions[name][0] + dx, positions[name][1] + dy) for name in names}
        if places:
            self.move(places, merge=("nudge", names))

    def attempt(
        self, change: Callable[[Document], tuple[str, Document]], merge: tuple[object, ...] | None = None
    ) -> bool:
        """Edit by ``change`` (document → name of the edit, new document); says why if it cannot be done."""
        return self._session.attempt(change, merge)

    def settled(self, at: Position) -> Position:
        """``at``, drawn into a column or row that is near."""
        document = self._session.document
        places = list(document.positions.values())
        (x, _), _ = placing.aligned(at, places, _ADD_REACH[0])
        (_, y), _ = placing.aligned(at, places, _ADD_REACH[1])
        center = min(placing.columns(document).centers, key=lambda center: abs(center - at[0]))
        if x not in {place[0] for place in places} and abs(center - at[0]) <= _ADD_REACH[0]:
            x = center
        return (x, y)

    @staticmethod
    def _add_neuron(document: Document, at: Position) -> tuple[Document, str]:
        activation, prefix = placing.usual_activation(document), placing.prefix_at(document, at[0])
        return edits.add_node(document, at, activation=activation, prefix=prefix)
