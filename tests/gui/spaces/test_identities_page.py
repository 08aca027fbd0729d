"""The table of regions: read, sorted, copied and exported by keys; its row is lit wherever regions are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.spaces.identities_page import IdentitiesPage
from nndesk.gui.spaces.page import Page
from nndesk.gui.workbench import Workbench

Explore = Callable[[str, str], Page]
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(explore: Explore) -> IdentitiesPage:
    page = explore("three-lines", "regions")
    assert isinstance(page, IdentitiesPage)
    return page


def column(page: IdentitiesPage, number: int) -> list[str]:
    rows = page.table.rows
    return [rows.data(rows.index(i, number)) for i in range(rows.rowCount())]


def titles(page: IdentitiesPage) -> list[str]:
    rows = page.table.rows
    return [rows.headerData(i, Qt.Orientation.Horizontal) for i in range(rows.columnCount())]


def test_a_row_for_every_vertex(page: IdentitiesPage) -> None:
    assert titles(page) == ["Identity", "z of o1", "Class 0", "Class 1", "Area"]
    assert column(page, 0)[:3] == ["(0,0,0)", "(0,0,1)", "(0,1,0)"]
    assert column(page, 1) == ["0"] * 7 + ["1"]
    assert column(page, 2) == ["0", "1", "1", "1", "1", "1", "1", "0"]
    assert column(page, 4) == ["empty"] + ["unbounded"] * 6 + ["4.17"]
    assert page.sentence == "7 of 8 vertices are reached; (0,0,0) is empty."


def test_going_from_row_to_row_lights_the_regions(page: IdentitiesPage, bench: Workbench) -> None:
    table, spotlight = page.table, bench.session.spotlight
    assert table.hasFocus()
    assert spotlight.code is None, "having the keyboard lights nothing"
    QTest.keyClick(table, Key.Key_Home)
    assert spotlight.code == (0, 0, 0)
    QTest.keyClick(table, Key.Key_Down)
    assert spotlight.code == (0, 0, 1)
    QTest.keyClick(table, Key.Key_End)
    assert spotlight.code == (1, 1, 1)
    assert bench.playback.index == -1, "these keys walk elsewhere"


def test_what_is_lit_elsewhere_is_the_present_row(page: IdentitiesPage, bench: Workbench) -> None:
    bench.session.spotlight.light((1, 0, 1))
    assert page.table.currentIndex().row() == 5
    assert page.table.selectionModel().isRowSelected(5, QModelIndex())
    bench.session.spotlight.light(None)
    assert not page.table.selectionModel().hasSelection()


def test_it_is_sorted_by_a_click_on_a_title(page: IdentitiesPage, bench: Workbench, qtbot: QtBot) -> None:
    bench.session.spotlight.light((0, 1, 0))
    header = page.table.horizontalHeader()
    x = header.sectionViewportPosition(1) + header.sectionSize(1) // 2
    for _ in range(2):
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(x, 8)
        )
    assert column(page, 1)[0] == "1"
    assert page.table.rows.row(page.table.currentIndex().row()).code == (0, 1, 0), "the row stays chosen"
    bench.session.edit("Bias", edits.set_bias(bench.session.document, "o1", -0.5))
    qtbot.waitUntil(lambda: not page.busy)
    assert page.table.rows.row(0).code == (1, 1, 1), "rows do not run away while numbers change"


def test_ctrl_c_copies_it_for_a_spreadsheet(page: IdentitiesPage) -> None:
    QTest.keyClick(page.table, Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Identity\tz of o1\tClass 0\tClass 1\tArea"
    assert lines[8] == "(1,1,1)\t1\t0\t1\t4.17"
    assert len(lines) == 9


def test_large_first_layers_have_identities_in_digits(bench: Workbench, qtbot: QtBot) -> None:
    bench.session.new(edits.layered("2-20-1", activation="step", seed=2))
    bench.show_space("regions")
    page = bench.spaces_panel.page
    assert isinstance(page, IdentitiesPage)
    qtbot.waitUntil(lambda: not page.busy)
    assert page.table.rows.rowCount() == 1 + 20 + 190
    assert {len(text) for text in column(page, 0)} == {20}
    assert page.sentence == "211 of 1,048,576 vertices are reached."
    bench.session.new(edits.layered("2-65-1", activation="step"))
    qtbot.waitUntil(lambda: not page.busy)
    assert page.sentence == "The first layer has 65 neurons; regions are named for up to 64."


@pytest.mark.parametrize("suffix", ["csv", "md", "tex"])
def test_it_is_exported_as_the_suffix_says(
    page: IdentitiesPage, bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    suggested = []

    def choose(window: object, title: str, suggestion: str, kinds: str) -> tuple[str, str]:
        suggested.append(suggestion)
        return str(tmp_path / f"regions.{suffix}"), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", choose)
    bench.actions["file.export_regions"].trigger()
    text = (tmp_path / f"regions.{suffix}").read_text()
    assert sum("bounded" in line for line in text.splitlines()) == 7
    assert bench.message_bar.text == f"Exported regions.{suffix}."
    bench.actions["file.export_regions"].trigger()
    assert suggested[0].endswith("three-lines-regions.csv")
    assert suggested[1].endswith(f"three-lines-regions.{suffix}"), "the last kind is remembered"
