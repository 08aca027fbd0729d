"""Recovery: what a crash leaves is found again, what ended cleanly leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.document.storage import decode
from nndesk.gui.recovery import AFTER_EDIT_MS, Recovery, recovery_folder
from nndesk.gui.session import Session
from nndesk.gui.worker import Worker


@pytest.fixture
def session(qapp: object) -> Session:
    session = Session(example("xor"))
    yield session
    session.close()


def _edit(session: Session, weight: float = 5.0) -> None:
    session.edit("Set a weight", edits.set_weight(session.document, "x1", "h1", weight))


def _crashed(session: Session, folder: Path) -> Recovery:
    """A recovery whose process is gone: the copy is there, the lock does not hold."""
    recovery = Recovery(session, folder)
    recovery.save()
    recovery._soon.stop()
    recovery._ceiling.stop()
    recovery._lock.unlock()
    return recovery


def test_an_unmodified_document_leaves_no_copy(session: Session, tmp_path: Path) -> None:
    recovery = Recovery(session, tmp_path)
    recovery.save()
    assert list(tmp_path.iterdir()) == []
    recovery.close()


def test_a_copy_is_written_soon_after_an_edit(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    recovery = Recovery(session, tmp_path)
    recovery._soon.setInterval(1)
    _edit(session)
    qtbot.waitUntil(recovery.file.exists)
    recovery.close()
    assert list(tmp_path.iterdir()) == []


def test_the_copy_waits_for_a_pause_but_not_for_ever(session: Session, tmp_path: Path) -> None:
    recovery = Recovery(session, tmp_path)
    _edit(session)
    assert recovery._soon.interval() == AFTER_EDIT_MS
    assert recovery._soon.isActive()
    assert recovery._ceiling.isActive()
    left = recovery._ceiling.remainingTime()
    _edit(session, 6.0)
    assert recovery._ceiling.remainingTime() <= left, "editing on must not put it off"
    recovery.close()
    assert not recovery._ceiling.isActive()


def test_saving_or_undoing_removes_the_copy(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    folder.mkdir()
    recovery = Recovery(session, folder)
    _edit(session)
    recovery.save()
    assert recovery.file.exists()
    session.save(tmp_path / "a.nndesk")
    assert list(folder.iterdir()) == []
    _edit(session, 6.0)
    recovery.save()
    assert recovery.file.exists()
    session.undo_stack.undo()
    assert list(folder.iterdir()) == []
    recovery.close()


def test_what_a_crash_left_is_offered_with_name_and_origin(session: Session, tmp_path: Path) -> None:
    origin = tmp_path / "mine.nndesk"
    session.save(origin)
    _edit(session, 7.5)
    folder = tmp_path / "recovery"
    folder.mkdir()
    _crashed(session, folder)
    other = Session()
    recovery = Recovery(other, folder)
    (left,) = recovery.leftovers()
    assert left.origin == origin
    assert left.name == session.name
    document = left.document()
    assert document == session.document
    left.discard()
    assert list(folder.iterdir()) == []
    recovery.close()
    other.close()


def test_one_window_alone_offers_a_leftover(session: Session, tmp_path: Path) -> None:
    _edit(session)
    _crashed(session, tmp_path)
    one, two = Recovery(Session(), tmp_path), Recovery(Session(), tmp_path)
    first = one.leftovers()
    assert len(first) == 1
    assert two.leftovers() == []
    first[0].lock.unlock()
    assert len(two.leftovers()) == 1


def test_windows_do_not_offer_what_is_being_worked_on(session: Session, tmp_path: Path) -> None:
    recovery = Recovery(session, tmp_path)
    _edit(session)
    recovery.save()
    other = Recovery(Session(), tmp_path)
    assert other.leftovers() == []
    assert recovery.leftovers() == []
    recovery.close()
    other.close()


def test_a_copy_that_cannot_be_read_is_offered_and_gives_nothing(session: Session, tmp_path: Path) -> None:
    (tmp_path / "abc.nndesk").write_text("half a fi")
    recovery = Recovery(session, tmp_path)
    (left,) = recovery.leftovers()
    assert left.document() is None
    assert left.name == "abc"
    left.discard()
    recovery.close()


def test_a_folder_that_cannot_be_written_is_survived(
    session: Session, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    recovery = Recovery(session, tmp_path / "gone")
    _edit(session)
    recovery.save()
    assert recovery.leftovers() == []
    assert "cannot be used" in caplog.text
    recovery.close()


def test_the_usual_folder_is_the_persons_data_folder(qapp: object) -> None:
    assert recovery_folder().is_dir()
    assert recovery_folder().name == "recovery"


def test_a_killed_process_leaves_a_copy_that_the_next_one_finds(tmp_path: Path, qapp: object) -> None:
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from PySide6.QtWidgets import QApplication
        app = QApplication([])
        from nndesk.document import edits
        from nndesk.document.examples import example
        from nndesk.gui.recovery import Recovery
        from nndesk.gui.session import Session
        session = Session(example("xor"))
        recovery = Recovery(session, Path(sys.argv[1]))
        session.edit("Set a weight", edits.set_weight(session.document, "x1", "h1", 42.0))
        recovery.save()
        print("ready", flush=True)
        signal.pause() if hasattr(signal, "pause") else input()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        session = Session()
        recovery = Recovery(session, tmp_path)
        assert recovery.leftovers() == [], "it is still alive"
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait(10)
        (left,) = recovery.leftovers()
        document = left.document()
        assert document is not None
        assert document.network.edge("x1", "h1").weight == 42.0
        left.discard()
        recovery.close()
        session.close()


def test_the_copy_of_very_many_samples_is_written_in_the_worker(
    session: Session, worker: Worker, tmp_path: Path, qtbot: QtBot
) -> None:
    recovery = Recovery(session, tmp_path, worker=worker)
    recovery._soon.setInterval(1)
    dataset = Dataset(np.arange(120_000.0).reshape(-1, 2), np.zeros((60_000, 1)))
    session.edit("Many samples", edits.set_dataset(session.document, dataset))
    qtbot.waitUntil(lambda: worker.busy("recovery"))
    assert not recovery.file.exists()
    qtbot.waitUntil(lambda: recovery._written is session.document)
    assert decode(recovery.file.read_bytes()) == session.document
    recovery.close()
    assert list(tmp_path.iterdir()) == []


def test_a_document_too_large_to_be_kept_is_no_crash(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.document.storage.MAX_BYTES", 100)
    recovery = Recovery(session, tmp_path)
    _edit(session)
    recovery.save()
    assert not recovery.file.exists()
    recovery.close()
