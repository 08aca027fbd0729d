"""A symbol of the lecture as a widget: 𝑤 with its indices instead of the letters w_h1x1."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.figure.primitives import Label
from nndesk.figure.typeset import measure_label
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme


class MathLabel(QWidget):
    """Shows a short formula (a :class:`~nndesk.figure.primitives.Label`) in a colour of the palette.

    Args:
        latex: letters with sub- and superscripts, as of :mod:`nndesk.network.notation`.
        spoken: what a screen reader says instead.
        size: type size at desk scale.
        role: name of a palette colour.
    """

    def __init__(
        self,
        theme: Theme,
        latex: str,
        spoken: str = "",
        *,
        size: float = 15.0,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._latex = latex
        self._size = size
        self._role = role
        self.setAccessibleName(spoken or latex)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def latex(self) -> str:
        return self._latex

    def set_latex(self, latex: str, spoken: str = "") -> None:
        if latex != self._latex:
            self._latex = latex
            self.setAccessibleName(spoken or latex)
            self._restyle()

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.update()

    def sizeHint(self) -> QSize:
        width, ascent, descent = self._measure()
        # Room under the baseline even without an index, so that symbols in a row stand on one line.
        return QSize(ceil(width) + 2, ceil(ascent + max(descent, 0.3 * self._scaled())) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _scaled(self) -> float:
        return self._size * self._theme.scale

    def _measure(self) -> tuple[float, float, float]:
        return measure_label(self._latex, self._scaled())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        _, ascent, _ = self._measure()
        color = getattr(self._theme.palette, self._role)
        painter = QPainter(self)
        paint(painter, (Label((1, 1 + ascent), self._latex, self._scaled(), color),))
