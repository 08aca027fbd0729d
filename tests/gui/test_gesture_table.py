"""The table of gestures says no more and no less than what the parts of the window listen to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from nndesk.gui.diagram import keyboard
from nndesk.gui.gesture_table import NETWORK_GROUPS, gesture_table, groups
from nndesk.gui.key_names import key_name, key_names
from nndesk.gui.workbench import Workbench

OF_QT = {"Tab", "Shift+Tab", "Esc"}
"""Keys of the diagram that are no command: Qt asks for the focus, and Esc depends on what goes on."""
SAME = {"Enter": "Return", "Ctrl+Shift++": "Ctrl++"}
"""Keys that are spelt otherwise on some keyboards."""


def portable(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> str:
    name = QKeySequence(modifiers.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)
    return SAME.get(name, name)


def event(keys: str) -> QKeyEvent:
    pressed = QKeySequence(keys)[0]
    return QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())


def network_keys() -> set[str]:
    return {key for row in gesture_table() if row.group in NETWORK_GROUPS for key in row.keys}


def test_every_key_of_the_diagram_is_in_one_of_the_tables(bench: Workbench) -> None:
    said = network_keys() | {
        QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        for spec in bench.actions.specs
        for key in spec.shortcuts
    }
    for modifiers, key in keyboard._COMMANDS:
        assert portable(modifiers, key) in said
    for key in keyboard._DIRECTIONS:
        assert portable(Qt.KeyboardModifier.AltModifier, key) in said


@pytest.mark.parametrize("keys", sorted(network_keys() - OF_QT))
def test_the_diagram_listens_to_every_key_of_the_table(keys: str) -> None:
    pressed = event(keys)
    assert keyboard.command(pressed) is not None or keyboard.nudge(pressed) is not None


def test_no_row_says_what_a_menu_says_already(bench: Workbench) -> None:
    taken = {key for spec in bench.actions.specs for key in spec.shortcuts}
    assert not network_keys() & taken


def test_every_row_is_in_a_group_and_says_how() -> None:
    for row in gesture_table():
        assert row.group in groups()
        assert row.what
        assert row.mouse or row.keys
        assert all(QKeySequence(key).count() == 1 for key in row.keys), row.keys
    assert {row.group for row in gesture_table()} == set(groups())
    assert set(NETWORK_GROUPS) < set(groups())


def test_no_gesture_is_told_twice() -> None:
    told = [(row.group, row.mouse) for row in gesture_table() if row.mouse]
    assert len(told) == len(set(told))


@pytest.mark.usefixtures("qapp")
def test_keys_are_spelt_as_people_read_them() -> None:
    assert key_name("Alt+Left", native=False) == "Alt+←"
    assert key_name("Ctrl++", native=False) == "Ctrl++"
    assert key_name("Return", native=False) == "Enter"
    assert key_name("?", native=False) == "?"
    assert key_names(("Return", "Enter"), native=False) == "Enter"
