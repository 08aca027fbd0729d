"""Where the cards stand: network and plane side by side, beside and under them what the workspace needs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from nndesk.gui.card import Card
from nndesk.gui.header import Header
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme

GAP = 12
MARGIN = 20
_HEAD = 29
"""Height of a card's header that has buttons, so that the header beside it stands on one line with it."""
PANELS = ("diagram", "plane", "inspector", "equation", "transport", "train", "weights", "spaces")
_ALWAYS = ("diagram", "plane")
_MORE = {
    "draw": ("inspector", "weights"),
    "walk": ("inspector", "equation", "transport"),
    "train": ("inspector", "train"),
    "explore": ("spaces",),
}
"""Which panels besides network and plane a workspace shows, beside or under them."""
_SPACES_SHARES = (0.28, 0.36, 0.36)
"""Of the width: network, plane and spaces where these stand side by side."""


class Layout(QWidget):
    """The window's content: the header and eight cards. Cards are empty until the panels are put in.

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
            "spaces": Card(QCoreApplication.translate("nndesk", "Spaces"), above=7),
            "inspector": Card(above=14),
            "equation": Card(above=8),
            "train": Card(QCoreApplication.translate("nndesk", "Training"), above=14),
            "weights": Card(above=8),
            "transport": Card(above=7),
        }
        for card in self.cards.values():
            card.menu_wanted.connect(self._want_menu)
        self._columns = _splitter(Qt.Orientation.Horizontal)
        for name, stretch in (("diagram", 10), ("plane", 10), ("spaces", 10), ("inspector", 0)):
            self._columns.addWidget(self.cards[name])
            self._columns.setStretchFactor(self._columns.count() - 1, stretch)
        self._rows = _splitter(Qt.Orientation.Vertical)
        self._rows.addWidget(self._columns)
        self._rows.setStretchFactor(0, 1)
        for name in ("equation", "train", "weights"):
            self._rows.addWidget(self.cards[name])
            self._rows.setStretchFactor(self._rows.count() - 1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._rows, 1)
        self._hint = QLabel(
            QCoreApplication.translate(
                "nndesk", "All panels are hidden. The View menu brings them back, or Ctrl+Alt and 1 to 7."
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
        self._sizes: dict[str, QByteArray] = {}
        self.header.set_workspace(self._workspace)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()
        self._update()

    @property
    def upper(self) -> QWidget:
        """What is always there: network and plane, and what stands beside them."""
        return self._columns

    # --- which cards -------------------------------------------------------------------------------------

    @property
    def workspace(self) -> str:
        return self._workspace

    def set_workspace(self, name: str) -> None:
        """Show what ``"draw"``, ``"walk"``, ``"train"`` or ``"explore"`` needs."""
        before = self._columns_name
        if self._placed:
            self._sizes[before] = self._columns.saveState()
        self._workspace = self._settings.workspace = name
        self.header.set_workspace(name)
        self._update()
        if self._placed and self._columns_name != before:
            self._size_columns()
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
        for name in ("diagram", "plane", "spaces"):
            self.cards[name].set_head(self._theme.px(_HEAD))

    def _update(self) -> None:
        here = _ALWAYS + _MORE[self._workspace]
        nothing = True
        for name, card in self.cards.items():
            visible = name in here and self._shown[name]
            card.setVisible(visible)
            nothing = nothing and not visible
        self._rows.setVisible(not nothing)
        self._hint.setVisible(nothing)
        transport = "transport" in here and self._shown["transport"]
        self._gap.changeSize(0, GAP if transport else 0)
        self.layout().invalidate()

    # --- sizes -------------------------------------------------------------------------------------------

    def place(self, width: int, height: int) -> None:
        """Give the cards their sizes: as they were left, else as they look best in a window of this size."""
        for name in ("columns", "columns_explore"):
            state = self._settings.layout(f"{name}{self._columns.count()}")
            if state is not None:
                self._sizes[name] = state
        self._size_columns(width)
        # In a low window the diagram needs the room more than the formula does.
        below = max(112, min(240, round(134 + 0.33 * (height - 720))))
        # The table can be read in any height: it leaves what there is to network and plane.
        weights = max(170, min(280, round(200 + 0.2 * (height - 720))))
        self._rows.setSizes([height, below, max(below, 210), weights])
        state = self._settings.layout(self._rows_name)
        if state is not None:
            self._rows.restoreState(state)
        self._placed = True

    def save(self) -> None:
        """Remember the sizes."""
        if self._placed:
            self._sizes[self._columns_name] = self._columns.saveState()
            for name, state in self._sizes.items():
                self._settings.set_layout(f"{name}{self._columns.count()}", state)
            self._settings.set_layout(self._rows_name, self._rows.saveState())

    # Sizes of fewer rows or columns, as an older version has kept them, would leave the last one none: their
    # number is part of the name.

    @property
    def _rows_name(self) -> str:
        return f"rows{self._rows.count()}"

    @property
    def _columns_name(self) -> str:
        """Under which name the present workspace's widths are kept: where the spaces are, the others want
        other widths."""
        return "columns_explore" if self._workspace == "explore" else "columns"

    def _size_columns(self, width: int | None = None) -> None:
        """The widths as they were left in this workspace, else as they look best in a window of ``width``."""
        state = self._sizes.get(self._columns_name)
        if state is not None and self._columns.restoreState(state):
            return
        width = self.width() if width is None else width
        room = width - 2 * MARGIN - 2 * GAP
        if self._workspace == "explore":
            diagram, plane, _ = _SPACES_SHARES
            widths = round(room * diagram), round(room * plane)
            self._columns.setSizes([*widths, room - sum(widths), 0])
            return
        inspector = max(250, min(290, round(width * 0.21)))
        room -= inspector
        # The diagram is a little wider than the plane, which is square.
        self._columns.setSizes([round(room * 0.52), room - round(room * 0.52), 0, inspector])


def _splitter(orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    return splitter
