"""What can be found: every action in every menu of the window, whoever has put it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from nndesk.gui.actions import plain
from nndesk.gui.finding.matching import Candidate
from nndesk.gui.key_names import key_name

BETWEEN = " › "
"""Between a menu and its submenu."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An action with what is said of it; ``id`` is the same the next time the program runs."""

    action: QAction
    id: str
    candidate: Candidate


def entries(bar: QMenuBar) -> list[Entry]:
    """All actions of a menu bar, in its order, as they are now."""
    return list(_entries(bar, ()))


def _entries(menu: QWidget, path: tuple[str, ...]) -> Iterator[Entry]:
    for action in menu.actions():
        submenu = QMenu.menuInAction(action)
        if submenu is not None:
            # Some fill themselves only when they are opened: the recent files.
            submenu.aboutToShow.emit()
            yield from _entries(submenu, (*path, plain(action.text())))
        elif not action.isSeparator() and action.isVisible() and action.text():
            yield _entry(action, BETWEEN.join(path))


def _entry(action: QAction, menu: str) -> Entry:
    name = action.text().split("\t")[0]
    keys = tuple(
        dict.fromkeys(
            key_name(keys.toString(QKeySequence.SequenceFormat.PortableText)) for keys in action.shortcuts()
        )
    )
    # The tip without the keys that a tooltip says; Qt gives an action without one its text.
    tip = action.statusTip() or action.toolTip()
    candidate = Candidate(
        name.replace("&&", "\0").replace("&", "").replace("\0", "&"),
        "" if tip == plain(name) else tip,
        menu,
        keys,
        action.isEnabled(),
    )
    return Entry(action, action.objectName() or f"{menu}{BETWEEN}{action.data() or name}", candidate)
