"""The Edit menu's ways to select, seen from what is selected."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.document import selecting
from nndesk.gui.session import Session


class Selecting(QObject):
    """Changes what is selected. Edges between selected nodes are selected with them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def everything(self) -> None:
        network = self._session.document.network
        self._session.select(network.names, (edge.key for edge in network.edges))

    def invert(self) -> None:
        """What is not selected becomes so, and the reverse."""
        self._select(selecting.inverted(self._session.document, self._session.selection.nodes))

    def layer(self) -> None:
        """Everything that stands in a column with something selected."""
        if self._something("nodes"):
            self._select(selecting.whole_layers(self._session.document, self._session.selection.nodes))

    def feeders(self) -> None:
        """Also what feeds the selection; again, and one layer more is selected."""
        if self._something():
            selection, network = self._session.selection, self._session.document.network
            self._select(selecting.with_feeders(network, selection.nodes, selection.edges))

    def fed(self) -> None:
        """Also what the selection feeds; again, and one layer more is selected."""
        if self._something():
            selection, network = self._session.selection, self._session.document.network
            self._select(selecting.with_fed(network, selection.nodes, selection.edges))

    def _select(self, names: Iterable[str]) -> None:
        chosen = frozenset(names)
        self._session.select(chosen, selecting.edges_between(self._session.document.network, chosen))

    def _something(self, what: str = "anything") -> bool:
        selection = self._session.selection
        if selection.nodes if what == "nodes" else selection:
            return True
        self._session.message.emit(QCoreApplication.translate("nndesk", "Select a node first."), "info")
        return False
