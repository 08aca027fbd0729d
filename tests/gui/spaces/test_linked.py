"""Plane, cube and table point at the same region, whichever of them was clicked."""

from __future__ import annotations

from collections.abc import Callable

from hand import LEFT, NO_KEY
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from turner import Turner

from nndesk.document import edits
from nndesk.gui.spaces.hypercube_page import HypercubePage
from nndesk.gui.spaces.identities_page import IdentitiesPage
from nndesk.gui.spaces.page import Page
from nndesk.gui.workbench import Workbench


def pixel(bench: Workbench, x1: float, x2: float) -> QPoint:
    """Where a point of the plane is in the plot's viewport."""
    plot = bench.plane.plot
    return plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x1, x2)))


def test_a_region_of_the_plane_is_a_vertex_of_the_cube_and_a_row_of_the_table(
    bench: Workbench, explore: Callable[[str, str], Page], qtbot: QtBot
) -> None:
    page = explore("three-lines", "hypercube")
    assert isinstance(page, HypercubePage)
    bench.session.edit("Regions", edits.set_view(bench.session.document, show_regions=True))
    qtbot.waitUntil(lambda: not bench.busy)
    before = page.view.grab().toImage()
    QTest.mouseClick(bench.plane.plot.viewport(), LEFT, NO_KEY, pixel(bench, 4.0, 1.0))
    assert bench.session.spotlight.code == (1, 0, 1)
    qtbot.waitUntil(lambda: not bench.busy)
    assert page.view.grab().toImage() != before
    picture = page.view.picture
    assert picture is not None
    Turner(page.view).click(dict(picture.places)[(1, 1, 0)])
    assert bench.session.spotlight.code == (1, 1, 0)
    bench.show_space("regions")
    table = bench.spaces_panel.page
    assert isinstance(table, IdentitiesPage)
    qtbot.waitUntil(lambda: not bench.busy)
    assert table.table.rows.row(table.table.currentIndex().row()).code == (1, 1, 0)


def test_dragging_a_weight_moves_cube_and_table_at_once(
    bench: Workbench, explore: Callable[[str, str], Page], qtbot: QtBot
) -> None:
    page = explore("xor", "hypercube")
    assert page.sentence.startswith("3 of 4 vertices are reached")
    # Turned a little, the second line crosses the first: the missing region appears.
    bench.session.edit("Weight", edits.set_weight(bench.session.document, "x2", "h2", 1.25))
    qtbot.waitUntil(lambda: page.sentence.startswith("All 4 vertices are reached"))
    bench.editing.undo()
    qtbot.waitUntil(lambda: page.sentence.startswith("3 of 4 vertices are reached"))
