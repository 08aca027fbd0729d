"""Makes ``resources/fonts/LabelItalic.ttf``: STIX Two's mathematical italics under the plain letters' codes.

A label's ``x`` is then the letter x in an italic typeface and not the character U+1D465: Qt writes no Unicode
values beyond U+FFFF into PDF files, so text copied from a figure would lose every mathematical letter, and a
screen reader says "x" instead of "mathematical italic small x". Run with fontTools installed; the result is
kept in the repository.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from nndesk.figure.typefaces import font_file

RESULT = Path(__file__).parent.parent / "resources" / "fonts" / "LabelItalic.ttf"
FAMILY = "Nndesk Label Italic"


def letters() -> dict[int, int]:
    """Code of the mathematical italic → code of the plain letter."""
    found = {0x1D434 + i: ord("A") + i for i in range(26)}
    found |= {0x1D44E + i: ord("a") + i for i in range(26)}
    del found[0x1D455]
    found[0x210E] = ord("h")
    found |= {0x1D6FC + i: 0x3B1 + i for i in range(25)}
    return found | dict(zip(range(0x1D715, 0x1D71C), map(ord, "∂ϵϑϰϕϱϖ"), strict=True))


def make() -> bytes:
    font = TTFont(BytesIO(font_file("math").read_bytes()))
    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"], glyph_names=False
    )
    options.drop_tables += ["MATH", "GPOS", "GSUB", "GDEF", "DSIG", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters())
    subsetter.subset(font)
    glyphs = font.getBestCmap()
    # Plain letters all fit the small character map; the one for codes beyond U+FFFF goes.
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    for table in font["cmap"].tables:
        table.cmap = {letters()[code]: glyph for code, glyph in glyphs.items() if code in letters()}
    copyright_line = font["name"].getDebugName(0)
    font["name"].names = []
    for number, text in (
        (0, copyright_line),
        (1, FAMILY),
        (2, "Regular"),
        (3, f"{FAMILY} from STIX Two Math"),
        (4, FAMILY),
        (6, FAMILY.replace(" ", "")),
        (13, "This Font Software is licensed under the SIL Open Font License, Version 1.1."),
        (14, "https://openfontlicense.org"),
    ):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    RESULT.write_bytes(make())
    sys.stdout.write(f"{RESULT}: {RESULT.stat().st_size} bytes\n")
