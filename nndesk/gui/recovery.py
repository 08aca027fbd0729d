"""Unsaved work survives a crash: a copy of it is rewritten while one works, and gone after a clean end."""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Slot

from nndesk.document.document import Document
from nndesk.document.storage import StorageError, decode, encode
from nndesk.gui.session import Session, write_atomically
from nndesk.gui.worker import Worker

AFTER_EDIT_MS = 2_000
AT_LEAST_EVERY_MS = 20_000

_LARGE = 100_000
"""Numbers of samples whose copy takes longer to write than a frame lasts."""
_KIND = "recovery"

_log = logging.getLogger("nndesk")


def recovery_folder() -> Path:
    """Where the copies are; made if it does not exist."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    folder = Path(base) / "recovery"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Leftover:
    """What a run that did not end cleanly has left.

    Attributes:
        file: the copy.
        origin: the file that was being edited, if it had one.
        name: what the document was called.
        lock: holds the copy, so that no other window offers it too.
    """

    file: Path
    origin: Path | None
    name: str
    lock: QLockFile

    def document(self) -> Document | None:
        """Read the copy; None if it cannot be read."""
        try:
            return decode(self.file.read_bytes(), where=self.file.name)
        except (OSError, StorageError):
            _log.exception("The recovery copy %s cannot be read", self.file)
            return None

    def discard(self) -> None:
        """Remove the copy and let go of it."""
        for path in (self.file, _origin_of(self.file)):
            path.unlink(missing_ok=True)
        self.lock.unlock()


class Recovery(QObject):
    """Keeps a copy of a modified document, two seconds after an edit and at least every twenty.

    Every window has a copy and a lock file of its own, so several windows and several processes never touch
    each other's. The lock of a process that is gone no longer holds.
    """

    def __init__(
        self,
        session: Session,
        folder: Path | None = None,
        parent: QObject | None = None,
        worker: Worker | None = None,
    ) -> None:
        """``worker`` makes the copies of documents so large that one would feel it."""
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._folder = folder if folder is not None else recovery_folder()
        self._file = self._folder / f"{uuid.uuid4().hex}.nndesk"
        self._lock = _lock_of(self._file)
        self._written: Document | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_EDIT_MS)
        self._soon.timeout.connect(self._save_in_time)
        self._ceiling = QTimer(self)
        self._ceiling.setInterval(AT_LEAST_EVERY_MS)
        self._ceiling.timeout.connect(self._save_in_time)
        self._closed = False
        session.document_changed.connect(self._follow)
        session.modified_changed.connect(self._follow)

    @property
    def file(self) -> Path:
        """Where this window's copy is, while there is one."""
        return self._file

    def save(self) -> None:
        """Write the copy now, if there is something to lose and it is not the copy already."""
        if self._may_write():
            document = self._session.document
            self._written_copy((document, _written(document, self._file, threading.Event())))

    @Slot()
    def _save_in_time(self) -> None:
        """The same, but in the worker where it takes long."""
        document = self._session.document
        if self._worker is None or document.dataset.x.size < _LARGE:
            self.save()
        elif not self._worker.busy(_KIND) and self._may_write():
            self._worker.submit(_KIND, _Copy(document, self._file), self._written_copy, lane=_KIND)

    def _written_copy(self, done: tuple[Document, str | None]) -> None:
        document, reason = done
        if reason is not None:
            _log.warning("The recovery copy could not be written: %s", reason)
        else:
            self._written = document

    def _may_write(self) -> bool:
        """Whether there is something to lose, and a place for it, where it is said what it is."""
        if self._closed or not self._session.modified or self._session.document is self._written:
            return False
        if not self._lock.isLocked() and not self._lock.tryLock(0):
            _log.warning("The recovery folder %s cannot be used", self._folder)
            return False
        origin = self._session.path
        # Here, as below: a start without a crash should not wait for it.
        import json

        about = {"name": self._session.name, "origin": str(origin.absolute()) if origin is not None else None}
        reason = write_atomically(_origin_of(self._file), json.dumps(about).encode())
        if reason is not None:
            _log.warning("The recovery copy could not be written: %s", reason)
        return reason is None

    def close(self) -> None:
        """A clean end: there is nothing to recover."""
        self._closed = True
        self._stop()
        self._remove()

    def leftovers(self) -> list[Leftover]:
        """What crashed runs have left, newest first. Each is locked: whoever asked decides about it."""
        found = []
        try:
            files = sorted(self._folder.glob("*.nndesk"), key=_age)
        except OSError:
            return []
        for file in files:
            if file == self._file:
                continue
            lock = _lock_of(file)
            if not lock.tryLock(0):
                # Its window is alive, or another window is asking about it.
                continue
            name, origin = _about(file)
            found.append(Leftover(file, origin, name, lock))
        return found

    def _follow(self, *_: object) -> None:
        if self._closed:
            return
        if self._session.modified:
            self._soon.start()
            if not self._ceiling.isActive():
                self._ceiling.start()
        else:
            self._stop()
            self._remove()

    def _stop(self) -> None:
        self._soon.stop()
        self._ceiling.stop()

    def _remove(self) -> None:
        self._written = None
        if self._worker is not None:
            self._worker.cancel(_KIND)
        for path in (self._file, _origin_of(self._file)):
            path.unlink(missing_ok=True)
        self._lock.unlock()


@dataclass(frozen=True, eq=False)
class _Copy:
    """Writes the copy in a thread."""

    document: Document
    file: Path

    def __call__(self, cancel: threading.Event) -> tuple[Document, str | None]:
        return self.document, _written(self.document, self.file, cancel)


def _written(document: Document, file: Path, cancel: threading.Event) -> str | None:
    """Write the copy, unless it has been cancelled meanwhile. Returns why it failed."""
    try:
        data = encode(document)
    except StorageError as error:
        return str(error)
    return None if cancel.is_set() else write_atomically(file, data)


def _lock_of(file: Path) -> QLockFile:
    lock = QLockFile(str(file.with_suffix(".lock")))
    # Never stale by age, only when its process is gone: a window may stay open for weeks.
    lock.setStaleLockTime(0)
    return lock


def _origin_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0


def _about(file: Path) -> tuple[str, Path | None]:
    import json

    try:
        about = json.loads(_origin_of(file).read_text(encoding="utf-8"))
        origin = about.get("origin")
        return str(about.get("name") or file.stem), Path(origin) if isinstance(origin, str) else None
    except (OSError, ValueError, AttributeError):
        return file.stem, None
