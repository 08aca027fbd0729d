"""What Qt says on stderr, without one line that it says without reason."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

HARMLESS = "This plugin does not support propagateSizeHints()"
"""Said for every window without a display. A window's least size means nothing there."""

_Handler = Callable[[QtMsgType, QMessageLogContext, str], object]


def silence_harmless() -> None:
    """Drop exactly that line from now on; everything else goes where it went before."""
    handler = _Passing()
    handler.before = qInstallMessageHandler(handler)


class _Passing:
    before: _Handler | None = None

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == HARMLESS:
            return
        if self.before is not None:
            self.before(kind, context, message)
        elif sys.stderr is not None:
            print(qFormatLogMessage(kind, context, message), file=sys.stderr)
