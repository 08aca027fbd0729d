"""The page of the hypercube: what the plane's regions are in the space behind the first layer."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip

from nndesk.document.document import Document
from nndesk.figure.cuts import Cut, chosen_cut, cutters
from nndesk.figure.hypercube import CubePicture, Marks, hypercube_figure
from nndesk.figure.identities import DRAWN, Identities, identities
from nndesk.figure.primitives import Figure, Point
from nndesk.figure.style import Style
from nndesk.geometry.lines import Code
from nndesk.gui.context_menu import ContextMenu
from nndesk.gui.spaces.computation import Computation
from nndesk.gui.spaces.identity_words import identity_words, reached_sentence, sides_sentence
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.gui.spaces.turning_view import TurningView
from nndesk.network.inner import readers

VIEW = "hypercube"
_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class HypercubeView(TurningView):
    """The cube on the screen. Clicking a vertex lights its region; what is lit anywhere is lit here."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, VIEW)
        self._data: Identities | None = None
        self._cut: Cut | None = None
        self._pointed: Code | None = None
        self._picture: CubePicture | None = None
        self._spotlight = around.session.spotlight
        self._spotlight.code_lit.connect(self._on_code_lit)
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Hypercube"))

    def show_data(self, data: Identities, cut: Cut | None) -> None:
        self._data, self._cut = data, cut
        self.invalidate()

    @property
    def picture(self) -> CubePicture | None:
        """What is on the screen, with the places of its vertices."""
        self.shown()
        return self._picture

    @property
    def data(self) -> Identities | None:
        return self._data

    @property
    def cut(self) -> Cut | None:
        return self._cut

    def figure(self, width: float, height: float, style: Style) -> Figure:
        if self._data is None:
            return Figure(width, height, ())
        marks = Marks(self._spotlight.code, self._pointed)
        self._picture = hypercube_figure(self._data, style, self.camera, self._cut, marks, width, height)
        return self._picture.figure

    # --- vertices ----------------------------------------------------------------------------------------

    def _code_at(self, at: Point) -> Code | None:
        picture = self.picture
        return picture.code_at(at) if picture is not None else None

    def pressed_at(self, at: Point) -> None:
        code = self._code_at(at)
        self._spotlight.light(None if code == self._spotlight.code else code)

    def pointed_at(self, at: Point | None) -> None:
        code = self._code_at(at) if at is not None else None
        if code != self._pointed:
            self._pointed = code
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if code is not None else Qt.CursorShape.OpenHandCursor
            )
            self.invalidate()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            code = self._code_at(event.pos().toTuple())
            if code is not None:
                QToolTip.showText(event.globalPos(), self.words(code), self)
                return True
        return super().event(event)

    def words(self, code: Code) -> str:
        """A vertex in words; empty if there is none."""
        row = self._data.row(code) if self._data is not None else None
        if row is None or self._data is None:
            return ""
        return identity_words(self._data, row, self.around.session.document.view.numbers)

    # --- by keys -----------------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._spotlight.code is not None
        return event.key() in _STEPS or super().wants(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and self._data is not None:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._spotlight.code is not None:
            self._spotlight.light(None)
        else:
            super().keyPressEvent(event)

    def _step(self, way: int) -> None:
        """Light the next vertex in the order of the codes, or the one before; after the last the first."""
        assert self._data is not None
        codes = [row.code for row in self._data.rows]
        lit = self._spotlight.code
        at = codes.index(lit) + way if lit in codes else (0 if way > 0 else -1)
        self._spotlight.light(codes[at % len(codes)])

    def fill_menu(self, menu: ContextMenu) -> None:
        document = self.around.session.document
        names = cutters(document.network, readers(document.network))
        cut = menu.addMenu(QCoreApplication.translate("nndesk", "Cut by"))
        cut.setEnabled(bool(names))
        for name in names:
            chosen = self._cut is not None and self._cut.name == name
            menu.add_choice(name, chosen, self._select, name, menu=cut)

    def _select(self, name: str) -> None:
        # What is selected cuts; so the diagram says which neuron it is.
        self.around.session.select([name])

    def _on_code_lit(self, _: object) -> None:
        self.invalidate()
        code = self._spotlight.code
        name = QCoreApplication.translate("nndesk", "Hypercube")
        told = self.words(code) if code is not None else ""
        self.setAccessibleName(f"{name}: {told}" if told else name)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


class HypercubePage(Page):
    """The cube, and under it which vertices are reached."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.view = HypercubeView(around)
        self.set_body(self.view)
        self._computation = Computation(around.worker, VIEW, self)
        self._computation.computed.connect(self._show)
        self._computation.failed.connect(self.refuse)
        self.session.selection_changed.connect(self._choose_cut)
        self.session.spotlight.node_hovered.connect(self._choose_cut)

    @property
    def busy(self) -> bool:
        return self._computation.busy

    def refresh(self) -> None:
        document = self.document
        count = len(readers(document.network))
        if count > DRAWN:
            self._computation.forget()
            text = QCoreApplication.translate(
                "nndesk",
                "The first layer has {count} neurons: its hypercube has {dimensions} dimensions, and up to "
                "{most} can be drawn. The page Regions lists its vertices.",
            )
            self.refuse(text.format(count=count, dimensions=count, most=DRAWN))
            return
        node, _ = self.around.shaded()
        self._computation.ask(partial(_compute, document, node))
        self.view.invalidate()

    def _show(self, data: Identities) -> None:
        if len(readers(self.document.network)) > DRAWN:
            return
        self.view.show_data(data, self._cut(data))
        self.say(" ".join(part for part in (reached_sentence(data), sides_sentence(data)) if part))
        self.view.setAccessibleDescription(self.sentence)

    def _cut(self, data: Identities) -> Cut | None:
        wanted = (self.session.spotlight.node, self.session.selection.node, self.around.shaded()[0])
        return chosen_cut(self.document.network, data, wanted)

    def _choose_cut(self, _: object) -> None:
        data = self.view.data
        if data is not None and self.isVisible():
            cut = self._cut(data)
            if cut != self.view.cut:
                self.view.show_data(data, cut)


def _compute(document: Document, node: str | None, cancel: threading.Event) -> Identities:
    return identities(document, node, cancel=cancel)
