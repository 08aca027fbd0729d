"""What is copied in one nndesk is pasted in another: two real processes with the X server between them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

WINDOW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.app import application, dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings

app = application()
settings = Settings(persistent=False)
window = MainWindow(settings, dress(app, settings).palette)
bench = window.assemble(dress(app, settings), example(sys.argv[1]) if len(sys.argv) > 1 else Document())
window.show()
QTest.qWaitForWindowActive(window, 3000)
bench.diagram.setFocus()

def press(key):
    QTest.keyClick(bench.diagram, key, Qt.KeyboardModifier.ControlModifier)

def tell(words):
    print(words, flush=True)

def answer(until):
    # The other process asks this one for what it has copied.
    while not until():
        QTest.qWait(20)

def network():
    network = bench.session.document.network
    return " ".join(network.names) + " | " + " ".join(f"{e.key}={e.weight:g}" for e in network.edges)
"""

COPY = """
import threading
done = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
press(Qt.Key.Key_A)
press(Qt.Key.Key_C)
tell(network())
answer(done.is_set)
bench.close()
"""

PASTE = """
said = []
bench.session.message.connect(lambda text, kind: said.append(text))
press(Qt.Key.Key_V)
tell(network())
tell(bench.session.undo_stack.undoText() or "no step")
press(Qt.Key.Key_V)
tell(str(len(bench.session.document.network.names)))
bench.session.undo_stack.setClean()
bench.close()
"""


def start(what: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"}
    return subprocess.Popen(
        [sys.executable, "-c", WINDOW + what, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.skipif(
    os.environ.get("NNDESK_TEST_PLATFORM") != "xcb", reason="needs a real window; see .ci/run"
)
def test_what_one_process_copies_another_pastes_with_its_edges() -> None:
    source = start(COPY, "xor")
    try:
        assert source.stdout is not None
        copied = source.stdout.readline().strip()
        assert "h1<-x1=1" in copied
        target = start(PASTE)
        told, _ = target.communicate(timeout=60)
        pasted, step, count = told.splitlines()
        assert pasted == copied
        assert step.startswith("Paste")
        assert int(count) == 2 * len(copied.partition(" | ")[0].split())
        assert target.returncode == 0
        # Who copied must not have been harmed by being asked.
        source.communicate(timeout=60)
        assert source.returncode == 0
    finally:
        source.kill()
