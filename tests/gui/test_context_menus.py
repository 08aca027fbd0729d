"""The menus under the right mouse button, and under the Menu key and Shift+F10 for what has the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.gui.inspector.form import ValueLabel
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import NumberField
from nndesk.gui.workbench import Workbench

KEYS = [
    (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
]


@pytest.fixture(autouse=True)
def _close_menus() -> Iterator[None]:
    yield
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def right_click(widget: QWidget, at: QPoint | None = None) -> QMenu:
    """Ask for the menu as the right button does."""
    at = widget.rect().center() if at is None else at
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    return opened()


def by_key(bench: Workbench, widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier) -> QMenu:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bench.window.windowHandle(), key, keys)
    return opened()


def opened() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    found = [action for action in menu.actions() if action.text().split("\t")[0].replace("&", "") == text]
    assert found, [action.text() for action in menu.actions()]
    return found[0]


def choose(menu: QMenu, text: str) -> None:
    action = entry(menu, text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def clipboard() -> str:
    return QApplication.clipboard().text()


# --- the inspector ------------------------------------------------------------------------------------------


@pytest.fixture
def weight(bench: Workbench) -> NumberField:
    bench.session.select(["h2"])
    return next(f for f in bench.inspector.findChildren(NumberField) if f.accessibleName() == "Bias of h2")


def test_a_number_is_negated_and_set_to_0_in_one_step_each(bench: Workbench, weight: NumberField) -> None:
    bias = bench.session.document.network.node("h2").bias
    choose(right_click(weight), "Negate")
    assert bench.session.document.network.node("h2").bias == -bias
    choose(right_click(weight), "Set to 0")
    assert bench.session.document.network.node("h2").bias == 0.0
    assert bench.session.undo_stack.count() == 2


def test_what_may_not_be_negative_is_not_negated(bench: Workbench) -> None:
    bench.show_workspace("train")
    field = bench.train_panel.fields["epochs"]
    before = field.value
    choose(right_click(field), "Negate")
    assert field.value == before
    assert field.problem
    assert not bench.session.modified


def test_a_row_is_copied_as_latex_and_all_rows_as_a_table(bench: Workbench, weight: NumberField) -> None:
    choose(right_click(weight), "Copy as LaTeX")
    assert clipboard() == r"b_{h_2} = -5.6"
    choose(right_click(weight), "Copy all rows")
    lines = [line.split("\t") for line in clipboard().split("\n")]
    assert lines[0] == ["Activation", "", "sigmoid"]
    assert ["Weights", r"w_{h_2x_2}", "3.6"] in lines
    assert all(len(line) == 3 for line in lines)


def test_a_value_is_copied_from_anywhere_in_its_row(bench: Workbench, weight: NumberField) -> None:
    page = bench.inspector.page
    signal = page.values["s"]  # type: ignore[attr-defined]
    assert isinstance(signal, ValueLabel)
    for widget in (signal, *(w for w in page.form.findChildren(QLabel) if w.text() == "Signal")):
        choose(right_click(widget), f"Copy {signal.text()}")
        assert clipboard() == signal.text().replace("−", "-")
    symbol = next(w for w in page.form.findChildren(MathLabel) if w.y() == signal.y() or w.latex == "s_{h_2}")
    choose(right_click(symbol), "Copy as LaTeX")
    assert clipboard().startswith("s_{h_2} = ")


# --- formula, transport, chart ------------------------------------------------------------------------------


def test_the_formula_and_its_sentence_are_copied(bench: Workbench, qtbot: QtBot) -> None:
    bench.playback.seek(4)
    qtbot.waitUntil(lambda: bench.equation.shown_step is bench.playback.step())
    choose(right_click(bench.equation.formula_view), "Copy LaTeX")
    assert "=" in clipboard()
    choose(right_click(bench.equation.explanation_label), "Copy the explanation")
    assert clipboard() == bench.equation.explanation_label.full_text
    choose(right_click(bench.equation), "Next step")
    assert bench.playback.index == 5


def test_the_bar_goes_to_a_phase_and_chooses_the_speed(bench: Workbench) -> None:
    menu = right_click(bench.transport.scrub_bar)
    choose(menu, "To “Backward”")
    step = bench.playback.step()
    assert step is not None
    assert step.phase == "backward"
    menu = right_click(bench.transport)
    speeds = QMenu.menuInAction(entry(menu, "Speed"))
    assert speeds is not None
    speeds.actions()[0].trigger()
    menu.close()
    assert bench.playback.speed < 1
    choose(right_click(bench.transport.example_label), "Copy the example")
    assert clipboard() == "example 3 of 4 · x = (1, 0), t = 1"
    assert bench.transport.speed_button.menu().actions(), "the speeds are still where they were"


def test_the_course_of_the_cost_is_copied(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("train")
    menu = right_click(bench.train_panel.chart)
    assert not entry(menu, "Copy the costs as a table").isEnabled()
    menu.close()
    bench.session.edit("Few", edits.set_hyperparameters(bench.session.document, epochs=5))
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        choose(right_click(bench.train_panel.chart), "Train")
    choose(right_click(bench.train_panel.chart), "Copy the costs as a table")
    lines = [line.split("\t") for line in clipboard().split("\n")]
    assert lines[0] == ["Epoch", "J"]
    assert lines[-1][0] == "5"
    assert float(lines[-1][1]) > 0
    choose(right_click(bench.train_panel.chart), "Copy the curve as a picture")
    assert not QApplication.clipboard().image().isNull()


# --- cards --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["diagram", "plane", "inspector", "equation", "transport"])
def test_a_panel_is_hidden_from_its_header_and_brought_back_from_another(bench: Workbench, name: str) -> None:
    cards = bench._layout.cards
    choose(right_click(cards[name], QPoint(3, 3)), "Hide this panel")
    assert not cards[name].isVisible()
    assert not bench.actions[f"view.show_{name}"].isChecked()
    other = "plane" if name != "plane" else "diagram"
    title = cards[other]._title
    choose(right_click(title), bench.actions[f"view.show_{name}"].text().replace("&", ""))
    assert cards[name].isVisible()


# --- the keyboard -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "keys"), KEYS)
def test_the_keyboard_opens_every_menu(
    bench: Workbench, qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    qtbot.waitUntil(lambda: bench.plane.picture is not None)
    bench.playback.seek(3)
    qtbot.waitUntil(lambda: bench.equation.shown_step is bench.playback.step())
    field = next(f for f in bench.inspector.findChildren(NumberField) if f.isVisible())
    for widget, text in (
        (field, "Negate"),
        (bench.equation.copy_button, "Copy LaTeX"),
        (bench.transport.scrub_bar, "To the start"),
        (bench.transport.play_button, "To the start"),
        (bench.plane.plot, "Home"),
        (bench.diagram, "Add neuron here"),
    ):
        menu = by_key(bench, widget, key, keys)
        assert entry(menu, text)
        assert menu.pos() != QPoint(0, 0)
        menu.close()
    bench.show_workspace("train")
    assert entry(by_key(bench, bench.train_panel.button, key, keys), "Copy the costs as a table")
