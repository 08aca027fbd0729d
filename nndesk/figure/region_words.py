"""What is said of regions in one line: how many there are and why, which vertices stay empty, who fires."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nndesk.figure.regions import PlaneRegions, RegionLines
from nndesk.geometry.codes import code_text
from nndesk.geometry.lines import Code
from nndesk.network.explanations import listed, plain_name

if TYPE_CHECKING:
    from nndesk.geometry.arrangement import Arrangement, Loss

_MOST_VERTICES = 2
_MOST_REASONS = 2


def count_words(regions: PlaneRegions, shown: int | None = None, most: int = _MOST_VERTICES) -> str:
    """``7 regions = 1 + 3 + 3; vertex (0,0,0) is empty``; ``3 of 4 regions: g₁ and g₂ are parallel; …``.

    Args:
        shown: how many one sees; None takes what the regions' own window shows.
        most: so many empty vertices are named; of more their number is told.
    """
    whole, of = regions.whole, regions.of
    p, count, general = len(of.names), whole.count, whole.general
    parts = []
    if count == general:
        terms = [1, p, p * (p - 1) // 2]
        parts.append(f"{_regions(count)} = {' + '.join(str(term) for term in terms if term)}")
    else:
        parts.append(f"{count:,} of {_regions(general)}: {_why(whole.losses, of)}")
    shown = len(regions.cells) if shown is None else shown
    if shown < count:
        parts.append(f"{shown:,} in this window")
    if not regions.sliced:
        parts += _empty(whole, of, most)
    return "; ".join(parts)


def lit_words(of: RegionLines, code: Code, whole: Arrangement | None = None) -> str:
    """``(1,0): g₁ fires, g₂ does not``; with the whole plane also whether a region has that code."""
    name = code_text(code, of.signed)
    if whole is not None and code not in whole:
        where = "only points on lines have it" if code in whole.on_lines else "no point of the plane has it"
        return f"{name}: {where}"
    on = [plain_name(n) for n, bit in zip(of.names, code, strict=True) if bit]
    off = [plain_name(n) for n, bit in zip(of.names, code, strict=True) if not bit]
    if of.sharp:
        fires, not_fire = "fires" if len(on) == 1 else "fire", "does not" if len(off) == 1 else "do not"
        if not off:
            return f"{name}: {listed(on)} {fires}" if len(on) <= 2 else f"{name}: all fire"
        if not on:
            return f"{name}: {listed(off)} {not_fire} fire" if len(off) <= 2 else f"{name}: none fires"
        return f"{name}: {listed(on)} {fires}, {listed(off)} {not_fire}"
    sides = [f"s > 0 in {listed(on)}"] if on else []
    sides += [f"s ≤ 0 in {listed(off)}"] if off else []
    return f"{name}: {', '.join(sides)}"


def _regions(count: int) -> str:
    return f"{count:,} region" if count == 1 else f"{count:,} regions"


def _why(losses: Sequence[Loss], of: RegionLines) -> str:
    reasons = [_reason(loss, of) for loss in losses[:_MOST_REASONS]]
    if len(losses) > _MOST_REASONS:
        left = len(losses) - _MOST_REASONS
        reasons.append("another reason" if left == 1 else f"{left} more reasons")
    return listed(reasons)


def _reason(loss: Loss, of: RegionLines) -> str:
    names = [plain_name(of.names[i]) for i in loss.lines]
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    told = listed(names)
    match loss.kind:
        case "no line":
            return f"{told} has no line" if len(names) == 1 else f"{told} have no line"
        case "coincide":
            return f"{told} coincide"
        case "parallel":
            return f"{told} are parallel"
        case "concurrent":
            return f"{told} meet in one point"


def _empty(whole: Arrangement, of: RegionLines, most: int) -> list[str]:
    if whole.unreached is None:
        return []
    empty = [code for code in whole.unreached if code not in whole.on_lines]
    parts = []
    if 0 < len(empty) <= most:
        told = listed([code_text(code, of.signed) for code in empty])
        parts.append(f"vertex {told} is empty" if len(empty) == 1 else f"vertices {told} are empty")
    elif empty:
        parts.append(f"{len(empty):,} of {2 ** len(of.names):,} vertices are empty")
    if 0 < len(whole.on_lines) <= most:
        told = listed([code_text(code, of.signed) for code in whole.on_lines])
        parts.append(f"{told} only on the lines")
    return parts
