"""The menus of the table and of the matrices, and the question by how much to multiply."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from nndesk.document.parameters import Parameter, initial_value, is_locked
from nndesk.gui.number_field import NumberField
from nndesk.gui.session import Session
from nndesk.gui.weights.changes import WeightChanges


class WeightsMenu(QMenu):
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
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._changes = changes
        self._parameters = tuple(parameters)
        self._handlers: dict[QAction, tuple[Callable[..., object], tuple[object, ...]]] = {}
        self.triggered.connect(self._run)
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

    def add(
        self,
        text: str,
        handler: Callable[..., object],
        *arguments: object,
        keys: str = "",
        enabled: bool = True,
        menu: QMenu | None = None,
    ) -> QAction:
        """An entry that calls ``handler(*arguments)``. ``keys`` are only shown; the view listens to them."""
        action = (menu or self).addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(enabled)
        self._handlers[action] = (handler, arguments)
        return action

    def _run(self, action: QAction) -> None:
        handler, arguments = self._handlers.get(action, (None, ()))
        if handler is not None:
            handler(*arguments)

    def _ask_factor(self) -> None:
        dialog = FactorDialog(self._changes, self._parameters, self._view)
        dialog.open()


class FactorDialog(QDialog):
    """Asks by how much to multiply; takes what every number field takes."""

    factor_chosen = Signal(float)

    def __init__(self, changes: WeightChanges, parameters: Sequence[Parameter], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Multiply"))
        self._changes = changes
        self._parameters = tuple(parameters)
        self.field = NumberField(2.0)
        label = QLabel(QCoreApplication.translate("nndesk", "Multiply by"))
        label.setBuddy(self.field)
        self.field.setAccessibleName(label.text())
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.field, 1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(buttons)
        self.field.setFocus()
        self.field.selectAll()

    def accept(self) -> None:
        """Multiply, unless what is typed is no number."""
        if self.field.commit():
            self._changes.scale(self._parameters, self.field.value)
            super().accept()
