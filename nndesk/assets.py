"""Where the shipped files are: examples, icons, fonts, translations.

They live in ``resources/`` at the top of the repository, and in the wheel as ``nndesk/resources``. An
editable install maps nothing, so a checkout's own folder is the second place to look.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def asset(*parts: str) -> Traversable:
    """The shipped file or folder ``resources/<parts…>``. Raises FileNotFoundError if there is none."""
    for root in (resources.files("nndesk") / "resources", Path(__file__).parent.parent / "resources"):
        found = root.joinpath(*parts)
        if found.is_file() or found.is_dir():
            return found
    raise FileNotFoundError("/".join(("resources", *parts)))
