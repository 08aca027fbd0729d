"""File, Export figure: what is on the screen, as a file for paper, slides or the web."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from nndesk.figure.primitives import Figure
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.geometry.lines import Window
from nndesk.gui.playback import Playback
from nndesk.gui.save_dialog import ask_where, file_stem
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings


class Exports(QObject):
    """Makes the same figures as ``nndesk export``, of the step and the part of the plane that are shown."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        playback: Playback,
        settings: Settings,
        plane: Callable[[], tuple[str | None, Window]],
    ) -> None:
        """``plane`` tells the neuron that shades the plane on the screen, and which part of it is visible."""
        super().__init__(window)
        self._plane = plane
        self._window = window
        self._session = session
        self._playback = playback
        self._settings = settings

    def export(self, what: str) -> None:
        """Ask how and where, then write the picture (see :meth:`figure`). Says why if it cannot."""
        from nndesk.gui.dialogs.export_figure import ExportFigureDialog

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
        from nndesk.document.atomic import UnwritableError
        from nndesk.gui.exporting import export_figure

        try:
            export_figure(self.figure(what, dark), path, width_mm=width_mm, dpi=dpi)
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

    def figure(self, what: str, dark: bool) -> Figure:
        """``"diagram"``, ``"plane"``, ``"walk"`` or ``"matrices"`` as data.

        Raises ValueError with a sentence where there is nothing to show.
        """
        document = self._session.document
        view = document.view
        style = Style.of(view, DARK if dark else LIGHT)
        if what == "plane":
            from nndesk.figure.input_view import input_figure

            node, window = self._plane()
            return input_figure(document, style, node, window)
        if what == "matrices":
            from nndesk.figure.matrix import matrices_figure

            return matrices_figure(document, style)
        playback = self._playback
        if what == "walk":
            from nndesk.figure.equation import walk_figure

            if playback.walk is None or not playback.walk.steps:
                raise ValueError(QCoreApplication.translate("nndesk", "There is no walk to export yet."))
            return walk_figure(document, playback.walk, max(playback.index, 0), style)
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
    }[what]
