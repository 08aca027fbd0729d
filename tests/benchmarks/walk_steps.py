"""How long the window takes to show one step of the walk.

    python tests/benchmarks/walk_steps.py [--network 2-8-8-1]

Opens the real window in the Walk workspace and goes through the walk, step by step, twice: with the whole
network in sight, and zoomed in until the weights' numbers can be read. Prints the processor time of the
window's thread for each step, painting included; a frame is 16.7 ms.

Nothing is asserted: the numbers belong to the machine. Without a display Qt's offscreen platform is used.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from nndesk.gui.app import application, dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings


def settle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--network", default="2-8-8-1")
    arguments = parser.parse_args()

    app = application()
    settings = Settings(persistent=False)
    theme = dress(app, settings)

    from nndesk.document.layered import layered

    window = MainWindow(settings, theme.palette)
    window.resize(1280, 800)
    bench = window.assemble(theme, layered(arguments.network, seed=1))
    window.show()
    settle(1500)
    playback, view = bench.playback, bench.diagram
    if playback.walk is None:
        raise SystemExit("The walk of so large a network is not ready yet.")

    def go(name: str) -> None:
        playback.seek(-1)
        settle(200)
        times = []
        for index in range(len(playback.walk.steps) if playback.walk is not None else 0):
            start = time.thread_time()
            playback.seek(index)
            app.processEvents()
            times.append((time.thread_time() - start) * 1000)
        times.sort()
        shares = "".join(f"{times[min(len(times) - 1, int(q * len(times)))]:8.1f}" for q in (0.5, 0.9, 1.0))
        print(f"{name:22}{sum(times) / len(times):8.1f}{shares}{len(times):8}")

    print(f"{arguments.network}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    print(f"{'ms a step':22}{'mean':>8}{'p50':>8}{'p90':>8}{'max':>8}{'steps':>8}")
    go("the whole, first time")
    go("the whole, again")
    while not view.diagram.labels.legible_at(view.camera.scale):
        view.zoom_in()
    go("weights legible")

    bench.session.undo_stack.setClean()
    bench.close()
    window.hide()
    window.deleteLater()


if __name__ == "__main__":
    main()
