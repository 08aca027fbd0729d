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


def replace_file(path: Path, data: bytes) -> None:
    """Give ``path`` the contents ``data``: a temporary file beside it, synced, then put in place.

    A link is followed and its target replaced. The permissions of an existing file are kept; a new one gets
    those of the umask.

    Raises:
        OSError: it cannot be done. The old file is then as it was, and the temporary one is removed.
    """
    target = path.resolve()
    old = _replaceable(target)
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


def _replaceable(target: Path) -> os.stat_result | None:
    """What is there now, None if nothing. Raises OSError if it should not be replaced."""
    try:
        found = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise FileNotFoundError(0, f"there is no folder {target.parent}") from None
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(0, "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "it is not an ordinary file")
    if not os.access(target, os.W_OK):
        # Replacing needs only the folder's permission, but a file made read-only is meant to stay as it is.
        raise PermissionError(0, "it is read-only")
    return found


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
