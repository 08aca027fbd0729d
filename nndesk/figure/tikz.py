"""Writes a figure as TikZ: a complete ``standalone`` document that compiles with plain pdflatex.

Only ``tikz`` (which brings xcolor) and ``amsmath`` are used. Labels and formulas go between dollars as they
are, so that they take the typefaces of the document they are pasted into. Coordinates are big points with
``y`` turned up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from nndesk.figure.bounds import shifted_start
from nndesk.figure.formula import formula_size
from nndesk.figure.primitives import (
    Arc,
    Box,
    Curve,
    Disc,
    FieldDisc,
    Figure,
    Fill,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Patches,
    Pen,
    Point,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.shading import disc_areas
from nndesk.figure.svg import number
from nndesk.figure.typeset import measure_label, measure_text

POINTS = 0.75
"""Big points in a unit: 72/96."""

_GLOW_DISCS = 12
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "−": "$-$", "–": "--", "—": "---",
    "×": r"$\times$",
    "·": r"$\cdot$", "⋅": r"$\cdot$", "±": r"$\pm$", "→": r"$\to$", "←": r"$\leftarrow$", "≤": r"$\le$",
    "≥": r"$\ge$", "≠": r"$\ne$", "≈": r"$\approx$", "∂": r"$\partial$", "∇": r"$\nabla$", "∞": r"$\infty$",
    "…": r"\ldots{}", "′": "$'$", "½": r"$\frac12$", "Σ": r"$\Sigma$", "∑": r"$\sum$", "∈": r"$\in$",
    "²": "$^2$", "³": "$^3$", "<": "$<$", ">": "$>$", "|": "$|$", '"': "''", "\u00a0": "~", "\u2009": r"\,",
    "\u202f": r"\,", "’": "'", "‘": "`", "“": "``", "”": "''",
}  # fmt: skip
_ESCAPES |= dict(zip("₀₁₂₃₄₅₆₇₈₉", (f"$_{i}$" for i in range(10)), strict=True))
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
_MARKS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0306\u030c\u030a\u0307\u030b\u0327",
        ("`", "'", "^", "~", '"', "=", "u", "v", "r", ".", "H", "c"),
        strict=True,
    )
)
_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
}
_WORDS = re.compile(r"\\text\{([^{}\\]*)\}")
_ESCAPES |= {char: rf"$\{name}$" for char, name in _GREEK.items()}


def to_tikz(figure: Figure, width_mm: float | None = None) -> str:
    """``figure`` as the text of a TeX file, at its natural size or ``width_mm`` millimetres wide."""
    scale = POINTS if width_mm is None else width_mm / 25.4 * 72 / figure.width
    writer = _Writer(figure.height, scale)
    body = list(writer.lines(figure.items, 1))
    width, height = number(figure.width * scale), number(figure.height * scale)
    head = [
        r"\documentclass[tikz,border=0pt]{standalone}",
        *([f"% {_comment(figure.title)}"] if figure.title else []),
        *([f"% {_comment(figure.description)}"] if figure.description else []),
        # Type of any size, where Computer Modern by itself comes in steps.
        r"\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{\usepackage{fix-cm}}",
        r"\usepackage{amsmath}",
    ]
    background = None if figure.background is None else writer.color(figure.background)
    colors = [rf"\definecolor{{{name}}}{{HTML}}{{{code[1:].upper()}}}" for name, code in writer.colors()]
    page = rf"(0,0) rectangle ({width},{height})"
    return "\n".join(
        [
            *head,
            *colors,
            r"\begin{document}",
            r"\begin{tikzpicture}[x=1bp,y=1bp,inner sep=0pt,outer sep=0pt]",
            rf" \useasboundingbox {page};",
            *([rf" \fill[{background}] {page};"] if background else []),
            *body,
            r"\end{tikzpicture}",
            r"\end{document}",
            "",
        ]
    )


def tex_text(text: str) -> str:
    """Words as TeX prints them: special characters escaped, signs and Greek set as mathematics."""
    return "".join(_ESCAPES.get(char) or _letter(char) for char in text).replace("$$", "")


def tex_label(latex: str) -> str:
    """A label or formula as TeX prints it: characters that only our own typesetters take become commands."""
    if latex.isascii():
        return latex
    pieces = _WORDS.split(latex)  # every other one was the argument of \text
    pieces[1::2] = (rf"\text{{{tex_text(words)}}}" for words in pieces[1::2])
    pieces[::2] = ("".join(char if char.isascii() else _in_formula(char) for char in p) for p in pieces[::2])
    return "".join(pieces)


def _in_formula(char: str) -> str:
    if char in _GREEK:
        return rf"\{_GREEK[char]} "
    if char == "−":
        return "-"
    found = _ESCAPES.get(char, "")
    return f"{found[1:-1]} " if found.startswith("$") else rf"\text{{{_letter(char)}}}"


def _letter(char: str) -> str:
    """A letter by ASCII alone, since TeX stops at characters that its fonts lack; ``?`` where that fails."""
    if char.isascii():
        return char if char.isprintable() else " "
    if char in _LETTERS:
        return rf"\{_LETTERS[char]}{{}}"
    spread = unicodedata.normalize("NFD", char)
    base, marks = spread[0], spread[1:]
    if not (base.isascii() and base.isprintable() and all(mark in _MARKS for mark in marks)):
        return "?"
    for mark in marks:
        base = rf"\{_MARKS[mark]}{{{base}}}"
    return base


def _comment(text: str) -> str:
    return " ".join(text.split())


class _Writer:
    def __init__(self, height: float, scale: float) -> None:
        self._height = height
        self._scale = scale
        self._names: dict[str, str] = {}
        self._roles: dict[str, str] = {}

    def colors(self) -> Iterator[tuple[str, str]]:
        yield from self._roles.items()
        for code, name in self._names.items():
            yield name, code

    def color(self, code: str) -> str:
        """The name that stands for ``#RRGGBB``."""
        return self._names.setdefault(code.upper(), f"c{len(self._names) + 1}")

    # --- numbers -----------------------------------------------------------------------------------------

    def _length(self, value: float) -> str:
        return number(value * self._scale)

    def _at(self, point: Point) -> str:
        return f"({self._length(point[0])},{self._length(self._height - point[1])})"

    # --- parts -------------------------------------------------------------------------------------------

    def lines(self, items: Iterable[Item], depth: int) -> Iterator[str]:
        pad = " " * depth
        for item in items:
            if isinstance(item, Group):
                yield from self._group(item, depth)
            else:
                for line in self._item(item):
                    yield pad + line

    def _group(self, group: Group, depth: int) -> Iterator[str]:
        pad = " " * depth
        if group.title:
            yield f"{pad}% {_comment(group.title)}"
        if group.clip is None:
            yield from self.lines(group.items, depth)
            return
        x, y, w, h = group.clip
        yield pad + r"\begin{scope}"
        yield rf"{pad} \clip {self._at((x, y))} rectangle {self._at((x + w, y + h))};"
        yield from self.lines(group.items, depth + 1)
        yield pad + r"\end{scope}"

    def _item(self, item: Item) -> Iterator[str]:
        match item:
            case Disc():
                circle = f"{self._at(item.center)} circle [radius={self._length(item.radius)}]"
                yield rf"\path[{self._paint(item.fill, item.pen)}] {circle};"
            case Glow():
                yield from self._glow(item)
            case FieldDisc():
                yield r"\begin{scope}"
                yield rf" \clip {self._at(item.center)} circle [radius={self._length(item.radius)}];"
                yield from self.lines(disc_areas(item), 1)
                yield r"\end{scope}"
            case Box():
                rounded = f",rounded corners={self._length(_corner(item))}bp" if item.radius else ""
                corners = (
                    f"{self._at((item.x, item.y))} rectangle "
                    f"{self._at((item.x + item.width, item.y + item.height))}"
                )
                yield rf"\path[{self._paint(item.fill, item.pen)}{rounded}] {corners};"
            case Polyline():
                if len(item.points) > 1:
                    yield rf"\path[{self._paint(None, item.pen)}] {self._ring(item.points)};"
            case Curve():
                a, b, c, d = (self._at(p) for p in (item.start, item.control1, item.control2, item.end))
                yield rf"\path[{self._paint(None, item.pen)}] {a} .. controls {b} and {c} .. {d};"
            case Polygon():
                rings = " ".join(f"{self._ring(ring)} -- cycle" for ring in item.rings if ring)
                if rings:
                    yield rf"\path[{self._paint(item.fill, item.pen)},even odd rule] {rings};"
            case Patches():
                yield rf"\begin{{scope}}[{self._paint(None, item.pen)}]"
                drawn = ",draw" if item.pen is not None else ""
                for ring, color in item.areas():
                    fill = self._paint(Fill(color), None)
                    yield rf"\path[{fill}{drawn}] {self._ring(ring)} -- cycle;"
                yield r"\end{scope}"
            case Arc():
                yield (
                    rf"\path[{self._paint(None, item.pen)}] {self._at(item.center)} ++({number(item.start)}:"
                    rf"{self._length(item.radius)}) arc [start angle={number(item.start)},"
                    rf"end angle={number(item.start + item.span)},radius={self._length(item.radius)}];"
                )
            case Text():
                words = rf"\sffamily {tex_text(item.text)}"
                if item.weight == "semibold":
                    # In braces of its own: \boldmath leaves a token behind its group, where a path meets it.
                    words = rf"{{\bfseries\boldmath{words}}}"
                width = measure_text(item.text, item.size, item.weight)
                yield from self._node(item, words, (width, 0.75 * item.size, 0.2 * item.size))
            case Label():
                yield from self._node(
                    item, f"${tex_label(item.latex)}$", measure_label(item.latex, item.size)
                )
            case Formula():
                yield self._formula(item)

    def _node(self, item: Text | Label, words: str, size: tuple[float, float, float]) -> Iterator[str]:
        if item.halo:
            # TeX cannot outline its glyphs: a patch of the halo's colour does what a halo is for.
            width, ascent, descent = size
            x, y = item.at[0] - shifted_start(item.anchor, width), item.at[1]
            patch = Box(x - 2, y - ascent + 1, width + 4, ascent + descent, 3.0, fill=Fill(item.halo, 0.75))
            yield from self._item(patch)
        anchor = {"start": "base west", "middle": "base", "end": "base east"}[item.anchor]
        yield (
            rf"\node[anchor={anchor},text={self.color(item.color)}] at {self._at(item.at)} "
            rf"{{{self._font(item.size)}{words}}};"
        )

    def _formula(self, item: Formula) -> str:
        for name, code in item.roles:
            self._roles[name] = code
        width, height = formula_size(item.latex, item.size)
        middle = (item.at[0] - shifted_start(item.anchor, width) + width / 2, item.at[1] + height / 2)
        return (
            rf"\node[text={self.color(item.color)}] at {self._at(middle)} "
            rf"{{{self._font(item.size)}$\displaystyle {tex_label(item.latex)}$}};"
        )

    def _font(self, size: float) -> str:
        # STIX and Inter stand larger on their body than Computer Modern: the same size would look smaller.
        points = size * self._scale
        return rf"\fontsize{{{number(points)}bp}}{{{number(points * 1.2)}bp}}\selectfont"

    def _glow(self, glow: Glow) -> Iterator[str]:
        for radius, opacity in glow.discs(_GLOW_DISCS):
            yield (
                rf"\fill[{self.color(glow.color)},fill opacity={number(opacity, 3)}] {self._at(glow.center)} "
                rf"circle [radius={self._length(radius)}];"
            )

    def _paint(self, fill: Fill | None, pen: Pen | None) -> str:
        options: list[str] = []
        if fill is not None:
            options.append(f"fill={self.color(fill.color)}")
            if fill.opacity < 1:
                options.append(f"fill opacity={number(fill.opacity, 3)}")
        if pen is not None:
            options += [f"draw={self.color(pen.color)}", f"line width={self._length(pen.width)}bp"]
            if pen.opacity < 1:
                options.append(f"draw opacity={number(pen.opacity, 3)}")
            if pen.dash:
                pattern = " ".join(
                    f"{'off' if i % 2 else 'on'} {self._length(d)}bp" for i, d in enumerate(_even(pen.dash))
                )
                options.append(f"dash pattern={pattern}")
            else:
                options += ["line cap=round", "line join=round"]
        return ",".join(options)

    def _ring(self, points: Sequence[Point]) -> str:
        return " -- ".join(self._at(p) for p in points)


def _even(dash: tuple[float, ...]) -> tuple[float, ...]:
    return dash * 2 if len(dash) % 2 else dash


def _corner(box: Box) -> float:
    return min(box.radius, box.width / 2, box.height / 2) * 0.999
