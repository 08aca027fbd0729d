"""What the four grains of a walk are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.network.grains import Grain


def grain_words() -> tuple[tuple[Grain, str, str], ...]:
    """``(grain, name, what it does)``, from the coarsest to the finest."""
    return (
        (
            "pass",
            QCoreApplication.translate("nndesk", "Pass"),
            QCoreApplication.translate("nndesk", "Forward, backward and update, each at once"),
        ),
        (
            "layer",
            QCoreApplication.translate("nndesk", "Layer"),
            QCoreApplication.translate("nndesk", "Layer by layer"),
        ),
        (
            "node",
            QCoreApplication.translate("nndesk", "Node"),
            QCoreApplication.translate("nndesk", "Node by node: signal, output, δ, changes"),
        ),
        (
            "term",
            QCoreApplication.translate("nndesk", "Term"),
            QCoreApplication.translate("nndesk", "Every product, factor and sum by itself"),
        ),
    )
