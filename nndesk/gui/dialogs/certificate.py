"""Second opinions on the backward pass, beside each other, for the document as it is at any moment."""

from __future__ import annotations

import threading
from itertools import chain

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.check import LIMIT, Check, check
from nndesk.network.pytorch import installed

_KIND = "certificate"
_WIDTH = 520


class CertificateDialog(QDialog):
    """Follows the session while it is open: one can drag a weight and see that nothing comes apart."""

    def __init__(self, session: Session, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._worker, self._theme = session, worker, theme
        self.found: Check | None = None
        """What is shown; None while it is computed, and where it cannot be."""
        self.setWindowTitle(QCoreApplication.translate("nndesk", "Gradient check"))
        self.verdict = QLabel()
        self.verdict.setProperty("role", "heading")
        self.verdict.setWordWrap(True)
        self._what = _muted()
        self._left_out = _muted()
        table = QGridLayout()
        table.setHorizontalSpacing(24)
        table.setVerticalSpacing(8)
        table.setColumnStretch(0, 1)
        for column, caption in enumerate(
            (
                QCoreApplication.translate("nndesk", "Ways"),
                QCoreApplication.translate("nndesk", "Largest difference"),
                QCoreApplication.translate("nndesk", "Where"),
            )
        ):
            label = QLabel(caption)
            label.setProperty("role", "muted")
            table.addWidget(label, 0, column, _side(column))
        self._rows = [[QLabel() for _ in range(3)] for _ in range(4 + installed())]
        for row, cells in enumerate(self._rows, start=1):
            for column, label in enumerate(cells):
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                table.addWidget(label, row, column, _side(column))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        self._copy = buttons.addButton(
            QCoreApplication.translate("nndesk", "Copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._copy.clicked.connect(self._put_on_clipboard)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.verdict)
        column.addWidget(self._what)
        column.addSpacing(4)
        column.addLayout(table)
        column.addWidget(self._left_out)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        session.document_changed.connect(self._follow)
        session.document_opened.connect(self._begin)

    # --- computing ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._worker.cancel(_KIND)

    def _follow(self, old: Document, new: Document) -> None:
        if (old.network, old.example, old.cost) != (new.network, new.example, new.cost):
            self._begin()

    def _begin(self) -> None:
        if not self.isVisible():
            return
        document = self._session.document
        example = document.example
        self.found = None
        self._copy.setEnabled(False)
        if not document.network.outputs:
            self._refuse(
                QCoreApplication.translate("nndesk", "There is nothing to check: the network has no output.")
            )
            return
        if not self.verdict.text():
            self.verdict.setText(QCoreApplication.translate("nndesk", "Checking…"))

        def job(cancel: threading.Event) -> Check:
            return check(
                document.network,
                example.x,
                example.t,
                document.cost,
                pytorch=installed(),
                cancel=cancel,
            )

        # Thousands of parameters take seconds; everything else must not wait behind them.
        self._worker.submit(_KIND, job, self._show, self._fail, lane=_KIND)

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self, found: Check) -> None:
        self.found = found
        self._copy.setEnabled(True)
        worst = found.worst
        if found.agrees:
            text = QCoreApplication.translate("nndesk", "The gradients agree: they differ by {most} at most.")
        else:
            text = QCoreApplication.translate("nndesk", "The gradients do not agree: {most} at {where}.")
        self.verdict.setText(text.format(most=_power(worst.largest), where=worst.where))
        self.verdict.setStyleSheet("" if found.agrees else f"color: {self._theme.palette.negweight}")
        example = self._session.document.example
        self._what.setText(
            QCoreApplication.translate(
                "nndesk",
                "∂J/∂w and ∂J/∂b of every weight and bias at x = ({x}), t = ({t}), in ways that share no "
                "formula. Up to {limit} counts as agreement.",
            ).format(x=_listed(example.x), t=_listed(example.t), limit=_power(LIMIT))
        )
        self._fill(found)
        self._left_out.setText(
            QCoreApplication.translate(
                "nndesk", "Without differences, which would reach across a kink or a jump: {names}."
            ).format(names=_some(found.skipped))
            if found.skipped
            else ""
        )
        self._left_out.setVisible(bool(found.skipped))
        self._make_room()

    def _make_room(self) -> None:
        """Be as large as the lines need; what is wrapped says how high it is only when it is asked."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(self._theme.px(_WIDTH), layout.totalMinimumSize().width())
        self.setMinimumSize(width, layout.totalHeightForWidth(max(self.width(), width)))

    def _fill(self, found: Check) -> None:
        for cells, pair in zip(self._rows, found.pairs, strict=True):
            for label, text in zip(
                cells, (way_words(pair.name), _power(pair.largest), pair.where), strict=True
            ):
                label.setText(text)
                label.setStyleSheet(f"color: {self._theme.palette.negweight}" if pair.largest > LIMIT else "")

    def _fail(self, error: BaseException) -> None:
        self._refuse(str(error))

    def _refuse(self, sentence: str) -> None:
        for label in chain(*self._rows):
            label.setText("")
        self.verdict.setText(sentence)
        self.verdict.setStyleSheet("")
        self._what.setText("")
        self._left_out.hide()

    def _put_on_clipboard(self) -> None:
        if self.found is not None:
            lines = [self.verdict.text(), self._what.text()]
            lines += [f"{way_words(p.name)}\t{_power(p.largest)}\t{p.where}" for p in self.found.pairs]
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


def way_words(name: str) -> str:
    """A pair of ways to the gradient, in words."""
    return {
        "backward vs finite differences": QCoreApplication.translate(
            "nndesk", "Backward pass and central differences"
        ),
        "backward vs autograd": QCoreApplication.translate("nndesk", "Backward pass and computation graph"),
        "backward vs engine": QCoreApplication.translate("nndesk", "Backward pass and training’s engine"),
        "autograd vs finite differences": QCoreApplication.translate(
            "nndesk", "Computation graph and central differences"
        ),
        "backward vs PyTorch": QCoreApplication.translate("nndesk", "Backward pass and PyTorch"),
    }[name]


def _power(number: float) -> str:
    """``5.4·10⁻¹⁴``; ``0`` of 0."""
    if number == 0.0:
        return "0"
    digits, _, exponent = f"{number:.1e}".partition("e")
    if not exponent:
        return "∞"
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digits.removesuffix('.0')}·10{raised}"


def _listed(values: tuple[float, ...], most: int = 6) -> str:
    shown = ", ".join(f"{value:.4g}".replace("-", "−") for value in values[:most])
    return f"{shown}, …" if len(values) > most else shown


def _some(names: tuple[str, ...], most: int = 8) -> str:
    shown = ", ".join(names[:most])
    return f"{shown}, …" if len(names) > most else shown


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
