"""Make the pictures of README.md and the guide anew: ``python packaging/make_pictures.py [NAME…]``.

Windows are pictures of the real window on a shipped example, twice as many pixels as it has, in few colours.
Figures are what ``nndesk export`` writes. Needs the extra ``[test]`` (for Pillow) and no display.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The window must know that its pixels are fine, or its icons would be drawn for coarse ones.
os.environ["QT_SCALE_FACTOR"] = "2"

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from nndesk.gui.workbench import Workbench

FOLDER = Path(__file__).parent.parent / "resources" / "guide" / "pictures"
SCALE = 2
"""Pixels of a picture for each of the window's."""
FREQUENT, FAR_APART = 48, 64
"""How a palette of 256 colours is shared; shades get the rest."""
LONGEST_REST_MS = 20_000
QUIET_MS = 80


@dataclass(frozen=True)
class Window:
    """A picture of the window, or of one of its cards.

    Attributes:
        example: what is open.
        act: what a person does before the picture is taken.
        size: of the window, in device-independent pixels.
        card: which card alone is wanted; None is the whole window.
    """

    example: str
    act: Callable[[Workbench], None]
    workspace: str = "walk"
    size: tuple[int, int] = (1200, 780)
    card: str | None = None
    dark: bool = False

    def write(self, path: Path) -> None:
        path.write_bytes(few_colors(self.picture()))

    def picture(self) -> QImage:
        from nndesk.gui.shot import grab

        with opened(self) as (bench, cards):
            bench.fit()
            rest(bench)
            self.act(bench)
            rest(bench)
            return grab(cards[self.card] if self.card is not None else bench.window, SCALE)


@dataclass(frozen=True)
class Figure:
    """``nndesk export EXAMPLE --what WHAT [--step STEP] [--dark]``."""

    example: str
    what: str
    step: int | None = None
    dark: bool = False

    def write(self, path: Path) -> None:
        from nndesk.cli import main

        command = ["export", self.example, "--what", self.what, "--to", str(path)]
        command += [] if self.step is None else ["--step", str(self.step)]
        command += ["--dark"] if self.dark else []
        if main(command) != 0:
            raise SystemExit(1)


Picture = Window | Figure


# --- what is done before a picture is taken ----------------------------------------------------------------


def nothing(bench: Workbench) -> None:
    """Show the example as it is."""


def walk_to(step: int) -> Callable[[Workbench], None]:
    """Walk to a step, counted from 1."""

    def act(bench: Workbench) -> None:
        bench.playback.seek(step - 1)

    return act


def hold_refused_edge(bench: Workbench) -> None:
    """Drag from the rim of o1 to h1, which would close a cycle, and do not let go."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    view = bench.diagram
    (x0, y0), (x1, y1) = (bench.session.document.positions[name] for name in ("o1", "h1"))
    far = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    rim = view.diagram.radius("o1") / far
    start = QPointF(x0 + (x1 - x0) * rim, y0 + (y1 - y0) * rim)
    places = [start, (start + QPointF(x1, y1)) / 2, QPointF(x1 + 14, y1 + 6)]
    pixels = [view.mapFromScene(place) for place in places]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        _move_held(view.viewport(), pixel)


def select_h2(bench: Workbench) -> None:
    """Select a neuron: its row in the matrix and its line in the plane stand out."""
    bench.session.select(["h2"])


def type_a_bias(bench: Workbench) -> None:
    """Open the field over the bias of h2 and type a fraction, without Enter."""
    from PySide6.QtTest import QTest

    from nndesk.gui.diagram.editables import Editable

    bench.session.select(["h2"])
    bench.diagram.edit(Editable("bias", "h2"))
    field = bench.diagram.typing.field
    assert field is not None
    QTest.keyClicks(field, "-3/2")


def train(bench: Workbench) -> None:
    """Press Train and wait for the end."""
    bench.trainer.start()
    rest(bench, until=lambda: not bench.trainer.running)


def show_fields_in_focus(bench: Workbench) -> None:
    """Fill the neurons with their fields, and put h2 in focus."""
    bench.diagram.showing.set_faces("field")
    bench.session.select(["h2"])
    bench.diagram.setFocus()
    bench.diagram.toggle_focus()
    rest(bench, until=lambda: bench.diagram.faces.fields is not None)


def bend_the_plane(bench: Workbench) -> None:
    """On the way from the input plane to hidden space."""
    bench.show_space("hidden")
    bench.space_choices.choose(morph=0.65)


def turn_the_cube(bench: Workbench) -> None:
    """The regions of three lines, and the cube whose vertices they are."""
    bench.showing.set_regions(True)
    bench.show_space("hypercube")


def take_the_line(bench: Workbench) -> None:
    """Select the neuron whose line gets its handles."""
    bench.session.select(["h2"])


# --- which pictures there are ------------------------------------------------------------------------------


def both(name: str, light: Picture) -> dict[str, Picture]:
    """``NAME-light`` and ``NAME-dark``."""
    suffix = ".png" if isinstance(light, Window) else ".svg"
    return {f"{name}-light{suffix}": light, f"{name}-dark{suffix}": replace(light, dark=True)}


PICTURES: Mapping[str, Picture] = {
    **both("window", Window("xor-sigmoid", walk_to(9))),
    **both("draw", Window("xor-sigmoid", select_h2, workspace="draw")),
    **both("focus", Window("xor-sigmoid", show_fields_in_focus, card="diagram")),
    **both("train", Window("logistic", train, workspace="train")),
    **both("plane", Figure("three-lines", "plane")),
    **both("lines", Window("xor-sigmoid", take_the_line, card="plane")),
    **both("explore", Window("xor-sigmoid", bend_the_plane, workspace="explore")),
    **both("hypercube", Window("three-lines", turn_the_cube, workspace="explore")),
    **both("data", Window("spiral", nothing, card="plane")),
    **both("ledger", Figure("worked-example", "ledger")),
    **both("walk", Figure("worked-example", "walk", step=9)),
    **both("diagram", Figure("abu-mostafa", "diagram")),
    **both("refused", Window("xor", hold_refused_edge, card="diagram")),
    **both("typing", Window("xor", type_a_bias, card="diagram")),
}
"""File name → what it shows."""


# --- taking them -------------------------------------------------------------------------------------------


@contextmanager
def opened(shown: Window) -> Iterator[tuple[Workbench, Mapping[str, QWidget]]]:
    """The window, on no screen, with its cards by name; it is closed at the end."""
    from PySide6.QtCore import QEvent, Qt

    from nndesk.document.examples import example
    from nndesk.gui.app import application, dress
    from nndesk.gui.main_window import MainWindow
    from nndesk.gui.settings import Settings

    app = application()
    settings = Settings(persistent=False)
    settings.theme = "dark" if shown.dark else "light"
    settings.reduced_motion = True
    settings.workspace = shown.workspace
    theme = dress(app, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(*shown.size)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    bench = window.assemble(theme, example(shown.example))
    try:
        window.show()
        rest(bench)
        yield bench, window.cards.cards
    finally:
        # Nothing to save, so nothing is asked.
        bench.session.undo_stack.setIndex(0)
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest(bench: Workbench, until: Callable[[], bool] = lambda: True) -> None:
    """Run the event loop until ``until``, and until nothing is being computed any more."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    waited, quiet = QElapsedTimer(), QElapsedTimer()
    waited.start()
    quiet.start()
    while quiet.elapsed() < QUIET_MS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        if bench.busy or not until():
            quiet.restart()
        if waited.elapsed() > LONGEST_REST_MS:
            raise SystemExit("The window did not come to rest.")


def few_colors(picture: QImage) -> bytes:
    """The picture as a small PNG with a palette."""
    from PIL import Image
    from PySide6.QtGui import QImage

    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = rgb.width(), rgb.height()
    image = Image.frombytes("RGB", size, bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine())
    # Pillow's own search for the nearest colour of a palette is not exact: it would tint greys. No dithering:
    # it would speckle flat areas and double the size.
    palette = _palette(image)
    red, green, blue = np.moveaxis(np.asarray(image, np.int32), 2, 0).reshape(3, -1)
    packed, where = np.unique(red << 16 | green << 8 | blue, return_inverse=True)
    used = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)
    away = ((used[:, None] - palette[None]) ** 2).sum(axis=2)
    few = Image.fromarray(away.argmin(axis=1).astype(np.uint8)[where].reshape(size[::-1]))
    few.putpalette(palette.astype(np.uint8).tobytes())
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _palette(image: Image) -> NDArray[np.int32]:
    """256 colours for ``image``: the most frequent as they are, so that white stays white, those farthest
    from each other, because colours mean something here, and shades of what there is much of.
    """
    from PIL.Image import Quantize

    used: list[tuple[int, Any]] = list(image.getcolors(image.width * image.height) or ())
    counted = sorted(used, reverse=True)
    colors: list[int] = [channel for _, color in counted[:FREQUENT] for channel in color]
    for method, count in (
        (Quantize.MAXCOVERAGE, FAR_APART),
        (Quantize.MEDIANCUT, 256 - FREQUENT - FAR_APART),
    ):
        colors += (image.quantize(count, method=method, kmeans=2).getpalette() or [])[: 3 * count]
    return np.array(colors, np.int32).reshape(-1, 3)


def _move_held(widget: QWidget, pixel: object) -> None:
    """Move the mouse with the left button held, which QTest cannot."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    assert isinstance(pixel, QPoint)
    left = Qt.MouseButton.LeftButton
    where = QPointF(pixel), QPointF(widget.mapToGlobal(pixel))
    event = QMouseEvent(QEvent.Type.MouseMove, *where, Qt.MouseButton.NoButton, left, Qt.KeyboardModifier(0))
    QApplication.sendEvent(widget, event)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"No picture is called {unknown[0]}; there are {', '.join(PICTURES)}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not names:
        for path in FOLDER.iterdir():
            if path.name not in PICTURES:
                path.unlink()
    for name in names or PICTURES:
        PICTURES[name].write(FOLDER / name)
        print(f"{name:20} {(FOLDER / name).stat().st_size / 1000:6.0f} kB")
    print(f"{'together':20} {sum(p.stat().st_size for p in FOLDER.iterdir()) / 1000:6.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
