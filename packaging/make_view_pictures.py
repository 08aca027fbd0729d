"""Pictures to judge the views of the input by: ``python packaging/make_view_pictures.py FOLDER [EXAMPLE…]``.

XOR, three lines, the disc cut out by eight lines and the spirals, once trained: the Explore workspace on each
page, in light and dark, in a window of 1280x720. Needs the extra ``[test]`` (for Pillow) and no display.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import make_pictures

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from nndesk.gui.workbench import Workbench

SIZE = (1280, 720)
TO_TRAIN = ("spiral",)
EXAMPLES = ("xor", "three-lines", "circle", "spiral")


def pictures(example: str, dark: bool) -> Iterable[tuple[str, QImage]]:
    """``(name, window)`` on each page of the Spaces card."""
    from nndesk.gui.shot import grab
    from nndesk.gui.spaces.pages import pages

    shown = make_pictures.Window(example, make_pictures.nothing, "explore", SIZE, dark=dark)
    with make_pictures.opened(shown) as (bench, _cards):
        if example in TO_TRAIN:
            _train(bench)
        for page in pages():
            bench.show_space(page.id)
            bench.fit()
            make_pictures.rest(bench)
            yield f"{example}-{page.id}-{'dark' if dark else 'light'}", grab(bench.window)


def _train(bench: Workbench) -> None:
    from nndesk.document import edits
    from nndesk.network.training import train

    document = bench.session.document
    data = document.samples.training
    *_, last = train(document.network, data.x, data.t, document.hyperparameters, every=10_000)
    bench.session.edit("Train", edits.set_network_numbers(document, last.network))


def main(arguments: list[str]) -> int:
    if not arguments:
        print("Say into which folder: make_view_pictures.py FOLDER [EXAMPLE…]", file=sys.stderr)
        return 2
    folder, names = Path(arguments[0]), arguments[1:] or list(EXAMPLES)
    unknown = [name for name in names if name not in EXAMPLES]
    if unknown:
        print(f"There is no example {unknown[0]}; there are {', '.join(EXAMPLES)}.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for dark in (False, True):
        for example in names:
            for name, window in pictures(example, dark):
                window.save(str(folder / f"{name}.png"))
                count += 1
    print(f"{count} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
