"""Unexpected exceptions: reported once each, whatever thread or event they come from."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.crash import CrashReporter


@pytest.fixture
def reporter(qapp: object) -> CrashReporter:
    saved: list[int] = []
    reporter = CrashReporter(lambda: saved.append(1))
    reporter.saved = saved  # type: ignore[attr-defined]
    reporter.install()
    yield reporter
    reporter.uninstall()


def _fail() -> None:
    raise ValueError("on purpose")


def _raise_into_the_hook() -> None:
    try:
        _fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_an_exception_is_reported_with_its_traceback_and_the_work_is_saved(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(reporter.reported) as caught:
        _raise_into_the_hook()
    summary, details = caught.args
    assert summary == "ValueError: on purpose"
    assert "in _fail" in details
    assert reporter.saved == [1]  # type: ignore[attr-defined]


def test_repetitions_are_counted_and_not_reported(reporter: CrashReporter, qtbot: QtBot) -> None:
    reports = []
    reporter.reported.connect(lambda *what: reports.append(what))
    for _ in range(100):
        _raise_into_the_hook()
    qtbot.waitUntil(lambda: bool(reports))
    qtbot.wait(1)
    assert len(reports) == 1
    assert reporter.count() == 100


def test_an_exception_in_a_slot_arrives(reporter: CrashReporter, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as captured:
        # pytest-qt has put its own hook in place; give the slot's exception ours.
        sys.excepthook = reporter.handle
        with qtbot.waitSignal(reporter.reported):
            QTimer.singleShot(0, _fail)
    assert not captured


class _Broken(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        raise RuntimeError("cannot paint")


def test_a_paint_event_that_always_fails_is_no_storm(reporter: CrashReporter, qtbot: QtBot) -> None:
    reports = []
    reporter.reported.connect(lambda *what: reports.append(what))
    with qtbot.captureExceptions():
        sys.excepthook = reporter.handle
        widget = _Broken()
        qtbot.addWidget(widget)
        again = QTimer(widget)
        again.timeout.connect(widget.update)
        again.start(1)
        widget.show()
        qtbot.waitUntil(lambda: reporter.count() >= 5)
        again.stop()
        qtbot.waitUntil(lambda: bool(reports))
        qtbot.wait(1)
    assert [summary for summary, _ in reports] == ["RuntimeError: cannot paint"]


def test_an_exception_in_a_thread_is_reported_on_this_one(reporter: CrashReporter, qtbot: QtBot) -> None:
    threads = []
    reporter.reported.connect(lambda *_: threads.append(threading.current_thread()))
    threading.excepthook = reporter._handle_thread
    with qtbot.waitSignal(reporter.reported):
        thread = threading.Thread(target=_fail)
        thread.start()
        thread.join()
    assert threads == [threading.main_thread()]


def test_work_that_cannot_be_saved_does_not_hide_the_report(qtbot: QtBot) -> None:
    reporter = CrashReporter(_fail)
    with qtbot.waitSignal(reporter.reported):
        reporter.handle(KeyError, KeyError("x"), None)


def test_the_hooks_are_given_back(qapp: object) -> None:
    before = sys.excepthook, threading.excepthook
    reporter = CrashReporter()
    reporter.install()
    assert sys.excepthook == reporter.handle
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
