"""The slider of the transport: a track cut by phase, coloured by what each phase computes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from nndesk.figure.style import Palette
from nndesk.gui.playback import Span
from nndesk.gui.theme import Theme

_GAP = 4.0
"""Between two phases, in pixels."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A phase's part of the track, from ``left`` to ``right`` in pixels, and its name."""

    span: Span
    label: str
    left: float
    right: float

    def place(self, index: int) -> float:
        """Where the handle stands after step ``index`` of this phase."""
        done = (index - self.span.start + 1) / (self.span.stop - self.span.start)
        return self.left + (self.right - self.left) * done


def layout(
    spans: tuple[Span, ...], labels: tuple[str, ...], wanted: tuple[float, ...], left: float, right: float
) -> tuple[Segment, ...]:
    """Share the track among the phases: by their steps, but no narrower than ``wanted`` (their names' widths)
    while there is room for that."""
    if not spans:
        return ()
    room = right - left - _GAP * (len(spans) - 1)
    counts = [span.stop - span.start for span in spans]
    widths = [room * count / sum(counts) for count in counts]
    if sum(wanted) <= room:
        # Those that are too narrow get what they need, the others share the rest; at most one round a phase.
        fixed: set[int] = set()
        while True:
            short = [i for i in range(len(spans)) if i not in fixed and widths[i] < wanted[i]]
            if not short:
                break
            fixed.update(short)
            rest = room - sum(wanted[i] for i in fixed)
            free = sum(counts[i] for i in range(len(spans)) if i not in fixed)
            widths = [wanted[i] if i in fixed else rest * counts[i] / free for i in range(len(spans))]
    segments, x = [], left
    for span, label, width in zip(spans, labels, widths, strict=True):
        segments.append(Segment(span, label, x, x + width))
        x += width + _GAP
    return tuple(segments)


def phase_color(palette: Palette, phase: str) -> str:
    """The colour of a phase's part of the track."""
    return {
        "forward": palette.weight,
        "cost": palette.muted,
        "backward": palette.delta,
        "update": palette.accent,
    }[phase]


class ScrubBar(QSlider):
    """A slider over the steps, −1 … last.

    Its keyboard, its value and its role for screen readers are QSlider's; its look and its mouse are its own.

    Signals:
        scrubbed(int): a person has moved the handle to this step.
    """

    scrubbed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._spans: tuple[Span, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._segments: tuple[Segment, ...] = ()
        self._following = False
        self.setRange(-1, -1)
        self.valueChanged.connect(self._on_value_changed)
        self.setSingleStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self._restyle)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._segments

    def set_phases(self, spans: tuple[Span, ...], labels: tuple[str, ...]) -> None:
        """Show these phases; ``labels`` are their names."""
        if (spans, labels) == (self._spans, self._labels):
            return
        self._spans, self._labels = spans, labels
        self._following = True
        self.setRange(-1, spans[-1].stop - 1 if spans else -1)
        self._following = False
        self.setPageStep(max(1, (self.maximum() + 1) // 10))
        self._relayout()

    def show_index(self, index: int) -> None:
        """Move the handle without saying that a person did."""
        self._following = True
        self.setValue(index)
        self._following = False

    def place(self, index: int) -> float:
        """The x of the handle at step ``index``."""
        if not self._segments or index < 0:
            return self._left()
        at = bisect_right([segment.span.start for segment in self._segments], index) - 1
        return self._segments[at].place(index)

    def index_at(self, x: float) -> int:
        """The step whose place is nearest to ``x``."""
        best, distance = -1, abs(x - self._left())
        for segment in self._segments:
            count = segment.span.stop - segment.span.start
            step = round((x - segment.left) / max(segment.right - segment.left, 1e-9) * count)
            index = segment.span.start + min(max(step, 1), count) - 1
            if abs(x - segment.place(index)) < distance:
                best, distance = index, abs(x - segment.place(index))
        return best

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(40))

    # --- a person ----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._segments:
            self.setSliderDown(True)
            self.setValue(self.index_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self.index_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.update()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or -event.angleDelta().x()
        if turn:
            self.setValue(self.value() + (1 if turn < 0 else -1))
        event.accept()

    def _on_value_changed(self, value: int) -> None:
        # Whatever changed it (mouse, keys, a screen reader), unless we only follow the playback.
        if not self._following:
            self.scrubbed.emit(value)
        self.update()

    # --- looks -------------------------------------------------------------------------------------------

    def _radius(self) -> float:
        return 7.0 * self._theme.scale

    def _left(self) -> float:
        return self._radius() + 2

    def _restyle(self) -> None:
        self.updateGeometry()
        self._relayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relayout()

    def _relayout(self) -> None:
        metrics = QFontMetricsF(self._theme.font(12))
        wanted = tuple(metrics.horizontalAdvance(label) + 10 for label in self._labels)
        self._segments = layout(self._spans, self._labels, wanted, self._left(), self.width() - self._left())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, shades, scale = self._theme.palette, self._theme.shades, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thickness = 6 * scale
        radius = self._radius()
        middle = self.height() - radius - 4
        at = self.place(self.value())
        if not self._segments:
            painter.setBrush(QColor(shades.well))
            track = QRectF(self._left(), middle - thickness / 2, self.width() - 2 * self._left(), thickness)
            painter.drawRoundedRect(track, thickness / 2, thickness / 2)
            return

        color = QColor(colors.muted)
        font = self._theme.font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        free_from = 0.0
        for segment in self._segments:
            track = QRectF(segment.left, middle - thickness / 2, segment.right - segment.left, thickness)
            here = segment.span.start <= self.value() < segment.span.stop
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.well))
            painter.drawRoundedRect(track, thickness / 2, thickness / 2)
            if self.value() >= segment.span.start:
                filled = QColor(phase_color(colors, segment.span.phase))
                if here:
                    color = QColor(filled)
                filled.setAlphaF(0.85)
                painter.setBrush(filled)
                track.setRight(min(at, segment.right))
                painter.drawRoundedRect(track, thickness / 2, thickness / 2)
            width = metrics.horizontalAdvance(segment.label)
            # Where the window is too narrow for all names, the one that would run into another is left out.
            if segment.left >= free_from and segment.left + width <= self.width():
                painter.setPen(QColor(colors.text if here else colors.muted))
                painter.drawText(QPointF(segment.left, metrics.ascent() + 2), segment.label)
                free_from = segment.left + width + 6

        handle = QRectF(at - radius, middle - radius, 2 * radius, 2 * radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shades.focus), 2))
            painter.drawEllipse(handle.adjusted(-2, -2, 2, 2))
        painter.setPen(QPen(QColor(colors.panel), 1.5))
        painter.setBrush(color)
        painter.drawEllipse(handle)
