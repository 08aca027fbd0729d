"""A cursor over the recorded passes: which step is shown, and time that moves it on."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nndesk.document.walking import document_walk
from nndesk.network.errors import CostMisfitError, NetworkError
from nndesk.network.grains import Cutting, Grain
from nndesk.network.groups import GroupStep
from nndesk.network.terms import TermStep
from nndesk.network.walk import Known, Step, Walk

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.session import Session
    from nndesk.gui.worker import Worker
    from nndesk.network.model import Network

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)

STEP_MS = MappingProxyType(
    {
        "signal": 1000,
        "output": 700,
        "cost": 1100,
        "output_delta": 1200,
        # The sum over everything that the node feeds takes longest to read.
        "hidden_delta": 1400,
        "weight_change": 1000,
    }
)
"""How long a step stays at speed 1, in milliseconds."""

TERM_MS = 800
"""How long a single term stays."""
GROUP_MS = 1600
"""How long a layer or a pass stays."""

LONGEST_SYNCHRONOUS = 500
"""Parameters up to which the passes are recorded at once; larger networks wait for the worker."""

_KIND = "walk"


@dataclass(frozen=True, slots=True)
class Span:
    """Stops ``start … stop − 1`` belong to one phase."""

    phase: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Recording:
    walk: Walk | None
    problem: str | None


class Playback(QObject):
    """Follows the session's document and shows its passes step by step.

    One record is cut into stops by its :attr:`grain`: passes, layers, nodes, terms. ``index`` is −1 before
    the first stop and at most ``len(self) − 1``. It is kept when only numbers change (a weight, the
    example, η), as well as may be when the grain changes, and goes back to −1 when the graph does.

    Signals:
        walk_changed(walk or None): the passes have been recorded anew, or cut otherwise; follow it by reading
            ``index`` again.
        step_shown(index)
        grain_changed(grain)
        playing_changed(bool)
        speed_changed(float)
    """

    walk_changed = Signal(object)
    step_shown = Signal(int)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    grain_changed = Signal(str)

    def __init__(self, session: Session, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = worker
        self._walk: Walk | None = None
        self._grain: Grain = "node"
        self._cutting: Cutting | None = None
        self._step: tuple[Cutting, int, Step] | None = None
        self._known: tuple[Walk, int | None, Known] | None = None
        self._problem: str | None = None
        self._index = -1
        self._recording = False
        self._speed = 1.0
        self._playing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)
        session.document_changed.connect(self._follow)
        session.document_opened.connect(self._restart)
        self._record(session.document)

    # --- what is shown -----------------------------------------------------------------------------------

    @property
    def walk(self) -> Walk | None:
        """The recorded passes; None while a large network's are being recorded, or if they cannot be."""
        return self._walk

    @property
    def recording(self) -> bool:
        """Whether the passes of a large network are being recorded."""
        return self._recording

    @property
    def problem(self) -> str | None:
        """One sentence on what is missing: why there is no backward pass, where the passes stopped."""
        if self._problem is None and self._walk is not None:
            return self._walk.stopped
        return self._problem

    @property
    def index(self) -> int:
        return self._index

    @property
    def grain(self) -> Grain:
        """Into what the passes are cut."""
        return self._grain

    @grain.setter
    def grain(self, grain: Grain) -> None:
        if grain == self._grain:
            return
        made = self.steps_made
        self._grain = grain
        self._cut()
        moved = self._index
        self._index = self._cutting.at_step(made) if self._cutting is not None else -1
        self.grain_changed.emit(grain)
        self.walk_changed.emit(self._walk)
        if moved != self._index:
            self.step_shown.emit(self._index)
        self._schedule()

    @property
    def steps_made(self) -> int:
        """The last step of the record that has been made by now; −1 before the first."""
        return self._cutting.step_at(self._index) if self._cutting is not None else -1

    def _cut(self) -> None:
        self._cutting = Cutting(self._walk, self._grain) if self._walk is not None else None

    def __len__(self) -> int:
        return len(self._cutting) if self._cutting is not None else 0

    def __bool__(self) -> bool:
        # An empty walk must not make ``if playback`` false.
        return True

    def step(self) -> Step | None:
        """What is shown, as a step; None before the first. The same object as long as it is shown."""
        cutting, index = self._cutting, self._index
        if cutting is None or index < 0:
            return None
        if self._step is None or self._step[:2] != (cutting, index):
            self._step = (cutting, index, cutting.step(index))
        return self._step[2]

    def ahead(self, count: int) -> tuple[Step, ...]:
        """What will be shown next."""
        if self._cutting is None:
            return ()
        last = min(self._index + 1 + count, len(self))
        return tuple(self._cutting.step(index) for index in range(self._index + 1, last))

    def known(self) -> Known | None:
        """What the passes have computed by now; while they rest before the first step, see :meth:`live`."""
        if self._walk is None:
            return None
        index = None if self._index < 0 and not self._playing else self._index
        before = self._known
        if before is None or before[0] is not self._walk or before[1] != index:
            known = Known.of(self._walk.forward) if index is None else self._walk.known_at(self.steps_made)
            # The very same as long as it is: who shows it for a thousand nodes need not look at each.
            self._known = before = (self._walk, index, known)
        return before[2]

    def live(self) -> Known | None:
        """All signals, outputs and slopes of the example, nothing of the backward pass: at rest."""
        if self._walk is None:
            return None
        return Known.of(self._walk.forward)

    def phases(self) -> tuple[Span, ...]:
        """The stops cut into runs of one phase, in order."""
        if self._walk is None or self._cutting is None:
            return ()
        return tuple(Span(phase, start, stop) for phase, start, stop in self._cutting.phases())

    # --- moving ------------------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        return self._playing

    @property
    def speed(self) -> float:
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        """How many times faster than at first; clamped to the slowest and fastest of :data:`SPEEDS`."""
        speed = min(max(float(speed), SPEEDS[0]), SPEEDS[-1])
        if speed == self._speed:
            return
        if self._playing:
            # What is left of the present step also changes its pace.
            self._timer.start(round(self._timer.remainingTime() * self._speed / speed))
        self._speed = speed
        self.speed_changed.emit(speed)

    def play(self) -> None:
        """Go on from the step that is shown; at the end, from the beginning."""
        if self._playing or not len(self):
            return
        self._playing = True
        self.playing_changed.emit(True)
        self._show(0 if self._index >= len(self) - 1 else self._index + 1)

    def pause(self) -> None:
        self._timer.stop()
        if self._playing:
            self._playing = False
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        if self._playing:
            self.pause()
        else:
            self.play()

    def next(self) -> None:
        """One step on; playing stops, because a person has taken over."""
        self.pause()
        self._show(self._index + 1)

    def previous(self) -> None:
        self.pause()
        self._show(self._index - 1)

    def to_start(self) -> None:
        """Before the first step."""
        self.pause()
        self._show(-1)

    def to_end(self) -> None:
        self.pause()
        self._show(len(self) - 1)

    def seek(self, index: int) -> None:
        """Show step ``index`` (clamped); playing goes on from there."""
        self._show(index)

    def seek_step(self, step: int) -> None:
        """Show the stop at which step ``step`` of the record has been made."""
        if self._cutting is not None:
            self._show(self._cutting.at_step(step))

    def _show(self, index: int) -> None:
        index = min(max(index, -1), len(self) - 1)
        if index != self._index:
            self._index = index
            self.step_shown.emit(index)
        self._schedule()

    def _schedule(self) -> None:
        if not self._playing:
            return
        if self._index >= len(self) - 1:
            self.pause()
        else:
            self._timer.start(round(_pause(self.step()) / self._speed))

    def _advance(self) -> None:
        self._show(self._index + 1)

    # --- following the document --------------------------------------------------------------------------

    def _follow(self, old: Document, new: Document) -> None:
        if _asks_the_same(old, new):
            return
        if not _same_graph(old.network, new.network):
            self._rewind()
            self._walk = None
            self._cut()
        self._record(new)

    def _restart(self, document: Document) -> None:
        self._rewind()

    def _rewind(self) -> None:
        self.pause()
        if self._index != -1:
            self._index = -1
            self.step_shown.emit(-1)

    def _record(self, document: Document) -> None:
        if document.network.parameter_count <= LONGEST_SYNCHRONOUS:
            self._worker.cancel(_KIND)
            self._take(_recorded(document))
            return
        self._recording = True
        if self._walk is None:
            self.walk_changed.emit(None)
        self._worker.submit(_KIND, partial(_recorded, document), self._take)

    def _take(self, recording: _Recording) -> None:
        self._recording = False
        self._walk = recording.walk
        self._cut()
        new_problem = recording.problem != self._problem
        self._problem = recording.problem
        index = min(self._index, len(self) - 1)
        moved, self._index = index != self._index, index
        self.walk_changed.emit(self._walk)
        if moved:
            self.step_shown.emit(index)
        if not len(self):
            self.pause()
        if new_problem and self._problem is not None:
            self._session.message.emit(self._problem, "info")


def _pause(step: Step | None) -> int:
    """How long a stop is shown at speed 1, in milliseconds."""
    if step is None:
        return 0
    if isinstance(step, TermStep):
        return TERM_MS
    return GROUP_MS if isinstance(step, GroupStep) else STEP_MS[step.kind]


def _recorded(document: Document, cancel: threading.Event | None = None) -> _Recording:
    try:
        try:
            return _Recording(document_walk(document), None)
        except CostMisfitError as error:
            # The forward pass needs no cost.
            return _Recording(document_walk(document, forward_only=True), str(error))
    except NetworkError as error:
        return _Recording(None, str(error))


def _asks_the_same(old: Document, new: Document) -> bool:
    """Whether the passes of both documents are the same record."""
    return (
        (old.network is new.network or old.network == new.network)
        and old.example == new.example
        and (old.cost, old.eta) == (new.cost, new.eta)
        and old.view.numbers == new.view.numbers
    )


def _same_graph(old: Network, new: Network) -> bool:
    """Whether the graphs are the same up to names, so that step i is still the same step after a renaming."""
    if old.topology is new.topology:
        return True
    if (len(old.names), len(old.edges)) != (len(new.names), len(new.edges)):
        return False
    return _graph(old) == _graph(new)


def _graph(network: Network) -> tuple[object, ...]:
    at = {name: i for i, name in enumerate(network.names)}
    return (
        len(network.inputs),
        len(network.nodes),
        tuple((at[edge.source], at[edge.target]) for edge in network.edges),
        tuple(at[name] for name in network.outputs),
    )
