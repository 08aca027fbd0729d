"""Writes figures as SVG, PDF, PNG or TikZ, by the suffix of the file, without a window."""

from __future__ import annotations

import os
import re
from math import ceil, isfinite
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter

from nndesk.document.atomic import replace_file
from nndesk.figure.export import TEXT_FORMATS, check_width, export_text, unknown_format
from nndesk.figure.primitives import Figure, FigureError
from nndesk.gui.fonts import load_fonts
from nndesk.gui.painting import paint

MM_PER_UNIT = 25.4 / 96
LARGEST_SIDE = 20_000
PDF_RESOLUTION = 1200

_application: QGuiApplication | None = None


def ensure_gui_application() -> None:
    """Make sure that fonts can be drawn; where no application runs, start one that needs no display."""
    global _application
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QGuiApplication(["nndesk"])
    load_fonts()


def export_figure(
    figure: Figure, path: str | Path, width_mm: float | None = None, dpi: float = 300.0
) -> None:
    """Write ``figure`` in the format that the suffix names, whole or not at all.

    ``width_mm`` None keeps the natural size (96 units to the inch); ``dpi`` matters for PNG alone.

    Raises:
        FigureError: unknown suffix, or a size that makes no sense.
        UnwritableError: the file cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in TEXT_FORMATS:
        export_text(figure, path, width_mm)
    elif suffix == ".pdf":
        replace_file(path, figure_to_pdf(figure, width_mm))
    elif suffix == ".png":
        replace_file(path, figure_to_png(figure, dpi, width_mm))
    else:
        raise unknown_format(suffix)


def figure_to_png(figure: Figure, dpi: float = 300.0, width_mm: float | None = None) -> bytes:
    """``figure`` as the bytes of a PNG that knows its size in print. Raises :class:`FigureError`."""
    image = figure_to_image(figure, dpi, width_mm)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs ask for bytes, the call for a str.
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise FigureError("The picture could not be encoded as PNG.")
    buffer.close()
    return bytes(data.data())


def figure_to_image(figure: Figure, dpi: float = 96.0, width_mm: float | None = None) -> QImage:
    """``figure`` painted into an image. Raises :class:`FigureError` beyond 20,000 pixels a side."""
    check_width(figure, width_mm)
    if not (isfinite(dpi) and dpi > 0):
        raise FigureError(f"A picture cannot have {dpi:g} dots per inch.")
    millimetres = figure.width * MM_PER_UNIT if width_mm is None else width_mm
    scale = millimetres / 25.4 * dpi / figure.width
    width, height = figure.width * scale, figure.height * scale
    if max(width, height) > LARGEST_SIDE:
        raise FigureError(
            f"At {dpi:g} dpi the picture would be {width:.0f} × {height:.0f} pixels; "
            f"{LARGEST_SIDE:,} a side is the most."
        )
    ensure_gui_application()
    transparent = figure.background is None
    image = QImage(
        max(1, round(width)),
        max(1, round(height)),
        QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32,
    )
    image.fill(0 if transparent else figure.background)
    painter = QPainter(image)
    painter.scale(image.width() / figure.width, image.height() / figure.height)
    paint(painter, figure)
    painter.end()
    # Only now: set before painting, it would change the size of the type.
    dots = round(dpi / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def figure_to_pdf(figure: Figure, width_mm: float | None = None) -> bytes:
    """``figure`` as the bytes of a one-page PDF of its own size, text as text with fonts embedded."""
    check_width(figure, width_mm)
    ensure_gui_application()
    width = figure.width * (MM_PER_UNIT if width_mm is None else width_mm / figure.width) / 25.4 * 72
    height = width * figure.height / figure.width
    # Qt's pages are whole points wide and high: take the next larger one and crop it.
    page = QSize(ceil(width), ceil(height))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(figure.title or "Figure")
    writer.setCreator("nndesk")
    writer.setResolution(PDF_RESOLUTION)
    writer.setPageSize(QPageSize(page, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    scale = width / 72 * PDF_RESOLUTION / figure.width
    painter.scale(scale, scale)
    paint(painter, figure)
    painter.end()
    buffer.close()
    return _cropped(bytes(data.data()), page, width, height)


def _cropped(pdf: bytes, page: QSize, width: float, height: float) -> bytes:
    """The PDF with its page cut to the exact size, from the top left. The text keeps its length, so that the
    addresses of everything behind it stay right."""

    def exact(found: re.Match[bytes]) -> bytes:
        box = b"[0 %.3f %.3f %d]" % (page.height() - height, width, page.height())
        return found[1] + box.ljust(len(found[2])) if len(box) <= len(found[2]) else found[0]

    return re.sub(rb"(/(?:Media|Trim)Box )(\[0 0 [0-9.]+ [0-9.]+\])", exact, pdf)
