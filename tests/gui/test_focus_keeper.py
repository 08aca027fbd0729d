"""Who has the keyboard when what had it is gone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.focus import FocusKeeper


@pytest.mark.parametrize("shown", [True, False])
def test_a_window_leaves_the_keyboard_of_another_alone(qtbot: QtBot, shown: bool) -> None:
    window, home = QMainWindow(), QLineEdit()
    window.setCentralWidget(home)
    home.setVisible(shown)
    qtbot.addWidget(window)
    window.show()
    keeper = FocusKeeper(window, home)
    other = QWidget()
    first, second = QLineEdit(), QLineEdit()
    row = QHBoxLayout(other)
    row.addWidget(first)
    row.addWidget(second)
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    first.setFocus()
    first.hide()
    assert second.hasFocus()
    assert keeper.parent() is window
