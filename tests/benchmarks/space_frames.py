"""How long the window's thread works for a frame while cube or surface are turned, or a weight changes.

    python tests/benchmarks/space_frames.py [--frames 200] [--size 1280x720]

Opens the real window in the Explore workspace. *Turning* is the picture of the card alone, made and painted;
*changing* is an edit of a number with all that follows it in the window: network, plane and card. Times are
of the processor, of this thread; a frame has 16.7 ms. Nothing is asserted: the numbers belong to the machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.gui.app import application, dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.spaces.turning_view import TurningView
from nndesk.gui.workbench import Workbench

CASES = (
    ("surface", "xor-sigmoid"),
    ("surface", "xor"),
    ("hypercube", "three-lines"),
    ("hypercube", "xor-sigmoid"),
    ("regions", "three-lines"),
)


def opened(app: QApplication, page: str, name: str, size: tuple[int, int]) -> Workbench:
    settings = Settings(persistent=False)
    settings.workspace, settings.spaces_page, settings.reduced_motion = "explore", page, True
    theme = dress(app, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(*size)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    bench = window.assemble(theme, example(name))
    window.show()
    settle(app, bench)
    return bench


def settle(app: QApplication, bench: Workbench) -> None:
    quiet = time.monotonic()
    while time.monotonic() - quiet < 0.3:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        if bench.busy:
            quiet = time.monotonic()


def measured(app: QApplication, frames: int, change: Callable[[int], object]) -> str:
    """Half and 95 of 100 frames, in milliseconds."""
    times = []
    for i in range(frames):
        start = time.thread_time()
        change(i)
        app.processEvents()
        times.append(1000 * (time.thread_time() - start))
        time.sleep(0.004)
    times.sort()
    return f"{times[frames // 2]:5.1f} {times[frames * 95 // 100]:5.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--size", default="1280x720")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    app = application()
    print(f"window {options.size}, load {os.getloadavg()[0]:.1f}; ms: half and 95 of 100 frames within")
    for page, name in CASES:
        bench = opened(app, page, name, (width, height))
        shown = getattr(bench.spaces_panel.page, "view", None)
        turning = "    –     –"
        if isinstance(shown, TurningView):
            view: TurningView = shown
            view._set_dragging(True)
            turning = measured(
                app, options.frames, lambda i, view=view: view._look(view.camera.turned(2, 0.3))
            )
            view._set_dragging(False)
            settle(app, bench)

        def change(i: int, bench: Workbench = bench) -> None:
            new = edits.set_bias(bench.session.document, "h1", -0.5 + 0.004 * i)
            bench.session.edit("Bias", new, merge=("bias", 1))

        changing = measured(app, options.frames, change)
        print(f"{page:10} {name:12} turning {turning}   changing {changing}")
        bench.files.may_lose_document = lambda: True  # type: ignore[method-assign]
        bench.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
