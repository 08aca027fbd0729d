"""Saving leaves the old file or the new one, whatever happens meanwhile."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from nndesk.document.atomic import UnwritableError, check_writable, replace_file
from nndesk.document.examples import example
from nndesk.document.storage import StorageError, encode, load, save

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions, links and signals")
OLD, NEW = example("and"), example("xor")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "kept.nndesk"
    save(OLD, file)
    return file


def test_saving_replaces_the_file_and_leaves_nothing_else(path: Path) -> None:
    save(NEW, path)
    assert path.read_bytes() == encode(NEW)
    assert list(path.parent.iterdir()) == [path]


def test_a_path_may_be_text(tmp_path: Path) -> None:
    save(NEW, str(tmp_path / "net.nndesk"))
    assert load(str(tmp_path / "net.nndesk")) == NEW


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_when_it_fails_the_old_file_stays_and_no_temporary_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        if sys.platform == "win32":
            patch.setattr("time.sleep", lambda _: None)
        with pytest.raises(StorageError, match=r"kept\.nndesk cannot be saved: .*\.$") as caught:
            save(NEW, path)
    assert os.strerror(code).lower() in str(caught.value).lower()
    assert path.read_bytes() == encode(OLD)
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupt_while_writing_leaves_no_temporary_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(NEW, path)
    assert path.read_bytes() == encode(OLD)
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_or_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be saved: there is no folder"):
        save(NEW, tmp_path / "gone" / "net.nndesk")
    with pytest.raises(StorageError, match="cannot be saved: it is a folder"):
        save(NEW, tmp_path)
    with pytest.raises(StorageError, match="cannot be saved"):
        save(NEW, "a\0b")


def test_what_stands_in_the_way_can_be_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_writable(tmp_path / "new.svg")
    assert list(tmp_path.iterdir()) == []
    for place, sentence in (
        (tmp_path / "gone" / "new.svg", f"There is no folder {tmp_path / 'gone'}."),
        (tmp_path, f"{tmp_path} is a folder, not a file."),
    ):
        with pytest.raises(UnwritableError) as caught:
            check_writable(place)
        assert str(caught.value) == sentence
        with pytest.raises(UnwritableError) as caught:
            replace_file(place, b"")
        assert str(caught.value) == sentence
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnwritableError, match=r"new\.svg cannot be written: the folder .* is read-only\.$"):
        check_writable(tmp_path / "new.svg")


def test_a_failure_of_the_system_names_the_file_and_not_the_temporary_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, *_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(name))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", fail)
        with pytest.raises(UnwritableError) as caught:
            replace_file(path, b"")
    assert str(caught.value) == f"{path} cannot be written: permission denied."


def test_a_file_made_read_only_stays_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked of the system, not of the mode: root may write everything.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StorageError, match="cannot be saved: it is read-only"):
        save(NEW, path)
    assert load(path) == OLD


@posix
def test_the_permissions_of_the_old_file_are_kept(path: Path) -> None:
    path.chmod(0o640)
    save(NEW, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(NEW, tmp_path / "new.nndesk")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.nndesk").stat().st_mode) == 0o640


@posix
def test_a_link_is_followed_and_stays_a_link(path: Path) -> None:
    folder = path.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.nndesk"
    link.symlink_to(path)
    save(NEW, link)
    assert link.is_symlink()
    assert load(path) == NEW
    assert list(folder.iterdir()) == [link]


@posix
def test_a_link_to_nowhere_makes_its_target_and_a_ring_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.nndesk").symlink_to(tmp_path / "target.nndesk")
    save(NEW, tmp_path / "link.nndesk")
    assert load(tmp_path / "target.nndesk") == NEW
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(StorageError, match="cannot be saved"):
        save(NEW, tmp_path / "a")


@posix
def test_a_pipe_or_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", Path("/dev/full")):
        with pytest.raises(StorageError, match="cannot be saved: it is not an ordinary file"):
            save(NEW, place)


@posix
def test_a_full_disk_is_told_and_leaves_the_old_file(path: Path) -> None:
    # A limit on the size of files is the nearest thing to a full disk that needs no special rights.
    run_script(
        path,
        """
        import resource
        from nndesk.document.layered import layered
        from nndesk.document.storage import StorageError, save
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            save(layered("20-20-1"), path)
        except StorageError as error:
            print(json.dumps(str(error)))
        """,
    )
    assert load(path) == OLD
    assert list(path.parent.iterdir()) == [path]


@posix
def test_killed_at_any_moment_the_file_is_the_old_one_or_the_new_one(path: Path) -> None:
    outcome = run_script(
        path,
        """
        import os, random, signal, time
        from nndesk.document.layered import layered
        from nndesk.document.storage import decode, encode, save
        documents = [layered("2-40-40-1", seed=1), layered("2-50-40-1", seed=2)]
        whole = [encode(document) for document in documents]
        save(documents[0], path)
        draw = random.Random(7)
        seen = [0, 0]
        for trial in range(100):
            ready, started = os.pipe()
            child = os.fork()
            if not child:
                while True:
                    for document in reversed(documents):
                        save(document, path)
                        os.write(started, b".")
            os.read(ready, 1)
            time.sleep(draw.uniform(0, 0.03))  # the moment of the kill is what this is about
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(ready)
            os.close(started)
            with open(path, "rb") as file:
                left = file.read()
            which = whole.index(left)
            assert decode(left) == documents[which]
            seen[which] += 1
        print(json.dumps(seen))
        """,
    )
    old, new = outcome
    assert old + new == 100
    assert min(old, new) > 0


def run_script(path: Path, script: str) -> Any:
    """Run a script in a process of its own, ``path`` and ``json`` at hand; returns what it printed."""
    head = f"import json\npath = {str(path)!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
