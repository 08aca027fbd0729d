r"""The lecture's symbols as LaTeX, for nodes whatever their names: the signal of ``h1`` is ``s_{h_1}``.

What comes out uses a small part of LaTeX that every reader of the project's formulas understands: letters and
digits, ``_{…}``, ``\mathrm{…}``, ``\text{…}`` for what TeX's mathematics lacks, ``\hat{…}`` and the other
accents, Greek letters by command, and the escapes ``\ ``, ``\%``, ``\#``, ``\$``, ``\&``, ``\_``, ``\{``,
``\}``, ``\backslash``, ``\wedge``, ``\sim``. Characters with a meaning of their own in mathematics stand in
braces: ``{+}``. (A hyphen does too; ``\text{-}`` would be finer, but ziamath garbles it where a digit stands
before.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ϵ",
    "varepsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "ϕ",
    "varphi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
}
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "vec": "\u20d7"}
_ACCENT_OF = {mark: name for name, mark in _ACCENTS.items()}
_LETTER_OF = {letter: rf"\{name}" for name, letter in _GREEK.items()}
_ESCAPES = {
    " ": r"\ ",
    "\\": r"\backslash ",
    "^": r"\wedge ",
    "~": r"\sim ",
    **{c: "\\" + c for c in "%#$&_{}"},
}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SHAPE = re.compile(
    r"(?:\\(?P<accent>hat|bar|tilde|dot|vec)\s*)?"
    r"(?P<brace>\{)?(?P<base>\\[A-Za-z]+|[^\W\d_]+)(?(brace)\})"
    r"(?:_?\{?(?P<digits>[0-9]+(?:_[0-9]+)*)\}?|_\{?(?P<word>[^\W\d_]+)\}?)?"
    r"(?P<primes>'*)"
)
_QUANTITIES = {"delta": r"\delta", "phi_prime": r"\varphi'", "phi": r"\varphi", "eta": r"\eta", "J": "J"}


@lru_cache(maxsize=4096)
def math_name(name: str) -> str:
    r"""A node's name as the lecture would write it.

    ``h1`` and ``h_1`` → ``h_1``; ``x12`` → ``x_{12}``; ``h1_2`` → ``h_{1,2}``; ``out`` → ``\mathrm{out}``;
    ``\hat y`` and ``ŷ`` → ``\hat{y}``; ``α1`` and ``\alpha_1`` → ``\alpha_1``; ``saída`` → ``\text{saída}``;
    any other name upright, with everything escaped that LaTeX would not take as a plain character.
    """
    plain = name.translate(_SUBSCRIPTS)
    if plain.isascii() and plain.isdigit():
        return plain
    plain, found = _split_accent(plain)
    match = _SHAPE.fullmatch(plain)
    if match is None:
        return _upright(name)
    base = match["base"]
    if base.startswith("\\"):
        if base[1:] not in _GREEK:
            return _upright(name)
    else:
        base = _word(base)
    accent = match["accent"] or found
    if accent:
        base = rf"\{accent}{{{base}}}"
    subscript = ""
    if match["digits"]:
        inside = match["digits"].replace("_", ",")
        subscript = f"_{inside}" if len(inside) == 1 else f"_{{{inside}}}"
    elif match["word"]:
        inside = _word(match["word"])
        subscript = f"_{inside}" if len(inside) == 1 else f"_{{{inside}}}"
    return base + subscript + match["primes"]


def symbol(quantity: str, name: str) -> str:
    r"""A quantity of a node: ``symbol("s", "h1")`` → ``s_{h_1}``, ``"delta"`` → ``\delta_{h_1}``.

    Quantities are ``s``, ``z``, ``t``, ``b`` and any other letter, ``delta``, and ``phi_prime``, which gives
    ``\varphi'(s_{h_1})``.
    """
    if quantity == "phi_prime":
        return rf"\varphi'({symbol('s', name)})"
    return f"{_QUANTITIES.get(quantity, quantity)}_{{{math_name(name)}}}"


def weight_symbol(source: str, target: str) -> str:
    """``w_ji`` with the target first, as in the lecture: ``weight_symbol("x1", "h1")`` → ``w_{h_1x_1}``."""
    return f"w_{{{indices(math_name(target), math_name(source))}}}"


def indices(left: str, right: str) -> str:
    """Two indices, each LaTeX, side by side so that they can be told apart: ``h_1x_1``, ``h_1,2``."""
    if right[0].isdigit() or any(command in left + right for command in (r"\mathrm", r"\text")):
        return f"{left},{right}"
    # A command swallows the letters that follow it.
    between = " " if re.search(r"\\[A-Za-z]+$", left) and right[0].isalpha() else ""
    return f"{left}{between}{right}"


def bias_symbol(name: str) -> str:
    """``b_j``: ``bias_symbol("h1")`` → ``b_{h_1}``."""
    return symbol("b", name)


def _word(text: str) -> str:
    """A letter, or several letters upright."""
    if len(text) == 1 and (text.isascii() or text in _LETTER_OF):
        return _LETTER_OF.get(text, text)
    return _upright(text)


def _upright(text: str) -> str:
    """pdflatex takes ``í`` in words only, so a name that has one is set as words."""
    if unicodedata.combining(text[0]):
        # A mark with nothing to stand on would have no width.
        text = f"\u00a0{text}"
    if not text.isascii() and all(_wordlike(character) for character in text):
        return rf"\text{{{text}}}"
    return rf"\mathrm{{{_escaped(text)}}}"


def _wordlike(character: str) -> bool:
    return character not in _LETTER_OF and (character.isalnum() or not character.isascii())


def _split_accent(text: str) -> tuple[str, str | None]:
    """Take the accent off a single accented letter: ``ŷ1`` → ``("y1", "hat")``."""
    spread = unicodedata.normalize("NFD", text)
    if len(spread) >= 2 and spread[0].isascii() and spread[0].isalpha() and spread[1] in _ACCENT_OF:
        rest = spread[2:]
        if not rest or not rest[0].isalpha():
            return spread[0] + rest, _ACCENT_OF[spread[1]]
    return text, None


def _escaped(text: str) -> str:
    pieces = []
    for foreign, run in groupby(text, lambda c: not c.isascii() and c not in _LETTER_OF):
        if foreign:
            pieces.append(rf"\text{{{''.join(run)}}}")
            continue
        for character in run:
            if character in _ESCAPES:
                pieces.append(_ESCAPES[character])
            elif character in _LETTER_OF:
                pieces.append(f"{{{_LETTER_OF[character]}}}")
            elif character.isalnum():
                pieces.append(character)
            else:
                pieces.append(f"{{{character}}}")
    return "".join(pieces)
