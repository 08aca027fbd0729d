"""Words on the canvas for a moment: why an edge is refused, what a release would do, what is no number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from nndesk.gui.theme import Theme

_WIDEST = 400
_AWAY = 8
"""Pixels between the words and what they are about."""


class Hint(QLabel):
    """A small label of one or two lines that keeps clear of what it is about and inside its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self.setObjectName("diagramHint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(
        self,
        words: str,
        about: QRect,
        refused: bool,
        clear: Sequence[QRect] = (),
        others: Sequence[QRect] = (),
    ) -> None:
        """Show ``words`` near the rectangle they are about; a refusal has the frame of one.

        They never stand over ``clear`` where there is any room beside it, and over as few ``others`` as
        possible.
        """
        theme = self._theme
        frame = theme.palette.delta if refused else theme.shades.edge
        self.setFont(theme.font(12))
        self.setStyleSheet(
            f"#diagramHint {{ background: {theme.shades.tooltip}; color: {theme.palette.text};"
            f" border: 1px solid {frame}; border-radius: 6px; padding: 4px 8px; }}"
        )
        # The label's own padding, and some pixels, or rounding would cut a letter.
        spare = 24
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        most = room.width() - spare
        self.setText(in_two_lines(words, self.fontMetrics(), min(theme.px(_WIDEST) - spare, most), most))
        self.setFixedSize(self.sizeHint().boundedTo(room.size()))
        # What is refused hangs together with the rest of the drawing: better leave that in sight, too.
        drawing = [_around(others)] if refused and others else []
        self.move(_place(self.size(), room, about, (about, *clear), others, drawing))
        self.show()
        self.raise_()


def in_two_lines(words: str, metrics: QFontMetrics, natural: int, most: int) -> str:
    """``words`` on one line if they are no wider than ``natural``, else broken into two of about one width.

    No line is wider than ``most``: a text that is longer still ends in an ellipsis.
    """
    if metrics.horizontalAdvance(words) <= natural:
        return words
    parts = words.split(" ")
    breaks = [(" ".join(parts[:i]), " ".join(parts[i:])) for i in range(1, len(parts))]
    if not breaks:
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
    best = min(breaks, key=lambda lines: max(metrics.horizontalAdvance(line) for line in lines))
    if metrics.horizontalAdvance(best[0]) > most:
        best = max((b for b in breaks if metrics.horizontalAdvance(b[0]) <= most), default=breaks[0])
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, most) for line in best)


def _place(
    size: QSize,
    room: QRect,
    about: QRect,
    clear: Sequence[QRect],
    others: Sequence[QRect],
    drawing: Sequence[QRect],
) -> QPoint:
    """Where a label of ``size`` hides least, near to what it is ``about``."""
    middle = about.center()
    xs = (middle.x() - size.width() // 2, room.left(), room.right() - size.width())
    ys = (
        about.bottom() + _AWAY,
        about.top() - _AWAY - size.height(),
        room.bottom() - size.height(),
        room.top(),
    )
    found: list[tuple[tuple[int, int, int, int], QPoint]] = []
    for y in ys:
        for x in xs:
            x = max(room.left(), min(x, room.right() - size.width()))
            y = max(room.top(), min(y, room.bottom() - size.height()))
            rect = QRect(QPoint(x, y), size)
            far = (rect.center() - middle).manhattanLength()
            hidden = (_covered(rect, clear), _covered(rect, others), _covered(rect, drawing))
            found.append(((*hidden, far), rect.topLeft()))
    return min(found, key=lambda entry: entry[0])[1]


def _around(rects: Iterable[QRect]) -> QRect:
    total = QRect()
    for rect in rects:
        total |= rect
    return total


def _covered(rect: QRect, others: Iterable[QRect]) -> int:
    return sum(rect.intersects(other) for other in others)
