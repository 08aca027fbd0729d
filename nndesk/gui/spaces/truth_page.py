"""The page of the truth table: every row of bits, and what every node makes of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from nndesk.document.document import Document
from nndesk.figure.truth_table import truth_table_of
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.gui.spaces.truth_view import TruthView
from nndesk.network.errors import NetworkError


class TruthPage(Page):
    """Follows document, training, walk and choices."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.view = TruthView(around)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.view)
        area.setWidgetResizable(True)
        area.viewport().setAutoFillBackground(False)
        self.view.setAutoFillBackground(False)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.area = area
        self.set_body(area)
        self.keyboard = self.view
        around.choices.changed.connect(self._choice_changed)
        around.playback.step_shown.connect(self._walked)
        around.playback.walk_changed.connect(self._walked)

    def document_differs(self, old: Document, new: Document) -> bool:
        return (
            new.network is not old.network
            or new.dataset is not old.dataset
            or new.example != old.example
            or new.view != old.view
        )

    def refresh(self) -> None:
        document = self.document
        try:
            table = truth_table_of(document)
        except NetworkError as error:
            self.refuse(str(error))
            return
        self.view.show_table(document, table)
        wanted = table.wanted
        wrong = sum(table.wrong)
        if not wanted:
            self.say("")
        elif wrong:
            text = QCoreApplication.translate("nndesk", "{wrong} of {count} targets are missed.")
            self.say(text.format(wrong=wrong, count=wanted))
        else:
            self.say(QCoreApplication.translate("nndesk", "Every target is met."))

    def _choice_changed(self, *_: object) -> None:
        self.invalidate()

    def _walked(self, *_: object) -> None:
        if self.isVisible():
            self.view.update()
