"""The look: light and dark, desk and projector, kept from run to run."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nndesk.assets import asset
from nndesk.document.document import ViewOptions
from nndesk.figure.style import DARK, LIGHT, Palette, mix
from nndesk.gui.icons import icon, pixmap
from nndesk.gui.settings import Settings
from nndesk.gui.stylesheet import Shades, stylesheet
from nndesk.gui.theme import PROJECTOR_SCALE, Theme
from nndesk.network.numbers import NumberFormat


@pytest.fixture
def plain_app(qapp: QApplication) -> QApplication:
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""

    def luminance(color: str) -> float:
        parts = []
        for at in (1, 3, 5):
            c = int(color[at : at + 2], 16) / 255
            parts.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_theme_follows_its_settings(qapp: QApplication) -> None:
    settings = Settings()
    settings.theme, settings.projector = "dark", True
    theme = Theme(settings)
    assert theme.dark
    assert theme.palette is DARK
    assert theme.scale == PROJECTOR_SCALE
    assert theme.style().palette is DARK


def test_a_change_is_announced_once_and_remembered(qtbot: QtBot) -> None:
    theme = Theme(Settings())
    theme.set_mode("light")
    changes = []
    theme.changed.connect(lambda: changes.append(theme.dark))
    theme.toggle_dark()
    theme.set_mode("dark")
    assert changes == [True]
    assert Settings().theme == "dark"
    theme.set_projector(True)
    theme.set_reduced_motion(True)
    assert len(changes) == 3
    assert Settings().projector
    assert Theme(Settings()).reduced_motion


def test_figures_take_digits_from_the_document_and_scale_from_the_theme(qapp: QApplication) -> None:
    theme = Theme(Settings())
    theme.set_projector(True)
    style = theme.style(ViewOptions(digits=5, decimal_comma=True))
    assert (style.numbers, style.scale) == (NumberFormat(5, decimal_comma=True), PROJECTOR_SCALE)


def test_applying_dresses_the_application_and_follows_changes(plain_app: QApplication) -> None:
    theme = Theme(Settings())
    theme.set_mode("light")
    theme.apply(plain_app)
    assert plain_app.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.window
    small = plain_app.font().pixelSize()
    theme.toggle_dark()
    theme.set_projector(True)
    assert plain_app.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert plain_app.font().pixelSize() == round(small * PROJECTOR_SCALE)


def test_the_style_sheet_is_understood_by_qt(plain_app: QApplication, qtbot: QtBot) -> None:
    # Qt warns of what it cannot parse when a widget is polished; a warning fails the test.
    for palette in (LIGHT, DARK):
        plain_app.setStyleSheet(stylesheet(palette, 1.35))
        for widget in (QLabel("a"), QPushButton("b")):
            qtbot.addWidget(widget)
            widget.ensurePolished()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_everything_it_stands_on(palette: Palette) -> None:
    shades = Shades.of(palette)
    for ground in (
        palette.window,
        palette.panel,
        shades.hover,
        shades.selection,
        shades.well,
        shades.tooltip,
    ):
        assert _contrast(palette.text, ground) >= 7
    for ground in (palette.window, palette.panel):
        assert _contrast(palette.muted, ground) >= 4.1
    assert _contrast(shades.on_accent, palette.accent) >= 4.5


def test_mixing_colours() -> None:
    assert mix("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
    assert mix("#102030", "#304050", 0.5) == "#203040"


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    for file in asset("icons").iterdir():
        name = file.name.removesuffix(".svg")
        if not file.name.endswith(".svg") or name.startswith("control-") or name == "nndesk":
            continue
        picture = pixmap(name, "#D55E00", 24).toImage()
        opaque = {
            picture.pixelColor(x, y).name().upper()
            for x in range(24)
            for y in range(24)
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert opaque == {"#D55E00"}, name
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")
