"""The page that says why there is no plot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Sentence(QLabel):
    """One quiet sentence in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setProperty("role", "muted")

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setAccessibleName(sentence)
