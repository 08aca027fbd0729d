"""What all pages of the Spaces card have in common: they follow the session, but only while one sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.geometry.lines import Window
from nndesk.gui.cameras import Cameras
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.space_choices import SpaceChoices
from nndesk.gui.streaming import streamed
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Network


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a page is made from.

    Attributes:
        cameras: from where the rotatable views are seen; exports look from there, too.
        choices: what is chosen on pages: axes, a place on the way to hidden space, how signals are written.
        shaded: the neuron that shades the plane now, or None, and the part of the plane that is visible.
        settings: what the machine remembers.
        export: exports the figure of this name (``"hypercube"``), asking how and where.
    """

    session: Session
    playback: Playback
    worker: Worker
    theme: Theme
    cameras: Cameras
    choices: SpaceChoices
    shaded: Callable[[], tuple[str | None, Window]]
    settings: Settings
    export: Callable[[str], None]


class Page(QWidget):
    """One page: a body, one sentence under it, or a sentence alone where there is nothing to show.

    A page puts its widget in by :meth:`set_body` and shows the present :attr:`document` in :meth:`refresh`,
    which is called only while it is visible: a page that is not seen does no work, and catches up.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.session, self.theme = around.session, around.theme
        self.keyboard: QWidget = self
        self._network: Network | None = None
        self._late = True
        self._sentence = _label()
        self._reason = _label()
        shown = QWidget(self)
        self._column = QVBoxLayout(shown)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._sentence)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._reason)
        self.session.document_changed.connect(self._document_changed)
        self.theme.changed.connect(self.invalidate)

    # --- for pages ---------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The session's document, with the numbers of the moment while it is being trained."""
        return streamed(self.session.document, self._network) or self.session.document

    def set_body(self, body: QWidget) -> None:
        """What the page shows; it gets the keyboard that the page is given, unless :attr:`keyboard` is set.

        Not as a focus proxy: Tab would go straight to that, and leave out what stands before it.
        """
        self._column.insertWidget(0, body, 1)
        self.keyboard = body

    def say(self, sentence: str) -> None:
        """Show the body, with this sentence under it (none if it is empty)."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._stack.setCurrentIndex(0)

    def refuse(self, sentence: str) -> None:
        """Show nothing but why there is nothing to show."""
        self._reason.setText(sentence)
        self._stack.setCurrentIndex(1)

    @property
    def sentence(self) -> str:
        """What stands on the page now in words."""
        return (self._sentence if self._stack.currentIndex() == 0 else self._reason).text()

    def refresh(self) -> None:
        """Show :attr:`document` as it is now. Called only while the page is visible."""
        raise NotImplementedError

    def document_differs(self, old: Document, new: Document) -> bool:
        """Whether the page would look different; to be sharpened by pages that show little of it."""
        return True

    def invalidate(self) -> None:
        """Something that the page shows has changed: refresh now, or when it is seen again."""
        if self.isVisible():
            self._late = False
            self.refresh()
        else:
            self._late = True

    # --- for the panel -----------------------------------------------------------------------------------

    def show_network(self, network: Network | None) -> None:
        """Show a moment of training in place of the document's numbers; None ends that."""
        self._network = network
        self.invalidate()

    def follow_plane(self) -> None:
        """Another neuron shades the plane now, or another part of it is visible."""
        self.invalidate()

    @property
    def busy(self) -> bool:
        """Whether something is being computed that will be shown."""
        return False

    # --- following ---------------------------------------------------------------------------------------

    def _document_changed(self, old: Document, new: Document) -> None:
        if self.document_differs(old, new):
            self.invalidate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._late:
            self.invalidate()


def _label() -> QLabel:
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label
