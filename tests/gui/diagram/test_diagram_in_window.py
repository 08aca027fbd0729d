"""The diagram's keys inside the real window, where the menus have shortcuts of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.app import dress
from nndesk.gui.diagram.editables import Editable
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.workbench import Workbench


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Workbench]:
    settings = Settings()
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(1280, 800)
    bench = window.assemble(theme, example("xor"))
    bench.files.may_lose_document = lambda: True  # type: ignore[method-assign]
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    bench.diagram.setFocus()
    yield bench
    bench.close()


def test_a_key_on_the_canvas_does_its_thing_once(bench: Workbench) -> None:
    bench.session.new(Document())
    QTest.keyClick(bench.diagram, "i")
    assert bench.session.document.network.names == ("x1",)
    QTest.keyClick(bench.diagram, "n")
    assert bench.session.document.network.names == ("x1", "h1")
    QTest.keyClick(bench.diagram, "a", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bench.diagram, "e")
    assert len(bench.session.document.network.edges) == 1
    QTest.keyClick(bench.diagram, Qt.Key.Key_Delete)
    assert bench.session.document.network.names == ()
    QTest.keyClick(bench.diagram, "z", Qt.KeyboardModifier.ControlModifier)
    assert bench.session.document.network.names == ("x1", "h1")


def test_arrows_and_space_on_the_canvas_walk(bench: Workbench) -> None:
    QTest.keyClick(bench.diagram, Qt.Key.Key_Right)
    QTest.keyClick(bench.diagram, Qt.Key.Key_Right)
    assert bench.playback.index == 1
    QTest.keyClick(bench.diagram, Qt.Key.Key_Left)
    assert bench.playback.index == 0
    QTest.keyClick(bench.diagram, Qt.Key.Key_Space)
    assert bench.playback.playing
    QTest.keyClick(bench.diagram, Qt.Key.Key_Space)
    assert not bench.playback.playing


def test_typing_a_name_triggers_no_shortcut(bench: Workbench) -> None:
    bench.diagram.edit(Editable("name", "h1"))
    field = bench.diagram.typing.field
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "in n")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "in" in bench.session.document.network
    assert len(bench.session.document.network.names) == 5
    assert bench.playback.index == -1
