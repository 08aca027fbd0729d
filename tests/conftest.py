"""Before anything imports Qt or numpy: no window on a screen, no BLAS threads, nobody's settings."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = os.environ.get("NNDESK_TEST_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Qt's own scaling would make golden pixels depend on the machine.
os.environ.pop("QT_SCALE_FACTOR", None)

settings.register_profile(
    "nndesk", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("nndesk")


@pytest.fixture(scope="session", autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, recovery files and recent files of the tests live and die in a temporary folder."""
    home = tmp_path_factory.mktemp("home")
    saved = {name: os.environ.get(name) for name in _FOLDERS}
    for name, folder in _FOLDERS.items():
        os.environ[name] = str(home / folder)
    yield home
    for name, value in saved.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


_FOLDERS = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}


@pytest.fixture(autouse=True)
def _fresh_settings(isolated_home: Path) -> None:
    """Each test starts with default settings; only costs something where Qt has been imported."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return
    if not sys.platform.startswith("linux"):
        # Where the XDG variables mean nothing. On Linux all test runs of a person would share one folder.
        core.QStandardPaths.setTestModeEnabled(True)
    ini, person = core.QSettings.Format.IniFormat, core.QSettings.Scope.UserScope
    core.QSettings.setPath(ini, person, str(isolated_home / "config"))
    core.QSettings(ini, person, "nndesk", "nndesk").clear()


@pytest.fixture(autouse=True)
def _no_dangling_threads() -> Iterator[None]:
    """A test that leaves a Python thread running fails: a destroyed worker would abort the whole process."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=5)
    left = [thread for thread in left if thread.is_alive()]
    assert not left, f"threads still running: {[thread.name for thread in left]}"


_FULL_COLLECTION_EVERY = 100
_tests_run = itertools.count(1)


@pytest.fixture(autouse=True)
def _collect_in_this_thread() -> Iterator[None]:
    """Qt's objects may only be destroyed in the thread they live in, so no worker may run into a collection.

    The window keeps to the same rule (``nndesk.gui.app``).
    """
    gc.disable()
    yield
    gc.collect(2 if next(_tests_run) % _FULL_COLLECTION_EVERY == 0 else 1)
