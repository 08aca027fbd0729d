"""The surface in the window: turned by the mouse, rough while it moves, in step with plane and training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from turner import Turner

from nndesk.document import edits
from nndesk.figure.primitives import Patches
from nndesk.gui.settings import Settings
from nndesk.gui.spaces.page import Page
from nndesk.gui.spaces.surface_page import SurfacePage
from nndesk.gui.workbench import Workbench

Explore = Callable[[str, str], Page]


@pytest.fixture
def page(explore: Explore) -> SurfacePage:
    page = explore("xor-sigmoid", "surface")
    assert isinstance(page, SurfacePage)
    return page


def pieces(page: SurfacePage) -> int:
    return sum(len(item.sizes) for item in page.view.shown().walk() if isinstance(item, Patches))


def test_it_says_whose_output_it_is(page: SurfacePage, bench: Workbench, qtbot: QtBot) -> None:
    assert page.sentence == "z of o1 over x1 and x2; the curve is where z = 0.5."
    bench.session.select(["h2"])
    qtbot.waitUntil(lambda: page.sentence.startswith("z of h2"))
    bench.session.select()
    qtbot.waitUntil(lambda: page.sentence.startswith("z of o1"))
    bench.session.spotlight.hover("h1")
    qtbot.waitUntil(lambda: page.sentence.startswith("z of h1"))
    bench.session.spotlight.hover("x1")
    qtbot.waitUntil(lambda: page.sentence.startswith("z of o1"))


def test_it_is_rough_while_it_is_turned_and_fine_at_rest(page: SurfacePage) -> None:
    hand, fine = Turner(page.view), pieces(page)
    start = page.view.camera
    hand.hold((30, 30), (60, 40))
    assert pieces(page) < 0.7 * fine
    assert page.view.camera != start
    hand.release((60, 40))
    assert pieces(page) > 0.7 * fine


def test_it_stands_over_what_the_plane_shows(page: SurfacePage, bench: Workbench, qtbot: QtBot) -> None:
    before = page.view.data
    assert before is not None
    bench.plane.keep_range()
    bench.session.edit("Range", edits.set_view(bench.session.document, plane_range=(0.0, 0.5, 0.0, 0.5)))
    qtbot.waitUntil(
        lambda: page.view.data is not None and page.view.data.plane.window == (0.0, 0.5, 0.0, 0.5)
    )


def test_it_follows_training(page: SurfacePage, bench: Workbench, qtbot: QtBot) -> None:
    shown = []
    show = page.view.show_rough
    page.view.show_rough = lambda data: (shown.append(data), show(data))  # type: ignore[method-assign]
    bench.session.edit("Epochs", edits.set_hyperparameters(bench.session.document, epochs=300))
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        bench.trainer.start()
    qtbot.waitUntil(lambda: not page.busy)
    assert len(shown) >= 2


def test_samples_can_be_left_out_and_stay_so(page: SurfacePage, bench: Workbench) -> None:
    with_samples = page.view.grab().toImage()
    QTest.keyClick(page.view, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].isChecked()
    menu.actions()[0].trigger()
    menu.close()
    assert page.view.grab().toImage() != with_samples
    assert not Settings().surface_samples


def test_three_inputs_are_a_slice_and_one_is_told(explore: Explore, bench: Workbench, qtbot: QtBot) -> None:
    page = explore("worked-example", "surface")
    assert "It is a slice at x3 = 1." in page.sentence
    bench.session.new(edits.layered("1-2-1"))
    qtbot.waitUntil(lambda: not page.busy)
    assert "two inputs" in page.sentence or "1" in page.sentence
    assert not bench.actions["file.export_surface"].isEnabled()


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex"])
def test_it_is_exported(page: SurfacePage, bench: Workbench, tmp_path: Path, suffix: str) -> None:
    assert bench.exports.write("surface", tmp_path / f"surface{suffix}")
    assert (tmp_path / f"surface{suffix}").stat().st_size > 1000
