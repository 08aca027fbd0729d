"""The one table of actions: menus, shortcuts, tooltips and the list of shortcuts all come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from nndesk.gui.key_names import key_name


@dataclass(frozen=True, slots=True)
class Spec:
    """One action.

    Attributes:
        id: unique; the part before the dot is its menu: ``"walk.next"``.
        text: as in the menu, with ``&`` before the letter to press.
        handler: called with nothing, or with the new state if ``checkable``, or with ``data`` if that is not
            None.
        shortcuts: in Qt's portable notation; the first is the one shown.
        tip: one line that says what it does, for tooltips and the list of shortcuts.
        submenu: name of the submenu it stands in; empty for the menu itself.
        checkable: it is a state, on or off.
        repeats: holding the key repeats it.
        data: what the handler is called with; None for nothing.
        rule_before: a separating line stands above it.
    """

    id: str
    text: str
    handler: Callable[..., object]
    shortcuts: tuple[str, ...] = ()
    tip: str = ""
    submenu: str = ""
    checkable: bool = False
    repeats: bool = False
    data: object = None
    rule_before: bool = False

    @property
    def menu(self) -> str:
        return self.id.partition(".")[0]


class Actions(QObject):
    """The actions of a window, made from a table.

    All triggers come to one method here that looks the handler up: connections to closures would keep the
    whole window alive.
    """

    def __init__(self, window: QWidget, specs: Iterable[Spec]) -> None:
        super().__init__(window)
        self._window = window
        self._specs: dict[str, Spec] = {}
        self._actions: dict[str, QAction] = {}
        for spec in specs:
            self._add(spec)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def __contains__(self, id: object) -> bool:
        return id in self._actions

    @property
    def specs(self) -> tuple[Spec, ...]:
        return tuple(self._specs.values())

    def keys(self, id: str) -> tuple[str, ...]:
        """The shortcuts of an action in portable notation. Raises KeyError if there is no such action."""
        return tuple(
            keys.toString(QKeySequence.SequenceFormat.PortableText) for keys in self._actions[id].shortcuts()
        )

    def close(self) -> None:
        """Forget the handlers, so that nothing keeps the window's parts alive."""
        self._specs.clear()

    # --- menus -------------------------------------------------------------------------------------------

    def fill(
        self,
        bar: QMenuBar,
        titles: Mapping[str, str],
        submenus: Mapping[str, QMenu],
        after: Mapping[str, Sequence[QMenu]],
    ) -> None:
        """Put every action in its menu.

        Args:
            bar: gets a menu for each of ``titles``, unless it has one already (by object name).
            titles: menu → what the bar shows.
            submenus: submenu → the menu to fill. It is put where the first action that names it stands.
            after: id of an action → menus that their owner fills, to be put under it.
        """
        menus = {menu.objectName(): menu for menu in bar.findChildren(QMenu)}
        for name, title in titles.items():
            if name not in menus:
                menus[name] = bar.addMenu(title)
                menus[name].setObjectName(name)
                menus[name].setToolTipsVisible(False)
        placed: set[str] = set()
        for spec in self._specs.values():
            menu = menus[spec.menu]
            if spec.rule_before and spec.submenu not in placed:
                menu.addSeparator()
            if spec.submenu:
                if spec.submenu not in placed:
                    menu.addMenu(submenus[spec.submenu])
                    placed.add(spec.submenu)
                elif spec.rule_before:
                    submenus[spec.submenu].addSeparator()
                menu = submenus[spec.submenu]
            menu.addAction(self._actions[spec.id])
            for ready in after.get(spec.id, ()):
                menu.addMenu(ready)

    # --- making ------------------------------------------------------------------------------------------

    def _add(self, spec: Spec) -> None:
        if spec.id in self._specs:
            raise ValueError(f"two actions are called {spec.id}")
        taken = {key for other in self._specs.values() for key in other.shortcuts}
        twice = taken & set(spec.shortcuts)
        if twice:
            # Qt would call the keys ambiguous and do neither.
            raise ValueError(f"{', '.join(sorted(twice))} of {spec.id} is taken")
        action = QAction(spec.text, self)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.repeats)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        tip = spec.tip or plain(spec.text)
        action.setStatusTip(tip)
        action.setToolTip(f"{tip} ({key_name(spec.shortcuts[0])})" if spec.shortcuts else tip)
        action.triggered.connect(self._dispatch)
        self._window.addAction(action)
        self._specs[spec.id] = spec
        self._actions[spec.id] = action

    def _dispatch(self, checked: bool) -> None:
        action = self.sender()
        spec = self._specs.get(action.objectName()) if action is not None else None
        if spec is None:
            return
        if spec.data is not None:
            spec.handler(spec.data)
        elif spec.checkable:
            spec.handler(checked)
        else:
            spec.handler()


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}


def plain(text: str) -> str:
    """A menu text without its ``&`` and without the dots that announce a dialog."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
