"""Names of nodes where there is little room."""

from __future__ import annotations

from functools import lru_cache

from nndesk.figure.typeset import measure_label
from nndesk.network.notation import math_name


@lru_cache(maxsize=1024)
def fitting_name(name: str, size: float, width: float) -> str:
    """``name`` as LaTeX; if that is wider than ``width`` at this type size, its beginning and an ellipsis."""
    whole = math_name(name)
    if measure_label(whole, size)[0] <= width:
        return whole
    short = math_name("…")
    for length in range(1, len(name)):
        longer = math_name(name[:length].rstrip() + "…")
        if measure_label(longer, size)[0] > width:
            break
        short = longer
    return short
