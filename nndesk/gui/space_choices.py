"""What a person has chosen on the pages of the Spaces card: the screen shows it, exports show it, too."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nndesk.figure.space_figures import SpaceChoice


class SpaceChoices(QObject):
    """The present choice.

    Signals:
        changed(old, new): both :class:`SpaceChoice`.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = SpaceChoice()

    @property
    def choice(self) -> SpaceChoice:
        return self._choice

    def choose(self, **changes: object) -> None:
        """Choose otherwise, by the names of :class:`SpaceChoice`."""
        old = self._choice
        new = replace(old, **changes)
        if new != old:
            self._choice = new
            self.changed.emit(old, new)
