"""File, Export figure: what is on the screen, as a file for paper, slides or the web."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from nndesk.figure.primitives import Figure
from nndesk.figure.space_figures import SPACE_FIGURES, space_figure
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.geometry.lines import Window
from nndesk.gui.cameras import Cameras
from nndesk.gui.playback import Playback
from nndesk.gui.save_dialog import ask_where, file_stem
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.space_choices import SpaceChoices

TABLE = "regions"
"""The one export that is words and numbers, and no figure."""


class Exports(QObject):
    """Makes the same figures as ``nndesk export``, of the step and the part of the plane that are shown."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        playback: Playback,
        settings: Settings,
        plane: Callable[[], tuple[str | None, Window]],
        cameras: Cameras,
        choices: SpaceChoices,
    ) -> None:
        """``plane`` tells the neuron that shades the plane on the screen, and which part of it is visible;
        ``cameras`` from where the figures in space are seen, ``choices`` what of them is shown."""
        super().__init__(window)
        self._cameras = cameras
        self._choices = choices
        self._plane = plane
        self._window = window
        self._session = session
        self._playback = playback
        self._settings = settings

    def export(self, what: str) -> None:
        """Ask how and where, then write the picture (see :meth:`figure`). Says why if it cannot."""
        from nndesk.gui.dialogs.export_figure import ExportFigureDialog

        if what == TABLE:
            self._export_table()
            return
        try:
            natural = self.figure(what, dark=False)
        except ValueError as error:
            self._session.message.emit(str(error), "error")
            return
        settings = self._settings
        dialog = ExportFigureDialog(
            _title(what),
            natural.width,
            format=settings.export_format,
            width_mm=settings.export_width(what),
            dpi=settings.export_dpi,
            parent=self._window,
        )
        accepted, options = dialog.exec(), dialog.options
        dialog.deleteLater()
        if not accepted:
            return
        settings.export_format, settings.export_dpi = options.format, round(options.dpi)
        settings.set_export_width(what, None if dialog.is_natural else options.width_mm)
        suffix = f".{options.format}"
        stem = file_stem(self._session.name, self._session.path)
        path = ask_where(
            self._window,
            _title(what),
            Path(settings.last_folder) / f"{stem}-{what}{suffix}",
            f"{options.format.upper()} (*{suffix})",
            suffix,
        )
        if path is not None:
            self.write(what, path, width_mm=options.width_mm, dpi=options.dpi, dark=options.dark)

    def write(
        self, what: str, path: Path, *, width_mm: float | None = None, dpi: float = 300.0, dark: bool = False
    ) -> bool:
        """Write the figure and say so, or why not. Whether it was written."""
        from nndesk.gui.exporting import export_figure

        return self._written(
            path, lambda: export_figure(self.figure(what, dark), path, width_mm=width_mm, dpi=dpi)
        )

    def _written(self, path: Path, write: Callable[[], object]) -> bool:
        from nndesk.document.atomic import UnwritableError

        try:
            write()
        except UnwritableError as error:
            text = QCoreApplication.translate("nndesk", "{name} could not be exported: {reason}.")
            self._session.message.emit(text.format(name=path.name, reason=error.reason), "error")
            return False
        except ValueError as error:
            self._session.message.emit(str(error), "error")
            return False
        self._settings.last_folder = str(path.absolute().parent)
        text = QCoreApplication.translate("nndesk", "Exported {name}.")
        self._session.message.emit(text.format(name=path.name), "info")
        return True

    def _export_table(self) -> None:
        """Ask for a file, whose suffix says how the table of regions is written."""
        settings = self._settings
        suffix = f".{settings.table_format}"
        kinds = {
            ".csv": QCoreApplication.translate("nndesk", "Table for a spreadsheet"),
            ".md": QCoreApplication.translate("nndesk", "Markdown"),
            ".tex": QCoreApplication.translate("nndesk", "LaTeX"),
        }
        stem = file_stem(self._session.name, self._session.path)
        order = sorted(kinds, key=lambda kind: kind != suffix)
        path = ask_where(
            self._window,
            _title(TABLE),
            Path(settings.last_folder) / f"{stem}-{TABLE}{suffix}",
            ";;".join(f"{kinds[kind]} (*{kind})" for kind in order),
            tuple(order),
        )
        if path is not None:
            self.write_table(path)

    def write_table(self, path: Path) -> bool:
        """Write the table of regions as the suffix says, and say so, or why not. Whether it was written."""
        from nndesk.document.atomic import replace_file
        from nndesk.figure.space_figures import regions_table

        form = path.suffix.lower().lstrip(".")
        node, window = self._plane()
        document = self._session.document
        shown = window if len(document.network.inputs) == 2 else None
        written = self._written(
            path, lambda: replace_file(path, regions_table(document, form, node, shown).encode("utf-8"))
        )
        if written:
            self._settings.table_format = form
        return written

    def figure(self, what: str, dark: bool) -> Figure:
        """``"diagram"``, ``"plane"``, ``"walk"``, ``"matrices"``, ``"hypercube"``, … as data.

        Raises ValueError with a sentence where there is nothing to show.
        """
        document = self._session.document
        view = document.view
        style = Style.of(view, DARK if dark else LIGHT)
        if what == "plane":
            from nndesk.figure.input_view import input_figure

            node, window = self._plane()
            selected = self._session.selection.node
            return input_figure(document, style, node, window, soft=[selected] if selected else ())
        if what == "matrices":
            from nndesk.figure.matrix import matrices_figure

            return matrices_figure(document, style)
        if what in SPACE_FIGURES:
            node, window = self._plane()
            return space_figure(
                what,
                document,
                style,
                self._cameras.of(what),
                node=node,
                window=window,
                selected=self._session.selection.node,
                samples=self._settings.surface_samples,
                choice=self._choices.choice,
            )
        playback = self._playback
        if what == "walk":
            from nndesk.figure.equation import walk_figure

            if playback.walk is None or not playback.walk.steps:
                raise ValueError(QCoreApplication.translate("nndesk", "There is no walk to export yet."))
            return walk_figure(document, playback.walk, max(playback.index, 0), style, grain=playback.grain)
        from nndesk.figure.diagram import diagram_figure

        if playback.index < 0:
            return diagram_figure(document, style)
        return diagram_figure(document, style, known=playback.known(), step=playback.step())


def _title(what: str) -> str:
    return {
        "diagram": QCoreApplication.translate("nndesk", "Export the diagram"),
        "plane": QCoreApplication.translate("nndesk", "Export the plane"),
        "walk": QCoreApplication.translate("nndesk", "Export the step of the walk"),
        "matrices": QCoreApplication.translate("nndesk", "Export the matrices"),
        "hypercube": QCoreApplication.translate("nndesk", "Export the hypercube"),
        "surface": QCoreApplication.translate("nndesk", "Export the surface"),
        "hidden": QCoreApplication.translate("nndesk", "Export hidden space"),
        "ledger": QCoreApplication.translate("nndesk", "Export the ledger"),
        "graph": QCoreApplication.translate("nndesk", "Export the computation graph"),
        "truth-table": QCoreApplication.translate("nndesk", "Export the truth table"),
        TABLE: QCoreApplication.translate("nndesk", "Export the table of regions"),
    }[what]
