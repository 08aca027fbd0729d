"""The bar under the equation: buttons, scrub bar, where we are and for which example, speed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.grain_words import grain_words
from nndesk.gui.playback import SPEEDS, Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.transport.glyph_button import GlyphButton
from nndesk.gui.transport.scrub_bar import ScrubBar
from nndesk.network.numbers import format_number

_VALUES_SHOWN = 4
"""Inputs and targets written out; of more, only the first few."""


class TransportBar(QWidget):
    """Drives a :class:`Playback` like a video player.

    Signals:
        grain_wanted(grain): a person wants the passes cut otherwise, and remembered so.
    """

    grain_wanted = Signal(str)

    def __init__(
        self, playback: Playback, theme: Theme, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._theme = theme
        self._session = session

        self.start_button = GlyphButton(theme, "start", parent=self)
        self.back_button = GlyphButton(theme, "back", parent=self)
        self.play_button = GlyphButton(theme, "play", primary=True, parent=self)
        self.forward_button = GlyphButton(theme, "forward", parent=self)
        self.end_button = GlyphButton(theme, "end", parent=self)
        self.play_button.setProperty("action", "walk.toggle")
        for button, name, action in (
            (self.start_button, QCoreApplication.translate("nndesk", "To the start"), "walk.start"),
            (self.back_button, QCoreApplication.translate("nndesk", "One step back"), "walk.previous"),
            (self.forward_button, QCoreApplication.translate("nndesk", "One step on"), "walk.next"),
            (self.end_button, QCoreApplication.translate("nndesk", "To the end"), "walk.end"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setProperty("action", action)
        self.start_button.clicked.connect(playback.to_start)
        self.back_button.clicked.connect(playback.previous)
        self.play_button.clicked.connect(playback.toggle)
        self.forward_button.clicked.connect(playback.next)
        self.end_button.clicked.connect(playback.to_end)

        self.scrub_bar = ScrubBar(theme, self)
        self.scrub_bar.setAccessibleName(QCoreApplication.translate("nndesk", "Step of the passes"))
        self.scrub_bar.scrubbed.connect(playback.seek)
        self.step_label = QLabel(self)
        self.step_label.setProperty("role", "muted")
        self.example_label = _ElidedLabel(self)
        self.example_label.setProperty("role", "muted")
        self.example_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.grain_button = self._make_grain_button()
        self.speed_button = self._make_speed_button()

        below = QHBoxLayout()
        below.setContentsMargins(9, 0, 9, 0)
        below.setSpacing(16)
        below.addWidget(self.step_label)
        below.addWidget(self.example_label, 1)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addWidget(self.scrub_bar)
        middle.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.start_button)
        row.addWidget(self.back_button)
        row.addSpacing(4)
        row.addWidget(self.play_button)
        row.addSpacing(4)
        row.addWidget(self.forward_button)
        row.addWidget(self.end_button)
        row.addSpacing(24)
        row.addLayout(middle, 1)
        row.addSpacing(16)
        row.addWidget(self.grain_button)
        row.addWidget(self.speed_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        playback.walk_changed.connect(self._on_walk_changed)
        playback.step_shown.connect(self._on_step_shown)
        playback.playing_changed.connect(self._on_playing_changed)
        playback.speed_changed.connect(self._on_speed_changed)
        playback.grain_changed.connect(self._on_grain_changed)
        session.document_changed.connect(self._on_document_changed)
        self._on_walk_changed(playback.walk)
        self._on_playing_changed(playback.playing)
        self._on_speed_changed(playback.speed)
        self._on_grain_changed(playback.grain)
        self._show_example(session.document)

    def title(self) -> str:
        """No header: the bar explains itself."""
        return ""

    def _make_button(self, tip: str) -> tuple[QToolButton, QMenu, QActionGroup]:
        """A button that opens a menu of choices, and what marks one of them."""
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(tip)
        font = button.font()
        font.setBold(True)
        button.setFont(font)
        menu = QMenu(button)
        button.setMenu(menu)
        return button, menu, QActionGroup(menu)

    def _make_grain_button(self) -> QToolButton:
        tip = QCoreApplication.translate("nndesk", "How finely the passes are cut")
        button, menu, group = self._make_button(tip)
        button.setProperty("action", "walk.finer")
        self._grain_actions: dict[str, QAction] = {}
        for grain, words, what in grain_words():
            action = menu.addAction(f"{words}: {what}")
            action.setCheckable(True)
            action.setData(grain)
            group.addAction(action)
            self._grain_actions[grain] = action
        group.triggered.connect(self._choose_grain)
        return button

    def _make_speed_button(self) -> QToolButton:
        button, menu, group = self._make_button(
            QCoreApplication.translate("nndesk", "How fast the passes play")
        )
        self._speed_actions: dict[float, QAction] = {}
        for speed in SPEEDS:
            action = menu.addAction(_speed_text(speed, self._session.document))
            action.setCheckable(True)
            action.setData(speed)
            group.addAction(action)
            self._speed_actions[speed] = action
        group.triggered.connect(self._choose_speed)
        return button

    def _choose_grain(self, action: QAction) -> None:
        self.grain_wanted.emit(action.data())

    def _choose_speed(self, action: QAction) -> None:
        self._playback.speed = action.data()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not len(self._playback):
            event.ignore()
            return
        playback, menu = self._playback, ContextMenu(self)
        menu.add(self.play_button.accessibleName(), playback.toggle)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "To the start"), playback.to_start)
        text = QCoreApplication.translate("nndesk", "To “{phase}”")
        for segment in self.scrub_bar.segments:
            menu.add(text.format(phase=segment.label), playback.seek, segment.span.start)
        menu.add(QCoreApplication.translate("nndesk", "To the end"), playback.to_end)
        menu.addSeparator()
        speeds = menu.addMenu(QCoreApplication.translate("nndesk", "Speed"))
        speeds.addActions(list(self._speed_actions.values()))
        menu.add(QCoreApplication.translate("nndesk", "Copy the example"), self.copy_example)
        menu.popup(menu_place(event, self))

    def copy_example(self) -> None:
        """Put the example on the clipboard as it is written under the bar."""
        QGuiApplication.clipboard().setText(example_text(self._session.document))

    # --- following ---------------------------------------------------------------------------------------

    def _on_walk_changed(self, walk: object) -> None:
        names = {
            "forward": QCoreApplication.translate("nndesk", "Forward"),
            "cost": QCoreApplication.translate("nndesk", "Cost"),
            "backward": QCoreApplication.translate("nndesk", "Backward"),
            "update": QCoreApplication.translate("nndesk", "Update"),
        }
        spans = self._playback.phases()
        self.scrub_bar.set_phases(spans, tuple(names[span.phase] for span in spans))
        self._on_step_shown(self._playback.index)

    def _on_step_shown(self, index: int) -> None:
        count = len(self._playback)
        self.scrub_bar.show_index(index)
        self.play_button.setEnabled(count > 0)
        for button in (self.start_button, self.back_button):
            button.setEnabled(index >= 0)
        for button in (self.forward_button, self.end_button):
            button.setEnabled(index < count - 1)
        self.scrub_bar.setEnabled(count > 0)
        if index >= 0:
            text = QCoreApplication.translate("nndesk", "step {step} of {count}")
            text = text.format(step=index + 1, count=count)
        elif count:
            text = QCoreApplication.translate("nndesk", "{count} steps").format(count=count)
        else:
            text = QCoreApplication.translate("nndesk", "nothing to walk yet")
        self.step_label.setText(text)
        step = self._playback.step()
        self.scrub_bar.setAccessibleDescription(f"{text}: {step.title}" if step is not None else text)

    def _on_playing_changed(self, playing: bool) -> None:
        name = (
            QCoreApplication.translate("nndesk", "Pause")
            if playing
            else QCoreApplication.translate("nndesk", "Play")
        )
        self.play_button.set_glyph("pause" if playing else "play")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(name)

    def _on_speed_changed(self, speed: float) -> None:
        text = _speed_text(speed, self._session.document)
        self.speed_button.setText(text)
        name = QCoreApplication.translate("nndesk", "Speed {speed}")
        self.speed_button.setAccessibleName(name.format(speed=text))
        for value, action in self._speed_actions.items():
            action.setChecked(value == speed)

    def _on_grain_changed(self, grain: str) -> None:
        words = {name: text for name, text, _ in grain_words()}
        self.grain_button.setText(words[grain])
        name = QCoreApplication.translate("nndesk", "Step by: {grain}")
        self.grain_button.setAccessibleName(name.format(grain=words[grain]))
        for value, action in self._grain_actions.items():
            action.setChecked(value == grain)

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if (old.example, old.samples, old.view) != (new.example, new.samples, new.view):
            self._show_example(new)

    def _show_example(self, document: Document) -> None:
        self.example_label.set_text(example_text(document))


def example_text(document: Document) -> str:
    """The example in words: ``example 3 of 4 · x = (1, 0), t = 1``."""
    x, t = document.example.x, document.example.t
    parts = []
    if x:
        parts.append(f"x = {_values(x, document)}")
    if t:
        parts.append(f"t = {_values(t, document)}")
    text = ", ".join(parts)
    number = _number_in_data(document)
    if number is not None:
        place = QCoreApplication.translate("nndesk", "example {number} of {count}")
        text = f"{place.format(number=number, count=len(document.samples))} · {text}"
    return text


def _values(values: tuple[float, ...], document: Document) -> str:
    view = document.view
    # With decimal commas, a comma cannot also separate.
    between = "; " if view.decimal_comma else ", "
    texts = [view.numbers.text(value) for value in values[:_VALUES_SHOWN]]
    if len(values) > _VALUES_SHOWN:
        texts.append("…")
    return texts[0] if len(values) == 1 else f"({between.join(texts)})"


def _number_in_data(document: Document) -> int | None:
    """Which of the samples the example is, counted from 1."""
    data, example = document.samples, document.example
    if not document.data_fit():
        return None
    same = np.all(data.x == np.asarray(example.x), axis=1) & np.all(data.t == np.asarray(example.t), axis=1)
    found = np.flatnonzero(same)
    return int(found[0]) + 1 if found.size else None


def _speed_text(speed: float, document: Document) -> str:
    return f"{format_number(speed, 3, document.view.decimal_comma)}×"


class _ElidedLabel(QLabel):
    """Shortens its text with an ellipsis instead of asking for room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_text(self, text: str) -> None:
        self._full = text
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
