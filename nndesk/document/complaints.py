"""What is wrong with a file, in the reader's words instead of the parser's."""

from __future__ import annotations

import math
import re

import msgspec

_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "a text",
    "array": "a list",
    "object": "a group in braces",
    "bool": "true or false",
    "null": "null",
}


def explained(error: msgspec.ValidationError) -> str:
    """``Expected `float`, got `str` - at `$.nodes[3].bias``` as ``nodes[3].bias is not a number.``"""
    text = str(error)
    what, _, path = text.partition(" - at ")
    place = path.strip("`").removeprefix("$").lstrip(".") or "the file"
    if found := re.fullmatch(r"Expected `([a-z |]+)`, got `.*`", what):
        kinds = " or ".join(_KINDS.get(kind, kind) for kind in found[1].split(" | "))
        return f"{place} is not {kinds}."
    if found := re.fullmatch(r"Expected `(?:int|float)` ([<>]=) (.+)", what):
        bound = float(found[2])
        shown = f"{int(bound):,}" if math.isfinite(bound) and bound == int(bound) else found[2]
        return f"{place} must be {'at most' if found[1] == '<=' else 'at least'} {shown}."
    if found := re.fullmatch(r"Expected `(array|str)` of length (<=|>=)? ?(\d+)", what):
        if found[2] == ">=" and found[3] == "1":
            return f"{place} is empty."
        noun = "characters" if found[1] == "str" else "values"
        how = {"<=": "at most ", ">=": "at least ", None: ""}[found[2]]
        return f"{place} must have {how}{int(found[3]):,} {noun}."
    if found := re.fullmatch(r"Object missing required field `(.*)`", what):
        return f"{place} has no field {found[1]!r}."
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        return f"{place} has an unknown field {found[1]!r:.60}."
    if found := re.fullmatch(r"Invalid enum value (.*)", what, re.DOTALL):
        return f"{place} cannot be {found[1]:.60}."
    if "out of range" in what:
        return f"{place} is a number too large to keep."
    return f"{place} is not right: {what.replace('`', '')}."


def malformed(error: msgspec.DecodeError, data: bytes) -> str:
    text = str(error)
    if "truncated" in text:
        return "the file is empty." if not data.strip() else "the file breaks off before its end."
    if found := re.search(r"\(byte (\d+)\)", text):
        before = data[: int(found[1])]
        line = before.count(b"\n") + 1
        # In characters, as an editor counts; the parser counts bytes.
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return f"the file is not valid JSON at line {line}, column {column}."
    return "the file is not valid JSON."


def reason(error: Exception) -> str:
    """Why a file cannot be read or written, for the end of a sentence: small letter, no full stop."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return str(error) or type(error).__name__
