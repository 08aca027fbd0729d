"""The passes of a document's example."""

from __future__ import annotations

from nndesk.document.document import Document
from nndesk.network.walk import Walk, walk


def document_walk(document: Document, *, forward_only: bool = False) -> Walk:
    """Both passes of the example, or ``forward_only`` the first, with numbers as the document shows them.

    Raises NetworkError as :func:`nndesk.network.walk.walk` does.
    """
    network, example = document.network, document.example
    targets = example.t if network.outputs and not forward_only else None
    return walk(network, example.x, targets, document.cost, document.eta, numbers=document.view.numbers)
