"""The panel of the input plane: what the session's document says becomes a plot, gestures become edits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.figure.plane import plane_window, sample_classes
from nndesk.geometry.lines import Window
from nndesk.gui.plane.computation import PlaneComputation, Question
from nndesk.gui.plane.lines_item import shown_lines
from nndesk.gui.plane.picture import PlanePicture
from nndesk.gui.plane.plane_menu import PlaneMenu
from nndesk.gui.plane.plane_tools import PlaneToolbar
from nndesk.gui.plane.plot import ExampleMove, PlanePlot
from nndesk.gui.plane.sample_handling import SampleHandling
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.streaming import streamed
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Network

_MARGIN = 0.06
"""How much more than what is visible is computed, on each side: a slow drag uncovers no empty edge."""


class PlanePanel(QWidget):
    """Shows the plane of a network with two inputs; of any other, a sentence.

    Signals:
        caption_changed(caption): what shades the plane is another neuron now.
        picture_shown(picture): another :class:`PlanePicture` is on the screen.
    """

    caption_changed = Signal(str)
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
        self._before_move: tuple[int, Example] | None = None
        self._caption = ""
        self._computation = PlaneComputation(worker, self)
        self._computation.computed.connect(self._show_picture)
        self._computation.failed.connect(self._show_problem)

        self.plot = PlanePlot(self)
        self.plot.example_wanted.connect(self._move_example)
        self.plot.move_cancelled.connect(self._cancel_move)
        self.plot.window_changed.connect(self._ask)
        self.plot.menu_wanted.connect(self._open_menu)
        self.samples = SampleHandling(session, self.plot, self)
        self.toolbar = PlaneToolbar(self.plot, self.samples.editing, theme)
        self._message = QLabel(self)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._message.setProperty("role", "muted")
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.plot)
        self._pages.addWidget(self._message)
        self.setFocusProxy(self.plot)
        self.setMinimumSize(220, 180)
        self.setAccessibleName(self.title())
        self.plot.setAccessibleName(QCoreApplication.translate("nndesk", "Input plane, plot"))

        session.document_changed.connect(self._document_changed)
        session.document_opened.connect(self._document_opened)
        session.selection_changed.connect(self._selection_changed)
        playback.step_shown.connect(self._color_probe)
        playback.walk_changed.connect(self._color_probe)
        theme.changed.connect(self._dress)
        self._dress()
        self._document_opened(session.document)

    # --- for the window ----------------------------------------------------------------------------------

    def title(self) -> str:
        """What the card is called."""
        return QCoreApplication.translate("nndesk", "Input plane")

    def tools(self) -> QWidget:
        """The buttons for the panel's header."""
        self.toolbar.show()
        return self.toolbar

    def caption(self) -> str:
        """What shades the plane: "z of o1"; empty if nothing does."""
        return self._caption

    @property
    def node(self) -> str | None:
        """What shades the plane: the selected neuron, else the document's choice, else the first output."""
        document = self._session.document
        neurons = document.network.topology.node_at
        for name in (self._session.selection.node, document.view.plane_node):
            if name is not None and name in neurons:
                return name
        return next(iter(document.network.outputs), None)

    def shown(self) -> tuple[str | None, Window]:
        """What shades the plane, and which part of it is visible; hidden, it would be the home window."""
        return self.node, self.plot.visible_window() if self.plot.isVisible() else self.plot.home

    @property
    def picture(self) -> PlanePicture | None:
        """What is on the screen."""
        return self._picture

    @property
    def busy(self) -> bool:
        """Whether a better picture is on its way, or labels are still to find their places."""
        return self._computation.pending or self.plot.moving

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
        self.plot.go_home()

    def fit_data(self) -> None:
        """Forget the document's own range and show all samples and the example."""
        self._edit_view(QCoreApplication.translate("nndesk", "Fit the plane to the data"), plane_range=None)
        self.fit()

    def keep_range(self) -> None:
        """Make what is visible the document's range: the plane will open with it."""
        window = self.plot.visible_window()
        self._edit_view(QCoreApplication.translate("nndesk", "Keep the plane's range"), plane_range=window)
        self.fit()

    def shade_by(self, name: str | None) -> None:
        """Shade the plane by this neuron from now on; None: by the first output."""
        if name is None:
            text = QCoreApplication.translate("nndesk", "Shade the plane by the output")
        else:
            text = QCoreApplication.translate("nndesk", "Shade the plane by {name}").format(name=name)
        # A selected neuron would go on shading the plane, as if nothing had been chosen.
        self._session.select()
        self._edit_view(text, plane_node=name)

    def move_example(self, x: tuple[float, float]) -> None:
        """Make a point of the plane the example, as if the probe had been dropped there."""
        self.plot.put_probe(x)

    # --- following ---------------------------------------------------------------------------------------

    def _document_opened(self, document: Document) -> None:
        self._picture = None
        self._computation.forget()
        self._update(document)
        self.fit()

    def _document_changed(self, old: Document, new: Document) -> None:
        if (
            new.samples is not old.samples
            or new.view.plane_range != old.view.plane_range
            or new.network.inputs != old.network.inputs
        ) or (new.example != old.example and not self._example_visible(new)):
            self._follow_home(stays=self.samples.editing.editing)
        self._update(new)

    def _selection_changed(self, _: object) -> None:
        self._show_lines()
        self._update(self._session.document)

    def _update(self, document: Document) -> None:
        inputs = document.network.inputs
        if len(inputs) != 2:
            self._live = None
            self._picture = None
            self._computation.forget()
            self._set_caption("")
            self._say(self._why_not(len(inputs)))
            return
        self._pages.setCurrentWidget(self.plot)
        self.plot.axes["bottom"].set_name(inputs[0])
        self.plot.axes["left"].set_name(inputs[1])
        self._show_samples(document)
        self._place_probe(document)
        node = self.node
        text = QCoreApplication.translate("nndesk", "z of {name}")
        self._set_caption(text.format(name=node) if node is not None else "")
        self._ask()

    def _show_samples(self, document: Document) -> None:
        style = self._theme.style(document.view)
        if document.samples.input_count == 2:
            self.plot.set_samples(document.samples, style, sample_classes(document, self.node))
        else:
            self.plot.set_samples(None, style)

    def _place_probe(self, document: Document) -> None:
        x = document.example.x
        self.plot.set_probe((x[0], x[1]) if len(x) == 2 else None)
        values = [
            f"{name} = {document.view.numbers.text(value)}"
            for name, value in zip(document.network.inputs, x, strict=False)
        ]
        text = QCoreApplication.translate(
            "nndesk", "The example is at {place}. Move it with Ctrl and the arrow keys."
        )
        self.plot.setAccessibleDescription(text.format(place=", ".join(values)))

    def _example_visible(self, document: Document) -> bool:
        x0, x1, y0, y1 = self.plot.visible_window()
        x = document.example.x
        return len(x) == 2 and x0 <= x[0] <= x1 and y0 <= x[1] <= y1

    def _follow_home(self, stays: bool = False) -> None:
        document = self._session.document
        if len(document.network.inputs) == 2:
            self.plot.set_home(plane_window(document), stays)

    # --- the picture -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        document = self._session.document
        if len(document.network.inputs) != 2:
            return
        document = streamed(document, self._live) or document
        self._computation.ask(Question(document, self.node, _wider(self.plot.visible_window())))

    def _show_picture(self, picture: PlanePicture) -> None:
        self._picture = picture
        self.plot.field.set_picture(picture)
        self.plot.cells.set_cells(picture.cells)
        self.plot.boundary.set_polylines(picture.data.boundary)
        self._show_lines()
        self.picture_shown.emit(picture)

    def _show_lines(self) -> None:
        found = self._picture.data.lines if self._picture is not None else ()
        self.plot.set_lines(shown_lines(found, self._session.selection.nodes))

    def _show_problem(self, sentence: str) -> None:
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setAccessibleName(sentence)
        self._pages.setCurrentWidget(self._message)

    def _why_not(self, inputs: int) -> str:
        if inputs == 0:
            return QCoreApplication.translate(
                "nndesk", "The plane needs two inputs; this network has none yet."
            )
        text = QCoreApplication.translate("nndesk", "The plane needs two inputs; this network has {count}.")
        return text.format(count=inputs)

    def _set_caption(self, caption: str) -> None:
        if caption != self._caption:
            self._caption = caption
            self.caption_changed.emit(caption)

    # --- the look ----------------------------------------------------------------------------------------

    def _dress(self) -> None:
        document = self._session.document
        self.plot.set_look(self._theme.style(document.view), self._probe_color())
        if len(document.network.inputs) == 2:
            self._show_samples(document)

    def _probe_color(self) -> str:
        step = self._playback.step()
        palette = self._theme.palette
        backward = step is not None and step.phase in ("backward", "update")
        return palette.delta if backward else palette.accent

    def _color_probe(self, *_: object) -> None:
        self.plot.set_probe_color(self._probe_color())

    # --- gestures ----------------------------------------------------------------------------------------

    def _move_example(self, move: ExampleMove) -> None:
        document = self._session.document
        if self._before_move is None or self._before_move[0] != move.gesture:
            self._before_move = (move.gesture, document.example)
        t = None
        if move.row is not None and document.data_fit():
            t = tuple(float(value) for value in document.samples.t[move.row])
        self._session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(document, move.x, t),
            merge=("example", move.gesture),
        )

    def _cancel_move(self, gesture: int) -> None:
        if self._before_move is None or self._before_move[0] != gesture:
            return
        example = self._before_move[1]
        # With the gesture's key it merges with the drag to a step that changes nothing, which is dropped.
        self._session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(self._session.document, example.x, example.t),
            merge=("example", gesture),
        )

    def _open_menu(self, at: QPoint, x: tuple[float, float]) -> None:
        network = self._session.document.network
        if len(network.inputs) == 2 and not self.samples.open_menu(at, x):
            PlaneMenu(self, network.order, x).popup(at)

    def _edit_view(self, text: str, **changes: object) -> None:
        self._session.edit(text, edits.set_view(self._session.document, **changes))


def _wider(window: Window) -> Window:
    x0, x1, y0, y1 = window
    dx, dy = (x1 - x0) * _MARGIN, (y1 - y0) * _MARGIN
    return x0 - dx, x1 + dx, y0 - dy, y1 + dy
