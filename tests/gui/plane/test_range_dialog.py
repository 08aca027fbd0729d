"""Typing a range: four numbers as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nndesk.gui.plane.range_dialog import RangeDialog, tidy
from nndesk.network.numbers import NumberFormat

WINDOW = (-0.6123456, 1.6, -0.5, 1.5)


@pytest.fixture
def dialog(qtbot):
    dialog = RangeDialog(WINDOW, ("x1", "x2"), NumberFormat(decimal_comma=True))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(dialog: RangeDialog, *texts: str) -> None:
    for field, text in zip(dialog.fields, texts, strict=True):
        field.selectAll()
        for char in text:
            field.insert(char)
        field.setModified(True)


def test_it_starts_with_what_is_visible_without_noise(dialog):
    assert [field.text() for field in dialog.fields] == ["−0,61", "1,6", "−0,5", "1,5"]
    assert dialog.fields[0].accessibleName() == "x1 from"
    assert dialog.window_wanted == tidy(WINDOW)


def test_numbers_are_written_as_people_write_them(dialog):
    fill(dialog, "-3/2", "½", "0,5", "sqrt(4)")
    QTest.keyClick(dialog.fields[3], Qt.Key.Key_Return)
    dialog.accept()
    assert dialog.result() == RangeDialog.DialogCode.Accepted
    assert dialog.window_wanted == (-1.5, 0.5, 0.5, 2.0)


def test_whether_both_axes_have_one_scale_is_asked_where_it_is_a_question(qtbot, dialog):
    assert dialog.equal
    asking = RangeDialog(WINDOW, ("x1", "x2"), NumberFormat(), equal=False)
    qtbot.addWidget(asking)
    assert not asking.equal
    asking._equal.click()
    assert asking.equal


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("0", "one", "0", "1"), "one"),
        (("1", "1", "0", "1"), "not above"),
        (("0", "1", "2", "1"), "not above"),
    ],
)
def test_what_is_no_range_is_said_and_stays(dialog, texts, words):
    fill(dialog, *texts)
    dialog.accept()
    assert dialog.result() != RangeDialog.DialogCode.Accepted
    assert dialog.problem.isVisible()
    assert words in dialog.problem.text()
    QTest.keyClicks(dialog.fields[0], "7")
    assert not dialog.problem.isVisible()


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ((-0.61234, 1.612345, 0.0, 2.0), (-0.61, 1.61, 0.0, 2.0)),
        ((1234.567, 5678.9, -1e-5, 1e-5), (1230.0, 5680.0, -1e-5, 1e-5)),
    ],
)
def test_decimals_that_nobody_sees_are_left_out(window, expected):
    assert tidy(window) == pytest.approx(expected)
