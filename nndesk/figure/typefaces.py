"""The typefaces of every figure, read from the shipped files.

Inter in three weights for words; for mathematics STIX Two, upright (``math``) and its italic letters
(``italic``).
"""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from nndesk.assets import asset
from nndesk.figure.truetype import TrueType

Face: TypeAlias = Literal["regular", "medium", "semibold", "italic", "math"]
FACES: tuple[Face, ...] = ("regular", "medium", "semibold", "italic", "math")

_FILES = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "semibold": "Inter-SemiBold.ttf",
    "italic": "LabelItalic.ttf",
}

CAP_HEIGHT = 0.7275
"""Height of capitals and digits in Inter, in em: texts are centred on a point by half of it."""


def font_file(face: Face) -> Traversable:
    """Where the font of ``face`` is. STIX Two Math comes with ziamath, which is found, not imported."""
    if face != "math":
        return asset("fonts", _FILES[face])
    spec = find_spec("ziamath")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "fonts" / "STIXTwoMath-Regular.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError("STIXTwoMath-Regular.ttf")


@cache
def typeface(face: Face) -> TrueType:
    """Metrics and outlines of ``face``; opened once, in 2 ms."""
    return TrueType(font_file(face).read_bytes())


def face_for(char: str, face: Face) -> Face:
    """``face`` if it has ``char``, else one that has: odd signs are in STIX only."""
    if char in typeface(face):
        return face
    return next((other for other in ("math", "regular") if char in typeface(other)), face)
