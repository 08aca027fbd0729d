"""The menus under the right mouse button and the A key. They pop up; nothing waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from nndesk.document import edits, layer_edits, number_edits
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
    """Of a node; where several are selected, what concerns them all comes first."""
    menu = DiagramMenu(view)
    several = len(view.session.selection.nodes) > 1
    if several:
        _fill_selection(menu, view)
        menu.addSeparator()
    _fill_node(menu, view, name, several)
    menu.addSeparator()
    _fill_numbers(menu, view)
    menu.addSeparator()
    _fill_selecting(menu, view, some=True)
    _fill_layer(menu, view, layer_edits.layer_of(view.session.document, name))
    if several:
        _fill_arranging(menu, view)
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
    if not empty:
        _fill_selecting(menu, view, some=bool(view.session.selection))
        text = QCoreApplication.translate("nndesk", "Insert a layer here")
        menu.add(
            text, view.layering.insert_layer, layer_edits.layers_before(view.session.document, at[0]) - 1
        )
        menu.add(QCoreApplication.translate("nndesk", "Tidy"), view.arranging.tidy, keys="T")
        menu.addSeparator()
    menu.add(QCoreApplication.translate("nndesk", "Fit"), view.fit, keys="Ctrl+0")
    menu.addSeparator()
    _add_shown(menu, view)
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
    menu.add(QCoreApplication.translate("nndesk", "Connect fully"), view.connect_selected, keys="E")
    text = QCoreApplication.translate("nndesk", "Disconnect")
    menu.add(text, view.layering.disconnect, keys="Shift+E")
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
        view.numbers.lock,
        True,
        enabled=not all(locked),
    )
    menu.add(QCoreApplication.translate("nndesk", "Unlock"), view.numbers.lock, False, enabled=any(locked))
    into = menu.addMenu(QCoreApplication.translate("nndesk", "Numbers"))
    initial = view.session.document.initial
    trained = any(key in initial.weights for key in keys) or any(name in initial.biases for name in neurons)
    for text, handler, shown, enabled in (
        (QCoreApplication.translate("nndesk", "Negate"), view.numbers.negate, "~", True),
        (QCoreApplication.translate("nndesk", "Scale the gain…"), view.numbers.scale, "*", True),
        (
            QCoreApplication.translate("nndesk", "Draw at random…"),
            view.numbers.randomise,
            "Ctrl+Shift+R",
            True,
        ),
        (QCoreApplication.translate("nndesk", "Reset to initial"), view.numbers.reset, "R", trained),
    ):
        menu.add(text, handler, keys=shown, enabled=enabled, menu=into)


def _fill_layer(menu: DiagramMenu, view: DiagramView, layer: int) -> None:
    """What is done to a whole layer, as a submenu."""
    into = menu.addMenu(QCoreApplication.translate("nndesk", "Layer"))
    layering = view.layering
    for text, handler, keys in (
        (QCoreApplication.translate("nndesk", "Add a node"), layering.add_neuron, "+"),
        (QCoreApplication.translate("nndesk", "Remove the lowest node"), layering.remove_neuron, "-"),
        (QCoreApplication.translate("nndesk", "Insert a layer after it"), layering.insert_layer, "Shift+N"),
    ):
        menu.add(text, handler, layer, keys=keys, menu=into)


def _fill_selecting(menu: DiagramMenu, view: DiagramView, some: bool) -> None:
    """Ways to select, as a submenu."""
    into = menu.addMenu(QCoreApplication.translate("nndesk", "Select"))
    selecting = view.selecting
    empty = not view.session.document.network.names
    for text, handler, keys, enabled in (
        (QCoreApplication.translate("nndesk", "All"), selecting.everything, "Ctrl+A", not empty),
        (QCoreApplication.translate("nndesk", "The rest"), selecting.invert, "Ctrl+Shift+I", not empty),
        (QCoreApplication.translate("nndesk", "The layer"), selecting.layer, "Ctrl+Shift+A", some),
        (QCoreApplication.translate("nndesk", "What feeds it"), selecting.feeders, "[", some),
        (QCoreApplication.translate("nndesk", "What it feeds"), selecting.fed, "]", some),
    ):
        menu.add(text, handler, keys=keys, enabled=enabled, menu=into)


def _fill_arranging(menu: DiagramMenu, view: DiagramView) -> None:
    """Put several nodes into line, as a submenu."""
    into = menu.addMenu(QCoreApplication.translate("nndesk", "Arrange"))
    arranging, several = view.arranging, len(view.session.selection.nodes)
    column: edits.Direction = "column"
    row: edits.Direction = "row"
    for text, handler, way, least in (
        (QCoreApplication.translate("nndesk", "In one column"), arranging.align, column, 2),
        (QCoreApplication.translate("nndesk", "In one row"), arranging.align, row, 2),
        (QCoreApplication.translate("nndesk", "Evenly down"), arranging.distribute, column, 3),
        (QCoreApplication.translate("nndesk", "Evenly across"), arranging.distribute, row, 3),
    ):
        menu.add(text, handler, way, enabled=several >= least, menu=into)


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
