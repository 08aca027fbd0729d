"""Start with a network: layers like ``2-4-2-1``, drawn while one types, or one of the examples."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nndesk.document.document import Document
from nndesk.document.layered import layer_sizes, layered
from nndesk.figure.style import Style
from nndesk.gui.dialogs import inset
from nndesk.gui.dialogs.gallery import Gallery
from nndesk.gui.dialogs.preview import Preview
from nndesk.gui.focus import wheel_needs_focus
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import NetworkError

_SIZE = (940, 620)
_LEFT = 300


class NewNetworkDialog(QDialog):
    """Says below the line, while it is typed, what is wrong with it or what the network will be.

    ``document`` is the network asked for, None while the line is wrong; ``example`` is the name of the
    example that was chosen in its place, else empty.
    """

    def __init__(
        self, parent: QWidget | None = None, style: Style | None = None, *, gallery: bool = False
    ) -> None:
        """``style``: how the pictures look. ``gallery``: the examples have the keyboard first."""
        super().__init__(parent)
        style = Style() if style is None else style
        self.setWindowTitle(QCoreApplication.translate("nndesk", "New network"))
        self.example = ""
        self._made: tuple[object, Document | None] = (None, None)
        self._valid = True
        self._make_fields()
        self.preview = Preview(style, self._asked_for)
        self.gallery = Gallery(style)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.create = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.create.setText(QCoreApplication.translate("nndesk", "Create"))
        self.open = self.buttons.addButton(
            QCoreApplication.translate("nndesk", "Open example"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._lay_out(style)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.open.clicked.connect(self._open_marked)
        self.gallery.example_chosen.connect(self._open_example)
        self.gallery.example_changed.connect(self._offer_example)
        self.gallery.installEventFilter(self)
        self.layers.textChanged.connect(self._update)
        for box in (self.activation, self.output_activation):
            box.currentTextChanged.connect(self._update)
        self.seed.valueChanged.connect(self._update)
        self.layers.selectAll()
        self.open.setEnabled(False)
        self._update()
        (self.gallery if gallery else self.layers).setFocus()

    def _make_fields(self) -> None:
        self.layers = QLineEdit("2-4-2-1")
        self.layers.setPlaceholderText("2-4-2-1")
        self.activation = QComboBox()
        self.activation.addItems(list(ACTIVATIONS))
        self.activation.setCurrentText("sigmoid")
        self.output_activation = QComboBox()
        self.output_activation.addItem(QCoreApplication.translate("nndesk", "the same"), None)
        for name in ACTIVATIONS:
            self.output_activation.addItem(name, name)
        self.seed = QSpinBox()
        self.seed.setRange(0, 999_999)
        self.seed.setToolTip(
            QCoreApplication.translate("nndesk", "The same seed gives the same initial weights everywhere")
        )
        inset(self.seed)
        wheel_needs_focus(self.activation, self.output_activation, self.seed)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumHeight(self._note.fontMetrics().height() * 2)

    def _lay_out(self, style: Style) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for caption, field in (
            (QCoreApplication.translate("nndesk", "Nodes in each layer"), self.layers),
            (QCoreApplication.translate("nndesk", "Activation"), self.activation),
            (QCoreApplication.translate("nndesk", "Of the outputs"), self.output_activation),
            (QCoreApplication.translate("nndesk", "Seed of the weights"), self.seed),
        ):
            form.addRow(caption, field)
            field.setAccessibleName(caption)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(form)
        left.addWidget(self._note)
        left.addWidget(self.preview, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        caption = QLabel(QCoreApplication.translate("nndesk", "Or one of the lecture’s examples"))
        caption.setProperty("role", "title")
        caption.setContentsMargins(self.gallery.spacing(), 0, 0, 0)
        right.addWidget(caption)
        right.addWidget(self.gallery, 1)
        self.gallery.setMinimumWidth(self.gallery.width_of(1))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 0)
        row.addLayout(right, 1)
        self.preview.setMinimumWidth(round(_LEFT * min(style.scale, 1.15)))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        width, height = (round(side * style.scale) for side in _SIZE)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size()
            width, height = min(width, room.width() - 16), min(height, room.height() - 32)
        self.resize(width, height)

    @property
    def note(self) -> str:
        """What the dialog says about the line."""
        return self._note.text()

    @property
    def document(self) -> Document | None:
        """The network asked for; made when somebody wants it, not for every letter typed."""
        if not self._valid:
            return None
        wanted = (
            self.layers.text(),
            self.activation.currentText(),
            self.output_activation.currentData(),
            self.seed.value(),
        )
        if self._made[0] != wanted:
            self._made = wanted, layered(*wanted)
        return self._made[1]

    def _asked_for(self) -> Document | None:
        return self.document

    def _update(self) -> None:
        try:
            sizes = layer_sizes(self.layers.text())
        except NetworkError as error:
            self._valid = False
            self._note.setText(str(error))
            self.preview.show_soon(None)
        else:
            self._valid = True
            edges, nodes = sum(m * n for m, n in pairwise(sizes)), sum(sizes[1:])
            text = QCoreApplication.translate(
                "nndesk", "{inputs} inputs, {nodes} nodes, {edges} edges: {count} parameters."
            )
            self._note.setText(text.format(inputs=sizes[0], nodes=nodes, edges=edges, count=edges + nodes))
            self.preview.show_soon(edges)
        self.create.setEnabled(self._valid)

    # --- the examples ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The filled button is the one that Enter would press."""
        if event.type() == QEvent.Type.FocusIn:
            self.open.setDefault(True)
        elif event.type() == QEvent.Type.FocusOut:
            self.create.setDefault(True)
        return False

    @Slot(str)
    def _offer_example(self, name: str) -> None:
        self.open.setEnabled(bool(name))

    @Slot()
    def _open_marked(self) -> None:
        self._open_example(self.gallery.current)

    @Slot(str)
    def _open_example(self, name: str) -> None:
        self.example = name
        self.accept()
