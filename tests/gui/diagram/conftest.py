"""A diagram alone in a window, with a hand that draws on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hand import Hand
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nndesk.document.document import Document
from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker


class Desk(Hand):
    """The diagram of a document in a window of its own, with everything it needs and nothing else."""

    def __init__(self, document: Document, size: tuple[int, int] = (720, 560)) -> None:
        self.session = Session(document)
        self.worker = Worker()
        self.playback = Playback(self.session, self.worker)
        self.theme = Theme()
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        super().__init__(DiagramView(self.session, self.playback, self.theme))
        layout.addWidget(self.view)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        # A window manager gives the keyboard when it comes to it.
        QTest.qWaitForWindowActive(self.window, 2000)
        self.view.setFocus()
        QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.worker.close()
        self.session.close()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Makes desks, and clears them away after the test."""
    made: list[Desk] = []

    def make(document: Document | None = None, **options: object) -> Desk:
        made.append(Desk(document if document is not None else Document(), **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()
