"""A table drawn as the figure that exports draw, in something that scrolls: as large as fits."""

from __future__ import annotations

from math import ceil
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nndesk.gui.painting import paint

_SMALLEST, _LARGEST = 0.7, 1.35
"""How much a table shrinks to fit, and grows where there is room."""


class Place(Protocol):
    """What a drawn table must know of where its cells stand."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def cell(self, row: int, column: int) -> tuple[float, float, float, float]: ...

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None: ...


class DrawnTable(QWidget):
    """Fits the table into the width there is, and stands in the middle of it.

    A subclass gives the :attr:`place` and paints the :meth:`items`.

    Attributes:
        area: what it scrolls in.
    """

    def __init__(self) -> None:
        super().__init__()
        self.place: Place | None = None
        self._zoom = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self)
        self.area.setWidgetResizable(True)
        self.area.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFocusProxy(self)

    def items(self) -> object:
        """What is painted, in the coordinates of :attr:`place`."""
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        """Another table, or one with other widths."""
        self.place = place
        self._fit()
        self.update()

    def place_of(self, row: int, column: int) -> QRectF:
        """Where a cell is on the widget; row −1 is the head."""
        assert self.place is not None
        x, y, width, height = self.place.cell(row, column)
        (dx, dy), zoom = self._offset(), self._zoom
        return QRectF(dx + x * zoom, dy + y * zoom, width * zoom, height * zoom)

    def cell_under(self, event: QMouseEvent) -> tuple[int, int] | None:
        """Row and column under the mouse."""
        if self.place is None:
            return None
        dx, dy = self._offset()
        at = event.position()
        return self.place.cell_at((at.x() - dx) / self._zoom, (at.y() - dy) / self._zoom)

    def scroll_to(self, row: int, column: int) -> None:
        middle = self.place_of(row, column).center().toPoint()
        self.area.ensureVisible(middle.x(), middle.y(), 40, 40)

    def _fit(self) -> None:
        if self.place is None:
            return
        self._zoom = min(max(self.area.viewport().width() / self.place.width, _SMALLEST), _LARGEST)
        size = QSize(ceil(self.place.width * self._zoom), ceil(self.place.height * self._zoom))
        self.setMinimumSize(size)

    def _offset(self) -> tuple[float, float]:
        """In the middle of what there is; not lower than its upper third."""
        assert self.place is not None
        left = max(0.0, (self.width() - self.place.width * self._zoom) / 2)
        return left, max(0.0, (self.height() - self.place.height * self._zoom) / 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.place is None:
            return
        painter = QPainter(self)
        painter.translate(*self._offset())
        painter.scale(self._zoom, self._zoom)
        paint(painter, self.items())
