"""Under the plane of more than two inputs: which two are its axes, and what the others are held at."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollBar,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from nndesk.data.dataset import Dataset
from nndesk.document.document import Document
from nndesk.figure.axes import nice_step
from nndesk.figure.plane_slice import PlaneSlice
from nndesk.figure.typeset import measure_label
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import GESTURE_PAUSE_MS, NumberField
from nndesk.gui.plane.gestures import next_gesture
from nndesk.gui.theme import Theme
from nndesk.network.notation import math_name
from nndesk.network.numbers import NumberFormat

VISIBLE = 3
"""Sliders that are shown at once at most; the others are scrolled to."""
STEPS = 100
"""About so many places a slider has."""
_NAME = 14.0
_NARROWEST, _WIDEST = 28, 110
_MOST_MEASURED = 200
_FIELD = 74
_SLIDER = 20
"""Heights and widths at desk scale; the slider's is that of its handle."""


@dataclass(frozen=True, slots=True)
class InputRange:
    """What a slider goes through: multiples of ``step`` from ``low`` to ``high``."""

    low: float
    high: float
    step: float

    @property
    def count(self) -> int:
        return round((self.high - self.low) / self.step)

    def place(self, value: float) -> int:
        return min(max(round((value - self.low) / self.step), 0), self.count)

    def value(self, place: int) -> float:
        # Without the noise of the last bits: 0.3 and not 0.30000000000000004.
        return float(f"{self.low + place * self.step:.12g}") + 0.0


def extent(samples: Dataset | None, column: int) -> tuple[float, float]:
    """The least and the largest of the samples; −1 and 1 where that is nothing."""
    if samples is None or not len(samples):
        return -1.0, 1.0
    own = samples.x[:, column]
    low, high = float(own.min()), float(own.max())
    return (low, high) if low < high else (low - 1.0, high + 1.0)


def input_range(low: float, high: float, value: float) -> InputRange:
    """From ``low`` to ``high``, as far as ``value`` in any case, widened to whole steps."""
    low, high = min(low, value), max(high, value)
    step = nice_step(high - low, STEPS)
    return InputRange(floor(low / step) * step, ceil(high / step) * step, step)


class SliderRow(QWidget):
    """The slider and the number of one input that is not an axis.

    Signals:
        wanted(name, value, gesture): a person wants the example's value to be this; 0 for a typed one.
    """

    wanted = Signal(str, float, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._range = InputRange(-1.0, 1.0, 0.02)
        self._gesture = 0
        self._showing = False
        self.label = MathLabel(theme, "", size=_NAME, role="muted", parent=self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.field = NumberField(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(self._begin)
        self.slider.sliderReleased.connect(self._end)
        self.field.committed.connect(self._typed)
        # Keys in a row are one step too.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GESTURE_PAUSE_MS)
        self._pause.timeout.connect(self._end)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def name(self) -> str:
        return self._name

    def show_input(self, name: str, value: float, numbers: NumberFormat, range_: InputRange) -> None:
        self._showing = True
        try:
            if name != self._name:
                self._name = name
                self._end()
                self.label.set_latex(math_name(name), name)
                words = QCoreApplication.translate("nndesk", "The slice's value of {name}")
                for widget in (self.slider, self.field):
                    widget.setAccessibleName(words.format(name=name))
                self.label.setToolTip(name)
            if not self.slider.isSliderDown():
                # A slider that changes its range under the hand would run away from it.
                self._range = range_
                self.slider.setRange(0, range_.count)
                self.slider.setPageStep(max(1, range_.count // 10))
            self.slider.setValue(self._range.place(value))
            self.field.set_notation(numbers)
            self.field.set_value(value)
        finally:
            self._showing = False

    def _slid(self, place: int) -> None:
        if self._showing:
            return
        if not self._gesture:
            self._gesture = next_gesture()
        if not self.slider.isSliderDown():
            self._pause.start()
        self.wanted.emit(self._name, self._range.value(place), self._gesture)

    def _typed(self, value: float, gesture: int) -> None:
        # The field's numbers count for themselves; they must not meet the slider's.
        self.wanted.emit(self._name, value, -gesture)

    def _begin(self) -> None:
        self._pause.stop()
        self._gesture = next_gesture()

    def _end(self) -> None:
        self._pause.stop()
        self._gesture = 0

    def _dress(self) -> None:
        self.field.setFixedWidth(self._theme.px(_FIELD))
        self.slider.setMinimumHeight(self._theme.px(_SLIDER))
        self.field.dress(self._theme)


class SliderList(QWidget):
    """A slider for each of many inputs, of which a few are on the screen: as many widgets as one sees.

    Signals:
        wanted(name, value, gesture): as of :class:`SliderRow`.
    """

    wanted = Signal(str, float, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document: Document | None = None
        self._cut: PlaneSlice | None = None
        self._columns: dict[str, int] = {}
        self._extents: dict[int, tuple[float, float]] = {}
        self._samples: Dataset | None = None
        self._most = VISIBLE
        self.rows: list[SliderRow] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.valueChanged.connect(self._bind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(self._column, 1)
        row.addWidget(self.bar)

    def show_slice(self, document: Document, cut: PlaneSlice) -> None:
        self._document, self._cut = document, cut
        samples = document.samples if document.data_fit() else None
        if samples is not self._samples:
            self._samples = samples
            self._extents.clear()
        self._columns = {name: i for i, name in enumerate(document.network.inputs)}
        wanted = min(self._most, len(cut.rest))
        while len(self.rows) < wanted:
            row = SliderRow(self._theme, self)
            row.wanted.connect(self.wanted)
            self._column.addWidget(row)
            self.rows.append(row)
        width = self._names_width(cut)
        for i, row in enumerate(self.rows):
            row.setVisible(i < wanted)
            row.label.setFixedWidth(width)
        self.bar.setRange(0, len(cut.rest) - wanted)
        self.bar.setPageStep(max(1, wanted))
        self.bar.setVisible(len(cut.rest) > wanted)
        self._bind()

    def _names_width(self, cut: PlaneSlice) -> int:
        """Of all names, so that the sliders do not jump when other inputs are scrolled to."""
        size = _NAME * self._theme.scale
        names = [name for name, _ in cut.rest[:_MOST_MEASURED]]
        widest = max((measure_label(math_name(name), size)[0] for name in names), default=0.0)
        px = self._theme.px
        return min(max(ceil(widest) + px(4), px(_NARROWEST)), px(_WIDEST))

    def allow(self, most: int) -> None:
        """Show at most so many sliders at once."""
        if most != self._most:
            self._most = most
            if self._document is not None and self._cut is not None:
                self.show_slice(self._document, self._cut)

    @Slot()
    def _bind(self) -> None:
        """Give the rows the inputs that are scrolled to."""
        if self._document is None or self._cut is None:
            return
        numbers = self._document.view.numbers
        first = self.bar.value()
        for row, (name, value) in zip(self.rows, self._cut.rest[first : first + self._most], strict=False):
            column = self._columns[name]
            if column not in self._extents:
                self._extents[column] = extent(self._samples, column)
            row.show_input(name, value, numbers, input_range(*self._extents[column], value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.bar.isVisible():
            QApplication.sendEvent(self.bar, event)
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through all inputs: beyond the last row on the screen it scrolls."""
        focused = QApplication.focusWidget()
        shown = [row for row in self.rows if row.isVisible()]
        if shown:
            last = next and focused is shown[-1].field and self.bar.value() < self.bar.maximum()
            first = not next and focused is shown[0].slider and self.bar.value() > 0
            if last or first:
                self.bar.setValue(self.bar.value() + (1 if last else -1))
                target = shown[-1].slider if last else shown[0].field
                target.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
                return True
        return bool(super().focusNextPrevChild(next))


class AxisChoice(QWidget):
    """Which inputs are the axes, across and up.

    Signals:
        axes_wanted(across, up)
    """

    axes_wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._axes: tuple[str, str] | None = None
        self._inputs: tuple[str, ...] = ()
        self.across, self.up = QComboBox(self), QComboBox(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for text, combo, words in (
            (
                QCoreApplication.translate("nndesk", "Slice"),
                self.across,
                QCoreApplication.translate("nndesk", "The input that runs across the plane"),
            ),
            ("×", self.up, QCoreApplication.translate("nndesk", "The input that runs up the plane")),
        ):
            label = QLabel(text, self)
            label.setProperty("role", "muted")
            combo.setAccessibleName(words)
            combo.setToolTip(words)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.setMaxVisibleItems(14)
            row.addWidget(label)
            row.addWidget(combo)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()
        # Only what a person chooses: the slots of "activated" do not hear of what is set here.
        self.across.activated.connect(self._chosen_across)
        self.up.activated.connect(self._chosen_up)

    def show_axes(self, inputs: tuple[str, ...], axes: tuple[str, str]) -> None:
        if inputs != self._inputs:
            self._inputs = inputs
            for combo in (self.across, self.up):
                combo.clear()
                combo.addItems(list(inputs))
        self._axes = axes
        for combo, name in zip((self.across, self.up), axes, strict=True):
            combo.setCurrentIndex(inputs.index(name))

    def _chosen_across(self, index: int) -> None:
        assert self._axes is not None
        across, up = self._inputs[index], self._axes[1]
        # The other axis gives way: two inputs change places.
        self.axes_wanted.emit(across, self._axes[0] if up == across else up)

    def _chosen_up(self, index: int) -> None:
        assert self._axes is not None
        up, across = self._inputs[index], self._axes[0]
        self.axes_wanted.emit(self._axes[1] if up == across else across, up)

    def _dress(self) -> None:
        # As quiet as the numbers beside it: a frame comes when it is touched.
        theme = self._theme
        px, colors = theme.px, theme.palette
        sheet = (
            f"QComboBox {{ background: transparent; border: 1px solid transparent; border-radius: 6px;"
            f" padding: {px(1)}px {px(20)}px {px(1)}px {px(5)}px; color: {colors.text}; font-weight: 600; }}"
            f"QComboBox:hover {{ border-color: {theme.shades.edge}; }}"
            f"QComboBox:focus {{ border-color: {colors.accent}; }}"
            f"QComboBox::drop-down {{ width: {px(20)}px; }}"
        )
        for combo in (self.across, self.up):
            combo.setStyleSheet(sheet)
            # A long name may be cut off; the card must not become wider for it.
            combo.setMinimumWidth(px(_NARROWEST + 20))
            combo.setMaximumWidth(px(_WIDEST + 20))
