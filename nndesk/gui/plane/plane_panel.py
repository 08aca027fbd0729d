"""The panel of the input plane: what the session's document says becomes a plot, gestures become edits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from nndesk.document.document import Document
from nndesk.figure.function_content import FunctionData
from nndesk.figure.plane import plane_legend, plane_window, sample_classes
from nndesk.figure.plane_slice import PlaneSlice, plane_slice
from nndesk.geometry.lines import Window, clip
from nndesk.geometry.snapping import rounded
from nndesk.gui.plane.captions import caption, no_inputs, title, whereabouts
from nndesk.gui.plane.computation import Picture, PlaneComputation, Question
from nndesk.gui.plane.function_page import FunctionPage
from nndesk.gui.plane.hovering import HoveredNode
from nndesk.gui.plane.line_editing import LineEditing
from nndesk.gui.plane.line_gesture import LineHands
from nndesk.gui.plane.lines_item import shown_lines
from nndesk.gui.plane.picture import PlanePicture
from nndesk.gui.plane.plane_edits import PlaneEdits
from nndesk.gui.plane.plane_foot import PlaneFoot
from nndesk.gui.plane.plane_menu import PlaneMenu
from nndesk.gui.plane.plane_range import PlaneRange, holds_example, wider
from nndesk.gui.plane.plane_tools import PlaneToolbar
from nndesk.gui.plane.plot import PlanePlot
from nndesk.gui.plane.regions_overlay import RegionsOverlay
from nndesk.gui.plane.sample_handling import SampleHandling
from nndesk.gui.plane.sentence import Sentence
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.streaming import streamed
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Network


class PlanePanel(QWidget):
    """Shows the plane of two inputs, a slice through more, the function of one; without any, a sentence.

    Signals:
        title_changed(title): it is a plane, or a function's plot, now.
        caption_changed(caption): what shades the plane is another neuron now.
        picture_shown(picture): another :class:`PlanePicture` is on the screen.
    """

    caption_changed = Signal(str)
    title_changed = Signal(str)
    picture_shown = Signal(object)

    def __init__(
        self,
        session: Session,
        playback: Playback,
        worker: Worker,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._playback, self._theme = session, playback, theme
        self._live: Network | None = None
        self._picture: PlanePicture | None = None
        self._caption = ""
        self.edits = PlaneEdits(session, self)
        self.range = PlaneRange(session, self)
        self._hovered = HoveredNode(session, self)
        self._hovered.changed.connect(self._node_changed)
        self._computation = PlaneComputation(worker, self)
        self._computation.computed.connect(self._show_picture)
        self._computation.failed.connect(self._say)

        self._pages = QStackedLayout()
        self._function = FunctionPage(self._pages, self._connect)
        self.plot = PlanePlot(self)
        self._lines = LineEditing(session)
        self.hands = LineHands(self.plot, self._lines)
        self._connect(self.plot)
        self.samples = SampleHandling(session, self.plot, self)
        self.samples.editing.selection.changed.connect(self._describe)
        self.hands.take_part()
        self.toolbar = PlaneToolbar(self.plot, self.samples.editing, theme)
        self._message = Sentence(self)
        self.foot = PlaneFoot(theme, self)
        self.foot.axes_wanted.connect(self.edits.set_axes)
        self.foot.value_wanted.connect(self.edits.set_value)
        self.regions = RegionsOverlay(session, theme, self.plot, self.foot, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages, 1)
        self._pages.addWidget(self.plot)
        self._pages.addWidget(self._message)
        column.addWidget(self.foot)
        self.setFocusProxy(self.plot)
        self.setMinimumSize(220, 180)
        self.setAccessibleName(self.title())
        self.plot.setAccessibleName(QCoreApplication.translate("nndesk", "Input plane, plot"))

        session.document_changed.connect(self._document_changed)
        session.document_opened.connect(self._document_opened)
        session.selection_changed.connect(self._node_changed)
        playback.step_shown.connect(self._color_probe)
        playback.walk_changed.connect(self._color_probe)
        theme.changed.connect(self._dress)
        self._dress()
        self._document_opened(session.document)

    def _connect(self, plot: PlanePlot) -> None:
        plot.example_wanted.connect(self.edits.move_example)
        plot.move_cancelled.connect(self.edits.cancel_move)
        plot.window_changed.connect(self._ask)
        plot.menu_wanted.connect(self._open_menu)
        plot.set_look(self._theme.style(self._session.document.view), self._probe_color())

    # --- for the window ----------------------------------------------------------------------------------

    def title(self) -> str:
        """What the card is called."""
        return title(self._session.document)

    def tools(self) -> QWidget:
        """The buttons for the panel's header."""
        self.toolbar.show()
        return self.toolbar

    def caption(self) -> str:
        """What shades the plane: "z of o1"; empty if nothing does."""
        return self._caption

    @property
    def node(self) -> str | None:
        """What shades the plane: the neuron under the mouse, else the :attr:`chosen` one."""
        return self._pointed or self.chosen

    @property
    def _pointed(self) -> str | None:
        """The neuron under the mouse, but not by its line here: who takes a line sees the same as before."""
        name = self._hovered.name
        return name if name not in self.hands.care.hand.names else None

    @property
    def chosen(self) -> str | None:
        """The selected neuron, else the document's choice, else the output; None if several compete."""
        document = self._session.document
        neurons = document.network.topology.node_at
        for name in (self._session.selection.node, document.view.plane_node):
            if name is not None and name in neurons:
                return name
        outputs = document.network.outputs
        return outputs[0] if len(outputs) == 1 else None

    @property
    def shading(self) -> str:
        """``"values"`` or ``"classes"``."""
        return self._session.document.view.shading

    def shown(self) -> tuple[str | None, Window]:
        """What was chosen to shade the plane, and which part is visible; of a hidden one the home window."""
        plot = self.front
        return self.chosen, plot.visible_window() if plot.isVisible() else plot.home

    @property
    def front(self) -> PlanePlot:
        """The plot that suits the network: of one input the function's, else the plane's."""
        one = len(self._session.document.network.inputs) == 1
        return self._function.plot if one and self._function.plot is not None else self.plot

    @property
    def picture(self) -> PlanePicture | None:
        """What is on the screen."""
        return self._picture

    @property
    def function(self) -> FunctionData | None:
        """The curves on the screen, of a network with one input."""
        return self._function.data

    @property
    def busy(self) -> bool:
        """Whether a better picture is on its way, or labels are still to find their places."""
        moving = self.front.moving or self.regions.moving
        return self._computation.pending or moving or self._hovered.pending

    def show_network(self, network: Network | None) -> None:
        """Show a network that is being trained in place of the document's; None goes back to the document's.

        Frames that come faster than they can be computed are skipped.
        """
        self._live = network
        self._ask()

    def choose_tool(self, name: str) -> None:
        """Take a tool of the plane; what keys do goes on there."""
        self.plot.choose_tool(name)
        if self.plot.isVisible():
            self.plot.setFocus()

    def fit(self) -> None:
        """Show the home window again."""
        self._follow_home()
        self.front.go_home()

    def fit_data(self) -> None:
        """Forget the document's own range and show all samples and the example."""
        self.edits.fit_data()
        self.fit()

    def keep_range(self) -> None:
        """Make what is visible the document's range: the plane will open with it."""
        self.edits.set_range(self.front.visible_window())
        self.fit()

    def shade_by(self, name: str | None) -> None:
        """Shade the plane by this neuron from now on; None: by what the network gives out."""
        self.edits.shade_by(name)

    def move_example(self, x: tuple[float, float]) -> None:
        """Make a point of the plane the example, as if the probe had been dropped there."""
        self.front.put_probe(x)

    def add_sample(self, x: tuple[float, float]) -> None:
        """Add a sample at a point of the plane, of the class of new samples."""
        across, up = self.plot.pixel()
        self.samples.editing.add([(rounded(x[0], across), rounded(x[1], up))])

    # --- following ---------------------------------------------------------------------------------------

    def _document_opened(self, document: Document) -> None:
        self._picture = None
        self._computation.forget()
        self._function.show_data(None, self._theme.style(document.view))
        self._update(document)
        self.fit()

    def _document_changed(self, old: Document, new: Document) -> None:
        if (
            new.samples is not old.samples
            or new.view.plane_range != old.view.plane_range
            or new.view.plane_axes != old.view.plane_axes
            or new.view.one_scale != old.view.one_scale
            or new.network.inputs != old.network.inputs
        ) or (new.example != old.example and not holds_example(self.plot.visible_window(), new)):
            self._follow_home(stays=self.samples.editing.editing)
            if new.view.plane_axes != old.view.plane_axes:
                # What was looked at has no place in another plane.
                self.plot.go_home()
        self._update(new)

    def _node_changed(self, *_: object) -> None:
        self._update(self._session.document)

    def _update(self, document: Document) -> None:
        cut = plane_slice(document)
        self.toolbar.setEnabled(cut is not None)
        if self.title() != self.accessibleName():
            self.setAccessibleName(self.title())
            self.title_changed.emit(self.title())
        if cut is None:
            self._picture = None
            self.regions.forget()
            if document.network.inputs:
                self._function.show(document, self)
                self.foot.show_slice(document, None)
                self.foot.show_legend(None, document)
                self.foot.setVisible(not self.foot.legend.empty)
                self._set_caption(caption(document, self.node, None))
                self._ask()
                return
            self._live = None
            self._computation.forget()
            self._set_caption("")
            self._say(no_inputs())
            return
        self._pages.setCurrentWidget(self.plot)
        self.foot.show()
        self.foot.show_slice(document, cut)
        self.plot.set_one_scale(document.view.one_scale)
        self.plot.axes["bottom"].set_name(cut.axes[0])
        self.plot.axes["left"].set_name(cut.axes[1])
        self._show_samples(document)
        self._place_probe(document, cut)
        self._set_caption(caption(document, self.node, cut))
        self._show_legend()
        self._ask()

    def _show_samples(self, document: Document) -> None:
        style = self._theme.style(document.view)
        cut, samples = plane_slice(document), document.samples
        if cut is not None and samples.input_count == len(document.network.inputs):
            classes = sample_classes(document, self.node)
            self.plot.set_samples(samples, style, classes, cut.columns, cut.strengths(samples))
        else:
            self.plot.set_samples(None, style)

    def _place_probe(self, document: Document, cut: PlaneSlice) -> None:
        self.plot.set_probe(cut.place(document.example.x))
        self._describe()

    def _describe(self) -> None:
        """Say what can be seen, for those who do not."""
        words = whereabouts(self._session.document), self.samples.editing.words(), self._lines.words()
        self.plot.setAccessibleDescription(" ".join(filter(None, words)))

    def _follow_home(self, stays: bool = False) -> None:
        document = self._session.document
        if len(document.network.inputs) >= 2:
            self.plot.set_home(plane_window(document), stays)

    # --- the picture -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        document = self._session.document
        inputs = len(document.network.inputs)
        if not inputs:
            return
        seen = self._function.wanted if inputs == 1 else self.plot.visible_window()
        document = streamed(document, self._live) or document
        if inputs > 1:
            self._show_lines(document)
        self._computation.ask(Question(document, self.node, None if seen is None else wider(seen)))

    def _show_picture(self, picture: Picture) -> None:
        if isinstance(picture, FunctionData):
            self._function.show_data(picture, self._theme.style(self._session.document.view))
            return
        self._picture = picture
        self.plot.field.set_picture(picture)
        self.plot.cells.set_cells(picture.cells)
        self.plot.areas.set_areas(picture.data.areas)
        self.plot.boundary.set_polylines(picture.data.boundary)
        document = self._session.document
        self._show_lines(streamed(document, self._live) or document)
        self._show_legend()
        self.regions.show(picture.data)
        self.picture_shown.emit(picture)

    def _show_lines(self, document: Document) -> None:
        """Lines are shown as they are now, also while the shading of before is still on the screen."""
        pointed = {self._pointed} if self._pointed is not None else set()
        lines = shown_lines(document, self._lines.lines(document), self._session.selection.nodes | pointed)
        self.plot.set_lines(lines)
        self.hands.refresh()
        own = next((entry.line for entry in lines if entry.name == self.node), None)
        if own is not None:
            # What shades the plane is such a line itself: its boundary must not lag behind it.
            segment = clip(own, wider(self.plot.visible_window()))
            self.plot.boundary.set_polylines([segment] if segment is not None else [])

    def _show_legend(self) -> None:
        document, data = self._session.document, self._picture.data if self._picture is not None else None
        self.foot.show_legend(plane_legend(document, data) if data is not None else None, document)

    def _say(self, sentence: str) -> None:
        self._message.say(sentence)
        self._pages.setCurrentWidget(self._message)
        self.foot.hide()

    def _set_caption(self, caption: str) -> None:
        if caption != self._caption:
            self._caption = caption
            self.caption_changed.emit(caption)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.allow(self.height())

    # --- the look ----------------------------------------------------------------------------------------

    def _dress(self) -> None:
        document = self._session.document
        style = self._theme.style(document.view)
        self.plot.set_look(style, self._probe_color())
        self.regions.dress()
        if self._function.plot is not None:
            self._function.plot.set_look(style, self._probe_color())
            self._function.show_data(self._function.data, style)
        if len(document.network.inputs) >= 2:
            self._show_samples(document)
            self._show_legend()

    def _probe_color(self) -> str:
        step = self._playback.step()
        palette = self._theme.palette
        backward = step is not None and step.phase in ("backward", "update")
        return palette.delta if backward else palette.accent

    def _color_probe(self, *_: object) -> None:
        self.front.set_probe_color(self._probe_color())

    # --- gestures ----------------------------------------------------------------------------------------

    def _open_menu(self, at: QPoint, x: tuple[float, float]) -> None:
        network = self._session.document.network
        samples_have_it = self.front is self.plot and self.samples.open_menu(at, x)
        if network.inputs and not samples_have_it:
            PlaneMenu(self, network.order, network.outputs, x).popup(at)
