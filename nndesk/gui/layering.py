"""The Network menu's layers: connect them, make them longer and shorter, put new ones in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.document import layer_edits
from nndesk.document.document import Document
from nndesk.gui.session import Session


class Layering(QObject):
    """Edits of whole layers, each one named undo step.

    Without a number an edit means the layer of the selection: the rightmost, if there are several.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    # --- connecting --------------------------------------------------------------------------------------

    def connect_fully(self) -> None:
        """Selected nodes of several layers to each other, those of one to the whole next layer."""
        document, names = self._session.document, self._session.selection.nodes
        new, drawn = layer_edits.connect(document, names)
        if not drawn:
            self._session.message.emit(_why_nothing_to_connect(document, names), "info")
        elif len(drawn) == 1:
            text = QCoreApplication.translate("nndesk", "Connect {source} to {target}")
            self._session.edit(text.format(source=drawn[0].source, target=drawn[0].target), new)
        else:
            text = QCoreApplication.translate("nndesk", "Draw {count} edges")
            self._session.edit(text.format(count=len(drawn)), new)

    def disconnect(self) -> None:
        """Take away the edges among the selected nodes, or of one layer those to the next."""
        new, gone = layer_edits.disconnect(self._session.document, self._session.selection.nodes)
        if not gone:
            text = QCoreApplication.translate("nndesk", "Select nodes that have edges first.")
            self._session.message.emit(text, "info")
        elif len(gone) == 1:
            text = QCoreApplication.translate("nndesk", "Delete edge {name}")
            self._session.edit(text.format(name=gone[0]), new)
        else:
            text = QCoreApplication.translate("nndesk", "Delete {count} edges")
            self._session.edit(text.format(count=len(gone)), new)

    # --- more and fewer ----------------------------------------------------------------------------------

    def add_neuron(self, layer: int | None = None) -> None:
        """One more node in a layer, joined as the others are; it becomes the selection."""
        at = self._layer(layer)
        added: list[str] = []

        def change(document: Document) -> tuple[str, Document]:
            new, name = layer_edits.add_to_layer(document, at)
            added.append(name)
            text = QCoreApplication.translate("nndesk", "Add {name} to its layer")
            return text.format(name=name), new

        if self._session.attempt(change):
            self._session.select(added)

    def remove_neuron(self, layer: int | None = None) -> None:
        """The lowest node of a layer goes; what is left of the layer is selected if it was."""
        at = self._layer(layer)
        before = self._session.selection.nodes
        rest: list[str] = []

        def change(document: Document) -> tuple[str, Document]:
            rest.extend(layer_edits.layers(document)[at : at + 1][0][:-1] if at >= 0 else ())
            new, name = layer_edits.remove_from_layer(document, at)
            return QCoreApplication.translate("nndesk", "Remove {name} from its layer").format(name=name), new

        if self._session.attempt(change) and before and not self._session.selection:
            # So that the key can be pressed again.
            self._session.select(rest[-1:])

    def insert_layer(self, after: int | None = None) -> None:
        """A new layer on the right of a layer, fully connected with its neighbours; it is selected."""
        at = self._layer(after)
        added: list[str] = []

        def change(document: Document) -> tuple[str, Document]:
            new, names = layer_edits.insert_layer(document, at)
            added.extend(names)
            text = QCoreApplication.translate("nndesk", "Insert a layer of {count} neurons")
            return text.format(count=len(names)), new

        if self._session.attempt(change):
            self._session.select(added)

    def _layer(self, layer: int | None) -> int:
        """The layer that is meant: of the selection; without one the last hidden, or else the first."""
        if layer is not None:
            return layer
        everywhere = layer_edits.layers(self._session.document)
        selected = self._session.selection.nodes
        found = [at for at, names in enumerate(everywhere) if not selected.isdisjoint(names)]
        return found[-1] if found else max(0, len(everywhere) - 2)


def _why_nothing_to_connect(document: Document, names: frozenset[str]) -> str:
    if not names:
        return QCoreApplication.translate("nndesk", "Select the nodes to connect first.")
    if len(layer_edits.layers(document, names)) == 1:
        return QCoreApplication.translate(
            "nndesk", "On the right of the selection there is nothing that it does not feed already."
        )
    return QCoreApplication.translate(
        "nndesk", "Select nodes of two columns or more that are not connected yet."
    )
