"""How long the diagram takes to show what a person does, on large networks.

    python tests/benchmarks/diagram_frames.py [--network 64-32-10] [--only "drag a node"] [--alone]

Two networks: 64-32-10 with its 2,368 edges, and one of 1,000 nodes and 10,000 edges. Each is shown by the
diagram alone and by the assembled window, and driven by the events that a person would make. A row is the
processor time of the window's thread for one event and all that is painted for it, in milliseconds; a column
says how many times as long the p95 is as painting the same number of plain lines, measured in the same run.
Then what an edit takes until the document has changed, and what opening a file takes until it is painted.

Nothing is asserted: the numbers belong to the machine. Without a display Qt's offscreen platform is used.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from hand import LEFT, MIDDLE, Hand
from PySide6.QtCore import QEventLoop, QLineF, QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.document.layered import layered
from nndesk.document.storage import save
from nndesk.gui.app import application, dress
from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.gui.garbage import GarbageCollector
from nndesk.gui.main_window import MainWindow
from nndesk.gui.playback import Playback
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme
from nndesk.gui.worker import Worker
from nndesk.network.model import Edge, Network, Node

SIZE = (1280, 800)
FRAMES = 40
ACTIONS = 7


def sparse(layers: int = 10, rows: int = 100, edges: int = 10_000, seed: int = 1) -> Document:
    """A network of ``layers`` × ``rows`` nodes, each fed by about as many of the layer before."""
    draw = np.random.default_rng(seed)
    names = [[f"{'x' if i == 0 else f'h{i}_'}{j + 1}" for j in range(rows)] for i in range(layers)]
    pairs = [
        (int(s), i, t)
        for i in range(1, layers)
        for t in range(rows)
        for s in draw.choice(rows, edges // ((layers - 1) * rows), replace=False)
    ]
    taken = set(pairs)
    while len(pairs) < edges:
        extra = (int(draw.integers(rows)), int(draw.integers(1, layers)), int(draw.integers(rows)))
        if extra not in taken:
            taken.add(extra)
            pairs.append(extra)
    network = Network(
        tuple(names[0]),
        tuple(Node(name, "tanh") for column in names[1:] for name in column),
        tuple(Edge(names[i - 1][s], names[i][t], float(draw.normal())) for s, i, t in pairs),
        tuple(names[-1]),
    )
    positions = {name: (260.0 * i, 110.0 * j) for i in range(layers) for j, name in enumerate(names[i])}
    return Document(network, positions, example=Example((0.5,) * rows, (0.0,) * rows))


def settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def timed(act: Callable[[], object]) -> float:
    """Processor time of this thread for ``act`` and what is painted for it, in milliseconds."""
    start = time.thread_time()
    act()
    QApplication.processEvents()
    # Qt asks for a frame a few milliseconds after it is wanted. Sleeping takes no processor time.
    time.sleep(0.008)
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000


def floor(count: int) -> float:
    """Milliseconds to paint so many plain lines on a picture of the size of the window."""
    draw = np.random.default_rng(0)
    ends = draw.random((count, 4)) * (SIZE[0], SIZE[1], SIZE[0], SIZE[1])
    lines = [QLineF(*map(float, line)) for line in ends]
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    times = []
    for _ in range(5):
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        start = time.thread_time()
        painter.setPen(QPen(Qt.GlobalColor.darkBlue, 0))
        painter.drawLines(lines)
        times.append(time.thread_time() - start)
        painter.end()
    return min(times) * 1000


class Table:
    """Prints rows as they are measured."""

    def __init__(self, floor_ms: float, only: str) -> None:
        self._floor, self._only = floor_ms, only

    def head(self, title: str) -> None:
        print(f"\n{title:34}{'p50':>8}{'p95':>8}{'max':>8}{'× lines':>9}{'times':>7}")

    def wants(self, name: str) -> bool:
        return self._only in name

    def row(self, name: str, times: list[float]) -> None:
        times = sorted(times)
        p50, p95, most = (times[min(len(times) - 1, int(q * len(times)))] for q in (0.5, 0.95, 1.0))
        print(f"{name:34}{p50:8.1f}{p95:8.1f}{most:8.1f}{p95 / self._floor:9.1f}{len(times):7}", flush=True)


@contextmanager
def alone(app: QApplication, document: Document) -> Iterator[DiagramView]:
    session, worker = Session(document), Worker()
    theme = Theme()
    theme.apply(app)
    view = DiagramView(session, Playback(session, worker), theme)
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(view)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    view.setFocus()
    settle(1500)
    try:
        yield view
    finally:
        worker.close()
        session.close()
        window.hide()
        window.deleteLater()
        settle(50)


@contextmanager
def assembled(app: QApplication, document: Document) -> Iterator[DiagramView]:
    settings = Settings(persistent=False)
    window = MainWindow(settings, dress(app, settings).palette)
    window.resize(*SIZE)
    bench = window.assemble(dress(app, settings), document)
    window.show()
    window.activateWindow()
    bench.diagram.setFocus()
    settle(3000)
    try:
        yield bench.diagram
    finally:
        bench.session.undo_stack.setClean()
        bench.close()
        window.hide()
        window.deleteLater()
        settle(50)


def moving(view: DiagramView, table: Table) -> None:
    """What goes on for many frames."""
    hand, session = Hand(view), view.session
    names = list(session.document.network.names)
    middle = names[len(names) // 2]

    def again(name: str, acts: list[Callable[[], object]]) -> None:
        settle(400)
        table.row(name, [timed(act) for act in acts])
        settle(400)

    view.fit()
    if table.wants("pan"):
        center = view.viewport().rect().center()
        press = view.camera.to_scene(center.toPointF()).toTuple()
        hand.press(press, MIDDLE)
        again(
            "pan",
            [
                lambda i=i: hand.move(
                    view.camera.to_scene((center + QPoint(6 * i, 3 * i)).toPointF()).toTuple(), MIDDLE
                )
                for i in range(FRAMES)
            ],
        )
        hand.release(press, MIDDLE)
    if table.wants("zoom"):
        view.fit()
        again(
            "zoom",
            [
                lambda i=i: hand.wheel(session.document.positions[middle], 30 if i % 24 < 12 else -30)
                for i in range(FRAMES)
            ],
        )
    for name, turn in (("zoom out, by notches", -120), ("zoom out, finely", -30)):
        if table.wants(name):
            view.fit()
            view.camera.zoom(1.2 ** (FRAMES * -turn / 120 / 2))
            view.centerOn(*session.document.positions[middle])
            at = session.document.positions[middle]
            again(name, [lambda turn=turn, at=at: hand.wheel(at, turn) for _ in range(FRAMES)])
    if table.wants("drag a node"):
        view.fit()
        x, y = session.document.positions[middle]
        pixel = view.reach(1.0)
        hand.press((x, y))
        hand.move((x + 20 * pixel, y), LEFT)
        again(
            "drag a node",
            [
                lambda i=i: hand.move((x + (20 + 3 * i) * pixel, y + 2 * i * pixel), LEFT)
                for i in range(FRAMES)
            ],
        )
        hand.key(Qt.Key.Key_Escape)
        session.select()
    if table.wants("pan, names legible"):
        view.fit()
        while view.camera.scale < 0.6:
            view.zoom_in()
        center = view.viewport().rect().center()
        press = view.camera.to_scene(center.toPointF()).toTuple()
        hand.press(press, MIDDLE)
        again(
            "pan, names legible",
            [
                lambda i=i: hand.move(
                    view.camera.to_scene((center + QPoint(6 * i, 3 * i)).toPointF()).toTuple(), MIDDLE
                )
                for i in range(FRAMES)
            ],
        )
        hand.release(press, MIDDLE)
    if table.wants("hover"):
        view.fit()
        places = [session.document.positions[name] for name in names[:: max(1, len(names) // FRAMES)]]
        again("hover", [lambda at=at: hand.move(at) for at in places])
    if table.wants("focus from node to node"):
        view.fit()
        session.select([middle])
        view.toggle_focus()
        again("focus from node to node", [lambda n=n: session.select([n]) for n in names[:FRAMES]])
        again(
            "fade of the focus", [lambda i=i: view.focusing.veil.show_part(i / FRAMES) for i in range(FRAMES)]
        )
        view.focusing.end()
        session.select()
        settle(400)
        hand.move(session.document.positions[names[0]])
        settle(700)
        places = [session.document.positions[name] for name in names[:: max(1, len(names) // FRAMES)]]
        again("hover from focus to focus", [lambda at=at: hand.move(at) for at in places])
        hand.move((-1e4, -1e4))
        settle(300)
    if table.wants("recolour every edge"):
        network = session.document.network
        draw = np.random.default_rng(2)
        states = [
            network.with_numbers(draw.normal(size=len(network.edges)).tolist(), [0.0] * len(network.nodes))
            for _ in range(FRAMES // 2)
        ]

        def show(state: Network) -> None:
            view._streamed_at = 0.0
            view.show_network(state)

        again("recolour every edge", [lambda state=state: show(state) for state in states])
        view.show_network(None)
    if table.wants("marquee"):
        view.fit()
        # Not on a rim, from which an edge would be drawn.
        pixels = view.reach(10.0)
        left, top, right, bottom = view.diagram.fitting_rect().adjusted(-pixels, -pixels, 0, 0).getCoords()
        hand.press((left, top))
        again(
            "marquee",
            [
                lambda i=i: hand.move(
                    (left + (right - left) * i / FRAMES, top + (bottom - top) * i / FRAMES), LEFT
                )
                for i in range(1, FRAMES)
            ],
        )
        hand.key(Qt.Key.Key_Escape)
        session.select()


def single(view: DiagramView, table: Table) -> None:
    """What is done once, and answered once."""
    hand, session = Hand(view), view.session
    names = list(session.document.network.names)
    middle, edge = names[len(names) // 2], session.document.network.edges[0]

    def each(name: str, act: Callable[[int], object], before: Callable[[], object] | None = None) -> None:
        if not table.wants(name):
            return
        times = []
        for i in range(ACTIONS):
            if before is not None:
                before()
            settle(600)
            times.append(timed(lambda i=i: act(i)))
        table.row(name, times)
        settle(400)

    def select_all() -> None:
        view.select_all()

    view.fit()
    each("select all", lambda i: select_all(), session.select)
    each("select nothing", lambda i: session.select(), select_all)
    each("select a node", lambda i: hand.click(session.document.positions[names[i]]), session.select)
    each("Tab to the next node", lambda i: hand.key(Qt.Key.Key_Tab))
    each("select an edge", lambda i: session.select((), [session.document.network.edges[i].key]))

    def delete() -> None:
        session.select([middle])
        settle(300)
        view.delete_selection()

    each("delete a node", lambda i: view.delete_selection(), lambda: _restored(view, middle))
    each("undo deleting it", lambda i: session.undo_stack.undo(), delete)
    _restored(view, middle)
    session.select()
    each(
        "edit a weight",
        lambda i: session.edit("w", edits.set_weight(session.document, *edge.key, 0.1 * (i + 1))),
    )
    each("undo it", lambda i: session.undo_stack.undo())
    each("add a node", lambda i: hand.double_click((-150.0, 90.0 * i)))
    each("drop a dragged node", lambda i: _drop(view, hand, middle, i))
    each("the whole in sight", lambda i: view.fit(), view.zoom_in)


def _restored(view: DiagramView, name: str) -> None:
    if name not in view.session.document.network:
        view.session.undo_stack.undo()
    view.session.select([name])


def _drop(view: DiagramView, hand: Hand, name: str, i: int) -> None:
    x, y = view.session.document.positions[name]
    pixel = view.reach(1.0)
    end = (x + (30 if i % 2 else -30) * pixel, y + 10 * pixel)
    hand.press((x, y))
    hand.move((x + 20 * pixel, y + 20 * pixel), LEFT)
    hand.move(end, LEFT)
    hand.release(end)


def until_changed(document: Document, table: Table) -> None:
    """From the edit's function to the document in its place, with nobody listening."""
    session = Session(document)
    key = document.network.edges[len(document.network.edges) // 2].key
    node = document.network.nodes[len(document.network.nodes) // 2].name
    session.select(document.network.names, (edge.key for edge in document.network.edges))
    for name, change in (
        ("edit: a weight", lambda d, i: edits.set_weight(d, *key, float(i))),
        ("edit: a bias", lambda d, i: edits.set_bias(d, node, float(i))),
        ("edit: move a node", lambda d, i: edits.move(d, {node: (float(i), 5.0)})),
        ("edit: the example", lambda d, i: edits.set_example(d, {d.network.inputs[0]: float(i)})),
        ("edit: remove a node", lambda d, i: edits.remove(d, [d.network.nodes[0].name])),
        ("edit: add a node", lambda d, i: edits.add_node(d, (-500.0, 100.0 * i))[0]),
    ):
        if not table.wants(name):
            continue
        times = []
        for i in range(1, ACTIONS * 2):
            start = time.thread_time()
            session.edit(name, change(session.document, i))
            times.append((time.thread_time() - start) * 1000)
        table.row(name, times)
    session.close()


def opening(view: DiagramView, path: Path, table: Table) -> None:
    if not table.wants("open the file"):
        return
    times = []
    for _ in range(3):
        view.session.new()
        settle(500)
        times.append(timed(lambda: view.session.open(path)))
    table.row("open the file", times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--network", choices=("64-32-10", "sparse"), help="one of the two")
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    parser.add_argument("--alone", action="store_true", help="leave out the assembled window")
    arguments = parser.parse_args()
    app = application()
    # As the window has it: garbage is collected between events.
    collector = GarbageCollector()
    collector.start()
    print(f"{SIZE[0]} × {SIZE[1]}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for name, document in (("64-32-10", layered("64-32-10", seed=1)), ("sparse", sparse())):
        if arguments.network not in (None, name):
            continue
        network = document.network
        lines = floor(len(network.edges))
        table = Table(lines, arguments.only)
        title = f"{len(network.names):,} nodes, {len(network.edges):,} edges"
        print(f"\n{title}: as many plain lines take {lines:.1f} ms", flush=True)
        table.head("the document, ms")
        until_changed(document, table)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "network.nndesk"
            save(document, path)
            for where, make in (("the diagram alone", alone), ("the window", assembled)):
                if arguments.alone and make is assembled:
                    continue
                table.head(f"{where}, ms")
                with make(app, document) as view:
                    moving(view, table)
                    single(view, table)
                    opening(view, path, table)


if __name__ == "__main__":
    main()
