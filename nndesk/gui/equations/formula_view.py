"""A formula on the screen: the primitive that exports use, scaled down to the room there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nndesk.figure.primitives import Formula
from nndesk.figure.typeset import formula_size
from nndesk.gui.painting import paint
from nndesk.gui.theme import Theme

SMALLEST, LARGEST = 16.0, 30.0
"""Type sizes, at desk scale, of a formula that has the room it wants."""

LINES = 6.2
"""Lines of type that the area is made to hold: most formulas fit then, and have the same size."""


class FormulaView(QWidget):
    """Shows one LaTeX formula, vector sharp on any screen, never larger than its area."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._latex = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def latex(self) -> str:
        return self._latex

    def set_latex(self, latex: str) -> None:
        """Show this formula, quickly if it has been typeset before; an empty one shows nothing."""
        if latex != self._latex:
            self._latex = latex
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 48)

    def fitted_size(self) -> float:
        """The type size at which the formula is shown."""
        scale = self._theme.scale
        natural = min(max(self.height() / LINES, SMALLEST * scale), LARGEST * scale)
        width, height = formula_size(self._latex, natural)
        if width <= 0 or height <= 0:
            return natural
        return natural * min(1.0, self.width() / width, self.height() / height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._latex:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self._theme.palette
        paint(painter, (Formula((0, 0), self._latex, self.fitted_size(), palette.text, palette.roles()),))
