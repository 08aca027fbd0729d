"""What several panels say about a network, said the same by all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from nndesk.network.model import Network


def size_in_words(network: Network) -> str:
    """``2-2-1``; where that would say something wrong, ``4 nodes``; empty for an empty network."""
    sizes, count = network.layer_sizes, len(network.names)
    if sizes is not None:
        return "-".join(str(size) for size in sizes)
    if count == 1:
        return QCoreApplication.translate("nndesk", "1 node")
    return QCoreApplication.translate("nndesk", "{count} nodes").format(count=count) if count else ""
