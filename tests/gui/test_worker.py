from __future__ import annotations

import gc
import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from nndesk.gui.worker import TRAINING_LANE, Worker
from nndesk.network.errors import NetworkError


class Listener(QObject):
    """Keeps what it is told and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.threads: list[QThread] = []

    def on_done(self, value: object) -> None:
        self.results.append(value)
        self.threads.append(QThread.currentThread())

    def on_failed(self, error: BaseException) -> None:
        self.errors.append(error)


@pytest.fixture
def listener(qapp):
    return Listener()


def test_a_result_arrives_on_the_thread_of_the_window_as_the_same_object(qtbot, worker, listener):
    value = (1, [2])
    ran_on = []

    def job(cancel):
        ran_on.append(threading.current_thread())
        return value

    worker.submit("job", job, listener.on_done)
    assert worker.busy("job")
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results[0] is value
    assert listener.threads == [listener.thread()]
    assert ran_on[0] is not threading.main_thread()
    assert not worker.busy("job")


def test_the_newest_of_a_kind_wins_and_the_older_is_cancelled(qtbot, worker, listener):
    started, cancelled = threading.Event(), threading.Event()

    def slow(cancel):
        started.set()
        assert cancel.wait(5)
        cancelled.set()
        return "old"

    worker.submit("field", slow, listener.on_done)
    assert started.wait(5)
    worker.submit("field", lambda cancel: "new", listener.on_done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert cancelled.is_set()
    assert listener.results == ["new"]


def test_a_result_that_was_ready_but_not_delivered_is_dropped_for_a_newer_job(qtbot, worker, listener):
    finished = threading.Event()
    worker.submit("field", lambda cancel: finished.set() or "old", listener.on_done)
    assert finished.wait(5)
    worker.submit("field", lambda cancel: "new", listener.on_done)
    qtbot.waitUntil(lambda: bool(listener.results))
    qtbot.wait(10)
    assert listener.results == ["new"]


def test_kinds_do_not_disturb_each_other(qtbot, worker, listener):
    worker.submit("a", lambda cancel: "a", listener.on_done)
    worker.submit("b", lambda cancel: "b", listener.on_done)
    qtbot.waitUntil(lambda: len(listener.results) == 2)
    assert listener.results == ["a", "b"]


def test_a_long_training_does_not_hold_up_the_plane(qtbot, worker, listener):
    stop = threading.Event()

    def training(cancel):
        stop.wait(5)
        return "trained"

    worker.submit("train", training, listener.on_done, lane=TRAINING_LANE)
    worker.submit("field", lambda cancel: "field", listener.on_done)
    qtbot.waitUntil(lambda: listener.results == ["field"])
    stop.set()
    qtbot.waitUntil(lambda: listener.results == ["field", "trained"])


def test_a_cancelled_job_is_not_delivered(qtbot, worker, listener):
    def job(cancel):
        cancel.wait(5)
        raise NetworkError("Stopped.")

    worker.submit("job", job, listener.on_done, listener.on_failed)
    worker.cancel("job")
    worker.submit("other", lambda cancel: "other", listener.on_done)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results == ["other"]
    assert listener.errors == []


def test_an_exception_goes_to_failed(qtbot, worker, listener):
    def job(cancel):
        raise ZeroDivisionError("no")

    worker.submit("job", job, listener.on_done, listener.on_failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert isinstance(listener.errors[0], ZeroDivisionError)
    assert listener.results == []


def test_an_error_meant_for_a_person_becomes_a_message(qtbot, worker, listener):
    def job(cancel):
        raise NetworkError("Draw an edge first.")

    with qtbot.waitSignal(worker.message) as caught:
        worker.submit("job", job, listener.on_done)
    assert caught.args == ["Draw an edge first.", "error"]


def test_a_defect_reaches_the_hook_of_uncaught_exceptions(qtbot, worker, listener):
    def job(cancel):
        raise KeyError("defect")

    with qtbot.captureExceptions() as caught:
        worker.submit("job", job, listener.on_done)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError


def test_a_bound_method_is_forgotten_with_its_object(qtbot, worker):
    gone = Listener()
    kept = Listener()
    hold = threading.Event()
    worker.submit("gone", lambda cancel: hold.wait(5), gone.on_done)
    worker.submit("kept", lambda cancel: 1, kept.on_done)
    del gone
    gc.collect()
    hold.set()
    qtbot.waitUntil(lambda: bool(kept.results))


def test_a_deleted_widget_is_not_called(qtbot, worker, listener):
    deleted = Listener()
    hold = threading.Event()
    worker.submit("deleted", lambda cancel: hold.wait(5), deleted.on_done)
    worker.submit("kept", lambda cancel: 1, listener.on_done)
    shiboken6.delete(deleted)
    hold.set()
    qtbot.waitUntil(lambda: bool(listener.results))
    assert deleted.results == []


def test_close_cancels_waits_and_silences(qtbot, listener):
    worker = Worker()
    started, ended = threading.Event(), threading.Event()

    def job(cancel):
        started.set()
        cancel.wait(5)
        ended.set()
        return "late"

    worker.submit("running", job, listener.on_done)
    worker.submit("waiting", lambda cancel: "never", listener.on_done)
    assert started.wait(5)
    worker.close()
    assert ended.is_set()
    worker.submit("after", lambda cancel: "never", listener.on_done)
    worker.close()
    qtbot.wait(10)
    assert listener.results == []


def test_a_worker_that_dies_with_its_parent_during_a_job_does_no_harm(qtbot, listener):
    parent = QObject()
    worker = Worker(parent)
    hold, threads = threading.Event(), []

    def job(cancel):
        threads.append(threading.current_thread())
        hold.wait(5)
        return 1

    worker.submit("job", job, listener.on_done)
    qtbot.waitUntil(lambda: bool(threads))
    shiboken6.delete(parent)
    hold.set()
    future = worker._newest["job"].future
    assert future.exception(timeout=5) is None
    assert listener.results == []


def test_a_forgotten_worker_cancels_its_jobs(qapp, listener):
    worker = Worker()
    started, cancelled = threading.Event(), threading.Event()

    def job(cancel):
        started.set()
        if cancel.wait(5):
            cancelled.set()

    worker.submit("job", job, listener.on_done)
    assert started.wait(5)
    references = sys.getrefcount(worker)
    assert references <= 3, "something keeps the worker alive"
    del worker
    gc.collect()
    assert cancelled.wait(5)


def test_held_jobs_begin_when_released(qtbot: QtBot) -> None:
    worker = Worker()
    results: list[str] = []
    worker.hold()
    worker.submit("a", lambda _: "old", results.append)
    worker.submit("a", lambda _: "new", results.append)
    worker.submit("b", lambda _: "other", results.append)
    assert worker.busy("a")
    qtbot.wait(20)
    assert results == []
    worker.release()
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == ["new", "other"]
    worker.submit("a", lambda _: "later", results.append)
    qtbot.waitUntil(lambda: results[-1] == "later")
    worker.close()


def test_a_worker_that_is_closed_while_it_holds_begins_nothing(qtbot: QtBot) -> None:
    worker = Worker()
    results: list[str] = []
    worker.hold()
    worker.submit("a", lambda _: "never", results.append)
    worker.close()
    worker.release()
    qtbot.wait(20)
    assert results == []
