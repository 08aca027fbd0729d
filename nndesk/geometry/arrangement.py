"""All regions into which lines cut the whole plane, exactly (LECTURE topic 12: p lines in general position
give ``1 + p + p(p−1)/2`` regions, each with its identity in {0,1}^p).

Nothing is rounded; what a float means is said in :mod:`nndesk.geometry.exact`. Codes are found by walking
along each line from end to end: every crossing turns the bits of the lines that cross there, and a region
lies on either side of every piece. No polygon is made; polygons are what :mod:`nndesk.geometry.splitting`
makes, and that both find the same is tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from nndesk.geometry.bundles import Bundle, Bundled, bundled
from nndesk.geometry.exact import ExactPoint, Whole, crossing, whole_line, whole_point
from nndesk.geometry.lines import Code, Line

MOST_LISTED = 12
"""With more lines the vertices of the hypercube that no region has are counted, but not listed."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its code, and whether it is bounded in the whole plane."""

    code: Code
    bounded: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """One reason why there are fewer regions than the lecture's formula says.

    Attributes:
        kind: "no line" (both weights 0), "coincide", "parallel" or "concurrent" (three or more in one point).
        lines: which lines, by number. Of lines that coincide only the first is parallel or concurrent to
            others.
        regions: how many regions fewer that makes. The sum over all reasons is the whole difference.
        at: where, if concurrent.
    """

    kind: Literal["no line", "coincide", "parallel", "concurrent"]
    lines: tuple[int, ...]
    regions: int
    at: ExactPoint | None = None


@dataclass(frozen=True, eq=False)
class Arrangement:
    """What :func:`arrange` finds.

    Attributes:
        lines: the lines.
        regions: all regions of the plane, sorted by code.
        losses: why they are fewer than :attr:`general`; empty in general position.
        on_lines: codes of points on lines that no region has, sorted. A signal of 0 counts as 0 (``s > 0`` is
            strict), so where lines cross there may be codes that are nowhere else.
    """

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    losses: tuple[Loss, ...]
    on_lines: tuple[Code, ...]
    _bundles: tuple[Bundle, ...]
    _walks: tuple[_Walk, ...]
    _pieces: dict[Code, tuple[int, int, bool]]

    @property
    def count(self) -> int:
        """How many regions there are in the whole plane."""
        return len(self.regions)

    @property
    def general(self) -> int:
        """How many there would be in general position: ``1 + p + p(p−1)/2``."""
        return regions_in_general_position(len(self.lines))

    @property
    def unreached_count(self) -> int:
        """How many vertices of the hypercube ``H_p`` no region has."""
        return int(2 ** len(self.lines)) - self.count

    @cached_property
    def unreached(self) -> tuple[Code, ...] | None:
        """Those vertices, sorted; None for more than :data:`MOST_LISTED` lines."""
        p = len(self.lines)
        if p > MOST_LISTED:
            return None
        return tuple(code for bits in range(2**p) if (code := _code(bits, p)) not in self._pieces)

    def __contains__(self, code: object) -> bool:
        """Whether a region has this code."""
        return code in self._pieces

    def inside(self, code: Code) -> ExactPoint:
        """A point inside the region with this code, on no line. Raises KeyError if no region has it."""
        number, piece, plus = self._pieces[code]
        if number < 0:
            return Fraction(0), Fraction(0)
        a, b, _ = self._bundles[number].line
        longer = max(abs(a), abs(b)) if plus else -max(abs(a), abs(b))
        step = (Fraction(a, longer), Fraction(b, longer))
        foot = self._walks[number].place(piece, self._bundles[number].line)
        # Straight into the region, half the way to what ends it.
        ways = []
        for other, bundle in enumerate(self._bundles):
            d, e, f = bundle.line
            slope = d * step[0] + e * step[1]
            if other != number and slope:
                ways.append(-(d * foot[0] + e * foot[1] + f) / slope)
        way = min((way for way in ways if way > 0), default=Fraction(2)) / 2
        return foot[0] + way * step[0], foot[1] + way * step[1]


def arrange(lines: Sequence[Line]) -> Arrangement:
    """All regions of the whole plane; 64 lines in general position take about as long as one frame.

    Raises ValueError or OverflowError for weights that are no numbers.
    """
    found = bundled(lines)
    walks = _walks(found.bundles)
    bounded: dict[int, bool] = {}
    pieces: dict[int, tuple[int, int, bool]] = {}
    thin: set[int] = set()
    for number, (bundle, walk) in enumerate(zip(found.bundles, walks, strict=True)):
        at_line = walk.start | found.constant
        last = len(walk.turns)
        for piece in range(last + 1):
            thin.add(at_line)
            for side, plus in ((at_line | bundle.minus, False), (at_line | bundle.plus, True)):
                pieces.setdefault(side, (number, piece, plus))
                bounded[side] = bounded.get(side, True) and 0 < piece < last
            if piece < last:
                turned = walk.turns[piece]
                thin.add(at_line & ~turned)
                at_line ^= turned
    if not found.bundles:
        pieces[found.constant], bounded[found.constant] = (-1, 0, False), False
    p = len(lines)
    in_order = {bits: _code(bits, p) for bits in sorted(pieces)}
    return Arrangement(
        tuple(lines),
        tuple(Region(code, bounded[bits]) for bits, code in in_order.items()),
        _losses(found, walks, p),
        tuple(_code(bits, p) for bits in sorted(thin - pieces.keys())),
        found.bundles,
        walks,
        {code: pieces[bits] for bits, code in in_order.items()},
    )


def regions_in_general_position(p: int) -> int:
    """``1 + p + p(p−1)/2``."""
    return 1 + p + p * (p - 1) // 2


def code_at(lines: Sequence[Line], at: tuple[float, float]) -> Code:
    """The code of a point, exactly: on a line its bit is 0."""
    x, y, w = whole_point(at)
    return tuple(int(a * x + b * y + c * w > 0) for a, b, c in map(whole_line, lines))


# --- along each line ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Walk:
    """Along one line with its positive side on the left.

    Attributes:
        start: the bits of the others far back.
        points: where others cross.
        turns: the bits that turn there.
        crossing: which lines (numbers of bundles) they are.
    """

    start: int
    points: tuple[Whole, ...]
    turns: tuple[int, ...]
    crossing: tuple[tuple[int, ...], ...]

    def place(self, piece: int, line: Whole) -> ExactPoint:
        """A point of the line between two crossings."""
        a, b, c = line
        if not self.points:
            return Fraction(-a * c, a * a + b * b), Fraction(-b * c, a * a + b * b)
        near = [Fraction(v, at[2]) for at in self.points[max(piece - 1, 0) : piece + 1] for v in at[:2]]
        if len(near) == 4:
            return (near[0] + near[2]) / 2, (near[1] + near[3]) / 2
        longer = max(abs(a), abs(b)) if piece else -max(abs(a), abs(b))
        return near[0] + Fraction(b, longer), near[1] - Fraction(a, longer)


_Crossed = tuple[int, Whole]


def _walks(bundles: Sequence[Bundle]) -> tuple[_Walk, ...]:
    """One walk along every line."""
    starts = [0] * len(bundles)
    crossed: list[list[_Crossed]] = [[] for _ in bundles]
    for i, one in enumerate(bundles):
        a, b, c = one.line
        for j in range(i):
            other = bundles[j]
            d, e, f = other.line
            at = crossing(one.line, other.line)
            if at is None:
                # On which side of each other they are. (d, e) is (a, b) times a number, maybe a negative one.
                apart = f * a - c * d if a else f * b - c * e
                first = a if a else b
                second = d if d else e
                starts[i] |= other.plus if (apart > 0) == (first > 0) else other.minus
                starts[j] |= one.plus if (apart < 0) == (second > 0) else one.minus
                continue
            crossed[i].append((j, at))
            crossed[j].append((i, at))
            # Far back along a line another is on the side that its normal does not lean to.
            turns_left = a * e - b * d > 0
            starts[i] |= other.plus if turns_left else other.minus
            starts[j] |= one.minus if turns_left else one.plus
    return tuple(
        _walk(bundle.line, start, met, bundles)
        for bundle, start, met in zip(bundles, starts, crossed, strict=True)
    )


def _walk(line: Whole, start: int, crossed: Sequence[_Crossed], bundles: Sequence[Bundle]) -> _Walk:
    points: list[Whole] = []
    turns: list[int] = []
    together: list[tuple[int, ...]] = []
    for number, at in _in_order(line, crossed):
        if points and points[-1] == at:
            turns[-1] |= bundles[number].mask
            together[-1] += (number,)
        else:
            points.append(at)
            turns.append(bundles[number].mask)
            together.append((number,))
    return _Walk(start, tuple(points), tuple(turns), tuple(together))


def _in_order(line: Whole, crossed: Sequence[_Crossed]) -> list[_Crossed]:
    """Crossings in the order in which one meets them with the positive side on the left."""
    a, b, _ = line
    try:
        # Division of whole numbers is rounded correctly, so it never changes an order; it may make equal.
        roughly = {at: (b * at[0] - a * at[1]) / at[2] for _, at in crossed}
    except OverflowError:
        roughly = {}
    if len(set(roughly.values())) == len(roughly) > 0:
        return sorted(crossed, key=lambda met: roughly[met[1]])
    exactly = {at: Fraction(b * at[0] - a * at[1], at[2]) for _, at in crossed}
    return sorted(crossed, key=lambda met: exactly[met[1]])


# --- why fewer ---------------------------------------------------------------------------------------------


def _losses(found: Bundled, walks: Sequence[_Walk], p: int) -> tuple[Loss, ...]:
    """All reasons; their numbers of regions add up to what the formula has too many."""
    losses: list[Loss] = []

    def drop(kind: Literal["no line", "coincide"], lines: tuple[int, ...], fewer: int) -> None:
        nonlocal p
        lost = regions_in_general_position(p) - regions_in_general_position(p - fewer)
        p -= fewer
        losses.append(Loss(kind, lines, lost))

    bundles = found.bundles
    if found.no_lines:
        drop("no line", found.no_lines, len(found.no_lines))
    for bundle in bundles:
        if len(bundle.members) > 1:
            drop("coincide", bundle.members, len(bundle.members) - 1)
    for group in found.parallel:
        firsts = tuple(bundles[number].members[0] for number in group)
        losses.append(Loss("parallel", firsts, len(group) * (len(group) - 1) // 2))
    for number, walk in enumerate(walks):
        for (x, y, w), others in zip(walk.points, walk.crossing, strict=True):
            k = len(others) + 1
            if k > 2 and number < min(others):
                firsts = tuple(bundles[i].members[0] for i in sorted((number, *others)))
                at = (Fraction(x, w), Fraction(y, w))
                losses.append(Loss("concurrent", firsts, (k - 1) * (k - 2) // 2, at))
    return tuple(losses)


_BITS = bytes.maketrans(b"01", b"\x00\x01")


def _code(bits: int, p: int) -> Code:
    # Text to bytes to numbers: many times as fast as shifting bit by bit.
    return tuple(f"{bits:0{p}b}".encode().translate(_BITS)) if p else ()
