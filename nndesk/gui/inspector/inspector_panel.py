"""The card on the right: what is selected, in numbers."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from nndesk.document.document import Document
from nndesk.gui.inspector.pages import EdgePage, InputPage, NetworkPage, NodePage, Page, SeveralPage
from nndesk.gui.playback import Playback
from nndesk.gui.session import Selection, Session
from nndesk.gui.streaming import streamed
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Network

_PAUSE = 0.1
"""Seconds between two states of training."""
_COUNTING = 80
"""Milliseconds between two counts of what is selected."""


class InspectorPanel(QWidget):
    """Shows the page for the selection, and makes another when selection, names or edges change."""

    def __init__(
        self,
        session: Session,
        playback: Playback,
        theme: Theme,
        worker: Worker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without a ``worker`` nothing is shown that would have to be computed."""
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._theme = theme
        self._worker = worker
        self._page: Page | None = None
        self._spare: NetworkPage | None = None
        self._page_shape: _Shape | None = None
        self._page_selection: Selection | None = None
        self._streamed: Network | None = None
        self._streamed_at = 0.0
        self._stale = False
        self._long = False  # Somebody wants to see long lists as a whole.
        self._renewal = QTimer(self)
        self._renewal.setSingleShot(True)
        self._renewal.timeout.connect(self._renew)
        self._leaving: list[QWidget] = []
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        # Pages come and go in here: were one to change its parent, all its fields would be dressed anew.
        self._holder = QWidget()
        self._pages = QVBoxLayout(self._holder)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(self._holder)
        # The scroll area would paint it in the window's colour; it stands on a card.
        self._holder.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        session.document_changed.connect(self._on_document_changed)
        session.selection_changed.connect(self._on_selection_changed)
        playback.walk_changed.connect(self._on_walk_changed)
        playback.step_shown.connect(self._on_step_shown)
        playback.playing_changed.connect(self._on_playing_changed)
        theme.changed.connect(self._redress)
        self._renew()

    def title(self) -> str:
        """None from the card: every page has its own heading."""
        return ""

    @property
    def page(self) -> Page:
        """The page that is shown."""
        if self._stale:
            self._renew()
        assert self._page is not None
        return self._page

    def show_network(self, network: Network | None) -> None:
        """Show the numbers of ``network``, a moment of training, and leave the document; None ends that."""
        if network is not None:
            # Faster than this nobody can read.
            if monotonic() - self._streamed_at < _PAUSE:
                return
            self._streamed_at = monotonic()
        self._streamed = network
        document = self._session.document
        # Else the panel has not heard yet that the drawing has changed, or is about to make another page.
        if not self._stale and _shape(document.network) == self._page_shape:
            self.page.show_training(streamed(document, network))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(160))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(270), self._theme.px(440))

    # --- following ---------------------------------------------------------------------------------------

    def _on_document_changed(self, old: Document, new: Document) -> None:
        # While names and edges are the same, fields keep the keyboard and what is being typed.
        if self._page_shape == _shape(new.network) and self._page_selection == self._session.selection:
            self.page.show_training(streamed(new, self._streamed))
            self.page.refresh()
        else:
            # What was added is selected next: to make a page for the moment in between would be felt.
            self._stale = True
            self._renewal.start(0)

    def _on_selection_changed(self, selection: Selection) -> None:
        # A removed node leaves the selection, too; the page for what is left may have been made by then.
        if isinstance(self._page, SeveralPage) and _is_several(selection):
            # A frame grows over thousands: to count them several times a second will do.
            if not self._stale:
                self._stale = True
                self._renewal.start(_COUNTING)
        elif self._stale or selection != self._page_selection:
            self._renew()

    def _on_walk_changed(self, walk: object) -> None:
        self._refresh_known()

    def _on_step_shown(self, index: int) -> None:
        self._refresh_known()

    def _on_playing_changed(self, playing: bool) -> None:
        self._refresh_known()

    def _refresh_known(self) -> None:
        if not self._stale:
            self.page.refresh_known()

    def _redress(self) -> None:
        if self._spare is not None:
            self._leave(self._spare)
            self._spare = None
        self._renew(reuse=False)

    def _renew(self, reuse: bool = True) -> None:
        self._stale = False
        self._renewal.stop()
        old = self._page
        network = self._session.document.network
        self._long = self._long and self._page_selection == self._session.selection
        self._page_selection = self._session.selection
        self._page_shape = _shape(network)
        if old is not None:
            old.hide()
        if reuse and isinstance(old, NetworkPage) and not old.long:
            # Made of dozens of fields, and wanted again whenever nothing is selected.
            if self._spare is not None:
                self._leave(self._spare)
            self._spare, old = old, None
        spare = self._spare
        if not self._page_selection and not self._long and spare is not None and spare.fits(network):
            self._page, self._spare = spare, None
            spare.refresh()
        else:
            self._page = _page(self._session, self._playback, self._theme, self._worker, self._long)
            self._page.more_wanted.connect(self._lengthen)
            self._pages.addWidget(self._page)
        self._page.show_training(streamed(self._session.document, self._streamed))
        if not self._long:
            self._scroll.verticalScrollBar().setValue(0)
        self._page.show()
        if old is not None:
            self._leave(old)

    def _lengthen(self) -> None:
        shorter = self.page
        self._long = True
        self._renew()
        self.page.show_where_it_grew(shorter)

    def _leave(self, page: QWidget) -> None:
        # It may be in the middle of an event that has led here. Until Qt has deleted it, it must not
        # become garbage: Python may collect that in any thread.
        self._leaving = [page for page in self._leaving if isValid(page)]
        self._leaving.append(page)
        page.hide()
        self._pages.removeWidget(page)
        page.deleteLater()


def _page(session: Session, playback: Playback, theme: Theme, worker: Worker | None, long: bool) -> Page:
    selection, network = session.selection, session.document.network
    if not selection:
        return NetworkPage(session, playback, theme, long)
    if selection.edge is not None:
        return EdgePage(session, playback, theme, selection.edge)
    if selection.node is None:
        return SeveralPage(session, playback, theme, selection.nodes, len(selection.edges))
    if selection.node in network.inputs:
        return InputPage(session, playback, theme, selection.node, long)
    return NodePage(session, playback, theme, selection.node, worker, long)


def _is_several(selection: Selection) -> bool:
    return bool(selection) and selection.node is None and selection.edge is None


class _Shape:
    """What a page's rows depend on: names, edges and outputs. The same graph needs no comparison."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Shape):
            return NotImplemented
        one, two = self._network, other._network
        return one.topology is two.topology or (
            one.names == two.names
            and one.outputs == two.outputs
            and one.topology.edge_at.keys() == two.topology.edge_at.keys()
        )

    __hash__ = None  # type: ignore[assignment]


def _shape(network: Network) -> _Shape:
    return _Shape(network)
