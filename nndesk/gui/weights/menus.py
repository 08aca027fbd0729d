"""The menus of the table and of the matrices, and the question by how much to multiply."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nndesk.document.parameters import Parameter, initial_value, is_locked
from nndesk.gui.context_menu import ContextMenu
from nndesk.gui.dialogs.scale import ScaleDialog
from nndesk.gui.session import Session
from nndesk.gui.weights.changes import WeightChanges
from nndesk.network.numbers import NumberFormat


class WeightsMenu(ContextMenu):
    """What can be done to some numbers. It pops up, nothing waits for it, and it dies when it is closed."""

    def __init__(
        self,
        view: QWidget,
        session: Session,
        changes: WeightChanges,
        parameters: Sequence[Parameter],
        edit: Callable[[], None],
        copy: Callable[[], None],
        paste: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._changes = changes
        self._parameters = tuple(parameters)
        document = session.document
        some = bool(parameters)
        locked = [is_locked(document.network, p) for p in parameters]
        trained = any(initial_value(document, p) is not None for p in parameters)
        text = (
            QCoreApplication.translate("nndesk", "Edit…")
            if len(parameters) == 1
            else QCoreApplication.translate("nndesk", "Set all to…")
        )
        self.add(text, edit, keys="F2", enabled=some)
        self.addSeparator()
        self.add(
            QCoreApplication.translate("nndesk", "Negate"), changes.negate, self._parameters, enabled=some
        )
        self.add(QCoreApplication.translate("nndesk", "Multiply by…"), self._ask_factor, enabled=some)
        drawn = self.addMenu(QCoreApplication.translate("nndesk", "Randomise"))
        drawn.setEnabled(some)
        for key, name in (
            ("xavier", QCoreApplication.translate("nndesk", "Xavier")),
            ("he", QCoreApplication.translate("nndesk", "He")),
            ("uniform", QCoreApplication.translate("nndesk", "Uniform, ±½")),
            ("zeros", QCoreApplication.translate("nndesk", "Zeros")),
        ):
            self.add(name, changes.randomise, self._parameters, key, menu=drawn)
        self.add(
            QCoreApplication.translate("nndesk", "Reset to initial"),
            changes.reset,
            self._parameters,
            enabled=trained,
        )
        self.addSeparator()
        enabled = some and not all(locked)
        self.add(
            QCoreApplication.translate("nndesk", "Lock"),
            changes.lock,
            self._parameters,
            True,
            keys="Space",
            enabled=enabled,
        )
        self.add(
            QCoreApplication.translate("nndesk", "Unlock"),
            changes.lock,
            self._parameters,
            False,
            enabled=any(locked),
        )
        self.addSeparator()
        self.add(QCoreApplication.translate("nndesk", "Copy"), copy, keys="Ctrl+C", enabled=some)
        self.add(QCoreApplication.translate("nndesk", "Paste"), paste, keys="Ctrl+V")

    def _ask_factor(self) -> None:
        numbers = self._session.document.view.numbers
        dialog = FactorDialog(self._changes, self._parameters, numbers, self._view)
        dialog.open()


class FactorDialog(ScaleDialog):
    """Multiplies the given numbers when it is accepted."""

    def __init__(
        self, changes: WeightChanges, parameters: Sequence[Parameter], numbers: NumberFormat, parent: QWidget
    ) -> None:
        note = QCoreApplication.translate("nndesk", "Multiplies every number that is selected.")
        super().__init__(numbers, parent, note)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._changes = changes
        self._parameters = tuple(parameters)

    def accept(self) -> None:
        """Multiply, unless what is typed is no number."""
        if self.field.commit():
            self._changes.scale(self._parameters, self.field.value)
            super().accept()
