"""The panel of the Spaces card: a page at a time, made when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from nndesk.gui.spaces.chooser import PageChooser
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.gui.spaces.pages import pages
from nndesk.network.model import Network


class SpacesPanel(QWidget):
    """Shows one of :func:`nndesk.gui.spaces.pages.pages`; the settings remember which.

    Signals:
        page_shown(id): this page is chosen now.
    """

    page_shown = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._settings = around.settings
        self._specs = {spec.id: spec for spec in pages()}
        self._made: dict[str, Page] = {}
        self._network: Network | None = None
        self._shaded = around.shaded()
        self._chooser = PageChooser(tuple(self._specs.values()), around.theme)
        self._chooser.chosen.connect(self.show_page)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.title())
        # What is selected may shade the plane; a hidden plane shows no picture that would tell.
        around.session.selection_changed.connect(self._follow_selection)
        remembered = self._settings.spaces_page
        self.show_page(remembered if remembered in self._specs else next(iter(self._specs)))

    # --- for the window ----------------------------------------------------------------------------------

    def title(self) -> str:
        """What the card is called."""
        return QCoreApplication.translate("nndesk", "Spaces")

    def tools(self) -> PageChooser:
        """What chooses the page, for the card's header."""
        return self._chooser

    @property
    def page(self) -> Page:
        """What is shown."""
        return self._made[self._chooser.choice]

    def show_page(self, id: str) -> None:
        """Show the page called ``id``; the next window opens with it, too."""
        page = self._made.get(id)
        if page is None:
            page = self._made[id] = self._specs[id].make(self._around)
            page.show_network(self._network)
            self._stack.addWidget(page)
        self._chooser.choose(id)
        self._stack.setCurrentWidget(page)
        self._settings.spaces_page = id
        self.page_shown.emit(id)

    def give_keyboard(self) -> None:
        """Let keys go to the page."""
        self.page.keyboard.setFocus()

    def show_network(self, network: Network | None) -> None:
        """Show a moment of training in place of the document's numbers; None ends that."""
        self._network = network
        for page in self._made.values():
            page.show_network(network)

    def _follow_selection(self, _: object) -> None:
        self.follow_plane()

    def follow_plane(self) -> None:
        """The plane shows another picture; tell the pages if it is shaded otherwise, or seen elsewhere."""
        shaded = self._around.shaded()
        if shaded != self._shaded:
            self._shaded = shaded
            for page in self._made.values():
                page.follow_plane()

    @property
    def busy(self) -> bool:
        """Whether the page that one sees will change."""
        return self.isVisible() and self.page.busy

    def sizeHint(self) -> QSize:
        return QSize(420, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 180)
