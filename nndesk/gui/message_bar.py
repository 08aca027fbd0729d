"""One sentence at a time, over the panels and never in the way of work: no modal boxes for news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from nndesk.gui.icons import icon, pixmap
from nndesk.gui.theme import Theme

INFO_MS = 6000
ERROR_MS = 12_000
_MARGIN = 16
_WIDEST = 760


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a message; pressing it closes the message, unless ``stays``."""

    text: str
    handler: Callable[[], object]
    stays: bool = False


class MessageBar(QFrame):
    """Floats over the lower end of ``anchor``. News goes by itself after a while, and what went wrong as soon
    as something has gone right; a message with choices waits.

    A message with choices is a question: it is never pushed out by another, it comes back afterwards.
    """

    def __init__(self, theme: Theme, anchor: QWidget, parent: QWidget) -> None:
        """``anchor`` is a widget in ``parent``, at any depth."""
        super().__init__(parent)
        self._anchor = anchor
        self.setObjectName("messageBar")
        self._theme = theme
        self._waiting: list[tuple[str, str, tuple[Choice, ...]]] = []
        self._question: tuple[str, str, tuple[Choice, ...]] | None = None
        self._kind = "info"
        self._mark = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setToolTip(QCoreApplication.translate("nndesk", "Close this message"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._buttons: list[QPushButton] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        anchor.installEventFilter(self)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return tuple(self._buttons)

    def say(self, text: str, kind: str = "info", choices: Sequence[Choice] = ()) -> None:
        """Show one sentence of kind ``"info"`` or ``"error"``; ``choices`` make it a question that waits."""
        if choices:
            if self._question is not None:
                self._waiting.append((text, kind, tuple(choices)))
                return
            self._question = (text, kind, tuple(choices))
        self._show(text, kind, choices)

    @Slot()
    def forget_error(self) -> None:
        """Something has gone right: what went wrong before is of no more interest."""
        if self._kind == "error" and not self._buttons and not self.isHidden():
            self.dismiss()

    @Slot()
    def dismiss(self) -> None:
        """Close what is shown; a question that was covered, or waits, comes up."""
        if self._buttons or self._question is None:
            # The question itself was answered, or there is none.
            self._question = self._waiting.pop(0) if self._waiting else None
        if self._question is not None:
            self._show(*self._question)
        else:
            self._timer.stop()
            self.hide()

    def _show(self, text: str, kind: str, choices: Sequence[Choice]) -> None:
        self._timer.stop()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for choice in choices:
            button = QPushButton(choice.text)
            button.setProperty("quiet", True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(_Press(self, choice))
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self._kind = kind
        self._text.setText(text)
        self._dress()
        self.show()
        self._place()
        self.raise_()
        if not choices:
            self._timer.start(ERROR_MS if kind == "error" else INFO_MS)

    def _dress(self) -> None:
        colors = self._theme.palette
        side = self._theme.px(18)
        name, color = (
            ("alert-circle", colors.delta) if self._kind == "error" else ("info-circle", colors.accent)
        )
        self._mark.setPixmap(pixmap(name, color, side, self.devicePixelRatioF()))
        self._close.setIcon(icon("x", colors.muted, side))
        self._close.setIconSize(QSize(side, side))
        if self.property("kind") != self._kind:
            self.setProperty("kind", self._kind)
            # Qt matches dynamic properties only when it polishes.
            self.style().unpolish(self)
            self.style().polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = QRect(self._anchor.mapTo(parent, QPoint(0, 0)), self._anchor.size())
        text = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        # What the text needs on one line, and everything beside it.
        natural = text + self._row.sizeHint().width() - self._text.sizeHint().width()
        width = min(natural, round(_WIDEST * self._theme.scale), room.width() - 2 * _MARGIN)
        height = self._row.totalHeightForWidth(width)
        left = room.x() + (room.width() - width) // 2
        self.setGeometry(left, room.bottom() - height - _MARGIN, width, height)


class _Press:
    """What a choice's button does. An object instead of a closure over widgets, which would leak them."""

    def __init__(self, bar: MessageBar, choice: Choice) -> None:
        self._bar, self._choice = bar, choice

    def __call__(self) -> None:
        if not self._choice.stays:
            self._bar.dismiss()
        self._choice.handler()
