"""Python's cyclic garbage collector, confined to the thread of the window.

By itself it runs in whichever thread happens to make one object too many. In a worker it would destroy
widgets that are garbage, and Qt's objects may only be destroyed in the thread they live in: the process would
crash, rarely and far from the cause.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 100
_FELT = 0.02
"""A full collection that takes longer, in seconds, is felt as a stutter."""
_ALL_EVERY = 10
"""After so many full collections even what has survived many is looked at again."""


class GarbageCollector(QObject):
    """Collects from a timer of this thread what the automatic collector, switched off, would have collected.

    The generations and their thresholds are Python's own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._full = 0

    def start(self) -> None:
        """Begin to look; until then nothing is collected at all."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [at for at, (count, limit) in enumerate(_counts()) if limit and count > limit]
        if due:
            self._collect(max(due))

    def _collect(self, generation: int) -> None:
        """Collect; where a large network makes that slow, set aside for a while what has survived it."""
        oldest = generation == 2
        if oldest:
            self._full += 1
            if self._full % _ALL_EVERY == 0:
                gc.unfreeze()
        began = monotonic()
        gc.collect(generation)
        if oldest and monotonic() - began > _FELT:
            gc.freeze()

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def _counts() -> zip[tuple[int, int]]:
    return zip(gc.get_count(), gc.get_threshold(), strict=True)
