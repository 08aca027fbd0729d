"""A network in training, shown in place of the document's."""

from __future__ import annotations

from nndesk.document.document import Document
from nndesk.document.edits import set_network_numbers
from nndesk.network.errors import NetworkError
from nndesk.network.model import Network


def streamed(document: Document, network: Network | None) -> Document | None:
    """``document`` with the numbers of ``network``; None where that is not the network drawn any more.

    A state of training may arrive after the drawing was changed, or another document opened.
    """
    if network is None:
        return None
    try:
        return set_network_numbers(document, network)
    except NetworkError:
        return None
