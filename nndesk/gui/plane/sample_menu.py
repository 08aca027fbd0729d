"""The menu of a sample, or of all that are selected with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QActionGroup

from nndesk.gui.context_menu import ContextMenu
from nndesk.gui.plane.gestures import next_gesture

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.plane.sample_editing import SampleEditing


def sample_menu(plot: PlanePlot, editing: SampleEditing, row: int) -> ContextMenu:
    """The menu for the sample ``row``, which is selected."""
    menu, does = ContextMenu(plot), _Menu(plot, editing, row)
    does.setParent(menu)
    rows = editing.selection.rows
    menu.add(QCoreApplication.translate("nndesk", "Make it the example"), does.make_example)
    kinds = menu.addMenu(QCoreApplication.translate("nndesk", "Class"))
    group = QActionGroup(kinds)
    own = set(editing.document.dataset.classes[rows].tolist())
    for kind, name in enumerate(editing.class_names):
        action = menu.add_choice(name, own == {kind}, editing.set_class, rows, kind, menu=kinds)
        group.addAction(action)
    held_out = bool(editing.document.dataset.test[rows].all())
    words = (
        QCoreApplication.translate("nndesk", "Train on again")
        if held_out
        else QCoreApplication.translate("nndesk", "Hold out of training")
    )
    menu.add(words, editing.hold_out, rows, not held_out)
    menu.addSeparator()
    menu.add(QCoreApplication.translate("nndesk", "Select all of its class"), does.select_class)
    text = (
        QCoreApplication.translate("nndesk", "Delete the sample")
        if len(rows) == 1
        else QCoreApplication.translate("nndesk", "Delete {count} samples").format(count=len(rows))
    )
    menu.add(text, editing.remove, rows, keys="Del")
    return menu


class _Menu(QObject):
    """What the entries do. It goes with the menu."""

    def __init__(self, plot: PlanePlot, editing: SampleEditing, row: int) -> None:
        super().__init__()
        self._plot, self._editing, self._row = plot, editing, row

    def make_example(self) -> None:
        self._plot.want_example(self._plot.sample(self._row), self._row, next_gesture(), whole=True)

    def select_class(self) -> None:
        classes = self._plot.points.classes
        self._editing.selection.set(np.flatnonzero(classes == classes[self._row]))
