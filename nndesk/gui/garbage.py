"""Python's cyclic garbage collector, confined to the thread of the window.

By itself it runs in whichever thread happens to make one object too many. In a worker it would destroy
widgets that are garbage, and Qt's objects may only be destroyed in the thread they live in: the process would
crash, rarely and far from the cause.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 100


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

    def start(self) -> None:
        """Begin to look; until then nothing is collected at all."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [at for at, (count, limit) in enumerate(_counts()) if limit and count > limit]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.enable()


def _counts() -> zip[tuple[int, int]]:
    return zip(gc.get_count(), gc.get_threshold(), strict=True)
