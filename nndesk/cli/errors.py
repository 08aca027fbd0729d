"""Which exceptions are expected, and how they are told."""

from __future__ import annotations


class UsageError(ValueError):
    """The command line does not make sense; the message says which part."""


def sentence(error: Exception) -> str | None:
    """One sentence for a failure that a person can cause; None for a mistake of ours: that must show."""
    from nndesk.data.dataset import DataError
    from nndesk.document.atomic import UnwritableError
    from nndesk.document.storage import StorageError
    from nndesk.figure.primitives import FigureError
    from nndesk.network.errors import NetworkError

    if isinstance(error, (UsageError, NetworkError, DataError, StorageError, UnwritableError, FigureError)):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}."
    return None
