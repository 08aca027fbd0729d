"""The regions over the plane: outlines, the one that is lit, identities where there is room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.figure.bounds import Extent
from nndesk.figure.plane_regions import CROWD, MOST_AVOIDED, identity, identity_size
from nndesk.figure.primitives import Item, Point
from nndesk.figure.region_labels import fits, place_names
from nndesk.figure.regions import PlaneRegions
from nndesk.figure.style import Style
from nndesk.geometry.cells import Cell
from nndesk.geometry.lines import Code
from nndesk.gui.painting import paint
from nndesk.gui.plane.labels_item import LabelsItem
from nndesk.gui.plane.lines_item import LinesItem
from nndesk.gui.plane.over_plane import OverPlane
from nndesk.gui.plane.over_view import OverView
from nndesk.gui.plane.points_item import PointsItem
from nndesk.gui.plane.probe import GRAB, ProbeItem

_TINT = 0.13


class RegionLinesItem(OverPlane):
    """The lines between regions: they fill the gaps of the neurons' dashed lines, wherever these are now."""

    def __init__(self, lines: LinesItem) -> None:
        super().__init__()
        self._lines = lines
        self.setVisible(False)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        opacity = 0.95 if len(self._lines.lines) <= CROWD else 0.45
        painter.setPen(self.pen(painter, self.look.palette.muted, 1.3, opacity=opacity))
        painter.drawLines([QLineF(*start, *end) for _, (start, end) in self._lines.visible()])


class LitRegionItem(OverPlane):
    """The region that was clicked, here or as a vertex of the hypercube."""

    def __init__(self) -> None:
        super().__init__()
        self.ring: tuple[Point, ...] = ()

    def set_ring(self, ring: tuple[Point, ...]) -> None:
        """Light this region; nothing without corners."""
        if ring != self.ring:
            self.ring = ring
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not self.ring:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        tint = QColor(self.look.palette.accent)
        tint.setAlphaF(_TINT)
        painter.setBrush(tint)
        painter.setPen(self.pen(painter, self.look.palette.accent, 3.0))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in self.ring]))


class RegionNamesItem(OverView):
    """Child of a view box that names the regions in it.

    While something moves, names stay where they are in their regions as long as they fit; once it has come to
    rest they look for the best places, away from samples and from the names of the lines.
    """

    def __init__(self, view: pg.ViewBox, labels: LabelsItem, points: PointsItem, probe: ProbeItem) -> None:
        # Over the lit region and under the names of the lines.
        super().__init__(view, 9)
        self._labels, self._points, self._probe = labels, points, probe
        self._look = Style()
        self._regions: PlaneRegions | None = None
        self._places: dict[Code, Point] = {}
        self._items: tuple[Item, ...] | None = ()
        self._settled = False
        self._lit: Code | None = None

    @property
    def places(self) -> dict[Code, Point]:
        """Where the names stand, in units of the inputs. Regions without room have none."""
        self._lay_out()
        return dict(self._places)

    def set_look(self, look: Style) -> None:
        self._look = look
        self.follow()

    def set_lit(self, code: Code | None) -> None:
        """Write this name in the accent colour."""
        self._lit = code
        self.follow(settled=self._settled)

    def set_regions(self, regions: PlaneRegions | None) -> None:
        """Name these regions; None names none."""
        old, self._regions = self._regions, regions
        if old is None or regions is None or old.of.names != regions.of.names:
            self._places = {}
        elif old.of == regions.of and np.array_equal(old.extents, regions.extents):
            # A finer picture of the same.
            return
        self.follow()

    def follow(self, *, settled: bool = False) -> None:
        """Regions or view have moved: so must the names, before the next painting."""
        self.prepareGeometryChange()
        self._items = None
        self._settled = settled
        self.update()

    def settle(self) -> None:
        """Look for the best places, before the next painting."""
        self.follow(settled=True)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint(painter, self._lay_out())

    # --- places ------------------------------------------------------------------------------------------

    def _lay_out(self) -> tuple[Item, ...]:
        if self._items is not None:
            return self._items
        regions = self._regions
        if regions is None:
            self._items, self._places = (), {}
            return self._items
        size = identity_size(regions.of.signed, self._look)
        cells = self._large_enough(regions, size)
        kept = {} if self._settled else self._kept(cells, size)
        left = [cell for cell in cells if cell.code not in kept]
        rect = self._view.rect()
        found = place_names(
            [self._pixels(cell.ring) for cell in left],
            size,
            (0.0, 0.0, rect.width(), rect.height()),
            dots=self._dots() if self._settled else (),
            boxes=self._boxes() if self._settled else (),
            scale=self._look.scale,
        )
        pixels = kept | {cell.code: at for cell, at in zip(left, found, strict=True) if at is not None}
        self._places = {code: self._inputs(at) for code, at in pixels.items()}
        signed = regions.of.signed
        self._items = tuple(
            identity(code, signed, at, self._look, lit=code == self._lit) for code, at in pixels.items()
        )
        return self._items

    def _large_enough(self, regions: PlaneRegions, size: tuple[float, float]) -> list[Cell]:
        """Regions of which one sees at least as much as a name needs."""
        (x0, x1), (y0, y1) = self._view.viewRange()
        across, up = self._view.viewPixelSize()
        left, right, low, high = regions.extents.T
        wide = np.minimum(right, x1) - np.maximum(left, x0) >= size[0] * across
        tall = np.minimum(high, y1) - np.maximum(low, y0) >= size[1] * up
        return [regions.cells[i] for i in np.flatnonzero(wide & tall)]

    def _kept(self, cells: Sequence[Cell], size: tuple[float, float]) -> dict[Code, Point]:
        rect = self._view.rect()
        frame = (0.0, 0.0, rect.width(), rect.height())
        kept = {}
        for cell in cells:
            place = self._places.get(cell.code)
            if place is not None:
                at = self._pixel(place)
                if fits(self._pixels(cell.ring), size, at, frame):
                    kept[cell.code] = at
        return kept

    def _dots(self) -> list[tuple[Point, float]]:
        dots = []
        if self._probe.isVisible():
            place = self._probe.pos()
            dots.append((self._pixel((place.x(), place.y())), GRAB * self._look.scale))
        positions = self._points.positions
        if self._points.isVisible() and len(positions) <= MOST_AVOIDED:
            radius = self._points.diameter / 2 + 2
            dots += [(self._pixel((x, y)), radius) for x, y in positions.tolist()]
        return dots

    def _boxes(self) -> list[Extent]:
        return self._labels.boxes if self._labels.isVisible() else []

    def _pixels(self, ring: Sequence[Point]) -> list[Point]:
        return [self._pixel(corner) for corner in ring]

    def _pixel(self, x: Point) -> Point:
        point = self._view.mapFromView(QPointF(*x))
        return float(point.x()), float(point.y())

    def _inputs(self, pixel: Point) -> Point:
        point = self._view.mapToView(QPointF(*pixel))
        return float(point.x()), float(point.y())
