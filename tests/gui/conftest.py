"""What most tests of the window start from: its parts on an example, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document.examples import example
from nndesk.gui.app import dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.trainer import Trainer
from nndesk.gui.workbench import Workbench
from nndesk.gui.worker import Worker


@pytest.fixture(autouse=True)
def _clean_clipboard() -> Iterator[None]:
    """Qt must not find an object of Python on the clipboard when Python has ended: it would crash."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """A session on ``xor-sigmoid``."""
    session = Session(example("xor-sigmoid"))
    yield session
    session.close()


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def playback(session: Session, worker: Worker) -> Playback:
    return Playback(session, worker)


@pytest.fixture
def trainer(session: Session, worker: Worker) -> Trainer:
    return Trainer(session, worker)


def _discard(window: MainWindow) -> None:
    # A test may leave a modified document; nobody is there to be asked.
    window.bench.files.may_lose_document = lambda: True  # type: ignore[method-assign]


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Workbench]:
    """What is behind a window that has the keyboard and shows ``xor-sigmoid`` in the Walk workspace."""
    settings = Settings()
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(1280, 800)
    bench = window.assemble(theme, example("xor-sigmoid"))
    qtbot.addWidget(window, before_close_func=_discard)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    bench.diagram.setFocus()
    yield bench
    bench.close()
