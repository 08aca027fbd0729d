from __future__ import annotations

import subprocess
import sys

from nndesk.gui.qt_messages import HARMLESS

PROGRAM = """
from PySide6.QtCore import QtMsgType, qCritical, qDebug, qInstallMessageHandler, qWarning
from nndesk.gui.qt_messages import silence_harmless
{before}
silence_harmless()
qWarning({harmless!r})
qWarning({harmless!r} + "!")
qCritical("something real")
"""


def stderr_of(before: str = "") -> str:
    program = PROGRAM.format(harmless=HARMLESS, before=before)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stderr


def test_exactly_one_line_of_qt_is_dropped() -> None:
    assert stderr_of().splitlines() == [HARMLESS + "!", "something real"]


def test_other_lines_go_where_they_went_before() -> None:
    before = 'import sys; qInstallMessageHandler(lambda k, c, text: print("seen:", text, file=sys.stderr))'
    assert stderr_of(before).splitlines() == [f"seen: {HARMLESS}!", "seen: something real"]
