"""The menus under the right mouse button and the A key. They pop up; nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nndesk.document import number_edits
from nndesk.gui.diagram import editables
from nndesk.gui.diagram.editables import Editable
from nndesk.network.activations import ACTIVATIONS

if TYPE_CHECKING:
    from nndesk.document.document import Position
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.network.model import EdgeKey

_MNEMONICS = {
    "step": "&step",
    "sign": "si&gn",
    "linear": "&linear",
    "sigmoid": "s&igmoid",
    "tanh": "&tanh",
    "relu": "&relu",
    "leaky_relu": "l&eaky_relu",
    "softplus": "soft&plus",
}


class DiagramMenu(QMenu):
    """A menu that remembers what each entry does, so that it needs no closures and dies with its parent."""

    def __init__(self, view: DiagramView) -> None:
        super().__init__(view)
        self._handlers: dict[QAction, tuple[Callable[..., object], tuple[object, ...]]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.triggered.connect(self._run)

    def add(
        self,
        text: str,
        handler: Callable[..., object],
        *arguments: object,
        keys: str = "",
        enabled: bool = True,
        menu: QMenu | None = None,
    ) -> QAction:
        """An entry that calls ``handler(*arguments)``. ``keys`` are only shown; the view listens to them."""
        action = (menu or self).addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(enabled)
        self._handlers[action] = (handler, arguments)
        return action

    def _run(self, action: QAction) -> None:
        handler, arguments = self._handlers.get(action, (None, ()))
        if handler is not None:
            handler(*arguments)


def node_menu(view: DiagramView, name: str) -> DiagramMenu:
    """Of a node; where several are selected, what concerns them all comes first."""
    menu = DiagramMenu(view)
    several = len(view.session.selection.nodes) > 1
    if several:
        _fill_selection(menu, view)
        menu.addSeparator()
    _fill_node(menu, view, name, several)
    menu.addSeparator()
    _fill_numbers(menu, view)
    # Whole layers: their entries stand here, in a group of their own.
    menu.addSeparator()
    _fill_clipboard(menu, view)
    return menu


def edge_menu(view: DiagramView, key: EdgeKey) -> DiagramMenu:
    menu = DiagramMenu(view)
    menu.add(
        QCoreApplication.translate("nndesk", "Edit weight…"),
        view.edit,
        editables.weight_of(key),
        keys="Enter",
    )
    menu.addSeparator()
    _fill_numbers(menu, view)
    menu.addSeparator()
    _fill_clipboard(menu, view)
    return menu


def canvas_menu(view: DiagramView, at: Position) -> DiagramMenu:
    empty = not view.session.document.network.names
    menu = DiagramMenu(view)
    menu.add(QCoreApplication.translate("nndesk", "Add input here"), view.drawing.add_at, at, "input")
    menu.add(QCoreApplication.translate("nndesk", "Add neuron here"), view.drawing.add_at, at, "hidden")
    menu.add(QCoreApplication.translate("nndesk", "Paste here"), view.copying.paste, at, keys="Ctrl+V")
    menu.addSeparator()
    # Selecting, whole layers and tidying up: their entries stand here, in a group of their own.
    menu.add(
        QCoreApplication.translate("nndesk", "Select all"), view.select_all, keys="Ctrl+A", enabled=not empty
    )
    menu.add(QCoreApplication.translate("nndesk", "Fit"), view.fit, keys="Ctrl+0")
    return menu


def _fill_node(menu: DiagramMenu, view: DiagramView, name: str, several: bool) -> None:
    document = view.session.document
    role = document.network.role(name)
    menu.add(QCoreApplication.translate("nndesk", "Rename…"), view.edit, Editable("name", name), keys="F2")
    if role == "input":
        text = QCoreApplication.translate("nndesk", "Edit value…")
        menu.add(text, view.edit, Editable("input", name), keys="Enter")
        return
    menu.add(
        QCoreApplication.translate("nndesk", "Edit bias…"), view.edit, Editable("bias", name), keys="Enter"
    )
    if role == "output":
        menu.add(QCoreApplication.translate("nndesk", "Edit target…"), view.edit, Editable("target", name))
    if not several:
        _fill_activations(menu, view, menu.addMenu(QCoreApplication.translate("nndesk", "Activation")))
    feeds, fed = document.network.outgoing(name), document.network.incoming(name)
    if role == "output":
        text = QCoreApplication.translate("nndesk", "Make hidden")
        menu.add(text, view.drawing.mark_output, name, False, enabled=bool(feeds))
    else:
        text = QCoreApplication.translate("nndesk", "Make output")
        menu.add(text, view.drawing.mark_output, name, True, enabled=bool(fed))


def _fill_selection(menu: DiagramMenu, view: DiagramView) -> None:
    """What concerns several nodes at once."""
    network, nodes = view.session.document.network, view.session.selection.nodes
    menu.add(QCoreApplication.translate("nndesk", "Connect selected"), view.connect_selected, keys="E")
    if any(name in network.topology.node_at for name in nodes):
        _fill_activations(menu, view, menu.addMenu(QCoreApplication.translate("nndesk", "Activation")))


def _fill_numbers(menu: DiagramMenu, view: DiagramView) -> None:
    """What is done to the weights and biases of all that is selected; nothing where there are none."""
    network, selection = view.session.document.network, view.session.selection
    keys, neurons = number_edits.parameters_of(network, selection.nodes, selection.edges)
    if not keys and not neurons:
        return
    locked = [network.edge(*key).locked for key in keys] + [network.node(name).locked for name in neurons]
    menu.add(
        QCoreApplication.translate("nndesk", "Lock for training"),
        view.drawing.lock,
        True,
        enabled=not all(locked),
    )
    menu.add(QCoreApplication.translate("nndesk", "Unlock"), view.drawing.lock, False, enabled=any(locked))
    menu.add(QCoreApplication.translate("nndesk", "Negate"), view.drawing.negate)


def _fill_clipboard(menu: DiagramMenu, view: DiagramView) -> None:
    nodes = bool(view.session.selection.nodes)
    menu.add(QCoreApplication.translate("nndesk", "Cut"), view.cut, keys="Ctrl+X")
    if nodes:
        menu.add(QCoreApplication.translate("nndesk", "Copy"), view.copy, keys="Ctrl+C")
        text = QCoreApplication.translate("nndesk", "Duplicate")
        menu.add(text, view.duplicate, keys="Ctrl+D")
    else:
        menu.add(QCoreApplication.translate("nndesk", "Copy the number"), view.copy, keys="Ctrl+C")
        text = QCoreApplication.translate("nndesk", "Paste a number")
        menu.add(text, view.copying.paste_number, keys="Ctrl+V")
    menu.add(QCoreApplication.translate("nndesk", "Delete"), view.delete_selection, keys="Del")


def activation_menu(view: DiagramView) -> DiagramMenu:
    """The activations for the selected neurons; a letter, or the arrows and Enter, choose one."""
    menu = DiagramMenu(view)
    _fill_activations(menu, view, menu)
    return menu


def _fill_activations(menu: DiagramMenu, view: DiagramView, into: QMenu) -> None:
    document = view.session.document
    nodes = [node for node in document.network.nodes if node.name in view.session.selection.nodes]
    present = {node.activation for node in nodes}
    for activation in ACTIVATIONS:
        text = _MNEMONICS.get(activation, activation)
        action = menu.add(text, view.editing.set_activation, activation, menu=into)
        action.setCheckable(True)
        action.setChecked(present == {activation})
        if present == {activation}:
            into.setActiveAction(action)
