"""Starting and ending the application as the command does."""

from __future__ import annotations

import gc
import inspect
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from nndesk.document.examples import example
from nndesk.document.storage import StorageError, save
from nndesk.gui import app
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT), sys.getswitchinterval(), qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(True)
    yield
    signal.signal(signal.SIGINT, before[0])
    sys.setswitchinterval(before[1])
    qapp.setQuitOnLastWindowClosed(before[2])
    gc.unfreeze()


def _window() -> MainWindow:
    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
    return window


def _run(source: str | None = None) -> tuple[list[str], str, Path | None]:
    """Run until everything has settled; the stages, the document's name and path."""
    stages: list[str] = []
    seen: list[tuple[str, Path | None]] = []

    def stage(name: str) -> None:
        stages.append(name)
        if name == "settled":
            session = _window().bench.session
            seen.append((session.name, session.path))
            QTimer.singleShot(0, _window().close)

    assert app.run(source, stage) == 0
    return stages, *seen[0]


def test_without_a_file_it_opens_xor() -> None:
    stages, name, path = _run()
    assert stages == ["first", "ready", "settled"]
    assert name == example("xor").title
    assert path is None
    assert gc.isenabled()


def test_it_opens_a_file_or_an_example(tmp_path: Path) -> None:
    file = tmp_path / "mine.nndesk"
    save(example("or"), file)
    assert _run(str(file))[2] == file
    assert _run("and")[1] == example("and").title


def test_a_file_opened_from_the_command_line_is_a_recent_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.nndesk"
    save(example("or"), file)
    _run(str(file))
    assert Settings().recent_files == [file]


@pytest.mark.parametrize("content", [None, "{"])
def test_what_cannot_be_opened_is_an_error_for_the_terminal(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "broken.nndesk"
    if content is not None:
        file.write_text(content)
    with pytest.raises(StorageError, match=r"broken\.nndesk"):
        app.run(str(file))
    assert gc.isenabled()
    assert not any(isinstance(w, MainWindow) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_importing_quickly_leaves_python_as_it_was() -> None:
    before = inspect.getsource
    with app.quick_imports(), pytest.raises(OSError, match="not looked at"):
        inspect.getsource(app)
    assert inspect.getsource is before
    assert "def run" in inspect.getsource(app)


def test_the_first_window_needs_no_numpy_and_no_namespace_of_enumerations() -> None:
    script = """
import sys
from nndesk.cli.parser import parse
parse([])
from nndesk.gui.app import run
def stage(name):
    heavy = {"numpy", "pyqtgraph", "msgspec", "PySide6.QtSvg", "nndesk.gui.theme"} & set(sys.modules)
    import os
    print(name, sorted(heavy), flush=True)
    os._exit(0)
run(stage=stage)
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "first []"
