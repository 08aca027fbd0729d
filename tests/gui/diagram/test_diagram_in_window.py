"""The diagram's keys inside the real window, where the menus have shortcuts of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
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


def test_in_a_low_window_the_nodes_of_the_worked_example_are_still_large(bench: Workbench) -> None:
    bench.session.open_example("worked-example")
    bench.window.resize(1280, 720)
    QApplication.processEvents()
    bench.window.cards.place(1280, 720)  # type: ignore[attr-defined]
    QApplication.processEvents()
    bench.fit()
    assert bench.diagram.camera.scale >= 0.85
    cards = bench.window.cards.cards  # type: ignore[attr-defined]
    assert cards["equation"].height() <= 135
    assert cards["transport"].height() <= 75


def test_the_buttons_of_the_canvas_stand_in_the_header(bench: Workbench) -> None:
    toolbar, view = bench.diagram.toolbar, bench.diagram
    assert toolbar.isVisible()
    card = toolbar.parentWidget()
    assert card is view.parentWidget()
    assert toolbar.geometry().bottom() <= view.geometry().top()
    (add,) = (b for b in toolbar.findChildren(QToolButton) if "neuron" in b.accessibleName())
    add.click()
    assert len(bench.session.document.network.names) == 6
