"""The strip under diagram and plane: title of the step, its formula, a sentence, and the LaTeX to copy."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nndesk.figure.primitives import FigureError
from nndesk.figure.typeset import formula_shapes
from nndesk.gui.context_menu import ContextMenu, menu_place
from nndesk.gui.equations.explanation_label import ExplanationLabel
from nndesk.gui.equations.formula_view import FormulaView
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.explanations_of_terms import explain_shown, title_shown
from nndesk.network.walk import Step

_KIND = "formula"
_AHEAD = "formulas ahead"
_STEPS_AHEAD = 3
_REMEMBERED = 500
"""Fewer than the typesetter keeps, so that what is remembered here is still there."""
_AHEAD_AFTER_MS = 250
"""Formulas to come are typeset when nothing else is going on: loading the typesetter takes a moment."""


@dataclass(frozen=True, slots=True)
class _Typeset:
    """A step whose formula can be painted without delay."""

    step: Step
    latex: str


class EquationStrip(QWidget):
    """Shows the step of a :class:`Playback` as a formula.

    Formulas are typeset in the worker. Until one has arrived, the previous step stays as it was, whole:
    title, formula and sentence change together.
    """

    def __init__(
        self,
        session: Session,
        playback: Playback,
        worker: Worker,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._worker = worker
        self._typeset: set[str] = set()
        self._shown: _Typeset | None = None

        self.title_label = QLabel(self)
        self.title_label.setProperty("role", "title")
        self.title_label.setTextFormat(Qt.TextFormat.PlainText)
        self.copy_button = QPushButton(QCoreApplication.translate("nndesk", "Copy LaTeX"), self)
        self.copy_button.setProperty("quiet", True)
        self.copy_button.setToolTip(QCoreApplication.translate("nndesk", "Copy the formula as LaTeX"))
        self.copy_button.clicked.connect(self.copy_latex)
        self.formula_view = FormulaView(theme, self)
        self.explanation_label = ExplanationLabel(theme, self)
        # The strip's menu copies its sentences, too.
        self.explanation_label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.sign_label = QLabel(QCoreApplication.translate("nndesk", "lecture’s sign: δ = −∂J/∂s"), self)
        self.sign_label.setProperty("role", "caption")
        self.hint_label = QLabel(self)
        self.hint_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint_label.setWordWrap(True)
        self.hint_label.setProperty("role", "muted")

        right = QVBoxLayout()
        right.setContentsMargins(0, 4, 0, 0)
        right.addWidget(self.explanation_label, 1)
        body = QHBoxLayout()
        body.setSpacing(32)
        body.addWidget(self.formula_view, 5)
        body.addLayout(right, 4)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title_label, 1)
        head.addWidget(self.sign_label)
        head.addWidget(self.copy_button)
        walking = QWidget(self)
        column = QVBoxLayout(walking)
        column.setContentsMargins(6, 0, 6, 2)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(body, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint_label)
        self._stack.addWidget(walking)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_AFTER_MS)
        self._ahead.timeout.connect(self._typeset_ahead)
        playback.walk_changed.connect(self._on_walk_changed)
        playback.step_shown.connect(self._on_step_shown)
        self._show_step()

    def title(self) -> str:
        """None from the card: the strip's own title follows the step."""
        return ""

    @property
    def shown_step(self) -> Step | None:
        """The step whose formula is on the screen."""
        return self._shown.step if self._shown is not None else None

    def copy_latex(self) -> None:
        """Put the formula on the clipboard as LaTeX that needs no definitions of colours."""
        if self._shown is None:
            return
        QGuiApplication.clipboard().setText(plain_latex(self._shown.latex))
        self._session.message.emit(
            QCoreApplication.translate("nndesk", "The formula is on the clipboard."), "info"
        )

    def copy_sentences(self) -> None:
        """Put what the step means in words on the clipboard."""
        QGuiApplication.clipboard().setText(self.explanation_label.full_text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._shown is None:
            # Nothing but the panel's own menu.
            event.ignore()
            return
        menu = ContextMenu(self)
        menu.add(QCoreApplication.translate("nndesk", "Copy LaTeX"), self.copy_latex)
        menu.add(QCoreApplication.translate("nndesk", "Copy the explanation"), self.copy_sentences)
        menu.addSeparator()
        menu.add(QCoreApplication.translate("nndesk", "Previous step"), self._playback.previous)
        menu.add(QCoreApplication.translate("nndesk", "Next step"), self._playback.next)
        menu.popup(menu_place(event, self))

    # --- following ---------------------------------------------------------------------------------------

    def _on_walk_changed(self, walk: object) -> None:
        self._show_step()

    def _on_step_shown(self, index: int) -> None:
        self._show_step()

    def _show_step(self) -> None:
        step = self._playback.step()
        if step is None:
            self._worker.cancel(_KIND)
            self._shown = None
            self._show_hint()
        elif self._shown is None or step is not self._shown.step:
            latex = step.equation.latex
            if latex in self._typeset:
                self._worker.cancel(_KIND)
                self._take(_Typeset(step, latex))
            else:
                self._worker.submit(_KIND, partial(_typeset, step), self._take, self._fail)
        self._ahead.start()

    def _show_hint(self) -> None:
        problem = self._playback.problem
        if problem is not None:
            text = problem
        elif len(self._playback):
            text = QCoreApplication.translate(
                "nndesk", "Press space to walk the forward and the backward pass"
            )
        else:
            text = QCoreApplication.translate("nndesk", "Draw a network: its passes are walked here")
        self.hint_label.setText(text)
        self._stack.setCurrentIndex(0)

    def _take(self, typeset: _Typeset) -> None:
        step = typeset.step
        self._note((typeset.latex,))
        self._shown = typeset
        self.title_label.setText(title_shown(step))
        self.formula_view.set_latex(typeset.latex)
        self.formula_view.setAccessibleName(title_shown(step))
        self.formula_view.setAccessibleDescription(plain_latex(typeset.latex))
        # A sentence a line.
        self.explanation_label.say(explain_shown(step).replace(". ", ".\n"))
        self.sign_label.setVisible(step.phase == "backward")
        self._stack.setCurrentIndex(1)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, FigureError):
            raise error
        self._session.message.emit(str(error), "error")

    def _typeset_ahead(self) -> None:
        steps = self._playback.ahead(_STEPS_AHEAD)
        if steps:
            self._worker.submit(_AHEAD, partial(_typeset_all, steps), self._note, self._ignore)

    def _note(self, latexes: tuple[str, ...]) -> None:
        if len(self._typeset) > _REMEMBERED:
            self._typeset.clear()
        self._typeset.update(latexes)

    def _ignore(self, error: BaseException) -> None:
        # Whatever it is will be said when the step is shown.
        pass


def plain_latex(latex: str) -> str:
    r"""The same formula without colours: ``\textcolor{delta}{x}`` becomes ``{x}``."""
    return re.sub(r"\\textcolor\{[^{}]*\}", "", latex)


def _typeset(step: Step, cancel: threading.Event) -> _Typeset:
    latex = step.equation.latex
    formula_shapes(latex)
    return _Typeset(step, latex)


def _typeset_all(steps: tuple[Step, ...], cancel: threading.Event) -> tuple[str, ...]:
    done = []
    for step in steps:
        if cancel.is_set():
            break
        done.append(_typeset(step, cancel).latex)
    return tuple(done)
