"""The small lock beside a number that training leaves alone."""

from __future__ import annotations

from nndesk.figure.primitives import Arc, Box, Disc, Fill, Item, Pen, Point, Polyline

WIDTH = 0.62
"""How wide a lock is, as a part of its height."""
LOCK_ROOM = 0.95
"""What a lock after a number takes, with the gap before it, as a part of the type size."""
_HEIGHT = 0.86
"""How high a lock beside a number is, as a part of the type size."""


def lock_items(middle: Point, height: float, color: str, closed: bool = True) -> tuple[Item, ...]:
    """A lock of ``height`` around ``middle``; an open one has its shackle swung out."""
    x, y = middle
    wide, body = WIDTH * height, 0.54 * height
    top = y + height / 2 - body
    line = 0.115 * height
    radius = 0.21 * height
    pen = Pen(color, line)
    ring = y - height / 2 + radius + line / 2
    shackle: tuple[Item, ...]
    if closed:
        shackle = (
            Polyline(((x - radius, top), (x - radius, ring)), pen),
            Arc((x, ring), radius, 0.0, 180.0, pen),
            Polyline(((x + radius, ring), (x + radius, top)), pen),
        )
    else:
        shackle = (
            Polyline(((x - radius, top), (x - radius, ring - 0.04 * height)), pen),
            Arc((x, ring - 0.04 * height), radius, 20.0, 160.0, pen),
        )
    return (*shackle, Box(x - wide / 2, top, wide, body, 0.12 * height, fill=Fill(color)))


def lock_after(right: float, middle: float, size: float, color: str) -> tuple[Item, ...]:
    """The lock after a number in type of ``size`` that ends at ``right`` and is centred on ``middle``."""
    height = _HEIGHT * size
    return lock_items((right + LOCK_ROOM * size - WIDTH * height / 2, middle), height, color)


def lock_badge(middle: Point, size: float, color: str, ground: str) -> tuple[Item, ...]:
    """A lock on an edge whose number is not shown."""
    return (
        Disc(middle, 0.78 * size, fill=Fill(ground, 0.92)),
        *lock_items(middle, _HEIGHT * size, color),
    )
