"""Chooses a page: segments side by side where they fit, else a list that opens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.segments import Segments
from nndesk.gui.spaces.pages import PageSpec
from nndesk.gui.theme import Theme


class PageChooser(QWidget):
    """Stands in the header of the card and takes the width that there is.

    Signals:
        chosen(id): a person has taken another page.
    """

    chosen = Signal(str)

    def __init__(self, specs: tuple[PageSpec, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments = Segments([(spec.id, spec.words, spec.tip) for spec in specs], actions="view.space_")
        self._segments.chosen.connect(self._announce)
        self.list = QComboBox()
        self.list.setAccessibleName(QCoreApplication.translate("nndesk", "Page"))
        self.list.setToolTip(QCoreApplication.translate("nndesk", "What this card shows"))
        for spec in specs:
            self.list.addItem(spec.words, spec.id)
        self.list.activated.connect(self._take)
        wheel_needs_focus(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._segments)
        row.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def choice(self) -> str:
        """The id of the page that is taken."""
        return str(self.list.currentData())

    def choose(self, id: str) -> None:
        """Take a page without announcing it."""
        self._segments.choose(id)
        self.list.setCurrentIndex(self.list.findData(id))

    def sizeHint(self) -> QSize:
        return self._segments.sizeHint().expandedTo(QSize(0, self.list.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.list.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        fits = self._segments.sizeHint().width() <= self.width()
        had_keyboard = self.list.hasFocus()
        self._segments.setVisible(fits)
        self.list.setVisible(not fits)
        if had_keyboard and fits:
            self._segments.setFocus()

    def _dress(self) -> None:
        # As low as the buttons in the headers beside it, so that the titles stand on one line.
        px = self._theme.px
        self.setStyleSheet(
            f"QPushButton, QComboBox {{ font-size: {px(12)}px; }}"
            f"#segments QPushButton {{ padding: {px(2)}px {px(10)}px; min-width: 0; }}"
            f"#segments QPushButton {{ min-height: {px(15)}px; }}"
            f"QComboBox {{ padding: {px(2)}px {px(8)}px; min-height: {px(17)}px; }}"
        )
        self._make_room()

    def _take(self, index: int) -> None:
        self._announce(self.list.itemData(index))

    def _announce(self, id: str) -> None:
        self.choose(id)
        self.chosen.emit(id)
