"""What a person has chosen on the pages of the Spaces card: the screen shows it, exports show it, too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class SpaceChoice:
    """Choices that are not part of the document.

    Attributes:
        nodes: the neurons whose outputs are the axes of hidden space; None for the first ones that fit.
        reader: the neuron whose line cuts it; None for the one that reads most of the axes.
        morph: 0 is the input plane, 1 hidden space.
        signs: of signals the truth table shows the signs alone.
    """

    nodes: tuple[str, ...] | None = None
    reader: str | None = None
    morph: float = 1.0
    signs: bool = True


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
