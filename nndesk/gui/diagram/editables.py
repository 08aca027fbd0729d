"""What can be typed over on the diagram: weights, biases, values of the example, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.network.model import EdgeKey, Network
from nndesk.network.numbers import parse_number

Kind = Literal["weight", "bias", "input", "target", "name"]


@dataclass(frozen=True, slots=True)
class Editable:
    """One piece of text on the diagram.

    Attributes:
        kind: a weight, a bias, an input's value, an output's target, or a name.
        node: whose it is; for a weight, the node that the edge feeds.
        source: for a weight, where the edge comes from.
    """

    kind: Kind
    node: str
    source: str | None = None

    @property
    def edge(self) -> EdgeKey | None:
        return None if self.source is None else EdgeKey(self.source, self.node)


def weight_of(key: EdgeKey) -> Editable:
    return Editable("weight", key.target, key.source)


def main_number(document: Document, name: str) -> Editable:
    """What Enter edits on a selected node: an input's value, a neuron's bias."""
    return Editable("input" if document.network.role(name) == "input" else "bias", name)


def exists(document: Document, editable: Editable) -> bool:
    """Whether the document still has it."""
    network = document.network
    if editable.edge is not None:
        return network.has_edge(*editable.edge)
    match editable.kind:
        case "bias":
            return editable.node in network.topology.node_at
        case "input":
            return editable.node in network.inputs
        case "target":
            return editable.node in network.outputs
        case _:
            return editable.node in network


def value(document: Document, editable: Editable) -> float:
    """The number it stands for (not for a name)."""
    network = document.network
    match editable.kind:
        case "weight":
            assert editable.source is not None
            return network.edge(editable.source, editable.node).weight
        case "bias":
            return network.node(editable.node).bias
        case "input":
            return document.example.x[network.inputs.index(editable.node)]
        case "target":
            return document.example.t[network.outputs.index(editable.node)]
        case _:
            raise ValueError(editable.kind)


def text(document: Document, editable: Editable) -> str:
    """How it is written when the editor opens: a number with as many digits as make it that number again, or
    as the fraction that it is shown as."""
    if editable.kind == "name":
        return editable.node
    return document.view.numbers.exact(value(document, editable))


def written(document: Document, editable: Editable, typed: str) -> tuple[str, Document]:
    """The name of the edit and the document with ``typed`` in place.

    Raises:
        NetworkError: the text is no number, or no name; the message is fit to show.
    """
    if editable.kind == "name":
        new = typed.strip()
        title = QCoreApplication.translate("nndesk", "Rename {name} to {new}").format(
            name=editable.node, new=new
        )
        return title, edits.rename(document, editable.node, new)
    return changed(document, editable, parse_number(typed))


def changed(document: Document, editable: Editable, number: float) -> tuple[str, Document]:
    """The name of the edit and the document with another number there (not for a name).

    Raises:
        NetworkError: it is not finite.
    """
    if editable.kind == "weight":
        assert editable.source is not None
        title = QCoreApplication.translate("nndesk", "Change the weight {edge}").format(edge=editable.edge)
        return title, edits.set_weight(document, editable.source, editable.node, number)
    if editable.kind == "bias":
        title = QCoreApplication.translate("nndesk", "Change the bias of {name}").format(name=editable.node)
        return title, edits.set_bias(document, editable.node, number)
    if editable.kind == "input":
        title = QCoreApplication.translate("nndesk", "Change the value of {name}").format(name=editable.node)
        return title, edits.set_example(document, x={editable.node: number})
    title = QCoreApplication.translate("nndesk", "Change the target of {name}").format(name=editable.node)
    return title, edits.set_example(document, t={editable.node: number})


def neighbour(network: Network, editable: Editable, step: int) -> Editable | None:
    """What Tab (``step`` 1) or Shift+Tab (−1) goes to: the next weight of the node, its bias, the next node.

    The example has a round of its own: the inputs, then the targets. A name has no neighbour.
    """
    if editable.kind == "name":
        return None
    if editable.kind in ("input", "target"):
        round_trip = [Editable("input", name) for name in network.inputs]
        round_trip += [Editable("target", name) for name in network.outputs]
    else:
        round_trip = []
        for name in network.order:
            round_trip += [weight_of(edge.key) for edge in network.incoming(name)]
            round_trip.append(Editable("bias", name))
    return round_trip[(round_trip.index(editable) + step) % len(round_trip)]
