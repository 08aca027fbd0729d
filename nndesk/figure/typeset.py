"""Lays out words and short formulas without Qt: the same positions on the screen and in every file.

A label's LaTeX is read by a small layout of its own: letters become mathematical italics (𝑥), sub- and
superscripts nest, relations and binary signs get TeX's spaces. Fractions, roots and sums are not labels but
:class:`~nndesk.figure.primitives.Formula`, which ziamath sets (:mod:`nndesk.figure.formula`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nndesk.figure.formula import formula_shapes, formula_size, formula_svg
from nndesk.figure.label_symbols import (
    ACCENTS,
    BINARY,
    DESCENDERS,
    GREEK,
    ITALIC,
    OVERHANG,
    RELATIONS,
    SPACES,
    SYMBOLS,
    UPRIGHT,
    WORDS,
    italic,
)
from nndesk.figure.typefaces import Face, face_for, typeface

__all__ = [
    "Run",
    "formula_shapes",
    "formula_size",
    "formula_svg",
    "label_runs",
    "measure_label",
    "measure_text",
    "text_runs",
]

SCRIPT = 0.7
"""Size of a script to its base; of second and deeper order: ``SCRIPTSCRIPT``. STIX Two's own numbers."""
SCRIPTSCRIPT = 0.55
SUB_DOWN = 0.21
SUPER_UP = 0.36
ASCENT, DESCENT = 0.70, 0.02
"""What a line of mathematics reaches above and below its baseline, in em, before scripts."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font at one place: ``dx``, ``dy`` from the start of the baseline, ``y`` down.

    ``color`` is a role or ``#RRGGBB`` from ``\\textcolor``, or None for the label's own.
    """

    text: str
    font: Face
    size: float
    dx: float
    dy: float
    color: str | None = None


@lru_cache(maxsize=4096)
def measure_text(text: str, size: float, weight: Face = "regular") -> float:
    """Width of ``text`` in Inter, without kerning, as all painters draw it."""
    if all(char in typeface(weight) for char in text):
        return typeface(weight).width(text) * size
    return sum(typeface(face_for(char, weight)).advance(char) for char in text) * size


@lru_cache(maxsize=4096)
def text_runs(text: str, size: float, weight: Face = "regular") -> tuple[Run, ...]:
    """``text`` split where Inter lacks a character, so that no painter falls back to a font of its own."""
    runs: list[Run] = []
    x, start = 0.0, 0
    faces = [face_for(char, weight) for char in text]
    for i in range(1, len(text) + 1):
        if i == len(text) or faces[i] != faces[start]:
            piece = text[start:i]
            runs.append(Run(piece, faces[start], size, x, 0.0))
            x += typeface(faces[start]).width(piece) * size
            start = i
    return tuple(runs)


@lru_cache(maxsize=4096)
def label_runs(latex: str, size: float) -> tuple[Run, ...]:
    """The pieces of a label, from the start of its baseline. Unknown commands print their name."""
    return _layout(latex, size)[0]


def measure_label(latex: str, size: float) -> tuple[float, float, float]:
    """Width, ascent and descent of a label."""
    return _layout(latex, size)[1]


@lru_cache(maxsize=4096)
def _layout(latex: str, size: float) -> tuple[tuple[Run, ...], tuple[float, float, float]]:
    setter = _Setter(_tokens(latex), size)
    setter.line()
    return tuple(_merged(setter.runs)), (setter.x, setter.ascent, setter.descent)


def _tokens(latex: str) -> list[str]:
    tokens: list[str] = []
    i = 0
    while i < len(latex):
        char = latex[i]
        if char == "\\":
            j = i + 1
            while j < len(latex) and latex[j].isascii() and latex[j].isalpha():
                j += 1
            j = max(j, min(i + 2, len(latex)))
            tokens.append(latex[i:j])
            if j - i > 2 or latex[i + 1 : j].isalpha():
                while j < len(latex) and latex[j] == " ":
                    j += 1
            i = j
        else:
            tokens.append(char)
            i += 1
    return tokens


class _Setter:
    """Walks over the tokens once, placing runs from left to right."""

    def __init__(self, tokens: list[str], size: float) -> None:
        self.tokens = tokens
        self.at = 0
        self.base = size
        self.size = size
        self.depth = 0
        self.shift = 0.0
        self.x = 0.0
        self.color: str | None = None
        self.upright = False
        self.runs: list[Run] = []
        self.ascent = ASCENT * size
        self.descent = DESCENT * size
        self.before = "open"  # kind of the atom before: a sign after "open" is unary

    def line(self, stop: str = "") -> None:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token == stop:
                self.at += 1
                return
            if token == "}":
                self.at += 1
                continue
            self.atom()

    def atom(self) -> None:
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            self.group()
        elif token in ("_", "^"):
            self.scripts(token)
            return
        elif token == "'":
            self.scripts("'")
            return
        elif token.startswith("\\"):
            self.command(token[1:])
        elif token == "~":
            self.x += self.size / 4
        elif token != " " or self.upright:
            self.character(token)

    def group(self) -> None:
        """What is in braces is one letter: a sign at its start is unary, and ``{,}`` takes no space."""
        if self.tokens[self.at + 1 : self.at + 2] == ["}"] and len(self.tokens[self.at]) == 1:
            char = self.tokens[self.at]
            if not self.upright:
                char = "−" if char == "-" else italic(char)
            self.put(char, self.size, self.shift)
            self.at += 2
        else:
            self.before = "open"
            self.line("}")
        self.before = "ordinary"

    def argument(self) -> None:
        """The next group, or the next single atom."""
        while self.at < len(self.tokens) and self.tokens[self.at] == " ":
            self.at += 1
        if self.at < len(self.tokens) and self.tokens[self.at] != "}":
            if self.tokens[self.at] == "{":
                self.at += 1
                self.line("}")
            else:
                self.atom()

    def name(self) -> str:
        """The text of the next group, as it stands."""
        words: list[str] = []
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            self.at += 1
            while self.at < len(self.tokens) and self.tokens[self.at] != "}":
                words.append(self.tokens[self.at])
                self.at += 1
            self.at += 1
        return "".join(words)

    def command(self, name: str) -> None:
        if name in SPACES:
            self.x += SPACES[name] * self.size
        elif name in GREEK:
            self.place(GREEK[name])
        elif name in SYMBOLS:
            self.place(SYMBOLS[name])
        elif name in WORDS:
            self.space(1 / 6 if self.before == "ordinary" else 0)
            self.place(name)
            self.before = "ordinary"
        elif name in ACCENTS:
            self.accent(ACCENTS[name])
        elif name in UPRIGHT:
            before, self.upright = self.upright, name != "mathit"
            self.argument()
            self.upright = before
        elif name == "textcolor":
            outer, self.color = self.color, self.name() or None
            self.argument()
            self.color = outer
        elif name in ("bigl", "bigr", "Bigl", "Bigr", "left", "right", "displaystyle", "mathstrut"):
            pass
        else:
            upright, self.upright = self.upright, True
            self.place(name)
            self.upright = upright

    def character(self, char: str) -> None:
        if char == "-" and not self.upright:
            char = "−"
        elif char == "*" and not self.upright:
            char = "⋅"
        if not self.upright:
            char = italic(char)
        self.place(char)

    def place(self, text: str) -> None:
        # Inside scripts TeX leaves the spaces out.
        kind = "ordinary"
        if text in RELATIONS:
            kind = "relation"
            self.space(5 / 18)
        elif text in BINARY:
            kind = "binary" if self.before == "ordinary" else "open"
            if kind == "binary":
                self.space(4 / 18)
        elif text in ("(", "["):
            kind = "open"
        elif text in (",", ";"):
            kind = "punctuation"
        self.put(text, self.size, self.shift)
        if kind == "relation":
            self.space(5 / 18)
        elif kind == "binary":
            self.space(4 / 18)
        elif kind == "punctuation":
            self.space(3 / 18)
        # After a letter or a closing bracket a sign joins two terms; anywhere else it is unary.
        self.before = "ordinary" if kind == "ordinary" else "open"

    def space(self, ems: float) -> None:
        if not self.depth and not self.upright:
            self.x += ems * self.size

    def put(self, text: str, size: float, dy: float) -> None:
        for char in text:
            face: Face = "italic" if char in ITALIC else face_for(char, "math")
            char = ITALIC.get(char, char)
            self.runs.append(Run(char, face, size, self.x, dy, self.color))
            self.x += typeface(face).advance(char) * size
        self.ascent = max(self.ascent, ASCENT * size - dy)
        tail = 0.22 if any(ITALIC.get(char, char) in DESCENDERS for char in text) else DESCENT
        self.descent = max(self.descent, tail * size + dy)

    def scripts(self, token: str) -> None:
        """One or both scripts of what was just placed; ``_`` and ``^`` start at the same place."""
        start = end = self.x
        last = self.runs[-1] if self.runs else None
        lean = (
            OVERHANG.get(last.text, 0.03) * self.size if last is not None and last.font == "italic" else 0.0
        )
        before = self.before
        while True:
            if token == "'":
                self.x = start + 0.6 * lean
                self.put("′", self.size, self.shift)
                while self.next() == "'":
                    self.at += 1
                    self.put("′", self.size, self.shift)
            else:
                self.x = start + (lean if token == "^" else 0.0)
                self.script(-SUPER_UP if token == "^" else SUB_DOWN)
            end = max(end, self.x)
            token = self.next()
            if token not in ("_", "^", "'"):
                break
            self.at += 1
        self.x = end + 0.04 * self.size
        self.before = "ordinary" if self.runs else before

    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def script(self, rise: float) -> None:
        size, shift, before = self.size, self.shift, self.before
        self.shift += rise * self.size
        self.depth += 1
        self.size = self.base * (SCRIPT if self.depth == 1 else SCRIPTSCRIPT)
        self.before = "open"
        self.argument()
        self.depth -= 1
        self.size, self.shift, self.before = size, shift, before

    def accent(self, mark: str) -> None:
        start, count = self.x, len(self.runs)
        self.argument()
        end = self.x
        if len(self.runs) == count:
            return
        top = self.runs[count]
        # STIX's combining marks are drawn left of their origin, for letters of x-height; ascenders need more.
        lift = 0.2 if top.text in "bdfhklt" or top.text.isupper() else 0.0
        width = typeface(top.font).advance(top.text) * self.size
        centre = start + width / 2 + 0.05 * self.size
        shift = 0.23 * self.size
        self.runs.append(
            Run(mark, "math", self.size, centre + shift, self.shift - lift * self.size, self.color)
        )
        self.ascent = max(self.ascent, (0.72 + lift) * self.size - self.shift)
        self.x = end


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours that touch become one run: fewer pieces to draw, and text that copies as words."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last is not None
            and (last.font, last.size, last.dy, last.color) == (run.font, run.size, run.dy, run.color)
            and abs(last.dx + typeface(last.font).width(last.text) * last.size - run.dx) < 1e-6
        ):
            merged[-1] = Run(last.text + run.text, last.font, last.size, last.dx, last.dy, last.color)
        else:
            merged.append(run)
    return merged
