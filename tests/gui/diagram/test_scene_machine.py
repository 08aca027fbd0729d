"""The canvas driven by events, in any order: what it shows is what the document says, and undo leads back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nndesk.document.document import Document, check
from nndesk.document.layered import layered
from nndesk.gui.diagram.scrubbing import WheelScrubbing
from tests.gui.diagram.conftest import Desk

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MOST_NODES = 24
pick = st.integers(0, 1000)
columns = st.sampled_from([0.0, 180.0, 360.0, 540.0])
rows = st.integers(-4, 4).map(lambda row: 140.0 * row)
places = st.tuples(columns, rows)
numbers = st.sampled_from(["-3/2", "0,5", "1e-3", "sqrt(2)", "-7", "½", "", "x", "1/0"])
names = st.sampled_from(["h_1", r"\hat y", "α", "out", "x1", "", "a<-b", "sa\u00edda"])


class Canvas(RuleBasedStateMachine):
    """One diagram in a window. The document that it began with is where undoing everything must lead."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()

    @initialize(spec=st.sampled_from(["", "2-2-1", "1-3-1"]))
    def start(self, spec: str) -> None:
        document = layered(spec) if spec else Document()
        self.desk = Desk(document)
        self.first = document

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        desk = self.desk
        last = desk.document
        count = desk.session.undo_stack.index()
        for _ in range(count):
            desk.session.undo_stack.undo()
        assert desk.document == self.first
        self.shows_the_document()
        for _ in range(count):
            desk.session.undo_stack.redo()
        assert desk.document == last
        self.shows_the_document()
        desk.close()
        self.folder.cleanup()

    # --- what can be meant ---------------------------------------------------------------------------------

    def has_nodes(self) -> bool:
        return bool(self.desk.document.network.names)

    def has_edges(self) -> bool:
        return bool(self.desk.document.network.edges)

    def has_room(self) -> bool:
        return len(self.desk.document.network.names) < MOST_NODES

    def name(self, number: int) -> str:
        all_names = self.desk.document.network.names
        return all_names[number % len(all_names)]

    def show_all(self) -> None:
        # What is not in sight cannot be clicked.
        self.desk.view.fit()

    # --- gestures ------------------------------------------------------------------------------------------

    @precondition(has_room)
    @rule(at=places)
    def add(self, at: tuple[float, float]) -> None:
        self.desk.double_click(at)
        self.desk.key(Qt.Key.Key_Escape)

    @precondition(has_room)
    @rule(key=st.sampled_from("in"))
    def add_by_key(self, key: str) -> None:
        self.desk.key(key)

    @precondition(has_nodes)
    @rule(start=pick, end=pick)
    def connect(self, start: int, end: int) -> None:
        source, target = self.name(start), self.name(end)
        if source != target:
            self.show_all()
            self.desk.connect(source, target)

    @precondition(lambda self: self.has_nodes() and self.has_room())
    @rule(start=pick, at=places)
    def connect_to_the_canvas(self, start: int, at: tuple[float, float]) -> None:
        source = self.name(start)
        self.show_all()
        if self.desk.document.positions[source] != at:
            self.desk.drag(self.desk.rim(source, at), at)

    @precondition(has_nodes)
    @rule(which=pick, at=places)
    def move(self, which: int, at: tuple[float, float]) -> None:
        self.show_all()
        self.desk.drag(self.desk.document.positions[self.name(which)], at)

    @precondition(has_nodes)
    @rule(which=pick, also=st.booleans())
    def select(self, which: int, also: bool) -> None:
        self.show_all()
        at = self.desk.document.positions[self.name(which)]
        self.desk.click(at, keys=SHIFT if also else Qt.KeyboardModifier.NoModifier)

    @rule(start=places, end=places)
    def marquee(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.desk.drag((start[0] - 90, start[1] - 70), (end[0] + 90, end[1] + 70))

    @rule(far=st.booleans(), key=st.sampled_from([Qt.Key.Key_Up, Qt.Key.Key_Right]))
    def nudge(self, far: bool, key: Qt.Key) -> None:
        self.desk.key(key, ALT | SHIFT if far else ALT)

    @precondition(has_nodes)
    @rule(everything=st.booleans())
    def delete(self, everything: bool) -> None:
        if everything:
            self.desk.key(Qt.Key.Key_A, CTRL)
        self.desk.key(Qt.Key.Key_Delete)

    @precondition(has_room)
    @rule()
    def duplicate(self) -> None:
        self.desk.key(Qt.Key.Key_D, CTRL)

    @precondition(has_room)
    @rule(cut=st.booleans())
    def copy_and_paste(self, cut: bool) -> None:
        self.desk.key(Qt.Key.Key_X if cut else Qt.Key.Key_C, CTRL)
        self.desk.key(Qt.Key.Key_V, CTRL)

    @rule(text=st.text(max_size=20) | st.sampled_from(['{"format": "nndesk"}', "[1, 2]", "0,5\t3"]))
    def paste_rubbish(self, text: str) -> None:
        before = self.desk.document
        QApplication.clipboard().setText(text)
        self.desk.key(Qt.Key.Key_V, CTRL)
        assert self.desk.document is before

    @precondition(has_nodes)
    @rule(which=pick, new=names)
    def rename(self, which: int, new: str) -> None:
        self.desk.session.select([self.name(which)])
        self.desk.key(Qt.Key.Key_F2)
        self.desk.type(new)
        self.desk.key(Qt.Key.Key_Return)
        self.desk.key(Qt.Key.Key_Escape)

    @precondition(has_nodes)
    @rule(which=pick, typed=numbers, on=st.integers(0, 2))
    def edit_numbers(self, which: int, typed: str, on: int) -> None:
        """Type over a number and, by Tab, over those after it."""
        self.desk.session.select([self.name(which)])
        self.desk.key(Qt.Key.Key_Return)
        for _ in range(on + 1):
            self.desk.type(typed)
            self.desk.key(Qt.Key.Key_Tab)
        self.desk.key(Qt.Key.Key_Escape)
        self.desk.key(Qt.Key.Key_Escape)

    @precondition(has_edges)
    @rule(which=pick, notches=st.integers(-3, 3))
    def scrub(self, which: int, notches: int) -> None:
        self.show_all()
        edges = self.desk.document.network.edges
        key = edges[which % len(edges)].key
        self.desk.session.select((), [key])
        center = self.desk.view.diagram.labels.center(key)
        if center is not None:
            self.desk.wheel(center.toTuple(), 120 * notches, ALT)
            # Otherwise the clock would decide whether the next scrub goes on with this step or is one more.
            self.desk.view.findChild(WheelScrubbing).end()

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.desk.session.undo_stack.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.desk.session.undo_stack.redo()

    @rule()
    def save_and_load(self) -> None:
        path = Path(self.folder.name) / "net.nndesk"
        before = self.desk.document
        assert self.desk.session.save(path)
        assert self.desk.session.open(path)
        assert self.desk.document == before
        # An opened document has no history.
        self.first = self.desk.document

    # --- promises ------------------------------------------------------------------------------------------

    @invariant()
    def shows_the_document(self) -> None:
        if not hasattr(self, "desk"):
            return
        document, scene = self.desk.document, self.desk.view.diagram
        check(document)
        assert self.desk.view.mouse.tool is None
        assert set(scene.nodes) == set(document.network.names)
        assert {name: item.pos().toTuple() for name, item in scene.nodes.items()} == dict(document.positions)
        for edge in document.network.edges:
            assert scene.edges.path(edge.key) is not None
        assert scene.document is document
        selection = self.desk.session.selection
        assert selection.nodes <= set(document.network.names)
        assert all(document.network.has_edge(*key) for key in selection.edges)


TestCanvas = pytest.mark.usefixtures("qapp")(Canvas.TestCase)
TestCanvas.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
