"""A segmented control: a few choices side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segments(QFrame):
    """Choices as ``(key, text, tooltip)``; the first is taken until another is.

    Signals:
        chosen(key): a person has taken another one.
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None, actions: str = ""
    ) -> None:
        """``actions``: choosing a key does the same as the action called this and the key."""
        super().__init__(parent)
        self.setObjectName("segments")
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        for key, text, tooltip in choices:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setToolTip(tooltip)
            if actions:
                button.setProperty("action", f"{actions}{key}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setChecked(not self._buttons)
            button.installEventFilter(self)
            self._buttons[key] = button
            self._group.addButton(button)
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._announce)

    @property
    def choice(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Take a choice without announcing it."""
        self._buttons[key].setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from choice to choice and take it; Tab only comes to the one that is taken."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        # Elsewhere the arrows are shortcuts; in a control of choices they belong to it.
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            keys = list(self._buttons)
            at = min(max(keys.index(self.choice) + way, 0), len(keys) - 1)
            button = self._buttons[keys[at]]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            if not button.isChecked():
                button.click()
        return True

    def _announce(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, button in self._buttons.items() if button is clicked))
