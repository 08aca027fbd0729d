"""Pictures to judge the diagram by: ``python packaging/make_diagram_pictures.py FOLDER [EXAMPLE…]``.

Each example at three zooms, in light and dark, in a window of 1280x720, while drawing and at a step of the
backward pass; and the diagrams alone on two sheets, to be looked at side by side. Needs the extra ``[test]``
(for Pillow) and no display.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import make_pictures

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from nndesk.gui.workbench import Workbench

ZOOMS: Mapping[str, float] = {"far": 0.6, "fit": 1.0, "near": 1.8}
"""How much larger than when the whole network fits."""
SIZE = (1280, 720)
SHEET_COLUMNS = 2 * len(ZOOMS)


def pictures(example: str, dark: bool) -> Iterable[tuple[str, QImage, QImage]]:
    """``(name, window, diagram alone)`` at each zoom, first while drawing, then in the backward pass."""
    from nndesk.gui.shot import grab

    for workspace in ("draw", "walk"):
        shown = make_pictures.Window(example, make_pictures.nothing, workspace, SIZE, dark=dark)
        with make_pictures.opened(shown) as (bench, cards):
            if workspace == "walk":
                bench.playback.seek(_backward_step(bench))
            for zoom, times in ZOOMS.items():
                bench.fit()
                make_pictures.rest(bench)
                if times != 1.0:
                    bench.diagram.camera.zoom(times)
                    make_pictures.rest(bench)
                theme = "dark" if dark else "light"
                name = f"{example}-{workspace}-{zoom}-{theme}"
                yield name, grab(bench.window), grab(cards["diagram"])


def _backward_step(bench: Workbench) -> int:
    """The first step whose delta is a hidden node's, or the last step."""
    walk = bench.playback.walk
    steps = walk.steps if walk is not None else ()
    return next((i for i, step in enumerate(steps) if step.kind == "hidden_delta"), len(steps) - 1)


def sheet(diagrams: Iterable[QImage]) -> QImage:
    """The pictures in rows of six."""
    from PySide6.QtGui import QImage, QPainter

    parts = list(diagrams)
    width = max(part.width() for part in parts)
    height = max(part.height() for part in parts)
    rows = -(-len(parts) // SHEET_COLUMNS)
    whole = QImage(width * SHEET_COLUMNS, height * rows, QImage.Format.Format_RGB32)
    whole.fill(0x808080)
    painter = QPainter(whole)
    for i, part in enumerate(parts):
        painter.drawImage(width * (i % SHEET_COLUMNS), height * (i // SHEET_COLUMNS), part)
    painter.end()
    return whole


def main(arguments: list[str]) -> int:
    from nndesk.document.examples import EXAMPLES

    if not arguments:
        print("Say into which folder: make_diagram_pictures.py FOLDER [EXAMPLE…]", file=sys.stderr)
        return 2
    folder, names = Path(arguments[0]), arguments[1:] or list(EXAMPLES)
    unknown = [name for name in names if name not in EXAMPLES]
    if unknown:
        print(f"There is no example {unknown[0]}; there are {', '.join(EXAMPLES)}.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        diagrams = []
        for example in names:
            for name, window, diagram in pictures(example, dark):
                window.save(str(folder / f"{name}.png"))
                diagrams.append(diagram)
        sheet(diagrams).save(str(folder / f"sheet-{'dark' if dark else 'light'}.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
