"""What the diagram says in words: tooltips, the caption, and names for people who hear the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nndesk.gui.wording import size_in_words

if TYPE_CHECKING:
    from nndesk.gui.diagram.editables import Editable
    from nndesk.gui.diagram.scene import Hit, Shown
    from nndesk.network.model import Network


def tip(shown: Shown, hit: Hit) -> str:
    """The tooltip of what is under the pointer; empty for the canvas."""
    document = shown.document

    def number(value: float) -> str:
        numbers = shown.style.numbers
        return replace(numbers, digits=max(6, numbers.digits)).text(value)

    if hit.edge is not None:
        if not document.network.has_edge(*hit.edge):
            return ""
        edge = document.network.edge(*hit.edge)
        weight = number(edge.weight)
        text = QCoreApplication.translate("nndesk", "{source} → {target}: w = {weight}").format(
            source=hit.edge.source, target=hit.edge.target, weight=weight
        )
        if edge.locked:
            text += "\n" + QCoreApplication.translate("nndesk", "locked: training leaves it alone")
        return text
    if hit.node is None:
        return ""
    if hit.part == "rim":
        return QCoreApplication.translate(
            "nndesk", "Drag from here to another node to connect {name} to it"
        ).format(name=hit.node)
    role = document.network.role(hit.node)
    if role == "input":
        return QCoreApplication.translate("nndesk", "{name}, an input").format(name=hit.node)
    words = {
        "hidden": QCoreApplication.translate("nndesk", "hidden node"),
        "output": QCoreApplication.translate("nndesk", "output node"),
    }[role]
    parts = [f"{hit.node}, {words}, {document.network.node(hit.node).activation}"]
    known = shown.known
    if known is not None:
        values = (("s", known.s), ("z", known.z), ("φ′", known.phi_prime), ("δ", known.delta))
        parts += [
            f"{letter} = {number(by_name[hit.node])}" for letter, by_name in values if hit.node in by_name
        ]
    if document.network.node(hit.node).locked:
        parts.append(QCoreApplication.translate("nndesk", "bias locked: training leaves it alone"))
    return "\n".join(parts)


def name_of(what: Editable) -> str:
    """What an editor edits, in words."""
    match what.kind:
        case "weight":
            text = QCoreApplication.translate("nndesk", "Weight of the edge {name}")
        case "bias":
            text = QCoreApplication.translate("nndesk", "Bias of {name}")
        case "input":
            text = QCoreApplication.translate("nndesk", "Value of {name}")
        case "target":
            text = QCoreApplication.translate("nndesk", "Target of {name}")
        case _:
            text = QCoreApplication.translate("nndesk", "Name of {name}")
    return text.format(name=what.edge if what.edge is not None else what.node)


def captions(network: Network) -> tuple[str, ...]:
    """``2-2-1 · 9 parameters``, and shorter ``2-2-1``; while not every path starts at an input,
    ``4 nodes · …``."""
    if not network.names:
        return ("",)
    count = network.parameter_count
    if count == 1:
        parameters = QCoreApplication.translate("nndesk", "1 parameter")
    else:
        parameters = QCoreApplication.translate("nndesk", "{count} parameters").format(count=count)
    size = size_in_words(network)
    return f"{size} · {parameters}", size
