"""nndesk: a desktop laboratory for the first lecture on neural networks.

The small public API, loaded lazily so that ``import nndesk`` costs nothing and never imports Qt::

    import nndesk
    document = nndesk.load("xor.nndesk")
    forward = nndesk.forward(document.network, {"x1": 1.0, "x2": 0.0})
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "load": "nndesk.document.storage",
    "save": "nndesk.document.storage",
    "Document": "nndesk.document.document",
    "Network": "nndesk.network.model",
    "Node": "nndesk.network.model",
    "Edge": "nndesk.network.model",
    "forward": "nndesk.network.passes",
    "backward": "nndesk.network.passes",
    "walk": "nndesk.network.walk",
    "train": "nndesk.network.training",
    "Hyperparameters": "nndesk.network.hyperparameters",
}

__all__ = [
    "Document",
    "Edge",
    "Hyperparameters",
    "Network",
    "Node",
    "__version__",
    "backward",
    "forward",
    "load",
    "save",
    "train",
    "walk",
]

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.document.storage import load, save
    from nndesk.network.hyperparameters import Hyperparameters
    from nndesk.network.model import Edge, Network, Node
    from nndesk.network.passes import backward, forward
    from nndesk.network.training import train
    from nndesk.network.walk import walk


def __getattr__(name: str) -> Any:
    try:
        return getattr(importlib.import_module(_HOME[name]), name)
    except KeyError:
        raise AttributeError(f"module 'nndesk' has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted(__all__)
