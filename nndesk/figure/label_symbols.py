"""What the commands and characters of a label stand for: signs, Greek letters, spaces, italics."""

from __future__ import annotations

SYMBOLS = {
    "cdot": "⋅", "times": "×", "pm": "±", "to": "→", "rightarrow": "→", "leftarrow": "←", "le": "≤",
    "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "infty": "∞",
    "partial": "𝜕",
    "nabla": "∇", "sum": "∑", "prime": "′", "ldots": "…", "dots": "…", "cdots": "⋯", "in": "∈", "lbrace": "{",
    "rbrace": "}", "mid": "|", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "top": "⊤", "circ": "∘", "neg": "¬",
    "wedge": "∧", "vee": "∨", "lnot": "¬", "land": "∧", "lor": "∨", "{": "{", "}": "}", "%": "%", "_": "_",
    "#": "#", "&": "&", "$": "$", "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~",
    "backslash": "\\", "sim": "∼",
}  # fmt: skip
GREEK = {
    name: chr(0x1D6FC + i)
    for i, name in enumerate(
        (
            "alpha", "beta", "gamma", "delta", "varepsilon", "zeta", "eta", "theta", "iota", "kappa",
            "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "varsigma", "sigma", "tau", "upsilon",
            "varphi", "chi", "psi", "omega",
        )
    )
}  # fmt: skip
GREEK.update({"epsilon": "𝜖", "vartheta": "𝜗", "phi": "𝜙", "varrho": "𝜚", "varpi": "𝜛"})
GREEK.update(
    zip(
        ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
        "ΓΔΘΛΞΠΣΥΦΨΩ",
        strict=True,
    )
)  # fmt: skip
LOWER_GREEK = {chr(0x3B1 + i): chr(0x1D6FC + i) for i in range(25)} | {"ϵ": "𝜖", "ϕ": "𝜙", "ϑ": "𝜗"}
SPACES = {
    ",": 3 / 18,
    ":": 4 / 18,
    ">": 4 / 18,
    ";": 5 / 18,
    "!": -3 / 18,
    " ": 1 / 3,
    "quad": 1.0,
    "qquad": 2.0,
}
ACCENTS = {"hat": "̂", "bar": "̅", "overline": "̅", "tilde": "̃", "dot": "̇", "vec": "⃗"}
UPRIGHT = {"mathrm", "text", "operatorname", "mathbf", "mathit", "mathsf", "textrm"}
WORDS = {"ln", "log", "exp", "tanh", "max", "min", "sin", "cos", "sign", "softmax"}
RELATIONS = set("=<>≤≥≠≈≡→←∈⇒⇔↦≔")
BINARY = set("+−⋅×±∧∨∘")
ITALIC = {chr(0x1D434 + i): chr(ord("A") + i) for i in range(26)}
ITALIC |= {chr(0x1D44E + i): chr(ord("a") + i) for i in range(26)}
ITALIC |= {chr(0x1D6FC + i): chr(0x3B1 + i) for i in range(25)}
ITALIC |= dict(zip("ℎ𝜕𝜖𝜗𝜘𝜙𝜚𝜛", "h∂ϵϑϰϕϱϖ", strict=True))
"""Mathematical italics and the letters that stand for them in the italic face."""
OVERHANG = {"f": 0.08, "T": 0.1, "V": 0.12, "W": 0.1, "Y": 0.12, "J": 0.05, "P": 0.06, "F": 0.08, "∂": 0.04}
"""Slanted letters that lean over their advance; a superscript keeps this much away."""


DESCENDERS = set("fgjpqyβγημρφϕψχξ(),;[]{}|")


def italic(char: str) -> str:
    if "a" <= char <= "z":
        return "ℎ" if char == "h" else chr(0x1D44E + ord(char) - ord("a"))
    if "A" <= char <= "Z":
        return chr(0x1D434 + ord(char) - ord("A"))
    return LOWER_GREEK.get(char, char)
