"""Hidden space on the screen: two axes as a plane, three as a space that can be turned."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from nndesk.document import edits
from nndesk.figure.hidden_content import HiddenSpace, coarsened
from nndesk.figure.hidden_cube import cube_samples, hidden_cube
from nndesk.figure.hidden_space import description, frame_of, heaped_samples, hidden_figure
from nndesk.figure.primitives import Figure, Point
from nndesk.figure.style import Style
from nndesk.gui.spaces.page import Surroundings
from nndesk.gui.spaces.turning_view import QUIET, TurningView

_NEAR = 6.0
"""So many pixels beside a sample's mark a click is still meant for it."""


class HiddenView(TurningView):
    """Paints hidden space at the chosen moment of the way; a click on a sample makes it the example."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "hidden")
        self._space: HiddenSpace | None = None
        self._coarse: HiddenSpace | None = None
        """What is painted while one space follows the other, sixty times a second."""
        self._drawn_in: Style | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(QUIET)
        self._rest.timeout.connect(self._refine)
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Hidden space"))

    @property
    def space(self) -> HiddenSpace | None:
        """What is shown."""
        return self._space

    @property
    def rough(self) -> bool:
        """Whether fewer cells are painted than there are."""
        return self._coarse is not None

    @property
    def flat(self) -> bool:
        """Whether there are two axes, so that nothing turns."""
        return self._space is None or len(self._space.nodes) == 2

    @property
    def morph(self) -> float:
        return self.around.choices.choice.morph

    def show_space(self, space: HiddenSpace) -> None:
        """Show this; finely, unless the last one has only just come."""
        self._space = space
        self._coarse = coarsened(space) if self._rest.isActive() else None
        self._rest.start()
        self.setToolTip(
            ""
            if self.flat
            else QCoreApplication.translate("nndesk", "Drag to turn; a double click turns back")
        )
        self.setCursor(Qt.CursorShape.ArrowCursor if self.flat else Qt.CursorShape.OpenHandCursor)
        self.setAccessibleDescription(description(space, self.morph))
        self.invalidate()

    @Slot()
    def _refine(self) -> None:
        if self._coarse is not None:
            self._coarse = None
            self.invalidate()

    def refresh_style(self) -> None:
        """Colours, type or number format may be others; if not, there is nothing to paint as yet."""
        if self._drawn_in != self._style():
            self.invalidate()

    def _style(self) -> Style:
        return self.theme.style(self.around.session.document.view)

    def figure(self, width: float, height: float, style: Style) -> Figure:
        self._drawn_in = style
        space = self._coarse or self._space
        if space is None:
            return Figure(width, height, ())
        if self.flat:
            return hidden_figure(space, style, width, height, self.morph, background=False, centered=True)
        return hidden_cube(
            space, style, self.camera, width, height, self.morph, background=False, centered=True
        )

    def _sample_at(self, at: Point) -> int | None:
        """The row of the dataset whose mark is under the mouse."""
        space = self._space
        if space is None or not len(space.rows):
            return None
        style = self._style()
        width, height = float(self.width()), float(self.height())
        if self.flat:
            frame = frame_of(space, style, width, height, self.morph, centered=True)
            marks = heaped_samples(space, frame, style, self.morph)
        else:
            marks = cube_samples(space, style, self.camera, width, height, self.morph, centered=True)
        away = [
            max(0.0, ((x - at[0]) ** 2 + (y - at[1]) ** 2) ** 0.5 - radius) for (x, y), radius, _ in marks
        ]
        nearest = min(range(len(away)), key=away.__getitem__)
        return int(space.rows[nearest]) if away[nearest] <= _NEAR else None

    def pressed_at(self, at: Point) -> None:
        row, session = self._sample_at(at), self.around.session
        samples = session.document.samples
        if row is None or row >= len(samples):
            return
        t = tuple(samples.t[row].tolist()) if session.document.data_fit() else None
        session.edit(
            QCoreApplication.translate("nndesk", "Move the example"),
            edits.set_example(session.document, tuple(samples.x[row].tolist()), t),
        )

    def pointed_at(self, at: Point | None) -> None:
        rest = Qt.CursorShape.ArrowCursor if self.flat else Qt.CursorShape.OpenHandCursor
        over = at is not None and self._sample_at(at) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else rest)

    # --- what does not turn ------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.flat:
            super().mouseMoveEvent(event)
        elif not event.buttons():
            self.pointed_at(event.position().toTuple())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.flat:
            super().mouseDoubleClickEvent(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.flat:
            event.ignore()
        else:
            super().wheelEvent(event)

    def wants(self, event: QKeyEvent) -> bool:
        return not self.flat and super().wants(event)
