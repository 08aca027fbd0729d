"""The regions of the first layer in the plane: shown, named, counted, lit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.style import LIGHT
from nndesk.geometry.arrangement import code_at

BUTTON = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def show_regions(bench, qtbot, shown: bool = True) -> None:
    bench.session.edit("Regions", edits.set_view(bench.session.document, show_regions=shown))
    bench.settle(qtbot)
    qtbot.waitUntil(lambda: (bench.panel.picture.data.regions is not None) is shown)
    bench.settle(qtbot)


def click(bench, *x: float) -> None:
    QTest.mouseClick(bench.plot.viewport(), BUTTON, NO_KEY, bench.place(*x))


def extents(item) -> list:
    return [bounds((part,)) for part in item._lay_out()]


def overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.fixture
def three(make_bench, qtbot):
    bench = make_bench(edits.set_view(example("three-lines"), show_regions=True))
    bench.settle(qtbot)
    return bench


# --- shown, named, counted ---------------------------------------------------------------------------------


def test_regions_are_named_where_they_are(three):
    places = three.panel.regions.names.places
    assert len(places) >= 6
    lines = three.panel.picture.data.region_lines.lines
    for code, place in places.items():
        assert code_at(lines, place) == code


def test_names_cover_no_sample_no_line_name_and_not_each_other(three):
    names = extents(three.panel.regions.names)
    others = three.plot.labels.boxes
    for i, one in enumerate(names):
        assert not any(overlap(one, other) for other in (*names[:i], *others))
    for x in (*three.plot.points.positions.tolist(), three.session.document.example.x):
        pixel = three.panel.regions.names._pixel(tuple(x))
        assert not any(a <= pixel[0] <= c and b <= pixel[1] <= d for a, b, c, d in names)


def test_names_keep_clear_where_only_the_shading_changes(three, qtbot):
    picture = three.panel.picture
    three.session.edit("Bias", edits.set_bias(three.session.document, "o1", -1.5))
    qtbot.waitUntil(lambda: three.panel.picture is not picture and not three.panel.busy)
    names = extents(three.panel.regions.names)
    assert not any(overlap(one, other) for one in names for other in three.plot.labels.boxes)
    assert three.panel.regions.names._settled


def test_regions_are_counted_as_the_lecture_does(three):
    assert three.panel.foot.words == "7 regions = 1 + 3 + 3; vertex (0,0,0) is empty"


def test_fewer_regions_say_why(bench, qtbot):
    assert bench.panel.foot.words == ""
    show_regions(bench, qtbot)
    assert bench.panel.foot.words == "3 of 4 regions: h₁ and h₂ are parallel; vertex (0,1) is empty"
    show_regions(bench, qtbot, False)
    assert bench.panel.foot.words == ""
    assert bench.panel.regions.names.places == {}


def test_what_the_window_leaves_out_is_counted(three, qtbot):
    three.plot.show_window((-0.2, 0.2, -0.2, 0.2))
    three.settle(qtbot)
    assert three.panel.foot.words == "7 regions = 1 + 3 + 3; 1 in this window; vertex (0,0,0) is empty"


def test_signs_are_named_with_plus_and_minus(make_bench, qtbot):
    bench = make_bench(edits.set_view(example("abu-mostafa"), show_regions=True))
    bench.settle(qtbot)
    labels = {item.latex for item in bench.panel.regions.names._lay_out()}
    assert labels == {"({+}1,{+}1)", "({+}1,{-}1)", "({-}1,{+}1)", "({-}1,{-}1)"}


def test_smooth_neurons_have_regions_too(make_bench, qtbot):
    bench = make_bench(edits.set_view(example("xor-sigmoid"), show_regions=True))
    bench.settle(qtbot)
    assert bench.panel.foot.words.startswith("3 of 4 regions")
    assert len(bench.panel.regions.names.places) == 3


def test_names_follow_while_a_weight_changes_and_stay_in_their_regions(three, qtbot):
    names = three.panel.regions.names

    def lines():
        return three.panel.picture.data.region_lines.lines

    for step in range(1, 6):
        weight = 1.0 + step / 2
        document = edits.set_weight(three.session.document, "x1", "h1", weight)
        three.session.edit("Weight", document, merge=("weight", 1))
        qtbot.waitUntil(lambda weight=weight: lines()[0].w1 == weight)
        assert all(code_at(lines(), place) == code for code, place in names.places.items())
        assert len(names.places) >= 5


def test_the_menu_shows_regions_as_one_undo_step(bench, qtbot):
    at = bench.place(0.5, 0.75)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, bench.plot.viewport().mapToGlobal(at))
    QApplication.sendEvent(bench.plot.viewport(), event)
    menu = bench.panel.findChild(QMenu)
    next(action for action in menu.actions() if action.text() == "&Regions of the first layer").trigger()
    assert bench.session.document.view.show_regions
    assert bench.session.undo_stack.text(0) == "Show the regions of the first layer"
    next(action for action in menu.actions() if action.text() == "Light this region").trigger()
    assert bench.session.spotlight.code == (1, 0)
    menu.close()
    bench.settle(qtbot)
    assert bench.panel.foot.words
    bench.session.undo_stack.undo()
    assert not bench.session.document.view.show_regions
    # With nothing to name, what is lit is still said.
    bench.settle(qtbot)
    assert bench.panel.foot.words == "(1,0): h₁ fires, h₂ does not"


# --- lit ---------------------------------------------------------------------------------------------------


def test_clicking_a_region_lights_it_and_puts_the_example_there(bench, qtbot):
    show_regions(bench, qtbot)
    before = bench.session.undo_stack.count()
    click(bench, 0.3, 0.6)
    assert bench.session.spotlight.code == (1, 0)
    assert bench.session.document.example.x == pytest.approx((0.3, 0.6), abs=0.01)
    assert bench.session.undo_stack.count() == before + 1
    assert bench.panel.foot.words == "(1,0): h₁ fires, h₂ does not"
    corners = bench.panel.regions.lit.ring
    assert len(corners) >= 4
    edge = bench.pixel(0.25, 0.25)
    assert edge.blue() > edge.red() + 30, "outlined in the accent colour"
    bench.session.undo_stack.undo()
    assert bench.session.spotlight.code == (1, 0)


def test_clicking_a_sample_lights_its_region_too(three):
    click(three, -1.0, 1.0)
    assert three.session.document.example.x == (-1.0, 1.0)
    assert three.session.spotlight.code == (1, 1, 0)


def test_without_regions_a_click_on_the_empty_plane_does_nothing(bench):
    before = bench.session.document
    click(bench, 0.3, 0.6)
    assert bench.session.document is before
    assert bench.session.spotlight.code is None


def test_dragging_pans_and_lights_nothing(bench, qtbot):
    show_regions(bench, qtbot)
    home = bench.plot.visible_window()
    start = bench.place(0.5, 0.6)
    bench.drag(start, start + QPoint(30, 0), start + QPoint(60, 10), start + QPoint(80, 20))
    assert bench.plot.visible_window() != home
    assert bench.session.spotlight.code is None


def test_a_double_click_goes_home_and_leaves_the_example(bench, qtbot):
    show_regions(bench, qtbot)
    count, example_before = bench.session.undo_stack.count(), bench.session.document.example
    QTest.mouseDClick(bench.plot.viewport(), BUTTON, NO_KEY, bench.place(0.3, 0.6))
    assert bench.session.document.example == example_before
    assert bench.session.spotlight.code is None
    assert bench.session.undo_stack.count() == count


def test_a_vertex_clicked_elsewhere_lights_its_region(bench, qtbot):
    bench.session.spotlight.light((1, 1))
    assert bench.panel.regions.lit.ring
    assert bench.panel.foot.words == "(1,1): h₁ and h₂ fire"
    accent = QColor(LIGHT.accent)
    edge = bench.pixel(0.75, 0.75)
    assert abs(edge.blue() - accent.blue()) < 60


def test_a_vertex_without_a_region_says_so(bench, qtbot):
    show_regions(bench, qtbot)
    bench.session.spotlight.light((0, 1))
    assert bench.panel.regions.lit.ring == ()
    assert bench.panel.foot.words == "(0,1): no point of the plane has it"


def test_escape_puts_the_light_out(bench, qtbot):
    show_regions(bench, qtbot)
    click(bench, 0.3, 0.6)
    bench.plot.setFocus()
    QTest.keyClick(bench.plot, Qt.Key.Key_Escape)
    assert bench.session.spotlight.code is None
    assert bench.panel.regions.lit.ring == ()


def test_the_lit_region_follows_its_lines(bench, qtbot):
    show_regions(bench, qtbot)
    bench.session.spotlight.light((1, 1))
    before = bench.panel.regions.lit.ring
    bench.session.edit("Bias", edits.set_bias(bench.session.document, "h2", -1.0))
    bench.settle(qtbot)
    assert bench.session.spotlight.code == (1, 1)
    assert bench.panel.regions.lit.ring != before


def test_another_document_has_nothing_lit(bench, qtbot):
    show_regions(bench, qtbot)
    click(bench, 0.3, 0.6)
    bench.session.new(example("and"))
    bench.settle(qtbot)
    assert bench.panel.regions.lit.ring == ()
    assert bench.panel.foot.words == ""
