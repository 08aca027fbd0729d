"""What a table has turned out to be, in two sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.data.csv_rows import listed
from nndesk.data.dataset import Dataset
from nndesk.document.document import Document
from nndesk.document.storage import MAX_BYTES

_NAMED = 5
_BYTES_A_NUMBER = 20
"""In a file, about."""


def summary(dataset: Dataset, document: Document) -> str:
    """How many samples of what; and where the network does not fit them, what it has."""
    inputs = counted_inputs(dataset.input_count)
    if dataset.labels:
        names = [*dataset.labels[:_NAMED], *(["…"] if len(dataset.labels) > _NAMED else [])]
        text = QCoreApplication.translate("nndesk", "{count} samples: {inputs}, {classes} classes ({names}).")
        said = text.format(
            count=f"{len(dataset):,}", inputs=inputs, classes=len(dataset.labels), names=listed(names)
        )
    else:
        text = QCoreApplication.translate("nndesk", "{count} samples: {inputs}, {targets}.")
        said = text.format(
            count=f"{len(dataset):,}", inputs=inputs, targets=counted_targets(dataset.target_count)
        )
    tests = int(dataset.test.sum())
    if tests:
        text = QCoreApplication.translate("nndesk", "{count} of them are held out for testing.")
        said = f"{said} {text.format(count=f'{tests:,}')}"
    if dataset.x.size + dataset.t.size > MAX_BYTES / _BYTES_A_NUMBER:
        text = QCoreApplication.translate(
            "nndesk", "A document with so many numbers is too large to be saved; take fewer rows."
        )
        said = f"{said} {text}"
    misfit = network_misfit(dataset, document)
    return f"{said} {misfit}" if misfit else said


def network_misfit(dataset: Dataset, document: Document) -> str:
    """What the network has where the samples need something else; empty where they fit, or there is none."""
    network = document.network
    fits = (dataset.input_count, dataset.target_count) == (len(network.inputs), len(network.outputs))
    if fits or not network.names:
        return ""
    text = QCoreApplication.translate("nndesk", "The network has {inputs} and {outputs}.")
    return text.format(
        inputs=counted_inputs(len(network.inputs)), outputs=counted_outputs(len(network.outputs))
    )


def counted_inputs(count: int) -> str:
    """``1 input``, ``4 inputs``."""
    if count == 1:
        return QCoreApplication.translate("nndesk", "1 input")
    return QCoreApplication.translate("nndesk", "{count} inputs").format(count=count)


def counted_targets(count: int) -> str:
    """``1 target``, ``4 targets``."""
    if count == 1:
        return QCoreApplication.translate("nndesk", "1 target")
    return QCoreApplication.translate("nndesk", "{count} targets").format(count=count)


def counted_outputs(count: int) -> str:
    """``1 output``, ``4 outputs``."""
    if count == 1:
        return QCoreApplication.translate("nndesk", "1 output")
    return QCoreApplication.translate("nndesk", "{count} outputs").format(count=count)
