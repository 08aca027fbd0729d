"""The main job in the whole window, by mouse and key events: draw XOR, see the plane, walk it, train it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import Hand, draw_xor
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.storage import save
from nndesk.gui.number_field import NumberField
from nndesk.gui.workbench import Workbench

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(bench: Workbench, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on the canvas; where no window manager does it, a closed menu leaves no window active."""
    bench.window.activateWindow()
    QApplication.processEvents()
    bench.diagram.setFocus()
    QTest.keyClick(QApplication.focusWidget(), key, keys)


def settle(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bench.plane.picture is not None and not bench.busy, timeout=20_000)


def color(bench: Workbench, x1: float, x2: float) -> QColor:
    """What the plane shows at a point."""
    plot = bench.plane.plot
    image = plot.viewport().grab().toImage().scaled(plot.viewport().size())
    place = plot.getPlotItem().vb.mapViewToScene(QPointF(x1, x2))
    return image.pixelColor(plot.mapFromScene(place))


@pytest.fixture
def drawn(bench: Workbench, qtbot: QtBot) -> Workbench:
    """The window after XOR has been drawn on an empty canvas in the Draw workspace."""
    press(bench, Qt.Key.Key_N, CTRL)
    press(bench, Qt.Key.Key_1, CTRL)
    assert bench.session.document == Document()
    draw_xor(Hand(bench.diagram))
    return bench


def test_the_plane_of_the_drawn_network_has_its_classes_at_the_corners(
    drawn: Workbench, qtbot: QtBot
) -> None:
    settle(drawn, qtbot)
    for x1, x2 in CORNERS:
        # A little to the side: the probe stands on one of the corners.
        at = color(drawn, x1 + 0.12, x2 + 0.05)
        assert (at.blue() > at.red()) is (x1 == x2), (x1, x2, at.name())


def test_it_is_undone_to_the_empty_canvas_and_redone_by_keys(drawn: Workbench) -> None:
    stack, finished = drawn.session.undo_stack, drawn.session.document
    steps = stack.count()
    assert steps == 16
    for _ in range(steps):
        press(drawn, Qt.Key.Key_Z, CTRL)
    assert drawn.session.document == Document()
    assert not stack.canUndo()
    for _ in range(steps):
        press(drawn, Qt.Key.Key_Z, CTRL | SHIFT)
    assert drawn.session.document == finished


def test_its_passes_are_walked_to_the_last_change(drawn: Workbench, qtbot: QtBot) -> None:
    press(drawn, Qt.Key.Key_2, CTRL)
    settle(drawn, qtbot)
    titles = []
    for _ in range(len(drawn.playback)):
        press(drawn, Qt.Key.Key_Right)
        titles.append(drawn.playback.step().kind)
    neurons = 3
    assert titles.count("signal") == titles.count("output") == titles.count("weight_change") == neurons
    assert titles.count("output_delta") + titles.count("hidden_delta") == neurons
    qtbot.waitUntil(lambda: drawn.equation.shown_step is drawn.playback.step())
    known = drawn.playback.known()
    assert known.J is not None
    assert set(known.delta) == {"h1", "h2", "o1"}


def test_it_learns_xor_as_sigmoids_and_one_undo_forgets(drawn: Workbench, qtbot: QtBot) -> None:
    drawn.actions["data.xor"].trigger()
    press(drawn, Qt.Key.Key_A, CTRL)
    drawn.actions["edit.activation_sigmoid"].trigger()
    before = drawn.session.document
    press(drawn, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: not drawn.trainer.running, timeout=20_000)
    assert drawn.session.document.network != before.network
    assert drawn.session.undo_stack.undoText().startswith("Train ")
    press(drawn, Qt.Key.Key_Z, CTRL)
    assert drawn.session.document == before


def test_undo_works_from_a_number_that_has_been_taken(bench: Workbench, qtbot: QtBot) -> None:
    field = next(f for f in bench.inspector.findChildren(NumberField) if f.isVisible())
    before = bench.session.document
    bench.window.activateWindow()
    QApplication.processEvents()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.25")
    # What is being typed is the field's to undo.
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() != "0.25"
    field.selectAll()
    QTest.keyClicks(field, "0.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.session.document != before
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert bench.session.document == before
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert bench.session.document != before


def test_ctrl_0_shows_the_whole_plane_from_the_canvas_too(bench: Workbench, qtbot: QtBot) -> None:
    settle(bench, qtbot)
    home = bench.plane.plot.getPlotItem().vb.viewRange()
    bench.plane.plot.getPlotItem().vb.translateBy(x=3.0)
    assert bench.plane.plot.getPlotItem().vb.viewRange() != home
    press(bench, Qt.Key.Key_0, CTRL)
    qtbot.waitUntil(lambda: bench.plane.plot.getPlotItem().vb.viewRange()[0] == pytest.approx(home[0]))


def test_twins_are_told_apart_by_new_initial_weights(drawn: Workbench) -> None:
    before = drawn.session.document
    press(drawn, Qt.Key.Key_R, CTRL)
    network = drawn.session.document.network
    assert network.edge("x1", "h1").weight != network.edge("x1", "h2").weight
    assert drawn.session.undo_stack.undoText() == "Draw initial weights"
    press(drawn, Qt.Key.Key_Z, CTRL)
    assert drawn.session.document == before


def test_a_file_dropped_on_the_canvas_is_copied_never_moved(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "dropped.nndesk"
    save(example("and"), path)
    assert not bench.diagram.acceptDrops()
    assert not bench.diagram.viewport().acceptDrops()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = Qt.MouseButton.LeftButton, SHIFT
    enter = QDragEnterEvent(QPoint(200, 200), both, data, *held)
    QApplication.sendEvent(bench.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(200, 200), both, data, *held)
    QApplication.sendEvent(bench.window, drop)
    assert drop.isAccepted()
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert bench.session.document == example("and")
