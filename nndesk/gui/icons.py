"""Tabler's icons (MIT) in the colours of the theme."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources.abc import Traversable

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from nndesk.assets import asset
from nndesk.figure.style import LIGHT


@lru_cache(maxsize=256)
def icon(name: str, color: str | None = None, size: int = 20) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` drawn in one colour.

    Args:
        name: the file's name without ``.svg``; filled variants end in ``-filled``.
        color: ``#RRGGBB``; the light theme's text colour by default. Ask again when the theme changes.
        size: side in device-independent pixels.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    drawn = QIcon()
    for density in _densities():
        drawn.addPixmap(pixmap(name, color or LIGHT.text, size, density))
    return drawn


def _densities() -> set[float]:
    """Those of the screens there are, and the usual ones for pictures that are not for a screen."""
    return {1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, density: float = 1.0) -> QPixmap:
    """The same as a picture for a screen of ``density`` device pixels per pixel."""
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name).replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    side = round(size * density)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    file = _folder().joinpath(f"{name}.svg")
    if not file.is_file():
        raise FileNotFoundError(f"there is no icon {name}")
    return file.read_text(encoding="utf-8")


@cache
def _folder() -> Traversable:
    return asset("icons")
