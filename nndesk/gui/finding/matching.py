"""Finding actions by a few letters of their names. Knows nothing of Qt.

A query is words. Each must be found in a candidate: best at the beginnings of the words of its name, then
anywhere in the name, then letter by letter in order; or in its description, its menu or its keys.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WHOLE, _START, _WORD, _INITIALS, _INSIDE, _SCATTERED = 100.0, 90.0, 80.0, 70.0, 55.0, 30.0
_KEYS, _TIP, _MENU = 95.0, 45.0, 40.0
_IMPOSSIBLE = 4.0
"""So much less counts what cannot be done now."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be found.

    Attributes:
        name: what it is called.
        tip: what it does, in a line.
        menu: where it stands: ``"View › Theme"``.
        keys: its shortcuts as they are shown: ``"Ctrl+Z"``.
        possible: it makes sense now.
    """

    name: str
    tip: str = ""
    menu: str = ""
    keys: tuple[str, ...] = ()
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """Where a candidate (by its place in the list) was found: the letters of its name, and how well."""

    index: int
    score: float
    letters: tuple[int, ...] = ()


def find(query: str, candidates: Sequence[Candidate]) -> list[Match]:
    """The candidates that ``query`` means, the likeliest first; those that are as likely in their own order.

    An empty query means all of them.
    """
    found = [match for i, one in enumerate(candidates) if (match := _match(query, i, one)) is not None]
    return sorted(found, key=lambda match: (-match.score, match.index))


def folded(text: str) -> str:
    """``text`` without accents and without the difference between small and capital letters."""
    return "".join(letter for letter, _ in _letters(text))


def _letters(text: str) -> list[tuple[str, int]]:
    """The folded letters, each with the place in ``text`` that it comes from."""
    return [
        (part, i)
        for i, char in enumerate(text)
        for part in unicodedata.normalize("NFKD", char).casefold()
        if not unicodedata.combining(part)
    ]


def _match(query: str, index: int, candidate: Candidate) -> Match | None:
    words = folded(query).split()
    if not words:
        return Match(index, 0.0)
    name = _letters(candidate.name)
    less = 0.0 if candidate.possible else _IMPOSSIBLE
    keys = [_bare(key) for key in candidate.keys]
    if _bare(query) in keys:
        return Match(index, _KEYS * len(words) - less)
    total, letters = 0.0, set[int]()
    for word in words:
        score, places = _in_name(word, name)
        for other in (
            _KEYS if word in keys else 0.0,
            _in_words(word, candidate.tip, _TIP),
            _in_words(word, candidate.menu, _MENU),
        ):
            if other > score:
                score, places = other, ()
        if not score:
            return None
        total += score
        letters.update(name[place][1] for place in places)
    # Of two names that begin alike, the one that says no more than was asked for.
    return Match(index, total - less - len(name) / 100, tuple(sorted(letters)))


def _bare(keys: str) -> str:
    """``ctrl k``, ``Ctrl+K`` and ``CTRL-K`` are the same keys; the plus key itself stays."""
    text = folded(keys).strip()
    last = text[-1:] if text[-1:] in "+-" else ""
    return "".join(c for c in text[: len(text) - len(last)] if c not in "+- ") + last


def _starts(text: str) -> list[int]:
    """Where words begin."""
    return [i for i, char in enumerate(text) if char.isalnum() and (i == 0 or not text[i - 1].isalnum())]


def _in_name(word: str, name: list[tuple[str, int]]) -> tuple[float, tuple[int, ...]]:
    """How well ``word`` is found in a name, and at which of its letters; 0 if it is not."""
    text = "".join(letter for letter, _ in name)
    if text.startswith(word):
        return (_WHOLE if text == word else _START), tuple(range(len(word)))
    starts = _starts(text)
    for start in starts:
        if text.startswith(word, start):
            return _WORD, tuple(range(start, start + len(word)))
    initials = _by_beginnings(word, text, starts)
    if initials is not None:
        return _INITIALS, initials
    inside = text.find(word)
    if inside >= 0:
        return _INSIDE, tuple(range(inside, inside + len(word)))
    scattered = _scattered(word, text, starts)
    if scattered is not None:
        gaps = scattered[-1] - scattered[0] + 1 - len(word)
        # Letters strewn over a whole name mean nothing.
        if gaps <= 2 * len(word):
            return _SCATTERED - gaps, scattered
    return 0.0, ()


def _by_beginnings(word: str, text: str, starts: list[int]) -> tuple[int, ...] | None:
    """Places if ``word`` is put together of beginnings of words in their order: ``nn`` of *New network*."""
    if len(word) < 2:
        return None

    hopeless = set[tuple[int, int]]()

    def rest(at: int, first: int) -> tuple[int, ...] | None:
        if at == len(word):
            return ()
        if (at, first) in hopeless:
            return None
        for number in range(first, len(starts)):
            start, length = starts[number], 0
            while at + length < len(word) and text[start + length : start + length + 1] == word[at + length]:
                length += 1
            for taken in range(length, 0, -1):
                others = rest(at + taken, number + 1)
                if others is not None:
                    return (*range(start, start + taken), *others)
        hopeless.add((at, first))
        return None

    return rest(0, 0)


def _scattered(word: str, text: str, starts: list[int]) -> tuple[int, ...] | None:
    """Places if all letters of ``word`` stand in ``text`` in their order, from the beginning of a word on."""
    best: tuple[int, ...] | None = None
    for start in starts:
        places, at = [], start
        for letter in word:
            at = text.find(letter, at)
            if at < 0:
                break
            places.append(at)
            at += 1
        else:
            close = best is None or places[-1] - places[0] < best[-1] - best[0]
            if places[0] == start and close:
                best = tuple(places)
    return best


def _in_words(word: str, text: str, score: float) -> float:
    """``score`` if a word of ``text`` begins with ``word``; less in the middle of one; 0 if nowhere."""
    if not text:
        return 0.0
    text = folded(text)
    if any(text.startswith(word, start) for start in _starts(text)):
        return score
    return score / 2 if len(word) > 2 and word in text else 0.0
