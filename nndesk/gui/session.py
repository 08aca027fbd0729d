"""The open document, its undo history, its file and what is selected in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QSaveFile, Signal
from PySide6.QtGui import QUndoStack

from nndesk.gui.edit_command import EditCommand
from nndesk.gui.spotlight import Spotlight
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.network.model import EdgeKey


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of the selected nodes and keys of the selected edges; always part of the present document."""

    nodes: frozenset[str] = frozenset()
    edges: frozenset[EdgeKey] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges)

    @property
    def node(self) -> str | None:
        """The selected node if it is the only thing selected."""
        return next(iter(self.nodes)) if len(self.nodes) == 1 and not self.edges else None

    @property
    def edge(self) -> EdgeKey | None:
        """The selected edge if it is the only thing selected."""
        return next(iter(self.edges)) if len(self.edges) == 1 and not self.nodes else None


class Session(QObject):
    """What all panels share. They read :attr:`document`, change it by :meth:`edit`, and listen.

    The document follows the undo stack: it is the ``after`` of the command below the stack's index. The
    stack's clean state is what the file holds. What panels point at together is its :attr:`spotlight`.

    Signals:
        document_changed(old, new): after every edit, undo, redo, and when another document takes the place.
        document_opened(document): another document has taken the place (new, open, example, recovery);
            follows ``document_changed``, for what should start afresh: zoom, playback.
        selection_changed(selection)
        path_changed(path or None)
        modified_changed(bool)
        saved: the document has been written to its file.
        message(text, kind): a sentence for the message bar; ``kind`` is ``"info"`` or ``"error"``.
    """

    document_changed = Signal(object, object)
    document_opened = Signal(object)
    selection_changed = Signal(object)
    path_changed = Signal(object)
    modified_changed = Signal(bool)
    saved = Signal()
    message = Signal(str, str)

    def __init__(self, document: Document | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document if document is not None else _empty()
        self._base = self._document
        self._path: Path | None = None
        self._selection = Selection()
        self._modified = False
        self._revision = 0
        self._replacing = False
        self._stepping = False
        self.spotlight = Spotlight(self)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._follow_stack)
        self.undo_stack.cleanChanged.connect(self._follow_clean)

    # --- the document ------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        return self._document

    @property
    def revision(self) -> int:
        """Grows by one with every change; tags what the worker computes."""
        return self._revision

    @property
    def stepping(self) -> bool:
        """While ``document_changed`` is told: whether undo or redo has led there, and not an edit."""
        return self._stepping

    def edit(self, text: str, new: Document, merge: Hashable | None = None) -> None:
        """Put ``new`` in place of the document as one undo step called ``text``, unless they are equal.

        Args:
            text: what was done, translated: "Add node h3".
            new: made from :attr:`document` by a function of :mod:`nndesk.document.edits`.
            merge: edits in a row with the same key become one step; put in it the field, the id and a number
                that changes with every gesture.
        """
        if new is self._document or _equal(new, self._document):
            return
        self._replacing = True
        try:
            self.undo_stack.push(EditCommand(text, self._document, new, merge))
        finally:
            self._replacing = False

    def attempt(
        self, change: Callable[[Document], tuple[str, Document]], merge: Hashable | None = None
    ) -> bool:
        """Edit by ``change`` (document → name of the edit, new document); says why if it cannot be done."""
        try:
            text, new = change(self._document)
        except NetworkError as error:
            self.message.emit(str(error), "error")
            return False
        self.edit(text, new, merge)
        return True

    def _follow_stack(self, index: int) -> None:
        command = self.undo_stack.command(index - 1) if index else None
        self._stepping = not self._replacing
        try:
            self._put(command.after if isinstance(command, EditCommand) else self._base)
        finally:
            self._stepping = False

    def _follow_clean(self, clean: bool) -> None:
        self._set_modified(not clean)

    def _put(self, document: Document) -> None:
        old = self._document
        if document is old:
            return
        self._document = document
        self._revision += 1
        pruned = self._selection
        if document.network.topology is not old.network.topology:
            pruned = self._pruned(pruned)
            self.spotlight.forget()
        selection_changed = pruned != self._selection
        self._selection = pruned
        self.document_changed.emit(old, document)
        if selection_changed:
            self.selection_changed.emit(pruned)

    def close(self) -> None:
        """Silence the undo stack before Qt destroys it: its destructor still announces an index and texts."""
        self.undo_stack.blockSignals(True)

    # --- the selection -----------------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        return self._selection

    def select(self, nodes: Iterable[str] = (), edges: Iterable[EdgeKey] = ()) -> None:
        """Select exactly these; names and keys that the document does not have are left out."""
        selection = self._pruned(Selection(frozenset(nodes), frozenset(edges)))
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    def _pruned(self, selection: Selection) -> Selection:
        """The part of ``selection`` that the document has: itself if that is all of it."""
        topology = self._document.network.topology
        nodes = selection.nodes & topology.level.keys()
        edges = selection.edges & topology.edge_at.keys()
        if len(nodes) == len(selection.nodes) and len(edges) == len(selection.edges):
            return selection
        return Selection(frozenset(nodes), frozenset(edges))

    # --- files -------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file that the document was read from or saved to; None before the first save."""
        return self._path

    @property
    def modified(self) -> bool:
        """Whether closing now would lose something."""
        return self._modified

    @property
    def name(self) -> str:
        """What to call the document: its title, else its file's name, else "Untitled"."""
        if self._document.title:
            return self._document.title
        if self._path is not None:
            return self._path.stem
        return QCoreApplication.translate("nndesk", "Untitled")

    def new(self, document: Document | None = None) -> None:
        """Start a document that has no file and no history (an empty one by default)."""
        self._replace(document if document is not None else _empty(), None)

    def open(self, path: str | Path) -> bool:
        """Read a file. If it cannot be read: says so by :attr:`message`, changes nothing, returns False."""
        from nndesk.document.storage import StorageError, load

        path = Path(path)
        try:
            document = load(path)
        except (StorageError, OSError) as error:
            self.message.emit(str(error), "error")
            return False
        self.adopt(document, path)
        return True

    def adopt(self, document: Document, path: Path) -> None:
        """Take ``document``, which was read from ``path``, as :meth:`open` does."""
        self._replace(document, path)

    def open_example(self, name: str) -> None:
        """Start from a shipped example (a key of ``EXAMPLES``); it has no file, so saving asks for one."""
        from nndesk.document.examples import example

        self._replace(example(name), None)

    def restore(self, document: Document, path: Path | None) -> None:
        """Take over what a crashed run had not saved: as opened from ``path``, but modified."""
        self._replace(document, path)
        self.undo_stack.resetClean()
        self._set_modified(True)

    def save(self, path: str | Path) -> bool:
        """Write the document whole or not at all. On failure :attr:`message` says why; returns False."""
        from nndesk.document.storage import StorageError, encode

        path = Path(path)
        document = self._document
        try:
            data = encode(document)
        except StorageError as error:
            self.message.emit(str(error), "error")
            return False
        reason = write_atomically(path, data)
        if reason is not None:
            text = QCoreApplication.translate("nndesk", "{name} could not be saved: {reason}.")
            self.message.emit(text.format(name=path.name, reason=reason), "error")
            return False
        self.undo_stack.setClean()
        self._set_modified(False)
        self._set_path(path)
        self.saved.emit()
        return True

    def _replace(self, document: Document, path: Path | None) -> None:
        self._base = document
        self._selection, had_selection = Selection(), bool(self._selection)
        # Clearing announces index 0, upon which the session takes its new base.
        self._replacing = True
        try:
            self.undo_stack.clear()
        finally:
            self._replacing = False
        self._put(document)
        self._set_path(path)
        self._set_modified(False)
        self.spotlight.forget()
        if had_selection:
            self.selection_changed.emit(self._selection)
        self.document_opened.emit(document)

    def _set_path(self, path: Path | None) -> None:
        if path != self._path:
            self._path = path
            self.path_changed.emit(path)

    def _set_modified(self, modified: bool) -> None:
        if modified != self._modified:
            self._modified = modified
            self.modified_changed.emit(modified)


def write_atomically(path: Path, data: bytes) -> str | None:
    """Write ``data`` so that the file is the old or the new one, never half. Returns why it failed."""
    file = QSaveFile(str(path))
    # Without this a folder that forbids new files (but lets this one be written) would lose the whole work.
    file.setDirectWriteFallback(False)
    if (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(data) == len(data)
        and file.flush()
        and file.commit()
    ):
        return None
    return file.errorString().rstrip(". ") or "unknown reason"


def _equal(new: Document, old: Document) -> bool:
    """Whether two documents say the same. What differs in the edges' number differs at once; the parts that
    are shared need no look."""
    if new.network is not old.network and (
        len(new.network.edges) != len(old.network.edges) or len(new.network.nodes) != len(old.network.nodes)
    ):
        return False
    return new == old


def _empty() -> Document:
    from nndesk.document.document import Document

    return Document()
