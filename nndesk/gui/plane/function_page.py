"""The panel's page for a network with one input: made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from nndesk.document.document import Document
from nndesk.figure.function_content import FunctionData
from nndesk.figure.style import Style
from nndesk.geometry.lines import Window
from nndesk.gui.plane.captions import whereabouts

if TYPE_CHECKING:
    from nndesk.gui.plane.function_view import FunctionPlot


class FunctionPage:
    """Keeps a :class:`FunctionPlot` in step with a document.

    Args:
        pages: where the plot is put.
        connect: called with the plot when it has been made.
    """

    def __init__(self, pages: QStackedLayout, connect: Callable[[FunctionPlot], None]) -> None:
        self._pages = pages
        self._connect = connect
        self.plot: FunctionPlot | None = None
        self.data: FunctionData | None = None

    def show(self, document: Document, parent: QWidget) -> FunctionPlot:
        """Put the plot in front, with the names and the example of ``document``."""
        if self.plot is None:
            from nndesk.gui.plane.function_view import FunctionPlot

            self.plot = FunctionPlot(parent)
            self.plot.setAccessibleName(QCoreApplication.translate("nndesk", "Function plot"))
            self._pages.addWidget(self.plot)
            self._connect(self.plot)
        plot, x = self.plot, document.example.x
        self._pages.setCurrentWidget(plot)
        plot.axes["bottom"].set_name(document.network.inputs[0])
        plot.axes["left"].set_name("z")
        plot.set_probe((x[0], 0.0) if len(x) == 1 else None)
        plot.setAccessibleDescription(whereabouts(document))
        return plot

    def show_data(self, data: FunctionData | None, look: Style) -> None:
        """Show curves that have been computed."""
        self.data = data
        if self.plot is not None:
            if data is not None:
                self.plot.set_home(data.home)
            self.plot.show_function(data, look)

    @property
    def wanted(self) -> Window | None:
        """What is looked at: None for all of it."""
        if self.plot is None or self.plot.at_home:
            return None
        return self.plot.visible_window()
