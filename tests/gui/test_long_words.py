"""All strings 30 % longer, as in another language: nothing is cut off, and everything fits the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nndesk.document.examples import example
from nndesk.gui.app import dress
from nndesk.gui.dialogs.new_network import NewNetworkDialog
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.spaces.pages import pages
from nndesk.gui.workbench import Workbench

FILLER = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor "


class LongWords(QTranslator):
    """Says everything with about a third more letters."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context != "nndesk" or not source:
            # Qt's own words, such as "Ctrl", stay.
            return None
        more = max(2, round(0.3 * len(source)))
        gap = " " if len(source) > 8 else ""
        return source + gap + (FILLER * (1 + more // len(FILLER)))[:more].strip()


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[None]:
    translator = LongWords()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def wordy(qtbot: QtBot, qapp: QApplication, long_words: None) -> Iterator[Workbench]:
    settings = Settings()
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    bench = window.assemble(theme, example("xor-sigmoid"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    yield bench
    bench.close()


def cut_off(root: QWidget) -> list[str]:
    """The texts of labels and buttons that have less room than they need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and not widget.wordWrap():
            needed = widget.fontMetrics().horizontalAdvance(widget.text())
        elif isinstance(widget, QPushButton | QToolButton) and isinstance(widget, QAbstractButton):
            needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        else:
            continue
        if needed > widget.width() + 1:
            found.append(f"{widget.text()!r}: {widget.width()} of {needed}")
    return found


def too_wide(root: QWidget) -> list[QWidget]:
    """What cannot be scrolled to, to the right of where it is shown."""
    areas = (area for area in root.findChildren(QScrollArea) if area.isVisible() and area.widget())
    return [area.widget() for area in areas if area.widget().width() > area.viewport().width()]


@pytest.mark.parametrize(
    ("size", "projector"), [((880, 600), False), ((1280, 800), False), ((1280, 800), True)]
)
def test_no_label_and_no_button_of_the_window_is_cut_off(
    wordy: Workbench, size: tuple[int, int], projector: bool
) -> None:
    wordy.theme.set_projector(projector)
    wordy.window.resize(*size)
    for workspace in ("draw", "walk", "train"):
        wordy.show_workspace(workspace)
        for nodes, edges in (((), ()), (("h1",), ()), ((), ("e",)), (("h1", "h2"), ())):
            keys = [wordy.session.document.network.edges[0].key] if edges else []
            wordy.session.select(nodes, keys)
            QApplication.processEvents()
            assert wordy.window.width() == size[0]
            assert not cut_off(wordy.window), (workspace, nodes, edges)
            assert not too_wide(wordy.window), (workspace, nodes, edges)


def test_the_new_network_dialog_has_room_for_them(wordy: Workbench, qtbot: QtBot) -> None:
    dialog = NewNetworkDialog(wordy.window, wordy.files._look(), gallery=False)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert not cut_off(dialog)
    dialog.close()


def test_all_shortcuts_can_be_reached_in_a_small_window(wordy: Workbench) -> None:
    wordy.window.resize(880, 600)
    QApplication.processEvents()
    wordy.finding.toggle_shortcuts()
    QApplication.processEvents()
    overlay = wordy.finding.shortcuts
    bar = overlay.scroll.verticalScrollBar()
    assert bar.maximum() > 0
    assert overlay.sheet.height() - overlay.scroll.viewport().height() == bar.maximum()
    assert overlay.sheet.width() <= overlay.scroll.viewport().width()


@pytest.mark.parametrize("page", [spec.id for spec in pages()])
def test_the_pages_of_explore_have_room_for_them(wordy: Workbench, qtbot: QtBot, page: str) -> None:
    for size in ((1280, 720), (1920, 1080)):
        wordy.window.resize(*size)
        wordy.show_space(page)
        qtbot.waitUntil(lambda: not wordy.busy)
        QApplication.processEvents()
        assert wordy.window.width() == size[0]
        assert not cut_off(wordy.window), size


def test_the_windows_that_stay_open_have_room_for_them(wordy: Workbench, qtbot: QtBot) -> None:
    wordy.show_certificate()
    qtbot.waitUntil(lambda: wordy.certificate.found is not None)
    wordy.show_knobs()
    QApplication.processEvents()
    for dialog in (wordy.certificate, wordy.knobs):
        assert not cut_off(dialog)
        assert not too_wide(dialog)
        dialog.close()
