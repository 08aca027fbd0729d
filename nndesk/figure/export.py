"""Writes figures as text files. PDF and PNG need Qt: ``gui/exporting.py`` adds them."""

from __future__ import annotations

from pathlib import Path

from nndesk.document.atomic import check_writable, replace_file
from nndesk.figure.primitives import Figure, FigureError
from nndesk.figure.svg import to_svg
from nndesk.figure.tikz import to_tikz

TEXT_FORMATS = (".svg", ".tex")
FORMATS = (".svg", ".pdf", ".png", ".tex")
LARGEST_MM = 5000.0


def figure_text(figure: Figure, suffix: str, width_mm: float | None = None) -> str:
    """``figure`` as SVG or TikZ text. Raises :class:`FigureError` for another suffix or a bad width."""
    check_width(figure, width_mm)
    if suffix == ".svg":
        return to_svg(figure, width_mm)
    if suffix == ".tex":
        return to_tikz(figure, width_mm)
    raise unknown_format(suffix)


def export_text(figure: Figure, path: str | Path, width_mm: float | None = None) -> None:
    """Write ``figure`` to an ``.svg`` or ``.tex`` file, whole or not at all.

    Raises:
        FigureError: another suffix, or a width that makes no sense.
        UnwritableError: the file cannot be written.
    """
    path = Path(path)
    replace_file(path, figure_text(figure, path.suffix.lower(), width_mm).encode("utf-8"))


def check_width(figure: Figure, width_mm: float | None) -> None:
    """Raise :class:`FigureError` unless the picture has an area and comes out between 1 mm and 5 m wide."""
    if figure.width <= 0 or figure.height <= 0:
        raise FigureError("The figure is empty: there is nothing to write.")
    if width_mm is not None and not 1.0 <= width_mm <= LARGEST_MM:
        raise FigureError(f"A figure cannot be {width_mm:g} mm wide; choose from 1 to {LARGEST_MM:g} mm.")


def check_target(path: str | Path) -> None:
    """Raise what writing a figure to ``path`` would, as far as it can be told before there is a figure.

    Raises:
        FigureError: a suffix that names no format.
        UnwritableError: the file could not be written.
    """
    path = Path(path)
    if path.suffix.lower() not in FORMATS:
        raise unknown_format(path.suffix.lower())
    check_writable(path)


def unknown_format(suffix: str) -> FigureError:
    """The complaint about a file name whose suffix names no format."""
    endings = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
    if not suffix:
        return FigureError(f"The name of the figure's file must end in {endings}.")
    return FigureError(f"Figures cannot be written as {suffix}; the file's name must end in {endings}.")
