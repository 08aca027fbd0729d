"""All keys and gestures over the whole window, until any key or click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QScrollArea, QVBoxLayout

from nndesk.gui.action_table import menu_titles
from nndesk.gui.actions import plain
from nndesk.gui.finding.overlay import Overlay
from nndesk.gui.finding.shortcut_sheet import Section, ShortcutSheet, Way
from nndesk.gui.gesture_table import gesture_table, groups
from nndesk.gui.key_names import key_name
from nndesk.gui.theme import Theme

if TYPE_CHECKING:
    from nndesk.gui.actions import Actions

_WIDEST = 1480
_MARGIN = 20
_PADDING = 22

_SCROLLS = {
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_PageUp: -400,
    Qt.Key.Key_PageDown: 400,
    Qt.Key.Key_Home: -100_000,
    Qt.Key.Key_End: 100_000,
}
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class ShortcutOverlay(Overlay):
    """One sheet from the tables of actions and gestures. Where it is too tall, wheel and arrows scroll it."""

    def __init__(self, window: QMainWindow, theme: Theme, actions: Actions) -> None:
        super().__init__(window, theme)
        self._actions = actions
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Shortcuts and gestures"))
        self._title = QLabel(self.accessibleName(), self.card)
        self._title.setProperty("role", "heading")
        self._note = QLabel(QCoreApplication.translate("nndesk", "Any key or click closes this."), self.card)
        self._note.setProperty("role", "muted")
        self.scroll = QScrollArea(self.card)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.viewport().setAutoFillBackground(False)
        # A click on the sheet is a click like any other.
        self.card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self.card)
        self._column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        # In line with the sheet, beside which the scroll bar stands.
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._note)
        self._column.addLayout(head)
        self._column.addWidget(self.scroll, 1)
        self.sheet: ShortcutSheet | None = None

    def present(self) -> None:
        # Made anew: the theme may be another one now.
        self.sheet = ShortcutSheet(self.theme, sections(self._actions))
        self.setAccessibleDescription(self.sheet.accessibleDescription())
        self.scroll.setWidget(self.sheet)
        self.sheet.setAutoFillBackground(False)
        super().present()

    def card_rect(self, room: QRect) -> QRect:
        assert self.sheet is not None
        padding, margin = self.theme.px(_PADDING), _MARGIN
        self._column.setContentsMargins(padding, padding - 6, padding - 10, padding - 8)
        width = min(self.theme.px(_WIDEST), room.width() - 2 * margin)
        # Ten for the scroll bar, whether it is there or not.
        inside = width - 2 * padding - 4
        sheet = self.sheet.fit(inside)
        around = self._title.sizeHint().height() + 2 * padding - 14 + self._column.spacing()
        height = min(sheet + around + 4, room.height() - 2 * margin)
        return QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    # --- any key, any click ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.scroll.verticalScrollBar()
        key = Qt.Key(event.key())
        if key in _SCROLLS and bar.maximum() > 0:
            bar.setValue(bar.value() + _SCROLLS[key])
        elif key not in _HELD:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dismiss()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.scroll.verticalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() // 2)
        event.accept()


def sections(actions: Actions) -> list[Section]:
    """Every key of the menus, then every gesture, place by place."""
    found = []
    for menu, title in menu_titles().items():
        ways = tuple(
            Way(spec.tip if spec.submenu else plain(spec.text), keys=_keys(spec.shortcuts))
            for spec in actions.specs
            if spec.menu == menu and spec.shortcuts
        )
        if ways:
            found.append(Section(plain(title), ways))
    for name, group in groups().items():
        ways = tuple(
            Way(row.what, row.mouse, _keys(row.keys), row.more)
            for row in gesture_table()
            if row.group == name
        )
        title = group.title if group.place == group.title else f"{group.place} · {group.title}"
        found.append(Section(title, ways))
    return found


def _keys(portable: tuple[str, ...]) -> tuple[str, ...]:
    """The names of keys; the four arrows with the same key held are one."""
    names = tuple(dict.fromkeys(map(key_name, portable)))
    arrows = "".join(name[-1:] for name in names)
    if sorted(arrows) == sorted("←→↑↓") and len({name[:-1] for name in names}) == 1:
        return (names[0][:-1] + arrows,)
    return names
