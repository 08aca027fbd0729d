"""The Data menu's questions: what to generate, how much to hold out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nndesk.gui.samples import Samples
from nndesk.gui.session import Session
from nndesk.gui.theme import Theme

if TYPE_CHECKING:
    from nndesk.data.knobs import Setting


class DataDialogs(QObject):
    """Opens the dialogs; what was chosen is edited by :class:`Samples`."""

    def __init__(self, window: QWidget, session: Session, samples: Samples, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._samples, self._theme = window, session, samples, theme
        # Where the person left it: one more seed of the same is asked for more often than anything else.
        self._name = ""
        self._seed = 0
        self._settings: dict[str, dict[str, Setting]] = {}

    def generate(self) -> None:
        """Ask by which rule, then take what it makes."""
        from nndesk.gui.dialogs.generate import GenerateDialog

        document = self._session.document
        dialog = GenerateDialog(
            document,
            self._theme.style(document.view),
            self._window,
            name=self._name,
            seed=self._seed,
            settings=self._settings,
        )
        if dialog.exec():
            generator, settings = dialog.generator, dialog.settings
            self._name, self._seed = generator.name, dialog.seed
            if generator.random:
                # A truth table begins with what the network has.
                self._settings[generator.name] = settings
            self._samples.generate(generator, settings, dialog.seed, dialog.adapts)
        dialog.deleteLater()

    def split(self) -> None:
        """Ask how much to hold out of training, and do it."""
        from nndesk.gui.dialogs.split import SplitDialog

        dialog = SplitDialog(self._session.document.dataset, self._theme, self._window)
        if dialog.exec():
            self._samples.hold_out(dialog.fraction, dialog.seed, dialog.stratified)
        dialog.deleteLater()
