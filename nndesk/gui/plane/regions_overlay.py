"""The regions of the first layer over the plot: named and counted if the document says so, lit by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer

from nndesk.figure.region_words import count_words, lit_words
from nndesk.figure.regions import PlaneRegions, RegionLines, visible_count
from nndesk.geometry.lines import Code
from nndesk.geometry.snapping import rounded
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.plane_tools import POINTER
from nndesk.gui.plane.plot import STILL
from nndesk.gui.plane.regions_item import LitRegionItem, RegionLinesItem, RegionNamesItem

if TYPE_CHECKING:
    from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
    from PySide6.QtGui import QKeyEvent

    from nndesk.document.document import Document
    from nndesk.figure.plane import PlaneData
    from nndesk.gui.plane.plane_foot import PlaneFoot
    from nndesk.gui.plane.plot import ExampleMove, PlanePlot
    from nndesk.gui.session import Session
    from nndesk.gui.theme import Theme

_MOST_TOLD = 24
"""So many empty vertices are named in the tooltip."""


class RegionsOverlay(QObject):
    """What the plane's panel shows of regions, from the picture that is on the screen."""

    def __init__(
        self, session: Session, theme: Theme, plot: PlanePlot, foot: PlaneFoot, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._theme, self._plot, self._foot = session, theme, plot, foot
        self._of: RegionLines | None = None
        self._regions: PlaneRegions | None = None
        self.lines = RegionLinesItem(plot.lines)
        self.lit = LitRegionItem()
        for item, z in ((self.lines, plot.lines.zValue() - 0.5), (self.lit, plot.points.zValue() - 0.5)):
            plot.view.addItem(item, ignoreBounds=True)
            item.setZValue(z)
        self.names = RegionNamesItem(plot.view, plot.labels, plot.points, plot.probe)
        plot.gestures.append(RegionClick(plot, self))
        plot.window_changed.connect(self._follow)
        plot.settled.connect(self._settle)
        plot.example_wanted.connect(self._example_wanted)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(STILL)
        self._rest.timeout.connect(self._settle)
        session.document_changed.connect(self._document_changed)
        session.spotlight.code_lit.connect(self._light)
        session.document_opened.connect(self.forget)
        self.dress()
        self._follow()

    @property
    def lines_of_regions(self) -> RegionLines | None:
        """What makes the regions of the picture on the screen, whether they are shown or not."""
        return self._of

    @property
    def shown(self) -> bool:
        """Whether regions are named."""
        return self._regions is not None

    @property
    def wanted(self) -> bool:
        """Whether the document says so."""
        return self._session.document.view.show_regions

    @property
    def moving(self) -> bool:
        """Whether names will still look for better places."""
        return self._rest.isActive()

    @property
    def lit_code(self) -> Code | None:
        return self._session.spotlight.code

    def show(self, data: PlaneData) -> None:
        """Show the regions of this picture."""
        self._of, self._regions = data.region_lines, data.regions
        self.lines.setVisible(self.shown)
        self.names.set_regions(self._regions)
        if self.shown:
            # Where no line has moved, the plot does not come to rest anew.
            self._rest.start()
        self._light()

    def forget(self, *_: object) -> None:
        """There is no picture."""
        self._of = self._regions = None
        self.lines.setVisible(False)
        self.names.set_regions(None)
        self._light()

    def light_at(self, x: tuple[float, float]) -> None:
        """Light the region in which a point is."""
        if self._of is not None:
            self._session.spotlight.light(self._of.code_at(x))

    def light(self, code: Code | None) -> None:
        """Light this region in all panels; None lights none."""
        self._session.spotlight.light(code)

    def dress(self) -> None:
        """Take colours and sizes from the theme."""
        look = self._theme.style(self._session.document.view)
        for item in (self.lines, self.lit):
            item.set_look(look)
        self.names.set_look(look)
        self._say()

    # --- following ---------------------------------------------------------------------------------------

    def _follow(self) -> None:
        x0, x1, y0, y1 = self._plot.visible_window()
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        self.lines.set_visible_rect(rect)
        self.lit.set_visible_rect(rect)
        self.names.follow()
        self._outline()

    def _example_wanted(self, move: ExampleMove) -> None:
        # A click on a sample is a click in its region, too.
        if move.whole and self.shown:
            self.light_at(move.x)

    def _document_changed(self, old: Document, new: Document) -> None:
        # Where the example has come to rest, no name shall be.
        if self.shown and new.example != old.example:
            self._rest.start()

    def _settle(self) -> None:
        self.names.settle()
        self._say()

    def _light(self, *_: object) -> None:
        self._outline()
        self.names.set_lit(self.lit_code)
        self._say()

    def _outline(self) -> None:
        code = self.lit_code
        ring: tuple[tuple[float, float], ...] = ()
        if code is not None and self._of is not None:
            x0, x1, y0, y1 = self._plot.visible_window()
            # Only edges between regions are outlined, not those of the window.
            dx, dy = (x1 - x0) / 4, (y1 - y0) / 4
            ring = self._of.ring(code, (x0 - dx, x1 + dx, y0 - dy, y1 + dy))
        self.lit.set_ring(ring)

    def _say(self) -> None:
        """Count the regions; of one that is lit say who fires there."""
        code, of, regions = self.lit_code, self._of, self._regions
        lit = count = every = ""
        if of is not None and code is not None and len(code) == len(of.names):
            lit = lit_words(of, code, regions.whole if regions is not None else None)
        if regions is not None:
            seen = visible_count(regions, self._plot.visible_window())
            count, every = count_words(regions, seen), count_words(regions, seen, _MOST_TOLD)
        self._foot.say(lit or count, every if every != count or lit else "", strong=bool(lit))


class RegionClick(PlaneGesture):
    """A click in a region lights it and puts the example there. A press may also begin to drag the plane."""

    def __init__(self, plot: PlanePlot, overlay: RegionsOverlay) -> None:
        super().__init__(plot)
        self._overlay = overlay
        self._last: tuple[int, Code | None] | None = None
        plot.scene().sigMouseClicked.connect(self._clicked)

    def _clicked(self, event: MouseClickEvent) -> None:
        """A click that no gesture had."""
        self._last = None
        plot = self.plot
        if event.button() != Qt.MouseButton.LeftButton or event.double() or plot.tool != POINTER:
            return
        scene = event.scenePos()
        if not self._overlay.shown or not plot.view.sceneBoundingRect().contains(scene):
            return
        point = plot.view.mapSceneToView(QPointF(scene))
        width, height = plot.pixel()
        x = (rounded(point.x(), width), rounded(point.y(), height))
        gesture = next_gesture()
        self._last = (gesture, self._overlay.lit_code)
        plot.want_example(x, None, gesture)
        self._overlay.light_at(x)

    def double_clicked(self, pointer: PlanePointer) -> bool:
        # The first half of a double-click was a click, which was not meant.
        if self._last is not None:
            (gesture, code), self._last = self._last, None
            self.plot.move_cancelled.emit(gesture)
            self._overlay.light(code)
        return False

    def wants_key(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._overlay.lit_code is not None

    def key(self, event: QKeyEvent) -> None:
        self._overlay.light(None)
