"""Networks of hundreds of nodes and thousands of edges: painted otherwise, the same to look at and to use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.edits import layered
from nndesk.figure.diagram import edge_geometries
from nndesk.figure.style import Style
from nndesk.gui.diagram import scene
from nndesk.gui.diagram.crowd import Crowd
from nndesk.network.model import EdgeKey

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

    Desks = Callable[..., Desk]


def grid(rows: int = 20, columns: int = 10) -> Document:
    """``columns`` of ``rows`` nodes, each joined to the one on its right."""
    document = layered("-".join([str(rows)] * columns), seed=1)
    kept = {
        (f"{a}", f"{b}")
        for left, right in zip(document.network.levels, document.network.levels[1:], strict=False)
        for a, b in zip(left, right, strict=True)
    }
    return edits.remove(document, (), [e.key for e in document.network.edges if e.key not in kept])


@pytest.fixture
def large(desk: Desks) -> Desk:
    return desk(grid())


def pixels(desk: Desk) -> np.ndarray:
    QApplication.processEvents()
    image = desk.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return whole[:, : image.width()].astype(int)


def test_the_crowd_looks_as_its_nodes_do_one_by_one(desk: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    document = grid()
    crowd = desk(document)
    monkeypatch.setattr(scene, "MANY", 10_000)
    single = desk(document)
    content = crowd.view.diagram.fitting_rect()
    for one in (crowd, single):
        one.view.camera.fit(content)
    for _ in range(2):
        assert crowd.view.diagram.crowd.isVisible() > single.view.diagram.crowd.isVisible()
        assert crowd.view.viewportTransform() == single.view.viewportTransform()
        difference = np.abs(pixels(crowd) - pixels(single))
        assert (difference > 40).mean() < 0.005
        for one in (crowd, single):
            one.view.camera.zoom(5.0)


def test_only_what_was_clicked_looks_otherwise(large: Desk) -> None:
    before = pixels(large)
    large.click(large.document.positions["h2_5"] if "h2_5" in large.document.network else (0.0, 0.0))
    name = large.session.selection.node or large.document.network.names[50]
    large.session.select([name])
    at = large.pixel(large.document.positions[name])
    changed = np.argwhere(pixels(large) != before)
    assert len(changed)
    assert (np.abs(changed - (at.y(), at.x())) < 120).all()


def test_a_dragged_node_leaves_the_crowd_and_comes_back(large: Desk) -> None:
    name = large.document.network.names[60]
    x, y = large.document.positions[name]
    large.view.camera.zoom(4.0)
    large.view.centerOn(x, y)
    large.drag((x, y), (x + 40, y + 30), hold=True)
    assert large.view.diagram.nodes[name].isVisible()
    large.release((x + 40, y + 30))
    assert not large.view.diagram.nodes[name].isVisible()
    assert large.document.positions[name] != (x, y)
    assert large.view.diagram.nodes[name].pos().toTuple() == large.document.positions[name]


def test_nodes_come_and_go_and_the_crowd_with_them(large: Desk) -> None:
    names = large.document.network.names
    large.session.select(names[100:])
    large.key(Qt.Key.Key_Delete)
    assert not large.view.diagram.crowd.isVisible()
    assert all(item.isVisible() for item in large.view.diagram.nodes.values())
    large.session.undo_stack.undo()
    assert large.view.diagram.crowd.isVisible()
    assert not any(item.isVisible() for item in large.view.diagram.nodes.values())
    assert set(large.view.diagram.nodes) == set(names)


def test_all_edges_can_be_selected_at_once(desk: Desks) -> None:
    dense = desk(layered("20-20-10", seed=1))
    plain = pixels(dense)
    dense.key("a", Qt.KeyboardModifier.ControlModifier)
    assert dense.view.diagram.edges.front_crowd.isVisible()
    assert (np.abs(pixels(dense) - plain) > 10).mean() > 0.02
    dense.key(Qt.Key.Key_Escape)
    assert not dense.view.diagram.edges.front_crowd.isVisible()
    assert (pixels(dense) == plain).all()


def test_after_a_zoom_everything_is_as_sharp_as_if_it_had_been_opened_there(
    large: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.diagram.kept_picture._QUICK", -1.0)
    at = large.document.positions[large.document.network.names[60]]
    for _ in range(6):
        large.wheel(at, 60)
        QApplication.processEvents()
        large.view.viewport().grab()
    assert large.view.diagram._rest.isActive()
    qtbot.waitUntil(lambda: not large.view.diagram._rest.isActive())
    rested = pixels(large)
    large.view.diagram.crowd._kept.forget()
    large.view.diagram.edges._kept.forget()
    assert (pixels(large) == rested).all()


def test_while_one_zooms_out_nothing_is_missing_at_the_borders(
    large: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.diagram.kept_picture._QUICK", -1.0)
    large.view.camera.zoom(3.0)
    pixels(large)
    for _ in range(4):
        large.wheel(
            large.view.camera.to_scene(large.view.viewport().rect().center().toPointF()).toTuple(), -120
        )
        stretched = pixels(large)
    border = np.r_[stretched[:30].ravel(), stretched[-30:].ravel()]
    assert (border < 200).any()


def test_a_pan_moves_the_picture(large: Desk) -> None:
    large.view.camera.zoom(4.0)
    before = pixels(large)
    large.view.pan(QPoint(13, 7))
    after = pixels(large)[:-60]
    # The columns' captions stand still, at the bottom.
    assert (after[7:, 13:] != before[:-67, :-13]).mean() < 0.002


def test_negative_edges_of_a_crowd_are_dashed() -> None:
    def ink(weight: float) -> float:
        document = edits.set_weight(layered("1-1", seed=1), "x1", "o1", weight)
        crowd = Crowd()
        crowd.put(document.network.edges, edge_geometries(document), np.arange(1), Style())
        image = QImage(300, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        painter.translate(0, 20)
        crowd.paint(painter)
        painter.end()
        dark = [any(image.pixelColor(x, y).lightness() < 250 for y in range(40)) for x in range(45, 120)]
        return sum(dark) / len(dark)

    assert ink(3.0) == 1.0
    assert 0.4 < ink(-3.0) < 0.9


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_after_an_edit_the_thousands_look_as_if_they_were_drawn_anew(
    desk: Desks, qtbot: QtBot, zoom: float
) -> None:
    dense = desk(layered("20-20-20-10", seed=1))
    dense.view.camera.zoom(zoom)
    names, edges = dense.document.network.names, dense.document.network.edges
    x, y = dense.document.positions[names[30]]
    for change in (
        lambda document: edits.set_weight(document, *edges[100].key, -3.0),
        lambda document: edits.remove(document, [names[25]]),
        lambda document: edits.remove(document, [], [edges[7].key]),
        lambda document: edits.add_edge(document, *edges[7].key, -2.0),
        lambda document: edits.move(document, {names[30]: (x + 60.0, y - 40.0)}),
        lambda document: edits.add_node(document, (x + 40.0, y + 20.0))[0],
    ):
        pixels(dense)
        dense.session.edit("an edit", change(dense.document))
        assert dense.view.diagram.edges._kept._picture is not None
        qtbot.waitUntil(lambda: not dense.playback.recording)
        quick = pixels(dense)
        dense.view.diagram.edges._kept.forget()
        assert (pixels(dense) == quick).all()
    dense.session.undo_stack.setIndex(0)
    qtbot.waitUntil(lambda: not dense.playback.recording)
    quick = pixels(dense)
    dense.view.diagram.edges._kept.forget()
    assert (pixels(dense) == quick).all()


def test_a_selection_of_hundreds_that_grows_looks_as_if_it_were_drawn_anew(desk: Desks, qtbot: QtBot) -> None:
    dense = desk(layered("30-20-20-10", seed=1))
    qtbot.waitUntil(lambda: not dense.playback.recording)
    keys = [edge.key for edge in dense.document.network.edges]
    for count in (300, 500, 420, 900):
        dense.session.select((), keys[:count])
        assert dense.view.diagram.edges.front_crowd.isVisible()
        quick = pixels(dense)
        dense.view.diagram.edges.front_crowd._kept.forget()
        dense.view.diagram.edges.front_crowd.update()
        assert (pixels(dense) == quick).all()


def test_the_numbers_stay_until_the_next_pass_has_been_made(desk: Desks, qtbot: QtBot) -> None:
    large = desk(layered("40-20-10", seed=1))
    qtbot.waitUntil(lambda: large.playback.walk is not None)
    before = large.view.diagram.shown.known
    assert before is not None
    large.session.edit("x", edits.remove(large.document, [large.document.network.names[-1]]))
    assert large.playback.walk is None
    assert large.view.diagram.shown.known is before
    qtbot.waitUntil(lambda: large.playback.walk is not None)
    assert large.view.diagram.shown.known is not before
    large.session.new(replace(layered("40-20-10", seed=2), title="another"))
    assert large.view.diagram.shown.known is None


def test_an_edge_among_thousands_is_hit(desk: Desks) -> None:
    dense = desk(layered("20-20-10", seed=1))
    path = dense.view.diagram.edges.path(EdgeKey("x1", "h1"))
    assert path is not None
    dense.click(path.point(0.4))
    assert dense.session.selection.edge == ("x1", "h1")
