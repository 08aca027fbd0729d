"""Values on their way: when a step is reached by walking, what it computes travels along its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QColor

from nndesk.gui.diagram.edge_layer import EdgeLayer
from nndesk.gui.diagram.overlay import Flow

if TYPE_CHECKING:
    from nndesk.figure.style import Style
    from nndesk.network.walk import Step

DURATION = 300
"""How long a value travels at speed 1, in milliseconds."""
_MOST_WAYS = 40
"""More discs than this at once are a swarm, not an explanation."""


class FlowAnimation(QObject):
    """Runs discs along the edges of a step: forward for signals, backward for deltas, not for other steps."""

    def __init__(self, mark: Flow, edges: EdgeLayer, parent: QObject) -> None:
        super().__init__(parent)
        self._mark = mark
        self._edges = edges
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        # The trail arrives after the disc.
        self._animation.setEndValue(1.0 + Flow.TRAIL[-1][0])
        self._animation.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.stop)

    @property
    def running(self) -> bool:
        return self._animation.state() == QVariantAnimation.State.Running

    def start(self, step: Step, style: Style, speed: float) -> None:
        self.stop()
        if step.moves is None or len(step.edges) > _MOST_WAYS:
            return
        ways = [self._edges.way(key) for key in step.edges]
        if step.moves == "backward":
            ways = [way.toReversed() for way in ways]
        ways = [way for way in ways if not way.isEmpty()]
        if not ways:
            return
        self._mark.start(ways, QColor(style.palette.of_phase(step.phase)))
        self._animation.setDuration(max(1, round(DURATION / speed)))
        self._animation.start()

    def stop(self) -> None:
        self._animation.stop()
        self._mark.setVisible(False)

    def _show(self, part: float) -> None:
        self._mark.show_at(part)
