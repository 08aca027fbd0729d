"""How a file of an older format becomes one of the next: pure functions from dict to dict, in a chain.

When the format changes, raise ``FORMAT_VERSION``, describe the new shape in :mod:`nndesk.document.schema`,
add here the step from the version before, and keep saved files of every version in ``tests/document/saved``
for ever. A step may rely on the file being valid in its own version; where it was not, a KeyError, TypeError
or the like is turned into one sentence by the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the parsed file of one version and returns that of the next, leaving the one it was given alone."""


def _show_as_before(data: dict[str, Any]) -> dict[str, Any]:
    """2 knows fractions, which weights show their numbers, what stands in neurons; locks; initial numbers."""
    view = {**data["view"], "fractions": False, "labels": "all", "faces": "curve"}
    return {**data, "view": view}


def _plane_as_before(data: dict[str, Any]) -> dict[str, Any]:
    """3 knows what shades the plane, its axes and regions; held-out samples; names; normalisation."""
    view = {**data["view"], "shading": "values", "plane_axes": None, "show_regions": False}
    return {**data, "view": view}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _show_as_before, 2: _plane_as_before})
"""``MIGRATIONS[n]`` leads from version n to n + 1."""


def migrate(
    data: dict[str, Any], version: int, to: int, migrations: Mapping[int, Migration] = MIGRATIONS
) -> dict[str, Any]:
    """Bring a parsed file from ``version`` to version ``to``, step by step; ``data`` is not changed.

    Raises:
        LookupError: there is no step from one of the versions on the way.
    """
    for here in range(version, to):
        data = {**migrations[here](data), "version": here + 1}
    return data
