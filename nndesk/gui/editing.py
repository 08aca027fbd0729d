"""The Edit menu: what can be done to the drawing without the mouse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.document import edits, placing
from nndesk.gui.session import Session
from nndesk.network.errors import NetworkError


class Editing(QObject):
    """Edits of the selection and of the whole drawing, each one named undo step."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def undo(self) -> None:
        self._session.undo_stack.undo()

    def redo(self) -> None:
        self._session.undo_stack.redo()

    def delete(self) -> None:
        """Remove the selected nodes, with their edges, and the selected edges."""
        document, selection = self._session.document, self._session.selection
        if not selection:
            return
        text = _name_removal(len(selection.nodes), len(selection.edges), selection.node, selection.edge)
        self._session.edit(text, edits.remove(document, selection.nodes, selection.edges))

    def add_input(self) -> None:
        """Add an input under the lowest one."""
        document = self._session.document
        new, name = edits.add_input(document, placing.next_place(document, "input"))
        self._added(new, name)

    def add_neuron(self) -> None:
        """Add a neuron under the lowest hidden one; what is drawn from it decides its role."""
        document = self._session.document
        place = placing.next_place(document, "hidden")
        new, name = edits.add_node(
            document,
            place,
            activation=placing.usual_activation(document),
            prefix=placing.prefix_at(document, place[0]),
        )
        self._added(new, name)

    def set_activation(self, activation: str) -> None:
        """Give the selected neurons ``activation``; without a selected neuron, says so."""
        document = self._session.document
        names = [node.name for node in document.network.nodes if node.name in self._session.selection.nodes]
        if not names:
            self._session.message.emit(QCoreApplication.translate("nndesk", "Select a neuron first."), "info")
            return
        if len(names) == 1:
            text = QCoreApplication.translate("nndesk", "Make {name} {activation}")
            text = text.format(name=names[0], activation=activation)
        else:
            text = QCoreApplication.translate("nndesk", "Make {count} nodes {activation}")
            text = text.format(count=len(names), activation=activation)
        try:
            self._session.edit(text, edits.set_activation(document, names, activation))
        except NetworkError as error:
            self._session.message.emit(str(error), "error")

    def _added(self, new: edits.Document, name: str) -> None:
        text = QCoreApplication.translate("nndesk", "Add node {name}")
        self._session.edit(text.format(name=name), new)
        self._session.select((name,))


def _name_removal(nodes: int, edges: int, node: str | None, edge: object | None) -> str:
    if node is not None:
        return QCoreApplication.translate("nndesk", "Delete node {name}").format(name=node)
    if edge is not None:
        return QCoreApplication.translate("nndesk", "Delete edge {name}").format(name=edge)
    if not edges:
        return QCoreApplication.translate("nndesk", "Delete {count} nodes").format(count=nodes)
    if not nodes:
        return QCoreApplication.translate("nndesk", "Delete {count} edges").format(count=edges)
    text = QCoreApplication.translate("nndesk", "Delete {nodes} nodes and {edges} edges")
    return text.format(nodes=nodes, edges=edges)
