"""The ledger on the screen: it fills as the walk goes, and its lines select."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nndesk.gui.spaces.ledger_page import LedgerPage
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(bench: Workbench) -> LedgerPage:
    bench.session.open_example("worked-example")
    bench.show_space("ledger")
    QApplication.processEvents()
    page = bench.spaces_panel.page
    assert isinstance(page, LedgerPage)
    return page


def _click(page: LedgerPage, row: int, column: int) -> None:
    at: QPoint = page.view.place_of(row, column).center().toPoint()
    QTest.mouseClick(page.view, LEFT, Qt.KeyboardModifier.NoModifier, at)


def test_it_fills_as_the_walk_goes_and_empties_again(page: LedgerPage, bench: Workbench) -> None:
    def filled() -> list[str]:
        return [block.node for block in page.view.now.blocks if block.s is not None]

    assert filled() == []
    bench.playback.seek(0)
    assert filled() == ["h1"]
    bench.playback.to_end()
    assert filled() == ["h1", "h2", "o1"]
    assert page.view.now.blocks[2].delta == 0.125
    bench.playback.to_start()
    assert filled() == []


def test_it_says_the_numbers_of_the_step(page: LedgerPage, bench: Workbench) -> None:
    bench.playback.to_end()
    assert page.view.accessibleDescription() == "o1: s = 0, z = 1/2, delta = 1/8"


def test_a_click_selects_the_edge_or_the_node(page: LedgerPage, bench: Workbench) -> None:
    _click(page, 2, 3)
    assert bench.session.selection.edge == EdgeKey("x3", "h1")
    _click(page, 5, 5)
    assert bench.session.selection.node == "h2"
    QTest.mouseMove(page.view, page.view.place_of(9, 5).center().toPoint())
    assert bench.session.spotlight.node == "o1"


def test_copy_and_exact_fractions(page: LedgerPage, bench: Workbench) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[1].split("\t")[:4] == ["h1", "x1", "1", "0.5"]
    wide = page.view.place_of(0, 10).width()
    bench.space_choices.choose(exact=False)
    QApplication.processEvents()
    assert page.view.place_of(0, 10).width() != wide


def test_an_empty_document_says_what_is_missing(page: LedgerPage, bench: Workbench) -> None:
    bench.session.new()
    assert page.sentence == "The ledger needs a network to walk."


def test_it_is_exported(page: LedgerPage, bench: Workbench) -> None:
    figure = bench.exports.figure("ledger", dark=False)
    assert "h1: s = 0" in figure.description
