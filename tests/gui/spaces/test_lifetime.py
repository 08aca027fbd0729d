"""A closed window leaves nothing behind, whatever it has shown; a new one opens where the last was left."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document.examples import example
from nndesk.gui.app import dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.spaces.pages import pages


def test_a_window_that_has_shown_every_page_goes_when_it_is_closed(qtbot: QtBot, qapp: QApplication) -> None:
    settings = Settings()
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    bench = window.assemble(theme, example("xor-sigmoid"))
    with qtbot.waitExposed(window):
        window.show()
    for page in pages():
        bench.show_space(page.id)
        qtbot.waitUntil(lambda bench=bench: not bench.busy, timeout=20_000)  # type: ignore[misc]
    kept = [weakref.ref(thing) for thing in (window, bench, bench.spaces_panel, bench.spaces_panel.page)]
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, bench, page
    gc.collect()
    assert [ref() for ref in kept] == [None] * len(kept)


@pytest.mark.parametrize("page", [page.id for page in pages()])
def test_a_window_opens_on_the_page_that_was_shown_last(qtbot: QtBot, qapp: QApplication, page: str) -> None:
    settings = Settings()
    settings.workspace, settings.spaces_page = "explore", page
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(880, 600)
    bench = window.assemble(theme, example("xor"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: not bench.busy, timeout=20_000)
    assert bench.spaces_panel.tools().choice == page
    assert bench.spaces_panel.page.isVisible()
    assert bench.actions[f"view.space_{page}"].isChecked()
    assert (window.width(), window.height()) == (880, 600)
    bench.close()


def test_a_page_that_there_is_no_more_is_the_first(qtbot: QtBot, qapp: QApplication) -> None:
    settings = Settings()
    settings.workspace, settings.spaces_page = "explore", "sculpture"
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    bench = window.assemble(theme, example("xor"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert bench.spaces_panel.tools().choice == pages()[0].id
    bench.close()
