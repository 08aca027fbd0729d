"""In words: what the card shows, what shades the plane, where it is sliced, where the example is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.document.document import Document
from nndesk.figure.plane_slice import PlaneSlice

_MOST_NAMES = 3
_MOST_VALUES = 8


def title(document: Document) -> str:
    """What the card is called."""
    if len(document.network.inputs) == 1:
        return QCoreApplication.translate("nndesk", "Function")
    return QCoreApplication.translate("nndesk", "Input plane")


def caption(document: Document, node: str | None, cut: PlaneSlice | None) -> str:
    """``z of o1``, ``largest of o1 … o9``, ``z of h1, slice at x3 = 0.5``; empty if nothing is shown."""
    outputs = document.network.outputs
    words = ""
    if node is not None:
        words = QCoreApplication.translate("nndesk", "z of {name}").format(name=node)
    elif outputs and cut is None:
        # Of one input: each output has its curve.
        words = QCoreApplication.translate("nndesk", "z of {name}").format(name=_names(outputs))
    elif outputs:
        words = QCoreApplication.translate("nndesk", "largest of {names}").format(names=_names(outputs))
    if cut is None or not cut.rest:
        return words
    place = QCoreApplication.translate("nndesk", "slice at {place}")
    return ", ".join(filter(None, (words, place.format(place=cut.words(document.view.numbers)))))


def no_inputs() -> str:
    """Why there is nothing to show."""
    return QCoreApplication.translate("nndesk", "The plane needs two inputs; this network has none yet.")


def _names(outputs: tuple[str, ...]) -> str:
    return ", ".join(outputs) if len(outputs) <= _MOST_NAMES else f"{outputs[0]} … {outputs[-1]}"


def whereabouts(document: Document) -> str:
    """Where the example is, for those who do not see the ring."""
    values = [
        f"{name} = {document.view.numbers.text(value)}"
        for name, value in zip(document.network.inputs[:_MOST_VALUES], document.example.x, strict=False)
    ]
    text = QCoreApplication.translate(
        "nndesk", "The example is at {place}. Move it with Ctrl and the arrow keys."
    )
    return text.format(place=", ".join(values))
