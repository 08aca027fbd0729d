"""A rounded panel with a quiet title: everything in the window but the header stands in one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSpacerItem, QVBoxLayout, QWidget

from nndesk.gui.elided_label import ElidedLabel

_UNDER_TITLE = 6
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Card(QFrame):
    """A frame for one panel, with an optional title on the left and a muted caption on the right.

    An empty card can be shown before its panel exists.

    Signals:
        menu_wanted(card, global position): a right click on the header, or where the panel has no menu.
    """

    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        padding: int = 12,
        above: int | None = None,
    ) -> None:
        """``padding`` on all sides, or ``above`` over and under the content."""
        super().__init__(parent)
        self.setObjectName("card")
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._caption = ElidedLabel()
        self._caption.setProperty("role", "caption")
        self._head = QHBoxLayout()
        self._head.setContentsMargins(18 - padding, 0, 18 - padding, 0)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._caption)
        self._strut = QSpacerItem(0, 0)
        self._head.addItem(self._strut)
        above = padding if above is None else above
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(padding, above, padding, above)
        self._layout.addLayout(self._head)
        self._layout.addStretch(0)
        self._body: QWidget | None = None
        self._ringed = False
        self._caption.hide()
        self.set_title(title)

    @property
    def body(self) -> QWidget | None:
        """The panel in the card, once it has been put there."""
        return self._body

    def set_body(self, body: QWidget) -> None:
        """Put the panel in; it fills the card under the title."""
        self._body = body
        self._layout.addWidget(body, 1)

    def adopt(self, panel: QWidget) -> None:
        """Put in a panel that says itself what stands above it, by ``title()`` and ``caption()``.

        It tells by ``title_changed(str)`` and ``caption_changed(str)`` when that changes. Buttons that
        ``tools()`` gives stand beside the caption. Each is optional.
        """
        for part, show in (("title", self.set_title), ("caption", self.set_caption)):
            ask = getattr(panel, part, None)
            if callable(ask):
                show(ask())
            changed = getattr(panel, f"{part}_changed", None)
            if changed is not None:
                changed.connect(show)
        tools = getattr(panel, "tools", None)
        if callable(tools):
            self._head.insertWidget(self._head.indexOf(self._caption), tools())
        keyboard = panel.focusProxy() or panel
        if keyboard.focusPolicy() & Qt.FocusPolicy.TabFocus:
            keyboard.installEventFilter(self)
        self.set_body(panel)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A ring around the card while the panel as a whole has the keyboard and was given it by keys."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(event, QFocusEvent):
            ringed = event.gotFocus() and event.reason() in _BY_KEYS
            if ringed != self._ringed:
                self._ringed = ringed
                self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ringed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Here comes what the panel itself has no menu for: its header, its margins.
        self.menu_wanted.emit(self, event.globalPos())
        event.accept()

    def set_head(self, height: int) -> None:
        """The least height of the title's row."""
        self._strut.changeSize(0, height)
        self._head.invalidate()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        # Without a title the body begins at the top.
        self._layout.setSpacing(_UNDER_TITLE if title else 0)

    def set_caption(self, caption: str) -> None:
        self._caption.set_text(caption)
        self._caption.setVisible(bool(caption))
