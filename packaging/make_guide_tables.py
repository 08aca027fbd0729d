"""Write the table of shortcuts into the guide: ``python packaging/make_guide_tables.py``.

It is made from the action table and stands between two comments in ``resources/guide/guide.md``. A test holds
it to the action table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QKeySequence

from nndesk.gui.action_table import action_table, menu_titles
from nndesk.gui.actions import Spec, plain

GUIDE = Path(__file__).parent.parent / "resources" / "guide" / "guide.md"
BEGIN = "<!-- shortcuts: written by packaging/make_guide_tables.py -->"
END = "<!-- end of shortcuts -->"
KEY_NAMES = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "Del": "Delete"}


class _Anybody:
    """Stands for the window's parts: the table asks them for handlers, which nobody calls here."""

    def __getattr__(self, name: str) -> _Anybody:
        return self

    def __call__(self, *_: object) -> _Anybody:
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())


def shortcut_table(specs: tuple[Spec, ...] | None = None) -> str:
    """The table in Markdown: every action that has keys, in menu order.

    Keys are written as on Linux and Windows, wherever this runs.
    """
    if specs is None:
        specs = action_table(_Anybody())  # type: ignore[arg-type]
    titles = {name: plain(title) for name, title in menu_titles().items()}
    rows = [("Menu", "What it does", "Keys"), ("---", "---", "---")]
    rows += [
        (titles[spec.menu], spec.tip or plain(spec.text), ", ".join(map(_key, spec.shortcuts)))
        for spec in specs
        if spec.shortcuts
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_table(guide: str, table: str) -> str:
    """``guide`` with ``table`` between the comments. Raises ValueError if a comment is missing."""
    before, found, rest = guide.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"The guide has no place for the table: {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def _key(portable: str) -> str:
    name = QKeySequence(portable).toString(QKeySequence.SequenceFormat.PortableText)
    return "+".join(KEY_NAMES.get(part, part) for part in name.split("+")) if name[-1:] != "+" else name


def main() -> int:
    GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8"), shortcut_table()), encoding="utf-8")
    print(GUIDE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
