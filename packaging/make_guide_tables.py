"""Write the tables of shortcuts and gestures into the guide: ``python packaging/make_guide_tables.py``.

They are made from the table of actions and the table of gestures, and stand between comments in
``resources/guide/guide.md``. A test holds them to the tables.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nndesk.gui.action_table import action_table, menu_titles
from nndesk.gui.actions import Spec, plain
from nndesk.gui.gesture_table import Gesture, gesture_table, groups
from nndesk.gui.key_names import key_names

GUIDE = Path(__file__).parent.parent / "resources" / "guide" / "guide.md"
TABLES = ("shortcuts", "keys", "gestures")


class _Anybody:
    """Stands for the window's parts: the table asks them for handlers, which nobody calls here."""

    def __getattr__(self, name: str) -> _Anybody:
        return self

    def __call__(self, *_: object) -> _Anybody:
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())


def shortcut_table(specs: tuple[Spec, ...] | None = None) -> str:
    """The table of actions in Markdown: every action that has keys, in menu order.

    Keys are written as on Linux and Windows, wherever this runs.
    """
    if specs is None:
        specs = action_table(_Anybody())  # type: ignore[arg-type]
    titles = {name: plain(title) for name, title in menu_titles().items()}
    return _table(
        ("Menu", "What it does", "Keys"),
        (
            (titles[spec.menu], spec.tip or plain(spec.text), key_names(spec.shortcuts, native=False))
            for spec in specs
            if spec.shortcuts
        ),
    )


def key_table(table: tuple[Gesture, ...] | None = None) -> str:
    """The keys that only one part of the window knows."""
    return _table(
        ("Where", "What it does", "Keys"),
        (
            (groups()[row.group].place, row.what, _keys(row))
            for row in (gesture_table() if table is None else table)
            if row.keys
        ),
    )


def mouse_table(table: tuple[Gesture, ...] | None = None) -> str:
    """What the mouse can do."""
    return _table(
        ("Where", "What it does", "How"),
        (
            (groups()[row.group].title, row.what, row.mouse)
            for row in (gesture_table() if table is None else table)
            if row.mouse
        ),
    )


def written(guide: str) -> str:
    """``guide`` with all tables as they are now. Raises ValueError if a comment is missing."""
    for name, table in zip(TABLES, (shortcut_table(), key_table(), mouse_table()), strict=True):
        guide = with_table(guide, table, name)
    return guide


def with_table(guide: str, table: str, name: str = TABLES[0]) -> str:
    """``guide`` with ``table`` between the comments ``name``. Raises ValueError if a comment is missing."""
    begin = f"<!-- {name}: written by packaging/make_guide_tables.py -->"
    end = f"<!-- end of {name} -->"
    before, found, rest = guide.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"The guide has no place for the table: {begin} … {end}")
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"


def _keys(row: Gesture) -> str:
    keys = key_names(row.keys, native=False)
    return f"{keys}; {row.more}" if row.more else keys


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def main() -> int:
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    print(GUIDE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
