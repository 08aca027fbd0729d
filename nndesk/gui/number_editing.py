"""The Network menu's numbers: drawn at random, turned around, scaled, locked, reset."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.number_edits import parameters_of
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme


class NumberEditing(QObject):
    """Edits of the selected numbers, each one named undo step.

    A selected neuron stands for its bias and the weights that feed it, a selected edge for its weight. Where
    nothing is selected, drawing at random and resetting mean the whole network.
    """

    def __init__(self, window: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._draws = 0

    def draw_initial_weights(self) -> None:
        """New random weights and biases, others each time. Neurons that are alike never learn to differ."""
        self._draws += 1
        text = QCoreApplication.translate("nndesk", "Draw initial weights")
        self._session.edit(text, edits.draw_initial_weights(self._session.document, self._draws))

    def randomise(self) -> None:
        """Ask by which rule and from which seed, then draw the selected numbers, or all."""
        from nndesk.gui.dialogs.randomise import RandomiseDialog

        selection = self._session.selection
        count = sum(map(len, parameters_of(self._session.document.network, selection.nodes, selection.edges)))
        dialog = RandomiseDialog(count, self._theme, self._window)
        if dialog.exec():
            rule, seed, r = dialog.rule, dialog.seed, dialog.r
            names = selection.nodes if selection else None
            text = QCoreApplication.translate("nndesk", "Draw random numbers")
            self._session.attempt(
                lambda document: (text, edits.randomise(document, rule, seed, r, names, selection.edges))
            )
        dialog.deleteLater()

    def negate(self) -> None:
        """Turn the selected neurons around: NOT, where 0 lies in the middle."""
        self._change(
            QCoreApplication.translate("nndesk", "Negate {what}"),
            lambda document, nodes, keys: edits.negate(document, nodes, keys),
        )

    def scale(self) -> None:
        """Ask by what to multiply the selected numbers."""
        from nndesk.gui.dialogs.scale import ScaleDialog

        if self._nothing_to_change():
            return
        dialog = ScaleDialog(self._session.document.view.numbers, self._window)
        if dialog.exec():
            factor = dialog.factor
            number = self._session.document.view.numbers.text(factor)
            text = QCoreApplication.translate("nndesk", "Multiply {what} by {factor}")
            self._change(
                text.replace("{factor}", number),
                lambda document, nodes, keys: edits.scale(document, factor, nodes, keys),
            )
        dialog.deleteLater()

    def toggle_lock(self) -> None:
        """Lock the selected numbers, so that training leaves them alone; if all are locked, free them."""
        document, selection = self._session.document, self._session.selection
        keys, neurons = parameters_of(document.network, selection.nodes, selection.edges)
        network = document.network
        locked = all(network.edge(*key).locked for key in keys) and all(
            network.node(name).locked for name in neurons
        )
        self._change(
            QCoreApplication.translate("nndesk", "Unlock {what}")
            if locked
            else QCoreApplication.translate("nndesk", "Lock {what}"),
            lambda document, nodes, keys: edits.lock(document, not locked, nodes, keys),
        )

    def reset(self) -> None:
        """Give trained numbers their initial values again: the selected ones, or all."""
        document, selection = self._session.document, self._session.selection
        new = edits.reset(document, selection.nodes if selection else None, selection.edges)
        if new is document:
            text = QCoreApplication.translate("nndesk", "Training has changed nothing that could be reset.")
            self._session.message.emit(text, "info")
            return
        self._session.edit(QCoreApplication.translate("nndesk", "Reset to the initial weights"), new)

    def _change(self, text: str, change: Callable[..., Document]) -> None:
        """Edit what is selected; ``{what}`` in the text becomes its name."""
        if self._nothing_to_change():
            return
        selection = self._session.selection
        named = text.format(what=self._what())
        self._session.attempt(lambda document: (named, change(document, selection.nodes, selection.edges)))

    def _nothing_to_change(self) -> bool:
        """Say so if no number is selected."""
        document, selection = self._session.document, self._session.selection
        if any(parameters_of(document.network, selection.nodes, selection.edges)):
            return False
        text = QCoreApplication.translate("nndesk", "Select neurons or edges first.")
        self._session.message.emit(text, "info")
        return True

    def _what(self) -> str:
        selection = self._session.selection
        if selection.node is not None:
            return selection.node
        if selection.edge is not None:
            return str(selection.edge)
        keys, neurons = parameters_of(self._session.document.network, selection.nodes, selection.edges)
        return QCoreApplication.translate("nndesk", "{count} numbers").format(count=len(keys) + len(neurons))
