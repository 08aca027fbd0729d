"""Which samples are selected in the plane. The document does not know, nor does the diagram's selection."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nndesk.data.dataset import Dataset


class SampleSelection(QObject):
    """Rows of the dataset, in order.

    Signals:
        changed(): other rows are selected.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = _ordered(())

    @property
    def rows(self) -> NDArray[np.intp]:
        return self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row: int) -> bool:
        at = int(np.searchsorted(self._rows, row))
        return at < len(self._rows) and int(self._rows[at]) == row

    def set(self, rows: Iterable[int] | NDArray[np.intp] = ()) -> None:
        """Select exactly these; none by default."""
        rows = _ordered(rows)
        if not np.array_equal(rows, self._rows):
            self._rows = rows
            self.changed.emit()

    def add(self, rows: Iterable[int] | NDArray[np.intp]) -> None:
        self.set(np.union1d(self._rows, _ordered(rows)))

    def take_away(self, rows: Iterable[int] | NDArray[np.intp]) -> None:
        self.set(np.setdiff1d(self._rows, _ordered(rows)))

    def toggle(self, row: int) -> None:
        """Select a row, or no longer."""
        self.take_away((row,)) if row in self else self.add((row,))

    def follow(self, old: Dataset, new: Dataset) -> None:
        """The samples were changed, and not through the plane: keep what must still be the same ones."""
        if len(self._rows) and not _same_samples(old, new):
            self.set()


def _same_samples(old: Dataset, new: Dataset) -> bool:
    """Whether these are the same samples, moved or of other classes; not certain, but never absurd."""
    return old.x.shape == new.x.shape and (np.array_equal(old.x, new.x) or np.array_equal(old.t, new.t))


def _ordered(rows: Iterable[int] | NDArray[np.intp]) -> NDArray[np.intp]:
    found = rows if isinstance(rows, np.ndarray) else list(rows)
    return np.unique(np.asarray(found, dtype=np.intp))
