"""The menus under the right mouse button and the A key. They pop up; nothing waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from nndesk.gui import showing
from nndesk.gui.context_menu import ContextMenu as DiagramMenu
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


def node_menu(view: DiagramView, name: str) -> DiagramMenu:
    document = view.session.document
    role = document.network.role(name)
    selected = len(view.session.selection.nodes)
    menu = DiagramMenu(view)
    menu.add(QCoreApplication.translate("nndesk", "Rename…"), view.edit, Editable("name", name), keys="F2")
    if role == "input":
        menu.add(
            QCoreApplication.translate("nndesk", "Edit value…"),
            view.edit,
            Editable("input", name),
            keys="Enter",
        )
    else:
        menu.add(
            QCoreApplication.translate("nndesk", "Edit bias…"),
            view.edit,
            Editable("bias", name),
            keys="Enter",
        )
        if role == "output":
            menu.add(
                QCoreApplication.translate("nndesk", "Edit target…"), view.edit, Editable("target", name)
            )
        activations = menu.addMenu(QCoreApplication.translate("nndesk", "Activation"))
        _fill_activations(menu, view, activations)
        feeds, fed = document.network.outgoing(name), document.network.incoming(name)
        if role == "output":
            text = QCoreApplication.translate("nndesk", "Make hidden")
            menu.add(text, view.drawing.mark_output, name, False, enabled=bool(feeds))
        else:
            text = QCoreApplication.translate("nndesk", "Make output")
            menu.add(text, view.drawing.mark_output, name, True, enabled=bool(fed))
    menu.addSeparator()
    if selected > 1:
        menu.add(QCoreApplication.translate("nndesk", "Connect selected"), view.connect_selected, keys="E")
    menu.add(QCoreApplication.translate("nndesk", "Delete"), view.delete_selection, keys="Del")
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
    menu.add(QCoreApplication.translate("nndesk", "Delete"), view.delete_selection, keys="Del")
    return menu


def canvas_menu(view: DiagramView, at: Position) -> DiagramMenu:
    empty = not view.session.document.network.names
    menu = DiagramMenu(view)
    menu.add(QCoreApplication.translate("nndesk", "Add input here"), view.drawing.add_at, at, "input")
    menu.add(QCoreApplication.translate("nndesk", "Add neuron here"), view.drawing.add_at, at, "hidden")
    menu.addSeparator()
    menu.add(
        QCoreApplication.translate("nndesk", "Select all"), view.select_all, keys="Ctrl+A", enabled=not empty
    )
    menu.add(QCoreApplication.translate("nndesk", "Fit"), view.fit, keys="Ctrl+0")
    menu.addSeparator()
    _add_shown(menu, view)
    return menu


def _add_shown(menu: DiagramMenu, view: DiagramView) -> None:
    """How numbers are written, which weights show theirs, what stands in the neurons."""
    document, chosen = view.session.document, view.showing
    options = document.view
    numbers = menu.addMenu(QCoreApplication.translate("nndesk", "Numbers"))
    for count, text in showing.digit_choices():
        menu.add_choice(text, count == options.digits, chosen.set_digits, count, menu=numbers)
    numbers.addSeparator()
    for text, on, handler in (
        (showing.fractions_choice(), options.fractions, chosen.set_fractions),
        (showing.comma_choice(), options.decimal_comma, chosen.set_decimal_comma),
    ):
        menu.add_choice(text, on, handler, not on, menu=numbers)
    weights = menu.addMenu(QCoreApplication.translate("nndesk", "Weights"))
    for labels, text in showing.label_choices():
        menu.add_choice(text, labels == options.labels, chosen.set_labels, labels, menu=weights)
    faces = menu.addMenu(QCoreApplication.translate("nndesk", "Neurons show"))
    for face, text, possible in showing.face_choices(len(document.network.inputs)):
        action = menu.add_choice(text, face == options.faces, chosen.set_faces, face, menu=faces)
        action.setEnabled(possible)


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
