"""The session: what the panels share, what undo brings back, what a file holds."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.storage import load
from nndesk.gui.session import Selection, Session, write_atomically
from nndesk.network.model import EdgeKey


@pytest.fixture
def session(qapp: object) -> Session:
    session = Session(example("xor"))
    yield session
    session.close()


class _Log:
    def __init__(self, session: Session) -> None:
        self.changes: list[tuple[Document, Document]] = []
        self.opened: list[Document] = []
        self.selections: list[Selection] = []
        self.messages: list[tuple[str, str]] = []
        self.modified: list[bool] = []
        session.document_changed.connect(lambda old, new: self.changes.append((old, new)))
        session.document_opened.connect(self.opened.append)
        session.selection_changed.connect(self.selections.append)
        session.message.connect(lambda text, kind: self.messages.append((text, kind)))
        session.modified_changed.connect(self.modified.append)


def _heavier(session: Session, weight: float) -> Document:
    return edits.set_weight(session.document, "x1", "h1", weight)


def test_a_session_starts_empty_and_unmodified(qapp: object) -> None:
    session = Session()
    assert session.document == Document()
    assert not session.modified
    assert session.name == "Untitled"
    session.close()


def test_an_edit_is_announced_with_the_old_and_the_new_document_themselves(session: Session) -> None:
    log, before = _Log(session), session.document
    after = _heavier(session, 3.0)
    session.edit("Set a weight", after)
    assert session.document is after
    assert len(log.changes) == 1
    assert log.changes[0][0] is before
    assert log.changes[0][1] is after
    assert session.revision == 1


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    log = _Log(session)
    session.edit("Nothing", session.document)
    session.edit("Nothing", edits.set_title(session.document, session.document.title))
    assert not log.changes
    assert session.undo_stack.count() == 0
    assert not session.modified


def test_undo_and_redo_bring_back_the_very_same_documents(session: Session) -> None:
    documents = [session.document]
    for weight in (2.0, 3.0, 4.0):
        documents.append(_heavier(session, weight))
        session.edit(f"Set the weight to {weight}", documents[-1])
    assert session.undo_stack.undoText() == "Set the weight to 4.0"
    for document in reversed(documents[:-1]):
        session.undo_stack.undo()
        assert session.document is document
    for document in documents[1:]:
        session.undo_stack.redo()
        assert session.document is document
    session.undo_stack.setIndex(1)
    assert session.document is documents[1]


def test_undo_survives_garbage_collection(session: Session) -> None:
    for weight in range(2, 60):
        session.edit(str(weight), _heavier(session, float(weight)))
        gc.collect()
    for weight in range(58, 1, -1):
        session.undo_stack.undo()
        assert session.document.network.edge("x1", "h1").weight == weight


def test_edits_of_one_gesture_are_one_step(session: Session) -> None:
    before = session.document
    for weight in (2.0, 2.5, 3.0):
        session.edit(f"Set the weight to {weight}", _heavier(session, weight), ("weight", "h1<-x1", 7))
    session.edit("Set the weight to 9", _heavier(session, 9.0), ("weight", "h1<-x1", 8))
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.document.network.edge("x1", "h1").weight == 3.0
    assert session.undo_stack.undoText() == "Set the weight to 3.0"
    session.undo_stack.undo()
    assert session.document is before


def test_a_gesture_that_ends_where_it_began_is_no_step(session: Session) -> None:
    before = session.document
    session.edit("Drag", _heavier(session, 2.0), "drag")
    session.edit("Drag", _heavier(session, before.network.edge("x1", "h1").weight), "drag")
    assert session.undo_stack.count() == 0
    assert session.document == before
    assert not session.modified


def test_a_gesture_is_not_merged_into_what_was_saved(session: Session, tmp_path: Path) -> None:
    session.edit("Drag", _heavier(session, 2.0), "drag")
    assert session.save(tmp_path / "a.nndesk")
    session.edit("Drag", _heavier(session, 3.0), "drag")
    assert session.modified
    session.undo_stack.undo()
    assert not session.modified


def test_nodes_that_vanish_leave_the_selection(session: Session) -> None:
    session.select(("h1", "h2"), (EdgeKey("x1", "h1"),))
    log = _Log(session)
    session.edit("Delete node h1", edits.remove(session.document, ("h1",)))
    assert session.selection == Selection(frozenset({"h2"}))
    assert log.selections == [session.selection]


def test_the_selection_holds_only_what_there_is(session: Session) -> None:
    log = _Log(session)
    session.select(("h1", "nobody"), (EdgeKey("h1", "x1"),))
    assert session.selection == Selection(frozenset({"h1"}))
    assert session.selection.node == "h1"
    assert session.selection.edge is None
    session.select(("h1",))
    assert len(log.selections) == 1, "selecting the same again is no change"
    session.select()
    assert not session.selection


def test_saving_and_opening_gives_the_same_document(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.nndesk"
    session.edit("Set a weight", _heavier(session, 7.25))
    log = _Log(session)
    assert session.save(path)
    assert session.path == path
    assert not session.modified
    assert log.modified == [False]
    assert load(path) == session.document
    other = Session()
    assert other.open(path)
    assert other.document == session.document
    assert not other.modified
    other.close()


def test_opening_forgets_history_and_selection(session: Session, tmp_path: Path) -> None:
    session.select(("h1",))
    session.edit("Set a weight", _heavier(session, 7.25))
    log = _Log(session)
    session.open_example("and")
    assert session.document is example("and")
    assert session.undo_stack.count() == 0
    assert not session.modified
    assert not session.selection
    assert log.opened == [session.document]
    assert len(log.changes) == 1
    assert session.path is None


def test_a_file_that_cannot_be_read_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "broken.nndesk"
    path.write_text("{")
    session.edit("Set a weight", _heavier(session, 7.25))
    before, log = session.document, _Log(session)
    assert not session.open(path)
    assert not session.open(tmp_path / "nowhere.nndesk")
    assert session.document is before
    assert session.modified
    assert [kind for _, kind in log.messages] == ["error", "error"]
    assert "broken.nndesk" in log.messages[0][0]


def test_a_failed_save_says_why_and_loses_nothing(session: Session, tmp_path: Path) -> None:
    session.edit("Set a weight", _heavier(session, 7.25))
    log = _Log(session)
    assert not session.save(tmp_path / "no such folder" / "a.nndesk")
    assert session.modified
    assert session.path is None
    ((text, kind),) = log.messages
    assert kind == "error"
    assert text.startswith("a.nndesk could not be saved: ")


def test_undoing_to_what_was_saved_is_unmodified(session: Session, tmp_path: Path) -> None:
    session.save(tmp_path / "a.nndesk")
    session.edit("Set a weight", _heavier(session, 7.25))
    assert session.modified
    session.undo_stack.undo()
    assert not session.modified
    session.undo_stack.redo()
    assert session.modified


def test_what_is_recovered_counts_as_not_saved(session: Session, tmp_path: Path) -> None:
    log = _Log(session)
    session.restore(example("or"), tmp_path / "or.nndesk")
    assert session.modified
    assert session.path == tmp_path / "or.nndesk"
    assert log.modified == [True]
    session.edit("Set a title", edits.set_title(session.document, "Mine"))
    session.undo_stack.undo()
    assert session.modified, "undo does not bring back the file"


def test_writing_replaces_the_old_file_only_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.nndesk"
    assert write_atomically(path, b"old") is None
    assert write_atomically(path, b"new") is None
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    assert write_atomically(tmp_path, b"a folder is in the way")


def test_destroying_a_session_announces_nothing(qtbot: QtBot) -> None:
    session = Session(example("xor"))
    session.edit("Set a weight", _heavier(session, 7.25))
    log = _Log(session)
    session.close()
    session.deleteLater()
    del session
    gc.collect()
    qtbot.wait(1)
    assert not log.changes


def test_listeners_can_tell_undo_and_redo_from_edits(session: Session) -> None:
    told: list[bool] = []
    session.document_changed.connect(lambda old, new: told.append(session.stepping))
    session.edit("Weight", _heavier(session, 7.0))
    session.undo_stack.undo()
    session.undo_stack.redo()
    session.new()
    assert told == [False, True, True, False]
    assert not session.stepping


def test_what_is_too_large_for_a_file_is_told(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.document.storage.MAX_BYTES", 100)
    log = _Log(session)
    assert not session.save(tmp_path / "a.nndesk")
    assert log.messages == [("The document cannot be saved: it would be 0 MB.", "error")]
    assert list(tmp_path.iterdir()) == []
