"""The page of the computation graph: the passes once more, by another way, in step with the walk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.document.document import Document
from nndesk.gui.spaces.graph_view import GraphView
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.network.computation_graph import MOST_VERTICES, TooManyVerticesError, computation_graph
from nndesk.network.errors import NetworkError


class GraphPage(Page):
    """Follows the walk: values appear with the forward pass, adjoints with the backward pass."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.view = GraphView(around)
        self.set_body(self.view)
        playback = around.playback
        playback.walk_changed.connect(self._walk_changed)
        playback.step_shown.connect(self._walked)
        playback.playing_changed.connect(self._walked)

    def document_differs(self, old: Document, new: Document) -> bool:
        return new.view != old.view

    def refuse(self, sentence: str) -> None:
        super().refuse(sentence)
        self.view.show_graph(None)

    def refresh(self) -> None:
        walk = self.around.playback.walk
        if walk is None or not walk.steps:
            self.refuse(
                QCoreApplication.translate("nndesk", "The computation graph needs a network to walk.")
            )
            return
        try:
            graph = computation_graph(walk)
        except TooManyVerticesError as error:
            text = QCoreApplication.translate(
                "nndesk", "The computation graph would have {count} vertices; it shows at most {most}."
            )
            self.refuse(text.format(count=error.count, most=MOST_VERTICES))
            return
        except NetworkError as error:
            self.refuse(str(error))
            return
        self.view.show_graph(graph)
        self.say(self._words(None if walk.backward is None else walk.backward.cost))

    def _words(self, cost: str | None) -> str:
        if cost is None:
            return QCoreApplication.translate("nndesk", "Without a cost there are no adjoints.")
        text = QCoreApplication.translate(
            "nndesk",
            "Below each value its adjoint ∂J/∂·. The lecture’s δ is its negative: δ\u00a0=\u00a0−∂J/∂s.",
        )
        if cost == "cross_entropy":
            more = QCoreApplication.translate(
                "nndesk", "Cross-entropy is computed from s, so nothing flows through z of an output."
            )
            return f"{text} {more}"
        return text

    def _walk_changed(self, *_: object) -> None:
        self.invalidate()

    def _walked(self, *_: object) -> None:
        if self.isVisible() and self.view.graph is not None:
            self.view.follow()
