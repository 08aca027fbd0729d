"""The window in the Explore workspace, with one page shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from nndesk.gui.spaces.page import Page
from nndesk.gui.workbench import Workbench


@pytest.fixture
def explore(bench: Workbench, qtbot: QtBot) -> Callable[[str, str], Page]:
    """Opens an example and shows a page of it, once everything has been computed."""

    def show(name: str, page: str) -> Page:
        bench.session.open_example(name)
        bench.show_space(page)
        qtbot.waitUntil(lambda: not bench.busy, timeout=20_000)
        return bench.spaces_panel.page

    return show
