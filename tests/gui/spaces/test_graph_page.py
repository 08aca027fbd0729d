"""The computation graph on the screen: in step with the walk, its vertices light and select."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nndesk.gui.spaces.graph_page import GraphPage
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(bench: Workbench) -> GraphPage:
    bench.session.open_example("worked-example")
    bench.show_space("graph")
    QApplication.processEvents()
    page = bench.spaces_panel.page
    assert isinstance(page, GraphPage)
    return page


def _middle(page: GraphPage, id: str) -> QPoint:
    return page.view.place_of(id).center().toPoint()


def _key(page: GraphPage, key: Qt.Key) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, key)


def test_values_come_with_the_forward_pass_and_adjoints_with_the_backward_pass(
    page: GraphPage, bench: Workbench
) -> None:
    view = page.view
    assert "z o1" in view.shown.values
    assert not view.shown.adjoints
    bench.playback.seek(0)
    assert "s h1" in view.shown.values
    assert "z h1" not in view.shown.values
    bench.playback.seek(7)
    assert {"J", "e o1", "s o1"} <= view.shown.adjoints
    assert "s h1" not in view.shown.adjoints
    bench.playback.to_end()
    assert view.shown == view.graph.everything
    bench.playback.to_start()
    assert not view.shown.adjoints


@pytest.mark.parametrize("grain", ["pass", "layer", "node", "term"])
def test_every_stop_of_every_grain_is_shown(page: GraphPage, bench: Workbench, grain: str) -> None:
    bench.playback.grain = grain
    for index in range(len(bench.playback)):
        bench.playback.seek(index)
        page.view.repaint()
        assert page.view.graph.lit(page.view.step).vertices
    assert page.view.shown == page.view.graph.everything


def test_the_step_is_said_and_kept_in_sight(page: GraphPage, bench: Workbench) -> None:
    for _ in range(8):
        _key(page, Qt.Key.Key_Plus)
    bench.playback.seek(7)
    assert "s of o1 = 0, adjoint −0.125" in page.view.accessibleDescription()
    assert page.view.rect().contains(_middle(page, "s o1"))
    bench.playback.seek(0)
    assert page.view.rect().contains(_middle(page, "s h1"))


def test_a_click_selects_the_edge_or_the_node(page: GraphPage, bench: Workbench) -> None:
    QTest.mouseClick(page.view, LEFT, NONE, _middle(page, "w h1<-x3"))
    assert bench.session.selection.edge == EdgeKey("x3", "h1")
    QTest.mouseClick(page.view, LEFT, NONE, _middle(page, "s h2"))
    assert bench.session.selection.node == "h2"
    QTest.mouseMove(page.view, _middle(page, "z x2"))
    assert bench.session.spotlight.node == "x2"
    assert page.view.toolTip() == "x2 = 0"
    QTest.mouseMove(page.view, QPoint(1, 1))
    assert bench.session.spotlight.node is None


def test_zoom_and_move_by_keys_and_fit_in_again(page: GraphPage) -> None:
    view, fitted, rest = page.view, page.view.zoom, page.view.place_of("J")
    for _ in range(6):
        _key(page, Qt.Key.Key_Plus)
    assert view.zoom > 2 * fitted
    before = view.place_of("J")
    _key(page, Qt.Key.Key_Right)
    assert view.place_of("J").x() < before.x()
    _key(page, Qt.Key.Key_Home)
    assert view.zoom == fitted
    assert view.place_of("J") == rest


def test_dragging_moves_what_is_larger_than_the_view(page: GraphPage, bench: Workbench) -> None:
    view = page.view
    for _ in range(6):
        _key(page, Qt.Key.Key_Plus)
    before, chosen = view.place_of("s h1"), bench.session.selection
    start = view.rect().center()
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, start + QPoint(-30, 0))
    QTest.mouseMove(view, start + QPoint(-60, 0))
    QTest.mouseRelease(view, LEFT, NONE, start + QPoint(-60, 0))
    assert view.place_of("s h1").center() == before.center() + QPointF(-60, 0)
    assert bench.session.selection == chosen


def test_arrows_walk_while_everything_is_in_sight(page: GraphPage, bench: Workbench) -> None:
    for _ in range(12):
        _key(page, Qt.Key.Key_Minus)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert bench.playback.index == 0


def test_copy(page: GraphPage) -> None:
    page.view.copy_dot()
    assert QApplication.clipboard().text().startswith("digraph")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QApplication.clipboard().image().isNull()


def test_what_cannot_be_shown_says_why_and_recovers(page: GraphPage, bench: Workbench) -> None:
    bench.session.open_example("spiral")
    assert "it shows at most 150" in page.sentence
    bench.playback.to_end()
    bench.session.new()
    assert page.sentence == "The computation graph needs a network to walk."
    bench.session.open_example("xor-sigmoid")
    assert "δ\u00a0=\u00a0−∂J/∂s" in page.sentence
    assert page.view.graph.walk is bench.playback.walk


def test_it_is_exported(page: GraphPage, bench: Workbench) -> None:
    figure = bench.exports.figure("graph", dark=False)
    assert "s of h1 = 0, adjoint −0.03125" in figure.description
