"""The page of the ledger: the whole pass as a table that fills as the walk goes."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from nndesk.document.document import Document
from nndesk.figure.ledger import (
    LedgerPlace,
    block_text,
    ledger_items,
    ledger_text,
    place_ledger,
    with_fractions,
)
from nndesk.figure.primitives import Item
from nndesk.figure.style import Style
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.focus import claims
from nndesk.gui.spaces.drawn_table import DrawnTable
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.network.ledger import Ledger, ledger

MOST_LINES = 400
"""A longer table nobody reads, and it would be slow."""


class LedgerPage(Page):
    """Follows the walk: at rest before the first step the table is empty, at the end it is full."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.view = LedgerView(around)
        self.set_body(self.view.area)
        self.keyboard = self.view
        around.playback.walk_changed.connect(self._walk_changed)
        around.playback.step_shown.connect(self._walked)
        around.choices.changed.connect(self._walk_changed)

    def document_differs(self, old: Document, new: Document) -> bool:
        return new.view != old.view

    def refresh(self) -> None:
        walk = self.around.playback.walk
        if walk is None or not walk.steps:
            self.refuse(QCoreApplication.translate("nndesk", "The ledger needs a network to walk."))
            return
        lines = len(walk.network.edges) + len(walk.network.nodes)
        if lines > MOST_LINES:
            text = QCoreApplication.translate(
                "nndesk", "The ledger would have {count} lines; it shows at most {most}."
            )
            self.refuse(text.format(count=lines, most=MOST_LINES))
            return
        self.view.show_walk()
        self.say("")

    def _walk_changed(self, *_: object) -> None:
        self.invalidate()

    def _walked(self, *_: object) -> None:
        if self.isVisible():
            self.view.follow()


class LedgerView(DrawnTable):
    """Draws the figure that exports draw. A click on a line selects its node, or its edge."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._session = around.session
        self._ledger: LedgerPlace | None = None
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Ledger of the passes"))
        around.session.spotlight.node_hovered.connect(self._node_hovered)

    @property
    def now(self) -> Ledger:
        """The table as far as it is filled."""
        playback = self._around.playback
        assert playback.walk is not None
        return ledger(playback.walk, playback.walk.known_at(playback.steps_made))

    def _style(self) -> Style:
        around = self._around
        style = around.theme.style(self._session.document.view)
        numbers = with_fractions(style.numbers, around.choices.choice.exact)
        return Style(style.palette, style.scale, numbers, style.labels, style.faces)

    def show_walk(self) -> None:
        """Another walk: its full table decides the widths."""
        walk = self._around.playback.walk
        assert walk is not None
        self._ledger = place_ledger(ledger(walk), self._style())
        self.show_place(self._ledger)
        self.follow()

    def follow(self) -> None:
        """Another step: keep it in sight, and say it."""
        step, place = self._around.playback.step(), self._ledger
        if place is None:
            return
        if step is not None and step.node is not None:
            at = [block.node for block in place.whole.blocks].index(step.node)
            self.scroll_to(place.first[at], 0)
            self.setAccessibleDescription(block_text(self.now.blocks[at], self._style().numbers))
        self.update()

    def items(self) -> Iterator[Item]:
        assert self._ledger is not None
        hovered = self._session.spotlight.node
        return ledger_items(self._ledger, self.now, self._style(), self._around.playback.step(), hovered)

    def _node_hovered(self, _: object) -> None:
        if self.isVisible():
            self.update()

    # --- the mouse ---------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_under(event)
        block = self._ledger.node_at(cell[0]) if cell is not None and self._ledger is not None else None
        over = block is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self._session.spotlight.hover(block.node if block is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._session.spotlight.hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_under(event)
        if event.button() != Qt.MouseButton.LeftButton or cell is None or self._ledger is None:
            return
        line, block = self._ledger.line_at(cell[0]), self._ledger.node_at(cell[0])
        if line is None or block is None:
            return
        if line.edge is not None and cell[1] in (1, 2, 3, 4, 9, 10):
            self._session.select(edges=[line.edge])
        else:
            self._session.select([block.node])

    # --- copying -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return claims(event, _is_copy) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if self._ledger is None:
            return
        menu = ContextMenu(self)
        exact = menu.add(
            QCoreApplication.translate("nndesk", "Exact fractions where there are some"), self._toggle_exact
        )
        exact.setCheckable(True)
        exact.setChecked(self._around.choices.choice.exact)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Copy"), self.copy_text, keys="Ctrl+C")
        menu.add(QCoreApplication.translate("nndesk", "Copy as LaTeX"), self._copy, "tex")
        menu.add(QCoreApplication.translate("nndesk", "Copy as Markdown"), self._copy, "md")
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Export figure…"), self._around.export, "ledger")
        menu.popup(menu_place(event, self))

    def _toggle_exact(self) -> None:
        choices = self._around.choices
        choices.choose(exact=not choices.choice.exact)

    def copy_text(self) -> None:
        """Put the full table on the clipboard as a spreadsheet takes it."""
        assert self._ledger is not None
        text = ledger_text(self._ledger.whole, "csv", self._style().numbers)
        QGuiApplication.clipboard().setText(text.replace(",", "\t"))

    def _copy(self, form: str) -> None:
        assert self._ledger is not None
        QGuiApplication.clipboard().setText(ledger_text(self._ledger.whole, form, self._style().numbers))


def _is_copy(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
