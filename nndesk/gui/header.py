"""The strip at the top: which document this is, which workspace, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.finding.search_button import SearchButton
from nndesk.gui.icons import icon
from nndesk.gui.segments import Segments
from nndesk.gui.theme import Theme

_AROUND = 36
"""Gaps and margins beside the buttons on the right."""


class Header(QWidget):
    """Title and file name on the left, workspaces in the middle, projector and theme toggles on the right.

    Signals:
        workspace_chosen(name): a person has pressed a segment.
    """

    workspace_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._theme = theme
        self._title = ElidedLabel()
        self._title.setProperty("role", "heading")
        self._file = ElidedLabel()
        self._file.setProperty("role", "muted")
        self._segments = Segments(
            (
                (
                    "draw",
                    QCoreApplication.translate("nndesk", "Draw"),
                    QCoreApplication.translate("nndesk", "Room for the network and the plane"),
                ),
                (
                    "walk",
                    QCoreApplication.translate("nndesk", "Walk"),
                    QCoreApplication.translate("nndesk", "Step through the passes, with formulas"),
                ),
                (
                    "train",
                    QCoreApplication.translate("nndesk", "Train"),
                    QCoreApplication.translate("nndesk", "Change the weights by gradient descent"),
                ),
                (
                    "explore",
                    QCoreApplication.translate("nndesk", "Explore"),
                    QCoreApplication.translate("nndesk", "See the hypercube, the surface and hidden space"),
                ),
            ),
            actions="view.",
        )
        self._segments.chosen.connect(self.workspace_chosen)
        self.search = SearchButton(theme)
        self._projector = self._toggle(
            "view.projector",
            QCoreApplication.translate("nndesk", "Projector: larger type and thicker strokes"),
        )
        self._projector.setCheckable(True)
        self._projector.toggled.connect(theme.set_projector)
        self._dark = self._toggle("view.toggle_dark", QCoreApplication.translate("nndesk", "Light or dark"))
        self._dark.clicked.connect(theme.toggle_dark)

        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._title)
        left.addWidget(self._file)
        left.addStretch(1)
        right.setSpacing(4)
        right.addStretch(1)
        right.addWidget(self.search)
        right.addSpacing(8)
        right.addWidget(self._projector)
        right.addWidget(self._dark)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 8)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self._segments, 0, 1)
        grid.addLayout(right, 0, 2)
        # Equal shares on both sides keep the workspaces in the middle of the window.
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def set_document(self, title: str, file_name: str, modified: bool) -> None:
        """Name the document; ``file_name`` may be empty."""
        self._title.set_text(title)
        unsaved = QCoreApplication.translate("nndesk", "not saved")
        self._file.set_text(" · ".join(part for part in (file_name, unsaved if modified else "") if part))

    def set_workspace(self, name: str) -> None:
        self._segments.choose(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """That without the words for the search: they go where there is no room for them."""
        hint = super().minimumSizeHint()
        if self.search.isVisibleTo(self):
            hint.setWidth(hint.width() - 2 * self.search.sizeHint().width())
        return hint

    def _make_room(self) -> None:
        """Show the search where it fits beside the workspaces and leaves the title as much on its side."""
        side = (self.width() - self._segments.sizeHint().width()) / 2
        others = self._projector.sizeHint().width() + self._dark.sizeHint().width() + _AROUND
        self.search.setVisible(self.search.sizeHint().width() + others <= side)

    def _toggle(self, action: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("action", action)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _dress(self) -> None:
        side = self._theme.px(20)
        for button, name in ((self._projector, "letter-case"), (self._dark, "contrast-filled")):
            button.setIcon(icon(name, self._theme.palette.muted, side))
            button.setIconSize(QSize(side, side))
        self._projector.setChecked(self._theme.projector)
        self._make_room()
