"""The palette: type a few letters of what you want, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QVBoxLayout,
)
from shiboken6 import isValid

from nndesk.gui.finding.entries import Entry, entries
from nndesk.gui.finding.matching import find
from nndesk.gui.finding.overlay import Overlay
from nndesk.gui.finding.palette_list import ROW, PaletteDelegate, PaletteModel, not_now, spoken
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme

_WIDTH = 600
_MOST_ROWS = 11
_FROM_TOP = 0.11
"""Where the card begins, as a part of the window's height."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Tab: 1,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class _Line(QLineEdit):
    """Where the words are typed; keys that mean the list are handed on.

    Signals:
        key_pressed(event): a key that is not text. Accept it, or it goes the ordinary way.
    """

    key_pressed = Signal(object)

    def event(self, event: QEvent) -> bool:
        # No shortcut of the window works while the palette is open.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        # Before Qt takes Tab for going to the next widget.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            event.ignore()
            self.key_pressed.emit(event)
            if event.isAccepted():
                return True
        return super().event(event)


class Palette(Overlay):
    """Finds every action of the window's menus by its name, and runs the one that is chosen.

    Signals:
        refused(sentence): what was chosen cannot be done now.
    """

    refused = Signal(str)
    dim = 0.12, 0.35

    def __init__(self, window: QMainWindow, theme: Theme, settings: Settings) -> None:
        super().__init__(window, theme)
        self._window = window
        self._settings = settings
        self._entries: list[Entry] = []
        self._wanted: QAction | None = None
        name = QCoreApplication.translate("nndesk", "Search actions")
        self.setAccessibleName(name)
        self.line = _Line(self.card)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(
            QCoreApplication.translate("nndesk", "What do you want to do? Type a few letters")
        )
        self.line.key_pressed.connect(self._press)
        self.line.textChanged.connect(self._search)
        self.model = PaletteModel()
        self.list = QListView(self.card)
        self.list.setAccessibleName(QCoreApplication.translate("nndesk", "Actions"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # What is typed goes on to the line, wherever one clicks.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self._pointer = QCursor.pos()
        self.list.viewport().installEventFilter(self)
        self.list.clicked.connect(self._click)
        self.note = QLabel(self.card)
        self.note.setProperty("role", "muted")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self.card)
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.note)
        self.list.selectionModel().currentChanged.connect(self._tell)

    @property
    def chosen(self) -> Entry | None:
        """What Enter would run."""
        row = self.list.currentIndex().row()
        return self.model.at(row)[0] if row >= 0 else None

    def present(self) -> None:
        self._entries = entries(self._window.menuBar())
        self.line.clear()
        self._search("")
        super().present()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The row under the mouse becomes current when the mouse moves, not when rows move under it."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            pointer = event.globalPosition().toPoint()
            index = self.list.indexAt(event.position().toPoint())
            if pointer != self._pointer and index.isValid():
                self.list.setCurrentIndex(index)
            self._pointer = pointer
        return super().eventFilter(watched, event)

    def keyboard_home(self) -> QLineEdit:
        return self.line

    # --- finding -----------------------------------------------------------------------------------------

    @Slot(str)
    def _search(self, query: str) -> None:
        order = self._by_use() if not query.strip() else self._entries
        matches = find(query, [entry.candidate for entry in order])
        self.model.show([(order[match.index], match.letters) for match in matches])
        if matches:
            self.list.setCurrentIndex(self.model.index(0))
        self.list.scrollToTop()
        self._pointer = QCursor.pos()
        self._tell()
        if self.isVisible():
            self.place()

    def _by_use(self) -> list[Entry]:
        """What was run from here last comes first, what is not possible now last."""
        used = {id: i for i, id in enumerate(self._settings.recent_actions)}

        def place(entry: Entry) -> tuple[bool, int]:
            return not entry.candidate.possible, used.get(entry.id, len(used))

        return sorted(self._entries, key=place)

    def _tell(self, *_: QModelIndex) -> None:
        entry = self.chosen
        if entry is None:
            self.note.setText(QCoreApplication.translate("nndesk", "Nothing is called that."))
            self.line.setAccessibleDescription(self.note.text())
            return
        text = QCoreApplication.translate("nndesk", "{choice} ({row} of {count})")
        self.line.setAccessibleDescription(
            text.format(
                choice=spoken(entry), row=self.list.currentIndex().row() + 1, count=self.model.rowCount()
            )
        )
        tip = entry.candidate.tip or entry.candidate.name
        self.note.setText(tip if entry.candidate.possible else f"{tip} – {not_now()}")

    # --- choosing ----------------------------------------------------------------------------------------

    def _press(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape or _opens(event):
            self.dismiss()
        elif key in _STEPS:
            back = key == Qt.Key.Key_Tab and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if back else _STEPS[key], around=True)
        elif key in _PAGES:
            visible = max(1, self.list.viewport().height() // self.theme.px(ROW) - 1)
            self._go(_PAGES[key] * visible, around=False)
        else:
            return
        event.accept()

    def _go(self, by: int, around: bool) -> None:
        count = self.model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + by
        row = row % count if around else min(max(row, 0), count - 1)
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.list.currentIndex())

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._run()

    def _run(self) -> None:
        entry = self.chosen
        if entry is None:
            return
        self.dismiss()
        if not entry.candidate.possible:
            text = QCoreApplication.translate("nndesk", "{action} is not possible now.")
            self.refused.emit(text.format(action=entry.candidate.name.rstrip("…")))
            return
        self._settings.add_recent_action(entry.id)
        self._wanted = entry.action
        # When the keyboard is where it was, and everything has heard of it.
        QTimer.singleShot(0, self._trigger)

    @Slot()
    def _trigger(self) -> None:
        action, self._wanted = self._wanted, None
        if action is not None and isValid(action):
            action.trigger()

    # --- looks -------------------------------------------------------------------------------------------

    def dress(self) -> None:
        super().dress()
        theme = self.theme
        self.line.setStyleSheet(
            f"QLineEdit {{ border: none; border-bottom: 1px solid {theme.palette.hairline};"
            f" border-radius: 0; padding: {theme.px(11)}px {theme.px(16)}px; font-size: {theme.px(15)}px;"
            f" background: transparent; }}"
        )
        self.list.setStyleSheet("QListView { border: none; background: transparent; }")
        self.note.setStyleSheet(f"padding: {theme.px(6)}px {theme.px(16)}px;")
        self._column.setContentsMargins(1, 1, 1, 3)

    def card_rect(self, room: QRect) -> QRect:
        theme = self.theme
        width = min(theme.px(_WIDTH), room.width() - 48)
        top = round(room.height() * _FROM_TOP)
        around = self.line.sizeHint().height() + self.note.sizeHint().height() + theme.px(12)
        fits = (room.height() - top - 24 - around) // theme.px(ROW)
        rows = max(1, min(_MOST_ROWS, fits, max(self.model.rowCount(), 1)))
        height = around + rows * theme.px(ROW)
        self.list.viewport().update()
        return QRect((room.width() - width) // 2, top, width, height)


def _opens(event: QKeyEvent) -> bool:
    """Whether the key is the one that opens the palette: pressed again, it closes it."""
    return event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
