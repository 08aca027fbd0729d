"""The four typefaces of every figure: Inter in three weights and STIX Two Math, read from the shipped files."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from nndesk.assets import asset
from nndesk.figure.truetype import TrueType

Face: TypeAlias = Literal["regular", "medium", "semibold", "math"]
FACES: tuple[Face, ...] = ("regular", "medium", "semibold", "math")

CAP_HEIGHT = 0.7275
"""Height of capitals and digits in Inter, in em: texts are centred on a point by half of it."""


def font_file(face: Face) -> Traversable:
    """Where the font of ``face`` is. STIX Two Math comes with ziamath, which is looked up but not imported."""
    if face != "math":
        return asset("fonts", f"Inter-{'SemiBold' if face == 'semibold' else face.capitalize()}.ttf")
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
    """``face`` if it has ``char``, else the first that has: Greek and arrows of odd kinds live in STIX only."""
    if char in typeface(face):
        return face
    for other in FACES:
        if other != face and char in typeface(other):
            return other
    return face
