"""What the plane's gestures and keys do with the samples: each a pure edit, each drag one undo step."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QCoreApplication, QObject, Signal

from nndesk.document import point_edits
from nndesk.document.document import Document
from nndesk.figure.plane_slice import plane_slice
from nndesk.geometry.lines import Point
from nndesk.geometry.snapping import decimals
from nndesk.gui.live_edit import LiveEdit
from nndesk.gui.plane.gestures import next_gesture
from nndesk.gui.plane.sample_selection import SampleSelection
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.gui.plane.plot import PlanePlot
    from nndesk.gui.session import Session


class SampleEditing(QObject):
    """Edits the samples that the plane shows.

    A gesture that goes on for a while is begun with :meth:`begin`, edits as often as it likes, and is one
    undo step; :meth:`cancel` puts the document back to where it was.

    Attributes:
        selection: which samples are selected.

    Signals:
        kind_changed(kind): new samples are of another class now.
        classes_changed(): there are other classes to choose from.
    """

    kind_changed = Signal(int)
    classes_changed = Signal()

    def __init__(self, session: Session, plot: PlanePlot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._plot = session, plot
        self._kind = 0
        self._editing = False
        self._nudging: int | None = None
        self._gesture: LiveEdit | None = None
        self._shown = self.class_names
        self.selection = SampleSelection(self)
        self.selection.changed.connect(self._show_selection)
        session.document_changed.connect(self._follow)
        session.document_opened.connect(self._open)

    @property
    def document(self) -> Document:
        return self._session.document

    # --- classes -----------------------------------------------------------------------------------------

    @property
    def kind(self) -> int:
        """The class of new samples."""
        return self._kind

    @property
    def class_count(self) -> int:
        """How many classes there are to choose from."""
        return point_edits.class_limit(self.document)

    @property
    def class_names(self) -> tuple[str, ...]:
        """What they are called."""
        return point_edits.class_names(self.document)

    def class_of(self, digit: int) -> int:
        """Which class a digit means: of two 0 or 1, of more the first, second … and with 0 the tenth."""
        return digit if self.class_count == 2 else (digit - 1) % point_edits.MAX_CLASSES

    def digit_of(self, kind: int) -> int:
        """Which digit means that class."""
        return kind if self.class_count == 2 else (kind + 1) % point_edits.MAX_CLASSES

    def choose_class(self, kind: int) -> None:
        """New samples are of this class from now on; says why if there can be none."""
        if kind >= self.class_count:
            self._refuse(point_edits.check_class, kind)
        elif kind != self._kind:
            self._kind = kind
            self.kind_changed.emit(kind)

    def words(self) -> str:
        """What is selected, for those who do not see it; empty if nothing is."""
        count = len(self.selection)
        if count == 0:
            return ""
        if count > 1:
            text = QCoreApplication.translate("nndesk", "{count} samples are selected.")
            return text.format(count=count)
        kind = int(self.document.dataset.classes[self.selection.rows[0]])
        name = dict(enumerate(self.class_names)).get(kind, str(kind))
        return QCoreApplication.translate("nndesk", "A sample of class {name} is selected.").format(name=name)

    # --- gestures ----------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """Whether a change that the document tells of comes from here."""
        return self._editing

    def begin(self) -> None:
        """What is edited until :meth:`end` or :meth:`cancel` is one undo step."""
        self._gesture = LiveEdit(self._session, ("samples", next_gesture()))

    def end(self) -> None:
        self._gesture = None

    def cancel(self) -> None:
        """As if the gesture had not been."""
        if self._gesture is not None:
            self._editing = True
            try:
                self._gesture.restore()
            finally:
                self._editing = False
            self._gesture = None

    # --- edits -------------------------------------------------------------------------------------------

    def add(self, places: Sequence[Point] | NDArray[np.float64], total: int = 1) -> bool:
        """Add samples of the current class; ``total`` with this gesture. Whether that could be done."""
        return self._edit(
            lambda document: (
                _added(total),
                point_edits.add_samples(document, self._whole(document, places), self._kind),
            )
        )

    def spray(
        self,
        rng: np.random.Generator,
        way: tuple[Point, Point],
        reach: tuple[float, float],
        pixel: tuple[float, float],
        count: int,
        total: int,
    ) -> bool:
        """Add ``count`` samples at random places around the way that an ellipse went."""
        places = point_edits.sprayed(rng, *way, reach, count)
        for axis in (0, 1):
            places[:, axis] = places[:, axis].round(decimals(pixel[axis]))
        return self.add(places, total)

    def move_last(self, place: Point) -> None:
        """Put the sample elsewhere that was just added, as part of adding it."""
        row = np.array([len(self.document.dataset) - 1])
        self._edit(
            lambda document: (
                _added(1),
                point_edits.move_samples(document, row, self._whole(document, [place], row)),
            )
        )

    def move(self, rows: NDArray[np.intp], places: NDArray[np.float64]) -> None:
        """Put samples to ``places (n, 2)``."""
        self._edit(
            lambda document: (
                _moved(len(rows)),
                point_edits.move_samples(document, rows, self._whole(document, places, rows)),
            )
        )

    def nudge(self, by: Point, goes_on: bool) -> None:
        """Move what is selected; with a key that is held the whole way is one undo step."""
        rows = self.selection.rows
        if not goes_on or self._nudging is None:
            self._nudging = next_gesture()
        places = self._plot.points.positions[rows] + by
        # Steps of 0.1 end at 0.3 and not at 0.30000000000000004.
        places = places.round(12 - max(0, math.ceil(math.log10(np.abs(places).max() or 1.0)))) + 0.0
        self._edit(
            lambda document: (
                _moved(len(rows)),
                point_edits.move_samples(document, rows, self._whole(document, places, rows)),
            ),
            ("nudge", self._nudging),
        )

    def remove(self, rows: NDArray[np.intp], total: int | None = None) -> None:
        """Remove samples, ``total`` with this gesture; none is selected then."""
        if len(rows):
            self.selection.set()
            self._edit(
                lambda document: (
                    _removed(total or len(rows)),
                    point_edits.remove_samples(document, rows),
                )
            )

    def set_class(self, rows: NDArray[np.intp], kind: int) -> None:
        """Give samples another class."""
        if len(rows) == 1:
            text = QCoreApplication.translate("nndesk", "Make a sample class {name}")
        else:
            text = QCoreApplication.translate("nndesk", "Make {count} samples class {name}")
        text = text.format(count=len(rows), name=dict(enumerate(self.class_names)).get(kind, kind))
        self._edit(lambda document: (text, point_edits.set_class(document, rows, kind)))

    def hold_out(self, rows: NDArray[np.intp], held_out: bool) -> None:
        """Hold samples out of training, or no longer."""
        text = _held_out(len(rows)) if held_out else _trained_on(len(rows))
        self._edit(lambda document: (text, point_edits.hold_out(document, rows, held_out)))

    def _edit(
        self, change: Callable[[Document], tuple[str, Document]], merge: Hashable | None = None
    ) -> bool:
        try:
            text, new = change(self.document)
        except NetworkError as error:
            self._session.message.emit(str(error), "error")
            return False
        self._editing = True
        try:
            if self._gesture is not None:
                self._gesture.put(text, new)
            else:
                self._session.edit(text, new, merge)
        finally:
            self._editing = False
        return True

    def _refuse(self, check: Callable[[Document, int], None], kind: int) -> None:
        try:
            check(self.document, kind)
        except NetworkError as error:
            self._session.message.emit(str(error), "info")

    @staticmethod
    def _whole(
        document: Document, places: ArrayLike, rows: NDArray[np.intp] | None = None
    ) -> NDArray[np.float64]:
        """All inputs for places in the plane, whose axes are two of them."""
        cut = plane_slice(document)
        columns = cut.columns if cut is not None else (0, 1)
        return point_edits.at_places(document, places, columns, rows)

    # --- following ---------------------------------------------------------------------------------------

    def _follow(self, old: Document, new: Document) -> None:
        if not self._editing and new.dataset is not old.dataset:
            if self._gesture is not None:
                self._gesture = None
                self._plot.break_off()
            self.selection.follow(old.dataset, new.dataset)
        self._tell_classes()

    def _open(self, _: object) -> None:
        self.selection.set()
        self._tell_classes()

    def _tell_classes(self) -> None:
        classes = self.class_names
        if classes == self._shown:
            return
        self._shown = classes
        if self._kind >= len(classes):
            self._kind = 0
            self.kind_changed.emit(0)
        self.classes_changed.emit()

    def _show_selection(self) -> None:
        self._plot.points.select(self.selection.rows)


def _added(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("nndesk", "Add a sample")
    return QCoreApplication.translate("nndesk", "Add {count} samples").format(count=count)


def _moved(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("nndesk", "Move a sample")
    return QCoreApplication.translate("nndesk", "Move {count} samples").format(count=count)


def _removed(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("nndesk", "Remove a sample")
    return QCoreApplication.translate("nndesk", "Remove {count} samples").format(count=count)


def _held_out(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("nndesk", "Hold a sample out of training")
    return QCoreApplication.translate("nndesk", "Hold {count} samples out of training").format(count=count)


def _trained_on(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("nndesk", "Train on a sample again")
    return QCoreApplication.translate("nndesk", "Train on {count} samples again").format(count=count)
