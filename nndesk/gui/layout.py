"""Where the cards stand: network, plane and inspector side by side, under them what the workspace needs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from nndesk.gui.card import Card
from nndesk.gui.header import Header
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme

GAP = 12
MARGIN = 20
_HEAD = 29
"""Height of a card's header that has buttons, so that the header beside it stands on one line with it."""
PANELS = ("diagram", "plane", "inspector", "equation", "transport", "train")
_BELOW = {"draw": (), "walk": ("equation", "transport"), "train": ("train",)}
"""Which panels under the side-by-side ones a workspace shows."""


class Layout(QWidget):
    """The window's content: the header and six cards. Cards are empty until the panels are put in.

    A panel is visible if the person has not hidden it and the workspace has it.

    Signals:
        workspace_changed(name)
        menu_wanted(name, global position): the menu of a card's header.
    """

    workspace_changed = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._workspace = settings.workspace
        self._shown = {name: settings.panel_shown(name) for name in PANELS}
        self.header = Header(theme)
        self.cards = {
            "diagram": Card(QCoreApplication.translate("nndesk", "Network"), above=7),
            "plane": Card(QCoreApplication.translate("nndesk", "Input plane"), above=7),
            "inspector": Card(above=14),
            "equation": Card(above=8),
            "train": Card(QCoreApplication.translate("nndesk", "Training"), above=14),
            "transport": Card(above=7),
        }
        for card in self.cards.values():
            card.menu_wanted.connect(self._want_menu)
        self._columns = _splitter(Qt.Orientation.Horizontal)
        for name, stretch in (("diagram", 10), ("plane", 10), ("inspector", 0)):
            self._columns.addWidget(self.cards[name])
            self._columns.setStretchFactor(self._columns.count() - 1, stretch)
        self._rows = _splitter(Qt.Orientation.Vertical)
        for widget, stretch in ((self._columns, 1), (self.cards["equation"], 0), (self.cards["train"], 0)):
            self._rows.addWidget(widget)
            self._rows.setStretchFactor(self._rows.count() - 1, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._rows, 1)
        self._hint = QLabel(
            QCoreApplication.translate(
                "nndesk", "All panels are hidden. The View menu brings them back, or Ctrl+Alt and 1 to 5."
            )
        )
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        column.addWidget(self._hint, 1)
        column.addSpacing(GAP)
        column.addWidget(self.cards["transport"])
        self._gap = column.itemAt(3).spacerItem()
        self._placed = False
        self.header.set_workspace(self._workspace)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()
        self._update()

    @property
    def upper(self) -> QWidget:
        """What is always there: network, plane and inspector side by side."""
        return self._columns

    # --- which cards -------------------------------------------------------------------------------------

    @property
    def workspace(self) -> str:
        return self._workspace

    def set_workspace(self, name: str) -> None:
        """Show what ``"draw"``, ``"walk"`` or ``"train"`` needs."""
        self._workspace = self._settings.workspace = name
        self.header.set_workspace(name)
        self._update()
        self.workspace_changed.emit(name)

    def panel_shown(self, name: str) -> bool:
        """Whether the person wants to see the panel (where the workspace has it)."""
        return self._shown[name]

    def show_panel(self, name: str, shown: bool) -> None:
        self._shown[name] = shown
        self._settings.set_panel_shown(name, shown)
        self._update()

    def _want_menu(self, card: Card, at: QPoint) -> None:
        self.menu_wanted.emit(next(name for name, one in self.cards.items() if one is card), at)

    def _dress(self) -> None:
        for name in ("diagram", "plane"):
            self.cards[name].set_head(self._theme.px(_HEAD))

    def _update(self) -> None:
        below = _BELOW[self._workspace]
        nothing = True
        for name, card in self.cards.items():
            here = name in ("diagram", "plane", "inspector") or name in below
            card.setVisible(here and self._shown[name])
            nothing = nothing and not (here and self._shown[name])
        self._rows.setVisible(not nothing)
        self._hint.setVisible(nothing)
        transport = "transport" in below and self._shown["transport"]
        self._gap.changeSize(0, GAP if transport else 0)
        self.layout().invalidate()

    # --- sizes -------------------------------------------------------------------------------------------

    def place(self, width: int, height: int) -> None:
        """Give the cards their sizes: as they were left, else as they look best in a window of this size."""
        inspector = max(250, min(290, round(width * 0.21)))
        room = width - 2 * MARGIN - 2 * GAP - inspector
        # The diagram is a little wider than the plane, which is square.
        self._columns.setSizes([round(room * 0.52), room - round(room * 0.52), inspector])
        # In a low window the diagram needs the room more than the formula does.
        below = max(112, min(240, round(134 + 0.33 * (height - 720))))
        self._rows.setSizes([height, below, max(below, 210)])
        for name, splitter in (("columns", self._columns), ("rows", self._rows)):
            state = self._settings.layout(name)
            if state is not None:
                splitter.restoreState(state)
        self._placed = True

    def save(self) -> None:
        """Remember the sizes."""
        if self._placed:
            self._settings.set_layout("columns", self._columns.saveState())
            self._settings.set_layout("rows", self._rows.saveState())


def _splitter(orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    return splitter
