"""The shipped typefaces, made known to Qt once: those that the metrics in figures come from."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from nndesk.figure.typefaces import FACES, Face, font_file

BASE_SIZE = 64
"""Figures draw text at this pixel size under a scaled painter: sizes need not be whole, and a font is
embedded once."""

_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
    "italic": QFont.Weight.Normal,
    "math": QFont.Weight.Normal,
}


@cache
def load_fonts() -> dict[Face, str]:
    """Register the fonts and return each face's family. Needs a QGuiApplication; later calls are free."""
    families: dict[Face, str] = {}
    for face in FACES:
        number = QFontDatabase.addApplicationFontFromData(font_file(face).read_bytes())
        found = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        families[face] = found[0] if found else "sans-serif"
    return families


@lru_cache(maxsize=64)
def figure_font(face: Face, pixels: int = BASE_SIZE) -> QFont:
    """The font of ``face`` as figures use it: no hinting, kerning, ligatures: the metrics' own widths."""
    font = QFont(load_fonts()[face])
    font.setPixelSize(pixels)
    font.setWeight(_WEIGHTS[face])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoFontMerging)
    for feature in ("calt", "liga", "clig"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
