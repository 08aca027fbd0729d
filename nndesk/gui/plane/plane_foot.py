"""What stands under the plane: the legend and, where there are more than two inputs, the slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.figure.legend import Legend
from nndesk.figure.plane import axis_remarks
from nndesk.figure.plane_slice import PlaneSlice, plane_slice
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.plane.legend_view import LegendView
from nndesk.gui.theme import Theme

if TYPE_CHECKING:
    from nndesk.gui.plane.slice_bar import AxisChoice, SliderList

_LOW = 330
"""Height of the panel in pixels below which one slider is shown, so that the plane has room; below the next
number two."""
_HIGH = 460


class PlaneFoot(QWidget):
    """A thin bar; most networks have two inputs, and then it is one line.

    Signals:
        axes_wanted(across, up)
        value_wanted(input, value, gesture): the example's value of an input that is not an axis.
    """

    axes_wanted = Signal(str, str)
    value_wanted = Signal(str, float, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.legend = LegendView(self)
        self.axes: AxisChoice | None = None
        self.sliders: SliderList | None = None
        self._rows = 3
        self._beside = self._words_beside = True
        self._words = ElidedLabel(parent=self)
        self._words.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addWidget(self._words)
        self._row.addWidget(self.legend, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 2, 10, 0)
        self._column.setSpacing(2)
        self._column.addLayout(self._row)

    def allow(self, height: int) -> None:
        """Take no more than a part of the panel, which is so high."""
        self._rows = 1 if height < _LOW else 2 if height < _HIGH else 3
        if self.sliders is not None:
            self.sliders.allow(self._rows)

    def say(self, words: str, more: str = "", *, strong: bool = False) -> None:
        """A sentence on the regions, on the left; ``more`` is in the tooltip. Empty words say nothing."""
        self._words.set_text(words, more)
        self._words.setAccessibleName("; ".join(filter(None, (words, more))))
        role = "lit" if strong else "caption"
        if role != self._words.property("role"):
            self._words.setProperty("role", role)
            self._words.style().polish(self._words)
        self._words.setVisible(bool(words))
        self._arrange()

    @property
    def words(self) -> str:
        """What is said of the regions, however much of it is seen."""
        return self._words.full_text if self._words.isVisibleTo(self) else ""

    def show_legend(self, legend: Legend | None, document: Document) -> None:
        """Explain what is shown of ``document``: its colours by ``legend``, its numbers by remarks."""
        cut = plane_slice(document)
        remarks = axis_remarks(document, cut.axes if cut is not None else document.network.inputs[:1])
        self.legend.show_legend(legend, self._theme.style(document.view), remarks)
        self._arrange()

    def _arrange(self) -> None:
        """The legend beside the axes if it fits there in one line, else under them."""
        left, _, right, _ = self._column.getContentsMargins()
        room = self.width() - left - right - self._row.spacing()
        alone = self.axes is None or not self.axes.isVisibleTo(self)
        self._place_words(alone, room)
        fits = alone or self.legend.line_width <= room - self.axes.sizeHint().width()
        if fits is not self._beside:
            self._beside = fits
            if fits:
                self._column.removeWidget(self.legend)
                self._row.addWidget(self.legend, 1)
            else:
                self._row.removeWidget(self.legend)
                self._column.insertWidget(1, self.legend)

    def _place_words(self, beside: bool, room: float) -> None:
        """The words left of the legend, in the room that it leaves; where the axes are, on a line alone."""
        if beside is not self._words_beside:
            self._words_beside = beside
            (self._column if beside else self._row).removeWidget(self._words)
            if beside:
                self._row.insertWidget(0, self._words)
            else:
                self._column.addWidget(self._words)
        self._words.setMaximumWidth(max(80, int(room - self.legend.line_width)) if beside else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_slice(self, document: Document, cut: PlaneSlice | None) -> None:
        """Offer axes and sliders for this slice; None, or a plane that is all there is, needs none."""
        if cut is None or not cut.rest:
            for widget in (self.axes, self.sliders):
                if widget is not None:
                    widget.hide()
            self._arrange()
            return
        if self.axes is None or self.sliders is None:
            from nndesk.gui.plane.slice_bar import AxisChoice, SliderList

            self.axes, self.sliders = AxisChoice(self._theme, self), SliderList(self._theme, self)
            self.axes.axes_wanted.connect(self.axes_wanted)
            self.sliders.wanted.connect(self.value_wanted)
            self.sliders.allow(self._rows)
            self._row.insertWidget(0, self.axes)
            self._row.insertStretch(1)
            self._column.addWidget(self.sliders)
        self.axes.show_axes(document.network.inputs, cut.axes)
        self.sliders.show_slice(document, cut)
        self.axes.show()
        self.sliders.show()
        self._arrange()
