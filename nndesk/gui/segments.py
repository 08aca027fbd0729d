"""A segmented control: a few choices side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget


class Segments(QFrame):
    """Choices as ``(key, text, tooltip)``; the first is taken until another is.

    Signals:
        chosen(key): a person has taken another one.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
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
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setChecked(not self._buttons)
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

    def _announce(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, button in self._buttons.items() if button is clicked))
