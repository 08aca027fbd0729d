from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter, QPen

from nndesk.document.edits import set_view, set_weight
from nndesk.document.examples import example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.equation import walk_figure
from nndesk.figure.plane import plane_data, plane_figure
from nndesk.figure.primitives import (
    Arc,
    Box,
    Curve,
    Disc,
    FieldDisc,
    Figure,
    FigureError,
    Fill,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Pen,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.typefaces import FACES, typeface
from nndesk.gui.exporting import export_figure, figure_to_image, figure_to_pdf, figure_to_png
from nndesk.gui.fonts import BASE_SIZE, figure_font, load_fonts
from nndesk.gui.painting import paint
from nndesk.network.walk import walk

pytestmark = pytest.mark.usefixtures("qapp")


def walked(index: int = 8, style: Style | None = None) -> Figure:
    document = example("worked-example")
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    return walk_figure(document, record, index, style or Style())


def pixel(image: QImage, x: float, y: float) -> tuple[int, int, int]:
    found = image.pixelColor(round(x), round(y))
    return found.red(), found.green(), found.blue()


def test_the_shipped_fonts_are_used_and_as_wide_as_their_metrics() -> None:
    families = load_fonts()
    texts = {"italic": "hxδφw", "math": "=−(0.25)∑"}
    for face in FACES:
        font = figure_font(face)
        assert QFontInfo(font).family() == families[face]
        text = texts.get(face, "To AV −0.125 1x2 -> fi")
        measured = QFontMetricsF(font).horizontalAdvance(text)
        assert measured == pytest.approx(typeface(face).width(text) * BASE_SIZE, rel=2e-3)


RED = "#FF0000"
PARTS: dict[str, tuple[Item, tuple[float, float], tuple[float, float]]] = {
    "disc": (Disc((20, 20), 10, fill=Fill(RED)), (20, 20), (35, 20)),
    "ring": (Disc((20, 20), 10, pen=Pen(RED, 3)), (30, 20), (20, 20)),
    "box": (Box(10, 10, 20, 10, 3, fill=Fill(RED)), (20, 15), (20, 30)),
    "line": (Polyline(((0, 20), (40, 20)), Pen(RED, 4)), (20, 20), (20, 26)),
    "dashed": (Polyline(((0, 20), (40, 20)), Pen(RED, 4, (10, 10))), (5, 20), (15, 20)),
    "polyline": (Polyline(((5, 35), (5, 5), (35, 5)), Pen(RED, 4)), (5, 20), (20, 20)),
    "curve": (Curve((0, 30), (0, 0), (40, 0), (40, 30), Pen(RED, 4)), (20, 7.5), (20, 30)),
    "hole": (
        Polygon((((0, 0), (40, 0), (40, 40), (0, 40)), ((10, 10), (30, 10), (30, 30), (10, 30))), Fill(RED)),
        (5, 20),
        (20, 20),
    ),
    "arc": (Arc((20, 20), 12, 45, 90, Pen(RED, 4)), (20, 8), (20, 32)),
    "field": (
        FieldDisc((20, 20), 12, bytes((255, 255, 0, 0)), 2, ("#0000FF", "#FFFFFF", RED)),
        (20, 11),
        (35, 35),
    ),
    "glow": (Glow((20, 20), 10, 18, RED, 1.0), (20, 20), (39, 20)),
    "text": (Text((20, 30), "■", 24, RED, "middle"), (20, 22), (20, 38)),
    "label": (Label((20, 28), "-", 40, RED, "middle"), (20, 18), (20, 35)),
    "formula": (Formula((20, 5), "=", 40, RED, anchor="middle"), (20, 17), (2, 2)),
    "clipped": (
        Group((Box(0, 0, 40, 40, fill=Fill(RED)),), clip=(0, 0, 20, 40)),
        (10, 20),
        (30, 20),
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_paints_where_it_is_and_nowhere_else(part: str) -> None:
    item, inside, outside = PARTS[part]
    image = figure_to_image(Figure(40, 40, (item,), "#FFFFFF"), dpi=96)
    assert (image.width(), image.height()) == (40, 40)
    near = [
        pixel(image, min(39, inside[0] + dx), min(39, inside[1] + dy))
        for dx in (-1, 0, 1)
        for dy in (-6, -3, -1, 0, 1, 3, 6)
    ]
    if part not in ("text", "label", "formula"):
        near = [pixel(image, *inside)]
    assert any(g < 120 and b < 120 and r > 200 for r, g, b in near)
    assert pixel(image, *outside) == (255, 255, 255)


def test_roles_of_a_formula_are_painted_in_the_palette() -> None:
    formula = Formula((2, 2), r"\textcolor{delta}{\delta_k}", 40, "#000000", roles=DARK.roles())
    image = figure_to_image(Figure(60, 60, (formula,), "#000000"), dpi=96)
    colors = {pixel(image, x, y) for x in range(60) for y in range(60)}
    assert (0xFF, 0x8A, 0x3D) in colors


def test_painting_leaves_transform_and_clip_alone() -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(2, 2)
    before = painter.transform()
    paint(painter, walked())
    assert painter.transform() == before
    assert not painter.hasClipping()
    painter.end()


def test_painting_does_not_lose_references_to_none() -> None:
    # PySide6 6.12.0 on Python 3.11 dropped one with every call that returns nothing.
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    pen = QPen()
    before = sys.getrefcount(None)
    for _ in range(200):
        painter.setPen(pen)
    assert sys.getrefcount(None) > before - 100
    painter.end()


def test_a_png_knows_its_size_in_print() -> None:
    image = QImage.fromData(figure_to_png(Figure(96, 48, (), "#FFFFFF"), dpi=300, width_mm=50.8))
    assert (image.width(), image.height()) == (600, 300)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(300 / 0.0254)


def test_type_grows_with_the_resolution() -> None:
    figure = Figure(60, 30, (Text((30, 20), "0.125", 14, "#000000", "middle"),), "#FFFFFF")

    def ink(dpi: float) -> float:
        image = figure_to_image(figure, dpi)
        dark = [
            x for x in range(image.width()) for y in range(image.height()) if sum(pixel(image, x, y)) < 300
        ]
        return (max(dark) - min(dark)) / image.width()

    assert ink(96) == pytest.approx(ink(600), abs=0.05)


def test_without_background_a_png_is_transparent() -> None:
    image = figure_to_image(Figure(10, 10, ()))
    assert image.hasAlphaChannel()
    assert image.pixelColor(5, 5).alpha() == 0


@pytest.mark.parametrize(("dpi", "width"), [(30_000.0, None), (300.0, 4000.0)])
def test_a_picture_beyond_reason_is_refused(dpi: float, width: float | None) -> None:
    with pytest.raises(FigureError, match="20,000 a side"):
        figure_to_png(walked(), dpi, width)


@pytest.mark.parametrize("dpi", [0.0, -1.0, float("nan"), float("inf")])
def test_a_resolution_without_sense_is_refused(dpi: float) -> None:
    with pytest.raises(FigureError, match="dots per inch"):
        figure_to_png(walked(), dpi)


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".tex", ".PNG"])
def test_every_format_is_written(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"figure{suffix}"
    export_figure(walked(), path, width_mm=60, dpi=100)
    starts = {".svg": b"<?xml", ".pdf": b"%PDF-1", ".png": b"\x89PNG", ".tex": b"\\documentclass"}
    assert path.read_bytes().startswith(starts[suffix.lower()])
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_an_unknown_suffix_names_the_four(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match=r"\.svg, \.pdf, \.png or \.tex"):
        export_figure(walked(), tmp_path / "figure.jpeg")
    assert not list(tmp_path.iterdir())


def test_a_pdf_page_is_exactly_as_wide_as_asked_for() -> None:
    figure = walked()
    found = re.search(rb"/MediaBox \[0 ([\d.]+) ([\d.]+) ([\d.]+)\s*\]", figure_to_pdf(figure, width_mm=80.0))
    assert found is not None
    bottom, right, top = (float(v) for v in found.groups())
    assert right == pytest.approx(80 / 25.4 * 72, abs=2e-3)
    assert top - bottom == pytest.approx(right * figure.height / figure.width, abs=2e-3)


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler-utils is not installed")
def test_pdf_fonts_are_embedded_and_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    export_figure(walked(), path)
    fonts = subprocess.run(
        ["pdffonts", path], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes\s+(yes|no)\s+yes\b", line) for line in fonts)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("h2", "x1", "o1", "−1", "0.5", "= 0.125", "step 9 of 13", "hidden node"):
        assert words in text
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "The worked example" in info


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_pdf_looks_like_png(palette: object, tmp_path: Path) -> None:
    style = Style(DARK if palette is DARK else LIGHT)
    for figure in (walked(11, style), plane_figure(plane_data(example("xor-sigmoid")), style)):
        path = tmp_path / "figure.pdf"
        export_figure(figure, path)
        subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", path, tmp_path / "page"], check=True)
        page, image = QImage(str(tmp_path / "page.png")), figure_to_image(figure, 96)
        width, height = min(page.width(), image.width()), min(page.height(), image.height())
        assert abs(page.width() - image.width()) <= 1
        far = sum(
            sum(abs(a - b) for a, b in zip(pixel(page, x, y), pixel(image, x, y), strict=True)) > 150
            for x in range(0, width, 3)
            for y in range(0, height, 3)
        )
        assert far < 0.02 * width * height / 9


def test_diagram_of_every_scale_paints() -> None:
    for scale in (1.0, 1.35, 2.0):
        assert not figure_to_image(diagram_figure(example("xor"), Style(scale=scale))).isNull()


def _ink(paint_on: Callable[[QPainter], None], density: float) -> int:
    """How much is painted on a canvas of 100 × 100 pixels, in hundredths of a device pixel."""
    side = round(100 * density)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(density)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(50.0, -50.0)
    painter.translate(0.0, -2.0)
    paint_on(painter)
    painter.end()
    return sum(
        100 * (255 - image.pixelColor(x, y).lightness()) // 255 for x in range(side) for y in range(side)
    )


@pytest.mark.parametrize("what", ["line", "boundary", "grid", "guide", "marquee", "crowd"])
def test_lines_of_some_pixels_are_as_thick_on_a_fine_screen(what: str) -> None:
    from PySide6.QtCore import QLineF, QRectF
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

    from nndesk.document.edits import layered
    from nndesk.figure.diagram import edge_geometries
    from nndesk.geometry.lines import Line
    from nndesk.gui.diagram.crowd import Crowd
    from nndesk.gui.diagram.overlay import Guide, Marquee
    from nndesk.gui.plane.frame_items import GridItem
    from nndesk.gui.plane.lines_item import BoundaryItem, LinesItem, ShownLine

    option = QStyleOptionGraphicsItem()
    item: LinesItem | BoundaryItem | GridItem | Guide | Marquee
    if what == "crowd":
        crowd = Crowd()
        document = layered("1-1", seed=1)
        network = set_weight(document, "x1", "o1", 50.0).network
        crowd.put(network.edges, edge_geometries(document), np.arange(len(network.edges)), Style())

        def paint_on(painter: QPainter) -> None:
            painter.scale(1 / 90, 1 / 90)
            crowd.paint(painter)
    else:
        if what == "line":
            item = LinesItem()
            item.set_lines((ShownLine("h1", Line(1.0, 0.1, -0.9), selected=False),))
        elif what == "boundary":
            item = BoundaryItem()
            item.set_polylines([[(0.0, 0.9), (2.0, 1.1)]])
        elif what == "grid":
            item = GridItem()
            item.set_spacing(0.7)
        elif what == "guide":
            item = Guide()
            item.line, item.color = QLineF(0.0, 1.0, 2.0, 1.0), QColor("#000000")
        else:
            item = Marquee()
            item.bounds = QRectF(0.5, 0.5, 1.0, 1.0)
            item.color = QColor("#000000")
        if isinstance(item, LinesItem | BoundaryItem | GridItem):
            item.set_visible_rect(QRectF(0.0, 0.0, 2.0, 2.0))

        def paint_on(painter: QPainter) -> None:
            item.paint(painter, option)

    coarse, fine = _ink(paint_on, 1.0), _ink(paint_on, 2.0)
    assert coarse > 100
    assert fine == pytest.approx(4 * coarse, rel=0.25)


def test_a_nodes_map_stands_upright_in_colours_and_within_its_disc() -> None:
    ramp = bytes(255 - 255 * row // 31 for row in range(32) for _ in range(32))
    item = FieldDisc((50, 50), 40, ramp, 32, ("#0000FF", "#FFFFFF", RED))
    image = figure_to_image(Figure(100, 100, (item,), "#00FF00"))
    assert pixel(image, 50, 12)[0] > 200
    assert pixel(image, 50, 12)[2] < 60
    assert min(pixel(image, 50, 50)) > 235
    assert pixel(image, 50, 88)[2] > 200
    assert pixel(image, 15, 15) == (0, 255, 0)


def test_a_pdf_draws_maps_as_areas() -> None:
    document = set_view(example("xor-sigmoid"), faces="field")
    pdf = figure_to_pdf(diagram_figure(document, Style.of(document.view)))
    assert b"/Subtype /Image" not in pdf
