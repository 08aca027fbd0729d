"""Ask for a layered network: ``2-4-2-1`` and an activation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nndesk.document.document import Document
from nndesk.document.layered import layered
from nndesk.gui.dialogs import inset
from nndesk.gui.focus import wheel_needs_focus
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import NetworkError


class NewNetworkDialog(QDialog):
    """Says below the line, while it is typed, what is wrong with it or what the network will be.

    ``document`` is the network asked for, None while the line is wrong.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("nndesk", "New network"))
        self.document: Document | None = None
        self.layers = QLineEdit("2-4-2-1")
        self.layers.setPlaceholderText("2-4-2-1")
        self.activation = QComboBox()
        self.activation.addItems(list(ACTIVATIONS))
        self.activation.setCurrentText("sigmoid")
        self.seed = QSpinBox()
        self.seed.setRange(0, 999_999)
        self.seed.setToolTip(
            QCoreApplication.translate("nndesk", "The same seed gives the same initial weights everywhere")
        )
        inset(self.seed)
        wheel_needs_focus(self.activation, self.seed)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setMinimumHeight(self._note.fontMetrics().height() * 2)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        create = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        create.setText(QCoreApplication.translate("nndesk", "Create"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(QCoreApplication.translate("nndesk", "Nodes in each layer"), self.layers)
        form.addRow(QCoreApplication.translate("nndesk", "Activation"), self.activation)
        form.addRow(QCoreApplication.translate("nndesk", "Seed of the weights"), self.seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(400)
        self.layers.textChanged.connect(self._update)
        self.activation.currentTextChanged.connect(self._update)
        self.seed.valueChanged.connect(self._update)
        self.layers.selectAll()
        self._update()

    @property
    def note(self) -> str:
        """What the dialog says about the line."""
        return self._note.text()

    def _update(self) -> None:
        try:
            self.document = layered(
                self.layers.text(), activation=self.activation.currentText(), seed=self.seed.value()
            )
        except NetworkError as error:
            self.document = None
            self._note.setText(str(error))
        else:
            network = self.document.network
            text = QCoreApplication.translate(
                "nndesk", "{inputs} inputs, {nodes} nodes, {edges} edges: {count} parameters."
            )
            self._note.setText(
                text.format(
                    inputs=len(network.inputs),
                    nodes=len(network.nodes),
                    edges=len(network.edges),
                    count=network.parameter_count,
                )
            )
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self.document is not None)
