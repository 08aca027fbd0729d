"""The tools of the plane: what the left button does, in the header of the card, in the menu and by keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from nndesk.gui.context_menu import ContextMenu
from nndesk.gui.painting import paint
from nndesk.gui.plane.sample_stamps import PLAIN, mark
from nndesk.gui.tool_buttons import ToolButtons, ToolChoice

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.plane.sample_editing import SampleEditing
    from nndesk.gui.theme import Theme

POINTER = "pointer"
"""The tool that one comes back to: every gesture that needs no other is there."""
TOOLS = (POINTER, "point", "brush", "lasso", "line")
CURSORS = {
    "point": Qt.CursorShape.CrossCursor,
    "brush": Qt.CursorShape.CrossCursor,
    "lasso": Qt.CursorShape.CrossCursor,
    "line": Qt.CursorShape.CrossCursor,
}
"""How the mouse looks over the empty plane with a tool in hand; with any other it is an arrow."""


_COMMON = 2
"""So many tools are the last to go: the pointer, and the one that adds samples."""
_CHIP = 16
CLASSED = ("point", "brush")
"""The tools whose samples have the class that is chosen."""
_GAP = 6


class PlaneToolbar(ToolButtons):
    """The tools for the header of the plane's card; beside those that add samples, the classes."""

    def __init__(self, plot: PlanePlot, editing: SampleEditing, theme: Theme) -> None:
        super().__init__(theme, plot)
        self._plot, self._editing = plot, editing
        self.add_gap(_GAP)
        self.add_tools(plane_tools())
        self.chips = QButtonGroup(self)
        self.chips.idClicked.connect(self._choose_class)
        self.tool_clicked.connect(plot.choose_tool)
        plot.tool_changed.connect(self._change_tool)
        editing.kind_changed.connect(self._show_kind)
        editing.classes_changed.connect(self._make_chips)
        theme.changed.connect(self.dress)
        self._make_chips()

    def dress(self) -> None:
        super().dress()
        for chip in self.chips.buttons():
            chip.setIcon(self._mark(self.chips.id(chip)))

    def _mark(self, kind: int) -> QIcon:
        side = self._theme.px(_CHIP)
        picture = QPixmap(2 * side, 2 * side)
        picture.setDevicePixelRatio(2.0)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = replace(self._plot.look, palette=self._theme.palette)
        paint(painter, mark(kind, PLAIN, 0.36 * side, look, (side / 2, side / 2)))
        painter.end()
        return QIcon(picture)

    def sizeHint(self) -> QSize:
        left_out = set() if self._plot.tool in CLASSED else set(self.chips.buttons())
        return QSize(self.width_without(left_out), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """That of nothing: menus and keys choose all of it, and the plane must be able to be narrow."""
        everything = {*self.chips.buttons(), *self.tools.buttons()}
        return QSize(self.width_without(everything), self.sizeHint().height())

    def spared(self) -> Iterable[set[QAbstractButton]]:
        """First the classes that are not chosen: digits choose them; then the line, the rarer tools, all."""
        chips, tools = set(self.chips.buttons()), self.tools.buttons()
        yield chips - self._chosen_chip()
        yield chips
        for kept in (TOOLS.index("line"), _COMMON, 0):
            yield chips | set(tools[kept:])

    def leave_out(self) -> None:
        super().leave_out()
        if self._plot.tool not in CLASSED:
            for chip in self.chips.buttons():
                chip.hide()

    def _chosen_chip(self) -> set[QAbstractButton]:
        chosen = self.chips.checkedButton()
        return {chosen} if chosen is not None else set()

    def _change_tool(self, name: str) -> None:
        self.show_tool(name)
        self.updateGeometry()
        self.leave_out()

    def _choose_class(self, kind: int) -> None:
        """Take this class; where there was room for one only, ask for which."""
        if all(chip.isVisible() for chip in self.chips.buttons()):
            self._editing.choose_class(kind)
            return
        menu = ContextMenu(self)
        for other, name in enumerate(self._editing.class_names):
            text = f"{name}\t{self._editing.digit_of(other)}"
            action = menu.add_choice(text, other == kind, self._editing.choose_class, other, menu=menu)
            action.setIcon(self._mark(other))
        button = self.chips.button(kind)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_kind(self, kind: int) -> None:
        chip = self.chips.button(kind)
        if chip is not None:
            chip.setChecked(True)
        self.leave_out()

    def _make_chips(self) -> None:
        """A button for every class there can be."""
        self.take_out(self.chips.buttons())
        for chip in self.chips.buttons():
            self.chips.removeButton(chip)
        text = QCoreApplication.translate("nndesk", "New samples are of class {name}; key {key}")
        for kind, name in enumerate(self._editing.class_names):
            # Before the tools, which so stay where they are when classes appear and go.
            chip = self.add("", text.format(name=name, key=self._editing.digit_of(kind)), at=kind)
            chip.setCheckable(True)
            self.chips.addButton(chip, kind)
        self._show_kind(self._editing.kind)
        self.dress()
        self.updateGeometry()


def plane_tools() -> tuple[ToolChoice, ...]:
    """The buttons, in the order of :data:`TOOLS`."""
    return (
        ToolChoice(
            "pointer",
            "pointer",
            QCoreApplication.translate("nndesk", "Select and move samples and the example, move the plane"),
            "edit.plane_tool_pointer",
        ),
        ToolChoice(
            "point",
            "sample-plus",
            QCoreApplication.translate("nndesk", "Add samples by clicking"),
            "edit.plane_tool_point",
        ),
        ToolChoice(
            "brush",
            "sample-brush",
            QCoreApplication.translate("nndesk", "Paint samples"),
            "edit.plane_tool_brush",
        ),
        ToolChoice(
            "lasso",
            "lasso",
            QCoreApplication.translate("nndesk", "Select samples by drawing around them"),
            "edit.plane_tool_lasso",
        ),
        ToolChoice(
            "line",
            "line-plus",
            QCoreApplication.translate("nndesk", "Draw the line of a new neuron"),
            "edit.plane_tool_line",
        ),
    )
