"""The dialogs: what they ask, what they say while one types, what they show."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from nndesk.assets import asset
from nndesk.gui.dialogs.export_figure import ExportFigureDialog
from nndesk.gui.dialogs.guide_page import WIDEST, GuidePage
from nndesk.gui.dialogs.help import about_dialog
from nndesk.gui.dialogs.new_network import NewNetworkDialog

_IMAGE = QTextDocument.ResourceType.ImageResource.value


def test_a_new_network_is_described_while_it_is_typed(qtbot: QtBot) -> None:
    dialog = NewNetworkDialog()
    qtbot.addWidget(dialog)
    assert dialog.note == "2 inputs, 7 nodes, 18 edges: 25 parameters."
    dialog.layers.setText("3-2-1")
    dialog.activation.setCurrentText("tanh")
    assert dialog.document is not None
    network = dialog.document.network
    assert len(network.inputs) == 3
    assert {node.activation for node in network.nodes} == {"tanh"}


@pytest.mark.parametrize("layers", ["", "2", "2-0-1", "two", "2-99999999-1"])
def test_what_is_no_network_cannot_be_created(qtbot: QtBot, layers: str) -> None:
    dialog = NewNetworkDialog()
    qtbot.addWidget(dialog)
    dialog.layers.setText(layers)
    assert dialog.document is None
    assert dialog.note
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_the_seed_decides_the_weights(qtbot: QtBot) -> None:
    dialog = NewNetworkDialog()
    qtbot.addWidget(dialog)
    first = dialog.document
    dialog.seed.setValue(1)
    assert dialog.document != first
    dialog.seed.setValue(0)
    assert dialog.document == first


def test_export_options(qtbot: QtBot) -> None:
    dialog = ExportFigureDialog("Export", 480.0)
    qtbot.addWidget(dialog)
    options = dialog.options
    assert (options.format, options.width_mm, options.dark) == ("svg", 127.0, False)
    assert not dialog.dpi.isEnabled(), "only pixels have a resolution"
    dialog.format.setCurrentIndex(dialog.format.findData("png"))
    assert dialog.dpi.isEnabled()
    assert dialog.options.dpi == 300.0


def test_the_guide_shows_all_its_pictures_in_the_colours_of_the_theme(qtbot: QtBot) -> None:
    text = asset("guide", "guide.md").read_text(encoding="utf-8")
    names = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    for dark in (False, True):
        page = GuidePage(dark)
        qtbot.addWidget(page)
        for name in names:
            picture = page.loadResource(_IMAGE, QUrl(name))
            assert isinstance(picture, QImage), name
            assert 0 < picture.deviceIndependentSize().width() <= WIDEST + 1
        assert "Ctrl+Z" in page.toPlainText()


def test_the_guide_loads_nothing_that_is_not_shipped(qtbot: QtBot) -> None:
    page = GuidePage(False)
    qtbot.addWidget(page)
    assert page.loadResource(_IMAGE, QUrl("pictures/none.png")) is None
    assert page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("x.css")) is None


def test_about_names_version_and_licences(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = about_dialog()
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("nndesk 0.", "MIT", "LGPL", "Open Font"):
        assert word in text
