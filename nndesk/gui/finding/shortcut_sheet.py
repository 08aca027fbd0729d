"""All keys and gestures on one sheet, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nndesk.gui.finding.keycap import keycap_height, keycap_width, paint_keycap
from nndesk.gui.theme import Theme

_COLUMN = 272
_GAP = 28
_TITLE = 22
_UNDER_SECTION = 10
_BETWEEN_ROWS = 4
_UNDER_WORDS = 3
_BETWEEN_KEYS = 4
_HOW = 0.52
"""The part of a column's width that how it is done may take; what is done has the rest."""


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the sheet: what is done, how the mouse does it, by which keys, and what others change."""

    what: str
    mouse: str = ""
    keys: tuple[str, ...] = ()
    more: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(text for text in (self.mouse, self.more) if text)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title."""

    title: str
    ways: tuple[Way, ...]


class ShortcutSheet(QWidget):
    """Paints sections. Give it a width by :meth:`fit`; its height follows."""

    def __init__(self, theme: Theme, sections: Sequence[Section]) -> None:
        super().__init__()
        self._theme = theme
        self._sections = tuple(sections)
        self._columns: list[list[Section]] = []
        self._column_width = 0.0
        self.setAccessibleDescription(as_text(self._sections))

    @property
    def columns(self) -> list[list[Section]]:
        """How the sections are shared out."""
        return self._columns

    def fit(self, width: int) -> int:
        """Lay out for this width and take the height that is needed; returns that."""
        gap = self._theme.px(_GAP)
        count = max(1, int((width + gap) // (self._theme.px(_COLUMN) + gap)))
        self._column_width = (width - gap * (count - 1)) / count
        heights = [self._section_height(section) for section in self._sections]
        self._columns = _shared(self._sections, heights, count)
        tall = dict(zip(map(id, self._sections), heights, strict=True))
        height = max((sum(tall[id(s)] for s in column) for column in self._columns), default=0.0)
        self.setFixedSize(width, round(height) + 1)
        self.update()
        return self.height()

    def sizeHint(self) -> QSize:
        return self.size()

    # --- measures ----------------------------------------------------------------------------------------

    def _font(self) -> QFont:
        return self._theme.font(12)

    def _section_height(self, section: Section) -> float:
        rows = sum(self._row_height(way) for way in section.ways)
        return self._theme.px(_TITLE) + rows + self._theme.px(_UNDER_SECTION)

    def _row_height(self, way: Way) -> float:
        how = self._how_width(way)
        what = self._text_height(way.what, self._what_width(how))
        keys = len(self._key_lines(way.keys, how)) * self._key_height()
        words = sum(self._text_height(text, how) for text in way.words)
        if way.mouse and way.keys:
            words += self._theme.px(_UNDER_WORDS)
        return max(what, keys + words) + self._theme.px(_BETWEEN_ROWS)

    def _how_width(self, way: Way) -> float:
        """What keys and words need, as far as they may have it."""
        metrics, between = QFontMetricsF(self._font()), self._theme.px(_BETWEEN_KEYS)
        keys = sum(keycap_width(self._theme, key) + between for key in way.keys)
        # Widths of type are rounded, here and there.
        words = max((metrics.horizontalAdvance(text) + 2 for text in way.words), default=0.0)
        return min(max(keys, words), self._column_width * _HOW)

    def _what_width(self, how: float) -> float:
        return self._column_width - how - self._theme.px(10)

    def _key_height(self) -> float:
        return keycap_height(self._theme) + 1

    def _text_height(self, text: str, width: float) -> float:
        room = QRectF(0, 0, width, 10_000)
        return QFontMetricsF(self._font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()

    def _key_lines(self, keys: tuple[str, ...], room: float) -> list[list[str]]:
        lines: list[list[str]] = []
        left = 0.0
        for key in keys:
            width = keycap_width(self._theme, key) + self._theme.px(_BETWEEN_KEYS)
            if not lines or left + width > room + self._theme.px(_BETWEEN_KEYS):
                lines.append([])
                left = 0.0
            lines[-1].append(key)
            left += width
        return lines

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for column in self._columns:
            top = 0.0
            for section in column:
                self._paint_section(painter, section, left, top)
                top += self._section_height(section)
            left += self._column_width + self._theme.px(_GAP)

    def _paint_section(self, painter: QPainter, section: Section, left: float, top: float) -> None:
        colors = self._theme.palette
        painter.setFont(self._theme.font(12, bold=True))
        painter.setPen(QColor(colors.muted))
        title = QRectF(left, top, self._column_width, self._theme.px(_TITLE))
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, section.title)
        top += self._theme.px(_TITLE)
        for way in section.ways:
            self._paint_row(painter, way, left, top)
            top += self._row_height(way)

    def _paint_row(self, painter: QPainter, way: Way, left: float, top: float) -> None:
        theme, how = self._theme, self._how_width(way)
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.palette.text))
        painter.drawText(QRectF(left, top, self._what_width(how), 10_000), wrap, way.what)
        right, y = left + self._column_width, top
        if way.mouse:
            y = self._paint_words(painter, way.mouse, right, y, how) + theme.px(_UNDER_WORDS)
        else:
            # The letters in the boxes stand on the line of what they do.
            y -= 2
        for line in self._key_lines(way.keys, how):
            x = right
            for key in reversed(line):
                x -= keycap_width(theme, key)
                paint_keycap(painter, theme, key, x, y + keycap_height(theme) / 2, faint=False)
                x -= theme.px(_BETWEEN_KEYS)
            y += self._key_height()
        if way.more:
            self._paint_words(painter, way.more, right, y, how)

    def _paint_words(self, painter: QPainter, text: str, right: float, top: float, width: float) -> float:
        """Muted words that end at ``right``; where they end below."""
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignRight)
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.palette.muted))
        painter.drawText(QRectF(right - width, top, width, 10_000), flags, text)
        return top + self._text_height(text, width)


def as_text(sections: Sequence[Section]) -> str:
    """The sheet for a screen reader: a line for each way."""
    lines = []
    for section in sections:
        lines.append(section.title)
        lines += [
            ": ".join((way.what, ", ".join(filter(None, (way.mouse, *way.keys, way.more)))))
            for way in section.ways
        ]
    return "\n".join(lines)


def _shared(sections: Sequence[Section], heights: Sequence[float], count: int) -> list[list[Section]]:
    """The sections in their order in at most ``count`` columns, the tallest of them as low as it can be."""

    def columns(limit: float) -> list[list[Section]]:
        filled: list[list[Section]] = []
        room = 0.0
        for section, height in zip(sections, heights, strict=True):
            if not filled or height > room:
                filled.append([])
                room = limit
            filled[-1].append(section)
            room -= height
        return filled

    # Every lowest height is the sum of some that follow each other.
    sums = sorted({sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)})
    enough = (limit for limit in sums if limit >= max(heights) and len(columns(limit)) <= count)
    return columns(next(enough)) if sections else []
