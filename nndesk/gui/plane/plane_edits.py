"""What gestures and choices in the plane do to the document: each one named undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.document import edits
from nndesk.document.document import Example
from nndesk.figure.plane_slice import plane_slice
from nndesk.geometry.lines import Window
from nndesk.gui.showing import regions_step, shading_steps

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import ExampleMove
    from nndesk.gui.session import Session


class PlaneEdits(QObject):
    """Edits the session's document. Places are in the plane; what is off a slice stays as it is."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._before_move: tuple[int, Example] | None = None

    # --- the example -------------------------------------------------------------------------------------

    def move_example(self, move: ExampleMove) -> None:
        """Put the example where the gesture wants it."""
        document = self._session.document
        cut = plane_slice(document)
        if self._before_move is None or self._before_move[0] != move.gesture:
            self._before_move = (move.gesture, document.example)
        # Of one input, what stands across is the example and what stands up follows.
        x = move.x[:1] if cut is None else cut.moved(document.example.x, move.x)
        t = None
        if move.row is not None and document.data_fit():
            row = move.row % len(document.samples)
            sample = tuple(float(value) for value in document.samples.x[row])
            if move.whole:
                x = sample
            # Over a sample that lies elsewhere in the other inputs, the example does not become that sample.
            if x == sample:
                t = tuple(float(value) for value in document.samples.t[row])
        self._session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(document, x, t),
            merge=("example", move.gesture),
        )

    def cancel_move(self, gesture: int) -> None:
        """As if the gesture had not been."""
        if self._before_move is None or self._before_move[0] != gesture:
            return
        example = self._before_move[1]
        # With the gesture's key it merges with the drag to a step that changes nothing, which is dropped.
        self._session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(self._session.document, example.x, example.t),
            merge=("example", gesture),
        )

    def set_value(self, name: str, value: float, gesture: int) -> None:
        """Give the example another value of one input: the slice through it moves."""
        text = QCoreApplication.translate("nndesk", "Change the value of {name}").format(name=name)
        merge = ("slice", name, gesture) if gesture else None
        self._session.attempt(lambda document: (text, edits.set_example(document, {name: value})), merge)

    # --- the view ----------------------------------------------------------------------------------------

    def shade_by(self, name: str | None) -> None:
        """Shade the plane by this neuron from now on; None: by what the network gives out."""
        if name is None:
            text = QCoreApplication.translate("nndesk", "Shade the plane by the output")
        else:
            text = QCoreApplication.translate("nndesk", "Shade the plane by {name}").format(name=name)
        # A selected neuron would go on shading the plane, as if nothing had been chosen.
        self._session.select()
        self._set_view(text, plane_node=name)

    def set_shading(self, shading: str) -> None:
        """``"values"`` or ``"classes"``."""
        self._set_view(dict(shading_steps())[shading], shading=shading)

    def set_regions(self, shown: bool) -> None:
        """Name the first layer's regions, or do not."""
        self._set_view(regions_step(shown), show_regions=shown)

    def set_axes(self, across: str, up: str) -> None:
        """The two inputs that are the axes. A range of the old ones says nothing about them."""
        text = QCoreApplication.translate("nndesk", "Show the plane of {across} and {up}")
        self._set_view(text.format(across=across, up=up), plane_axes=(across, up), plane_range=None)

    def set_range(self, window: Window, *, one_scale: bool | None = None) -> None:
        """The part of the plane that the document shows; None leaves the scale as it is."""
        text = QCoreApplication.translate("nndesk", "Keep the plane's range")
        scale = {} if one_scale is None else {"one_scale": one_scale}
        self._set_view(text, plane_range=window, **scale)

    def fit_data(self) -> None:
        """Forget the document's own range."""
        self._set_view(QCoreApplication.translate("nndesk", "Fit the plane to the data"), plane_range=None)

    def _set_view(self, text: str, **changes: object) -> None:
        self._session.edit(text, edits.set_view(self._session.document, **changes))
