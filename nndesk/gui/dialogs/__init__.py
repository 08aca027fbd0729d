"""The few dialogs: what to make, what to export, what there is to know."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox


def inset(*boxes: QAbstractSpinBox) -> None:
    """Move the numbers off the frame: the style sheet's padding does not reach the line inside a spin box."""
    for box in boxes:
        line = box.lineEdit()
        if line is not None:
            line.setTextMargins(8, 0, 0, 0)
