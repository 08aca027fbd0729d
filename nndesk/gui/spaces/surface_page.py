"""The page of the surface: a neuron's output over the plane, in space."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Slot

from nndesk.document.document import Document
from nndesk.figure.primitives import Figure
from nndesk.figure.style import Style
from nndesk.figure.surface import MOST_SAMPLES, SurfaceData, surface_data, surface_figure
from nndesk.geometry.lines import Window
from nndesk.gui.context_menu import ContextMenu
from nndesk.gui.spaces.computation import Computation
from nndesk.gui.spaces.page import Page, Surroundings
from nndesk.gui.spaces.turning_view import QUIET, TurningView

VIEW = "surface"
CHANGING, TURNING, AT_REST = 28, 40, 56
"""Points of the mesh along each input. While it is turned it must be drawn within a frame; while a line is
dragged or the network is trained, other panels want their part of that frame."""


@dataclass(frozen=True, eq=False)
class _Fine:
    """A surface that has come to rest: to be turned, and to be looked at."""

    turning: SurfaceData
    at_rest: SurfaceData


class SurfaceView(TurningView):
    """The surface on the screen: finely at rest, less so while it is turned, roughly while it changes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, VIEW)
        self._rough: SurfaceData | None = None
        self._fine: _Fine | None = None
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Surface"))

    @property
    def data(self) -> SurfaceData | None:
        """What is on the screen."""
        if self._fine is None:
            return self._rough
        return self._fine.turning if self.turning else self._fine.at_rest

    @property
    def samples(self) -> bool:
        """Whether samples stand on their stems."""
        return self.around.settings.surface_samples

    def show_rough(self, data: SurfaceData | None) -> None:
        self._rough, self._fine = data, None
        self.invalidate()

    def show_fine(self, data: _Fine) -> None:
        self._fine = data
        self.invalidate()

    def turning_changed(self, turning: bool) -> None:
        self.invalidate()

    def figure(self, width: float, height: float, style: Style) -> Figure:
        data = self.data
        if data is None:
            return Figure(width, height, ())
        return surface_figure(data, style, self.camera, width, height, self.samples)

    def fill_menu(self, menu: ContextMenu) -> None:
        few = self.data is not None and 0 < len(self.data.plane.points) <= MOST_SAMPLES
        action = menu.add_choice(
            QCoreApplication.translate("nndesk", "Samples"), self.samples, self._toggle_samples, menu=menu
        )
        action.setEnabled(few)

    def _toggle_samples(self) -> None:
        self.around.settings.surface_samples = not self.samples
        self.invalidate()


@dataclass(frozen=True, eq=False)
class _Wanted:
    """Which surface is wanted. It is the same for another example or title, but that is cheap enough."""

    document: Document
    node: str | None
    window: Window


class SurfacePage(Page):
    """The surface, and under it what it is."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.view = SurfaceView(around)
        self.set_body(self.view)
        self._wanted: _Wanted | None = None
        self._rough = Computation(around.worker, f"{VIEW} roughly", self)
        self._rough.computed.connect(self._show_rough)
        self._rough.failed.connect(self.refuse)
        self._fine = Computation(around.worker, f"{VIEW} finely", self)
        self._fine.computed.connect(self._show_fine)
        self.session.spotlight.node_hovered.connect(self._hover)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QUIET)
        self._rest.timeout.connect(self._refine)

    @property
    def busy(self) -> bool:
        return self._rough.busy or self._fine.busy or self._rest.isActive()

    def refresh(self) -> None:
        node, window = self.around.shaded()
        hovered = self.session.spotlight.node
        if hovered is not None and hovered in self.document.network.topology.node_at:
            node = hovered
        self._wanted = _Wanted(self.document, node, window)
        self._fine.forget()
        self._rough.ask(partial(_compute, self._wanted))
        self._rest.start()
        self.view.invalidate()

    def _hover(self, _: object) -> None:
        self.invalidate()

    @Slot()
    def _refine(self) -> None:
        if self._wanted is not None and self.isVisible():
            self._fine.ask(partial(_refined, self._wanted))

    def _show_rough(self, data: SurfaceData) -> None:
        self.view.show_rough(data)
        x1, x2 = data.plane.inputs
        numbers = self.document.view.numbers
        text = QCoreApplication.translate(
            "nndesk", "z of {node} over {x1} and {x2}; the curve is where z = {level}."
        )
        told = text.format(node=data.node, x1=x1, x2=x2, level=numbers.text(data.space.level))
        if data.plane.rest:
            rest = ", ".join(f"{name} = {numbers.text(value)}" for name, value in data.plane.rest)
            text = QCoreApplication.translate("nndesk", "It is a slice at {place}.")
            told += " " + text.format(place=rest)
        self.say(told)
        self.view.setAccessibleDescription(told)

    def _show_fine(self, answer: tuple[_Wanted, _Fine]) -> None:
        wanted, data = answer
        if wanted is self._wanted:
            self.view.show_fine(data)


def _compute(wanted: _Wanted, cancel: threading.Event, resolution: int = CHANGING) -> SurfaceData:
    return surface_data(wanted.document, wanted.node, wanted.window, resolution, cancel)


def _refined(wanted: _Wanted, cancel: threading.Event) -> tuple[_Wanted, _Fine]:
    return wanted, _Fine(*(_compute(wanted, cancel, resolution) for resolution in (TURNING, AT_REST)))
