"""The truth table on the screen: rows become the example, columns light their nodes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.spaces.truth_page import TruthPage
from nndesk.gui.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(bench: Workbench) -> TruthPage:
    bench.session.open_example("xor")
    bench.show_space("truth")
    QApplication.processEvents()
    page = bench.spaces_panel.page
    assert isinstance(page, TruthPage)
    return page


def _cell(page: TruthPage, row: int, column: int) -> QPoint:
    return page.view.place_of(row, column).center().toPoint()


def _click(page: TruthPage, row: int, column: int) -> None:
    QTest.mouseClick(page.view, LEFT, Qt.KeyboardModifier.NoModifier, _cell(page, row, column))


def test_a_click_takes_the_row_as_the_example_and_selects_the_neuron(
    page: TruthPage, bench: Workbench
) -> None:
    _click(page, 1, 4)
    session = bench.session
    assert session.document.example.x == (0.0, 1.0)
    assert session.document.example.t == (1.0,)
    assert session.selection.node == "h1"
    assert bench.plane.node == "h1", "whose field the plane shows now"
    _click(page, 3, 7)
    assert session.document.example.x == (1.0, 1.0)
    session.undo_stack.undo()
    assert session.document.example.x == (0.0, 1.0)


def test_a_click_on_the_head_selects_only(page: TruthPage, bench: Workbench) -> None:
    before = bench.session.document
    _click(page, -1, 3)
    assert bench.session.selection.node == "h2"
    assert bench.session.document is before


def test_resting_on_a_column_lights_its_node(page: TruthPage, bench: Workbench) -> None:
    QTest.mouseMove(page.view, _cell(page, 2, 5))
    assert bench.session.spotlight.node == "h2"
    QTest.mouseMove(page.view, _cell(page, 2, 0))
    assert bench.session.spotlight.node is None, "an input has no field"


def test_arrows_go_from_row_to_row_as_one_step(page: TruthPage, bench: Workbench) -> None:
    bench.session.edit("x", edits.set_example(bench.session.document, (0.0, 0.0), (0.0,)))
    page.view.setFocus()
    count = bench.session.undo_stack.count()
    index = bench.playback.index
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(page.view, key)
    assert bench.session.document.example.x == (1.0, 0.0)
    assert page.view.cell == (2, 1)
    assert bench.session.undo_stack.count() == count + 1
    assert bench.playback.index == index, "the arrows are the table's"
    QTest.keyClick(page.view, Qt.Key.Key_End)
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert bench.session.selection.node == "o1"
    assert "x1 = 1, x2 = 0" in page.view.accessibleDescription()


def test_it_says_how_many_rows_are_wrong_while_a_number_changes(page: TruthPage, bench: Workbench) -> None:
    assert page.sentence == "Every target is met."
    bench.session.edit("bias", edits.set_bias(bench.session.document, "o1", -1.5))
    assert page.sentence == "2 of 4 targets are missed."
    bench.session.undo_stack.undo()
    assert page.sentence == "Every target is met."


def test_the_example_s_row_fills_as_the_walk_goes(page: TruthPage, bench: Workbench) -> None:
    def faint() -> int:
        marks = page.view._marks()
        columns = page.view._table.columns
        return sum(c.kind in ("signal", "output") and c not in marks.known for c in columns)

    assert page.view._marks().known is None
    bench.playback.seek(0)
    counts = [faint()]
    for step in range(1, 6):
        bench.playback.seek(step)
        counts.append(faint())
    assert counts == [5, 4, 3, 2, 1, 0]


def test_copy(page: TruthPage, bench: Workbench) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["x1", "x2", "s(h1)"]
    assert len(lines) == 5
    assert bench.session.undo_stack.count() == 0


def test_signs_or_numbers(page: TruthPage, bench: Workbench) -> None:
    width = page.view.place_of(0, 2).width()
    bench.space_choices.choose(signs=False)
    QApplication.processEvents()
    assert page.view.place_of(0, 2).width() != width


@pytest.mark.parametrize(
    ("example", "says"), [("worked-example", "1 of 1 targets are missed."), ("logistic", "")]
)
def test_other_networks_have_tables_too(page: TruthPage, bench: Workbench, example: str, says: str) -> None:
    bench.session.open_example(example)
    assert page.sentence == says


def test_what_has_no_table_says_why(page: TruthPage, bench: Workbench, qtbot: QtBot) -> None:
    bench.session.new()
    assert "needs a network with inputs" in page.sentence
