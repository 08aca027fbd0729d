from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from nndesk.document.document import Document
from nndesk.document.edits import add_edge, add_input, add_node, rename, set_weight
from nndesk.gui.inspector.form import UNKNOWN, ValueLabel
from nndesk.gui.inspector.inspector_panel import InspectorPanel
from nndesk.gui.inspector.lock_button import LockButton
from nndesk.gui.inspector.pages import (
    FIRST_ROWS,
    MOST_ROWS,
    EdgePage,
    InputPage,
    NetworkPage,
    NodePage,
    SeveralPage,
)
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import NumberField
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import EdgeKey


@pytest.fixture
def theme(qapp):
    return Theme()


@pytest.fixture
def panel(qtbot, session, playback, theme):
    panel = InspectorPanel(session, playback, theme)
    qtbot.addWidget(panel)
    panel.resize(270, 500)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


def enter(qtbot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        # QTest's keyboard has no other characters.
        field.insert(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def named(panel, name: str) -> NumberField:
    return next(f for f in panel.page.findChildren(NumberField) if f.accessibleName() == name)


# --- pages --------------------------------------------------------------------------------------------------


def test_the_page_follows_the_selection(panel, session):
    assert isinstance(panel.page, NetworkPage)
    for nodes, edges, kind in (
        (["h1"], [], NodePage),
        (["x1"], [], InputPage),
        ([], [EdgeKey("x1", "h1")], EdgePage),
        (["h1", "x1"], [], SeveralPage),
        ([], [], NetworkPage),
    ):
        session.select(nodes, edges)
        assert isinstance(panel.page, kind)


def test_a_neuron_without_inputs_is_not_counted_as_one(panel, session):
    session.edit("Add", add_node(session.document, (0.0, 500.0))[0])
    assert panel.page._size.text() == "6 nodes"


@pytest.mark.parametrize("selected", [(["long"], []), ([], ["edge"]), (["x1"], []), ([], [])])
def test_a_long_name_pushes_no_number_out(panel, session, selected):
    name = "a very long name of a node, 40 of them.."
    assert len(name) == 40
    session.edit("Rename", rename(session.document, "h1", name))
    session.edit("Rename", rename(session.document, "x2", name.upper()))
    nodes, edges = selected
    session.select(
        [name if node == "long" else node for node in nodes], [EdgeKey("x1", name)] if edges else []
    )
    QApplication.processEvents()
    page = panel.page
    for widget in page.findChildren(QWidget):
        if isinstance(widget, NumberField | ValueLabel | QComboBox):
            right = widget.mapTo(panel, QPoint(widget.width(), 0)).x()
            assert right <= panel.width(), widget.accessibleName()
    elided = [label for label in page.findChildren(MathLabel) if label.elided]
    if selected != ([], []):
        assert elided
    assert all(label.toolTip() for label in elided)


def test_short_symbols_are_whole(panel, session):
    for nodes, edges in ((["h1"], []), ([], [EdgeKey("x1", "h1")]), ([], [])):
        session.select(nodes, edges)
        QApplication.processEvents()
        for label in panel.page.findChildren(MathLabel):
            assert not label.elided
            assert label.toolTip() == ""


def test_the_network_is_summed_up(panel, session):
    page = panel.page
    assert page._size.text() == "2-2-1"
    assert page._parameters.text() == "9"
    assert page._J.text() == "0.00256"
    assert page.cost.currentData() == "squared"
    session.new()
    assert panel.page._size.text() == "0"


def test_cost_and_learning_rate_are_chosen_here(qtbot, panel, session):
    page = panel.page
    page.cost.setCurrentIndex(page.cost.findData("cross_entropy"))
    page.cost.activated.emit(page.cost.currentIndex())
    assert session.document.cost == "cross_entropy"
    enter(qtbot, page.eta, "1/4")
    assert session.document.eta == 0.25
    assert session.undo_stack.undoText() == "Change the learning rate"


def test_a_learning_rate_of_zero_is_refused_with_a_sentence(qtbot, panel, session):
    with qtbot.waitSignal(session.message) as caught:
        enter(qtbot, panel.page.eta, "0")
    assert "greater than 0" in caught.args[0]
    assert session.document.eta == 0.5
    assert panel.page.eta.value == 0.5


def test_the_example_can_be_typed(qtbot, panel, session):
    enter(qtbot, named(panel, "x1"), "-3/2")
    enter(qtbot, named(panel, "Target of o1"), "0,5")
    assert session.document.example.x == (-1.5, 0.0)
    assert session.document.example.t == (0.5,)


def test_a_neuron_shows_only_what_the_walk_has_computed(panel, session, playback):
    session.select(["h2"])
    values = panel.page.values
    assert (values["s"].text(), values["z"].text()) == ("−2", "0.119")
    assert values["delta"].text() == UNKNOWN
    playback.seek(0)
    assert values["s"].text() == UNKNOWN
    playback.seek(8)
    assert values["slope"].text() == "0.105"
    assert values["delta"].text() == "−0.00364"
    assert values["dJ_db"].text() == "0.00364"
    assert values["db"].text() == UNKNOWN
    playback.to_end()
    assert values["db"].text() == "−0.00182"


def test_an_edge_shows_what_goes_through_it_and_what_comes_back(panel, session, playback):
    session.select((), [EdgeKey("h2", "o1")])
    values = panel.page.values
    assert values["dw"].text() == UNKNOWN
    playback.to_end()
    delta = playback.known().delta["o1"]
    z = playback.known().z["h2"]
    assert values["x"].text() == "0.119"
    assert values["dJ_dw"].text() == f"−{delta * z:.6f}"
    assert values["dw"].text() == f"{0.5 * delta * z:.6f}"


def test_weights_and_biases_are_edited(qtbot, panel, session):
    session.select(["h2"])
    enter(qtbot, named(panel, "Weight from x1 to h2"), "sqrt(2)")
    assert session.document.network.edge("x1", "h2").weight == pytest.approx(2**0.5)
    assert session.undo_stack.undoText() == "Change the weight h2<-x1"
    enter(qtbot, named(panel, "Bias of h2"), "½")
    assert session.document.network.node("h2").bias == 0.5
    session.undo_stack.undo()
    assert named(panel, "Bias of h2").value == -5.6


def test_an_edit_of_a_number_keeps_the_field_and_the_keyboard(qtbot, panel, session):
    session.select(["h2"])
    page, field = panel.page, named(panel, "Bias of h2")
    enter(qtbot, field, "1")
    session.edit("Elsewhere", set_weight(session.document, "x1", "h1", 9.0))
    assert panel.page is page
    assert field.hasFocus()


def test_weights_are_coloured_by_their_sign(qtbot, panel, session, theme):
    session.select(["o1"])
    assert theme.palette.negweight in named(panel, "Weight from h2 to o1").styleSheet()
    assert theme.palette.weight in named(panel, "Weight from h1 to o1").styleSheet()
    enter(qtbot, named(panel, "Weight from h1 to o1"), "-1")
    assert theme.palette.negweight in named(panel, "Weight from h1 to o1").styleSheet()


def test_the_activation_is_chosen_from_a_list(panel, session):
    session.select(["h1"])
    chooser = panel.page.activation
    assert chooser.currentData() == "sigmoid"
    chooser.activated.emit(chooser.findData("tanh"))
    assert session.document.network.node("h1").activation == "tanh"
    assert session.undo_stack.undoText() == "Make h1 tanh"
    assert panel.page.activation.currentData() == "tanh"


def test_several_neurons_get_one_activation(panel, session):
    session.select(["h1", "o1"])
    session.select(["h1", "h2", "x1"], [EdgeKey("x1", "h1")])
    chooser = panel.page.activation
    assert chooser.currentData() == "sigmoid"
    chooser.activated.emit(chooser.findData("relu"))
    network = session.document.network
    assert [network.node(name).activation for name in ("h1", "h2", "o1")] == ["relu", "relu", "sigmoid"]
    session.select(["h1", "o1"])
    assert panel.page.activation.currentIndex() == -1


def test_a_node_is_renamed_and_stays_selected(qtbot, panel, session):
    session.select(["h1"])
    enter(qtbot, panel.page.name_field, "g")
    assert "g" in session.document.network
    assert session.selection.node == "g"
    assert panel.page.name_field.text() == "g"
    session.undo_stack.undo()
    assert "h1" in session.document.network


@pytest.mark.parametrize("wrong", ["h2", "a<-b", ""])
def test_a_name_that_cannot_be_is_refused_in_place(qtbot, panel, session, wrong):
    session.select(["h1"])
    field = panel.page.name_field
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, wrong)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid")
    assert field.toolTip()
    assert "h1" in session.document.network
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "h1"
    assert not field.property("invalid")


def test_a_removed_selection_shows_the_network_again(panel, session):
    session.select(["h1"])
    session.new()
    assert isinstance(panel.page, NetworkPage)


def test_a_new_edge_gets_its_row(panel, session):
    session.select(["o1"])
    session.edit("Edge", add_edge(session.document, "x1", "o1", 2.0))
    assert named(panel, "Weight from x1 to o1").value == 2.0


def test_long_lists_are_cut_until_one_asks_for_more(panel, session, qtbot):
    document = Document()
    document, output = add_node(document, (900.0, 0.0))
    for i in range(MOST_ROWS + 10):
        document, name = add_input(document, (0.0, 50.0 * i))
        document = add_edge(document, name, output)
    session.edit("Many", document)
    session.select([output])

    def weights():
        fields = panel.page.findChildren(NumberField)
        return [field for field in fields if field.accessibleName().startswith("Weight")]

    assert len(weights()) == FIRST_ROWS
    panel.grab()
    panel.show()
    panel.activateWindow()
    QTest.qWaitForWindowActive(panel)
    (more,) = panel.page.findChildren(QPushButton)
    assert more.text() == f"… and {MOST_ROWS + 10 - FIRST_ROWS} more"
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert len(weights()) == MOST_ROWS
    assert QApplication.focusWidget() is weights()[FIRST_ROWS]
    assert not panel.page.findChildren(QPushButton)
    # A number that changes leaves it long, another selection does not.
    session.edit("w", set_weight(session.document, "x1", output, 7.0))
    assert len(weights()) == MOST_ROWS
    session.select(["x1"])
    session.select([output])
    assert len(weights()) == FIRST_ROWS


def test_every_field_and_choice_has_a_name_for_screen_readers(panel, session):
    for nodes, edges in ((), ()), (["h1"], []), (["x1"], []), ([], [EdgeKey("x1", "h1")]), (["h1", "h2"], []):
        session.select(nodes, edges)
        for kind in (QLineEdit, QComboBox):
            assert all(widget.accessibleName() for widget in panel.page.findChildren(kind))


def test_another_theme_dresses_the_page_anew(panel, session, theme):
    session.select(["h2"])
    theme.set_mode("dark")
    assert theme.palette.weight in named(panel, "Weight from x1 to h2").styleSheet()
    theme.set_projector(True)
    panel.grab()


def test_decimal_commas_are_shown(panel, session):
    view = dataclasses.replace(session.document.view, decimal_comma=True)
    session.edit("Comma", dataclasses.replace(session.document, view=view))
    assert panel.page.eta.text() == "0,5"


def test_the_wheel_leaves_a_field_alone_that_has_not_the_keyboard(qtbot, panel, session):
    session.select(["o1"])
    field = named(panel, "Bias of o1")
    assert not field.hasFocus()
    turn(field, -120)
    turn(panel.page.activation, -120)
    assert session.undo_stack.count() == 0
    assert field.value == -3.1


def turn(widget, angle: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


# --- number fields ------------------------------------------------------------------------------------------


@pytest.fixture
def field(qtbot):
    field = NumberField(0.125)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def commits(field) -> list[tuple[float, int]]:
    heard: list[tuple[float, int]] = []
    field.committed.connect(lambda value, gesture: heard.append((value, gesture)))
    return heard


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-3/2", -1.5),
        ("−3/2", -1.5),
        ("0.5", 0.5),
        ("0,5", 0.5),
        ("1e-3", 1e-3),
        ("sqrt(2)", 2**0.5),
        ("½", 0.5),
    ],
)
def test_numbers_are_understood_as_people_write_them(qtbot, field, text, value):
    heard = commits(field)
    enter(qtbot, field, text)
    assert heard == [(pytest.approx(value), 0)]


def test_a_text_that_is_no_number_is_kept_for_correction(qtbot, field):
    heard = commits(field)
    enter(qtbot, field, "1..2")
    assert heard == []
    assert field.text() == "1..2"
    assert field.property("invalid")
    assert "not a number" in field.toolTip()
    assert field.hasFocus()
    assert field.value == 0.125
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    enter(qtbot, field, "2")
    assert heard == [(2.0, 0)]
    assert not field.property("invalid")


def test_escape_brings_the_old_value_back(qtbot, field):
    heard = commits(field)
    field.selectAll()
    qtbot.keyClicks(field, "77")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "0.125"
    field.clearFocus()
    assert heard == []


def test_leaving_commits_a_number_and_forgets_nonsense(qtbot, field):
    heard = commits(field)
    field.selectAll()
    qtbot.keyClicks(field, "3")
    field.clearFocus()
    assert heard == [(3.0, 0)]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "three")
    field.clearFocus()
    assert field.text() == "3"
    assert heard == [(3.0, 0)]


def test_looking_without_typing_commits_nothing(qtbot, field):
    field.clearFocus()
    field.set_value(1 / 3)
    assert field.text() == "0.333"
    heard = commits(field)
    field.setFocus()
    assert field.text() == "0.333333333333333"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    assert heard == []
    assert field.text() == "0.333"
    assert field.value == 1 / 3


def test_arrows_and_wheel_nudge_as_one_gesture(qtbot, field):
    heard = commits(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    turn(field, 120)
    assert [value for value, _ in heard] == [0.225, 1.225, 1.215, 1.315]
    gestures = {gesture for _, gesture in heard}
    assert len(gestures) == 1
    assert gestures != {0}
    field.clearFocus()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert heard[-1][1] not in gestures


def test_a_gesture_of_nudges_is_one_undo_step(qtbot, panel, session):
    session.select(["h2"])
    field = named(panel, "Bias of h2")
    field.setFocus()
    for _ in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert session.document.network.node("h2").bias == pytest.approx(-5.1)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.document.network.node("h2").bias == -5.6


def test_a_value_from_outside_does_not_disturb_typing(qtbot, field):
    field.selectAll()
    qtbot.keyClicks(field, "4")
    field.set_value(9.0)
    assert field.text() == "4"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "9"


def test_whole_numbers_and_checks(qtbot):
    field = NumberField(10, integer=True, check=lambda value: "Too many." if value > 20 else None)
    qtbot.addWidget(field)
    heard = commits(field)
    enter(qtbot, field, "2.5")
    assert "whole number" in field.problem
    enter(qtbot, field, "21")
    assert field.problem == "Too many."
    enter(qtbot, field, "12")
    assert heard == [(12.0, 0)]


# --- what a node sees ---------------------------------------------------------------------------------------


def test_a_node_shows_what_it_sees_of_the_plane(qtbot, session, playback, theme):
    worker = Worker()
    panel = InspectorPanel(session, playback, theme, worker)
    qtbot.addWidget(panel)
    session.select(["h1"])
    panel.show()
    thumbnail = panel.page.thumbnail
    qtbot.waitUntil(lambda: thumbnail.data is not None)
    first = thumbnail.data
    assert first.node == "h1"
    session.edit("Weight", set_weight(session.document, "x1", "h1", -4.0))
    qtbot.waitUntil(lambda: thumbnail.data is not first)
    panel.grab()
    session.open_example("xor")
    session.select(["o1"])
    qtbot.waitUntil(lambda: panel.page.thumbnail.data is not None)
    panel.grab()
    session.open_example("worked-example")
    session.select(["h1"])
    assert panel.page.thumbnail is None
    worker.close()


# --- locks --------------------------------------------------------------------------------------------------


def lock_of(panel, name: str) -> LockButton:
    spoken = f"Lock: {name}"
    return next(b for b in panel.page.findChildren(LockButton) if b.accessibleName() == spoken)


def test_a_lock_beside_each_weight_and_bias_keeps_it_from_training(panel, session, qtbot):
    session.select(["h1"])
    button = lock_of(panel, "Weight from x1 to h1")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.document.network.edge("x1", "h1").locked
    assert session.undo_stack.undoText() == "Lock the weight h1<-x1"
    assert button.isChecked()
    assert "free" in button.toolTip()
    bias = lock_of(panel, "Bias of h1")
    bias.setFocus()
    qtbot.keyClick(bias, Qt.Key.Key_Space)
    assert session.document.network.node("h1").locked
    assert session.undo_stack.undoText() == "Lock the bias of h1"
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert not button.isChecked()
    assert not bias.isChecked()


def test_the_page_of_an_edge_has_its_lock(panel, session, qtbot):
    session.select((), [EdgeKey("x1", "h1")])
    qtbot.mouseClick(lock_of(panel, "Weight from x1 to h1"), Qt.MouseButton.LeftButton)
    assert session.document.network.edge("x1", "h1").locked
    qtbot.mouseClick(lock_of(panel, "Weight from x1 to h1"), Qt.MouseButton.LeftButton)
    assert session.undo_stack.undoText() == "Free the weight h1<-x1"
