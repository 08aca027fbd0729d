"""Figures from the command line."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nndesk.cli.errors import UsageError
from nndesk.document.document import Document
from nndesk.document.edits import set_view
from nndesk.document.examples import open_document
from nndesk.document.walking import document_walk
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.primitives import Figure
from nndesk.figure.rotation import Camera
from nndesk.figure.style import DARK, LIGHT, Style

if TYPE_CHECKING:
    from nndesk.figure.space_figures import SpaceChoice


def export(arguments: argparse.Namespace) -> int:
    from nndesk.cli.window import check_step
    from nndesk.figure.export import check_target

    if arguments.what == "regions-table" or _is_table(arguments):
        return export_table(arguments)
    if arguments.what == "graph" and Path(arguments.to).suffix.lower() == ".dot":
        return export_dot(arguments)
    check_target(arguments.to)
    camera = camera_of(arguments)
    document = open_document(arguments.file)
    check_step(document, arguments.step)
    wanted = {
        "faces": arguments.faces,
        "labels": arguments.weights,
        "shading": arguments.shading,
        "show_regions": arguments.regions,
    }
    document = set_view(document, **{name: value for name, value in wanted.items() if value is not None})
    style = style_of(document, dark=arguments.dark)
    figure = picture(
        document,
        arguments.what,
        style,
        arguments.step,
        camera,
        choice_of(arguments),
        legend=not arguments.no_legend,
    )
    write(figure, arguments.to, width_mm=arguments.width_mm, dpi=arguments.dpi)
    return 0


def export_table(arguments: argparse.Namespace) -> int:
    from nndesk.document.atomic import check_writable, replace_file
    from nndesk.figure.identities_table import FORMS
    from nndesk.figure.space_figures import ledger_as_text, regions_table, truth_table_text

    to = Path(arguments.to)
    form = to.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise UsageError(f"--to {arguments.to}: a table is written as .csv, .md or .tex.")
    camera_of(arguments)
    check_writable(to)
    write_table = {"regions-table": regions_table, "truth-table": truth_table_text, "ledger": ledger_as_text}
    text = write_table[arguments.what](open_document(arguments.file), form)
    replace_file(to, text.encode("utf-8"))
    return 0


def export_dot(arguments: argparse.Namespace) -> int:
    """The computation graph for Graphviz."""
    from nndesk.document.atomic import check_writable, replace_file
    from nndesk.figure.space_figures import graph_as_dot

    camera_of(arguments)
    check_writable(Path(arguments.to))
    replace_file(Path(arguments.to), graph_as_dot(open_document(arguments.file)).encode("utf-8"))
    return 0


def _is_table(arguments: argparse.Namespace) -> bool:
    """Whether a table is wanted as text: in a paper it is a table and not a picture."""
    return arguments.what in ("truth-table", "ledger") and Path(arguments.to).suffix.lower() in (
        ".csv",
        ".md",
        ".tex",
    )


def choice_of(arguments: argparse.Namespace) -> SpaceChoice:
    """What of hidden space is to be shown. Raises UsageError where it is no hidden space."""
    from nndesk.figure.space_figures import SpaceChoice

    given = {"--axes": arguments.axes, "--reader": arguments.reader, "--morph": arguments.morph}
    wrong = [option for option, value in given.items() if value is not None]
    if wrong and arguments.what != "hidden":
        raise UsageError(f"{wrong[0]} is for hidden space, not for {arguments.what}.")
    nodes = None if arguments.axes is None else tuple(name.strip() for name in arguments.axes.split(","))
    return SpaceChoice(nodes, arguments.reader, 1.0 if arguments.morph is None else arguments.morph)


def camera_of(arguments: argparse.Namespace) -> Camera | None:
    """From where a figure in space is to be seen; None for its home. Raises UsageError for other figures."""
    from nndesk.figure.rotation import home
    from nndesk.figure.space_figures import TURNED

    if arguments.azimuth is None and arguments.elevation is None:
        return None
    if arguments.what not in TURNED:
        turned = ", ".join(TURNED)
        raise UsageError(f"--azimuth and --elevation turn {turned}, not {arguments.what}.")
    camera = home(arguments.what)
    return replace(
        camera,
        azimuth=camera.azimuth if arguments.azimuth is None else arguments.azimuth,
        elevation=camera.elevation if arguments.elevation is None else arguments.elevation,
    )


def style_of(document: Document, dark: bool = False) -> Style:
    """The look of an exported figure: the palette asked for, the document's number format."""
    view = document.view
    return Style.of(view, DARK if dark else LIGHT)


def picture(
    document: Document,
    what: str,
    style: Style,
    step: int | None = None,
    camera: Camera | None = None,
    choice: SpaceChoice | None = None,
    *,
    legend: bool = True,
) -> Figure:
    """The diagram, plane, walk, matrices, hypercube or surface of ``document``.

    ``step`` counts from 1, 0 is before the first; ``camera`` looks at what is in space, ``choice`` says what
    of it is shown; ``legend``: whether to say what the plane's colours mean.

    Raises:
        FigureError: there is nothing to show, as a plane of a network that has no input.
    """
    from nndesk.figure.space_figures import SPACE_FIGURES, space_figure

    if what in SPACE_FIGURES:
        return space_figure(what, document, style, camera, choice=choice)
    if what == "plane":
        from nndesk.figure.input_view import input_figure

        return input_figure(document, style, legend=legend)
    if what == "matrices":
        from nndesk.figure.matrix import matrices_figure

        return matrices_figure(document, style)
    if what == "diagram" and step is None:
        return diagram_figure(document, style)
    recorded = document_walk(document)
    index = len(recorded.steps) - 1 if step is None else step - 1
    if what == "walk":
        from nndesk.figure.equation import walk_figure

        return walk_figure(document, recorded, index, style)
    shown = recorded.steps[index] if index >= 0 else None
    return diagram_figure(document, style, known=recorded.known_at(index), step=shown)


def write(figure: Figure, path: str | Path, *, width_mm: float | None = None, dpi: float = 300.0) -> None:
    """Write ``figure``; only PDF and PNG need Qt, and they need no display.

    Raises:
        FigureError: unknown suffix or impossible size.
        UnwritableError: the file cannot be written.
    """
    from nndesk.figure.export import TEXT_FORMATS, export_text

    if Path(path).suffix.lower() in TEXT_FORMATS:
        export_text(figure, path, width_mm=width_mm)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from nndesk.gui.exporting import export_figure

    export_figure(figure, path, width_mm=width_mm, dpi=dpi)
