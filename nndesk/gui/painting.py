"""Paints figures with Qt: on the screen, into images and into PDF, from the same primitives as SVG and TikZ.

Text stays text (a PDF can be searched and its fonts are embedded); formulas are filled outlines. Call only in
the thread that owns the painter's device, with a QGuiApplication alive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from nndesk.figure.bounds import shifted_start
from nndesk.figure.formula import SIZE, formula_shapes
from nndesk.figure.primitives import (
    Arc,
    Box,
    Curve,
    Disc,
    FieldDisc,
    Figure,
    Fill,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Patches,
    Pen,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.shading import disc_areas, mixed
from nndesk.figure.svg import HALO
from nndesk.figure.truetype import Segment
from nndesk.figure.typefaces import Face, typeface
from nndesk.figure.typeset import Run, label_runs, measure_label, measure_text, text_runs
from nndesk.gui.fonts import BASE_SIZE, figure_font


def paint(painter: QPainter, picture: Figure | Iterable[Item]) -> None:
    """Paint a figure (with its background) or loose parts in the painter's present coordinates.

    The painter's pen, brush and font are changed, its transform and clip are not.
    """
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if isinstance(picture, Figure):
        if picture.background is not None:
            painter.fillRect(QRectF(0, 0, picture.width, picture.height), color(picture.background))
        picture = picture.items
    for item in picture:
        _paint_item(painter, item)


def pixel_pen(painter: QPainter, pen: QPen) -> QPen:
    """``pen`` with its width in device-independent pixels, whatever the painter's transform.

    A cosmetic pen counts the pixels of the device: on a fine screen its lines would be half as thick.
    """
    world, device = painter.worldTransform(), painter.deviceTransform()
    density = sqrt(abs(device.determinant()) / max(abs(world.determinant()), 1e-30))
    found = QPen(pen)
    found.setCosmetic(True)
    found.setWidthF(pen.widthF() * density)
    return found


@lru_cache(maxsize=512)
def color(code: str, opacity: float = 1.0) -> QColor:
    """``#RRGGBB`` with an opacity. Shared: do not change it."""
    found = QColor(code)
    found.setAlphaF(opacity)
    return found


@lru_cache(maxsize=512)
def qpen(pen: Pen | None) -> QPen:
    """A pen for the outline of a primitive; None draws no outline. Shared: do not change it."""
    if pen is None:
        return QPen(Qt.PenStyle.NoPen)
    found = QPen(color(pen.color, pen.opacity), pen.width)
    if pen.dash:
        found.setDashPattern([length / pen.width for length in pen.dash])
        found.setCapStyle(Qt.PenCapStyle.FlatCap)
    else:
        found.setCapStyle(Qt.PenCapStyle.RoundCap)
        found.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return found


@lru_cache(maxsize=512)
def qbrush(fill: Fill | None) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if fill is None else QBrush(color(fill.color, fill.opacity))


def _paint_item(painter: QPainter, item: Item) -> None:
    match item:
        case Disc():
            painter.setPen(qpen(item.pen))
            painter.setBrush(qbrush(item.fill))
            painter.drawEllipse(QPointF(*item.center), item.radius, item.radius)
        case Glow():
            _paint_glow(painter, item)
        case FieldDisc():
            _paint_field(painter, item)
        case Box():
            painter.setPen(qpen(item.pen))
            painter.setBrush(qbrush(item.fill))
            rect = QRectF(item.x, item.y, item.width, item.height)
            if item.radius:
                radius = min(item.radius, item.width / 2, item.height / 2)
                painter.drawRoundedRect(rect, radius, radius)
            else:
                painter.drawRect(rect)
        case Polyline():
            painter.setPen(qpen(item.pen))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if len(item.points) == 2:
                painter.drawLine(QPointF(*item.points[0]), QPointF(*item.points[1]))
            else:
                painter.drawPolyline(QPolygonF([QPointF(*p) for p in item.points]))
        case Curve():
            path = QPainterPath(QPointF(*item.start))
            path.cubicTo(QPointF(*item.control1), QPointF(*item.control2), QPointF(*item.end))
            painter.strokePath(path, qpen(item.pen))
        case Polygon():
            painter.setPen(qpen(item.pen))
            painter.setBrush(qbrush(item.fill))
            painter.drawPath(_rings(item))
        case Arc():
            painter.setPen(qpen(item.pen))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            (x, y), r = item.center, item.radius
            painter.drawArc(QRectF(x - r, y - r, 2 * r, 2 * r), round(item.start * 16), round(item.span * 16))
        case Patches():
            _paint_patches(painter, item)
        case Text():
            width = measure_text(item.text, item.size, item.weight)
            _paint_words(painter, item, text_runs(item.text, item.size, item.weight), width)
        case Label():
            width = measure_label(item.latex, item.size)[0]
            _paint_words(painter, item, label_runs(item.latex, item.size), width)
        case Formula():
            _paint_formula(painter, item)
        case Group():
            if item.clip is None:
                for part in item.items:
                    _paint_item(painter, part)
            else:
                painter.save()
                painter.setClipRect(QRectF(*item.clip), Qt.ClipOperation.IntersectClip)
                for part in item.items:
                    _paint_item(painter, part)
                painter.restore()


def _paint_glow(painter: QPainter, item: Glow) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    centre = QPointF(*item.center)
    if painter.paintEngine().type() == QPaintEngine.Type.Pdf:
        # A gradient that fades out comes out solid in many PDF viewers.
        for radius, opacity in item.discs(16):
            painter.setBrush(color(item.color, opacity))
            painter.drawEllipse(centre, radius, radius)
        return
    gradient = QRadialGradient(centre, item.outer)
    for at, opacity in item.stops():
        gradient.setColorAt(at, color(item.color, opacity))
    painter.setBrush(gradient)
    painter.drawEllipse(centre, item.outer, item.outer)


def _paint_field(painter: QPainter, item: FieldDisc) -> None:
    (x, y), radius = item.center, item.radius
    if painter.paintEngine().type() == QPaintEngine.Type.Pdf:
        painter.save()
        disc = QPainterPath()
        disc.addEllipse(QPointF(x, y), radius, radius)
        painter.setClipPath(disc, Qt.ClipOperation.IntersectClip)
        for area in disc_areas(item):
            _paint_item(painter, area)
        painter.restore()
        return
    # As a brush: a clip would have no soft rim, and costs more.
    brush = QBrush(_framed_image(item.shades, item.side, item.colors))
    scale = 2 * radius / item.side
    brush.setTransform(QTransform.fromTranslate(x - radius - scale, y - radius - scale).scale(scale, scale))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawEllipse(QPointF(x, y), radius, radius)


@lru_cache(maxsize=256)
def _framed_image(shades: bytes, side: int, colors: tuple[str, str, str]) -> QImage:
    """The image with its outermost shades twice: a brush repeats, and would mix them with those opposite."""
    rows = [shades[at : at + side] for at in range(0, len(shades), side)]
    rows = [row[:1] + row + row[-1:] for row in (rows[0], *rows, rows[-1])]
    return shaded_image(b"".join(rows), side + 2, colors)


def shaded_image(shades: bytes, side: int, colors: tuple[str, str, str]) -> QImage:
    """Shades 0 … 255, rows of ``side`` from the top, in these ``colors``. Shared: do not change it."""
    image = QImage(shades, side, len(shades) // side, side, QImage.Format.Format_Indexed8)
    image.setColorTable(_color_table(colors))
    return image.convertToFormat(QImage.Format.Format_RGB32)


@lru_cache(maxsize=8)
def _color_table(colors: tuple[str, str, str]) -> list[int]:
    return [QColor(mixed(i / 255, *colors)).rgb() for i in range(256)]


def _paint_patches(painter: QPainter, item: Patches) -> None:
    """Thousands of areas within a frame: nothing is made twice, no pen or brush set that is set already."""
    painter.setPen(qpen(item.pen))
    brushes = [qbrush(Fill(shade)) for shade in item.colors]
    last = -1
    values = iter(item.points)
    corners = map(QPointF, values, values)
    for size, shade in zip(item.sizes, item.shades, strict=True):
        if shade != last:
            painter.setBrush(brushes[shade])
            last = shade
        painter.drawConvexPolygon(list(islice(corners, size)))


def _rings(item: Polygon) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in item.rings:
        path.addPolygon(QPolygonF([QPointF(*p) for p in ring]))
        path.closeSubpath()
    return path


def _paint_words(painter: QPainter, item: Text | Label, runs: Sequence[Run], width: float) -> None:
    x, y = item.at[0] - shifted_start(item.anchor, width), item.at[1]
    base = painter.transform()
    if item.halo:
        _paint_halo(painter, runs, x, y, item.size, color(item.halo))
    pen = ""
    for run in runs:
        ink = run.color or item.color
        if ink != pen:
            painter.setPen(color(ink))
            pen = ink
        painter.setFont(figure_font(run.font))
        painter.translate(x + run.dx, y + run.dy)
        painter.scale(run.size / BASE_SIZE, run.size / BASE_SIZE)
        painter.drawText(QPointF(0, 0), run.text)
        painter.setTransform(base)


@lru_cache(maxsize=4096)
def _halo(face: Face, char: str, width: float) -> QPainterPath:
    """The area within a halo's ``width`` (in em, both sides together) of a glyph, at size 1.

    Glyph by glyph, since labels change with every number while glyphs do not. A raw stroke overlaps itself so
    often that filling it takes fifty times as long as filling its outline.
    """
    glyph = QTransform.fromScale(BASE_SIZE, BASE_SIZE).map(_glyph(face, char))
    stroker = QPainterPathStroker()
    stroker.setWidth(width * BASE_SIZE)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCurveThreshold(1.0)
    area = stroker.createStroke(glyph)
    area.addPath(glyph)
    area.setFillRule(Qt.FillRule.WindingFill)
    return QTransform.fromScale(1 / BASE_SIZE, 1 / BASE_SIZE).map(area.simplified())


def _paint_halo(painter: QPainter, runs: Sequence[Run], x: float, y: float, size: float, ink: QColor) -> None:
    base = painter.transform()
    for run in runs:
        width = round(HALO * size / run.size, 3)
        advance = typeface(run.font).advance
        painter.translate(x + run.dx, y + run.dy)
        painter.scale(run.size, run.size)
        for char in run.text:
            painter.fillPath(_halo(run.font, char, width), ink)
            painter.translate(advance(char), 0)
        painter.setTransform(base)


def _paint_formula(painter: QPainter, item: Formula) -> None:
    found = formula_shapes(item.latex)
    scale = item.size / SIZE
    roles = dict(item.roles)
    base = painter.transform()
    painter.translate(item.at[0] - shifted_start(item.anchor, found.width * scale), item.at[1])
    painter.scale(scale, scale)
    for name, path in _formula_paths(item.latex):
        painter.fillPath(path, color(item.color if name is None else roles.get(name, name)))
    painter.setTransform(base)


@lru_cache(maxsize=256)
def _formula_paths(latex: str) -> tuple[tuple[str | None, QPainterPath], ...]:
    paths: dict[str | None, QPainterPath] = {}
    for shape in formula_shapes(latex).shapes:
        path = paths.setdefault(shape.color, QPainterPath())
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addPath(_path(shape.segments))
    return tuple(paths.items())


@lru_cache(maxsize=1024)
def _glyph(face: Face, char: str) -> QPainterPath:
    return _path(typeface(face).outline(char))


def _path(segments: Iterable[Segment]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command, v in segments:
        match command:
            case "M":
                path.moveTo(v[0], v[1])
            case "L":
                path.lineTo(v[0], v[1])
            case "Q":
                path.quadTo(v[0], v[1], v[2], v[3])
            case "C":
                path.cubicTo(v[0], v[1], v[2], v[3], v[4], v[5])
            case "Z":
                path.closeSubpath()
    return path
