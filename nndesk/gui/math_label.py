"""A symbol of the lecture as a widget: 𝑤 with its indices instead of the letters w_h1x1."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.figure.primitives import Label
from nndesk.figure.typeset import measure_label
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme

_LEAST_WIDTH = 64
_ELLIPSIS = r"\text{…}"


class MathLabel(QWidget):
    """Shows a short formula (a :class:`~nndesk.figure.primitives.Label`) in a colour of the palette.

    Where there is no room for all of it, it ends in an ellipsis, and a tooltip says the rest.

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
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
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
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._theme.px(_LEAST_WIDTH)), whole.height())

    @property
    def elided(self) -> bool:
        """Whether only the beginning is shown."""
        return self.width() < self.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_size()

    def _follow_size(self) -> None:
        self.setToolTip(self.accessibleName() if self.elided else "")

    def _scaled(self) -> float:
        return self._size * self._theme.scale

    def _measure(self) -> tuple[float, float, float]:
        return measure_label(self._latex, self._scaled())

    def _restyle(self) -> None:
        self.updateGeometry()
        self._follow_size()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        _, ascent, _ = self._measure()
        color = getattr(self._theme.palette, self._role)
        painter = QPainter(self)
        size, room = self._scaled(), float(self.width())
        if self.elided:
            dots = measure_label(_ELLIPSIS, size)[0]
            room -= dots + 1
            paint(painter, (Label((room, 1 + ascent), _ELLIPSIS, size, color),))
            painter.setClipRect(QRectF(0, 0, room, self.height()))
        paint(painter, (Label((1, 1 + ascent), self._latex, size, color),))
