"""Which of very many samples a picture shows: the same everywhere, on the screen and in exports."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.primitives import Box, Fill, Item, Point, Text
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_text

MOST_SHOWN = 10_000
"""More points than this are no more to see, and slow to draw."""
_NOTE_SIZE = 11.0
_SEED = 20_260_901


@lru_cache(maxsize=8)
def shown_rows(count: int, most: int = MOST_SHOWN) -> NDArray[np.intp]:
    """The rows to show of ``count`` samples, in their order: all, or ``most`` drawn at random.

    The draw depends on ``count`` alone, so a picture does not change from frame to frame or from screen to
    file; and one sample more or less changes one point at most. Shape ``(min(count, most),)``, read-only.
    """
    if count <= most:
        rows = np.arange(count, dtype=np.intp)
    else:
        # A key for each row, whatever comes after it.
        keys = np.random.default_rng(_SEED).random(count)
        rows = np.sort(np.argpartition(keys, most)[:most])
    rows.flags.writeable = False
    return rows


def shown_note(count: int, most: int = MOST_SHOWN) -> str:
    """``10,000 of 1,000,000 points``; empty where all are shown."""
    return f"{most:,} of {count:,} points" if count > most else ""


def note_in_corner(note: str, corner: Point, style: Style) -> tuple[Item, ...]:
    """The note in the lower left corner of a plot, which is at ``corner``; nothing of an empty note."""
    if not note:
        return ()
    size, pad = _NOTE_SIZE * style.scale, 6 * style.scale
    left, bottom = corner[0] + pad, corner[1] - pad
    width, height = measure_text(note, size) + 2 * pad, size + pad
    back = Fill(style.palette.panel, 0.85)
    return (
        Box(left, bottom - height, width, height, 4 * style.scale, back),
        Text((left + pad, bottom - pad / 2 - size * 0.14), note, size, style.palette.text),
    )
