"""The samples of the dataset as a scatter: a disc for class 0, a square for class 1, other shapes beyond."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from nndesk.data.dataset import Dataset
from nndesk.figure.style import Style

_SYMBOLS = ("o", "s", "t1", "d", "t")
# Widths that give every shape about the same area.
_WIDTHS = (1.0, 0.9, 1.15, 1.25, 1.15)


def point_diameter(count: int, scale: float = 1.0) -> float:
    """The diameter of a sample's mark in pixels: large where there are a few, small in a cloud."""
    return (15.0 if count <= 40 else 9.0 if count <= 400 else 6.0) * scale


class PointsItem(pg.ScatterPlotItem):  # type: ignore[misc]
    """Data points by class, in the colours of the classes with an edge in the colour of the panel."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, hoverable=False)
        self._dataset: Dataset | None = None
        self._classes: NDArray[np.intp] | None = None
        self._look = Style()
        self._columns = (0, 1)
        self.diameter = point_diameter(0)

    def set_samples(
        self,
        dataset: Dataset | None,
        classes: NDArray[np.intp] | None,
        look: Style,
        columns: tuple[int, int] = (0, 1),
    ) -> bool:
        """Show two columns of ``dataset`` by ``classes``, else its own; no dataset shows nothing.

        Returns whether that is something else than before.
        """
        if (
            dataset is self._dataset
            and look == self._look
            and columns == self._columns
            and np.array_equal(classes, self._classes)
        ):
            return False
        self._dataset, self._classes, self._look, self._columns = dataset, classes, look, columns
        self.positions = _positions(dataset, columns)
        if dataset is None or not len(self.positions):
            self.clear()
            return True
        palette = look.palette
        self.diameter = point_diameter(len(dataset), look.scale)
        edge = pg.mkPen(palette.panel, width=self.diameter * 0.14)
        kinds: list[int] = (dataset.classes if classes is None else classes).tolist()
        count = max(kinds) + 1
        brushes = [pg.mkBrush(palette.of_class(k)) for k in range(count)]
        width = [self.diameter * _WIDTHS[k % len(_WIDTHS)] for k in range(count)]
        self.setData(
            x=self.positions[:, 0],
            y=self.positions[:, 1],
            symbol=[_SYMBOLS[k % len(_SYMBOLS)] for k in kinds],
            brush=[brushes[k] for k in kinds],
            size=[width[k] for k in kinds],
            pen=edge,
        )
        return True

    positions: NDArray[np.float64] = np.zeros((0, 2))
    """Where the samples are, shape ``(N, 2)``."""


def _positions(dataset: Dataset | None, columns: tuple[int, int]) -> NDArray[np.float64]:
    if dataset is None or dataset.input_count <= max(columns):
        return np.zeros((0, 2))
    return dataset.x[:, columns]
