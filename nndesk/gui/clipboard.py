"""Parts of networks on the system's clipboard, for other windows and other processes, as inert text."""

from __future__ import annotations

import atexit
from functools import cache

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from nndesk.document.document import Document
from nndesk.document.storage import StorageError, decode, encode
from nndesk.network.errors import NetworkError

MIME = "application/x-nndesk-part+json"
MOST_BYTES = 8_000_000
"""More is not read: it would make the window wait. A network of 10,000 edges takes one of these megabytes."""
_HEAD = 4_000
"""Among so many characters at the beginning the name of the format must stand."""


class ClipboardError(NetworkError):
    """What is on the clipboard cannot be pasted; the message is one sentence."""


def put_part(part: Document) -> None:
    """Put a fragment on the clipboard, as text and under a type of its own.

    Raises:
        ClipboardError: it is too large.
    """
    try:
        data = encode(part)
    except StorageError as error:
        raise ClipboardError(str(error)) from error
    if len(data) > MOST_BYTES:
        raise ClipboardError(_too_large(len(data)))
    mime = QMimeData()
    mime.setData(MIME, QByteArray(data))
    mime.setText(data.decode())
    mime.setObjectName(MIME)
    QGuiApplication.clipboard().setMimeData(mime)
    _outlive_python()


@cache
def _outlive_python() -> None:
    """At the end of the process let Qt hold what we have put there; it would crash on an object of Python."""
    atexit.register(_leave_text)


def _leave_text() -> None:
    if QGuiApplication.instance() is None:
        return
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not mime.hasFormat(MIME):
        return
    # What another process has put there must not be taken from it. Some systems do not know whose it is.
    if QGuiApplication.clipboard().ownsClipboard() or mime.objectName() == MIME:
        put_text(mime.text())


def put_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def part_on_clipboard() -> Document:
    """The fragment, or the whole document, whose text is on the clipboard.

    Raises:
        ClipboardError: there is none, whatever else there is.
    """
    return part_in(QGuiApplication.clipboard().mimeData())


def has_part() -> bool:
    """Whether what is on the clipboard was copied from a network here or in another window."""
    mime = QGuiApplication.clipboard().mimeData()
    return mime is not None and mime.hasFormat(MIME)


def text_on_clipboard(most: int) -> str:
    """The text on the clipboard; empty if there is none or it is longer than ``most`` characters."""
    mime = QGuiApplication.clipboard().mimeData()
    text = mime.text() if mime is not None and mime.hasText() else ""
    return text if len(text) <= most else ""


def part_in(mime: QMimeData | None) -> Document:
    """See :func:`part_on_clipboard`."""
    if mime is not None and mime.hasFormat(MIME):
        own = mime.data(MIME)
        if own.size() > MOST_BYTES:
            raise ClipboardError(_too_large(own.size()))
        return _decoded(own.data())
    if mime is None or not mime.hasText():
        raise ClipboardError(_nothing())
    text = mime.text()
    # Neither searched nor encoded before it is known to be short enough.
    if len(text) > MOST_BYTES:
        raise ClipboardError(_too_large(len(text)))
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or '"nndesk"' not in head:
        raise ClipboardError(_nothing())
    return _decoded(text.encode("utf-8", "surrogatepass"))


def _decoded(data: bytes) -> Document:
    try:
        return decode(data, where=QCoreApplication.translate("nndesk", "This cannot be pasted"))
    except StorageError as error:
        raise ClipboardError(str(error)) from error


def _nothing() -> str:
    return QCoreApplication.translate(
        "nndesk", "There is no network on the clipboard; copy nodes first, here or in another window."
    )


def _too_large(size: int) -> str:
    text = QCoreApplication.translate(
        "nndesk", "This cannot be pasted: it has {size:,.0f} MB, and {most:,.0f} MB is the most."
    )
    return text.format(size=size / 1e6, most=MOST_BYTES / 1e6)
