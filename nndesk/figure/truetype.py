"""Reads advance widths and outlines out of a TrueType file: just what laying out and outlining a label takes.

Why not a font library: text is measured before the first window shows. Reading a width here costs
microseconds and opening a font 2 ms; ziafont parses every kerning pair of Inter first (0.4 s), and Qt stays
outside this package. Only the tables ``head``, ``hhea``, ``hmtx``, ``cmap`` (formats 4 and 12), ``loca`` and
``glyf`` are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from struct import error as struct_error
from struct import iter_unpack, unpack_from

Segment = tuple[str, tuple[float, ...]]
"""A path command and its coordinates: ``("M", (x, y))``, ``L``, ``Q`` (quadratic), ``C`` (cubic), ``Z``."""

_Point = tuple[float, float, bool]


class FontFileError(ValueError):
    """The bytes are not a TrueType font with the tables that are needed."""


class TrueType:
    """One font face. Lengths are fractions of the em; ``y`` grows downwards, as everywhere in figures.

    Raises:
        FontFileError: not a TrueType font.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        tables: dict[str, int] = {}
        try:
            (count,) = unpack_from(">H", data, 4)
            for i in range(count):
                tag, _checksum, offset, _length = unpack_from(">4sIII", data, 12 + 16 * i)
                tables[tag.decode("latin-1")] = offset
            self._head, self._glyf, self._loca = tables["head"], tables["glyf"], tables["loca"]
            self._hmtx, self._cmap = tables["hmtx"], tables["cmap"]
            (self._units,) = unpack_from(">H", data, self._head + 18)
            (self._long_loca,) = unpack_from(">h", data, self._head + 50)
            ascent, descent = unpack_from(">hh", data, tables["hhea"] + 4)
            (self._advances,) = unpack_from(">H", data, tables["hhea"] + 34)
        except (KeyError, struct_error) as error:
            raise FontFileError("not a TrueType font") from error
        self.ascent = ascent / self._units
        self.descent = -descent / self._units
        self._glyph_cache: dict[str, int] = {}
        self._advance_cache: dict[str, float] = {}
        self._outline_cache: dict[str, tuple[Segment, ...]] = {}

    # --- characters to glyphs ----------------------------------------------------------------------------

    @cached_property
    def _ranges(self) -> tuple[list[int], list[tuple[int, int, int]]]:
        """Starts of the character ranges and, for each, (last character, glyph of the first, address of ids
        or 0)."""
        data, base = self._data, self._cmap
        (count,) = unpack_from(">H", data, base + 2)
        best: tuple[int, int] | None = None
        for i in range(count):
            _platform, _encoding, offset = unpack_from(">HHI", data, base + 4 + 8 * i)
            (form,) = unpack_from(">H", data, base + offset)
            if form in (4, 12) and (best is None or form > best[0]):
                best = (form, base + offset)
        if best is None:
            raise FontFileError("no Unicode character map")
        form, at = best
        rows = list(self._format12(at) if form == 12 else self._format4(at))
        rows.sort()
        return [row[0] for row in rows], [row[1:] for row in rows]

    def _format12(self, at: int) -> Iterator[tuple[int, int, int, int]]:
        (count,) = unpack_from(">I", self._data, at + 12)
        # All at once: there are thousands, and the first picture waits for them.
        rows = memoryview(self._data)[at + 16 : at + 16 + 12 * count]
        if len(rows) < 12 * count:
            raise FontFileError("the character map is cut off")
        for first, last, glyph in iter_unpack(">III", rows):
            yield first, last, glyph, 0

    def _format4(self, at: int) -> Iterator[tuple[int, int, int, int]]:
        data = self._data
        (double,) = unpack_from(">H", data, at + 6)
        for i in range(double // 2):
            (last,) = unpack_from(">H", data, at + 14 + 2 * i)
            (first,) = unpack_from(">H", data, at + 16 + double + 2 * i)
            (delta,) = unpack_from(">H", data, at + 16 + 2 * double + 2 * i)
            where = at + 16 + 3 * double + 2 * i
            (offset,) = unpack_from(">H", data, where)
            yield first, last, (delta if offset else first + delta) & 0xFFFF, where + offset if offset else 0

    def glyph(self, char: str) -> int:
        """Number of the glyph for ``char``; 0 (the empty box) if the font has none."""
        known = self._glyph_cache.get(char)
        if known is None:
            known = self._glyph_cache[char] = self._find_glyph(ord(char))
        return known

    def _find_glyph(self, code: int) -> int:
        starts, rows = self._ranges
        i = bisect_right(starts, code) - 1
        if i < 0:
            return 0
        first, (last, base, ids) = starts[i], rows[i]
        if code > last:
            return 0
        if not ids:
            return (base + code - first) & 0xFFFF
        glyph: int = unpack_from(">H", self._data, ids + 2 * (code - first))[0]
        return (glyph + base) & 0xFFFF if glyph else 0

    def __contains__(self, char: str) -> bool:
        return self.glyph(char) != 0

    # --- widths ------------------------------------------------------------------------------------------

    def advance(self, char: str) -> float:
        """Advance width of one character."""
        known = self._advance_cache.get(char)
        if known is None:
            at = self._hmtx + 4 * min(self.glyph(char), self._advances - 1)
            known = self._advance_cache[char] = unpack_from(">H", self._data, at)[0] / self._units
        return known

    def width(self, text: str) -> float:
        """Advance width of a text, without kerning."""
        advance = self.advance
        return sum(advance(char) for char in text)

    # --- outlines ----------------------------------------------------------------------------------------

    def outline(self, char: str) -> tuple[Segment, ...]:
        """The glyph's outline with the origin on the baseline; empty for a space."""
        known = self._outline_cache.get(char)
        if known is None:
            scale = 1 / self._units
            segments: list[Segment] = []
            for contour in self._contours(self.glyph(char), 0):
                segments += _segments([(x * scale, -y * scale, on) for x, y, on in contour])
            known = self._outline_cache[char] = tuple(segments)
        return known

    def _contours(self, glyph: int, depth: int) -> list[list[_Point]]:
        data = self._data
        if self._long_loca:
            start, end = unpack_from(">II", data, self._loca + 4 * glyph)
        else:
            start, end = (2 * v for v in unpack_from(">HH", data, self._loca + 2 * glyph))
        if start == end:
            return []
        at = self._glyf + start
        (count,) = unpack_from(">h", data, at)
        return self._simple(at + 10, count) if count >= 0 else self._compound(at + 10, depth)

    def _simple(self, at: int, count: int) -> list[list[_Point]]:
        data = self._data
        ends = unpack_from(f">{count}H", data, at)
        (hints,) = unpack_from(">H", data, at + 2 * count)
        at += 2 * count + 2 + hints
        total = ends[-1] + 1 if ends else 0
        flags: list[int] = []
        while len(flags) < total:
            flag = data[at]
            at += 1
            flags.append(flag)
            if flag & 8:
                flags += [flag] * data[at]
                at += 1
        columns: list[list[int]] = []
        for short, same in ((2, 16), (4, 32)):
            steps: list[int] = []
            for flag in flags:
                if flag & short:
                    steps.append(data[at] if flag & same else -data[at])
                    at += 1
                elif flag & same:
                    steps.append(0)
                else:
                    steps.append(unpack_from(">h", data, at)[0])
                    at += 2
            columns.append(list(accumulate(steps)))
        points = [(float(x), float(y), bool(f & 1)) for x, y, f in zip(*columns, flags, strict=True)]
        starts = (0, *(end + 1 for end in ends))
        return [points[first : last + 1] for first, last in zip(starts, ends, strict=False)]

    def _compound(self, at: int, depth: int) -> list[list[_Point]]:
        if depth > 5:
            raise FontFileError("a glyph is made of itself")
        data = self._data
        contours: list[list[_Point]] = []
        more = True
        while more:
            flags, glyph = unpack_from(">HH", data, at)
            form = ">hh" if flags & 1 else ">bb"
            dx, dy = unpack_from(form, data, at + 4)
            at += 8 if flags & 1 else 6
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & 8:
                a = d = unpack_from(">h", data, at)[0] / 16384
                at += 2
            elif flags & 64:
                a, d = (v / 16384 for v in unpack_from(">hh", data, at))
                at += 4
            elif flags & 128:
                a, b, c, d = (v / 16384 for v in unpack_from(">hhhh", data, at))
                at += 8
            if not flags & 2:  # attached by point numbers, which neither of our fonts does
                dx = dy = 0
            for contour in self._contours(glyph, depth + 1):
                contours.append([(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour])
            more = bool(flags & 32)
        return contours


def _segments(contour: list[_Point]) -> list[Segment]:
    """One closed contour as path commands. Between two control points lies an implied point."""
    if len(contour) < 2:
        return []
    if not contour[0][2]:
        first, last = contour[0], contour[-1]
        contour = [last if last[2] else ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2, True), *contour]
    segments: list[Segment] = [("M", contour[0][:2])]
    control: _Point | None = None
    for point in (*contour[1:], contour[0]):
        if control is None:
            if point[2]:
                segments.append(("L", point[:2]))
            else:
                control = point
        elif point[2]:
            segments.append(("Q", (*control[:2], *point[:2])))
            control = None
        else:
            middle = ((control[0] + point[0]) / 2, (control[1] + point[1]) / 2)
            segments.append(("Q", (*control[:2], *middle)))
            control = point
    segments.append(("Z", ()))
    return segments
