"""The font reader, against fontTools."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from nndesk.figure.truetype import FontFileError, TrueType
from nndesk.figure.typefaces import FACES, Face, font_file, typeface

CHARACTERS = {
    "regular": "aM1−é½Åg ",
    "medium": "0.5→x",
    "semibold": "−0.125ß",
    "italic": "hxδφ∂W",
    "math": "𝑥ℎ=−∑(Δ″",
}


def opened(face: Face) -> TTFont:
    return TTFont(BytesIO(font_file(face).read_bytes()))


@pytest.mark.parametrize("face", FACES)
def test_advances_are_those_of_fonttools(face: Face) -> None:
    font = opened(face)
    for char in CHARACTERS[face]:
        name = font.getBestCmap()[ord(char)]
        assert typeface(face).advance(char) == font["hmtx"][name][0] / font["head"].unitsPerEm


@pytest.mark.parametrize("face", FACES)
def test_outlines_end_where_those_of_fonttools_do(face: Face) -> None:
    font = opened(face)
    units = font["head"].unitsPerEm
    for char in CHARACTERS[face]:
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
        # Off-curve points of every contour, in their order, are the same however implied points are written.
        controls = [p for command, points in pen.value if command == "qCurveTo" for p in points[:-1] if p]
        ours = [
            (round(values[i] * units, 3), round(-values[i + 1] * units, 3))
            for command, values in typeface(face).outline(char)
            if command == "Q"
            for i in (0,)
        ]
        starts = [points[0] for command, points in pen.value if command == "moveTo"]
        assert sorted(ours) == sorted((round(x, 3), round(y, 3)) for x, y in controls)
        assert len(starts) == sum(command == "M" for command, _ in typeface(face).outline(char))


def test_a_space_has_width_but_no_outline() -> None:
    assert typeface("regular").advance(" ") > 0.2
    assert typeface("regular").outline(" ") == ()


def test_a_character_the_font_lacks_is_not_in_it() -> None:
    assert "𝑥" not in typeface("regular")
    assert "字" not in typeface("math")
    assert typeface("regular").advance("字") == typeface("regular").advance("\ufffe")


def test_bytes_that_are_no_font_are_refused() -> None:
    for data in (b"", b"not a font at all", b"\0\1\0\0" + b"\0" * 40):
        with pytest.raises(FontFileError):
            TrueType(data)


def test_the_italic_face_has_the_outlines_of_the_mathematical_italics() -> None:
    for plain, mathematical in zip("ahzAZαωδφ∂ϵ", "𝑎ℎ𝑧𝐴𝑍𝛼𝜔𝛿𝜑𝜕𝜖", strict=True):
        assert typeface("italic").outline(plain) == typeface("math").outline(mathematical)
        assert typeface("italic").advance(plain) == typeface("math").advance(mathematical)
