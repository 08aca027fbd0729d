"""Why a run of training has ended before its epochs were over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.network.stopping import Reason


def stop_words(reason: Reason | None) -> str | None:
    """The sentence for the message bar; None where the epochs were over, or a person has stopped it."""
    return {
        "cost": QCoreApplication.translate("nndesk", "Training stopped: J is low enough."),
        "gradient": QCoreApplication.translate("nndesk", "Training stopped: ‖∇J‖ is small enough."),
        "patience": QCoreApplication.translate("nndesk", "Training stopped: J becomes no better."),
        "accuracy": QCoreApplication.translate("nndesk", "Training stopped: the accuracy is reached."),
        "time": QCoreApplication.translate("nndesk", "Training stopped: its time is over."),
    }.get(reason or "epochs")
