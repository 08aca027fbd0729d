"""Replacing a file whole: whoever looks, at any moment, sees the old contents or the new."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

TEMPORARY_SUFFIX = ".nndesk-part"
"""Of the temporary files; one is left behind only where the process was killed while it wrote."""


class UnwritableError(OSError):
    """A file cannot be written. The message is a sentence; ``reason`` is its end, for a longer sentence."""

    def __init__(self, sentence: str, reason: str) -> None:
        self.reason = reason
        super().__init__(sentence)


def replace_file(path: Path, data: bytes) -> None:
    """Give ``path`` the contents ``data``: a temporary file beside it, synced, then put in place.

    A link is followed and its target replaced. The permissions of an existing file are kept; a new one gets
    those of the umask.

    Raises:
        UnwritableError: it cannot be done. The old file is then as it was, and the temporary one is removed.
    """
    target, old = _replaceable(path)
    try:
        _replace(target, data, old)
    except OSError as error:
        # What the system says would name the temporary file, which nobody has heard of.
        raise _unwritable(path, error) from error


def check_writable(path: Path) -> None:
    """Raise :class:`UnwritableError` if it can be told now that :func:`replace_file` would.

    For work that takes long and would be lost.
    """
    target, _ = _replaceable(path)
    if not os.access(target.parent, os.W_OK | os.X_OK):
        reason = f"the folder {target.parent} is read-only"
        raise UnwritableError(f"{path} cannot be written: {reason}.", reason)


def _replace(target: Path, data: bytes, old: os.stat_result | None) -> None:
    # In the same folder, so that putting it in place is one rename within a file system.
    # Here, not above: it takes 8 ms, and a window that only reads should not wait for it.
    import secrets

    temporary = target.parent / f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}"
    # os.open and not tempfile: a new file gets the permissions that the umask gives every new file.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(handle, "wb") as file:
            if old is not None:
                _keep_permissions(file.fileno(), old)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _replaceable(path: Path) -> tuple[Path, os.stat_result | None]:
    """The file that ``path`` leads to and what is there now, None if nothing.

    Raises :class:`UnwritableError` if it should not be replaced.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a ring of links, a character that no name has
        raise _unwritable(path, error) from error
    try:
        found = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            reason = f"there is no folder {target.parent}"
            raise UnwritableError(f"{_capitalised(reason)}.", reason) from None
        return target, None
    except OSError as error:
        raise _unwritable(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise UnwritableError(f"{target} is a folder, not a file.", "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise UnwritableError(f"{target} is not an ordinary file.", "it is not an ordinary file")
    if not os.access(target, os.W_OK):
        # Replacing needs only the folder's permission, but a file made read-only is meant to stay as it is.
        raise UnwritableError(f"{target} is read-only.", "it is read-only")
    return target, found


def _unwritable(path: Path, error: Exception) -> UnwritableError:
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    reason = said[:1].lower() + said[1:]
    return UnwritableError(f"{path} cannot be written: {reason}.", reason)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


if sys.platform == "win32":

    def _keep_permissions(handle: int, old: os.stat_result) -> None:
        """Windows files inherit theirs from the folder."""

    def _put_in_place(temporary: Path, target: Path) -> None:
        for wait in (0.02, 0.05, 0.1, 0.2):
            try:
                os.replace(temporary, target)
                return
            except PermissionError:
                time.sleep(wait)  # a virus scanner or an indexer may hold the old file for a moment
        os.replace(temporary, target)

    def _sync_folder(folder: Path) -> None:
        """Windows has no such call."""

else:

    def _keep_permissions(handle: int, old: os.stat_result) -> None:
        if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(OSError):  # only root may give a file to somebody else
                os.fchown(handle, old.st_uid, old.st_gid)
        with suppress(OSError):  # some file systems keep no permissions
            os.fchmod(handle, stat.S_IMODE(old.st_mode))

    def _put_in_place(temporary: Path, target: Path) -> None:
        os.replace(temporary, target)

    def _sync_folder(folder: Path) -> None:
        """Make the rename last through a power cut, where the file system can sync a folder."""
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
