"""The samples of the dataset in the plane: marked by class, held out or not, selected or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.data.dataset import Dataset
from nndesk.figure.shown_samples import note_in_corner, shown_note, shown_rows
from nndesk.figure.style import Style
from nndesk.geometry.lines import Point
from nndesk.geometry.point_index import PointIndex
from nndesk.gui.painting import paint
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.gui.plane.sample_stamps import HELD_OUT, SELECTED, stamps

_FEW = 32
"""Up to so many changed samples, only the screen around them is painted anew."""


def point_diameter(count: int, scale: float = 1.0) -> float:
    """The diameter of a sample's mark in pixels: large where there are a few, small in a cloud."""
    return (15.0 if count <= 40 else 9.0 if count <= 400 else 6.0) * scale


class PointsItem(OverPlane):
    """Samples as marks of pixels at any zoom; all of them are stamped whenever something is painted.

    Attributes:
        positions: where the samples are, shape ``(N, 2)``.
        classes: their classes, shape ``(N,)``.
        selected: the rows that are selected, in order.
        shown: the rows that are painted, and that the mouse finds: of very many samples only some.
        diameter: of a mark, in pixels.
    """

    def __init__(self) -> None:
        super().__init__()
        self._dataset: Dataset | None = None
        self._columns = (0, 1)
        self._given: NDArray[np.intp] | None = None
        self.positions: NDArray[np.float64] = np.zeros((0, 2))
        self.classes: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self.selected: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._ways: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._strengths: NDArray[np.float64] | None = None
        self.shown = shown_rows(0)
        self._index = self._shown_index = PointIndex(self.positions)
        self.diameter = point_diameter(0)

    # --- what is shown -----------------------------------------------------------------------------------

    def set_look(self, look: Style) -> None:
        self.set_samples(self._dataset, self._given, look, self._columns, self._strengths)

    def set_samples(
        self,
        dataset: Dataset | None,
        classes: NDArray[np.intp] | None,
        look: Style,
        columns: tuple[int, int] = (0, 1),
        strengths: NDArray[np.float64] | None = None,
    ) -> bool:
        """Show two columns of ``dataset`` by ``classes``, else its own; no dataset shows nothing.

        What is off the plane has a strength below 1. Returns whether that is something else than before.
        """
        if (
            dataset is self._dataset
            and look == self.look
            and columns == self._columns
            and np.array_equal(classes, self._given)
            and _same(strengths, self._strengths)
        ):
            return False
        before = (self.positions, self.classes, self._ways, self.look, self.diameter)
        self._dataset, self._given, self.look, self._columns = dataset, classes, look, columns
        self.positions = _positions(dataset, columns)
        count = len(self.positions)
        own = dataset.classes if dataset is not None and count else np.zeros(0, dtype=np.intp)
        self.classes = own if classes is None or not count else classes
        if self.selected.size and self.selected[-1] >= count:
            self.selected = self.selected[:0]
        self.diameter = point_diameter(count, look.scale)
        self.shown = shown_rows(count)
        self._index = self._shown_index = PointIndex(self.positions)
        if len(self.shown) < count:
            self._shown_index = PointIndex(self.positions[self.shown])
        self._mark()
        if _same(strengths, self._strengths):
            self._paint_what_differs(*before)
        else:
            self._strengths = strengths
            self.update()
        return True

    def select(self, rows: NDArray[np.intp]) -> None:
        """Show these rows, in order, as selected."""
        if not np.array_equal(rows, self.selected):
            self.selected = rows[rows < len(self.positions)]
            self._mark()
            self.update()

    def _mark(self) -> None:
        self._ways = np.zeros(len(self.positions), dtype=np.intp)
        if self._dataset is not None and len(self._dataset) == len(self._ways):
            self._ways += HELD_OUT * self._dataset.test
        self._ways[self.selected] += SELECTED

    def _paint_what_differs(
        self,
        positions: NDArray[np.float64],
        classes: NDArray[np.intp],
        ways: NDArray[np.intp],
        look: Style,
        diameter: float,
    ) -> None:
        if len(positions) == len(self.positions) and look == self.look and diameter == self.diameter:
            same = (positions == self.positions).all(axis=1)
            same &= (classes == self.classes) & (ways == self._ways)
            rows = np.flatnonzero(~same)
            if len(rows) <= _FEW:
                for place in np.concatenate((positions[rows], self.positions[rows])).tolist():
                    self._update_at(place)
                return
        self.update()

    def _update_at(self, place: list[float]) -> None:
        rect, scene = self.visible_rect, self.scene()
        view = scene.views()[0] if scene is not None and scene.views() else None
        if view is None:
            self.update()
            return
        there = view.mapFromScene(self.mapToScene(*place))
        reach = round(self.diameter * 1.2 + 8 * self.look.scale)
        shown = view.mapToScene(there.x() - reach, there.y() - reach, 2 * reach, 2 * reach).boundingRect()
        self.update(self.mapRectFromScene(shown).intersected(rect))

    # --- places ------------------------------------------------------------------------------------------

    def nearest(self, at: Point, pixel: tuple[float, float], within: float) -> int | None:
        """The row of the sample nearest to ``at``, if within so many pixels, each of the size ``pixel``."""
        found = self._shown_index.nearest(at, (within * pixel[0], within * pixel[1]))
        return None if found is None else int(self.shown[found])

    def within(self, at: Point, pixel: tuple[float, float], within: float) -> NDArray[np.intp]:
        """The rows of all samples within so many pixels."""
        return self._index.within(at, (within * pixel[0], within * pixel[1]))

    def has(self, place: Point) -> bool:
        """Whether a sample is exactly there."""
        return bool(((self.positions[:, 0] == place[0]) & (self.positions[:, 1] == place[1])).any())

    @property
    def index(self) -> PointIndex:
        """Finds samples by place."""
        return self._index

    # --- painting ----------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not len(self.positions):
            return
        transform = painter.worldTransform()
        density = painter.device().devicePixelRatio()
        made = stamps(int(self.classes.max()) + 1, self.diameter, self.look, density)
        seen = self._seen(transform, made.reach)
        rows = self.shown if seen is None else self.shown[seen]
        painter.save()
        painter.setWorldTransform(QTransform())
        scale = (transform.m11(), transform.m22())
        made.stamp(
            painter,
            self.positions[rows] * scale + (transform.dx(), transform.dy()),
            self.classes[rows],
            self._ways[rows],
            self._strengths[rows] if self._strengths is not None else None,
        )
        note = shown_note(len(self.positions))
        if note:
            corner = transform.map(self.visible_rect.topLeft())
            paint(painter, note_in_corner(note, (corner.x(), corner.y()), self.look))
        painter.restore()

    def _seen(self, transform: QTransform, reach: float) -> NDArray[np.bool_] | None:
        """Which of the shown samples can be seen; None: all of them."""
        rect = self.visible_rect
        if rect.isEmpty() or not (transform.m11() and transform.m22()):
            return None
        away = np.array((reach / abs(transform.m11()), reach / abs(transform.m22())))
        low = np.array((rect.left(), rect.top())) - away
        high = np.array((rect.right(), rect.bottom())) + away
        positions = self._shown_index.points
        seen = ((positions >= low) & (positions <= high)).all(axis=1)
        return None if seen.all() else np.asarray(seen)


def _positions(dataset: Dataset | None, columns: tuple[int, int]) -> NDArray[np.float64]:
    if dataset is None or dataset.input_count <= max(columns):
        return np.zeros((0, 2))
    x = dataset.x[:, list(columns)] if columns != (0, 1) else dataset.x[:, :2]
    return np.asarray(x)


def _same(one: NDArray[np.float64] | None, other: NDArray[np.float64] | None) -> bool:
    return one is other or (one is not None and other is not None and np.array_equal(one, other))
