"""What can be done to weights and biases from the table and the matrices: each one named undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from nndesk.document.document import Document
from nndesk.document.number_text import matrix_text, read_block, read_numbers, table_text
from nndesk.document.parameters import (
    Parameter,
    lock_parameters,
    nudge_parameters,
    randomise_parameters,
    reset_parameters,
    scale_parameters,
    set_parameters,
)
from nndesk.gui.session import Session
from nndesk.gui.weights.wording import named
from nndesk.network.errors import NetworkError
from nndesk.network.matrices import LayerMatrix, matrix_latex, matrix_numpy

NUDGE = 0.1
_GESTURE_PAUSE_MS = 1200
"""Nudges closer together than this are one undo step."""
_gestures = count(1)


class WeightChanges(QObject):
    """Edits of given parameters, and the clipboard. What cannot be done is said and changes nothing."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draws = 0
        self._gesture = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_GESTURE_PAUSE_MS)
        self._pause.timeout.connect(self._end_gesture)

    # --- numbers -----------------------------------------------------------------------------------------

    def set(self, parameters: Sequence[Parameter], value: float, gesture: int = 0) -> None:
        """All of them to ``value``; with a ``gesture`` those in a row are one step."""
        if len(parameters) == 1:
            text = QCoreApplication.translate("nndesk", "Change {what}")
        else:
            text = QCoreApplication.translate("nndesk", "Set {what}")
        self._edit(
            text.format(what=named(parameters)),
            lambda document: set_parameters(document, dict.fromkeys(parameters, value)),
            ("weights", tuple(parameters), "typed", gesture) if gesture else None,
        )

    def nudge(self, parameters: Sequence[Parameter], steps: float) -> None:
        """A little up or down, each from where it is; nudges in a row are one step."""
        if not parameters:
            return
        if not self._gesture:
            self._gesture = next(_gestures)
        self._pause.start()
        self._edit(
            QCoreApplication.translate("nndesk", "Change {what}").format(what=named(parameters)),
            lambda document: nudge_parameters(document, parameters, steps * NUDGE),
            ("weights", tuple(parameters), "nudged", self._gesture),
        )

    def negate(self, parameters: Sequence[Parameter]) -> None:
        text = QCoreApplication.translate("nndesk", "Negate {what}").format(what=named(parameters))
        self._edit(text, lambda document: scale_parameters(document, parameters, -1.0))

    def scale(self, parameters: Sequence[Parameter], factor: float) -> None:
        text = QCoreApplication.translate("nndesk", "Multiply {what} by {factor}")
        text = text.format(what=named(parameters), factor=self._session.document.view.numbers.text(factor))
        self._edit(text, lambda document: scale_parameters(document, parameters, factor))

    def lock(self, parameters: Sequence[Parameter], locked: bool) -> None:
        if locked:
            text = QCoreApplication.translate("nndesk", "Lock {what}")
        else:
            text = QCoreApplication.translate("nndesk", "Unlock {what}")
        self._edit(
            text.format(what=named(parameters)),
            lambda document: lock_parameters(document, parameters, locked),
        )

    def reset(self, parameters: Sequence[Parameter]) -> None:
        text = QCoreApplication.translate("nndesk", "Reset {what}").format(what=named(parameters))
        self._edit(text, lambda document: reset_parameters(document, parameters))

    def randomise(self, parameters: Sequence[Parameter], initialisation: str) -> None:
        """New random numbers, others each time."""
        self._draws += 1
        text = QCoreApplication.translate("nndesk", "Randomise {what}").format(what=named(parameters))
        self._edit(
            text,
            lambda document: randomise_parameters(document, parameters, initialisation, self._draws),
        )

    # --- the clipboard -----------------------------------------------------------------------------------

    def copy_table(self, parameters: Sequence[Parameter]) -> None:
        if parameters:
            text = QCoreApplication.translate("nndesk", "Copied {what}.").format(what=named(parameters))
            self._copy(table_text(self._session.document, parameters), text)

    def copy_matrix(self, matrix: LayerMatrix, form: str = "text") -> None:
        """``form``: ``"text"`` for spreadsheets, ``"latex"``, ``"numpy"``."""
        document = self._session.document
        if form == "latex":
            copied = matrix_latex(document.network, matrix, document.view.numbers)
        elif form == "numpy":
            copied = matrix_numpy(document.network, matrix)
        else:
            copied = matrix_text(document, matrix)
        text = QCoreApplication.translate("nndesk", "The matrices of layer {layer} are on the clipboard.")
        self._copy(copied, text.format(layer=matrix.level))

    def paste(self, places: Sequence[Parameter], selected: Sequence[Parameter] = ()) -> None:
        """Numbers go to ``places`` in order; a single one, and exactly as many, to those ``selected``."""

        def read(document: Document, text: str) -> Mapping[Parameter, float]:
            found = read_numbers(document.network, text, places)
            # Rows that say themselves where they belong go there.
            plain = list(found) == list(places[: len(found)])
            if len(selected) > 1 and plain and len(found) == 1:
                return dict.fromkeys(selected, next(iter(found.values())))
            if len(selected) > 1 and plain and len(found) == len(selected):
                return dict(zip(selected, found.values(), strict=True))
            return found

        self._paste(read)

    def paste_block(self, matrix: LayerMatrix, row: int, column: int) -> None:
        """Rows of numbers go right of and below an entry of a matrix."""
        self._paste(lambda document, text: read_block(document.network, text, matrix, row, column))

    def _copy(self, copied: str, said: str) -> None:
        QGuiApplication.clipboard().setText(copied)
        self._session.message.emit(said, "info")

    def _paste(self, read: Callable[[Document, str], Mapping[Parameter, float]]) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasText():
            self._session.message.emit(
                QCoreApplication.translate("nndesk", "There is no text on the clipboard to paste."), "error"
            )
            return
        document = self._session.document
        try:
            values = read(document, data.text())
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return
        text = QCoreApplication.translate("nndesk", "Paste {what}").format(what=named(list(values)))
        self._edit(text, lambda document: set_parameters(document, values))
        told = QCoreApplication.translate("nndesk", "Pasted {what}.").format(what=named(list(values)))
        self._session.message.emit(told, "info")

    # --- one edit ----------------------------------------------------------------------------------------

    def _edit(
        self, text: str, change: Callable[[Document], Document], merge: tuple[object, ...] | None = None
    ) -> None:
        try:
            new = change(self._session.document)
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return
        self._session.edit(text, new, merge)

    def _end_gesture(self) -> None:
        self._gesture = 0
