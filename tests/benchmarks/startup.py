"""How soon the window is there, beside the least that PySide6 and pyqtgraph can do on this machine.

    python tests/benchmarks/startup.py [--rounds N]

Starts the processes in turn, so that whatever else the machine does hits all of them alike, and prints the
medians and their ratios:

* a minimal PySide6 window, until it has been painted;
* nndesk, until its first window has been painted; the target is 1.6 times as long;
* a minimal pyqtgraph window with one plot, until it has been painted;
* nndesk, until every panel has been painted and the event loop waits for a person; the target is 1.2 times;
  and, for the record, until the worker has delivered the plane's shading too ("settled").

Nothing is asserted: the numbers belong to the machine. Without a display Qt's offscreen platform is used.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

_REPORT = """
import os, time
def done(name):
    # The clock of the parent: both count from the start of the machine.
    print(name, time.monotonic(), flush=True)
"""

_PYSIDE = (
    _REPORT
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, finish)
def finish():
    done("first")
    os._exit(0)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
)

_PYQTGRAPH = (
    _REPORT
    + """
import numpy
import pyqtgraph
from PySide6.QtCore import QTimer
app = pyqtgraph.mkQApp()
class Plot(pyqtgraph.PlotWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, finish)
def finish():
    done("ready")
    os._exit(0)
window = Plot()
window.resize(1440, 900)
window.plot(numpy.arange(100.0), numpy.arange(100.0) ** 2)
window.show()
app.exec()
"""
)

_NNDESK = (
    _REPORT
    + """
import os
from nndesk.cli.parser import parse
from nndesk.gui.display import display_problem
parse([])
if display_problem():
    raise SystemExit(display_problem())
from nndesk.gui.app import run
def stage(name):
    done(name)
    if name == "settled":
        os._exit(0)
run(stage=stage)
"""
)


def measure(script: str) -> dict[str, float]:
    """Milliseconds from the start of the process to each report."""
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
        environment = os.environ | folders
        # An installed program has its bytecode, like the libraries it is compared with.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    return {
        name: 1000 * (float(moment) - start)
        for name, moment in (line.split() for line in done.stdout.splitlines())
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {
        name: [] for name in ("PySide6", "first window", "pyqtgraph", "ready", "settled")
    }
    for script in (_PYSIDE, _PYQTGRAPH, _NNDESK):
        # Once for nothing: files come into the cache, bytecode is written.
        measure(script)
    for _ in range(rounds):
        times["PySide6"].append(measure(_PYSIDE)["first"])
        times["pyqtgraph"].append(measure(_PYQTGRAPH)["ready"])
        nndesk = measure(_NNDESK)
        times["first window"].append(nndesk["first"])
        times["ready"].append(nndesk["ready"])
        times["settled"].append(nndesk["settled"])
    for name, values in times.items():
        print(f"{name:14} median {statistics.median(values):6.0f} ms   fastest {min(values):6.0f} ms")
    for name, floor, target in (("first window", "PySide6", 1.6), ("ready", "pyqtgraph", 1.2)):
        ratio = statistics.median(times[name]) / statistics.median(times[floor])
        print(f"{name} is {ratio:.2f} × a minimal {floor} window (target {target})")


if __name__ == "__main__":
    main()
