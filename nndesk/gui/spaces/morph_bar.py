"""A slider from the input plane to hidden space, and a button that goes the way by itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from nndesk.gui.icons import icon
from nndesk.gui.slider import Slider
from nndesk.gui.theme import Theme

STEPS = 200
WAY_MS = 1800
"""How long the whole way takes."""
_FRAME_MS = 16


class MorphBar(QWidget):
    """Says where on the way one is, 0 to 1.

    Signals:
        moved(morph): a person, or the way that was begun, is here now.
    """

    moved = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from, self._to = 0.0, 1.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
        self.button = QToolButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.toggle)
        self.slider = Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setValue(STEPS)
        self.slider.setPageStep(STEPS // 10)
        words = QCoreApplication.translate("nndesk", "From the input plane to hidden space")
        self.slider.setToolTip(words)
        self.slider.setAccessibleName(words)
        self.slider.valueChanged.connect(self._slid)
        self._start, self._end = QLabel(), QLabel()
        for label in (self._start, self._end):
            label.setProperty("role", "muted")
        self._start.setText(QCoreApplication.translate("nndesk", "Input"))
        self._end.setText(QCoreApplication.translate("nndesk", "Hidden"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._start)
        row.addWidget(self.slider, 1)
        row.addWidget(self._end)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def morph(self) -> float:
        return self.slider.value() / STEPS

    @property
    def playing(self) -> bool:
        """Whether it is on its way."""
        return self._timer.isActive()

    def show_morph(self, morph: float) -> None:
        """Stand there without announcing it."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(morph * STEPS))
        self.slider.blockSignals(False)
        self._dress()

    def toggle(self) -> None:
        """Go to the other end, or stay where it is."""
        if self._timer.isActive():
            self.stop()
            return
        self._from = self.morph
        self._to = 0.0 if self._from > 0.5 else 1.0
        if self._theme.reduced_motion:
            self.slider.setValue(round(self._to * STEPS))
            return
        self._clock.start()
        self._timer.start()
        self._dress()

    def stop(self) -> None:
        self._timer.stop()
        self._dress()

    def _advance(self) -> None:
        way = abs(self._to - self._from) or 1.0
        part = min(1.0, self._clock.elapsed() / (WAY_MS * way))
        # Slow at both ends: what begins and what has come to rest is seen.
        eased = part * part * (3 - 2 * part)
        if part >= 1.0 or not self.isVisible():
            self.stop()
            eased = 1.0
        self.slider.setValue(round((self._from + (self._to - self._from) * eased) * STEPS))

    def _slid(self, value: int) -> None:
        if self._timer.isActive() and self.slider.isSliderDown():
            self.stop()
        self._dress()
        self.moved.emit(value / STEPS)

    def _dress(self) -> None:
        playing, back = self._timer.isActive(), self.slider.value() > STEPS // 2
        if playing:
            name, words = "player-pause-filled", QCoreApplication.translate("nndesk", "Stop here")
        elif back:
            name = "player-skip-back-filled"
            words = QCoreApplication.translate("nndesk", "Go back to the input plane")
        else:
            name = "player-play-filled"
            words = QCoreApplication.translate("nndesk", "Go to hidden space")
        side = self._theme.px(18)
        if self.button.toolTip() != words or self.button.iconSize().width() != side:
            self.button.setToolTip(words)
            self.button.setAccessibleName(words)
        self.button.setIcon(icon(name, self._theme.palette.muted, side))
        self.button.setIconSize(QSize(side, side))
