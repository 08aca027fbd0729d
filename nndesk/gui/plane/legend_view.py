"""The legend under the plane: the same primitives as in the exported figure, in as many rows as they need."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.figure.legend import (
    KINDS,
    LINE,
    NO_REMARKS,
    Legend,
    LegendEntry,
    Remarks,
    Values,
    gap,
    legend_entries,
    remark_entries,
    rows_of,
    width_of,
)
from nndesk.figure.primitives import moved
from nndesk.figure.style import Style
from nndesk.gui.painting import paint

_MOST_ROWS = 2
"""In a narrow card classes beyond these rows are left out; the tooltip has them all."""


class LegendView(QWidget):
    """Right-aligned and quiet. It keeps its line where it is empty, so that the plane does not jump."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend: Legend | None = None
        self._remarks = NO_REMARKS
        self._style = Style()
        self._entries: tuple[LegendEntry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def legend(self) -> Legend | None:
        return self._legend

    def show_legend(self, legend: Legend | None, style: Style, remarks: Remarks = NO_REMARKS) -> None:
        """Say these remarks and explain these colours; None explains none."""
        if (legend, style, remarks) == (self._legend, self._style, self._remarks):
            return
        self._legend, self._style, self._remarks = legend, style, remarks
        # What has been done to the numbers comes first: it must not be what is left out.
        entries = legend_entries(legend, style) if legend is not None else ()
        self._entries = (*remark_entries(remarks, style), *entries)
        words = ". ".join((*_remarked(remarks), *([_words(legend, style)] if legend is not None else ())))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()
        self.update()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self._entries

    @property
    def line_width(self) -> float:
        """How wide it is in one line."""
        return width_of(self._entries, self._style)

    def _rows(self) -> list[list[LegendEntry]]:
        return rows_of(self._entries, self.width(), self._style)[:_MOST_ROWS]

    def _fit(self) -> None:
        height = ceil(LINE * self._style.scale) * max(1, len(self._rows()))
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, ceil(LINE * self._style.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        between = gap(self._style)
        line = self.height() / max(1, len(self._rows()))
        for i, row in enumerate(self._rows()):
            x = max(0.0, self.width() - width_of(row, self._style))
            for entry in row:
                paint(painter, moved(entry.items, x, (i + 0.5) * line))
                x += entry.width + between


def _remarked(remarks: Remarks) -> list[str]:
    told = [f"{name}: {column}" for name, column in remarks.names]
    if remarks.kind != "none":
        text = QCoreApplication.translate("nndesk", "{inputs} are normalised by {kind}")
        told.append(text.format(inputs=", ".join(remarks.axes), kind=KINDS[remarks.kind]))
    if remarks.held_out:
        told.append(QCoreApplication.translate("nndesk", "Hollow samples are held out of training"))
    return told


def _words(legend: Legend, style: Style) -> str:
    if isinstance(legend, Values):
        text = QCoreApplication.translate("nndesk", "The output from {low} over {level} to {high}")
        low, level, high = (style.numbers.text(v) for v in (legend.low, legend.level, legend.high))
        return text.format(low=low, level=level, high=high)
    text = QCoreApplication.translate("nndesk", "The classes {names}")
    return text.format(names=", ".join(name for _, name in legend.entries))
