"""The shading of the plane: a raster of the neuron's output, exact cells of thresholds, or classes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from nndesk.figure.class_areas import ClassArea
from nndesk.figure.plane import field_color
from nndesk.figure.shading import class_tint
from nndesk.figure.style import LIGHT, Palette
from nndesk.gui.plane.picture import CellArea, PlanePicture


def lookup_table(palette: Palette) -> NDArray[np.uint8]:
    """The colours of 256 shades from the lowest output to the highest, shape ``(256, 4)``."""
    colors = [QColor(field_color(i / 255, palette)) for i in range(256)]
    return np.array([(c.red(), c.green(), c.blue(), 255) for c in colors], np.uint8)


class FieldItem(pg.ImageItem):  # type: ignore[misc]
    """A raster of shades; the palette makes colours of them, so another theme costs no computation."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.set_palette(LIGHT)

    def set_palette(self, palette: Palette) -> None:
        self.setLookupTable(lookup_table(palette))

    def set_picture(self, picture: PlanePicture | None) -> None:
        """Show the shades of ``picture``; nothing if it has none."""
        if picture is None or picture.shades is None:
            self.clear()
            return
        self.setImage(picture.shades, autoLevels=False, levels=None)
        x0, x1, y0, y1 = picture.extent
        self.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def paint(self, painter: QPainter, *args: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        super().paint(painter, *args)


class CellsItem(pg.GraphicsObject):  # type: ignore[misc]
    """Convex cells with one output each. Not antialiased, so that no seam shows between neighbours; the lines
    that bound the cells are drawn over them."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[tuple[QPolygonF, int], ...] = ()
        self._colors = lookup_table(LIGHT)
        self._bounds = QRectF()

    def set_palette(self, palette: Palette) -> None:
        self._colors = lookup_table(palette)
        self.update()

    def set_cells(self, cells: Sequence[CellArea]) -> None:
        self.prepareGeometryChange()
        self._cells = tuple((QPolygonF([QPointF(x, y) for x, y in cell.ring]), cell.shade) for cell in cells)
        self._bounds = QRectF()
        for polygon, _ in self._cells:
            self._bounds = self._bounds.united(polygon.boundingRect())
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for polygon, shade in self._cells:
            painter.setBrush(QColor(*(int(c) for c in self._colors[shade])))
            painter.drawConvexPolygon(polygon)


class AreasItem(pg.GraphicsObject):  # type: ignore[misc]
    """Areas of classes, nested. Not antialiased: the lines between them are drawn over their edges."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: tuple[tuple[int, float, QPainterPath], ...] = ()
        self._palette = LIGHT
        self._bounds = QRectF()

    def set_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def set_areas(self, areas: Sequence[ClassArea]) -> None:
        if not areas and not self._paths:
            return
        self.prepareGeometryChange()
        self._paths = tuple((area.kind, area.strength, _path(area)) for area in areas)
        self._bounds = QRectF()
        for *_, path in self._paths:
            self._bounds = self._bounds.united(path.boundingRect())
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for kind, strength, path in self._paths:
            painter.fillPath(path, QColor(class_tint(kind, self._palette, strength)))


def _path(area: ClassArea) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in area.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path
