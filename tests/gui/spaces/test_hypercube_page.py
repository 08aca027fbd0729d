"""The hypercube in the window: turned and clicked by the mouse and by keys, in step with everything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot
from turner import Turner

from nndesk.document import edits
from nndesk.figure.rotation import home
from nndesk.gui.spaces.hypercube_page import HypercubePage, HypercubeView
from nndesk.gui.spaces.page import Page
from nndesk.gui.workbench import Workbench

Explore = Callable[[str, str], Page]
Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(explore: Explore) -> HypercubePage:
    page = explore("three-lines", "hypercube")
    assert isinstance(page, HypercubePage)
    return page


def places(view: HypercubeView) -> dict[tuple[int, ...], tuple[float, float]]:
    picture = view.picture
    assert picture is not None
    return dict(picture.places)


# --- turning ------------------------------------------------------------------------------------------------


def test_dragging_turns_it_with_the_hand(bench: Workbench, page: HypercubePage) -> None:
    view, hand = page.view, Turner(page.view)
    before = view.camera
    near = max(view.picture.places, key=lambda place: place[1][1])  # type: ignore[union-attr]
    hand.drag((20, 20), (40, 20), (60, 20))
    assert view.camera.azimuth == before.azimuth - 20
    assert view.camera.elevation == before.elevation
    assert places(view)[near[0]][0] > near[1][0], "what is near follows the hand"
    hand.drag((20, 20), (20, 40), (20, 60))
    assert view.camera.elevation == before.elevation + 20
    assert bench.session.spotlight.code is None, "a drag lights nothing"
    assert not bench.session.modified


def test_a_double_click_and_home_turn_it_back(page: HypercubePage) -> None:
    view, hand = page.view, Turner(page.view)
    for back in (lambda: hand.double_click((8, 8)), lambda: QTest.keyClick(view, Key.Key_Home)):
        hand.drag((20, 20), (60, 60))
        hand.wheel(2)
        assert view.camera != home("hypercube")
        back()
        assert view.camera == home("hypercube")


def test_arrows_turn_and_signs_zoom_while_it_has_the_keyboard(bench: Workbench, page: HypercubePage) -> None:
    view = page.view
    assert view.hasFocus()
    start = view.camera
    QTest.keyClick(view, Key.Key_Right)
    assert view.camera.azimuth == start.azimuth - 5
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    assert view.camera.azimuth == start.azimuth - 4
    QTest.keyClick(view, Key.Key_Down)
    assert view.camera.elevation == start.elevation + 5
    QTest.keyClick(view, Key.Key_Plus)
    assert view.camera.zoom > 1
    QTest.keyClick(view, Key.Key_Minus)
    assert view.camera.zoom == pytest.approx(1)
    assert bench.playback.index == -1, "these keys walk elsewhere"
    QTest.keyClick(view, Key.Key_Space)
    assert bench.playback.playing, "and others still do"
    bench.playback.pause()


def test_the_wheel_zooms(page: HypercubePage) -> None:
    Turner(page.view).wheel(3)
    assert page.view.camera.zoom == pytest.approx(1.15**3)


def test_another_page_keeps_its_own_camera(bench: Workbench, page: HypercubePage) -> None:
    Turner(page.view).drag((20, 20), (60, 60))
    turned = page.view.camera
    bench.show_space("surface")
    assert bench.cameras.of("surface") == home("surface")
    bench.show_space("hypercube")
    assert page.view.camera == turned


# --- vertices -----------------------------------------------------------------------------------------------


def test_a_click_on_a_vertex_lights_its_region_and_another_puts_it_out(
    bench: Workbench, page: HypercubePage
) -> None:
    lit: list[object] = []
    bench.session.spotlight.code_lit.connect(lit.append)
    hand = Turner(page.view)
    hand.click(places(page.view)[(1, 0, 1)])
    assert bench.session.spotlight.code == (1, 0, 1)
    hand.click(places(page.view)[(0, 1, 0)])
    hand.click(places(page.view)[(0, 1, 0)])
    assert lit == [(1, 0, 1), (0, 1, 0), None]
    hand.click((3, 3))
    assert bench.session.spotlight.code is None


def test_a_region_that_is_lit_elsewhere_lights_its_vertex(bench: Workbench, page: HypercubePage) -> None:
    before = page.view.grab().toImage()
    bench.session.spotlight.light((1, 1, 0))
    assert page.view.grab().toImage() != before
    bench.session.spotlight.light(None)
    assert page.view.grab().toImage() == before


def test_keys_go_from_vertex_to_vertex(bench: Workbench, page: HypercubePage) -> None:
    view, spotlight = page.view, bench.session.spotlight
    QTest.keyClick(view, Key.Key_PageDown)
    assert spotlight.code == (0, 0, 0)
    QTest.keyClick(view, Key.Key_PageDown)
    assert spotlight.code == (0, 0, 1)
    assert view.accessibleName() == "Hypercube: (0,0,1); h3 fires; z of o1 is 0; 1 sample"
    for _ in range(2):
        QTest.keyClick(view, Key.Key_PageUp)
    assert spotlight.code == (1, 1, 1)
    QTest.keyClick(view, Key.Key_Escape)
    assert spotlight.code is None
    assert view.accessibleName() == "Hypercube"


def test_under_the_mouse_a_vertex_says_what_it_is(page: HypercubePage) -> None:
    view = page.view
    at = places(view)[(1, 0, 1)]
    before = view.grab().toImage()
    Turner(view).hover(at)
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view.grab().toImage() != before
    pos = QPoint(round(at[0]), round(at[1]))
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, pos, view.mapToGlobal(pos)))
    assert QToolTip.text() == "(1,0,1); h1, h3 fire; z of o1 is 0; 1 sample"
    assert view.words((0, 0, 0)) == "(0,0,0); none fires; z of o1 is 0; no region reaches it"
    assert view.words((1, 1, 1)).endswith("z of o1 is 1; 1 sample; the example is here")
    QToolTip.hideText()
    Turner(view).hover((3, 3))
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor


# --- what it follows ----------------------------------------------------------------------------------------


def test_it_says_which_vertex_is_empty(page: HypercubePage) -> None:
    assert page.sentence == "7 of 8 vertices are reached; (0,0,0) is empty."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("xor", "3 of 4 vertices are reached; (0,1) is empty."),
        ("abu-mostafa", "All 4 vertices are reached."),
        ("or", "All 2 vertices are reached."),
        ("xor-sigmoid", "The neurons are smooth: a vertex stands for their sides, s > 0 and s ≤ 0."),
        ("worked-example", "With 3 inputs it is not known which of the 4 vertices are reached;"),
    ],
)
def test_what_it_says_of_the_lectures_networks(explore: Explore, name: str, sentence: str) -> None:
    assert sentence in explore(name, "hypercube").sentence


def test_moving_a_line_moves_what_is_reached(bench: Workbench, page: HypercubePage, qtbot: QtBot) -> None:
    # The third line through where the others meet: six regions are left.
    document = bench.session.document
    lines = {name: document.network.node(name).bias for name in ("h1", "h2", "h3")}
    bench.session.edit("Bias", edits.set_bias(document, "h3", lines["h3"] - 5))
    qtbot.waitUntil(lambda: not page.busy)
    assert "(0,0,0) is empty" not in page.sentence


def test_the_selected_neuron_of_the_next_layer_cuts_it(bench: Workbench, qtbot: QtBot) -> None:
    bench.session.new(edits.layered("2-3-2-1", activation="step", seed=1))
    bench.show_space("hypercube")
    page = bench.spaces_panel.page
    assert isinstance(page, HypercubePage)
    qtbot.waitUntil(lambda: page.view.cut is not None and not bench.busy)
    first, second = (n for n in ("h4", "h5") if n in bench.session.document.network)
    assert page.view.cut is not None
    assert page.view.cut.name == first
    bench.session.select([second])
    assert page.view.cut.name == second
    bench.session.select()
    bench.session.spotlight.hover(second)
    assert page.view.cut.name == second
    bench.session.spotlight.hover(None)
    assert page.view.cut.name == first


def test_five_neurons_are_too_many_and_the_page_says_where_they_are(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_space("hypercube")
    bench.session.new(edits.layered("2-5-1", activation="step"))
    assert "has 5 neurons" in bench.spaces_panel.page.sentence
    assert "Regions" in bench.spaces_panel.page.sentence
    bench.session.new()
    qtbot.waitUntil(lambda: "No neuron reads inputs alone" in bench.spaces_panel.page.sentence)
    bench.session.open_example("xor")
    qtbot.waitUntil(lambda: "3 of 4" in bench.spaces_panel.page.sentence)


def test_it_follows_training(bench: Workbench, explore: Explore, qtbot: QtBot) -> None:
    page = explore("xor-sigmoid", "hypercube")
    assert isinstance(page, HypercubePage)
    shown = []
    show = page.view.show_data
    page.view.show_data = lambda data, cut: (shown.append(data), show(data, cut))  # type: ignore[method-assign]
    bench.session.edit("Epochs", edits.set_hyperparameters(bench.session.document, epochs=300))
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        bench.trainer.start()
    qtbot.waitUntil(lambda: not page.busy)
    assert len(shown) >= 2


# --- menu and exports ---------------------------------------------------------------------------------------


def _menu(bench: Workbench, view: HypercubeView) -> QMenu:
    QTest.keyClick(view, Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_its_menu_cuts_turns_back_and_copies(bench: Workbench, page: HypercubePage) -> None:
    menu = _menu(bench, page.view)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Cut by", "Turn back", "Export figure…", "Copy as picture"]
    cut = menu.actions()[0].menu()
    assert [(action.text(), action.isChecked()) for action in cut.actions()] == [("o1", True)]
    cut.actions()[0].trigger()
    assert bench.session.selection.node == "o1"
    menu.close()
    page.view.copy_picture()
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == 2 * page.view.width()


def test_it_is_exported_as_it_is_turned(bench: Workbench, page: HypercubePage, tmp_path: Path) -> None:
    assert bench.actions["file.export_hypercube"].isEnabled()
    assert bench.exports.write("hypercube", tmp_path / "home.svg")
    Turner(page.view).drag((20, 20), (60, 60))
    assert bench.exports.write("hypercube", tmp_path / "turned.svg")
    assert (tmp_path / "home.svg").read_text() != (tmp_path / "turned.svg").read_text()
    bench.session.new(edits.layered("2-5-1"))
    assert not bench.actions["file.export_hypercube"].isEnabled()
    assert bench.actions["file.export_regions"].isEnabled()
