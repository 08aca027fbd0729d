"""What undo steps and screen readers call weights and biases."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nndesk.document.document import Document
from nndesk.document.parameters import Parameter, is_locked, parameter_value


def plain_name(parameter: Parameter) -> str:
    """Of one number, in words: ``weight from x1 to h1``."""
    if isinstance(parameter, str):
        return QCoreApplication.translate("nndesk", "bias of {name}").format(name=parameter)
    text = QCoreApplication.translate("nndesk", "weight from {source} to {target}")
    return text.format(source=parameter.source, target=parameter.target)


def spoken_value(document: Document, parameter: Parameter) -> str:
    """The same with its value: ``weight from x1 to h1, 0.5, locked``."""
    network = document.network
    value = document.view.numbers.text(parameter_value(network, parameter))
    said = f"{plain_name(parameter)}, {value}"
    if is_locked(network, parameter):
        said += ", " + QCoreApplication.translate("nndesk", "locked")
    return said


def named(parameters: Sequence[Parameter]) -> str:
    """One or several, for the name of an undo step: ``the weight h1<-x1``, ``6 numbers``."""
    if len(parameters) != 1:
        return QCoreApplication.translate("nndesk", "{count} numbers").format(count=len(parameters))
    if isinstance(parameters[0], str):
        return QCoreApplication.translate("nndesk", "the bias of {name}").format(name=parameters[0])
    return QCoreApplication.translate("nndesk", "the weight {edge}").format(edge=parameters[0])
