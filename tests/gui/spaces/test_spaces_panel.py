"""The Explore workspace and its card: where it stands, how a page is chosen, what hidden pages do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.settings import Settings
from nndesk.gui.spaces.pages import pages
from nndesk.gui.workbench import Workbench

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
IDS = [page.id for page in pages()]


def _press(bench: Workbench, key: str, keys: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or bench.window, key, keys)


def _widths(bench: Workbench) -> list[int]:
    return bench._layout._columns.sizes()


def test_it_is_made_when_it_is_first_shown(bench: Workbench) -> None:
    QApplication.processEvents()
    assert "spaces_panel" not in vars(bench)
    _press(bench, "4", CTRL)
    assert bench.workspace == "explore"
    assert bench.spaces_panel.isVisible()
    assert bench.diagram.isVisible()
    assert bench.plane.isVisible()
    assert not bench.inspector.isVisible()


def test_network_plane_and_spaces_share_the_width(bench: Workbench) -> None:
    bench.window.resize(1600, 900)
    bench.show_workspace("explore")
    QApplication.processEvents()
    diagram, plane, spaces, _ = _widths(bench)
    whole = diagram + plane + spaces
    assert diagram / whole == pytest.approx(0.28, abs=0.02)
    assert plane / whole == pytest.approx(spaces / whole, abs=0.01)


def test_each_kind_of_workspace_keeps_its_own_widths(bench: Workbench) -> None:
    QApplication.processEvents()
    walk = _widths(bench)
    bench.show_workspace("explore")
    QApplication.processEvents()
    splitter = bench._layout._columns
    splitter.setSizes([400, 500, 300, 0])
    explore = _widths(bench)
    bench.show_workspace("draw")
    QApplication.processEvents()
    assert _widths(bench) == pytest.approx(walk, abs=1)
    splitter.setSizes([400, 300, 0, 260])
    draw = _widths(bench)
    bench.show_workspace("explore")
    QApplication.processEvents()
    assert _widths(bench) == pytest.approx(explore, abs=1)
    bench.show_workspace("walk")
    QApplication.processEvents()
    assert _widths(bench) == pytest.approx(draw, abs=1)


def test_it_can_be_hidden_by_its_key_and_stays_hidden(bench: Workbench) -> None:
    bench.show_workspace("explore")
    _press(bench, "7", CTRL | ALT)
    assert not bench.spaces_panel.isVisible()
    assert not Settings().panel_shown("spaces")
    _press(bench, "7", CTRL | ALT)
    assert bench.spaces_panel.isVisible()


def test_every_page_has_a_key_that_shows_it_from_anywhere(bench: Workbench) -> None:
    for number, id in enumerate(IDS, start=1):
        bench.show_workspace("walk")
        _press(bench, str(number), ALT)
        assert bench.workspace == "explore"
        assert bench.spaces_panel.page.isVisible()
        assert bench.spaces_panel.tools().choice == id
        assert Settings().spaces_page == id
        assert bench.actions[f"view.space_{id}"].isChecked()


def test_a_page_brings_back_the_card(bench: Workbench) -> None:
    bench.actions["view.show_spaces"].trigger()
    bench.actions[f"view.space_{IDS[1]}"].trigger()
    assert bench.spaces_panel.page.isVisible()
    assert bench.actions["view.show_spaces"].isChecked()


def test_segments_where_there_is_room_a_list_where_there_is_not(bench: Workbench, qtbot: QtBot) -> None:
    bench.window.resize(2400, 1000)
    bench.show_workspace("explore")
    chooser = bench.spaces_panel.tools()
    qtbot.waitUntil(lambda: not chooser.list.isVisible())
    buttons = [button for button in chooser.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in buttons] == [page.words for page in pages()]
    buttons[1].click()
    assert chooser.choice == IDS[1]
    assert bench.actions[f"view.space_{IDS[1]}"].isChecked()
    bench.window.resize(880, 600)
    qtbot.waitUntil(chooser.list.isVisible)
    assert chooser.list.currentText() == pages()[1].words
    chooser.list.setFocus()
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    assert chooser.choice == IDS[2]
    assert bench.spaces_panel.page.isVisible()


def test_a_hidden_page_does_nothing_and_catches_up(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.show_workspace("explore")
    page = bench.spaces_panel.page
    seen: list[float] = []

    def refresh() -> None:
        seen.append(page.document.network.edge("x1", "h1").weight)

    monkeypatch.setattr(page, "refresh", refresh)

    def edit(weight: float) -> None:
        bench.session.edit("Weight", edits.set_weight(bench.session.document, "x1", "h1", weight))

    edit(2.0)
    assert seen == [2.0]
    bench.spaces_panel.show_page(IDS[1])
    edit(3.0)
    bench.show_workspace("walk")
    edit(4.0)
    bench.show_workspace("explore")
    assert seen == [2.0]
    bench.spaces_panel.show_page(IDS[0])
    assert seen == [2.0, 4.0]


def test_it_follows_training_and_shows_the_document_again(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("explore")
    page = bench.spaces_panel.page
    bench.session.edit("Few epochs", edits.set_hyperparameters(bench.session.document, epochs=20))
    before = bench.session.document.network
    shown = []
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        bench.trainer.progress.connect(lambda snapshot: shown.append(page.document.network))
        bench.trainer.start()
    assert shown
    assert any(network != before for network in shown)
    assert page.document is bench.session.document
