"""The shipped guide as a page: Markdown with pictures in the theme's colours, and room between its blocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QImageReader,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from nndesk.assets import asset

WIDEST = 560
"""Pictures are made narrower than this, in device-independent pixels."""


class GuidePage(QTextBrowser):
    """Reads ``resources/guide/guide.md``.

    A picture ``…-light.…`` may have a twin ``…-dark.…`` for the dark theme, ``….png`` one for fine screens,
    ``…@2x.png``.
    """

    def __init__(self, dark: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dark = dark
        self._folder = Path(str(asset("guide")))
        self.setOpenExternalLinks(True)
        self.setMarkdown((self._folder / "guide.md").read_text(encoding="utf-8"))
        _space(self.document())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the guide's folder, narrow enough for the page; nothing from anywhere else."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        path = self._folder / (name.path() if isinstance(name, QUrl) else name)
        twin = path.with_name(path.name.replace("-light.", "-dark."))
        if self._dark and twin.is_file():
            path = twin
        return _picture(path, self.devicePixelRatioF())


def _picture(path: Path, density: float) -> QImage | None:
    """The file at most :data:`WIDEST` wide; None if there is none."""
    if not path.is_file():
        return None
    if path.suffix == ".svg":
        from PySide6.QtSvg import QSvgRenderer

        renderer = QSvgRenderer(str(path))
        size = _narrowed(renderer.defaultSize())
        picture = QImage(size * density, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(picture.rect()))
        painter.end()
    else:
        size = QImageReader(str(path)).size()
        twin = path.with_stem(f"{path.stem}@2x")
        if not twin.is_file():
            # Made for fine screens alone.
            twin, size = path, size / 2
        size = _narrowed(size)
        picture = QImage(str(twin))
        picture = picture.scaledToWidth(
            round(size.width() * density), Qt.TransformationMode.SmoothTransformation
        )
    picture.setDevicePixelRatio(density)
    return picture


def _narrowed(size: QSize) -> QSize:
    return size if size.width() <= WIDEST else size * (WIDEST / size.width())


def _space(page: QTextDocument) -> None:
    """Give the blocks room to breathe, and the headings the interface's sizes."""
    cursor = QTextCursor(page)
    block = page.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        form = block.blockFormat()
        level = form.headingLevel()
        if not _has_picture(block):
            form.setLineHeight(135.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(18.0 if level > 1 else 0.0)
        form.setBottomMargin(6.0)
        cursor.setBlockFormat(form)
        for part in block.textFormats():
            if part.format.fontWeight() <= QFont.Weight.Medium:
                continue
            cursor.setPosition(block.position() + part.start)
            cursor.setPosition(cursor.position() + part.length, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            # There is no bolder Inter here; Qt would smear this one.
            letters.setFontWeight(QFont.Weight.DemiBold)
            if level:
                letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level == 1 else 0)
            cursor.mergeCharFormat(letters)
        block = block.next()


def _has_picture(block: QTextBlock) -> bool:
    return any(part.format.isImageFormat() for part in block.textFormats())
