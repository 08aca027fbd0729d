"""Sheets: the weights panel with a session, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet import Sheet

from nndesk.document.document import Document
from nndesk.document.examples import example


@pytest.fixture
def sheet(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Sheet]]:
    """Makes sheets (of the worked example unless told), and clears them away after the test."""
    made: list[Sheet] = []

    def make(document: Document | None = None, **options: object) -> Sheet:
        made.append(Sheet(document if document is not None else example("worked-example"), **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()
