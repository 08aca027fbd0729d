"""The garbage collector runs in the window's thread and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nndesk.gui.garbage import GarbageCollector


class _Knot:
    def __init__(self) -> None:
        self.me = self
        self.qt = QObject()


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    collector.start()
    yield collector
    collector.stop()
    # As the other tests want it.
    gc.disable()


def _litter(count: int) -> list[object]:
    # Kept: what counts is how many containers are made more than freed.
    return [[] for _ in range(count)]


def test_garbage_is_collected_from_the_event_loop(collector: GarbageCollector, qtbot: QtBot) -> None:
    gone = weakref.ref(_Knot())
    # Far over the threshold: what earlier tests have left to be freed is subtracted from the count.
    kept = _litter(20 * gc.get_threshold()[0])
    assert gone() is not None
    qtbot.waitUntil(lambda: gone() is None, timeout=5000)
    assert kept


def test_a_thread_never_runs_into_a_collection(collector: GarbageCollector) -> None:
    collector._timer.stop()
    threads: set[threading.Thread] = set()

    def note(phase: str, info: dict[str, int]) -> None:
        threads.add(threading.current_thread())

    gc.callbacks.append(note)
    try:
        worker = threading.Thread(target=_litter, args=(50_000,))
        worker.start()
        worker.join()
        collector.look()
    finally:
        gc.callbacks.remove(note)
    assert threads <= {threading.main_thread()}


def test_nothing_is_collected_when_nothing_is_due(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    collector.look()
    assert collected == []


def test_old_generations_have_their_turn(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    for counts in ((701, 0, 0), (5, 11, 0), (9999, 11, 11), (10, 10, 10)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        collector.look()
    assert collected == [0, 1, 2]


def test_what_a_slow_collection_left_is_looked_at_again_some_time(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.garbage._FELT", -1.0)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 11))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    kept = _Knot()
    gone = weakref.ref(kept)
    collector.look()
    assert gc.get_freeze_count() > 0
    del kept
    for _ in range(10):
        collector.look()
    assert gone() is None
