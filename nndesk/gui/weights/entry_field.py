"""A field over one number of the table or of a matrix, and the views that open it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from nndesk.document.parameters import Parameter, parameter_value
from nndesk.gui.number_field import NumberField
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme
from nndesk.gui.weights.changes import WeightChanges
from nndesk.gui.weights.wording import plain_name

_LEAST_WIDTH = 92


class EntryField(NumberField):
    """A number being typed. A text that is no number stays to be corrected.

    Signals:
        left(way): Tab (1), Shift+Tab (−1) or Enter (0) has taken the number.
        lost: the keyboard has gone elsewhere.
    """

    left = Signal(int)
    lost = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.problem is None:
            self.left.emit(0)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays in the table as long as it is typed into."""
        if self.commit():
            self.left.emit(1 if next else -1)
        else:
            self.selectAll()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.lost.emit()


class EntryHost(Protocol):
    """A view of numbers that fields can be opened over."""

    def entry_rect(self, parameter: Parameter) -> QRect | None:
        """Where a number stands in the viewport; None if it is not there."""

    def entry_targets(self, parameter: Parameter) -> Sequence[Parameter]:
        """What a number typed there goes to: all that is selected with it."""

    def entry_left(self, parameter: Parameter, way: int) -> None:
        """Go on: Tab 1, Shift+Tab −1, Enter 0."""


class EntryEditing(QObject):
    """At most one open field of a view."""

    def __init__(
        self,
        view: QAbstractScrollArea,
        host: EntryHost,
        session: Session,
        changes: WeightChanges,
        theme: Theme,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._host = host
        self._session = session
        self._changes = changes
        self._theme = theme
        self._targets: tuple[Parameter, ...] = ()
        self.field: EntryField | None = None
        self.parameter: Parameter | None = None

    def open(self, parameter: Parameter, first: QKeyEvent | None = None) -> None:
        """Open a field over a number; ``first`` is the key that has begun to type over it."""
        self.close()
        rect = self._host.entry_rect(parameter)
        if rect is None:
            return
        document = self._session.document
        field = EntryField(parameter_value(document.network, parameter), parent=self._view.viewport())
        field.setAccessibleName(plain_name(parameter))
        field.set_notation(document.view.numbers)
        # A field among rows has no room for the padding of one that stands alone.
        field.setStyleSheet(f"QLineEdit {{ padding: 0 {self._theme.px(6)}px; }}")
        self.field, self.parameter = field, parameter
        self._targets = tuple(self._host.entry_targets(parameter))
        field.committed.connect(self._enter)
        field.left.connect(self._leave)
        field.lost.connect(self._lose)
        field.abandoned.connect(self._abandon)
        self.place()
        field.show()
        field.setFocus()
        if first is not None:
            QApplication.sendEvent(field, first)

    def close(self) -> None:
        """Take the field away, whatever is in it."""
        field, self.field, self.parameter = self.field, None, None
        if field is None:
            return
        field.committed.disconnect(self._enter)
        field.left.disconnect(self._leave)
        field.lost.disconnect(self._lose)
        field.abandoned.disconnect(self._abandon)
        window = self._view.window()
        if window.focusWidget() is field:
            self._view.setFocus()
        field.hide()
        field.deleteLater()

    def place(self) -> None:
        """Stay over the number when the view has scrolled, or end where it is gone."""
        if self.field is None or self.parameter is None:
            return
        rect = self._host.entry_rect(self.parameter)
        if rect is None:
            self.close()
            return
        width = max(rect.width(), self._theme.px(_LEAST_WIDTH))
        left = max(0, rect.right() + 1 - width)
        self.field.setGeometry(left, rect.top(), width, rect.height())

    def refresh(self) -> None:
        """The document has changed: show its number unless another one is being typed."""
        if self.field is None or self.parameter is None:
            return
        network = self._session.document.network
        parameter = self.parameter
        there = parameter in network if isinstance(parameter, str) else network.has_edge(*parameter)
        if there:
            self.field.set_value(parameter_value(network, parameter))
            self.place()
        else:
            self.close()

    def _enter(self, value: float, gesture: int) -> None:
        self._changes.set(self._targets, value, gesture)

    def _leave(self, way: int) -> None:
        parameter = self.parameter
        self.close()
        if parameter is not None:
            self._host.entry_left(parameter, way)

    def _lose(self) -> None:
        self.close()

    def _abandon(self) -> None:
        self.close()
