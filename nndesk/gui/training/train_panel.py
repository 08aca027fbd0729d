"""The Train workspace: the knobs of gradient descent, the button, and the course of J."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nndesk.document.document import Document
from nndesk.document.edits import set_hyperparameters
from nndesk.figure.legend import KINDS
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.focus import wheel_needs_focus
from nndesk.gui.math_label import MathLabel
from nndesk.gui.number_field import NumberField
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.trainer import Trainer
from nndesk.gui.training.cost_chart import CostChart
from nndesk.network.costs import COSTS
from nndesk.network.errors import NetworkError
from nndesk.network.numbers import NumberFormat
from nndesk.network.training import Snapshot

_COPIED_DIGITS = 10


class TrainPanel(QWidget):
    """Knobs on the left, the course of the cost on the right."""

    def __init__(
        self, session: Session, trainer: Trainer, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._trainer = trainer
        self._theme = theme
        self.fields: dict[str, NumberField] = {}

        knobs = QGridLayout()
        knobs.setHorizontalSpacing(12)
        knobs.setVerticalSpacing(4)
        for column, (name, caption, hint, integer, step) in enumerate(
            (
                (
                    "epochs",
                    QCoreApplication.translate("nndesk", "Epochs"),
                    QCoreApplication.translate("nndesk", "Passes over all samples"),
                    True,
                    10.0,
                ),
                (
                    "eta",
                    QCoreApplication.translate("nndesk", "Learning rate η"),
                    QCoreApplication.translate(
                        "nndesk", "Every weight moves by η δ times what came through it"
                    ),
                    False,
                    0.05,
                ),
                (
                    "batch",
                    QCoreApplication.translate("nndesk", "Batch"),
                    QCoreApplication.translate("nndesk", "Samples per update; 0 takes all of them"),
                    True,
                    1.0,
                ),
                (
                    "seed",
                    QCoreApplication.translate("nndesk", "Seed"),
                    QCoreApplication.translate("nndesk", "Of the shuffling: the same seed, the same run"),
                    True,
                    1.0,
                ),
            )
        ):
            field = NumberField(
                getattr(session.document.hyperparameters, name),
                integer=integer,
                step=step,
                check=partial(self._complaint, name),
            )
            field.setAccessibleName(caption)
            field.set_hint(hint)
            field.setFixedWidth(theme.px(92))
            field.committed.connect(partial(self._set_number, name))
            self.fields[name] = field
            label = QLabel(caption)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            knobs.addWidget(label, 0 if column < 2 else 2, column % 2)
            knobs.addWidget(field, 1 if column < 2 else 3, column % 2)
        caption = QCoreApplication.translate("nndesk", "Cost")
        self.cost = QComboBox()
        self.cost.setAccessibleName(caption)
        texts = {
            "squared": QCoreApplication.translate("nndesk", "½ Σ (t − z)²"),
            "cross_entropy": QCoreApplication.translate("nndesk", "cross-entropy"),
        }
        for name in COSTS:
            self.cost.addItem(texts.get(name, name), name)
        self.cost.activated.connect(self._choose_cost)
        wheel_needs_focus(self.cost)
        label = QLabel(caption)
        label.setProperty("role", "muted")
        label.setBuddy(self.cost)
        knobs.addWidget(label, 0, 2)
        knobs.addWidget(self.cost, 1, 2)
        self.button = QPushButton()
        self.button.setMinimumWidth(theme.px(110))
        self.button.setProperty("action", "train.toggle")
        self.button.clicked.connect(self._toggle)
        knobs.addWidget(self.button, 3, 2)
        self.data_label = ElidedLabel()
        self.data_label.setProperty("role", "muted")
        # Its words must not make the column wider than the knobs are.
        self.data_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        knobs.addWidget(self.data_label, 4, 0, 1, 3)
        left = QVBoxLayout()
        left.addLayout(knobs)
        left.addStretch(1)

        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(MathLabel(theme, "J", QCoreApplication.translate("nndesk", "Cost"), size=16))
        self.cost_label = QLabel("—")
        self.cost_label.setProperty("role", "value")
        # A new number must not move everything else.
        self.cost_label.setMinimumWidth(theme.px(100))
        self.cost_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self.cost_label)
        self.held_out_label = QLabel()
        self.held_out_label.setProperty("role", "muted")
        self.held_out_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.held_out_label.setToolTip(
            QCoreApplication.translate("nndesk", "J over the samples that are held out of training")
        )
        head.addWidget(self.held_out_label)
        head.addStretch(1)
        self.epoch_label = QLabel()
        self.epoch_label.setMinimumWidth(theme.px(180))
        self.epoch_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.epoch_label.setProperty("role", "muted")
        head.addWidget(self.epoch_label)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedHeight(4)
        self.progress_bar.setAccessibleName(QCoreApplication.translate("nndesk", "Epochs done"))
        self.chart = CostChart(theme)
        self.chart.setAccessibleName(QCoreApplication.translate("nndesk", "Cost by epoch"))
        self.problem_label = QLabel()
        self.problem_label.setProperty("role", "muted")
        self.problem_label.setWordWrap(True)
        self.problem_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # With a parent: a stack that is in no layout yet would show its first page as a window.
        course = QWidget(self)
        column_layout = QVBoxLayout(course)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(6)
        column_layout.addLayout(head)
        column_layout.addWidget(self.chart, 1)
        column_layout.addWidget(self.progress_bar)
        self._stack = QStackedLayout()
        self._stack.addWidget(course)
        self._stack.addWidget(self.problem_label)

        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 4)
        row.setSpacing(32)
        row.addLayout(left)
        row.addLayout(self._stack, 1)

        session.document_changed.connect(self._on_document_changed)
        trainer.running_changed.connect(self._on_running_changed)
        trainer.progress.connect(self._on_progress)
        session.document_opened.connect(self._on_document_opened)
        self._refresh(session.document)
        self._on_running_changed(trainer.running)
        self._show_course()

    def title(self) -> str:
        return QCoreApplication.translate("nndesk", "Training")

    # --- its menu ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu, some = ContextMenu(self), bool(self.chart.points)
        menu.add(self.button.text(), self._toggle, enabled=self.button.isEnabled())
        menu.addSeparator()
        menu.add(
            QCoreApplication.translate("nndesk", "Copy the costs as a table"), self.copy_costs, enabled=some
        )
        menu.add(
            QCoreApplication.translate("nndesk", "Copy the curve as a picture"), self.copy_curve, enabled=some
        )
        menu.popup(menu_place(event, self))

    def copy_costs(self) -> None:
        """Put epochs and costs on the clipboard, for a spreadsheet."""
        numbers = NumberFormat(_COPIED_DIGITS, self._session.document.view.decimal_comma)
        rows = [f"{epoch}\t{numbers.text(J)}" for epoch, J in self.chart.points]
        head = QCoreApplication.translate("nndesk", "Epoch")
        QGuiApplication.clipboard().setText("\n".join((f"{head}\tJ", *rows)).replace("\u2212", "-"))

    def copy_curve(self) -> None:
        """Put the chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.chart.grab())

    # --- what a person wants -----------------------------------------------------------------------------

    def _toggle(self) -> None:
        if self._trainer.running:
            self._trainer.stop()
        else:
            self._trainer.start()

    def _complaint(self, name: str, value: float) -> str | None:
        try:
            set_hyperparameters(self._session.document, **{name: self._typed(name, value)})
        except NetworkError as error:
            return str(error)
        return None

    def _set_number(self, name: str, value: float, gesture: int) -> None:
        texts = {
            "epochs": QCoreApplication.translate("nndesk", "Change the number of epochs"),
            "eta": QCoreApplication.translate("nndesk", "Change the learning rate"),
            "batch": QCoreApplication.translate("nndesk", "Change the batch size"),
            "seed": QCoreApplication.translate("nndesk", "Change the seed"),
        }
        new = set_hyperparameters(self._session.document, **{name: self._typed(name, value)})
        self._session.edit(texts[name], new, merge=("train", name, gesture) if gesture else None)

    def _typed(self, name: str, value: float) -> float | int:
        return value if name == "eta" else int(value)

    def _choose_cost(self, index: int) -> None:
        text = QCoreApplication.translate("nndesk", "Choose the cost {cost}")
        new = set_hyperparameters(self._session.document, cost=self.cost.itemData(index))
        self._session.edit(text.format(cost=self.cost.itemText(index)), new)

    # --- following ---------------------------------------------------------------------------------------

    def _on_document_changed(self, old: Document, new: Document) -> None:
        self._refresh(new)
        if not self._trainer.running:
            self._show_course()

    def _on_document_opened(self, document: Document) -> None:
        self._show_course()

    def _refresh(self, document: Document) -> None:
        for name, field in self.fields.items():
            field.set_notation(document.view.numbers)
            field.set_value(getattr(document.hyperparameters, name))
        self.cost.setCurrentIndex(self.cost.findData(document.cost))
        self.data_label.set_text(_data_words(document))
        problem = self._trainer.problem()
        self.problem_label.setText(problem or "")
        self._stack.setCurrentIndex(0 if problem is None or self._trainer.running else 1)
        self.button.setEnabled(problem is None or self._trainer.running)

    def _on_running_changed(self, running: bool) -> None:
        if running:
            self.button.setText(QCoreApplication.translate("nndesk", "Stop"))
            self.button.setToolTip(
                QCoreApplication.translate("nndesk", "End after this epoch and keep what has been learned")
            )
        else:
            self.button.setText(QCoreApplication.translate("nndesk", "Train"))
            self.button.setToolTip(
                QCoreApplication.translate("nndesk", "Change the weights by gradient descent on the samples")
            )
        self._show_course()
        self._refresh(self._session.document)

    def _on_progress(self, snapshot: Snapshot) -> None:
        self._show_course()

    def _show_course(self) -> None:
        trainer, view = self._trainer, self._session.document.view
        snapshot, epochs = trainer.snapshot, trainer.epochs
        current = trainer.current
        self.chart.set_points(trainer.history, epochs, view.decimal_comma, faded=not current)
        self.held_out_label.clear()
        self.progress_bar.setRange(0, max(1, epochs))
        self.progress_bar.setVisible(trainer.running)
        if snapshot is None:
            self.cost_label.setText("—")
            self.epoch_label.setText(QCoreApplication.translate("nndesk", "not trained yet"))
            self.progress_bar.setValue(0)
            return
        if not current:
            self.cost_label.setText("—")
            self.epoch_label.setText(QCoreApplication.translate("nndesk", "changed since this run"))
            return
        self.cost_label.setText(view.numbers.text(snapshot.J))
        if snapshot.held_out_cost is not None:
            text = QCoreApplication.translate("nndesk", "held out {J}")
            self.held_out_label.setText(text.format(J=view.numbers.text(snapshot.held_out_cost)))
        text = QCoreApplication.translate("nndesk", "epoch {epoch} of {epochs}")
        self.epoch_label.setText(text.format(epoch=snapshot.epoch, epochs=epochs))
        self.progress_bar.setValue(snapshot.epoch)


def _data_words(document: Document) -> str:
    """What is trained on: ``175 samples, 75 held out, z-score``."""
    samples, kind = document.samples, document.normalisation.kind
    if not len(samples):
        return ""
    held_out = int(samples.test.sum())
    text = QCoreApplication.translate("nndesk", "{count} samples")
    parts = [text.format(count=len(samples) - held_out)]
    if held_out:
        parts.append(QCoreApplication.translate("nndesk", "{count} held out").format(count=held_out))
    if kind != "none":
        parts.append(KINDS[kind])
    return ", ".join(parts)
